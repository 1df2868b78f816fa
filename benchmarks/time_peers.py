"""The libraries beside which benchmarks.time measures, each made to answer in TIMEX3."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple


class Timex(NamedTuple):
    """A TIMEX3 expression: its place in the text, its value and its type."""

    start: int
    end: int
    value: str
    kind: str = ""


type Finder = Callable[[str, date], list[Timex]]
"""From a text and its day to its expressions of time."""

_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")


def load_dateparser() -> Finder:
    """dateparser's search_dates, which gives days only; ImportError where it is not installed."""
    from dateparser.search import search_dates  # noqa: PLC0415

    def find(text: str, day: date) -> list[Timex]:
        base = datetime(day.year, day.month, day.day)
        settings: Any = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past", "RETURN_TIME_AS_PERIOD": True}
        found = []
        for paragraph in _PARAGRAPH.finditer(text):
            at = paragraph.start()
            for words, when in search_dates(paragraph[0], languages=["en"], settings=settings) or []:
                start = text.find(words, at)
                if start >= 0:
                    at = start + len(words)
                    found.append(Timex(start, at, when.date().isoformat(), "DATE"))
        return found

    return find


def load_parsedatetime() -> Finder:
    """parsedatetime's Calendar.nlp, which gives days and times of the day; ImportError where it is not installed."""
    from parsedatetime import Calendar  # noqa: PLC0415

    calendar = Calendar()

    def find(text: str, day: date) -> list[Timex]:
        found = []
        for paragraph in _PARAGRAPH.finditer(text):
            base = datetime(day.year, day.month, day.day)
            for when, flag, start, end, _ in calendar.nlp(paragraph[0], sourceTime=base) or ():
                value, kind = (when.date().isoformat(), "DATE") if flag == 1 else (f"{when:%Y-%m-%dT%H:%M}", "TIME")
                found.append(Timex(paragraph.start() + start, paragraph.start() + end, value, kind))
        return found

    return find


_KINDS = {"duration": "DURATION", "set": "SET", "time": "TIME", "datetime": "TIME", "timerange": "TIME"}


def load_recognizers() -> Finder:
    """Microsoft's recognizers-text for dates and times; ImportError where it is not installed."""
    from recognizers_date_time import Culture, recognize_datetime  # noqa: PLC0415

    def find(text: str, day: date) -> list[Timex]:
        base = datetime(day.year, day.month, day.day)
        found = []
        for paragraph in _PARAGRAPH.finditer(text):
            for result in recognize_datetime(paragraph[0], Culture.English, reference=base):
                choices = (result.resolution or {}).get("values") or [{}]
                kind = choices[0].get("type", "date")
                start = paragraph.start() + result.start
                timex = Timex(
                    start, paragraph.start() + result.end + 1, _recognized(choices[0]), _KINDS.get(kind, "DATE")
                )
                found.append(timex)
        return found

    return find


def _recognized(choice: dict[str, str]) -> str:
    """Its own TIMEX where that is definite; else the value it resolves it to, the past one of two."""
    timex = choice.get("timex", "")
    if "X" not in timex and not timex.startswith("("):
        return timex
    value = choice.get("value") or choice.get("start") or ""
    return re.sub(r"(\d\d:\d\d):00$", r"\1", value.replace(" ", "T"))


PEERS: dict[str, Callable[[], Finder]] = {
    "dateparser": load_dateparser,
    "parsedatetime": load_parsedatetime,
    "recognizers-text": load_recognizers,
}
"""How each peer is loaded; an ImportError says that it is not installed."""
