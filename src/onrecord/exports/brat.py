"""Dossiers as brat standoff (https://brat.nlplab.org/standoff.html): a text and its annotations a report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.exports.bundle import Bundle
from onrecord.exports.places import Places
from onrecord.records import ARTICLE_KINDS, Dossier, Report, Span, Statement

CONFIGURATION = """[entities]
Source
Content
Furniture

[relations]

[events]
Statement\tSource?:Source, Content*:Content, Part-of?:Statement

[attributes]
Act\tArg:<EVENT>, Value:{acts}
Mode\tArg:<EVENT>, Value:direct|indirect|mixed
Kind\tArg:Furniture, Value:byline|caption|comment-form|dateline|promo|related|share|signature|update
"""
ACTS = "asserts|denies|declines|questions|accuses|warns|requests|promises|asks|praises|criticises"
_UNSAFE = re.compile(r"(?:[^\w.~-]|\.{2,})+")
"""What has no place in a file's name everywhere."""
_LINE = re.compile(r"[^\n\r]+")


def write_brat(dossiers: Sequence[Dossier]) -> Bundle:
    """``NAME.txt`` and ``NAME.ann`` a report, a folder a story where there are several, and ``annotation.conf``."""
    files: list[tuple[str, str | bytes]] = [("annotation.conf", CONFIGURATION.replace("{acts}", ACTS))]
    for number, dossier in enumerate(dossiers, 1):
        folder = f"{number}/" if len(dossiers) > 1 else ""
        places = Places(dossier)
        for report, name in zip(dossier.reports, _file_names(dossier.reports), strict=True):
            said = [statement for statement in dossier.statements if statement.report == report.name]
            # A half of a surrogate pair cannot be written; one character in its place keeps the offsets.
            text = report.text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            text = text if len(text) == len(report.text) else _one_for_one(report.text)
            annotations = "".join(f"{line}\n" for line in _annotate(report, text, said, places))
            files += [(f"{folder}{name}.txt", text), (f"{folder}{name}.ann", annotations)]
    return Bundle(tuple(files))


def _one_for_one(text: str) -> str:
    return "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)


def _file_names(reports: Sequence[Report]) -> list[str]:
    names: list[str] = []
    for report in reports:
        name = _UNSAFE.sub("_", report.name).strip(".")[:80] or "report"
        names.append(name if name not in names else f"{name}~{report.sha256[:8]}")
    return names


def _annotate(report: Report, text: str, said: Sequence[Statement], places: Places) -> Iterator[str]:
    marks: dict[tuple[str, tuple[Span, ...]], str] = {}

    def mark(kind: str, spans: tuple[Span, ...]) -> Iterator[str]:
        """The line of a stretch of text, unless it has one."""
        if (kind, spans) not in marks:
            marks[kind, spans] = f"T{len(marks) + 1}"
            yield f"{marks[kind, spans]}\t{kind} {_text_bound(spans, text)}"

    for number, statement in enumerate(said, 1):
        parts = [("Statement", (statement.cue,)), *(("Content", (span,)) for span in statement.content)]
        if statement.source:
            parts.append(("Source", (statement.source,)))
        for kind, spans in parts:
            yield from mark(kind, spans)
        roles = [
            # A second content is a role "Content2"; the source, which is one, comes last and bears no number.
            f"{kind}{i if kind == 'Content' and i > 1 else ''}:{marks[kind, spans]}"
            for i, (kind, spans) in enumerate(parts[1:], 1)
        ]
        if statement.parent is not None and statement.parent < len(said):
            roles.append(f"Part-of:E{statement.parent + 1}")
        yield f"E{number}\tStatement:{marks[parts[0]]} {' '.join(roles)}".rstrip()
        yield f"A{2 * number - 1}\tAct E{number} {statement.act}"
        yield f"A{2 * number}\tMode E{number} {statement.mode}"
        yield f"#{number}\tAnnotatorNotes E{number}\t{_note(statement, places)}"
    attributes = 2 * len(said)
    for block in report.blocks:
        if block.kind not in ARTICLE_KINDS and block.span.of(text).strip():
            yield from mark("Furniture", (block.span,))
            attributes += 1
            yield f"A{attributes}\tKind {marks['Furniture', (block.span,)]} {block.kind}"


def _text_bound(spans: Sequence[Span], text: str) -> str:
    """Offsets and words. A stretch over several lines is written in pieces, as brat asks."""
    pieces = [
        Span(span.start + line.start(), span.start + line.end())
        for span in spans
        for line in _LINE.finditer(span.of(text))
        if line.group().strip()
    ]
    offsets = ";".join(f"{piece.start} {piece.end}" for piece in pieces)
    return f"{offsets}\t{' '.join(piece.of(text) for piece in pieces)}"


def _note(statement: Statement, places: Places) -> str:
    said = [f"speaker: {places.joint(statement.speakers) or 'not named'}"]
    if statement.via:
        said.append(f"via: {' ← '.join(places.names(statement.via))}")
    if statement.said_on:
        said.append(f"said on: {statement.said_on.iso}")
    return " ".join("; ".join(said).split())
