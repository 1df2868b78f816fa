"""Talk set out by layout, on invented text: who says which turn, and what he does by it."""

from __future__ import annotations

import pytest
from test_speakers import Reading, read

from onrecord.models import Models

QUESTIONS = """Alan Reed, mayor of Halvar, spoke to the Courier on Monday.

Q: When will the bridge open?

A: It will open next year.

Q. And who pays?

A. The council refused to pay."""
NAMED = """Alan Reed met the Courier on Monday.

Courier: Is the quay safe?

Alan Reed: It was inspected in March.

Courier: And who pays?

Reed: The state."""


def turns(reading: Reading) -> list[tuple[str, str, str]]:
    """Who says what, and the act, of the turns."""
    return [
        (reading.name(s.speakers[0]), s.content[0].of(reading.text), s.act)
        for s in reading.statements
        if s.mode == "direct"
    ]


def test_letters_stand_for_the_outlet_and_the_one_it_asks(models: Models) -> None:
    told = turns(read(QUESTIONS, models, outlet="Bay Courier"))
    assert told[0] == ("Bay Courier", "When will the bridge open?", "asks")
    assert ("Alan Reed", "It will open next year.", "asserts") in told
    assert ("Bay Courier", "And who pays?", "asks") in told
    assert [name for name, _, _ in told] == ["Bay Courier", "Alan Reed"] * 2


def test_lines_that_begin_with_a_name_are_turns_where_names_come_again(models: Models) -> None:
    told = turns(read(NAMED, models))
    assert ("Alan Reed", "It was inspected in March.", "asserts") in told
    assert ("Alan Reed", "The state.", "asserts") in told
    assert [act for _, said, act in told if said == "And who pays?"] == ["asks"]


def test_one_line_with_a_colon_is_no_interview(models: Models) -> None:
    reading = read("The council met on Monday.\n\nParking: The lot is shut.\n\nTickets: Ask at the gate.", models)
    assert not turns(reading)


@pytest.mark.parametrize("marks", ["“”", '""'])
def test_a_name_in_brackets_after_a_quotation_is_its_source(marks: str, models: Models) -> None:
    text = f"What is known\n\n- {marks[0]}No cause is known yet{marks[1]} (fire chief Lena Brandt)\n"
    assert [name for name, _, _ in turns(read(text, models))] == ["Lena Brandt"]


def test_a_line_in_capitals_is_said_word_for_word(models: Models) -> None:
    lines = (
        "JOREN TACK, HOST: The harbour master of Halvar is with us this evening.",
        "MARIT OLSEN: Good evening, and thank you for having me on the programme.",
        "TACK: Did you say last week that the old quay by the bridge is unsafe?",
        "OLSEN: I told the council in March that the quay is shut, and that is all.",
    )
    told = turns(read("\n\n".join(lines), models))
    acts = {said.split()[0]: act for _, said, act in told}
    assert acts["Did"] == "asks"
    assert acts["I"] == "asserts"
    assert {name for name, said, _ in told if said.startswith("Did")} != {name for name, *_ in told}
