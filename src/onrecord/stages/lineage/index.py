"""Where copies of an article may be found: an index of sentence sketches, filled report by report.

Method: MinHash (Broder 1997) of each sentence's stems, cut into bands (locality-sensitive hashing; Indyk and
Motwani 1998), so that a sentence is found again though words were replaced, and an article though it was cut,
reordered or merged with another. Cost and memory grow with the number of sentences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rensa import RMinHash

from onrecord.stages.lineage.articles import Article

ROWS = 3
"""Minima a band; with ``BANDS``, sentences with half of their stems in common meet in nine cases of ten, those
with one in ten in two of a hundred."""
BANDS = 16
SEED = 1
HITS = 2
"""Bands that two articles must meet in to be laid against each other."""
HOLDERS = 4
"""How many articles are noted under one band, so that a wire story in a thousand reports costs each of them a few
comparisons, and a line that every report of an outlet carries costs nothing."""


class CopyIndex:
    """Articles by their sentences; give each only once."""

    def __init__(self) -> None:
        self._holders: list[dict[tuple[int, ...], list[int]]] = [{} for _ in range(BANDS)]
        self._count = 0

    def add(self, article: Article) -> list[int]:
        """Note an article; the numbers of the earlier ones that may share text with it, likeliest first."""
        number, hits = self._count, Counter[int]()
        self._count += 1
        for band, key in set(_bands(article)):
            holders = self._holders[band].setdefault(key, [])
            hits.update(holders)
            if len(holders) < HOLDERS:
                holders.append(number)
        return [other for other, count in sorted(hits.items(), key=lambda hit: (-hit[1], hit[0])) if count >= HITS]


def _bands(article: Article) -> Iterator[tuple[int, tuple[int, ...]]]:
    stems = [sorted(sentence.stems) for sentence in article.sentences]
    digests: Sequence[Sequence[int]] = RMinHash.digests_from_token_sets(stems, ROWS * BANDS, SEED) if stems else ()
    for digest in digests:
        for band in range(BANDS):
            yield band, tuple(digest[band * ROWS : (band + 1) * ROWS])
