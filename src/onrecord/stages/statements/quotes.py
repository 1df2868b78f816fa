"""The quotation marks of a report, paired: who knows no parse and no cue, only marks and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.records import ARTICLE_KINDS, Block, Span

_DOUBLE = '“”"„‟″〝〞＂'
_ANGLE = "«»"
_SINGLE = "‘’'‚‛‹›"
_MARK = re.compile(f"``|''|[{_DOUBLE}{_ANGLE}{_SINGLE}]")
_PARAGRAPH = re.compile(r"\S(?:[^\n]*\S)?")
_TELLS_AFTER = re.compile(
    r"\s*(?:(?:he|she|it|they|we|i)\s+(?:\w+ly\s+|also\s+)?|(?:the\s+)?(?:[A-Z][\w.’'-]*\s+){1,3})?"
    r"(?:said|says|stated|told|added|wrote|asked|replied|tweeted|explained|continued|declared|noted|insisted)\b",
    re.I,
)  # a wrong closing mark shows by the narrator's words after it
_LONGEST_SINGLE = 600
"""Code points. A pair of single marks further apart than that is more likely two apostrophes."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks, within one paragraph."""

    span: Span
    """With its marks."""
    paragraph: int
    closed: bool
    """False where the paragraph ends before a closing mark."""
    continues: bool = False
    """True where it opens its paragraph and the quote before it was left open at the end of the paragraph before."""
    depth: int = 0
    """0 for a quote in the narrator's text, 1 for one within a quote."""


@dataclass(frozen=True, slots=True)
class Quotes:
    """All quotes of a report in order, and its paragraphs."""

    outer: tuple[Quote, ...]
    inner: tuple[Quote, ...]
    paragraphs: tuple[Span, ...]


_NAME = re.compile(r"\W*(?:(?:[A-Z][\w.’'&-]*|of|the|and|to|for|in)\W+){1,7}\W*")


def is_name(text: str, span: Span) -> bool:
    """True for a name or title in quotation marks, "The Evening Hour", which is nobody's words."""
    inside = span.of(text)
    return inside[-2:-1] not in ".,!?" and inside[1:2].isupper() and _NAME.fullmatch(inside) is not None


def find_quotes(text: str, blocks: Sequence[Block]) -> Quotes:
    """Pair the quotation marks in the article's blocks, paragraph by paragraph."""
    paragraphs = [
        Span(block.span.start + found.start(), block.span.start + found.end())
        for block in blocks
        if block.kind in ARTICLE_KINDS
        for found in _PARAGRAPH.finditer(block.span.of(text))
    ]
    outer: list[Quote] = []
    inner: list[Quote] = []
    left_open = False
    for index, paragraph in enumerate(paragraphs):
        spans, still_open = _pair(text, paragraph)
        if left_open and (end := _closed_unopened(text, paragraph)) is not None:
            spans.insert(0, (Span(paragraph.start, end), True))
        for number, (span, closed) in enumerate(spans):
            continues = left_open and number == 0 and span.start == paragraph.start
            outer.append(Quote(span, index, closed, continues))
            inner += [Quote(within, index, closed=True, depth=1) for within in _singles(text, span.start + 1, span.end)]
        inner_free = _singles_outside(text, paragraph, [span for span, _ in spans])
        outer += [Quote(span, index, closed=True) for span in inner_free]
        left_open = still_open
    outer.sort(key=lambda quote: quote.span)
    return Quotes(tuple(outer), tuple(inner), tuple(paragraphs))


def _pair(text: str, paragraph: Span) -> tuple[list[tuple[Span, bool]], bool]:
    """Double and angle quotes of one paragraph, outermost only; and whether the last was left open."""
    spans: list[tuple[Span, bool]] = []
    marks = [found for found in _MARK.finditer(text, paragraph.start, paragraph.end) if found.group() not in _SINGLE]
    opened: re.Match[str] | None = None
    depth = 0
    for position, found in enumerate(marks):
        before = text[found.start() - 1] if found.start() > paragraph.start else " "
        after = text[found.end()] if found.end() < paragraph.end else " "
        if opened is None:
            if _can_open(found.group(), before, after):
                opened, depth = found, 1
            continue
        if _closes(opened.group(), found.group(), before, after):
            depth -= 1
            if depth <= 0:
                spans.append((Span(opened.start(), found.end()), True))
                opened = None
        elif _TELLS_AFTER.match(text, found.end(), min(found.end() + 80, paragraph.end)) or position == len(marks) - 1:
            spans.append((Span(opened.start(), found.end()), True))
            opened = None
        elif _closers_after(text, marks, position) > 1:
            depth += 1
        else:
            spans.append((Span(opened.start(), _last_word_before(text, found.start())), False))
            opened, depth = found, 1
    if opened is not None:
        spans.append((Span(opened.start(), paragraph.end), False))
        return spans, True
    return spans, False


