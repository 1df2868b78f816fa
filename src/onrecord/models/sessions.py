"""Weights as they come with the package, opened: the only place that knows onnxruntime and tokenizers."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from onrecord.errors import SetupError

WEIGHTS = files("onrecord") / "weights"


def read_weights(name: str) -> bytes:
    """The file ``name`` of weights/; SetupError if the package lacks it."""
    try:
        return (WEIGHTS / name).read_bytes()
    except FileNotFoundError:
        raise SetupError(f"weights/{name}", "is missing from the installed package", "install onrecord again") from None


def open_session(model: bytes) -> Any:
    """An ONNX model ready to run, on one thread: sums are made in one order, and runs stand side by side instead."""
    import onnxruntime  # noqa: PLC0415 - time that `onrecord --help` need not pay

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def open_tokenizer(description: bytes, *, longest: int | None = None) -> Any:
    """A tokenizer that cuts a text into word pieces, of which ``longest`` are kept, without padding."""
    from tokenizers import Tokenizer  # noqa: PLC0415 - as above

    tokenizer = Tokenizer.from_buffer(description)
    tokenizer.no_padding()
    if longest is None:
        tokenizer.no_truncation()
    else:
        tokenizer.enable_truncation(longest)
    return tokenizer
