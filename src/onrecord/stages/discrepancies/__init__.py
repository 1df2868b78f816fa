"""Figures, years and names that reports give differently for one thing, so that not all can be right."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records import Analysis, Discrepancy
from onrecord.stages.discrepancies.figures import compare_figures
from onrecord.stages.discrepancies.names import compare_names

__all__ = ["compare_values"]


def compare_values(analyses: Sequence[Analysis]) -> tuple[Discrepancy, ...]:
    """Discrepancies between reports, by place; days are compared event by event (stages/timeline)."""
    found = [*compare_figures(analyses), *compare_names(analyses)]
    return tuple(sorted(found, key=lambda d: (d.values[0].evidence, d.about)))
