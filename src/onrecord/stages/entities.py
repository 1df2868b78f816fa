"""One entity across all reports of a story."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.records import *  # skeleton


def merge_entities(analyses: Sequence[Analysis]) -> tuple[list[Analysis], tuple[Entity, ...]]:
    return list(analyses), ()
