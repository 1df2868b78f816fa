"""How alike two propositions are, from their words, entities, roles and figures."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.records import Entity, Proposition
from onrecord.resources.meaning import near_words, nearness, stem
from onrecord.stages.claims.views import View

NAME_WEIGHT = 0.5
"""An entity counts half a word: the same people stand in most sentences of a story."""
LEAST_COMMON = 2
"""Terms that two propositions must share: two words, or a word and whom it is about."""
OTHER_AGENT = 0.6
"""Factor where two different known entities do the thing: who did it is half of who did what."""
COMMON = 0.25
"""Words in more than this share of a story's propositions bring no pair together (they still count in it)."""

NEAREST = 0.75
"""From this nearness on two words bring a pair of propositions together, as one and the same word does."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a proposition is compared by: its terms with their weights."""

    weights: Mapping[str, float]
    total: float
    words: int
    agent: str | None


class Likeness:
    """Compares the views of one story."""

    def __init__(self, views: Sequence[View], entities: Sequence[Entity]) -> None:
        """Weigh every term by how rare it is in the story."""
        self.views = views
        names = {entity.id: _name_stems(entity) for entity in entities}
        sets = [_terms(view.proposition, names) for view in views]
        counts: dict[str, int] = defaultdict(int)
        for terms in sets:
            for term in terms:
                counts[term] += 1
        self.counts = counts
        self.terms = [self._weigh(terms, view.proposition) for terms, view in zip(sets, views, strict=True)]
        self.holding: dict[str, list[int]] = defaultdict(list)
        for index, weighed in enumerate(self.terms):
            for term in weighed.weights:
                self.holding[term].append(index)

    def _weigh(self, terms: set[str], proposition: Proposition) -> Terms:
        weights = {term: self.weight(term) for term in sorted(terms)}
        words = sum(not term.startswith("@") for term in terms)
        return Terms(weights, sum(weights.values()), words, proposition.agent)

    def weight(self, term: str) -> float:
        """Between a half and one by rarity in the story; half of that for an entity."""
        rarity = math.log(1 + len(self.views) / max(1, self.counts[term])) / math.log(1 + max(2, len(self.views)))
        return (0.5 + 0.5 * min(1.0, rarity)) * (NAME_WEIGHT if term.startswith("@") else 1.0)

    def of(self, one: int, other: int) -> float:
        """Likeness of two views, 0 to 1: half the share of all their terms, half the share of the shorter's."""
        a, b = self.terms[one], self.terms[other]
        if not a.words or not b.words:
            return 0.0
        if len(b.weights) < len(a.weights):
            a, b = b, a
        common = {term: 1.0 for term in a.weights if term in b.weights}
        open_terms = [term for term in b.weights if term not in common and not term.startswith("@")]
        for term in a.weights:
            if term not in common and not term.startswith("@") and term in near_words():
                best = max((nearness(term, other) for other in open_terms), default=0.0)
                if best:
                    common[term] = best
        if len(common) < LEAST_COMMON or all(term.startswith("@") for term in common):
            return 0.0
        both = sum(a.weights[term] * share for term, share in common.items())
        alike = both / (a.total + b.total) + 0.5 * both / min(a.total, b.total)
        if a.agent and b.agent and a.agent != b.agent:
            alike *= OTHER_AGENT
        return alike

    def covered(self, one: int, other: int) -> float:
        """Share of the words of the first view, entities aside, that the second has too, the same or near."""
        words = {term: weight for term, weight in self.terms[one].weights.items() if not term.startswith("@")}
        others = [term for term in self.terms[other].weights if not term.startswith("@")]
        met = sum(weight * max((nearness(term, mate) for mate in others), default=0.0) for term, weight in words.items())
        return met / sum(words.values()) if words else 0.0

    def same_core(self, one: int, other: int) -> bool:
        """True where what the first turns on, its verb or what it says of its subject, is in the second."""
        core = self.views[one].proposition.predicates[:1]
        others = [*self.views[other].proposition.predicates, *self.views[other].proposition.lemmas]
        if not core:
            return self.covered(one, other) >= NEAREST
        return any(nearness(stem(core[0]), stem(word)) >= NEAREST for word in others)

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Pairs worth comparing: those that share a word which is not everywhere in the story."""
        most = max(20, int(COMMON * len(self.views)))
        for index, terms in enumerate(self.terms):
            near: dict[int, int] = defaultdict(int)
            for term in terms.weights:
                if term.startswith("@") or len(self.holding[term]) > most:
                    continue
                kin = [word for word, share in near_words().get(term, {}).items() if share >= NEAREST]
                for word in (term, *kin):
                    for other in self.holding.get(word, ()):
                        if other > index:
                            near[other] += 1
            yield from ((index, other) for other in sorted(near))


def _name_stems(entity: Entity) -> frozenset[str]:
    words = " ".join((entity.name, *entity.aliases)).lower().replace("’", "'").split()
    return frozenset(stem(word.strip("().,'")) for word in words)


def _terms(proposition: Proposition, names: Mapping[str, frozenset[str]]) -> set[str]:
    named: set[str] = set()
    for entity in proposition.entities:
        named |= names.get(entity, frozenset())
    words = {stem(lemma) for lemma in proposition.lemmas} - named
    return words | {f"@{entity}" for entity in proposition.entities}
