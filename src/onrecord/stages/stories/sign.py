"""A report's signature: its rare words, those of its lead, the drift of its sentences, its day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from math import log, sqrt, sumprod
from struct import pack, unpack

from onrecord.records import ARTICLE_KINDS, Analysis, Signature
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
PROPOSITIONS = 12
"""Propositions that the vector is the mean of: the top of the story; what follows is often background."""
_TERM = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def sign_report(analysis: Analysis) -> Signature:
    """The signature of one report, from its article alone: furniture is not about the matter."""
    page, when = analysis.page, analysis.published.when
    text = "\n".join(block.span.of(page.text) for block in analysis.blocks if block.kind in ARTICLE_KINDS)
    first = sorted(analysis.propositions, key=lambda proposition: proposition.spans)[:PROPOSITIONS]
    vector = average(proposition.vector for proposition in first)
    day = when.day if when else None
    return sign_text(page.key, page.title or "", text, day=day.toordinal() if day else None, vector=vector)


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


def average(vectors: Iterable[bytes]) -> bytes:
    """The mean of embeddings, of unit length; empty without any."""
    made = [unpack(f"<{len(vector) // 2}e", vector) for vector in vectors if vector]
    mean = [sum(column) for column in zip(*made, strict=True)]
    length = sqrt(sumprod(mean, mean))
    return pack(f"<{len(mean)}e", *(value / length for value in mean)) if length else b""


def _split(text: str) -> list[str]:
    return [_plain(match) for match in _TERM.findall(text)]


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
