"""Lexicons, tables and learnt factors: data files, read once per process.

A file is UTF-8, tab-separated; lines that start with ``#`` tell its source and licence, and the
first other line of a table names its columns. A file of one column without heading is a word list.
"""

from __future__ import annotations

import csv
import json
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.errors import SetupError


def _lines(name: str) -> list[str]:
    try:
        text = (files(__name__) / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        where = f"resources/{name}"
        raise SetupError(where, "is missing from the installed package", "install onrecord again") from None
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def read_weights(name: str) -> Any:
    """The JSON object of a file in weights/; SetupError if this installation has none."""
    try:
        return json.loads((files("onrecord") / "weights" / name).read_bytes())
    except FileNotFoundError:
        where = f"weights/{name}"
        raise SetupError(where, "is missing from the installed package", "install onrecord again") from None


@cache
def words(name: str) -> frozenset[str]:
    """The entries of a word list, one a line; SetupError if the package lacks it."""
    return frozenset(line.strip() for line in _lines(name))


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table, by column name; an absent cell is an empty string."""
    reader = csv.DictReader(_lines(name), delimiter="\t", restval="", quoting=csv.QUOTE_NONE)
    return tuple({k: (v or "").strip() for k, v in row.items() if k is not None} for row in reader)


@cache
def pairs(name: str) -> tuple[tuple[str, str], ...]:
    """The rows of a table of two columns, its heading left out: several times as fast as ``rows``."""
    return tuple((first, second) for first, _, second in (line.partition("\t") for line in _lines(name)[1:]))
