"""The store as the library uses it, with analyses that cost nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from random import Random

import pytest
from invented import MATTERS, make_analysis, make_page, make_pages, write_reports

from onrecord import Filter, InputError, Library, NotFound, building
from onrecord.adapters.store import version
from onrecord.records import Analysis, Page


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Analyses without models; the names of the pages that were analysed."""
    analysed: list[str] = []

    def analyse(page: Page) -> Analysis:
        analysed.append(page.name)
        return make_analysis(page)

    monkeypatch.setattr(building, "analyse_page", analyse)
    return analysed


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "a.db", create=True) as opened:
        yield opened


def write(folder: Path, pages: list[Page], name: str = "in") -> Path:
    (folder / name).mkdir()
    return write_reports(folder / name, pages)


def members(shelf: Library) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for row in shelf.list_reports():
        assert row.story is not None
        found.setdefault(row.story, []).append(row.name)
    return found


def test_reports_find_their_stories(shelf: Library, tmp_path: Path) -> None:
    added = shelf.add([write(tmp_path, make_pages())])
    assert (added.new, added.known, added.refused) == (9, 0, ())
    assert sorted(members(shelf).values()) == [[f"{matter}-{i}" for i in range(3)] for matter in sorted(MATTERS)]
    assert [row.reports for row in shelf.list_stories()] == [3, 3, 3]


def test_reading_twice_changes_nothing(shelf: Library, tmp_path: Path, cheap: list[str]) -> None:
    file = write(tmp_path, make_pages())
    first = shelf.add([file])
    shown = shelf.show_all(first.stories)
    again = shelf.add([file])
    assert (again.new, again.known, again.stories) == (0, 9, first.stories)
    assert shelf.show_all(again.stories) == shown
    assert len(cheap) == 9


def test_a_new_report_joins_its_old_story_which_keeps_its_number(shelf: Library, tmp_path: Path) -> None:
    pages = make_pages()
    old, new = [page for page in pages if page.name != "dam-2"], [page for page in pages if page.name == "dam-2"]
    shelf.add([write(tmp_path, old, "old")])
    before = members(shelf)
    titles = {row.story: row.title for row in shelf.list_stories()}
    added = shelf.add([write(tmp_path, new, "new")])
    (story,) = added.stories
    assert before[story] == ["dam-0", "dam-1"]
    assert members(shelf) == {**before, story: ["dam-0", "dam-1", "dam-2"]}
    assert shelf.find_story(titles[story]) == story


def test_the_order_of_reading_changes_neither_stories_nor_dossiers(tmp_path: Path) -> None:
    pages = make_pages()
    seen = set()
    for seed in range(4):
        Random(seed).shuffle(pages)
        with Library(tmp_path / f"{seed}.db", create=True) as shelf:
            for i in range(0, 9, 3):
                file = write(tmp_path, pages[i : i + 3], f"{seed}-{i}")
                numbers = shelf.add([file]).stories
                assert numbers
            dossiers = [dossier for _, dossier in shelf.show_all([row.story for row in shelf.list_stories()])]
        # Where a report was read from is not part of what it says.
        seen.add(tuple((d.story, d.claims, d.statements, tuple(r.sha256 for r in d.reports)) for d in dossiers))
    assert len(seen) == 1


def test_one_report_at_a_time_gives_the_stories_of_all_at_once(tmp_path: Path) -> None:
    pages = make_pages()[:6]
    for seed, order in enumerate(list(permutations(range(6)))[::120]):
        with Library(tmp_path / f"{seed}.db", create=True) as shelf:
            for i in order:
                shelf.add([write(tmp_path, [pages[i]], f"{seed}-{i}")])
            assert sorted(members(shelf).values()) == [[f"{m}-{i}" for i in range(3)] for m in ("dam", "strike")]


def test_a_name_puts_all_into_one_story_and_new_reports_join_it(shelf: Library, tmp_path: Path) -> None:
    pages = make_pages()
    odd = [page for page in pages if page.name in ("dam-0", "museum-0")]
    added = shelf.add([write(tmp_path, odd, "odd")], story="Odd pair")
    (story,) = added.stories
    assert shelf.show("odd pair").story == "Odd pair"
    shelf.add([write(tmp_path, [page for page in pages if page not in odd], "rest")])
    found = members(shelf)
    assert {"dam-0", "museum-0"} <= set(found[story])
    assert "strike-0" not in found[story]


