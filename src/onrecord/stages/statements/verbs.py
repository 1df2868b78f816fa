"""Attributions by verb: "said", "was accused of", "adding that", "called him a liar"."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.records import Span
from onrecord.stages.statements import frames
from onrecord.stages.statements.cues import Attribution, Cue, cues, is_document
from onrecord.stages.statements.cut import curtail
from onrecord.stages.statements.frames import Range
from onrecord.stages.statements.sources import can_speak, is_empty, source_span
from onrecord.stages.statements.repair import rejoin
from onrecord.stages.statements.tree import Tree

_FIRST_AND_SECOND = frozenset({"i", "we", "you", "me", "us"})
_OPENERS = frozenset({"go", "continue", "proceed"})
"""Verbs that only lead up to a verb of saying: "went on to say"."""


@dataclass(frozen=True, slots=True)
class Clause:
    """What the finders know of a verb before they look for its content."""

    verb: int
    cue: Cue
    first: int
    last: int
    """The verb group, in tokens."""
    subject: int | None
    passive: bool
    quoted: bool
    """True where it stands within quotation marks."""


def read_verb(tree: Tree, verb: int, *, quoted: bool) -> Clause | None:
    """The clause around a verb of the lexicon, or None where it cannot attribute anything."""
    token = tree.tokens[verb]
    cue = _entry(tree, verb)
    if cue is None or token.dep in ("amod", "compound", "nmod"):
        return None
    passive = _is_passive(tree, verb)
    subject = _agent(tree, verb) if passive else matrix_subject(tree, verb)
    if subject is not None and is_empty(tree, subject) and passive:
        subject = None
    if not passive:
        if subject is None and (token.tag != "VBG" or token.dep in ("csubj", "nsubj", "ROOT", "pcomp")):
            return None
        if subject is not None and not _may_say(tree, subject, cue, quoted=quoted):
            return None
    several = tree.dependents(verb, "nsubj")
    if not passive and len(several) > 1 and subject == several[0] and several[-1] < verb:
        subject = several[-1]
    first, last = tree.group(verb)
    head = token.head
    if (
        token.dep in ("xcomp", "advcl")
        and tree.lemma(head) in _OPENERS
        and 0 < verb - head <= 4
        and _follows_on(tree, head, verb)
    ):
        first = tree.group(head)[0]
    return Clause(verb, cue, first, last, subject, passive, quoted)


def _entry(tree: Tree, verb: int) -> Cue | None:
    """The lexicon's entry for the verb, with its particle where the two together are one: "lay out"."""
    table, lemma = cues(), tree.lemma(verb)
    for child in tree.dependents(verb, "prt", "advmod"):
        if child == verb + 1 and (phrasal := table.get((f"{lemma} {tree.lemma(child)}", "VERB"))):
            return phrasal
    return table.get((lemma, "VERB"))


def _follows_on(tree: Tree, opener: int, verb: int) -> bool:
    between = [tree.tokens[i].text.lower() for i in range(opener + 1, verb)]
    return "," not in between and ("to" in between or verb == opener + 1)


def matrix_subject(tree: Tree, verb: int) -> int | None:
    """The subject of an active verb, where the parser has it or where it was meant."""
    token, tokens = tree.tokens[verb], tree.tokens
    if (
        token.tag == "VBG"
        and token.dep == "advcl"
        and tree.lemma(verb) == "say"
        and tokens[verb - 1].pos in ("NOUN", "PROPN")
    ):
        speaker = verb - 1  # "quoting officials saying that ..."
        if tokens[speaker].dep in ("dobj", "pobj") and can_speak(tree, speaker):
            return speaker
    found = tree.subject(rejoin(tree, verb))
    if found is None and verb > 0 and tokens[verb - 1].text in _CLOSING:  # "...," read the summary
        return tree.child(verb, "dobj", "attr", "npadvmod")
    return found


_CLOSING = frozenset({",", "”", '"', "''", "’", "»", "“"})


def attribute_verb(tree: Tree, clause: Clause) -> Attribution:
    """The attribution by one verb; its content is empty where only a quotation can give it."""
    ranges, frame, extra = _content(tree, clause)
    first, last = clause.first, clause.last
    if extra is not None and extra == last + 1:
        last = extra
    source = None
    if clause.subject is not None:
        stop = clause.first if not clause.passive and clause.subject < clause.first else None
        if stop is None and not clause.passive:
            stop = clause.verb
        source = source_span(tree, clause.subject, stop=stop)
        joint = tree.own_subject(clause.verb)
        if (
            joint is not None and joint < clause.subject and tree.tokens[joint + 1].text == ","
        ):  # "Moscow, Beijing deny"
            source = Span(tree.tokens[tree.left[joint]].span.start, source.end)
    return Attribution(
        token=clause.verb,
        cue=tree.span(first, last),
        source=source,
        content=spans(tree, [kept for part in ranges if (kept := curtail(tree, part, clause.verb))]),
        act=clause.cue.act,
        lemma=clause.cue.lemma,
        frame=frame,
        negated=is_negated(tree, clause.verb, first),
    )