def _closed_unopened(text: str, paragraph: Span) -> int | None:
    """Where a quotation that the paragraph before left open ends, though its marks were not opened again."""
    marks = _MARK.finditer(text, paragraph.start, paragraph.end)
    first = next((found for found in marks if found.group() not in _SINGLE), None)
    return first.end() if first is not None and first.group() in ("”", "»") else None


def _can_open(mark: str, before: str, after: str) -> bool:
    if after.isspace() and not before.isspace():
        return False
    if mark in '"″＂' and before.isdigit():
        return False
    return not (mark in ("”", "''", "»") and before.isalnum())


def _closes(opening: str, mark: str, before: str, after: str) -> bool:
    if opening in _ANGLE:
        return mark in _ANGLE and mark != opening
    if mark in _ANGLE or mark in ("``", "„"):
        return False
    if mark in ("”", "''", "〞"):
        return True
    if opening == "„":
        return True
    if mark == "“":
        return not after.isalnum() and not before.isspace()
    return not (before.isspace() and not after.isspace()) and not (before in "([—–" and after.isalnum())


def _closers_after(text: str, marks: Sequence[re.Match[str]], position: int) -> int:
    """How many closing marks follow before the next opening one, as far as their shape and neighbours tell."""
    count = 0
    for mark in marks[position + 1 : position + 4]:
        before, after = text[mark.start() - 1], text[mark.end() : mark.end() + 1]
        if mark.group() not in ("”", "»", "''") and (before.isspace() or after.isalnum()):
            break
        count += 1
    return count


def _last_word_before(text: str, end: int) -> int:
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return end


def _singles(text: str, start: int, end: int) -> list[Span]:
    """Quotes in single marks between ``start`` and ``end``, told from apostrophes by what stands around them."""
    spans: list[Span] = []
    at = start
    marks = [found for found in _MARK.finditer(text, start, end) if found.group() in _SINGLE]
    position = 0
    while position < len(marks):
        found = marks[position]
        position += 1
        if found.start() < at or not _opens_single(text, found, start):
            continue
        for later in range(position, min(position + 12, len(marks))):
            closing = marks[later]
            if closing.start() - found.start() > _LONGEST_SINGLE:
                break
            if _closes_single(text, closing, end) and not _is_possessive(
                text, closing, marks[later + 1 : later + 4], end
            ):
                spans.append(Span(found.start(), closing.end()))
                at, position = closing.end(), later + 1
                break
    return spans


def _opens_single(text: str, found: re.Match[str], start: int) -> bool:
    before = text[found.start() - 1] if found.start() > start else " "
    after = text[found.end() : found.end() + 1]
    if found.group() in "’›" or not after or after.isspace():
        return False
    if found.group() == "'" and re.match(
        r"\d0s|(?:til|tis|twas|em|cause|n)\b", text[found.end() : found.end() + 6], re.I
    ):
        return False
    return before.isspace() or before in '([—–-/:“"«'


def _closes_single(text: str, found: re.Match[str], end: int) -> bool:
    if found.group() in "‘‚‛‹":
        return False
    before = text[found.start() - 1]
    after = text[found.end()] if found.end() < end else " "
    return not before.isspace() and not after.isalnum()


def _is_possessive(text: str, found: re.Match[str], later: Sequence[re.Match[str]], end: int) -> bool:
    """``the voters' anger'``: an s before, a lower-case word after, and another mark to close with."""
    if text[found.start() - 1] not in "sS" or not re.match(r"\s[a-z]", text[found.end() : found.end() + 2]):
        return False
    return any(_closes_single(text, mark, end) and mark.start() - found.start() < _LONGEST_SINGLE for mark in later)


def _singles_outside(text: str, paragraph: Span, taken: Sequence[Span]) -> list[Span]:
    spans: list[Span] = []
    at = paragraph.start
    for span in [*taken, Span(paragraph.end, paragraph.end)]:
        if at < span.start:
            spans += _singles(text, at, span.start)
        at = span.end
    return spans
