"""What each content puts forward, in a form that can be compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.records import *  # skeleton


def state_propositions(page: Page, parse: Parse, statements: Sequence[Statement], entities: Sequence[Entity], *, encode: Callable[[list[str]], list[bytes]]) -> tuple[Proposition, ...]:
    return ()