def test_a_name_moves_reports_that_were_elsewhere(shelf: Library, tmp_path: Path) -> None:
    file = write(tmp_path, make_pages())
    shelf.add([file])
    added = shelf.add([file], story="Everything")
    assert list(members(shelf)) == list(added.stories)
    assert [row.title for row in shelf.list_stories()] == ["Everything"]
    with pytest.raises(NotFound):
        shelf.show("Orsova")


def test_the_only_story_is_named_afterwards(shelf: Library, tmp_path: Path) -> None:
    file = write(tmp_path, make_pages()[:3])
    shelf.add([file])
    shelf.refresh()
    added = shelf.add([file], story="Another name")
    assert shelf.show(added.stories[0]).story == "Another name"
    assert shelf.search("Dorn")[1] > 0


def test_a_removed_report_is_gone_and_can_be_read_again(shelf: Library, tmp_path: Path) -> None:
    file = write(tmp_path, make_pages())
    shelf.add([file])
    (gone,) = shelf.remove("dam-1")
    assert gone.name == "dam-1"
    assert not any("dam-1" in names for names in members(shelf).values())
    assert not shelf.search("Hydrel", narrowing=Filter(outlet="dam-1"))[0]
    shelf.remove("dam-0", "dam-2")
    assert len(shelf.list_stories()) == 2
    assert shelf.add([file]).new == 3
    assert len(shelf.list_stories()) == 3


def test_what_cannot_be_named_is_told(shelf: Library, tmp_path: Path) -> None:
    shelf.add([write(tmp_path, make_pages())])
    with pytest.raises(NotFound, match="no report has that name"):
        shelf.remove("nothing")
    with pytest.raises(NotFound, match="no story has that number"):
        shelf.show("99")
    with pytest.raises(InputError, match="stories fit that name"):
        shelf.show("r")
    with pytest.raises(NotFound, match="no speaker"):
        shelf.find_speaker("Nobody At All")


def test_two_reports_of_one_name_stand_side_by_side(shelf: Library, tmp_path: Path) -> None:
    for i, text in enumerate(MATTERS["dam"][:2]):
        shelf.add([write(tmp_path, [make_page("000", text)], f"folder{i}")], story="Dam")
    dossier = shelf.show("Dam")
    first, second = (report.name for report in dossier.reports)
    assert first != second and first.startswith("000~") and second.startswith("000~")
    assert {statement.report for statement in dossier.statements} <= {first, second}
    assert not dossier.left_out
    with pytest.raises(InputError, match="2 reports have that name"):
        shelf.remove("000")
    assert len(shelf.remove(dossier.reports[0].sha256[:8])) == 1


def test_a_copy_in_another_outlet_is_a_report_of_its_own(shelf: Library, tmp_path: Path, cheap: list[str]) -> None:
    page = make_pages()[0]
    copies = [replace(page, outlet=outlet) for outlet in ("Gazette", "Courier")]
    files = [write(tmp_path, [copy], f"folder{i}") for i, copy in enumerate(copies)]
    first = shelf.add(files[:1], story="Dam")
    second = shelf.add(files[1:], story="Dam")
    assert (first.new, second.new, second.known) == (1, 1, 0)
    again = shelf.add(files, story="Dam")
    assert (again.new, again.known, again.stories, again.notices) == (0, 2, first.stories, ())
    assert len(cheap) == 2
    dossier = shelf.show("Dam")
    assert sorted(report.outlet or "" for report in dossier.reports) == ["courier", "gazette"]
    assert len({report.sha256 for report in dossier.reports}) == 1
    copied = [link for link in dossier.lineage if link.kind == "copy"]
    assert [link.credits for link in copied] != []
    with pytest.raises(InputError, match="2 reports have that name"):
        shelf.remove(page.sha256[:8])
    (gone,) = shelf.remove(copies[0].key[:8])
    assert gone.outlet == "Gazette"
    assert [report.outlet for report in shelf.show("Dam").reports] == ["courier"]


