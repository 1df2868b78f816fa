"""One entity across all reports of a story: who in one report is who in another.

``unite`` (unions.py) says which entities of single reports are one; here each union gets its name, kind and a
readable id, and everything that pointed at a report's own entity is made to point at the story's.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.records import Analysis, Entity, Kind
from onrecord.resources.names import core
from onrecord.stages.entities.unions import Member, unite

__all__ = ["merge_entities"]


def merge_entities(analyses: Sequence[Analysis]) -> tuple[list[Analysis], tuple[Entity, ...]]:
    """The analyses with story-wide ids in place of their reports' own, and the story's entities by id."""
    members = sorted(
        (Member(analysis.page.name, entity) for analysis in analyses for entity in analysis.entities),
        key=lambda member: (member.report, member.entity.id),
    )
    outlets = {analysis.page.name: analysis.outlet for analysis in analyses}
    unions = unite(members, outlets)
    ids = _ids(unions)
    known = {(member.report, member.entity.id): ids[number] for number, union in enumerate(unions) for member in union}
    entities = [_merge(union, ids[number], known) for number, union in enumerate(unions)]
    return [_rewrite(analysis, known) for analysis in analyses], tuple(sorted(entities, key=lambda e: e.id))


def _merge(union: Sequence[Member], identity: str, known: Mapping[tuple[str, str], str]) -> Entity:
    entities = [member.entity for member in union]
    name = _name(entities)
    kinds: Counter[Kind] = Counter(entity.kind for entity in entities)
    countries = Counter(entity.country for entity in entities if entity.country)
    told = sorted(
        {known[m.report, m.entity.told] for m in union if m.entity.told and (m.report, m.entity.told) in known}
    )
    forms = {form for entity in entities for form in (entity.name, *entity.aliases)}
    if not name.endswith(")"):
        forms = {form for form in forms if not form.endswith("(unnamed)")}
    return Entity(
        id=identity,
        name=name,
        kind="person" if "person" in kinds else min(kinds, key=lambda kind: (-kinds[kind], kind)),
        aliases=tuple(sorted(forms - {name})),
        roles=tuple(dict.fromkeys(role for entity in entities for role in entity.roles)),
        country=min(countries, key=lambda c: (-countries[c], c)) if countries else None,
        mentions=tuple(sorted({m for e in entities for m in e.mentions}, key=lambda m: (m.report, m.span))),
        told=told[0] if told else None,
    )


def _name(entities: Sequence[Entity]) -> str:
    """The name most reports use, full rather than short; of two, the shorter, then the first by alphabet."""
    counts = Counter(entity.name for entity in entities)
    mentions: Counter[str] = Counter()
    for entity in entities:
        mentions[entity.name] += len(entity.mentions)
    people = [e.name for e in entities if e.kind == "person"]
    full = [name for name in people if len(core(tuple(name.split()))) > 1] or people
    unnamed = [entity for entity in entities if entity.name.endswith("(unnamed)")]
    telling = [e.name for e in unnamed if e.country] or [e.name for e in unnamed if e.told is None]
    return min(full or telling or counts, key=lambda n: (-counts[n], len(n), -mentions[n], n))


def _ids(unions: Sequence[Sequence[Member]]) -> list[str]:
    """A readable id for each union: its name's words, numbered where two unions share them."""
    slugs = [_slug(_name([member.entity for member in union])) for union in unions]
    taken: Counter[str] = Counter()
    ids = [""] * len(unions)
    for number in sorted(range(len(unions)), key=lambda n: (slugs[n], _reach(unions[n]))):
        taken[slugs[number]] += 1
        count = taken[slugs[number]]
        ids[number] = slugs[number] if count == 1 else f"{slugs[number]}-{count}"
    return ids


def _reach(union: Sequence[Member]) -> tuple[int, list[tuple[str, str]]]:
    return -len(union), sorted((member.report, member.entity.id) for member in union)


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", re.sub(r"[’'.]", "", name)).casefold()
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return "-".join(re.findall(r"\w+", kept))[:80] or "nameless"


def _rewrite(analysis: Analysis, known: Mapping[tuple[str, str], str]) -> Analysis:
    report = analysis.page.name

    def one(entity: str) -> str:
        return known.get((report, entity), entity)

    def several(entities: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one(entity) for entity in entities))

    return replace(
        analysis,
        outlet=one(analysis.outlet),
        statements=tuple(replace(s, speakers=several(s.speakers), via=several(s.via)) for s in analysis.statements),
        entities=tuple(replace(e, id=one(e.id)) for e in analysis.entities),
        events=tuple(replace(e, actors=several(e.actors), targets=several(e.targets)) for e in analysis.events),
        propositions=tuple(
            replace(p, entities=tuple(sorted(set(several(p.entities)))), agent=one(p.agent) if p.agent else None)
            for p in analysis.propositions
        ),
    )
