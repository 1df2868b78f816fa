"""Whom each source names, within one report."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.records import *  # skeleton


def resolve_speakers(page: Page, blocks: Sequence[Block], parse: Parse, statements: Sequence[Statement]) -> tuple[tuple[Statement, ...], tuple[Entity, ...], str]:
    return tuple(statements), (Entity("outlet", page.outlet or f"Outlet of report {page.name} (not named)", "outlet"),), "outlet"
