"""Where a content ends: what hangs on at its end but is the narrator's, or the next statement's, is cut off."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from onrecord.stages.statements.cues import cues, role
from onrecord.stages.statements.frames import Range, trim
from onrecord.stages.statements.repair import ADDING
from onrecord.stages.statements.sources import can_speak
from onrecord.stages.statements.tree import Tree

_MOST_DASHES = 9
"""Dashes at the end of a content that are counted to tell an aside in the middle, between two, from one at the end."""
_AFTERTHOUGHTS = role("afterthought")


def curtail(tree: Tree, part: Range, verb: int) -> Range | None:
    """``part``, the content of the cue ``verb``, without a trailing aside; nothing in quotation marks is cut."""
    first, last = part
    tokens = tree.tokens
    if verb >= first:
        return trim(tree, first, last)
    low, high = bisect_right(tree.dashes, first), bisect_left(tree.dashes, last)
    dashes = [i for i in tree.dashes[max(low, high - _MOST_DASHES) : high] if i not in tree.quoted]
    if len(dashes) % 2 == 1:
        last = dashes[-1] - 1
    for i in range(last - 1, first, -1):
        if last - i > _LONGEST_TAIL:
            break
        if tokens[i].text == "," and i not in tree.quoted and _is_tail(tree, i + 1, last, verb):
            last = i - 1
    return trim(tree, first, last)


_LONGEST_TAIL = 60
"""Tokens at the end of a content among which an aside is looked for."""


def _is_tail(tree: Tree, at: int, last: int, verb: int) -> bool:
    tokens = tree.tokens
    word = tokens[at].text.lower()
    if at == last:
        return word in _AFTERTHOUGHTS
    if word == "which" and tree.right[tokens[at].head] >= last and tokens[tokens[at].head].dep == "relcl":
        return True
    if word == "according" and tree.right[at] >= last:
        return True
    if tokens[at].tag == "VBG" and tokens[at].lemma.lower() in ADDING and tree.right[at] >= last:
        return (tokens[at].lemma.lower(), "VERB") in cues()
    if tokens[at].tag == "VBG" and (tokens[at].lemma.lower(), "VERB") in cues() and tree.right[at] >= last:
        subject = tree.subject(tokens[at].head)  # "said the plan was dead, CALLING it a waste": no plan calls it that
        return subject is not None and verb < subject < at and not can_speak(tree, subject)
    return word in ("while", "whereas") and tree.right[tokens[at].head] >= last and _is_told(tree, tokens[at].head, at)


def _is_told(tree: Tree, verb: int, after: int) -> bool:
    """True for "..., WHILE HOLT SAID she had not": what somebody else says is no part of what is said."""
    subject = tree.own_subject(verb)
    said = (tree.lemma(verb), "VERB") in cues() and tree.child(verb, "ccomp") is not None
    return said and subject is not None and subject > after and can_speak(tree, subject)
