"""What a story's page answers at a glance: who denies, when, who copied; and what it folds away."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from dossier_by_hand import TEXTS, at
from shelved import shelve
from starlette.testclient import TestClient

from onrecord.adapters.store import Said
from onrecord.exports.outline import arrange_outline
from onrecord.exports.outline.cited import cite_reports
from onrecord.faces.web.application import make_application
from onrecord.faces.web.guard import Rules
from onrecord.faces.web.views.answers import answer_all, list_copies, list_main
from onrecord.faces.web.views.cited import cite_said, list_outlets, name_outlet
from onrecord.faces.web.views.found import mark_found
from onrecord.faces.web.views.lineage import list_owed, name_reports
from onrecord.faces.web.views.story import ShownStory
from onrecord.records import Dossier, Evidence, Publication, TimelineEntry, When
from onrecord.settings import Settings

SALE = "The port of Orlan has sold its ferry pier for 30 million crowns, two officials said."
OFFICIALS = "Two unnamed officials told the Bay Mirror that the port had sold its ferry pier for 30\nmillion crowns."


def event(day: int, what: str, *places: str) -> TimelineEntry:
    texts = {"bay": OFFICIALS, "mirror": SALE}
    evidence = tuple(at(name, texts[name]) for name in places)
    return TimelineEntry(When.on(2023, 5, day), None, what, (), None, "happened", evidence)


# ---- how reports are called ---------------------------------------------------------------------


def test_a_report_is_called_by_outlet_and_day() -> None:
    day, month = When.on(2023, 11, 4), When.on(2023, 11)
    cited = cite_reports(
        [("a1", "Halden Post", day), ("b2", "MPA", month), ("c3", "not named", day), ("d4", "Sun", None)]
    )
    assert cited == {"a1": "Halden Post, 4 Nov", "b2": "MPA, Nov", "c3": "c3", "d4": "Sun"}


def test_the_year_stands_where_there_are_several() -> None:
    cited = cite_reports(
        [("a", "Post", When.on(2022, 12, 31)), ("b", "Post", When.on(2023, 1, 1)), ("c", "MPA", When.on(2023))]
    )
    assert list(cited.values()) == ["Post, 31 Dec 2022", "Post, 1 Jan 2023", "MPA, 2023"]


def test_two_that_would_be_called_the_same_bear_their_names() -> None:
    day = When.on(2023, 11, 4)
    long = "0d0c1a2b-77d6-4aa3-9f2b-e3f8ecb3dea5"
    cited = cite_reports([(long, "Post", day), (long.replace("0d0c", "1d0c"), "Post", day)])
    assert list(cited.values()) == ["Post, 4 Nov (0d0c1a2b-77d6-4…)", "Post, 4 Nov (1d0c1a2b-77d6-4…)"]
    alike = cite_reports([(f"{long}-x", "Post", day), (f"{long}-y", "Post", day)])
    assert list(alike.values()) == [f"Post, 4 Nov ({long}-x)", f"Post, 4 Nov ({long}-y)"]


@pytest.mark.parametrize(
    ("outlet", "published", "expected"),
    [
        ("Bay Mirror", "2023-05-02", "Bay Mirror, 2 May 2023"),
        ("Bay Mirror", "2023-05", "Bay Mirror, May 2023"),
        ("Bay Mirror", None, "Bay Mirror"),
        ("Outlet of report m1 (not named)", "2023", "m1"),
    ],
)
def test_lines_of_many_stories_say_the_year(outlet: str, published: str | None, expected: str) -> None:
    said = Said(1, "Story", "m1", outlet, published, None, (), None, None, None, "", "", 0, 1, 1, "0" * 64)
    assert cite_said(said) == expected


def test_outlets_are_listed_with_those_that_are_not_named() -> None:
    unnamed = ["Outlet of report a (not named)", "Outlet of report b (not named)"]
    assert list_outlets(["A", "B", "C"], most=2) == "A, B and 1 more"
    assert list_outlets(["A", *unnamed], most=2) == "A; 2 not named"
    assert list_outlets(unnamed, most=2) == "2 outlets not named"
    assert [name_outlet(outlet) for outlet in ("A", unnamed[0])] == ["A", "a (outlet not named)"]


def test_reports_in_words_are_called_by_their_labels() -> None:
    assert (
        name_reports("bay-2 names bay; it came first", {"bay": "Post", "bay-2": "MPA"})
        == "MPA names Post; it came first"
    )
    assert name_reports("nothing", {}) == "nothing"


# ---- answers beside a dispute -------------------------------------------------------------------


def test_a_dispute_says_who_denies_it_in_which_words(dossier: Dossier) -> None:
    answers = answer_all(dossier, arrange_outline(dossier))["c1"]
    told = [(stance, [(name, quote.words) for name, quote in holders]) for stance, holders in answers.sides]
    assert told == [
        ("Denied by", [("Ada Lunt", '"There was no sale," port spokeswoman Ada Lunt said on Wednesday.')]),
        ("Not commented on by", [("Bo Essen", "The mayor, Bo Essen, declined to comment.")]),
    ]


def test_a_dispute_says_when_by_the_words_that_assert_it(dossier: Dossier) -> None:
    denial = dossier.events[0]  # a denial is not what the dispute is about
    events = (
        denial,
        event(1, "sold", "mirror"),
        event(2, "told", "bay", "mirror"),
        replace(event(3, "x", "bay"), when=None),
    )
    changed = replace(dossier, events=events)
    answers = answer_all(changed, arrange_outline(changed))["c1"]
    assert [(moment.happened, moment.what) for moment in answers.moments] == [
        ("2 May 2023", "told"),
        ("1 May 2023", "sold"),
    ]


def test_a_dispute_without_a_day_says_when_it_was_first_told(dossier: Dossier) -> None:
    changed = replace(dossier, events=())
    answers = answer_all(changed, arrange_outline(changed))["c1"]
    assert answers.moments == () and answers.first is not None
    day, quote = answers.first
    assert (day, quote.report) == ("2 May 2023", "mirror")  # bay came out a day later
    undated = tuple(replace(report, published=Publication(None, "unknown")) for report in dossier.reports)
    changed = replace(changed, reports=undated)
    assert answer_all(changed, arrange_outline(changed))["c1"].first is None


def test_only_text_between_the_reports_counts_as_copied(dossier: Dossier) -> None:
    outline = arrange_outline(dossier)
    (copied,) = list_copies(outline)
    assert (copied.report, copied.credits) == ("hostile", "bay")
    assert [(owed.report, owed.kind) for owed in list_owed(outline, [copied])] == [("bay", "credit")]
    assert answer_all(dossier, outline)["c1"].copies == (copied,)


def test_a_long_timeline_begins_with_what_several_reports_tell(dossier: Dossier) -> None:
    main = [event(day, f"main {day}", "bay", "mirror") for day in (1, 2, 3)]
    rest = [event(day, f"rest {day}", "bay") for day in range(4, 15)]
    story = ShownStory.make(1, replace(dossier, events=(*rest, *main)))
    assert [moment.what for moment in story.list_moments()] == ["main 1", "main 2", "main 3"]
    assert story.list_moments() == list_main(story.list_moments(told="all"))
    assert len(story.list_moments(told="all")) == 14
    short = ShownStory.make(1, replace(dossier, events=(*rest[:3], *main)))
    assert len(short.list_moments()) == 6 and len(short.list_moments(told="several")) == 3


# ---- the page -----------------------------------------------------------------------------------


@pytest.fixture
def long_page(tmp_path: Path, dossier: Dossier, rules: Rules) -> str:
    """A story of many claims and events."""
    claims = [replace(dossier.claims[1], id=f"d{i}", proposition=f"Claim {i}.") for i in range(25)]
    events = [event(day, f"told {day}", *(("bay", "mirror") if day < 5 else ("bay",))) for day in range(1, 20)]
    shelve(replace(dossier, claims=(dossier.claims[0], *claims), events=tuple(events)), tmp_path / "long.db")
    application = make_application(tmp_path / "long.db", settings=Settings(), rules=rules)
    with TestClient(application, base_url="http://127.0.0.1") as client:
        return client.get("/stories/1").text


def test_what_matters_less_is_folded(long_page: str) -> None:
    shown, _, folded = long_page[long_page.index('id="claims"') :].partition("<summary>15 more claims</summary>")
    assert shown.count('<li id="claim-') == 10 and folded.count('<li id="claim-') == 15
    assert "4 of 19 events: those that several reports tell." in long_page


def test_an_event_that_many_reports_tell_names_a_few_and_folds_the_rest(
    tmp_path: Path, dossier: Dossier, rules: Rules
) -> None:
    first = dossier.reports[0]
    texts = [f"{first.text}{i}" for i in range(9)]
    digests = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    more = [
        replace(first, name=f"r{i}", text=text, sha256=digest)
        for i, (text, digest) in enumerate(zip(texts, digests, strict=True))
    ]
    evidence = tuple(Evidence(report.name, at("bay", OFFICIALS).span) for report in more)
    many = TimelineEntry(When.on(2023, 5, 1), None, "sold", (), None, "happened", evidence)
    shelve(replace(dossier, reports=(*dossier.reports, *more), events=(many,)), tmp_path / "many.db")
    application = make_application(tmp_path / "many.db", settings=Settings(), rules=rules)
    with TestClient(application, base_url="http://127.0.0.1") as client:
        row = re.findall(r'<tr><td class="when".*?</tr>', client.get("/stories/1").text, re.DOTALL)[0]
    shown, _, folded = row.partition("<summary>3 more reports</summary>")
    assert (shown.count('class="place"'), folded.count('class="place"')) == (6, 3)


def test_no_copy_found_is_said(tmp_path: Path, dossier: Dossier, rules: Rules) -> None:
    shelve(replace(dossier, lineage=()), tmp_path / "bare.db")
    with TestClient(
        make_application(tmp_path / "bare.db", settings=Settings(), rules=rules), base_url="http://127.0.0.1"
    ) as client:
        assert "No report was found that copies another of these 3." in client.get("/stories/1").text


# ---- lists --------------------------------------------------------------------------------------


def test_the_list_of_stories_says_what_is_disputed_and_who_denies_it(client: TestClient) -> None:
    text = " ".join(client.get("/").text.split())
    assert "The port of Orlan has sold its ferry pier." in text
    assert "Denied or questioned by <bdi>Ada Lunt</bdi>." in text


def test_a_story_without_disputes_begins_with_its_claims(tmp_path: Path, dossier: Dossier, rules: Rules) -> None:
    shelve(replace(dossier, claims=dossier.claims[1:]), tmp_path / "calm.db")
    application = make_application(tmp_path / "calm.db", settings=Settings(), rules=rules)
    with TestClient(application, base_url="http://127.0.0.1") as client:
        page = client.get("/stories/1").text
        assert page.index('id="disputes"') < page.index('id="claims"') < page.index('id="differ"')
        assert ">Claims: 1<" in page and "Denied or questioned" not in client.get("/").text


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("deny", ["denied", "denies"]),
        ("café", ["Cafes"]),
        ('"denied the" rumour', ["denied", "the", "rumour", "denies"]),
        ("rum*", ["rumour"]),
        ("absent", []),
        ("", []),
    ],
)
def test_words_that_were_searched_are_marked(words: str, marked: list[str]) -> None:
    text = "He denied the rumour; she denies nothing. Cafes closed."
    pieces = mark_found(text, words)
    assert "".join(piece for piece, _ in pieces) == text
    assert [piece for piece, found in pieces if found] == marked


def test_a_search_marks_what_it_found(client: TestClient) -> None:
    assert '<mark class="hit">sale</mark>' in client.get("/search?q=sales").text


def test_what_is_found_comes_as_a_table_with_its_places(client: TestClient) -> None:
    (link,) = re.findall(r'href="(/search\.csv[^"]*)"', client.get("/search?q=pier&act=asserts").text)
    answer = client.get(link.replace("&amp;", "&"))
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="search.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    assert len(rows) == client.get("/search.json?q=pier&act=asserts").json()["total"] > 0
    for row in rows:
        assert TEXTS[row["report"]][int(row["start"]) : int(row["end"])] == row["sentence"]
        assert row["act"] == "asserts"
    assert client.get("/search.csv").text.count("\r\n") == 1
    assert client.get("/search.csv?act=sings").status_code == 400
