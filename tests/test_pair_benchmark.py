"""benchmarks.pairs: reads the corpus's format, counts as it says, and finds the best thresholds for its peer."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
from benchmarks.nli import FormatError, Pair, is_dev, read_pairs, restore
from benchmarks.pairs import Threshold, main, score


def line(**other: str) -> str:
    given = {"src": "made", "split": "all", "premise": "The quay is shut .", "hypothesis": "It is open .", "label": "c"}
    return json.dumps(given | other) + "\n"


def test_plain_and_gzipped_files_are_read_alike(tmp_path: Path) -> None:
    text = line() + "\n" + line(label="x", hypothesis="Nobody said so.")
    (tmp_path / "a.jsonl").write_text(text, encoding="utf-8")
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(text.encode()))
    found = [*read_pairs(tmp_path / "a.jsonl")]
    assert found == [*read_pairs(tmp_path / "a.jsonl.gz")]
    assert found == [
        Pair("made", "The quay is shut.", "It is open.", "c"),
        Pair("made", "The quay is shut.", "Nobody said so.", "x"),
    ]


@pytest.mark.parametrize(
    "bad", ["[]\n", "{\n", '{"src": "made"}\n', line(label="y"), json.dumps({**json.loads(line()), "premise": 3})]
)
def test_a_line_that_is_no_pair_is_named(tmp_path: Path, bad: str) -> None:
    (tmp_path / "bad.jsonl").write_text(line() + bad, encoding="utf-8")
    with pytest.raises(FormatError, match=r"bad\.jsonl:2"):
        [*read_pairs(tmp_path / "bad.jsonl")]
    with pytest.raises(SystemExit, match=r"bad\.jsonl:2"):
        main([str(tmp_path / "bad.jsonl")])


def test_treebank_marks_are_read_as_people_write_them() -> None:
    given = "Orla -LRB- born 1961 -RRB- , he said , `` is n't '' the mayor 's aunt -- or is she ?"
    assert restore(given) == "Orla (born 1961), he said, \" isn't \" the mayor's aunt – or is she?"


def test_a_premise_is_kept_for_measuring_whatever_its_marks() -> None:
    premises = [f"Report {number} of the harbour board." for number in range(2_000)]
    kept = [premise for premise in premises if is_dev(premise)]
    assert 0.08 < len(kept) / len(premises) < 0.13
    assert all(is_dev(premise.upper().rstrip(".") + " !") for premise in kept)


def test_not_entailed_is_right_for_anything_but_entailment() -> None:
    pairs = [Pair("a", "", "", label) for label in "ecnx"] + [Pair("b", "", "", "x")]
    scores = score(pairs, "ecccn")
    assert scores["accuracy"] == pytest.approx(80.0)
    assert scores["a.accuracy"] == pytest.approx(75.0)
    assert scores["contradiction.f1"] == pytest.approx(200 * 1 / (1 + 2))  # the c said of an x counts neither way
    assert "b.contradiction.f1" not in scores
    assert score(pairs, "eccee")["accuracy"] == pytest.approx(40.0)


def test_thresholds_fall_where_they_are_most_often_right() -> None:
    values = np.array([0.9, 0.8, 0.55, 0.5, 0.45, 0.2, 0.1, 0.3], dtype=np.float32)
    peer = Threshold(values, "eecccnnx")
    assert peer.judge(values)[:7] == "eecccnn"
    turned = Threshold(values, "nneeeccx")
    assert turned.judge(values)[:7] == "nneeecc"
