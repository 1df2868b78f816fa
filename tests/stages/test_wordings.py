"""Claims as they are worded, and whose they are, where parser and tagger go wrong: invented sentences."""

from __future__ import annotations

import hashlib

import pytest

from onrecord.models import Models
from onrecord.pipeline import analyse, build
from onrecord.records import Analysis, Dossier, Page


def read(text: str, models: Models) -> Analysis:
    page = Page("one", text, hashlib.sha256(text.encode()).hexdigest(), "one", outlet="The Brack Courier")
    return analyse(page, models=models)


def claimed(dossier: Dossier) -> list[tuple[str, list[str]]]:
    """What is claimed, and by whom."""
    names = {entity.id: entity.name for entity in dossier.entities}
    return [(c.proposition, [names.get(h.speaker, h.speaker) for h in c.holders]) for c in dossier.claims]


SAID = [
    # the source stands within what is said
    (
        "Her comments, said Josh Stern, the council's press secretary, are “entirely consistent with what the mayor "
        "has already said.”",
        "said",
        "Josh Stern",
        ["Her comments", "are “entirely consistent with what the mayor has already said.”"],
    ),
    # what leads to the source is no part of it, nor is a place whoever "who" takes up
    (
        "But speaking on Radio Nord, Governor Ann Holt, who insists she is not a candidate, said the port would close.",
        "said",
        "Ann Holt",
        ["the port would close"],
    ),
    (
        "But speaking on Radio Nord, Governor Ann Holt, who insists she is not a candidate, said the port would close.",
        "insists",
        "Ann Holt",
        ["she is not a candidate"],
    ),
    # whoever gets a letter does not say what is in it
    (
        "The pilots wrote several letters to Parliament saying “a just budget cannot rely on cuts to the poor.”",
        "saying",
        "pilots (unnamed)",
        ["“a just budget cannot rely on cuts to the poor.”"],
    ),
    # who accuses is named at the end
    (
        "Representative Paul Stern, already notorious for a photograph of himself in pajamas, was accused of fraud by "
        "Lauren Greene, his former director.",
        "was accused",
        "Lauren Greene",
        ["of fraud"],
    ),
    # nobody is her own "her"
    (
        "The police arrested a Norin woman who had been involved with Stern and accused her of using straw donors.",
        "accused",
        "police (unnamed)",
        ["her of using straw donors"],
    ),
    # who tells one to go stands at the end
    ("Ann Stern was told to go by the council.", "was told", "council (unnamed)", ["to go"]),
    # the clause after a semicolon, and after "while", is somebody else's
    (
        "Paul Reed says she never asked about the port; Ann Holt says she did.",
        "says",
        "Paul Reed",
        ["she never asked about the port"],
    ),
    (
        "Paul Reed said he had been told of it, while Ann Holt said she had not.",
        "said",
        "Paul Reed",
        ["he had been told of it"],
    ),
    # a family's name that is an outlet's too
    (
        "Vincente Fox, a former president, spoke to Fox News on Friday. Fox added, “It is not to defend our race.”",
        "added",
        "Vincente Fox",
        ["“It is not to defend our race.”"],
    ),
    # the bracket of a changed capital is no name
    (
        "“[W]e write to inform you that we will not agree to it,” 42 senators wrote in a letter.",
        "to inform",
        "42 senators (unnamed)",
        ["we will not agree to it"],
    ),
    # what is argued ends before what is said of the argument
    (
        "The argument that posts are left vulnerable because Congress has cut the budget pervaded the hearings.",
        "argument",
        "unattributed reports (unnamed)",
        ["posts are left vulnerable because Congress has cut the budget"],
    ),
    # what a report adds of what it goes against
    (
        "Ann Holt said she herself wrote to the council about the dam, contradicting its claim that no letter exists.",
        "said",
        "Ann Holt",
        ["she herself wrote to the council about the dam"],
    ),
    # no plan calls itself a waste
    ("Ann Holt said the plan was dead, calling it a waste.", "said", "Ann Holt", ["the plan was dead"]),
    ("Ann Holt said the plan was dead, calling it a waste.", "calling", "Ann Holt", ["it a waste"]),
    ("Paul Reed has yet to comment.", "has yet to", "Paul Reed", ["comment"]),
    # the verb that agrees with the writers is theirs
    (
        "The writers acknowledge that the teaching indeed calls for local solutions but say it is “not a free pass to "
        "dismantle government.”",
        "say",
        "writers (unnamed)",
        ["it is “not a free pass to dismantle government.”"],
    ),
]


@pytest.mark.parametrize(("text", "cue", "speaker", "content"), SAID)
def test_who_said_it_by_the_words_around(text: str, cue: str, speaker: str, content: list[str], models: Models) -> None:
    analysis = read(text, models)
    names = {entity.id: entity.name for entity in analysis.entities}
    statement = next(s for s in analysis.statements if s.cue.of(text) == cue)
    assert [names[s] for s in statement.speakers] == [speaker]
    assert [span.of(text) for span in statement.content] == content


