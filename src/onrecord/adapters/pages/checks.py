"""What makes a text a report that onrecord can read: some words, not too many, in English."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from onrecord.adapters.pages.encoding import BROKEN
from onrecord.errors import PageError
from onrecord.resources import rows, words
from onrecord.settings import Settings

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
SAMPLE = 2000
"""Words that the language is judged by, taken from the start."""
SHORT = 30
"""Words under which py3langid is not asked: a headline of names tells it nothing."""
TELLING, DISTINCT, DENSE = 4, 3, 0.25
"""Function words of one foreign language, different ones and their share of all, from which a text of fewer words is
refused, if it has one of English at most. Of 38,520 headlines and sentences in English news two reach it, and these are
French."""
ENGLISH = 0.2
"""Share of function words from which a text is English without more ado. Of 10,180 American news
articles two, both lists of places, have less; the median is 0.41, Spanish, French and Dutch have
0.02 to 0.06. Under it, py3langid decides."""
FOREIGN = 0.12
"""Share from which a text of under 150 words is read in spite of py3langid: names mislead it."""


def check_text(text: str, *, where: str, settings: Settings) -> tuple[str, int]:
    """The text, and how many broken characters it has: bytes that were no UTF-8, and lone surrogates,
    each shown as U+FFFD, one for one.

    PageError for a text that is empty, too long, binary or not English.
    """
    if not text.strip():
        raise PageError(where, "holds nothing but white space", "leave it out")
    if "\0" in text:
        raise PageError(where, f"has NUL characters (the first at character {text.index(chr(0)):,})", "remove them")
    if len(text) > settings.max_characters:
        what = f"has {len(text):,} characters; the limit for one report is {settings.max_characters:,}"
        raise PageError(where, what, "split it into its reports, or raise ONRECORD_MAX_CHARACTERS")
    if language := find_language(text):
        raise PageError(where, f"is not English (it looks like {language})", "give an English translation")
    text = re.sub(r"[\ud800-\udfff]", BROKEN, text)
    return text, text.count(BROKEN)


def find_language(text: str) -> str | None:
    """The language of a text that is not English, by name; None for English and for texts that do not tell."""
    found = [match.group().casefold() for match in _WORD.finditer(text[: SAMPLE * 12])][:SAMPLE]
    english = sum(word in words("function-words.txt") for word in found)
    if len(found) < SHORT and not _is_dense(text) and not _is_beyond_latin(text):
        return _find_by_words(found) if english <= 1 else None
    share = english / max(1, len(found))
    if share >= ENGLISH:
        return None
    import py3langid  # type: ignore[import-untyped]  # noqa: PLC0415 (a second to load, needed for few texts)

    code = str(py3langid.classify(text[: SAMPLE * 6])[0])
    if code == "en" or (share >= FOREIGN and len(found) < 5 * SHORT):
        return None
    import pycountry  # noqa: PLC0415 (names are needed for refusals alone)

    language = pycountry.languages.get(alpha_2=code)
    return str(language.name) if language else code


def _find_by_words(found: Sequence[str]) -> str | None:
    """The language of a short text with many of its function words; the first of the table where several fit alike."""
    best, language = 0, None
    for name, listed in _foreign_words().items():
        told = [word for word in found if word in listed]
        if len(told) > best and len(told) >= max(TELLING, DENSE * len(found)) and len(set(told)) >= DISTINCT:
            best, language = len(told), name
    return language


@cache
def _foreign_words() -> dict[str, frozenset[str]]:
    english = words("function-words.txt")
    return {row["language"]: frozenset(row["words"].split("|")) - english for row in rows("foreign-words.tsv")}


def _is_beyond_latin(text: str) -> bool:
    """True where most letters are of another script: Greek, Cyrillic, Arabic."""
    letters = [c for c in text[:4000] if c.isalpha()]
    return sum(c >= "\u0370" and not "\u1e00" <= c <= "\u1eff" for c in letters) > len(letters) / 2


def _is_dense(text: str) -> bool:
    """True for scripts without spaces between words, where few "words" are a long text."""
    return sum(1 for c in text[:4000] if "\u3040" <= c <= "\u9fff" or "\u0e00" <= c <= "\u0eff") >= 4 * SHORT
