"""The store for assistants, asked by the SDK's own client: tools that read, words with every place, nothing written."""

from __future__ import annotations

import asyncio
import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from dossier_by_hand import TEXTS
from invented import make_analysis
from typer.testing import CliRunner

from onrecord import building
from onrecord.errors import SetupError, StoreError
from onrecord.faces import mcp as face
from onrecord.faces.cli.commands import app
from onrecord.library import Library
from onrecord.settings import Settings

mcp = pytest.importorskip("mcp", reason="mcp is not installed: pip install 'onrecord[mcp]'")
from onrecord.faces.mcp.server import LONGEST, make_server  # noqa: E402 - without the SDK it cannot be loaded

TOOLS = {"list_stories", "show_disputes", "show_part", "search_statements", "show_report"}


def ask(db: Path, tool: str, **given: Any) -> dict[str, Any]:
    """What a tool answers, as the client has it."""
    result = call(db, tool, **given)
    assert not result.is_error, result.content
    assert result.structured_content is not None
    answer: dict[str, Any] = result.structured_content
    return answer


def call(db: Path, tool: str, **given: Any) -> Any:
    async def run() -> Any:
        async with mcp.Client(make_server(db, settings=Settings())) as client:
            return await client.call_tool(tool, given)

    return asyncio.run(run())


def list_places(value: Any) -> Iterator[dict[str, Any]]:
    """Everything with a start and an end."""
    if isinstance(value, list):
        for one in value:
            yield from list_places(one)
    elif isinstance(value, dict):
        if {"start", "end"} <= set(value) and "text" not in value:
            yield value
        for one in value.values():
            yield from list_places(one)


def test_tools_say_that_they_only_read(db: Path) -> None:
    async def run() -> Any:
        async with mcp.Client(make_server(db, settings=Settings())) as client:
            return await client.list_tools()

    tools = asyncio.run(run()).tools
    assert {tool.name for tool in tools} == TOOLS
    for tool in tools:
        assert tool.description and tool.output_schema
        assert tool.annotations.read_only_hint and not tool.annotations.destructive_hint


def test_stories_are_listed(db: Path) -> None:
    answer = ask(db, "list_stories")
    (story,) = answer["items"]
    assert (story["story"], story["title"], story["disputes"]) == (1, "Port denies it sold the ferry pier", 1)
    assert (answer["total"], answer["next_offset"]) == (1, None)
    assert ask(db, "list_stories", words="bridge")["items"] == []


@pytest.mark.parametrize("story", ["1", "Port denies it sold the ferry pier", "ferry pier"])
def test_disputes_come_with_their_words(db: Path, story: str) -> None:
    answer = ask(db, "show_disputes", story=story)
    (claim,) = answer["disputes"]
    denials = [holder for holder in claim["holders"] if holder["stance"] == "denies"]
    assert [(one["speaker"], one["evidence"][0]["words"]) for one in denials] == [
        ("Ada Lunt", '"There was no sale," port spokeswoman Ada Lunt said on Wednesday.')
    ]
    assert claim["origins"] == ["officials (unnamed)"]
    assert answer["number"] == 1 and answer["counts"]["claims"] == 2
    assert {report["outlet"] for report in answer["reports"].values()} >= {"Bay Mirror", "Coast Agency"}
    assert answer["lineage"][1]["other"]["words"] == '"There was no sale," port spokeswoman Ada Lunt said on Wednesday.'


@pytest.mark.parametrize("part", ["claims", "statements", "events", "lineage", "discrepancies", "utterances", "people"])
def test_every_place_in_every_part_has_its_words(db: Path, part: str) -> None:
    items = ask(db, "show_part", story="1", part=part)["items"]
    places = [(item.get("report"), place) for item in items for place in list_places(item)]
    assert places
    for report, place in places:
        assert place["words"] == TEXTS[place.get("report", report)][place["start"] : place["end"]]


def test_of_people_the_first_mentions_are_shown_and_all_are_counted(db: Path) -> None:
    people = ask(db, "show_part", story="1", part="people")["items"]
    lunt = next(one for one in people if one["name"] == "Ada Lunt")
    assert lunt["mentioned"] == len(lunt["mentions"]) == 1 and lunt["mentions"][0]["words"] == "Ada Lunt"
    assert all(len(one["mentions"]) <= 3 for one in people)


def test_parts_come_in_pages(db: Path) -> None:
    first = ask(db, "show_part", story="1", part="statements", limit=3)
    second = ask(db, "show_part", story="1", part="statements", limit=3, offset=first["next_offset"])
    assert (len(first["items"]), len(second["items"]), second["next_offset"]) == (3, 1, None)
    assert ask(db, "show_part", story="1", part="statements", offset=99)["next_offset"] is None


