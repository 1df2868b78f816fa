"""The words that tell a time, found in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from onrecord.stages.dates.lexicon import lexicon
from onrecord.stages.dates.patterns import first_words, patterns, prefixes


class Found(NamedTuple):
    """An expression in a stretch of text. ``?`` in its rule waits for the tense, ``@`` for what it refers to."""

    start: int
    end: int
    rule: str
    doubt: str = ""
    """``year`` for four bare figures, ``clock`` for "3:14", ``month`` for a bare "May": the parse must tell."""


_WORD = re.compile(r"[A-Za-z0-9½]+")
_MODAL_MONTH = {"March", "May", "MARCH", "MAY"}
_MONTH_CUES = re.compile(
    r"(?i)\b(?:in|since|until|till|by|of|from|to|and|through|between|during|before|after|for|or|late|early|mid)[\s-]+$"
)
_TITLE = re.compile(r"^(?:[A-Z]\w*|\d+)\s(?:Minutes|Hours|Week|Year|Years|Night|Month|Months|Century|Weekend|Morning)$")
"""Names of shows, papers and films: "60 Minutes", "This Week"."""
_REACH = 30
"""Characters before an expression in which words that belong to it are looked for."""
_JOINT = re.compile(r"[,\s]\s*(?:on\s+)?$")
"""What may stand between the time of the day and the day: "9 a.m. on Tuesday"."""


def find_expressions(text: str) -> Iterator[Found]:
    """Every expression of time in a sentence, left to right, none overlapping."""
    held: Found | None = None
    for found in _widened(text):
        if held is not None:
            if _is_clock(held) and is_day(found) and _JOINT.fullmatch(text, held.end, found.start):
                held = Found(held.start, found.end, time_of_day(found.rule, held.rule.rpartition(" T")[2]))
                continue
            yield held
        held = found
    if held is not None:
        yield held


def _is_clock(found: Found) -> bool:
    return found.rule.startswith("@ day+0 T") and ":" in found.rule


def is_day(found: Found) -> bool:
    """True for an expression of a day without a time by the clock."""
    core = found.rule.partition(" T")[0]
    return re.match(r"wd:|md:|day[+-]|hol:|\d{4}-\d\d-\d\d$", core) is not None and ":" not in found.rule[len(core) :]


def time_of_day(day: str, clock: str) -> str:
    """The rule of a day at a time: "6:30 on Sunday evening" is half past eighteen."""
    core, _, part = day.partition(" T")
    if part in ("AF", "EV", "NI") and clock < "12":
        clock = f"{int(clock[:2]) + 12}{clock[2:]}"
    return f"{core} T{clock}"


def _widened(text: str) -> Iterator[Found]:
    """The expressions with the words before them that belong to them."""
    parts, limits = prefixes()
    end = 0
    for found in _matched(text):
        before = text[max(end, found.start - _REACH) : found.start]
        start = found.start
        if m := (limits.search(before) if _is_counted(text, start) else None) or parts.search(before):
            start -= len(before) - m.start()
        end = found.end
        yield found._replace(start=start)


def _is_counted(text: str, start: int) -> bool:
    """True for what "about" or "more than" can go with: numbers, days of a month, times of the day."""
    m = _WORD.match(text, start)
    word = m[0].lower() if m else ""
    return word[:1].isdigit() or word == "half" or any(word in lexicon(kind) for kind in ("number", "few", "month"))


def _matched(text: str) -> Iterator[Found]:
    joined, single = patterns()
    openers = first_words()
    end = 0
    for word in _WORD.finditer(text):
        letters = word.group()
        if (letters.lower() not in openers and not letters[0].isdigit()) or word.start() < end:
            continue
        hit = joined.match(text, word.start())
        if hit is None:
            continue
        raw, read = single[int((hit.lastgroup or "p0")[1:])]
        m = raw.match(text, hit.start())
        if m is None:
            continue
        doubt = "year" if re.fullmatch(r"\d{4}", m[0]) else "clock" if re.fullmatch(r"\d\d?:\d\d", m[0]) else ""
        if m[0] in _MODAL_MONTH and not _MONTH_CUES.search(text[max(0, hit.start() - 12) : hit.start()]):
            doubt = "month"  # a march, or somebody who may
        if _TITLE.search(m[0]):
            continue
        end = m.end()
        yield Found(m.start(), m.end(), read(m), doubt)
