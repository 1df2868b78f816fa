"""Reports that share text, found by the store in whatever stories they are, with analyses that cost nothing."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from invented import make_analysis, make_page, make_pages

from onrecord import Library, building
from onrecord.records import Page, When

LONG = """Lock keepers at Dunmere stop the barges

Lock keepers at Dunmere stopped every barge on the canal on Friday after a gate failed its yearly inspection.
Ruta Selm, who leads the canal board, told shippers that repairs would take at least nine days to finish.
Grain merchants in Port Ansel warned that silos there would run empty before the weekend was over.
A diver had found that two hinges of the lower gate were worn to half of their proper thickness.
The board will publish the diver's report once the insurers have read it, its lawyer said by telephone.
"""
OTHER = """Museum of barges opens in Tolle

A museum that shows how barges were built opened in Tolle, with forty models lent by retired carpenters.
Visitors can walk through the hull of a boat that once carried salt from Skarn to the mainland.
"""


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "analyse_page", make_analysis)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "a.db", create=True) as opened:
        yield opened


def put(shelf: Library, folder: Path, story: str, *pages: Page) -> int:
    place = folder / f"{story}-{pages[0].name}"
    place.mkdir()
    rows = [
        {"id": page.name, "text": page.text, "date": page.published.iso if page.published else None} for page in pages
    ]
    (place / "reports.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (number,) = shelf.add([place], story=story).stories
    return number


def canal(day: int) -> tuple[Page, Page]:
    """A report, and a museum's report that ends in most of it."""
    lines = LONG.splitlines()
    taken = OTHER + "\n".join(lines[2:5]) + "\n"
    return (
        make_page("canal", LONG, published=When.on(2023, 5, day)),
        make_page("museum", taken, published=When.on(2023, 5, day + 9)),
    )


def test_a_copy_is_found_in_another_story_whichever_came_first(tmp_path: Path) -> None:
    for number, order in enumerate(((0, 1), (1, 0))):
        pages = canal(3)
        with Library(tmp_path / f"{number}.db", create=True) as shelf:
            homes = {}
            for i in order:
                homes[pages[i].name] = put(shelf, tmp_path, f"{number}-{pages[i].name}", pages[i])
            (taken,), (given,) = shelf.list_copies("museum"), shelf.list_copies("canal")
            assert (taken.report, taken.way, taken.story) == ("canal", "from", homes["canal"])
            assert (given.report, given.way, given.story) == ("museum", "to", homes["museum"])
            assert taken.sure == given.sure > 0.9
            start, end, there, there_end = taken.passages[0]
            assert pages[1].text[start:end] == pages[0].text[there:there_end]
            assert given.passages[0] == (there, there_end, start, end)
            assert shelf.list_elsewhere(homes["canal"]) == [("canal", given)]


def test_reports_of_their_own_hand_share_nothing(shelf: Library, tmp_path: Path) -> None:
    pages = make_pages()
    put(shelf, tmp_path, "all", *pages)
    assert [copy for page in pages for copy in shelf.list_copies(page.name)] == []


def test_what_is_shared_inside_a_story_is_not_elsewhere(shelf: Library, tmp_path: Path) -> None:
    story = put(shelf, tmp_path, "one", *canal(3))
    assert len(shelf.list_copies("canal")) == 1
    assert shelf.list_elsewhere(story) == []


def test_a_removed_report_is_no_copy_any_more(shelf: Library, tmp_path: Path) -> None:
    first, second = canal(3)
    put(shelf, tmp_path, "a", first)
    put(shelf, tmp_path, "b", second)
    shelf.remove("museum")
    assert shelf.list_copies("canal") == []
    put(shelf, tmp_path, "c", second)
    assert [copy.report for copy in shelf.list_copies("canal")] == ["museum"]


def test_two_of_one_name_are_told_apart(shelf: Library, tmp_path: Path) -> None:
    first, second = canal(3)
    put(shelf, tmp_path, "a", first)
    put(shelf, tmp_path, "b", replace(second, name="canal"))
    (copy,) = shelf.list_copies(first.sha256)
    assert (copy.report, copy.sha256, copy.way) == ("canal", second.sha256, "to")


def test_a_store_from_before_is_caught_up_with(shelf: Library, tmp_path: Path) -> None:
    first, second = canal(3)
    put(shelf, tmp_path, "a", first)
    put(shelf, tmp_path, "b", second)
    found = shelf.list_copies("museum")
    with sqlite3.connect(tmp_path / "a.db") as old:
        old.executescript("DELETE FROM sketches; DELETE FROM kinships; UPDATE reports SET sketched = 0;")
    assert shelf.list_copies("museum") == found != []
