"""The HTTP interface for programs, version 1; faces/web/openapi.json describes it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import asdict
from functools import partial
from importlib.resources import files
from typing import Any, get_args

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from onrecord.adapters.store import Filter
from onrecord.errors import NotFound
from onrecord.exports.json import dossier_to_dict
from onrecord.faces.web import numbers
from onrecord.faces.web.asking import cursor_to, filter_of, limit_of, offset_of, text_of
from onrecord.faces.web.correcting import correct_claim, correct_statement, maker_of
from onrecord.faces.web.pages import export
from onrecord.faces.web.problems import Refused
from onrecord.faces.web.room import Room, room_of
from onrecord.faces.web.views.story import ShownStory
from onrecord.faces.web.writes import plain_corrections
from onrecord.library import Library
from onrecord.records import Change

LINES = "application/x-ndjson"
FIELDS = ("text", "id", "publisher", "date", "headline", "url")
"""Of a report that is sent."""
numbers.register()
PARTS = ("claims", "statements", "events", "lineage", "discrepancies", "utterances", "furniture", "people")
"""Lists of a dossier that can be had by themselves."""


async def describe(request: Request) -> Response:
    """What there is, as OpenAPI 3."""
    text = (files("onrecord.faces.web") / "openapi.json").read_text(encoding="utf-8")
    return JSONResponse(json.loads(text))


async def list_stories(request: Request) -> Response:
    """Stories; as JSON Lines, whole dossiers of all."""
    room, words = room_of(request), text_of(request, "q")
    if _wants_lines(request):
        return StreamingResponse(_stream_stories(room, words), media_type=LINES)
    limit, offset = limit_of(request), offset_of(request)
    rows, total = await room.desk.ask(lambda library: library.list_latest(words, limit=limit, offset=offset))
    return _page([asdict(row) for row in rows], total, offset=offset, limit=limit)


async def _stream_stories(room: Room, words: str) -> AsyncIterator[str]:
    rows, _ = await room.desk.ask(lambda library: library.list_latest(words, limit=1_000_000, offset=0))
    for row in rows:
        yield await room.desk.ask(partial(_tell_story, number=row.story))


def _tell_story(library: Library, *, number: int) -> str:
    return _line({"number": number, **dossier_to_dict(library.show(number))})


async def show_story(request: Request) -> Response:
    """A dossier."""
    return JSONResponse(await _with_story(request, lambda library, story: dossier_to_dict(story.dossier)))


async def list_part(request: Request) -> Response:
    """One of a dossier's lists."""
    part = request.path_params["part"]
    if part not in PARTS:
        raise Refused(404, f"a dossier has no list {part!r:.40}", f"there are: {', '.join(PARTS)}")

    def make(library: Library, story: ShownStory) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = dossier_to_dict(story.dossier)[part]
        return [{**item, "key": story.keys[item["id"]]} for item in items] if part == "claims" else items

    return _list(request, await _with_story(request, make))


async def list_reports(request: Request) -> Response:
    """Reports, by name."""
    rows = await room_of(request).desk.ask(lambda library: library.list_reports())
    # Where a report was read from is nobody's business but the machine's owner's.
    return _list(request, [{k: v for k, v in asdict(row).items() if k != "where"} for row in rows])


async def show_report(request: Request) -> Response:
    """A report with its text, and the reports of all stories that share text with it."""
    room, wanted = room_of(request), request.path_params["sha256"]

    def make(library: Library) -> Any:
        row = library.find_report(wanted)
        story = room.desk.show(library, row.story or 0)
        name = story.find_report(row.sha256).name
        copies = [asdict(copy) for copy in library.list_copies(wanted)]
        return {"name": name, "story": row.story, **dossier_to_dict(story.dossier)["reports"][name], "copies": copies}

    return JSONResponse(await room.desk.ask(make))


async def find_speakers(request: Request) -> Response:
    """All that the speakers of a name said and hold."""
    if not request.query_params.get("name"):
        raise Refused(400, "name is not given", "give a name or a part of one")
    name = text_of(request, "name")

    def make(library: Library) -> list[Any]:
        try:
            return [asdict(speaker) for speaker in library.find_speaker(name)] if name else []
        except NotFound:
            return []

    return _list(request, await room_of(request).desk.ask(make))


async def search(request: Request) -> Response:
    """Statements and sentences by their words and by filters."""
    words, narrowing = text_of(request, "q"), filter_of(request)
    limit, offset = limit_of(request), offset_of(request)
    if not words and narrowing == Filter():
        return _list(request, [])
    if _wants_lines(request):
        limit, offset = 1_000_000, 0
    found, total = await room_of(request).desk.ask(
        lambda library: library.search(words, narrowing=narrowing, limit=limit, offset=offset)
    )
    items = [asdict(said) for said in found]
    return _lines(items) if _wants_lines(request) else _page(items, total, offset=offset, limit=limit)


