"""Text that two reports of a story share: copies, reuse, and words that both quote from one speaker.

Method: an inverted index of word n-grams (shingles; Broder 1997) finds seeds, each seed is grown to
the longest common run, and runs that follow each other in both reports are joined to passages. What was
reworded is found sentence by sentence (see kinship), and who took it from whom is told there too.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from typing import Literal
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from onrecord.records import ARTICLE_KINDS, Analysis, Entity, Evidence, Link, Span
from onrecord.stages.lineage.articles import read_article
from onrecord.stages.lineage.credits import name_republication
from onrecord.stages.lineage.index import ODD
from onrecord.stages.lineage.kinship import Kinship, lay_together, trace_kinship

_WORD = re.compile(r"[\w'’$%]+")
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
    starts: array[int]
    ends: array[int]


@dataclass(frozen=True, slots=True)
class _Run:
    """Words ``i:i+length`` of one report and ``j:j+length`` of the other, joined over small gaps."""

    i: int
    j: int
    i_end: int
    j_end: int
    common: int


def trace_passages(analyses: Sequence[Analysis], entities: Mapping[str, Entity]) -> Iterator[Link]:
    """Copies, rewrites and shared passages among the reports of one story."""
    texts = [_words(analysis) for analysis in sorted(analyses, key=_age)]
    numbers = {text.analysis.page.name: number for number, text in enumerate(texts)}
    pairs = {pair: _join(_grow(texts[pair[0]], texts[pair[1]], seeds)) for pair, seeds in _shared_seeds(texts).items()}
    kin = {}
    for kinship in trace_kinship(text.analysis for text in texts):
        one, other = sorted((numbers[kinship.taker], numbers[kinship.origin]))
        kin[one, other] = kinship
        pairs.setdefault((one, other), [])
    for (one, other), passages in sorted(pairs.items()):
        yield from _links(_Pair(texts[one], texts[other], kin.get((one, other))), passages, entities)


def _age(analysis: Analysis) -> tuple[int, str, str]:
    """Earliest first; reports of unknown date last."""
    when = analysis.published.when
    return (0, when.at.isoformat(), analysis.page.name) if when else (1, "", analysis.page.name)


def _words(analysis: Analysis) -> _Words:
    text, keys = analysis.page.text, list[str]()
    starts, ends = array("I"), array("I")
    for block in analysis.blocks:
        if block.kind in ARTICLE_KINDS:
            for match in _WORD.finditer(text, block.span.start, block.span.end):
                word = match.group().lower().replace("’", "'").strip("'")
                if word:
                    # One string for all places of a word, and no object for a place: a story has half a million.
                    keys.append(intern(word))
                    starts.append(match.start())
                    ends.append(match.end())
    return _Words(analysis, tuple(keys), starts, ends)


def _shared_seeds(texts: Sequence[_Words]) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """Positions of shared n-grams for pairs of reports, earlier report first.

    All n-grams of all reports are sorted by their digests as plain numbers; few of them stand in two reports.
    """
    firsts = [_first_places(text) for text in texts]
    digests = np.concatenate([digest for digest, _ in firsts])
    places = np.concatenate([place for _, place in firsts])
    owners = np.repeat(np.arange(len(texts)), [len(place) for _, place in firsts])
    order = np.lexsort((owners, digests))
    digests, places, owners = digests[order], places[order], owners[order]
    edges = np.flatnonzero(np.diff(digests)) + 1
    pairs: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for start, end in zip([0, *edges.tolist()], [*edges.tolist(), len(digests)], strict=True):
        if end - start < 2:
            continue
        holders = list(zip(owners[start:end].tolist(), places[start:end].tolist(), strict=True))
        for count, (number, i) in enumerate(holders):
            gram = texts[number].keys[i : i + SEED]
            for other, j in holders[: min(count, FELLOWS)]:
                if texts[other].keys[j : j + SEED] == gram:
                    pairs[(other, number)].append((j, i))
    return dict(sorted(pairs.items()))


def _first_places(text: _Words) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    """Digests of a report's n-grams, each once, and where it first stands."""
    count = max(0, len(text.keys) - SEED + 1)
    numbers = np.array([_number(word) for word in text.keys], np.uint64)
    mixed = np.zeros(count, np.uint64)
    for place in range(SEED):
        mixed = (mixed ^ (mixed >> np.uint64(32))) * ODD + numbers[place : place + count]
    digests, first = np.unique(mixed, return_index=True)
    return digests, first.astype(np.uint32)


@lru_cache(maxsize=100_000)
def _number(word: str) -> int:
    return crc32(word.encode("utf-8", "replace"))


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
    return Span(text.starts[first], text.ends[end - 1])


