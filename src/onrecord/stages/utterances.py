"""The same thing said once, however many reports render it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from onrecord.records import Analysis, Evidence, Span, Utterance, When
from onrecord.resources import words
from onrecord.resources.meaning import nearness, stem

QUOTED = re.compile(r"[\"“”„«»‟]([^\"“”„«»‟]+)(?:[\"“”„«»‟]|$)")
WORD = re.compile(r"[\w’']+")
LEAST_WORDS = 4
"""A shorter quotation ("no comment") recurs without being one utterance."""
SURE_WORDS = 8
"""So many words in one order are one utterance whoever each report says said it."""
SAME = 88.0
"""Partial ratio from which quotations are one wording: cuts, "and" for "&", a changed tense, a house style."""
PARAPHRASE = 0.6
"""Share of the shorter quotation's content words that must be met, the same or near, where two reports render
one speaker's words of one day differently (translations, mostly). At 0.6 four of six words recur."""
PARAPHRASE_WORDS = 4
"""Content words that both quotations need for that."""
CROWD = 200
"""Quotations of one speaker that are compared for paraphrase; past that it is a stump speech, not an answer."""


@dataclass(frozen=True, slots=True)
class _Quotation:
    """A quoted stretch of a content."""

    evidence: Evidence
    speakers: tuple[str, ...]
    said_on: When | None
    words: tuple[str, ...]
    places: tuple[Span, ...]
    """Of each word."""
    stems: frozenset[str]

    @property
    def text(self) -> str:
        return " ".join(self.words)


def align_utterances(analyses: Sequence[Analysis]) -> tuple[Utterance, ...]:
    """Utterances that at least two reports render, by first rendering.

    Two quotations are one utterance where their words agree in order (cuts allowed), or where one speaker
    of one day says the same in other words.
    """
    quotations = [q for a in sorted(analyses, key=lambda a: a.page.name) for q in _quotations(a)]
    home = list(range(len(quotations)))
    for one, other in sorted({*_same_words(quotations), *_same_sense(quotations)}):
        a, b = _root(home, one), _root(home, other)
        home[max(a, b)] = min(a, b)
    groups: dict[int, list[_Quotation]] = defaultdict(list)
    for index, quotation in enumerate(quotations):
        groups[_root(home, index)].append(quotation)
    several = [group for group in groups.values() if len({q.evidence.report for q in group}) > 1]
    return tuple(sorted((_utterance(group) for group in several), key=lambda u: (u.renderings, u.speaker)))


def _quotations(analysis: Analysis) -> Iterator[_Quotation]:
    text, seen = analysis.page.text, set()
    light = words("light-words.txt")
    for statement in analysis.statements:
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
                yield _Quotation(
                    Evidence(analysis.page.name, span), statement.speakers, statement.said_on, found, places, stems
                )


def _same_words(quotations: Sequence[_Quotation]) -> Iterator[tuple[int, int]]:
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


def _agree(one: _Quotation, other: _Quotation) -> bool:
    if one.evidence.report == other.evidence.report:
        return False
    shorter = min(len(one.words), len(other.words))
    if not set(one.speakers) & set(other.speakers) and shorter < SURE_WORDS:
        return False
    return fuzz.partial_ratio(one.text, other.text) >= SAME


def _same_sense(quotations: Sequence[_Quotation]) -> Iterator[tuple[int, int]]:
    """Pairs of one speaker and one day in different reports that say the same in other words."""
    said: dict[str, list[int]] = defaultdict(list)
    for index, quotation in enumerate(quotations):
        for speaker in quotation.speakers:
            said[speaker].append(index)
    for speaker in sorted(said):
        mine = said[speaker][:CROWD]
        for place, one in enumerate(mine):
            for other in mine[place + 1 :]:
                if _paraphrases(quotations[one], quotations[other]):
                    yield one, other


def _paraphrases(one: _Quotation, other: _Quotation) -> bool:
    if one.evidence.report == other.evidence.report or not _same_day(one.said_on, other.said_on):
        return False
    few, many = sorted((one.stems, other.stems), key=len)
    if len(few) < PARAPHRASE_WORDS or len(many) > 2 * len(few):
        return False
    met = sum(max(nearness(word, mate) for mate in many) for word in sorted(few))
    return met / len(few) >= PARAPHRASE


def _same_day(one: When | None, other: When | None) -> bool:
    return one is None or other is None or one.day == other.day


def _root(home: list[int], index: int) -> int:
    while home[index] != index:
        home[index] = home[home[index]]
        index = home[index]
    return index


def _utterance(group: Sequence[_Quotation]) -> Utterance:
    speakers = Counter(speaker for quotation in group for speaker in quotation.speakers)
    speaker = min(speakers, key=lambda name: (-speakers[name], name))
    group = sorted(group, key=lambda quotation: quotation.evidence)
    days = sorted({q.said_on for q in group if q.said_on is not None}, key=lambda when: (when.precision != "day", when))
    renderings = tuple(quotation.evidence for quotation in group)
    return Utterance(speaker, days[0] if days else None, renderings, _differing(group))


def _differing(group: Sequence[_Quotation]) -> tuple[tuple[Span, ...], ...]:
    """The words by which renderings differ: each against the fullest, which is held against all others."""
    fullest = max(group, key=lambda quotation: len(quotation.words))
    kept: set[int] = set()
    spans: dict[Evidence, tuple[Span, ...]] = {}
    for quotation in group:
        if quotation is fullest:
            continue
        matcher = SequenceMatcher(None, fullest.words, quotation.words, autojunk=False)
        blocks = matcher.get_matching_blocks()
        kept.update(place for block in blocks for place in range(block.a, block.a + block.size))
        met = {place for block in blocks for place in range(block.b, block.b + block.size)}
        spans[quotation.evidence] = _runs(quotation, met)
    spans[fullest.evidence] = _runs(fullest, kept)
    return tuple(spans[quotation.evidence] for quotation in group)


def _runs(quotation: _Quotation, met: Collection[int]) -> tuple[Span, ...]:
    """The spans of the words that are not met, neighbours as one."""
    runs: list[Span] = []
    before = -2
    for place, span in enumerate(quotation.places):
        if place in met:
            continue
        if place == before + 1:
            runs[-1] = Span(runs[-1].start, span.end)
        else:
            runs.append(span)
        before = place
    return tuple(runs)
