"""Which views are about one claim: average-link clustering, so that nothing unlike is chained together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from onrecord.stages.claims.likeness import Likeness
from onrecord.stages.claims.pairs import Pairs
from onrecord.stages.claims.sameness import sameness

ALIKE = 0.5
"""Least average likeness within a claim."""
SURE = 0.95
"""Likeness of two views that are word for word the same: their claims are one without further comparison."""
SAMPLE = 12
"""Members of a cluster that a newcomer is compared with, so that a hundred copies cost no more than twelve."""

UNLIKE = 0.4
"""Cosine of two embeddings below which what shares its words is not one claim: of the pairs so joined in 36 BASIL
stories, read by hand, 10 of 12 below are not, 5 of 12 from there to 0.5."""
UNLIKELY = 0.4
"""Chance below which what shares its words is not one claim: of pairs in 110 events read by others, two of three that
were joined below it are not (weights/claims.md)."""
DOUBTFUL, MOST_DOUBTS = 0.8, 300
"""Likeness below which it is asked for, and how often: the cosine of two texts costs some 6 ms."""

Pair = tuple[float, int, int]
"""Likeness of two views, and the two."""


def score_pairs(likeness: Likeness, least: float) -> list[Pair]:
    """The pairs of views of at least that likeness, the most alike first."""
    scored = ((-likeness.of(a, b), a, b) for a, b in likeness.pairs(least))
    return [(-score, a, b) for score, a, b in sorted(pair for pair in scored if -pair[0] >= least)]


def cluster_views(
    likeness: Likeness, pairs: Sequence[Pair], members: Sequence[int], *, model: Pairs
) -> list[list[int]]:
    """Groups of the members, each sorted; greedy average-link from the most alike pair down."""
    home = {member: member for member in members}
    groups = {member: [member] for member in members}
    doubts = 0
    for score, a, b in pairs:
        if score < ALIKE:
            break
        if a not in home or b not in home or home[a] == home[b] or likeness.oughts[a] != likeness.oughts[b]:
            continue
        if likeness.opposed(a, b):
            continue
        keep, drop = sorted((home[a], home[b]))
        if score < SURE and _average(likeness, groups[keep], groups[drop]) < ALIKE:
            continue
        if score < DOUBTFUL and model.comparing is not None and doubts < MOST_DOUBTS:
            doubts += 1
            cosine = float(np.dot(*model.embed([a, b])))
            if cosine < UNLIKE or (_may_differ(likeness, a, b) and sameness(likeness, a, b, cosine) < UNLIKELY):
                continue
        for member in groups[drop]:
            home[member] = keep
        groups[keep] = sorted(groups[keep] + groups.pop(drop))
    return [groups[key] for key in sorted(groups)]


def _may_differ(likeness: Likeness, one: int, other: int) -> bool:
    """True for two assertions that share no figure: what denies, or tells the same count, goes with what it shares."""
    first, second = likeness.views[one], likeness.views[other]
    return first.stance == second.stance == "asserts" and not (
        set(first.proposition.figures) & set(second.proposition.figures)
    )


def _average(likeness: Likeness, ones: Sequence[int], others: Sequence[int]) -> float:
    ones, others = _sample(ones), _sample(others)
    return sum(likeness.of(a, b) for a in ones for b in others) / (len(ones) * len(others))


def _sample(members: Sequence[int]) -> Sequence[int]:
    if len(members) <= SAMPLE:
        return members
    step = len(members) / SAMPLE
    return [members[int(i * step)] for i in range(SAMPLE)]
