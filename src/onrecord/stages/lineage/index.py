"""Where copies of an article may be found: an index of sentence sketches, filled report by report.

Method: MinHash (Broder 1997) of each sentence's stems, cut into bands (locality-sensitive hashing; Indyk and
Motwani 1998), so that a sentence is found again though words were replaced, and an article though it was cut,
reordered or merged with another. Cost and memory grow with the number of sentences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from rensa import RMinHash

from onrecord.stages.lineage.articles import Article

ROWS = 3
"""Minima a band; with ``BANDS``, sentences with half of their stems in common meet in nine cases of ten, those
with one in ten in two of a hundred."""
BANDS = 16
SEED = 1
SAMPLE = 4
"""One in so many bands is noted, the same ones of every article: a fourth of the memory, and two articles that have
one sentence in the same words still meet in 99 cases of a hundred."""
HOLDERS = 4
"""How many articles are noted under one band, so that a wire story in a thousand reports costs each of them a few
comparisons, and a line that every report of an outlet carries costs nothing."""
ODD = np.uint64(0x9E3779B97F4A7C15)
"""The odd number nearest 2^64 over the golden ratio, which spreads what it multiplies (Knuth, TAOCP 3, 6.4)."""


class CopyIndex:
    """Articles by their sentences; give each only once."""

    def __init__(self) -> None:
        # One tuple serves all bands that an article alone is noted under, which are nearly all.
        self._holders: dict[int, tuple[int, ...]] = {}
        self._count = 0

    def add(self, article: Article) -> list[int]:
        """Note an article; the numbers of the earlier ones that may share text with it, likeliest first."""
        number, hits = self._count, Counter[int]()
        self._count += 1
        alone = (number,)
        for band in list_bands(article):
            holders = self._holders.get(band)
            if holders is None:
                self._holders[band] = alone
                continue
            hits.update(holders)
            if len(holders) < HOLDERS:
                self._holders[band] = (*holders, number)
        return rank_holders(hits)


def rank_holders(hits: Counter[int]) -> list[int]:
    """The holders of bands, those first that were met in most."""
    return [other for other, _ in sorted(hits.items(), key=lambda hit: (-hit[1], hit[0]))]


def list_bands(article: Article) -> list[int]:
    """The bands that an article is noted under, as numbers from 0 to 2^63, each once, sorted."""
    stems = [sorted(sentence.stems) for sentence in article.sentences]
    if not stems:
        return []
    digests: Sequence[Sequence[int]] = RMinHash.digests_from_token_sets(stems, ROWS * BANDS, SEED)
    minima = np.array(digests, np.uint64).reshape(len(stems), BANDS, ROWS)
    mixed = np.broadcast_to(np.arange(BANDS, dtype=np.uint64), minima.shape[:2])
    for row in range(ROWS):
        mixed = (mixed ^ (mixed >> np.uint64(32))) * ODD + minima[:, :, row]
    mixed = (mixed ^ (mixed >> np.uint64(32))) * ODD
    found: list[int] = np.unique(mixed[(mixed >> np.uint64(61)) % SAMPLE == 0] >> np.uint64(1)).tolist()
    return found
