"""When two tellings are of one event."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

from onrecord.resources import rows
from onrecord.resources.meaning import nearness, stem
from onrecord.stages.timeline.tellings import Telling, doers_of, is_before

_ALIKE = 0.34
"""Share of words that two tellings of one event have in common, where the types do not tell."""
_APART = 0.6
"""The same for one actor and two types: "dismissed" and "slammed" can be one answer."""
_SAME = 0.8
"""Share of words from which two phrases of one actor say one thing, whatever their types."""
_HALF = 0.5
"""The same for one kind of deed done to the same, by different doers in two reports."""
_SAME_VERB = 0.25
"""The same for one verb and doer on one day."""
_NEAR_VERB = 0.75
"""From this nearness on two verbs tell one deed ..."""
_SHARED = 4
"""... in sentences that share so many longer words, without their endings."""
_MUTUAL = ("AGREE", "CONSULT", "COOPERATE")
"""Types of what two do with each other, so that either may be told first."""
_ONCE = ("ASSAULT", "COERCE", "SANCTION", "RETREAT", "MOBILIZE")
"""Types of deeds that are one where one country's governments do them to one on one day."""
_WEEK = timedelta(days=7)
_COMMON = 6
"""Longer words that sentences of two reports share at least where they tell one event."""


def same_deed(one: Telling, other: Telling) -> bool:
    """True where two reports tell of one who did the same kind of thing on the same day, to nobody else."""
    mine, theirs = one.event, other.event
    same_day = one.when == other.when and one.when is not None and one.when.day is not None
    same_kind = mine.plover is not None and mine.plover == theirs.plover and mine.actors[:1] == theirs.actors[:1] != ()
    return (
        same_day
        and same_kind
        and (len(mine.actors) < 2 or len(theirs.actors) < 2 or mine.actors[1] == theirs.actors[1])
    )


def likeness(one: Telling, other: Telling) -> float:
    """Share of the shorter phrase's longer words that both have, actors' names left out."""
    return len(one.words & other.words) / max(1, min(len(one.words), len(other.words)))


def tells_same(one: Telling, other: Telling) -> bool:
    """True where two tellings whose dates can be one share actors and kind, or actors and words."""
    if one.when is None or other.when is None:
        return False
    if not _can_coincide(one, other):
        return _retold(one, other) or _retold(other, one)
    mine, theirs = one.event, other.event
    if mine.report == theirs.report and mine.evidence == theirs.evidence:
        return one.when == other.when and mine.actors[:1] == theirs.actors[:1] != ()  # "met and thanked the mayor"
    if _are_apart(one, other):
        return False
    alike = likeness(one, other)
    if same_act(one, other, alike) or _near_act(one, other):
        return True
    if one.when != other.when:
        if "year" in (one.when.precision, other.when.precision) or {one.verb, other.verb} & _saying():
            return alike >= _SAME and mine.actors[:1] == theirs.actors[:1]  # in a year the same two do much
        if alike < _ALIKE:
            return False
    return _by_kind(one, other, alike) if mine.plover and mine.plover == theirs.plover else _by_words(one, other, alike)


def _are_apart(one: Telling, other: Telling) -> bool:
    """True for what two named speakers say, and for what one does to the other and the other to the one."""
    named = one.speakers and one.people and other.speakers and other.people
    if named and one.quoted and other.quoted and not one.speakers & other.speakers:
        return True
    mine, theirs = one.event, other.event
    turned = doers_of(mine) & set(theirs.targets) and doers_of(theirs) & set(mine.targets)
    return bool(turned) and mine.plover not in _MUTUAL and not doers_of(mine) & doers_of(theirs)


def _near_act(one: Telling, other: Telling) -> bool:
    """True for two reports' tellings, by the same or near verbs ("passed", "approved"), of what was done on one day,
    where not both say who did it or both say the same, in sentences that share enough."""
    if one.event.report == other.event.report or one.when != other.when or not (one.own and other.own):
        return False
    if {one.verb, other.verb} & _saying() or one.quoted or other.quoted or not (one.when and one.when.day):
        return False
    doers = doers_of(one.event), doers_of(other.event)
    if doers[0] and doers[1] and not doers[0] & doers[1]:
        return False
    if one.event.status != other.event.status or nearness(one.verb, other.verb) < _NEAR_VERB:
        return False
    return len({stem(word) for word in one.sentence} & {stem(word) for word in other.sentence}) >= _SHARED


