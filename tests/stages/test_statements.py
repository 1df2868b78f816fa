"""Statements in sentences made for the purpose: who is the source, what the cue, what the content."""

from __future__ import annotations

import hashlib
import re

import pytest
from effort import count_calls
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.models import Models
from onrecord.records import Block, Page, Parse, Span, Statement
from onrecord.stages.parse import parse_text
from onrecord.stages.statements import attribute_statements


def blocks_of(text: str) -> tuple[Block, ...]:
    return tuple(Block(Span(m.start(), m.end()), "body") for m in re.finditer(r"\S(?:[^\n]*\S)?", text))


def read(text: str, models: Models, *, headline: bool = False) -> tuple[Statement, ...]:
    blocks = blocks_of(text)
    if headline:
        blocks = (Block(blocks[0].span, "headline"), *blocks[1:])
    page = Page("r", text, hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(), "r")
    return attribute_statements(page, blocks, parse_text(text, blocks, parser=models.parser))


def told(text: str, models: Models, *, headline: bool = False) -> list[tuple[str | None, str, tuple[str, ...]]]:
    return [
        (s.source.of(text) if s.source else None, s.cue.of(text), tuple(c.of(text) for c in s.content))
        for s in read(text, models, headline=headline)
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Mayor Ada Brill said that the bridge is closed.", "Mayor Ada Brill", "said", ("the bridge is closed",)),
        ("The bridge is closed, the mayor said on Friday.", "the mayor", "said", ("The bridge is closed",)),
        ("The bridge, officials said, will stay closed.", "officials", "said", ("The bridge", "will stay closed")),
        ("“The bridge is closed,” she said.", "she", "said", ("“The bridge is closed,”",)),
        ("“It is closed,” said Ada Brill, the mayor.", "Ada Brill, the mayor", "said", ("“It is closed,”",)),
        ('Brill said: "It is closed."', "Brill", "said", ('"It is closed."',)),
        ("„Sie ist zu“, said Brill.", "Brill", "said", ("„Sie ist zu“",)),
        ("«It is closed», said Brill.", "Brill", "said", ("«It is closed»",)),
        ("'It is closed,' said Brill, whose sisters' house is near.", "Brill", "said", ("'It is closed,'",)),
        ("“It is open. We go there in full “she stated.", "she", "stated", ("“It is open. We go there in full “",)),
        ("The road is open, according to the ministry.", "the ministry", "according to", ("The road is open",)),
        ("According to the ministry, the road is open.", "the ministry", "According to", ("the road is open",)),
        ("Norland denied that it had sent troops.", "Norland", "denied", ("it had sent troops",)),
        ("The minister dismissed the reports.", "The minister", "dismissed", ("the reports",)),
        ("The union accused Velmar of hiding the figures.", "The union", "accused", ("Velmar of hiding the figures",)),
        ("The clerk was accused of hiding the figures.", None, "was accused", ("of hiding the figures",)),
        ("The governor refused to condemn the attack.", "The governor", "refused", ("to condemn the attack",)),
        ("A spokeswoman declined to comment.", "A spokeswoman", "declined", ("to comment",)),
        ("Brill called him a liar.", "Brill", "called", ("him a liar",)),
        ("Brill called on the council not to sell it.", "Brill", "called on", ("the council not to sell it",)),
        ("Brill appealed to drivers to stay at home.", "Brill", "appealed to", ("drivers to stay at home",)),
        ("The mayor urged drivers to stay at home.", "The mayor", "urged", ("drivers to stay at home",)),
        ("Norland asked Velmar for grain.", "Norland", "asked", ("grain",)),
        ("Norland will send a message to Velmar that it must pay.", "Norland", "will send a message", ("it must pay",)),
        ("The ministry issued a statement: “We deny it.”", "The ministry", "issued a statement", ("“We deny it.”",)),
        ("He went on to say that the bridge is safe.", "He", "went on to say", ("the bridge is safe",)),
        ("The ministry did not confirm the deaths.", "The ministry", "did not confirm", ("the deaths",)),
        ("They issued a statement saying that talks had failed.", "a statement", "saying", ("talks had failed",)),
    ],
)  # fmt: skip
def test_source_cue_and_content(
    text: str, source: str | None, cue: str, content: tuple[str, ...], models: Models
) -> None:
    assert (source, cue, content) in told(text, models)


