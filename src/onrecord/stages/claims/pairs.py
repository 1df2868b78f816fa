"""What the pair model makes of two views, where there is one: the one place where it weighs in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from onrecord.stages.claims.views import View


class Verdict(Protocol):
    """How one text bears on another, in chances."""

    @property
    def entailment(self) -> float:
        """Chance that who grants the first must grant the second."""

    @property
    def contradiction(self) -> float:
        """Chance that both cannot hold."""


type Judging = Callable[[Sequence[tuple[str, str]]], Sequence[Verdict]]
"""Pairs of a premise and a hypothesis to what the first says of the second."""


class Pairs:
    """Judges pairs of views, each pair once."""

    def __init__(self, views: Sequence[View], judging: Judging | None) -> None:
        """``judging`` None stands for no opinion: words alone decide."""
        self.views, self.judging = views, judging
        self.known: dict[tuple[int, int], Verdict] = {}

    def judge(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Judge many pairs in one run, so that asking for one of them later costs nothing."""
        if self.judging is None:
            return
        new = [pair for pair in dict.fromkeys(pairs) if pair not in self.known]
        texts = [(self.views[a].proposition.text, self.views[b].proposition.text) for a, b in new]
        self.known.update(zip(new, self.judging(texts), strict=True))

    def of(self, premise: int, hypothesis: int) -> Verdict | None:
        """How the first view bears on the second; None where there is no model."""
        if self.judging is None:
            return None
        self.judge([(premise, hypothesis)])
        return self.known[premise, hypothesis]
