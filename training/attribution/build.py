"""Make weights/attribution-encoder.onnx, -head.onnx and .json from a trained tagger (train.py).

The encoder is MiniLM's transformer as int8 (training/graph.py), smoothed by the ranges seen on the invented texts in
`samples/`. The head stays float32: it is small, and the LSTM in it adds up its errors. The embeddings of the
features meet only one matrix, so each is multiplied by its part of it here, once, and the head adds up rows.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper
from safetensors.numpy import load_file
from tokenizers import Tokenizer
from training.graph import Graph, Plan, Run, open_session

MAX_PIECES = 192
NEVER = -1e4
WIDTH = 384


def hand_on(graph: Graph, x: str) -> dict[str, list[int | str]]:
    """The encoder's head: the last layer as it is."""
    return {graph.op("Identity", [x], "states"): [1, "n", WIDTH]}


PLAN = Plan("attribution-encoder", head=hand_on, longest=MAX_PIECES + 2)


def sample_runs(tokenizer: Tokenizer, folder: Path) -> list[Run]:
    """Windows of the invented reports in ``folder``."""
    runs: list[Run] = []
    for path in sorted(folder.rglob("*.txt")):
        pieces = tokenizer.encode(path.read_text(encoding="utf-8"), add_special_tokens=False).ids
        for first in range(0, len(pieces), MAX_PIECES):
            runs.append({"pieces": np.array([[101, *pieces[first : first + MAX_PIECES], 102]], dtype=np.int64)})
    return runs