@dataclass(slots=True)
class _Pair:
    """Two reports, ``a`` the earlier one as far as dates tell, and their kinship, found or made when needed."""

    a: _Words
    b: _Words
    kin: Kinship | None
    """Where they are kin by all that they share."""
    _laid: Kinship | None = None

    @property
    def direction(self) -> Kinship:
        if self.kin is None and self._laid is None:
            self._laid = lay_together(read_article(self.a.analysis), read_article(self.b.analysis))
        laid = self.kin or self._laid
        assert laid is not None
        return laid

    def reuse(self, here: Span, there: Span, kind: Literal["copy", "shared-passage"]) -> Link:
        """The link for a passage: ``here`` in ``a`` and ``there`` in ``b``."""
        way, a, b = self.direction, self.a.analysis, self.b.analysis
        taker, origin, mine, theirs = (b, a, there, here) if way.taker == b.page.name else (a, b, here, there)
        words = tuple(word.lower() for text, span in ((taker, mine), (origin, theirs)) for word in [_plain(text, span)])
        form: Literal["verbatim", "near", "rewrite"] = "verbatim" if words[0] == words[1] else way.form
        if form == "verbatim" and words[0] != words[1]:
            form = "near"
        return Link(
            report=taker.page.name,
            credits=origin.page.name,
            kind=kind,
            evidence=mine,
            other=Evidence(origin.page.name, theirs),
            reason="; ".join(filter(None, (name_republication(taker, origin) if kind == "copy" else "", way.reason))),
            form=form,
            sure=way.sure,
        )


def _plain(analysis: Analysis, span: Span) -> str:
    return " ".join(_WORD.findall(span.of(analysis.page.text)))


def _links(pair: _Pair, passages: Sequence[_Run], entities: Mapping[str, Entity]) -> Iterator[Link]:
    """Links for one pair."""
    a, b = pair.a, pair.b
    shorter = min(len(a.keys), len(b.keys))
    quoted = [(run, _quoted_from(a, b, run, entities)) for run in passages]
    own = sum(run.common for run, speaker in quoted if not speaker)
    shown = [(_span(a, run.i, run.i_end), _span(b, run.j, run.j_end)) for run in passages]
    whole = bool(shorter) and sum(run.common for run in passages) >= COPY_SHARE * shorter and own >= OWN_WORDS
    if whole or (pair.kin is not None and pair.kin.whole):
        # Of a rewrite whole sentences are shown, of a plain copy the runs of the same words.
        kin = _reworded(pair)
        plain = pair.kin is None or pair.kin.form == "verbatim"
        passages_shown = [*shown, *_beside(kin, shown)] if plain else [*kin, *_beside(shown, kin)]
        yield from (pair.reuse(here, there, "copy") for here, there in passages_shown)
        return
    for (run, speaker), (here, there) in zip(quoted, shown, strict=True):
        if speaker and run.common >= QUOTED_WORDS:
            yield from _quotation(a.analysis, b.analysis, here, there, entities.get(speaker), entities)
        elif not speaker and (run.common >= OWN_WORDS or (pair.kin is not None and run.common >= QUOTED_WORDS)):
            yield pair.reuse(here, there, "shared-passage")
    yield from (pair.reuse(here, there, "shared-passage") for here, there in _beside(_reworded(pair), shown))


def _reworded(pair: _Pair) -> list[tuple[Span, Span]]:
    """The sentences by which the two are kin, in ``a`` and in ``b``."""
    if pair.kin is None:
        return []
    turned = pair.kin.taker == pair.b.analysis.page.name
    return [(origin, taken) if turned else (taken, origin) for taken, origin in pair.kin.passages]


def _beside(passages: Sequence[tuple[Span, Span]], shown: Sequence[tuple[Span, Span]]) -> list[tuple[Span, Span]]:
    """The passages that overlap none of those shown."""
    return [
        (here, there)
        for here, there in passages
        if not any(here.overlaps(one) or there.overlaps(other) for one, other in shown)
    ]


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


def _quotation(
    a: Analysis, b: Analysis, here: Span, there: Span, speaker: Entity | None, outlets: Mapping[str, Entity]
) -> Iterator[Link]:
    """Both reports quote one speaker: each goes back to what was said there, not to the other.

    Where a report says that it was said to an outlet, it goes back to that outlet.
    """
    if speaker is None:
        return
    host = _host(a, here, outlets) or _host(b, there, outlets)
    name = host.name if host else speaker.name
    if speaker.kind != "outlet":
        occasion = _occasion(a, here) or _occasion(b, there)
        name += f" ({occasion or ('interview' if host else 'same words')})"
    for one, span, other, passage in ((a, here, b, there), (b, there, a, here)):
        if one.outlet not in (speaker.id, host and host.id):
            reason = f"{other.page.name} quotes the same words of {speaker.name}"
            yield Link(one.page.name, name, "shared-passage", span, Evidence(other.page.name, passage), reason)


def _host(analysis: Analysis, passage: Span, entities: Mapping[str, Entity]) -> Entity | None:
    """The outlet that the words were said to, where their own sentences name one: "told the Mirror"."""
    for statement in analysis.statements:
        if statement.through and any(passage.overlaps(content) for content in statement.content):
            outlets = (entities[id] for id in statement.via if id in entities and id != analysis.outlet)
            return next((entity for entity in outlets if entity.kind == "outlet"), None)
    return None


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
