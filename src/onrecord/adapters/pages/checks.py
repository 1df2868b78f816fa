"""What makes a text a report that onrecord can read: some words, not too many, in English."""

from __future__ import annotations

import hashlib
import re

from onrecord.errors import PageError
from onrecord.resources import words
from onrecord.settings import Settings

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
SAMPLE = 2000
"""Words that the language is judged by, taken from the start."""
SHORT = 30
"""Words under which no text is refused for its language: a headline of names tells nothing."""
ENGLISH = 0.2
"""Share of English function words from which a text is English without more ado. News in English
has 0.35 to 0.5, the text of tables and lists 0.2; other languages in Latin letters stay under 0.12."""
FOREIGN = 0.12
"""Share under which it is not English, whatever a guesser makes of its names."""


def check_text(text: str, *, where: str, settings: Settings) -> tuple[str, str, int]:
    """The text, its SHA-256 in UTF-8 and how many lone surrogates were replaced in it, one for one.

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
    try:
        return text, hashlib.sha256(text.encode("utf-8")).hexdigest(), 0
    except UnicodeEncodeError:
        whole = re.sub(r"[\ud800-\udfff]", "\ufffd", text)
        replaced = sum(a != b for a, b in zip(text, whole, strict=True))
        return whole, hashlib.sha256(whole.encode("utf-8")).hexdigest(), replaced


def find_language(text: str) -> str | None:
    """The language of a text that is not English, as its ISO 639-1 code; None for English and for
    texts too short to tell."""
    found = [match.group().casefold() for match in _WORD.finditer(text[: SAMPLE * 12])][:SAMPLE]
    if len(found) < SHORT and not _is_dense(text):
        return None
    share = sum(word in words("function-words.txt") for word in found) / max(1, len(found))
    if share >= ENGLISH:
        return None
    import py3langid  # type: ignore[import-untyped]  # noqa: PLC0415 (a second to load, needed for few texts)

    language = str(py3langid.classify(text[: SAMPLE * 6])[0])
    if language != "en":
        return language if share < FOREIGN or len(found) >= 5 * SHORT else None
    return None


def _is_dense(text: str) -> bool:
    """True for scripts without spaces between words, where few "words" are a long text."""
    return sum(1 for c in text[:4000] if "\u3040" <= c <= "\u9fff" or "\u0e00" <= c <= "\u0eff") >= 4 * SHORT
