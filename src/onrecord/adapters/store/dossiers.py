"""Dossiers as they were last built, so that they can be shown without the models."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.adapters.store.codec import dump, load
from onrecord.adapters.store.connection import telling, transaction
from onrecord.adapters.store.index import write_words
from onrecord.records import Dossier, Span


@dataclass(frozen=True, slots=True)
class Draft:
    """What a story's dossier is to be built from."""

    story: int
    name: str | None
    """As the user gave it, or None where it is for the dossier to find a title."""
    edition: int
    reports: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dossiers:
    """The dossiers of a store."""

    _connection: sqlite3.Connection
    _where: str
    """The file, for messages."""

    def load(self, story: int, *, version: str) -> Dossier | None:
        """The story's dossier, or None where it is to be built (again)."""
        with telling(self._where):
            query = "SELECT dossier FROM stories WHERE id = ? AND version = ?"
            row = self._connection.execute(query, (story, version)).fetchone()
        if row is None or row[0] is None:
            return None
        try:
            return load(Dossier, row[0])
        except ValueError:
            # Harmed by somebody else's hand; it can be built again.
            return None

    def draft(self, story: int) -> Draft | None:
        """What to build the story's dossier from; None where the story is gone."""
        with telling(self._where):
            row = self._connection.execute("SELECT name, edition FROM stories WHERE id = ?", (story,)).fetchone()
            query = "SELECT id FROM reports WHERE story = ? ORDER BY id"
            reports = tuple(id for (id,) in self._connection.execute(query, (story,)))
        return Draft(story, row[0], row[1], reports) if row and reports else None

    def save(
        self,
        draft: Draft,
        dossier: Dossier,
        *,
        corrected: Dossier,
        reports: Mapping[str, int],
        sentences: Mapping[str, Sequence[Span]],
        version: str,
    ) -> bool:
        """Keep the dossier built from a draft; False where the story has changed since.

        ``corrected`` is what questions across stories are answered from: the same with what readers
        corrected. ``reports`` gives the ids of its reports, ``sentences`` the spans of their sentences.
        """
        with transaction(self._connection, where=self._where):
            row = self._connection.execute("SELECT edition FROM stories WHERE id = ?", (draft.story,)).fetchone()
            if row != (draft.edition,):
                return False
            values = (dossier.story, dump(dossier), version, draft.story)
            self._connection.execute("UPDATE stories SET title = ?, dossier = ?, version = ? WHERE id = ?", values)
            self._connection.execute("INSERT OR IGNORE INTO titles VALUES (?, ?)", (draft.story, dossier.story))
            write_words(self._connection, draft.story, corrected, reports=reports, sentences=sentences)
        return True
