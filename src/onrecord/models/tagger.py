"""The tagger of attributions: its encoder reads a text while the parser does, its head then labels the words."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.models.sessions import open_session, open_tokenizer
from onrecord.records import ARTICLE_KINDS, Block, Span
from onrecord.stages.statements import Scores, Tables

MAX_PIECES = 192
"""Word pieces of a window, without its two marks: two or three paragraphs, as in training."""
CLASS, SEPARATOR = 101, 102
"""BERT's marks at the begin and end of a text."""
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Window:
    """Blocks of a text, or a part of one, that the encoder reads at once."""

    start: int
    """Offset in the text of its first code point."""
    pieces: tuple[int, ...]
    offsets: tuple[int, ...]
    """Where in the text each piece begins."""


class Reading:
    """A text on its way through the encoder, one window after another, on another thread."""

    def __init__(
        self, tagger: Tagger, windows: Sequence[Window], states: Sequence[Future[NDArray[np.float32]]]
    ) -> None:
        """``states`` are to hold pieces x 384 for each of ``windows``, its two marks among them."""
        self._tagger, self.windows, self._states = tagger, windows, states

    @property
    def tables(self) -> Tables:
        """What decoding needs beside the scores."""
        return self._tagger.tables

    def score(self, starts: NDArray[np.int64], heads: NDArray[np.int64], features: NDArray[np.int64]) -> list[Scores]:
        """Scores of the words at the offsets ``starts``, window by window; waits for the encoder."""
        bounds = np.searchsorted(starts, [window.start for window in self.windows[1:]]).tolist()
        found = []
        edges = zip([0, *bounds], [*bounds, len(starts)], self.windows, self._states, strict=True)
        for first, last, window, state in edges if self.windows else ():
            if first == last:
                continue
            piece = np.searchsorted(window.offsets, starts[first:last], side="right") - 1
            own = np.arange(last - first)
            inside = heads[first:last] - first
            inside = np.where((inside >= 0) & (inside < last - first), inside, own)
            labels, queries, keys = self._tagger.head.run(
                None,
                {
                    "states": state.result()[None],
                    "pieces": piece.clip(0)[None] + 1,
                    "heads": inside[None],
                    "features": features[None, first:last],
                },
            )
            found.append(Scores(first, last, labels[0], queries[0], keys[0]))
        return found

    def average(self, starts: Sequence[int]) -> NDArray[np.float32] | None:
        """The mean state, 384 numbers, of the pieces in which the words at these offsets begin; waits for the encoder.
        None where no window has any of them."""
        firsts = [window.start for window in self.windows]
        found = []
        for start in starts:
            at = bisect_right(firsts, start) - 1
            if at >= 0 and start <= self.windows[at].offsets[-1]:
                piece = bisect_right(self.windows[at].offsets, start) - 1
                found.append(self._states[at].result()[max(0, piece) + 1])
        mean: NDArray[np.float32] | None = np.mean(found, axis=0) if found else None
        return mean


class Tagger:
    """Source, cue and content of attributions (weights/attribution.md), loaded when first used or by ``load``."""

    def __init__(self, weights: Callable[[str], bytes]) -> None:
        """Take the weights by the names of their files from ``weights``."""
        self._weights = weights
        # One thread beside the parser's; one window a run, since dynamic quantisation scales by all that is in a run.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="tagger")

    def load(self) -> None:
        """Begin to load on the tagger's own thread."""
        self._thread.submit(lambda: (self._encoder, self.head, self._tokenizer, self.tables))

    def read(self, text: str, blocks: Iterable[Block]) -> Reading:
        """Begin to read the article's blocks of ``text``."""
        windows = self._windows(text, [block.span for block in blocks if block.kind in ARTICLE_KINDS])
        return Reading(self, windows, [self._thread.submit(self._encode, window) for window in windows])

    def _encode(self, window: Window) -> NDArray[np.float32]:
        pieces = np.array([[CLASS, *window.pieces, SEPARATOR]], dtype=np.int64)
        (states,) = self._encoder.run(None, {"pieces": pieces})
        encoded: NDArray[np.float32] = states[0]
        return encoded

    def _windows(self, text: str, spans: Iterable[Span]) -> list[Window]:
        """Windows of whole spans as far as they fit; a longer span is cut before a sentence, else anywhere."""
        readable = text.encode("utf-8", "replace").decode()  # half a surrogate pair becomes one question mark
        windows: list[Window] = []
        for span in spans:
            pieces, begins = self.cut(span.of(readable))
            offsets = [span.start + begin for begin in begins]
            for first, last in self._portions(readable, span, offsets):
                start = span.start if first == 0 else offsets[first]
                part = Window(start, tuple(pieces[first:last]), tuple(offsets[first:last]))
                if windows and len(windows[-1].pieces) + len(part.pieces) <= MAX_PIECES and first == 0:
                    before = windows.pop()
                    part = Window(before.start, before.pieces + part.pieces, before.offsets + part.offsets)
                windows.append(part)
        return windows

    def cut(self, text: str) -> tuple[list[int], list[int]]:
        """Word pieces of ``text``, which holds no half surrogate pairs, and where in it each begins."""
        encoded = self._tokenizer.encode(text, add_special_tokens=False)
        return list(encoded.ids), [begin for begin, _ in encoded.offsets]

    @staticmethod
    def _portions(text: str, span: Span, offsets: Sequence[int]) -> list[tuple[int, int]]:
        if len(offsets) <= MAX_PIECES:
            return [(0, len(offsets))] if offsets else []
        ends = [found.end() for found in _SENTENCE_END.finditer(text, span.start, span.end)]
        cuts = sorted({bisect_left(offsets, end) for end in ends})
        portions, first = [], 0
        while len(offsets) - first > MAX_PIECES:
            at = bisect_right(cuts, first + MAX_PIECES) - 1
            last = cuts[at] if at >= 0 and cuts[at] > first else first + MAX_PIECES
            portions.append((first, last))
            first = last
        return [*portions, (first, len(offsets))]

    @cached_property
    def _tokenizer(self) -> Any:
        return open_tokenizer(self._weights("tokenizer.json"))

    @cached_property
    def _encoder(self) -> Any:
        return open_session(self._weights("attribution-encoder.onnx"))

    @cached_property
    def head(self) -> Any:
        """The session that takes states, pieces, heads and features, and gives labels, queries and keys."""
        return open_session(self._weights("attribution-head.onnx"))

    @cached_property
    def tables(self) -> Tables:
        """The vocabulary of the features and the scores that decoding adds."""
        read = json.loads(self._weights("attribution.json"))
        arrays = {name: np.array(read[name], dtype=np.float32) for name in ("steps", "first", "last", "distance")}
        return Tables(vocabulary=read["vocabulary"], **arrays)
