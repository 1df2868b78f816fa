"""The day of a statement that its own report does not date, from another report of the same occasion."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.records import Analysis, Event, Statement, When
from onrecord.stages.dates.times import anchor_of

_WORD = re.compile(r"[a-z]{5,}")
_SHARED = 2
"""Longer words two renderings of one thing said share at least."""


def date_by_occasion(analyses: Sequence[Analysis]) -> list[Analysis]:
    """Give a statement in a report that is itself dated by the story the day on which, as a dated report tells,
    the same speaker denied or accused too, or said much the same; where the speaker's days differ, none. What is
    only told within another's words is left alone."""
    told = [
        (a, s, names) for a in analyses for s in a.statements if s.said_on and s.said_on.day and (names := _names(a, s))
    ]
    made = []
    for analysis in analyses:
        if analysis.published.basis not in ("story", "unknown"):
            made.append(analysis)
            continue
        statements = tuple(
            replace(s, said_on=_day(analysis, s, told))
            if s.said_on is None and s.time is None and s.parent is None
            else s
            for s in analysis.statements
        )
        made.append(replace(analysis, statements=statements, events=_date_events(analysis, statements)))
    return made


def _date_events(analysis: Analysis, statements: Sequence[Statement]) -> tuple[Event, ...]:
    """An event that is a statement, such as a denial, has the statement's day."""
    days = sorted((s.cue, s.said_on) for s in statements if s.said_on)

    def date(event: Event) -> Event:
        day = next((day for cue, day in days if cue.covers(event.trigger)), None)
        return replace(event, when=day) if day and event.time is None else event

    return tuple(date(event) for event in analysis.events)


def _day(
    analysis: Analysis, statement: Statement, told: Sequence[tuple[Analysis, Statement, frozenset[str]]]
) -> When | None:
    names = _names(analysis, statement)
    own = anchor_of(analysis.published)
    days: set[When] = set()
    alike = False
    for other, said, theirs in told:
        if other is analysis or not names & theirs or said.said_on is None:
            continue
        days.add(said.said_on)
        same_act = said.act == statement.act
        shared = len(_words(analysis, statement) & _words(other, said))
        alike = alike or (same_act and (shared >= _SHARED or said.act in ("denies", "accuses")))
    if len(days) != 1 or not alike:
        return None
    day = days.pop()
    return day if own is None or day.at.date() <= own.last else None


def _names(analysis: Analysis, statement: Statement) -> frozenset[str]:
    by_id = {entity.id: entity for entity in analysis.entities}
    return frozenset(
        by_id[s].name.lower()
        for s in statement.speakers
        if s in by_id and by_id[s].kind in ("person", "government", "organisation")
    )


def _words(analysis: Analysis, statement: Statement) -> frozenset[str]:
    return frozenset(w for c in statement.content for w in _WORD.findall(c.of(analysis.page.text).lower()))
