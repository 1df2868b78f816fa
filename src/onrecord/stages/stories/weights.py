"""What was learnt from reports grouped by hand (weights/stories.json, described in weights/stories.md)."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass
from functools import cache, cached_property
from math import log

import numpy as np
from numpy.typing import NDArray

from onrecord.resources import read_weights


@dataclass(frozen=True)
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
    common: str
    """Base64 of digests, uint32, little-endian, sorted: phrases and runs in so many reports that they tell nothing."""
    mean: str
    """Base64 of the mean embedding of news headlines: 384 float16, little-endian."""
    whitening: str
    """Base64 of 384 rows of float16: the main axes along which headlines differ, by their spread."""

    @cached_property
    def usual(self) -> NDArray[np.uint32]:
        """Digests of phrases and runs that are common in news."""
        return np.frombuffer(b64decode(self.common), "<u4")

    @cached_property
    def center(self) -> NDArray[np.float64]:
        """The mean embedding of news headlines."""
        return np.frombuffer(b64decode(self.mean), "<f2").astype(float)

    @cached_property
    def axes(self) -> NDArray[np.float64]:
        """Embeddings without their mean, times this, are along the main axes, each scaled by its spread."""
        return np.frombuffer(b64decode(self.whitening), "<f2").astype(float).reshape(len(self.center), -1)

    def rarity(self, term: str) -> float:
        """Inverse document frequency of a term, at least 0."""
        return self._rarities.get(term, self._rarest)

    @cached_property
    def _rarities(self) -> dict[str, float]:
        return {term: log(self.reports / count) for term, count in self.frequencies.items()}

    @cached_property
    def _rarest(self) -> float:
        return log(self.reports / (self.least / 2))


@cache
def load_weights() -> Weights:
    """The weights of this installation; SetupError if it has none."""
    return Weights(**read_weights("stories.json"))


def find_threshold() -> float:
    """Mean log odds from which two groups of reports are one story; without a link so strong they never are."""
    return load_weights().threshold
