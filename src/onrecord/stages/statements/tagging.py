"""From the tagger's scores to attributions: the best labels of each window, and which source and content is whose.

Labels are found by a linear-chain conditional random field (Lafferty et al., ICML 2001) in which a span goes on only
after it began; sources and contents are given to cues by inner products of the cue's and the span's first words,
with a bias by distance (after Dozat and Manning, ICLR 2017).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.records import Block, Parse, Span
from onrecord.stages.statements.cues import Attribution
from onrecord.stages.statements.features import Numbers, describe_words, number_features
from onrecord.stages.statements.quotes import Quotes

Floats = NDArray[np.float32]
Range = tuple[int, int]
"""First token and the one after the last."""

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
NEVER = -1e4
"""The score of a label that cannot be."""
_ANEW = np.array([NEVER if name.startswith("I-") else 0 for name in LABELS], dtype=np.float32)
"""Added to the scores of a word that begins a block: no span goes on there."""
FARTHEST = 200
"""Tokens between the first words of a cue and of a span that can be its: longer than any two paragraphs."""
LINK_SCALE = 8.0
"""Inner products of 64 numbers are divided by the root of that, as in training."""


@dataclass(frozen=True, slots=True)
class Tables:
    """What decoding needs of the trained tagger beside its networks (weights/attribution.json)."""

    vocabulary: Mapping[str, Mapping[str, int]]
    steps: Floats
    """Score of each label after each, 7 x 7; forbidden steps are far below all others."""
    first: Floats
    last: Floats
    distance: Floats
    """Bias of a source and of a content by bucket of distance to the cue, 24 x 2."""


@dataclass(frozen=True, slots=True)
class Scores:
    """The networks' answer for the words of one window, which are the tokens ``first`` to ``last`` of the parse."""

    first: int
    last: int
    labels: Floats
    """Words x 7."""
    queries: Floats
    """Words x 128: the first 64 ask for a source, the others for a content."""
    keys: Floats
    """Words x 128, answering those."""


