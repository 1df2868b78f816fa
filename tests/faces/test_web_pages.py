"""The pages: what they show, where their links lead, and that text from reports is text."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from dossier_by_hand import TEXTS
from shelved import shelve
from starlette.testclient import TestClient

from onrecord.exports.json import dossier_to_dict
from onrecord.faces.web.application import make_application
from onrecord.faces.web.guard import Rules
from onrecord.records import Dossier, Entity, Mention, Report, Span
from onrecord.settings import Settings


class Page(HTMLParser):
    """The links, ids and texts of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.tags.append(tag)
        self.links += [held["href"]] if held.get("href") else []  # type: ignore[list-item]
        self.ids += [held["id"]] if held.get("id") else []  # type: ignore[list-item]
        assert not any(name.startswith("on") or name == "style" for name in held), held

    def handle_data(self, data: str) -> None:
        self.text += data


def read(client: TestClient, path: str) -> Page:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return Page(answer.text)


def digest(dossier: Dossier, name: str) -> str:
    return next(report.sha256 for report in dossier.reports if report.name == name)


def test_a_story_shows_what_divides_its_sources_first(client: TestClient) -> None:
    page = read(client, "/stories/1")
    sections = [id for id in page.ids if id in ("disputes", "differ", "renderings", "lineage", "timeline", "people")]
    assert sections == ["disputes", "differ", "renderings", "lineage", "timeline", "people"]
    assert "1 independent origin in 2 reports: officials (unnamed)" in " ".join(page.text.split())
    for words in ("Asserted by", "Denied by", "Not commented on by", "Ada Lunt", "cannot both hold"):
        assert words in page.text


def test_a_story_says_how_sure_it_is_who_took_words_from_whom(client: TestClient) -> None:
    assert "which way round is not known: nothing tells who was first" in read(client, "/stories/1").text


def test_every_link_leads_somewhere_and_every_quote_to_its_words(client: TestClient, dossier: Dossier) -> None:
    seen: dict[str, Page] = {}
    waiting = ["/", "/stories/1", "/search?q=pier"]
    while waiting:
        path = waiting.pop()
        if path in seen or "/export/" in path:
            continue
        answer = client.get(path)
        assert answer.status_code in (200, 302, 303), path
        if answer.status_code == 302:
            waiting.append(answer.headers["location"])
            continue
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        seen[path] = Page(answer.text)
        assert len(seen[path].ids) == len(set(seen[path].ids)), path
        for link in seen[path].links:
            assert link.startswith(("/", "#", "?")), link
            if link.startswith("/"):
                waiting.append(link.split("#")[0])
    for path, page in seen.items():
        for link in page.links:
            target, _, fragment = link.partition("#")
            if fragment and (target or path) in seen:
                assert fragment in seen[target or path].ids, (path, link)
    assert {f"/reports/{report.sha256}" for report in dossier.reports} <= set(seen)


def test_whoever_says_nothing_leads_to_the_lines_that_name_them(tmp_path: Path, dossier: Dossier, rules: Rules) -> None:
    silent = Entity("sten", "Ora Sten", "person", mentions=(Mention("bay", Span(0, 4)),))
    shelve(replace(dossier, entities=(*dossier.entities, silent)), tmp_path / "silent.db")
    application = make_application(tmp_path / "silent.db", settings=Settings(), rules=rules)
    with TestClient(application, base_url="http://127.0.0.1") as client:
        links = read(client, "/stories/1").links
        assert "/search?q=%22Ora%20Sten%22" in links and "/speakers/Ada%20Lunt" in links
        for link in {link for link in links if link.startswith(("/speakers", "/search"))}:
            assert client.get(link).status_code == 200


def test_every_page_has_a_twin(client: TestClient, dossier: Dossier) -> None:
    twin = client.get("/stories/1.json").json()
    whole = json.loads(json.dumps(dossier_to_dict(dossier)))
    assert {**twin, "reports": None} == {**whole, "reports": None} and set(twin["reports"]) == set(whole["reports"])
    assert client.get("/stories.json").json()["stories"][0]["disputes"] == 1
    report = client.get(f"/reports/{digest(dossier, 'bay')}.json").json()
    assert report["text"] == TEXTS["bay"] and len(report["statements"]) == 2
    assert client.get("/speakers/Ada%20Lunt.json").json()["speakers"][0]["statements"][0]["act"] == "denies"
    assert client.get("/search.json?act=denies").json()["total"] == 1
    for path in ("/stories/1", "/", "/search?q=pier", "/speakers/Ada%20Lunt"):
        (twin,) = [link for link in re.findall(r'rel="alternate"[^>]*href="([^"]+)"', client.get(path).text)]
        assert client.get(twin.replace("&amp;", "&")).headers["content-type"] == "application/json"


def test_a_report_is_shown_whole_with_all_that_is_known(client: TestClient, dossier: Dossier) -> None:
    answer = client.get(f"/reports/{digest(dossier, 'bay')}")
    page = Page(answer.text)
    for paragraph in TEXTS["bay"].split("\n\n"):
        assert " ".join(paragraph.split()) in " ".join(page.text.split())
    assert '<p class="promo furniture" dir="auto"><span class="kind">promo</span>' in answer.text
    assert 'class="said denies"' in answer.text and 'title="3 May 2023, as the reports date it"' in answer.text
    assert "Also in 1 other report" in page.text and "hostile (outlet) has words of this report" in page.text
    assert "Disputed claim: The port of Orlan has sold its ferry pier." in " ".join(page.text.split())


