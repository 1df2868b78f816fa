"""Countries and sectors of actors, by the words that name them (countries.tsv, metonyms.tsv, organisations.tsv)."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import pycountry

from onrecord.resources import rows
from onrecord.resources import words as word_list

_PLACES = {"EU": "EUR", "XK": "XKX"}
"""Three letters for codes of two that ISO does not list: the European Union and Kosovo, as in common use."""
_BEHIND = re.compile(r"\s(?:of|in|about|for|with|from|to|on|at|by|that|who|which)\s|,")
"""What begins that which only tells more about a noun."""
_SHORT = 3
"""Letters of a word that keeps its last "s" in a noun of two words: "us_attorney"."""
_LONGEST = 6
"""Words of the longest name that is looked for."""


@cache
def _names() -> dict[str, str]:
    """Names, adjectives and capitals, folded, to ISO 3166-1 alpha-2; bodies with a country of their own too."""
    table: dict[str, str] = {}
    for row in rows("organisations.tsv"):
        if row["country"]:
            table |= {_fold(form): row["country"] for form in (row["name"], *row["aliases"].split("|")) if form}
    for row in rows("metonyms.tsv"):
        if row["country"]:
            table |= {_fold(form): row["country"] for form in row["words"].split("|")}
    for row in rows("countries.tsv"):
        forms = [row["name"], *row["aliases"].split("|"), *row["adjectives"].split("|"), *row["capitals"].split("|")]
        table |= {_fold(form): row["code"] for form in forms if form}
    return table


@cache
def _sectors() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((row["sector"], frozenset(row["nouns"].split())) for row in rows("event-sectors.tsv"))


@cache
def _joined() -> frozenset[str]:
    """The nouns of two words."""
    return frozenset(noun for _, nouns in _sectors() for noun in nouns if "_" in noun)


def _fold(words: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", words.replace(".", "").casefold()))


def land_of(words: str) -> str | None:
    """The country that words name first, as ISO 3166-1 alpha-2; None where they name none."""
    parts = _fold(re.sub(r"['’]s?(?!\w)", " ", words)).split()
    table = _names()
    for first in range(len(parts)):
        for last in range(min(len(parts), first + _LONGEST), first, -1):
            found = table.get(" ".join(parts[first:last]))
            if found and not (parts[first:last] == ["us"] and "US" not in words.replace(".", "")):
                return found
    return None


@cache
def three_letters(code: str | None) -> str | None:
    """ISO 3166-1 alpha-3 for alpha-2; the code itself where ISO lists none."""
    if code is None:
        return None
    known = pycountry.countries.get(alpha_2=code)
    return _PLACES.get(code) or (known.alpha_3 if known else code)


def sector_of(words: str) -> str | None:
    """PLOVER's sector of an actor by its words; None where they tell none."""
    parts = [part.removesuffix("s") if len(part) > _SHORT else part for part in _fold(words).split()]
    joined = {"_".join(pair) for pair in pairwise(parts)} & _joined()
    taken = {word for pair in joined for word in pair.split("_")}
    forms = joined | ({*parts, *_fold(words).split()} - taken)
    return next((sector for sector, nouns in _sectors() if nouns & forms), None)


def can_act(words: str) -> bool:
    """True for words whose head can act: a country, a body, people or a name; not "the plan to help Kenya"."""
    head = re.split(_BEHIND, words, maxsplit=1)[0]
    parts = re.findall(r"[^\W\d_]+", head)
    forms = {_single(part.casefold()) for part in parts}
    if forms & word_list("document-nouns.txt"):
        return False
    name = len(parts) > 1 and all(part[0].isupper() for part in parts)
    return name or bool(forms & _people()) or any(form.endswith(_endings()) for form in forms) or _is_body(head)


@cache
def _people() -> frozenset[str]:
    return word_list("speaker-nouns.txt") | word_list("event-actors.txt")


@cache
def _endings() -> tuple[str, ...]:
    """Endings of nouns for people: "deliveryman"."""
    return tuple(noun[1:] for noun in sorted(_people()) if noun.startswith("-"))


def _is_body(head: str) -> bool:
    return sector_of(head) is not None or land_of(head) is not None


def _single(noun: str) -> str:
    """A noun without the ending of its plural: "women", "agencies"."""
    for many, one in (("children", "child"), ("men", "man"), ("ies", "y"), ("s", "")):
        if noun.endswith(many):
            return noun.removesuffix(many) + one
    return noun