def test_the_order_in_which_copies_come_changes_nothing(tmp_path: Path) -> None:
    page = make_pages()[0]
    outlets = ("Gazette", None, "Courier")
    files = [write(tmp_path, [replace(page, outlet=outlet)], f"in{i}") for i, outlet in enumerate(outlets)]
    shown = set()
    for number, order in enumerate(permutations(files)):
        with Library(tmp_path / f"{number}.db", create=True) as shelf:
            for file in order:
                shelf.add([file])
            shown.add(tuple(dossier for _, dossier in shelf.show_all([row.story for row in shelf.list_stories()])))
    assert len(shown) == 1


def test_every_part_that_an_analysis_hangs_on_is_there() -> None:
    root = Path(version.__file__).parents[2]
    assert [part for part in version.MADE_BY if not (root / part).exists()] == []


def test_what_was_made_by_another_version_is_made_anew(
    shelf: Library, tmp_path: Path, cheap: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    added = shelf.add([write(tmp_path, make_pages()[:3])])
    before = shelf.show(added.stories[0])
    assert len(cheap) == 3
    monkeypatch.setattr(building, "version", lambda: "another")
    assert shelf.show(added.stories[0]) == before
    assert len(cheap) == 6
    shelf.show(added.stories[0])
    assert len(cheap) == 6


def test_a_kill_before_the_stories_are_found_is_made_good(shelf: Library, tmp_path: Path) -> None:
    for page in make_pages():
        assert shelf._store.reports.add(make_analysis(page), version=building.version())
    assert len(shelf.list_stories()) == 3
    assert all(row.title and row.claims >= 0 for row in shelf.list_stories())


def test_questions_across_stories(shelf: Library, tmp_path: Path) -> None:
    shelf.add([write(tmp_path, make_pages())])
    (speaker,) = shelf.find_speaker("lenka dorn")
    assert speaker.name == "Lenka Dorn"
    assert {said.act for said in speaker.statements} == {"asserts"}
    assert [person.name for person in shelf.find_speaker("dorn")] == ["Lenka Dorn"]
    found, total = shelf.search("spillway inspect*", narrowing=Filter(speaker="dorn"))
    assert total == len(found) > 0
    assert all("spillway" in said.sentence for said in found)
    page = next(page for page in make_pages() if page.name == found[0].report)
    assert page.text[found[0].start : found[0].end] == found[0].sentence
    assert found[0].line == page.text[: found[0].start].count("\n") + 1
    assert shelf.search('"spillway would"')[1] > 0
    assert shelf.search('"would spillway"')[1] == 0


@pytest.mark.parametrize(
    "words", ['"', "*", "AND", "a OR b", "NEAR(", "col:x", "^", "-dam", "(", "é", "\x00", "; DROP", "%"]
)
def test_no_words_break_a_search(shelf: Library, tmp_path: Path, words: str) -> None:
    shelf.add([write(tmp_path, make_pages()[:3])])
    shelf.search(words, narrowing=Filter(outlet="post"))
    for name in ("%", "_", "!", words):
        with pytest.raises(NotFound):
            shelf.find_speaker(f"{name} zz")


def test_a_fault_of_ours_refuses_one_report_and_the_rest_goes_on(
    shelf: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    file = write(tmp_path, make_pages()[:2])

    def fail(page: Page, **_: object) -> Analysis:
        if page.name == "dam-0":
            raise KeyError("oh")
        return make_analysis(page)

    monkeypatch.setattr("onrecord.models.load_models", lambda: None)
    monkeypatch.setattr("onrecord.pipeline.analyse", fail)
    added = shelf.add([file])
    assert added.new == 1
    assert "fault of onrecord" in str(added.refused[0]) and "reports.jsonl" in str(added.refused[0])


def test_the_file_is_sound_and_holds_each_report_once(shelf: Library, tmp_path: Path) -> None:
    shelf.add([write(tmp_path, make_pages())])
    connection = sqlite3.connect(tmp_path / "a.db")
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert connection.execute("SELECT count(*), count(DISTINCT sha256) FROM reports").fetchone() == (9, 9)
    statements = connection.execute("SELECT count(*) FROM statements").fetchone()
    assert connection.execute("SELECT count(*) FROM words").fetchone() == statements
    connection.close()
