"""Where the chains of a claim begin: every chain walked back, and those that begin at one place counted once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.records import Entity, Holder, Origin
from onrecord.resources import rows


def trace_origins(
    holders: Sequence[Holder], *, entities: Mapping[str, Entity], copies: Mapping[str, str], joint: Mapping[str, str]
) -> tuple[Origin, ...]:
    """The independent origins of an assertion.

    ``copies`` maps a report to the report it copies; ``joint`` maps a speaker to the name of the joint
    statement it was made in.
    """
    asserting = [holder for holder in holders if holder.stance == "asserts"]
    sources = [holder for holder in asserting if _kind(entities, holder) != "outlet"]
    outlets = [holder for holder in asserting if _kind(entities, holder) == "outlet"]
    origins = _named_origins(sources, entities, joint)
    carried = {name for holder in sources for name in holder.via}
    sourced = {evidence.report for holder in sources for evidence in holder.evidence}
    for holder in outlets:
        name = entities[holder.speaker].name if holder.speaker in entities else holder.speaker
        reports = {copies.get(evidence.report, evidence.report) for evidence in holder.evidence}
        if holder.speaker in carried or (sources and reports & sourced):
            continue
        if sources and name.endswith(("(unnamed)", "(unnamed outlets)")):
            continue
        if any(evidence.report in copies for evidence in holder.evidence):
            continue
        origins[name] = origins.get(name, "")
    return tuple(Origin(name, reason) for name, reason in sorted(origins.items()))


def is_placeholder(entity: Entity | None) -> bool:
    """True for a source that stands for whoever it was: "unattributed reports", "the media"."""
    if entity is None:
        return False
    unnamed = entity.name.endswith(("(unnamed)", "(unnamed outlets)"))
    return (entity.kind == "unnamed" and not entity.mentions) or (entity.kind == "outlet" and unnamed)


def _kind(entities: Mapping[str, Entity], holder: Holder) -> str:
    return entities[holder.speaker].kind if holder.speaker in entities else "unnamed"


def _named_origins(
    sources: Sequence[Holder], entities: Mapping[str, Entity], joint: Mapping[str, str]
) -> dict[str, str]:
    origins: dict[str, str] = {}
    unnamed: dict[str, int] = {}
    named = {holder.speaker for holder in sources if _kind(entities, holder) != "unnamed"}
    for holder in sources:
        entity = entities.get(holder.speaker)
        name = joint.get(holder.speaker) or (entity.name if entity else holder.speaker)
        if entity is not None and entity.kind == "unnamed":
            unnamed[name] = unnamed.get(name, 0) + 1
            continue
        principal = _principal(entity, named, entities)
        if principal:
            origins[principal] = f"{name} speaks for {principal}"
        else:
            origins.setdefault(name, "one joint statement" if holder.speaker in joint else "")
    if unnamed:
        name = sorted(unnamed, key=lambda n: (-unnamed[n], n))[0]
        many = sum(unnamed.values()) > 1
        origins[name] = "unnamed sources of one kind cannot be told apart, so they count once" if many else ""
    return origins


def _principal(entity: Entity | None, named: set[str], entities: Mapping[str, Entity]) -> str:
    """The organisation among the holders that this person speaks for."""
    if entity is None or entity.kind != "person":
        return ""
    roles = " ".join(entity.roles).lower()
    if not any(row["word"] in roles for row in rows("offices.tsv") if row["sense"] == "advocate"):
        return ""
    for other in sorted(named):
        name = entities[other].name
        if other != entity.id and name.lower().split()[-1] in roles:
            return name
    return ""
