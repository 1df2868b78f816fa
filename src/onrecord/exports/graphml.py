"""Dossiers as GraphML: who holds what, in which report, and which report comes from which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from onrecord.exports.outline import visible
from onrecord.exports.places import Places, whole_of
from onrecord.records import Dossier

NODE_KEYS = ("type", "label", "kind", "status", "published", "sha256", "story")
EDGE_KEYS = ("relation", "report", "start", "end", "words", "via")
NUMBERS = ("start", "end")

type Values = dict[str, str | int | None]


def write_graphml(dossiers: Sequence[Dossier]) -> str:
    """One directed graph; nodes of several stories have their number before their names."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">']
    for where, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for key in keys:
            type = "int" if key in NUMBERS else "string"
            lines.append(f'<key id="{where}-{key}" for="{where}" attr.name="{key}" attr.type="{type}"/>')
    lines.append('<graph id="dossier" edgedefault="directed">')
    edges = 0
    for number, dossier in enumerate(dossiers, 1):
        story = _Story(dossier, f"s{number}")
        for id, values in story.list_nodes():
            lines.append(f"<node id={_attribute(id)}>{_data('node', values)}</node>")
        for source, target, values in story.list_edges():
            edges += 1
            ends = f"source={_attribute(source)} target={_attribute(target)}"
            lines.append(f'<edge id="e{edges}" {ends}>{_data("edge", values)}</edge>')
    lines += ["</graph>", "</graphml>"]
    return "\n".join(lines) + "\n"


class _Story:
    """Lists the nodes and edges of one dossier."""

    def __init__(self, dossier: Dossier, key: str) -> None:
        self.dossier, self.key = dossier, key
        self.places = Places(dossier)
        names = {entity.name: self.id("speaker", entity.id) for entity in dossier.entities}
        reports = {report.name: self.id("report", report.name) for report in dossier.reports}
        credited = {link.credits for link in dossier.lineage} - set(names) - set(reports)
        self.others = {name: self.id("credited", name) for name in sorted(credited)}
        self.credited = self.others | names | reports

    def id(self, type: str, name: str) -> str:
        """The identifier of a node."""
        return f"{self.key}/{type}/{name}"

    def list_nodes(self) -> Iterator[tuple[str, Values]]:
        """Reports, speakers, claims, and whom a report credits besides."""
        story = self.dossier.story
        for report in self.dossier.reports:
            day = report.published.when.iso if report.published.when else None
            held: Values = {"type": "report", "label": report.title, "published": day, "sha256": report.sha256}
            yield self.id("report", report.name), held | {"story": story}
        for entity in self.dossier.entities:
            held = {"type": "speaker", "label": entity.name, "kind": entity.kind, "story": story}
            yield self.id("speaker", entity.id), held
        for claim in self.dossier.claims:
            held = {"type": "claim", "label": claim.proposition, "status": claim.status, "story": story}
            yield self.id("claim", claim.id), held
        for name, id in self.others.items():
            yield id, {"type": "credited", "label": name, "story": story}

    def list_edges(self) -> Iterator[tuple[str, str, Values]]:
        """Stances, statements, publishers and lineage, each with the words that show it."""
        for report in self.dossier.reports:
            yield self.id("speaker", report.outlet), self.id("report", report.name), {"relation": "publishes"}
        for statement in self.dossier.statements:
            place = whole_of(statement)
            held = self.place(place.report, place.span.start, place.span.end) | {
                "relation": statement.act,
                "via": " ← ".join(self.places.names(statement.via)) or None,
            }
            for speaker in statement.speakers:
                yield self.id("speaker", speaker), self.id("report", statement.report), held
        for claim in self.dossier.claims:
            for holder in claim.holders:
                via = " ← ".join(self.places.names(holder.via)) or None
                for place in holder.evidence:
                    held = self.place(place.report, place.span.start, place.span.end)
                    held |= {"relation": holder.stance, "via": via}
                    yield self.id("speaker", holder.speaker), self.id("claim", claim.id), held
        for link in self.dossier.lineage:
            held = self.place(link.report, link.evidence.start, link.evidence.end) | {"relation": link.kind}
            yield self.id("report", link.report), self.credited[link.credits], held

    def place(self, report: str, start: int, end: int) -> Values:
        """Where words stand, and the words."""
        return {"report": report, "start": start, "end": end, "words": self.places.reports[report].text[start:end]}


def _data(where: str, values: Values) -> str:
    return "".join(
        f'<data key="{where}-{name}">{escape(_storable(str(value)))}</data>'
        for name, value in values.items()
        if value is not None
    )


def _attribute(text: str) -> str:
    return quoteattr(_storable(text))


def _storable(text: str) -> str:
    """XML has no way to write most control characters: they are shown by their number."""
    return visible(text).replace("\ufffe", "<U+FFFE>").replace("\uffff", "<U+FFFF>")
