"""The loaded models, made once per process."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from onrecord.models.sessions import open_session, open_tokenizer, read_weights
from onrecord.models.tagger import Tagger
from onrecord.records import Verdict
from onrecord.stages.parse import load_parser

MAX_PIECES = 128
"""Word pieces of a text that are read, the rest is left out: the length that MiniLM was trained on."""

MAX_CHARACTERS = 4_000
"""Code points of a text that are cut into pieces at all: room for 128 pieces of any real sentence."""


@cache
def _tokenizer() -> Any:
    return open_tokenizer(read_weights("tokenizer.json"), longest=MAX_PIECES)


def _readable(text: str) -> str:
    # Half a surrogate pair can come from JSON and is no character that Unicode can carry.
    return text[:MAX_CHARACTERS].encode("utf-8", "replace").decode()


def _each[Given, Made](function: Callable[[Given], Made], given: Iterable[Given]) -> dict[Given, Made]:
    """What ``function`` makes of each thing given, in as many threads as there are cores."""
    distinct = list(dict.fromkeys(given))
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as threads:
        return dict(zip(distinct, threads.map(function, distinct), strict=True))


class Encoder:
    """Texts to sentence embeddings: all-MiniLM-L6-v2 as int8 ONNX (weights/minilm.md), loaded when first used."""

    @cached_property
    def _session(self) -> Any:
        return open_session(read_weights("minilm.onnx"))

    def load(self) -> None:
        """Load now what is else loaded when first used."""
        _ = self._session, _tokenizer()

    def encode(self, texts: Iterable[str]) -> list[bytes]:
        """One vector a text: 384 float16, little-endian, unit length, of its first 128 word pieces.

        Each text is a run of its own: dynamic quantisation scales by all that is in a run, so in a
        batch a text's vector would hang on its neighbours. Equal texts have equal vectors.
        """
        readable = [_readable(text) for text in texts]
        vectors = _each(self._encode, readable)
        return [vectors[text] for text in readable]

    def _encode(self, text: str) -> bytes:
        import numpy as np  # noqa: PLC0415 - time that `onrecord --help` need not pay

        pieces = np.array([_tokenizer().encode(text).ids], dtype=np.int64)
        (vectors,) = self._session.run(None, {"pieces": pieces})
        return bytes(vectors[0].astype("<f2").tobytes())


class Judge:
    """Pairs of texts to verdicts: MiniLM reading both together, as int8 ONNX (weights/pairs.md), loaded when used."""

    @cached_property
    def _session(self) -> Any:
        return open_session(read_weights("pairs.onnx"))

    def judge(self, pairs: Iterable[tuple[str, str]]) -> list[Verdict]:
        """How the first text of each pair bears on the second; of both together 128 word pieces are read.

        Each pair is a run of its own, as in Encoder.encode. Equal pairs are judged once.
        """
        readable = [(_readable(one), _readable(other)) for one, other in pairs]
        verdicts = _each(self._judge, readable)
        return [verdicts[pair] for pair in readable]

    def _judge(self, pair: tuple[str, str]) -> Verdict:
        import numpy as np  # noqa: PLC0415 - as above

        cut = _tokenizer().encode(*pair)
        given = {"pieces": np.array([cut.ids], dtype=np.int64), "types": np.array([cut.type_ids], dtype=np.int64)}
        (chances,) = self._session.run(["chances"], given)
        entailment, contradiction, neutral = (round(float(chance), 6) for chance in chances[0])
        return Verdict(entailment, contradiction, neutral)


@dataclass(frozen=True, slots=True)
class Models:
    """What the stages need and cannot be had cheaply."""

    parser: Any
    encoder: Encoder
    judge: Judge
    tagger: Tagger


@cache
def load_encoder() -> Encoder:
    """The encoder alone, loaded when first used."""
    return Encoder()


@cache
def load_judge() -> Judge:
    """The judge alone: all that pipeline.build needs, without the time that the parser takes to load."""
    return Judge()


@cache
def load_models() -> Models:
    """The models of this installation; SetupError names one that is missing."""
    encoder, tagger = load_encoder(), Tagger(read_weights)
    tagger.load()
    with ThreadPoolExecutor(max_workers=1) as beside:
        loading = beside.submit(encoder.load)
        parser = load_parser()
        loading.result()
    return Models(parser=parser, encoder=encoder, judge=load_judge(), tagger=tagger)
