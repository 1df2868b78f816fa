"""Claims: who holds, denies and only passes on what; where it begins; what divides the reports first."""

from __future__ import annotations

import dataclasses
import hashlib
import random
from types import SimpleNamespace

import pytest

from onrecord.models import Models
from onrecord.pipeline import analyse, build
from onrecord.records import Claim, Dossier, Page, Proposition
from onrecord.stages.claims import _is_worth_showing
from onrecord.stages.claims.stances import Standing

FIRST = """Minister took bribes, officials say

Two officials said Transport Minister Lena Vasko had taken bribes from the shipping company Ostrel. The officials
spoke to The Harrow Times on condition of anonymity.

Vasko denied that she had taken bribes from Ostrel. “I will not resign,” she said.

Ostrel declined to comment.
"""
SECOND = """Vasko rejects bribery claims

The Harrow Times reported that Transport Minister Lena Vasko had taken bribes from the shipping company Ostrel,
citing officials.

Vasko dismissed the reports at a news conference. “It is completely false,” she said.

Opposition leader Tomas Brandl said Vasko should resign.
"""
THIRD = """Storm closes the port of Anselm

The port of Anselm was closed on Friday. Harbour master Ines Corvo said 14 ships were waiting outside.
"""


def page(name: str, text: str, *, outlet: str | None = None) -> Page:
    """A page of plain text."""
    return Page(name, text, hashlib.sha256(text.encode()).hexdigest(), name, outlet=outlet)


@pytest.fixture(scope="module")
def dossier(models: Models) -> Dossier:
    """The dossier of the two reports on the minister and one on the weather."""
    pages = [
        page("one", FIRST, outlet="Coast Gazette"),
        page("two", SECOND, outlet="Inland Herald"),
        page("sea", THIRD),
    ]
    return build([analyse(p, models=models) for p in pages])


def names(dossier: Dossier, claim: Claim, stance: str) -> set[str]:
    known = {entity.id: entity.name for entity in dossier.entities}
    return {known.get(holder.speaker, holder.speaker) for holder in claim.holders if holder.stance == stance}


def about(dossier: Dossier, *words: str) -> Claim:
    """The first claim that has all the words."""
    return next(claim for claim in dossier.claims if all(word in claim.proposition.lower() for word in words))


def test_the_accusation_is_one_disputed_claim_and_comes_first(dossier: Dossier) -> None:
    first = dossier.claims[0]
    assert first.status == "disputed"
    assert "bribes" in first.proposition
    assert "Lena Vasko" in names(dossier, first, "denies")
    assert {evidence.report for holder in first.holders for evidence in holder.evidence} == {"one", "two"}


def test_pointing_denials_reach_the_claim_in_their_report(dossier: Dossier) -> None:
    first = dossier.claims[0]
    text = {report.name: report.text for report in dossier.reports}
    words = [e.span.of(text[e.report]) for h in first.holders if h.stance == "denies" for e in h.evidence]
    assert any("dismissed the reports" in sentence for sentence in words)
    assert any("completely false" in sentence for sentence in words)


def test_an_outlet_that_cites_a_source_does_not_hold_the_claim(dossier: Dossier) -> None:
    first = dossier.claims[0]
    assert "The Harrow Times" not in names(dossier, first, "asserts")


def test_unnamed_officials_are_one_origin_however_many_carry_them(dossier: Dossier) -> None:
    origins = dossier.claims[0].origins
    assert len(origins) == 1 and "officials" in origins[0].name


def test_who_should_go_and_who_will_not_dispute_it(dossier: Dossier) -> None:
    claim = about(dossier, "resign")
    assert claim.status == "disputed"
    assert names(dossier, claim, "asserts") == {"Tomas Brandl"}
    assert names(dossier, claim, "denies") == {"Lena Vasko"}


def test_what_nobody_disputes_is_not_disputed(dossier: Dossier) -> None:
    claim = about(dossier, "ships")
    assert claim.status == "single-source"
    assert names(dossier, claim, "asserts") == {"Ines Corvo"}


