"""Dossiers as PROV-JSON (https://www.w3.org/submissions/prov-json/): what comes from whom, and by which way."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from onrecord.exports.identifiers import uuid_of
from onrecord.exports.places import Places, whole_of
from onrecord.records import Dossier, Entity

type Json = dict[str, Any]

SPACES = {
    "onrecord": "urn:onrecord:terms:",
    "is": "urn:uuid:",
    "schema": "https://schema.org/",
}
AGENTS = {"person": "prov:Person", "document": None, "unnamed": None}
"""PROV's own type for a kind of speaker; what is not named here is a prov:Organization."""


def write_prov(dossiers: Sequence[Dossier]) -> str:
    """One PROV document: reports, statements and claims as entities, speakers and outlets as agents."""
    parts: defaultdict[str, Json] = defaultdict(dict)
    for number, dossier in enumerate(dossiers):
        _Story(dossier, str(number), parts).write()
    return json.dumps({"prefix": SPACES, **parts}, ensure_ascii=False, indent=1) + "\n"


class _Story:
    """Enters one dossier."""

    def __init__(self, dossier: Dossier, number: str, parts: defaultdict[str, Json]) -> None:
        self.dossier, self.number, self.parts = dossier, number, parts
        self.places = Places(dossier)

    def write(self) -> None:
        """Enter all of it."""
        for entity in self.dossier.entities:
            self.parts["agent"][self.agent(entity.id)] = _agent(entity)
        for report in self.dossier.reports:
            told = {"prov:type": _name("schema:NewsArticle"), "prov:label": report.title, "onrecord:name": report.name}
            if report.url:
                told["prov:atLocation"] = report.url
            if report.published.when:
                told["onrecord:published"] = report.published.when.iso
            self.parts["entity"][self.report(report.name)] = told | {"onrecord:sha256": report.sha256}
            self.relate("wasAttributedTo", entity=self.report(report.name), agent=self.agent(report.outlet))
        self.write_statements()
        self.write_claims()
        for link in self.dossier.lineage:
            self.write_link(link.report, link.credits, link.kind)

    def write_statements(self) -> None:
        """Each statement is a quotation from its report, attributed to who speaks and passed on by the chain."""
        for number, statement in enumerate(self.dossier.statements):
            place = whole_of(statement)
            id = f"is:{uuid_of('statement', self.places.sha256(place.report), str(number))}"
            self.parts["entity"][id] = {
                "prov:type": _name("schema:Quotation"),
                "prov:value": self.places.words(place),
                "onrecord:start": place.span.start,
                "onrecord:end": place.span.end,
                "onrecord:act": statement.act,
                "onrecord:mode": statement.mode,
                **({"onrecord:said_on": statement.said_on.iso} if statement.said_on else {}),
            }
            self.derive(id, self.report(place.report), "prov:Quotation")
            for speaker in statement.speakers:
                self.relate("wasAttributedTo", entity=id, agent=self.agent(speaker), **{"prov:role": "speaker"})
            for via in statement.via:
                self.relate("wasAttributedTo", entity=id, agent=self.agent(via), **{"prov:role": "via"})

    def write_claims(self) -> None:
        """Each claim, attributed to its holders with their stances."""
        for claim in self.dossier.claims:
            id = f"is:{uuid_of('claim', self.number, claim.id, self.places.sha256(claim.wording.report))}"
            self.parts["entity"][id] = {
                "prov:type": _name("schema:Claim"),
                "prov:label": claim.proposition,
                "onrecord:status": claim.status,
                "onrecord:origins": [origin.name for origin in claim.origins],
            }
            for holder in claim.holders:
                agent = self.agent(holder.speaker)
                self.relate("wasAttributedTo", entity=id, agent=agent, **{"onrecord:stance": holder.stance})
            for report in sorted({place.report for holder in claim.holders for place in holder.evidence}):
                self.derive(id, self.report(report), None)

    def write_link(self, report: str, credits: str, kind: str) -> None:
        """One step of lineage: from a report of the story, or else from the agency or outlet of that name."""
        if credits in self.places.reports:
            self.derive(self.report(report), self.report(credits), "prov:Revision" if kind == "copy" else None, kind)
            return
        known = [entity.id for entity in self.dossier.entities if entity.name == credits]
        agent = self.agent(known[0]) if known else f"is:{uuid_of('name', credits)}"
        self.parts["agent"].setdefault(agent, {"prov:label": credits, "prov:type": _name("prov:Organization")})
        self.relate("wasAttributedTo", entity=self.report(report), agent=agent, **{"onrecord:lineage": kind})

    def report(self, name: str) -> str:
        """The identifier of a report."""
        return f"is:{uuid_of('report', self.places.sha256(name))}"

    def agent(self, entity: str) -> str:
        """The identifier of an entity: names are known across stories, other sources in one alone."""
        known = self.places.entities[entity]
        own = (self.number, entity) if known.kind == "unnamed" or known.name.endswith(")") else ()
        return f"is:{uuid_of('agent', known.kind, known.name, *own)}"

    def relate(self, relation: str, **roles: str) -> None:
        """Enter one relation."""
        held = {name if ":" in name else f"prov:{name}": value for name, value in roles.items()}
        self.parts[relation][f"_:{relation}{len(self.parts[relation])}"] = held

    def derive(self, later: str, earlier: str, type: str | None, kind: str | None = None) -> None:
        """Enter that one entity comes from another."""
        held: Json = {"prov:generatedEntity": later, "prov:usedEntity": earlier}
        held |= {"prov:type": _name(type)} if type else {}
        held |= {"onrecord:lineage": kind} if kind else {}
        self.parts["wasDerivedFrom"][f"_:derived{len(self.parts['wasDerivedFrom'])}"] = held


def _agent(entity: Entity) -> Json:
    type = AGENTS.get(entity.kind, "prov:Organization")
    return {"prov:label": entity.name, "onrecord:kind": entity.kind, **({"prov:type": _name(type)} if type else {})}


def _name(name: str) -> Json:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}
