"""Events as rows. All texts, people and places but the countries are invented."""

from __future__ import annotations

import hashlib

from onrecord.exports.events import list_events, narrow_events
from onrecord.models import Models
from onrecord.pipeline import analyse, build
from onrecord.records import Page, When
from onrecord.resources.lands import can_act, land_of, sector_of, three_letters

TEXT = "Kenyan soldiers attacked Ugandan rebels near Nairobi on Tuesday."


def page(name: str, text: str) -> Page:
    return Page(name, text, hashlib.sha256(text.encode()).hexdigest(), name, published=When.on(2016, 8, 31))


def test_a_row_has_both_sides_their_codes_and_the_words(models: Models) -> None:
    dossier = build([analyse(page(name, TEXT), models=models) for name in ("a", "b")])
    rows = list(list_events(dossier))
    assert [(row.event, row.report) for row in rows] == [(1, "a"), (1, "b")]
    row = rows[0]
    assert (row.date, row.precision, row.reported) == ("2016-08-30", "day", "2016-08-31")
    assert (row.source_country, row.source_sector) == ("KEN", "MIL")
    assert (row.target_country, row.target_sector) == ("UGA", "REB")
    assert (row.plover, row.status, row.place) == ("ASSAULT", "happened", "Nairobi")
    assert row.words == TEXT[row.start : row.end]
    assert row.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_countries_and_sectors_are_told_by_the_words() -> None:
    assert land_of("Kenya's foreign minister") == "KE"
    assert land_of("let us pray") is None
    assert three_letters(land_of("the U.S. Senate")) == "USA"
    assert three_letters("XK") == "XKX"
    assert sector_of("two senior judges") == "JUD"
    assert sector_of("a tree") is None


def test_a_timeline_is_narrowed_by_actor_and_type(models: Models) -> None:
    text = "A day of news\n\n" + TEXT + "\n\nPeru thanked Chile on Tuesday for its help."
    dossier = build([analyse(page("a", text), models=models)])
    assert [entry.plover for entry in narrow_events(dossier, actor="ugandan").events] == ["ASSAULT"]
    assert [entry.plover for entry in narrow_events(dossier, plover="SUPPORT").events] == ["SUPPORT"]
    assert narrow_events(dossier, actor="Norway").events == ()
    assert narrow_events(dossier).events == dossier.events


def test_an_attorney_general_is_no_soldier_and_a_spokesman_is_of_no_sector() -> None:
    assert sector_of("Attorney General Jan Rohde") == "JUD"
    assert sector_of("General Jan Rohde") == "MIL"
    assert sector_of("his attorney, Oda Kepler") is None
    assert sector_of("the U.S. attorney") == "JUD"
    assert sector_of("a spokesman for the tenants") is None
    assert sector_of("the White House") == "GOV"
    assert sector_of("House Republicans") == "LEG"
    assert sector_of("Sens. Karl Weber and Oda Kepler") == "LEG"


def test_only_who_can_act_is_an_actor() -> None:
    assert can_act("two former deliverymen")
    assert can_act("Kenyan officials")
    assert can_act("Karl Weber")
    assert not can_act("the budget")
    assert not can_act("the reading of the senators")
    assert not can_act("a letter to the minister")


def test_all_who_did_it_are_the_source_and_no_outlet_is_a_target(models: Models) -> None:
    text = (
        "A day of news\n\nMinister Karl Weber and Senator Oda Kepler accused Jan Rohde of fraud on Tuesday.\n\n"
        "Karl Weber, Oda Kepler and Jan Rohde are of Brell."
    )
    (row,) = list_events(build([analyse(page("a", text), models=models)]))
    assert row.source == "Karl Weber; Oda Kepler"
    assert row.target == "Jan Rohde"
    told = "A day of news\n\nMinister Karl Weber told CNN on Tuesday that the dike was rotten."
    (row,) = list_events(build([analyse(page("a", told), models=models)]))
    assert (row.source, row.target) == ("Karl Weber", None)


def test_nobody_is_the_target_of_who_speaks_for_them(models: Models) -> None:
    text = (
        "A day of news\n\nKenyan foreign minister Karl Weber condemned on Tuesday an attack on Kenya.\n\n"
        "Kenya has a lake. Kenya said so."
    )
    rows = list(list_events(build([analyse(page("a", text), models=models)])))
    assert [row.target for row in rows if row.source == "Karl Weber"] == [None]
