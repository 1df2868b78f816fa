"""Who speaks for whom: a government's words and those of the person who spoke for it that day are one event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from onrecord.records import Entity
from onrecord.resources.circles import speaking_circles
from onrecord.stages.timeline.sayings import ANSWERS, NEAR, Group, aside, join_pairs, sayings_of
from onrecord.stages.timeline.tellings import Telling, doers_of

_AGREEING = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT"})
"""Types of what states and those who meet for them do together."""

_SHARED = 3
"""Longer words, names left out, that two phrases about one matter share."""
_FEW = 4
"""Tellings of an event that are looked at for it."""


def join_voices(groups: Sequence[Group], entities: Mapping[str, Entity]) -> list[Group]:
    """The groups with a body's answer made one with that of the one person who spoke for it that day, what somebody
    "has" said made one with the day on which it was said, and with two states' meeting made one with that of their
    ministers. What two are told to have answered together goes to what each of them answered, where that is told."""
    circles = speaking_circles(list(entities.values()))
    for pairs in (_Voices.bodies, _Voices.lately, _Voices.representatives):
        groups = join_pairs(groups, pairs(_Voices(groups, entities, circles)))
    return _Voices(groups, entities, circles).without_summaries()


class _Voices:
    """Who spoke on which day, and for whom."""

    def __init__(
        self, groups: Sequence[Group], entities: Mapping[str, Entity], circles: Mapping[str, frozenset[str]]
    ) -> None:
        self._groups, self._entities, self._circles = groups, entities, circles
        leads = [[t for t in sayings_of(group) if not t.beside] for group in groups]
        self._speakers = [frozenset[str]().union(*(t.speakers for t in said)) for said in leads]
        self._answers = [all(t.event.plover in ANSWERS for t in said) for said in leads]
        self._by_day: dict[str, list[int]] = {}
        for index, group in enumerate(groups):
            for day in sorted({t.when.iso for t in sayings_of(group) if t.when and t.when.day}):
                self._by_day.setdefault(day, []).append(index)

    def bodies(self) -> Iterator[tuple[int, int]]:
        """Pairs of what a body and what the one person told to speak for it that day said in answer."""
        for _, found in sorted(self._by_day.items()):
            for index in found:
                speakers = self._speakers[index]
                if len(speakers) != 1 or self._is_person(next(iter(speakers))) or not self._answers[index]:
                    continue
                others = [o for o in found if o != index and self._answers[o] and self._speaks_for(o, speakers)]
                if len(frozenset[str]().union(*(self._speakers[o] for o in others))) == 1:
                    yield from ((other, index) for other in others)

    def lately(self) -> Iterator[tuple[int, int]]:
        """Pairs of what somebody is told to have said in a month and the one answer of that type of that month."""
        for index, group in enumerate(self._groups):
            speakers, lead = self._speakers[index], group[0]
            months = {t.when.iso for t in group if t.when and t.when.precision == "month" and not t.own}
            if not speakers or len(months) != 1 or len(months) != len({t.when for t in group}):
                continue
            if not self._answers[index] or not any(t.event.fallback == "month" for t in group):
                continue
            days = (found for day, found in sorted(self._by_day.items()) if day[:7] in months)
            others = [o for found in days for o in found if self._same_answer(o, lead, speakers)]
            if len(set(others)) == 1:
                yield others[0], index

    def representatives(self) -> Iterator[tuple[int, int]]:
        """Pairs of what two persons and, in the same lines of a report, the states for which they act did together."""
        together = [
            (index, t)
            for index, group in enumerate(self._groups)
            for t in group[:_FEW]
            if t.event.plover in _AGREEING and len(doers_of(t.event)) > 1
        ]
        for index, states in together:
            bodies = doers_of(states.event)
            if any(self._is_person(body) for body in bodies):
                continue
            for other, people in together:
                named = doers_of(people.event)
                gap = abs(people.event.evidence.start - states.event.evidence.end)
                near = people.event.report == states.event.report and gap <= NEAR and people.when == states.when
                acting = [{who for who in named if body in self._circles.get(who, ())} for body in sorted(bodies)]
                if (
                    other != index
                    and near
                    and all(map(self._is_person, named))
                    and all(acting)
                    and set[str]().union(*acting) == named
                ):
                    yield other, index

    def without_summaries(self) -> list[Group]:
        """The groups, with what several are told to have said together added to what each of them said that day."""
        groups = [list(group) for group in self._groups]
        dropped: set[int] = set()
        for _, found in sorted(self._by_day.items()):
            for index in found:
                together = self._speakers[index]
                if len(together) < 2 or not self._answers[index] or index in dropped:
                    continue
                alone = [o for o in found if o != index and o not in dropped and self._answers[o]]
                own = {who: [o for o in alone if self._stands_for(o, who, together)] for who in together}
                if all(len(kept) == 1 for kept in own.values()) and len({k[0] for k in own.values()}) == len(own):
                    dropped.add(index)
                    for who, (other,) in sorted(own.items()):
                        told = (t for t in groups[index] if who in t.speakers or not t.speakers)
                        groups[other] += [aside(telling) for telling in told]
        return [group for index, group in enumerate(groups) if index not in dropped]

    def _same_answer(self, index: int, lead: Telling, speakers: frozenset[str]) -> bool:
        if self._speakers[index] != speakers and not self._speaks_for(index, speakers):
            return False
        same = [t for t in sayings_of(self._groups[index]) if t.event.plover == lead.event.plover is not None]
        return any(_same_aim(t, lead) for t in same)

    def _is_person(self, who: str) -> bool:
        return who in self._entities and self._entities[who].kind == "person"

    def _speaks_for(self, index: int, bodies: frozenset[str]) -> bool:
        """True where one person alone speaks who may speak for all the bodies."""
        speakers = self._speakers[index]
        person = next(iter(speakers)) if len(speakers) == 1 else ""
        return self._is_person(person) and bodies <= self._circles.get(person, frozenset())

    def _stands_for(self, index: int, who: str, together: frozenset[str]) -> bool:
        speakers = self._speakers[index]
        return speakers != together and (speakers == {who} or self._speaks_for(index, frozenset({who})))


def _same_aim(one: Telling, other: Telling) -> bool:
    """True for words against the same; where not both name against whom, for words about much the same."""
    if one.event.targets and other.event.targets:
        return bool(set(one.event.targets) & set(other.event.targets))
    return len(one.words & other.words) >= _SHARED