def _by_kind(one: Telling, other: Telling, alike: float) -> bool:
    """The same where both are of one type: by who takes part, by the words where only some of them do."""
    mine, theirs = one.event, other.event
    apart = mine.report != theirs.report
    same_target = bool(mine.targets) and mine.targets == theirs.targets
    if apart and same_target and alike >= _HALF:
        return True  # a committee's deed, and its chairman's
    if same_target and mine.plover in _ONCE and one.lands & other.lands and one.when == other.when and one.own:
        return True  # "the palace attacked", "the country attacked"
    shared = len(set(mine.actors) & set(theirs.actors))
    if not shared:
        return _by_words(one, other, alike)
    same_part = mine.actors[:1] == theirs.actors[:1] or shared >= 2
    if not same_part and apart and doers_of(mine) & doers_of(theirs):
        return alike >= _ALIKE  # one of those who did it together
    return (same_part and (alike >= _ALIKE / 2 or shared >= 2)) or _is_quoted_twice(one, other, alike)


def _by_words(one: Telling, other: Telling, alike: float) -> bool:
    """The same where the types do not tell."""
    mine, theirs = one.event, other.event
    if _is_quoted_twice(one, other, alike):
        return True
    if mine.plover != theirs.plover and mine.report == theirs.report:
        return False
    if mine.plover and theirs.plover and mine.plover != theirs.plover:
        return mine.actors[:1] == theirs.actors[:1] != () and alike >= _APART
    shared = set(mine.actors) & set(theirs.actors)
    if shared and alike >= _ALIKE and len(one.words & other.words) >= 2:
        return True
    common = len(one.sentence & other.sentence)
    near = common >= _COMMON and common >= _ALIKE * min(len(one.sentence), len(other.sentence))
    return near and mine.report != theirs.report and (bool(shared) or not (mine.actors and theirs.actors))


def _is_quoted_twice(one: Telling, other: Telling, alike: float) -> bool:
    """True for one quotation behind two cues."""
    return alike >= _SAME and one.event.actors[:1] == other.event.actors[:1] and len(one.words & other.words) >= _COMMON


def same_act(one: Telling, other: Telling, alike: float) -> bool:
    """True where one verb, other than of saying, tells of the same doer, of nobody else as the target, and of what
    else may be the same; or where all that is known of an appointed day is that the same is to be on it."""
    mine, theirs = one.event, other.event
    if mine.status == theirs.status == "planned" and one.when == other.when and one.when and one.when.day:
        shared = set(mine.actors) & set(theirs.actors)
        if shared or not (mine.actors and theirs.actors):
            bare = any(not event.source and (not event.target or not event.actors) for event in (mine, theirs))
            return bare or bool((one.stems & other.stems) - _saying())
        return False
    if one.verb != other.verb or one.verb in _saying() or mine.plover != theirs.plover:
        return False
    if mine.targets and theirs.targets and not set(mine.targets) & set(theirs.targets):
        return False
    if doers_of(mine) & doers_of(theirs):
        return alike >= _SAME_VERB
    return not (doers_of(mine) and doers_of(theirs)) and bool(mine.targets and theirs.targets) and alike >= _ALIKE


@cache
def _saying() -> frozenset[str]:
    """Stems of the verbs that tell what somebody says, of which the same speaker does many a day."""
    return frozenset(stem(row["lemma"].split("_")[0]) for row in rows("cues.tsv") if "qc" in row["frames"])


def _retold(dated: Telling, later: Telling) -> bool:
    """True where a report that gives no day of its own tells, within a week, what another tells with its day, in much
    the same words: what somebody issued on Friday, retold on Sunday."""
    if not dated.own or later.own or dated.event.actors[:1] != later.event.actors[:1] or not dated.event.actors:
        return False
    first, last = (telling.when.day if telling.when else None for telling in (dated, later))
    if first is None or last is None or not timedelta(0) < last - first <= _WEEK:
        return False
    common = len(dated.sentence & later.sentence)
    return common >= _COMMON and common >= _HALF * min(len(dated.sentence), len(later.sentence))


def _can_coincide(one: Telling, other: Telling) -> bool:
    """True where the two dates can be one; a day known only from the report gives or takes one."""
    if one.when is None or other.when is None or is_before(one, other) or is_before(other, one):
        return False
    mine, theirs = one.when.iso, other.when.iso
    if mine.startswith(theirs) or theirs.startswith(mine):
        return True
    both = one.when.day, other.when.day
    if both[0] and both[1] and not (one.own and other.own):
        return abs(both[0] - both[1]) <= timedelta(days=1)
    return False
