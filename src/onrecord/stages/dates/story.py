"""Dates that only the other reports of a story can fix: a dateline's year, an undated report's day.

An undated report is tied to a dated one by an event that both tell of (they share names that are rare in the
story) and by the words with which it dates that event. What follows is a stretch of days, kept as bounds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from onrecord.records import Analysis, Event, Publication, Span, Statement, TimeExpression
from onrecord.resources import rows
from onrecord.stages.dates.lexicon import lexicon
from onrecord.stages.dates.occasions import date_by_occasion
from onrecord.stages.dates.periods import Period, add_months
from onrecord.stages.dates.publication import LEAD_SENTENCES, find_yearless
from onrecord.stages.dates.saying import fine_enough
from onrecord.stages.dates.times import anchor_of, evaluate
from onrecord.stages.dates.years import latest_past, solve_figures, solve_year

_SHARED = 2
"""Rare names that two sentences must share to tell of one event."""
_RARE = 0.2
"""Share of a story's sentences in which a rare name stands at most."""
_RAREST = 300
"""Sentences in which a rare name stands at most, in a story of any size."""
_FEW_DAYS = 7
_SHORT = 3
"""Letters of words such as "The", which name nothing."""

_NAME = re.compile(r"\b[A-Z][\w’'-]*\w")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class _Tie:
    """The days on which an undated report can have come out, and why."""

    days: Period
    reason: str
    firm: bool = True
    """True where the dated report tells of the very day, False where its date only makes one the nearest."""


@dataclass(frozen=True, slots=True)
class _Match:
    """A sentence of a dated report that seems to tell of the same matter, and the names that say so."""

    day: date
    analysis: Analysis
    sentence: Span
    names: tuple[str, ...]


def date_from_story(analyses: Sequence[Analysis]) -> list[Analysis]:
    """The analyses, with every report dated as far as the others allow, and all that hangs on it worked out
    again: times, days of saying, days of events."""
    dated = _solve_years(list(analyses))
    undated = [i for i, a in enumerate(dated) if a.published.when is None and a.published.not_before is None]
    names = _rare_names(dated) if undated else frozenset()
    while undated:
        told = _Told(dated, names)
        fixed = [(i, tied) for i in undated if (tied := _tie_report(dated[i], told))]
        for i, published in fixed:
            dated[i] = redate(dated[i], published)
        if not fixed or not any(published.when and published.when.day for _, published in fixed):
            break
        undated = [i for i in undated if dated[i].published.when is None and dated[i].published.not_before is None]
    days = [day for day, _ in _known_days(dated)]
    for i, analysis in enumerate(dated):
        if analysis.published.when is None and analysis.published.not_before is None:
            tied = _tie_to_story(analysis, days) if _is_kin(analysis, dated) else None
            dated[i] = redate(analysis, tied) if tied else analysis
    return date_by_occasion(dated)


def redate(analysis: Analysis, published: Publication) -> Analysis:
    """The analysis with a new day of publication and all values that follow from it."""
    times = evaluate(analysis.times, anchor_of(published))
    values = {t.span: t.value for t in times}

    def said(statement: Statement) -> Statement:
        return replace(statement, said_on=fine_enough(values.get(statement.time))) if statement.time else statement

    return replace(
        analysis,
        published=published,
        times=times,
        statements=tuple(said(s) for s in analysis.statements),
        events=tuple(_redate_event(e, {t.span: t for t in times}, published) for e in analysis.events),
    )


def _redate_event(event: Event, times: Mapping[Span, TimeExpression], published: Publication) -> Event:
    """The event with the day that its words now stand for; what was told as done but lies after the report is planned
    where the words look ahead, else of no known day."""
    time = times.get(event.time) if event.time else None
    if time is None:
        return event
    if not published.precedes(time.value) or event.status in ("planned", "hypothetical") or "~" in time.rule:
        return replace(event, when=time.value)
    if re.search(r"[>+]", time.rule):
        return replace(event, when=time.value, status="planned", fallback=None)
    return replace(event, when=None)


def _known_days(analyses: Sequence[Analysis]) -> list[tuple[date, str]]:
    return sorted((day, a.page.name) for a in analyses if a.published.when and (day := a.published.when.day))


def _solve_years(analyses: list[Analysis]) -> list[Analysis]:
    """Give yearless datelines their year, and days in figures their month."""
    past = latest_past(analyses)
    for i, analysis in enumerate(analyses):
        if analysis.published.when is None:
            yearless = find_yearless(analysis.page.text, analysis.blocks, weekday=_lead_weekday(analysis))
            if yearless:
                analyses[i] = redate(analysis, solve_year(yearless, _known_days(analyses), past))
            elif settled := solve_figures(analysis.published, analysis.page.text, _known_days(analyses)):
                analyses[i] = redate(analysis, settled)
    return analyses


