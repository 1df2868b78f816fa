"""Wordings of one thing side by side, with the words in which they differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from onrecord.exports.outline import Quote

LONGEST = 400
"""Words of a wording that are compared: comparing takes time by their square."""
_PIECE = re.compile(r"\w+(?:[’'\-]\w+)*|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Worded:
    """One wording: its place, and its text in pieces, each with whether another wording lacks it."""

    quote: Quote
    pieces: tuple[tuple[str, bool], ...]


def compare_words(quotes: Sequence[Quote]) -> tuple[Worded, ...]:
    """The wordings, compared with the first one; of the first, what any other lacks is marked."""
    texts = [_PIECE.findall(quote.words) for quote in quotes]
    keys = [[_key(piece) for piece in pieces[:LONGEST]] for pieces in texts]
    lacking: set[int] = set()
    marks: list[set[int]] = []
    for other in keys[1:]:
        mine: set[int] = set()
        for action, a, b, c, d in SequenceMatcher(None, keys[0], other, autojunk=False).get_opcodes():
            if action != "equal":
                lacking.update(range(a, b))
                mine.update(range(c, d))
        marks.append(mine)
    marked = [lacking, *marks]
    return tuple(Worded(quotes[i], _join(texts[i], marked[i])) for i in range(len(quotes)))


def _key(piece: str) -> str:
    """Pieces that are the same to a reader: in any case, with any quotation marks and spaces."""
    return " " if piece.isspace() else piece.casefold() if piece[0].isalnum() else "."


def _join(pieces: Sequence[str], marked: set[int]) -> tuple[tuple[str, bool], ...]:
    """Neighbours of one kind as one piece; white space and signs alone are never marked."""
    joined: list[tuple[str, bool]] = []
    for i, piece in enumerate(pieces):
        inside = piece.isspace() and i - 1 in marked and i + 1 in marked
        differs = (i in marked and piece[0].isalnum()) or (inside and joined[-1][1])
        if joined and joined[-1][1] == differs:
            joined[-1] = (joined[-1][0] + piece, differs)
        else:
            joined.append((piece, differs))
    return tuple(joined)
