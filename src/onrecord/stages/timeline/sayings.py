"""What one speaker says on one occasion is one event, in however many sentences and words it is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.stages.timeline.tellings import Telling

ANSWERS = frozenset({None, "ACCUSE", "REJECT", "REQUEST", "THREATEN"})
"""Types of what one answer to a matter holds: it denies, blames, asks and warns in one breath. Of praise, promises and
concessions a speaker may make several on a day."""
NEAR = 500
"""Characters between two sentences of a report that tell of one speaker’s words in one go. In 14 BASIL stories, of 37
pairs nearer than that, all but one are of one occasion."""
_LOOKED_AT = 8
"""Tellings of an event that are compared."""
_NEAREST = 100
"""Events of one speaker and day that are compared with one another."""
_QUOTE = 6
"""Longer words at the start of a quotation by which it is known again."""
_LATER = "later"
_QUOTED = re.compile(r"[“\"]([^”\"]+)")
_LONGER = re.compile(r"[a-z]{4,}")

type Group = list[Telling]
"""The tellings of one event."""


def join_sayings(groups: Sequence[Group]) -> list[Group]:
    """The groups with those made one that tell of one occasion on which one speaker spoke: by speaker and day, or
    by a quotation that both have."""
    joined = join_pairs(groups, _same_occasions(groups))
    return join_pairs(joined, _same_quotes(joined))


def join_pairs(groups: Sequence[Group], pairs: Iterable[tuple[int, int]]) -> list[Group]:
    """The groups with each pair made one, the better told first; what the others tell words no entry."""
    home = list(range(len(groups)))

    def find(index: int) -> int:
        while home[index] != index:
            index = home[index]
        return index

    for one, other in pairs:
        first, second = sorted((find(one), find(other)))
        home[second] = first
    members: dict[int, list[int]] = {}
    for index in range(len(groups)):
        members.setdefault(find(index), []).append(index)
    return [_merge([groups[index] for index in found]) for found in members.values()]


def _merge(groups: Sequence[Group]) -> Group:
    if len(groups) == 1:
        return list(groups[0])
    first, *others = sorted(groups, key=_standing)
    return [*first, *(aside(telling) for group in others for telling in group)]


def _standing(group: Group) -> tuple[bool, int, int, float]:
    """What is told with its day first, then what several reports tell, then the graver, then what stands higher up."""
    reports = len({telling.event.report for telling in group})
    dated = any(telling.when and telling.when.day for telling in group)
    return not dated, -reports, -max(t.event.weight for t in group), min(t.place for t in group)


def aside(telling: Telling) -> Telling:
    """The telling as one that words no entry."""
    return replace(telling, beside=True)


def _same_occasions(groups: Sequence[Group]) -> Iterator[tuple[int, int]]:
    """Pairs of groups in which one speaker speaks on one day, of one occasion as far as the words tell."""
    by_day: dict[tuple[str, str], list[int]] = {}
    for index, group in enumerate(groups):
        keys = {(who, t.when.iso) for t in sayings_of(group) if t.when and t.when.day for who in t.speakers}
        for key in sorted(keys):
            by_day.setdefault(key, []).append(index)
    for _, found in sorted(by_day.items()):
        for at, one in enumerate(found[:_NEAREST]):
            for other in found[at + 1 : _NEAREST]:
                if any(_one_occasion(t, u) for t in sayings_of(groups[one]) for u in sayings_of(groups[other])):
                    yield one, other


def sayings_of(group: Group) -> list[Telling]:
    """The tellings of a group that tell of words, as many as are compared."""
    return [telling for telling in group if telling.speakers][:_LOOKED_AT]


def _one_occasion(one: Telling, other: Telling) -> bool:
    if one.speakers != other.speakers or one.when != other.when:
        return False
    if {one.event.status, other.event.status} - {"happened", "alleged"}:
        return False
    first, second = sorted((one, other), key=lambda t: (t.event.report, t.event.trigger))
    mine, theirs = first.occasions, second.occasions
    named = mine - {_LATER}, theirs - {_LATER}
    if named[0] and named[1] and not named[0] & named[1]:
        return False
    if first.event.report == second.event.report:
        if _LATER in theirs:
            return False
        if one.quoted and other.quoted and second.event.evidence.start - first.event.evidence.end <= NEAR:
            return True
    elif (_LATER in mine) != (_LATER in theirs):
        return False
    return _same_matter(one, other)


def _same_matter(one: Telling, other: Telling) -> bool:
    """True for what may be one answer, told far apart: not for two charges against two."""
    types = {one.event.plover, other.event.plover}
    if not types <= ANSWERS:
        return False
    targets = set(one.event.targets), set(other.event.targets)
    return len(types) > 1 or not targets[0] or not targets[1] or bool(targets[0] & targets[1])


def _same_quotes(groups: Sequence[Group]) -> Iterator[tuple[int, int]]:
    """Pairs of groups that quote the same words, whomever and whenever they have them from."""
    known: dict[tuple[str, ...], int] = {}
    for index, group in enumerate(groups):
        for telling in sayings_of(group):
            found = _QUOTED.search(telling.event.what)
            key = tuple(_LONGER.findall(found[1].lower())[:_QUOTE]) if found else ()
            if len(key) < _QUOTE:
                continue
            first = known.setdefault(key, index)
            if first != index:
                yield first, index
