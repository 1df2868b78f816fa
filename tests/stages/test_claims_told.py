"""Claims that reports tell in other words, or as one event. All texts are invented."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Sequence

import numpy as np
import pytest

from onrecord.models import Models
from onrecord.pipeline import analyse, build
from onrecord.records import Evidence, Page, Proposition, Span
from onrecord.stages.claims import Comparing
from onrecord.stages.claims.clusters import UNLIKELY
from onrecord.stages.claims.likeness import Likeness
from onrecord.stages.claims.pairs import Pairs
from onrecord.stages.claims.sameness import sameness
from onrecord.stages.claims.stances import Standing
from onrecord.stages.claims.told import ONE_FACT, join_events, join_told
from onrecord.stages.claims.views import View, gather_views
from onrecord.stages.claims.wordings import is_fragment

TOLD_ONE = """Port of Anselm shut by storm

The port of Anselm was shut on Friday after the storm tore two cranes from the eastern quay.

Repairs will cost 3 million crowns, the harbour office said.
"""
TOLD_OTHER = """Storm damage closes Anselm port

Anselm’s port closed on Friday when the storm ripped two cranes off the quay in the east.

Fishing boats stayed at sea.
"""


def test_what_two_outlets_tell_in_other_words_is_one_claim(models: Models) -> None:
    pages = [
        Page(name, text, hashlib.sha256(text.encode()).hexdigest(), name, outlet=outlet)
        for name, text, outlet in (("one", TOLD_ONE, "Coast Gazette"), ("two", TOLD_OTHER, "Inland Herald"))
    ]
    dossier = build([analyse(p, models=models) for p in pages])
    told = next(claim for claim in dossier.claims if "cranes" in claim.proposition)
    assert told.status == "corroborated"
    assert {evidence.report for holder in told.holders for evidence in holder.evidence} == {"one", "two"}
    assert all("boats" not in c.proposition or c.status == "single-source" for c in dossier.claims)


def alike(views: list[View], *, near: bool = True) -> Pairs:
    """A model to which all texts mean the same, or no two of them."""

    def encode(texts: Sequence[str]) -> list[bytes]:
        return [np.eye(1, 384, 0 if near else i, dtype="<f2").tobytes() for i, _ in enumerate(texts)]

    return Pairs(views, Comparing(lambda pairs: [], encode))


def told_views(*said: tuple[str, str, tuple[str, ...]], speaker: str = "") -> list[View]:
    """Views of an outlet's own voice, or of one speaker's where the report is his."""
    return [
        View(
            Proposition(report, text, (Span(0, 9),), (Span(0, 9),), None, lemmas=("close", "port"), figures=figures),
            (report if not speaker or report != "two" else speaker,),
            (),
            "asserts",
            "asserts" if speaker and report == "two" else "",
            0,
        )
        for report, text, figures in said
    ]


@pytest.mark.parametrize(("figures", "left"), [((("3",), ("3",)), 1), ((("3",), ("4",)), 2), (((), ("4",)), 1)])
def test_claims_near_in_meaning_join_unless_their_figures_differ(
    figures: tuple[tuple[str, ...], tuple[str, ...]], left: int
) -> None:
    views = told_views(("one", "The port closed.", figures[0]), ("two", "The port was shut.", figures[1]))
    claims = [[Standing(0, "asserts")], [Standing(1, "asserts")]]
    found = join_told(views, Likeness(views, ()), claims, model=alike(views))
    assert len(found) == left
    assert join_told(views, Likeness(views, ()), claims, model=Pairs(views, None)) == claims


def test_an_outlet_that_tells_what_the_speaker_says_is_no_second_origin() -> None:
    views = told_views(("one", "Corvo says the port closed.", ()), ("two", "The port closed.", ()), speaker="corvo")
    views[0] = dataclasses.replace(views[0], proposition=dataclasses.replace(views[0].proposition, entities=("corvo",)))
    claims = [[Standing(0, "asserts")], [Standing(1, "asserts")]]
    assert len(join_told(views, Likeness(views, ()), claims, model=alike(views))) == 2


def told_apart(
    *, figures: tuple[tuple[str, ...], tuple[str, ...]] = ((), ()), negated: bool = False, near: bool = True
) -> int:
    """How many claims are left of two by which two reports tell one event."""
    views = told_views(("one", "The port closed.", figures[0]), ("two", "Ships were turned away.", figures[1]))
    views[1] = dataclasses.replace(views[1], proposition=dataclasses.replace(views[1].proposition, negated=negated))
    claims = [[Standing(0, "asserts")], [Standing(1, "asserts")]]
    words = [[Evidence("one", Span(3, 5)), Evidence("two", Span(3, 5))], [Evidence("one", Span(20, 22))]]
    return len(join_events(views, Likeness(views, ()), claims, words, model=alike(views, near=near)))


def test_what_two_reports_tell_of_one_event_is_one_claim_unless_they_differ() -> None:
    assert told_apart() == 1
    assert told_apart(figures=(("3",), ("4",))) == 2
    assert told_apart(negated=True) == told_apart(near=False) == 2


def test_an_event_joins_no_claim_that_somebody_denies() -> None:
    views = told_views(("one", "The port closed.", ()), ("two", "Ships were turned away.", ()))
    claims = [[Standing(0, "asserts"), Standing(0, "denies")], [Standing(1, "asserts")]]
    words = [[Evidence("one", Span(3, 5)), Evidence("two", Span(3, 5))]]
    assert join_events(views, Likeness(views, ()), claims, words, model=alike(views)) == claims


@pytest.mark.parametrize(
    ("text", "fragment"),
    [("Lying under oath.", True), ("Ostrel to live up to the deal.", True), ("There should be a ban.", False)],
)
def test_half_a_sentence_is_told_from_a_whole(text: str, fragment: bool) -> None:  # noqa: FBT001
    stated = Proposition("one", text, (), (), None, finite=False)
    assert is_fragment(stated) == fragment
    assert not is_fragment(dataclasses.replace(stated, finite=True))


def test_what_says_one_thing_is_likelier_one_claim_than_what_shares_a_topic(models: Models) -> None:
    texts = (
        "The council sold the quay to a Maravian bank on Friday.\n\nArno Pell said the harbour needs new pumps.\n",
        "On Friday the council sold the old quay to a bank from Maravia.\n\nLenka Dorn said the pumps are very loud.\n",
    )
    shas = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    pages = [Page(f"r{i}", text, shas[i], f"r{i}", outlet=f"Outlet {i}") for i, text in enumerate(texts)]
    analyses = [analyse(one, models=models) for one in pages]
    entities = build(analyses).entities
    stated = gather_views(analyses, entities)
    model = Pairs(stated, Comparing(judge=models.judge, encode=models.encoder.encode))

    def chance(word: str) -> float:
        one, other = (i for i, view in enumerate(stated) if word in view.proposition.text)
        vectors = model.embed([one, other])
        return sameness(Likeness(stated, entities), one, other, float(vectors[0] @ vectors[1]))

    assert 0 < chance("pumps") < UNLIKELY
    assert ONE_FACT < chance("quay") < 1
