"""The tables of resources/ in the form the resolver asks them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from onrecord.records import Kind
from onrecord.resources import rows, words
from onrecord.resources.names import fold


@dataclass(frozen=True, slots=True)
class Body:
    """An entry of a table: a country, seat, organisation or outlet."""

    name: str
    kind: Kind
    country: str | None
    sort: str
    """country, people (an adjective or name of a people), capital, seat, state, body or outlet."""
    weak: bool = False
    """True where the word is an ordinary one too, so that it needs support."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun of roles.tsv."""

    sort: str
    gender: str


def pieces(text: str) -> tuple[str, ...]:
    """A name cut as the parser cuts it: at blanks, hyphens and slashes, the possessive apart."""
    text = text.replace("’", "'")
    return tuple(re.findall(r"'s\b|(?:\w\.)+\w?\.?|\w+(?:'(?!s\b)\w+)*\.?(?=\s|$)|\w+|[^\w\s]", text))


@cache
def bodies() -> dict[str, tuple[tuple[tuple[str, ...], Body], ...]]:
    """First piece of a name to the names it may start, longest first."""
    found: dict[tuple[str, ...], Body] = {}
    for name, body in _entries():
        parts = pieces(name)
        if parts[:1] in (("The",), ("the",)) and len(parts) == 2 and body.sort == "outlet" and not body.weak:
            lower = ("the", parts[1])
            found.setdefault(lower, replace(body, weak=" ".join(lower) in words("ambiguous-outlets.txt")))
        elif parts[:1] in (("The",), ("the",)) and len(parts) > 1 and not body.weak:
            parts = parts[1:]
        if parts:
            found.setdefault(parts, body)
    index: dict[str, list[tuple[tuple[str, ...], Body]]] = {}
    for parts, body in found.items():
        index.setdefault(parts[0], []).append((parts, body))
    return {first: tuple(sorted(names, key=lambda n: (-len(n[0]), n[0]))) for first, names in index.items()}


def _entries() -> Iterable[tuple[str, Body]]:
    """Every name of the tables with whom it stands for, those that win where names are equal first."""
    for row in rows("organisations.tsv"):
        for name in _names(row["name"], row["aliases"]):
            yield name, Body(row["name"], _kind(row["kind"]), row["country"] or None, "body")
    for row in rows("metonyms.tsv"):
        for name in _names("", row["words"]):
            yield name, Body(row["speaker"], _kind(row["kind"]), row["country"] or None, "seat")
    for row in rows("countries.tsv"):
        for sort, names in (
            ("country", _names(row["name"], row["aliases"])),
            ("capital", _names("", row["capitals"])),
            ("people", _names("", row["adjectives"])),
        ):
            for name in names:
                yield name, Body(government(row["code"]), "government", row["code"], sort)
    yield from _places_and_outlets()


def _places_and_outlets() -> Iterable[tuple[str, Body]]:
    weak = words("ambiguous-outlets.txt")
    for row in rows("us-states.tsv"):
        for name in _names(row["name"], row["abbreviations"]) if row["name"] != "Washington" else ():
            yield name, Body(row["name"], "government", "US", "state")
    for row in rows("outlets.tsv"):
        for name in _names(row["name"], row["aliases"]):
            yield name, Body(row["name"], "outlet", row["country"] or None, "outlet", name in weak)


def _kind(cell: str) -> Kind:
    return "government" if cell == "government" else "organisation"


def _names(name: str, others: str) -> list[str]:
    return [form for form in (name, *others.split("|")) if form]


@cache
def government(code: str) -> str:
    """The name under which a country's government speaks: the country's, but "US government"."""
    if code == "US":
        return "US government"
    return next((row["name"] for row in rows("countries.tsv") if row["code"] == code), code)


@cache
def adjectives() -> dict[str, str]:
    """Country code to its adjective in English: ``CN`` to ``Chinese``; the US and UK by their short form."""
    table = {row["code"]: row["adjectives"].split("|")[0] or row["name"] for row in rows("countries.tsv")}
    return {**table, "US": "US", "GB": "UK"}


@cache
def nouns() -> dict[str, Noun]:
    """Nouns of roles.tsv, the first row of each."""
    table: dict[str, Noun] = {}
    for row in rows("roles.tsv"):
        table.setdefault(row["noun"], Noun(row["sort"], row["gender"]))
    return table


@cache
def titles() -> dict[str, tuple[tuple[str, ...], str]]:
    """Titles without full stops to the nouns that may stand for their bearer, and the gender told."""
    return {
        row["title"]: (tuple(noun for noun in row["nouns"].split("|") if noun), row["gender"])
        for row in rows("titles.tsv")
    }


@cache
def leaders() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Family name to (given name, office, country) of those whose office reports leave out."""
    table: dict[str, list[tuple[str, str, str]]] = {}
    for row in rows("leaders.tsv"):
        table.setdefault(row["family"], []).append((row["given"], row["office"], row["country"]))
    return {family: tuple(entries) for family, entries in table.items()}


@cache
def outlets() -> dict[str, Body]:
    """Outlets by their folded names and aliases, without "The" too."""
    table: dict[str, Body] = {}
    for row in rows("outlets.tsv"):
        body = Body(row["name"], "outlet", row["country"] or None, "outlet")
        for name in _names(row["name"], row["aliases"]):
            table.setdefault(fold(name), body)
            table.setdefault(fold(name.removeprefix("The ")), body)
    return table


@cache
def denial_cues() -> frozenset[str]:
    """Lemmas of cues that deny or question what they lead in."""
    return frozenset(row["lemma"].split()[0] for row in rows("cues.tsv") if row["act"] in ("denies", "questions"))


@cache
def listed(name: str) -> frozenset[str]:
    """The word list of that name in source-words.tsv."""
    return next(frozenset(row["words"].split("|")) for row in rows("source-words.tsv") if row["list"] == name)
