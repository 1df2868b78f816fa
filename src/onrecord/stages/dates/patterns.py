"""Which wordings tell a time; built from resources/time-patterns.tsv, time-words.tsv and holidays.tsv."""

from __future__ import annotations

import re
from functools import cache

from onrecord.resources import rows
from onrecord.stages.dates.lexicon import lexicon
from onrecord.stages.dates.readings import READINGS, Maker


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda w: (-len(w), w)))


def _capital(kind: str, *, short: bool) -> str:
    """Names of months or weekdays, capitalised or in capitals; ``short`` ones with their full stop."""
    full = [w for w in lexicon(kind) if len(w) > 4 or w in ("may", "june", "july")]
    forms = [_any([f for w in full for f in (w.capitalize(), w.upper())])]
    if short:
        abbreviated = sorted(set(lexicon(kind)) - set(full))
        forms.append(f"(?:{_any([f for w in abbreviated for f in (w.capitalize(), w.upper())])})\\b\\.?")
    return "(?:" + "|".join(forms) + ")"


def _number() -> str:
    """Figures, and number words up to the thousands: "twenty-four", "two hundred", "a dozen"."""
    words = lexicon("number")
    tens = _any([w for w, value in words.items() if value in ("20", "30", "40", "50", "60", "70", "80", "90")])
    ones = _any([w for w, value in words.items() if 1 <= int(value) < 10 and w not in ("a", "an")])
    great = r"(?:\s+(?:dozen|hundred|thousand))?"
    return rf"(?:\d{{1,3}},\d{{3}}|\d{{1,4}}(?:\.\d)?|(?:(?:{tens})[\s-](?:{ones})|{_any(list(words))}){great})"


def _two_digits() -> str:
    """The last two figures of a year in words: "ninety-six", "twelve", "oh five"."""
    words = {w: int(value) for w, value in lexicon("number").items() if w not in ("a", "an")}
    tens = _any([w for w, v in words.items() if v in range(20, 100, 10)])
    ones = _any([w for w, v in words.items() if 0 < v < 10])
    teens = _any([w for w, v in words.items() if 10 <= v < 20])
    return rf"(?:(?:{tens})(?:[\s-](?:{ones})\b)?|(?:{teens})|oh?[\s-](?:{ones}))\b"


@cache
def _pieces() -> dict[str, str]:
    units = [u for u in lexicon("unit") if u not in ("century", "minute", "hour", "seconds")]
    number = _number()
    return {
        "MONTH": _capital("month", short=True),
        "MON": _capital("month", short=False),
        "WD": _capital("weekday", short=False),
        "WDX": _capital("weekday", short=True),
        "DAY": r"(?:3[01]|[12]\d|0?[1-9])(?!\d)(?:st\b|nd\b|rd\b|th\b)?",
        "YEAR": r"(?:1[5-9]\d\d|20\d\d)\b(?!-\d)",
        "UNIT": f"(?:(?:{_any(units)})s?|centur(?:y|ies)|hours?|minutes?|seconds)",
        "BIG": r"(?:days?|weeks?|months?|years?|quarters?|decades?|weekends?|centur(?:y|ies)|fortnight)",
        "NUM": rf"(?:{number}(?:(?:\s+to|\s+or|-|–|\s+and)\s*{number}(?=[\s-]))?)",
        "SPOKEN": _two_digits(),
        "FEW": rf"(?:{_any([w for w in lexicon('few') if w != 'recent'])})",
        "PART": rf"(?:{_any(list(lexicon('part')))})",
        "SEASON": rf"(?:{_any(list(lexicon('season')))})",
        "ORD": rf"(?:{_any(list(lexicon('ordinal')))})",
        "TEN": rf"(?:{_any(list(lexicon('ten')))})",
        "ADVERB": rf"(?:{_any(list(lexicon('vague')))})",
        "OFTEN": rf"(?:{_any(list(lexicon('habit')))})",
        "CLOCK": r"(?:(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d)?\s*(?:[aA]\.?[mM]\b\.?|[pP]\.?[mM]\b\.?)"
        r"|(?<!:)(?:[01]?\d|2[0-3]):[0-5]\d(?:\s*(?:hrs|hours|h)\b)?(?![:\d])|[Nn]oon|[Mm]idnight)"
        r"(?:\s+(?:\(?(?:[A-Z]{1,4}T|UTC|local\s+time|(?:Eastern|Central|Mountain|Pacific)(?:\s+(?:Standard|Daylight))?"
        r"(?:\s+[Tt]ime)?)\b\)?))?",
        "HOLIDAY": "(?:" + _any([row["name"] for row in rows("holidays.tsv")]) + ")",
    }


@cache
def patterns() -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], Maker], ...]]:
    """All patterns of resources/time-patterns.tsv in one, whose groups p0, p1 ... tell which fits; and each with
    its reading."""
    pieces = _pieces()
    names = re.compile(r"\b(?:" + "|".join(sorted(pieces, key=lambda n: (-len(n), n))) + r")(?=\b|[^A-Za-z])")
    table = [
        (names.sub(lambda m: pieces[m[0]], row["pattern"]) + r"(?![A-Za-z])", READINGS[row["reading"]])
        for row in rows("time-patterns.tsv")
    ]
    bare = [re.sub(r"\(\?P<[a-z]+>", "(?:", raw) for raw, _ in table]
    joined = r"(?<![\w$€£.,-])(?:" + "|".join(f"(?P<p{i}>{raw})" for i, raw in enumerate(bare)) + ")"
    return re.compile(joined), tuple((re.compile(raw), reading) for raw, reading in table)


@cache
def first_words() -> frozenset[str]:
    """Words at which a pattern can begin: only there are the patterns tried, which is most of the speed."""
    kinds = ("opener", "month", "weekday", "number", "few", "season", "part", "unit", "ordinal", "vague", "habit")
    listed = {word.split()[0] for kind in kinds for word in lexicon(kind)}
    plurals = {f"{word}s" for kind in ("unit", "weekday", "part") for word in lexicon(kind)} | {"centuries"}
    holidays = {re.findall(r"\w+", row["name"])[0].lower() for row in rows("holidays.tsv")}
    return frozenset(listed | plurals | holidays)


@cache
def prefixes() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What may stand before an expression and belongs to it: before any calendar time ("late", "the end of"), and
    before a number ("more than"). Both end at the expression."""
    limits = _any([w for w, value in lexicon("modifier").items() if value.startswith("number:")])
    parts = _any([w for w, value in lexicon("modifier").items() if not value.startswith("number:")])
    return re.compile(rf"(?i)(?<![\w-])(?:{parts})\s+$"), re.compile(rf"(?i)(?<![\w-])(?:{limits})\s+$")
