"""The kind of every paragraph of a page, from the pattern table, its shape, its place and its neighbours.

Three zones: the top, before the article's first paragraph of prose; the article; the end, after its
last. A short paragraph without a full stop is a headline at the top, a subhead or a link to another
piece within the article, a link or a tag at the end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from onrecord.records import BlockKind
from onrecord.resources import words
from onrecord.stages.clean.lines import Line
from onrecord.stages.clean.patterns import Where, match_line, match_place

PROSE = 12
"""Words from which a stopped line is taken for a paragraph of the article, not for a caption's or
promotion's sentence; news paragraphs have a median of some 40."""
LINK = 6
"""Words from which an unstopped line within the article can be another piece's headline; subheads
are mostly shorter."""
RAGGED = 18
"""Words above which an unstopped line is a sentence that lost its stop: headlines end before."""
STANDFIRST = 35
"""Words of the longest summary under a headline."""
_BULLET = re.compile(r"[-–—•*·►>⦁]|\(?\d{1,3}[.)]|[a-z]\)")
_NAME = r"(?:[A-ZÀ-Þ][\w.'’-]* ){1,3}[A-ZÀ-Þ][\w'’-]+"
_NAMES = re.compile(rf"{_NAME}(?:(?:,| and|, and) {_NAME})*")
_QUOTED = re.compile(r"[\"“‘'«][^\"”’»]*[\"”’»][^\"“‘'«]*\w")
_LABEL = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)?: ")
_CASE = re.compile(r"\bvs?\. ")

_Match = tuple[BlockKind, Where] | None
_Kinds = list[BlockKind | None]


def label_lines(lines: Sequence[Line], *, title: str | None = None, author: str | None = None) -> list[BlockKind]:
    """One kind for each line, in order."""
    matches = [match_line(line.text, size=line.size) for line in lines]
    prose = [_is_prose(line) and (m is None or m[0] == "body") for line, m in zip(lines, matches, strict=True)]
    first = prose.index(True) if True in prose else len(lines)
    last = _find_end(lines, matches, author=author)
    kinds: _Kinds = [match and match[0] for match in matches]
    _label_top(lines[:first], kinds, matches, title=title)
    for index in range(first, len(lines)):
        if kinds[index] is None:
            kinds[index] = _label_tail(lines, index, author) if index > last else _label_inner(lines, kinds, index)
    _spread(lines, kinds, matches, first=first)
    _mark_repeated(lines, kinds)
    return [kind or "body" for kind in kinds]


def _is_prose(line: Line) -> bool:
    return (line.stopped and line.size >= PROSE) or line.size > RAGGED + 7


def _find_end(lines: Sequence[Line], matches: Sequence[_Match], *, author: str | None) -> int:
    """Index of the article's last paragraph; what tells about its writers comes after it."""
    for index in range(len(lines) - 1, -1, -1):
        line, match = lines[index], matches[index]
        if (match is None and (line.stopped or _is_prose(line)) and not _tells_writer(line, author)) or (
            match is not None and match[0] == "body"
        ):
            return index
    return len(lines)


def _tells_writer(line: Line, author: str | None) -> BlockKind | None:
    """The kind of a line after the article's end that its words or its start with the author's name tell."""
    if kind := match_place(line.text, "end"):
        return kind
    if (
        author
        and line.text.startswith(author)
        and re.match(r",? (?:is|writes|covers|reports)\b", line.text[len(author) :])
    ):
        return "byline"
    return None


# ---- the top -------------------------------------------------------------------------------------


def _label_top(lines: Sequence[Line], kinds: _Kinds, matches: Sequence[_Match], *, title: str | None) -> None:
    """Headline, labels above it, and what stands between it and the article."""
    headline = _find_headline(lines, matches, title)
    if headline is not None:
        kinds[headline] = "headline"
    for index, line in enumerate(lines):
        if headline is not None and index != headline and _same(line.text, lines[headline].text):
            kinds[index] = "headline"
        elif kinds[index] is None:
            kinds[index] = _label_above(line) if headline is None or index < headline else _label_below(line)


def _label_above(line: Line) -> BlockKind:
    """A section's name over the headline; with no headline at all, nothing is known."""
    return "body" if line.stopped or line.size > LINK else "related"


def _label_below(line: Line) -> BlockKind:
    if line.stopped:
        return "body"
    if kind := match_place(line.text, "top"):
        return kind
    if _NAMES.fullmatch(line.text) and line.size <= 10:
        return "byline"
    if line.size <= 2:
        return "related"
    return "subhead" if line.size <= STANDFIRST and not line.text.endswith(":") else "body"


