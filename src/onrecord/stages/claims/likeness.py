"""How alike two propositions are, from their words, entities, roles and figures."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from onrecord.records import Entity, Proposition
from onrecord.resources import words
from onrecord.resources.meaning import near_words, nearness, opposed, stem
from onrecord.stages.claims.views import View

NAME_WEIGHT = 0.5
"""An entity counts half a word: the same people stand in most sentences of a story."""
LEAST_COMMON = 2
"""Words, entities aside, that two propositions must share; one will do where the same entity does the same thing."""
OTHER_AGENT = 0.6
"""Factor where two different known entities do the thing: who did it is half of who did what."""

OTHER_CORE = 0.7
"""Factor where the two turn on different things: what one says, the other may only mention by the way."""
FEW_WORDS = 3
"""A proposition of fewer words is found whole in too many longer ones that turn on something else."""
SAME_ROLE = 1.25
"""Factor where the same entity does the same thing."""
EVEN = 0.63
"""Cosine of two embeddings that speaks neither for nor against one claim: half way between the means of pairs
that entail and of neutral pairs in the sentence pairs of MNLI, LingNLI, RTE, SICK and FEVER (250 of each kind)."""
MEANING = 0.8
LEAST_MEANT, MOST_MEANT = 0.6, 1.25
ALSO_SAID = 0.4
"""Share of each side's words that the other must have, beside the opposite word itself."""
EIGHTH = 0.12
"""The same of a word that recurs: a long sentence has most words somewhere."""
QUARTER = 0.25
"""Share of the second's words that one near word must be, to be what the second says."""
OPPOSITE = 0.35
"""Likeness of "crime has fallen" and "crime has risen", which share one word: enough to be looked at together."""
MINUTE = 1e-9
ONE_FACT, TOLD_ALIKE = 0.76, 0.6
"""Cosine from which what two outlets tell, or one speaker says twice, is one thing; the likeness that it stands for.
Read by hand among the first propositions of 40 BASIL stories: 24 of 30 such pairs are."""
NEIGHBOURS = 64
"""Later views at most that a view is compared with, those first that may be most alike: in a story of hundreds of
reports the same sentence stands in all of them, and clustering joins it through any few of them."""
NEAREST = 0.75
"""From this nearness on two words bring a pair of propositions together, as one and the same word does."""

Indices = NDArray[np.intp]
Weights = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Terms:
    """What a proposition is compared by: its terms with their weights."""

    weights: Mapping[str, float]
    total: float
    words: int
    agent: str | None
    core: str
    """Stem of what the proposition turns on; empty where that says too little."""


