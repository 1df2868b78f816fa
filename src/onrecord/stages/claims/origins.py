"""Where the chains of a claim begin: every chain walked back, and those that begin at one place counted once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.records import Entity, Holder, Origin
from onrecord.resources import rows, words
from onrecord.resources.meaning import nearness, stem
from onrecord.stages.claims.likeness import NEAREST

UNNAMED = "(unnamed)"


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
        origins.setdefault(name, Origin(name))
    return tuple(origins[name] for name in sorted(origins))


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
) -> dict[str, Origin]:
    origins: dict[str, Origin] = {}
    unnamed: list[Holder] = []
    named = {holder.speaker for holder in sources if _kind(entities, holder) != "unnamed"}
    passed = {(name, holder.speaker) for holder in sources for name in holder.via if name != holder.speaker}
    sources = [
        holder  # not one who says elsewhere what he was told, but two who quote each other
        for holder in sources
        if all((speaker, name) in passed for name, speaker in passed if name == holder.speaker)
    ]
    for holder in sources:
        entity = entities.get(holder.speaker)
        name = joint.get(holder.speaker) or (entity.name if entity else holder.speaker)
        if entity is not None and entity.kind == "unnamed" and holder.speaker not in joint:
            unnamed.append(holder)
            continue
        principal = _principal(entity, named, entities)
        if principal:
            origins[principal] = Origin(principal, f"{name} speaks for {principal}")
        elif publisher := _publisher(name, entities):
            plain = name.removesuffix(UNNAMED).strip()
            origins.setdefault(publisher, Origin(publisher, f"the {plain} is {publisher}'s"))
        elif (known := next((other for other in origins if _may_be_one_document(name, other)), None)) is not None:
            origins[known] = Origin(known, f"{known} and {name} may be the same, so they count once", "probable")
        else:
            reason = "one joint statement" if holder.speaker in joint else ""
            origins.setdefault(name, Origin(name, reason))
    if unnamed:
        origin = _unnamed_origin(unnamed, entities)
        origins[origin.name] = origin
    return origins


def _publisher(name: str, entities: Mapping[str, Entity]) -> str:
    """The outlet whose article it is, "Norin Herald story (unnamed)"; empty for any other name."""
    if not name.endswith(UNNAMED) or name.removesuffix(UNNAMED).split()[-1] not in words("document-nouns.txt"):
        return ""
    outlets = (entity.name for entity in entities.values() if entity.kind == "outlet")
    return max(
        (outlet for outlet in outlets if name.startswith(f"{outlet.removeprefix('The ')} ")), key=len, default=""
    )


def _may_be_one_document(one: str, other: str) -> bool:
    """True for "ad (unnamed)" and "advertisement (unnamed)", "the council's memo" and "the mayor's letter" aside."""
    if one == other or not (one.endswith(UNNAMED) and other.endswith(UNNAMED)):
        return False
    first, second = (name.removesuffix(UNNAMED).strip().lower() for name in (one, other))
    if not {first, second} <= words("document-nouns.txt"):
        return False
    return first.startswith(second) or second.startswith(first) or nearness(stem(first), stem(second)) >= NEAREST


def _unnamed_origin(holders: Sequence[Holder], entities: Mapping[str, Entity]) -> Origin:
    """The one origin that all unnamed sources of a claim count as, with why and how sure."""
    counts: dict[str, int] = {}
    for holder in holders:
        counts[entities[holder.speaker].name] = counts.get(entities[holder.speaker].name, 0) + 1
    names = sorted(counts, key=lambda name: (-counts[name], name))
    if all(is_placeholder(entities[holder.speaker]) for holder in holders):
        return Origin(names[0], "no report says whose claim it is", "not stated")
    if len(names) > 1:
        return Origin(names[0], f"{' and '.join(names)} may be the same people, so they count once", "probable")
    reports = {evidence.report for holder in holders for evidence in holder.evidence}
    if len(holders) > 1 or len(reports) > 1:
        return Origin(names[0], "unnamed sources of one kind cannot be told apart, so they count once", "probable")
    return Origin(names[0])


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
