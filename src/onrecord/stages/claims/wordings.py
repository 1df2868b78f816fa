"""Which of the wordings of a claim stands for it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.stages.claims.likeness import Likeness
from onrecord.stages.claims.stances import Standing
from onrecord.stages.claims.views import View

SAMPLE = 24
"""Wordings that are compared to find the most typical; more would only cost time."""
PLAIN = (40, 140)
"""Code points of a plain sentence: shorter ones say too little alone, longer ones more than the claim."""
STEP = 0.1
"""Likeness is compared in tenths, so that among equally typical wordings the plainer is taken."""


def choose_wording(views: Sequence[View], standings: Sequence[Standing], likeness: Likeness) -> int:
    """The view whose words are most like all others of the claim, a full and plain sentence before others."""
    ranked = sorted(standings, key=lambda standing: _plainness(views[standing.view], standing))[:SAMPLE]
    indices = [standing.view for standing in ranked]

    def rank(place: int) -> tuple[bool, bool, bool, int, int]:
        view, standing = views[indices[place]], ranked[place]
        alike = sum(likeness.of(indices[place], other) for other in indices if other != indices[place])
        typical = int(alike / max(1, len(indices) - 1) / STEP)
        return (_turned(view, standing), not view.proposition.clause, view.narrated, -typical, place)

    return indices[min(range(len(indices)), key=rank)]


def _turned(view: View, standing: Standing) -> bool:
    """True where the words say the contrary of the claim: who denies with a "not"."""
    return view.act == "asks" or (standing.stance != "asserts" and view.proposition.negated)


def _plainness(view: View, standing: Standing) -> tuple[bool, bool, bool, bool, int, str, int]:
    length = len(view.proposition.text)
    off = max(PLAIN[0] - length, length - PLAIN[1], 0)
    return (
        _turned(view, standing),
        not view.proposition.clause,
        view.narrated,
        view.proposition.agent is None,
        off,
        view.proposition.report,
        view.place,
    )
