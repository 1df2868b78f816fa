"""News text as it comes off the web, damaged in every way it is: never an error, spans in the article and in order.

All texts are invented. hypothesis draws the same damage every time (derandomize), so that a run is like another;
take that away and raise the examples to search further.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.exports.json import dossier_to_dict
from onrecord.models import Models
from onrecord.pipeline import analyse, build
from onrecord.records import ARTICLE_KINDS, Analysis, Page, Span
from onrecord.records.page import digest

TEXTS = {
    "wire": """Veldmark denies buying grain from Ostrava Bay

KESTREL, May 6 (Norlandic News) - The trade ministry of Veldmark on Tuesday denied that it had bought 40,000 tonnes
of grain, saying the reports were “pure invention”.

Image caption: Silos at the port (Norlandic News)

“We have bought nothing there,” spokeswoman Ida Rosmer said. “Nor shall we,” she added, “whatever the price.

“That is all I can tell you.”

Read more: Ten facts about grain

Two port officials, who asked not to be named, told the Bay Courier that the sale was signed in April.

(Reporting by Tove Lind; editing by Per Aas)""",
    "transcript": """JOREN TACK, HOST: The harbour master is with us. Good evening.

MARIT OLSEN: Good evening, Joren.

TACK: Did you say the quay was “unsafe”?

OLSEN: I never said that. (CROSSTALK) What I told the council was: mend it, or close it.

TACK: The minister says you're wrong.""",
    "questions": """Q: When will the bridge open?

A: Next year, says the mayor of Halvar, Alan Reed.

Q. And who pays?

A. “The state,” according to Mr Reed; the state says “not a krone”.""",
    "tweets": """Alan Reed (@alanreed_hv) May 6, 2031

I NEVER said the bridge was unsafe!!! Fake. #bridge https://pic.example/x1

RT @baycourier: Mayor "furious", aides say 😡

Replying to @alanreed_hv: so who did??""",
    "list": """What we know about the fire

- Three people were hurt, police said
- "No cause is known yet" (fire chief Lena Brandt)
• The owner, Bay Storage Ltd, declined to comment
1. He was accused by neighbours of storing paint.""",
    "capitals": """MAYOR SAYS BRIDGE IS "SAFE", MINISTER DISAGREES

HALVAR — THE MAYOR SAID ON MONDAY THE BRIDGE WAS SAFE. "NONSENSE," SAID MINISTER ANN COLE.""",
    "translated": """The head of the press service of the ministry, Olek Marn, informs: «Our side held no such talks».
As he noted, „the information does not correspond to reality“, — writes the portal "Zarya".""",
    "bare": "alan reed the mayor of halvar said he would not go and the council told him to go he said no",
}
MARKS = "\"'“”‘’«»„‟‹›"
STRANGE = (
    *("\u202e", "\u2066", "\u2069", "\u200b", "\u200f", "\ufeff", "\u00ad", "\u00a0", "\x07", "\x0b", "\x1f", "\x85"),
    *("\u2028", "\r\n", "\t", "\ud83d", "\U0001f600", "e\u0301", "\u0130", "ß", "ﬁ", "中", "ا", "\U000e0041", "&nbsp;"),
)
Damage = Callable[[str, Random], str]


def at_some(pattern: str, change: Callable[[str, Random], str], share: float) -> Damage:
    """Damage to a share of the places where a pattern fits."""
    found = re.compile(pattern)
    return lambda text, chance: found.sub(lambda m: change(m[0], chance) if chance.random() < share else m[0], text)


