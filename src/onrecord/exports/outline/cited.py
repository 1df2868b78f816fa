"""How a report is named to a reader: by its outlet and day, and by its own name where that says too little."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onrecord.exports.outline.words import NOT_NAMED, day_name, shorten
from onrecord.records import When

LETTERS = 16
"""Code points of a report's own name beside its outlet: enough to tell two apart, where some names are 36 long."""


def cite_reports(reports: Sequence[tuple[str, str, When | None]]) -> dict[str, str]:
    """ "Halden Post, 4 Nov" for each report, by its name; given are name, outlet and day of each.

    The year stands there unless all are of one year. A report whose outlet is not named is called by its own
    name, and those that would be called the same bear theirs besides.
    """
    years = {when.at.year for _, _, when in reports if when}
    cited = {name: cite_report(name, outlet, when, year=len(years) > 1) for name, outlet, when in reports}
    often = Counter(cited.values())
    return {name: words if often[words] == 1 else f"{words} ({_own(name, cited)})" for name, words in cited.items()}


def cite_report(name: str, outlet: str, when: When | None, *, year: bool) -> str:
    """Outlet and day, with the year or without; the report's own name where its outlet is not named."""
    if outlet == NOT_NAMED:
        return name
    day = day_name(when)
    if when is None or (when.precision == "year" and not year):
        return outlet
    return f"{outlet}, {day if year else day.removesuffix(f' {when.at.year}')}"


def _own(name: str, cited: dict[str, str]) -> str:
    """The report's name, shortened if that still tells it from the others."""
    short = shorten(name, LETTERS)
    return short if sum(shorten(other, LETTERS) == short for other in cited) == 1 else name


def outlet_name(outlet: str, report: str) -> str:
    """The outlet's name, or NOT_NAMED beside the report that it is called after."""
    return NOT_NAMED if report in outlet and outlet.endswith("(not named)") else outlet
