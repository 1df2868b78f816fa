"""The interface for programs: as its own description says, by schemathesis; pages, lines and problems."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
import schemathesis
from dossier_by_hand import TEXTS
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from invented import make_analysis, make_pages
from schemathesis.generation import GenerationMode
from starlette.testclient import TestClient

from onrecord import building
from onrecord.exports import EXPORTERS
from onrecord.exports.json import dossier_to_dict
from onrecord.faces.web.adding import WAITING
from onrecord.faces.web.application import make_application
from onrecord.faces.web.guard import Rules
from onrecord.records import Dossier
from onrecord.settings import Settings

DESCRIPTION = json.loads((files("onrecord.faces.web") / "openapi.json").read_text(encoding="utf-8"))
OPERATIONS = [(path, method) for path, methods in DESCRIPTION["paths"].items() for method in methods]


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.name.lower())
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_the_interface_is_as_described(
    db: Path, rules: Rules, monkeypatch: pytest.MonkeyPatch, path: str, method: str, mode: GenerationMode
) -> None:
    monkeypatch.setattr(building, "analyse_page", make_analysis)
    application = make_application(db, settings=Settings(), rules=rules)
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", application, headers={"host": "127.0.0.1"})
    strategy = schema[path][method].as_strategy(generation_mode=mode)
    # The same requests on every run; --hypothesis-seed does not change them, a higher max_examples asks more.
    every = list(HealthCheck)
    checked = settings(max_examples=8, deadline=None, database=None, derandomize=True, suppress_health_check=every)

    @checked
    @given(case=strategy)
    def ask(case: schemathesis.Case) -> None:
        answer = case.call(headers={**(case.headers or {}), "host": "127.0.0.1"})
        case.validate_response(answer)

    try:
        ask()
    except Unsatisfiable:
        pytest.skip("nothing that is described can be wrong here")
    finally:
        application.state.room.close()


def test_the_description_names_all_there_is(client: TestClient) -> None:
    described = client.get("/api/v1/openapi.json").json()
    formats = described["paths"]["/api/v1/stories/{story}/export/{format}"]["get"]["parameters"][1]["schema"]["enum"]
    assert formats == sorted(EXPORTERS)
    routes = {getattr(route, "path", "") for route in client.app.routes}  # type: ignore[attr-defined]
    ours = {path.replace(":number", "") for path in routes if path.startswith("/api/")} - {"/api/v1/openapi.json"}
    assert ours == set(described["paths"])


def test_lists_are_paged_by_cursor(client: TestClient, dossier: Dossier) -> None:
    whole = client.get("/api/v1/stories/1/statements").json()
    assert whole["next"] is None and whole["total"] == len(dossier.statements)
    items, path = [], "/api/v1/stories/1/statements?limit=3"
    while path:
        page = client.get(path).json()
        items += page["items"]
        assert len(page["items"]) <= 3
        path = f"/api/v1/stories/1/statements?limit=3&cursor={page['next']}" if page["next"] else ""
    assert items == whole["items"] == json.loads(json.dumps(dossier_to_dict(dossier)["statements"]))


@pytest.mark.parametrize(
    "path", ["/api/v1/stories", "/api/v1/stories/1/claims", "/api/v1/reports", "/api/v1/search?q=pier"]
)
def test_bulk_comes_as_lines(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"accept": "application/x-ndjson"})
    assert answer.headers["content-type"] == "application/x-ndjson"
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert len(lines) == client.get(path).json()["total"] > 0
    if path == "/api/v1/stories":
        assert lines[0]["reports"]["bay"]["text"] == TEXTS["bay"]


@pytest.mark.parametrize(
    ("path", "status"),
    [("/api/v1/stories/9", 404), ("/api/v1/stories/1/secrets", 404), ("/api/v1/search?act=x", 400),
     ("/api/v1/search?since=x", 400), ("/api/v1/stories?limit=x", 400),
     ("/api/v1/stories?cursor=x", 400), ("/api/v1/else", 404)],
)  # fmt: skip
def test_errors_are_problem_details(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status and problem["title"] and problem["detail"]


def test_what_cannot_be_done_is_a_problem_too(client: TestClient) -> None:
    answer = client.put("/api/v1/stories")
    assert answer.status_code == 405 and answer.headers["content-type"] == "application/problem+json"
    assert "GET" in answer.headers["allow"]


def test_where_reports_lie_is_not_told(client: TestClient) -> None:
    assert "where" not in client.get("/api/v1/reports").json()["items"][0]


def test_reports_are_added_and_their_reading_is_told(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "analyse_page", make_analysis)
    reports = [{"id": page.name, "text": page.text, "publisher": "Halden Post"} for page in make_pages()[:3]]
    answer = client.post("/api/v1/reports", json={"reports": reports, "story": "Dam"})
    assert answer.status_code == 202
    where, told = answer.headers["location"], answer.json()
    while told["state"] not in ("done", "failed"):
        told = client.get(where).json()
    assert (told["state"], told["read"], told["refused"]) == ("done", 3, 0)
    number = told["stories"][0]["story"]
    assert set(client.get(f"/api/v1/stories/{number}").json()["reports"]) == {page.name for page in make_pages()[:3]}


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b"{}", b'{"reports": []}', b'{"reports": [1]}', b'{"reports": [{"text": ""}]}',
             b'{"reports": [{"text": "x"}], "story": 3}', b"[" * 20_000],
)  # fmt: skip
def test_what_is_no_report_is_refused(client: TestClient, body: bytes) -> None:
    answer = client.post("/api/v1/reports", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400 and answer.json()["detail"]


def test_only_so_many_batches_wait(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    adding = client.app.state.room.adding  # type: ignore[attr-defined]
    monkeypatch.setattr(adding, "_read", lambda batch: None)
    answers = [client.post("/api/v1/reports", json={"reports": [{"text": "Words."}]}) for _ in range(WAITING + 1)]
    assert [answer.status_code for answer in answers] == [202] * WAITING + [503]
