"""Any text to tokens, sentences and named entities, with offsets that hold."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.models import Models
from onrecord.records import Block, Parse, Sentence, Span
from onrecord.stages.parse import parse_text
from onrecord.stages.parse.pieces import LONGEST_PIECE, LONGEST_RUN, cut_pieces, smooth_text
from onrecord.stages.parse.sentences import join_sentences


def parse(text: str, models: Models) -> Parse:
    blocks = [Block(Span(0, len(text)), "body")] if text else []
    return parse_text(text, blocks, parser=models.parser)


def sentences(text: str, models: Models) -> list[str]:
    return [sentence.span.of(text) for sentence in parse(text, models).sentences]


def check(text: str, parsed: Parse) -> None:
    """What holds of every parse, whatever the text."""
    smooth = smooth_text(text)
    for number, token in enumerate(parsed.tokens):
        assert token.span.of(smooth) == token.text
        assert token.text.strip()
        assert 0 <= token.head < len(parsed.tokens)
        assert all(parsed.tokens[child].head == number for child in token.children)
        assert token.head == number or number in parsed.tokens[token.head].children
    assert [i for one in parsed.sentences for i in range(one.first, one.last)] == list(range(len(parsed.tokens)))
    for one in parsed.sentences:
        assert one.span == Span(parsed.tokens[one.first].span.start, parsed.tokens[one.last - 1].span.end)
    for entity in parsed.entities:
        first, last = parsed.tokens[entity.first], parsed.tokens[entity.last - 1]
        assert entity.span == Span(first.span.start, last.span.end)
        assert {token.entity for token in parsed.tokens[entity.first : entity.last]} == {entity.label}


def test_a_sentence_is_parsed_with_offsets_of_the_whole_text(models: Models) -> None:
    text = "Menu | Log in\n\nIlse Maron denied the report.\n\nShare this"
    blocks = [Block(Span(0, 13), "promo"), Block(Span(15, 44), "body"), Block(Span(46, 56), "share")]
    parsed = parse_text(text, blocks, parser=models.parser)
    assert [token.text for token in parsed.tokens] == ["Ilse", "Maron", "denied", "the", "report", "."]
    assert [token.lemma for token in parsed.tokens][2] == "deny"
    assert [(token.dep, token.head) for token in parsed.tokens][1:3] == [("nsubj", 2), ("ROOT", 2)]
    assert parsed.tokens[2].children == (1, 4, 5)
    assert [(one.span.of(text), one.label) for one in parsed.entities] == [("Ilse Maron", "PERSON")]
    assert [(one.span.of(text), one.block) for one in parsed.sentences] == [("Ilse Maron denied the report.", "body")]
    check(text, parsed)


def test_no_sentence_crosses_a_block(models: Models) -> None:
    text = "Bridge closed after\nthe minister said no"
    blocks = [Block(Span(0, 19), "headline"), Block(Span(20, 40), "body")]
    parsed = parse_text(text, blocks, parser=models.parser)
    assert [one.block for one in parsed.sentences] == ["headline", "body"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Who asked for it?” the mayor said.", 1),
        ("“We never asked!” he declared. Nobody answered.", 2),
        ("The report was filed by Sen. Orla Brandt and Gov. Tam Reyes in the U.S. capital.", 1),
        ("DORNE, Ariz.—Sen. Orla Brandt made a visit to the border on Friday.", 1),
        ("It was late. He left. Nobody saw him go.", 3),
        ("The minister, who is\nleaving in May, said\nthe dam was safe. It was not.", 2),
        ("The dam held …", 1),
    ],
)
def test_sentences_are_whole(text: str, expected: int, models: Models) -> None:
    found = sentences(text, models)
    assert len(found) == expected
    assert all(one[-1] in ".?!…”" for one in found)


@pytest.mark.parametrize(
    ("text", "cut", "whole"),
    [
        ("“We never asked!” he declared.", 18, True),
        ("The dam, it is said ‘held’", 20, True),
        ("Officials met Capt. Dorn there.", 20, True),
        ("The plan is dead . . .", 19, True),
        ("The dam held. It will hold.", 14, False),
        ("DORNE -- The dam held.", 9, False),
        ("The dam held. www.example.org", 14, False),
        ("A line without an end\nAnother line", 22, False),
        ("He said it was over”. “Never,” she said.", 22, False),
    ],
)
def test_what_the_parser_broke_is_joined(text: str, cut: int, whole: bool) -> None:  # noqa: FBT001
    two = [
        Sentence(span=Span(0, len(text[:cut].rstrip())), first=0, last=3, block="body"),
        Sentence(span=Span(cut, len(text)), first=3, last=6, block="body"),
    ]
    joined = join_sentences(text, two)
    assert joined == ([Sentence(span=Span(0, len(text)), first=0, last=6, block="body")] if whole else two)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "\x00\x01 The \u202eminister\u202c said\x07 no.\x1b[31m",
        "\ufeffThe\u200bminister\xa0said\u2028no.",
        "The minister said \ud83d no.",
        "..." * 500,
        "“" * 1500,
        "¿¡" * 300 + " x",
        "大臣はそれを否定した。" * 20,
        "🙂 " * 50,
    ],
)
def test_any_text_passes(text: str, models: Models) -> None:
    check(text, parse(text, models))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200))
def test_offsets_hold_for_text_of_any_characters(text: str, models: Models) -> None:
    check(text, parse(text, models))


def test_a_sentence_of_ten_thousand_words_stays_one(models: Models) -> None:
    text = "the old harbour and " * 2500 + "the sea."
    parsed = parse(text, models)
    assert len(parsed.sentences) == 1
    check(text, parsed)


def test_pieces_cover_a_text_without_white_space_or_end() -> None:
    for text in ("!" * 3 * LONGEST_RUN, "word " * LONGEST_PIECE, "It held. " * LONGEST_PIECE, "x" * LONGEST_RUN):
        pieces = list(cut_pieces(text, Span(3, len(text))))
        assert "".join(piece.of(text) for piece in pieces) == text[3:]
        assert max(map(len, pieces)) <= LONGEST_PIECE
    assert all(
        piece.of(text).endswith(" ")
        for text in ["It held. " * LONGEST_PIECE]
        for piece in cut_pieces(text, Span(0, len(text)))
    )
    assert [len(piece) for piece in cut_pieces("!" * 1000, Span(0, 1000))] == [400, 400, 200]


@pytest.mark.parametrize("text", ["Donald Pell Vows To End Tolls", "Donald Pell Pledges To Cut Tax"])
def test_a_name_in_a_headline_ends_before_its_verb(text: str, models: Models) -> None:
    parsed = parse_text(text, [Block(Span(0, len(text)), "headline")], parser=models.parser)
    assert [entity.span.of(text) for entity in parsed.entities] == ["Donald Pell"]
    assert [token.text for token in parsed.tokens if token.entity] == ["Donald", "Pell"]


def test_reading_twice_gives_the_same(models: Models) -> None:
    text = "Tam Reyes told The Harbour Gazette that 40 boats were lost. The port denied it."
    assert parse(text, models) == parse(text, models)


def test_the_parser_is_loaded_only_when_asked_for() -> None:
    script = "import sys, onrecord.pipeline; print({'spacy', 'onnxruntime', 'tokenizers'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_the_command_line_of_spacy_can_still_be_had() -> None:
    script = (
        "from onrecord.stages.parse import load_parser; load_parser(); import spacy.cli; print(spacy.cli.info.__name__)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "info\n"
