"""A denial that points instead of saying: whose it is, whom it may speak for, and what it tells of its referent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.resources import rows, words
from onrecord.resources.meaning import nearness, stem
from onrecord.stages.claims.views import View

KIN = 0.55
"""From this nearness on two words count as shared."""
RECANTING = re.compile(
    r"(?:\[[^]]+\] )?(?:ever |never )?(?:has )?(?:having |been )?(?:said|saying|made|making|written|writing)"
    r" (?:that|it|so|this|any such|such|those|the) ?(?:thing|remarks?|comments?|statements?|words)?\W*$",
    re.IGNORECASE,
)
"""What is denied by who denies having said a thing."""
POSSESSED = re.compile(r"^(?:the )?([\w .-]+?)[’']s? (?:[\w-]+ ){0,2}\w+\W*$", re.IGNORECASE)
"""A possessor before the last words: "the Holt campaign's characterization"."""
DEMONSTRATIVE = (["that"], ["this"], ["these"], ["those"], ["such"])
APPOSED = (["a"], ["an"])
CHARGES = frozenset({"accusation", "allegation", "charge"})
MOST_POINTING = 5
"""Words of a phrase that does no more than point: "that criticism on Thursday"."""


@cache
def nouns_of(kind: str) -> frozenset[str]:
    """Nouns for a claim of one kind: accusation, report, view, request, remark."""
    return frozenset(row["noun"] for row in rows("claim-nouns.tsv") if row["kind"] == kind)


@cache
def pointers() -> frozenset[str]:
    """Stems that only point: claim nouns, verdicts, words for guilt in general."""
    named = {row["noun"] for row in rows("claim-nouns.tsv")} | {row["word"] for row in rows("dismissals.tsv")}
    return frozenset(
        stem(word) for word in named | {row["lemma"] for row in rows("wrongdoing.tsv")} | words("light-words.txt")
    )


@dataclass(frozen=True, slots=True)
class Denial:
    """A view that refers: whose it is, whom it may speak for, and what words it names its referent by."""

    view: View
    circle: frozenset[str]
    named: frozenset[str]
    answered: frozenset[str]
    """Entities that it names: whose claim it may answer."""
    innocent: bool
    """It answers an accusation: "did nothing wrong"."""
    accused: bool
    """It speaks of accusations, not of reports."""
    asked: bool
    """It speaks of what was called for."""
    part: bool
    """It denies a share in something: "denied any involvement"."""
    recants: bool
    """It denies having said something, which others report: "denied having said that"."""
    possessed: bool
    """It says whose claim it answers: "the council's claim"."""
    owners: frozenset[str]
    """Entities of that name."""
    documents: frozenset[str]
    """Documents of the kind that it calls false: "the suit is without merit"."""
    avoided: frozenset[str]
    """Those who cannot be answered: the denier's own side and those through whom the denial came."""
    nobodies: frozenset[str]
    """Speakers that no words of any report name."""
    that: bool
    """It is no more than "that"."""
    bare: bool
    """It is no more than a noun that means what stands before: "those criticisms", "the claim"."""
    apposed: bool
    """It stands beside what it means: "P, AN ACCUSATION she denies"."""
    charged: bool
    """It means an accusation: "those allegations"."""


def read_denial(
    view: View,
    circles: Mapping[str, frozenset[str]],
    names_of: Mapping[str, frozenset[str]],
    nobodies: frozenset[str],
    documents: Mapping[str, frozenset[str]],
) -> Denial:
    """What a view that refers tells; ``circles`` are those for whom each may speak, ``names_of`` the stems of names,
    ``nobodies`` speakers that no words name, ``documents`` the stems of each document's name."""
    circle = frozenset().union(*(circles.get(speaker, frozenset({speaker})) for speaker in view.speakers))
    names = frozenset().union(*(names_of.get(entity, frozenset()) for entity in view.proposition.entities))
    innocent = any(
        row["sense"] != "charge" and row["lemma"] in view.proposition.lemmas for row in rows("wrongdoing.tsv")
    )
    named = frozenset(stem(word) for word in view.proposition.lemmas) - pointers() - names
    answered = frozenset(view.proposition.entities) - circle
    avoided = frozenset({*circle, *view.via})
    accused = any(word in nouns_of("accusation") for word in view.proposition.lemmas)
    asked = any(word in nouns_of("request") for word in view.proposition.lemmas)
    called = {stem(w) for w in view.proposition.lemmas if w in nouns_of("accusation") | nouns_of("report")}
    named = frozenset() if innocent else named
    owner = POSSESSED.search(view.proposition.text)
    words = {stem(word) for word in re.findall(r"[\w-]+", owner[1].lower())} if owner else set()
    owners = frozenset(entity for entity, stems in names_of.items() if stems & words)
    part = any(row["sense"] == "part" and row["lemma"] in view.proposition.lemmas for row in rows("wrongdoing.tsv"))
    recants = view.stance == "denies" and RECANTING.match(view.proposition.text) is not None
    said = view.proposition.text.lower().rstrip(".").split()
    points = not (named or answered or innocent or owner) and not view.proposition.finite
    points = points and len(said) <= MOST_POINTING
    one = bool(said) and said[-1] in {row["noun"] for row in rows("claim-nouns.tsv")}
    apposed = points and (said[:1] in APPOSED or said == ["something"])
    meant = frozenset(
        one for one, name in documents.items() if any(nearness(a, b) >= KIN for a in called for b in name)
    )
    return Denial(
        view,
        circle,
        named,
        answered,
        innocent,
        accused,
        asked,
        part,
        recants,
        owner is not None,
        owners,
        meant,
        avoided,
        nobodies,
        that=len(said) == 1 and not view.proposition.lemmas,
        bare=points and not apposed and (one or said[:1] in DEMONSTRATIVE),
        apposed=apposed,
        charged=any(word in CHARGES for word in view.proposition.lemmas),
    )
