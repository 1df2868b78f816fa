"""What a denial denies that does not say it: "those allegations", "it is completely false", "no comment"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.records import Entity
from onrecord.resources import rows, words
from onrecord.resources.meaning import nearness, stem
from onrecord.stages.claims.views import View

REACH = 2500
"""Code points back that a denial is read to refer: some six paragraphs of news."""
AHEAD = 400
"""Code points forward, for a denial that comes before the accusation it answers: the next paragraph."""
ELSEWHERE = 300
"""Accusations in other reports that a denial without one in its own is compared with, at most."""
KIN = 0.55
"""From this nearness on two words count as shared."""
LEAST = 1.0
"""Least fit of a referent: it concerns the denier and stands near, or says what the denial names."""


@cache
def charges() -> frozenset[str]:
    """Stems of words by which somebody is accused."""
    return frozenset(stem(row["lemma"]) for row in rows("wrongdoing.tsv") if row["sense"] == "charge")


@cache
def pointers() -> frozenset[str]:
    """Stems that only point: claim nouns, verdicts, words for guilt in general."""
    named = {row["noun"] for row in rows("claim-nouns.tsv")} | {row["word"] for row in rows("dismissals.tsv")}
    return frozenset(stem(word) for word in named | {row["lemma"] for row in rows("wrongdoing.tsv")} | words("light-words.txt"))


@dataclass(frozen=True, slots=True)
class _Denial:
    """A view that refers: whose it is, whom it may speak for, and what words it names its referent by."""

    view: View
    circle: frozenset[str]
    named: frozenset[str]
    answered: frozenset[str]
    """Entities that it names: whose claim it may answer."""
    innocent: bool
    """It answers an accusation: "did nothing wrong"."""


def resolve_references(views: Sequence[View], entities: Sequence[Entity]) -> dict[int, int]:
    """For each view that refers, the index of the view that it refers to; those without one are absent."""
    circles = _circles(entities)
    by_report: dict[str, list[int]] = {}
    for index, view in enumerate(views):
        by_report.setdefault(view.proposition.report, []).append(index)
    accusing = [index for index, view in enumerate(views) if view.act == "accuses" or _charges(view)][:ELSEWHERE]
    found: dict[int, int] = {}
    for index, view in enumerate(views):
        if not view.proposition.refers:
            continue
        denial = _denial(view, circles)
        for candidates in (by_report[view.proposition.report], accusing):
            fits = [(-_fit(denial, views[other]), other) for other in candidates if _may_answer(denial, views[other])]
            if fits and -min(fits)[0] >= LEAST:
                found[index] = min(fits)[1]
                break
    return found


def _denial(view: View, circles: Mapping[str, frozenset[str]]) -> _Denial:
    circle = frozenset().union(*(circles.get(speaker, frozenset({speaker})) for speaker in view.speakers))
    named = frozenset(stem(word) for word in view.proposition.lemmas) - pointers()
    innocent = any(row["sense"] != "charge" and row["lemma"] in view.proposition.lemmas for row in rows("wrongdoing.tsv"))
    return _Denial(view, circle, named, frozenset(view.proposition.entities) - circle, innocent)


def _may_answer(denial: _Denial, other: View) -> bool:
    view = denial.view
    if other.proposition.refers or other.stance != "asserts" or not other.proposition.lemmas:
        return False
    if set(other.speakers) & {*view.speakers, *view.via}:
        return False
    if denial.innocent and other.act not in ("accuses", "criticises") and not _charges(other):
        return False
    if other.proposition.report != view.proposition.report:
        return True
    return -AHEAD <= view.place - other.place <= REACH


def _fit(denial: _Denial, other: View) -> float:
    """How well ``other`` can be what is denied: concerns the denier, accuses, is named, stands near."""
    about = {*other.proposition.entities, other.proposition.agent or ""}
    concerned = bool(about & denial.circle)
    fit = 1.0 if concerned else 0.0
    if other.proposition.agent in denial.circle:
        fit += 0.4
    if other.act in ("accuses", "criticises") or (concerned and _charges(other)):
        fit += 0.6
    elif other.narrated:
        fit -= 0.6
    if denial.answered & set(other.speakers):
        fit += 1.2
    if denial.named:
        terms = [stem(word) for word in other.proposition.lemmas]
        shared = sum(any(nearness(name, term) >= KIN for term in terms) for name in denial.named)
        fit += min(1.2, 0.8 * shared) if shared else -0.8
    return fit - _distance(denial.view, other)


def _distance(view: View, other: View) -> float:
    if view.proposition.report != other.proposition.report:
        return 0.6
    gap = view.place - other.place
    return gap / REACH if gap >= 0 else 0.3 - gap / REACH


def _charges(view: View) -> bool:
    return any(stem(word) in charges() for word in view.proposition.predicates) or bool(
        charges() & {stem(word) for word in view.proposition.lemmas}
    )


def _circles(entities: Sequence[Entity]) -> dict[str, frozenset[str]]:
    """For each entity, those it may speak for or be accused with: its own, its government's, its principal's."""
    by_country: dict[str, set[str]] = {}
    for entity in entities:
        if entity.country and (entity.kind == "government" or entity.roles):
            by_country.setdefault(entity.country, set()).add(entity.id)
    circles: dict[str, frozenset[str]] = {}
    for entity in entities:
        own = {entity.id}
        if entity.kind == "government" or _speaks(entity):
            own |= by_country.get(entity.country or "", set())
        roles = " ".join(entity.roles).lower().replace("’s", " ").replace("'s", " ").split()
        own |= {other.id for other in entities if other.kind == "person" and other.name.lower().split()[-1:] and other.name.lower().split()[-1] in roles}
        circles[entity.id] = frozenset(own)
    return circles


def _speaks(entity: Entity) -> bool:
    return any("spokes" in role.lower() or "minist" in role.lower() or "secretary" in role.lower() for role in entity.roles)