def spans(tree: Tree, ranges: list[Range]) -> tuple[Span, ...]:
    """Token ranges as spans of the text."""
    return tuple(sorted(tree.span(a, b) for a, b in ranges if a <= b))


def is_negated(tree: Tree, verb: int, first: int) -> bool:
    """True for "did not say", "never said", "without saying"."""
    if tree.child(verb, "neg") is not None:
        return True
    if any(tree.lemma(i) in ("never", "not", "n't") for i in range(first, verb)):
        return True
    token = tree.tokens[verb]
    return token.dep == "pcomp" and tree.lemma(token.head) == "without"


def _content(tree: Tree, clause: Clause) -> tuple[list[Range], str, int | None]:
    cue, verb = clause.cue, clause.verb
    if clause.passive:
        return _passive_content(tree, clause)
    if cue.lemma in ("ask", "tell", "urge", "order") and (found := frames.object_infinitive(tree, verb)):
        return found, "x", None
    if "s" in cue.frames and (found := frames.small_clause(tree, verb)):
        return found, "s", None
    if "c" in cue.frames and (found := frames.clause(tree, verb, bare=True)):
        if cue.needs != "that" or _is_view(tree, clause):
            return found, "c", None
        return [], "", None
    if "x" in cue.frames and (found := frames.object_infinitive(tree, verb)):
        return found, "x", None
    if "i" in cue.frames and (found := frames.infinitive(tree, verb)):
        return found, "i", None
    if "g" in cue.frames and (found := frames.gerund(tree, verb)):
        return found, "g", None
    if "r" in cue.frames and (found := frames.reproach(tree, verb, cue)):
        return found, "r", None
    if "a" in cue.frames:
        found, extra = frames.object_as(tree, verb)
        if found:
            return found, "a", extra
    if "o" in cue.frames and (found := frames.noun_object(tree, verb, cue)):
        return found, "o", None
    if cue.act == "denies" and (found := frames.antecedent(tree, verb)):
        return found, "o", None
    if cue.prepositions:
        found, extra = frames.phrase(tree, verb, cue.prepositions)
        if found:
            return found, "p", extra
    if (
        "c" in cue.frames
        and cue.needs != "that"
        and not clause.quoted
        and (found := frames.following(tree, clause.last))
    ):
        return found, "c", None
    return [], "", None


def _passive_content(tree: Tree, clause: Clause) -> tuple[list[Range], str, int | None]:
    cue, verb = clause.cue, clause.verb
    if "c" in cue.frames and (found := frames.clause(tree, verb)):
        return found, "c", None
    if "r" in cue.frames and (found := frames.reproach(tree, verb, cue)):
        return found, "r", None
    if "x" in cue.frames and (found := frames.object_infinitive(tree, verb)):
        return found, "x", None
    if "a" in cue.frames:
        found, extra = frames.object_as(tree, verb)
        if found:
            return found, "a", extra
    if cue.lemma == "ask":
        found, extra = frames.phrase(tree, verb, frozenset({"about"}))
        if found:
            return found, "p", extra
    if "o" in cue.frames and clause.subject is not None:
        patient = tree.child(verb, "nsubjpass")
        if patient is not None and (part := frames.trim(tree, tree.left[patient], tree.right[patient])):
            return [part], "o", None
    return [], "", None


def _is_passive(tree: Tree, verb: int) -> bool:
    token = tree.tokens[verb]
    if (
        token.tag == "VBD" and token.dep == "advcl" and token.lemma.lower() == "ask"
    ):  # "Asked whether", tagged as a past
        return tree.own_subject(verb) is None and tree.child(verb, "aux", "dobj") is None
    if token.tag != "VBN":
        return False
    if tree.child(verb, "auxpass", "nsubjpass") is not None:
        return True
    if token.dep == "conj" and _is_passive(tree, token.head):
        return tree.own_subject(verb) is None
    return token.dep in ("acl", "advcl", "relcl") and tree.child(verb, "aux") is None and tree.own_subject(verb) is None


def _agent(tree: Tree, verb: int) -> int | None:
    by = tree.child(verb, "agent")
    return tree.child(by, "pobj") if by is not None else None


def _may_say(tree: Tree, subject: int, cue: Cue, *, quoted: bool) -> bool:
    token = tree.tokens[subject]
    text = token.text.lower()
    if text == "you" or (quoted and text in _FIRST_AND_SECOND):
        return False
    if quoted and cue.needs == "that":
        return False
    if cue.needs == "":
        return text not in ("which", "that") or token.dep in ("nsubj", "nsubjpass")
    if cue.needs == "document":
        return is_document(token.lemma.lower()) or token.entity == "ORG"
    if cue.needs == "outlet":
        return token.entity == "ORG"
    return can_speak(tree, subject)


def _is_view(tree: Tree, clause: Clause) -> bool:
    """A view counts only where somebody other than the narrator holds it and a finite clause tells it."""
    if clause.quoted or clause.subject is None:
        return False
    if tree.tokens[clause.subject].text.lower() in _FIRST_AND_SECOND:
        return False
    return can_speak(tree, clause.subject)
