"""The loaded models, made once per process. The only place that knows onnxruntime."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.stages.parse import load_parser


class Encoder:
    """Texts to sentence embeddings (MiniLM, int8 ONNX)."""

    def encode(self, texts: list[str]) -> list[bytes]:
        """One vector a text: 384 float16, little-endian, unit length. One text at a time inside, so
        that a text's vector does not hang on its neighbours."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Models:
    """What the stages need and cannot be had cheaply."""

    parser: Any
    encoder: Encoder


@cache
def load_models() -> Models:
    """The models of this installation; SetupError names one that is missing."""
    return Models(parser=load_parser(), encoder=Encoder())
