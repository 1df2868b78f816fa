"""What the speaker does by it: the cue's act, changed by negation and by what the content says."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache

from onrecord.records import Act, Mode, Span
from onrecord.resources import rows
from onrecord.stages.statements.cues import Attribution, role
from onrecord.stages.statements.quotes import Quotes, is_name

_QUESTION = re.compile(r"(if|whether|how|why|what|when|where|who|which)\b", re.I)
_FRAMES_OF_WORDS = frozenset("qcsa")
"""Frames whose content is what was said, not what was spoken of."""


def decide_act(text: str, found: Attribution, nested: Sequence[Span] = ()) -> Act:
    """The act by cue, negation and content, in this order of strength; ``nested`` is what others say within it."""
    act = _cue_act(text, found)
    in_words = found.frame in _FRAMES_OF_WORDS or found.lemma == "assert"
    if act != "asserts" or not in_words or found.lemma in _RELAYING:
        return act
    said = " ".join(_own_words(text, span, nested) for span in found.content)[:_LONGEST_READ].lower().replace("’", "'")
    source = found.source.of(text).lower() if found.source else ""
    for chosen, pattern, whose in _patterns():
        if (not whose or _speaks_of_self(said, source, found.frame)) and pattern.search(said):
            return chosen
    return act


def _cue_act(text: str, found: Attribution) -> Act:
    """What the cue alone does, in its frame."""
    if found.lemma == "ask":
        content = found.content[0].of(text) if found.content else ""
        about = found.frame == "p" and found.cue.of(text).endswith("about")
        return "asks" if about or found.frame == "q" or _QUESTION.match(content) else "requests"
    if (found.lemma, found.frame) in (("tell", "x"), ("call", "p")):
        return "requests"
    if found.negated or (found.lemma in _REJECTING and found.frame == "o" and not _is_claim(text, found)):
        return "declines"
    return found.act


_RELAYING = role("relaying")
"""Cues of those who pass on what others say or did: whatever the content, they only assert it."""


def _own_words(text: str, span: Span, nested: Sequence[Span]) -> str:
    parts: list[str] = []
    at = span.start
    for inner in nested:
        if at <= inner.start < span.end:
            if len(parts) > 20:
                break
            parts.append(text[at : min(inner.start, at + _LONGEST_READ)])
            at = min(inner.end, span.end)
    return " ".join([*parts, text[at : min(span.end, at + _LONGEST_READ)]])


_LONGEST_READ = 600
"""Code points of a content that decide its act; what comes later is elaboration."""
_REJECTING = role("rejecting")


def _is_claim(text: str, found: Attribution) -> bool:
    """True where the object is something said: "rejected the claims", but not "rejected the treaty"."""
    said = " ".join(span.of(text) for span in found.content).lower()
    nouns = {row["noun"] for row in rows("claim-nouns.tsv")}
    return bool(re.search(r"\b(as|that|it)\b|[“\"]", said)) or any(
        w in nouns or w[:-1] in nouns for w in re.findall(r"\w+", said)
    )


_SELF = re.compile(r"\W*(?:and |but |so |that |well, |look, )*(i|we|he|she|they|it|his|her|their|our|my)\b")


def _speaks_of_self(said: str, source: str, frame: str) -> bool:
    """True where the content's subject is the speaker, by pronoun or by name."""
    if found := _SELF.match(said):
        return found.group(1) in ("i", "we", "my", "our") or (frame != "q" and said[:1].isalpha())
    last = re.findall(r"[\w'-]+", source)[-1:]
    return bool(last) and len(last[0]) > 3 and last[0] in re.findall(r"[\w'-]+", said)[:4]


@cache
def _patterns() -> tuple[tuple[Act, re.Pattern[str], bool], ...]:
    return tuple(
        (row["act"], re.compile(row["pattern"]), row["whose"] == "own")  # type: ignore[misc]
        for row in rows("act-patterns.tsv")
    )


def decide_mode(text: str, found: Attribution, quotes: Quotes, starts: list[int]) -> Mode:
    """Direct where the content is quotation and no more, mixed where some of it is; a name in marks is no quotation."""
    content = found.content
    around = [q for span in content for q in _touching(span, quotes, starts)]
    own = [q for q in around if not q.covers(found.cue)]
    if found.frame in ("q", "c") and content and all(any(q == span for q in own) for span in content):
        return "direct"
    said = [q for q in own if not is_name(text, q)]
    if any(q.overlaps(span) and not (q.covers(span) and q != span) for q in said for span in content):
        return "mixed"
    within = any(q.covers(found.cue) for q in around)
    if within and any(span.covers(q.span) for q in quotes.inner for span in content):
        return "mixed"
    return "indirect"


def _touching(span: Span, quotes: Quotes, starts: list[int]) -> list[Span]:
    low = max(0, bisect_right(starts, span.start) - 1)
    high = bisect_left(starts, span.end)
    return [quote.span for quote in quotes.outer[low : min(high, low + 40)] if quote.span.overlaps(span)]
