"""Stretches of whole days, and the rules by which an expression of time names one.

A rule is a short string that is kept with its expression, so that it can be worked out again once
the report's own day is known from other reports:

==================  ==========================================================================
``2016-08-24``      a day; so are ``2016-08``, ``2016``, ``201`` (a decade), ``20`` (a century), ``2014-Q3``,
                    ``2014-H1``, ``2014-SU``
``day-1``           whole units from the day of the report: ``week+1``, ``month+0``, ``year-2`` ...
``past:day*3``      the stretch of three days that ends with the report; ``X`` for a vague number
``next:week*2``     the stretch of two weeks that begins with it
``ago:year*X``      the same as ``past``, said of no certain length ("in recent years"); ``ahead`` is its future
``head:month+0``    from the unit's first day to the report ("earlier this month")
``tail:week+0``     from the report to the unit's last day ("later this week")
``wd:2<=``          the weekday (0 is Monday) nearest before the report or on its day
``md:02-24>=``      the day of the year nearest after the report or on its day
``m:01<``           the month, wholly before the report's; ``q:3``, ``h:1`` (half of a year), ``s:SU`` (season),
                    ``hol:NAME`` and ``we:0`` (the weekend) alike
``@7 day+1``        the same, from the value of the report's expression number 7 instead of the report's day
``@7 in md:10-07``  the first such day, month or season in or after that value: "in 2011 ... on Oct. 7"
``year-1 in m:06``  the same in a unit that counts from the report: "June last year"
``event day+3``     so long after something told in words: no value until the story dates that
``P2Y``             a duration; ``every P1D 2X``, ``every XXXX-WXX-1`` a habit; ``past``, ``present`` and
                    ``future``: no calendar value
==================  ==========================================================================

Signs: ``<=`` on or before, ``<`` before, ``>=`` on or after, ``>`` after, ``~`` within a day after, else before,
``=`` whichever is nearest, ``.`` in the year of the report,
``-`` and ``+`` as ``<=`` and ``>=``, but the other way round where that is far off in another year.
A part of the day may follow: ``day-1 TNI``.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.records import When
from onrecord.stages.dates.holidays import holiday

VAGUE = {"day": 7, "week": 4, "month": 6, "year": 3, "weekend": 3, "quarter": 3}
"""What "a few" reaches to at most, in units: "in recent days" is this week or the last."""

REACH = 183
"""Days ahead within which a day without its year is looked for in another year than the report's."""
FAR_BACK = (270, 95)
"""Days back after which it is looked for ahead, and how many ahead at most: "payable on Dec. 7" in October."""

_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
"""First and last month, as meteorologists and most readers have it; winter runs into the next year."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of whole days, both ends included."""

    first: date
    last: date

    @property
    def when(self) -> When | None:
        """The smallest day, month or year that holds it; None where it runs over a turn of the year."""
        if self.first == self.last:
            return When.on(self.first.year, self.first.month, self.first.day)
        if self.first.year != self.last.year:
            return None
        if self.first.month == self.last.month:
            return When.on(self.first.year, self.first.month)
        return When.on(self.first.year)


def period_of(when: When) -> Period:
    """The days that a point of time, known as well as it is, can lie on."""
    day = when.at.date()
    if when.precision == "year":
        return Period(date(day.year, 1, 1), date(day.year, 12, 31))
    if when.precision == "month":
        return _months(day.year, day.month, 1)
    return Period(day, day)


def hull(one: Period, other: Period) -> Period:
    """The shortest period that holds both."""
    return Period(min(one.first, other.first), max(one.last, other.last))


def resolve(rule: str, anchor: Period | None, earlier: Sequence[Period | None] = ()) -> Period | None:
    """The period a rule names for a report of the day(s) ``anchor``; None where it names none or the
    anchor is unknown. ``earlier`` holds the values of the report's expressions so far, for ``@7``."""
    core = rule.partition(" T")[0]
    counted = core.startswith("@")
    if counted:
        number, _, core = core[1:].partition(" ")
        anchor = earlier[int(number)] if int(number) < len(earlier) else None
    if " in " in f" {core}":
        unit, _, core = f" {core}".rpartition(" in ")
        anchor = resolve(unit.strip(), anchor) if unit.strip() else anchor
        core += ">="
        anchor = Period(anchor.first, anchor.first) if anchor else None
    elif counted and anchor and (alike := _same_of_another_year(core, anchor)):
        return alike
    try:
        if found := _absolute(core):
            return found
        if anchor and anchor.first != anchor.last:
            core = core.replace("~", "<=")  # only a day that is given can be a day off
        maker = _maker(core)
        if maker is None or anchor is None:
            return None
        return hull(maker(anchor.first), maker(anchor.last))
    except (ValueError, OverflowError):  # 30 February, or a year outside the calendar
        return None


def _absolute(core: str) -> Period | None:
    m = re.fullmatch(r"(\d{2,4})(?:-(\d\d)(?:-(\d\d))?|-Q(\d)|-(S[PU]|FA|WI)|-H(\d))?", core)
    if m is None:
        return None
    year = int(m[1])
    if len(m[1]) == 2:
        return _months(year * 100, 1, 1200)
    if m[3]:
        day = date(year, int(m[2]), int(m[3]))
        return Period(day, day)
    if m[5]:
        return _season(year, m[5])
    if len(m[1]) == 3:
        return _months(year * 10, 1, 120)
    month, count = (int(m[2]), 1) if m[2] else (3 * int(m[4]) - 2, 3) if m[4] else (1, 12)
    month, count = (6 * int(m[6]) - 5, 6) if m[6] else (month, count)
    return _months(year, month, count)


