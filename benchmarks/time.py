"""How well expressions of time are found and valued, beside dateparser: python -m benchmarks.time FOLDER

FOLDER holds TimeML documents (``*.tml``, at any depth), such as the TempEval-3 training part. Prints, for onrecord
and for dateparser, the F1 of expressions found (relaxed: any overlap; strict: the same words) and of those whose
TIMEX3 value is right too (value). Durations and sets count in the extents and in the value as everywhere else.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from onrecord.models import load_models
from onrecord.records import Block, Publication, Span, When
from onrecord.stages.dates.periods import Period, resolve
from onrecord.stages.dates.times import find_times
from onrecord.stages.parse import parse_text


class Timex(NamedTuple):
    """A TIMEX3 expression: its place in the text, its value and its type."""

    start: int
    end: int
    value: str
    kind: str = ""


class Document(NamedTuple):
    """A TimeML document: its text, its day and its expressions."""

    name: str
    text: str
    day: date
    timexes: list[Timex]


_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}


def read_document(path: Path) -> Document | None:
    raw = path.read_text(encoding="utf-8", errors="replace")
    dct = re.search(r'<DCT>\s*<TIMEX3[^>]*\bvalue="(\d{4})-?(\d\d)-?(\d\d)', raw)
    body = re.search(r"<TEXT>(.*?)</TEXT>", raw, re.S)
    if not dct or not body:
        return None
    text, timexes, open_at = "", [], None
    at = 0
    for tag in [*_TAG.finditer(body[1]), None]:
        chunk = body[1][at : tag.start() if tag else len(body[1])]
        text += re.sub("|".join(_ENTITIES), lambda m: _ENTITIES[m[0]], chunk)
        if tag is None:
            break
        at = tag.end()
        if tag[2] == "TIMEX3" and not tag[1]:
            open_at = (len(text), tag[3])
        elif tag[2] == "TIMEX3" and open_at:
            value, kind = (re.search(rf'{k}="([^"]*)"', open_at[1]) for k in ("value", "type"))
            timexes.append(Timex(open_at[0], len(text), value[1] if value else "", kind[1] if kind else ""))
    return Document(path.name, text, date(int(dct[1]), int(dct[2]), int(dct[3])), timexes)


def timex_value(rule: str, period: Period | None) -> str:
    """A rule's value as TIMEX3 writes it, as far as the rule keeps it."""
    core, _, part = rule.partition(" T")
    core = core.split(" ", 1)[1].removeprefix("in ") if core.startswith("@") else core
    if core in ("past", "present", "future"):
        return core.upper() + "_REF"
    if m := re.match(r"(?:past|next):([a-z]+)\*(\w+)", core):
        return f"P{m[2]}{m[1][0].upper()}"
    if core.startswith("P") or period is None:
        return core if core.startswith("P") else ""
    value = _calendar_value(re.sub(r"^(head:|tail:)", "", core), period.first, (period.last - period.first).days)
    return f"{value}T{part}" if part and period.first == period.last else value


def _calendar_value(unit: str, first: date, days: int) -> str:
    if unit.startswith("we"):
        year, week, _ = first.isocalendar()
        return f"{year}-W{week:02d}" + ("-WE" if unit.startswith(("weekend", "we:")) else "")
    if unit.startswith(("quarter", "q:")) or "-Q" in unit:
        return f"{first.year}-Q{(first.month + 2) // 3}"
    if unit.startswith("s:") or re.search(r"-(S[PU]|FA|WI)$", unit):
        return f"{first.year}-" + {3: "SP", 6: "SU", 9: "FA"}.get(first.month, "WI")
    if unit.startswith("decade") or re.fullmatch(r"\d{3}", unit):
        return str(first.year // 10)
    return first.isoformat()[: 10 if days == 0 else 7 if days < 31 else 4]


def by_onrecord(document: Document) -> list[Timex]:
    parser = load_models().parser
    blocks = (Block(Span(0, len(document.text)), "body"),)
    parse = parse_text(document.text, blocks, parser=parser)
    day = document.day
    published = Publication(When.on(day.year, day.month, day.day), "given")
    values: list[Period | None] = []
    found = []
    for t in find_times(document.text, parse, published=published):
        values.append(resolve(t.rule, Period(day, day), values))
        found.append(Timex(t.span.start, t.span.end, timex_value(t.rule, values[-1])))
    return found


def by_dateparser(document: Document) -> list[Timex]:
    from dateparser.search import search_dates  # noqa: PLC0415

    settings = {
        "RELATIVE_BASE": datetime(document.day.year, document.day.month, document.day.day),
        "PREFER_DATES_FROM": "past",
        "RETURN_TIME_AS_PERIOD": True,
    }
    found, at = [], 0
    for paragraph in re.finditer(r"[^\n]+(?:\n[^\n]+)*", document.text):
        at = paragraph.start()
        for words, when in search_dates(paragraph[0], languages=["en"], settings=settings) or []:
            start = document.text.find(words, at)
            if start < 0:
                continue
            at = start + len(words)
            found.append(Timex(start, at, when.date().isoformat()))
    return found


def score(documents: Sequence[Document], find: Callable[[Document], list[Timex]]) -> dict[str, float]:
    gold = guessed = relaxed = strict = value = calendar = calendar_right = 0
    for document in documents:
        left = find(document)
        gold, guessed = gold + len(document.timexes), guessed + len(left)
        for t in document.timexes:
            hit = next((f for f in left if f.start < t.end and t.start < f.end), None)
            dated = bool(re.match(r"\d{4}", t.value))
            calendar += dated
            if hit is None:
                continue
            left.remove(hit)
            relaxed += 1
            strict += (hit.start, hit.end) == (t.start, t.end)
            right = hit.value == t.value
            value += right
            calendar_right += dated and hit.value[:10] == t.value[:10]
    f1 = {k: 2 * n / max(1, gold + guessed) for k, n in (("relaxed", relaxed), ("strict", strict), ("value", value))}
    return f1 | {"calendar": calendar_right / max(1, calendar)}


def main(folder: str) -> None:
    documents = [d for path in sorted(Path(folder).rglob("*.tml")) if (d := read_document(path))]
    if not documents:
        sys.exit(f"{folder}: no TimeML documents (*.tml) in it; give the folder that holds them")
    print(f"{len(documents)} documents, {sum(len(d.timexes) for d in documents)} expressions")
    for name, find in (("onrecord", by_onrecord), ("dateparser", by_dateparser)):
        began = time.perf_counter()
        result = score(documents, find)
        took = time.perf_counter() - began
        prefix = "" if name == "onrecord" else f"{name}."
        for key in ("relaxed", "strict", "value"):
            print(f"{prefix}{key}.f1 {result[key]:.3f}")
        print(f"{prefix}calendar.recall {result['calendar']:.3f}   ({took:.1f} s, for onrecord with the parse)")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
