from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.records import (
    Analysis,
    Block,
    Claim,
    Dossier,
    Entity,
    Evidence,
    Holder,
    Link,
    Page,
    Publication,
    Span,
    Statement,
    When,
)
from onrecord.stages.dossier import assemble_dossier


def analysis(name: str, text: str, *, title: str | None = None, statements: tuple[Statement, ...] = ()) -> Analysis:
    """A report whose first line is its headline."""
    end = text.index("\n") if "\n" in text else 0
    blocks = (Block(Span(0, end), "headline"), Block(Span(end, len(text)), "body"))
    return Analysis(
        page=Page(name, text, "0" * 64, f"{name}.txt", title=title),
        blocks=blocks if end else (Block(Span(0, len(text)), "body"),) if text else (),
        sentences=(Span(0, len(text)),) if text else (),
        published=Publication(When.on(2023, 5, 3), "given"),
        outlet="outlet",
        times=(),
        statements=statements,
        entities=(),
        events=(),
        propositions=(),
    )


ENTITIES = (Entity("outlet", "Bay Mirror", "outlet"), Entity("lunt", "Ada Lunt", "person"))


def assemble(*analyses: Analysis, **rest: object) -> Dossier:
    values: dict[str, object] = {
        "title": None, "entities": ENTITIES, "links": (), "utterances": (), "claims": (), "discrepancies": (),
        "events": (), **rest,
    }  # fmt: skip
    return assemble_dossier(analyses, **values)  # type: ignore[arg-type]


def claim(*places: Evidence, speaker: str = "lunt") -> Claim:
    return Claim("c1", "The pier is sold.", places[0], "single-source", (Holder(speaker, "asserts", (), places),), ())


def test_the_title_is_the_headline_whose_words_most_reports_use() -> None:
    dossier = assemble(
        analysis("a", "Sea breeze. focus\nThe port denied that the ferry pier was sold."),
        analysis("b", "Port denies sale of ferry pier\nOfficials said the port sold its ferry pier."),
        analysis("c", "What we know so far\nThe ferry pier in the port was sold."),
    )
    assert dossier.story == "Port denies sale of ferry pier"


def test_a_title_that_is_given_stands() -> None:
    assert assemble(analysis("a", "Headline\nBody."), title="pier").story == "pier"


@pytest.mark.parametrize(
    ("page_title", "text", "expected"),
    [
        (None, "The pier is sold\nIt was.", "The pier is sold"),
        ("The pier is sold | Bay Mirror", "x\ny", "The pier is sold"),
        (None, "A single sentence without a headline.", "A single sentence without a headline."),
        (None, "", "a"),
    ],
)
def test_a_report_is_shown_by_its_headline(page_title: str | None, text: str, expected: str) -> None:
    assert assemble(analysis("a", text, title=page_title)).reports[0].title == expected


def test_a_long_first_sentence_is_cut_at_a_word() -> None:
    title = assemble(analysis("a", "word " * 100)).reports[0].title
    assert title.endswith("word\u2026")
    assert len(title) <= 111


def test_nothing_is_shown_without_words_and_nothing_is_dropped_in_silence() -> None:
    text = "Headline\nAda Lunt denied it."
    good, past_the_end = Evidence("a", Span(9, 28)), Evidence("a", Span(9, 29))
    dossier = assemble(
        analysis("a", text),
        claims=(
            claim(good),
            claim(past_the_end),
            claim(Evidence("a", Span(9, 9))),
            claim(Evidence("b", Span(0, 1))),
            claim(good, speaker="nobody"),
        ),
        links=(Link("a", "Coast Agency", "credit", Span(0, 0)),),
    )
    assert dossier.claims == (claim(good),)
    assert dossier.lineage == ()
    assert dossier.left_out == (
        "claim: points at a:9-29, where the report has no words",
        "claim: points at a:9-9, where the report has no words",
        "claim: points at report 'b', which is not in the story",
        "claim: names nobody, which the story does not know",
        "lineage: points at a:0-0, where the report has no words",
    )


def test_a_statement_inside_one_that_is_left_out_keeps_a_right_parent() -> None:
    text = "Headline\nAda Lunt said that Bo said that the pier is gone."
    whole = (Span(9, len(text)),)
    good = Statement("a", None, Span(18, 22), (Span(28, 55),), "indirect", "asserts", whole, speakers=("lunt",))
    bad = replace(good, cue=Span(5, 5))
    inner = replace(good, parent=1)
    orphan = replace(good, parent=0)
    dossier = assemble(analysis("a", text, statements=(bad, good, inner, orphan)))
    assert [statement.parent for statement in dossier.statements] == [None, 0, None]
    assert len(dossier.left_out) == 1
