"""Adding by page: files and pasted text, what is refused, and that no name opens a file."""

from __future__ import annotations

import re
import threading
import time
from pathlib import Path

import pytest
from invented import MATTERS, make_analysis
from starlette.testclient import TestClient

from onrecord import building
from onrecord.records import Analysis, Page


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "analyse_page", make_analysis)


def wait(client: TestClient, path: str) -> str:
    for _ in range(400):
        if client.get(f"{path}.json").json()["state"] in ("done", "failed"):
            return client.get(path).text
        time.sleep(0.02)
    raise AssertionError("the reading does not end")


def send(client: TestClient, files: list[tuple[str, bytes]], **fields: str) -> str:
    held = [("files", (name, content)) for name, content in files]
    answer = client.post("/add", data={"seed": "seed", **fields}, files=held or None)
    assert answer.status_code == 303, answer.text
    return wait(client, answer.headers["location"])


def test_files_become_reports_of_a_story(client: TestClient) -> None:
    texts = MATTERS["strike"]
    page = send(client, [(f"{i}.txt", text.encode()) for i, text in enumerate(texts)], story="Strike")
    (number,) = re.findall(r'href="/stories/(\d+)"', page)
    assert "3 reports read" in page and ">Strike<" in page
    assert set(client.get(f"/api/v1/stories/{number}").json()["reports"]) == {"0", "1", "2"}


def test_a_pasted_text_is_a_report(client: TestClient) -> None:
    text = MATTERS["dam"][0].replace("\n", "\r\n")
    page = send(client, [], text=text, outlet="Halden Post", date="2023-05-04")
    (number,) = re.findall(r'href="/stories/(\d+)"', page)
    (report,) = client.get(f"/api/v1/stories/{number}").json()["reports"].values()
    assert (report["text"], report["published"]) == (MATTERS["dam"][0], "2023-05-04")


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(client: TestClient) -> None:
    page = send(client, [("bad.json", b"{"), ("good.txt", MATTERS["museum"][0].encode())])
    assert "1 report read" in page and "bad.json" in page


NAMES = ["../../../etc/passwd", "/etc/passwd", "C:\\boot.ini", "..\\..\\x.txt", "<b>.txt", "a\x00b.txt"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_opens_nothing_and_leads_nowhere(client: TestClient, tmp_path: Path, name: str) -> None:
    before = set(tmp_path.rglob("*"))
    page = send(client, [(name, MATTERS["museum"][1].encode())])
    assert "1 report read" in page and "root:" not in page and "<b>" not in page
    (number,) = re.findall(r'href="/stories/(\d+)"', page)
    (report,) = client.get(f"/api/v1/stories/{number}").json()["reports"]
    assert not re.search(r"[/\\\x00]", report)
    assert {path.name for path in set(tmp_path.rglob("*")) - before} <= {"room.db-wal", "room.db-shm"}


def test_an_address_is_text_and_is_not_fetched(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: object) -> None:
        raise AssertionError("a connection was made")

    monkeypatch.setattr("socket.socket.connect", refuse)
    page = send(client, [], text="http://127.0.0.1:1/secret says the mayor is gone. The mayor said nothing.")
    assert "1 report read" in page


def test_nothing_is_no_report(client: TestClient) -> None:
    assert client.post("/add", data={"seed": "seed", "text": "  "}).status_code == 400
    assert client.post("/add", data={"seed": "seed", "text": "x", "date": "soon"}).status_code == 400


def test_before_the_first_report_is_read_none_is_counted(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """The models take seconds to load: "0 reports read" would look as if nothing went on."""
    gate = threading.Event()

    def wait_first(page: Page) -> Analysis:
        gate.wait(20)
        return make_analysis(page)

    monkeypatch.setattr(building, "analyse_page", wait_first)
    answer = client.post("/add", data={"seed": "seed", "text": MATTERS["dam"][0]})
    path = answer.headers["location"]
    while client.get(f"{path}.json").json()["state"] == "waiting":
        time.sleep(0.01)
    page = client.get(path).text
    gate.set()
    assert "Getting ready to read" in page and "0 reports" not in page
    assert "1 report read" in wait(client, path)
