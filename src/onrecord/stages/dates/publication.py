"""When a report came out: by its container, its page, its address, its dateline or its first words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from onrecord.records import Basis, Block, Page, Parse, Publication, Span, Token, When
from onrecord.stages.dates.expressions import find_expressions
from onrecord.stages.dates.tense import looks_ahead

_PAGE_KINDS = ("byline", "update", "dateline", "signature", "share")
"""Furniture that tells about the article itself. Captions, related links and promotions date other things."""

_FIRST_OUT = re.compile(
    r"(?i)\b(?:published|posted|first|created|issued|filed)\b|(?<!updated )(?<!modified )(?<!edited )(?<!print )\bon\b"
)
_LATER = re.compile(r"(?i)\b(?:updated|modified|edited|accessed|retrieved|print|corrected)\b")
_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?:[/-]|$)")
_OPENING = re.compile(r"(?!On |In |Since |By |At )[^!?\n]{3,45}?(?:[:)\]](?=\s)|\s[–—-]{1,2}(?=\s))|\([^()\n]{3,45}\)")
_BAR = re.compile(r"(?=.{0,40}\d{4})[^|•·\n]{2,60}(?:\s[|•·]\s[^|•·\n]{2,40}){1,3}")
"""A line of parts set off by bars: outlet | day | time."""
_FIGURES = re.compile(r"(?<![\d./])(\d{1,2})([./])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
"""A day in figures, of which the first or the second can be the month."""
_RUNNING = re.compile(r"\b[a-z]{2}")
"""A word of running text: datelines are names and figures."""
_COPYRIGHT = re.compile(r"(?i)(?:©|\(c\)|copyright)\D{0,40}?((?:19|20)\d\d)\b")
_AGO = re.compile(r"(?i)\b(?:minutes?|hours?|days?|weeks?)\s+ago\b")
LEAD_SENTENCES = 2
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


class YearlessDay(NamedTuple):
    """A dateline that gives day and month alone, with the weekday that the lead names, where it names one."""

    month: int
    day: int
    weekday: int | None
    span: Span

    @property
    def words(self) -> str:
        """In plain words: "14 March, a Monday"."""
        weekday = f", a {_DAYS[self.weekday]}" if self.weekday is not None else ""
        return f"{self.day} {_MONTHS[self.month - 1]}{weekday}"

    def falls_in(self, year: int) -> date | None:
        """The day in that year; None where it does not exist or is another weekday."""
        try:
            day = date(year, self.month, self.day)
        except ValueError:
            return None
        return day if self.weekday in (None, day.weekday()) else None


def date_report(page: Page, blocks: Sequence[Block], parse: Parse) -> Publication:
    """The report's own day with its basis, from what came with it or what it says itself. A day that only
    other reports of the story can fix stays unknown here, with the reason; see date_from_story."""
    if page.published is not None:
        return Publication(page.published, "given")
    yearless = find_yearless(page.text, blocks, weekday=_lead_weekday(page.text, parse))
    found = (
        _page_day(page.text, blocks)
        or _address_day(page.url)
        or (yearless and _copyright_day(page.text, blocks, yearless))
        or _lead_day(page.text, parse)
    )
    if found:
        return _told_apart(found, page.text)
    if yearless:
        reason = f"the dateline says {yearless.words}, but the report does not tell the year"
        return Publication(None, "unknown", yearless.span, reason)
    ago = next((line for line, _ in _lines(page.text, blocks) if _AGO.search(page.text, line.start, line.end)), None)
    if ago:
        words = page.text[ago.start : ago.end].strip()
        return Publication(None, "unknown", ago, f"the page says only “{words}”, and not when it was read")
    return Publication(None, "unknown", None, "the report does not tell its date")


def _told_apart(found: Publication, text: str) -> Publication:
    """The publication, or its bounds where its day in figures can be read in two ways and nothing on the page tells
    which: another day in figures that can be read in one way only, or the weekday beside it."""
    choices = read_figures(text, found.span)
    m = _FIGURES.match(text, found.span.start) if found.span else None
    if m is None or choices is None:
        return found
    first, second = choices
    others = [o for o in _FIGURES.finditer(text) if max(int(o[1]), int(o[3])) > 12]
    beside = text[max(0, m.start() - 12) : m.start()].lower()
    named = next((n for n, name in enumerate(_DAYS) if name[:3].lower() in beside), None)
    if others and len({int(o[1]) > 12 for o in others}) == 1:
        day = first if int(others[0][1]) > 12 else second
        reason = f"“{m[0]}” is read as “{others[0][0]}” in the same text"
    elif named is not None and (first.weekday() == named) != (second.weekday() == named):
        day = first if first.weekday() == named else second
        reason = f"“{m[0]}” is a {_DAYS[named]}"
    else:
        low, high = sorted(choices)
        reason = f"“{m[0]}” is {low.isoformat()} or {high.isoformat()}: the page does not tell which is the month"
        return Publication(None, "unknown", found.span, reason, not_before=low, not_after=high)
    return Publication(When.on(day.year, day.month, day.day), found.basis, found.span, reason)


def read_figures(text: str, span: Span | None) -> tuple[date, date] | None:
    """The two days that a day in figures can be, day first and month first; None where it can be one only."""
    m = _FIGURES.match(text, span.start) if span else None
    if m is None or m[1] == m[3]:
        return None
    one, other = _day(m[4], m[3], m[1]), _day(m[4], m[1], m[3])
    return (one, other) if one and other else None


def find_yearless(text: str, blocks: Sequence[Block], *, weekday: int | None) -> YearlessDay | None:
    """Day and month of a dateline without a year; None where there is no such dateline. ``weekday`` is the one
    on which the lead says its news happened."""
    for line, kind in _lines(text, blocks):
        if kind not in ("dateline", "byline"):
            continue
        for hit in find_expressions(line.of(text)):
            if m := re.fullmatch(r"md:(\d\d)-(\d\d)\?", hit.rule.partition(" T")[0]):
                span = Span(line.start + hit.start, line.start + hit.end)
                named = next((n for n, name in enumerate(_DAYS) if name[:3].lower() in span.of(text).lower()), weekday)
                return YearlessDay(int(m[1]), int(m[2]), named, span)
    return None


def _lines(text: str, blocks: Sequence[Block]) -> Iterator[tuple[Span, str]]:
    """The page's lines about the article, each with its kind; and the opening of the body where it is set off as
    datelines are, "14.03.2022 Brell - ", whatever the page calls it."""
    yield from ((block.span, block.kind) for block in blocks if block.kind in _PAGE_KINDS)
    yield from (
        (b.span, "byline") for b in blocks if b.kind == "subhead" and _BAR.fullmatch(text, b.span.start, b.span.end)
    )
    body = next((block.span for block in blocks if block.kind == "body"), None)
    if body and (m := _OPENING.match(text, body.start, min(body.end, body.start + 60))) and not _RUNNING.search(m[0]):
        yield Span(m.start(), m.end()), "dateline"


def _full_days(text: str, spans: Sequence[Span]) -> list[tuple[date, Span]]:
    """Every day told with its year inside the spans."""
    return [(day, span) for part in spans for day, span in _days_in(text, part)]


def _days_in(text: str, part: Span) -> Iterator[tuple[date, Span]]:
    for hit in find_expressions(part.of(text)):
        rule = hit.rule.partition(" T")[0]
        if (m := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", rule)) and (day := _day(m[1], m[2], m[3])):
            yield day, Span(part.start + hit.start, part.start + hit.end)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _page_day(text: str, blocks: Sequence[Block]) -> Publication | None:
    """A full date in the dateline, else in the page's own lines: one that tells when it came out before one
    without words, updates last."""
    ranked: list[tuple[int, int, Span, date, Basis]] = []
    for line, kind in _lines(text, blocks):
        for day, span in _days_in(text, line):
            rank = _rank(text[max(line.start, span.start - 40) : span.start])
            basis: Basis = "dateline" if kind == "dateline" else "page"
            ranked.append((0 if basis == "dateline" else rank, span.start, span, day, basis))
    if not ranked:
        return None
    _, _, span, day, basis = min(ranked)
    return Publication(When.on(day.year, day.month, day.day), basis, span)


def _rank(before: str) -> int:
    """1 for a day on which it is said to have come out, 3 for an update's, 2 for neither, by the nearest word."""
    cues = [(m.end(), 3) for m in _LATER.finditer(before)] + [(m.end(), 1) for m in _FIRST_OUT.finditer(before)]
    return max(cues, default=(0, 2))[1]