def test_who_tells_that_another_claims_a_thing_does_not_hold_it(models: Models) -> None:
    text = (
        "“Our problem with Mayor Holt is that she claims her plan is based on sound science,” said Father Paul Reed, "
        "one of the organizers of the letter."
    )
    assert claimed(build([read(text, models)])) == [("[Holt]’s plan is based on sound science.", ["Holt"])]


def test_whoever_had_it_from_somebody_is_no_second_origin(models: Models) -> None:
    text = "Stern, according to the source, told Holt the party is concerned her presence could hurt its chances."
    (claim,) = build([read(text, models)]).claims
    assert [origin.name for origin in claim.origins] == ["Stern"]


@pytest.mark.parametrize(
    ("text", "worded"),
    [
        (
            "Holt accused Stern of pursuing a confusing policy, saying “nobody knows what's happening, and now it "
            "looks like (harbour chief Muammar) Reed is going to win.”",
            "Now it looks like (harbour chief Muammar) Reed is going to win.",
        ),
        (
            "Reed said Holt “doesn't have a doctrine (on harbour affairs.) So be it.”",
            "Holt does not have a doctrine on harbour affairs.",
        ),
        (
            "“I have tremendous respect for farmers and appreciate how important they are,” Holt said.",
            "[Holt] has tremendous respect for farmers and appreciates how important they are.",
        ),
        (
            "Mr. Holt apologized to Councillor Charles Stern, Unionist of Ardmoor, and “anyone I may have offended” "
            "after video emerged of him.",
            "[Holt] apologized to Councillor Charles Stern, Unionist of Ardmoor, and anyone [Holt] may have offended.",
        ),
        (
            "Cesar Holt Jr. was arrested on Friday. Police said he had brown eyes and a scar on his left arm.",
            "[Cesar Holt Jr.] had brown eyes and a scar on [Holt]’s left arm.",
        ),
        (
            "The councillor also posted a statement Tuesday in which she apologized and emphasized she has farms in "
            "her care.",
            "[The councillor] apologized and emphasized [the councillor] has farms in [the councillor]’s care.",
        ),
        (
            "Paul Stern, already notorious for a quarrel, was accused of fraud by Lauren Greene.",
            "Paul Stern is guilty of fraud.",
        ),
    ],
)
def test_a_claim_is_a_sentence_by_itself(text: str, worded: str, models: Models) -> None:
    assert worded in [proposition.text for proposition in read(text, models).propositions]


def test_a_verb_phrase_of_which_an_auxiliary_is_left_is_no_claim(models: Models) -> None:
    text = "Governor Ann Holt said she wasn't sure her friend Paul Stern would be either."
    assert claimed(build([read(text, models)])) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ann Holt says the deal is good for workers. The union says it will cost jobs.",
        "The company says its ships are safe. Engineers warn that they could sink.",
        "Police said the man had a gun. His mother said he was unarmed.",
        "Ann Holt said she had not read the letter before Friday. But an aide said she was shown it in May.",
        "The court threw out the lawsuit, saying it had no merit.",
    ],
)
def test_a_pronoun_that_may_be_another_is_not_who_says_it(text: str, models: Models) -> None:
    analysis = read(text, models)
    names = {entity.id: entity.name.removesuffix(" (unnamed)") for entity in analysis.entities}
    last = [proposition for proposition in analysis.propositions if proposition.statement is not None][-1]
    assert last.statement is not None
    (speaker,) = analysis.statements[last.statement].speakers
    assert names[speaker] not in last.text


def test_what_is_told_beside_a_refusal_is_no_refusal(models: Models) -> None:
    text = "“I am not going to pay for that wall. Ann Holt has got the money,” Paul Reed said."
    found = {proposition.text: proposition.stance for proposition in read(text, models).propositions}
    assert found["Ann Holt has got the money."] == "asserts"


def test_a_report_before_a_colon_is_where_it_comes_from(models: Models) -> None:
    analysis = read("Report: Holt knew of the leak\n\nThe mayor spoke on Monday about the leak.\n", models)
    names = {entity.id: entity.name for entity in analysis.entities}
    assert [names[speaker] for s in analysis.statements[:1] for speaker in s.speakers] == ["report (unnamed)"]
    nothing = read("Report: the state of the harbour\n\nThe mayor went home on Monday.\n", models)
    assert nothing.statements == ()


def test_an_ex_aide_is_an_aide(models: Models) -> None:
    analysis = read("Mayor took bribes, ex-aide says\n\nThe mayor spoke on Monday about the leak.\n", models)
    assert [entity.name for entity in analysis.entities if entity.kind == "unnamed"][:1] == ["aide (unnamed)"]