def test_ids_follow_the_order_and_evidence_is_whole_sentences(dossier: Dossier) -> None:
    assert [claim.id for claim in dossier.claims] == [f"c{n}" for n in range(1, len(dossier.claims) + 1)]
    statuses = [claim.status for claim in dossier.claims]
    assert statuses == sorted(statuses, key=("disputed", "corroborated", "single-source").index)
    text = {report.name: report.text for report in dossier.reports}
    for claim in dossier.claims:
        assert claim.holders and claim.wording.span.of(text[claim.wording.report])
        for holder in claim.holders:
            assert all(evidence.span.of(text[evidence.report]).strip() for evidence in holder.evidence)


def test_the_order_of_the_reports_changes_nothing(models: Models, dossier: Dossier) -> None:
    pages = [
        page("sea", THIRD),
        page("two", SECOND, outlet="Inland Herald"),
        page("one", FIRST, outlet="Coast Gazette"),
    ]
    analyses = [analyse(p, models=models) for p in pages]
    random.Random(7).shuffle(analyses)
    assert build(analyses).claims == dossier.claims


def test_a_negated_sentence_alone_is_a_claim_not_a_dispute(models: Models) -> None:
    text = "The council met on Monday.\n\nMayor Arno Pell said the council would not sell the quay.\n"
    found = build([analyse(page("one", text), models=models)])
    claim = about(found, "quay")
    assert claim.status == "single-source"
    assert names(found, claim, "asserts") == {"Arno Pell"}


def test_the_same_person_in_many_reports_stays_one_source(models: Models) -> None:
    text = "The quay at Brenn will be closed in May, harbour master Ines Corvo said on Monday.\n"
    pages = [page(name, f"Quay to close\n\n{text}", outlet=f"{name} Post") for name in ("Alder", "Birch", "Cedar")]
    claim = about(build([analyse(p, models=models) for p in pages]), "quay", "closed")
    assert claim.status == "single-source" and len(claim.origins) == 1


def test_no_reports_and_empty_reports_have_no_claims(models: Models) -> None:
    empty = analyse(page("none", "\n"), models=models)
    assert build([empty, dataclasses.replace(empty, page=page("other", " "))]).claims == ()


def build_one(models: Models, *texts: str) -> Dossier:
    """The dossier of reports of one outlet each."""
    pages = [page(f"r{i}", text, outlet=f"Outlet {chr(65 + i)}") for i, text in enumerate(texts)]
    return build([analyse(p, models=models) for p in pages])


def disputed(dossier: Dossier) -> list[str]:
    return [claim.proposition for claim in dossier.claims if claim.status == "disputed"]


def test_a_bare_negation_of_the_same_thing_is_a_dispute(models: Models) -> None:
    found = build_one(
        models,
        "Dam is safe, operator says\n\nThe operator Hydrel said the Orsova dam lost water in the spring.\n",
        "Dam under watch\n\nMayor Lenka Dorn said the Orsova dam did not lose water in the spring.\n",
    )
    claim = about(found, "lost", "water")
    assert claim.status == "disputed"
    assert names(found, claim, "denies") == {"Lenka Dorn"}


def test_a_negation_about_something_else_is_no_dispute(models: Models) -> None:
    found = build_one(
        models,
        "Law signed\n\nGovernor Lena Vasko said she would clarify the intent of the harbour law next week.\n",
        "Law debated\n\nSpeaker Tomas Brandl said it was not the intent of the harbour law to harm fishermen.\n",
    )
    assert not disputed(found)


def test_a_refusal_denies_what_was_asked_for(models: Models) -> None:
    found = build_one(
        models,
        "Pressure on minister\n\nOpposition leader Tomas Brandl said Minister Lena Vasko should resign.\n\n"
        "Vasko refused to resign.\n",
    )
    claim = about(found, "resign")
    assert claim.status == "disputed"
    assert names(found, claim, "denies") == {"Lena Vasko"}


def test_a_no_denies_what_was_asked(models: Models) -> None:
    found = build_one(
        models,
        "Minister speaks\n\nAsked whether selling the ferry line was a mistake, Minister Lena Vasko said: “No.”\n",
    )
    claim = about(found, "mistake")
    assert names(found, claim, "denies") == {"Lena Vasko"}


def test_an_origin_that_no_report_states_is_said_to_be_so(models: Models) -> None:
    found = build_one(
        models,
        "Minister hits back\n\nMinister Lena Vasko rejected claims that she had sold the ferry line to a cousin.\n",
    )
    claim = about(found, "cousin")
    assert claim.status == "disputed"
    assert [origin.basis for origin in claim.origins] == ["not stated"]


