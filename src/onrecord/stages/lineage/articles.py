"""A report's article in its own words: sentences without their quotations, as sets of stems."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.records import ARTICLE_KINDS, Analysis, Span
from onrecord.resources import words

STEM = 6
"""Letters of a word that tell it apart: "announced" and "announcement" are one stem."""
LEAST_STEMS = 4
"""Stems of a sentence that can show a debt: shorter ones ("The White House declined to comment.") recur."""
QUOTED = 4
"""Words between quotation marks from which they are somebody else's: shorter ones are titles and slogans."""
_SENTENCE = re.compile(r"""(?<=[.!?])["”’')\]]*\s+(?=["“‘'(]?[A-Z0-9])|\n+""")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_QUOTATION = re.compile(r"“[^”\n]*(?:”|$)|\"[^\"\n]*(?:\"|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class OwnSentence:
    """A sentence, and the stems that its report has not from a quotation."""

    span: Span
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Article:
    """What of a report can be laid against another's."""

    analysis: Analysis
    sentences: tuple[OwnSentence, ...]
    """Those with enough stems of their own, in order."""

    @property
    def size(self) -> int:
        """Stems of all sentences."""
        return sum(len(sentence.stems) for sentence in self.sentences)

    @property
    def name(self) -> str:
        """The report's name."""
        return self.analysis.page.name


def read_article(analysis: Analysis) -> Article:
    """The own sentences of a report's article, split by their marks: the same with or without a parse."""
    text, found = analysis.page.text, []
    for block in analysis.blocks:
        if block.kind not in ARTICLE_KINDS:
            continue
        quotations = [
            Span(block.span.start + hit.start(), block.span.start + hit.end())
            for hit in _QUOTATION.finditer(block.span.of(text))
            if hit.group().count(" ") + 1 >= QUOTED
        ]
        for span in _split(text, block.span):
            stems = frozenset(_stems(text, span, quotations))
            if len(stems) >= LEAST_STEMS:
                found.append(OwnSentence(span, stems))
    return Article(analysis, tuple(found))


def _split(text: str, block: Span) -> list[Span]:
    spans, start = [], block.start
    for gap in [*_SENTENCE.finditer(text, block.start, block.end), None]:
        end = gap.start() if gap else block.end
        if end > start:
            spans.append(Span(start, end))
        start = gap.end() if gap else block.end
    return spans


def _stems(text: str, span: Span, quotations: list[Span]) -> list[str]:
    inside = [quotation for quotation in quotations if quotation.overlaps(span)]
    stems = []
    for hit in _WORD.finditer(text, span.start, span.end):
        if not any(quotation.start <= hit.start() < quotation.end for quotation in inside):
            stem = stem_word(hit.group())
            if stem:
                stems.append(stem)
    return stems


@lru_cache(maxsize=100_000)
def stem_word(word: str) -> str:
    """The word's stem; empty for one that says too little to tell texts apart."""
    plain = word.casefold().replace("’", "'").removesuffix("'s")
    return "" if plain in _light() or len(plain) < 2 else plain[:STEM]


@cache
def _light() -> frozenset[str]:
    return words("function-words.txt") | words("light-words.txt")
