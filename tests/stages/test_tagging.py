"""The trained tagger's part of the statements stage: features, decoding, links, windows, merge with the rules."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
import pytest

from onrecord.models import Models
from onrecord.models.tagger import MAX_PIECES
from onrecord.records import Block, Page, Parse, Span, Statement
from onrecord.stages.parse import parse_text
from onrecord.stages.statements import attribute_statements, describe_report, mark_attributions
from onrecord.stages.statements.features import COLUMNS
from onrecord.stages.statements.quotes import Quotes
from onrecord.stages.statements.tagging import LABELS, Scores, Tables, Tagged, best_labels, tag_attributions

TEXT = (
    "The harbour board of Lysmar said on Monday that the crane had been inspected in May.\n\n"
    "“Nobody told us about a fault,” Ilse Branting, the board's director, told reporters."
)


def body(text: str) -> list[Block]:
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(Span(at, at + len(line)), "body"))
        at += len(line) + 1
    return blocks


def read(text: str, models: Models) -> tuple[Page, list[Block], Parse]:
    blocks = body(text)
    return Page("r", text, "", "r"), blocks, parse_text(text, blocks, parser=models.parser)


def statements(text: str, models: Models) -> tuple[Statement, ...]:
    page, blocks, parse = read(text, models)
    return attribute_statements(page, blocks, parse, reading=models.tagger.read(text, blocks))


def test_words_that_a_colon_gives_to_one_are_not_the_owners_of_a_noun_in_between(models: Models) -> None:
    text = "Pell reacted to Holt's claims in a letter:\n“I had nothing to do with it, and I never met the man.”"
    assert [s.source.of(text) for s in statements(text, models) if s.source] == ["Pell"]


def tables(*, steps: np.ndarray | None = None) -> Tables:
    count = len(LABELS)
    inner = np.array([name.startswith("I-") for name in LABELS])
    same = np.array([[a[1:] == b[1:] for b in LABELS] for a in LABELS])
    given = np.zeros((count, count)) if steps is None else steps
    banned = np.where(inner[None, :] & ~same, -1e4, given)
    return Tables(
        vocabulary={column: {} for column in COLUMNS},
        steps=banned.astype(np.float32),
        first=np.where(inner, -1e4, 0).astype(np.float32),
        last=np.zeros(count, np.float32),
        distance=np.zeros((24, 2), np.float32),
    )


def window(first: int, labels: np.ndarray) -> Scores:
    none = np.zeros((len(labels), 128), np.float32)
    return Scores(first, first + len(labels), labels.astype(np.float32), none, none)


def test_the_best_labels_are_those_of_a_search_through_all() -> None:
    rng = np.random.default_rng(7)
    given = tables(steps=rng.normal(size=(7, 7)))
    windows = [window(0, rng.normal(size=(size, 7)) * 2) for size in (4, 1, 3)]
    for one, found in zip(windows, best_labels(windows, given), strict=True):
        size = len(one.labels)
        ways = {
            way: given.first[way[0]]
            + sum(one.labels[i, way[i]] for i in range(size))
            + sum(given.steps[way[i - 1], way[i]] for i in range(1, size))
            for way in product(range(7), repeat=size)
        }
        assert tuple(found) == max(ways, key=lambda way: ways[way])


def test_a_span_goes_on_only_after_it_began() -> None:
    wants = np.zeros((3, 7))
    wants[:, LABELS.index("I-content")] = 5
    (found,) = best_labels([window(0, wants)], tables())
    assert [LABELS[label] for label in found] == ["B-content", "I-content", "I-content"]


def test_no_span_goes_on_into_the_next_block() -> None:
    wants = np.zeros((4, 7))
    wants[:, LABELS.index("I-content")] = 5
    (found,) = best_labels([window(10, wants)], tables(), [0, 10, 12, 99])
    assert [LABELS[label] for label in found] == ["B-content", "I-content"] * 2


def test_no_windows_no_labels() -> None:
    assert best_labels([], tables()) == []


class Told:
    """A reading whose scores are told by hand: one role a token, links by equal numbers."""

    tables = tables()

    def __init__(self, marks: Sequence[tuple[str, int]]) -> None:
        self.marks = marks

    def score(self, starts: np.ndarray, heads: np.ndarray, features: np.ndarray) -> list[Scores]:
        labels = np.zeros((len(starts), 7), np.float32)
        queries, keys = (np.zeros((len(starts), 128), np.float32) for _ in range(2))
        for at, (role, number) in enumerate(self.marks):
            labels[at, LABELS.index(role)] = 9
            for half in (0, 64):
                queries[at, half + number] = keys[at, half + number] = 9 if number else 0
        return [Scores(0, len(starts), labels, queries, keys)]


def test_each_content_goes_to_the_cue_that_asks_for_it(models: Models) -> None:
    text = "Ada denied and Ben affirmed it all"
    _, blocks, parse = read(text, models)
    marks = [("B-source", 1), ("B-cue", 1), ("O", 0), ("B-source", 2), ("B-cue", 2), ("B-content", 1), ("O", 0)]
    tagged = tag_attributions(parse, blocks, Quotes((), (), ()), [], reading=Told(marks))
    assert tagged == [Tagged((1, 2), (0, 1), ((5, 6),)), Tagged((4, 5), (3, 4), ())]


def test_features_are_one_a_token_and_name_what_the_rules_found(models: Models) -> None:
    page, blocks, parse = read(TEXT, models)
    described = describe_report(page, blocks, parse)
    assert tuple(described) == COLUMNS
    assert {len(values) for values in described.values()} == {len(parse.tokens)}
    words = [token.text for token in parse.tokens]
    said, opening = words.index("said"), words.index("“")
    assert described["rule"][said] == "B-q"
    assert described["cue"][said] == "asserts"
    assert (described["quote"][opening], described["quote"][opening + 1], described["quote"][0]) == ("o", "i", "0")
    assert described["place"][0] == "fF"


def test_nothing_to_describe_is_no_error(models: Models) -> None:
    page = Page("r", "", "", "r")
    assert not any(describe_report(page, [], Parse((), (), ())).values())
    assert mark_attributions(page, [], Parse((), (), ()), reading=models.tagger.read("", [])) == []


def test_statements_have_the_bounds_of_the_dossier_not_of_the_corpus(models: Models) -> None:
    said, told = statements(TEXT, models)
    assert said.source is not None
    assert said.source.of(TEXT) == "The harbour board of Lysmar"
    assert said.content[0].of(TEXT) == "the crane had been inspected in May"
    assert told.content[0].of(TEXT) == "“Nobody told us about a fault,”"


def test_what_the_rules_lack_is_added_where_somebody_is_quoted(models: Models) -> None:
    text = "Ilse Branting posited: “The crane of Lysmar was never inspected at all.”"
    (found,) = statements(text, models)
    assert found.source is not None
    assert found.source.of(text) == "Ilse Branting"
    assert found.content[0].of(text) == "“The crane of Lysmar was never inspected at all.”"


def test_what_somebody_merely_wants_is_no_statement(models: Models) -> None:
    assert statements("The council of Ostrel wants a new bridge and likes the old tram.", models) == ()


def test_the_same_text_is_read_the_same_twice(models: Models) -> None:
    page, blocks, parse = read(TEXT * 3, models)
    first, second = (
        mark_attributions(page, blocks, parse, reading=models.tagger.read(page.text, blocks)) for _ in range(2)
    )
    assert first == second


@pytest.mark.parametrize(
    "text",
    [
        "",
        "According to a",
        "\u200b\u200b",
        "\ud800 he said “no",
        "a" * 5000,
        "word " * 900,
        "He said. " * 400,
        "!" * 1500,
        "他说 " * 300,
    ],
    ids=[
        "empty",
        "nothing-beside",
        "zero-width",
        "half-surrogate",
        "one-word",
        "no-sentence",
        "sentences",
        "marks",
        "ideographs",
    ],
)
def test_any_text_is_read(models: Models, text: str) -> None:
    page, blocks, parse = read(text, models)
    reading = models.tagger.read(text, blocks)
    for tagged in mark_attributions(page, blocks, parse, reading=reading):
        assert 0 <= tagged.cue[0] < tagged.cue[1] <= len(parse.tokens)
    assert all(len(one.pieces) <= MAX_PIECES for one in reading.windows)


def test_a_long_paragraph_is_cut_before_a_sentence(models: Models) -> None:
    text = "The mayor of Lysmar opened the new ferry line on a rainy morning. " * 40
    windows = models.tagger.read(text, body(text)).windows
    assert len(windows) > 1
    assert {text[one.start :][:9] for one in windows} == {"The mayor"}


def test_short_paragraphs_share_a_window(models: Models) -> None:
    text = "One line.\n\nAnother line.\n\nA third."
    (only,) = models.tagger.read(text, body(text)).windows
    assert only.start == 0
