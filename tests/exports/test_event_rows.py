"""Events as rows. All texts, people and places but the countries are invented."""

from __future__ import annotations

import hashlib

from onrecord.exports.events import list_events, narrow_events
from onrecord.models import Models
from onrecord.pipeline import analyse, build
from onrecord.records import Page, When
from onrecord.resources.lands import land_of, sector_of, three_letters

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
