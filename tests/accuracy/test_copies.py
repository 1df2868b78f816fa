"""Floors on copies with known truth, made from BASIL; lowering one needs a reason in the commit that does it."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.lineage import make_trial, read_originals, score_trial, without_dates

from onrecord.stages.lineage import trace_kinship

SEED = 20
REPORTS = 60


@pytest.fixture(scope="module")
def scores(shared: Path) -> dict[str, float]:
    corpus = shared / "data" / "basil" / "reports.jsonl"
    if not corpus.is_file():
        pytest.skip("no BASIL corpus in the folder 'shared': it is not in the repository")
    trial = make_trial(read_originals(corpus, seed=SEED, reports=REPORTS), seed=SEED)
    undated = without_dates(trial)
    dated_scores = score_trial(trial, trace_kinship(trial.analyses))
    undated_scores = score_trial(undated, trace_kinship(undated.analyses))
    return dated_scores | {"undated": undated_scores["direction"]}


def test_groups_stay_above_their_floor(scores: dict[str, float]) -> None:
    assert scores["ari"] >= 0.95


def test_directions_stay_above_their_floors(scores: dict[str, float]) -> None:
    assert scores["direction"] >= 0.90
    assert scores["undated"] >= 0.75


def test_how_sure_an_answer_is_can_be_relied_on(scores: dict[str, float]) -> None:
    assert scores["sure.firm.right"] >= 0.90


def test_reports_that_nobody_copied_are_no_copies(scores: dict[str, float]) -> None:
    assert scores["false"] == 0
