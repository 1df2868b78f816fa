"""Discrepancies: figures and years for one thing that cannot both hold, and nothing else."""

from __future__ import annotations

import dataclasses
import hashlib

import pytest

from onrecord.models import Models
from onrecord.pipeline import analyse, build
from onrecord.records import Discrepancy, Page, When
from onrecord.stages.discrepancies import compare_values


def compare(models: Models, *texts: str) -> tuple[Discrepancy, ...]:
    pages = [
        Page(f"r{n}", text, hashlib.sha256(text.encode()).hexdigest(), f"r{n}", outlet=f"Outlet {n}", published=DAY)
        for n, text in enumerate(texts)
    ]
    return build([analyse(page, models=models) for page in pages]).discrepancies


DAY = When.on(2031, 5, 5)
HEAD = "News of the day from Anselm\n\n"


def test_two_years_for_one_end_conflict(models: Models) -> None:
    found = compare(
        models,
        f"{HEAD}The second term of Mayor Arno Pell officially ends in 2033.\n",
        f"{HEAD}Pell may leave before the second term of Mayor Arno Pell ends in 2032.\n",
    )
    assert [(d.kind, [v.value for v in d.values]) for d in found] == [("conflict", ["2033", "2032"])]


def test_two_counts_of_one_thing_conflict_and_point_at_their_words(models: Models) -> None:
    first = f"{HEAD}The storm sank 14 fishing boats in the harbour of Anselm on Friday.\n"
    second = f"{HEAD}On Friday the storm sank 17 fishing boats in the harbour of Anselm.\n"
    found = compare(models, first, second)
    assert len(found) == 1
    texts = {"r0": first, "r1": second}
    assert [v.evidence.span.of(texts[v.evidence.report]) for v in found[0].values] == ["14", "17"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sank 14 fishing boats", "sank 14 fishing boats"),
        ("sank more than 10 fishing boats", "sank 17 fishing boats"),
        ("sank about 100 fishing boats", "sank 104 fishing boats"),
        ("sank up to 20 fishing boats", "sank 17 fishing boats"),
    ],
)
def test_figures_that_can_both_hold_do_not_conflict(models: Models, one: str, other: str) -> None:
    texts = [f"{HEAD}The storm {words} in the harbour of Anselm on Friday.\n" for words in (one, other)]
    assert compare(models, *texts) == ()


def test_counts_of_two_days_do_not_conflict(models: Models) -> None:
    first = f"{HEAD}Police said 14 people were arrested on Friday in the harbour of Anselm.\n"
    second = f"{HEAD}Police said 17 people were arrested on Sunday in the harbour of Anselm.\n"
    assert not [d for d in compare(models, first, second) if d.about.startswith("How many")]
    (found,) = compare(models, first, second.replace("Sunday", "Friday"))
    assert [value.value for value in found.values] == ["14 people", "17 people"]


def test_figures_of_other_things_do_not_conflict(models: Models) -> None:
    first = f"{HEAD}The storm sank 14 fishing boats in the harbour of Anselm on Friday.\n"
    second = f"{HEAD}The navy of Anselm bought 17 patrol boats for the harbour police last year.\n"
    assert compare(models, first, second) == ()


def test_a_later_figure_of_one_source_is_an_update(models: Models) -> None:
    first = f"{HEAD}Harbour master Ines Corvo said the storm sank 14 fishing boats in the harbour of Anselm.\n"
    pages = [
        Page("a", first, "1", "a", published=DAY),
        Page("b", first.replace("14", "17"), "2", "b", published=When.on(2031, 5, 7)),
    ]
    analyses = [analyse(page, models=models) for page in pages]
    assert [d.kind for d in build(analyses).discrepancies] == ["update"]
    alone = dataclasses.replace(analyses[0])
    assert compare_values([alone]) == ()


PELL = "“All is well,” Mayor Arno Pell said. The Harbour Ministry said it was too early to tell.\n"


def test_nearby_counts_of_what_two_names_have_to_do_with_conflict(models: Models) -> None:
    found = compare(
        models,
        f"{HEAD}The Harbour Ministry said it had received 55,000 pages of letters from Mayor Arno Pell.\n\n{PELL}",
        f"{HEAD}Boxes with 50,000 pages of letters of Arno Pell were brought to the Harbour Ministry in May.\n\n{PELL}",
    )
    assert [[v.value for v in d.values] for d in found] == [["55,000 pages", "50,000 pages"]]


def test_one_town_under_two_names_is_a_discrepancy(models: Models) -> None:
    found = compare(
        models,
        f"{HEAD}The ferry struck the quay in Norhalk on Friday and two sailors were hurt.\n",
        f"{HEAD}Two sailors were hurt on Friday when the ferry struck the quay in Norfalk.\n",
    )
    assert [[v.value for v in d.values] for d in found] == [["Norhalk", "Norfalk"]]


def test_like_names_that_one_report_tells_apart_are_two(models: Models) -> None:
    found = compare(
        models,
        f"{HEAD}The ferry struck the quay in Norhalk on Friday and two sailors from Norfalk were hurt.\n",
        f"{HEAD}Two sailors were hurt on Friday when the ferry struck the quay in Norfalk.\n",
    )
    assert found == ()
