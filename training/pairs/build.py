"""Make weights/pairs.onnx from the weights that fit.py wrote, and measure what int8 costs on the pairs kept.

`make -C training/pairs` runs it after fit.py. The graph is that of training/graph.py; its head is BERT's pooler
on the first piece, given out as ``pooled``, and one layer of three classes, given out as ``chances``.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer
from training.graph import Graph, Plan, Run, open_session
from training.pairs.corpora import Example, read_corpora
from training.pairs.tokens import CLASSES, LONGEST, open_tokenizer

WATCHED = 400
"""Pairs, invented or made by rule from what was learnt from, whose activations set the smoothing."""


def judge(graph: Graph, x: str) -> dict[str, list[int | str]]:
    """The head: the pooled first piece (1 x 384) and the chances of the three classes (1 x 3)."""
    zero = graph.const("zeroth", np.array(0))
    first = graph.op("Gather", [x, zero], "first", axis=1)
    dense = exact(graph, first, "pooler.dense")
    pooled = graph.op("Tanh", [dense], "pooled")
    logits = exact(graph, pooled, "classifier")
    return {graph.op("Softmax", [logits], "chances", axis=-1): [1, len(CLASSES)], pooled: [1, 384]}


def exact(graph: Graph, x: str, name: str) -> str:
    """A linear layer in float32: small, and the last to read what all others made."""
    matrix = graph.const(f"{name}.weight", graph.weights[f"{name}.weight"].T)
    product = graph.op("MatMul", [x, matrix], f"{name}.product")
    return graph.op("Add", [product, graph.const(f"{name}.bias", graph.weights[f"{name}.bias"])], f"{name}.sum")


PLAN = Plan("pairs", head=judge, longest=LONGEST, paired=True)


def cut(examples: Sequence[Example], tokenizer: Tokenizer) -> list[Run]:
    """Word pieces and types of each pair."""
    texts = tokenizer.encode_batch([(one.premise, one.hypothesis) for one in examples])
    return [{"pieces": np.array([text.ids]), "types": np.array([text.type_ids])} for text in texts]


def measure(model: bytes, examples: Sequence[Example], runs: Sequence[Run]) -> tuple[np.ndarray, dict[str, float]]:
    """The chances of each pair, and accuracy in percent by set; right is any class that is possible."""
    session = open_session(model)
    chances = np.vstack([session.run(["chances"], dict(run))[0] for run in runs])
    right: Counter[str] = Counter()
    total: dict[str, int] = defaultdict(int)
    for example, row in zip(examples, chances, strict=True):
        for name in (example.src, "news" if example.src.startswith("news.") else "all"):
            total[name] += 1
            right[name] += CLASSES[int(row.argmax())] in example.possible
    return chances, {name: 100 * right[name] / count for name, count in sorted(total.items())}


def main() -> None:
    """Build, write, compare with float32."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpora", type=Path, help="folder with pairs/, news/ and fnc/")
    parser.add_argument("fitted", type=Path, help="safetensors file that fit.py wrote")
    parser.add_argument("out", type=Path, help="folder to write pairs.onnx into")
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--kept", type=int, default=4_000, metavar="N", help="pairs kept that int8 is measured on")
    options = parser.parse_args()
    weights, tokenizer = load_file(options.fitted), open_tokenizer()
    learnt, dev = read_corpora(options.corpora, seed=options.seed)
    peaks = PLAN.watch(weights, cut(learnt[:WATCHED], tokenizer))
    small, full = PLAN.write(weights, peaks=peaks), PLAN.write(weights)
    path = options.out / "pairs.onnx"
    path.write_bytes(small)
    print(f"{path.name}  {len(small):,} bytes  sha256 {hashlib.sha256(small).hexdigest()}")
    dev = dev[:: max(1, len(dev) // options.kept)]
    runs = cut(dev, tokenizer)
    began = perf_counter()
    ours, scores = measure(small, dev, runs)
    spent = perf_counter() - began
    theirs, full_scores = measure(full, dev, runs)
    for name, accuracy in full_scores.items():
        print(f"{name} float {accuracy:.1f} int8 {scores[name]:.1f}")
    changed = (ours.argmax(axis=1) != theirs.argmax(axis=1)).mean()
    print(f"another class for {100 * changed:.2f} percent; {1000 * spent / len(runs):.2f} ms a pair in int8")


if __name__ == "__main__":
    main()
