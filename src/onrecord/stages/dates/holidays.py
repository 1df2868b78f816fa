"""The days of holidays."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from onrecord.resources import rows


def holiday(name: str, year: int) -> date:
    """The day of a holiday in a year; ValueError for a name that resources/holidays.tsv lacks."""
    rule = next((row["rule"] for row in rows("holidays.tsv") if row["name"].lower() == name.lower()), None)
    if rule is None:
        raise ValueError(f"no holiday: {name}")
    rule, _, more = rule.partition("+")
    if rule == "easter":
        return _easter(year) + timedelta(days=int(more or 0))
    if ":" not in rule:
        return date(year, int(rule[:2]), int(rule[3:]))
    month, nth, weekday = (int(x) for x in rule.split(":"))
    days = [w[weekday] for w in calendar.monthcalendar(year, month) if w[weekday]]
    return date(year, month, days[nth - 1 if nth > 0 else nth]) + timedelta(days=int(more or 0))


def _easter(year: int) -> date:
    """Easter Sunday of the western churches, by the anonymous Gregorian algorithm (Nature, 20 April 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), g = divmod(b, 4), (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    n = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * n) // 451
    month, day = divmod(h + n - 7 * m + 114, 31)
    return date(year, month, day + 1)