def test_one_denial_answers_what_will_be_and_what_should_be(models: Models) -> None:
    found = build_one(
        models,
        "Minister to go\n\nOpposition leader Tomas Brandl said Minister Lena Vasko should resign.\n",
        "Minister said to leave\n\nHarbour chief Ines Corvo said Minister Lena Vasko will resign in May.\n",
        "Minister stays\n\n“I will not resign,” Minister Lena Vasko said.\n",
    )
    claims = [claim for claim in found.claims if "resign" in claim.proposition and claim.status == "disputed"]
    assert sorted("should" in claim.proposition for claim in claims) == [False, True]


def test_opposites_said_of_one_thing_are_a_dispute(models: Models) -> None:
    found = build_one(
        models,
        "Fee before court\n\nLawyer Tomas Brandl said the harbour fee for ferries is legal.\n",
        "Fee attacked\n\nHarbour chief Ines Corvo said the harbour fee for ferries is illegal.\n",
    )
    claim = about(found, "fee")
    assert claim.status == "disputed"


def test_no_such_letter_denies_that_there_is_one(models: Models) -> None:
    found = build_one(
        models,
        "Letter to minister\n\nInspector Ines Corvo said she had sent the ministry a letter about broken pumps.\n\n"
        "“There was no such letter,” Minister Lena Vasko said.\n",
    )
    claim = about(found, "letter", "pumps")
    assert claim.status == "disputed"
    assert names(found, claim, "denies") == {"Lena Vasko"}


def test_a_bare_noun_phrase_is_no_claim_however_many_say_it(dossier: Dossier) -> None:
    claim = next(claim for claim in dossier.claims if claim.status == "single-source")
    shared, divided = (dataclasses.replace(claim, status=status) for status in ("corroborated", "disputed"))
    bare = Proposition("a", "The harbour reforms.", (), (), None, lemmas=("harbour", "reform"), clause=False)
    views = [
        SimpleNamespace(open=False, proposition=bare),
        SimpleNamespace(open=False, proposition=dataclasses.replace(bare, clause=True)),
    ]
    assert not _is_worth_showing(shared, views, [Standing(0, "asserts")])  # type: ignore[arg-type]
    assert _is_worth_showing(shared, views, [Standing(0, "asserts"), Standing(1, "asserts")])  # type: ignore[arg-type]
    assert not _is_worth_showing(divided, views, [Standing(0, "asserts")])  # type: ignore[arg-type]
    assert _is_worth_showing(divided, views, [Standing(1, "asserts")])  # type: ignore[arg-type]
    denied = dataclasses.replace(divided, holders=tuple(dataclasses.replace(h, stance="denies") for h in claim.holders))
    half = dataclasses.replace(bare, text="Whoever says there was no letter.", clause=True, lemmas=("letter", "say"))
    views = [
        SimpleNamespace(open=False, proposition=half),
        SimpleNamespace(open=False, proposition=dataclasses.replace(half, text="A letter came.")),
    ]
    assert not _is_worth_showing(denied, views, [Standing(0, "denies")])  # type: ignore[arg-type]
    assert _is_worth_showing(denied, views, [Standing(1, "denies")])  # type: ignore[arg-type]


def test_a_denial_in_other_words_stands_against_the_claim(models: Models) -> None:
    found = build_one(
        models,
        "Post dangled\n\nSenator Ines Corvo said the council dangled the post of harbour master "
        "in front of Arno Pell.\n",
        "No offer\n\nTwo officials said the council never offered Arno Pell the post of harbour master.\n",
    )
    claim = about(found, "dangled")
    assert claim.status == "disputed"
    assert names(found, claim, "asserts") == {"Ines Corvo"}


def test_two_calls_for_one_thing_in_opposite_words_are_no_dispute(models: Models) -> None:
    found = build_one(
        models,
        "Call it off\n\nSenator Ines Corvo said the mayor should call off the meeting with the miners.\n",
        "No meeting\n\nSenator Tomas Brandl said there should be no meeting of the mayor with the miners.\n",
    )
    assert not disputed(found)


