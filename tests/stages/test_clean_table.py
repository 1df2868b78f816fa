"""The table of furniture: every row matches its own example, and all rows are bounded in what they cost."""

from __future__ import annotations

from typing import get_args

import pytest

from onrecord.records import BlockKind
from onrecord.stages.clean.patterns import (
    Pattern,
    Where,
    compile_pattern,
    cut_head,
    cut_inside,
    cut_tail,
    match_line,
    match_place,
    read_patterns,
)

ROWS = read_patterns()
NAMES = [f"{row.kind}: {row.example}" for row in ROWS]


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_row_is_of_a_known_kind_and_place(row: Pattern) -> None:
    assert row.kind in get_args(BlockKind)
    assert row.where in get_args(Where)
    assert "{" not in row.source.replace("{0,", "").replace("{1,", "") or "{agency}" not in row.source


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_row_matches_its_example_and_the_table_gives_its_kind(row: Pattern) -> None:
    words = row.example.replace("|", "") if row.where in ("head", "tail", "inside") else row.example
    if row.where == "head":
        assert cut_head(words + "The", row.kind) == (row.kind, row.example.index("|"))
    elif row.where == "tail":
        found = cut_tail(words)
        assert found is not None
        assert found[0] == row.kind
        assert words[found[1] :].strip() == row.example.partition("|")[2]
    elif row.where == "inside":
        start, end = (at for at, mark in enumerate(row.example) if mark == "|")
        assert cut_inside(words) == [(row.kind, start, end - 1)]
    elif row.where in ("top", "end"):
        assert match_place(words, row.where) == row.kind
    else:
        found_kind = match_line(words, size=len(words.split()))
        assert found_kind is not None
        assert found_kind[0] in (row.kind, "share", "promo")  # "follow us" is shared by two kinds


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_row_comes_to_an_end_on_a_paragraph_that_nearly_matches(row: Pattern) -> None:
    """A row that backtracks without end never returns from these: the test then hangs, whatever the machine."""
    words = (row.example.replace("|", "") + " ") * 40
    pattern = compile_pattern(row)
    for text in (words[:900], words[:900] + "\0", words[: len(row.example)] * 20):
        read = text[-240:] if row.where in ("tail", "ending") else text
        found = pattern.search(read) if row.where in ("tail", "ending") else pattern.match(read)
        assert found is None or found.end() <= len(read)
