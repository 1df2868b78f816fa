"""The kind of every paragraph of a page, from the pattern table, its shape, its place and its neighbours.

Three zones: the top, before the article's first paragraph of prose; the article; the end, after its
last. A short line without a full stop is a headline at the top, a subhead or a link to another piece
within the article, a link or a tag at the end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from onrecord.records import BlockKind
from onrecord.resources import words
from onrecord.stages.clean.lines import Line
from onrecord.stages.clean.patterns import Where, match_line

PROSE = 12
"""Words from which a stopped line is taken for a paragraph of the article, not for a caption's or
promotion's sentence; news paragraphs have a median of some 40."""
LINK = 6
"""Words from which an unstopped line within the article can be another piece's headline; subheads
are mostly shorter."""
RAGGED = 18
"""Words above which an unstopped line is a sentence that lost its stop: headlines end before."""
_BULLET = re.compile(r"[-–—•*·►>]|\(?\d{1,2}[.)]|[a-z]\)")
_NAME = re.compile(
    r"(?:[A-ZÀ-Þ][\w.'’-]+ ){1,3}[A-ZÀ-Þ][\w'’-]+(?:(?:,| and|, and) (?:[A-ZÀ-Þ][\w.'’-]+ ){1,3}[A-ZÀ-Þ][\w'’-]+)*"
)

_Match = tuple[BlockKind, Where] | None


def label_lines(lines: Sequence[Line], *, title: str | None = None, author: str | None = None) -> list[BlockKind]:
    """One kind for each line, in order."""
    matches = [match_line(line.text, "rest", "opener", "line") for line in lines]
    prose = [_is_prose(line) and match is None for line, match in zip(lines, matches, strict=True)]
    first = prose.index(True) if True in prose else len(lines)
    last = _find_end(lines, matches, prose, author=author)
    kinds: list[BlockKind | None] = [match and match[0] for match in matches]
    _label_top(lines[:first], kinds, matches, title=title)
    for index in range(first, len(lines)):
        if kinds[index] is None:
            kinds[index] = _label_tail(lines, index, author) if index > last else _label_inner(lines, kinds, index)
    _spread(lines, kinds, matches, first=first)
    _mark_repeated(lines, kinds)
    return [kind or "body" for kind in kinds]


def _is_prose(line: Line) -> bool:
    return (line.stopped and len(line.words) >= PROSE) or len(line.words) > RAGGED + 7


def _find_end(lines: Sequence[Line], matches: Sequence[_Match], prose: Sequence[bool], *, author: str | None) -> int:
    """Index of the article's last paragraph; what tells about its writers comes after it."""
    for index in range(len(lines) - 1, -1, -1):
        if prose[index] and not _match_end(lines[index], author):
            return index
        if matches[index] is None and lines[index].stopped and not _match_end(lines[index], author):
            return index
    return len(lines)


def _match_end(line: Line, author: str | None) -> BlockKind | None:
    if match := match_line(line.text, "end"):
        return match[0]
    if (
        author
        and line.text.startswith(author)
        and re.match(r"\W+(?:is|writes|covers|reports)\b", line.text[len(author) :])
    ):
        return "byline"
    return None


# ---- the top -------------------------------------------------------------------------------------


def _label_top(
    lines: Sequence[Line], kinds: list[BlockKind | None], matches: Sequence[_Match], *, title: str | None
) -> None:
    """Headline, labels above it, and what stands between it and the article."""
    headline = _find_headline(lines, matches, title)
    if headline is not None:
        kinds[headline] = "headline"
    for index, line in enumerate(lines):
        if index == headline or kinds[index] is not None:
            continue
        size = len(line.words)
        if headline is not None and _same(line.text, lines[headline].text):
            kinds[index] = "headline"
        elif line.stopped and size > 3:
            kinds[index] = "body"
        elif headline is not None and index > headline and _NAME.fullmatch(line.text) and size <= 8:
            kinds[index] = "byline"
        elif size <= 3 and headline is not None:
            kinds[index] = "related"
        elif index > (headline if headline is not None else -1):
            kinds[index] = "subhead"
        else:
            kinds[index] = "related"


def _find_headline(lines: Sequence[Line], matches: Sequence[_Match], title: str | None) -> int | None:
    top = list(enumerate(lines))[:12]
    if title:
        for index, line in top:
            if _same(line.text, title) or (len(title) > 20 and _plain(line.text).startswith(_plain(title))):
                return index
    shaped = [
        i for i, line in top if len(line.words) >= 3 and (line.heading or line.text.endswith(("?", "!", "”", '"', "…")))
    ]
    for index in shaped:
        if matches[index] is None and (len(lines[index].words) >= 4 or index == 0):
            return index
    for index in shaped:
        match = matches[index]
        if match and match[0] in ("related", "promo", "byline", "update") and len(lines[index].words) >= 5:
            return index
    return None


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


