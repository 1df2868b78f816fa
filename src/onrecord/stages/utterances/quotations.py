"""The quoted stretches of a story's reports, and which of them are word for word the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from onrecord.records import Analysis, Evidence, Span, When
from onrecord.resources import words
from onrecord.resources.meaning import stem

QUOTED = re.compile(r"[\"“”„«»‟]([^\"“”„«»‟]+)(?:[\"“”„«»‟]|$)")
WORD = re.compile(r"[\w’']+")
LEAST_WORDS = 4
"""A shorter quotation ("no comment") recurs without being one utterance."""
SURE_WORDS = 8
"""So many words in one order are one utterance whoever each report says said it."""
SAME = 88.0
"""Partial ratio from which quotations are one wording: cuts, "and" for "&", a changed tense, a house style."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted stretch of a content."""

    evidence: Evidence
    statement: int
    """Index of its statement in its report."""
    speakers: tuple[str, ...]
    said_on: When | None
    words: tuple[str, ...]
    places: tuple[Span, ...]
    """Of each word."""
    stems: frozenset[str]

    @property
    def text(self) -> str:
        """Its words in one line."""
        return " ".join(self.words)


def find_quotations(analysis: Analysis) -> Iterator[Quotation]:
    """The quoted stretches of a report's statements, in the order of those."""
    text, seen = analysis.page.text, set()
    light = words("light-words.txt")
    for index, statement in enumerate(analysis.statements):
        if statement.mode == "indirect" or not statement.speakers:
            continue
        for content in statement.content:
            for match in QUOTED.finditer(content.of(text)):
                span = Span(content.start + match.start(1), content.start + match.end(1))
                matches = list(WORD.finditer(text, span.start, span.end))
                found = tuple(word.group().lower().replace("’", "'") for word in matches)
                places = tuple(Span(word.start(), word.end()) for word in matches)
                if len(found) < LEAST_WORDS or span in seen:
                    continue
                seen.add(span)
                stems = frozenset(stem(word) for word in found if word not in light and len(word) > 2)
                evidence = Evidence(analysis.page.name, span)
                yield Quotation(evidence, index, statement.speakers, statement.said_on, found, places, stems)


def same_words(quotations: Sequence[Quotation]) -> Iterator[tuple[int, int]]:
    """Pairs from different reports whose words agree in order."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, quotation in enumerate(quotations):
        for at in range(len(quotation.words) - LEAST_WORDS + 1):
            places[quotation.words[at : at + LEAST_WORDS]].append(index)
    tried: set[tuple[int, int]] = set()
    for shingle in sorted(places):
        first = places[shingle][0]
        for other in places[shingle][1:]:
            if first == other or (first, other) in tried:
                continue
            tried.add((first, other))
            if _agree(quotations[first], quotations[other]):
                yield first, other


def _agree(one: Quotation, other: Quotation) -> bool:
    if one.evidence.report == other.evidence.report:
        return False
    shorter = min(len(one.words), len(other.words))
    if not set(one.speakers) & set(other.speakers) and shorter < SURE_WORDS:
        return False
    return fuzz.partial_ratio(one.text, other.text) >= SAME


def _root(home: list[int], index: int) -> int:
    while home[index] != index:
        home[index] = home[home[index]]
        index = home[index]
    return index


def group_quotations(quotations: Sequence[Quotation], pairs: Iterable[tuple[int, int]]) -> list[list[Quotation]]:
    """The quotations that pairs join, by first member; those that none joins are groups of their own."""
    home = list(range(len(quotations)))
    for one, other in sorted(set(pairs)):
        a, b = _root(home, one), _root(home, other)
        home[max(a, b)] = min(a, b)
    groups: dict[int, list[Quotation]] = defaultdict(list)
    for index, quotation in enumerate(quotations):
        groups[_root(home, index)].append(quotation)
    return list(groups.values())
