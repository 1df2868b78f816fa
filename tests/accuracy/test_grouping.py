"""Floors on grouping; lowering one needs a reason in the commit that does it."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
from benchmarks.stories import BCubed, group_names, read_reports, score_bcubed, sketch_report

from onrecord.models import Models


def score_basil(shared: Path, models: Models, *, dated: bool) -> BCubed:
    corpus = shared / "data" / "basil" / "reports.jsonl"
    if not corpus.is_file():
        pytest.skip("no BASIL corpus in the folder 'shared': it is not in the repository")
    pages, gold = read_reports(corpus)
    analyses = [sketch_report(page, models.encoder, dated=dated) for page in pages]
    return score_bcubed(group_names(analyses), gold)


def test_basil_with_dates(shared: Path, models: Models) -> None:
    assert score_basil(shared, models, dated=True).f1 >= 0.98


def test_basil_without_dates(shared: Path, models: Models) -> None:
    assert score_basil(shared, models, dated=False).f1 >= 0.95


def test_the_order_of_reports_changes_nothing(shared: Path, models: Models, tmp_path: Path) -> None:
    corpus = shared / "data" / "basil" / "reports.jsonl"
    if not corpus.is_file():
        pytest.skip("no BASIL corpus in the folder 'shared': it is not in the repository")
    lines = corpus.read_text(encoding="utf-8").splitlines()[:45]
    Random(3).shuffle(lines)
    file = tmp_path / "reports.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    pages, gold = read_reports(file)
    assert len(gold) == len({json.loads(line)["id"] for line in lines})
    analyses = [sketch_report(page, models.encoder) for page in pages]
    groups = sorted(sorted(group) for group in group_names(analyses))
    Random(4).shuffle(analyses)
    assert sorted(sorted(group) for group in group_names(analyses)) == groups


def test_bcubed_counts_labelled_reports_only() -> None:
    gold = {"a": "1", "b": "1", "c": "2"}
    assert score_bcubed([["a", "b", "x"], ["c", "y"]], gold) == BCubed(1.0, 1.0, 1.0)
    mixed = score_bcubed([["a", "b", "c"]], gold)
    assert mixed.precision == pytest.approx(5 / 9)
    assert mixed.recall == 1.0
