"""Dossiers as FollowTheMoney entities (https://followthemoney.tech), one a line, as Aleph and OpenAleph import them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.exports.identifiers import uuid_of
from onrecord.exports.outline import visible
from onrecord.exports.places import Places, whole_of
from onrecord.records import Claim, Dossier, Entity, Evidence, Kind, Report, Statement, TimelineEntry

type Json = dict[str, Any]

SCHEMATA: dict[Kind, str] = {
    "person": "Person",
    "organisation": "Organization",
    "government": "PublicBody",
    "outlet": "Organization",
    "unnamed": "LegalEntity",
    "document": "Document",
}


def write_ftm(dossiers: Sequence[Dossier]) -> str:
    """Articles, speakers, events, and what documents whom: by statements, by claims, by lineage."""
    entities = {made["id"]: made for dossier in dossiers for made in _Story(dossier).list_entities()}
    return "".join(json.dumps(made, ensure_ascii=False) + "\n" for made in entities.values())


class _Story:
    """Lists the entities of one dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.places = Places(dossier)
        self.key = tuple(report.sha256 for report in dossier.reports)

    def list_entities(self) -> Iterator[Json]:
        """All of them, reports first."""
        yield from map(self.article, self.dossier.reports)
        yield from map(self.voice, self.dossier.entities)
        for number, statement in enumerate(self.dossier.statements):
            yield from self.list_statement(number, statement)
        for claim in self.dossier.claims:
            yield from self.list_claim(claim)
        for number, entry in enumerate(self.dossier.events):
            yield self.event(number, entry)
        for number, link in enumerate(self.dossier.lineage):
            if link.credits in self.places.reports:
                words = self.places.words(Evidence(link.report, link.evidence))
                ends = {"subject": self.report(link.report), "object": self.report(link.credits)}
                yield self.thing("UnknownLink", "lineage", str(number), **ends, role=link.kind, summary=words)

    def thing(self, schema: str, *parts: str, **values: str | list[str] | None) -> Json:
        """An entity; values that are not there are left out."""
        held = {
            name: [visible(one) for one in ([value] if isinstance(value, str) else value)]
            for name, value in values.items()
            if value
        }
        return {"id": uuid_of(*self.key, *parts), "schema": schema, "properties": held}

    def article(self, report: Report) -> Json:
        """A report."""
        return {
            **self.thing(
                "Article",
                title=report.title,
                fileName=report.name,
                # The format has place for SHA-1 only, in contentHash: the digest goes among the keywords.
                keywords=f"sha256:{report.sha256}",
                publisher=self.places.name(report.outlet),
                publishedAt=report.published.when.iso if report.published.when else None,
                sourceUrl=report.url if (report.url or "").startswith(("http://", "https://")) else None,
                bodyText=report.text,
                language="eng",
            ),
            "id": self.report(report.name),
        }

    def voice(self, entity: Entity) -> Json:
        """A speaker."""
        schema = SCHEMATA[entity.kind]
        named: dict[str, str | list[str]]
        named = {"title": entity.name} if schema == "Document" else {"name": entity.name, "alias": list(entity.aliases)}
        if schema == "Person":
            named["position"] = list(entity.roles)
        if schema != "Document":
            named["country"] = (entity.country or "").lower()
        return self.thing(schema, "speaker", entity.id, **named)

    def list_statement(self, number: int, statement: Statement) -> Iterator[Json]:
        """A statement: its report documents each of its speakers."""
        for speaker in statement.speakers:
            ends = {"document": self.report(statement.report), "entity": self.speaker(speaker)}
            yield self.thing(
                "Documentation", "statement", str(number), speaker,
                **ends,
                role=statement.act,
                summary=self.places.words(whole_of(statement)),
                date=statement.said_on.iso if statement.said_on else None,
                description=self.offsets(whole_of(statement)),
            )  # fmt: skip

    def list_claim(self, claim: Claim) -> Iterator[Json]:
        """A claim: a note on its holders, and their words."""
        holders = list(dict.fromkeys(self.speaker(holder.speaker) for holder in claim.holders))
        note = f"{claim.status}: {claim.proposition}"
        yield self.thing("Note", "claim", claim.id, description=note, entity=holders)
        for i, holder in enumerate(claim.holders):
            for j, place in enumerate(holder.evidence):
                yield self.thing(
                    "Documentation", "holder", claim.id, str(i), str(j),
                    document=self.report(place.report),
                    entity=self.speaker(holder.speaker),
                    role=f"{holder.stance}: {claim.proposition}",
                    summary=self.places.words(place),
                    description=self.offsets(place),
                )  # fmt: skip

    def event(self, number: int, entry: TimelineEntry) -> Json:
        """An event."""
        return self.thing(
            "Event", "event", str(number),
            name=entry.what,
            date=entry.when.iso if entry.when else None,
            involved=[self.speaker(id) for id in entry.actors if SCHEMATA[self.places.entities[id].kind] != "Document"],
            proof=list(dict.fromkeys(self.report(place.report) for place in entry.evidence)),
            keywords=[word for word in (entry.plover, entry.status) if word],
            summary=[self.places.words(place) for place in entry.evidence],
        )  # fmt: skip

    def report(self, name: str) -> str:
        """The identifier of a report, the same in every story."""
        return uuid_of("report", self.places.sha256(name))

    def speaker(self, id: str) -> str:
        """The identifier of a speaker in this story."""
        return uuid_of(*self.key, "speaker", id)

    def offsets(self, place: Evidence) -> str:
        """Where words stand."""
        digest = self.places.sha256(place.report)
        return f"{place.report}:{self.places.line(place)} urn:sha256:{digest}#char={place.span.start},{place.span.end}"
