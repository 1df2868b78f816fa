"""Text that two reports of a story share: copies, reuse, and words that both quote from one speaker.

Method: an inverted index of word n-grams (shingles; Broder 1997) finds seeds, each seed is grown to
the longest common run, and runs that follow each other in both reports are joined to passages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.records import ARTICLE_KINDS, Analysis, Entity, Evidence, Link, Span

SEED = 6
"""Words in a row that start a passage. Six seldom recur by chance across news texts."""
GAP = 6
"""Words that may differ between two runs of one passage: an inserted "Mr. X said"."""
QUOTED_WORDS = 8
"""Shortest shared quotation shown, in words: shorter ones are often slogans or titles."""
OWN_WORDS = 16
"""Shortest shared run in the outlets' own voice: longer than the names of offices and bills."""
COPY_SHARE = 0.5
"""Share of the shorter report's words from which the whole counts as a copy."""
FELLOWS = 4
"""How many earlier holders of an n-gram a report is laid against, so that a wire story in a hundred
reports costs a hundred comparisons and not five thousand."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one report's article, lower-cased, with their spans."""

    analysis: Analysis
    keys: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """Words ``i:i+length`` of one report and ``j:j+length`` of the other, joined over small gaps."""

    i: int
    j: int
    i_end: int
    j_end: int
    common: int


def trace_passages(analyses: Sequence[Analysis], entities: Mapping[str, Entity]) -> Iterator[Link]:
    """Copies and shared passages among the reports of one story."""
    texts = [_words(analysis) for analysis in sorted(analyses, key=_age)]
    for (first, second), seeds in _shared_seeds(texts).items():
        passages = _join(_grow(texts[first], texts[second], seeds))
        yield from _links(texts[first], texts[second], passages, entities)


def _age(analysis: Analysis) -> tuple[int, str, str]:
    """Earliest first; reports of unknown date last."""
    when = analysis.published.when
    return (0, when.at.isoformat(), analysis.page.name) if when else (1, "", analysis.page.name)


def _words(analysis: Analysis) -> _Words:
    text, keys, spans = analysis.page.text, [], []
    for block in analysis.blocks:
        if block.kind in ARTICLE_KINDS:
            for match in re.finditer(r"[\w'’$%]+", text[: block.span.end][block.span.start :]):
                word = match.group().lower().replace("’", "'").strip("'")
                if word:
                    keys.append(word)
                    spans.append(Span(block.span.start + match.start(), block.span.start + match.end()))
    return _Words(analysis, tuple(keys), tuple(spans))


def _shared_seeds(texts: Sequence[_Words]) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """Positions of shared n-grams for pairs of reports, earlier report first."""
    holders: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    pairs: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for number, text in enumerate(texts):
        seen: dict[tuple[str, ...], int] = {}
        for i in range(len(text.keys) - SEED + 1):
            gram = text.keys[i : i + SEED]
            if gram in seen:
                continue
            seen[gram] = i
            for other, j in holders.get(gram, ()):
                pairs[(other, number)].append((j, i))
        for gram, i in seen.items():
            if len(holders[gram]) < FELLOWS:
                holders[gram].append((number, i))
    return dict(sorted(pairs.items()))


def _grow(a: _Words, b: _Words, seeds: Sequence[tuple[int, int]]) -> list[_Run]:
    """Seeds to longest common runs; a seed inside a run already found is skipped."""
    runs: list[_Run] = []
    reached: dict[int, int] = {}
    for i, j in sorted(seeds):
        if reached.get(i - j, -1) > i:
            continue
        end = SEED
        while i + end < len(a.keys) and j + end < len(b.keys) and a.keys[i + end] == b.keys[j + end]:
            end += 1
        reached[i - j] = i + end
        runs.append(_Run(i, j, i + end, j + end, end))
    return runs


def _join(runs: Sequence[_Run]) -> list[_Run]:
    """Runs that follow each other in both reports with small gaps become one passage."""
    joined: list[_Run] = []
    for run in sorted(runs, key=lambda r: (r.i, r.j)):
        last = joined[-1] if joined else None
        if last and 0 <= run.i - last.i_end <= GAP and 0 <= run.j - last.j_end <= GAP:
            joined[-1] = _Run(last.i, last.j, run.i_end, run.j_end, last.common + run.common)
        elif last and run.i_end <= last.i_end and run.i >= last.i:
            continue
        else:
            joined.append(run)
    return joined


def _span(text: _Words, first: int, end: int) -> Span:
    return Span(text.spans[first].start, text.spans[end - 1].end)


