"""How near two words are in meaning, by the tables near-words.tsv, news-synonyms.txt and opposites.tsv."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import snowballstemmer

from onrecord.resources import rows, words

NONE: Mapping[str, float] = {}
GROUPED = 0.8
"""Nearness of two words that one line of news-synonyms.txt holds: that of WordNet's synonyms."""

_stemmer = snowballstemmer.stemmer("english")


@cache
def stem(lemma: str) -> str:
    """Porter2 stem, so that "resignation" meets "resign"; a phrasal verb (step_down) stays whole."""
    return lemma if "_" in lemma else str(_stemmer.stemWord(lemma))


@cache
def near_words() -> Mapping[str, Mapping[str, float]]:
    """For each stem, the stems that say nearly the same, with a share from 0 to 1."""
    table: dict[str, dict[str, float]] = {}
    for row in rows("near-words.tsv"):
        pairs = (pair.rpartition(":") for pair in row["near"].split())
        table[row["word"]] = {word: int(share) / 100 for word, _, share in pairs}
    for line in sorted(words("news-synonyms.txt")):
        group = [stem(word) for word in line.split()]
        for word in group:
            table.setdefault(word, {}).update((other, GROUPED) for other in group if other != word)
    for word, kin in list(table.items()):
        for other, share in kin.items():
            back = table.setdefault(other, {})
            back[word] = max(share, back.get(word, 0.0))
    return table


def nearness(one: str, other: str) -> float:
    """How near two stems are in meaning: 1 for the same, 0 for any that the table does not join."""
    return 1.0 if one == other else near_words().get(one, NONE).get(other, 0.0)


@cache
def _opposites() -> frozenset[tuple[str, str]]:
    return frozenset((row["word"], row["opposite"]) for row in rows("opposites.tsv"))


def opposed(one: str, other: str) -> bool:
    """True where WordNet has a word of the one stem as an antonym of a word of the other."""
    return (one, other) in _opposites()
