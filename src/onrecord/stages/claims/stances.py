"""Which views stand against which claim: denials that say what they deny, and sentences that say the contrary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from onrecord.records import Stance
from onrecord.stages.claims.answers import CONTRARY, RESTATED, ROLE, Answers
from onrecord.stages.claims.clusters import Pair, cluster_views
from onrecord.stages.claims.contraries import find_addressed, find_contraries
from onrecord.stages.claims.likeness import Likeness
from onrecord.stages.claims.pairs import Pairs
from onrecord.stages.claims.views import View

RELATED = 0.3
"""Likeness below which two views are not looked at together."""
DENIED_ALIKE = 0.4
"""Likeness from which two claims that somebody denies, and that turn on the same thing, are one."""


ONE_MATTER, LEAST_COMMON = 0.62, 2
"""Cosine from which two claims that one side denies are one matter, and the words that they must share. At 0.58 that a
ministry knew and that a letter reached it are one."""
WORDINGS = 6
"""Wordings of a claim that are compared."""


TURNED: Mapping[Stance, Stance] = {"asserts": "denies", "denies": "asserts"}
"""Stance to a claim of who stands so to the opposite claim."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A view's stance to the claim it belongs to."""

    view: int
    stance: Stance


def divide_views(
    views: Sequence[View],
    likeness: Likeness,
    pairs: Sequence[Pair],
    *,
    model: Pairs,
    circles: Mapping[str, frozenset[str]],
) -> list[list[Standing]]:
    """The claims of a story as the standings of its views.

    Assertions and explicit denials cluster by what they are about. Negated sentences cluster among
    themselves: "I will not go" is a claim of its own until somebody is found who says the contrary.
    """
    stating = [index for index, view in enumerate(views) if not view.proposition.refers]
    negated = [index for index in stating if _merely_negated(views[index])]
    apart = frozenset(negated)
    positive = cluster_views(likeness, pairs, [index for index in stating if index not in apart], model=model)
    negative = cluster_views(likeness, pairs, negated, model=model)
    asserting = [group for group in positive if any(_asserts(views[m]) for m in group)]
    orphaned = [group for group in positive if not any(_asserts(views[m]) for m in group)]
    home = {member: number for number, group in enumerate(asserting) for member in group}
    claims = [[Standing(m, views[m].stance) for m in group] for group in asserting]
    answers = Answers(views, likeness, pairs, home)
    addressed = find_addressed(views, likeness, model, orphaned, home, circles)
    for place, group in enumerate(orphaned):
        inside = answers.find_inside(group)
        found = [] if inside is None else [inside]
        for least in (RESTATED, ROLE):
            found = found or answers.find(group, least=least)
        if not found and place in addressed:
            found = [home[addressed[place]]]
        standings = [Standing(m, views[m].stance) for m in group]
        for number in found:
            claims[number].extend(standings)
        claims.extend([] if found else [standings])
    contrary = find_contraries(views, likeness, model, negative, home, circles)
    for place, group in enumerate(negative):
        found = answers.find(group, least=CONTRARY)
        if not found and place in contrary:
            number = home[contrary[place]]
            if _accuses(views, group, claims[number], circles):
                turned = [Standing(st.view, TURNED.get(st.stance, st.stance)) for st in claims[number]]
                claims[number][:] = [*(Standing(m, "asserts") for m in group), *turned]
                continue
            found = [number]
        for number in found:
            claims[number].extend(Standing(m, "denies") for m in group)
        own = [m for m in group if not found and not views[m].answers]
        claims.extend([[Standing(m, "asserts") for m in own]] if own else [])
    claims = _join_opposed(views, likeness, pairs, _join_denied(views, likeness, pairs, claims))
    return _join_matters(views, likeness, claims, model=model, circles=circles)


def _join_denied(
    views: Sequence[View], likeness: Likeness, pairs: Sequence[Pair], claims: list[list[Standing]]
) -> list[list[Standing]]:
    """Join claims that are both denied and turn on the same thing in other words."""
    home = {standing.view: number for number, claim in enumerate(claims) for standing in claim}
    shared = {view for view, count in Counter(st.view for claim in claims for st in claim).items() if count > 1}
    deniers = [{s for st in claim if st.stance == "denies" for s in views[st.view].speakers} for claim in claims]
    for score, a, b in pairs:
        one, other = sorted((home.get(a, -1), home.get(b, -1)))
        if one < 0 or one == other or {a, b} & shared or views[a].ought != views[b].ought:
            continue
        if not deniers[one] or not deniers[other]:
            continue
        alike = score >= DENIED_ALIKE and likeness.same_turn(a, b)
        if not alike and not (deniers[one] & deniers[other] and likeness.same_role(a, b)):
            continue
        claims[one].extend(claims[other])
        deniers[one] |= deniers[other]
        for standing in claims[other]:
            home[standing.view] = one
        claims[other] = []
    return [claim for claim in claims if claim]


