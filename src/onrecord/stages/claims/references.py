"""What a denial denies that does not say it: "those allegations", "it is completely false", "no comment"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.records import Entity
from onrecord.stages.claims.likeness import Likeness, stem
from onrecord.stages.claims.views import View

REACH = 2500
"""Code points back that a denial is read to refer: some six paragraphs of news."""
AHEAD = 400
"""Code points forward, for a denial that comes before the accusation it answers: the next paragraph."""
LEAST = 1.0
"""Least fit of a referent: at least it concerns the denier, or is an accusation nearby."""


def resolve_references(views: Sequence[View], likeness: Likeness, entities: Sequence[Entity]) -> dict[int, int]:
    """For each view that refers, the index of the view that it refers to; those without one are absent."""
    circles = _circles(entities)
    by_report: dict[str, list[int]] = {}
    for index, view in enumerate(views):
        by_report.setdefault(view.proposition.report, []).append(index)
    found: dict[int, int] = {}
    for index, view in enumerate(views):
        if view.proposition.refers:
            near = by_report[view.proposition.report]
            fits = [(-_fit(views, likeness, circles, index, other), other) for other in near if _may_answer(view, views[other])]
            if fits and -min(fits)[0] >= LEAST:
                found[index] = min(fits)[1]
    return found


def _may_answer(view: View, other: View) -> bool:
    if other.proposition.refers or other.stance != "asserts" or set(other.speakers) & set(view.speakers):
        return False
    gap = view.place - other.place
    return -AHEAD <= gap <= REACH and bool(other.proposition.lemmas)


def _fit(views: Sequence[View], likeness: Likeness, circles: Mapping[str, frozenset[str]], index: int, other: int) -> float:
    """How well ``other`` can be what ``index`` denies: concerns the denier, accuses, stands near, shares words."""
    view, candidate = views[index], views[other]
    mine = frozenset().union(*(circles.get(speaker, frozenset({speaker})) for speaker in view.speakers))
    about = {*candidate.proposition.entities, candidate.proposition.agent or ""}
    fit = 1.0 if about & mine else 0.0
    if candidate.proposition.agent in mine:
        fit += 0.5
    if candidate.act in ("accuses", "criticises", "warns"):
        fit += 0.7
    elif candidate.narrated:
        fit -= 0.7
    shared = {stem(word) for word in view.proposition.lemmas} & {stem(word) for word in candidate.proposition.lemmas}
    fit += 0.5 * min(2, len(shared))
    gap = view.place - candidate.place
    return fit - (abs(gap) / REACH if gap >= 0 else 0.4 + abs(gap) / REACH)


def _circles(entities: Sequence[Entity]) -> dict[str, frozenset[str]]:
    """For each entity, those it may speak for or be accused with: its own, its government's, its principal's."""
    by_country: dict[str, set[str]] = {}
    for entity in entities:
        if entity.country and entity.kind in ("government", "person"):
            by_country.setdefault(entity.country, set()).add(entity.id)
    official = {e.id for e in entities if e.kind == "government" or e.roles}
    circles: dict[str, frozenset[str]] = {}
    for entity in entities:
        own = {entity.id}
        if entity.country and entity.id in official:
            own |= by_country[entity.country] & official
        roles = " ".join(entity.roles).lower()
        if roles:
            own |= {other.id for other in entities if _last(other) and _last(other) in roles.replace("'s", " ").split()}
        circles[entity.id] = frozenset(own)
    return circles


def _last(entity: Entity) -> str:
    return entity.name.lower().split()[-1] if entity.kind == "person" and entity.name.split() else ""
