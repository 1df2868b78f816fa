"""Dossiers as CSV: five files, one a table, for spreadsheets and statistics."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from onrecord.exports.bundle import Bundle
from onrecord.exports.tables import Cell, make_tables
from onrecord.records import Dossier

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is a formula to a spreadsheet, which would run what a report says."""


def write_csv(dossiers: Sequence[Dossier]) -> Bundle:
    """``statements.csv``, ``claims.csv``, ``holders.csv``, ``events.csv`` and ``lineage.csv``; RFC 4180, UTF-8."""
    files = tuple((f"{table.name}.csv", write_rows(table.names, table.rows)) for table in make_tables(dossiers))
    return Bundle(files, main="statements.csv")


def write_rows(names: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """One table: the names of its columns, then its rows."""
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return page.getvalue()


def _harmless(cell: Cell) -> Cell:
    """Text that a spreadsheet would run gets an apostrophe before it, by which they know it for text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
