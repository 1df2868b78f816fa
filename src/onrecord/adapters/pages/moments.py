"""Dates as records and pages give them, with no more precision than they have."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from onrecord.records import When
from onrecord.resources import rows

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), start=1)
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_CLOCK = re.compile(
    r"\b(\d{1,2})[:.](\d\d)(?:[:.]\d\d(?:\.\d+)?)?\s*([ap])?\.?(?:m\b)?|\b(\d{1,2})\s*([ap])\.?m\b", re.IGNORECASE
)
_OFFSET = re.compile(r"(?:GMT|UTC)?\s*([+-])(\d{1,2}):?(\d\d)?\s*$")
_DAYS = (
    re.compile(rf"\b(?P<m>{_MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})\b", re.IGNORECASE),
    re.compile(
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<m>{_MONTH})\.?,?[\s-]+(?P<y>\d{{4}})\b", re.IGNORECASE
    ),
    re.compile(r"\b(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"),
    re.compile(r"^(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?=$|T|\d{6}|\s)"),
)
_SLASHED = re.compile(r"^\s*(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b")
_MONTH_ONLY = (
    re.compile(r"^(?P<y>\d{4})-(?P<m>\d\d)$"),
    re.compile(rf"^(?P<m>{_MONTH})\.?,?\s+(?P<y>\d{{4}})$", re.IGNORECASE),
)
FIRST, LAST = 1600, 2200
"""Years that a report can be from: the first newspapers came out in 1605."""


def read_moment(given: str | int | float) -> When | None:
    """The point of time given, or None for what is no date or can be read two ways (03/04/2022).

    A time without a zone counts as UTC: its calendar day stays as given.
    """
    try:
        when = _read_number(given) if isinstance(given, int | float) else _read_words(given.strip())
    except (ValueError, OverflowError, OSError):
        return None
    return when if when is not None and FIRST <= when.at.year <= LAST else None


def _read_number(given: int | float) -> When | None:
    """Seconds or milliseconds since 1970, or a date written as a number: 2022, 20220314."""
    if float(given).is_integer() and len(digits := str(int(given))) in (4, 8):
        return _read_words(digits)
    if given > 1e11:
        given = given / 1000
    if given < 1e8:
        return None
    return When(datetime.fromtimestamp(int(given), UTC), "minute")


def _read_words(given: str) -> When | None:
    if re.fullmatch(r"\d{10}(?:\.\d+)?|\d{13}", given):
        return _read_number(float(given))
    if re.fullmatch(r"\d{4}", given):
        return When.on(int(given))
    for pattern in _MONTH_ONLY:
        if match := pattern.match(given):
            return When.on(int(match["y"]), _month(match["m"]))
    return _read_iso(given) or _read_mail(given) or _read_prose(given)


def _read_iso(given: str) -> When | None:
    try:
        at = datetime.fromisoformat(given)
    except ValueError:
        return None
    if len(given) <= 10:
        return When.on(at.year, at.month, at.day)
    return _keep(at)


def _read_mail(given: str) -> When | None:
    """RFC 2822, as feeds have it: Mon, 14 Mar 2022 10:00:00 GMT."""
    if not re.search(r"\d\d:\d\d:\d\d", given):
        return None
    try:
        return _keep(parsedate_to_datetime(given))
    except (ValueError, TypeError, IndexError):
        return None


def _keep(at: datetime) -> When:
    return When(at if at.tzinfo else at.replace(tzinfo=UTC), "minute")


def _read_prose(given: str) -> When | None:
    for pattern in _DAYS:
        if match := pattern.search(given):
            year, month, day = int(match["y"]), _month(match["m"]), int(match["d"])
            rest = given[: match.start()] + " " + given[match.end() :]
            break
    else:
        found = _SLASHED.match(given)
        if not found:
            return None
        one, two, year = (int(part) for part in found.groups())
        if one <= 12 and two <= 12 and one != two:
            return None  # 03/04/2022 is March in one country and April in another
        month, day = (one, two) if one <= 12 else (two, one)
        rest = given[found.end() :]
    clock = _read_clock(rest)
    if clock is None:
        return When.on(year, month, day)
    hour, minute = clock
    return When(datetime(year, month, day, hour, minute, tzinfo=_read_zone(rest)), "minute")


def _month(given: str) -> int:
    return int(given) if given.isdigit() else _MONTHS[given.casefold()]


def _read_clock(given: str) -> tuple[int, int] | None:
    match = _CLOCK.search(given)
    if not match:
        return None
    hour, minute, half = int(match[1] or match[4]), int(match[2] or 0), (match[3] or match[5] or "").casefold()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return (hour, minute) if hour < 24 and minute < 60 else None


def _read_zone(given: str) -> timezone:
    if match := _OFFSET.search(given):
        minutes = int(match[2]) * 60 + int(match[3] or 0)
        return timezone(timedelta(minutes=minutes if match[1] == "+" else -minutes))
    for row in rows("zones.tsv"):
        if re.search(rf"\b{row['zone']}\b", given):
            return timezone(timedelta(hours=float(row["hours"])))
    return UTC
