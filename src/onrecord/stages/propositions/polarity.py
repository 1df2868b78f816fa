"""What a part turns on, below verbs of thought and will, and whether it is negated there."""

from __future__ import annotations

from onrecord.records import Parse
from onrecord.stages.propositions.lexicons import polarity

AUXILIARY = frozenset({"aux", "auxpass"})
"""The parse may hang "n't" on the auxiliary: "I DIDN'T use it"."""
PLANS = frozenset({"plan", "intention", "intent", "desire", "wish"})


def find_core(parse: Parse, root: int, inside: set[int]) -> tuple[int, bool]:
    """Down through verbs of thought to the verb that matters, with the parity of negations met."""
    negated = _negated(parse, root, inside)
    for _ in range(4):
        word = parse.tokens[root]
        lemma = word.lemma.lower()
        if lemma in ("have", "be") and (planned := _planned(parse, root, inside)) is not None:
            root = planned
            continue
        inner = [child for child in word.children if child in inside and parse.tokens[child].dep in ("ccomp", "xcomp")]
        if not inner or lemma not in polarity("transparent") | polarity("reversing"):
            break
        negated = negated != (lemma in polarity("reversing"))
        root = inner[-1]
        negated = negated != _negated(parse, root, inside)
    return root, negated


def points_at_such(parse: Parse, core: int, inside: set[int]) -> bool:
    """True for "there was no SUCH letter", which points at what was said of a letter."""
    nouns = (c for c in parse.tokens[core].children if c in inside and parse.tokens[c].pos == "NOUN")
    heads = [core, *nouns]
    return any(parse.tokens[c].lemma.lower() == "such" for head in heads for c in parse.tokens[head].children)


def _planned(parse: Parse, verb: int, inside: set[int]) -> int | None:
    """The verb in "has no plans TO RESIGN", "has no intention of RESIGNING", whose negation is its own."""
    for noun in parse.tokens[verb].children:
        if parse.tokens[noun].lemma.lower() not in PLANS or noun not in inside:
            continue
        for child in parse.tokens[noun].children:
            word = parse.tokens[child]
            if child in inside and word.dep == "acl" and word.tag == "VB":
                return child
            if word.text.lower() == "of":
                return next((c for c in word.children if c in inside and parse.tokens[c].tag == "VBG"), None)
    return None


def _negated(parse: Parse, head: int, inside: set[int]) -> bool:
    count = 0
    children = [child for child in parse.tokens[head].children if child in inside]
    children += [
        c for a in children if parse.tokens[a].dep in AUXILIARY for c in parse.tokens[a].children if c in inside
    ]
    for child in children:
        word = parse.tokens[child]
        if word.dep == "neg" or (word.dep in ("advmod", "preconj") and word.lemma.lower() in polarity("negator")):
            count += 1
        elif word.dep in ("dobj", "attr", "nsubj", "nsubjpass", "expl") and word.lemma.lower() not in (
            "doubt",
            "question",
        ):
            none = word.lemma.lower() in polarity("negator")
            count += none or any(
                parse.tokens[below].lemma.lower() in ("no", "zero") for below in word.children if below in inside
            )
    return count % 2 == 1
