"""Which statement is part of another's content, and the sentences each rests on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from onrecord.records import Sentence, Span
from onrecord.stages.statements.cues import Attribution


def order(found: Sequence[Attribution]) -> list[Attribution]:
    """Attributions with content, by where their cue stands, each once."""
    found = _merge_doubles([replace(a, content=tuple(span for span in a.content if len(span))) for a in found])
    seen: set[tuple[Span, tuple[Span, ...]]] = set()
    kept = []
    for attribution in sorted(found, key=lambda a: (a.cue.start, -a.cue.end, a.token)):
        key = (attribution.cue, attribution.content)
        if attribution.content and key not in seen:
            seen.add(key)
            kept.append(attribution)
    return kept


def _merge_doubles(found: Sequence[Attribution]) -> list[Attribution]:
    """One cue of two words is one attribution: "retorted, saying", "repeated his claim"."""
    kept: list[Attribution] = []
    for attribution in sorted(found, key=lambda a: (a.cue.start, -a.cue.end, a.token)):
        last = kept[-1] if kept else None
        if last is not None and last.source == attribution.source and last.content:
            if last.content == attribution.content and 0 <= attribution.cue.start - last.cue.end <= _BESIDE:
                kept[-1] = replace(last, cue=Span(last.cue.start, attribution.cue.end))
                continue
            if last.cue.covers(attribution.cue) and last.cue.start == attribution.cue.start:
                continue  # "repeated" of "repeated his claim"
        kept.append(attribution)
    return kept


_BESIDE = 3
"""Code points between the two words of a double cue: a comma and a space."""


def find_parents(found: Sequence[Attribution]) -> list[int | None]:
    """For each attribution the index of the smallest one whose content its cue stands in."""
    by_token = {a.token: i for i, a in enumerate(found)}
    events: list[tuple[int, int, int, int]] = []
    for index, attribution in enumerate(found):
        for span in attribution.content:
            events.append((span.start, 0, -len(span), index))
        events.append((attribution.cue.start, 1, 0, index))
    events.sort()
    ends: dict[tuple[int, int], bool] = {}
    parents: list[int | None] = [None] * len(found)
    stack: list[tuple[int, int]] = []
    for at, what, size, index in events:
        while stack and stack[-1][0] <= at:
            stack.pop()
        if what == 0:
            stack.append((at - size, index))
        else:
            cue = found[index].cue
            for end, holder in reversed(stack[-40:]):
                if holder != index and end >= cue.end and not _same(found, holder, index, ends):
                    parents[index] = holder
                    break
    for index, attribution in enumerate(found):
        if attribution.under is not None and attribution.under in by_token:
            parents[index] = by_token[attribution.under]
    return [_break_ring(parents, i) for i in range(len(found))]


def _same(found: Sequence[Attribution], holder: int, index: int, cache: dict[tuple[int, int], bool]) -> bool:
    """True where the would-be child is the one that holds the parent: never nest both ways."""
    child, parent = found[index], found[holder]
    return any(span.covers(parent.cue) for span in child.content) and child.cue < parent.cue


def _break_ring(parents: list[int | None], index: int) -> int | None:
    seen = {index}
    at = parents[index]
    steps = 0
    while at is not None and steps < 50:
        if at in seen:
            parents[index] = None
            return None
        seen.add(at)
        at = parents[at]
        steps += 1
    return parents[index]


def nested_words(found: Sequence[Attribution], parents: Sequence[int | None]) -> list[list[Span]]:
    """For each attribution the stretches of its content that are its children's: their content."""
    words: list[list[Span]] = [[] for _ in found]
    for child, parent in zip(found, parents, strict=True):
        if parent is not None and child.content:
            words[parent] += child.content
    return [sorted(spans) for spans in words]


def evidence(found: Attribution, sentences: Sequence[Sentence], starts: Sequence[int]) -> tuple[Span, ...]:
    """The whole sentences that source, cue and content touch."""
    touched: set[Span] = set()
    for span in (found.cue, *found.content, *((found.source,) if found.source else ())):
        first = max(0, bisect_right(starts, span.start) - 1)
        last = bisect_left(starts, span.end)
        touched.update(s.span for s in sentences[first:last] if s.span.overlaps(span))
    return tuple(sorted(touched))
