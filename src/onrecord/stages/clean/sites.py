"""Names of sites, outlets and cities, as they stand behind headlines, in datelines and on lines of their own."""

from __future__ import annotations

from functools import cache

from onrecord.resources import rows, words

LONGEST = 6
"""Words of the longest name of a site that is looked for."""


def names_site(tail: str, *, outlet: str | None = None) -> bool:
    """True for the name of a site: the page's own, one of the table of outlets, or one that sounds so."""
    plain = tail.casefold().strip()
    if not plain:
        return False
    if plain in (outlet or "").casefold() or names_outlet(plain):
        return True
    parts = plain.replace(".", " . ").split()
    sound = words("site-words.txt")
    named = all(word[0].isupper() or len(word) < 4 or "." in word for word in tail.split())
    return named and len(parts) <= LONGEST and (parts[-1] in sound or parts[0] in sound)


def names_outlet(line: str) -> bool:
    """True for a name in the table of outlets, whatever its case and with or without "the"."""
    return line.casefold().strip(" .:|-–—").removeprefix("the ") in _outlets()


def opens_with_outlet(line: str) -> bool:
    """True for an outlet's name of two words and more with a place or little else behind it."""
    parts = line.split()
    if not 3 <= len(parts) <= LONGEST + 1 or not all(part[0].isupper() or part in ("of", "the", "-") for part in parts):
        return False
    return any(names_outlet(" ".join(parts[:size])) for size in range(2, len(parts)))


@cache
def _outlets() -> frozenset[str]:
    """Names and other names of outlets, in lower case and without "the"."""
    names = (name for row in rows("outlets.tsv") for name in (row["name"], *row["aliases"].split("|")))
    return frozenset(name.casefold().removeprefix("the ") for name in names if len(name) > 1)


@cache
def read_cities() -> frozenset[str]:
    """Cities that a dateline may name alone: capitals and those of the list."""
    capitals = {name for row in rows("countries.tsv") for name in row["capitals"].split("|") if name}
    return words("cities.txt") | capitals