def test_a_quotation_broken_by_the_narrator_is_one_statement(models: Models) -> None:
    text = "“We saw the fire,” Ada Brill said. “Nobody was hurt.” The street is closed."
    assert told(text, models) == [("Ada Brill", "said", ("“We saw the fire,”", "“Nobody was hurt.”"))]


def test_a_quotation_runs_over_paragraphs_with_its_marks_opened_again(models: Models) -> None:
    text = "“We saw the fire,” Ada Brill said. “Nobody was hurt.\n\n“We left at once.”\n\nThe street is closed."
    assert told(text, models) == [
        ("Ada Brill", "said", ("“We saw the fire,”", "“Nobody was hurt.", "“We left at once.”"))
    ]


def test_a_paragraph_of_quotation_goes_on_with_the_speaker_before(models: Models) -> None:
    text = "“We saw the fire,” Ada Brill said.\n\n“Nobody was hurt. We left at once.”"
    assert told(text, models)[0][2] == ("“We saw the fire,”", "“Nobody was hurt. We left at once.”")


def test_a_quotation_left_open_ends_with_its_paragraph(models: Models) -> None:
    text = '"We saw it," Brill said. "Nobody was hurt.\n\n"We left at once," she added.'
    assert told(text, models) == [
        ("Brill", "said", ('"We saw it,"', '"Nobody was hurt.')),
        ("she", "added", ('"We left at once,"',)),
    ]


def test_scare_quotes_and_titles_are_no_statements(models: Models) -> None:
    assert not told("The so-called “quiet zone” is loud. She appeared in “The Long Night” on Friday.", models)


def test_nested_statements_name_their_parent(models: Models) -> None:
    text = "Norland denied reports that Velmar had asked for grain."
    found = read(text, models)
    assert [(s.cue.of(text), s.parent) for s in found] == [("denied", None), ("reports", 0), ("had asked for", 1)]


def test_one_cited_is_the_source_of_what_an_outlet_reports(models: Models) -> None:
    text = "Velmar asked Norland for grain, the Valley Herald reported, citing officials."
    found = {s.cue.of(text): s for s in read(text, models)}
    cited = found["citing"]
    assert cited.source is not None
    assert cited.source.of(text) == "officials"
    assert [c.of(text) for c in cited.content] == ["Velmar asked Norland for grain"]
    assert found["reported"].parent is None
    assert cited.parent == read(text, models).index(found["reported"])


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("“The dam holds,” Brill said.", "direct"),
        ("Brill said the dam holds.", "indirect"),
        ("Brill said the dam “holds for now” and is watched.", "mixed"),
        ("The minister dismissed the claim as “false news.”", "mixed"),
        ("The road is open, according to the newspaper “Herald”.", "indirect"),
    ],
)
def test_mode(text: str, mode: str, models: Models) -> None:
    assert read(text, models)[0].mode == mode


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Brill said the dam holds.", "asserts"),
        ("Brill said the report is completely false.", "denies"),
        ("“It is pure disinformation,” Brill said.", "denies"),
        ("Brill denied the claim.", "denies"),
        ("Brill said she could not confirm or comment on the case.", "declines"),
        ("Brill did not confirm the figures.", "declines"),
        ("The council rejected the plan.", "declines"),
        ("The council rejected the allegations.", "denies"),
        ("Brill questioned the figures.", "questions"),
        ("Brill said Velmar has been spreading disinformation about the dam.", "accuses"),
        ("Brill warned that the dam could break.", "warns"),
        ("Brill said there will be consequences for Velmar.", "warns"),
        ("“We will continue to help every family,” Brill said.", "promises"),
        ("Brill was asked whether the dam holds.", "asks"),
        ("Brill called for a new vote.", "requests"),
        ("Brill hailed the rescue.", "praises"),
        ("“This decision is outrageous,” Brill said.", "criticises"),
    ],
)
def test_act(text: str, act: str, models: Models) -> None:
    assert read(text, models)[0].act == act


