"""Who stands against what, in the ways that reports tell it, each in two or three invented sentences."""

from __future__ import annotations

import hashlib

import pytest

from onrecord.models import Models
from onrecord.pipeline import analyse, build
from onrecord.records import Dossier, Page

OUTLET = "The Brack Courier"


def read(text: str, models: Models) -> Dossier:
    page = Page("one", text, hashlib.sha256(text.encode()).hexdigest(), "one", outlet=OUTLET)
    return build([analyse(page, models=models)])


def sides(dossier: Dossier) -> list[tuple[str, dict[str, set[str]]]]:
    """The disputed claims: what is claimed, and the names on each side."""
    names = {entity.id: entity.name for entity in dossier.entities}
    found = []
    for claim in dossier.claims:
        stances: dict[str, set[str]] = {}
        for holder in claim.holders:
            stances.setdefault(holder.stance, set()).add(names.get(holder.speaker, holder.speaker))
        found.extend([(claim.proposition, stances)] if claim.status == "disputed" else [])
    return found


AGAINST = [
    # the outlet judges what it reports
    (
        "Mayor Ann Holt falsely claimed on Monday that the harbour bridge had collapsed.",
        "collapsed",
        "Ann Holt",
        OUTLET,
    ),
    ("Mayor Ann Holt has repeated her debunked claim that the union burned ballots.", "burned", "Ann Holt", OUTLET),
    ("Mayor Ann Holt repeated the lie that the dam was safe.", "safe", "Ann Holt", OUTLET),
    # somebody was wrong in what he said
    ("Ann Holt was lying when she said the port had been sold, Piet Aasgard said.", "sold", "Ann Holt", "Piet Aasgard"),
    (
        "The dam is safe, Ann Holt said. Piet Aasgard said Holt was wrong to claim that the dam was safe.",
        "safe",
        "Ann Holt",
        "Piet Aasgard",
    ),
    # a claim that is called one and untrue
    (
        "“The council's claim that the dam is safe is a lie,” Ann Holt said.",
        "safe",
        "council (unnamed)",
        "Ann Holt",
    ),
    (
        "There is no truth to the claim that the dam is cracked, Ann Holt said. Piet Aasgard said the dam is cracked.",
        "cracked",
        "Piet Aasgard",
        "Ann Holt",
    ),
    (
        "Piet Aasgard said the dam was leaking. Ann Holt took issue with the claim that the dam was leaking.",
        "leaking",
        "Piet Aasgard",
        "Ann Holt",
    ),
    # who is asked to do it will not
    (
        "Ann Holt was urged by the council to leave the town. Holt refused to leave the town.",
        "leave",
        "council (unnamed)",
        "Ann Holt",
    ),
    # all that was said, not the last word of it
    ("Piet Aasgard accused Ann Holt of taking bribes, which she denies.", "bribes", "Piet Aasgard", "Ann Holt"),
    (
        "The council says the company dumped oil in the harbour, which the firm denies.",
        "dumped",
        "council (unnamed)",
        "firm (unnamed)",
    ),
    # opposites that share one word
    (
        "Ann Holt says crime has fallen. Piet Aasgard says crime has risen sharply.",
        "fallen",
        "Ann Holt",
        "Piet Aasgard",
    ),
    # an apposition to what was said
    (
        "The mayor lied to the council about the dam, union leader Piet Aasgard said, a charge Ann Holt denies.",
        "lied",
        "Piet Aasgard",
        "Ann Holt",
    ),
    (
        "Piet Aasgard said the ferry line hid its losses for years, an accusation the company denied on Friday.",
        "hid its losses",
        "Piet Aasgard",
        "company (unnamed)",
    ),
    ("Piet Aasgard said Ann Holt is a bully — a view Holt rejects.", "bully", "Piet Aasgard", "Ann Holt"),
    (
        "Ann Holt takes money from builders, Piet Aasgard said, a suggestion denied by Ann Holt.",
        "money",
        "Piet Aasgard",
        "Ann Holt",
    ),
    (
        "Prosecutors say that Ann Holt took bribes from a builder, allegations that she has called baseless.",
        "bribes",
        "prosecutors (unnamed)",
        "Ann Holt",
    ),
    (
        "The Harrow Times reported on Friday that the mayor had sold the quay but the council denied it.",
        "The mayor had sold the quay.",
        "Harrow Times",
        "council (unnamed)",
    ),
    (
        "While some say that the council offered to sell the quay, Ann Holt said that was never the case.",
        "The council offered to sell the quay.",
        "some (unnamed)",
        "Ann Holt",
    ),
    (
        "Piet Aasgard says the mayor sold the quay. Batting down claims that the mayor sold the quay, Ann Holt said "
        "that only a lease was signed.",
        "sold the quay",
        "Piet Aasgard",
        "Ann Holt",
    ),
    # what should not be done, without a "not"
    (
        "Ann Holt urged the council to sell the quay. “It would be wrong to sell the quay now,” Piet Aasgard said.",
        "The council should sell the quay.",
        "Ann Holt",
        "Piet Aasgard",
    ),
    # a noun that points at what was just said
    (
        "Piet Aasgard said the rules will put fishermen out of work. Ann Holt pushed back against those criticisms.",
        "fishermen",
        "Piet Aasgard",
        "Ann Holt",
    ),
    (
        "Critics say the rules will put fishermen out of work. Ann Holt disputed that characterization.",
        "fishermen",
        "critics (unnamed)",
        "Ann Holt",
    ),
    (
        "Ann Holt said that the union burned ballots. The claim was rejected by the union.",
        "burned",
        "Ann Holt",
        "union (unnamed)",
    ),
    (
        "The Harrow Front claimed responsibility for the attack on the quay. Ann Holt, the mayor, rejected the claim.",
        "Harrow Front] was responsible for the attack",
        "Harrow Front",
        "Ann Holt",
    ),
    # what the accused says to a charge
    (
        "Ann Holt, the mayor of Brack, was charged with fraud on Monday. She pleaded not guilty in Port Sel.",
        "fraud",
        "prosecutors (unnamed)",
        "Ann Holt",
    ),
    (
        "A grand jury indicted Ann Holt on three counts of fraud. Her lawyer, Nils Lund, said she was innocent.",
        "Ann Holt is guilty of fraud.",
        "grand jury (unnamed)",
        "Nils Lund",
    ),
    (
        "Prosecutors charged Ann Holt with two counts of hiding losses. She pleaded not guilty.",
        "Ann Holt is guilty of hiding losses.",
        "prosecutors (unnamed)",
        "Ann Holt",
    ),
    (
        "Prosecutors plan to file criminal charges against Ann Holt, the mayor of Brack. Her lawyer, Nils Lund, said "
        "she would be vindicated.",
        "charges",
        OUTLET,
        "Nils Lund",
    ),
    (
        "Ann Holt faces charges of mail fraud. Holt has maintained her innocence.",
        "mail fraud",
        OUTLET,
        "Ann Holt",
    ),
    (
        "The lawsuit says Ann Holt hid losses of the ferry line. Her lawyer called the suit meritless.",
        "hid losses",
        "lawsuit (unnamed)",
        "lawyer for Ann Holt (unnamed)",
    ),
]


