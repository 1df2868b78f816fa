"""The encoder and the judge: values of the stated form, the same whatever stands beside a text."""

from __future__ import annotations

import hashlib
import re

import numpy as np
import pytest

from onrecord.errors import SetupError
from onrecord.models import Encoder, Judge, Models, sessions
from onrecord.models.sessions import WEIGHTS
from onrecord.records import Block, Span

SENTENCES = [
    "The island asked the mainland for grain, two officials said.",
    "The mainland had been asked by the island for grain, according to officials.",
    "Three men were arrested at the station.",
    "",
]


def read(vectors: list[bytes]) -> np.ndarray:
    return np.array([np.frombuffer(vector, dtype="<f2").astype(np.float64) for vector in vectors])


def test_a_vector_is_384_float16_of_unit_length(models: Models) -> None:
    vectors = models.encoder.encode(SENTENCES)
    assert {len(vector) for vector in vectors} == {768}
    assert np.linalg.norm(read(vectors), axis=1) == pytest.approx(1, abs=1e-3)


def test_like_meanings_lie_close(models: Models) -> None:
    same, other = (read(models.encoder.encode(SENTENCES)) @ read(models.encoder.encode(SENTENCES[:1]))[0])[1:3]
    assert same > 0.85
    assert other < 0.3


def test_a_vector_does_not_hang_on_its_neighbours_or_their_order(models: Models) -> None:
    alone = [models.encoder.encode([text])[0] for text in SENTENCES]
    assert models.encoder.encode(SENTENCES) == alone
    assert models.encoder.encode([*SENTENCES[::-1], *SENTENCES]) == [*alone[::-1], *alone]
    assert Encoder().encode(SENTENCES) == alone


def test_any_text_is_encoded(models: Models) -> None:
    odd = ["\x00\u202e", "half a pair \ud83d", "word " * 200_000, "x" * 1_000_000, "漢字", "\n"]
    assert len(models.encoder.encode(odd)) == len(odd)
    assert models.encoder.encode([]) == []


def test_what_lies_behind_the_128th_word_piece_is_not_read(models: Models) -> None:
    first = "grain " * 126
    assert models.encoder.encode([first]) == models.encoder.encode([first + "and salt"])
    assert models.encoder.encode([first[:-6]]) != models.encoder.encode([first[:-6] + "and salt"])


CARDS = {
    "minilm.md": ("minilm.onnx", "tokenizer.json"),
    "pairs.md": ("pairs.onnx",),
    "claimdiff.md": ("claimdiff.json",),
    "attribution.md": ("attribution-encoder.onnx", "attribution-head.onnx", "attribution.json"),
}


@pytest.mark.parametrize("card", CARDS)
def test_the_model_card_names_the_files_as_they_are(card: str) -> None:
    words = (WEIGHTS / card).read_text(encoding="utf-8")
    for name in CARDS[card]:
        (digest,) = re.findall(rf"\| {re.escape(name)} \| [\d,]+ \| `([0-9a-f]{{64}})`", words)
        assert hashlib.sha256((WEIGHTS / name).read_bytes()).hexdigest() == digest


def test_no_weights_are_larger_than_thirty_megabytes() -> None:
    assert [file.name for file in WEIGHTS.iterdir() if file.stat().st_size > 30_000_000] == []  # type: ignore[attr-defined]


def test_a_missing_model_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "WEIGHTS", WEIGHTS / "nowhere")
    with pytest.raises(
        SetupError, match=r"weights/.* is missing from the installed package \(install onrecord again\)"
    ):
        Encoder().encode(["text"])


PAIRS = [
    ("The island asked the mainland for grain.", "Grain was asked of the mainland by the island."),
    ("The island asked the mainland for grain.", "The island did not ask the mainland for grain."),
    ("The council denied that it had sold the mill to the board.", "The council sold the mill to the board."),
    ("The harbour master said that 40 ships were waiting.", "The harbour master said that 70 ships were waiting."),
    ("The island asked the mainland for grain.", "The mayor has two sisters."),
]


def test_negation_denial_and_figures_decide_and_not_the_words_shared(models: Models) -> None:
    same, *against, apart = models.judge.judge(PAIRS)
    assert same.entailment > 0.5
    assert all(verdict.contradiction > 0.5 for verdict in against)
    assert apart.neutral > 0.5


def test_chances_sum_to_one(models: Models) -> None:
    for verdict in models.judge.judge(PAIRS):
        assert verdict.entailment + verdict.contradiction + verdict.neutral == pytest.approx(1, abs=1e-5)


def test_a_verdict_does_not_hang_on_its_neighbours_or_their_order(models: Models) -> None:
    alone = [models.judge.judge([pair])[0] for pair in PAIRS]
    assert models.judge.judge([*PAIRS[::-1], *PAIRS]) == [*alone[::-1], *alone]
    assert Judge().judge(PAIRS) == alone


def test_any_pair_is_judged(models: Models) -> None:
    odd = ["\x00\u202e", "half a pair \ud83d", "word " * 200_000, "", "漢字", "\n"]
    assert len(models.judge.judge([(one, other) for one in odd for other in odd])) == len(odd) ** 2
    assert models.judge.judge([]) == []


def test_the_mean_state_is_of_the_words_asked_for_and_of_none_outside_the_article(models: Models) -> None:
    text = "The island asked for grain.\n\nShare this page\n\nThree men were arrested."
    blocks = (Block(Span(0, 27), "body"), Block(Span(29, 44), "share"), Block(Span(46, len(text)), "body"))
    reading = models.tagger.read(text, blocks)
    island, men = text.index("island"), text.index("men")
    one, other = reading.average([island]), reading.average([men])
    both = reading.average([island, men])
    assert one is not None and other is not None and both is not None
    assert both.shape == (384,) and np.allclose(both, (one + other) / 2, atol=1e-6)
    assert not np.allclose(one, other, atol=0.1)
    assert reading.average([]) is None and reading.average([len(text) + 5]) is None
