"""The words that tell a time, found in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from onrecord.stages.dates.patterns import first_words, patterns


class Found(NamedTuple):
    """An expression in a stretch of text. ``?`` in its rule waits for the tense, ``@`` for what it refers to."""

    start: int
    end: int
    rule: str
    bare_year: bool = False


_WORD = re.compile(r"[A-Za-z0-9]+")
_MODAL_MONTH = {"March", "May", "MARCH", "MAY"}
_MONTH_CUES = re.compile(
    r"(?i)\b(?:in|since|until|till|by|of|from|to|and|through|between|during|before|after|for|or|late|early|mid)[\s-]+$"
)


def find_expressions(text: str) -> Iterator[Found]:
    """Every expression of time in a sentence, left to right, none overlapping."""
    joined, single = patterns()
    openers = first_words()
    end = 0
    for word in _WORD.finditer(text):
        letters = word.group()
        if (letters.lower() not in openers and not letters[0].isdigit()) or word.start() < end:
            continue
        hit = joined.match(text, word.start())
        if hit is None:
            continue
        raw, read = single[int((hit.lastgroup or "p0")[1:])]
        m = raw.match(text, hit.start())
        if m is None:
            continue
        if m[0] in _MODAL_MONTH and not _MONTH_CUES.search(text[max(0, hit.start() - 12) : hit.start()]):
            continue  # a march, or somebody who may
        end = m.end()
        yield Found(m.start(), m.end(), read(m), bare_year=re.fullmatch(r"\d{4}", m[0]) is not None)
