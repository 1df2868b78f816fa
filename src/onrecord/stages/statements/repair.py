"""Where parsers go wrong around cues, and what was meant."""

from __future__ import annotations

from onrecord.stages.statements.cues import cues, role
from onrecord.stages.statements.tree import Tree

ADDING = role("adding")
"""Verbs whose participle after a comma goes on with what was said before: "..., adding that"."""


def rejoin(tree: Tree, verb: int) -> int:
    """The verb that ``verb`` is truly coordinated with, or itself.

    In "they said it might have replied and warned it would pay", "warned" is taken for a second "replied";
    in "they said it is over, adding that", "adding" hangs on "is".
    """
    token = tree.tokens[verb]
    if token.tag == "VBG" and token.dep == "advcl" and token.lemma.lower() in ADDING and verb > token.head:
        stated = tree.tokens[token.head]
        if stated.dep == "ccomp" and stated.head < token.head and (tree.lemma(stated.head), "VERB") in cues():
            return stated.head
    if token.dep != "conj" or token.tag not in ("VBD", "VBZ") or tree.own_subject(verb) is not None:
        return verb
    first = token.head
    for _ in range(8):
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


def strays(tree: Tree, head: int, verb: int) -> int | None:
    """The token at which the complement ``head`` of ``verb`` ends too late: a verb joined to it belongs to ``verb``."""
    last = head
    for _ in range(8):
        joined = tree.child(last, "conj")
        if joined is None or joined < last:
            return None
        if rejoin(tree, joined) == verb:
            start = tree.group(joined)[0]
            while start > last + 1 and tree.tokens[start - 1].pos in ("CCONJ", "PUNCT", "ADV"):
                start -= 1
            return start
        last = joined
    return None
