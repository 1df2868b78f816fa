"""Grouping inside a store: every story as if all its reports had come at once, and under its old number.

All functions here run inside a transaction of the caller's.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.adapters.store.index import forget_words
from onrecord.stages.stories import Link, find_threshold, join_reports

BATCH = 500
"""Ids in one query: under the 999 variables that the oldest SQLite allows."""


@dataclass(frozen=True, slots=True)
class _Report:
    id: int
    key: str
    story: int | None
    pinned: bool
    order: tuple[str, str, str]
    """Day, name and key: what new stories are numbered by."""


def regroup(connection: sqlite3.Connection, reports: Iterable[int]) -> None:
    """Group anew all that hangs together with these reports; drop stories left empty.

    Two groups without a link above the threshold never join, so that nothing else can move.
    """
    gathered = _gather(connection, reports)
    ids = {report.key: id for id, report in gathered.items()}
    groups = join_reports(
        ids,
        _read_links(connection, gathered),
        pinned={report.key: str(report.story) for report in gathered.values() if report.pinned},
    )
    _place(connection, [[gathered[ids[key]] for key in group] for group in groups])
    empty = "SELECT id FROM stories WHERE NOT EXISTS (SELECT 1 FROM reports WHERE reports.story = stories.id)"
    for (story,) in connection.execute(empty).fetchall():
        # The table of words has no foreign keys: what is left in it would stand in the way of later rows.
        forget_words(connection, story=story)
        connection.execute("DELETE FROM stories WHERE id = ?", (story,))


def touch_stories(connection: sqlite3.Connection, stories: Iterable[int]) -> None:
    """The reports of these stories changed: their dossiers are to be built again."""
    query = "UPDATE stories SET edition = edition + 1, dossier = NULL WHERE id = ?"
    connection.executemany(query, [(story,) for story in sorted(stories)])


def _gather(connection: sqlite3.Connection, reports: Iterable[int]) -> dict[int, _Report]:
    """These reports and all that hang together with them: by a link above the threshold, or because
    the user put them into one story, or because they are in one now."""
    gathered: dict[int, _Report] = {}
    known: set[int] = set()
    frontier = set(reports)
    while frontier:
        columns = "id, key, story, pinned, coalesce(published, '9999'), name"
        homes = set()
        for id, key, story, pinned, day, name in _select(
            connection, f"SELECT {columns} FROM reports WHERE id", frontier
        ):
            gathered[id] = _Report(id, key, story, bool(pinned), (day, name, key))
            homes.add(story)
        near = "SELECT other FROM links WHERE likeness >= ? AND report"
        found = {id for (id,) in _select(connection, near, frontier, find_threshold())}
        fresh = homes - known - {None}
        found |= {id for (id,) in _select(connection, "SELECT id FROM reports WHERE story", fresh)}
        known |= fresh
        frontier = found - set(gathered)
    return gathered


def _read_links(connection: sqlite3.Connection, reports: dict[int, _Report]) -> Iterator[Link]:
    for one, other, likeness in _select(connection, "SELECT report, other, likeness FROM links WHERE report", reports):
        if one < other and other in reports:
            yield reports[one].key, reports[other].key, likeness


def _place(connection: sqlite3.Connection, groups: Sequence[Sequence[_Report]]) -> None:
    """Write each group's story. A group keeps the story that most of its reports were in; of two
    groups that want one story the larger share has it, and new stories are numbered by day and name."""
    pins = [{report.story for report in group if report.pinned} for group in groups]
    given = set[int | None]().union(*pins)
    wishes = []
    for number, group in enumerate(groups):
        for story, count in Counter(report.story for report in group if report.story is not None).items():
            if story in pins[number] or (not pins[number] and story not in given):
                wishes.append((-count, story, number))
    homes: dict[int, int] = {}
    for _, story, number in sorted(wishes):
        if number not in homes and story not in homes.values():
            homes[number] = story
    for number in sorted(range(len(groups)), key=lambda number: min(report.order for report in groups[number])):
        if number not in homes:
            made = connection.execute("INSERT INTO stories DEFAULT VALUES").lastrowid
            assert made is not None
            homes[number] = made
        _move(connection, groups[number], homes[number])


def _move(connection: sqlite3.Connection, group: Sequence[_Report], story: int) -> None:
    moved = [report for report in group if report.story != story]
    if not moved:
        return
    connection.executemany("UPDATE reports SET story = ? WHERE id = ?", [(story, report.id) for report in moved])
    left = {report.story for report in moved if report.story is not None}
    touch_stories(connection, {story} | left)
    for old in sorted(left):
        # A story that goes into another is still found by the titles it had.
        query = """INSERT OR IGNORE INTO titles SELECT ?, title FROM titles WHERE story = ?
            AND NOT EXISTS (SELECT 1 FROM reports WHERE story = ?)"""
        connection.execute(query, (story, old, old))


def _select(
    connection: sqlite3.Connection, query: str, ids: Collection[int], *values: float
) -> Iterator[tuple[Any, ...]]:
    """The rows of a query that ends in the name of a column of ids."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), BATCH):
        batch = ordered[start : start + BATCH]
        yield from connection.execute(f"{query} IN ({', '.join('?' * len(batch))})", (*values, *batch)).fetchall()
