"""The kind of every paragraph of a page, from the pattern table, its shape, its place and its neighbours.

Three zones: the top, before the article's first paragraph of prose; the article; the end, after its
last. A short paragraph without a full stop is a headline at the top, a subhead or a link to another
piece within the article, a link or a tag at the end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from onrecord.records import ARTICLE_KINDS, BlockKind
from onrecord.stages.clean.lines import Line
from onrecord.stages.clean.patterns import match_line, match_place
from onrecord.stages.clean.shapes import (
    LINK,
    PROSE,
    RAGGED,
    could_head,
    is_clipped,
    is_headline,
    is_names,
    is_prose,
    is_same,
    is_shouted,
    is_titled,
    signs,
)
from onrecord.stages.clean.sites import names_outlet, opens_with_outlet
from onrecord.stages.clean.top import Match, label_top, looks_headed

HEADED = 12
"""Long captions and titles looked for before the article's first paragraph."""
BRIEF = 8
"""Words of the longest stopped line after the article's end that is a button's or a form's text."""
_CUT = ("…", "...", "[…]")
"""How the first words of another piece end where they are cut off."""

_Kinds = list[BlockKind | None]


def label_lines(lines: Sequence[Line], *, title: str | None = None, author: str | None = None) -> list[BlockKind]:
    """One kind for each line, in order."""
    matches = [match_line(line.text, size=line.size) for line in lines]
    prose = [is_prose(line) and (m is None or m[0] == "body") for line, m in zip(lines, matches, strict=True)]
    places = [at for at, is_one in enumerate(prose) if is_one]
    for at in places[:-1][:HEADED]:
        if not looks_headed(lines[at], first=at == 0):
            break
        prose[at] = False
    first = prose.index(True) if True in prose else len(lines)
    last = _find_end(lines, matches, prose, author=author)
    kinds: _Kinds = [match and match[0] for match in matches]
    lead = " ".join(lines[at].text[:600] for at in range(first, len(lines)) if prose[at])[:1500]
    label_top(lines[:first], kinds, matches, title=title, lead=lead)
    for index in range(first, len(lines)):
        if kinds[index] is None:
            kinds[index] = (
                _label_tail(lines, kinds, index, author) if index > last else _label_inner(lines, kinds, index)
            )
    _repeat_headline(lines, kinds)
    _spread(lines, kinds, matches, first=first)
    _mark_repeated(lines, kinds)
    return [kind or "body" for kind in kinds]


def _find_end(lines: Sequence[Line], matches: Sequence[Match], prose: Sequence[bool], *, author: str | None) -> int:
    """Index of the article's last paragraph: the last of prose, and the short sentences right after it."""
    ends = [at for at, is_last in enumerate(prose) if is_last and not _tells_writer(lines[at], author)]
    if not ends:
        return len(lines)
    teasers = 0
    while teasers < len(ends) - 1 and lines[ends[-1 - teasers]].text.endswith(_CUT):
        teasers += 1
    last = ends[-1 - teasers] if teasers > 1 else ends[-1]
    while last + 1 < len(lines) and matches[last + 1] is None and _goes_on(lines[last + 1], author):
        if lines[last + 1].text.endswith(_CUT):
            break
        last += 1
    return last


def _goes_on(line: Line, author: str | None) -> bool:
    return (line.stopped or not could_head(line)) and line.size > 2 and not _tells_writer(line, author)


def _tells_writer(line: Line, author: str | None) -> BlockKind | None:
    """The kind of a line after the article's end that its words or its start with the author's name tell."""
    if kind := match_place(line.text, "end"):
        return kind
    told = r",? (?:is|writes|covers|reports)\b"
    if author and line.text.startswith(author) and re.match(told, line.text[len(author) :]):
        return "byline"
    return None


# ---- within the article --------------------------------------------------------------------------


def _label_inner(lines: Sequence[Line], kinds: Sequence[BlockKind | None], index: int) -> BlockKind:
    line = lines[index]
    if line.size == 0:
        return "signature"
    if signs(line) and not lines[index - 1].text.startswith(("“", '"', "‘", "'", "«")):
        return "byline"
    if not could_head(line):
        return "body"
    if line.size >= LINK:
        if is_shouted(line):
            return "related"
        if not _in_list(lines, kinds, index) and is_headline(line):
            return "related"
    return "subhead" if line.size <= PROSE and not _in_list(lines, kinds, index) else "body"


