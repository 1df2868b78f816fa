"""How likely two views of different reports tell one thing: a logistic regression over what words and meaning say of
them (weights/claims.json, described in weights/claims.md)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import exp

from onrecord.resources import read_weights
from onrecord.stages.claims.likeness import Likeness

MOST_SHARED = 4
"""Shared words and figures beyond which more do not count: long sentences share many."""


def sameness(likeness: Likeness, one: int, other: int, cosine: float) -> float:
    """The chance, 0 to 1, that two views are one claim; ``cosine`` is that of their sentence embeddings."""
    weights = load_weights()
    odds = weights["constant"] + sum(
        weights[name] * value for name, value in list_evidence(likeness, one, other, cosine).items()
    )
    return 1 / (1 + exp(-odds))


def list_evidence(likeness: Likeness, one: int, other: int, cosine: float) -> dict[str, float]:
    """What speaks for one claim, by name: weights/claims.md tells what each is."""
    first, second = likeness.views[one], likeness.views[other]
    a, b = first.proposition, second.proposition
    shared = len(set(a.lemmas) & set(b.lemmas)) + len(set(a.figures) & set(b.figures))
    return {
        "cosine": cosine,
        "likeness": likeness.of(one, other),
        "shared": float(min(MOST_SHARED, shared)),
        "mixed": float(first.narrated != second.narrated),
        "agent": float(a.agent is not None and a.agent == b.agent),
        "verb": float(bool(a.predicates and b.predicates) and a.predicates[:1] == b.predicates[:1]),
    }


@cache
def load_weights() -> Mapping[str, float]:
    """What each kind of evidence counts for, as log odds; SetupError if this installation has none."""
    weights: dict[str, float] = read_weights("claims.json")
    return weights
