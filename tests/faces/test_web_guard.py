"""What no request gets past, and what every answer forbids a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.faces.web.application import make_application
from onrecord.faces.web.guard import SMALL, Rules, is_local
from onrecord.settings import Settings

type Open = Callable[[Rules, str], TestClient]
TOKEN = "a-token-of-some-length"


@pytest.fixture
def opened(db: Path) -> Iterator[Open]:
    """Opens the same store under other rules."""
    made: list[TestClient] = []

    def open_room(rules: Rules, url: str) -> TestClient:
        application = make_application(db, settings=Settings(), rules=rules)
        client = TestClient(application, base_url=url, follow_redirects=False)
        client.__enter__()
        made.append(client)
        return client

    yield open_room
    for client in made:
        client.__exit__(None, None, None)


@contextmanager
def nothing_written(client: TestClient) -> Iterator[None]:
    before = client.get("/api/v1/stories/1/corrections").json()["total"]
    yield
    assert client.get("/api/v1/stories/1/corrections").json()["total"] == before


PATHS = ["/", "/stories/1", "/nowhere", "/api/v1/stories", "/api/v1/nowhere", "/static/room.js"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_loads_nothing_from_elsewhere(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ") and "unsafe" not in policy and "http" not in policy
    assert "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("host", "bound", "status"),
    [
        ("127.0.0.1:8010", "127.0.0.1", 200),
        ("localhost:8010", "127.0.0.1", 200),
        ("LOCALHOST", "127.0.0.1", 200),
        ("[::1]:8010", "::1", 200),
        ("rebound.example", "127.0.0.1", 421),
        ("localhost.rebound.example", "127.0.0.1", 421),
        ("127.0.0.1.rebound.example:8010", "127.0.0.1", 421),
        ("10.1.2.3", "127.0.0.1", 421),
        ("10.1.2.3", "0.0.0.0", 200),
        ("rebound.example", "0.0.0.0", 421),
        ("desk.example", "0.0.0.0", 200),
        ("", "127.0.0.1", 421),
    ],
)
def test_a_name_that_was_made_to_point_here_is_refused(opened: Open, host: str, bound: str, status: int) -> None:
    client = opened(Rules(bound, frozenset({"desk.example"})), "http://127.0.0.1")
    assert client.get("/", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("desk", False)],
)
def test_what_is_this_machine(host: str, local: bool) -> None:  # noqa: FBT001
    assert is_local(host) == local


def test_another_sites_form_writes_nothing(client: TestClient) -> None:
    key = client.get("/api/v1/stories/1/claims").json()["items"][0]["key"]
    path, form = f"/stories/1/claims/{key}/correct", {"kind": "drop", "by": "Eve", "seed": "seed"}
    with nothing_written(client):
        for headers in (
            {"origin": "http://evil.example"},
            {"origin": "null"},
            {"origin": "http://127.0.0.1:9999"},
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
        ):
            assert client.post(path, data=form, headers=headers).status_code == 403
        assert client.post(path, data={**form, "seed": "guess"}).status_code == 403
        assert client.post(path, data={"kind": "drop", "by": "Eve"}).status_code == 403
        simple = {"content-type": "text/plain"}
        body = '{"kind": "drop", "by": "Eve", "claim": "' + key + '"}'
        assert client.post("/api/v1/stories/1/corrections", content=body, headers=simple).status_code == 415
    same = {"origin": "http://127.0.0.1:8010", "sec-fetch-site": "same-origin"}
    assert client.post(path, data=form, headers=same).status_code == 303


def test_writing_from_other_machines_needs_the_token(opened: Open) -> None:
    client = opened(Rules("0.0.0.0", token=TOKEN, seed="seed"), "http://10.1.2.3")
    key = client.get("/api/v1/stories/1/claims").json()["items"][0]["key"]
    assert "sign in" in client.get("/add").text
    body = {"kind": "origin", "by": "Ann", "claim": key, "values": ["officials (unnamed)"]}
    with nothing_written(client):
        for token in ("", "wrong", TOKEN[:-1]):
            headers = {"authorization": f"Bearer {token}"} if token else {}
            answer = client.post("/api/v1/stories/1/corrections", json=body, headers=headers)
            assert answer.status_code == 401 and answer.headers["www-authenticate"].startswith("Bearer")
        assert client.post("/add", data={"seed": "seed", "text": "Words."}).status_code == 401
        assert client.delete("/api/v1/corrections/1?by=Eve").status_code == 401
    headers = {"authorization": f"Bearer {TOKEN}"}
    assert client.post("/api/v1/stories/1/corrections", json=body, headers=headers).status_code == 201
    assert client.post("/sign-in", data={"seed": "seed", "token": "wrong"}).status_code == 401
    signed = client.post("/sign-in", data={"seed": "seed", "token": TOKEN})
    assert signed.status_code == 303
    assert "HttpOnly" in signed.headers["set-cookie"] and "SameSite=strict" in signed.headers["set-cookie"]
    assert "sign in" not in client.get("/add").text
    assert client.post("/api/v1/stories/1/corrections", json=body).status_code == 201


def test_too_much_is_refused(opened: Open, rules: Rules) -> None:
    client = opened(replace(rules, most=SMALL * 2), "http://127.0.0.1")
    for path, size in (("/stories/1/claims/x/correct", SMALL + 1), ("/api/v1/reports", SMALL * 2 + 1)):
        kind = {"content-type": "application/json" if "api" in path else "application/x-www-form-urlencoded"}
        assert client.post(path, content=b"x" * size, headers=kind).status_code == 413

        def drip(size: int = size) -> Iterator[bytes]:
            for _ in range(0, size + 1000, 1000):
                yield b"x" * 1000

        # Without a length that could be looked at before.
        assert client.post(path, content=drip(), headers=kind).status_code == 413
    assert client.get("/search", params={"q": "x" * 501}).status_code == 400


def test_problems_tell_nothing_of_the_machine(client: TestClient, db: Path) -> None:
    db.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    for suffix in ("-wal", "-shm"):
        db.with_name(db.name + suffix).unlink(missing_ok=True)
    answer = client.get("/api/v1/stories")
    assert answer.status_code in (200, 500)  # a thread may have its pages at hand
    assert str(db.parent) not in answer.text
