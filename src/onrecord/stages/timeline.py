"""What happened when, each event once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.records import *  # skeleton


def order_events(analyses: Sequence[Analysis], entities: Sequence[Entity]) -> tuple[TimelineEntry, ...]:
    return ()
