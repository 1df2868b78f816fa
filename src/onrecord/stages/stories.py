"""Which reports are about one matter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.records import *  # skeleton


def group_reports(analyses: Sequence[Analysis]) -> list[list[Analysis]]:
    return [list(analyses)]