def test_a_claim_keeps_its_address_when_its_number_changes(
    client: TestClient, dossier: Dossier, tmp_path: Path, rules: Rules
) -> None:
    key = client.get("/api/v1/stories/1/claims").json()["items"][0]["key"]
    address = f"/stories/1/claims/{key}"
    assert address in read(client, "/stories/1").links
    assert "The port of Orlan has sold its ferry pier." in read(client, address).text
    other = replace(dossier, claims=tuple(replace(claim, id=f"c{7 - i}") for i, claim in enumerate(dossier.claims)))
    shelve(other, tmp_path / "other.db")
    application = make_application(tmp_path / "other.db", settings=Settings(), rules=rules)
    with TestClient(application, base_url="http://127.0.0.1") as again:
        assert "The port of Orlan has sold its ferry pier." in read(again, address).text


def test_a_claims_number_leads_to_the_address_that_lasts(client: TestClient) -> None:
    key = client.get("/api/v1/stories/1/claims").json()["items"][0]["key"]
    answer = client.get("/stories/1/claims/c1")
    assert (answer.status_code, answer.headers["location"]) == (302, f"/stories/1/claims/{key}")
    assert client.get("/stories/1/claims/c1.json").headers["location"] == f"/stories/1/claims/{key}.json"
    assert client.get("/stories/1/claims/c9").status_code == 404


def test_text_from_reports_is_never_markup(client: TestClient, dossier: Dossier) -> None:
    for path in ("/stories/1", f"/reports/{digest(dossier, 'hostile')}", "/search?q=Evil"):
        answer = client.get(path)
        assert "<script>alert" not in answer.text
        assert answer.text.count("<script") == 1
        assert "\u202e" not in answer.text and "\x1b" not in answer.text
    assert "<U+202E>Evil<U+202C>" in read(client, f"/reports/{digest(dossier, 'hostile')}").text


def test_hostile_names_and_titles_are_text(tmp_path: Path, dossier: Dossier, rules: Rules) -> None:
    evil = '"><script>alert(1)</script>\u202e'

    def spoil(report: Report) -> Report:
        return replace(report, title=evil, url=f"javascript:alert(1){evil}")

    entities = tuple(replace(entity, name=f"{entity.name}{evil}", roles=(evil,)) for entity in dossier.entities)
    claims = tuple(replace(claim, proposition=evil) for claim in dossier.claims)
    spoiled = replace(dossier, story=evil, reports=tuple(map(spoil, dossier.reports)), entities=entities, claims=claims)
    shelve(spoiled, tmp_path / "evil.db")
    application = make_application(tmp_path / "evil.db", settings=Settings(), rules=rules)
    with TestClient(application, base_url="http://127.0.0.1") as client:
        for path in (
            "/",
            "/stories/1",
            f"/reports/{digest(dossier, 'bay')}",
            "/search?q=pier",
            "/stories/1/corrections",
        ):
            answer = client.get(path)
            assert answer.status_code == 200
            assert answer.text.count("<script") == 1 and "\u202e" not in answer.text
            assert "javascript:" not in "".join(Page(answer.text).links)


def test_filters_narrow_the_timeline(client: TestClient) -> None:
    assert "denies the sale" in read(client, "/stories/1?type=REJECT").text
    assert "the port sold its ferry pier" not in read(client, "/stories/1?type=REJECT").text
    assert "Nothing of that kind" in read(client, "/stories/1?actor=Nobody").text


def test_search_is_narrowed_by_facets(client: TestClient) -> None:
    page = read(client, "/search?q=pier")
    (narrowed,) = [link for link in page.links if link.startswith("?") and "act=asserts" in link]
    assert "lines found" in page.text
    twin = client.get(f"/search.json{narrowed}").json()
    assert twin["total"] and {said["act"] for said in twin["statements"]} == {"asserts"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nowhere", 404),
        ("/stories/99", 404),
        ("/stories/1/claims/ffffffff", 404),
        ("/reports/ffffffffff", 404),
        ("/speakers/Nobody%20Else", 404),
        ("/search?act=sings", 400),
        ("/search?q=x&since=yesterday", 400),
        ("/search?q=x&cursor=../../etc", 400),
        ("/?limit=0", 400),
        ("/stories/1/export/xml", 404),
        ("/static/..%2f__init__.py", 404),
        ("/static/secret", 404),
        ("/add/unknown", 404),
    ],
)
def test_what_is_not_there_is_said(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html") and "<h1>" in answer.text
    assert "Traceback" not in answer.text


def test_exports_are_sent_as_files(client: TestClient) -> None:
    answer = client.get("/stories/1/export/csv")
    assert answer.headers["content-type"] == "application/zip" and answer.content[:2] == b"PK"
    assert answer.headers["content-disposition"] == 'attachment; filename="story-1-csv.zip"'
    assert client.get("/stories/1/export/stix").json()["type"] == "bundle"


def test_an_empty_store_says_what_to_do(tmp_path: Path, rules: Rules) -> None:
    application = make_application(tmp_path / "none.db", settings=Settings(), rules=rules)
    with TestClient(application, base_url="http://localhost") as client:
        assert "There are no stories yet" in read(client, "/").text
        assert client.get("/search?q=anything").status_code == 200
