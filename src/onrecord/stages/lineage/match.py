"""Two articles laid against each other, sentence by sentence: what one has of the other, however reworded."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from onrecord.stages.lineage.articles import Article

SHARED_STEMS = 4
"""Stems that two sentences must share at least to be one and the same."""
ALIKE = 0.5
"""Dice coefficient of stems from which they are: sentences with every third word replaced lie above."""
CHANCE = 0.45
"""Dice coefficient up to which likeness shows nothing: two hands writing of one matter reach it."""


@dataclass(frozen=True, slots=True)
class Match:
    """Sentences that two articles have in common."""

    first: Article
    second: Article
    pairs: tuple[tuple[int, int, int], ...]
    """Sentence of the first, sentence of the second, stems that they share; by the second's order."""

    @property
    def shared(self) -> int:
        """Stems shared by the paired sentences."""
        return sum(count for _, _, count in self.pairs)

    @property
    def shares(self) -> tuple[float, float]:
        """Of the first's and of the second's stems, those that stand in paired sentences."""
        ones, others = {i for i, _, _ in self.pairs}, {j for _, j, _ in self.pairs}
        held = sum(len(self.first.sentences[i].stems) for i in ones)
        taken = sum(len(self.second.sentences[j].stems) for j in others)
        return held / max(1, self.first.size), taken / max(1, self.second.size)

    @property
    def evidence(self) -> float:
        """How much the pairs show: the stems they share, each by how far its pair is beyond chance."""
        return sum(count * (self.likeness(i, j, count) - CHANCE) for i, j, count in self.pairs)

    def likeness(self, i: int, j: int, count: int) -> float:
        """Dice coefficient of the stems of two sentences that share ``count`` of them."""
        return 2 * count / (len(self.first.sentences[i].stems) + len(self.second.sentences[j].stems))

    @property
    def sameness(self) -> float:
        """How far the paired sentences agree word for word: 1 for a copy, about a half for a rewrite."""
        mine = sum(len(self.first.sentences[i].stems) for i, _, _ in self.pairs)
        theirs = sum(len(self.second.sentences[j].stems) for _, j, _ in self.pairs)
        return 2 * self.shared / max(1, mine + theirs)


def match_with(first: Article) -> Callable[[Article], Match]:
    """What lays other articles against the one; cost grows with the number of words."""
    places: dict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(first.sentences):
        for stem in sentence.stems:
            places[stem].append(number)

    def match(second: Article) -> Match:
        pairs = []
        for number, sentence in enumerate(second.sentences):
            counts = Counter(place for stem in sentence.stems for place in places.get(stem, ()))
            best = max(
                (
                    (2 * count / (len(sentence.stems) + len(first.sentences[place].stems)), -place, count)
                    for place, count in counts.items()
                    if count >= SHARED_STEMS
                ),
                default=None,
            )
            if best and best[0] >= ALIKE:
                pairs.append((-best[1], number, best[2]))
        return Match(first, second, tuple(pairs))

    return match
