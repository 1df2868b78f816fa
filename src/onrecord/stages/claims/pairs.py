"""What the models make of two views, where there are any: the one place where they weigh in on claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.stages.claims.views import View

BRACKETS = re.compile(r"[\[\]]|\(unnamed(?: outlets)?\)")
"""What a wording adds to a report's words."""
NEGATION = re.compile(r"\b(?:does|do|did) not\b ?|\b(?:not|never|no)\b ?|n['’]t\b", re.IGNORECASE)
"""What turns a sentence round."""


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
type Encoding = Callable[[Sequence[str]], Sequence[bytes]]
"""Texts to sentence embeddings: float16, little-endian, unit length."""


@dataclass(frozen=True, slots=True)
class Comparing:
    """The models that read two sentences: one both together, one each by itself."""

    judge: Judging
    encode: Encoding


class Pairs:
    """Compares pairs of views, each pair and each text once."""

    def __init__(self, views: Sequence[View], comparing: Comparing | None) -> None:
        """``comparing`` None stands for no opinion: words alone decide."""
        self.views, self.comparing = views, comparing
        self.known: dict[tuple[int, int], Verdict] = {}
        self.vectors: dict[str, NDArray[np.float32]] = {}

    def judge(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Judge many pairs in one run, so that asking for one of them later costs nothing."""
        if self.comparing is None:
            return
        new = [pair for pair in dict.fromkeys(pairs) if pair not in self.known]
        texts = [(self._plain(a), self._plain(b)) for a, b in new]
        self.known.update(zip(new, self.comparing.judge(texts), strict=True))

    def of(self, premise: int, hypothesis: int) -> Verdict | None:
        """How the first view bears on the second; None where there is no model."""
        if self.comparing is None:
            return None
        self.judge([(premise, hypothesis)])
        return self.known[premise, hypothesis]

    def cosines(self, pairs: Sequence[tuple[int, int]]) -> list[float]:
        """How near each pair is in meaning but for the negation: cosine of the first without it and the second."""
        if self.comparing is None:
            return [0.0] * len(pairs)
        texts = [(NEGATION.sub("", self._plain(a)), self._plain(b)) for a, b in pairs]
        self._encode([text for both in texts for text in both])
        return [float(np.dot(self.vectors[one], self.vectors[other])) for one, other in texts]

    def embed(self, views: Sequence[int]) -> NDArray[np.float32]:
        """The sentence embeddings of the views, views x 384, of unit length; zeros where there is no model."""
        texts = [self._plain(view) for view in views]
        self._encode(texts)
        return np.array([self.vectors[text] for text in texts]) if self.comparing else np.zeros((len(views), 384), "f4")

    def _encode(self, texts: Sequence[str]) -> None:
        if self.comparing is None:
            return
        new = [text for text in dict.fromkeys(texts) if text not in self.vectors]
        self.vectors.update(
            (text, np.frombuffer(vector, dtype="<f2").astype(np.float32))
            for text, vector in zip(new, self.comparing.encode(new), strict=True)
        )

    def _plain(self, view: int) -> str:
        return BRACKETS.sub("", self.views[view].proposition.text)
