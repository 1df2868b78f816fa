"""Dossiers as Parquet: the five tables of the CSV export with their types."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from onrecord.errors import SetupError
from onrecord.exports.bundle import Bundle, encode
from onrecord.exports.tables import Cell, Table, make_tables
from onrecord.records import Dossier


def write_parquet(dossiers: Sequence[Dossier]) -> Bundle:
    """``statements.parquet`` and the others; SetupError where pyarrow is not installed."""
    try:
        import pyarrow  # noqa: PLC0415 - 150 MB that only this format needs
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError:
        remedy = "install it: pip install pyarrow; or take --format csv, which has the same tables"
        raise SetupError("parquet", "this format needs the package pyarrow", remedy) from None
    files = tuple((f"{table.name}.parquet", _write_table(table, pyarrow)) for table in make_tables(dossiers))
    return Bundle(files, main="statements.parquet")


def _write_table(table: Table, arrow: Any) -> bytes:
    types = {str: arrow.string(), int: arrow.int64()}
    schema = arrow.schema([(name, types[kind]) for name, kind in table.columns])
    columns = [[_storable(row[i]) for row in table.rows] for i in range(len(table.columns))]
    made = arrow.table([arrow.array(c, t.type) for c, t in zip(columns, schema, strict=True)], schema=schema)
    sink = io.BytesIO()
    arrow.parquet.write_table(made, sink, compression="zstd")
    return sink.getvalue()


def _storable(cell: Cell) -> Cell:
    return encode(cell).decode() if isinstance(cell, str) else cell
