"""The annotated statements and the reports they point into."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.attribution import read_documents
from benchmarks.pages import make_page
from onrecord.records import Page, Span, Statement

ANNOTATED = Path(__file__).with_name("statements.jsonl")
FRESH = Path(__file__).with_name("fresh.jsonl")
PUBLISHERS = {
    "breitbart": "Breitbart",
    "huff-post": "HuffPost",
    "nyt": "The New York Times",
    "politico": "Politico",
    "usa-today": "USA Today",
    "wash-post": "The Washington Post",
    "west-journal": "The Western Journal",
}
"""Outlets by the first part of a PolNeAR file's name, as its metadata.tsv has them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One annotated statement: spans, and every answer that is right, the best first."""

    number: int
    corpus: str
    story: str
    report: str
    half: str
    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    speakers: tuple[tuple[dict[str, Any], ...], ...]
    kinds: tuple[str, ...]
    acts: tuple[str, ...]
    modes: tuple[str, ...]
    via: tuple[tuple[dict[str, Any], ...], ...]
    region: Span | None = None
    """The stretch of the report of which every statement is annotated; None where some were drawn."""
    optional: bool = False
    """True where a careful reader could leave the statement out."""


def read_texts(shared: Path) -> dict[str, Page]:
    """sha256 of the text -> page, for every report of the corpora that the statements were drawn from."""
    pages: dict[str, Page] = {}
    for document in read_documents(shared / "data/polnear/dev"):
        name = document.name.rsplit("_", 1)[0]
        publisher = PUBLISHERS.get(name.split("_")[0])
        page = make_page({"id": name, "text": document.text, "publisher": publisher})
        pages.setdefault(page.sha256, page)
    for line in (shared / "data/basil/reports.jsonl").read_text("utf-8").splitlines():
        page = make_page(json.loads(line))
        pages.setdefault(page.sha256, page)
    return pages


def read_statements(path: Path = ANNOTATED) -> dict[str, list[Reading]]:
    """sha256 of the report -> its annotated statements, by their place."""
    found: dict[str, list[Reading]] = {}
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        reading = Reading(
            number=row["number"],
            corpus=row["corpus"],
            story=row["story"],
            report=row["report"],
            half=row["half"],
            source=hull(row["source"]) if row["source"] else None,
            cue=hull(row["cue"]),
            content=tuple(Span(*c) for c in row["content"]),
            speakers=tuple(map(tuple, row["speaker"])),
            kinds=tuple(row["kind"]),
            acts=tuple(row["act"]),
            modes=tuple(row["mode"]),
            via=tuple(map(tuple, row["via"])),
            region=Span(*row["region"]) if "region" in row else None,
            optional=row.get("optional", False),
        )
        found.setdefault(row["sha256"], []).append(reading)
    return {key: sorted(rows, key=lambda r: (r.cue, r.content)) for key, rows in found.items()}


def hull(parts: list[list[int]]) -> Span:
    """The stretch from the first part to the last."""
    return Span(min(a for a, _ in parts), max(b for _, b in parts))


def as_statement(reading: Reading) -> Statement:
    """The bare statement that its spans make, speaker and chain still to be found."""
    return Statement(
        report=reading.report,
        source=reading.source,
        cue=reading.cue,
        content=reading.content,
        mode=reading.modes[0],  # type: ignore[arg-type]
        act=reading.acts[0],  # type: ignore[arg-type]
        evidence=(),
    )
