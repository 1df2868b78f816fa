"""The store: one SQLite file that holds reports, what they say, and the stories they belong to. The only SQL."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from onrecord.adapters.store.connection import MEMORY, connect
from onrecord.adapters.store.corrections import Corrections
from onrecord.adapters.store.dossiers import Dossiers, Draft
from onrecord.adapters.store.queries import Filter, Queries
from onrecord.adapters.store.rows import CopyRow, Disputed, Facets, Position, ReportRow, Said, Speaker, StoryRow

if TYPE_CHECKING:
    from onrecord.adapters.store.reports import Reports
    from onrecord.adapters.store.stories import Stories

__all__ = [
    "MEMORY",
    "CopyRow",
    "Disputed",
    "Draft",
    "Facets",
    "Filter",
    "Position",
    "ReportRow",
    "Said",
    "Speaker",
    "Store",
    "StoryRow",
]


class Store:
    """An open store. Close it, or use it in a ``with``."""

    def __init__(self, path: str | Path, *, create: bool = False, read_only: bool = False) -> None:
        """Open the store in that file.

        StoreError for a file that is locked, cannot be written, is damaged, is of a newer version or is
        no store; without ``create``, for one that is not there. With ``read_only`` nothing is written to it.
        """
        self.where = str(path)
        self._connection, self.writable = connect(path, create=create, read_only=read_only)
        self.dossiers = Dossiers(self._connection, self.where)
        self.corrections = Corrections(self._connection, self.where)
        self.queries = Queries(self._connection, self.where)

    @cached_property
    def reports(self) -> Reports:
        """The reports."""
        from onrecord.adapters.store.reports import Reports  # noqa: PLC0415 - questions do without its weights

        return Reports(self._connection, self.where)

    @cached_property
    def stories(self) -> Stories:
        """The stories."""
        from onrecord.adapters.store.stories import Stories  # noqa: PLC0415 - as above

        return Stories(self._connection, self.where)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()
