"""Who says what: source, cue and content."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.records import *  # skeleton


def attribute_statements(page: Page, blocks: Sequence[Block], parse: Parse) -> tuple[Statement, ...]:
    return ()