def _same_of_another_year(core: str, anchor: Period) -> Period | None:
    """ "A year earlier", said of a quarter, is that quarter of the year before."""
    m = re.fullmatch(r"year([+-]\d+)", core)
    months = (anchor.last.month - anchor.first.month) % 12 + 1
    whole = anchor.first.day == 1 and (anchor.last + timedelta(days=1)).day == 1
    if m is None or not whole or months != 3 or (anchor.last - anchor.first).days > 92:
        return None
    return _months(anchor.first.year + int(m[1]), anchor.first.month, months)


def _maker(core: str) -> Callable[[date], Period] | None:
    """The function from the report's day to the period, for a rule that counts from it."""
    if m := re.fullmatch(r"(head:|tail:)?([a-z]+)([+-]\d+)", core):
        part, unit, by = m[1], m[2], int(m[3])
        return lambda day: _part(part, _shift(unit, by, day), day)
    if m := re.fullmatch(r"(past|next|ago|ahead):([a-z]+)\*([\d.]+|X)", core):
        unit, by = m[2], VAGUE.get(m[2], 3) if m[3] == "X" else round(float(m[3]))
        by = -by if m[1] in ("past", "ago") else by
        return lambda day: _reach(unit, by, day)
    if m := re.fullmatch(r"(wd|we|md|m|q|h|s|hol):(.+?)(<=|>=|<|>|~|=|\.|\+|-)", core):
        kind, value, sign = m[1], m[2], m[3]
        return lambda day: _nearest(_candidates(kind, value, day), sign, day)
    return None


def _months(year: int, month: int, count: int) -> Period:
    last = year * 12 + month - 1 + count
    year, month = divmod(year * 12 + month - 1, 12)
    return Period(date(year, month + 1, 1), date(last // 12, last % 12 + 1, 1) - timedelta(days=1))


def _season(year: int, season: str) -> Period:
    first, last = _SEASONS[season]
    return _months(year, first, last - first + 1)


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the month's last where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _shift(unit: str, by: int, day: date) -> Period:
    """The whole unit that lies ``by`` units from the one that holds ``day``."""
    if unit == "day":
        day += timedelta(days=by)
        return Period(day, day)
    if unit in ("week", "fortnight", "weekend"):
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=by * (2 if unit == "fortnight" else 1))
        return Period(monday + timedelta(days=5 if unit == "weekend" else 0), monday + timedelta(days=6))
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit)
    if months is None:  # hours and minutes: the same day, as near as whole days can say
        return Period(day, day)
    index = (day.year * 12 + day.month - 1) // months + by
    return _months(index * months // 12, index * months % 12 + 1, months)


def _part(part: str | None, whole: Period, day: date) -> Period:
    if part == "head:" and whole.first <= day:
        return Period(whole.first, min(day, whole.last))
    if part == "tail:" and whole.last >= day:
        return Period(max(day, whole.first), whole.last)
    return whole


def _reach(unit: str, by: int, day: date) -> Period:
    days = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}.get(unit)
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit)
    end = day + timedelta(days=days * by) if days else add_months(day, months * by) if months else day
    return Period(min(day, end), max(day, end))


def _candidates(kind: str, value: str, day: date) -> list[Period]:
    """The periods of that name around a day, in order."""
    if kind in ("wd", "we"):
        start = day - timedelta(days=day.weekday() - (int(value) if kind == "wd" else 5))
        length = timedelta(days=0 if kind == "wd" else 1)
        return [Period(at, at + length) for at in (start + timedelta(weeks=n) for n in (-2, -1, 0, 1, 2))]
    if kind == "md":
        month, at = int(value[:2]), int(value[3:])
        years = range(day.year - 8, day.year + 9)  # the 29th of February comes back after eight years at most
        days = [date(year, month, at) for year in years if (month, at) != (2, 29) or calendar.isleap(year)]
        return [Period(on, on) for on in days]
    makers: dict[str, Callable[[int], Period]] = {
        "m": lambda year: _months(year, int(value), 1),
        "q": lambda year: _months(year, 3 * int(value) - 2, 3),
        "h": lambda year: _months(year, 6 * int(value) - 5, 6),
        "s": lambda year: _season(year, value),
        "hol": lambda year: Period(holiday(value, year), holiday(value, year)),
    }
    return [makers[kind](year) for year in range(day.year - 2, day.year + 3)]


def _nearest(candidates: list[Period], sign: str, day: date) -> Period:
    if sign in "+-":
        return _near(candidates, day, ahead=sign == "+")
    if sign == ".":
        return next(c for c in candidates if c.first.year == day.year)
    if sign == "=":
        return min(candidates, key=lambda c: (_distance(c, day), c))
    if sign == "~":
        return max(c for c in candidates if c.first <= day + timedelta(days=1))
    if sign == "<=":
        return max(c for c in candidates if c.first <= day)
    if sign == "<":
        return max(c for c in candidates if c.last < day)
    if sign == ">=":
        return min(c for c in candidates if c.last >= day)
    return min(c for c in candidates if c.first > day)


def _near(candidates: list[Period], day: date, *, ahead: bool) -> Period:
    """The day of the year that lies ahead or has been; the other one where that would be in another year and far off
    and the other is near: reports give the year then."""
    after = min(c for c in candidates if c.last >= day)
    before = max(c for c in candidates if c.first <= day)
    wanted, other = (after, before) if ahead else (before, after)
    far, near = (REACH, REACH) if ahead else FAR_BACK
    if wanted.first.year != day.year and _distance(wanted, day) > far and _distance(other, day) <= near:
        return other
    return wanted


def _distance(period: Period, day: date) -> int:
    if period.first <= day <= period.last:
        return 0
    return min(abs((period.first - day).days), abs((period.last - day).days))
