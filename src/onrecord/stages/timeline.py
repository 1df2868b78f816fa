"""What happened when: each event once, with all the words that tell it and both clocks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from onrecord.records import Analysis, Entity, Event, Evidence, TimelineEntry, When

_ROOM = 18
"""Entries of a story of one report at most, and ..."""
_MORE = 4
"""... so many more for each further report: a reader takes in a page, not all that was ever done."""
_MOST = 80
_ALIKE = 0.34
"""Share of words that two tellings of one event have in common, where the types do not tell."""
_COMMON = 6
"""Longer words that sentences of two reports share at least where they tell one event."""
_ORDER = ("happened", "ongoing", "planned", "alleged", "denied")
_LEAD = 0.08
"""Share of a report that is its lead."""
_FRESH = 5
"""Days into a month before which "has happened" says nothing of the month."""
_CROWD = 0.3
"""What each further entry of one day weighs less: a day needs its news, not all that was said on it."""
_NEAREST = 100
"""Events of one actor and month that a telling is compared with, so that a story of any size takes its share."""
_SENTENCE = 2000
"""Characters of a sentence that are compared at most."""
_WORD = re.compile(r"[a-z]{4,}")


@dataclass(frozen=True, slots=True)
class _Telling:
    """One report's telling of an event, with what is needed to compare it."""

    event: Event
    when: When | None
    reported: When | None
    own: bool
    """True where the report's words date it, not its day of publication."""
    place: float
    """Where in its report it stands, 0 at the top to 1."""
    words: frozenset[str]
    """Longer words of the phrase, without the actors' names."""
    sentence: frozenset[str]
    """Longer words of the sentence."""


@dataclass(slots=True, eq=False)
class _Cluster:
    """Tellings of one event, and the actors and months under which it can be found."""

    tellings: list[_Telling] = field(default_factory=list)
    keys: set[tuple[str, str]] = field(default_factory=set)


def order_events(analyses: Sequence[Analysis], entities: Sequence[Entity]) -> tuple[TimelineEntry, ...]:
    """The story's events by date, each once, those that matter least left out. An event without a day of its
    own is dated by its report where the report tells it as its news; one without any date is left out."""
    names = {entity.id: frozenset(_WORD.findall(entity.name.lower())) for entity in entities}
    tellings = sorted(
        (telling for analysis in analyses for telling in _tellings(analysis, names) if telling.when),
        key=lambda t: (-_fineness(t), t.event.report, t.event.trigger),
    )
    clusters: list[_Cluster] = []
    where: dict[tuple[str, str], list[_Cluster]] = {}
    for telling in tellings:
        keys = [(actor, month) for actor in ("", *telling.event.actors[:2]) for month in _months(telling)]
        near = (c for key in reversed(keys) for c in where.get(key, ())[:_NEAREST])
        found = next((c for c in near if _is_same(c, telling)), None)
        if found is None:
            found = _Cluster()
            clusters.append(found)
        found.tellings.append(telling)
        for key in keys:
            if key not in found.keys:
                found.keys.add(key)
                where.setdefault(key, []).append(found)
    _join_undated([t for analysis in analyses for t in _tellings(analysis, names) if not t.when], clusters)
    room = min(_ROOM + _MORE * (len(analyses) - 1), _MOST)
    return tuple(sorted(_choose(clusters, room), key=_when_key))


def _join_undated(undated: Sequence[_Telling], clusters: Sequence[_Cluster]) -> None:
    """Add what no date tells to the one dated event of its kind between the same two, where there is one."""
    by_pair: dict[tuple[str, ...], list[_Cluster]] = {}
    for cluster in clusters:
        for key in sorted({_pair(t.event) for t in cluster.tellings}):
            by_pair.setdefault(key, []).append(cluster)
    for telling in undated:
        found = by_pair.get(_pair(telling.event), [])
        if len(telling.event.actors) >= 2 and len(found) == 1:
            found[0].tellings.append(telling)


def _pair(event: Event) -> tuple[str, ...]:
    return (event.plover or "", *event.actors[:2])


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


def _tellings(analysis: Analysis, names: dict[str, frozenset[str]]) -> Iterator[_Telling]:
    length = max(len(analysis.page.text), 1)
    for event in analysis.events:
        when = event.when or _by_report(event, analysis.published.when)
        if when is not None or event.plover:
            people = frozenset[str]().union(*(names.get(actor, frozenset()) for actor in event.actors))
            words = frozenset(_WORD.findall(event.what.lower())) - people
            sentence = frozenset(_WORD.findall(event.evidence.of(analysis.page.text)[:_SENTENCE].lower()))
            place = event.trigger.start / length
            yield _Telling(event, when, analysis.published.when, event.when is not None, place, words, sentence)