def _address_day(url: str | None) -> Publication | None:
    m = _ADDRESS.search(url or "")
    day = _day(m[1], m[2], m[3]) if m else None
    return Publication(When.on(day.year, day.month, day.day), "page", None, "the day in its address") if day else None


def _copyright_day(text: str, blocks: Sequence[Block], yearless: YearlessDay) -> Publication | None:
    lines = [block.span.of(text) for block in blocks if block.kind not in ("headline", "subhead", "body")]
    years = {int(m[1]) for line in lines for m in _COPYRIGHT.finditer(line)}
    day = yearless.falls_in(years.pop()) if len(years) == 1 else None
    if day is None:
        return None
    reason = f"the dateline's {yearless.words}, in the page's copyright year"
    return Publication(When.on(day.year, day.month, day.day), "dateline", yearless.span, reason)


def _lead_weekday(text: str, parse: Parse) -> int | None:
    """The weekday on which the lead says its news happened, which a wire dateline shares."""
    starts = [token.span.start for token in parse.tokens]
    body = [s for s in parse.sentences if s.block == "body"]
    for sentence in body[:LEAD_SENTENCES]:
        for hit in find_expressions(sentence.span.of(text)):
            if m := re.match(r"wd:(\d)\?", hit.rule):
                first = bisect_left(starts, sentence.span.start + hit.start)
                if first < sentence.last and not looks_ahead(parse.tokens, first, first + 1):
                    return int(m[1])
    return None


def _lead_day(text: str, parse: Parse) -> Publication | None:
    """A full date in the first sentences, told in the past tense and later than any other day in the text: in
    the very first, or with its weekday, as reports give the day of their news."""
    starts = [token.span.start for token in parse.tokens]
    body = [s.span for s in parse.sentences if s.block == "body"]
    latest = max((day for day, _ in _full_days(text, body)), default=None)
    for day, span in _full_days(text, body[:LEAD_SENTENCES]):
        first = min(bisect_left(starts, span.start), len(starts) - 1)
        news = span.start < body[0].end or span.of(text).startswith(_DAYS)
        if day == latest and news and _dates_the_news(parse.tokens, first):
            when = When.on(day.year, day.month, day.day)
            return Publication(when, "text", span, "the latest day that the report tells, in its first sentences")
    return None


def _dates_the_news(tokens: Sequence[Token], first: int) -> bool:
    """True where the expression that starts there belongs to its sentence's main verb, told as past."""
    if first and tokens[first - 1].text.lower() in ("since", "from", "after", "before"):
        return False
    at = first
    while tokens[at].pos not in ("VERB", "AUX") and tokens[at].head != at:
        at = tokens[at].head
    return tokens[at].dep == "ROOT" and looks_ahead(tokens, first, first + 1) is False