DAMAGES: dict[str, Damage] = {
    "marks dropped": at_some(f"[{MARKS}]", lambda mark, chance: "", 0.4),
    "marks doubled": at_some(f"[{MARKS}]", lambda mark, chance: mark * 2, 0.4),
    "marks swapped": at_some(f"[{MARKS}]", lambda mark, chance: chance.choice(MARKS), 0.5),
    "marks put in": at_some(r"\b", lambda edge, chance: chance.choice(MARKS), 0.08),
    "capitals": lambda text, chance: text.upper(),
    "no capitals": lambda text, chance: text.lower(),
    "title case": lambda text, chance: text.title(),
    "no punctuation": at_some(r"[^\w\s]", lambda mark, chance: "", 1.0),
    "some punctuation gone": at_some(r"[.,;:!?()-]", lambda mark, chance: "", 0.4),
    "lines merged": at_some(r"\n+", lambda end, chance: chance.choice((" ", "")), 0.7),
    "lines broken": at_some(r" ", lambda blank, chance: chance.choice(("\n", "\n\n", " \r\n")), 0.1),
    "words dropped": at_some(r"\w+ ", lambda word, chance: "", 0.15),
    "words doubled": at_some(r"\w+ ", lambda word, chance: word * 2, 0.1),
    "letters strange": at_some(r"\w", lambda letter, chance: letter + chance.choice(STRANGE), 0.03),
    "gaps strange": at_some(r"\s", lambda gap, chance: chance.choice(STRANGE), 0.15),
    "cut off": lambda text, chance: text[: chance.randrange(len(text) + 1)],
    "begun late": lambda text, chance: text[chance.randrange(len(text) + 1) :],
    "told twice": lambda text, chance: f"{text}\n\n{text}",
    "lines shuffled": lambda text, chance: "\n".join(chance.sample(lines := text.split("\n"), len(lines))),
}


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """One of the texts, damaged one to four times."""
    text = TEXTS[draw(st.sampled_from(sorted(TEXTS)))]
    for name in draw(st.lists(st.sampled_from(sorted(DAMAGES)), min_size=1, max_size=4)):
        text = DAMAGES[name](text, Random(draw(st.integers(0, 2**32))))
    return text


def read(name: str, text: str, models: Models) -> Analysis:
    return analyse(Page(name, text, digest(text), name), models=models)


def spans_of(analysis: Analysis) -> Iterator[Span]:
    """Every span of the analysis that tells something of the article."""
    yield from analysis.sentences
    for statement in analysis.statements:
        yield from (statement.cue, *statement.content, *statement.evidence, *statement.through)
        if statement.source is not None:
            yield statement.source
    for event in analysis.events:
        yield from (event.trigger, event.evidence)
    for proposition in analysis.propositions:
        yield from (*proposition.spans, *proposition.evidence)
    for time in analysis.times:
        yield time.span


def assert_sound(analysis: Analysis) -> None:
    text, blocks = analysis.page.text, analysis.blocks
    assert all(a.span.end <= b.span.start for a, b in pairwise(blocks))
    furniture = [block.span for block in blocks if block.kind not in ARTICLE_KINDS]
    for span in spans_of(analysis):
        assert 0 <= span.start < span.end <= len(text)
        assert not any(span.overlaps(other) for other in furniture), span.of(text)
    assert all(a.end <= b.start for a, b in pairwise(analysis.sentences))
    for statement in analysis.statements:
        assert all(a.end <= b.start for a, b in pairwise(statement.content)), statement
        assert statement.content
        assert statement.speakers
    for proposition in analysis.propositions:
        assert all(a.end <= b.start for a, b in pairwise(proposition.spans)), proposition


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_as_it_is(models: Models, name: str) -> None:
    assert_sound(read(name, TEXTS[name], models))


@pytest.mark.parametrize("damage", DAMAGES)
def test_each_damage_to_a_wire_story(models: Models, damage: str) -> None:
    assert_sound(read("wire", DAMAGES[damage](TEXTS["wire"], Random(7)), models))


@given(damaged())
@settings(
    deadline=None, max_examples=100, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_damaged_text_never_fails(models: Models, text: str) -> None:
    assert_sound(read("any", text, models))


@given(st.lists(damaged(), min_size=2, max_size=3))
@settings(deadline=None, max_examples=15, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_reports_make_a_dossier(models: Models, texts: list[str]) -> None:
    dossier_to_dict(build([read(f"r{number}", text, models) for number, text in enumerate(texts)]))
