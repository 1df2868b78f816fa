"""Make weights/lineage.json: what each kind of evidence counts for, in telling who took a text from whom.

``python training/lineage/fit.py REPORTS.jsonl [--reports N] [--seeds 101 102] [--out FILE]``: copies are made from
the reports as in benchmarks/lineage.py, with those seeds, and the factors fitted by logistic regression without a
constant (so that swapping two reports swaps the answer) to the true directions, each pair once with dates and once
without. Prints the factors and the share of directions right on the last seed, which takes no part in the fit.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from benchmarks.lineage import Trial, make_trial, read_originals, without_dates

from onrecord.stages.lineage import kinship
from onrecord.stages.lineage.direction import REASONS, list_evidence

RIDGE = 1.0
"""Pull to zero: a kind of evidence that seldom occurs must not count for much."""


def collect(trial: Trial) -> tuple[np.ndarray, np.ndarray]:
    """Evidence of each found true pair, a row, in the order of names given; and 1 where the second is the taker."""
    rows: list[list[float]] = []
    labels: list[float] = []
    true = set(trial.edges)

    def note(first, second, match):  # type: ignore[no-untyped-def]
        names = first.article.name, second.article.name
        if names in true or names[::-1] in true:
            evidence = list_evidence(first, second, match)
            rows.append([evidence[name] for name in REASONS])
            labels.append(float(names[::-1] in true))
        return kept(first, second, match)

    kept, kinship.describe = kinship.describe, note
    try:
        kinship.trace_kinship(trial.analyses)
    finally:
        kinship.describe = kept
    return np.array(rows), np.array(labels)


def fit_logistic(rows: np.ndarray, labels: np.ndarray) -> np.ndarray:
    factors = np.zeros(rows.shape[1])
    for _ in range(100):
        odds = 1 / (1 + np.exp(-np.clip(rows @ factors, -30, 30)))
        slope = rows.T @ (labels - odds) - RIDGE * factors
        bend = (rows * (odds * (1 - odds))[:, None]).T @ rows + RIDGE * np.eye(rows.shape[1])
        factors += np.linalg.solve(bend, slope)
    return factors


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--reports", type=int, default=300)
    parser.add_argument("--seeds", type=int, nargs="+", default=[101, 102, 103])
    parser.add_argument("--out", type=Path, default=Path("src/onrecord/weights/lineage.json"))
    options = parser.parse_args()
    sets = []
    for seed in options.seeds:
        dated = make_trial(read_originals(options.file, seed=seed, reports=options.reports), seed=seed)
        sets.append([collect(trial) for trial in (dated, without_dates(dated))])
    rows = np.concatenate([part[0] for one in sets[:-1] for part in one])
    labels = np.concatenate([part[1] for one in sets[:-1] for part in one])
    factors = fit_logistic(rows, labels)
    weights = {name: round(float(factor), 3) for name, factor in zip(REASONS, factors, strict=True)}
    print(f"{len(labels)} pairs", weights)
    for name, (held, truth) in zip(("dated", "undated"), sets[-1], strict=True):
        print(f"last seed, {name}: {((held @ factors > 0) == truth).mean():.3f} of {len(truth)}")
    options.out.write_text(json.dumps(weights, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
