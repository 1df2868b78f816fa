"""The top of a page: the headline, the labels above it and what stands between it and the article."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records import BlockKind
from onrecord.resources import words
from onrecord.stages.clean.lines import Line
from onrecord.stages.clean.patterns import Where, match_place
from onrecord.stages.clean.shapes import LINK, PROSE, is_names, is_same, is_shouted, is_titled, plain
from onrecord.stages.clean.sites import names_outlet, opens_with_outlet

STANDFIRST = 35
"""Words of the longest summary under a headline."""
_HEADED = ("?", "!", "”", '"', "’", "'", "…")
"""What a headline may end with besides a word."""

Match = tuple[BlockKind, Where] | None
"""The row of the table of furniture that fits a paragraph: its kind, and how it is applied."""


def looks_headed(line: Line, *, first: bool) -> bool:
    """True for a long line at the top that is no paragraph: a caption, a headline in Title Case or one that asks."""
    asks = first and line.size <= STANDFIRST and line.text.endswith(_HEADED[:2])
    return asks or is_titled(line) or match_place(line.text, "top") == "caption"


def label_top(
    lines: Sequence[Line], kinds: list[BlockKind | None], matches: Sequence[Match], *, title: str | None, lead: str
) -> None:
    """Headline, labels above it, and what stands between it and the article."""
    headline = _find_headline(lines, matches, title=title, lead=lead)
    if headline is not None:
        kinds[headline] = "headline"
    after_standfirst = False
    for index, line in enumerate(lines):
        if headline is not None and index != headline and is_same(line.text, lines[headline].text):
            kinds[index] = "headline"
        elif kinds[index] is None:
            if headline is None or index < headline:
                kinds[index] = _label_place(line) or _label_above(line, headed=headline is not None)
            else:
                kinds[index] = _label_place(line) or _label_below(line, after_standfirst=after_standfirst)
                after_standfirst |= line.stopped and kinds[index] == "body"


def _label_place(line: Line) -> BlockKind | None:
    """The kind of a line at the top that its words tell: a dateline, a day, an outlet."""
    if kind := match_place(line.text, "top"):
        return kind
    if line.stopped:
        return None
    return "byline" if names_outlet(line.text) or opens_with_outlet(line.text) else None


def _label_above(line: Line, *, headed: bool) -> BlockKind:
    """A section's name or links over the headline; with no headline at all, nothing is known."""
    if line.stopped:
        return "promo" if line.size <= 4 else "body"
    return "related" if headed or line.size <= LINK else "body"


def _label_below(line: Line, *, after_standfirst: bool) -> BlockKind:
    if line.stopped:
        return "body"
    if is_names(line, limit=10):
        return "byline"
    if line.size <= 2:
        return "related"
    if after_standfirst and line.size <= 4:
        return "caption"
    return "subhead" if line.size <= STANDFIRST and not line.text.endswith(":") else "body"


def _find_headline(lines: Sequence[Line], matches: Sequence[Match], *, title: str | None, lead: str) -> int | None:
    """The record's title; else the first line shaped so, or the first that shares a word with the lead
    where two before it do not."""
    top = list(enumerate(lines))[:40]
    if title:
        for index, line in top[:12]:
            if is_same(line.text, title) or (len(title) > 20 and plain(line.text).startswith(plain(title))):
                return index
    found = [index for index, line in top if _is_headed(line, matches[index], first=index == 0)]
    if found:
        told = _stems(lead)
        place = next((place for place, index in enumerate(found) if _stems(lines[index].text) & told), 0)
        return found[place if place > 1 else 0]
    for index, line in top[:3]:
        match = matches[index]
        if match and match[:2] == ("related", "line") and ":" in line.text and line.size >= 3 and not is_shouted(line):
            return index
    opens = bool(lines) and matches[0] is None and not title
    return 0 if opens and lines[0].size > 1 and (not lines[0].stopped or lines[0].size <= PROSE + 2) else None


def _is_headed(line: Line, match: Match, *, first: bool) -> bool:
    if not (line.heading or line.text.endswith(_HEADED)) or line.size > STANDFIRST:
        return False
    if match is None:
        return (line.size >= 4 or (first and line.size == 3)) and not _label_place(line)
    # a headline may begin with the words of a link ("Watch: ...") but is longer than a label
    linked = match[1] == "line" and match[0] in ("related", "promo") and ":" in line.text[:30]
    return linked and line.size >= LINK + 2 and not is_shouted(line) and "://" not in line.text


def _stems(text: str) -> set[str]:
    """Beginnings of the words that tell what a text is about."""
    return {word[:5] for word in plain(text).split() if len(word) > 3 and word not in words("function-words.txt")}
