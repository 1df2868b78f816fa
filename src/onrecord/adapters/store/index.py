"""What dossiers say, as tables: who said what, who holds what, and the words of both.

All functions here run inside a transaction of the caller's.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from onrecord.records import ARTICLE_KINDS, Dossier, Entity, Report, Span, Statement

ARROW = " ← "
"""Parts the names of a chain, outermost first."""
TABLES = ("speakers", "aliases", "positions")


def forget_words(
    connection: sqlite3.Connection, *, story: int | None = None, report: int | None = None, narration: bool = True
) -> None:
    """Take what was entered for a story or a report out again; without ``narration``, the outlets' own voice stays."""
    column, value = ("story", story) if report is None else ("report", report)
    which = f"{column} = ?" if narration else f"{column} = ? AND act IS NOT NULL"
    connection.execute(f"DELETE FROM words WHERE rowid IN (SELECT id FROM statements WHERE {which})", (value,))
    connection.execute(f"DELETE FROM statements WHERE {which}", (value,))
    if report is None:
        for table in TABLES:
            connection.execute(f"DELETE FROM {table} WHERE story = ?", (story,))


def write_words(
    connection: sqlite3.Connection,
    story: int,
    dossier: Dossier,
    *,
    reports: Mapping[str, int],
    sentences: Mapping[str, Sequence[Span]] | None,
) -> None:
    """Enter a dossier in place of what its story had before.

    ``reports`` gives the ids of its reports, ``sentences`` the spans of their sentences; without them,
    what outlets say in their own voice stays as it was entered.
    """
    forget_words(connection, story=story, narration=sentences is not None)
    _write_speakers(connection, story, dossier)
    shown = {report.name: report for report in dossier.reports}
    entities = {entity.id: entity for entity in dossier.entities}
    for statement in dossier.statements:
        row = _describe(statement, shown[statement.report], entities)
        row |= {"story": story, "report": reports[statement.report]}
        id = _enter(connection, row)
        voices = [(story, entity, id) for entity in sorted(set(statement.speakers))]
        connection.executemany("INSERT INTO voices VALUES (?, ?, ?)", voices)
    for report in dossier.reports:
        known = (entities[report.outlet].name, _day(report), reports[report.name])
        connection.execute("UPDATE reports SET outlet = ?, day = ? WHERE id = ?", known)
        if sentences is None:
            continue
        taken = [span for s in dossier.statements if s.report == report.name for span in (*s.evidence, *s.content)]
        for sentence in _list_narration(report, sentences[report.name], taken):
            row = _narrate(sentence, report, entities[report.outlet])
            id = _enter(connection, row | {"story": story, "report": reports[report.name]})
            connection.execute("INSERT INTO voices VALUES (?, ?, ?)", (story, report.outlet, id))
    _write_positions(connection, story, dossier, reports)


def _enter(connection: sqlite3.Connection, row: Mapping[str, str | int | None]) -> int:
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join(f":{name}" for name in row)
    id = connection.execute(f"INSERT INTO statements ({names}) VALUES ({marks})", row).lastrowid
    assert id is not None
    query = "INSERT INTO words (rowid, content, sentence, speaker) VALUES (?, ?, ?, ?)"
    connection.execute(query, (id, row["content"], row["sentence"], row["speaker"]))
    return id


def _write_speakers(connection: sqlite3.Connection, story: int, dossier: Dossier) -> None:
    for entity in dossier.entities:
        row = (story, entity.id, entity.name, entity.kind, "; ".join(entity.roles))
        connection.execute("INSERT INTO speakers VALUES (?, ?, ?, ?, ?)", row)
        aliases = {name.casefold() for name in (entity.name, *entity.aliases)}
        rows = [(alias, story, entity.id) for alias in sorted(aliases)]
        connection.executemany("INSERT INTO aliases VALUES (?, ?, ?)", rows)


def _write_positions(
    connection: sqlite3.Connection,
    story: int,
    dossier: Dossier,
    reports: Mapping[str, int],
) -> None:
    names = {entity.id: entity.name for entity in dossier.entities}
    shown = {report.name: report for report in dossier.reports}
    for claim in dossier.claims:
        for holder in claim.holders:
            via = ARROW.join(names[id] for id in holder.via)
            for place in holder.evidence:
                held = (story, claim.id, holder.speaker, holder.stance, claim.proposition, claim.status, via)
                line = _line(shown[place.report], place.span)
                row = (*held, reports[place.report], place.span.start, place.span.end, line)
                connection.execute("INSERT INTO positions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)


def _describe(statement: Statement, report: Report, entities: Mapping[str, Entity]) -> dict[str, str | int | None]:
    said_on = statement.said_on.iso if statement.said_on else None
    evidence = statement.evidence or statement.content or (statement.cue,)
    return {
        "speaker": " and ".join(entities[id].name for id in statement.speakers) or None,
        "via": ARROW.join(entities[id].name for id in statement.via),
        "act": statement.act,
        "mode": statement.mode,
        "said_on": said_on,
        "day": said_on or _day(report),
        "content": " … ".join(span.of(report.text) for span in statement.content),
        "sentence": " ".join(span.of(report.text) for span in evidence),
        "start": evidence[0].start,
        "end": evidence[-1].end,
        "line": _line(report, evidence[0]),
    }


def _narrate(sentence: Span, report: Report, outlet: Entity) -> dict[str, str | int | None]:
    """A sentence in the outlet's own voice: a row without act and mode."""
    return {
        "speaker": outlet.name,
        "via": "",
        "act": None,
        "mode": None,
        "said_on": None,
        "day": _day(report),
        "content": sentence.of(report.text),
        "sentence": sentence.of(report.text),
        "start": sentence.start,
        "end": sentence.end,
        "line": _line(report, sentence),
    }


def _list_narration(report: Report, sentences: Sequence[Span], taken: Sequence[Span]) -> list[Span]:
    """The sentences of the article that are no part of a statement."""
    article = [block.span for block in report.blocks if block.kind in ARTICLE_KINDS]
    ends = sorted(span.end for span in taken)
    starts = sorted(span.start for span in taken)
    free = []
    for sentence in sentences:
        # Spans that end before the sentence and spans that start behind it leave none that touch it.
        before = bisect_right(ends, sentence.start)
        behind = len(starts) - bisect_left(starts, sentence.end)
        if before + behind == len(taken) and any(span.covers(sentence) for span in article):
            free.append(sentence)
    return free


def _line(report: Report, span: Span) -> int:
    return report.text.count("\n", 0, span.start) + 1


def _day(report: Report) -> str | None:
    return report.published.when.iso if report.published.when else None
