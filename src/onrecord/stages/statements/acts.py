"""What the speaker does by it: the cue's act, changed by negation and by what the content says."""

from __future__ import annotations

import re

from onrecord.records import Act, Mode, Span
from onrecord.resources import rows
from onrecord.stages.statements.cues import Attribution
from onrecord.stages.statements.quotes import Quotes


def decide_act(text: str, found: Attribution) -> Act:
    """The act by cue, negation and content, in this order of strength."""
    act = found.act
    if found.lemma == "ask" and found.frame in ("c", "q"):
        content = found.content[0].of(text) if found.content else ""
        asks = found.frame == "q" or re.match(r"(if|whether|how|why|what|when|where|who|which)\b", content, re.I)
        act = "asks" if asks else "requests"
    if found.lemma == "tell" and found.frame == "x":
        return "requests"
    if found.negated:
        return "declines"
    if act != "asserts":
        return act
    said = " … ".join(span.of(text) for span in found.content)[:600]
    for row in rows("act-patterns.tsv"):
        if re.search(row["pattern"], said, re.I if row["case"] != "yes" else 0):
            return row["act"]  # type: ignore[return-value]
    return act


def decide_mode(text: str, content: tuple[Span, ...], quotes: Quotes) -> Mode:
    """Direct where all of the content stands in quotation marks, mixed where some does."""
    around = [q.span for q in quotes.outer if any(q.span.overlaps(span) for span in content)]
    inner = [q.span for q in quotes.inner if any(span.covers(q.span) and span != q.span for span in content)]
    whole = [span for span in content if any(q.covers(span) and span.start - q.start <= 0 for q in around)]
    if content and len(whole) == len(content):
        return "direct"
    if any(span.covers(q) for span in content for q in around) or (
        inner and not any(q.covers(span) and q != span for q in around for span in content)
    ):
        return "mixed"
    return "indirect"
