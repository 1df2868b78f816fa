"""Of which PLOVER type an event is, by a linear model learnt from coded sentences (weights/events.json, events.md)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log, sqrt

from onrecord.errors import SetupError
from onrecord.stages.events.features import GROUPS

NONE = "NONE"
"""The root of clauses that tell no event of any type."""


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

    def score(self, features: Sequence[Sequence[str]]) -> list[float]:
        """The distance to each root's plane, in the order of ``roots``: term frequencies damped by their logarithm,
        times rarity, each group of unit length; features never seen count nothing."""
        scores = list(self.intercepts)
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
    try:
        kept = json.loads((files("onrecord") / "weights" / "events.json").read_bytes())
    except FileNotFoundError:
        place = "weights/events.json"
        raise SetupError(place, "is missing from the installed package", "install onrecord again") from None
    groups = {
        name: {feature: bytes.fromhex(row) for feature, row in table.items()} for name, table in kept["groups"].items()
    }
    return Model(tuple(kept["roots"]), tuple(kept["intercepts"]), kept["scale"], kept["rarity"], groups)


def judge_type(features: Sequence[Sequence[str]]) -> Verdict:
    """The likeliest type of an event with these features (``features.describe``), and how sure it is."""
    model = load_model()
    scores = dict(zip(model.roots, model.score(features), strict=True))
    none = scores.pop(NONE)
    (best, root), (second, _), *_ = sorted(((score, root) for root, score in scores.items()), reverse=True)
    return Verdict(root, best - second, best - none)
