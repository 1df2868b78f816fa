"""How an event is coded: its PLOVER type, by word lists and by what was learnt, and its CAMEO code and mode."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple, cast

from onrecord.records import Plover, Token
from onrecord.resources import rows
from onrecord.stages.events.features import Range, describe, near_words, reach
from onrecord.stages.events.lexicon import Kind
from onrecord.stages.events.types import Floats, Reading, judge_type

_OVERRULES = 0.7
"""Margin from which what was learnt overrules the word lists: it is right there in 89 of 100 (weights/events.md)."""
_NAMES = 0.6
"""Margin over other types and over none from which it names a type where the word lists know none of the verb ..."""
_RENAMES = 0.7
"""... and where they know it to tell something else."""

_EITHER = frozenset({"release", "free", "lift", "ease", "surrender", "drop", "pardon", "announce", "declare"})
"""Verbs of both kinds of yielding, so that what is yielded tells."""
COOPERATIVE = ("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT")
"""Types of cooperation: to refuse them is REJECT, to be ready for them AGREE."""


class Code(NamedTuple):
    """An event's PLOVER type, CAMEO code and PLOVER mode; None for what the words do not tell."""

    plover: Plover | None
    cameo: str | None = None
    mode: str | None = None


class _Row(NamedTuple):
    needed: frozenset[str]
    beside: frozenset[str]
    cameo: str
    mode: str | None

    def fits(self, lemmas: frozenset[str]) -> bool:
        return (not self.needed or bool(self.needed & lemmas)) and (not self.beside or bool(self.beside & lemmas))


@cache
def _codes() -> dict[str, tuple[_Row, ...]]:
    table: dict[str, list[_Row]] = {}
    for row in rows("event-cameo.tsv"):
        words = frozenset(row["with"].split()), frozenset(row["and"].split())
        table.setdefault(row["plover"], []).append(_Row(*words, row["cameo"], row["mode"] or None))
    return {plover: tuple(found) for plover, found in table.items()}


def code_event(
    tokens: Sequence[Token],
    sentence: Range,
    *,
    verb: int,
    source: Range | None,
    target: Range | None,
    kind: Kind,
    reading: Reading | None = None,
    fixed: bool = False,
    refused: bool = False,
) -> Code:
    """The codes of the event that a verb tells of these actors; ``kind`` is what the word lists say, and what it
    remains where it is ``fixed``; of no weight where they do not know the verb. ``reading`` is the text as the tagger's
    encoder read it. What is ``refused`` ("will not help") is REJECT."""
    lemmas = frozenset(tokens[at].lemma.lower() for at in (verb, *reach(tokens, verb)))
    root = join_yields(kind.plover) if kind.plover else None
    if not fixed:
        near = near_words(tokens, sentence, source=source, target=target)
        state = reading.average([tokens[at].span.start for at in near]) if reading is not None else None
        verdict = judge_type(describe(tokens, sentence, source=source, target=target, verb=verb), state)
        least = _OVERRULES if root else _NAMES if kind.weight == 0 else _RENAMES
        if verdict.margin >= least and (root or verdict.over_none >= least):
            root = verdict.root
    if root is None:
        return Code(None)
    if refused and (root == "YIELD" or root in COOPERATIVE):
        root = "REJECT"
    plover = _split_yield(tokens[verb].lemma.lower(), lemmas, kind.plover) if root == "YIELD" else cast(Plover, root)
    cameo, mode = next((row.cameo, row.mode) for row in _codes()[plover] if row.fits(lemmas))
    return Code(plover, cameo, mode)


def join_yields(plover: str) -> str:
    """PLOVER's CONCEDE and RETREAT under the name that they share in older codings, YIELD; other types as they are."""
    return "YIELD" if plover in ("CONCEDE", "RETREAT") else plover


def _split_yield(verb: str, lemmas: frozenset[str], listed: Plover | None) -> Plover:
    """RETREAT for what has material consequences at once: releases, withdrawals, ceasefires; else CONCEDE."""
    if listed in ("CONCEDE", "RETREAT") and verb not in _EITHER:
        return listed
    if any(row.needed and row.fits(lemmas) for row in _codes()["CONCEDE"]):
        return "CONCEDE"
    if any(row.needed and row.fits(lemmas) for row in _codes()["RETREAT"]):
        return "RETREAT"
    return listed if listed in ("CONCEDE", "RETREAT") else "CONCEDE"


def judge_root(features: Sequence[Sequence[str]], state: Floats | None = None) -> str:
    """The root of an event that is known to be one of some type, by its features (``features.describe``) and by the
    tagger's mean state of the words near its actors."""
    return judge_type(features, state).root
