"""A report's signature: its rare words, what of its wording is rare, what its headline means, its day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import log, sqrt
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from onrecord.records import ARTICLE_KINDS, Analysis, Block, Page, Signature
from onrecord.stages.stories.weights import load_weights

LEAD = 1_500
"""Code points of the article's start that count as its lead: some eight paragraphs."""
PHRASE = 2
"""Words in a row that make a phrase: two reports of one event share names, offices and things done."""
RUN = 4
"""Words in a row that make a run: two reports of one event quote the same words."""
SAMPLE = 8
"""One in so many runs is kept, the same ones in every report. On the training pairs all of them told hardly more."""
TERMS = 200
"""Terms kept of a report. On the training pairs 100 did worse and 400 no better."""
KEYS = 40
"""Terms that a report is looked up by. Two reports of one matter share at least two of their 25
heaviest in 99 of 100 pairs of the training groups."""
COMMON = 0.1
"""Share of reports in which a term may occur to be looked up by: bounds the reports behind one key."""
HEADING = 20
"""Words that stand for the headline of a report that has none."""
_ODD = np.uint64(0x9E3779B97F4A7C15)
"""The odd number nearest 2^64 over the golden ratio, which spreads what it multiplies (Knuth, TAOCP 3, 6.4)."""
_TERM = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def find_heading(page: Page, blocks: Sequence[Block]) -> str:
    """The headline as its container or its page gives it, else the article's first words."""
    if page.title and page.title.strip():
        return page.title
    for block in blocks:
        if block.kind in ARTICLE_KINDS:
            return " ".join(block.span.of(page.text).split()[:HEADING])
    return ""


def sign_report(analysis: Analysis) -> Signature:
    """The signature of one report, from its article alone: furniture is not about the matter."""
    page, when = analysis.page, analysis.published.when
    text = "\n".join(block.span.of(page.text) for block in analysis.blocks if block.kind in ARTICLE_KINDS)
    day = when.day if when else None
    return sign_text(
        page.key, page.title or "", text, day=day.toordinal() if day else None, vector=set_apart(analysis.heading)
    )


def sign_text(report: str, title: str, text: str, *, day: int | None, vector: bytes) -> Signature:
    """The signature of an article given as plain text."""
    words = _split(text)
    return Signature(
        report=report,
        day=day,
        terms=_weigh(words),
        vector=vector,
        phrases=_leave_out_common(list_phrases(title, text)),
        runs=_leave_out_common(list_runs(words)),
    )


def list_phrases(title: str, text: str) -> NDArray[np.uint32]:
    """Digests of every two words in a row of headline and lead, sorted, each once."""
    return _digest(_split(f"{title} {text[:LEAD]}"), PHRASE)


def list_runs(words: Sequence[str]) -> NDArray[np.uint32]:
    """Digests of four words in a row, one in ``SAMPLE`` of them, sorted, each once."""
    digests = _digest(words, RUN)
    sample: NDArray[np.uint32] = digests[digests % SAMPLE == 0]
    return sample


def list_keys(signature: Signature) -> tuple[str, ...]:
    """The terms by which a report is found; reports that share fewer than two are not compared."""
    weights = load_weights()
    most = COMMON * weights.reports
    return tuple(term for term, _ in signature.terms if weights.frequencies.get(term, 0) <= most)[:KEYS]


def set_apart(heading: bytes) -> bytes:
    """A headline's embedding along the axes by which news headlines differ, all of equal weight.

    Embeddings of news lie close together; without what they share, a likeness stands out (whitening:
    Su et al. 2021, "Whitening sentence representations"). Empty for an empty one.
    """
    if not heading:
        return b""
    weights = load_weights()
    apart = (np.frombuffer(heading, "<f2").astype(float) - weights.center) @ weights.axes
    length = sqrt(float(apart @ apart))
    return (apart / length).astype("<f2").tobytes() if length else b""


def _digest(words: Sequence[str], length: int) -> NDArray[np.uint32]:
    """Digests of ``length`` words in a row, sorted, each once."""
    count = len(words) - length + 1
    if count < 1:
        return np.zeros(0, "<u4")
    numbers = np.array([_number(word) for word in words], np.uint64)
    mixed = np.zeros(count, np.uint64)
    for place in range(length):
        mixed = mixed * _ODD + numbers[place : place + count]
    mixed = (mixed ^ (mixed >> np.uint64(32))) * _ODD
    return np.unique((mixed >> np.uint64(32)).astype("<u4"))


def _leave_out_common(digests: NDArray[np.uint32]) -> bytes:
    return np.setdiff1d(digests, load_weights().usual, assume_unique=True).astype("<u4").tobytes()


@lru_cache(maxsize=100_000)
def _number(word: str) -> int:
    return crc32(word.encode("utf-8", "replace"))


def _split(text: str) -> list[str]:
    return [_plain(match) for match in _TERM.findall(text)]


@lru_cache(maxsize=100_000)
def _plain(word: str) -> str:
    """Without case, possessive and plural: "Senators'" and "senator" are one term."""
    word = word.casefold().replace("’", "'").removesuffix("'s")
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def _weigh(words: Iterable[str]) -> tuple[tuple[str, float], ...]:
    """Each term by how often it stands there and how rare it is in news, as a vector of unit length."""
    weights = load_weights()
    heavy = [(term, (1 + log(count)) * weights.rarity(term)) for term, count in Counter(words).items()]
    length = sqrt(sum(weight * weight for _, weight in sorted(heavy)))
    heavy.sort(key=lambda entry: (-entry[1], entry[0]))
    return tuple((term, round(weight / length, 5)) for term, weight in heavy[:TERMS] if weight > 0)
