"""The web application: its addresses, and what stands before them."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from onrecord.errors import OnrecordError
from onrecord.faces.web import api, pages, writes
from onrecord.faces.web.guard import Guard, Rules
from onrecord.faces.web.problems import Refused, answer_refusal, refuse
from onrecord.faces.web.room import Room
from onrecord.settings import Settings

LARGE = ("/add", "/api/v1/reports")
"""Where reports may be sent."""
_log = logging.getLogger("onrecord.web")


def make_application(db: Path, *, settings: Settings, rules: Rules) -> Starlette:
    """The application for the store in the file ``db``."""
    room = Room(db, settings=settings, rules=rules)

    @asynccontextmanager
    async def live(app: Starlette) -> AsyncIterator[None]:
        yield
        room.close()

    application = Starlette(
        routes=[*_page_routes(), *api.ROUTES],
        middleware=[Middleware(Guard, rules=rules, large=LARGE)],
        exception_handlers={
            Refused: _tell_refusal,
            OnrecordError: _tell_error,
            HTTPException: _tell_http,
            Exception: _tell_fault,
        },
        lifespan=live,
    )
    application.state.room = room
    return application


def _page_routes() -> list[Route]:
    twins = [
        ("/stories", pages.show_stories),
        ("/stories/{story:number}", pages.show_story),
        ("/stories/{story:number}/corrections", writes.show_corrections),
        ("/stories/{story:number}/claims/{key}", pages.show_claim),
        ("/reports/{sha256}", pages.show_report_page),
        ("/reports/{sha256}/statements/{cue:number}", pages.show_statement),
        ("/search", pages.search),
    ]
    return [
        Route("/", pages.show_stories),
        # The twins first: "{key}" would take "17.json" for a key.
        *(Route(f"{path}.json", page) for path, page in twins),
        *(Route(path, page) for path, page in twins if path != "/stories"),
        Route("/stories", lambda request: RedirectResponse("/", 308)),
        Route("/search.csv", pages.search_as_table),
        Route("/stories/{story:number}/export/{format}", pages.export),
        Route("/stories/{story:number}/claims/{key}/correct", writes.take_claim_correction, methods=["POST"]),
        Route("/reports/{sha256}/statements/{cue:number}", writes.take_statement_correction, methods=["POST"]),
        Route("/corrections/{id:number}/undo", writes.undo, methods=["POST"]),
        Route("/speakers", pages.go_to_speaker),
        Route("/speakers/{name:path}", pages.show_speaker),
        Route("/add", writes.show_add, methods=["GET"]),
        Route("/add", writes.add, methods=["POST"]),
        Route("/add/{batch}", writes.show_batch),
        Route("/sign-in", writes.show_sign_in, methods=["GET"]),
        Route("/sign-in", writes.sign_in, methods=["POST"]),
        Route("/static/{name}", pages.send_static),
    ]


def _tell_refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return answer_refusal(request.scope, error)


def _tell_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, OnrecordError)
    return answer_refusal(request.scope, refuse(error))


def _tell_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    known = {404: "There is nothing at that address", 405: "That cannot be done here"}
    answer = answer_refusal(request.scope, Refused(error.status_code, known.get(error.status_code, error.detail)))
    answer.headers.update(error.headers or {})
    return answer


def _tell_fault(request: Request, error: Exception) -> Response:
    _log.error("%s %s", request.method, request.url.path, exc_info=error)
    what = "A fault of onrecord's; it is written down where the server runs"
    return answer_refusal(request.scope, Refused(500, what))
