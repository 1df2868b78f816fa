"""Which stored reports have text of which others, in whatever stories they are; kept as reports come in.

All functions here run inside a transaction of the caller's.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from onrecord.adapters.store.codec import dump, load
from onrecord.adapters.store.rows import CopyRow
from onrecord.records import Analysis, Page, Publication
from onrecord.stages.lineage import HOLDERS, Kinship, list_bands, rank_holders, read_article, trace_kinship

FAMILY = 10
"""Reports that are laid against each other when one comes in: itself, those it may share text with, and their kin,
which tell who had it first. A wire story in more outlets hangs together by the earliest."""


def enter_copies(connection: sqlite3.Connection, report: int, analysis: Analysis) -> None:
    """Note what a report can be found by, and lay it against the reports that may share text with it."""
    forget_copies(connection, report)
    bands = list_bands(read_article(analysis))
    hits = Counter[int]()
    for band in bands:
        holders = [other for (other,) in connection.execute("SELECT report FROM sketches WHERE band = ?", (band,))]
        hits.update(holders)
        if len(holders) < HOLDERS:
            connection.execute("INSERT INTO sketches (band, report) VALUES (?, ?)", (band, report))
    connection.execute("UPDATE reports SET sketched = 1 WHERE id = ?", (report,))
    family = [report, *rank_holders(hits)][:FAMILY]
    if len(family) > 1:
        _trace(connection, [*family, *_list_kin(connection, family)][:FAMILY])


def forget_copies(connection: sqlite3.Connection, report: int) -> None:
    """Take back what was noted of a report."""
    connection.execute("DELETE FROM sketches WHERE report = ?", (report,))
    connection.execute("DELETE FROM kinships WHERE taker = :id OR origin = :id", {"id": report})


def _list_kin(connection: sqlite3.Connection, family: Sequence[int]) -> list[int]:
    """Those that reports of the family were found to share text with, and that are not in it."""
    query = "SELECT origin FROM kinships WHERE taker = :id UNION SELECT taker FROM kinships WHERE origin = :id"
    found = {other for id in family for (other,) in connection.execute(query, {"id": id})}
    return sorted(found - set(family))


def _trace(connection: sqlite3.Connection, family: Iterable[int]) -> None:
    """Who has text of whom in a family, written in the place of what was known of it."""
    members, ids = [], dict[str, int]()
    for id, analysis in _load(connection, family):
        page = analysis.page
        name = page.name if page.name not in ids else f"{page.name}~{page.key[:8]}"
        ids[name] = id
        members.append(replace(analysis, page=replace(page, name=name)))
    for kinship in trace_kinship(sorted(members, key=_age)):
        pair = {"one": ids[kinship.taker], "other": ids[kinship.origin]}
        connection.execute(
            "DELETE FROM kinships WHERE (taker = :one AND origin = :other) OR (taker = :other AND origin = :one)", pair
        )
        row = {**pair, "kinship": dump(kinship)}
        connection.execute("INSERT INTO kinships (taker, origin, kinship) VALUES (:one, :other, :kinship)", row)


def _load(connection: sqlite3.Connection, ids: Iterable[int]) -> list[tuple[int, Analysis]]:
    """What of stored reports can be laid against others; those that cannot be read are passed over: they are
    read again, and found then, when their story is next shown."""
    found = []
    for id in sorted(ids):
        page, analysis = connection.execute("SELECT page, analysis FROM reports WHERE id = ?", (id,)).fetchone()
        try:
            found.append((id, load_layout(page, analysis)))
        except (ValueError, KeyError):
            continue
    return found


def load_layout(page: str, analysis: str) -> Analysis:
    """A stored report's text, blocks, outlet and day alone, whichever version analysed it; ValueError or KeyError
    where they cannot be read."""
    parts = json.loads(analysis)
    kept = {name: parts[name] for name in ("blocks", "published")}
    outlet = parts["outlet"]
    own = [entity for entity in parts["entities"] if entity["id"] == outlet]
    empty = Analysis(Page("", "", "", ""), (), (), Publication(None, "unknown"), outlet, (), (), (), (), ())
    bare = json.loads(dump(empty)) | kept | {"entities": own}
    return replace(load(Analysis, json.dumps(bare)), page=load(Page, page))


def _age(analysis: Analysis) -> tuple[str, str]:
    """Earliest first, reports of unknown date last: where nothing tells, the first had it first."""
    when = analysis.published.when
    return (when.at.isoformat() if when else "9999", analysis.page.name)


def list_copies(connection: sqlite3.Connection, report: int) -> list[CopyRow]:
    """The reports that share text with this one: first those that it has it from, the surest first."""
    query = """SELECT reports.name, sha256, outlet, reports.title, coalesce(day, published), story,
            coalesce(stories.name, stories.title), taker = :id, kinship
        FROM kinships JOIN reports ON reports.id = CASE taker WHEN :id THEN origin ELSE taker END
        LEFT JOIN stories ON stories.id = reports.story
        WHERE taker = :id OR origin = :id"""
    rows = []
    for name, sha256, outlet, title, day, story, story_title, took, text in connection.execute(
        query, {"id": report}
    ).fetchall():
        kinship = load(Kinship, text)
        pairs = kinship.passages if took else tuple((there, here) for here, there in kinship.passages)
        passages = tuple((here.start, here.end, there.start, there.end) for here, there in pairs)
        way: Literal["from", "to"] = "from" if took else "to"
        rows.append(
            CopyRow(
                report=name,
                sha256=sha256,
                outlet=outlet,
                title=title,
                published=day,
                story=story,
                story_title=story_title,
                way=way,
                sure=kinship.sure,
                form=kinship.form,
                share=kinship.share,
                whole=kinship.whole,
                reason=kinship.reason,
                passages=passages,
            )
        )
    return sorted(rows, key=lambda row: (row.way, -row.sure, -row.share, row.report, row.sha256))