def _join_matters(
    views: Sequence[View],
    likeness: Likeness,
    claims: list[list[Standing]],
    *,
    model: Pairs,
    circles: Mapping[str, frozenset[str]],
) -> list[list[Standing]]:
    """Join claims that one side denies and that are near in meaning: who wrote a letter, whom it reached."""
    denied = [place for place, claim in enumerate(claims) if any(st.stance == "denies" for st in claim)]
    sides = {
        place: frozenset(
            other
            for st in claims[place]
            if st.stance == "denies"
            for speaker in views[st.view].speakers
            for other in circles.get(speaker, frozenset({speaker}))
        )
        for place in denied
    }
    wordings = {
        place: [st.view for st in claims[place] if _words_claim(views[st.view], st.stance)][:WORDINGS]
        for place in denied
    }
    home = {place: place for place in denied}
    for one, other in combinations(denied, 2):
        if home[one] == home[other] or not sides[one] & sides[other]:
            continue
        alike = [
            (a, b)
            for a in wordings[one]
            for b in wordings[other]
            if views[a].ought == views[b].ought and likeness.shared(a, b) >= LEAST_COMMON
        ]
        if alike and max(model.cosines(alike)) >= ONE_MATTER:
            keep, drop = sorted((home[one], home[other]))
            home.update({place: keep for place in denied if home[place] == drop})
    for place in denied:
        if home[place] != place:
            claims[home[place]].extend(claims[place])
            claims[place] = []
    return [claim for claim in claims if claim]


def _accuses(
    views: Sequence[View], negated: Sequence[int], claim: Sequence[Standing], circles: Mapping[str, frozenset[str]]
) -> bool:
    """True where the negated sentence is what is said of those who say the contrary: "her aides did not keep them"."""

    def concerned(views_of: Iterable[View]) -> set[str]:
        return {e for view in views_of for e in (*view.proposition.entities, view.proposition.agent or "")}

    def side(views_of: Iterable[View]) -> set[str]:
        return {o for view in views_of for s in view.speakers for o in circles.get(s, frozenset({s}))}

    outlets = {speaker for view in views if view.narrated for speaker in view.speakers}
    if not all(
        views[m].act in ("accuses", "criticises") or (views[m].act and set(views[m].speakers) <= outlets)
        for m in negated
    ):
        return False
    ones, others = [views[m] for m in negated], [views[st.view] for st in claim if st.stance == "asserts"]
    return bool(concerned(ones) & side(others)) and not side(ones) & (
        side(others) | concerned(others) | concerned(ones)
    )


def _words_claim(view: View, stance: Stance) -> bool:
    """True where the view's own words say what the claim says, not its contrary."""
    return (stance == "asserts" or not view.proposition.negated) and not view.proposition.refers


def _join_opposed(
    views: Sequence[View], likeness: Likeness, pairs: Sequence[Pair], claims: list[list[Standing]]
) -> list[list[Standing]]:
    """Set against each other the claims by which different speakers say opposite things of one thing."""
    home = {standing.view: number for number, claim in enumerate(claims) for standing in claim}
    stance = {standing.view: standing.stance for claim in claims for standing in claim}
    holding = [{s for st in claim if st.stance == "asserts" for s in views[st.view].speakers} for claim in claims]
    for _, a, b in pairs:
        one, other = sorted((home.get(a, -1), home.get(b, -1)))
        if one < 0 or one == other or stance[a] != "asserts" or stance[b] != "asserts":
            continue
        if (views[a].narrated and views[b].narrated) or holding[one] & holding[other] or not likeness.opposed(a, b):
            continue
        turned = [Standing(st.view, TURNED.get(st.stance, st.stance)) for st in claims[other]]
        claims[one].extend(turned)
        holding[one] |= {s for st in turned if st.stance == "asserts" for s in views[st.view].speakers}
        for standing in turned:
            home[standing.view], stance[standing.view] = one, standing.stance
        claims[other] = []
    return [claim for claim in claims if claim]


def _asserts(view: View) -> bool:
    return view.stance == "asserts" and bool(view.speakers)


def _merely_negated(view: View) -> bool:
    return view.stance == "denies" and view.proposition.negated
