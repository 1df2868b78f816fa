"""Where parsers go wrong around cues, and what was meant."""

from __future__ import annotations

from dataclasses import replace

from onrecord.records import Parse
from onrecord.stages.statements.cues import cues, role
from onrecord.stages.statements.sources import can_speak
from onrecord.stages.statements.tree import Tree

ADDING = role("adding")
"""Verbs whose participle after a comma goes on with what was said before: "..., adding that"."""


_CHAIN = 8
"""Joined verbs over which the one that states them is looked for."""
CITING = role("citing")
"""Verbs that name an outlet's own source between its verb and what it reports."""


def reattach(parse: Parse) -> Parse:
    """Give back to the outlet's verb the clause that the parser hung on "citing".

    In "The paper reported on Sunday, citing two officials, that a letter had come", what was reported
    is taken for what was cited.
    """
    tokens = list(parse.tokens)
    for citing, token in enumerate(parse.tokens):
        head = token.head
        if token.tag != "VBG" or token.dep != "advcl" or token.lemma.lower() not in CITING or head >= citing:
            continue
        if (tokens[head].lemma.lower(), "VERB") not in cues():
            continue
        for clause in (*token.children, *tokens[head].children):
            mark = min((c for c in tokens[clause].children if tokens[c].dep == "mark"), default=clause)
            if clause < citing or tokens[mark].lemma != "that" or tokens[mark - 1].text != ",":
                continue
            if tokens[clause].dep in ("ccomp", "conj"):
                tokens[clause] = replace(tokens[clause], head=head, dep="ccomp")
                tokens[citing] = replace(token, children=tuple(c for c in token.children if c != clause))
                tokens[head] = replace(tokens[head], children=tuple(sorted({*tokens[head].children, clause})))
                break
    return replace(parse, tokens=tuple(tokens))


def rejoin(tree: Tree, verb: int) -> int:
    """The verb that ``verb`` is truly coordinated with, or itself.

    In "they said it might have replied and warned it would pay", "warned" is taken for a second "replied";
    in "they said it is over, adding that", "adding" hangs on "is"; in "saying he must go and questioning his record",
    "questioning" on "go".
    """
    token = tree.tokens[verb]
    if token.tag == "VBG" and token.dep == "advcl" and verb > token.head:
        stated = tree.tokens[token.head]
        own = tree.own_subject(token.head)
        known = (token.lemma.lower(), "VERB") in cues()
        adding = token.lemma.lower() in ADDING or (known and own is not None and not can_speak(tree, own))
        if (
            adding
            and stated.dep == "ccomp"
            and stated.head < token.head
            and (tree.lemma(stated.head), "VERB") in cues()
        ):
            return stated.head
    if token.tag == "VBG" and token.dep == "conj":
        return _participle(tree, verb)
    if token.dep != "conj" or token.tag not in ("VBD", "VBP", "VBZ") or tree.own_subject(verb) is not None:
        return verb
    first = token.head
    for _ in range(_CHAIN):
        if tree.tokens[first].dep != "conj":
            break
        first = tree.tokens[first].head
    above = tree.tokens[first].head
    if (
        tree.tokens[first].dep == "ccomp"
        and tree.tokens[first].tag != token.tag
        and tree.tokens[above].tag == token.tag
        and above < first < verb
    ):
        return above
    return verb


def _participle(tree: Tree, verb: int) -> int:
    """The participle that states what ``verb`` is joined into, where that is no participle itself."""
    at = tree.tokens[verb].head
    for _ in range(_CHAIN):
        token = tree.tokens[at]
        if token.tag == "VBG":
            break
        if token.dep == "ccomp" and tree.tokens[token.head].tag == "VBG" and token.head < at:
            known = (tree.lemma(token.head), "VERB") in cues()
            return token.head if known and tree.own_subject(verb) is None else verb
        if token.dep not in ("conj", "xcomp"):
            break
        at = token.head
    return verb


def strays(tree: Tree, head: int, verb: int) -> int | None:
    """The token at which the complement ``head`` of ``verb`` ends too late: a verb joined to it belongs to ``verb``."""
    last = head
    for _ in range(_CHAIN):
        joined = tree.child(last, "conj")
        if joined is None:
            joined = tree.child(last, "xcomp")
            if joined is None or joined < last:
                return None
            last = joined
            continue
        if joined < last:
            return None
        if rejoin(tree, joined) == verb:
            start = tree.group(joined)[0]
            while start > last + 1 and tree.tokens[start - 1].pos in ("CCONJ", "PUNCT", "ADV"):
                start -= 1
            return start
        last = joined
    return None
