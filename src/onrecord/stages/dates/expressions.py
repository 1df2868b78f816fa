"""The words that tell a time, and the rule each follows. Patterns are built from resources/time-words.tsv."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from onrecord.resources import rows

Match = re.Match[str]


class Found(NamedTuple):
    """An expression in a stretch of text. ``?`` in its rule waits for the tense, ``@`` for what it refers to."""

    start: int
    end: int
    rule: str
    bare_year: bool = False


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


Maker = Callable[[Match], str]
_TABLE: tuple[tuple[str, Maker], ...] = (
    (r"(?P<iso>\d{4}-\d\d-\d\d)(?!\d)", lambda m: m["iso"]),
    (r"(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<year>\d{4}|\d\d)(?!\d)", _slashes),
    (r"(?:WDX,?\s+(?:the\s+)?)?(?P<month>MONTH)\s+(?P<day>DAY)(?:,?\s+(?P<year>YEAR))?", _full),
    (r"(?:WDX,?\s+(?:the\s+)?)?(?P<day>DAY)(?:\s+of)?\s+(?P<month>MONTH)(?:,?\s+(?P<year>YEAR))?", _full),
    (
        r"(?:(?:early|late|mid)[\s-]+)?(?P<month>MONTH),?\s+(?:of\s+)?(?P<year>YEAR)",
        lambda m: f"{m['year']}-{_month(m)}",
    ),
    (
        r"(?:CLOCK\s+(?:on\s+)?)?(?:(?:late|early)\s+)?(?:(?P<mod>last|next|this\s+past|this\s+coming|this|the\s+following|the\s+previous)\s+)?"
        r"(?P<wd>WD)(?:\s+(?P<part>PART))?",
        lambda m: _named("wd", _weekday(m), m) + _part(m),
    ),
    (r"(?P<wd>WDX)(?=[,\s]\s*(?:\d|at\b))", lambda m: f"wd:{_weekday(m)}?"),
    (
        r"(?i:(?:(?P<mod>earlier|later|early|late|mid)[\s-]+)?(?P<which>this|last|next|past|coming|previous)\s+"
        r"(?P<unit>day|week|weekend|month|quarter|year|decade|century|PART))",
        _which,
    ),
    (
        r"(?i:(?P<day>today|tonight|yesterday|tomorrow)(?:\s+(?P<part>PART))?)",
        lambda m: {"yesterday": "day-1", "tomorrow": "day+1"}.get(m["day"].lower(), "day+0") + _part(m),
    ),
    (r"(?i:ABOUT(?:(?P<num>NUM|FEW)(?:\s+|-)(?:and\s+a\s+half\s+)?)?(?P<unit>UNIT)\s+ago)", _ago),
    (r"(?i:ABOUT(?P<num>NUM|FEW)(?:\s+|-)(?P<unit>UNIT)\s+(?P<way>later|earlier)(?P<told>))", _later),
    (
        r"(?i:ABOUT(?P<num>NUM|FEW)\s+(?P<unit>UNIT)\s+(?P<way>after|before))(?=(?P<told>\s+th(?:at|ose|is|ese)\b|\W*$)?)",
        _later,
    ),
    (r"(?i:(?P<way>recent)\s+(?P<num>)(?P<unit>days|weeks|months|years|decades))", _stretch),
    (r"(?i:the\s+(?P<way>past|last|next|coming|previous)\s+(?:(?P<num>NUM|FEW)\s+)?(?P<unit>BIG))", _stretch),
    (r"(?i:(?P<way>past|last|next|coming)\s+(?P<num>NUM|FEW)\s+(?P<unit>BIG))", _stretch),
    (
        r"(?i:(?:(?:later|earlier|early|late)\s+)?(?:on\s+)?(?:that\s+same|that\s+very|the\s+same|that)\s+"
        r"(?P<unit>day|week|month|year|weekend|quarter|PART|summer|spring|fall|winter))",
        _same,
    ),
    (r"(?i:(?:later|earlier|early|late)\s+in\s+the\s+(?P<unit>day|week|month|year|PART))", _same),
    (r"(?i:the\s+(?P<unit>day|week|month|year|night)\s+(?P<way>before|after|earlier)\b)", _beside),
    (r"(?i:the\s+(?P<way>next|following|previous)\s+(?P<unit>day|week|month|year|night))", _beside),
    (r"(?:the\s+)?(?:(?:early|late|mid)[\s-]+)?(?P<ten>1[5-9]\d|20\d)0s\b", lambda m: m["ten"]),
    (
        r"(?i:(?:late\s+|early\s+)?(?P<mod>this\s+past|last|next|this|the)\s+(?P<season>SEASON)"
        r"(?:\s+(?:of\s+)?(?P<year>YEAR)|(?!\s+(?:of|in|and|from|to)\b|-)))",
        _season,
    ),
    (r"(?i:(?P<season>SEASON)\s+(?:of\s+)?(?P<year>YEAR))", _season),
    (r"(?i:(?:the\s+)?(?P<nth>first|second|third|fourth)[\s-]quarter(?:\s+(?:of\s+)?(?P<year>YEAR))?)", _quarter),
    (r"(?i:the\s+weekend)", lambda m: "we:0?"),
    (r"(?P<name>HOLIDAY)", lambda m: f"hol:{re.sub(chr(92) + 's+', ' ', m['name'])}?"),
    (
        r"(?:(?P<mod>[Ll]ast|[Nn]ext|[Tt]his\s+past|[Tt]his|early|late|mid|[Ee]arly|[Ll]ate|[Mm]id)[\s-]+)"
        r"(?P<month>MON)(?!\s+\d)",
        lambda m: _named("m", _month(m), m),
    ),
    (r"(?P<month>MON)(?!\s+\d)(?P<mod>)", lambda m: _named("m", _month(m), m)),
    (r"(?:(?:early|late|mid)[\s-]+|(?:fiscal|FY)\s+)?(?P<year>YEAR)(?![\d,.]\d|%)", lambda m: m["year"]),
    (r"(?i:(?P<word>now|currently|recently|nowadays))", _vague),
    (r"(?i:daily|weekly|monthly|annually|(?:every|each)\s+(?:UNIT|PART|WD))", lambda m: "every"),
    (r"(?i:ABOUT(?P<num>NUM|FEW)(?:\s+|-)(?P<unit>UNIT)(?![\s-]+old))", _duration),
    (r"(?i:(?P<num>)(?P<unit>years|decades|months|weeks))", _duration),
)


@cache
def _patterns() -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], Maker], ...]]:
    names = re.compile(r"\b(?:" + "|".join(sorted(_pieces(), key=lambda n: (-len(n), n))) + r")(?=\b|[^A-Za-z])|ABOUT")
    made = []
    for raw, maker in _TABLE:
        made.append((names.sub(lambda m: _pieces()[m[0]], raw) + r"(?![A-Za-z])", maker))
    bare = [re.sub(r"\(\?P<[a-z]+>", "(?:", raw) for raw, _ in made]
    joined = r"(?<![\w$€£.,-])(?:" + "|".join(f"(?P<p{i}>{raw})" for i, raw in enumerate(bare)) + ")"
    return re.compile(joined), tuple((re.compile(raw), maker) for raw, maker in made)


_WORD = re.compile(r"[A-Za-z0-9]+")


@cache
def _first_words() -> frozenset[str]:
    """Words at which a pattern can begin: only there are the patterns tried, which is most of the speed."""
    kinds = ("opener", "month", "weekday", "number", "few", "season", "part", "unit")
    listed = {word.split()[0] for kind in kinds for word in lexicon(kind)}
    plurals = {f"{word}s" for word in lexicon("unit")}
    holidays = {_WORD.findall(row["name"])[0].lower() for row in rows("holidays.tsv")}
    return frozenset(listed | plurals | holidays)


_MODAL_MONTH = {"March", "May", "MARCH", "MAY"}
_MONTH_CUES = re.compile(
    r"(?i)\b(?:in|since|until|till|by|of|from|to|and|through|between|during|before|after|for|or|late|early|mid)[\s-]+$"
)


def find_expressions(text: str) -> Iterator[Found]:
    """Every expression of time in a sentence, left to right, none overlapping."""
    joined, single = _patterns()
    first_words = _first_words()
    end = 0
    for word in _WORD.finditer(text):
        if word.start() < end or not (word[0].lower() in first_words or word[0][0].isdigit()):
            continue
        hit = joined.match(text, word.start())
        if hit is None:
            continue
        raw, maker = single[int((hit.lastgroup or "p0")[1:])]
        m = raw.match(text, hit.start())
        if m is None:
            continue
        if m[0] in _MODAL_MONTH and not _MONTH_CUES.search(text[max(0, hit.start() - 12) : hit.start()]):
            continue  # a march, or somebody who may
        end = m.end()
        yield Found(m.start(), m.end(), maker(m), bare_year=re.fullmatch(r"\d{4}", m[0]) is not None)
