"""A report's signature: its rare words, those of its lead, what its headline means, its day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import log, sqrt

import numpy as np

from onrecord.records import ARTICLE_KINDS, Analysis, Block, Page, Signature
from onrecord.stages.stories.weights import load_weights

LEAD = 700
"""Code points of the article's start that count as its lead: headline and some four paragraphs."""
TERMS = 200
"""Terms kept of a report. On the training pairs 100 did worse and 400 no better."""
KEYS = 40
"""Terms that a report is looked up by. Two reports of one matter share at least two of their 25
heaviest in 99 of 100 pairs of the training groups."""
COMMON = 0.1
"""Share of reports in which a term may occur to be looked up by: bounds the reports behind one key."""
HEADING = 20
"""Words that stand for the headline of a report that has none."""
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
    return Signature(
        report=report,
        day=day,
        terms=_weigh(_split(text)),
        lead=_weigh(_split(f"{title} {text[:LEAD]}")),
        vector=vector,
    )


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
