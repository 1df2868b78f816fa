"""Whether an expression such as "Friday" looks back or ahead, told by the verb that governs it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records import Token
from onrecord.resources import words
from onrecord.stages.dates.lexicon import lexicon

_STEPS = 12
"""Heads climbed at most; clauses nest less deep than this in any sentence a reader can follow."""


def looks_ahead(tokens: Sequence[Token], first: int, last: int) -> bool | None:
    """True where the expression ``tokens[first:last]`` tells a time still to come when it was written, False
    where one gone by; None where the words do not tell."""
    head = next((i for i in range(last - 1, first - 1, -1) if not first <= tokens[i].head < last), last - 1)
    verdict = _opening_tells(tokens, first)
    if verdict is None and first and tokens[first - 1].text.lower() in lexicon("term"):
        return True if any(token.text.isdigit() for token in tokens[first : first + 2]) else None
    if verdict is None and tokens[head].dep in ("poss", "compound", "nmod", "amod"):
        noun = tokens[tokens[head].head]
        if noun.pos in ("NOUN", "PROPN") and noun.lemma.lower() not in lexicon("scheduled-noun"):
            return None  # "Friday's attack" has been; "Friday's vote" hangs on its verb
    return _governors_tell(tokens, head) if verdict is None else verdict


def _opening_tells(tokens: Sequence[Token], first: int) -> bool | None:
    """What the word before the expression tells: "by", "until", "payable", "as soon as"; "since", "last"."""
    before = [token.text.lower() for token in tokens[max(0, first - 3) : first]]
    if before[-1:] and before[-1] in lexicon("limit"):
        return None if _limits_what_was(tokens, first) else True
    if before[-2:] == ["ahead", "of"] or (before[-1:] == ["for"] and _is_set(tokens, first - 1)):
        return True
    if len(before) == 3 and before[0] == before[2] == "as" and before[1] in ("soon", "early"):
        return True
    return False if before[-1:] in (["since"], ["last"]) else None


def _is_set(tokens: Sequence[Token], preposition: int) -> bool:
    """True for the day behind "set ... for", "is scheduled for": one still to come when it was set."""
    at = tokens[preposition].head
    if tokens[at].dep in ("dobj", "nsubjpass"):
        at = tokens[at].head
    return (
        tokens[at].pos in ("VERB", "AUX")
        and tokens[at].lemma.lower() in words("event-appointing.txt")
        and not _had(tokens, at)
    )


def _limits_what_was(tokens: Sequence[Token], first: int) -> bool:
    """ "Until Thursday, they had not called him"; "by Sunday, they pulled ten from the rubble": limits of the past."""
    at = first
    for _ in range(_STEPS):
        at = tokens[at].head
        if tokens[at].pos in ("VERB", "AUX"):
            kids = [tokens[i] for i in tokens[at].children]
            past = tokens[at].tag == "VBD" or any(k.text.lower() in ("had", "has", "did", "could", "was") for k in kids)
            done = tokens[first - 1].text.lower() == "by" and tokens[at].lemma.lower() not in lexicon("lead-in")
            return past and (done or any(k.dep == "neg" for k in kids))
        if tokens[at].head == at:
            break
    return False


def _governors_tell(tokens: Sequence[Token], head: int) -> bool | None:
    """What the verbs above the expression tell, the nearest first."""
    at, below, infinitive = tokens[head].head, tokens[head], False
    weak = False  # what somebody agreed to do in May, or the visit in May, need not be past because it was told
    for _ in range(_STEPS):
        token = tokens[at]
        lemma = token.lemma.lower()
        if token.pos in ("VERB", "AUX"):
            verdict = _verb_looks_ahead(tokens, at, infinitive=infinitive, is_to=infinitive and below.dep == "xcomp")
            if verdict is not None:
                return None if weak and not verdict else verdict
            infinitive = infinitive or "VB" in (
                token.tag,
                *(tokens[i].tag for i in token.children if tokens[i].dep == "auxpass"),
            )
        elif (infinitive and lemma in lexicon("lead-in")) or lemma in ("deadline", "plan"):
            return not _had(tokens, token.head)
        weak = weak or infinitive or lemma in lexicon("scheduled-noun")
        if token.head == at:
            return None
        at, below = token.head, token
    return None


def _had(tokens: Sequence[Token], verb: int) -> bool:
    """True for a past perfect: "it had been due to expire on Friday"."""
    kids = (tokens[i] for i in tokens[verb].children)
    return any(kid.dep == "aux" and kid.tag == "VBD" and kid.lemma == "have" for kid in kids)


def _verb_looks_ahead(tokens: Sequence[Token], at: int, *, infinitive: bool, is_to: bool) -> bool | None:
    """What one verb says about it; None where its own governor must tell (infinitives, participles). ``is_to`` for
    an infinitive right below it: "is to resume"."""
    token = tokens[at]
    lemma = token.lemma.lower()
    helpers = [tokens[i] for i in token.children if tokens[i].dep in ("aux", "auxpass")]
    have = any(h.lemma == "have" for h in helpers)
    if _had(tokens, at) or any(h.text.lower() == "could" for h in helpers):
        return False
    if any(h.lemma.lower() in lexicon("future") or h.text.lower() in ("would", "wo") for h in helpers):
        return True
    if (infinitive and lemma in lexicon("lead-in")) or (token.tag == "VBN" and lemma in lexicon("due")):
        return True
    if any(h.tag == "MD" for h in helpers):
        return not have
    verdict: bool | None = None
    if token.tag in ("VBD", "MD") or have:
        verdict = False
    elif token.tag == "VBN":
        verdict = False if any(h.tag == "VBD" for h in helpers) or (token.dep == "acl" and not helpers) else None
    elif token.tag == "VBG":
        present = any(h.tag in ("VBZ", "VBP") for h in helpers)
        verdict = True if present and lemma in lexicon("scheduled") else None
    elif token.tag in ("VBZ", "VBP"):
        scheduled = not infinitive and lemma in lexicon("scheduled")
        verdict = True if scheduled or (is_to and lemma == "be") else None
    return verdict