def test_statements_are_searched(db: Path) -> None:
    answer = ask(db, "search_statements", words="sale", act="denies")
    (said,) = answer["items"]
    assert (said["speaker"], said["act"], answer["total"]) == ("Ada Lunt", "denies", 1)
    assert TEXTS["bay"][said["start"] : said["end"]] == said["sentence"]


def test_a_report_is_shown_with_its_statements(db: Path) -> None:
    answer = ask(db, "show_report", report="bay")
    assert (answer["text"], answer["next_start"], answer["length"]) == (TEXTS["bay"], None, len(TEXTS["bay"]))
    assert [one["cue"]["words"] for one in answer["statements"]] == ["told", "said"]
    assert answer["statements"][1]["content"][0]["words"] == '"There was no sale,"'
    rest = ask(db, "show_report", report=answer["sha256"][:12], start=200)
    assert rest["text"] == TEXTS["bay"][200:] and [one["cue"]["words"] for one in rest["statements"]] == ["said"]
    assert ask(db, "show_report", report="bay", start=10**6)["text"] == ""


def test_a_long_report_comes_in_stretches(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert LONGEST >= 10_000
    monkeypatch.setattr("onrecord.faces.mcp.server.LONGEST", 100)
    answer = ask(db, "show_report", report="bay")
    assert (len(answer["text"]), answer["next_start"], answer["statements"]) == (100, 100, [])


@pytest.mark.parametrize(
    ("tool", "given", "told"),
    [
        ("show_disputes", {"story": "99"}, "99"),
        ("show_disputes", {"story": "no such title"}, "no such title"),
        ("show_report", {"report": "nothing"}, "nothing"),
        ("show_part", {"story": "1", "part": "secrets"}, "part"),
        ("show_part", {"story": "1", "part": "claims", "limit": 0}, "limit"),
        ("search_statements", {}, "give words"),
        ("search_statements", {"words": "x", "act": "sings"}, "act"),
        ("search_statements", {"words": "x", "since": "yesterday"}, "since"),
        ("show_report", {"report": "../../etc/passwd"}, "passwd"),
    ],
)
def test_what_is_wrong_with_a_question_is_said(db: Path, tool: str, given: dict[str, Any], told: str) -> None:
    result = call(db, tool, **given)
    assert result.is_error
    words = result.content[0].text
    assert told in words and "Traceback" not in words


def test_nothing_is_written(db: Path) -> None:
    before = hashlib.sha256(db.read_bytes()).hexdigest()
    for tool, given in [
        ("list_stories", {}), ("show_disputes", {"story": "1"}), ("show_part", {"story": "1", "part": "claims"}),
        ("search_statements", {"words": "pier"}), ("show_report", {"report": "bay"}),
    ]:  # fmt: skip
        ask(db, tool, **given)
    assert hashlib.sha256(db.read_bytes()).hexdigest() == before
    with Library(db, read_only=True) as library, pytest.raises(StoreError, match="cannot be written"):
        library.remove("bay")


def test_a_store_of_an_older_version_is_read_anew_and_not_written(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "version", lambda: "another")
    monkeypatch.setattr(building, "analyse_page", make_analysis)
    before = hashlib.sha256(db.read_bytes()).hexdigest()
    assert set(ask(db, "show_disputes", story="1")["reports"]) == {"bay", "hostile", "mirror"}
    assert hashlib.sha256(db.read_bytes()).hexdigest() == before


def test_the_command_answers_on_standard_input_and_output(db: Path) -> None:
    command = "from onrecord.faces.cli import main; main()"
    server = mcp.StdioServerParameters(
        command=sys.executable, args=["-c", command, "mcp", "--db", str(db)], env=dict(os.environ)
    )

    async def run() -> Any:
        async with mcp.Client(server) as client:
            return await client.call_tool("show_disputes", {"story": "1"})

    answer = asyncio.run(asyncio.wait_for(run(), 60)).structured_content
    assert answer["disputes"][0]["proposition"] == "The port of Orlan has sold its ferry pier."


def test_without_a_store_the_command_says_so(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["mcp", "--db", str(tmp_path / "none.db")])
    assert isinstance(result.exception, StoreError) and "there is no such store" in str(result.exception)


def test_without_the_sdk_the_command_says_what_to_install(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onrecord.faces.mcp.server", None)
    for name in [name for name in sys.modules if name == "mcp" or name.startswith("mcp.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(sys.modules, "onrecord.faces.mcp.server")
    monkeypatch.setitem(sys.modules, "mcp", None)
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)
    with pytest.raises(SetupError, match=r"needs the package mcp.*onrecord\[mcp\]"):
        face.serve(db)
