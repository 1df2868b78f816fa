"""Which claims of different reports are one, told in other words: each the other's nearest in meaning."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from onrecord.records import Evidence
from onrecord.stages.claims.likeness import Likeness
from onrecord.stages.claims.pairs import Pairs
from onrecord.stages.claims.sameness import sameness
from onrecord.stages.claims.stances import Standing
from onrecord.stages.claims.views import View

NEAR = 0.5
"""Cosine from which two claims, each the other's nearest among those of two reports, may be one."""
ONE_FACT = 0.6
"""Chance from which they are: of pairs in 110 events that others labelled, 0.73 above it are (weights/claims.md)."""
ONE_EVENT = 0.5
"""Cosine from which two sentences that tell one event say the same of it."""
ALIKE = 0.6
"""Likeness by words from which what one denies may be what another report tells."""
OTHERS_DEED = 0.85
"""The same where two different known entities do it."""
WORDINGS = 2
"""Wordings of a claim that are compared."""
MOST_CLAIMS = 300
"""Claims of a story that are compared, those first that stand first in their reports: a text costs some 3 ms."""
MOST_WORDS = 400
"""Tellings of events that are compared, the events first that most reports tell."""


def join_told(
    views: Sequence[View], likeness: Likeness, claims: Sequence[list[Standing]], *, model: Pairs
) -> list[list[Standing]]:
    """The claims, those joined that different reports tell in other words."""
    if model.comparing is None:
        return list(claims)
    wordings = {
        place: [s.view for s in claim if s.stance == "asserts" and _says_enough(views[s.view])][:WORDINGS]
        for place, claim in enumerate(claims)
    }
    divided = {p for p, claim in enumerate(claims) if any(standing.stance != "asserts" for standing in claim)}
    first = sorted((place for place in wordings if wordings[place]), key=lambda p: (_order(views, wordings[p]), p))
    places = sorted(first[:MOST_CLAIMS])
    members = [(place, view) for place in places for view in wordings[place]]
    if len(members) < 2:
        return list(claims)
    vectors = model.embed([view for _, view in members])
    by_report: dict[str, list[int]] = {}
    for at, (_, view) in enumerate(members):
        by_report.setdefault(views[view].proposition.report, []).append(at)
    found: list[tuple[float, int, int]] = []
    for ours, theirs in combinations([by_report[report] for report in sorted(by_report)], 2):
        found += _nearest_pairs(vectors, ours, theirs)
    home = {place: place for place in places}
    for cosine, a, b in sorted(found, key=lambda pair: (-pair[0], pair[1], pair[2])):
        one, other = sorted((home[members[a][0]], home[members[b][0]]))
        if one == other or not _may_be_one(views, likeness, members[a][1], members[b][1], cosine):
            continue
        if sameness(likeness, members[a][1], members[b][1], cosine) < ONE_FACT:
            continue
        if {one, other} & divided and likeness.of(members[a][1], members[b][1]) < ALIKE:
            continue
        home = {place: one if h == other else h for place, h in home.items()}
    joined: dict[int, list[Standing]] = {}
    for place, claim in enumerate(claims):
        joined.setdefault(home.get(place, place), []).extend(claim)
    return [joined[place] for place in sorted(joined)]


def join_events(
    views: Sequence[View],
    likeness: Likeness,
    claims: Sequence[list[Standing]],
    told: Sequence[Sequence[Evidence]],
    *,
    model: Pairs,
) -> list[list[Standing]]:
    """The claims, those joined by which several reports tell one event; ``told`` are the words for each.

    Each must be near in meaning to the first: one deed may be told by what it led to.
    """
    if model.comparing is None:
        return list(claims)
    home: dict[int, int] = {}
    by_report: dict[str, list[int]] = {}
    for place, claim in enumerate(claims):
        if any(standing.stance != "asserts" for standing in claim):
            continue
        for standing in claim:
            if _says_enough(views[standing.view]) and standing.view not in home:
                home[standing.view] = place
                by_report.setdefault(views[standing.view].proposition.report, []).append(standing.view)
    root = {place: place for place in home.values()}
    several = sorted((words for words in told if len({word.report for word in words}) > 1), key=lambda w: (-len(w), w))
    left = MOST_WORDS
    for words in several:
        left -= len(words)
        if left < 0:
            break
        telling = [v for word in words if (v := _view_at(views, by_report.get(word.report, ()), word)) is not None]
        vectors = model.embed(telling) if len(telling) > 1 else np.zeros((0, 384), np.float32)
        for at, other in enumerate(telling[1:], 1):
            one, two = sorted((root[home[telling[0]]], root[home[other]]))
            near = float(vectors[0] @ vectors[at]) >= ONE_EVENT
            if one != two and near and _may_be_one(views, likeness, telling[0], other, 1.0):
                root = {place: one if r == two else r for place, r in root.items()}
    joined: dict[int, list[Standing]] = {}
    for place, claim in enumerate(claims):
        joined.setdefault(root.get(place, place), []).extend(claim)
    return [joined[place] for place in sorted(joined)]


def _view_at(views: Sequence[View], members: Sequence[int], word: Evidence) -> int | None:
    """The view whose proposition holds the word, the shortest of several."""
    holding = [m for m in members if any(span.covers(word.span) for span in views[m].proposition.spans)]
    return min(holding, key=lambda m: (sum(map(len, views[m].proposition.spans)), m), default=None)


def _nearest_pairs(
    vectors: NDArray[np.float32], ones: Sequence[int], others: Sequence[int]
) -> list[tuple[float, int, int]]:
    """Pairs of which each is the other's nearest, near enough."""
    cosines = vectors[ones] @ vectors[others].T
    there, back = cosines.argmax(1), cosines.argmax(0)
    return [
        (round(float(cosines[i, j]), 4), ones[i], others[int(j)])
        for i, j in enumerate(there)
        if back[j] == i and cosines[i, j] >= NEAR
    ]


def _may_be_one(views: Sequence[View], likeness: Likeness, one: int, other: int, cosine: float) -> bool:
    a, b = views[one].proposition, views[other].proposition
    if _tells_of(views[one], views[other]) or _tells_of(views[other], views[one]):
        return False
    if a.negated != b.negated or views[one].ought != views[other].ought or likeness.opposed(one, other):
        return False
    if a.figures and b.figures and not set(a.figures) & set(b.figures):
        return False
    return cosine >= OTHERS_DEED or not (a.agent and b.agent and a.agent != b.agent)


def _tells_of(one: View, other: View) -> bool:
    """True where an outlet tells what the other's speaker says: no second origin."""
    return one.narrated and not other.narrated and bool(set(one.proposition.entities) & set(other.speakers))


def _says_enough(view: View) -> bool:
    proposition = view.proposition
    return bool(proposition.clause and proposition.lemmas and not proposition.refers and view.speakers)


def _order(views: Sequence[View], members: Sequence[int]) -> int:
    return min(views[member].place for member in members)
