"""Paragraphs of a page: lines, or several lines where the text was wrapped at a fixed width."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, pairwise

from onrecord.records import Span

_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_BREAK = re.compile(r"\r\n|[\r\n\u2028\u2029\x0b\x0c\x85]")
_CLOSERS = "\"'”’»)]}*_ \u200b\u200e\u200f\u202c\u2069"
_STOPS = ".!?…。؟"
_WORD = re.compile(r"\w[\w'’.-]*")
_NARROW = 40
"""Code points; a line shorter than this was not ended by a wrap (mail wraps at 60 to 80)."""
_WRAPPED = 0.4
"""Share of inner line ends without a stop, next line in lower case, from which a text counts as wrapped."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph without the white space around it, and what its shape tells."""

    span: Span
    text: str
    """Its words, each white-space character as a plain space, so that offsets stay."""
    stopped: bool
    """It ends as a sentence does, closing marks aside."""
    words: tuple[str, ...]
    """Its first words; enough to tell a heading, of a long paragraph no more than LONG."""

    @property
    def size(self) -> int:
        """Number of words, counted up to LONG."""
        return len(self.words)

    @property
    def heading(self) -> bool:
        """True for what could be a headline or a link: short and without a full stop."""
        return not self.stopped and 0 < len(self.words) <= LONG // 2 and not self.text.endswith((",", ";"))


LONG = 60
"""Words looked at in one paragraph."""


def split_lines(text: str) -> list[Line]:
    """The paragraphs of ``text`` in order; they cover all of it but white space."""
    spans: list[Span] = []
    for match in _LINE.finditer(text):
        line = match.group()
        if bare := line.strip():
            start = match.start() + len(line) - len(line.lstrip())
            spans.append(Span(start, start + len(bare)))
    return [read_line(text, span) for span in _unwrap(text, spans)]


def read_line(text: str, span: Span) -> Line:
    """The line that ``span`` covers, with its shape."""
    words = re.sub(r"\s", " ", span.of(text))
    first = tuple(match.group() for match in islice(_WORD.finditer(words), LONG))
    end = words[-40:].rstrip(_CLOSERS)
    return Line(span, words, stopped=end.endswith(tuple(_STOPS)), words=first)


def _unwrap(text: str, spans: list[Span]) -> list[Span]:
    """Join the lines of paragraphs that were wrapped, and a line that breaks off with the one it goes on in."""
    inner = [(a, b) for a, b in pairwise(spans) if _adjacent(text, a, b) and len(a) >= _NARROW]
    torn = [pair for pair in inner if _runs_on(text, *pair)]
    if not torn:
        return spans
    wrapped = len(torn) >= 3 and len(torn) >= _WRAPPED * len(inner)
    width = sorted(len(a) for a, _ in torn)[len(torn) // 2]
    joined = [spans[0]]
    for a, b in pairwise(spans):
        ended = text[a.end - 1] in _STOPS
        full = len(a) > 0.85 * width and len(b) >= _NARROW if ended else len(a) > 0.7 * width
        goes_on = len(a) >= _NARROW and _runs_on(text, a, b)
        if _adjacent(text, a, b) and (goes_on or (wrapped and full)):
            joined[-1] = Span(joined[-1].start, b.end)
        else:
            joined.append(b)
    return joined


def _adjacent(text: str, a: Span, b: Span) -> bool:
    return len(_BREAK.findall(text, a.end, min(b.start, a.end + 100))) == 1


def _runs_on(text: str, a: Span, b: Span) -> bool:
    return text[a.end - 1] not in _STOPS + ":" and text[b.start].islower()