class Likeness:
    """Compares the views of one story."""

    def __init__(self, views: Sequence[View], entities: Sequence[Entity]) -> None:
        """Weigh every term by how rare it is in the story."""
        self.views = views
        names = {entity.id: name_stems(entity) for entity in entities}
        sets = [_terms(view.proposition, names) for view in views]
        counts: dict[str, int] = defaultdict(int)
        for terms in sets:
            for term in terms:
                counts[term] += 1
        self.counts = counts
        self.vectors = [_vector(view.proposition.vector) for view in views]
        self.terms = [self._weigh(terms, view.proposition) for terms, view in zip(sets, views, strict=True)]
        self.totals = np.array([terms.total for terms in self.terms])
        self.oughts = [view.ought for view in views]
        """Whether each says what should be done, which is no claim of what is: "should resign", "may resign"."""
        self.holding: dict[str, list[int]] = defaultdict(list)
        for index, weighed in enumerate(self.terms):
            for term in weighed.weights:
                self.holding[term].append(index)

    def _weigh(self, terms: set[str], proposition: Proposition) -> Terms:
        weights = {term: self.weight(term) for term in sorted(terms)}
        words = sum(not term.startswith("@") for term in terms)
        return Terms(weights, sum(weights.values()), words, proposition.agent, _core(proposition))

    def weight(self, term: str) -> float:
        """Between a fifth and one by rarity in the story; half of that for an entity."""
        rarity = math.log(1 + len(self.views) / max(1, self.counts[term])) / math.log(1 + max(2, len(self.views)))
        return (0.2 + 0.8 * min(1.0, rarity)) * (NAME_WEIGHT if term.startswith("@") else 1.0)

    def of(self, one: int, other: int) -> float:
        """Likeness of two views, 0 to 1: half the share of all their terms, half the share of the shorter's,
        more where their sentence embeddings are close and less where they are apart."""
        a, b = self.terms[one], self.terms[other]
        if not a.words or not b.words:
            return 0.0
        if len(b.weights) < len(a.weights):
            a, b = b, a
        common = {term: 1.0 for term in a.weights if term in b.weights}
        for term in a.weights:
            if term not in common and (kin := near_words(term)):
                best = max((kin[other] for other in kin if other in b.weights and other not in common), default=0.0)
                if best:
                    common[term] = best
        words = sum(not term.startswith("@") for term in common)
        if words < LEAST_COMMON and not (words and self.same_role(one, other)):
            return OPPOSITE if words and self.opposed(one, other) else 0.0
        both = sum(a.weights[term] * share for term, share in common.items())
        turning = self.same_turn(one, other)
        share = 0.5 * both / min(a.total, b.total) * (1.0 if turning else min(1.0, min(a.words, b.words) / FEW_WORDS))
        alike = (both / (a.total + b.total) + share) * self._meant(one, other)
        if a.core and b.core and not turning:
            alike *= OTHER_CORE
        if self._told_alike(one, other):
            alike = max(alike, TOLD_ALIKE)
        if a.agent and b.agent:
            if a.agent != b.agent:
                return alike * OTHER_AGENT
            if self.same_role(one, other):
                return min(1.0, alike * SAME_ROLE)
        return alike

    def _meant(self, one: int, other: int) -> float:
        """Factor by the cosine of the sentence embeddings; one where either was not made."""
        first, second = self.vectors[one], self.vectors[other]
        if first is None or second is None:
            return 1.0
        cosine = float(np.dot(first, second))
        return min(MOST_MEANT, max(LEAST_MEANT, 1 + MEANING * (cosine - EVEN)))

    def _told_alike(self, one: int, other: int) -> bool:
        """True where two outlets, or one speaker twice, say what is near in meaning: one fact, one utterance."""
        first, second = self.vectors[one], self.vectors[other]
        a, b = self.views[one], self.views[other]
        if first is None or second is None or a.proposition.report == b.proposition.report:
            return False
        if not (a.narrated and b.narrated) and not set(a.speakers) & set(b.speakers):
            return False
        return a.proposition.negated == b.proposition.negated and float(np.dot(first, second)) >= ONE_FACT

    def same_role(self, one: int, other: int) -> bool:
        """True where the same known entity does the same thing."""
        a, b = self.terms[one], self.terms[other]
        if not a.agent or a.agent != b.agent or not a.core or not b.core:
            return False
        return nearness(a.core, b.core) >= NEAREST

    def same_turn(self, one: int, other: int) -> bool:
        """True where both turn on the same thing."""
        a, b = self.terms[one].core, self.terms[other].core
        return bool(a and b) and nearness(a, b) >= NEAREST

    def opposed(self, one: int, other: int) -> bool:
        """True where one says of a thing the opposite of what the other says of it: "is legal", "is illegal"."""
        a, b = self.views[one].proposition, self.views[other].proposition
        first, second = self.terms[one].core, self.terms[other].core
        if not first or not second or not opposed(first, second) or a.negated or b.negated:
            return False
        agents = bool(a.agent and a.agent == b.agent)
        if not agents and not (a.subject and nearness(stem(a.subject), stem(b.subject)) >= NEAREST):
            return False
        beside = min(self.covered(one, other, less=first), self.covered(other, one, less=second))
        return self.shared(one, other) >= 1 and beside >= ALSO_SAID

    def same_deed(self, one: int, other: int) -> bool:
        """True where the only word of the first, said of a known entity, is said of the same in the second."""
        words = {term for term in self.terms[one].weights if not term.startswith("@")}
        a, b = self.views[one].proposition, self.views[other].proposition
        about = bool(a.agent) and (a.agent == b.agent or (b.agent is None and a.agent in b.entities))
        others = [term for term in self.terms[other].weights if not term.startswith("@")]
        if not about or self.covered(other, one) < EIGHTH:
            return False
        if words <= set(others):
            return True
        near = all(any(nearness(word, mate) >= NEAREST for mate in others) for word in words)
        return near and self.same_turn(one, other) and self.covered(other, one) >= QUARTER

    def covered(self, one: int, other: int, *, less: str = "") -> float:
        """Share of the words of the first view, entities and ``less`` aside, that the second has too or near."""
        terms = self.terms[one].weights.items()
        words = {term: weight for term, weight in terms if not term.startswith("@") and term != less}
        others = [term for term in self.terms[other].weights if not term.startswith("@")]
        met = sum(
            weight * max((nearness(term, mate) for mate in others), default=0.0) for term, weight in words.items()
        )
        return met / sum(words.values()) if words else 0.0

    def shared(self, one: int, other: int) -> int:
        """Number of words of the first view, entities aside, that the second has too, the same or near."""
        others = [term for term in self.terms[other].weights if not term.startswith("@")]
        mine = [term for term in self.terms[one].weights if not term.startswith("@")]
        return sum(any(nearness(term, mate) >= NEAREST for mate in others) for term in mine)

    def has_core(self, one: int, other: int) -> bool:
        """True where what the first turns on says something and is in the second, the same or near."""
        return bool(self.terms[one].core) and self.same_core(one, other)

    def same_core(self, one: int, other: int) -> bool:
        """True where what the first turns on, its verb or what it says of its subject, is in the second."""
        core = self.terms[one].core
        others = [*self.views[other].proposition.predicates, *self.views[other].proposition.lemmas]
        if not core:
            return True  # "it was not a war of choice": the words themselves must do
        return any(nearness(core, stem(word)) >= NEAREST for word in others)

    def pairs(self, least: float) -> Iterator[tuple[int, int]]:
        """Pairs that may reach a likeness of ``least``: by the weight of the terms that they share or nearly share.

        Time grows with the number of views times how often their words recur, not with its square.
        """
        totals = self.totals
        met = {term: self._met(term) for term in self.holding}
        for index, terms in enumerate(self.terms):
            if not terms.words:
                continue
            found = np.concatenate([met[term][0] for term in terms.weights])
            shares = np.concatenate([met[term][1] for term in terms.weights])
            both = np.bincount(found, weights=shares, minlength=len(totals))[index + 1 :]
            later = totals[index + 1 :]
            bound = both / (later + terms.total) + 0.5 * both / np.maximum(np.minimum(later, terms.total), MINUTE)
            near = np.nonzero(bound * SAME_ROLE * MOST_MEANT >= least)[0]
            if len(near) > NEIGHBOURS:
                near = np.sort(near[np.argsort(-bound[near], kind="stable")[:NEIGHBOURS]])
            yield from ((index, int(other) + index + 1) for other in near)

    def nearest(self, index: int, members: Collection[int], most: int) -> list[int]:
        """The views among ``members`` that share most of the words and names of one, at most so many, best first."""
        terms = self.terms[index]
        if not terms.weights:
            return []
        met = [self._met(term) for term in terms.weights]
        found, shares = np.concatenate([m[0] for m in met]), np.concatenate([m[1] for m in met])
        both = np.bincount(found, weights=shares, minlength=len(self.terms))
        alike = both / (self.totals + terms.total) + 0.5 * both / np.maximum(
            np.minimum(self.totals, terms.total), MINUTE
        )
        ranked = np.argsort(-alike, kind="stable")
        kept = (int(other) for other in ranked if alike[other] > 0 and int(other) in members and other != index)
        return list(islice(kept, most))

    def _met(self, term: str) -> tuple[Indices, Weights]:
        """The views that hold a term or a word near to it, with the most that this can add to what they share."""
        kin = near_words(term) if not term.startswith("@") else {}
        found, shares = [], []
        for word, share in ((term, 1.0), *kin.items()):
            if word in self.holding:
                found.append(np.array(self.holding[word], dtype=np.intp))
                shares.append(np.full(len(self.holding[word]), max(self.weight(term), self.weight(word)) * share))
        return np.concatenate(found), np.concatenate(shares)


def _vector(made: bytes) -> NDArray[np.float32] | None:
    return np.frombuffer(made, dtype="<f2").astype(np.float32) if made else None


def name_stems(entity: Entity) -> frozenset[str]:
    """The stems of an entity's names, which say whom a sentence is about but not what it says."""
    words = " ".join((entity.name, *entity.aliases)).lower().replace("’", "'").split()
    return frozenset(stem(word.strip("().,'")) for word in words)


def _core(proposition: Proposition) -> str:
    """Stem of what the proposition turns on, or nothing where that says too little ("be", "have")."""
    lemma = proposition.predicates[0] if proposition.predicates else ""
    return "" if lemma in words("light-words.txt") else stem(lemma)


def _terms(proposition: Proposition, names: Mapping[str, frozenset[str]]) -> set[str]:
    named: set[str] = set()
    for entity in proposition.entities:
        named |= names.get(entity, frozenset())
    words = {stem(lemma) for lemma in proposition.lemmas} - named
    return words | {f"@{entity}" for entity in proposition.entities}
