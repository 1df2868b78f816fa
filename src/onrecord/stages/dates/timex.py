"""A rule and what it names as TimeML writes it: type, value and modifier of a TIMEX3.

After the TimeML 1.2.1 annotation guidelines (Saurí and others, 2006) and the values of TIDES 2005 that they adopt.
"""

from __future__ import annotations

import re
from calendar import monthrange
from functools import cache

from onrecord.records import TimexMod, TimexType
from onrecord.stages.dates.lengths import length
from onrecord.stages.dates.lexicon import lexicon
from onrecord.stages.dates.periods import Period

_REFERENCES = {"past": "PAST_REF", "present": "PRESENT_REF", "future": "FUTURE_REF"}
_VAGUE = {"ago": "PAST_REF", "ahead": "FUTURE_REF"}
_SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}


def type_of(rule: str) -> TimexType:
    """The TIMEX3 type of what a rule names."""
    core = core_of(rule)
    if core.startswith("every"):
        return "SET"
    if core.startswith(("P", "event", "past:", "next:")):
        return "DURATION"
    return "TIME" if " T" in rule else "DATE"


def core_of(rule: str) -> str:
    """A rule without the expression it counts from and without the part of the day."""
    core = rule.partition(" T")[0]
    return core.partition(" ")[2] if core.startswith("@") else core


def value_of(rule: str, period: Period | None) -> str:
    """The TIMEX3 value of a rule that names ``period``; as far as it can be told where that is not known, else
    empty."""
    core, _, part = rule.partition(" T")
    core = core_of(core)
    part = f"T{part}" if part else ""
    if core.startswith("every"):
        return core.split(" ")[1]
    if core.startswith("P"):
        return core
    if core in _REFERENCES:
        return _REFERENCES[core]
    if (name := core.partition(":")[0]) in _VAGUE:
        return _VAGUE[name]
    if m := re.match(r"(?:past|next):([a-z]+)\*([\d.]+|X)|event ([a-z]+)[+-]([\d.]+|X)", core):
        return length(m[2] or m[4], m[1] or m[3])
    if period is None:
        return _open_value(core) + (part if core.startswith(("wd:", "md:")) else "")
    value = _written(period)
    return f"{value}{part}" if period.first == period.last else value


def frequency_of(rule: str) -> str:
    """How often within its length a habit recurs: ``2X`` for "twice a week"; else empty."""
    words = rule.split(" ")
    return words[2] if words[0] == "every" and len(words) > 2 else ""


def _open_value(core: str) -> str:
    """What is known of a day or month without its year."""
    if m := re.match(r"(?:.* in )?wd:(\d)", core):
        return f"XXXX-WXX-{int(m[1]) + 1}"
    if m := re.match(r"(?:.* in )?md?:(\d\d(?:-\d\d)?)", core):
        return f"XXXX-{m[1]}"
    if m := re.match(r"(?:.* in )?(?:q|h|s):(\w+)", core):
        return f"XXXX-{'Q' if 'q:' in core else 'H' if 'h:' in core else ''}{m[1]}"
    return ""


def _written(period: Period) -> str:
    """A stretch of days by the largest unit of the calendar that is just as long."""
    first, last = period.first, period.last
    days = (last - first).days + 1
    if days == 1:
        return first.isoformat()
    if first.weekday() == 0 and days == 7:
        return f"{first.isocalendar().year}-W{first.isocalendar().week:02d}"
    if first.weekday() == 5 and days == 2:
        return f"{first.isocalendar().year}-W{first.isocalendar().week:02d}-WE"
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        if months == 3 and first.month in _SEASONS:
            return f"{first.year}-{_SEASONS[first.month]}"
        if months in (1, 3, 6, 12, 120, 1200) and first.month % min(months, 12) == 1 % min(months, 12):
            return _units(first.year, first.month, months)
    when = Period(first, last).when
    return when.iso if when else ""


def _units(year: int, month: int, months: int) -> str:
    if months == 1:
        return f"{year:04d}-{month:02d}"
    if months == 3:
        return f"{year:04d}-Q{(month + 2) // 3}"
    if months == 6:
        return f"{year:04d}-H{(month + 5) // 6}"
    return f"{year:04d}"[: {12: 4, 120: 3, 1200: 2}[months]]


@cache
def _modifiers() -> tuple[tuple[re.Pattern[str], str], ...]:
    words = sorted(lexicon("modifier").items(), key=lambda item: (-len(item[0]), item[0]))
    return tuple(
        (re.compile(rf"(?i)(?:the\s+)?{word.replace(' ', chr(92) + 's+')}[\s-]"), value.removeprefix("number:"))
        for word, value in words
    )


def modifier_of(words: str) -> TimexMod | None:
    """The TIMEX3 modifier that the first words of an expression stand for: ``START`` for "early", ``MORE_THAN``."""
    for pattern, value in _modifiers():
        if pattern.match(words):
            return value  # type: ignore[return-value] # the table's values are the modifiers'
    return "APPROX" if re.search(r"\bor (?:so|two)\b", words) else None
