"""How likely two reports are about one matter."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import exp, fsum, log1p, sqrt
from struct import unpack

import numpy as np
from numpy.typing import NDArray

from onrecord.records import Signature
from onrecord.stages.stories.weights import load_weights

FAINT = -6.0
"""Log odds at and under which a pair counts as unlike: what pairs that share no rare terms get."""

MOST = {"terms": 0.7, "vector": 0.8, "phrases": log1p(30), "runs": log1p(30)}
"""What two reports of their own hands reach at most: what is beyond was copied, which lineage shows in any story."""

type Terms = tuple[tuple[str, float], ...]


def compare_signatures(first: Signature, second: Signature) -> float:
    """Log odds that the two reports are about one matter; symmetric.

    A logistic model on the cosine of terms and of what the headlines mean, the wording that both have,
    and the days between; one set of factors for each set of features that both reports have.
    """
    return compare_with(first)(second)


def compare_with(first: Signature) -> Callable[[Signature], float]:
    """What compares others with the one report; for many of them faster than ``compare_signatures``."""
    measure = measure_with(first)

    def compare(second: Signature) -> float:
        features = measure(second)
        factors = load_weights().factors[" ".join(sorted(features))]
        return round(factors["constant"] + sum(factors[name] * features[name] for name in sorted(features)), 6)

    return compare


def measure_with(first: Signature) -> Callable[[Signature], dict[str, float]]:
    """What two reports have in common, by name; all but "terms" only where both have it."""
    terms, vector = dict(first.terms), _numbers(first.vector)
    phrases, runs = frozenset(_digests(first.phrases)), frozenset(_digests(first.runs))

    def measure(second: Signature) -> dict[str, float]:
        features = {"terms": sqrt(_cosine(terms, second.terms))}
        # A store may hold signatures that another version made.
        if phrases and second.phrases:
            features["phrases"] = log1p(len(phrases.intersection(_digests(second.phrases))))
            features["runs"] = log1p(len(runs.intersection(_digests(second.runs))))
        if len(vector) and len(second.vector) == len(first.vector):
            # Exact, and so the same whichever report comes first: float16 are whole numbers of 2^-24, and a sum of
            # products of two unit vectors never needs more than the 53 bits of a float.
            features["vector"] = float(vector @ _numbers(second.vector))
        if first.day is not None and second.day is not None:
            features["days"] = log1p(abs(first.day - second.day))
        return features

    return measure


@cache
def find_reach() -> int:
    """Days between two reports beyond which nothing else that they share could make them one story."""
    weights = load_weights()
    reach = 0.0
    for names, factors in weights.factors.items():
        if "days" in names.split():
            most = factors["constant"] + sum(factors[name] * MOST[name] for name in names.split() if name != "days")
            reach = max(reach, exp((most - weights.threshold) / -factors["days"]) - 1)
    return int(reach) + 1


def _cosine(first: dict[str, float], second: Terms) -> float:
    # fsum rounds once, so that the sum is the same whichever report comes first.
    return fsum([first[term] * weight for term, weight in second if term in first])


def _digests(found: bytes) -> tuple[int, ...]:
    return unpack(f"<{len(found) // 4}I", found)


def _numbers(vector: bytes) -> NDArray[np.float64]:
    return np.frombuffer(vector, "<f2").astype(np.float64)
