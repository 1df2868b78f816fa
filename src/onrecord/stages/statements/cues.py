"""The lexicon of cues, and what a finder hands on: an attribution, still without act, mode and place in a nest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import cast

from onrecord.records import Act, Span
from onrecord.resources import rows, words


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that attributes: the act it does and the frames its content comes in (resources/cues.tsv)."""

    lemma: str
    act: Act
    frames: str
    prepositions: frozenset[str]
    needs: str
    objects: frozenset[str]
    """Lemmas one of which must be the object, where the cue attributes only with such an object."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content as found, before act, mode and nesting are known."""

    token: int
    """Index of the cue's main word in the parse."""
    cue: Span
    source: Span | None
    content: tuple[Span, ...]
    act: Act
    """As the cue alone has it."""
    lemma: str
    frame: str
    """The frame its content was found by, in the letters of resources/cues.tsv; "q" for a quotation."""
    negated: bool = False
    under: int | None = None
    """Token of the cue this one is the chain to, where the words do not nest: "reported, citing officials"."""


@cache
def cues() -> Mapping[tuple[str, str], Cue]:
    """The lexicon by lemma and part of speech."""
    table = {}
    for row in rows("cues.tsv"):
        needs, _, objects = row["needs"].partition("object:")
        table[row["lemma"], row["pos"]] = Cue(
            lemma=row["lemma"],
            act=cast(Act, row["act"]),
            frames=row["frames"],
            prepositions=frozenset(row["preps"].split("|")) - {""},
            needs=needs.rstrip(";"),
            objects=frozenset(objects.split("|")) - {""},
        )
    return MappingProxyType(table)


@cache
def role(name: str) -> frozenset[str]:
    """The words of a closed set (resources/cue-words.tsv)."""
    return frozenset(row["word"] for row in rows("cue-words.tsv") if row["role"] == name)


def takes_quotation(found: Attribution) -> bool:
    """True where the cue can have a quotation for its content."""
    if found.lemma == ":":
        return True
    entry = cues().get((found.lemma, "VERB")) or cues().get((found.lemma, "NOUN"))
    return entry is not None and ("q" in entry.frames or "v" in entry.frames)


@cache
def _speaker_nouns() -> tuple[frozenset[str], tuple[str, ...]]:
    entries = words("speaker-nouns.txt")
    return entries | words("document-nouns.txt"), tuple(sorted(e[1:] for e in entries if e.startswith("-")))


def is_document(lemma: str) -> bool:
    """True for a noun for something that carries words: a report, a poll."""
    return lemma in words("document-nouns.txt")


def is_speaker(lemma: str) -> bool:
    """True for a noun for people or bodies."""
    return lemma in words("speaker-nouns.txt")


def speaks(lemma: str) -> bool:
    """True for a noun for people, bodies or documents that can be a source."""
    nouns, endings = _speaker_nouns()
    return lemma in nouns or lemma.endswith(endings)
