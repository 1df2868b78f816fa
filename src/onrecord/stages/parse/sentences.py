"""Sentences that the parser broke in two, joined again.

The parser errs in about one sentence of two hundred, nearly always by a break too many: before a
lower-case word, after a title such as "Sen.", after a quotation that ends in "!" or "?".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.records import Sentence, Span
from onrecord.resources import words

_OPENING = "\"'“‘«„([{"
_CLOSING = "\"'”’»)]}"
_ENDING = ".?!…:;—–-"
_LAST_WORD = re.compile(r"\w+\.$")
_ADDRESSES = ("http", "www.", "pic.")


def join_sentences(text: str, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The ``sentences`` of one block, those that are parts of one joined."""
    joined: list[Sentence] = []
    for sentence in sentences:
        if joined and _goes_on(text, joined[-1].span, sentence.span):
            before = joined.pop()
            span = Span(before.span.start, sentence.span.end)
            sentence = Sentence(span=span, first=before.first, last=sentence.last, block=before.block)  # noqa: PLW2901
        joined.append(sentence)
    return joined


def _goes_on(text: str, before: Span, after: Span) -> bool:
    """True where the words of ``after`` go on with the sentence of ``before``."""
    head = text[after.start : after.start + 40]
    if not any(character.isalnum() for character in after.of(text)):
        return True
    if head[0] in ",;:.?!)]}…":
        return True
    if head.lstrip(_OPENING)[:1].islower():
        return not head.startswith(_ADDRESSES)
    tail = text[max(before.start, before.end - 40) : before.end]
    if (last := _LAST_WORD.search(tail)) and last.group() in words("title-abbreviations.txt"):
        return True
    if "\n" in text[before.end : after.start]:
        return False
    return not tail.rstrip(_CLOSING).endswith(tuple(_ENDING))
