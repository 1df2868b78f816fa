"""Dossiers as schema.org JSON-LD: Claim, Quotation, NewsArticle, and who says them. Never a rating."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.exports.identifiers import urn_of
from onrecord.exports.places import Places, whole_of
from onrecord.records import Claim, Dossier, Entity, Evidence, Report, Statement

type Json = dict[str, Any]

TYPES = {"person": "Person", "government": "GovernmentOrganization", "outlet": "NewsMediaOrganization"}
"""schema.org's type for a kind of speaker; what is not named here is an Organization."""


def write_jsonld(dossiers: Sequence[Dossier]) -> str:
    """One graph. The vocabulary is named by its address and nothing has to be fetched to read it."""
    graph = [node for number, dossier in enumerate(dossiers) for node in _Story(dossier, str(number)).list_nodes()]
    return (
        json.dumps({"@context": {"@vocab": "https://schema.org/"}, "@graph": graph}, ensure_ascii=False, indent=1)
        + "\n"
    )


class _Story:
    """Lists the nodes of one dossier."""

    def __init__(self, dossier: Dossier, number: str) -> None:
        self.dossier, self.number = dossier, number
        self.places = Places(dossier)
        self.quotations = [self.quotation(i, one) for i, one in enumerate(dossier.statements)]

    def list_nodes(self) -> Iterator[Json]:
        """Reports, speakers, quotations, claims."""
        yield from map(self.article, self.dossier.reports)
        yield from map(self.voice, self.dossier.entities)
        yield from self.quotations
        yield from map(self.claim, self.dossier.claims)

    def article(self, report: Report) -> Json:
        """A report."""
        based = sorted({
            self.report(link.credits)
            for link in self.dossier.lineage
            if link.report == report.name and link.credits in self.places.reports
        })  # fmt: skip
        return {
            "@id": self.report(report.name),
            "@type": "NewsArticle",
            "name": report.name,
            "headline": report.title,
            "publisher": {"@id": self.speaker(report.outlet)},
            "identifier": {"@type": "PropertyValue", "propertyID": "sha256", "value": report.sha256},
            **({"url": report.url} if report.url else {}),
            **({"datePublished": report.published.when.iso} if report.published.when else {}),
            **({"isBasedOn": [{"@id": id} for id in based]} if based else {}),
        }

    def voice(self, entity: Entity) -> Json:
        """A speaker."""
        return {
            "@id": self.speaker(entity.id),
            "@type": TYPES.get(entity.kind, "CreativeWork" if entity.kind == "document" else "Organization"),
            "name": entity.name,
            **({"alternateName": list(entity.aliases)} if entity.aliases else {}),
            **({"jobTitle": list(entity.roles)} if entity.roles and entity.kind == "person" else {}),
        }

    def quotation(self, number: int, statement: Statement) -> Json:
        """A statement."""
        place = whole_of(statement)
        return {
            "@id": urn_of("statement", self.places.sha256(place.report), str(number)),
            "@type": "Quotation",
            "text": self.places.words(place),
            "spokenByCharacter": [{"@id": self.speaker(id)} for id in statement.speakers],
            "keywords": [statement.act, statement.mode],
            "isPartOf": {"@id": self.report(place.report)},
            "identifier": self.offsets(place),
            **({"dateCreated": statement.said_on.iso} if statement.said_on else {}),
        }

    def claim(self, claim: Claim) -> Json:
        """A claim with the words that carry it, whatever stance they take to it."""
        places = sorted({place for holder in claim.holders for place in holder.evidence})
        carried = [
            quotation["@id"]
            for quotation, statement in zip(self.quotations, self.dossier.statements, strict=True)
            if any(
                place.report == statement.report and place.span.overlaps(whole_of(statement).span) for place in places
            )
        ]
        asserting = sorted({self.speaker(holder.speaker) for holder in claim.holders if holder.stance == "asserts"})
        return {
            "@id": urn_of("claim", self.number, claim.id, self.places.sha256(claim.wording.report)),
            "@type": "Claim",
            "text": claim.proposition,
            "keywords": [claim.status],
            "author": [{"@id": id} for id in asserting],
            "appearance": [{"@id": self.report(name)} for name in sorted({place.report for place in places})],
            "citation": [{"@id": id} for id in carried],
        }

    def report(self, name: str) -> str:
        """The identifier of a report."""
        return urn_of("report", self.places.sha256(name))

    def speaker(self, id: str) -> str:
        """The identifier of a speaker in this story."""
        return urn_of("speaker", self.number, id, self.dossier.reports[0].sha256)

    def offsets(self, place: Evidence) -> Json:
        """Where words stand: code points in the text of that digest."""
        digest = self.places.sha256(place.report)
        value = f"urn:sha256:{digest}#char={place.span.start},{place.span.end}"
        return {"@type": "PropertyValue", "propertyID": "RFC 5147 position", "value": value}
