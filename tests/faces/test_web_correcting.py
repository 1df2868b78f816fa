"""Correcting by page: kept with who and when, marked everywhere, undone, kept when all is read again, gold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.adapters.store import Store
from onrecord.exports import EXPORTERS
from onrecord.library import Library
from onrecord.records import Dossier

CLAIM = "The port of Orlan has sold its ferry pier."


def claim_path(client: TestClient) -> str:
    items = client.get("/api/v1/stories/1/claims").json()["items"]
    return next(f"/stories/1/claims/{item['key']}" for item in items if item["proposition"] == CLAIM)


def send(client: TestClient, path: str, **fields: str) -> None:
    answer = client.post(path, data={"seed": "seed", "by": "Ann Reader", "note": "read it twice", **fields})
    assert answer.status_code == 303, answer.text
    assert client.get(answer.headers["location"]).status_code == 200


def test_a_dropped_dispute_is_marked_everywhere_and_can_be_undone(client: TestClient, db: Path) -> None:
    send(client, f"{claim_path(client)}/correct", kind="drop")
    story = client.get("/stories/1").text
    assert "Disputed: 0" in story and "1 correction by readers" in story
    assert client.get("/").text.count("no dispute found") == 1
    page = client.get(claim_path(client)).text
    assert "Ann Reader" in page and "nobody disputes it" in page
    with Library(db) as library:
        dossier = library.show(1)
        assert library.list_stories()[0].disputes == 0
        (lunt,) = library.find_speaker("Ada Lunt")
        assert not lunt.positions and len(lunt.statements) == 1
    for name in ("json", "markdown", "html", "gold"):
        assert "Ann Reader" in str(EXPORTERS[name]([dossier]))
    corrections = client.get("/stories/1/corrections").text
    assert "read it twice" in corrections
    (id,) = re.findall(r"/corrections/(\d+)/undo", corrections)
    send(client, f"/corrections/{id}/undo")
    assert "Disputed: 1" in client.get("/stories/1").text
    assert client.get("/stories.json").json()["stories"][0]["disputes"] == 1
    (told,) = client.get("/stories/1/corrections.json").json()["corrections"]
    assert (told["made_by"], told["undone_by"], told["applies"]) == ("Ann Reader", "Ann Reader", False)


def test_a_speaker_is_corrected_from_the_report(client: TestClient) -> None:
    (statement,) = [s for s in client.get("/api/v1/stories/1/statements").json()["items"] if s["act"] == "denies"]
    sha256 = client.get("/stories/1.json").json()["reports"]["bay"]["sha256"]
    path = f"/reports/{sha256}/statements/{statement['cue'][0]}"
    assert "Correct the speaker" in client.get(path).text
    send(client, path, value="Bo Essen", entity="person")
    assert client.get("/search.json?speaker=Essen&act=denies").json()["total"] == 1
    assert "the speaker is <bdi>Bo Essen</bdi>, not <bdi>Ada Lunt</bdi>" in client.get("/stories/1/corrections").text
    assert '<span class="tag">corrected</span>' in client.get(f"/reports/{sha256}").text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (
            {"kind": "origin", "values": "Coast Agency\nofficials (unnamed)"},
            "<b>2 independent origins</b> in 2 reports:",
        ),
        ({"kind": "stance", "holder": "1", "value": "questions"}, "Questioned by"),
    ],
)
def test_what_is_corrected_shows(client: TestClient, fields: dict[str, str], told: str) -> None:
    assert told not in client.get(claim_path(client)).text
    send(client, f"{claim_path(client)}/correct", **fields)
    assert told in client.get(claim_path(client)).text


def test_claims_are_split_and_merged(client: TestClient) -> None:
    form = client.get(claim_path(client)).text
    places = re.findall(r'name="place" value="([^"]+)"', form)
    send(client, f"{claim_path(client)}/correct", kind="split", place=places[0], value="The price was 30 million.")
    items = {item["proposition"]: item["key"] for item in client.get("/api/v1/stories/1/claims").json()["items"]}
    assert len(items) == 3
    send(client, f"{claim_path(client)}/correct", kind="merge", other=items["The price was 30 million."])
    assert client.get("/api/v1/stories/1/claims").json()["total"] == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "sing"},
        {"kind": "stance", "holder": "99", "value": "denies"},
        {"kind": "stance", "holder": "0", "value": "asserts"},
        {"kind": "stance", "holder": "x", "value": "denies"},
        {"kind": "split", "value": "Nothing is chosen."},
        {"kind": "split", "value": "No such place.", "place": "bay|0|1"},
        {"kind": "merge", "other": "ffffffff"},
        {"kind": "drop", "by": " "},
        {"kind": "drop", "note": "x" * 2000},
    ],
)
def test_what_makes_no_sense_is_refused(client: TestClient, fields: dict[str, str]) -> None:
    answer = client.post(f"{claim_path(client)}/correct", data={"seed": "seed", "by": "Ann", **fields})
    assert answer.status_code == 400
    assert client.get("/stories/1/corrections.json").json() == {"corrections": []}


def test_corrections_outlive_the_story_and_a_new_reading(client: TestClient, db: Path, dossier: Dossier) -> None:
    send(client, f"{claim_path(client)}/correct", kind="drop")
    with Store(db) as store:
        # The reports go into another story, whose dossier is built anew and says the same.
        ids = sorted(id for report in dossier.reports for id in store.reports.list_of_text(report.sha256))
        number = store.stories.put("Another name", ids)
        draft = store.dossiers.draft(number)
        assert draft is not None and number != 1
        from onrecord.building import version  # noqa: PLC0415

        names = {stored.page.name: stored.id for stored in store.reports.load(ids, version=version())}
        sentences = {report.name: [block.span for block in report.blocks] for report in dossier.reports}
        store.dossiers.save(draft, dossier, corrected=dossier, reports=names, sentences=sentences, version=version())
    assert "Disputed: 0" in client.get(f"/stories/{number}").text
    assert client.get(f"/stories/{number}/corrections.json").json()["corrections"][0]["applies"] is True


def test_gold_holds_what_readers_vouch_for_and_nothing_else(client: TestClient) -> None:
    assert client.get("/stories/1/export/gold").json()["stories"][0]["claims"] == []
    send(client, f"{claim_path(client)}/correct", kind="origin", values="officials (unnamed)")
    (story,) = client.get("/stories/1/export/gold").json()["stories"]
    assert [claim["proposition"] for claim in story["claims"]] == [CLAIM]
    assert (story["statements"], story["exhaustive"]) == ([], False)
    assert story["corrections"][0]["by"] == "Ann Reader"
