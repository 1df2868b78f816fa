"""Which words tell an event, and of which PLOVER type: resources/event-verbs.tsv and event-nouns.tsv."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, cast

from onrecord.records import Plover
from onrecord.resources import rows


class Kind(NamedTuple):
    """What a trigger is: its PLOVER type, where it has one, and how much it is news (1 to 3)."""

    plover: Plover | None
    weight: int


@cache
def _verbs() -> dict[str, tuple[tuple[frozenset[str], Kind], ...]]:
    table: dict[str, list[tuple[frozenset[str], Kind]]] = {}
    for row in rows("event-verbs.tsv"):
        table.setdefault(row["verb"], []).append((frozenset(row["with"].split()), _kind(row)))
    return {verb: tuple(kinds) for verb, kinds in table.items()}


@cache
def _nouns() -> dict[str, Kind]:
    return {row["noun"]: _kind(row) for row in rows("event-nouns.tsv")}


def _kind(row: dict[str, str]) -> Kind:
    plover = None if row["plover"] == "-" else cast(Plover, row["plover"])
    return Kind(plover, int(row["weight"]))


def kind_of_verb(lemma: str, company: frozenset[str]) -> Kind | None:
    """The kind of a verb in the company of these object, particle and preposition lemmas; None for a verb
    that tells no event of public life."""
    for needed, kind in _verbs().get(lemma, ()):
        if not needed or needed & company:
            return kind
    return None


def is_phrase(lemma: str, company: frozenset[str]) -> bool:
    """True where the company decides that the verb is of no type: "take OFFICE", "seize ON"."""
    fits = ((needed, kind) for needed, kind in _verbs().get(lemma, ()) if not needed or needed & company)
    needed, kind = next(fits, (frozenset(), Kind(None, 0)))
    return bool(needed) and kind == Kind(None, 1)


def kind_of_noun(lemma: str) -> Kind | None:
    """The kind of a noun that names an event; None for any other."""
    return _nouns().get(lemma)
