"""What a search found, with the words that it was found by marked."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

import snowballstemmer

_TERM = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"[^\W_]+")


def mark_found(text: str, words: str) -> list[tuple[str, bool]]:
    """The text in pieces, those apart that the search's words match as the store's index does: by their stems,
    without accents and case; of words that end in ``*`` by how they begin."""
    stems: set[str] = set()
    begins: list[str] = []
    for phrase, word in _TERM.findall(words):
        terms = [_fold(term) for term in _WORD.findall(phrase or word)]
        if terms and not phrase and word.endswith("*"):
            begins.append(terms.pop())
        stems.update(map(_stem, terms))
    pieces: list[tuple[str, bool]] = []
    at = 0
    for found in _WORD.finditer(text):
        folded = _fold(found.group())
        if _stem(folded) in stems or any(folded.startswith(begin) for begin in begins):
            pieces += [(text[at : found.start()], False), (found.group(), True)]
            at = found.end()
    pieces.append((text[at:], False))
    return [piece for piece in pieces if piece[0]]


def _fold(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


@cache
def _stemmer() -> snowballstemmer.stemmer:
    # The index is made by SQLite's porter tokenizer.
    return snowballstemmer.stemmer("porter")


@lru_cache(20_000)
def _stem(word: str) -> str:
    stem: str = _stemmer().stemWord(word)
    return stem
