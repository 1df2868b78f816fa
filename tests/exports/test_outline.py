from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.exports import EXPORTERS
from onrecord.exports.outline import arrange_outline, count_of, day_name, shorten, visible
from onrecord.records import Block, Claim, Dossier, Entity, Evidence, Holder, Publication, Report, Span, When


def test_words_and_their_line(dossier: Dossier) -> None:
    outline = arrange_outline(dossier)
    side = outline.disputes[0].sides[0]
    assert (side.speaker, side.stance, side.via) == ("officials (unnamed)", "asserts", ("Bay Mirror",))
    assert side.quotes[0].reference == "bay:5"
    assert "30 million crowns" in side.quotes[0].words  # a line break in the report is a space here
    assert outline.disputes[0].sides[1].role == "port spokeswoman"


def test_who_says_most_comes_first(dossier: Dossier) -> None:
    outline = arrange_outline(dossier)
    assert [voice.name for voice in outline.people] == ["Ada Lunt", "Bo Essen"]
    assert outline.sources[0].acts == (("asserts", 2),)
    assert all(voice.kind != "person" for voice in outline.sources)


def test_corroborated_claims_come_before_single_sources(dossier: Dossier) -> None:
    single = dossier.claims[1]
    both = replace(single, id="c3", status="corroborated")
    outline = arrange_outline(replace(dossier, claims=(single, both)))
    assert [question.id for question in outline.claims] == ["c3", "c2"]


def test_furniture_is_counted_by_kind(dossier: Dossier) -> None:
    assert arrange_outline(dossier).reports[0].furniture == (("promo", 1), ("update", 1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain, ünï \u05d0 text", "plain, ünï \u05d0 text"),
        ("\x1b[31m", "<U+001B>[31m"),
        ("a\u202eb\u2066c", "a<U+202E>b<U+2066>c"),
        ("\ud800", "<U+D800>"),
        ("tab\tand\nline", "tab\tand\nline"),
    ],
)
def test_hidden_characters_are_shown(text: str, expected: str) -> None:
    assert visible(text) == expected


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [("short", 10, "short"), ("two words here", 10, "two words…"), ("x" * 20, 5, "xxxx…"), ("end, of", 5, "end…")],
)
def test_words_are_cut_at_a_word(text: str, limit: int, expected: str) -> None:
    assert shorten(text, limit) == expected


def test_days_and_counts() -> None:
    assert [day_name(w) for w in (When.on(2022), When.on(2022, 3), When.on(2022, 3, 4), None)] == [
        "2022", "Mar 2022", "4 Mar 2022", "undated",
    ]  # fmt: skip
    assert count_of(1, "story", "stories") == "1 story"
    assert count_of(2000, "story", "stories") == "2,000 stories"


@settings(deadline=None, max_examples=40)
@given(st.text(st.characters(exclude_categories=()), min_size=1), st.text(min_size=1), st.text())
def test_any_text_passes_through_every_format(text: str, name: str, role: str) -> None:
    place = Evidence("r", Span(0, len(text)))
    made = Dossier(
        story=text,
        reports=(Report("r", "0" * 64, text, "e", name, Publication(None, "unknown"), (Block(place.span, "body"),)),),
        entities=(Entity("e", name, "outlet", roles=(role,)),),
        claims=(Claim("c", text, place, "disputed", (Holder("e", "denies", ("e",), (place,)),), ()),),
        statements=(),
        events=(),
        lineage=(),
    )
    for write in EXPORTERS.values():
        assert write([made]) == write([made])
    page = EXPORTERS["html"]([made])
    assert isinstance(page, str)
    assert page.count("<script") == 1
    assert page.count("<body") == 1
