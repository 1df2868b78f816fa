"""Make weights/stories.json: how rare terms are in news, and how likeness speaks for one matter.

``python training/stories/fit.py NEWS [--out FILE] [--vectors FILE]`` where NEWS is a folder with
``articles.jsonl.gz`` (id, headline, date, text) and ``same_event.json`` (lists of ids that report
one event). Frequencies are counted in all articles; the factors are fitted, by logistic regression,
on the pairs among the grouped ones that share two keys, and the threshold is the one with the best
BCubed F1 there, the lowest of those that lie within a hundredth of it: a split story loses its disputes,
a joined one only gains lines. ``--vectors`` keeps the embeddings, which take minutes, for a next run.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import pickle
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.models import Encoder
from onrecord.records import ARTICLE_KINDS, Page, Signature
from onrecord.stages.clean import classify_blocks
from onrecord.stages.stories import compare, join, sign, weights

LEAST = 20
"""Articles that a listed term occurs in: under that a count tells more of this corpus than of news."""
SETS = (("lead", "terms"), ("days", "lead", "terms"), ("lead", "terms", "vector"), ("days", "lead", "terms", "vector"))
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])|\n+")


def clean_text(article: dict[str, Any]) -> str:
    text = article["text"]
    page = Page(article["id"], text, hashlib.sha256(text.encode()).hexdigest(), article["id"])
    return "\n".join(block.span.of(text) for block in classify_blocks(page) if block.kind in ARTICLE_KINDS)


def sign_article(article: dict[str, Any], text: str, vector: bytes) -> Signature:
    try:
        day: int | None = date.fromisoformat(article["date"][:10]).toordinal()
    except (TypeError, ValueError):
        day = None
    return sign.sign_text(article["id"], article["headline"] or "", text, day=day, vector=vector)


def embed(text: str, encoder: Encoder) -> bytes:
    sentences = [part for part in _SENTENCE.split(text) if len(part) > 40][: sign.PROPOSITIONS]
    return sign.average(encoder.encode(sentences))


def fit_logistic(rows: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Factors by Newton's method, with a touch of ridge so that it cannot run away."""
    factors = np.zeros(rows.shape[1])
    for _ in range(50):
        odds = 1 / (1 + np.exp(-np.clip(rows @ factors, -30, 30)))
        slope = rows.T @ (labels - odds) - 1e-3 * factors
        bend = (rows * (odds * (1 - odds))[:, None]).T @ rows + 1e-3 * np.eye(rows.shape[1])
        step = np.linalg.solve(bend, slope)
        factors += step
        if np.abs(step).max() < 1e-9:
            break
    return factors


def score_bcubed(groups: list[list[str]], gold: dict[str, str]) -> tuple[float, float, float]:
    """BCubed precision, recall and F1 (Bagga and Baldwin, 1998)."""
    sizes = Counter(gold.values())
    precision = recall = 0.0
    for group in groups:
        inside = Counter(gold[report] for report in group)
        precision += sum(count * count for count in inside.values()) / len(group)
        recall += sum(count * count / sizes[story] for story, count in inside.items())
    precision, recall = precision / len(gold), recall / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def group_pairs(signatures: dict[str, Signature], pairs: list[tuple[str, str]]) -> list[list[str]]:
    links = [(a, b, compare.compare_signatures(signatures[a], signatures[b])) for a, b in pairs]
    return join.join_reports(signatures, links)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/onrecord/weights/stories.json"))
    parser.add_argument("--vectors", type=Path)
    options = parser.parse_args()
    with gzip.open(options.news / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        articles = {article["id"]: article for article in map(json.loads, lines)}
    groups = json.loads((options.news / "same_event.json").read_text())
    gold = {id: str(number) for number, group in enumerate(groups) for id in group if id in articles}

    counts: Counter[str] = Counter()
    for article in articles.values():
        counts.update(set(sign._split(article["text"])))
    learnt: dict[str, Any] = {
        "reports": len(articles),
        "least": LEAST,
        "threshold": 0.0,
        "factors": {},
        "frequencies": {term: count for term, count in sorted(counts.items()) if count >= LEAST},
    }
    weights.load_weights = lambda: weights.Weights(**learnt)  # type: ignore[assignment]
    for module in (sign, compare):
        module.load_weights = weights.load_weights  # type: ignore[attr-defined]

    texts = {id: clean_text(articles[id]) for id in sorted(gold)}
    if options.vectors and options.vectors.exists():
        vectors = pickle.loads(options.vectors.read_bytes())
    else:
        encoder = Encoder()
        vectors = {id: embed(text, encoder) for id, text in texts.items()}
        if options.vectors:
            options.vectors.write_bytes(pickle.dumps(vectors))
    signatures = {id: sign_article(articles[id], texts[id], vectors[id]) for id in sorted(gold)}

    compare.find_reach = join.find_reach = lambda: 10_000  # type: ignore[assignment]  # no weights to tell it by yet
    pairs = [(one, other) for one, others in join.find_candidates(signatures) for other in others]
    true = sum(count * (count - 1) // 2 for count in Counter(gold.values()).values())
    found = sum(gold[a] == gold[b] for a, b in pairs)
    print(f"{len(signatures)} reports, {len(pairs)} candidate pairs, {found} of {true} true ones among them")
    labels = np.array([gold[a] == gold[b] for a, b in pairs], dtype=float)
    features = [compare.measure_with(signatures[a])(signatures[b]) for a, b in pairs]
    for names in SETS:
        usable = [i for i, one in enumerate(features) if all(name in one for name in names)]
        rows = np.array([[features[i][name] for name in names] + [1.0] for i in usable])
        factors = fit_logistic(rows, labels[usable])
        learnt["factors"][" ".join(names)] = dict(
            zip((*names, "constant"), (round(float(f), 3) for f in factors), strict=True)
        )
        print(" ".join(names), learnt["factors"][" ".join(names)], f"{len(usable)} pairs")

    table = []
    for tenths in range(-30, 5, 5):
        learnt["threshold"] = tenths / 10
        dated = score_bcubed(group_pairs(signatures, pairs), gold)
        bare = {id: Signature(id, None, s.terms, s.lead, s.vector) for id, s in signatures.items()}
        undated = score_bcubed(group_pairs(bare, pairs), gold)
        table.append((learnt["threshold"], dated, undated))
        print(f"threshold {tenths / 10:5.1f}", end="")
        for name, scores in (("dated", dated), ("undated", undated)):
            print(f"  {name} P {scores[0]:.3f} R {scores[1]:.3f} F {scores[2]:.3f}", end="")
        print()
    means = {threshold: (dated[2] + undated[2]) / 2 for threshold, dated, undated in table}
    learnt["threshold"] = min(threshold for threshold, mean in means.items() if mean > max(means.values()) - 0.01)
    print("threshold kept:", learnt["threshold"])
    options.out.write_text(json.dumps(learnt, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
