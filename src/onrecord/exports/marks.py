"""The text of a report with marks in it, as HTML: nested where one holds another, cut where they cross."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from markupsafe import Markup, escape

from onrecord.exports.outline import visible
from onrecord.records import Block, Report, Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text that is to be in an element of its own."""

    span: Span
    key: str
    """By which the caller knows what element."""
    rank: int = 0
    """Of two marks on the same words the lower one is the outer element."""


type Wrap = Callable[[str], tuple[Markup, Markup]]
"""The tags before and after a piece of the mark of that key; called once a piece, in the order of the text."""


def mark_text(text: str, within: Span, marks: Sequence[Mark], wrap: Wrap) -> Markup:
    """The words of ``text`` in ``within`` as HTML, with the marks that lie there."""
    parts: list[Markup] = []
    open_ends: list[tuple[int, Markup]] = []
    at = within.start

    def close_until(position: int) -> None:
        nonlocal at
        while open_ends and open_ends[-1][0] <= position:
            end, tag = open_ends.pop()
            parts.append(_text(text[at:end]))
            at = end
            parts.append(tag)
        parts.append(_text(text[at:position]))
        at = position

    for start, end, key in _pieces(within, marks):
        close_until(start)
        before, after = wrap(key)
        parts.append(before)
        open_ends.append((end, after))
    close_until(within.end)
    return Markup("").join(parts)


def cover_text(report: Report) -> Iterator[Block]:
    """The report's blocks, and what lies between them where it is more than white space."""
    at = 0
    for block in (*report.blocks, Block(Span(len(report.text), len(report.text)), "body")):
        gap = Span(at, max(at, block.span.start))
        if gap.of(report.text).strip():
            yield Block(gap, "body")
        if block.span:
            yield block
        at = max(at, block.span.end)


def _pieces(within: Span, marks: Sequence[Mark]) -> Iterator[tuple[int, int, str]]:
    """The marks cut at the block's edges and where they cross, so that they nest; outer ones first."""
    waiting = [
        (max(mark.span.start, within.start), -min(mark.span.end, within.end), mark.rank, mark.key)
        for mark in marks
        if mark.span.overlaps(within)
    ]
    heapify(waiting)
    open_ends: list[int] = []
    while waiting:
        start, minus_end, rank, key = heappop(waiting)
        end = -minus_end
        while open_ends and open_ends[-1] <= start:
            open_ends.pop()
        if open_ends and open_ends[-1] < end:
            heappush(waiting, (open_ends[-1], minus_end, rank, key))
            end = open_ends[-1]
        yield start, end, key
        open_ends.append(end)


def _text(words: str) -> Markup:
    return escape(visible(words))
