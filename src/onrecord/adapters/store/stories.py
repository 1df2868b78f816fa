"""Which story each report is in, kept stable: a story keeps its number when reports join it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.adapters.store.connection import telling, transaction
from onrecord.adapters.store.grouping import regroup, touch_stories
from onrecord.adapters.store.index import forget_words


@dataclass(frozen=True, slots=True)
class Stories:
    """The stories of a store."""

    _connection: sqlite3.Connection
    _where: str
    """The file, for messages."""

    def settle(self) -> None:
        """Put every report that is in no story yet into one, as if all had come at once.

        Only reports that hang together with a new one, link by link, are looked at: no other can be
        moved by it, because two groups without a link above the threshold never join.
        """
        with transaction(self._connection, where=self._where):
            waiting = [id for (id,) in self._connection.execute("SELECT id FROM reports WHERE story IS NULL")]
            regroup(self._connection, waiting)

    def put(self, name: str, reports: Sequence[int]) -> int:
        """Put those reports into the story of that name, made if need be; its id."""
        with transaction(self._connection, where=self._where):
            row = self._connection.execute("SELECT id FROM stories WHERE name = ?", (name,)).fetchone()
            story = int(row[0]) if row else self._make(name)
            left = set()
            for report in reports:
                home, pinned = self._connection.execute(
                    "SELECT story, pinned FROM reports WHERE id = ?", (report,)
                ).fetchone()
                if (home, pinned) != (story, 1):
                    self._connection.execute("UPDATE reports SET story = ?, pinned = 1 WHERE id = ?", (story, report))
                    left |= {home, story} - {None}
            touch_stories(self._connection, left)
            # Those who stay behind may come apart without the reports that left.
            behind = [r for home in sorted(left - {story}) for r in self.list_members(home)]
            regroup(self._connection, behind)
        return story

    def remove(self, reports: Iterable[int]) -> None:
        """Forget those reports. A story without reports goes; the rest of one may come apart."""
        with transaction(self._connection, where=self._where):
            left = set()
            for report in reports:
                (home,) = self._connection.execute("SELECT story FROM reports WHERE id = ?", (report,)).fetchone()
                left |= {home} - {None}
                forget_words(self._connection, report=report)
                self._connection.execute("DELETE FROM reports WHERE id = ?", (report,))
            touch_stories(self._connection, left)
            regroup(self._connection, [report for home in sorted(left) for report in self.list_members(home)])

    def list_members(self, story: int) -> list[int]:
        """The ids of a story's reports, sorted."""
        rows = self._connection.execute("SELECT id FROM reports WHERE story = ? ORDER BY id", (story,))
        return [id for (id,) in rows]

    def list_homes(self, reports: Iterable[int]) -> list[int]:
        """The stories that those reports are in, sorted."""
        with telling(self._where):
            rows = [
                self._connection.execute("SELECT story FROM reports WHERE id = ?", (r,)).fetchone() for r in reports
            ]
        return sorted({row[0] for row in rows if row and row[0] is not None})

    # ---- inside a transaction ------------------------------------------------------------------

    def _make(self, name: str) -> int:
        story = self._connection.execute("INSERT INTO stories (name) VALUES (?)", (name,)).lastrowid
        assert story is not None
        return story
