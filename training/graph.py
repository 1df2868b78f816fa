"""The transformer of MiniLM as an ONNX graph, written node by node, in float32 or int8.

BERT with six layers for one text (or one pair of texts) at a time, without padding, hence without a mask,
so that no exporter has a say in it. What a model reads off the last layer is its head, written by the script that
makes that model: encoder/build.py, pairs/build.py. Embeddings are int8 with a scale a row, matrices int8 with
a scale a column, activations are quantised as they come (onnxruntime's DynamicQuantizeMatMul) after smoothing
(SmoothQuant, Xiao et al., ICML 2023).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

LAYERS, HEADS, EPSILON = 6, 12, 1e-12
LARGEST = 63
"""Matrices use 7 of their 8 bits: x86 machines without VNNI add pairs of products in 16 bits, which
8-bit weights overflow, and the same text would get another vector there (onnxruntime's reduce_range)."""
SMOOTHING = 0.7
"""How far the range of an input's channels is moved into the matrix (SmoothQuant's alpha): best of 0.4 to 0.9."""
MICROSOFT = "com.microsoft"

Peaks = dict[str, np.ndarray]
"""Largest magnitude seen in each channel of a matrix's input, by the matrix's name."""
Run = Mapping[str, np.ndarray]
"""What a model is given for one text: ``pieces`` and, for a model of pairs, ``types``; int64, 1 x n."""


class Graph:
    """An ONNX graph under construction: nodes and constants, each value known by its name."""

    def __init__(self, weights: dict[str, np.ndarray], *, peaks: Peaks | None) -> None:
        """Begin with ``weights`` by BERT's names: as int8, smoothed by ``peaks``, or as float32 without them."""
        self.weights, self.peaks = weights, peaks
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self.inputs: dict[str, str] = {}

    def const(self, name: str, value: np.ndarray) -> str:
        """Add a constant; gives back its name."""
        self.constants.append(numpy_helper.from_array(np.asarray(value, order="C"), name))
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

    def embed(self, *, longest: int, paired: bool) -> str:
        """Word and place embeddings, added and normalised; if ``paired``, those of the two texts' types too."""
        table = self.weights["embeddings.word_embeddings.weight"]
        if self.peaks is None:
            words = self.op("Gather", [self.const("words", table), "pieces"], "words.read")
        else:
            scale = (np.abs(table).max(axis=1, keepdims=True).clip(1e-12) / 127).astype(np.float32)
            rows = self.op("Gather", [self.const("words", np.rint(table / scale).astype(np.int8)), "pieces"], "rows")
            rows = self.op("Cast", [rows], "rows.float", to=TensorProto.FLOAT)
            scales = self.op("Gather", [self.const("words.scale", scale), "pieces"], "rows.scale")
            words = self.op("Mul", [rows, scales], "words.read")
        places = self.weights["embeddings.position_embeddings.weight"][:longest]
        types = self.weights["embeddings.token_type_embeddings.weight"]
        places = places if paired else places + types[0]
        length = self.op("Shape", ["pieces"], "length", start=1, end=2)
        start, axis = self.const("start", np.array([0])), self.const("axis", np.array([1]))
        places_read = self.op("Slice", [self.const("places", places[None]), start, length, axis], "places.read")
        if paired:
            types_read = self.op("Gather", [self.const("of.types", types), "types"], "types.read")
            words = self.op("Add", [words, types_read], "words.typed")
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


Head = Callable[[Graph, str], dict[str, list[int | str]]]
"""Adds to a graph what reads the last layer (by its name, 1 x n x 384); gives the outputs' shapes by their names."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a model is, but for its weights: ``longest`` word pieces of one text or, if ``paired``, of two."""

    name: str
    head: Head
    longest: int
    paired: bool = False

    def write(self, weights: dict[str, np.ndarray], *, peaks: Peaks | None = None) -> bytes:
        """The model as ONNX: int8 with ``peaks``, float32 without."""
        return self._finish(Graph(weights, peaks=peaks))

    def watch(self, weights: dict[str, np.ndarray], runs: Sequence[Run]) -> Peaks:
        """Put ``runs`` through the float32 model and note how large the inputs of each matrix get."""
        graph = Graph(weights, peaks=None)
        session = open_session(self._finish(graph, watched=True))
        names = [output.name for output in session.get_outputs()]
        peaks: Peaks = {}
        for run in runs:
            values = dict(zip(names, session.run(None, dict(run)), strict=True))
            for name, x in graph.inputs.items():
                largest = np.abs(values[x]).max(axis=tuple(range(values[x].ndim - 1))).clip(1e-5)
                peaks[name] = np.maximum(peaks.get(name, largest), largest)
        return peaks

    def _finish(self, graph: Graph, *, watched: bool = False) -> bytes:
        x = graph.embed(longest=self.longest, paired=self.paired)
        for number in range(LAYERS):
            x = graph.layer(x, number)
        gives = [helper.make_tensor_value_info(*item) for item in _typed(self.head(graph, x), TensorProto.FLOAT)]
        if watched:
            seen = sorted(set(graph.inputs.values()) - {output.name for output in gives})
            gives += [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in seen]
        read: dict[str, list[int | str]] = {name: [1, "n"] for name in ("pieces", "types")[: 1 + self.paired]}
        takes = [helper.make_tensor_value_info(*item) for item in _typed(read, TensorProto.INT64)]
        whole = helper.make_graph(graph.nodes, self.name, takes, gives, graph.constants)
        opsets = [helper.make_opsetid("", 20), helper.make_opsetid(MICROSOFT, 1)]
        return bytes(helper.make_model(whole, opset_imports=opsets, ir_version=10).SerializeToString())


def _typed(shapes: dict[str, list[int | str]], kind: int) -> list[tuple[str, int, list[int | str]]]:
    return [(name, kind, shape) for name, shape in shapes.items()]


def open_session(model: bytes) -> onnxruntime.InferenceSession:
    """As onrecord opens it: one thread, so that sums are made in one order."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