def test_outlets_on_the_way_are_kept_apart_from_the_content(models: Models) -> None:
    text = "Brill told the Valley Herald that the dam holds."
    (statement,) = read(text, models)
    assert [span.of(text) for span in statement.through] == ["the Valley Herald"]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("Pell responded to Holt's claims in a statement on Friday:\n{}", "Pell", "responded"),
        ("Pell reacted to Holt's claims in a letter:\n{}", "Pell", "reacted"),
        (
            "The union leader Ada Pell addressed the film in a letter Monday:\n{}",
            "The union leader Ada Pell",
            "addressed",
        ),
        ("Ada Bell lost. Bell responded to Holt's claims in a letter on Friday:\n{}", "Bell", "responded"),
    ],
)
def test_a_colon_gives_the_paragraph_after_it_to_whoever_acts(text: str, source: str, cue: str, models: Models) -> None:
    words = "“I had nothing to do with it, and I never met the man.”"
    assert told(text.format(words), models) == [(source, cue, (words,))]


def test_a_whole_sentence_in_marks_goes_on_with_the_sentence_before(models: Models) -> None:
    said = "Boxer Holt told host Ann Corvo: “I've repeatedly said that I would fight.” He said he was ready."
    first = ("Boxer Holt", "told", ("“I've repeatedly said that I would fight.”",))
    assert told(f"{said} “I never lied.”", models) == [first, ("He", "said", ("he was ready", "“I never lied.”"))]
    assert told(f"{said} “You lied,” Pell said.", models) == [
        first,
        ("He", "said", ("he was ready",)),
        ("Pell", "said", ("“You lied,”",)),
    ]


def test_a_colon_after_a_thing_gives_no_speaker(models: Models) -> None:
    assert told("There were three rules on the wall:\n“No dogs are let into this hall after six.”", models) == []


def test_a_quotation_runs_into_a_paragraph_that_only_closes_it(models: Models) -> None:
    text = "Pell said:\n“I never met the man.\nThe letters are his and his alone.”\nThe town waited."
    assert told(text, models) == [("Pell", "said", ("“I never met the man.", "The letters are his and his alone.”"))]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("A video surfaced of him mocking Holt.", "him", "mocking", "Holt"),
        ("A recording emerged of Pell calling Holt a thief.", "Pell", "calling", "Holt a thief"),
        ("A video of Pell mocking Holt surfaced.", "Pell", "mocking", "Holt"),
        ("The ministry of trade, denying that it knew, left.", "The ministry of trade", "denying", "it knew"),
    ],
)
def test_who_is_seen_in_a_recording_speaks_in_it(
    text: str, source: str, cue: str, content: str, models: Models
) -> None:
    assert told(text, models) == [(source, cue, (content,))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Reds have attacked Pell, saying he must go and questioning his record.",
            [("The Reds", "saying", ("he must go",)), ("The Reds", "questioning", ("his record",))],
        ),
        (
            "The Reds have been pounding Pell, saying that he needs to step down and questioning his abilities.",
            [("The Reds", "saying", ("he needs to step down",)), ("The Reds", "questioning", ("his abilities",))],
        ),
        (
            "Holt left, saying Pell was lying and denying the facts.",
            [("Holt", "saying", ("Pell was lying and denying the facts",)), ("Pell", "denying", ("the facts",))],
        ),
    ],
)
def test_a_participle_goes_on_with_the_participle_that_states(
    text: str, expected: list[tuple[str, str, tuple[str, ...]]], models: Models
) -> None:
    assert told(text, models) == expected


