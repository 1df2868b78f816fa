"""Reports that date one deed to different days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from onrecord.records import Analysis, Discrepancy, Evidence, Span, TimelineEntry, Value, When
from onrecord.stages.timeline.sameness import likeness
from onrecord.stages.timeline.tellings import Telling

_ONCE = frozenset({"ASSAULT", "COERCE", "SANCTION", "CONCEDE", "RETREAT", "AID", "COOPERATE", "MOBILIZE", "PROTEST"})
"""Types of deeds that the same two do not do every few days, as they speak and meet."""
_APART = timedelta(days=7)
_NEXT = timedelta(days=2)
"""The same where one of them does not name who did it."""
_ALIKE = 0.6
"""Share of the shorter phrase's words that both must have where the two sides are not both named."""
_LEAST = 3
"""Longer words that they must share then."""


def conflicts(mine: Sequence[Telling], theirs: Sequence[Telling]) -> bool:
    """True where two groups of tellings, of different reports, tell one deed and date it by words of their own to
    different days within a week."""
    one, other = mine[0], theirs[0]
    days = [t.when.day if t.own and t.when else None for t in (one, other)]
    if days[0] is None or days[1] is None or not timedelta(0) < abs(days[0] - days[1]) <= _APART:
        return False
    if {t.event.report for t in mine} & {t.event.report for t in theirs}:
        return False
    a, b = one.event, other.event
    if a.plover != b.plover or a.plover not in _ONCE or a.status != b.status:
        return False
    near = abs(days[0] - days[1]) <= _NEXT
    if near and one.verb == other.verb and (one.unnamed or other.unnamed):
        return len(one.stems & other.stems) >= _LEAST
    if a.actors[:1] != b.actors[:1]:
        return False
    both = bool(a.actors and a.targets) and a.targets == b.targets and one.verb == other.verb
    return both or (len(one.words & other.words) >= _LEAST and likeness(one, other) >= _ALIKE)


def list_days(tellings: Sequence[Telling]) -> tuple[tuple[When, Evidence], ...]:
    """The days that reports tell for one deed in words of their own, with these words, where two that tell it by one
    verb, or as a deed not done every few days, differ. Who said a thing may say it again the next day, so that days
    of what is quoted are no conflict."""
    alike: dict[str, list[tuple[When, Evidence]]] = {}
    for t in tellings:
        once = t.event.plover in _ONCE
        if t.own and t.when and t.when.day and t.event.time and (once or not t.quoted):
            kind = t.event.plover if once else t.verb
            alike.setdefault(kind or t.verb, []).append((t.when, Evidence(t.event.report, t.event.time)))
    told = sorted(one for days in alike.values() if len({when.iso for when, _ in days}) > 1 for one in days)
    first: dict[str, tuple[When, Evidence]] = {}
    for when, words in told:
        first.setdefault(when.iso, (when, words))
    return tuple(first.values()) if len(first) > 1 else ()


def compare_dates(analyses: Sequence[Analysis], events: Sequence[TimelineEntry]) -> tuple[Discrepancy, ...]:
    """One discrepancy an event that reports date to different days."""
    outlets = {analysis.page.name: analysis.outlet for analysis in analyses}
    reports = {analysis.page.name: analysis for analysis in analyses}
    texts = {analysis.page.name: analysis.page.text for analysis in analyses}
    return tuple(
        Discrepancy(f"When: {entry.what}", "conflict", tuple(_value(*day, outlets, texts) for day in entry.dates))
        for entry in events
        if entry.dates and not _tells_both(entry.dates, reports)
    )


def _tells_both(dates: Sequence[tuple[When, Evidence]], reports: Mapping[str, Analysis]) -> bool:
    """True where a sentence that dates the deed has the other report's day too: "said on MONDAY that she had gone on
    FRIDAY". Which of the two is its day was then not read right."""
    days = {when.day for when, _ in dates}
    for when, words in dates:
        report = reports[words.report]
        here = next((sentence for sentence in report.sentences if sentence.covers(words.span)), None)
        times = (t for t in report.times if here is not None and here.covers(t.span) and t.span != words.span)
        if any(t.value is not None and t.value.day in days - {when.day} for t in times):
            return True
    return False


def _value(when: When, words: Evidence, outlets: Mapping[str, str], texts: Mapping[str, str]) -> Value:
    span: Span = words.span
    return Value(f"{span.of(texts[words.report])} ({when.iso})", outlets[words.report], words)
