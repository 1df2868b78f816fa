"""The blocks of a page: every paragraph in its place, cut where something is glued to it."""

from __future__ import annotations

import re

from onrecord.records import Block, Page
from onrecord.stages.clean.edges import cut_body, cut_headline
from onrecord.stages.clean.layout import label_lines
from onrecord.stages.clean.lines import split_lines

EARLY = 3
"""Paragraphs at the start that may carry a dateline: a summary or a note may come before it."""
LATE = 3
"""Paragraphs at the end that may carry a sign-off."""
TRANSCRIPT = 3
"""Paragraphs that begin with a name in capitals and a colon, from which the page is a transcript."""
_SPEAKER = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{1,40}(?:, [A-Z ]{2,20})?:")


def classify_blocks(page: Page) -> tuple[Block, ...]:
    """Sorted blocks that do not overlap and leave only white space of the page's text uncovered."""
    lines = split_lines(page.text)
    kinds = label_lines(lines, title=page.title, author=page.author)
    body = [index for index, kind in enumerate(kinds) if kind == "body"]
    spoken = sum(bool(_SPEAKER.match(lines[index].text)) for index in body) >= TRANSCRIPT
    early, late = set() if spoken else set(body[:EARLY]), set(body[-LATE:])
    blocks: list[Block] = []
    for index, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind == "headline":
            blocks += cut_headline(line, outlet=page.outlet)
        elif kind == "body":
            blocks += cut_body(line, early=index in early, late=index in late, title=page.title)
        else:
            blocks.append(Block(line.span, kind))
    return tuple(blocks)