class Head:
    """The head's graph: words from pieces, their heads and features, an LSTM both ways, three linear maps."""

    def __init__(self, weights: dict[str, np.ndarray], columns: int) -> None:
        """Take the trained ``weights`` by their names in train.py."""
        self.graph, self.read, self.columns = Graph({}, peaks=None), weights, columns

    def linear(self, x: str, name: str) -> str:
        """The trained linear map ``name`` of ``x``."""
        return self.graph.linear(x, self.read[f"{name}.weight"].T.copy(), self.read[f"{name}.bias"], name)

    def write(self) -> bytes:
        """The graph as ONNX."""
        graph, one = self.graph, np.array([1])
        flat = {name: graph.op("Squeeze", [name, graph.const(f"{name}.axis", np.array([0]))], f"{name}.flat")
                for name in ("pieces", "heads")}  # fmt: skip
        words = graph.op("Gather", ["states", flat["pieces"]], "words", axis=1)
        narrow = self.linear(words, "hp")
        above = graph.op("Gather", [narrow, flat["heads"]], "above", axis=1)
        matrix = self.read["inp.weight"].T
        ends = np.cumsum([WIDTH, self.read["hp.bias"].shape[0]])
        tables, starts, at = [], [], int(ends[1])
        for column in range(self.columns):
            table = self.read[f"emb.{column}.weight"]
            starts.append(sum(len(rows) for rows in tables))
            tables.append(table @ matrix[at : at + table.shape[1]])
            at += table.shape[1]
        rows = graph.op("Add", ["features", graph.const("starts", np.array(starts, dtype=np.int64))], "rows")
        read = graph.op("Gather", [graph.const("tables", np.vstack(tables).astype(np.float32)), rows], "rows.read")
        described = graph.op("ReduceSum", [read, graph.const("columns", np.array([2]))], "described", keepdims=0)
        total = graph.linear(words, matrix[: ends[0]].copy(), self.read["inp.bias"], "of.words")
        other = graph.op("MatMul", [above, graph.const("of.above", matrix[ends[0] : ends[1]].copy())], "above.in")
        total = graph.op("Add", [graph.op("Add", [total, other], "total.1"), described], "total.2")
        x = graph.op("Gelu", [total], "x")
        y = self.lstm(graph.op("Transpose", [x], "x.by.time", perm=[1, 0, 2]), one)
        z = graph.op("Concat", [y, x], "z", axis=2)
        outputs = {"labels": self.linear(z, "out"), "queries": self.linear(z, "q"), "keys": self.linear(z, "k")}
        outputs = {name: graph.op("Identity", [value], name) for name, value in outputs.items()}
        sizes = {
            "labels": len(self.read["out.bias"]),
            "queries": len(self.read["q.bias"]),
            "keys": len(self.read["k.bias"]),
        }
        gives = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, "w", sizes[name]]) for name in outputs]
        takes = [
            helper.make_tensor_value_info("states", TensorProto.FLOAT, [1, "n", WIDTH]),
            *(helper.make_tensor_value_info(name, TensorProto.INT64, [1, "w"]) for name in ("pieces", "heads")),
            helper.make_tensor_value_info("features", TensorProto.INT64, [1, "w", self.columns]),
        ]
        whole = helper.make_graph(graph.nodes, "attribution-head", takes, gives, graph.constants)
        model = helper.make_model(whole, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
        onnx.checker.check_model(model)
        return bytes(model.SerializeToString())

    def lstm(self, x: str, one: np.ndarray) -> str:
        """PyTorch's gates stand in the order i f g o, ONNX's in i o f g."""

        def gates(values: np.ndarray) -> np.ndarray:
            i, f, g, o = np.split(values, 4)
            return np.concatenate([i, o, f, g])

        ways = ("", "_reverse")
        inward, onward = (np.stack([gates(self.read[f"lstm.{kind}_l0{way}"]) for way in ways])
                          for kind in ("weight_ih", "weight_hh"))  # fmt: skip
        bias = np.stack([np.concatenate([gates(self.read[f"lstm.bias_{kind}_l0{way}"]) for kind in ("ih", "hh")])
                         for way in ways])  # fmt: skip
        graph, hidden = self.graph, onward.shape[2]
        inputs = [x, graph.const("lstm.in", inward), graph.const("lstm.on", onward), graph.const("lstm.bias", bias)]
        y = graph.op("LSTM", inputs, "y.by.time", hidden_size=hidden, direction="bidirectional")
        y = graph.op("Transpose", [y], "y.by.text", perm=[2, 0, 1, 3])
        shape = graph.const("y.shape", np.array([0, 0, 2 * hidden]))
        return graph.op("Reshape", [y, shape], "y")


def tables(weights: dict[str, np.ndarray], vocabulary: dict[str, dict[str, int]]) -> str:
    """What decoding needs beside the networks, as JSON."""
    steps = np.where(weights["crf.ban"], NEVER, weights["crf.t"])
    first = np.where(weights["crf.sb"], NEVER, weights["crf.start"])
    numbers = {"steps": steps, "first": first, "last": weights["crf.end"], "distance": weights["dist.weight"]}
    rounded = {name: np.round(value.astype(float), 5).tolist() for name, value in numbers.items()}
    return json.dumps({"vocabulary": vocabulary, **rounded}, ensure_ascii=False, separators=(",", ":"))


def main() -> None:
    """Build, write, and tell sizes and hashes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("trained", type=Path, help="folder with tagger.safetensors and vocabulary.json (train.py)")
    parser.add_argument("out", type=Path, help="folder to write into; holds tokenizer.json")
    parser.add_argument("--samples", type=Path, default=Path("samples"), help="invented reports to smooth by")
    parser.add_argument("--full", action="store_true", help="leave the encoder in float32, to compare")
    given = parser.parse_args()
    weights = load_file(given.trained / "tagger.safetensors")
    vocabulary = json.loads((given.trained / "vocabulary.json").read_text(encoding="utf-8"))
    encoder = {name.removeprefix("bert."): value for name, value in weights.items() if name.startswith("bert.")}
    tokenizer = Tokenizer.from_file(str(given.out / "tokenizer.json"))
    peaks = None if given.full else PLAN.watch(encoder, sample_runs(tokenizer, given.samples))
    files = {
        "attribution-encoder.onnx": PLAN.write(encoder, peaks=peaks),
        "attribution-head.onnx": Head(weights, len(vocabulary)).write(),
        "attribution.json": tables(weights, vocabulary).encode(),
    }
    for name, content in files.items():
        open_session(content) if name.endswith(".onnx") else None
        (given.out / name).write_bytes(content)
        print(f"{name}  {len(content):,} bytes  sha256 {hashlib.sha256(content).hexdigest()}")


if __name__ == "__main__":
    main()