class Reading(Protocol):
    """A text that the tagger's encoder reads or has read."""

    @property
    def tables(self) -> Tables:
        """Of the tagger that reads."""

    def score(self, starts: Numbers, heads: Numbers, features: Numbers) -> Sequence[Scores]:
        """Scores of all words, window by window; ``starts`` are the words' offsets, ``features`` words x columns."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """One attribution as PolNeAR marks it: the tokens of source, cue and content, as half-open ranges."""

    cue: Range
    source: Range | None
    content: tuple[Range, ...]


def tag_attributions(
    parse: Parse, blocks: Sequence[Block], quotes: Quotes, ruled: Sequence[Attribution], *, reading: Reading
) -> list[Tagged]:
    """The outermost attributions of a report by PolNeAR's guidelines, in the order of their cues.

    That is more than what was said: beliefs, intentions, likes, decrees and perceptions too. Sources and contents
    farther than FARTHEST from any cue are left out.
    """
    if not parse.tokens:
        return []
    features = number_features(describe_words(parse, blocks, quotes, ruled), reading.tables.vocabulary)
    starts = np.fromiter((token.span.start for token in parse.tokens), np.int64, len(parse.tokens))
    heads = np.fromiter((token.head for token in parse.tokens), np.int64, len(parse.tokens))
    windows = reading.score(starts, heads, features)
    if not windows:
        return []
    begins = np.searchsorted(starts, [block.span.start for block in blocks])
    ranges: dict[str, list[Range]] = {"source": [], "cue": [], "content": []}
    for window, labels in zip(windows, best_labels(windows, reading.tables, begins.tolist()), strict=True):
        for role, first, last in _ranges(labels):
            ranges[role].append((window.first + first, window.first + last))
    queries = np.concatenate([window.queries for window in windows])
    keys = np.concatenate([window.keys for window in windows])
    return _link(ranges, queries, keys, reading.tables.distance, _links_by_rule(parse, ranges, ruled))


def best_labels(windows: Sequence[Scores], tables: Tables, begins: Sequence[int] = ()) -> list[list[int]]:
    """The best sequence of labels of each window (Viterbi), all windows side by side; no span goes on over one of
    the tokens ``begins``, which begin blocks."""
    lengths = np.array([len(window.labels) for window in windows], dtype=np.int64)
    if not len(lengths) or not lengths.max():
        return [[] for _ in windows]
    longest = int(lengths.max())
    scores = np.zeros((len(windows), longest, len(LABELS)), np.float32)
    for number, window in enumerate(windows):
        scores[number, : lengths[number]] = window.labels
        inside = [begin - window.first for begin in begins if window.first <= begin < window.last]
        scores[number, inside] += _ANEW
    at = np.arange(len(windows))[:, None]
    best = tables.first + scores[:, 0]
    back = np.zeros((len(windows), longest, len(LABELS)), np.int64)
    for step in range(1, longest):
        ways = best[:, :, None] + tables.steps
        back[:, step] = ways.argmax(axis=1)
        onward = ways.max(axis=1) + scores[:, step]
        best = np.where((step < lengths)[:, None], onward, best)
    labels = (best + tables.last).argmax(axis=1)
    paths = np.zeros((len(windows), longest), np.int64)
    for step in range(longest - 1, -1, -1):
        paths[:, step] = labels
        before = back[at[:, 0], step, labels]
        labels = np.where(step < lengths, before, labels) if step else labels
    return [paths[number, : lengths[number]].tolist() for number in range(len(windows))]


def _ranges(labels: Sequence[int]) -> Iterator[tuple[str, int, int]]:
    """The spans that a sequence of labels marks, with their roles."""
    at = 0
    while at < len(labels):
        name = LABELS[labels[at]]
        end = at + 1
        if name.startswith("B-"):
            while end < len(labels) and labels[end] == labels[at] + 1:
                end += 1
            yield name[2:], at, end
        at = end


def _links_by_rule(
    parse: Parse, ranges: Mapping[str, Sequence[Range]], ruled: Sequence[Attribution]
) -> dict[tuple[str, Range], Range]:
    """The cue of each source and content whose words the rules gave to that cue: they know syntax and quotations."""

    def span(words: Range) -> Span:
        return Span(parse.tokens[words[0]].span.start, parse.tokens[words[1] - 1].span.end)

    spans = {role: [(span(words), words) for words in found] for role, found in ranges.items()}
    begins = {role: [own.start for own, _ in found] for role, found in spans.items()}

    def touched(role: str, by: Span) -> list[Range]:
        at = max(0, bisect_left(begins[role], by.start) - 1)
        stop = bisect_left(begins[role], by.end)
        return [words for own, words in spans[role][at:stop] if own.overlaps(by)]

    links: dict[tuple[str, Range], Range] = {}
    for attribution in ruled:
        cues = touched("cue", attribution.cue)
        if not cues:
            continue
        for role, found in (("content", attribution.content), ("source", (attribution.source,))):
            for own in found:
                for words in touched(role, own) if own is not None else ():
                    links.setdefault((role, words), cues[0])
    return links


def _link(
    ranges: Mapping[str, Sequence[Range]],
    queries: Floats,
    keys: Floats,
    distance: Floats,
    known: Mapping[tuple[str, Range], Range],
) -> list[Tagged]:
    """Each content to its likeliest cue; each cue its likeliest source, if that is likely or is nobody else's.
    What is ``known`` by role and span goes before what is likely."""
    cues = ranges["cue"]
    begins = [cue[0] for cue in cues]
    contents: dict[Range, list[Range]] = {cue: [] for cue in cues}
    sources: dict[Range, tuple[float, Range]] = {}
    half = queries.shape[1] // 2
    for role, name in enumerate(("source", "content")):
        part = slice(role * half, (role + 1) * half)
        for span in ranges[name]:
            near = cues[bisect_left(begins, span[0] - FARTHEST) : bisect_left(begins, span[0] + FARTHEST)]
            if not near:
                continue
            fits = queries[[cue[0] for cue in near], part] @ keys[span[0], part] / LINK_SCALE
            fits = fits + distance[[_bucket(span[0] - cue[0]) for cue in near], role]
            best = known.get((name, span), near[int(fits.argmax())])
            if name == "content":
                contents[best].append(span)
                continue
            for score, cue in zip(fits.tolist(), near, strict=True):
                if score > sources.get(cue, (0.0, span))[0]:
                    sources[cue] = (score, span)
            if (name, span) in known:
                sources[best] = (_CERTAIN, span)
            sources.setdefault(best, (float(fits.max()), span))
    return [Tagged(cue, sources[cue][1] if cue in sources else None, tuple(contents[cue])) for cue in cues]


_CERTAIN = 1e4
"""The score of a link that the rules know."""


def _bucket(distance: int) -> int:
    size = abs(distance)
    step = 0 if size == 0 else min(11, 1 + int(log2(size) * 1.4))
    return 12 + step if distance >= 0 else 11 - step
