"""For whom somebody may speak: a state and those who answer for it, a principal and a lawyer or spokesman."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from onrecord.records import Entity
from onrecord.resources import rows


def speaking_circles(entities: Sequence[Entity]) -> dict[str, frozenset[str]]:
    """For each entity, those it may speak for or be accused with, itself among them."""
    countries = {row["name"] for row in rows("countries.tsv")}
    states: dict[str, set[str]] = {}
    for entity in entities:
        if entity.country and _answers_for_state(entity, countries):
            states.setdefault(entity.country, set()).add(entity.id)
    last = {
        entity.id: entity.name.lower().split()[-1] for entity in entities if entity.kind == "person" and entity.name
    }
    bodies = {e.id: f" {e.name.lower()} " for e in entities if e.kind in ("organisation", "government") and e.name}
    circles: dict[str, set[str]] = {}
    for entity in entities:
        circle = {entity.id}
        if _answers_for_state(entity, countries):
            circle |= states.get(entity.country or "", set())
        roles = _called(entity).replace("’s", " ").replace("'s", " ").split()
        circle |= {other for other, name in last.items() if name in roles}
        if entity.kind == "person" and "former" not in roles:
            held = f" {' '.join(roles)} "
            circle |= {body for body, name in bodies.items() if name in held}  # "AARP chief executive"
        circles[entity.id] = circle
    for entity in entities:
        if _has(_called(entity), "advocate") or circles[entity.id] & bodies.keys():
            for principal in sorted(circles[entity.id]):
                circles[principal].add(entity.id)
    return {entity: frozenset(circle) for entity, circle in circles.items()}


def _called(entity: Entity) -> str:
    """What somebody is: the roles, and of one whom no report names the name made of them: "lawyer for Ann Reed"."""
    return " ".join([*entity.roles, *([entity.name] if entity.kind == "unnamed" else [])]).lower()


def _answers_for_state(entity: Entity, countries: set[str]) -> bool:
    if entity.kind == "person":
        roles = " ".join(entity.roles).lower()
        return _has(roles, "state") and "former" not in roles
    return entity.kind == "government" and (entity.name in countries or _has(entity.name.lower(), "government"))


def _has(text: str, sense: str) -> bool:
    return any(word in text for word in _offices(sense))


@cache
def _offices(sense: str) -> tuple[str, ...]:
    return tuple(sorted(row["word"] for row in rows("offices.tsv") if row["sense"] == sense))
