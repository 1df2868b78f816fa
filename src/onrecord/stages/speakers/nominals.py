"""Noun phrases that say what somebody is rather than who: "the Republican governor", "a lawyer for Mr. Reed"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.resources import rows
from onrecord.resources.names import fold
from onrecord.stages.speakers.bodies import Naming as BodyNaming
from onrecord.stages.speakers.document import Document
from onrecord.stages.speakers.figures import Figure, Role
from onrecord.stages.speakers.lexicon import listed, nouns, titles
from onrecord.stages.speakers.people import Naming as PersonNaming

DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
INDEFINITE = frozenset({"a", "an", "some", "another", "one", "any", "several", "many", "most", "two", "three", "few"})
OWNERS = frozenset({"for", "of", "to", "from", "at", "in", "with", "by", "on", "within"})
"""Prepositions that join to a noun the body or person it belongs to."""
WIDEST = 40
"""Tokens before and after its head that are read of a phrase, so that no sentence costs its length squared."""
LESSER = listed("lesser")


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominal:
    """A noun phrase by its head noun, what marks it off, and to whom it belongs."""

    head: int
    noun: str
    sort: str
    gender: str = ""
    definite: bool = False
    plural: bool = False
    first: int
    last: int
    """Tokens ``first:last``: the phrase up to its relative clause or apposition."""
    owners: tuple[int, ...] = ()
    """Head tokens of possessors and of what "for", "of", "at" join, outermost noun's first."""
    marks: frozenset[str] = frozenset()
    """As Role.words: ``@CN``, ``#key`` and folded proper words."""


class Names:
    """Which tokens name whom: persons and bodies by every token of their names."""

    def __init__(self, people: list[PersonNaming], bodies: list[BodyNaming]) -> None:
        self.people = people
        self.bodies = bodies
        self.person_at = {index: n for n in people for index in range(n.first, n.last)}
        self.body_at = {index: n for n in bodies for index in range(n.first, n.last)}

    def figure_at(self, index: int) -> Figure | None:
        """The figure that token ``index`` names, where it names one."""
        if (person := self.person_at.get(index)) is not None:
            return person.figure
        body = self.body_at.get(index)
        return body.figure if body is not None else None

    def mark(self, index: int) -> str | None:
        """What a name at ``index`` marks a phrase with: its country, or itself."""
        if (person := self.person_at.get(index)) is not None and person.figure is not None:
            return "#" + person.figure.key
        body = self.body_at.get(index)
        if body is None:
            return None
        if body.body.sort in ("country", "people", "capital"):
            return f"@{body.body.country}"
        return (
            "%" + fold(body.body.name) if body.body.sort == "state" else "#" + (body.figure.key if body.figure else "")
        )


def read_nominal(document: Document, names: Names, head: int, limit: range | None = None) -> Nominal:
    """The noun phrase whose head is token ``head``, no wider than ``limit``."""
    tokens, lower = document.tokens, document.lower
    tree = document.subtree(head)
    first = max(tree.start, limit.start if limit else 0, head - WIDEST)
    last = _end(document, head, min(tree.stop, limit.stop if limit else tree.stop, head + WIDEST))
    noun = noun_of(document, head)
    entry = nouns().get(noun)
    tag = tokens[head].tag
    determiner = lower[first] if first < head else ""
    owners = _owners(document, head, limit)
    possessed = any(tokens[o].dep == "poss" for o in owners)
    bare = determiner not in INDEFINITE and not any(tokens[i].pos in ("DET", "NUM") for i in range(first, head))
    plural = tag in ("NNS", "NNPS") or lower[head] in ("people", "police")
    return Nominal(
        head=head,
        noun=noun,
        sort=entry.sort if entry else "",
        gender=entry.gender if entry else "",
        definite=determiner in DEFINITE or possessed or (bare and not plural),
        plural=plural,
        first=first,
        last=max(last, head + 1),
        owners=owners,
        marks=_marks(document, names, head, range(first, max(last, head + 1))),
    )


