"""Which views are about one claim: average-link clustering, so that nothing unlike is chained together."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.stages.claims.likeness import Likeness

ALIKE = 0.5
"""Least average likeness within a claim."""
SAMPLE = 12
"""Members of a cluster that a newcomer is compared with, so that a hundred copies cost no more than twelve."""


def cluster_views(likeness: Likeness, members: Sequence[int]) -> list[list[int]]:
    """Groups of views, each sorted; greedy average-link from the most alike pair down."""
    allowed = set(members)
    scored = [(-likeness.of(a, b), a, b) for a, b in likeness.pairs() if a in allowed and b in allowed]
    scored = sorted(pair for pair in scored if -pair[0] >= ALIKE)
    home = {member: member for member in members}
    groups = {member: [member] for member in members}
    for _, a, b in scored:
        one, other = home[a], home[b]
        if one == other or _average(likeness, groups[one], groups[other]) < ALIKE:
            continue
        keep, drop = min(one, other), max(one, other)
        for member in groups[drop]:
            home[member] = keep
        groups[keep] = sorted(groups[keep] + groups.pop(drop))
    return [groups[key] for key in sorted(groups)]


def _average(likeness: Likeness, ones: Sequence[int], others: Sequence[int]) -> float:
    ones, others = _sample(ones), _sample(others)
    return sum(likeness.of(a, b) for a in ones for b in others) / (len(ones) * len(others))


def _sample(members: Sequence[int]) -> Sequence[int]:
    if len(members) <= SAMPLE:
        return members
    step = len(members) / SAMPLE
    return [members[int(i * step)] for i in range(SAMPLE)]
