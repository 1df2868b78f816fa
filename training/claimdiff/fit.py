"""Fit the head that says whether a claim strengthens or weakens another, and measure it on topics it has not seen.

python -m training.claimdiff.fit FOLDER OUT   (FOLDER holds ClaimDiff's two training files)

Multinomial logistic regression on the measures of benchmarks.bearing, by Newton's method. Each fold holds whole topics.
The answer is yes where that is more likely than not: other limits gained in macro F1 what they lost in accuracy.
"""

from __future__ import annotations

import argparse
import json
from hashlib import sha256
from pathlib import Path

import numpy as np
from benchmarks.bearing import measure_pairs
from benchmarks.claimdiff import answers, best_threshold, cosines, read_questions, score

from onrecord.models import load_models

FOLDS = 10
RIDGES = (3.0, 10.0, 30.0, 100.0, 300.0)
"""Penalties on the square of a weight that are tried; the best on the folds is kept."""
STEPS = 25


def fit(rows: np.ndarray, kinds: np.ndarray, *, ridge: float) -> np.ndarray:
    """Weights, 3 x (measures + 1): classes neither, strengthens, weakens; the last column is the bias."""
    x = np.hstack([rows, np.ones((len(rows), 1))])
    gold = np.eye(3)[kinds]
    penalty = np.full(x.shape[1], ridge)
    penalty[-1] = 1e-3
    weights = np.zeros((3, x.shape[1]))
    for _ in range(STEPS):
        chances = softmax(x @ weights.T)
        slope = (chances - gold).T @ x + penalty * weights
        curve = np.zeros((weights.size, weights.size))
        for a in range(3):
            for b in range(3):
                share = chances[:, a] * ((a == b) - chances[:, b])
                block = x.T @ (x * share[:, None])
                curve[a * x.shape[1] : (a + 1) * x.shape[1], b * x.shape[1] : (b + 1) * x.shape[1]] = block
        curve += np.diag(np.tile(penalty, 3))
        weights -= np.linalg.solve(curve, slope.ravel()).reshape(weights.shape)
    return weights


def softmax(logits: np.ndarray) -> np.ndarray:
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


def predict(weights: np.ndarray, rows: np.ndarray) -> np.ndarray:
    return softmax(np.hstack([rows, np.ones((len(rows), 1))]) @ weights.T)


def cross(rows: np.ndarray, kinds: np.ndarray, folds: np.ndarray, *, ridge: float) -> np.ndarray:
    """The chances of each pair by a head that has not seen its topic."""
    chances = np.zeros((len(rows), 3))
    for fold in range(FOLDS):
        inside = folds != fold
        mean, scale = rows[inside].mean(axis=0), rows[inside].std(axis=0).clip(1e-6)
        weights = fit((rows[inside] - mean) / scale, kinds[inside], ridge=ridge)
        chances[~inside] = predict(weights, (rows[~inside] - mean) / scale)
    return chances


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path, help="claimdiff.json to write")
    options = parser.parse_args()
    asked = {name: read_questions(options.folder / f"ClaimDiff-{name}-train.json") for name in ("strength", "weak")}
    questions, models = asked["strength"], load_models()
    if [(q.one, q.other) for q in questions] != [(q.one, q.other) for q in asked["weak"]]:
        parser.error("the two files do not hold the same pairs in one order")
    gold = {name: answers(rows) for name, rows in asked.items()}
    kinds = np.where(gold["strength"], 1, np.where(gold["weak"], 2, 0))
    folds = np.array([int(sha256(q.topic.encode()).hexdigest(), 16) % FOLDS for q in questions])
    rows = np.array(measure_pairs([(q.one, q.other) for q in questions], models=models))
    tried = {}
    for ridge in RIDGES:
        chances = cross(rows, kinds, folds, ridge=ridge)
        tried[ridge] = float(-np.log(chances[np.arange(len(kinds)), kinds]).mean())
    ridge = min(tried, key=lambda at: tried[at])
    chances = cross(rows, kinds, folds, ridge=ridge)
    print("loss on unseen topics by ridge:", {at: round(loss, 4) for at, loss in tried.items()})
    values = cosines(questions, models=models)
    for name, column in (("strength", 1), ("weak", 2)):
        close = np.zeros(len(questions), dtype=bool)
        for fold in range(FOLDS):  # the peer's threshold too is chosen without the topics that it is measured on
            own = folds == fold
            at, side = best_threshold(values[~own], gold[name][~own])
            close[own] = (values[own] >= at) == side
        most = np.full(len(questions), gold[name].mean() > 0.5)
        for who, found in (("head", chances[:, column] >= 0.5), ("majority", most), ("cosine", close)):
            print(name, who, {key: round(value, 1) for key, value in score(gold[name], found).items()})
    mean, scale = rows.mean(axis=0), rows.std(axis=0).clip(1e-6)
    weights = fit((rows - mean) / scale, kinds, ridge=ridge)
    head = {"weights": weights[:, :-1], "bias": weights[:, -1], "mean": mean, "scale": scale}
    made = {key: np.round(value, 6).tolist() for key, value in head.items()} | {"ridge": ridge}
    options.out.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
