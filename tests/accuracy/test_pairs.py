"""Floors of the pair model on premises it has not seen, in percent; lowering one needs a reason in the commit."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.nli import is_dev, read_pairs
from benchmarks.pairs import measure

from onrecord.models import Models

PAIRS = 2_000
FLOORS = {
    "accuracy": 71.0,
    "contradiction.f1": 71.5,
}
"""Some two points below what was reached on these pairs when they were set."""


@pytest.fixture(scope="module")
def scores(shared: Path, models: Models) -> dict[str, float]:
    file = shared / "data" / "pairs" / "nli.jsonl.gz"
    if not file.is_file():
        pytest.skip("no corpus of pairs in the folder 'shared': it is not in the repository")
    kept = [pair for pair in read_pairs(file) if is_dev(pair.premise)]
    return dict(measure(kept[:: len(kept) // PAIRS], train=file, models=models))


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_the_judge_stays_above_its_floor(scores: dict[str, float], name: str) -> None:
    assert scores[name] >= FLOORS[name]


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_the_judge_is_better_than_a_threshold_on_the_cosine(scores: dict[str, float], name: str) -> None:
    assert scores[name] > scores[f"cosine.{name}"] + 15
