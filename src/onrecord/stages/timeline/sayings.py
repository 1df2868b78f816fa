"""What one speaker says on one occasion is one event, in however many sentences and words it is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from onrecord.stages.timeline.tellings import Telling

ANSWERS = frozenset({None, "ACCUSE", "REJECT", "REQUEST", "THREATEN"})
"""Types of what one answer to a matter holds: it denies, blames, asks and warns in one breath. Of praise, promises and
concessions a speaker may make several on a day."""
NEAR = 500
"""Characters between two sentences of a report that tell of one speaker’s words in one go. In 14 BASIL stories, of 37
pairs nearer than that, all but one are of one occasion."""
_DAYS_AGO = timedelta(days=3)
"""Days before its report at most that words stand beside which the report gives no day of their own."""
_LOOKED_AT = 8
"""Tellings of an event that are compared."""
_NEAREST = 100
"""Events of one speaker and day that are compared with one another."""
_LATER = "later"

type Group = list[Telling]
"""The tellings of one event."""


def join_sayings(groups: Sequence[Group]) -> list[Group]:
    """The groups with those made one that tell of one occasion on which one speaker spoke: by speaker and day, or
    by a quotation that both have."""
    joined = join_pairs(groups, _same_breaths(groups))
    joined = join_pairs(joined, _same_occasions(joined, apart=False))
    joined = [_all_later(group) for group in joined]
    joined = join_pairs(joined, _same_occasions(joined, apart=True))
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


def _all_later(group: Group) -> Group:
    """The group where what goes with words told as later is later too: no other report tells it as the first."""
    if not any(_LATER in telling.occasions for telling in group):
        return group
    return [replace(telling, occasions=telling.occasions | {_LATER}) for telling in group]


def _same_occasions(groups: Sequence[Group], *, apart: bool) -> Iterator[tuple[int, int]]:
    """Pairs of groups in which one speaker speaks on one day, on one occasion as far as words tell: by two sentences
    of one report, or of two reports ``apart``."""
    by_day: dict[tuple[str, str], list[int]] = {}
    for index, group in enumerate(groups):
        keys = {(who, t.when.iso) for t in sayings_of(group) if t.when and t.when.day for who in t.speakers}
        for key in sorted(keys):
            by_day.setdefault(key, []).append(index)
    for _, found in sorted(by_day.items()):
        for at, one in enumerate(found[:_NEAREST]):
            for other in found[at + 1 : _NEAREST]:
                pairs = ((t, u) for t in sayings_of(groups[one]) for u in sayings_of(groups[other]))
                if any(_one_occasion(t, u) for t, u in pairs if (t.event.report != u.event.report) == apart):
                    yield one, other


def _same_breaths(groups: Sequence[Group]) -> Iterator[tuple[int, int]]:
    """Pairs of groups whose words stand side by side in a report, where one has a day and the other its report's."""
    by_speaker: dict[tuple[str, frozenset[str]], list[tuple[Telling, int]]] = {}
    for index, group in enumerate(groups):
        for telling in sayings_of(group):
            if telling.quoted and telling.when and telling.when.day:
                by_speaker.setdefault((telling.event.report, telling.speakers), []).append((telling, index))
    for _, found in sorted(by_speaker.items(), key=lambda item: (item[0][0], sorted(item[0][1]))):
        for (one, first), (other, second) in pairwise(sorted(found, key=lambda pair: pair[0].event.trigger)):
            days = one.when and one.when.day, other.when and other.when.day
            if one.own == other.own or not days[0] or not days[1] or abs(days[0] - days[1]) > _DAYS_AGO:
                continue
            if other.event.evidence.start - one.event.evidence.end <= NEAR and _fit(one, other):
                yield first, second


def sayings_of(group: Group) -> list[Telling]:
    """The tellings of a group that tell of words, as many as are compared."""
    return [telling for telling in group if telling.speakers][:_LOOKED_AT]


def _one_occasion(one: Telling, other: Telling) -> bool:
    if one.speakers != other.speakers or one.when != other.when or not _fit(one, other):
        return False
    first, second = sorted((one, other), key=lambda t: (t.event.report, t.event.trigger))
    together = first.event.report == second.event.report and one.quoted and other.quoted
    if together and second.event.evidence.start - first.event.evidence.end <= NEAR:
        return True
    return _same_matter(one, other)


def _fit(one: Telling, other: Telling) -> bool:
    """False for words that somebody will say or denies to have said, and where the occasions are told to be two."""
    if {one.event.status, other.event.status} - {"happened", "alleged"}:
        return False
    first, second = sorted((one, other), key=lambda t: (t.event.report, t.event.trigger))
    mine, theirs = first.occasions, second.occasions
    named = mine - {_LATER}, theirs - {_LATER}
    if named[0] and named[1] and not named[0] & named[1]:
        return False
    if first.event.report == second.event.report:
        return _LATER not in theirs
    return (_LATER in mine) == (_LATER in theirs)


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
        for quote in (quote for telling in sayings_of(group) for quote in telling.quotes):
            first = known.setdefault(quote, index)
            if first != index:
                yield first, index
