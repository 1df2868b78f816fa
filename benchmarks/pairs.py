"""Accuracy of the pair model, beside a plain cosine threshold: ``python -m benchmarks.pairs FILE.jsonl[.gz]``.

FILE is a corpus of sentence pairs (benchmarks/nli.py). Prints a line ``name value`` a measure, in percent:

accuracy            pairs judged right; of a pair labelled x (not entailed) anything but entailment is right
contradiction.f1    F1 of contradiction, over the pairs not labelled x
SET.accuracy ...    the same on the pairs of one ``src``
cosine.…            the same measures for thresholds on the inner product of the shipped encoder's vectors,
                    chosen to be most often right on pairs of --train that are not of the tenth kept for tests

On the training corpus itself only --dev says what is learnt and what is remembered: it keeps to the
tenth of the premises that no weights are made from.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import permutations
from pathlib import Path
from time import perf_counter

import numpy as np
import numpy.typing as npt

from benchmarks.nli import LABELS, FormatError, Pair, is_dev, read_pairs
from onrecord.models import Encoder, Models, load_models

TRAIN = Path("../shared/data/pairs/nli.jsonl.gz")
LEARNT_FROM = 3_000
"""Pairs that the thresholds of the cosine are chosen on: more move them by less than a hundredth."""


def judge(pairs: Sequence[Pair], *, models: Models) -> str:
    """The pair model's label of each pair, as one string."""
    verdicts = models.judge.judge([(pair.premise, pair.hypothesis) for pair in pairs])
    scores = [(verdict.entailment, verdict.contradiction, verdict.neutral) for verdict in verdicts]
    return "".join(LABELS[max(range(3), key=row.__getitem__)] for row in scores)


def cosines(pairs: Sequence[Pair], *, encoder: Encoder) -> npt.NDArray[np.float32]:
    """The inner product of the two texts' unit vectors, a pair."""
    texts = encoder.encode([text for pair in pairs for text in (pair.premise, pair.hypothesis)])
    vectors = np.array([np.frombuffer(vector, dtype="<f2") for vector in texts]).astype(np.float32)
    products: npt.NDArray[np.float32] = (vectors[::2] * vectors[1::2]).sum(axis=1)
    return products


class Threshold:
    """The peer: three labels by two thresholds on the cosine, in the order and at the places that fit best."""

    def __init__(self, values: npt.NDArray[np.float32], labels: str) -> None:
        """Choose by ``values`` whose ``labels`` are known; x is left out."""
        known = np.array([label != "x" for label in labels])
        gold = np.array([LABELS.find(label) for label in labels])[known]
        grid = np.linspace(-0.05, 1.0, 106)
        # right[k, i]: how many of label k lie at or above the i-th threshold
        right = np.array([[(values[known][gold == k] >= at).sum() for at in grid] for k in range(3)])
        total = np.bincount(gold, minlength=3)
        best: tuple[int, int, int, tuple[int, ...]] = (-1, 0, 0, (0, 1, 2))
        for order in permutations(range(3)):
            high, middle, low = order
            for i in range(len(grid)):
                for j in range(i + 1):
                    hits = right[high, i] + right[middle, j] - right[middle, i] + total[low] - right[low, j]
                    best = max(best, (int(hits), i, j, order))
        _, i, j, self._order = best
        self._high, self._low = grid[i], grid[j]

    def judge(self, values: npt.NDArray[np.float32]) -> str:
        """A label for each value, as one string."""
        places = (values < self._high).astype(int) + (values < self._low)
        return "".join(LABELS[self._order[place]] for place in places)


def score(pairs: Sequence[Pair], judged: str) -> dict[str, float]:
    """Accuracy and F1 of contradiction in percent, over all pairs and then by set."""
    rows: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for pair, label in zip(pairs, judged, strict=True):
        rows[""].append((pair.label, label))
        if pair.src:
            rows[f"{pair.src}."].append((pair.label, label))
    scores: dict[str, float] = {}
    for prefix, row in sorted(rows.items()):
        right = sum(gold == label if gold != "x" else label != "e" for gold, label in row)
        scores[f"{prefix}accuracy"] = 100 * right / len(row)
        both = sum(gold == label == "c" for gold, label in row)
        either = sum((gold == "c") + (label == "c") for gold, label in row if gold != "x")
        if any(gold == "c" for gold, _ in row):
            scores[f"{prefix}contradiction.f1"] = 200 * both / either
    return scores


def _train(path: Path) -> list[Pair]:
    pairs = [pair for pair in read_pairs(path) if not is_dev(pair.premise)]
    return pairs[:: max(1, len(pairs) // LEARNT_FROM)]


def measure(pairs: Sequence[Pair], *, train: Path | None, models: Models) -> Iterator[tuple[str, float]]:
    """All measures by name; those of the peer only with a file to choose its thresholds on."""
    began = perf_counter()
    judged = judge(pairs, models=models)
    spent = perf_counter() - began
    yield from score(pairs, judged).items()
    if train:
        learnt = _train(train)
        peer = Threshold(cosines(learnt, encoder=models.encoder), "".join(pair.label for pair in learnt))
        theirs = peer.judge(cosines(pairs, encoder=models.encoder))
        yield from ((f"cosine.{name}", value) for name, value in score(pairs, theirs).items())
    yield "pairs", len(pairs)
    yield "milliseconds_per_pair", 1000 * spent / len(pairs)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the measures of a file; ends with the reason where it is no corpus of pairs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--train", type=Path, default=TRAIN, help=f"pairs to choose the cosine on (default {TRAIN})")
    parser.add_argument("--dev", action="store_true", help="only premises of the tenth that no weights are made from")
    parser.add_argument("--limit", type=int, metavar="N", help="about N pairs, taken evenly")
    options = parser.parse_args(arguments)
    try:
        pairs = [pair for pair in read_pairs(options.file) if not options.dev or is_dev(pair.premise)]
    except (OSError, FormatError) as error:
        sys.exit(f"benchmarks.pairs: {error}")
    if not pairs:
        sys.exit(f"benchmarks.pairs: no pairs in {options.file}")
    if options.limit:
        pairs = pairs[:: max(1, len(pairs) // options.limit)]
    train = options.train if options.train.is_file() else None
    if train is None:
        print(f"cosine skipped: no {options.train} to choose its thresholds on (--train)", file=sys.stderr)
    for name, value in measure(pairs, train=train, models=load_models()):
        print(f"{name} {value:.1f}")


if __name__ == "__main__":
    main()