def _links(a: _Words, b: _Words, passages: Sequence[_Run], entities: Mapping[str, Entity]) -> Iterator[Link]:
    """Links for one pair, ``a`` the earlier report as far as dates tell."""
    shorter = min(len(a.keys), len(b.keys))
    quoted = [(run, _quoted_from(a, b, run, entities)) for run in passages]
    own = sum(run.common for run, speaker in quoted if not speaker)
    if shorter and sum(run.common for run in passages) >= COPY_SHARE * shorter and own >= OWN_WORDS:
        yield from (_reuse(a, b, run, "copy") for run in passages)
        return
    for run, speaker in quoted:
        here, there = _span(a, run.i, run.i_end), _span(b, run.j, run.j_end)
        if speaker and run.common >= QUOTED_WORDS:
            yield from _quotation(a.analysis, b.analysis, here, there, entities.get(speaker))
        elif not speaker and run.common >= OWN_WORDS:
            yield _reuse(a, b, run, "shared-passage")


def _quoted_from(a: _Words, b: _Words, run: _Run, entities: Mapping[str, Entity]) -> str | None:
    """The speaker whose words a report quotes by this passage, None where both have it as their own.

    Where the two name different speakers, one with a name goes before an unnamed one.
    """
    found = [_speaker_of(a.analysis, _span(a, run.i, run.i_end)), _speaker_of(b.analysis, _span(b, run.j, run.j_end))]
    speakers = [speaker for speaker in found if speaker]
    named = (speaker for speaker in speakers if speaker in entities and entities[speaker].kind != "unnamed")
    return next(named, speakers[0] if speakers else None)


def _speaker_of(analysis: Analysis, passage: Span) -> str | None:
    """The speaker of a statement whose quoted content makes up most of the passage."""
    best: tuple[int, str] | None = None
    for statement in analysis.statements:
        if statement.mode == "indirect" or not statement.speakers:
            continue
        shared = sum(max(0, min(c.end, passage.end) - max(c.start, passage.start)) for c in statement.content)
        if 2 * shared > len(passage) and (best is None or shared > best[0]):
            best = (shared, statement.speakers[0])
    return best[1] if best else None


def _quotation(a: Analysis, b: Analysis, here: Span, there: Span, speaker: Entity | None) -> Iterator[Link]:
    """Both reports quote one speaker: each goes back to what was said there, not to the other."""
    if speaker is None:
        return
    name = speaker.name
    if speaker.kind != "outlet":
        name += f" ({_occasion(a, here) or _occasion(b, there) or 'same words'})"
    for one, span, other, passage in ((a, here, b, there), (b, there, a, here)):
        if one.outlet != speaker.id:
            reason = f"{other.page.name} quotes the same words of {speaker.name}"
            yield Link(one.page.name, name, "shared-passage", span, Evidence(other.page.name, passage), reason)


OCCASIONS = (
    "statement",
    "interview",
    "news conference",
    "press conference",
    "briefing",
    "speech",
    "letter",
    "tweet",
    "memo",
)


def _occasion(analysis: Analysis, passage: Span) -> str | None:
    """On what occasion the words fell, where the sentences that carry them say so."""
    for statement in analysis.statements:
        if any(passage.overlaps(content) for content in statement.content):
            outside = " ".join(span.of(analysis.page.text) for span in statement.evidence).lower()
            for occasion in OCCASIONS:
                if re.search(rf"\b{occasion}\b", outside):
                    return occasion
    return None


def _reuse(a: _Words, b: _Words, run: _Run, kind: Literal["copy", "shared-passage"]) -> Link:
    later, earlier, mine, theirs, why = _direct(a, b, _span(a, run.i, run.i_end), _span(b, run.j, run.j_end))
    return Link(later.page.name, earlier.page.name, kind, mine, Evidence(earlier.page.name, theirs), why)


def _direct(a: _Words, b: _Words, here: Span, there: Span) -> tuple[Analysis, Analysis, Span, Span, str]:
    """Who took it from whom: by a credit line, then by date, then the one that has more of the text."""
    x, y = a.analysis, b.analysis
    if x.published.when and y.published.when and x.published.when.at != y.published.when.at:
        return y, x, there, here, f"{x.page.name} came out earlier"
    for source, taker, mine, theirs in ((x, y, there, here), (y, x, here, there)):
        if _has(source, "dateline") and not _has(taker, "dateline"):
            return taker, source, mine, theirs, f"{source.page.name} carries the dateline"
    if len(a.keys) >= len(b.keys):
        return y, x, there, here, f"dates do not tell who was first; {x.page.name} has more of the text"
    return x, y, here, there, f"dates do not tell who was first; {y.page.name} has more of the text"


def _has(analysis: Analysis, kind: str) -> bool:
    return any(block.kind == kind for block in analysis.blocks)
