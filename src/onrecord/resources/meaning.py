"""How near two words are in meaning, by the tables near-words.tsv, news-synonyms.txt and opposites.tsv."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import snowballstemmer

from onrecord.resources import pairs, rows, words

GROUPED = 0.8
"""Nearness of two words that one line of news-synonyms.txt holds: that of WordNet's synonyms."""

_stemmer = snowballstemmer.stemmer("english")


@cache
def stem(lemma: str) -> str:
    """Porter2 stem, so that "resignation" meets "resign"; a phrasal verb (step_down) stays whole."""
    return lemma if "_" in lemma else str(_stemmer.stemWord(lemma))


@cache
def near_words(word: str) -> Mapping[str, float]:
    """The stems that say nearly the same as the stem ``word``, with a share from 0 to 1; the same both ways."""
    pairs = (pair.rpartition(":") for pair in _near_rows().get(word, "").split())
    kin = {other: int(share) / 100 for other, _, share in pairs}
    for mate in _grouped().get(word, ()):
        kin[mate] = GROUPED
    return kin


@cache
def _near_rows() -> dict[str, str]:
    """What near-words.tsv has for each stem, unread: a story needs few of its 12,000 rows."""
    return dict(pairs("near-words.tsv"))


@cache
def _grouped() -> dict[str, list[str]]:
    """The stems that share a line of news-synonyms.txt with each stem."""
    mates: dict[str, list[str]] = {}
    for line in sorted(words("news-synonyms.txt")):
        group = [stem(word) for word in line.split()]
        for word in group:
            mates.setdefault(word, []).extend(other for other in group if other != word)
    return mates


def nearness(one: str, other: str) -> float:
    """How near two stems are in meaning: 1 for the same, 0 for any that the table does not join."""
    return 1.0 if one == other else near_words(one).get(other, 0.0)


@cache
def _opposites() -> frozenset[tuple[str, str]]:
    return frozenset((row["word"], row["opposite"]) for row in rows("opposites.tsv"))


def opposed(one: str, other: str) -> bool:
    """True where WordNet has a word of the one stem as an antonym of a word of the other."""
    return (one, other) in _opposites()