def test_a_report_that_is_pushed_back_on_is_denied_and_its_claim_was_made(models: Models) -> None:
    found = build_one(
        models,
        "League pushes back\n\nThe Harbour League pushed back Friday on a report claiming that the League was "
        "dropping its opposition to the toll.\n",
    )
    claim = about(found, "dropping")
    assert claim.status == "disputed"
    assert names(found, claim, "denies") == {"Harbour League"}


def test_what_witnesses_saw_is_not_what_they_did(models: Models) -> None:
    found = build_one(
        models,
        "Traffic up\n\nSheriff Arno Pell said he noticed an increase in lorries on the quay road.\n",
        "Traffic steady\n\nSheriff Lenka Dorn said she has not noticed an increase in lorries on the quay road.\n",
    )
    assert names(found, about(found, "lorries"), "denies") == {"Lenka Dorn"}


def test_people_who_say_it_in_one_breath_are_one_origin(models: Models) -> None:
    text = "Quay\n\nArno Pell and other members of the council said the money would come from a levy on lorries.\n"
    claim = about(build_one(models, text), "levy")
    assert claim.status == "single-source" and [origin.reason for origin in claim.origins] == ["one joint statement"]


def test_an_ad_and_an_advertisement_may_be_one(models: Models) -> None:
    found = build_one(
        models,
        "Levy\n\nAn ad says that Arno Pell cut 700 million crowns from the harbour fund.\n",
        "Levy\n\nThe advertisement says that Arno Pell cut 700 million crowns from the harbour fund.\n",
    )
    claim = about(found, "700")
    assert len(claim.origins) == 1 and claim.origins[0].basis == "probable"


def test_an_outlets_article_and_its_story_are_the_outlets(models: Models) -> None:
    found = build_one(
        models,
        "Levy\n\nThe Harrow Times published a story that said Arno Pell hid the losses of the ferry line.\n\n"
        "A Harrow Times story says that Arno Pell hid the losses of the ferry line.\n",
        "Levy\n\nThe Harrow Times article says that Arno Pell hid the losses of the ferry line.\n",
    )
    assert len(about(found, "hid").origins) == 1


def test_what_did_not_change_and_is_unchanged_is_no_dispute(models: Models) -> None:
    found = build_one(
        models,
        "Fund\n\nNorin Aid says its position on the harbour fund remains unchanged.\n",
        "Fund\n\nNils Emden said the position of Norin Aid on the harbour fund has not changed.\n",
    )
    assert disputed(found) == []


def test_who_is_described_by_another_does_not_speak_with_him(models: Models) -> None:
    text = (
        "Table\n\nNils Emden, the mayor of Norin and Mr. Holt’s former chief of staff, said on Monday that the council "
        "should clear the table.\n"
    )
    found = build_one(models, text)
    assert names(found, about(found, "clear"), "asserts") == {"Nils Emden"}


def test_who_praises_a_plan_by_the_way_does_not_say_what_it_does(models: Models) -> None:
    text = "Levy\n\nThe Pell campaign said Dorn’s plan — broadly endorsed by Ivo Stern — “would end the levy” in May.\n"
    found = build_one(models, text)
    assert "Ivo Stern" not in {name for claim in found.claims for name in names(found, claim, "asserts")}


def test_how_it_came_about_is_no_claim(models: Models) -> None:
    texts = [
        f"Pell\n\n{who} told us how Arno Pell and Lenka Dorn came to sell the quay.\n" for who in ("Stern", "Vail")
    ]
    assert not [claim for claim in build_one(models, *texts).claims if claim.proposition.startswith("How")]


def test_one_name_is_one_holder(models: Models) -> None:
    text = "Maravia on Monday denied a report that it had known of the broken pumps. {}\n"
    found = build_one(models, f"Pumps\n\n{text.format('')}", f"Pumps\n\n{text.format('Maravia said he was not told.')}")
    claim = about(found, "known")
    assert len([holder for holder in claim.holders if holder.stance == "denies"]) == 1


def test_a_thing_that_shows_it_is_no_source(models: Models) -> None:
    found = build_one(models, "Port\n\nThe move signals that the council is ready to sell the quay in May.\n")
    (claim,) = [claim for claim in found.claims if "quay" in claim.proposition]
    assert names(found, claim, "asserts") == {"Outlet A"} and claim.proposition.startswith("The move signals")
