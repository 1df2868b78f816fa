"""Who says the contrary in other words: near in meaning but for the negation, and a contradiction to the pair model."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from math import exp

from onrecord.resources import words
from onrecord.stages.claims.likeness import Likeness
from onrecord.stages.claims.pairs import Pairs
from onrecord.stages.claims.views import View

NEAREST, FEWEST = 48, 6
"""Assertions that a denial is compared with, those that share most of its words and names: at most, and in a story of
hundreds of reports at least."""
MOST_PAIRS = 3_000
"""Pairs of a story that are compared at all, so that a story of hundreds of reports costs seconds more, not minutes."""
MEANT = 0.66
"""Cosine below which two sentences are about two things, so that the pair model is not asked."""
AGAINST, CORE, NARRATED = 0.3, 0.1, 0.1
"""How the chance of a contradiction (the smaller of both ways) adds to the cosine; what is added where the verb of
the one is in the other, and taken off where an outlet tells it, which passes through what the denial is about."""
CONTRARY = 1.0
"""Least sum. Read by hand in 49 BASIL stories: of the 31 pairs above it 23 are disputes, of the 30 next below it 4."""
OWN, OWN_MEANT, OWN_AGAINST = 0.85, 0.5, 0.75
"""The same sum, cosine and chance where somebody says of himself what he did not do, and another said something of him:
that is an answer more often than not. Read by hand in the 230 stories of data/news that it was set on, 6 of the 7 pairs
above it are disputes, at a chance of 0.5 it would be 9 of 16; in 221 others it brings one dispute that is one."""
ADDRESSED = 0.72
"""Least fit of what an explicit denial answers in other words. Read by hand there too: of the 9 above it 5 are what is
denied, of the 8 below it none."""
DOUBTED = 0.82
"""The same of what is only questioned, which is said by the way more often."""
FUTURE = re.compile(r"\b(?:will|would|can|could|cannot|may|might|should|know|remember|recall)\b", re.IGNORECASE)
"""What says that a thing will not be done, or is not known: that denies nothing that was done."""
DID_NOT = re.compile(r"\b(?:not|never)\b|n['’]t\b", re.IGNORECASE)
"""What says that a thing was not done; "has no objection", "has no idea" are no denials of a deed."""
OPENING = 60
"""Code points of a sentence in which its verb stands."""
SUPPOSED = re.compile(r"if\b", re.IGNORECASE)
NEARBY = 800
"""Code points after which what was said before is half forgotten (1/e)."""
AFTER = 0.5
"""What comes only later is half as likely to be what is denied."""


def find_contraries(
    views: Sequence[View],
    likeness: Likeness,
    model: Pairs,
    groups: Sequence[Sequence[int]],
    asserting: Collection[int],
    circles: Mapping[str, frozenset[str]],
) -> dict[int, int]:
    """For the place of each group of negated views the assertion that it contradicts; those without one are absent."""
    if model.comparing is None:
        return {}
    asked = [(place, m) for place, group in enumerate(groups) for m in group if _says_enough(views[m])]
    wanted = [
        (place, member, other)
        for place, member in asked
        for other in likeness.nearest(member, asserting, _most(asked))
        if _may_contradict(views[member], views[other])
    ][:MOST_PAIRS]
    cosines = model.cosines([(member, other) for _, member, other in wanted])
    own = {(m, o) for _, m, o in wanted if _answers_for_itself(views[m], views[o], circles)}
    likely = [
        (cosine, place, m, o)
        for (place, m, o), cosine in zip(wanted, cosines, strict=True)
        if cosine >= (OWN_MEANT if (m, o) in own else MEANT)
    ]
    model.judge([pair for _, _, m, o in likely for pair in ((m, o), (o, m))])
    best: dict[int, tuple[float, int]] = {}
    for cosine, place, member, other in likely:
        verdicts = (model.of(member, other), model.of(other, member))
        against = min((verdict.contradiction for verdict in verdicts if verdict is not None), default=0.0)
        core = CORE * likeness.has_core(member, other) - NARRATED * views[other].narrated
        fit = cosine + AGAINST * against + core
        answered = (member, other) in own and fit >= OWN and against >= OWN_AGAINST
        if answered or (fit >= CONTRARY and cosine >= MEANT):
            best[place] = min(best.get(place, (0.0, other)), (-fit, other))
    return {place: other for place, (_, other) in best.items()}


def find_addressed(
    views: Sequence[View],
    likeness: Likeness,
    model: Pairs,
    groups: Sequence[Sequence[int]],
    asserting: Collection[int],
    circles: Mapping[str, frozenset[str]],
) -> dict[int, int]:
    """For the place of each group of explicit denials the assertion that it answers in other words."""
    if model.comparing is None:
        return {}
    asked = [(place, m) for place, group in enumerate(groups) for m in group if _denies_something(views[m])]
    wanted = [
        (place, member, other)
        for place, member in asked
        for other in likeness.nearest(member, asserting, _most(asked))
        if _may_contradict(views[member], views[other])
        and not _side(views[member], circles) & set(views[other].speakers)
        and (views[member].ought == views[other].ought or likeness.same_turn(member, other))
    ][:MOST_PAIRS]
    best: dict[int, tuple[float, int]] = {}
    for (place, member, other), cosine in zip(wanted, model.cosines([(m, o) for _, m, o in wanted]), strict=True):
        fit = cosine + _fit(likeness, member, other, circles)
        if fit >= (ADDRESSED if views[member].stance == "denies" else DOUBTED):
            best[place] = min(best.get(place, (0.0, other)), (-fit, other))
    return {place: other for place, (_, other) in best.items()}


def _fit(likeness: Likeness, denial: int, assertion: int, circles: Mapping[str, frozenset[str]]) -> float:
    """What speaks for an answer beside the meaning: whom it concerns, that it accuses, that it stands just before."""
    one, other = likeness.views[denial], likeness.views[assertion]
    concerned = {*other.proposition.entities, other.proposition.agent or ""} & _side(one, circles)
    fit = 0.15 * bool(concerned)
    fit += 0.15 * (other.act in ("accuses", "criticises")) - 0.2 * other.narrated
    fit += 0.2 * likeness.same_turn(denial, assertion) + 0.2 * min(1.0, likeness.covered(denial, assertion))
    if one.proposition.report == other.proposition.report:
        gap = one.place - other.place
        fit += 0.3 * exp(-abs(gap) / NEARBY) * (1.0 if gap >= 0 else AFTER)
    return fit


def _answers_for_itself(one: View, other: View, circles: Mapping[str, frozenset[str]]) -> bool:
    """True where a speaker says of himself what was or is not, and the other says something of him."""
    side, said = _side(one, circles), one.proposition.text
    if one.proposition.agent not in side or one.act == "declines" or FUTURE.search(said[:OPENING]):
        return False
    if not DID_NOT.search(said[:OPENING]) or not (other.proposition.clause and other.proposition.finite):
        return False
    if words("replying.txt") & set(one.proposition.lemmas) or other.narrated or SUPPOSED.match(other.proposition.text):
        return False
    return bool({*other.proposition.entities, other.proposition.agent or ""} & side)


def _most(asked: Sequence[tuple[int, int]]) -> int:
    """How many assertions each of so many denials is compared with."""
    return max(FEWEST, min(NEAREST, MOST_PAIRS // max(1, len(asked))))


def _side(view: View, circles: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The speakers and those for whom they may speak."""
    return frozenset().union(*(circles.get(speaker, frozenset({speaker})) for speaker in view.speakers))


def _denies_something(view: View) -> bool:
    proposition = view.proposition
    return bool(not view.narrated and view.speakers and proposition.clause and proposition.lemmas)


def _says_enough(view: View) -> bool:
    proposition = view.proposition
    return bool(proposition.clause and proposition.finite and view.speakers and not view.answers and proposition.lemmas)


def _may_contradict(one: View, other: View) -> bool:
    """False for one speaker, two of the outlets' own voices, one passage, or what is itself a refusal or an end."""
    if set(one.speakers) & set(other.speakers) or not other.speakers or (one.narrated and other.narrated):
        return False
    if one.ought and not other.ought:
        return False  # "should not declare it" does not say that she does not
    if other.stance != "asserts" or other.proposition.refers or other.proposition.stance == "declines":
        return False
    if other.ends and other.proposition.predicates[0] not in one.proposition.predicates:
        return False  # "should cancel the meeting" and "there should be no meeting" are on one side
    same = one.proposition.report == other.proposition.report
    return not (same and any(a.overlaps(b) for a in one.proposition.evidence for b in other.proposition.spans))