def _same(one: str, other: str) -> bool:
    return one == other or (len(one) < 400 and _plain(one) == _plain(other) != "")


# ---- within the article --------------------------------------------------------------------------


def _label_inner(lines: Sequence[Line], kinds: Sequence[BlockKind | None], index: int) -> BlockKind:
    line = lines[index]
    size = len(line.words)
    if line.stopped or size == 0 or size > RAGGED or line.text.endswith((":", ",", ";", "-", "–", "—")):
        return "body"
    if _BULLET.match(line.text) or (line.text[0].islower() and size >= LINK):
        return "body"
    if line.text[0] in "\"“‘'«" and size > 8 and not _is_shouted(line):
        return "body"
    if _is_shouted(line) and size >= LINK:
        return "related"
    if _in_list(lines, kinds, index):
        return "body"
    if size >= LINK and (_is_titled(line) or _is_clipped(line)):
        return "related"
    return "subhead" if size <= PROSE else "body"


def _is_shouted(line: Line) -> bool:
    letters = [c for c in line.text if c.isalpha()]
    return len(letters) >= 8 and sum(c.isupper() for c in letters) >= 0.85 * len(letters)


def _is_titled(line: Line) -> bool:
    """True for Title Case of seven words and more."""
    long = [word for word in line.words if len(word) > 3]
    return len(line.words) > LINK and len(long) >= 4 and sum(word[0].isupper() for word in long) >= 0.85 * len(long)


def _is_clipped(line: Line) -> bool:
    """True for the clipped grammar of headlines: no articles, no forms of to be or to have."""
    return line.text[0].isupper() and not any(word.casefold() in words("unclipped.txt") for word in line.words)


def _in_list(lines: Sequence[Line], kinds: Sequence[BlockKind | None], index: int) -> bool:
    """True among three short unstopped lines running, none of them furniture by its words."""
    run = 1
    for step in (-1, 1):
        near = index + step
        while 0 <= near < len(lines) and run < 3 and not lines[near].stopped and len(lines[near].words) <= RAGGED:
            if kinds[near] not in (None, "subhead", "body"):
                break
            run, near = run + 1, near + step
    return run >= 3


# ---- the end -------------------------------------------------------------------------------------


def _label_tail(lines: Sequence[Line], index: int, author: str | None) -> BlockKind:
    line = lines[index]
    if kind := _match_end(line, author):
        return kind
    if line.stopped or len(line.words) > RAGGED or line.text.endswith((":", ",", ";")) or line.text[0] in "\"“‘'«":
        return "body"
    if _NAME.fullmatch(line.text) and len(line.words) <= 4:
        return "byline"
    return "related"


def _spread(lines: Sequence[Line], kinds: list[BlockKind | None], matches: Sequence[_Match], *, first: int) -> None:
    """Carry an opener's kind to the lines it opens, and that of a comment form to the page's end."""
    for index, match in enumerate(matches):
        if match is None or kinds[index] == "headline":
            continue
        kind, where = match
        rest = range(index + 1, len(lines))
        if where == "rest" and index > first and index >= len(lines) // 2:
            for at in rest:
                kinds[at] = kind if matches[at] is None or kinds[at] in ("byline", "share") else kinds[at]
            return
        if where == "opener" and kind == "byline" and index > first:
            for at in rest[:3]:
                if matches[at] is not None:
                    break
                kinds[at] = kind
        elif where == "opener" and kind != "byline":
            for at in rest:
                if (
                    matches[at] is not None
                    or len(lines[at].words) > RAGGED
                    or (lines[at].stopped and not _asks(lines[at]))
                ):
                    break
                kinds[at] = kind


def _asks(line: Line) -> bool:
    return line.text.endswith("?") and len(line.words) <= RAGGED


def _mark_repeated(lines: Sequence[Line], kinds: list[BlockKind | None]) -> None:
    """A short unstopped line that comes again and again belongs to the page, not to the article."""
    counts = Counter(line.text for line in lines if not line.stopped and len(line.words) <= RAGGED)
    for index, line in enumerate(lines):
        if counts.get(line.text, 0) >= 3 and kinds[index] in (None, "subhead", "body") and line.words:
            kinds[index] = "promo"
