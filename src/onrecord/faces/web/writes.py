"""The pages that write: adding, correcting, signing in. Each form carries what only this process's pages know."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from onrecord.errors import NotFound
from onrecord.faces.web.asking import DAY
from onrecord.faces.web.correcting import correct_claim, correct_statement, maker_of
from onrecord.faces.web.guard import COOKIE
from onrecord.faces.web.problems import Refused, wants_json
from onrecord.faces.web.room import Answer, Room, room_of
from onrecord.library import Library

FILES = 2_000
"""Files in one request."""
YEAR = 365 * 24 * 3600


async def show_add(request: Request) -> Response:
    """The form by which reports are added."""
    room = room_of(request)
    values = {"most": room.rules.most // 1_000_000, "twin": ""}
    return HTMLResponse(room.render(request, Answer("add.html", values, dict)))


async def add(request: Request) -> Response:
    """Take files and text; then the page that shows how far their reading is."""
    room = room_of(request)
    form = await _form(request)
    files: list[tuple[str, bytes]] = []
    for given in form.getlist("files"):
        if isinstance(given, UploadFile) and given.filename:
            files.append((given.filename, await given.read()))
    text = str(form.get("text", ""))
    if text.strip():
        files.append(("pasted.json", _pasted(form, text)))
    if not files:
        raise Refused(400, "no file and no text is given", "choose some files, or paste a text")
    batch = room.adding.take(files, story=str(form.get("story", "")).strip()[:200] or None)
    return RedirectResponse(f"/add/{batch.id}", 303)


def _pasted(form: FormData, text: str) -> bytes:
    """A pasted text as a record: its first line is its headline."""
    record: dict[str, str] = {"text": text.replace("\r\n", "\n")}
    if outlet := str(form.get("outlet", "")).strip():
        record["publisher"] = outlet[:200]
    if date := str(form.get("date", "")).strip():
        if not DAY.fullmatch(date):
            raise Refused(400, f"{date!r:.40} is no day", "write 2022-03-14, 2022-03 or 2022")
        record["date"] = date
    return json.dumps(record).encode()


async def show_batch(request: Request) -> Response:
    """How far the reading of some files is."""
    room = room_of(request)
    batch = room.adding.find(request.path_params["batch"].removesuffix(".json"))
    if wants_json(request.scope):
        return JSONResponse(batch.plain(), headers={"cache-control": "no-store"})
    return HTMLResponse(room.render(request, Answer("batch.html", {"batch": batch}, batch.plain)))


async def take_claim_correction(request: Request) -> Response:
    """Keep what a reader corrects of a claim."""
    room, number, key = room_of(request), request.path_params["story"], request.path_params["key"]
    form = await _form(request)
    given = {**form, "place": form.getlist("place")}

    def make(library: Library) -> str:
        story = room.desk.show(library, number)
        id = story.find_claim(key)
        if id is None:
            raise NotFound(key, "no claim has that key: it may be worded otherwise now", "look it up in its story")
        library.correct(correct_claim(story, id, given), by=maker_of(given))
        after = room.desk.show(library, number)
        return after.claim_href(id) if id in after.keys else after.address()

    return _remember(RedirectResponse(await room.desk.ask(make), 303), maker_of(given))


async def take_statement_correction(request: Request) -> Response:
    """Keep another speaker for a statement."""
    room, wanted, cue = room_of(request), request.path_params["sha256"], request.path_params["cue"]
    given = dict(await _form(request))

    def make(library: Library) -> str:
        row = library.find_report(wanted)
        story = room.desk.show(library, row.story or 0)
        report = story.find_report(row.sha256)
        library.correct(correct_statement(story, report.name, cue, given), by=maker_of(given))
        return f"/reports/{row.sha256}#s{cue}"

    return _remember(RedirectResponse(await room.desk.ask(make), 303), maker_of(given))


async def show_corrections(request: Request) -> Response:
    """What readers corrected in a story, what was undone too."""
    room, number = room_of(request), request.path_params["story"]

    def make(library: Library) -> Answer:
        story = room.desk.show(library, number)
        made = library.list_corrections(number)
        found = {one.made.id: one.found for one in story.dossier.corrections}
        values = {"story": story, "made": made, "found": found}
        return Answer("corrections.html", values, lambda: plain_corrections(made, found))

    return await room.answer(request, make)


def plain_corrections(made: Any, found: dict[int, bool]) -> Any:
    """Corrections as JSON tells them."""
    return {"corrections": [{**asdict(one), "applies": found.get(one.id, False)} for one in made]}


async def undo(request: Request) -> Response:
    """Take a correction back."""
    room, id = room_of(request), request.path_params["id"]
    given = dict(await _form(request))

    def make(library: Library) -> str:
        library.undo(id, by=maker_of(given))
        stories = library.list_corrected(id)
        return f"/stories/{stories[0]}/corrections" if stories else "/"

    return _remember(RedirectResponse(await room.desk.ask(make), 303), maker_of(given))


async def show_sign_in(request: Request) -> Response:
    """The form by which a reader may come to write."""
    room = room_of(request)
    return HTMLResponse(room.render(request, Answer("sign_in.html", {"twin": ""}, dict)))


async def sign_in(request: Request) -> Response:
    """Remember the token in a cookie that scripts and other sites do not get."""
    room = room_of(request)
    token = str((await _form(request)).get("token", ""))
    if not room.rules.is_token(token):
        raise Refused(401, "that is not this server's token", "it was shown where the server was started")
    answer = RedirectResponse("/", 303)
    answer.set_cookie(COOKIE, token, httponly=True, samesite="strict", secure=request.url.scheme == "https")
    return answer


def _remember(answer: Response, maker: str) -> Response:
    """The reader's name, for the next form."""
    if maker.isascii():
        answer.set_cookie("onrecord_name", maker, max_age=YEAR, httponly=True, samesite="strict")
    return answer


async def _form(request: Request) -> FormData:
    """The form that was sent, from a page of this process."""
    room: Room = room_of(request)
    try:
        form = await request.form(max_files=FILES, max_fields=FILES, max_part_size=room.rules.most)
    except (MultiPartException, ValueError) as error:
        raise Refused(400, f"the form cannot be read: {error}", "send it from its page") from None
    if not room.rules.is_seed(form.get("seed")):
        raise Refused(
            403,
            "the form is from no page of this server as it runs now",
            "load the page again",
        )
    return form
