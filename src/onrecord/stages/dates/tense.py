"""Whether an expression such as "Friday" looks back or ahead, told by the verb that governs it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records import Token
from onrecord.stages.dates.expressions import lexicon

_STEPS = 12
"""Heads climbed at most; clauses nest less deep than this in any sentence a reader can follow."""


def looks_ahead(tokens: Sequence[Token], first: int, last: int) -> bool | None:
    """True where the expression ``tokens[first:last]`` tells a time still to come when it was written, False
    where one gone by; None where the words do not tell."""
    before = tokens[first - 1].text.lower() if first else ""
    if before in ("until", "till", "by"):
        return True
    if before == "of" and first > 1 and tokens[first - 2].text.lower() == "ahead":
        return True
    if before == "as" and first > 2 and tokens[first - 3].text.lower() == "as":
        return True
    if before in ("since", "last"):
        return False
    head = next((i for i in range(last - 1, first - 1, -1) if not first <= tokens[i].head < last), last - 1)
    at, infinitive = tokens[head].head, False
    if tokens[head].dep in ("poss", "compound", "nmod", "amod") and tokens[at].pos in ("NOUN", "PROPN"):
        opening = tokens[min(first, at) - 1].text.lower() if min(first, at) else ""
        if opening in ("before", "until", "by", "for") or tokens[at].lemma.lower() not in lexicon("scheduled-noun"):
            return opening in ("before", "until", "by", "for") or None
    for _ in range(_STEPS):
        token = tokens[at]
        if token.pos in ("VERB", "AUX"):
            verdict = _verb_looks_ahead(tokens, at, infinitive=infinitive)
            if verdict is not None:
                return verdict
            infinitive = infinitive or token.tag == "VB"
        elif infinitive and token.lemma.lower() in lexicon("lead-in"):
            return True
        elif token.lemma.lower() in ("deadline", "plan"):
            return True
        if token.head == at:
            return None
        at = token.head
    return None


def _verb_looks_ahead(tokens: Sequence[Token], at: int, *, infinitive: bool) -> bool | None:
    """What one verb says about it; None where its own governor must tell (infinitives, participles)."""
    token = tokens[at]
    lemma = token.lemma.lower()
    helpers = [tokens[i] for i in token.children if tokens[i].dep in ("aux", "auxpass")]
    if any(h.lemma.lower() in lexicon("future") or h.text.lower() in ("would", "wo") for h in helpers):
        return True
    if lemma in lexicon("lead-in") and (infinitive or token.tag == "VBN"):
        return True
    if any(h.tag == "MD" for h in helpers):
        return not any(h.lemma == "have" for h in helpers)
    if token.tag in ("VBD", "MD") or any(h.lemma == "have" for h in helpers):
        return False
    if token.tag == "VBN":
        return False if helpers or token.dep == "acl" else None
    if token.tag == "VBG":
        present = any(h.tag in ("VBZ", "VBP") for h in helpers)
        return True if present and lemma in lexicon("scheduled") else None
    if token.tag in ("VBZ", "VBP"):
        return not infinitive and lemma in lexicon("scheduled")
    return None
