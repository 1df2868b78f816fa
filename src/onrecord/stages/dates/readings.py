"""How each kind of wording is read: from a match of its pattern to a rule of stages/dates/periods."""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.stages.dates.lengths import count, length, unit
from onrecord.stages.dates.lexicon import lexicon

Match = re.Match[str]
Maker = Callable[[Match], str]


def clock_time(words: str) -> str:
    """A time of the day as ISO 8601 writes it: ``T09:30``; ``T12:00`` for noon, ``T24:00`` for midnight."""
    word = words.lower()
    if "noon" in word:
        return "T12:00"
    if "midnight" in word:
        return "T24:00"
    m = re.match(r"(\d{1,2})(?:[:.]?(\d\d))?\s*([ap])?", word)
    if m is None:
        return ""
    hour = int(m[1]) % 12 + (12 if m[3] == "p" else 0) if m[3] else int(m[1])
    return f"T{hour:02d}:{m[2] or '00'}"


def _group(m: Match, name: str) -> str:
    return re.sub(r"\s+", " ", (m.groupdict().get(name) or "").lower())


def _month(m: Match) -> str:
    return f"{int(lexicon('month')[m['month'].rstrip('.').lower()]):02d}"


def _weekday(m: Match) -> str:
    return lexicon("weekday")[m["wd"].rstrip(".").lower()]


def _part(m: Match) -> str:
    part = _group(m, "part").removesuffix("s") if _group(m, "part") else ""
    return f" T{lexicon('part')[part]}" if part else ""


def _clock(m: Match) -> str:
    return f"@ day+0 {clock_time(m['clock'])}"


def _full(m: Match) -> str:
    day = f"{int(re.sub(r'[a-z]+$', '', m['day'].lower())):02d}"
    if m["year"]:
        return f"{m['year']}-{_month(m)}-{day}"
    which = _group(m, "which")
    if which:
        return f"year{_BY[which]:+d} in md:{_month(m)}-{day}"
    return f"md:{_month(m)}-{day}?"


def _slashes(m: Match) -> str:
    one, two, year = int(m["one"]), int(m["two"]), m["year"]
    year = year if len(year) == 4 else ("19" if int(year) > 50 else "20") + year
    month, day = (two, one) if one > 12 else (one, two)  # American order unless it cannot be
    return f"{year}-{month:02d}-{day:02d}"


