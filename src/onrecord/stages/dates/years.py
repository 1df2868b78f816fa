"""A date that the page leaves open, settled by the rest of the story: a dateline's year, a day in figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from onrecord.records import Analysis, Publication, When
from onrecord.stages.dates.expressions import find_expressions
from onrecord.stages.dates.publication import YearlessDay, read_figures

FLOOR = 2000
"""Reports that reach us as files without a year are of the web's time."""
REACH = 5
"""Years within which a report follows the latest day it speaks of; the same day and weekday come back
after five, six or eleven years."""
NEARBY = 10
"""Days within which reports of one story nearly all come out."""

_PAST_YEAR = re.compile(r"\b[Ss]ince (?:[A-Z][a-z]+ )?((?:19|20)\d\d)\b")


def latest_past(analyses: Iterable[Analysis]) -> tuple[date, str] | None:
    """The latest day (or year's first day) in the past that any report tells in full, and that report's name."""
    known: list[tuple[date, str]] = []
    for analysis in analyses:
        text = analysis.page.text
        for block in analysis.blocks:
            if block.kind in ("related", "promo", "comment-form"):
                continue
            words = block.span.of(text)
            known += [(date(int(m[1]), 1, 1), analysis.page.name) for m in _PAST_YEAR.finditer(words)]
            for hit in find_expressions(words):
                if m := re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", hit.rule.partition(" T")[0]):
                    try:
                        known.append((date(int(m[1]), int(m[2]), int(m[3] or 1)), analysis.page.name))
                    except ValueError:
                        continue
    return max(known, default=None)


def solve_year(yearless: YearlessDay, known: Sequence[tuple[date, str]], past: tuple[date, str] | None) -> Publication:
    """The publication with its year: the one nearest to the story's dated reports ``known``, else the first
    in which the weekday is right and all that the reports tell lies in the past."""
    if known:
        years = range(known[0][0].year - 1, known[-1][0].year + 2)
        days = [day for year in years if (day := yearless.falls_in(year))]
        choices = [(abs((day - other).days), day, name) for day in days for other, name in known]
        if choices and min(choices)[0] <= 183:
            _, day, name = min(choices)
            return _dated(yearless, day, f"the {yearless.words}, that is nearest to the day of report {name}")
    if past and past[0].year >= FLOOR:
        years = range(past[0].year, past[0].year + REACH + 1)
        days = [day for year in years if (day := yearless.falls_in(year)) and day >= past[0]]
        if days and (len(days) == 1 or yearless.weekday is not None):
            told = past[0].isoformat()
            reason = f"the first {yearless.words}, after the latest past date in the story ({told}, report {past[1]})"
            return _dated(yearless, days[0], reason)
    reason = f"the dateline says {yearless.words}, but no report of the story tells the year"
    return Publication(None, "unknown", yearless.span, reason)


def solve_figures(published: Publication, text: str, known: Sequence[tuple[date, str]]) -> Publication | None:
    """The publication with the one of the two days that "4.3.2019" can be that is near the story's dated reports
    ``known``; None where both are, or neither is."""
    choices = read_figures(text, published.span)
    if choices is None or published.span is None or not known:
        return None
    near = [min((abs((day - other).days), day, name) for other, name in known) for day in choices]
    close = [found for found in near if found[0] <= NEARBY]
    if len(close) != 1:
        return None
    _, day, name = close[0]
    reason = f"of the days that “{published.span.of(text)}” can be, the one near the day of report {name}"
    return Publication(When.on(day.year, day.month, day.day), "page", published.span, reason)


def _dated(yearless: YearlessDay, day: date, reason: str) -> Publication:
    return Publication(When.on(day.year, day.month, day.day), "dateline", yearless.span, reason)
