"""The same thing said once, however many reports render it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher

from onrecord.records import Analysis, Evidence, Span, Utterance, When
from onrecord.resources.meaning import nearness
from onrecord.stages.utterances.quotations import Quotation, find_quotations, group_quotations, same_words
from onrecord.stages.utterances.settling import settle_speakers

__all__ = ["align_utterances", "settle_speakers"]

PARAPHRASE = 0.6
"""Share of the shorter quotation's content words that must be met, the same or near, where two reports render
one speaker's words of one day differently (translations, mostly). At 0.6 four of six words recur."""
PARAPHRASE_WORDS = 4
"""Content words that both quotations need for that."""
CROWD = 200
"""Quotations of one speaker that are compared for paraphrase; past that it is a stump speech, not an answer."""


def align_utterances(analyses: Sequence[Analysis]) -> tuple[Utterance, ...]:
    """Utterances that at least two reports render, by first rendering.

    Two quotations are one utterance where their words agree in order (cuts allowed), or where one speaker
    of one day says the same in other words.
    """
    quotations = [q for a in sorted(analyses, key=lambda a: a.page.name) for q in find_quotations(a)]
    groups = group_quotations(quotations, (*same_words(quotations), *_same_sense(quotations)))
    several = [group for group in groups if len({q.evidence.report for q in group}) > 1]
    return tuple(sorted((_utterance(group) for group in several), key=lambda u: (u.renderings, u.speaker)))


def _same_sense(quotations: Sequence[Quotation]) -> Iterator[tuple[int, int]]:
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


def _paraphrases(one: Quotation, other: Quotation) -> bool:
    if one.evidence.report == other.evidence.report or not _same_day(one.said_on, other.said_on):
        return False
    few, many = sorted((one.stems, other.stems), key=len)
    if len(few) < PARAPHRASE_WORDS or len(many) > 2 * len(few):
        return False
    met = sum(max(nearness(word, mate) for mate in many) for word in sorted(few))
    return met / len(few) >= PARAPHRASE


def _same_day(one: When | None, other: When | None) -> bool:
    return one is None or other is None or one.day == other.day


def _utterance(group: Sequence[Quotation]) -> Utterance:
    speakers = Counter(speaker for quotation in group for speaker in quotation.speakers)
    speaker = min(speakers, key=lambda name: (-speakers[name], name))
    group = sorted(group, key=lambda quotation: quotation.evidence)
    days = sorted({q.said_on for q in group if q.said_on is not None}, key=lambda when: (when.precision != "day", when))
    renderings = tuple(quotation.evidence for quotation in group)
    return Utterance(speaker, days[0] if days else None, renderings, _differing(group))


def _differing(group: Sequence[Quotation]) -> tuple[tuple[Span, ...], ...]:
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


def _runs(quotation: Quotation, met: Collection[int]) -> tuple[Span, ...]:
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
