"""What the speaker does by it: the cue's act, changed by negation and by what the content says."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from onrecord.records import Act, Mode, Span
from onrecord.resources import rows
from onrecord.stages.statements.cues import Attribution, role
from onrecord.stages.statements.interviews import VERBATIM
from onrecord.stages.statements.quotes import Quotes, is_name

_QUESTION = re.compile(r"(if|whether|how|why|what|when|where|who|which)\b", re.I)
_FRAMES_OF_WORDS = frozenset("qcsa") | {VERBATIM}
"""Frames whose content is what was said, not what was spoken of."""


def decide_act(text: str, found: Attribution, nested: Sequence[Span] = ()) -> Act:
    """The act by cue, negation and content, in this order of strength; ``nested`` is what others say within it."""
    act = _cue_act(text, found)
    in_words = found.frame in _FRAMES_OF_WORDS or found.lemma == "assert"
    if act != "asserts" or not in_words or found.lemma in _RELAYING or found.negated:
        return act
    said = " ".join(_own_words(text, span, nested) for span in found.content)[:_LONGEST_READ]
    verbatim = found.frame == VERBATIM
    act = content_act(
        said, source=found.source.of(text) if found.source else "", frame="q" if verbatim else found.frame
    )
    if verbatim and said.rstrip().endswith("?") and act in ("asserts", "questions", "requests"):
        return "asks"
    if act == "asserts" and found.lemma in _INSISTING and _NEGATED.match(said.lower()):
        return "denies"
    return act


def content_act(said: str, *, source: str, frame: str) -> Act:
    """What somebody does who merely says this, by the first of resources/act-patterns.tsv that holds."""
    said = " ".join(_MARKS.sub("", said.lower().replace("’", "'")).split())
    source = source.lower()
    for pattern in _patterns():
        if pattern.whose == "own" and not _speaks_of_self(said, source, frame):
            continue
        if pattern.whose == "quoted" and frame != "q":
            continue
        if pattern.whose == "named" and frame not in ("s", "a"):
            continue
        if pattern.whose == "voice" and not _VOICE.search(source):
            continue
        if any(pattern.act not in _VALUING or not _is_turned(said, m.start()) for m in pattern.regex.finditer(said)):
            return pattern.act
    return "asserts"


_INSISTING = role("insisting")
"""Cues of those who answer a charge, spoken or not: what they say is not so they deny."""
_NEGATED = re.compile(r"\W*(\S+\s+){0,8}?(no|(?<!or )not|never|nothing|nobody|none|neither|\w+n['’]t)\b")
_MARKS = re.compile(r"[“”\"«»]|''|``")
_VOICE = re.compile(r"\b(spokes\w+|press secretary|lawyer|attorney|aide|adviser|advisor|officials?|campaign|office)\b")
_VALUING = frozenset({"accuses", "criticises", "praises"})
_TURNING = re.compile(
    r"\b(not|never|no|nothing|without|hardly|isn't|aren't|wasn't|weren't|don't|doesn't|didn't)\b[^.,;:!?]*$"
)
_REACH = 30
"""Code points before a valuing word in which a negation turns it round."""


def _is_turned(said: str, start: int) -> bool:
    return bool(_TURNING.search(said[max(0, start - _REACH) : start]))


def _cue_act(text: str, found: Attribution) -> Act:
    """What the cue alone does, in its frame."""
    if found.lemma == "ask":
        content = found.content[0].of(text) if found.content else ""
        about = found.frame == "p" and found.cue.of(text).endswith("about")
        return "asks" if about or found.frame == "q" or _QUESTION.match(content) else "requests"
    if found.negated:
        return "asserts" if found.lemma in role("thinking") else "declines"
    if (found.lemma, found.frame) in (("tell", "x"), ("call", "p")):
        return "requests"
    if found.lemma == "argue" and found.cue.of(text).endswith("against"):
        return "criticises"
    if found.frame == "o" and found.lemma in _OBJECTING and not _is_claim(text, found):
        return "declines" if found.lemma in _REJECTING else "criticises"
    if found.frame == "o" and found.lemma == "question" and re.search(r"\babout\b", found.content[0].of(text)):
        return "asks"
    if found.frame == "i" and found.lemma == "agree":
        return "promises"
    if found.lemma in role("voicing"):
        return _voiced(text, found)
    return found.act


def _voiced(text: str, found: Attribution) -> Act:
    """ "Expressed frustration", "voiced support": what is expressed decides."""
    said = found.cue.of(text) + " " + " ".join(span.of(text) for span in found.content)
    for word in re.findall(r"\w+", said.lower())[:8]:
        for name, act in _FEELINGS:
            if word in role(name) or word.removesuffix("s") in role(name):
                return act
    return found.act


_FEELINGS: tuple[tuple[str, Act], ...] = (
    ("displeasure", "criticises"),
    ("approval", "praises"),
    ("misgiving", "questions"),
)


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
_OBJECTING = _REJECTING | {"push back", "disagree"}


def _is_claim(text: str, found: Attribution) -> bool:
    """True where the object is something said: "rejected the claims", but not "rejected the treaty"."""
    said = " ".join(span.of(text) for span in found.content).lower()
    nouns = {row["noun"] for row in rows("claim-nouns.tsv")}
    if re.search(r"\b(as|that|it)\b|[“\"]", said):
        return True
    phrase = re.split(r"\b(?:of|for|to|from|by|with|about|on|in|against)\b|,", said)[0]
    last = re.findall(r"\w+", phrase)[-1:]
    return bool(last) and (last[0] in nouns or last[0][:-1] in nouns)


_SELF = re.compile(r"\W*(?:and |but |so |that |well, |look, )*(i|we|he|she|they|it|his|her|their|our|my)\b")


def _speaks_of_self(said: str, source: str, frame: str) -> bool:
    """True where the content's subject is the speaker, by pronoun or by name; who answers a poll promises nothing."""
    if _POLLED.search(source):
        return False
    if found := _SELF.match(said):
        return found.group(1) in ("i", "we", "my", "our") or (frame != "q" and said[:1].isalpha())
    last = re.findall(r"[\w'-]+", source)[-1:]
    return bool(last) and len(last[0]) > 3 and last[0] in re.findall(r"[\w'-]+", said)[:4]


_POLLED = re.compile(r"\b(percent|per cent|in (10|ten)|out of 10|voters|respondents|polled)\b|%")


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A row of resources/act-patterns.tsv."""

    act: Act
    regex: re.Pattern[str]
    whose: str


@cache
def _patterns() -> tuple[_Pattern, ...]:
    return tuple(
        _Pattern(cast(Act, row["act"]), re.compile(row["pattern"]), row["whose"]) for row in rows("act-patterns.tsv")
    )


def decide_mode(text: str, found: Attribution, quotes: Quotes, starts: list[int]) -> Mode:
    """Direct where the content is quotation and no more, mixed where some of it is; a name in marks is no quotation."""
    if found.frame == VERBATIM:
        return "direct"
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