def noun_of(document: Document, head: int) -> str:
    """The head noun in the singular, two words long where roles.tsv has it so."""
    tokens, lower = document.tokens, document.lower
    word, table = lower[head], nouns()
    lemma = tokens[head].lemma.lower()
    if head:
        for form in (f"{lower[head - 1]} {word}", f"{lower[head - 1]} {lemma}"):
            if form in table:
                return form
    if head + 2 < len(lower) and f"{word} {lower[head + 1]} {lower[head + 2]}" in table:
        return f"{word} {lower[head + 1]} {lower[head + 2]}"
    return word if word in table else lemma


def _end(document: Document, head: int, stop: int) -> int:
    """Where the phrase ends: before its relative clause, apposition or conjunct."""
    for child in document.children(head, "relcl", "appos", "conj", "cc", "punct", "acl"):
        if child > head and document.left[child] > head:
            if document.tokens[child].dep == "acl" and document.lower[document.left[child]] not in (
                ",",
                "who",
                "which",
            ):
                continue
            stop = min(stop, document.left[child])
    return stop


def _owners(document: Document, head: int, limit: range | None) -> tuple[int, ...]:
    owners = list(document.children(head, "poss"))
    for prep in document.children(head, "prep", "conj"):
        if document.lower[prep] in OWNERS and document.tokens[prep].pos == "ADP":
            for thing in document.children(prep, "pobj"):
                owners.append(thing)
                owners.extend(
                    c for c in document.children(thing, "conj") if document.tokens[c].pos in ("PROPN", "NOUN")
                )
    return tuple(o for o in owners if limit is None or o in limit)


def _marks(document: Document, names: Names, head: int, inside: range) -> frozenset[str]:
    marks = set()
    for index in inside:
        if index == head:
            continue
        mark = names.mark(index)
        token = document.tokens[index]
        if mark:
            marks.add(mark)
        elif token.pos in ("PROPN", "NOUN") and token.dep in ("compound", "nmod", "pobj", "poss", "amod"):
            marks.add(fold(token.lemma))
    return frozenset(mark for mark in marks if mark)


@cache
def standing_for(noun: str) -> frozenset[str]:
    """The nouns that may stand for a bearer of the role ``noun``."""
    found = {noun}
    found.update(titles().get(noun, ((), ""))[0])
    for row in rows("source-words.tsv"):
        circle = frozenset(row["words"].split("|")) if row["list"] == "kin" else frozenset()
        if noun in circle:
            found |= circle
    first, _, tail = noun.rpartition(" ")
    if first and first.split()[0] not in LESSER:
        found.add(tail)
    return frozenset(found)


def bears(figure: Figure, nominal: Nominal) -> int:
    """How well one of the figure's roles fits the phrase: 0 not at all, more for shared marks."""
    everything = frozenset().union(*(role.words for role in figure.roles)) if figure.roles else frozenset()
    return max((_fit(role, nominal, everything) for role in figure.roles), default=0)


def _fit(role: Role, nominal: Nominal, everything: frozenset[str]) -> int:
    if nominal.noun not in standing_for(role.noun):
        return 0
    score = 2 if nominal.noun == role.noun else 1
    for kind in "@#%":
        asked = {mark for mark in nominal.marks if mark[0] == kind}
        has = {mark for mark in role.words if mark[0] == kind} or {m for m in everything if m[0] == kind} & asked
        if asked and has:
            if not asked & has:
                return 0
            score += 2
        elif asked and kind == "#" and nominal.sort not in ("office", "person"):
            return 0
    return score


@cache
def state_names() -> dict[str, str]:
    """Postal codes and abbreviations of US states to their mark."""
    table = {}
    for row in rows("us-states.tsv"):
        for form in (row["name"], row["postal"], *row["abbreviations"].split("|")):
            table[fold(form)] = "%" + fold(row["name"])
    return table
