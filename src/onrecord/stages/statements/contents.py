"""Which of the frames that a cue allows its content comes in, tried in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.stages.statements import callings, frames
from onrecord.stages.statements.cues import Cue, role
from onrecord.stages.statements.frames import Range
from onrecord.stages.statements.sources import can_speak
from onrecord.stages.statements.tree import Tree

FIRST_AND_SECOND = frozenset({"i", "we", "you", "me", "us"})


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


def find_content(tree: Tree, clause: Clause) -> tuple[list[Range], str, int | None]:
    """The content of a verb, its frame, and a preposition that belongs to the cue; nothing where a quotation must."""
    for frame in _PASSIVE if clause.passive else _ACTIVE:
        if frame in _ALWAYS or frame in clause.cue.frames:
            found, extra = _FINDERS[frame](tree, clause)
            if found:
                return found, _SAME.get(frame, frame), extra
    return [], "", None


Finding = tuple[list[Range], int | None]
"""What a finder finds, and the preposition that belongs to the cue."""

_ACTIVE = "tscxigraodpf"
_PASSIVE = "crxapu"
"""The order in which frames are tried: those of resources/cues.tsv, and t, d, p, f, u as told beside their finders."""
_ALWAYS = frozenset("tdpfu")
_SAME = {"t": "x", "d": "o", "f": "c", "u": "o"}
_ADDRESSING = role("requesting-address")


def _told(tree: Tree, clause: Clause) -> Finding:
    """t: with verbs that address somebody, object and infinitive come before a clause."""
    return (frames.object_infinitive(tree, clause.verb) if clause.cue.lemma in _ADDRESSING else []), None


def _clause(tree: Tree, clause: Clause) -> Finding:
    if clause.cue.needs == "that" and not _is_view(tree, clause):
        return [], None
    return frames.clause(tree, clause.verb, bare=not clause.passive), None


def _following(tree: Tree, clause: Clause) -> Finding:
    """f: a clause after the cue that the parser hung elsewhere."""
    if clause.quoted or clause.cue.needs == "that" or "c" not in clause.cue.frames:
        return [], None
    return frames.following(tree, clause.last), None


def _phrase(tree: Tree, clause: Clause) -> Finding:
    """p: what a preposition of the lexicon leads to."""
    asked = clause.passive and clause.cue.lemma == "ask"
    if clause.passive and not asked:
        return [], None
    ways = frozenset({"about"}) if asked else clause.cue.prepositions
    return frames.phrase(tree, clause.verb, ways) if ways else ([], None)


def _disputed(tree: Tree, clause: Clause) -> Finding:
    """d: what a relative clause denies."""
    return (frames.antecedent(tree, clause.verb) if clause.cue.act == "denies" else []), None


def _object(tree: Tree, clause: Clause) -> Finding:
    """o: the object, or what a preposition leads to where the object is part of the cue: "took issue WITH A CLAIM"."""
    found = frames.noun_object(tree, clause.verb, clause.cue)
    thing = tree.child(clause.verb, "dobj")
    if not found or thing is None or not clause.cue.objects or clause.cue.act != "denies":
        return found, None
    for at in (*tree.dependents(clause.verb, "prep"), *tree.dependents(thing, "prep")):
        if at > thing and tree.lemma(at) in clause.cue.prepositions and tree.right[at] > at:
            part = frames.trim(tree, at + 1, tree.right[at])
            return ([part] if part else []), at
    return [], None


def _patient(tree: Tree, clause: Clause) -> Finding:
    """u: the subject of a passive whose agent is named: "the claim was denied by ..." """
    patient = tree.child(clause.verb, "nsubjpass")
    if "o" not in clause.cue.frames or clause.subject is None or patient is None:
        return [], None
    part = frames.trim(tree, tree.left[patient], tree.right[patient])
    return ([part] if part else []), None


def _is_view(tree: Tree, clause: Clause) -> bool:
    """A view counts only where somebody other than the narrator holds it and a finite clause tells it."""
    if clause.quoted or clause.subject is None:
        return False
    return tree.tokens[clause.subject].text.lower() not in FIRST_AND_SECOND and can_speak(tree, clause.subject)


_FINDERS: dict[str, Callable[[Tree, Clause], Finding]] = {
    "t": _told,
    "s": lambda tree, clause: (callings.small_clause(tree, clause.verb), None),
    "c": _clause,
    "x": lambda tree, clause: (frames.object_infinitive(tree, clause.verb), None),
    "i": lambda tree, clause: (frames.infinitive(tree, clause.verb), None),
    "g": lambda tree, clause: (frames.gerund(tree, clause.verb), None),
    "r": lambda tree, clause: (frames.reproach(tree, clause.verb, clause.cue), None),
    "a": lambda tree, clause: callings.object_as(tree, clause.verb),
    "o": _object,
    "d": _disputed,
    "p": _phrase,
    "f": _following,
    "u": _patient,
}
