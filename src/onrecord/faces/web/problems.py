"""What went wrong, for people as a page and for programs as problem details (RFC 9457)."""

from __future__ import annotations

from html import escape
from http import HTTPStatus

from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Scope

from onrecord.errors import InputError, NotFound, OnrecordError, StoreError

API = "/api/"


class Refused(Exception):
    """A request that is not carried out, and why."""

    def __init__(self, status: int, what: str, remedy: str = "") -> None:
        """An HTTP status, what is wrong, and what to do."""
        self.status, self.what, self.remedy = status, what, remedy
        super().__init__(what)


def refuse(error: OnrecordError) -> Refused:
    """The refusal that an error of ours comes to."""
    status = 404 if isinstance(error, NotFound) else 400 if isinstance(error, InputError) else 503
    if isinstance(error, StoreError) and "locked" not in error.what:
        status = 500
    # Where the store lies is for whoever runs the server.
    what = error.what if isinstance(error, StoreError) else f"{error.where}: {error.what}"
    return Refused(status, what, error.remedy)


def answer_refusal(scope: Scope, refused: Refused) -> Response:
    """Problem details for programs, a plain page for people."""
    status, title = refused.status, HTTPStatus(refused.status).phrase
    headers = {"www-authenticate": 'Bearer realm="onrecord"'} if status == 401 else {}
    if wants_json(scope):
        problem = {"type": "about:blank", "title": title, "status": status, "detail": refused.what}
        problem |= {"remedy": refused.remedy} if refused.remedy else {}
        return JSONResponse(problem, status, headers, media_type="application/problem+json")
    ways = '<p><a href="/">All stories</a>'
    ways += ' · <a href="/sign-in">Sign in</a></p>' if status == 401 else "</p>"
    remedy = f"<p>{escape(refused.remedy)}</p>" if refused.remedy else ""
    page = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} – onrecord</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="/static/dossier.css"><link rel="stylesheet" href="/static/room.css"></head>'
        f'<body><main class="narrow"><h1>{title}</h1><p>{escape(refused.what)}</p>{remedy}{ways}</main></body></html>'
    )
    return HTMLResponse(page, status, headers)


def wants_json(scope: Scope) -> bool:
    """True for the API and for the twins of pages."""
    path: str = scope["path"]
    return path.startswith(API) or path.endswith(".json")
