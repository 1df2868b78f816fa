"""A dossier as five tables: statements, claims, holders, events, lineage. Every row has its words and their place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.exports.events import EventRow, list_events
from onrecord.exports.places import Places, whole_of
from onrecord.records import Dossier, Evidence, Span, Statement

type Cell = str | int | None
type Row = tuple[Cell, ...]

PLACE = (("report", str), ("start", int), ("end", int), ("line", int), ("sha256", str), ("words", str))
"""The columns of a place: offsets are code points in the report's text, end-exclusive; ``sha256`` is the text's."""
OWN = EventRow._fields.index("report")
"""Fields of a row of events before its place."""
ARROW = " ← "
"""Parts the names of a chain, outermost first."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: columns with their types, and rows."""

    name: str
    columns: tuple[tuple[str, type], ...]
    rows: tuple[Row, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(name for name, _ in self.columns)


def make_tables(dossiers: Sequence[Dossier]) -> tuple[Table, ...]:
    """The five tables of all the dossiers, statements first."""
    shelves = [(dossier, Places(dossier)) for dossier in dossiers]
    return tuple(
        Table(
            name,
            (("story", str), *columns),
            tuple((dossier.story, *row) for dossier, places in shelves for row in list_rows(dossier, places)),
        )
        for name, columns, list_rows in TABLES
    )


def _place(place: Evidence, places: Places) -> Row:
    span = place.span
    sha256 = places.sha256(place.report)
    return (place.report, span.start, span.end, places.line(place), sha256, places.words(place))


def _statements(dossier: Dossier, places: Places) -> Iterator[Row]:
    for number, statement in enumerate(dossier.statements, 1):
        report = places.reports[statement.report]
        speakers = statement.speakers
        yield (
            number,
            places.joint(speakers),
            places.entities[speakers[0]].kind if speakers else None,
            statement.act,
            statement.mode,
            ARROW.join(places.names(statement.via)) or None,
            statement.said_on.iso if statement.said_on else None,
            places.name(report.outlet),
            report.published.when.iso if report.published.when else None,
            *_parts(statement, report.text),
            *_place(whole_of(statement), places),
        )


def _parts(statement: Statement, text: str) -> Row:
    """Source, cue and content: the words of each, and where they stand as ``start-end`` parted by spaces."""
    parts: list[Cell] = []
    for spans in ((statement.source,) if statement.source else (), (statement.cue,), statement.content):
        parts += [" … ".join(span.of(text) for span in spans) or None, _offsets(spans)]
    return tuple(parts)


def _offsets(spans: Sequence[Span]) -> str | None:
    return " ".join(f"{span.start}-{span.end}" for span in spans) or None


def _claims(dossier: Dossier, places: Places) -> Iterator[Row]:
    for claim in dossier.claims:
        origins = "; ".join(origin.name for origin in claim.origins) or None
        reasons = "; ".join(dict.fromkeys(origin.reason for origin in claim.origins if origin.reason)) or None
        reports = {place.report for holder in claim.holders for place in holder.evidence}
        counts = (len(claim.origins), origins, reasons, len(claim.holders), len(reports))
        yield (claim.id, claim.proposition, claim.status, *counts, *_place(claim.wording, places))


def _holders(dossier: Dossier, places: Places) -> Iterator[Row]:
    for claim in dossier.claims:
        for holder in claim.holders:
            speaker = places.entities[holder.speaker]
            via = ARROW.join(places.names(holder.via)) or None
            held = (claim.id, claim.proposition, claim.status, speaker.name, speaker.kind, holder.stance, via)
            for place in holder.evidence:
                yield (*held, *_place(place, places))


def _events(dossier: Dossier, places: Places) -> Iterator[Row]:
    for row in list_events(dossier):
        yield (*row[:OWN], *_place(Evidence(row.report, Span(row.start, row.end)), places))


def _lineage(dossier: Dossier, places: Places) -> Iterator[Row]:
    for link in dossier.lineage:
        other: Row = _place(link.other, places) if link.other else (None,) * len(PLACE)
        here = _place(Evidence(link.report, link.evidence), places)
        yield (link.credits, link.kind, link.reason or None, *here, *other)


def _text(*names: str) -> tuple[tuple[str, type], ...]:
    return tuple((name, str) for name in names)


TABLES: tuple[tuple[str, tuple[tuple[str, type], ...], Callable[[Dossier, Places], Iterator[Row]]], ...] = (
    (
        "statements",
        (
            ("statement", int),
            *_text("speaker", "kind", "act", "mode", "via", "said_on", "outlet", "published"),
            *_text("source", "source_at", "cue", "cue_at", "content", "content_at"),
            *PLACE,
        ),
        _statements,
    ),
    (
        "claims",
        (
            *_text("claim", "proposition", "status"),
            ("origin_count", int),
            *_text("origins", "origin_reasons"),
            ("holder_count", int),
            ("report_count", int),
            *PLACE,
        ),
        _claims,
    ),
    (
        "holders",
        (*_text("claim", "proposition", "status", "speaker", "kind", "stance", "via"), *PLACE),
        _holders,
    ),
    (
        "events",
        (("event", int), *_text(*EventRow._fields[1:OWN]), *PLACE),
        _events,
    ),
    (
        "lineage",
        (*_text("credits", "kind", "reason"), *PLACE, *((f"other_{name}", kind) for name, kind in PLACE)),
        _lineage,
    ),
)
"""Each table by name, with its columns behind ``story`` and what lists its rows."""