def _find_headline(lines: Sequence[Line], matches: Sequence[_Match], title: str | None) -> int | None:
    top = list(enumerate(lines))[:12]
    if title:
        for index, line in top:
            if _same(line.text, title) or (len(title) > 20 and _plain(line.text).startswith(_plain(title))):
                return index
    for index, line in top:
        if not (line.heading or line.text.endswith(("?", "!", "”", '"', "’", "'", "…"))) or line.size > STANDFIRST:
            continue
        match = matches[index]
        if match is None and (line.size >= 4 or (index == 0 and line.size == 3)):
            return index
        # a headline may begin with the words of a link ("Watch: ...") but is longer than a label
        if (
            match
            and match[0] in ("related", "promo")
            and match[1] == "line"
            and line.size >= LINK + 2
            and not _is_shouted(line)
        ):
            return index
    return None


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text[:1000].casefold()))


def _same(one: str, other: str) -> bool:
    return one == other or (len(one) < 400 and len(other) < 400 and _plain(one) == _plain(other) != "")


# ---- within the article --------------------------------------------------------------------------


def _label_inner(lines: Sequence[Line], kinds: Sequence[BlockKind | None], index: int) -> BlockKind:
    line = lines[index]
    if line.size == 0:
        return "signature"
    if not _could_head(line):
        return "body"
    if line.size >= LINK:
        if _is_shouted(line):
            return "related"
        if not _in_list(lines, kinds, index) and _is_headline(line):
            return "related"
    return "subhead" if line.size <= PROSE and not _in_list(lines, kinds, index) else "body"


def _could_head(line: Line) -> bool:
    """False for what goes on as a sentence does, for a list's item and a quotation."""
    text = line.text
    if line.stopped or line.size > RAGGED or text.endswith((":", ",", ";", "-", "–", "—")) or _BULLET.match(text):
        return False
    return not (text[0].islower() and line.size >= LINK) and not _QUOTED.match(text)


def _is_headline(line: Line) -> bool:
    """True for a headline rather than a subhead: Title Case of seven words and more, or the clipped
    grammar of headlines with two names in it."""
    if _CASE.search(line.text):
        return False
    long = [word for word in line.words if len(word) > 3]
    if line.size > LINK and len(long) >= 4 and sum(word[0].isupper() for word in long) >= 0.85 * len(long):
        return True
    names = sum(word[0].isupper() for word in line.words[1:]) + bool(_LABEL.match(line.text))
    return line.text[0].isupper() and names >= 2 and _is_clipped(line)


def _is_clipped(line: Line) -> bool:
    """True for words without articles, pronouns and forms of to be and to have."""
    return not any(word.casefold() in words("unclipped.txt") for word in line.words)


def _is_shouted(line: Line) -> bool:
    letters = [c for c in line.text[:400] if c.isalpha()]
    return len(letters) >= 8 and sum(c.isupper() for c in letters) >= 0.85 * len(letters)


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


def _label_tail(lines: Sequence[Line], index: int, author: str | None) -> BlockKind:
    line = lines[index]
    if kind := _tells_writer(line, author):
        return kind
    if line.size == 0:
        return "signature"
    if not _could_head(line):
        return "body"
    if _NAMES.fullmatch(line.text) and line.size <= 4:
        return "byline"
    alone = not any(0 <= at < len(lines) and not lines[at].stopped for at in (index - 1, index + 1))
    return "body" if alone and line.size >= LINK - 1 and not _is_clipped(line) else "related"


def _spread(lines: Sequence[Line], kinds: _Kinds, matches: Sequence[_Match], *, first: int) -> None:
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


def _opened(lines: Sequence[Line], matches: Sequence[_Match], after: range, *, writers: bool) -> Iterable[int]:
    """The lines an opener opens: links up to the next paragraph; of writers, a name and two paragraphs."""
    for count, at in enumerate(after):
        line = lines[at]
        if matches[at] is not None or (writers and count == 3):
            return
        asks = line.text.endswith("?") and line.size <= RAGGED
        if not writers and (line.size > RAGGED or (line.stopped and not asks)):
            return
        yield at


def _mark_repeated(lines: Sequence[Line], kinds: _Kinds) -> None:
    """A short unstopped line that comes again and again belongs to the page, not to the article."""
    counts = Counter(
        line.text for line in lines if not line.stopped and 0 < line.size <= RAGGED and not _NAMES.fullmatch(line.text)
    )  # a name again and again is the speaker's in an interview
    for index, line in enumerate(lines):
        if counts.get(line.text, 0) >= 3 and kinds[index] in ("subhead", "body"):
            kinds[index] = "promo"
