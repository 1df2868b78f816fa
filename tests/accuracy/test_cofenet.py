"""CofeNet's scoring, on invented paragraphs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks import cofenet


def test_words_are_written_as_a_newspaper_writes_them() -> None:
    tokens = [
        "``",
        "We",
        "do",
        "n't",
        "know",
        ",",
        "''",
        "Ostrel",
        "'s",
        "mayor",
        "-LRB-",
        "Ada",
        "Lind",
        "-RRB-",
        "said",
        ".",
    ]
    text, places = cofenet.write_words(tokens, at=5)
    assert text == "“We don't know,” Ostrel's mayor (Ada Lind) said."
    assert [text[a - 5 : b - 5] for a, b in places][:4] == ["“", "We", "do", "n't"]


def test_labels_that_go_on_without_beginning_are_none() -> None:
    labels = ["I-cue", "B-source", "I-source", "I-cue", "B-content", "B-content", "I-content"]
    assert cofenet.spans(labels) == {"source": [(1, 3)], "cue": [], "content": [(4, 5), (5, 7)]}


def test_exact_needs_both_ends_and_begin_the_first_word() -> None:
    counts: dict[str, list[int]] = {}
    cofenet.count(counts, "content", [(0, 3), (5, 7)], [(0, 4), (5, 7), (9, 10)])
    assert counts == {"content.exact": [1, 2, 3], "content.begin": [2, 2, 3]}


def test_lines_of_one_document_are_read_together(tmp_path: Path) -> None:
    rows = [{"id": "a", "tokens": ["Ada", "spoke", "."], "labels": ["O"] * 3}] * 2
    rows.append({"id": "b", "tokens": ["Ben", "wept"], "labels": ["B-source", "B-cue"]})
    path = tmp_path / "test.txt"
    path.write_text("\n".join(map(json.dumps, rows)))
    first, second = cofenet.read_tokens(path)
    assert first.text == "Ada spoke.\n\nAda spoke."
    assert second.paragraphs[0].words == ((0, 3), (4, 8))
    assert cofenet.cut_to_words(second.paragraphs[0], [(4, 8)]) == [(1, 2)]


def test_a_line_that_is_none_is_named(tmp_path: Path) -> None:
    path = tmp_path / "test.txt"
    path.write_text('{"tokens": ["a"], "labels": ["O"]}\n{"tokens": ["a"], "labels": []}\n')
    with pytest.raises(ValueError, match=r"test\.txt:2: 1 tokens but 0 labels"):
        list(cofenet.read_tokens(path))