def _lead_weekday(analysis: Analysis) -> int | None:
    """The weekday, in the past tense, of the first sentences of the body."""
    bodies = [b.span for b in analysis.blocks if b.kind == "body"]
    lead = [s for s in analysis.sentences if any(b.covers(s) for b in bodies)][:LEAD_SENTENCES]
    for time in analysis.times:
        if (m := re.match(r"wd:(\d)(?:~|<=)", time.rule)) and any(s.covers(time.span) for s in lead):
            return int(m[1])
    return None


def _rare_names(analyses: Sequence[Analysis]) -> frozenset[str]:
    """Capitalised words that stand in few of the story's sentences."""
    calendar = set(_DAYS) | {m.capitalize() for m in lexicon("month")}
    counts = Counter(name for a in analyses for s in a.sentences for name in set(_NAME.findall(s.of(a.page.text))))
    limit = min(max(3, _RARE * sum(len(a.sentences) for a in analyses)), _RAREST)
    return frozenset(name for name, n in counts.items() if n <= limit and name not in calendar and len(name) > 2)


class _Told:
    """The sentences of the reports whose day is known, by the rare names in them."""

    def __init__(self, analyses: Sequence[Analysis], names: frozenset[str]) -> None:
        """Index the sentences of the dated reports, earliest first."""
        self.names = names
        self.days = [day for day, _ in _known_days(analyses)]
        by_name = {a.page.name: a for a in analyses}
        self._sentences: list[tuple[date, Analysis, Span]] = []
        self._index: dict[str, list[int]] = {}
        for day, name in _known_days(analyses):
            for sentence in by_name[name].sentences:
                number = len(self._sentences)
                self._sentences.append((day, by_name[name], sentence))
                for word in names & set(_NAME.findall(sentence.of(by_name[name].page.text))):
                    self._index.setdefault(word, []).append(number)

    def nearest(self, words: str) -> _Match | None:
        """The dated sentence that shares most rare names with these words, at least two; the earliest of several."""
        mine = sorted(self.names & set(_NAME.findall(words)))
        shared = Counter(number for word in mine for number in self._index.get(word, ()))
        best = min(shared, key=lambda number: (-shared[number], number), default=None)
        if best is None or shared[best] < _SHARED:
            return None
        day, analysis, sentence = self._sentences[best]
        both = set(_NAME.findall(sentence.of(analysis.page.text))) & set(mine)
        common = tuple(dict.fromkeys(name for name in _NAME.findall(words) if name in both))
        return _Match(day, analysis, sentence, common)


def _tie_report(analysis: Analysis, told: _Told) -> Publication | None:
    """The publication as other dated reports bound it; None where none does."""
    days: Period | None = None
    reasons: list[str] = []
    ties = list(_ties(analysis, told))
    for tie in [tie for tie in ties if tie.firm] or ties:
        first = max(days.first, tie.days.first) if days else tie.days.first
        last = min(days.last, tie.days.last) if days else tie.days.last
        if first <= last and (days is None or (first, last) != (days.first, days.last)):
            days = Period(first, last)
            reasons.append(tie.reason)
    if days is None:
        return None
    if days.first.day == 1 and any(t.rule == "head:month+0" for t in analysis.times) and days.first < days.last:
        days = Period(days.first + timedelta(days=1), days.last)  # nothing is earlier in a month than its first day
    return Publication(
        days.when,
        "story" if days.when else "unknown",
        None,
        "; ".join(reasons),
        not_before=days.first,
        not_after=days.last,
    )


def _ties(analysis: Analysis, told: _Told) -> Iterator[_Tie]:
    for time, sentence in _timed_sentences(analysis):
        words = sentence.of(analysis.page.text)
        if tie := _world_tie(time, words, analysis, told.days):
            yield tie
        match = told.nearest(words)
        if match and (tie := _event_tie(time, analysis, match)):
            yield tie


def _timed_sentences(analysis: Analysis) -> Iterator[tuple[TimeExpression, Span]]:
    """The expressions that count from the report's own day, or from an event, each with its sentence."""
    for time in analysis.times:
        if re.match(r"wd:|day[+-]|event day|month-|year-", time.rule):
            sentence = next((s for s in analysis.sentences if s.covers(time.span)), None)
            if sentence:
                yield time, sentence


