"""Figures, dates, names and places that cannot both hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.records import *  # skeleton


def compare_values(analyses: Sequence[Analysis], claims: Sequence[Claim]) -> tuple[Discrepancy, ...]:
    return ()
