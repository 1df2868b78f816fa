"""Which wordings tell a time, and the rule that each follows; built from resources/time-words.tsv."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from onrecord.resources import rows

Match = re.Match[str]


@cache
def lexicon(kind: str) -> dict[str, str]:
    """The words of one kind and their values, from resources/time-words.tsv."""
    return {row["word"]: row["value"] for row in rows("time-words.tsv") if row["kind"] == kind}


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


@cache
def _pieces() -> dict[str, str]:
    units = [u for u in lexicon("unit") if u not in ("century", "minute", "hour")]
    plural = f"(?:(?:{_any(units)})s?|centur(?:y|ies)|hours?|minutes?)"
    return {
        "MONTH": _capital("month", short=True),
        "MON": _capital("month", short=False),
        "WD": _capital("weekday", short=False),
        "WDX": _capital("weekday", short=True),
        "DAY": r"(?:3[01]|[12]\d|0?[1-9])(?!\d)(?:st\b|nd\b|rd\b|th\b)?",
        "YEAR": r"(?:1[5-9]\d\d|20\d\d)\b(?!-\d)",
        "UNIT": plural,
        "BIG": r"(?:days?|weeks?|months?|years?|quarters?|decades?|weekends?|century|fortnight)",
        "NUM": rf"(?:\d{{1,4}}|{_any(list(lexicon('number')))})",
        "FEW": rf"(?:{_any([w for w in lexicon('few') if w != 'recent'])})",
        "PART": rf"(?:{_any(list(lexicon('part')))})",
        "SEASON": rf"(?:{_any(list(lexicon('season')))})",
        "ABOUT": r"(?:(?:about|nearly|almost|some|more\s+than|less\s+than|over|around|roughly|at\s+least|just|only)"
        r"\s+)?",
        "CLOCK": r"(?:(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d)?\s*[aApP]\.?[mM]\b\.?(?:\s+[A-Z]{2,3}T\b)?"
        r"|[Nn]oon|[Mm]idnight)",
        "HOLIDAY": "(?:" + _any([row["name"] for row in rows("holidays.tsv")]) + ")",
    }


def _month(m: Match) -> str:
    return f"{int(lexicon('month')[m['month'].rstrip('.').lower()]):02d}"


def _weekday(m: Match) -> str:
    return lexicon("weekday")[m["wd"].rstrip(".").lower()]


def _day(m: Match) -> str:
    return f"{int(re.sub(r'[a-z]+$', '', m['day'].lower())):02d}"


def unit(word: str) -> str:
    """The unit that a singular or plural word names."""
    word = word.lower().replace("centuries", "century")
    return word if word in lexicon("unit") else lexicon("unit").get(word.removesuffix("s"), "day")


def count(words: str) -> str:
    """A number word or figure as a figure, a vague count as X."""
    words = re.sub(r"\s+", " ", words.lower())
    return words if words.isdigit() else lexicon("number").get(words) or lexicon("few").get(words) or "X"


def _part(m: Match) -> str:
    part = m.groupdict().get("part")
    return f" T{lexicon('part')[part.lower()]}" if part else ""


def _full(m: Match) -> str:
    if m["year"]:
        return f"{m['year']}-{_month(m)}-{_day(m)}"
    return f"md:{_month(m)}-{_day(m)}?"


def _slashes(m: Match) -> str:
    one, two, year = int(m["one"]), int(m["two"]), m["year"]
    year = year if len(year) == 4 else ("19" if int(year) > 50 else "20") + year
    month, day = (two, one) if one > 12 else (one, two)  # American order unless it cannot be
    return f"{year}-{month:02d}-{day:02d}"


_SIGN = {"last": "<", "next": ">"}


def _named(kind: str, value: str, m: Match) -> str:
    """A weekday, month, season or holiday with what stands before it: "last Friday", "next May"."""
    before = re.sub(r"\s+", " ", (m.groupdict().get("mod") or "").lower())
    if before.startswith("the following"):
        return f"@ {kind}:{value}>"
    if before.startswith("the previous"):
        return f"@ {kind}:{value}<"
    if "past" in before:
        return f"{kind}:{value}<="
    if "coming" in before:
        return f"{kind}:{value}>="
    return f"{kind}:{value}" + _SIGN.get(before.split(" ")[-1], "?")


def _which(m: Match) -> str:
    """ "this month", "late last year", "earlier this week", "last night", "this morning"."""
    by = {"this": 0, "last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}[m["which"].lower()]
    word = m["unit"].lower()
    if word in lexicon("part"):
        return f"day{min(by, 0):+d} T{lexicon('part')[word]}"
    head = {"earlier": "head:", "later": "tail:"}.get((m["mod"] or "").lower(), "")
    return f"{head}{unit(word)}{by:+d}"


def _ago(m: Match) -> str:
    number, name = count(m["num"] or "X"), unit(m["unit"])
    if name in ("hour", "minute"):
        return "day+0"
    return f"past:{name}*X" if number == "X" else f"{name}-{number}"


def _later(m: Match) -> str:
    number, name = count(m["num"] or "1"), unit(m["unit"])
    if name in ("hour", "minute"):
        name, number = "day", "0"
    back = m["way"].lower() in ("earlier", "before")
    if m["way"].lower() in ("after", "before") and not m["told"]:
        return f"event {name}{'-' if back else '+'}{number}"
    if number == "X":
        return f"@ {'past' if back else 'next'}:{name}*X"
    return f"@ {name}{'-' if back else '+'}{number}"


def _stretch(m: Match) -> str:
    way = "next" if m["way"].lower() in ("next", "coming") else "past"
    return f"{way}:{unit(m['unit'])}*{count(m['num'] or ('X' if m['unit'].lower().endswith('s') else '1'))}"


def _same(m: Match) -> str:
    word = m["unit"].lower()
    if word in lexicon("part"):
        return f"@ day+0 T{lexicon('part')[word]}"
    if word in lexicon("season"):
        return "@ year+0"
    return f"@ {unit(word)}+0"


def _beside(m: Match) -> str:
    """ "the day before", "the next day", "the following year"."""
    back = m["way"].lower() in ("before", "earlier", "previous")
    return f"@ {unit(m['unit'])}{'-' if back else '+'}1"


def _season(m: Match) -> str:
    season = lexicon("season")[m["season"].lower()]
    return f"{m['year']}-{season}" if m["year"] else _named("s", season, m)


def _quarter(m: Match) -> str:
    nth = {"first": 1, "second": 2, "third": 3, "fourth": 4}[m["nth"].lower()]
    return f"{m['year']}-Q{nth}" if m["year"] else f"q:{nth}?"


def _duration(m: Match) -> str:
    name = unit(m["unit"])
    letter = {"decade": "0Y", "century": "00Y"}.get(name, name[0].upper())
    return f"P{'T' if name in ('hour', 'minute') else ''}{count(m['num'] or 'X')}{letter}"


def _vague(m: Match) -> str:
    word = m["word"].lower()
    return "past" if word == "recently" else "present"


def _today(m: Match) -> str:
    return {"yesterday": "day-1", "tomorrow": "day+1"}.get(m["day"].lower(), "day+0") + _part(m)


Maker = Callable[[Match], str]
READINGS: dict[str, Maker] = {
    "iso": lambda m: m["iso"],
    "day-in-figures": _slashes,
    "day": _full,
    "month-of-year": lambda m: f"{m['year']}-{_month(m)}",
    "weekday": lambda m: _named("wd", _weekday(m), m) + _part(m),
    "which-unit": _which,
    "today": _today,
    "ago": _ago,
    "later": _later,
    "stretch": _stretch,
    "same": _same,
    "beside": _beside,
    "decade": lambda m: m["ten"],
    "season": _season,
    "quarter": _quarter,
    "weekend": lambda m: "we:0?",
    "holiday": lambda m: "hol:" + " ".join(m["name"].split()) + "?",
    "month": lambda m: _named("m", _month(m), m),
    "year": lambda m: m["year"],
    "vague": _vague,
    "habit": lambda m: "every",
    "duration": _duration,
}
"""How each kind of wording is read: from a match of its pattern to a rule of stages/dates/periods."""


@cache
def patterns() -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], Maker], ...]]:
    """All patterns of resources/time-patterns.tsv in one, whose groups p0, p1 ... tell which fits; and each with
    its reading."""
    pieces = _pieces()
    names = re.compile(r"\b(?:" + "|".join(sorted(pieces, key=lambda n: (-len(n), n))) + r")(?=\b|[^A-Za-z])|ABOUT")
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
    kinds = ("opener", "month", "weekday", "number", "few", "season", "part", "unit")
    listed = {word.split()[0] for kind in kinds for word in lexicon(kind)}
    plurals = {f"{word}s" for word in lexicon("unit")}
    holidays = {re.findall(r"\w+", row["name"])[0].lower() for row in rows("holidays.tsv")}
    return frozenset(listed | plurals | holidays)
