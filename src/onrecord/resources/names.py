"""Names of persons: what their parts tell, and when two may be one person's.

The tables are given-names.tsv (gender), nicknames.tsv (short and spelling variants), titles.tsv and
family-first.tsv (families that stand before the given name).
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from onrecord.resources import rows

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "esq"})
PARTICLES = frozenset(
    {"al", "el", "bin", "ibn", "de", "del", "der", "di", "da", "dos", "la", "le", "van", "von", "ben"}
)


@cache
def fold(word: str) -> str:
    """``word`` in lower case without accents, full stops, hyphens and apostrophes, for comparing."""
    plain = unicodedata.normalize("NFKD", word.replace("’", "'"))
    return "".join(c for c in plain.casefold() if c.isalnum())


@cache
def _genders() -> dict[str, str]:
    return {fold(row["name"]): row["gender"] for row in rows("given-names.tsv")}


@cache
def _variants() -> dict[str, frozenset[str]]:
    """Each given name or variant to the names it may stand for."""
    stands: dict[str, set[str]] = {}
    for row in rows("nicknames.tsv"):
        for form in (row["name"], *row["variants"].split("|")):
            stands.setdefault(fold(form), set()).add(row["name"])
    return {form: frozenset(names) for form, names in stands.items()}


@cache
def _families_first() -> dict[str, bool]:
    """Families that stand first; True for those that are given names elsewhere too."""
    return {fold(row["name"]): row["also_given"] == "yes" for row in rows("family-first.tsv")}


def gender_of(given: str) -> str:
    """``m`` or ``f`` where most bearers of the given name are, else an empty string."""
    return _genders().get(fold(given), "")


@lru_cache(maxsize=16_384)
def core(name: tuple[str, ...]) -> tuple[str, ...]:
    """The folded words of a name without suffixes, and without initials between other names."""
    folded = [fold(word) for word in name]
    kept = [word for word in folded if word and word not in SUFFIXES] or [word for word in folded if word]
    inner = [word for word in kept[1:-1] if len(word) > 1]
    return (*kept[:1], *inner, *kept[-1:]) if len(kept) > 1 else tuple(kept)


def _initials(name: tuple[str, ...]) -> str:
    """The folded initials between first and last name: ``w`` for George W. Bush."""
    return "".join(fold(word) for word in name[1:-1] if "." in word or len(word) == 1)


def family_of(name: tuple[str, ...]) -> str:
    """The folded family name: the last word, or the first where the family stands first."""
    parts = core(name)
    if not parts:
        return ""
    return parts[0] if stands_first(name) else parts[-1]


def stands_first(name: tuple[str, ...]) -> bool:
    """True for a name whose family stands before the given name, as in Chinese and Korean."""
    if len(name) not in (2, 3):
        return False
    also_given = _families_first().get(fold(name[0]))
    if also_given is None:
        return False
    return not also_given or len(name) == 3 or "-" in name[1]


def same_given(one: str, other: str) -> bool:
    """True where two folded given names may be one person's: equal, initial, short form or spelling."""
    if one == other or (min(len(one), len(other)) == 1 and one[0] == other[0]):
        return True
    variants = _variants()
    if variants.get(one, frozenset({one})) & variants.get(other, frozenset({other})):
        return True
    return _close(one, other)


def same_family(one: str, other: str) -> bool:
    """True where two folded family names are equal or spellings of one (Zelensky, Zelenskyy)."""
    return one == other or _close(one, other)


def _close(one: str, other: str) -> bool:
    """Spellings of one name in another script: same first letter, long, one letter in six apart."""
    shorter = min(len(one), len(other))
    if shorter < 6 or one[0] != other[0]:
        return False
    return DamerauLevenshtein.distance(one, other) <= (2 if shorter > 8 else 1)


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True where two full names (two words and more) may be one person's: family and given agree."""
    a, b = core(one), core(other)
    if len(a) < 2 or len(b) < 2:
        return False
    mine, yours = _initials(one), _initials(other)
    if mine and yours and not (mine.startswith(yours) or yours.startswith(mine)):
        return False
    shorter, longer = sorted((a, b), key=len)
    if longer[-len(shorter) :] == shorter:
        return True
    if stands_first(one) or stands_first(other):
        return "".join(a) == "".join(b)
    if not same_family(a[-1], b[-1]):
        return False
    if a[-1] != b[-1] and a[0] != b[0]:
        return False
    return same_given(a[0], b[0]) or (len(a) > 2 and a[1] == b[0]) or (len(b) > 2 and b[1] == a[0])


def short_for(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """True where ``short`` is a usual way to call the bearer of ``full`` again: the family name,
    with particles or a second family name, or the family that stands first."""
    a, b = core(short), core(full)
    if not a or len(a) >= len(b):
        return False
    if b[-len(a) :] == a or (len(a) == 1 and a[0] == family_of(full)):
        return True
    return len(a) == 1 and len(a[0]) >= 6 and same_family(a[0], family_of(full))