@pytest.mark.parametrize(("text", "claimed", "asserting", "denying"), AGAINST)
def test_who_denies_what(text: str, claimed: str, asserting: str, denying: str, models: Models) -> None:
    (found,) = sides(read(text, models))
    assert claimed in found[0]
    assert found[1] == {"asserts": {asserting}, "denies": {denying}}


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Ann Holt claimed without evidence that thousands of ballots had been burned in Brack.",
        "Ann Holt, who has made the unproven claim that the union burned ballots, spoke in Brack on Tuesday.",
        "Ann Holt has alleged, with no proof, that the union burned ballots.",
    ],
)
def test_an_outlet_that_finds_no_proof_questions(text: str, models: Models) -> None:
    (found,) = sides(read(text, models))
    assert "burned" in found[0]
    assert found[1] == {"asserts": {"Ann Holt"}, "questions": {OUTLET}}


@pytest.mark.parametrize(
    "doubt",
    [
        "Ann Holt said she was not sure that the dam was safe.",
        "Ann Holt said she doubted that the dam was safe.",
        "“I’m not convinced that the dam is safe,” Ann Holt said.",
        "Ann Holt said it was unclear whether the dam was safe.",
        "Ann Holt found no evidence that the dam was safe.",
        "Ann Holt voiced doubts that the dam was safe.",
        "Ann Holt cast doubt on Aasgard’s claim that the dam was safe.",
        "Ann Holt raised doubts about the claim.",
    ],
)
def test_who_doubts_what_another_says_questions_it(doubt: str, models: Models) -> None:
    (found,) = sides(read(f"Piet Aasgard said the dam was safe. {doubt}", models))
    assert found == ("The dam was safe.", {"asserts": {"Piet Aasgard"}, "questions": {"Ann Holt"}})


def test_what_is_only_not_known_is_no_dispute(models: Models) -> None:
    assert sides(read("Ann Holt said it was unclear whether the dam was safe. She spoke in Brack.", models)) == []


def test_a_verdict_within_somebodys_words_is_that_persons(models: Models) -> None:
    (found,) = sides(read("Piet Aasgard said Ann Holt had falsely claimed that the dam was safe.", models))
    assert "the dam was safe" in found[0].lower()
    assert found[1] == {"asserts": {"Ann Holt"}, "denies": {"Piet Aasgard"}}


@pytest.mark.parametrize(
    "text",
    [
        "Ann Holt said the dam is safe, a claim she repeated on Friday.",
        "Ann Holt said the dam is safe, a claim the engineers did not dispute.",
        "Ann Holt pleaded guilty to fraud on Monday in a court in Port Sel.",
        "Ann Holt was charged with fraud on Monday. She is expected to plead not guilty.",
        "Ann Holt said the dam is safe. Piet Aasgard said he did not know whether the dam is safe.",
        "Piet Aasgard did not respond to a question about whether the dam is safe.",
        "Ann Holt said the dam is safe. “I’m not saying that the dam is safe,” Piet Aasgard said.",
        "Ann Holt quoted a line (perhaps falsely) attributed to Piet Aasgard: “The dam was never safe in the spring.”",
        "Ann Holt said, without notes, that the union had burned ballots.",
        "Voters think Ann Holt has the right to build it, a poll said. Most think it would be wrong to build it.",
        "Ann Holt said the port was sold. Piet Aasgard could answer by saying that the port was not sold.",
    ],
)
def test_what_is_against_nobody(text: str, models: Models) -> None:
    assert sides(read(text, models)) == []


def test_who_says_what_he_did_not_do_answers_what_was_said_of_him(models: Models) -> None:
    text = (
        "Prosecutors say Ann Holt paid the money to two builders at the direction of Mayor Piet Aasgard. “I never "
        "directed Ann Holt to break the law,” Mayor Piet Aasgard said on Friday."
    )
    (found,) = sides(read(text, models))
    assert found[1] == {"asserts": {"prosecutors (unnamed)"}, "denies": {"Piet Aasgard"}}