def _by_report(event: Event, published: When | None) -> When | None:
    """The report's own date, as finely as the event's telling allows."""
    if published is None or event.fallback is None:
        return None
    if event.fallback == "month" and published.day:
        if published.day.day <= _FRESH:
            return None  # "has denied" may well be of the month before
        return When.on(published.day.year, published.day.month)
    return published


def _fineness(telling: _Telling) -> int:
    """How well the telling is dated: by its own words before by its report, a day before a month."""
    precision = telling.when.precision if telling.when else "year"
    return 2 * ("year", "month", "day", "minute").index(precision) + telling.own


def _months(telling: _Telling) -> list[str]:
    iso = telling.when.iso if telling.when else ""
    return [iso[:7]] if len(iso) >= 7 else [iso]


def _is_same(cluster: _Cluster, telling: _Telling) -> bool:
    if any(_tells_same(other, telling) for other in cluster.tellings[:8]):
        return True
    apart = all(other.event.report != telling.event.report for other in cluster.tellings)
    return apart and _same_deed(cluster.tellings[0], telling)


def _same_deed(one: _Telling, other: _Telling) -> bool:
    """True where two reports tell of one who did the same kind of thing on the same day, to nobody else."""
    mine, theirs = one.event, other.event
    same_day = one.when == other.when and one.when is not None and one.when.day is not None
    same_kind = mine.plover is not None and mine.plover == theirs.plover and mine.actors[:1] == theirs.actors[:1] != ()
    return (
        same_day
        and same_kind
        and (len(mine.actors) < 2 or len(theirs.actors) < 2 or mine.actors[1] == theirs.actors[1])
    )


def _tells_same(one: _Telling, other: _Telling) -> bool:
    mine, theirs = one.event, other.event
    if not _can_coincide(one, other):
        return False
    if mine.report == theirs.report and mine.evidence == theirs.evidence:
        return one.when == other.when and mine.actors[:1] == theirs.actors[:1]  # "met and thanked the mayor"
    shared = len(set(mine.actors) & set(theirs.actors))
    likeness = len(one.words & other.words) / max(1, min(len(one.words), len(other.words)))
    if mine.plover and mine.plover == theirs.plover and shared:
        same_part = mine.actors[:1] == theirs.actors[:1] or shared >= 2
        return same_part and (likeness >= _ALIKE / 2 or shared >= 2)
    if mine.plover != theirs.plover and mine.report == theirs.report:
        return False
    if shared and likeness >= _ALIKE and len(one.words & other.words) >= 2:
        return True
    common = len(one.sentence & other.sentence)
    alike = common >= _COMMON and common >= _ALIKE * min(len(one.sentence), len(other.sentence))
    return alike and mine.report != theirs.report and (bool(shared) or not (mine.actors and theirs.actors))


def _can_coincide(one: _Telling, other: _Telling) -> bool:
    """True where the two dates can be one; a day known only from the report gives or takes one."""
    if one.when is None or other.when is None:
        return False
    mine, theirs = one.when.iso, other.when.iso
    if mine.startswith(theirs) or theirs.startswith(mine):
        return True
    both = one.when.day, other.when.day
    if both[0] and both[1] and not (one.own and other.own):
        return abs(both[0] - both[1]) <= timedelta(days=1)
    return False


def _weigh(cluster: _Cluster) -> float:
    """How much an entry matters to a reader: news by its kind, told by many, dated by words, high up."""
    best = max(t.event.weight + 2 * t.own + (t.event.plover is not None) + _happened(t) for t in cluster.tellings)
    reports = len({t.event.report for t in cluster.tellings})
    place = min(t.place for t in cluster.tellings)
    return best + 2 * min(reports - 1, 3) + (2 if place < _LEAD else 1 - place) + 0.2 * len(cluster.tellings)


def _happened(telling: _Telling) -> float:
    return 0.0 if telling.event.status in ("alleged", "denied") else 0.5


def _entry(cluster: _Cluster) -> TimelineEntry:
    tellings = cluster.tellings
    lead = max(tellings, key=lambda t: (t.own, bool(t.event.actors), t.event.weight, -len(t.event.what), t.event.what))
    finest = max(_fineness(t) for t in tellings)
    days = Counter(t.when for t in tellings if _fineness(t) == finest)
    when = min(days, key=lambda day: (-days[day], day)) if days else None
    reported = min((t.reported for t in tellings if t.reported), default=None)
    evidence = sorted({Evidence(t.event.report, t.event.evidence) for t in tellings})
    return TimelineEntry(
        when=when,
        reported=reported,
        what=lead.event.what,
        actors=tuple(dict.fromkeys(a for t in [lead, *tellings] for a in t.event.actors))
        if len(tellings) < 2
        else lead.event.actors,
        plover=lead.event.plover or next((t.event.plover for t in tellings if t.event.plover), None),
        status=min((t.event.status for t in tellings), key=_ORDER.index),
        evidence=tuple(evidence),
    )


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
