"""What the shape of a paragraph tells: prose, a headline, a subhead, a name."""

from __future__ import annotations

import re

from onrecord.resources import words
from onrecord.stages.clean.lines import Line

PROSE = 12
"""Words from which a stopped line is taken for a paragraph of the article, not for a caption's or
promotion's sentence; news paragraphs have a median of some 40."""
LINK = 6
"""Words from which an unstopped line within the article can be another piece's headline; subheads
are mostly shorter."""
RAGGED = 18
"""Words above which an unstopped line is a sentence that lost its stop: headlines end before."""
_BULLET = re.compile(r"[-–—•*·►>⦁]|\(?\d{1,3}[.)]|[a-z]\)")
_NAME = r"(?:[A-ZÀ-Þ][\w.'’-]* ){1,3}[A-ZÀ-Þ][\w'’-]+"
_NAMES = re.compile(rf"{_NAME}(?:(?:,| and|, and) {_NAME})*")
_QUOTED = re.compile(r"[\"“‘'«][^\"”’»]*[\"”’»][^\"“‘'«]*\w")
_LABEL = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)?: ")
_CASE = re.compile(r"\bvs?\. ")
_TRAILS = (":", ",", ";", "-", "–", "—")


def is_prose(line: Line) -> bool:
    """True for a paragraph of running text."""
    return (line.stopped and line.size >= PROSE) or line.size > RAGGED + 7


def is_names(line: Line, *, limit: int) -> bool:
    """True for names of persons and nothing else, ``limit`` words in all."""
    return line.size <= limit and _NAMES.fullmatch(line.text) is not None


def signs(line: Line) -> bool:
    """True for a dash and a name, as under a piece or a quotation."""
    return line.text[0] in "-–—" and _NAMES.fullmatch(line.text.lstrip("-–— ")) is not None


def could_head(line: Line) -> bool:
    """False for what goes on as a sentence does, for a list's item and a quotation."""
    text = line.text
    if line.stopped or line.size > RAGGED or text.endswith(_TRAILS) or _BULLET.match(text):
        return False
    return not (text[0].islower() and line.size >= LINK) and not _QUOTED.match(text)


def is_headline(line: Line) -> bool:
    """True for a headline rather than a subhead: Title Case of seven words and more, or the clipped
    grammar of headlines with two names in it."""
    if _CASE.search(line.text):
        return False
    if is_titled(line):
        return True
    names = sum(word[0].isupper() for word in line.words[1:]) + bool(_LABEL.match(line.text))
    return line.text[0].isupper() and names >= 2 and is_clipped(line)


def is_titled(line: Line) -> bool:
    """True for Title Case of seven words and more."""
    long = [word for word in line.words if len(word) > 3]
    return line.size > LINK and len(long) >= 4 and sum(word[0].isupper() for word in long) >= 0.85 * len(long)


def is_clipped(line: Line) -> bool:
    """True for words without articles, pronouns and forms of to be and to have."""
    return not any(word.casefold() in words("unclipped.txt") for word in line.words)


def is_shouted(line: Line) -> bool:
    """True for words in capitals."""
    letters = [c for c in line.text[:400] if c.isalpha()]
    return len(letters) >= 8 and sum(c.isupper() for c in letters) >= 0.85 * len(letters)


def is_same(one: str, other: str) -> bool:
    """True for the same words, whatever their case and marks."""
    return one == other or (len(one) < 400 and len(other) < 400 and plain(one) == plain(other) != "")


def plain(text: str) -> str:
    """Words in lower case without marks, for comparing headlines."""
    return " ".join(re.findall(r"\w+", text[:1000].casefold()))
