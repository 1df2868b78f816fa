"""The noun phrase that names a source: title and apposition in, incidental clauses out."""

from __future__ import annotations

from onrecord.records import Span
from onrecord.stages.statements.cues import role, speaks
from onrecord.stages.statements.tree import Tree

_SPEAKING_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LAW", "WORK_OF_ART"})
_MUTE_PRONOUNS = role("mute-pronoun")
_BEFORE_SOURCE = frozenset({"advcl", "advmod", "mark", "cc"})
_QUANTIFYING = role("quantifying")
_EMPTY = frozenset({"it", "there"})


def source_span(tree: Tree, head: int, *, stop: int | None = None) -> Span:
    """The noun phrase around ``head``, never past token ``stop`` on the cue's side."""
    tokens = tree.tokens
    first, last = tree.left[head], tree.right[head]
    if stop is not None:
        if stop > head:
            last = min(last, stop - 1)
        else:
            first = max(first, stop + 1)
    for child in tokens[head].children:
        dep = tokens[child].dep
        after_comma = tree.left[child] > 0 and tokens[tree.left[child] - 1].text in (",", "—", "–", "-")
        if child > head and (
            (dep in ("relcl", "advcl", "acl") and after_comma)
            or dep in ("parataxis", "ccomp")
            or (dep == "relcl" and tokens[head].pos == "PROPN")
        ):
            last = min(last, tree.left[child] - 1)
        elif tree.right[child] < head and dep in _BEFORE_SOURCE and tree.lemma(child) not in _QUANTIFYING:
            first = max(first, tree.right[child] + 1)
    first, last = min(first, head), max(last, head)
    while first < head and (tokens[first].pos in ("PUNCT", "SPACE", "CCONJ") and tokens[first].text not in "“\"‘'«„("):
        first += 1
    while last > head and tokens[last].pos in ("PUNCT", "SPACE") and tokens[last].text not in ")”\"’'»%":
        last -= 1
    open_mark = any(tokens[i].text == "“" for i in range(max(first, last - 12), last + 1)) and tokens[last].text != "”"
    for ahead in (1, 2):
        if open_mark and last + ahead < len(tokens) and tokens[last + ahead].text == "”":
            last += ahead
            break
    return tree.span(first, last)


def can_speak(tree: Tree, head: int) -> bool:
    """True for people, bodies, governments, documents and the pronouns for them."""
    token = tree.tokens[head]
    text = token.text.lower()
    if token.pos == "PRON" or token.tag in ("PRP", "WP", "WDT"):
        return text not in _MUTE_PRONOUNS or (text == "which" and token.dep == "nsubj")
    if token.pos == "PROPN" or token.entity in _SPEAKING_ENTITIES:
        return token.entity not in ("DATE", "TIME", "MONEY", "PERCENT", "EVENT")
    if speaks(token.lemma.lower()):
        return True
    if token.pos in ("NUM", "ADJ", "DET") and tree.child(head, "prep") is not None:
        return True
    return text in (
        "many",
        "some",
        "others",
        "few",
        "most",
        "several",
        "both",
        "all",
        "none",
        "two",
        "three",
        "another",
    )


def is_empty(tree: Tree, head: int) -> bool:
    """True for the "it" of "it was reported that" and for "there"."""
    return tree.tokens[head].text.lower() in _EMPTY