_SIGN = {"last": "<", "next": ">", "this": "."}
_BY = {"this": 0, "the current": 0, "current": 0, "last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}


def _named(kind: str, value: str, m: Match) -> str:
    """A weekday, month, season or holiday with what stands before it: "last Friday", "next May"."""
    before = _group(m, "mod")
    if before.startswith("the following"):
        return f"@ {kind}:{value}>"
    if before.startswith("the previous"):
        return f"@ {kind}:{value}<"
    if "past" in before:
        return f"{kind}:{value}<="
    if "coming" in before:
        return f"{kind}:{value}>="
    sign = _SIGN.get(before.split(" ")[-1], "?")
    return f"{kind}:{value}" + ("?" if kind == "wd" and sign == "." else sign)


def _of_year(m: Match) -> str:
    """ "June last year", "October of this year"."""
    return f"year{_BY[_group(m, 'which')]:+d} in m:{_month(m)}"


def _which(m: Match) -> str:
    """ "this month", "late last year", "earlier this week", "last night", "this morning"."""
    which, word = _group(m, "which"), _group(m, "unit")
    by = _BY[which]
    if word in lexicon("part"):
        return f"day{by:+d} T{lexicon('part')[word]}" if by < 1 else f"day+1 T{lexicon('part')[word]}"
    if word == "weekend" and not by:
        return "we:0?"
    head = {"earlier": "head:", "later": "tail:"}.get(_group(m, "mod"), "")
    return f"{head}{unit(word)}{by:+d}"


def _ago(m: Match) -> str:
    number, name, half = count(m["num"] or "X"), unit(m["unit"]), bool(_group(m, "half"))
    if name in ("hour", "minute", "second"):
        return "day+0"
    if number == "X":
        return f"ago:{name}*X"
    if (half or number.endswith(".5")) and name == "year":
        return f"month-{int(number.partition('.')[0]) * 12 + 6}"
    return f"{name}-{number.partition('.')[0]}"


def _later(m: Match) -> str:
    number, name = count(m["num"] or "X"), unit(m["unit"])
    way = "-" if _group(m, "way") in ("earlier", "before", "prior") else "+"
    if name in ("hour", "minute", "second") or "." in number:
        return length(number, name)
    if _group(m, "way") not in ("earlier", "later") and not m.groupdict().get("told"):
        return f"event {name}{way}{number}"
    if number == "X":
        return f"@ {'past' if way == '-' else 'next'}:{name}*X"
    return f"@ {name}{way}{number}"


def _stretch(m: Match) -> str:
    """ "the past three months"; "recent years" and "the coming weeks" are only the past and the future."""
    word = _group(m, "unit") or _group(m, "units")
    number = m["num"] or ("X" if word.endswith("s") else "1")
    way = _group(m, "way").removeprefix("the ")
    if way == "recent" or (not m["num"] and way in ("coming", "past", "last") and number == "X"):
        return f"{'ahead' if way == 'coming' else 'ago'}:{unit(word)}*{count(number)}"
    ahead = way in ("next", "coming", "following")
    return f"{'next' if ahead else 'past'}:{unit(word)}*{count(number)}"


def _same(m: Match) -> str:
    word = _group(m, "unit")
    if word in lexicon("part"):
        return f"@ day+0 T{lexicon('part')[word]}"
    if word in lexicon("season"):
        return f"@ year+0 in s:{lexicon('season')[word]}"
    return f"@ {unit(word)}+0"


def _beside(m: Match) -> str:
    """ "the day before", "the next day", "the following year"."""
    back = _group(m, "way") in ("before", "earlier", "previous")
    word = _group(m, "unit")
    if word in lexicon("part"):
        return f"@ day{'-' if back else '+'}1 T{lexicon('part')[word]}"
    return f"@ {unit(word)}{'-' if back else '+'}1"


def _season(m: Match) -> str:
    season = lexicon("season")[_group(m, "season")]
    return f"{m['year']}-{season}" if m["year"] else _named("s", season, m)


def _quarter(m: Match) -> str:
    """Quarters and halves of a year, the year named, counted or left open."""
    kind = "h" if _group(m, "of") == "half" else "q"
    nth = lexicon("ordinal")[_group(m, "nth")]
    if _group(m, "year"):
        return f"{m['year']}-{kind.upper()}{nth}"
    if which := _group(m, "which"):
        return f"year{_BY[which]:+d} in {kind}:{nth}"
    return f"{kind}:{nth}" + ("<=" if "fiscal" in m[0].lower() else "=")


def _spoken_year(m: Match) -> str:
    """ "Nineteen ninety-six", "the year two thousand"."""
    century = {"eighteen": 1800, "nineteen": 1900}.get(_group(m, "hundred"), 2000)
    rest = re.sub(r"^oh?[\s-]", "", _group(m, "rest"))
    return str(century + (int(count(rest)) if rest else 0))


def _period(m: Match) -> str:
    """ "the quarter", "the year", of which the report speaks."""
    if _group(m, "back"):
        return "@ year-1"
    name = unit(m["unit"])
    return "@ quarter+0" if name == "quarter" else f"{name}+0"


def _duration(m: Match) -> str:
    words = m["num"] or "X"
    half = _group(m, "half") or "half" in _group(m, "tail")
    number = "0" if words.lower() in ("half", "half a", "half an", "a half") else count(words)
    return length(number, unit(m["unit"]), half=bool(half) or number == "0")


def _half(m: Match) -> str:
    return length("0", unit(m["unit"]), half=True)


def _habit(m: Match) -> str:
    """ "daily", "every Monday", "each year", "every two weeks", "twice a week", "on Mondays"."""
    found = m.groupdict()
    often = _group(m, "often").removesuffix(" times")
    often = f" { {'once': '1', 'twice': '2'}.get(often) or count(often) }X" if often else ""
    if word := found.get("word"):
        return f"every {lexicon('habit')[word.lower()]}"
    if found.get("wd"):
        return f"every XXXX-WXX-{int(_weekday(m)) + 1}{_part(m).strip()}"
    if found.get("month"):
        return f"every XXXX-{_month(m)}"
    if season := _group(m, "season"):
        return f"every XXXX-{lexicon('season')[season]}"
    word = _group(m, "unit")
    if word in lexicon("part"):
        return f"every XXXX-XX-XXT{lexicon('part')[word]}"
    number = {"other": "2"}.get(_group(m, "num")) or count(m["num"] or "1") if "num" in found else "1"
    return f"every {length(number, unit(word))}{often}"


def _vague(m: Match) -> str:
    return lexicon("vague").get(_group(m, "word"), "past")


def _today(m: Match) -> str:
    day, part = _group(m, "day"), _part(m)
    if day == "tonight":
        return "day+0 TNI"
    return {"yesterday": "day-1", "tomorrow": "day+1"}.get(day, "day+0") + part


def _century(m: Match) -> str:
    return f"{int(m['nth']) - 1:02d}"


READINGS: dict[str, Maker] = {
    "iso": lambda m: m["iso"] + (f" T{m['clock']}" if m["clock"] else ""),
    "september-11": lambda m: "2001-09-11",
    "day-in-figures": _slashes,
    "clock": _clock,
    "day": _full,
    "month-of-year": lambda m: f"{m['year']}-{_month(m)}",
    "month-of-which": _of_year,
    "weekday": lambda m: _named("wd", _weekday(m), m) + _part(m),
    "which-unit": _which,
    "today": _today,
    "ago": _ago,
    "later": _later,
    "stretch": _stretch,
    "same": _same,
    "beside": _beside,
    "decade": lambda m: m["ten"],
    "nineties": lambda m: f"19{m['ten'][0]}" if m["ten"].isdigit() else "19" + lexicon("ten")[m["ten"].lower()],
    "century": _century,
    "season": _season,
    "quarter": _quarter,
    "period": _period,
    "weekend": lambda m: "we:0?",
    "overnight": lambda m: "day+0 TNI",
    "part": lambda m: f"@ day+0 T{lexicon('part')[_group(m, 'unit') or 'midday']}",
    "holiday": lambda m: _named("hol", " ".join(m["name"].split()), m),
    "month": lambda m: _named("m", _month(m), m),
    "year": lambda m: m["year"],
    "spoken-year": _spoken_year,
    "year-end": lambda m: "year+0",
    "vague": _vague,
    "habit": _habit,
    "duration": _duration,
    "half": _half,
}
"""How each kind of wording is read: from a match of its pattern to a rule of stages/dates/periods."""
