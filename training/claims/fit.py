"""Make weights/claims.json: how likely what two reports tell is one claim.

``python training/claims/fit.py NEWS [--out FILE]`` where NEWS is the folder of ``articles.jsonl.gz`` and
``same_event.json`` (lists of ids that report one event). ``pairs.jsonl`` beside this script holds 1,091 pairs of
propositions of two reports in 110 such events of three reports, by the sha256 of the text and code points, without a
word of it. Each is labelled by a reader, a language model, who saw the two sentences alone: ``same`` where a
fact-checker would file both under one claim, ``contrary``, ``related`` or ``unrelated``. 160 of them were labelled by
a second reader: 0.94 of the labels agree, and 0.96 on same or not. ``drawn`` says how a pair was drawn (``joined``:
shown as one claim at db83a54; ``nearest``: not joined, each the other's nearest in meaning among the two reports at a
cosine of 0.5 or more; ``near``: another with a cosine of 0.6 or a likeness of 0.35) and ``stands_for`` how many of that
draw it stands for.

Prints the factors, and for each threshold, in ten folds by event, the precision and recall among all pairs drawn; first
for what was joined. Pairs whose propositions are no longer found at those places are left out and counted.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.pages import make_page

from onrecord.models import Models, load_models
from onrecord.pipeline import analyse, build
from onrecord.records import Analysis
from onrecord.stages.claims import Comparing, likeness, views
from onrecord.stages.claims.clusters import UNLIKELY
from onrecord.stages.claims.pairs import Pairs
from onrecord.stages.claims.sameness import list_evidence

RIDGE = 1.0
"""Pull to zero, the constant aside."""
FOLDS = 10
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7)


def read_reports(news: Path, wanted: set[str]) -> dict[str, dict[str, Any]]:
    """The articles by the sha256 of their text, those wanted."""
    found = {}
    with gzip.open(news / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            digest = hashlib.sha256(article["text"].encode()).hexdigest()
            if digest in wanted:
                found[digest] = {**article, "date": (article["date"] or "")[:10]}
    return found


def weigh_group(
    pairs: list[dict[str, Any]], articles: dict[str, dict[str, Any]], models: Models
) -> list[tuple[dict[str, Any], dict[str, float]]]:
    """Each pair of one event whose propositions are found, with its evidence."""
    digests = sorted({pair[side]["report"] for pair in pairs for side in ("one", "other")} & articles.keys())
    analyses: list[Analysis] = [analyse(make_page(articles[d]), models=models) for d in digests]
    names = {articles[d]["id"]: d for d in digests}
    entities = build(analyses).entities
    stated = views.gather_views(analyses, entities)
    alike = likeness.Likeness(stated, entities)
    model = Pairs(stated, Comparing(judge=models.judge, encode=models.encoder.encode))
    at = {
        (names[view.proposition.report], tuple((span.start, span.end) for span in view.proposition.spans)): number
        for number, view in enumerate(stated)
    }
    found = []
    for pair in pairs:
        places = [at.get((pair[s]["report"], tuple(map(tuple, pair[s]["spans"])))) for s in ("one", "other")]
        if places[0] is None or places[1] is None:
            continue
        vectors = model.embed([places[0], places[1]])
        found.append((pair, list_evidence(alike, places[0], places[1], float(vectors[0] @ vectors[1]))))
    return found


def fit_logistic(rows: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Factors with the constant last, by Newton's method."""
    rows = np.hstack([rows, np.ones((len(rows), 1))])
    factors, pull = np.zeros(rows.shape[1]), RIDGE * np.diag([*([1.0] * (rows.shape[1] - 1)), 0.0])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-rows @ factors))
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + pull
        factors += np.linalg.solve(bend, rows.T @ (labels - chance) - pull @ factors)
    return factors


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/onrecord/weights/claims.json"))
    options = parser.parse_args()
    pairs = [json.loads(line) for line in Path(__file__).with_name("pairs.jsonl").read_text("utf-8").splitlines()]
    articles = read_reports(options.news, {pair[side]["report"] for pair in pairs for side in ("one", "other")})
    groups: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for pair in pairs:
        groups[pair["group"]].append(pair)
    models = load_models()
    weighed = [both for group in sorted(groups) for both in weigh_group(groups[group], articles, models)]
    names = list(weighed[0][1])
    rows = np.array([[evidence[name] for name in names] for _, evidence in weighed])
    same = np.array([float(pair["label"] == "same") for pair, _ in weighed])
    event = np.array([pair["group"] for pair, _ in weighed])
    stands = np.array([pair["stands_for"] for pair, _ in weighed])
    drawn = np.array([pair["drawn"] for pair, _ in weighed])
    chance = np.zeros(len(rows))
    for fold in range(FOLDS):
        held = event % FOLDS == fold
        factors = fit_logistic(rows[~held], same[~held])
        chance[held] = 1 / (1 + np.exp(-(rows[held] @ factors[:-1] + factors[-1])))

    def show(title: str, kept: np.ndarray) -> None:
        right = (stands * same * kept).sum()
        print(f"{title:32} precision {right / (stands * kept).sum():.2f} recall {right / (stands * same).sum():.2f}")

    print(f"pairs {len(weighed)}, not found any more {len(pairs) - len(weighed)}")
    show("what was joined", drawn == "joined")
    for least in THRESHOLDS:
        show(f"joined from {least}", (drawn == "joined") & (chance >= least))
    for least in THRESHOLDS:
        show(
            f"so, and nearest from {least}",
            ((drawn == "joined") & (chance >= UNLIKELY)) | ((drawn == "nearest") & (chance >= least)),
        )
    factors = fit_logistic(rows, same)
    weights = {name: round(float(factor), 3) for name, factor in zip([*names, "constant"], factors, strict=True)}
    print(json.dumps(weights))
    options.out.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
