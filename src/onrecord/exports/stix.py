"""Dossiers as STIX 2.1 (OASIS): speakers as identities, reports as hashed files, claims and statements as notes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID, uuid5

from onrecord.exports.identifiers import uuid_of
from onrecord.exports.places import Places, whole_of
from onrecord.records import Claim, Dossier, Entity, Evidence, Kind, Statement

type Json = dict[str, Any]

OBSERVED = UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")
"""The name space that STIX 2.1 (section 2.9) prescribes for identifiers of observed things."""
UNDATED = "1970-01-01T00:00:00.000Z"
"""Stands for the day of a story without a dated report, because STIX lets no object go without."""
CLASSES: dict[Kind, str] = {
    "person": "individual",
    "organisation": "organization",
    "government": "organization",
    "outlet": "organization",
    "unnamed": "unknown",
    "document": "unknown",
}


def write_stix(dossiers: Sequence[Dossier]) -> str:
    """One bundle; the same dossiers give the same identifiers."""
    objects: dict[str, Json] = {}
    for dossier in dossiers:
        for made in _Story(dossier).list_objects():
            objects.setdefault(made["id"], made)
    bundle = {"type": "bundle", "id": f"bundle--{uuid_of('bundle', *objects)}", "objects": list(objects.values())}
    return json.dumps(bundle, ensure_ascii=False, indent=1) + "\n"


class _Story:
    """Lists the objects of one dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.places = Places(dossier)
        days = [report.published.when.at.date() for report in dossier.reports if report.published.when]
        self.moment = f"{max(days).isoformat()}T00:00:00.000Z" if days else UNDATED
        self.key = tuple(report.sha256 for report in dossier.reports)

    def list_objects(self) -> Iterator[Json]:
        """Everything, the report on the whole story last."""
        made = [
            *(self.file(report.name) for report in self.dossier.reports),
            *map(self.identity, self.dossier.entities),
            *(self.statement(i, one) for i, one in enumerate(self.dossier.statements)),
            *map(self.claim, self.dossier.claims),
            *self.list_lineage(),
        ]
        yield from made
        if made:
            yield self.thing(
                "report",
                *self.key,
                name=self.dossier.story,
                published=self.moment,
                object_refs=list(dict.fromkeys(one["id"] for one in made)),
            )

    def thing(self, type: str, *parts: str, **values: Any) -> Json:
        """An object with what STIX asks of each."""
        common = {"type": type, "spec_version": "2.1", "id": f"{type}--{uuid_of(type, *parts)}"}
        return {**common, "created": self.moment, "modified": self.moment, **values}

    def file(self, name: str) -> Json:
        """A report's text as it was read, known by its digest."""
        known = {"hashes": {"SHA-256": self.places.sha256(name)}, "name": name}
        id = uuid5(OBSERVED, json.dumps(known, sort_keys=True, separators=(",", ":"), ensure_ascii=False))
        return {"type": "file", "spec_version": "2.1", "id": f"file--{id}", **known}

    def identity(self, entity: Entity) -> Json:
        """A speaker."""
        roles = {"roles": list(entity.roles)} if entity.roles else {}
        named = {"name": entity.name, "identity_class": CLASSES[entity.kind], **roles}
        return self.thing("identity", *self.key, entity.id, **named, labels=[entity.kind])

    def identify(self, id: str) -> str:
        """The identifier of a speaker."""
        return f"identity--{uuid_of('identity', *self.key, id)}"

    def statement(self, number: int, statement: Statement) -> Json:
        """A statement."""
        place = whole_of(statement)
        via = f", via {' ← '.join(self.places.names(statement.via))}" if statement.via else ""
        speaker = self.places.joint(statement.speakers) or "not named"
        said = f", {statement.said_on.iso}" if statement.said_on else ""
        return self.thing(
            "note",
            "statement", *self.key, str(number),
            abstract=f"{speaker} {statement.act}{via}{said}",
            content=self.places.words(place),
            authors=self.places.names(statement.speakers) or ["not named"],
            object_refs=[self.file(statement.report)["id"], *map(self.identify, statement.speakers)],
            labels=["statement", statement.act, statement.mode],
            external_references=[self.reference(place)],
        )  # fmt: skip

    def claim(self, claim: Claim) -> Json:
        """A claim with its holders, each with their stance and words."""
        places = [place for holder in claim.holders for place in holder.evidence]
        lines = [
            f"{self.places.name(holder.speaker)} {holder.stance}: {self.places.words(place)}"
            for holder in claim.holders
            for place in holder.evidence
        ]
        origins = "; ".join(origin.name for origin in claim.origins) or "nobody named"
        files = [self.file(name)["id"] for name in sorted({place.report for place in places})]
        return self.thing(
            "note",
            "claim", *self.key, claim.id,
            abstract=claim.proposition,
            content="\n".join([f"{claim.status}; independent origins: {len(claim.origins)} ({origins})", *lines]),
            object_refs=list(dict.fromkeys([*files, *(self.identify(holder.speaker) for holder in claim.holders)])),
            labels=["claim", claim.status],
            external_references=[self.reference(place) for place in dict.fromkeys(places)],
        )  # fmt: skip

    def list_lineage(self) -> Iterator[Json]:
        """Each step of lineage whose two ends are known here."""
        names = {entity.name: entity.id for entity in self.dossier.entities}
        for number, link in enumerate(self.dossier.lineage):
            if link.credits in self.places.reports:
                target, kind = self.file(link.credits)["id"], "derived-from"
            elif link.credits in names:
                target, kind = self.identify(names[link.credits]), "related-to"
            else:
                continue
            yield self.thing(
                "relationship",
                *self.key, str(number), link.credits,
                relationship_type=kind,
                source_ref=self.file(link.report)["id"],
                target_ref=target,
                description=f"{link.kind}: {self.places.words(Evidence(link.report, link.evidence))}",
            )  # fmt: skip

    def reference(self, place: Evidence) -> Json:
        """Where words stand."""
        report = self.places.reports[place.report]
        return {
            "source_name": self.places.name(report.outlet),
            "external_id": f"urn:sha256:{report.sha256}#char={place.span.start},{place.span.end}",
            "description": f"{place.report}:{self.places.line(place)}",
        }
