"""Words that are hedged or withheld: "is said to have", "stopped short of denying", "has not commented"."""

from __future__ import annotations

from onrecord.records import Act
from onrecord.stages.statements import frames
from onrecord.stages.statements.cues import Attribution, cues, role
from onrecord.stages.statements.sources import can_speak, source_span
from onrecord.stages.statements.tree import Tree


def attribute_rumour(tree: Tree, verb: int) -> Attribution | None:
    """ "Reed is said to have left": hearsay; the content is the subject and what is told of it."""
    subject, told = tree.child(verb, "nsubjpass"), tree.child(verb, "xcomp")
    if tree.lemma(verb) not in role("rumouring") or subject is None or told is None or told < verb:
        return None
    marks = {tree.tokens[child].text.lower() for child in tree.dependents(told, "aux", "auxpass", "mark")}
    if "to" not in marks or not ("have" in marks or "be" in marks or tree.lemma(told) == "be"):
        return None
    by = tree.child(verb, "agent")
    agent = tree.child(by, "pobj") if by is not None else None
    first, last = tree.group(verb)
    act: Act = "accuses" if tree.lemma(verb) == "allege" else "asserts"
    parts = [(tree.left[subject], tree.right[subject]), (tree.left[told], tree.right[told])]
    kept = [part for a, b in parts if (part := frames.trim(tree, a, b))]
    return Attribution(
        token=verb,
        cue=tree.span(first, last),
        source=source_span(tree, agent) if agent is not None else None,
        content=tuple(sorted(tree.span(a, b) for a, b in kept)),
        act=act,
        lemma=tree.lemma(verb),
        frame="c",
    )


def attribute_silence(tree: Tree, verb: int, *, quoted: bool) -> Attribution | None:
    """ "did not respond to a request for comment", "has not commented": who says nothing declines to."""
    have = _has_yet_to(tree, verb)
    negation = tree.child(verb, "neg") if have is None else have
    subject = tree.subject(verb)
    if quoted or tree.lemma(verb) not in role("answering") or negation is None or subject is None:
        return None
    if not can_speak(tree, subject) or subject > verb or tree.child(verb, "ccomp", "xcomp", "mark") is not None:
        return None
    first, last = tree.group(verb)
    first = first if have is None else have
    kept = [c for c in tree.tokens[verb].children if c > last and tree.tokens[c].dep in ("prep", "dobj", "advmod")]
    if tree.lemma(verb) == "return" and not any(tree.lemma(c) in role("question-sent") for c in kept):
        return None
    stop = max((tree.right[c] for c in kept), default=last)
    begin = last + 1 if kept and tree.tokens[kept[0]].dep != "advmod" else verb
    part = frames.trim(tree, begin, stop)
    if part is None:
        return None
    return Attribution(
        token=verb,
        cue=tree.span(first, begin - 1 if begin > first else first),
        source=source_span(tree, subject, stop=first),
        content=(tree.span(*part),),
        act="declines",
        lemma=tree.lemma(verb),
        frame="i",
        negated=True,
    )


def _has_yet_to(tree: Tree, verb: int) -> int | None:
    """The "has" of "HAS yet to comment"."""
    above = tree.tokens[verb].head
    yet = above < verb and tree.tokens[verb].dep == "xcomp" and tree.lemma(above) in ("have", "be")
    return above if yet and any(tree.lemma(c) == "yet" for c in range(above + 1, verb)) else None


def short_of(tree: Tree, verb: int) -> int | None:
    """The verb that keeps from it: "stopped" of "stopped short of denying", "refrained" of "refrained from saying"."""
    token = tree.tokens[verb]
    at = token.head
    if token.dep != "pcomp" or tree.lemma(at) != "of":
        return None
    if tree.lemma(at - 1) != "short":
        return None
    holder = tree.tokens[at].head
    holder = tree.tokens[holder].head if tree.lemma(holder) == "short" else holder
    return holder if tree.lemma(holder) in ("stop", "fall", "come") else None


def is_supposed(tree: Tree, verb: int) -> bool:
    """True within "if" and "whether": that he says or opposes it is not told."""
    mark = tree.child(verb, "mark")
    if mark is None and tree.tokens[verb].dep == "conj":
        mark = tree.child(tree.tokens[verb].head, "mark")
    return mark is not None and tree.lemma(mark) in ("if", "whether", "unless") and (tree.lemma(verb), "VERB") in cues()
