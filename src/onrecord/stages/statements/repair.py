"""Where parsers go wrong around cues, and what was meant."""

from __future__ import annotations

from onrecord.stages.statements.cues import cues
from onrecord.stages.statements.tree import Tree

ADDING = frozenset(
    {"add", "note", "stress", "cite", "quote", "say", "insist", "explain", "emphasize", "warn", "argue", "claim"}
)
"""Verbs whose participle after a comma goes on with what was said before: "..., adding that"."""


def rejoin(tree: Tree, verb: int) -> int:
    """The verb that ``verb`` is truly coordinated with, or itself.

    In "they said it might have replied and warned it would pay", "warned" is taken for a second "replied";
    in "they said it is over, adding that", "adding" hangs on "is".
    """
    token = tree.tokens[verb]
    if token.tag == "VBG" and token.dep == "advcl" and token.lemma.lower() in ADDING and verb > token.head:
        above = tree.tokens[token.head]
        if above.dep == "ccomp" and above.head < token.head and (tree.lemma(above.head), "VERB") in cues():
            return above.head
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
    at = head
    for _ in range(8):
        joined = tree.child(at, "conj")
        if joined is None or joined < at:
            return None
        if rejoin(tree, joined) == verb:
            first = tree.group(joined)[0]
            while first > at + 1 and tree.tokens[first - 1].pos in ("CCONJ", "PUNCT", "ADV"):
                first -= 1
            return first
        at = joined
    return None