def test_who_is_laughed_at_for_believing_it_believes_it(models: Models) -> None:
    text = "Holt laughed at Pell for believing that he could win."
    assert told(text, models) == [("Pell", "believing", ("he could win",))]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Donald Pell Vows To End Tolls", "Donald Pell", "Vows", "To End Tolls"),
        ("Donald Pell Pledges To Cut Tax", "Donald Pell", "Pledges", "To Cut Tax"),
        ("Donald Pell Denies Taking Bribes", "Donald Pell", "Denies", "Taking Bribes"),
        ("Ada Holt Says Dam Will Hold", "Ada Holt", "Says", "Dam Will Hold"),
        ("Ada Holt Urges Calm", "Ada Holt", "Urges", "Calm"),
    ],
)
def test_a_headline_in_title_case_has_its_verb_outside_the_name(
    text: str, source: str, cue: str, content: str, models: Models
) -> None:
    assert told(text, models, headline=True) == [(source, cue, (content,))]


def test_headlines_count(models: Models) -> None:
    assert told("Norland, Velmar deny claims", models, headline=True)[0] == ("Norland, Velmar", "deny", ("claims",))
    assert told("Mayor to face charges, lawyer says", models, headline=True)[0][0] == "lawyer"
    assert told("Ada Brill: The Dam Will Hold", models, headline=True) == [("Ada Brill", ":", ("The Dam Will Hold",))]


def test_furniture_yields_nothing(models: Models) -> None:
    text = "The mayor said the dam holds."
    blocks = (Block(Span(0, len(text)), "caption"),)
    assert attribute_statements(Page("r", text, "", "r"), blocks, Parse((), (), ())) == ()


def test_evidence_is_whole_sentences(models: Models) -> None:
    text = "It rained. “We saw the fire,” Ada Brill said. “Nobody was hurt.” It rained again."
    (statement,) = read(text, models)
    assert [span.of(text) for span in statement.evidence] == [
        "“We saw the fire,” Ada Brill said.",
        "“Nobody was hurt.”",
    ]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("ab \n.,:'\"“”‘’«»—\u202e\x00sS")), max_size=120))
def test_marks_in_any_order_raise_nothing(models: Models, text: str) -> None:
    pieces = f"He said {text} she added, {text} according to him."
    for statement in read(pieces, models):
        assert statement.content
        assert all(0 <= span.start < span.end <= len(pieces) for span in statement.content)


@pytest.mark.parametrize(
    "unit", ["he said that the clerk said ", "“It is,” he said. ", "claims that claims that ", "said “"]
)
def test_work_grows_with_length_and_no_faster(unit: str, models: Models) -> None:
    def calls(count: int) -> int:
        text = unit * count
        blocks = blocks_of(text)
        page, parse = Page("r", text, "", "r"), parse_text(text, blocks, parser=models.parser)
        return count_calls(lambda: attribute_statements(page, blocks, parse))

    few, many = calls(150), calls(1200)
    assert many < 8 * few * 2


def test_what_an_outlet_reports_is_not_lost_behind_those_it_cites(models: Models) -> None:
    text = "The Harbour Times reported on Sunday, citing two unnamed officials, that a letter had reached the office."
    assert told(text, models) == [
        ("The Harbour Times", "reported", ("a letter had reached the office",)),
        ("two unnamed officials", "citing", ("a letter had reached the office",)),
    ]
    assert [s.parent for s in read(text, models)] == [None, 0]


@pytest.mark.parametrize(
    "text",
    [
        "She would neither confirm nor deny that the ministry had been warned.",
        "The senator would not confirm or deny that he had met the lobbyist.",
    ],
)
def test_who_neither_confirms_nor_denies_declines(models: Models, text: str) -> None:
    assert [s.act for s in read(text, models)] == ["declines"]


