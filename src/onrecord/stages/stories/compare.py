"""How likely two reports are about one matter."""

from __future__ import annotations

from functools import lru_cache
from math import log1p, sqrt, sumprod
from struct import unpack

from onrecord.records import Signature
from onrecord.stages.stories.weights import load_weights

FAINT = -6.0
"""Log odds at and under which a pair counts as unlike: what pairs that share no rare terms get."""

type Terms = tuple[tuple[str, float], ...]


def compare_signatures(first: Signature, second: Signature) -> float:
    """Log odds that the two reports are about one matter; symmetric.

    A logistic model on the cosine of terms, the cosine of leads, the inner product of vectors and
    the days between; one set of factors for each set of features that both reports have.
    """
    features = compare_features(first, second)
    factors = load_weights().factors[" ".join(sorted(features))]
    return round(factors["constant"] + sum(factors[name] * features[name] for name in sorted(features)), 6)


def compare_features(first: Signature, second: Signature) -> dict[str, float]:
    """What the two have in common, by name; "vector" and "days" only where both have them."""
    features = {
        "terms": sqrt(_cosine(first.terms, second.terms)),
        "lead": sqrt(_cosine(first.lead, second.lead)),
    }
    if first.vector and second.vector:
        features["vector"] = sumprod(_numbers(first.vector), _numbers(second.vector))
    if first.day is not None and second.day is not None:
        features["days"] = log1p(abs(first.day - second.day))
    return features


def _cosine(first: Terms, second: Terms) -> float:
    weights = dict(first)
    # The shared terms in one order, so that the sum is the same whichever report comes first.
    shared = sorted((term, weights[term], weight) for term, weight in second if term in weights)
    return sum(one * other for _, one, other in shared)


@lru_cache(maxsize=4096)
def _numbers(vector: bytes) -> tuple[float, ...]:
    return unpack(f"<{len(vector) // 2}e", vector)
