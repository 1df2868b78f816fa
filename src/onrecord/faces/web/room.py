"""The reading room: what every page and every answer of the API is made with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from onrecord.exports.html import furnish
from onrecord.exports.outline import visible
from onrecord.faces.web.adding import Adding
from onrecord.faces.web.desk import Desk
from onrecord.faces.web.guard import Rules
from onrecord.faces.web.problems import wants_json
from onrecord.faces.web.views.cited import cite_said, list_outlets, name_outlet
from onrecord.faces.web.views.origins import quote_of
from onrecord.faces.web.views.story import speaker_href
from onrecord.library import Library
from onrecord.settings import Settings

STATIC = {
    "dossier.css": ("onrecord.exports", "templates/dossier.css", "text/css"),
    "room.css": ("onrecord.faces.web", "static/room.css", "text/css"),
    "room.js": ("onrecord.faces.web", "static/room.js", "text/javascript"),
    "icon.svg": ("onrecord.faces.web", "static/icon.svg", "image/svg+xml"),
}
"""Every file that is sent as it is, by its name: no path is made from what a request says."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A page and its twin: the same for people and for programs."""

    template: str
    values: dict[str, Any]
    twin: Callable[[], Any]
    """Makes what the twin holds, when it is asked for."""


class Room:
    """Holds what outlives a request."""

    def __init__(self, db: Path, *, settings: Settings, rules: Rules) -> None:
        """For the store in the file ``db``."""
        self.desk = Desk(db, settings=settings)
        self.adding = Adding(db, settings=settings)
        self.rules = rules
        self.environment = _make_environment()

    async def answer(self, request: Request, make: Callable[[Library], Answer]) -> Response:
        """The page, or its twin where the address ends in ``.json``."""
        if wants_json(request.scope):
            return JSONResponse(await self.desk.ask(lambda library: make(library).twin()))
        return HTMLResponse(await self.desk.ask(lambda library: self.render(request, make(library))))

    def render(self, request: Request, answer: Answer) -> str:
        """An answer as HTML."""
        path = request.url.path.rstrip("/") or "/stories"
        return self.environment.get_template(answer.template).render(
            {
                "seed": self.rules.seed,
                "may_write": self.rules.takes_token(request.headers),
                "maker": request.cookies.get("onrecord_name", ""),
                "twin": f"{path}.json" + (f"?{request.url.query}" if request.url.query else ""),
                **answer.values,
            }
        )

    def close(self) -> None:
        """Let go of all threads."""
        self.adding.close()
        self.desk.close()


def room_of(request: Request) -> Room:
    """The room that a request is in."""
    room: Room = request.app.state.room
    return room


@cache
def read_static(name: str) -> tuple[bytes, str] | None:
    """The file of that name and its media type; None for any other."""
    if name not in STATIC:
        return None
    package, path, media = STATIC[name]
    return files(package).joinpath(*path.split("/")).read_bytes(), media


def _finalize(value: Any) -> Any:
    return visible(value) if type(value) is str else value


def _make_environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("onrecord.faces.web"), PackageLoader("onrecord.exports")]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        # Whatever a page shows may come from a report: characters that turn their neighbours are shown as numbers.
        finalize=_finalize,
    )
    furnish(environment)
    environment.globals["speaker_href"] = speaker_href
    environment.globals["quote_of"] = quote_of
    environment.globals["cite_said"] = cite_said
    environment.globals["list_outlets"] = list_outlets
    environment.globals["name_outlet"] = name_outlet
    return environment