def _in_list(lines: Sequence[Line], kinds: Sequence[BlockKind | None], index: int) -> bool:
    """True among three short unstopped lines running, none of them furniture by its words."""
    run = 1
    for step in (-1, 1):
        near = index + step
        while 0 <= near < len(lines) and run < 3 and not lines[near].stopped and lines[near].size <= RAGGED:
            if kinds[near] not in (None, "subhead", "body"):
                break
            run, near = run + 1, near + step
    return run >= 3


# ---- the end -------------------------------------------------------------------------------------


def _label_tail(lines: Sequence[Line], kinds: Sequence[BlockKind | None], index: int, author: str | None) -> BlockKind:
    line = lines[index]
    if kind := _tells_writer(line, author):
        return kind
    if line.size == 0:
        return "signature"
    if signs(line) or names_outlet(line.text) or opens_with_outlet(line.text) or is_names(line, limit=4):
        return "byline"
    if line.text.endswith(_CUT) and index > 0 and lines[index - 1].text.endswith(_CUT):
        return "related"
    if line.text.endswith(_CUT) and index + 1 < len(lines) and lines[index + 1].text.endswith(_CUT):
        return "related"
    if line.stopped:
        before = kinds[max(0, index - 2) : index]
        apart = len(before) == 2 and not any(kind in ARTICLE_KINDS for kind in before)
        return "promo" if apart and line.size <= BRIEF and not set('"“”') & set(line.text) else "body"
    listed = index > 0 and kinds[index - 1] not in ARTICLE_KINDS
    trails = line.text.endswith(("-", "–", "—", "|")) or (listed and line.text[0] in "\"“‘'«")
    if not could_head(line) and not (trails and line.size <= RAGGED):
        return "body"
    alone = not any(0 <= at < len(lines) and not lines[at].stopped for at in (index - 1, index + 1))
    doubtful = line.size >= LINK - 1 and not is_clipped(line) and not is_titled(line)
    return "body" if alone and doubtful else "related"


def _spread(lines: Sequence[Line], kinds: _Kinds, matches: Sequence[Match], *, first: int) -> None:
    """Carry an opener's kind to the lines it opens, and that of a comment form to the page's end."""
    half = sum(len(line.span) for line in lines) / 2
    before = 0
    for index, match in enumerate(matches):
        before += len(lines[index].span)
        if match is None or kinds[index] == "headline":
            continue
        kind, where = match
        if where == "rest" and index > first and before > half:
            for at in range(index + 1, len(lines)):
                if kinds[at] in ("body", "subhead", "related", "byline"):
                    kinds[at] = kind
            return
        if where == "opener":
            for at in _opened(lines, matches, range(index + 1, len(lines)), writers=kind == "byline" and index > first):
                kinds[at] = kind


def _opened(lines: Sequence[Line], matches: Sequence[Match], after: range, *, writers: bool) -> Iterable[int]:
    """The lines an opener opens: links up to the next paragraph; of writers, a name and two paragraphs."""
    for count, at in enumerate(after):
        line = lines[at]
        if matches[at] is not None or (writers and count == 3):
            return
        asks = line.text.endswith("?") and line.size <= RAGGED
        if not writers and (line.size > RAGGED or (line.stopped and not asks)):
            return
        yield at


def _repeat_headline(lines: Sequence[Line], kinds: _Kinds) -> None:
    """The headline's words once more, as over a second copy of the article's head, are the headline too."""
    if "headline" not in kinds:
        return
    headline = lines[kinds.index("headline")].text
    for index, line in enumerate(lines):
        if kinds[index] in ("related", "subhead") and is_same(line.text, headline):
            kinds[index] = "headline"


def _mark_repeated(lines: Sequence[Line], kinds: _Kinds) -> None:
    """A short unstopped line that comes again and again belongs to the page, not to the article."""
    counts = Counter(
        line.text for line in lines if not line.stopped and 0 < line.size <= RAGGED and not is_names(line, limit=RAGGED)
    )  # a name again and again is the speaker's in an interview
    for index, line in enumerate(lines):
        if counts.get(line.text, 0) >= 3 and kinds[index] in ("subhead", "body"):
            kinds[index] = "promo"
