"""Corrections as they are stored: by the digests of the texts that they are about, never by a number in a story."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from onrecord.adapters.store.codec import dump, load
from onrecord.adapters.store.connection import telling, transaction
from onrecord.adapters.store.index import write_words
from onrecord.errors import NotFound, StoreError
from onrecord.records import Correction, Dossier, Made

_MADE = """SELECT DISTINCT corrections.id, made_on, made_by, corrections.correction, undone_on, undone_by
    FROM corrections"""


@dataclass(frozen=True, slots=True)
class Corrections:
    """The corrections of a store."""

    _connection: sqlite3.Connection
    _where: str
    """The file, for messages."""

    def list_all(self, story: int, *, undone: bool = False) -> list[Made]:
        """The corrections about reports of a story, in the order in which they were made."""
        query = f"""{_MADE} JOIN anchors ON anchors.correction = corrections.id
            JOIN reports ON reports.sha256 = anchors.sha256
            WHERE reports.story = ? {"" if undone else "AND undone_on IS NULL"} ORDER BY corrections.id"""
        with telling(self._where):
            return [self._made(row) for row in self._connection.execute(query, (story,)).fetchall()]

    def find(self, id: int) -> Made:
        """The correction of that number; NotFound if there is none."""
        with telling(self._where):
            row = self._connection.execute(f"{_MADE} WHERE corrections.id = ?", (id,)).fetchone()
        if row is None:
            raise NotFound(str(id), "no correction has that number", "list them with their story")
        return self._made(row)

    def list_stories(self, id: int) -> list[int]:
        """The stories that a correction is about."""
        query = """SELECT DISTINCT reports.story FROM anchors JOIN reports ON reports.sha256 = anchors.sha256
            WHERE anchors.correction = ? AND reports.story IS NOT NULL ORDER BY reports.story"""
        with telling(self._where):
            return [story for (story,) in self._connection.execute(query, (id,)).fetchall()]

    def add(self, correction: Correction, *, by: str, on: str) -> int:
        """Keep a correction; its number."""
        with transaction(self._connection, where=self._where):
            query = "INSERT INTO corrections (made_on, made_by, correction) VALUES (?, ?, ?)"
            id = self._connection.execute(query, (on, by, dump(correction))).lastrowid
            assert id is not None
            digests = sorted({anchor.sha256 for anchor in (*correction.anchors, *correction.other)})
            rows = [(id, sha256) for sha256 in digests]
            self._connection.executemany("INSERT INTO anchors VALUES (?, ?)", rows)
            self._touch(id)
        return id

    def undo(self, id: int, *, by: str, on: str) -> None:
        """Take a correction back; it stays in the list as undone. One that is undone stays as it is."""
        with transaction(self._connection, where=self._where):
            query = "UPDATE corrections SET undone_on = ?, undone_by = ? WHERE id = ? AND undone_on IS NULL"
            self._connection.execute(query, (on, by, id))
            self._touch(id)

    def enter(self, story: int, dossier: Dossier) -> None:
        """Answer questions across stories from the dossier as it is corrected now."""
        with transaction(self._connection, where=self._where):
            query = "SELECT id, sha256, name, key FROM reports WHERE story = ?"
            rows = self._connection.execute(query, (story,)).fetchall()
            reports = {
                report.name: id
                for report in dossier.reports
                for id, sha256, name, key in rows
                # Of several of one name each has a part of its key behind it.
                if sha256 == report.sha256 and report.name in (name, f"{name}~{key[:8]}")
            }
            if len(reports) == len(dossier.reports):
                write_words(self._connection, story, dossier, reports=reports, sentences=None)

    def _touch(self, id: int) -> None:
        """The stories that a correction is about have changed, though they need not be built again."""
        query = """UPDATE stories SET edition = edition + 1 WHERE id IN (
            SELECT reports.story FROM anchors JOIN reports ON reports.sha256 = anchors.sha256
            WHERE anchors.correction = ?)"""
        self._connection.execute(query, (id,))

    def _made(self, row: tuple[int, str, str, str, str | None, str | None]) -> Made:
        id, made_on, made_by, correction, undone_on, undone_by = row
        try:
            return Made(id, made_on, made_by, load(Correction, correction), undone_on, undone_by)
        except ValueError as error:
            remedy = "restore a copy of the store"
            raise StoreError(self._where, f"holds a correction that cannot be read: {error}", remedy) from None
