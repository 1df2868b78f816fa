"""Of which PLOVER type an event is, by a linear model learnt from coded sentences (weights/events.json, events.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import log, sqrt
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.resources import read_weights
from onrecord.stages.events.features import GROUPS

type Floats = NDArray[np.float32]

NONE = "NONE"
"""The root of clauses that tell no event of any type."""


class Reading(Protocol):
    """A text that the tagger's encoder has read."""

    def average(self, starts: Sequence[int]) -> Floats | None:
        """The mean state, 384 numbers, of the words at these offsets of the text; None where it read none of them."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the model takes an event for."""

    root: str
    """A PLOVER type, or YIELD where it is CONCEDE or RETREAT."""
    margin: float
    """How far it lies before the next type."""
    over_none: float
    """How far it lies before being no event at all."""


@dataclass(frozen=True, slots=True)
class Model:
    """What was learnt: linear, one against the rest for each root."""

    roots: tuple[str, ...]
    intercepts: tuple[float, ...]
    scale: float
    """A factor is its byte less 128, times this."""
    rarity: float
    """A feature's inverse sentence frequency is its byte times this."""
    groups: dict[str, dict[str, bytes]]
    """Each group's features: a byte for the rarity, then one for the factor of each root."""
    meaning: Floats
    """Factors of the mean state of the words near the actors, roots x 384."""
    mean: Floats
    """What they give for a mean state that is like all others', one a root: taken off."""

    def score(self, features: Sequence[Sequence[str]], state: Floats | None) -> list[float]:
        """The distance to each root's plane, in the order of ``roots``: term frequencies damped by their logarithm,
        times rarity, each group of unit length; features never seen count nothing, and so does a state that is not
        there."""
        scores = list(self.intercepts)
        if state is not None:
            known_by_state = self.meaning @ state - self.mean
            scores = [score + float(more) for score, more in zip(scores, known_by_state, strict=True)]
        for name, group in zip(GROUPS, features, strict=True):
            table = self.groups[name]
            known = [(table[feature], 1 + log(n)) for feature, n in Counter(group).items() if feature in table]
            weights = [damped * row[0] * self.rarity for row, damped in known]
            length = sqrt(sum(weight * weight for weight in weights)) or 1.0
            for (row, _), weight in zip(known, weights, strict=True):
                share = weight / length * self.scale
                for number, byte in enumerate(row[1:]):
                    scores[number] += share * (byte - 128)
        return scores


@cache
def load_model() -> Model:
    """The model of this installation; SetupError if it has none."""
    kept = read_weights("events.json")
    groups = {
        name: {feature: bytes.fromhex(row) for feature, row in table.items()} for name, table in kept["groups"].items()
    }
    meaning = np.frombuffer(bytes.fromhex(kept["meaning"]), dtype="<f2").astype(np.float32)
    return Model(
        roots=tuple(kept["roots"]),
        intercepts=tuple(kept["intercepts"]),
        scale=kept["scale"],
        rarity=kept["rarity"],
        groups=groups,
        meaning=meaning.reshape(len(kept["roots"]), -1),
        mean=np.array(kept["mean"], dtype=np.float32),
    )


def judge_type(features: Sequence[Sequence[str]], state: Floats | None = None) -> Verdict:
    """The likeliest type of an event with these features (``features.describe``), and how sure it is.

    ``state`` is the tagger's mean state of the words near its actors (``features.near_words``), 384 numbers; without it
    the features decide alone.
    """
    model = load_model()
    scores = dict(zip(model.roots, model.score(features, state), strict=True))
    none = scores.pop(NONE)
    (best, root), (second, _), *_ = sorted(((score, root) for root, score in scores.items()), reverse=True)
    return Verdict(root, best - second, best - none)
