"""Floors on whom "he" and "she" stand for, in BASIL reports annotated for it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from benchmarks.pronouns import judge_basil

FLOORS = {"basil, training": 0.80, "basil, held-out": 0.85}
"""Two points below what was reached when they were set: 0.823 and 0.866."""


def test_pronouns_stay_above_their_floors(shared: Path) -> None:
    folder = shared / "data" / "basil"
    if not (folder / "reports.jsonl").is_file():
        pytest.skip("no basil/reports.jsonl in the folder 'shared': the corpus is not in the repository")
    found: dict[str, list[bool]] = defaultdict(list)
    for half, right in judge_basil(folder):
        found[half].append(right)
    assert {half: len(rights) for half, rights in found.items()} == {"basil, training": 581, "basil, held-out": 372}
    for half, floor in FLOORS.items():
        assert sum(found[half]) / len(found[half]) >= floor, half
