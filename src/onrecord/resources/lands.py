"""Countries and sectors of actors, by the words that name them (countries.tsv, metonyms.tsv, organisations.tsv)."""

from __future__ import annotations

import re
from functools import cache

import pycountry

from onrecord.resources import rows

_PLACES = {"EU": "EUR", "XK": "XKX"}
"""Three letters for codes of two that ISO does not list: the European Union and Kosovo, as in common use."""
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
    parts = _fold(words).split()
    forms = {*parts, *(part.removesuffix("s") for part in parts)}
    return next((sector for sector, nouns in _sectors() if nouns & forms), None)
