"""Sources told by what they are, by letters, by place; and what passes words on. Invented throughout."""

from __future__ import annotations

import pytest
from test_speakers import read

from onrecord.models import Models
from onrecord.records import Page, Span, Statement
from onrecord.stages.clean import classify_blocks
from onrecord.stages.parse import parse_text
from onrecord.stages.speakers import resolve_speakers
from onrecord.stages.statements.acts import content_act


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "Tam Orwick unveiled a tower in Halvar on Monday. The property mogul said it would open in May.",
            "open in May",
            ["Tam Orwick"],
        ),
        (
            "Ann Cole asked Peter Reed about the bridge on Monday. The candidate said the bridge was safe.",
            "bridge was safe",
            ["Peter Reed"],
        ),
        (
            "Rail workers met the Alliance to Mend Our Harbours (AMOH) on Monday. AMOH said the piers were rotten.",
            "piers were rotten",
            ["Alliance to Mend Our Harbours"],
        ),
        (
            "Peter Reed left office in June. Mr. Reed's wife, Clara, said he was tired.",
            "he was tired",
            ["Clara Reed"],
        ),
        (
            "Peter Reed, a member of the council and once a leading negotiator, said the talks were over.",
            "talks were over",
            ["Peter Reed"],
        ),
        (
            "A fire closed roads across Maine on Monday. The state said the roads would open within days.",
            "open within days",
            ["Maine"],
        ),
        (
            "The Halvar Relief Fund met on Monday. The fund said the winter would be hard.",
            "winter would be hard",
            ["Halvar Relief Fund"],
        ),
    ],
)
def test_a_source_told_by_what_it_is(models: Models, text: str, words: str, speaker: list[str]) -> None:
    assert read(text, models).says(words) == speaker


@pytest.mark.parametrize(
    ("text", "cue", "content", "speaker"),
    [
        ("Ann Cole accused Peter Reed of telling her the mill was sold.", "telling", "the mill was sold", "Peter Reed"),
        (
            "Peter Reed was sued by Ann Cole, alleging the mill was unsafe.",
            "alleging",
            "the mill was unsafe",
            "Ann Cole",
        ),
    ],
)
def test_a_participle_is_said_by_whom_its_verb_tells(
    models: Models, text: str, cue: str, content: str, speaker: str
) -> None:
    page = Page("one", text, "0", "one")
    blocks = classify_blocks(page)
    parse = parse_text(text, blocks, parser=models.parser)
    spans = [Span(text.index(part), text.index(part) + len(part)) for part in (cue, content)]
    bare = Statement("one", None, spans[0], (spans[1],), "indirect", "asserts", ())
    (statement,), entities, _ = resolve_speakers(page, blocks, parse, [bare])
    assert [entity.name for entity in entities if entity.id in statement.speakers] == [speaker]


def test_an_officer_is_not_taken_for_whoever_spoke_last(models: Models) -> None:
    text = "Ann Cole praised the parade on Monday. The officer said a man had been arrested."
    assert read(text, models).says("had been arrested") != ["Ann Cole"]


def test_who_asks_passes_nothing_on(models: Models) -> None:
    text = "Asked about Peter Reed's claim that the mill was sold, Ann Cole said she had no news."
    reading = read(text, models)
    assert reading.via("the mill was sold") == []


def test_an_outlet_told_is_in_the_chain_by_its_name_alone(models: Models) -> None:
    reading = read("“The mill is ours,” Ann Cole told USA Today.", models, outlet="Halvar Courier")
    assert reading.via("The mill is ours") == ["USA Today"]


def test_who_writes_of_himself_is_the_outlet(models: Models) -> None:
    reading = read(
        "I told the mayor of Halvar that the mill was sold. Ann Cole said it was not.", models, outlet="Halvar Courier"
    )
    for statement in reading.statements:
        if statement.source is not None and statement.source.of(reading.text) == "I":
            assert [reading.name(s) for s in statement.speakers] == ["Halvar Courier"]
            break
    else:
        pytest.fail("no statement of the writer's")


@pytest.mark.parametrize(
    ("said", "source", "frame", "act"),
    [
        ("the plan is a disgrace", "the mayor", "c", "criticises"),
        ("the plan is not a disgrace", "the mayor", "c", "asserts"),
        ("“The judge never lied to us.”", "the mayor", "q", "asserts"),
        ("“Why wait? We have the money.”", "the mayor", "q", "asserts"),
        ("“Who told you that?”", "the mayor", "q", "questions"),
        ("nothing improper took place", "the mayor", "c", "denies"),
        ("“That was never the case.”", "the mayor", "q", "denies"),
        ("Mr. Reed was not seeking a second term", "a spokesman for Mr. Reed", "c", "denies"),
        ("Mr. Reed was not seeking a second term", "Ann Cole", "c", "asserts"),
        ("“It rained. We will continue to fight.”", "the mayor", "q", "promises"),
        ("they would never vote for a tax", "70 percent of voters", "c", "asserts"),
        ("they would never vote for a tax", "the two councillors", "c", "declines"),
        ("85 outstanding delegates remain", "the clerk", "c", "asserts"),
    ],
)
def test_what_a_plain_said_does(said: str, source: str, frame: str, act: str) -> None:
    assert content_act(said, source=source, frame=frame) == act