async def add_reports(request: Request) -> Response:
    """Take reports to be read; where to ask how far that is."""
    given = await _body(request)
    reports, story = given.get("reports"), given.get("story")
    if not isinstance(reports, list) or not reports or not all(isinstance(one, dict) for one in reports):
        raise Refused(400, "reports is no list of objects", "give some, each with a text")
    if not all(one.get("text") for one in reports):
        raise Refused(400, "a report has no text", "give each one a text")
    wrong = sorted({name for one in reports for name in FIELDS if not isinstance(one.get(name, ""), str)})
    if wrong:
        raise Refused(400, f"of a report, {', '.join(wrong)} is no text", "leave out what is not known")
    if "story" in given and (not isinstance(story, str) or not 0 < len(story) <= 200):
        raise Refused(400, "story is no name of at most 200 characters", "leave it out: reports find theirs")
    # Half a surrogate pair, which no file could hold, becomes a question mark.
    lines = "".join(map(_line, reports)).encode()
    name = _sound(story).strip() or None if story else None
    batch = room_of(request).adding.take([("reports.jsonl", lines)], story=name)
    return JSONResponse(batch.plain(), 202, {"location": f"/api/v1/batches/{batch.id}"})


async def show_batch(request: Request) -> Response:
    """How far the reading of some reports is."""
    return JSONResponse(room_of(request).adding.find(request.path_params["batch"]).plain())


async def list_corrections(request: Request) -> Response:
    """What readers corrected in a story, what was undone too."""

    def make(library: Library, story: ShownStory) -> Any:
        found = {one.made.id: one.found for one in story.dossier.corrections}
        return plain_corrections(library.list_corrections(story.number), found)["corrections"]

    return _list(request, await _with_story(request, make))


async def correct(request: Request) -> Response:
    """Keep a correction of a claim, by its key, or of a statement, by its report's sha256 and where its cue begins."""
    given = await _body(request)
    if given.get("kind") not in get_args(Change) or not isinstance(given.get("by"), str):
        raise Refused(400, "kind and by say what is corrected and by whom", f"kinds are: {', '.join(get_args(Change))}")

    def make(library: Library, story: ShownStory) -> int:
        try:
            return keep(library, story)
        except Refused as refused:
            # The request is as described; what it says does not fit the story as it is now.
            raise Refused(409, refused.what, refused.remedy) from None

    def keep(library: Library, story: ShownStory) -> int:
        maker = maker_of(given)
        if given.get("kind") == "speaker":
            names = {report.sha256: report.name for report in story.dossier.reports}
            sha256, cue = given.get("sha256"), given.get("cue")
            if not isinstance(sha256, str) or sha256 not in names or type(cue) is not int:
                raise Refused(400, "sha256 and cue name no statement of the story", "take them from its statements")
            correction = correct_statement(story, names[sha256], cue, given)
        else:
            id = story.find_claim(str(given.get("claim", "")))
            if id is None:
                raise Refused(400, "claim: the story has no claim of that key", "take it from the story's claims")
            correction = correct_claim(story, id, given)
        return library.correct(correction, by=maker)

    return JSONResponse({"id": await _with_story(request, make)}, 201)


async def undo(request: Request) -> Response:
    """Take a correction back."""
    by, id = text_of(request, "by"), request.path_params["id"]
    if not by:
        raise Refused(409, "by is not given", "say who you are")
    await room_of(request).desk.ask(lambda library: library.undo(id, by=by))
    return Response(status_code=204)


# ---- shapes -------------------------------------------------------------------------------------


async def _with_story[T](request: Request, make: Callable[[Library, ShownStory], T]) -> T:
    room, number = room_of(request), request.path_params["story"]
    return await room.desk.ask(lambda library: make(library, room.desk.show(library, number)))


async def _body(request: Request) -> dict[str, Any]:
    """The JSON object that was sent. That it must be declared as such keeps other sites' forms out."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Refused(415, "the request is no JSON", "send content-type: application/json")
    try:
        given = json.loads(await request.body())
    except (ValueError, RecursionError):
        raise Refused(400, "the request is no JSON that can be read", "check it") from None
    if not isinstance(given, dict):
        raise Refused(400, "the request is no JSON object", "send an object")
    return given


def _wants_lines(request: Request) -> bool:
    return LINES in request.headers.get("accept", "")


def _list(request: Request, items: Sequence[Any]) -> Response:
    """A page of a list that is at hand as a whole; all of it as JSON Lines."""
    if _wants_lines(request):
        return _lines(items)
    limit, offset = limit_of(request), offset_of(request)
    return _page(items[offset : offset + limit], len(items), offset=offset, limit=limit)


def _page(items: Sequence[Any], total: int, *, offset: int, limit: int) -> Response:
    return JSONResponse({"items": items, "total": total, "next": cursor_to(offset, limit=limit, total=total)})


def _lines(items: Sequence[Any]) -> Response:
    return Response("".join(map(_line, items)), media_type=LINES)


def _line(item: Any) -> str:
    return _sound(json.dumps(item, ensure_ascii=False)) + "\n"


def _sound(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


ROUTES: list[BaseRoute] = [
    Route("/api/v1/openapi.json", describe),
    Route("/api/v1/stories", list_stories),
    Route("/api/v1/stories/{story:number}", show_story),
    Route("/api/v1/stories/{story:number}/export/{format}", export),
    Route("/api/v1/stories/{story:number}/corrections", list_corrections, methods=["GET"]),
    Route("/api/v1/stories/{story:number}/corrections", correct, methods=["POST"]),
    Route("/api/v1/stories/{story:number}/{part}", list_part),
    Route("/api/v1/corrections/{id:number}", undo, methods=["DELETE"]),
    Route("/api/v1/reports", list_reports, methods=["GET"]),
    Route("/api/v1/reports", add_reports, methods=["POST"]),
    Route("/api/v1/reports/{sha256}", show_report),
    Route("/api/v1/batches/{batch}", show_batch),
    Route("/api/v1/speakers", find_speakers),
    Route("/api/v1/search", search),
]
