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
    """The days that reports tell for one deed in words of their own, with these words, where they differ."""
    told = sorted(
        (t.when, Evidence(t.event.report, t.event.time))
        for t in tellings
        if t.own and t.when and t.when.day and t.event.time
    )
    first: dict[str, tuple[When, Evidence]] = {}
    for when, words in told:
        first.setdefault(when.iso, (when, words))
    return tuple(first.values()) if len(first) > 1 else ()


def compare_dates(analyses: Sequence[Analysis], events: Sequence[TimelineEntry]) -> tuple[Discrepancy, ...]:
    """One discrepancy an event that reports date to different days."""
    outlets = {analysis.page.name: analysis.outlet for analysis in analyses}
    texts = {analysis.page.name: analysis.page.text for analysis in analyses}
    return tuple(
        Discrepancy(f"When: {entry.what}", "conflict", tuple(_value(*day, outlets, texts) for day in entry.dates))
        for entry in events
        if entry.dates
    )


def _value(when: When, words: Evidence, outlets: Mapping[str, str], texts: Mapping[str, str]) -> Value:
    span: Span = words.span
    return Value(f"{span.of(texts[words.report])} ({when.iso})", outlets[words.report], words)
