"""Two cues that each seem to stand in the other's content: "A asked B to go, the mayor said in a letter"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.records import Span
from onrecord.resources import words
from onrecord.stages.statements.cues import Attribution

_NEIGHBOURS = 6
"""Attributions before a closing cue that its clause can hold."""
_LOOSE = " ,;—–-\n"


def untangle(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, in the order given, with content cut off where the sentence's closing cue begins.

    An outlet that "reported it, according to officials" had it from them: their words came through the outlet,
    not the outlet's through them.
    """
    kept = list(found)
    places = sorted(range(len(kept)), key=lambda place: kept[place].cue)
    for number, place in enumerate(places):
        for earlier in places[max(0, number - _NEIGHBOURS) : number]:
            first, closing = kept[earlier], kept[place]
            if not _holds(closing, first.cue) or closing.under is not None:
                continue
            if _holds(first, closing.cue):
                kept[earlier] = first = _cut(text, first, _start(closing, first))
            if first.content and first.source is not None and _is_sourced(text, first, closing):
                kept[place] = replace(closing, content=first.content, under=first.token)
    return kept


def _holds(holder: Attribution, cue: Span) -> bool:
    return any(span.covers(cue) for span in holder.content)


def _start(closing: Attribution, first: Attribution) -> int:
    """Where the closing cue's clause begins, its source in front of it or not."""
    source = closing.source
    return min(closing.cue.start, source.start) if source and source.start > first.cue.end else closing.cue.start


def _cut(text: str, found: Attribution, end: int) -> Attribution:
    spans = []
    for span in found.content:
        stop = min(span.end, end)
        while stop > span.start and text[stop - 1] in _LOOSE:
            stop -= 1
        if stop > span.start:
            spans.append(Span(span.start, stop))
    return replace(found, content=tuple(spans)) if spans else found


def _is_sourced(text: str, first: Attribution, closing: Attribution) -> bool:
    """True for "reported ..., according to two officials"; not for "... according to news reports"."""
    if closing.lemma != "according to" or closing.source is None or first.lemma not in ("report", "learn"):
        return False
    named = {word.strip(".,").removesuffix("s") for word in closing.source.of(text).lower().split()}
    return not named & words("media-words.txt")
