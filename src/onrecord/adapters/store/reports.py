"""Reports as they are stored: each once, whole, and safe as soon as it is told to be."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.adapters.store.codec import dump, load
from onrecord.adapters.store.connection import telling, transaction
from onrecord.adapters.store.copies import enter_copies, list_copies, load_layout
from onrecord.adapters.store.rows import CopyRow
from onrecord.errors import InputError, NotFound, StoreError
from onrecord.records import Analysis, Page, Signature
from onrecord.stages.stories import FAINT, SHARED, compare_with, find_reach, list_keys, sign_report

NO_PAGE = Page(name="", text="", sha256="", where="")
"""Stands in a stored analysis for its page, which has a column of its own."""
SHORTEST = 6
"""Digits of a sha256 from which a report can be named by them."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A report as the store has it: ``analysis`` is None where another version made it."""

    id: int
    page: Page
    analysis: Analysis | None


@dataclass(frozen=True, slots=True)
class Reports:
    """The reports of a store."""

    _connection: sqlite3.Connection
    _where: str
    """The file, for messages."""

    def has(self, key: str) -> bool:
        """True where the report of that key is stored."""
        with telling(self._where):
            return self._connection.execute("SELECT 1 FROM reports WHERE key = ?", (key,)).fetchone() is not None

    def add(self, analysis: Analysis, *, version: str) -> bool:
        """Store a report for good, in no story yet; False where another process was first."""
        page, signature = analysis.page, sign_report(analysis)
        with transaction(self._connection, where=self._where):
            if self._connection.execute("SELECT 1 FROM reports WHERE key = ?", (page.key,)).fetchone():
                return False
            row = {
                "key": page.key,
                "sha256": page.sha256,
                "name": page.name,
                "url": page.url,
                "place": page.where,
                "page": dump(page),
                **_columns(analysis, signature, version),
            }
            names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
            report = self._connection.execute(f"INSERT INTO reports ({names}) VALUES ({marks})", row).lastrowid
            assert report is not None
            self._index(report, signature)
            enter_copies(self._connection, report, analysis)
        return True

    def renew(self, report: int, analysis: Analysis, *, version: str) -> None:
        """Put a new analysis in the place of one by another version; the report stays in its story."""
        signature = sign_report(analysis)
        row = _columns(analysis, signature, version)
        sets = ", ".join(f"{name} = :{name}" for name in row)
        with transaction(self._connection, where=self._where):
            self._connection.execute(f"UPDATE reports SET {sets} WHERE id = :id", {**row, "id": report})
            self._connection.execute("DELETE FROM keys WHERE report = ?", (report,))
            self._connection.execute("DELETE FROM links WHERE report = :id OR other = :id", {"id": report})
            self._index(report, signature)
            enter_copies(self._connection, report, analysis)

    def load(self, ids: Sequence[int], *, version: str) -> list[Stored]:
        """The reports of those ids, in that order."""
        found = []
        for id in ids:
            with telling(self._where):
                row = self._connection.execute(
                    "SELECT page, analysis, version FROM reports WHERE id = ?", (id,)
                ).fetchone()
            if row is None:
                continue
            page = self._load_page(row[0])
            try:
                analysis = replace(load(Analysis, row[1]), page=page) if row[2] == version else None
            except ValueError:
                # Of this version and yet unreadable: harmed by somebody else's hand. The page can be read again.
                analysis = None
            found.append(Stored(id, page, analysis))
        return found

    def list_ids(self, keys: Iterable[str]) -> list[int]:
        """The ids of the reports of those keys, sorted; those that are not stored are passed over."""
        with telling(self._where):
            rows = [self._connection.execute("SELECT id FROM reports WHERE key = ?", (key,)).fetchone() for key in keys]
        return sorted(row[0] for row in rows if row)

    def resolve(self, name: str) -> int:
        """The id of the one report of that name, or whose sha256 or key begins so; NotFound, or InputError for
        several."""
        with telling(self._where):
            rows = self._connection.execute("SELECT id, key, outlet FROM reports WHERE name = ?", (name,)).fetchall()
            if not rows and len(name) >= SHORTEST and set(name) <= set("0123456789abcdef"):
                query = "SELECT id, key, outlet FROM reports WHERE ? IN (substr(sha256, 1, ?), substr(key, 1, ?))"
                rows = self._connection.execute(query, (name, len(name), len(name))).fetchall()
        if not rows:
            raise NotFound(name, "no report has that name", "list them with: onrecord reports")
        if len(rows) > 1:
            several = ", ".join(f"{key[:8]} ({outlet})" for _, key, outlet in sorted(rows))
            raise InputError(name, f"{len(rows)} reports have that name", f"name one of: {several}")
        return int(rows[0][0])

    def list_of_text(self, sha256: str) -> list[int]:
        """The ids of the reports of that text, several where several outlets have it; by key."""
        with telling(self._where):
            rows = self._connection.execute("SELECT id FROM reports WHERE sha256 = ? ORDER BY key", (sha256,))
            return [id for (id,) in rows.fetchall()]

    def list_copies(self, report: int) -> list[CopyRow]:
        """The reports of all stories that share text with the one of that id: first those that it has it from."""
        with telling(self._where):
            return list_copies(self._connection, report)

    def list_elsewhere(self, story: int) -> list[tuple[str, CopyRow]]:
        """Each report of a story by name with one of another story that it shares text with."""
        with telling(self._where):
            query = """SELECT id, name FROM reports WHERE story = ?
                AND (EXISTS (SELECT 1 FROM kinships WHERE taker = reports.id)
                    OR EXISTS (SELECT 1 FROM kinships WHERE origin = reports.id)) ORDER BY name, key"""
            found = self._connection.execute(query, (story,)).fetchall()
        return [(name, row) for id, name in found for row in self.list_copies(id) if row.story != story]

    def sketch_rest(self) -> None:
        """Look for copies of reports that were stored before copies were looked for."""
        with telling(self._where):
            rest = [id for (id,) in self._connection.execute("SELECT id FROM reports WHERE sketched = 0 ORDER BY id")]
        for id in rest:
            with transaction(self._connection, where=self._where):
                row = self._connection.execute("SELECT page, analysis FROM reports WHERE id = ?", (id,)).fetchone()
                try:
                    analysis = load_layout(*row) if row else None
                except (ValueError, KeyError):
                    # Harmed by somebody else's hand; it is entered when its story is next shown and it is read again.
                    analysis = None
                if analysis is None:
                    self._connection.execute("UPDATE reports SET sketched = 1 WHERE id = ?", (id,))
                else:
                    enter_copies(self._connection, id, analysis)

    def _load_page(self, text: str) -> Page:
        try:
            return load(Page, text)
        except ValueError as error:
            remedy = "restore a copy, or read the reports again into another file with --db"
            raise StoreError(self._where, f"holds a report that cannot be read: {error}", remedy) from None

    def _index(self, report: int, signature: Signature) -> None:
        """Enter what the report is looked up by, and link it to every report that is like it."""
        keys, day = list_keys(signature), signature.day or 0
        rows = [(key, day, report) for key in keys]
        self._connection.executemany("INSERT INTO keys (term, day, report) VALUES (?, ?, ?)", rows)
        # Undated reports are compared with all, dated ones with those of about their day and the undated.
        when = "(day BETWEEN ? AND ? OR day = 0)" if day else "day BETWEEN ? AND ?"
        first, last = (day - find_reach(), day + find_reach()) if day else (0, date.max.toordinal())
        query = f"""SELECT id, signature FROM reports WHERE id IN (
            SELECT report FROM keys WHERE term IN ({", ".join("?" * len(keys))}) AND {when} AND report <> ?
            GROUP BY report HAVING count(*) >= {SHARED}
        )"""
        compare = compare_with(signature)
        links = []
        for other, text in self._connection.execute(query, (*keys, first, last, report)):
            likeness = compare(load(Signature, text))
            if likeness > FAINT:
                links += [(report, other, likeness), (other, report, likeness)]
        self._connection.executemany("INSERT INTO links (report, other, likeness) VALUES (?, ?, ?)", links)


def _columns(analysis: Analysis, signature: Signature, version: str) -> dict[str, str | None]:
    """The columns that hang on the analysis."""
    when = analysis.published.when
    outlet = next((entity.name for entity in analysis.entities if entity.id == analysis.outlet), "")
    return {
        "outlet": analysis.page.outlet or outlet,
        "title": analysis.page.title,
        "published": when.iso if when else None,
        "analysis": dump(replace(analysis, page=NO_PAGE)),
        "version": version,
        "signature": dump(signature),
    }