def _event_tie(time: TimeExpression, analysis: Analysis, match: _Match) -> _Tie | None:
    """What the day of a dated report, or of an event in it, says of the day of an undated one that tells of the
    same names."""
    words = time.span.of(analysis.page.text)
    other, there, day = match.analysis, match.sentence, match.day
    told = [t.value.day for t in other.times if there.covers(t.span) and t.value and t.value.day]
    too = f"report {other.page.name}, which tells of {', '.join(match.names[:4])} too"
    if m := re.match(r"wd:(\d)(<=|~|>=)", time.rule):
        near = day + timedelta(days=(int(m[1]) - day.weekday() + 3) % 7 - 3)
        same = next((at for at in told if at.weekday() == int(m[1]) and abs((at - day).days) < 7), None)
        near = same or near
        days = _days_about(near, m[2])
        reason = f"its “{words}” is taken for {near.isoformat()}, the {_DAYS[near.weekday()]} nearest to {too}"
        return _Tie(days, reason, firm=same is not None or near == day)
    if (m := re.fullmatch(r"day([+-]\d+)(?: T\w+)?", time.rule)) and told and _same_deed(time, analysis, match):
        own = told[0] - timedelta(days=int(m[1]))
        return _Tie(Period(own, own), f"its “{words}” is taken for {told[0].isoformat()}, as in {too}")
    if time.rule.startswith("event day+") and time.rule != "event day+0":
        number = time.rule.removeprefix("event day+")
        last = day + timedelta(days=_FEW_DAYS if number == "X" else int(number))
        return _Tie(
            Period(day, last), f"it speaks of “{words} after” what is told by {too} ({day.isoformat()})", firm=False
        )
    return None


def _days_about(told: date, sign: str) -> Period:
    """The days on which a report can have come out that tells of a weekday: within six days of it; that tells of it at
    its top as past (``~``): on it or the day after, as 138 of 145 BASIL reports do."""
    if sign == "~":
        return Period(told, told + timedelta(days=1))
    return Period(told - timedelta(days=6), told) if sign == ">=" else Period(told, told + timedelta(days=6))


def _is_kin(analysis: Analysis, story: Sequence[Analysis]) -> bool:
    """True for a report that names somebody or something whom a dated report of the story names too."""
    calendar = set(_DAYS) | {m.capitalize() for m in lexicon("month")}

    def names(text: str) -> set[str]:
        return {name for name in _NAME.findall(text) if len(name) > _SHORT} - calendar

    mine = names(analysis.page.text)
    return any(len(mine & names(a.page.text)) >= _SHARED for a in story if a.published.when and a.published.when.day)


def _tie_to_story(analysis: Analysis, days: Sequence[date]) -> Publication | None:
    """The publication of a report that shares no event with a dated one, by the weekday at its top, where the story's
    dated reports lie within a week: the weekday nearest to them."""
    top = next((time for time in analysis.times if re.match(r"wd:\d~", time.rule)), None)
    if top is None or not days or days[-1] - days[0] >= timedelta(days=7):
        return None
    middle = days[len(days) // 2]
    near = middle + timedelta(days=(int(top.rule[3]) - middle.weekday() + 3) % 7 - 3)
    words = top.span.of(analysis.page.text)
    reason = (
        f"its “{words}” is taken for {near.isoformat()}, the {_DAYS[near.weekday()]} nearest to the story's reports"
    )
    bounds = _days_about(near, "~")
    when = bounds.when
    return Publication(
        when, "story" if when else "unknown", None, reason, not_before=bounds.first, not_after=bounds.last
    )


def _same_deed(time: TimeExpression, analysis: Analysis, match: _Match) -> bool:
    """True where an event of each report's sentence has the same type or trigger word."""
    here = next((s for s in analysis.sentences if s.covers(time.span)), None)
    other = match.analysis
    mine = {e.plover or e.trigger.of(analysis.page.text) for e in analysis.events if e.evidence == here}
    return bool(
        mine & {e.plover or e.trigger.of(other.page.text) for e in other.events if e.evidence == match.sentence}
    )


def _world_tie(time: TimeExpression, words: str, analysis: Analysis, days: Sequence[date]) -> _Tie | None:
    """What "as the Olympics began last month" says of a report's own month."""
    m = re.fullmatch(r"(month|year)-(\d+)", time.rule)
    if not m:
        return None
    found = [row["month"] for row in rows("world-events.tsv") if all(word in words for word in row["words"].split())]
    months = sorted(date(int(month[:4]), int(month[5:]), 1) for month in found)
    if not months or (len(months) > 1 and not days):
        return None
    month = min(months, key=lambda at: (abs((at - days[0]).days), at)) if days else months[0]
    own = add_months(month, int(m[2]) * (1 if m[1] == "month" else 12))
    if m[1] == "year":
        return _Tie(Period(date(own.year, 1, 1), date(own.year, 12, 31)), f"“{time.span.of(analysis.page.text)}”")
    last = add_months(own, 1) - timedelta(days=1)
    reason = f"its “{time.span.of(analysis.page.text)}” is {month:%Y-%m}, when the event told with it took place"
    return _Tie(Period(own, last), reason)
