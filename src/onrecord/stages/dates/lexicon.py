"""The words of time, by kind."""

from __future__ import annotations

from functools import cache

from onrecord.resources import rows


@cache
def lexicon(kind: str) -> dict[str, str]:
    """The words of one kind and their values, from resources/time-words.tsv."""
    return {row["word"]: row["value"] for row in rows("time-words.tsv") if row["kind"] == kind}
