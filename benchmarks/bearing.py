"""Does a second claim strengthen a first, weaken it, or neither: a small head on the judge (weights/claimdiff.md)."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.models import Models
from onrecord.models.sessions import read_weights
from onrecord.records import Verdict
from onrecord.resources import words

NEGATION = re.compile(r"\b(not|no|never|nor|none|neither|without|den(?:y|ies|ied)|reject\w*|false\w*)\b|n['’]t\b", re.I)
TURNING = re.compile(r"\b(but|however|although|though|while|despite|instead)\b", re.I)
FIGURE = re.compile(r"\d[\d.,]*")
NAME = re.compile(r"\b[A-Z]\w+")
QUOTED = re.compile(r"[\"“”]")
LEAST_CHANCE = 1e-4


@dataclass(frozen=True, slots=True)
class Bearing:
    """How a second claim bears on a first, as chances; what is left of one is the chance of neither."""

    strengthens: float
    weakens: float

    def says(self, relation: str) -> bool:
        """Whether "strength" or "weak" is more likely than not."""
        return (self.strengthens if relation == "strength" else self.weakens) >= 0.5


def measure_pair(one: str, other: str, *, there: Verdict, back: Verdict, cosine: float) -> list[float]:
    """What the head reads: the verdicts both ways as log odds, likeness of meaning and words, and marks of style."""
    mine, theirs = ({w for w in re.findall(r"[\w']+", text.lower()) if w not in _common()} for text in (one, other))
    both = len(mine & theirs)
    odds = [
        math.log(max(LEAST_CHANCE, chance) / max(LEAST_CHANCE, 1 - chance))
        for verdict in (there, back)
        for chance in (verdict.entailment, verdict.contradiction, verdict.neutral)
    ]
    marks = [float(bool(sign.search(text))) for sign in (NEGATION, TURNING, FIGURE, QUOTED) for text in (one, other)]
    return [
        *odds,
        cosine,
        both / max(1, len(mine | theirs)),
        both / max(1, len(mine)),
        both / max(1, len(theirs)),
        math.log(1 + len(one)),
        math.log(1 + len(other)),
        *marks,
        float(len(set(FIGURE.findall(one)) & set(FIGURE.findall(other)))),
        float(len(set(NAME.findall(one)) & set(NAME.findall(other)))),
    ]


@cache
def _common() -> frozenset[str]:
    return words("function-words.txt")


@cache
def _head() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(read_weights("claimdiff.json"))
    return read


def measure_pairs(pairs: Sequence[tuple[str, str]], *, models: Models) -> list[list[float]]:
    """measure_pair of each pair, with what the models say of it."""
    import numpy as np  # noqa: PLC0415 - time that `onrecord --help` need not pay

    verdicts = models.judge.judge([*pairs, *((other, one) for one, other in pairs)])
    encoded = models.encoder.encode([text for pair in pairs for text in pair])
    vectors = [np.frombuffer(vector, dtype="<f2").astype(np.float32) for vector in encoded]
    return [
        measure_pair(
            *pair,
            there=verdicts[i],
            back=verdicts[len(pairs) + i],
            cosine=float(vectors[2 * i] @ vectors[2 * i + 1]),
        )
        for i, pair in enumerate(pairs)
    ]


def weigh_pairs(pairs: Sequence[tuple[str, str]], *, models: Models) -> list[Bearing]:
    """How the second claim of each pair bears on the first; each pair is weighed alone."""
    head = _head()
    found = []
    for row in measure_pairs(pairs, models=models):
        scaled = [(x - mean) / scale for x, mean, scale in zip(row, head["mean"], head["scale"], strict=True)]
        logits = [
            bias + sum(weight * x for weight, x in zip(weights, scaled, strict=True))
            for weights, bias in zip(head["weights"], head["bias"], strict=True)
        ]
        chances = [math.exp(logit - max(logits)) for logit in logits]
        _, strengthens, weakens = (chance / sum(chances) for chance in chances)
        found.append(Bearing(round(strengthens, 6), round(weakens, 6)))
    return found