@pytest.mark.parametrize("text", ["Whoever says there was no letter is mistaken.", "Nobody answered that it was late."])
def test_nobody_in_particular_says_nothing(models: Models, text: str) -> None:
    assert read(text, models) == ()


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Tom Brill is said to have sold it.", None, "is said", ("Tom Brill", "to have sold it")),
        (
            "The mayor stopped short of denying that he met her.",
            "The mayor",
            "stopped short of denying",
            ("he met her",),
        ),
        ("The mayor fell short of calling for a vote.", "The mayor", "fell short of calling for", ("a vote",)),
        ("The mayor has not commented on the charges.", "The mayor", "has not commented", ("on the charges",)),
        ("The mayor has not commented publicly.", "The mayor", "has not", ("commented publicly",)),
        (
            "A spokesman for the port did not respond to a request for comment.",
            "A spokesman for the port",
            "did not respond",
            ("to a request for comment",),
        ),
        (
            "The union and seven members of the board have asked the ministry to appoint a judge.",
            "The union and seven members of the board",
            "have asked",
            ("the ministry to appoint a judge",),
        ),
        (
            "As the Bay Courier reported on Monday, the bridge will close in May.",
            "the Bay Courier",
            "reported",
            ("the bridge will close in May",),
        ),
        (
            'Some senators called the idea of the mayor selling it "odd," officials noted.',
            "Some senators",
            "called",
            ('the idea of the mayor selling it "odd,"',),
        ),
    ],
)
def test_hedged_withheld_and_misread_cues(
    text: str, source: str | None, cue: str, content: tuple[str, ...], models: Models
) -> None:
    assert (source, cue, content) in told(text, models)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Tom Brill is said to have sold it.", "asserts"),
        ("The mayor stopped short of denying that he met her.", "declines"),
        ("The mayor did not respond to a request for comment.", "declines"),
        ("The minister would neither confirm nor deny that he met her.", "declines"),
        ("The ministry insisted that it had never sold grain.", "denies"),
        ("Brill said he had doubts about whether the dam would hold.", "questions"),
        ("Brill called the plan “a disaster.”", "criticises"),
        ("The union said the plan could lead to a flood of lawsuits.", "warns"),
        ("Brill said the council should listen to the engineers.", "requests"),
        ("“Cancel the vote,” Brill said.", "requests"),
        ("Brill said the sale might be illegal.", "accuses"),
        ("“No laws were broken,” Brill said.", "denies"),
        ("Brill said there was no need to tell the council.", "asserts"),
        ("Police said the pumps had failed and the roof caved in.", "asserts"),
        ("The army said rebels had surrendered to its soldiers.", "asserts"),
        ("Brill said the government had failed.", "criticises"),
        ("Police said the yard was being treated as a crime scene.", "asserts"),
    ],
)
def test_acts_by_what_is_said(text: str, act: str, models: Models) -> None:
    assert [s.act for s in read(text, models)] == [act]


@pytest.mark.parametrize(
    "text",
    [
        "The union took part without opposing the plan.",
        "The measure allows the council to approve or reject such deals.",
        "It promises to be a long campaign.",
        "Brill will challenge the mayor for the seat.",
        "Historians have approached the news with yawns.",
        "The so-called activists, labelled “troublemakers”, went home.",
    ],
)
def test_what_nobody_says_is_no_statement(text: str, models: Models) -> None:
    assert read(text, models) == ()


def test_a_closing_cue_is_no_part_of_what_it_closes(models: Models) -> None:
    text = "The ministry asked Ann Bell to talk to the union about a seat on the board, the council said in a letter."
    asked = next(s for s in read(text, models) if "asked" in s.cue.of(text))
    assert asked.content[0].of(text).endswith("on the board")
    assert asked.parent is not None


def test_who_an_outlet_had_it_from_stands_under_the_outlet(models: Models) -> None:
    text = "The Bay Courier reported that the dam will close, according to three people familiar with the plan."
    outlet, people = read(text, models)
    assert (outlet.parent, people.parent) == (None, 0)
    assert people.content == outlet.content


def test_a_quotation_goes_on_after_two_who_speak_together(models: Models) -> None:
    text = (
        "“Every day, Piet Stern gives people more evidence that he is unfit for office,” House Majority Leader Jeff "
        "Reed (D) and Assistant House Majority Leader Sara Cole (D) said in a statement on Tuesday. “The governor is "
        "not able to serve and needs to resign.”"
    )
    ((source, cue, content),) = told(text, models)
    assert source == "House Majority Leader Jeff Reed (D) and Assistant House Majority Leader Sara Cole (D)"
    assert cue == "said"
    assert len(content) == 2 and content[1].startswith("“The governor")
