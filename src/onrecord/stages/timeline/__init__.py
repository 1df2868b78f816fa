"""What happened when: each event once, with all the words that tell it and both clocks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from onrecord.records import Analysis, Entity, Event, Evidence, Span, TimelineEntry
from onrecord.stages.timeline.conflicts import compare_dates, conflicts, list_days
from onrecord.stages.timeline.sameness import same_deed, tells_same
from onrecord.stages.timeline.sayings import join_sayings
from onrecord.stages.timeline.tellings import Telling, came_out_before, fineness, is_before, list_tellings
from onrecord.stages.timeline.voices import join_voices

__all__ = ["compare_dates", "join_events", "list_places", "order_events"]

_ROOM = 18
"""Entries of a story of one report at most, and ..."""
_MORE = 4
"""... so many more for each further report: a reader takes in a page, not all that was ever done."""
_MOST = 80
_ORDER = ("happened", "ongoing", "planned", "alleged", "denied")
_LEAD = 0.08
"""Share of a report that is its lead."""
_CROWD = 0.3
"""What each further entry of one day weighs less: a day needs its news, not all that was said on it."""
_QUOTED = 1.0
_QUOTE = re.compile(r"^.{0,60}[“\"]")
_NEAREST = 100
"""Events of one actor and month that a telling is compared with, so that a story of any size takes its share."""


@dataclass(slots=True, eq=False)
class _Cluster:
    """Tellings of one event, and the actors and months under which it can be found."""

    tellings: list[Telling] = field(default_factory=list)
    keys: set[tuple[str, str]] = field(default_factory=set)


def join_events(analyses: Sequence[Analysis], entities: Sequence[Entity]) -> list[list[Telling]]:
    """The story's events, each as all its tellings. An event without a day of its own is dated by its report where the
    report tells it as its news; one without any date is left out."""
    known = {entity.id: entity for entity in entities}
    tellings = sorted(
        (telling for analysis in analyses for telling in list_tellings(analysis, known) if telling.when),
        key=lambda t: (-fineness(t), t.event.report, t.event.trigger),
    )
    clusters: list[_Cluster] = []
    where: dict[tuple[str, str], list[_Cluster]] = {}
    for telling in tellings:
        keys = [(actor, period) for actor in ("", *telling.event.actors[:2]) for period in _periods(telling)]
        near = (c for key in reversed(keys) if key[1] == _periods(telling)[-1] for c in where.get(key, ())[:_NEAREST])
        found = next((c for c in near if _is_same(c, telling)), None)
        if found is None:
            found = _Cluster()
            clusters.append(found)
        found.tellings.append(telling)
        for key in keys:
            if key not in found.keys:
                found.keys.add(key)
                where.setdefault(key, []).append(found)
    groups = join_voices(join_sayings([cluster.tellings for cluster in clusters]), known)
    clusters = [_Cluster(group) for group in groups]
    clusters = _join_conflicting(clusters)
    _join_undated([t for analysis in analyses for t in list_tellings(analysis, known) if not t.when], clusters)
    return [cluster.tellings for cluster in clusters]


def order_events(events: Sequence[list[Telling]], reports: int) -> tuple[TimelineEntry, ...]:
    """The events of a story of so many reports by date, each once, those that matter least left out."""
    room = min(_ROOM + _MORE * (reports - 1), _MOST)
    return tuple(sorted(_choose([_Cluster(tellings) for tellings in events], room), key=_when_key))


def list_places(events: Sequence[Sequence[Telling]]) -> list[list[Evidence]]:
    """Where each event is told: the words for the deed, by report."""
    return [sorted({Evidence(t.event.report, t.event.trigger) for t in tellings}) for tellings in events]


def _join_conflicting(clusters: Sequence[_Cluster]) -> list[_Cluster]:
    """Clusters that tell one deed but not one day made one, the one that more reports tell first."""
    kept: list[_Cluster] = []
    near: dict[str | None, list[_Cluster]] = {}
    for cluster in sorted(clusters, key=lambda c: -len({t.event.report for t in c.tellings})):
        group = near.setdefault(cluster.tellings[0].event.plover, [])
        found = next((other for other in group[:_NEAREST] if conflicts(other.tellings, cluster.tellings)), None)
        if found is None:
            group.append(cluster)
            kept.append(cluster)
        else:
            found.tellings.extend(cluster.tellings)
    return kept


def _join_undated(undated: Sequence[Telling], clusters: Sequence[_Cluster]) -> None:
    """Add what no date tells to the one dated event of its kind between the same two, where there is one."""
    by_pair: dict[tuple[str, ...], list[_Cluster]] = {}
    for cluster in clusters:
        for key in sorted({_pair(t.event) for t in cluster.tellings}):
            by_pair.setdefault(key, []).append(cluster)
    for telling in undated:
        found = by_pair.get(_pair(telling.event), [])
        early = any(is_before(telling, other) for cluster in found for other in cluster.tellings)
        if len(telling.event.actors) >= 2 and len(found) == 1 and not early:
            found[0].tellings.append(telling)


def _pair(event: Event) -> tuple[str, ...]:
    return (event.plover or "", *event.actors[:2], *("to" for actor in event.actors[1:2] if actor in event.targets))


def _choose(clusters: Sequence[_Cluster], room: int) -> list[TimelineEntry]:
    """The entries that matter most, each day's many giving way to other days' few."""
    entries = sorted(((-_weigh(c), _entry(c)) for c in clusters), key=lambda x: (x[0], x[1].evidence, x[1].what))
    crowd: Counter[str] = Counter()
    ranked: list[tuple[float, int]] = []
    for number, (weight, entry) in enumerate(entries):
        keys = [
            entry.when.iso if entry.when else "",
            *(f"{entry.when and entry.when.iso} {a}" for a in entry.actors[:1]),
        ]
        ranked.append((weight + _CROWD * sum(crowd[key] for key in keys), number))
        crowd.update(keys)
    return [entries[number][1] for _, number in sorted(ranked)[:room]]


def _periods(telling: Telling) -> list[str]:
    """The year and the month of a telling, as far as they are known: what is told to the year finds what is told to
    the day in it, for the finest are placed first."""
    iso = telling.when.iso if telling.when else ""
    return [iso[:4], iso[:7]] if len(iso) >= 7 else [iso]


def _is_same(cluster: _Cluster, telling: Telling) -> bool:
    if any(tells_same(other, telling) for other in cluster.tellings[:8]):
        return True
    apart = all(other.event.report != telling.event.report for other in cluster.tellings)
    return apart and same_deed(cluster.tellings[0], telling)


def _weigh(cluster: _Cluster) -> float:
    """How much an entry matters to a reader: news by its kind, told by many, dated by words, high up. What only
    quotes somebody stands among the statements too, and gives way."""
    best = max(t.event.weight + 2 * t.own + (t.event.plover is not None) + _happened(t) for t in cluster.tellings)
    reports = len({t.event.report for t in cluster.tellings})
    place = min(t.place for t in cluster.tellings)
    best -= _QUOTED * all(_QUOTE.search(t.event.what) is not None for t in cluster.tellings)
    return best + 2 * min(reports - 1, 3) + (2 if place < _LEAD else 1 - place) + 0.2 * len(cluster.tellings)


def _happened(telling: Telling) -> float:
    return 0.0 if telling.event.status in ("alleged", "denied") else 0.5


def _entry(cluster: _Cluster) -> TimelineEntry:
    tellings = cluster.tellings
    lead = max(tellings, key=_telling_order)
    same_kind = [t for t in tellings if t.event.plover == lead.event.plover]
    finest = max(fineness(t) for t in tellings)
    days = Counter(t.when for t in tellings if fineness(t) == finest)
    told = any(t.own for t in tellings)  # of days that only reports' own days give the first: others tell it again
    when = min(days, key=lambda day: (-days[day] if told else 0, day)) if days else None
    # What a report tells as done or going on that was still to come words no entry.
    fit = [t for t in same_kind if t.event.status == "planned" or not came_out_before(t, when)] or same_kind
    status = min((t.event.status for t in fit), key=_ORDER.index)
    lead = max((t for t in fit if t.event.status == status), key=_telling_order)
    ordered = [lead, *(t for t in tellings if t is not lead)]
    coded = next((t for t in ordered if t.event.plover), lead)
    actors = lead.event.actors or next((t.event.actors for t in ordered if t.event.actors), ())
    return TimelineEntry(
        when=when,
        reported=min((t.reported for t in tellings if t.reported), default=None),
        what=lead.event.what,
        actors=actors,
        plover=coded.event.plover,
        status=status,
        evidence=tuple(sorted({Evidence(t.event.report, t.event.evidence) for t in tellings})),
        targets=tuple(actor for actor in lead.event.targets if actor in actors),
        source=_words([lead], lambda event: event.source),
        target=_words([lead], lambda event: event.target),
        place=_words(ordered, lambda event: event.place),
        cameo=coded.event.cameo,
        mode=coded.event.mode,
        dates=list_days(tellings),
    )


def _telling_order(telling: Telling) -> tuple[bool, bool, bool, bool, int, int, int, str]:
    """Which telling words the entry best: dated by itself, told by a verb, with actors, weighty, with all who did it,
    short."""
    event = telling.event
    verbal = event.source is not None or event.target is not None
    doers = min(len(set(event.actors) - set(event.targets)), 2)
    return (
        not telling.beside,
        telling.own,
        verbal,
        bool(event.actors),
        event.weight,
        doers,
        -len(event.what),
        event.what,
    )


def _words(tellings: Sequence[Telling], part: Callable[[Event], Span | None]) -> Evidence | None:
    """The words for a part of the event in the first telling that has any."""
    spans = ((t.event.report, part(t.event)) for t in tellings)
    return next((Evidence(report, span) for report, span in spans if span is not None), None)


def _when_key(entry: TimelineEntry) -> tuple[date, int, tuple[Evidence, ...]]:
    """By day; what is only known to the month or year after that month's or year's days."""
    if entry.when is None:
        return date.max, 0, entry.evidence
    day = entry.when.at.date()
    if entry.when.precision == "month":
        day = (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    elif entry.when.precision == "year":
        day = date(day.year, 12, 31)
    return day, ("minute", "day", "month", "year").index(entry.when.precision), entry.evidence
