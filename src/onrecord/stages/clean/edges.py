"""What is glued to a line: a site's name to a headline, a dateline to the first paragraph, an
agency's sign-off to the last."""

from __future__ import annotations

import re

from onrecord.records import Block, BlockKind, Span
from onrecord.stages.clean.lines import Line
from onrecord.stages.clean.patterns import cut_head, cut_inside, cut_tail
from onrecord.stages.clean.sites import names_outlet, names_site, read_cities

_BAR = re.compile(r"\s*[|¦•·«»]\s*|\s+(?:::|[-–—])\s+")
_CITY = re.compile(r"([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}) ?: ?(?=[\"“‘'A-Z])")
_SIGNED = re.compile(r"(?<=[.!?\"”’]) ?(?:--|–|—|-) ?([A-Z][\w.'’ ]{1,40})\Z")
_BRACKET = re.compile(r"[(\[]([A-Z][^()\[\]]{1,40})[)\]] ?(?:[-–—:] ?)?(?=[\"“‘'A-Z])")


def cut_headline(line: Line, *, title: str | None = None, outlet: str | None = None) -> list[Block]:
    """The headline, and the site's name behind it as a byline."""
    text, start = line.text, line.span.start
    for match in _BAR.finditer(text):
        head, tail = text[: match.start()], text[match.end() :]
        if len(head.split()) < 2 or not tail:
            continue
        bar = match.group().strip()
        if names_site(tail, outlet=outlet) or (bar in "|¦::" and len(tail.split()) <= 6 and len(head) > len(tail)):
            cut = start + match.start()
            return [Block(Span(start, cut), "headline"), Block(Span(cut, line.span.end), "byline")]
    return [Block(line.span, "headline")]


def cut_body(line: Line, *, early: bool, late: bool, title: str | None = None) -> list[Block]:
    """A paragraph with what stands in front of, between and behind its own words.

    ``early`` for the first paragraphs, which may have a dateline, ``late`` for the last, which may
    have a sign-off.
    """
    text, base = line.text, line.span.start
    cuts: list[tuple[int, int, BlockKind]] = []
    start, end = 0, len(text)
    if early and title and 12 < len(title) < len(text) and text.startswith(title) and not text[len(title)].isalnum():
        cuts.append((0, len(title), "headline"))
        start = len(title)
    kinds: tuple[BlockKind, ...] = ("update", "promo", "dateline") if early else ("update", "promo")
    while (head := _cut_front(text[start : start + 300].lstrip(), *kinds)) and len(cuts) < 4:
        start += len(text[start:]) - len(text[start:].lstrip())
        if start + head[1] >= end:
            break
        cuts.append((start, start + head[1], head[0]))
        start += head[1]
    tail = (cut_tail(text) or _cut_outlet(text)) if late else None
    if tail and tail[1] > start:
        end = tail[1]
    cuts.extend((a, b, kind) for kind, a, b in cut_inside(text) if start <= a and b <= end)
    if tail and tail[1] > start:
        cuts.append((end, len(text), tail[0]))
    return _pieces(text, base, cuts)


def _cut_front(words: str, *kinds: BlockKind) -> tuple[BlockKind, int] | None:
    """What the table cuts off, or a known city with a colon, as papers of South Asia and Africa have it."""
    if head := cut_head(words, *kinds):
        return head
    city = _CITY.match(words)
    if city and "dateline" in kinds and city[1] in read_cities():
        return "dateline", city.end()
    bracket = _BRACKET.match(words)
    if bracket and "dateline" in kinds and names_outlet(bracket[1]):
        return "dateline", bracket.end()
    return None


def _cut_outlet(text: str) -> tuple[BlockKind, int] | None:
    """An outlet's name behind the last sentence and a dash."""
    found = _SIGNED.search(text, max(0, len(text) - 60))
    return ("signature", found.start()) if found and names_outlet(found[1]) else None


def _pieces(text: str, base: int, cuts: list[tuple[int, int, BlockKind]]) -> list[Block]:
    """The cuts and what is left between them, each without the white space around it."""
    pieces: list[tuple[int, int, BlockKind]] = []
    at = 0
    for start, end, kind in cuts:
        pieces += [(at, start, "body"), (start, end, kind)]
        at = end
    pieces.append((at, len(text), "body"))
    blocks = []
    for start, end, kind in pieces:
        words_ = text[start:end]
        left = start + len(words_) - len(words_.lstrip())
        right = left + len(words_.strip())
        if right > left:
            blocks.append(Block(Span(base + left, base + right), kind))
    return blocks
