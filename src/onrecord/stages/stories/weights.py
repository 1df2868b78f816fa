"""What was learnt from reports grouped by hand (weights/stories.json, described in weights/stories.md)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log

from onrecord.errors import SetupError


@dataclass(frozen=True, slots=True)
class Weights:
    """How rare terms are in news, and what each kind of likeness counts for."""

    reports: int
    """Reports that the frequencies were counted in."""
    least: int
    """Terms in fewer reports than this are not listed, and count as in half as many."""
    frequencies: dict[str, int]
    """Reports that a term occurs in."""
    factors: dict[str, dict[str, float]]
    """For each set of features that two reports allow, the factor of each feature."""
    threshold: float
    """Mean log odds from which two groups are one story."""

    def rarity(self, term: str) -> float:
        """Inverse document frequency of a term, at least 0."""
        return log(self.reports / self.frequencies.get(term, self.least / 2))


@cache
def load_weights() -> Weights:
    """The weights of this installation; SetupError if it has none."""
    try:
        return Weights(**json.loads((files("onrecord") / "weights" / "stories.json").read_bytes()))
    except FileNotFoundError:
        raise SetupError(
            "weights/stories.json", "is missing from the installed package", "install onrecord again"
        ) from None


def find_threshold() -> float:
    """Mean log odds from which two groups of reports are one story; without a link so strong they never are."""
    return load_weights().threshold
