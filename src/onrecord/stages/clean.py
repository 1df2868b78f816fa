"""What each stretch of a page is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.records import *  # skeleton


def classify_blocks(page: Page) -> tuple[Block, ...]:
    return (Block(Span(0, len(page.text)), "body"),)
