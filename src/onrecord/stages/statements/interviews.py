"""Talk set out by layout: transcripts, questions and answers, lines that begin with who speaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from onrecord.records import ARTICLE_KINDS, Act, Block, Span
from onrecord.stages.statements.cues import Attribution

VERBATIM = "v"
"""The frame of words that layout gives as said: direct without quotation marks."""
_CAPITALS = re.compile(
    r"(?P<who>(?:[A-Z][A-Z.’'-]+ ?(?:\([^)]{1,30}\) ?)?){1,4})(?:, [A-Z][A-Z .&/-]{2,40})?(?P<cue>:)\s+(?=\S)"
)
_LETTER = re.compile(r"(?P<who>[QA])(?P<cue>[:.])\s+(?=\S)")
_NAME = re.compile(r"(?P<who>(?:The )?[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,2})(?P<cue>:)\s+(?=\S)")
_CREDITED = re.compile(r"\W*(?P<text>[“\"][^”\"]{8,}[”\"])\s*\((?P<who>[^()]{3,60})\)\W*")
_FEWEST_TURNS = 3
"""Lines that begin with a name and a colon below which they are no interview: a list has such lines too."""
_LONGEST = 4000
"""Code points of a block that can be one turn."""
_NO_TURN = re.compile(
    r"(?i)\b(update|breaking|exclusive|watch|video|photos?|live|opinion|analysis|fact check|read|related|correction|"
    r"note|poll|report|crisis|election|war|vote|live updates|the latest|explainer|transcript|review|interview|"
    r"caption)\b"
)


def find_turns(text: str, blocks: Sequence[Block], starts: dict[int, int]) -> list[Attribution]:
    """One attribution a turn; ``starts`` are the tokens by their first code point."""
    spoken = [block for block in blocks if block.kind in ARTICLE_KINDS and len(block.span) <= _LONGEST]
    named = [match for block in spoken if (match := _NAME.match(text, block.span.start, block.span.end)) is not None]
    turns = Counter(match["who"].removeprefix("The ").split()[-1] for match in named)
    talks = len(turns) > 1 and len(named) >= _FEWEST_TURNS and max(turns.values()) > 1
    letters = {m["who"] for b in spoken if (m := _LETTER.match(text, b.span.start, b.span.end)) is not None}
    found: list[Attribution] = []
    for block in spoken:
        span = block.span
        match = _LETTER.match(text, span.start, span.end) if letters == {"Q", "A"} else None
        if block.kind == "headline" and match is None:
            continue
        match = match or _CAPITALS.match(text, span.start, span.end)
        match = match or (_NAME.match(text, span.start, span.end) if talks else None)
        credited = _CREDITED.fullmatch(text, span.start, span.end)
        if credited is not None:
            found.append(_turn(starts, Span(*credited.span("who")), credited.end("text"), Span(*credited.span("text"))))
        elif match is not None and not _NO_TURN.search(match["who"]):
            who = Span(match.start("who"), match.start("who") + len(match["who"].rstrip()))
            if len(who) > 2 or match["who"] in "QA":
                found.append(_turn(starts, who, match.start("cue"), Span(match.end(), _strip_end(text, span.end))))
    return found


def _turn(starts: dict[int, int], who: Span, cue: int, content: Span) -> Attribution:
    act: Act = "asserts"
    return Attribution(starts.get(cue, -1), Span(cue, cue + 1), who, (content,), act, ":", VERBATIM)


def _strip_end(text: str, end: int) -> int:
    while end > 0 and (text[end - 1].isspace() or text[end - 1] in ",;"):
        end -= 1
    return end
