"""Who did what to whom, in one report."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.records import *  # skeleton


def find_events(page: Page, parse: Parse, times: Sequence[TimeExpression], entities: Sequence[Entity], statements: Sequence[Statement]) -> tuple[Event, ...]:
    return ()
