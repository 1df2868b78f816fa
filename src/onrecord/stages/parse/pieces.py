"""Text in portions that the parser can take: any text at all, in bounded memory and time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onrecord.records import Span

LONGEST_PIECE = 50_000
"""Code points parsed as one, some 10,000 words: nearly any long sentence stays whole."""

LARGEST_BATCH = 25_000
"""Code points of the pieces parsed side by side: a report or more, and memory for 25,000 tokens at worst."""

LONGEST_RUN = 400
"""Code points without white space that are tokenised at once: spaCy's tokenizer takes quadratic time
on runs of punctuation (20,000 exclamation marks: a minute). Longer than nearly any address."""

_RUN = re.compile(rf"\S{{{LONGEST_RUN}}}(?=\S)")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s")
_SPACE = re.compile(r"\s")

_BLANKS = {code: " " for code in (*range(0x20), *range(0x7F, 0xA1), 0x1680, *range(0x2000, 0x200C), 0x200E, 0x200F)}
_BLANKS |= {code: " " for code in (*range(0x2028, 0x2030), 0x205F, *range(0x2060, 0x2070), 0x3000, 0xFEFF)}
_BLANKS |= {code: "\ufffd" for code in range(0xD800, 0xE000)}


def smooth_text(text: str) -> str:
    """``text`` for the parser's eyes, of the same length: every white space, control, zero-width and
    bidirectional mark a plain space, so that a line break inside a paragraph is no word; half
    surrogates, which no encoding can carry, U+FFFD."""
    return text.translate(_BLANKS)


def cut_pieces(text: str, span: Span) -> Iterator[Span]:
    """``span`` in pieces of at most LONGEST_PIECE, cut after a sentence if possible, else at a space,
    and wherever a run without white space is longer than LONGEST_RUN."""
    start = span.start
    for run in _RUN.finditer(text, span.start, span.end):
        yield from _cut_long(text, Span(start, run.end()))
        start = run.end()
    yield from _cut_long(text, Span(start, span.end))


def _cut_long(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while span.end - start > LONGEST_PIECE:
        end = start + LONGEST_PIECE
        for mark in (_SENTENCE_END, _SPACE):
            ends = [match.end() for match in mark.finditer(text, start + LONGEST_PIECE // 2, end)]
            if ends:
                end = ends[-1]
                break
        yield Span(start, end)
        start = end
    if start < span.end:
        yield Span(start, span.end)


def group_pieces(pieces: Iterable[Span]) -> Iterator[list[Span]]:
    """Pieces in batches of at most LARGEST_BATCH code points together, or of one piece."""
    group: list[Span] = []
    size = 0
    for piece in pieces:
        if group and size + len(piece) > LARGEST_BATCH:
            yield group
            group, size = [], 0
        group.append(piece)
        size += len(piece)
    if group:
        yield group
