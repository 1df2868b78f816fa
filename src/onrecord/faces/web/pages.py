"""The pages that are read: stories, a story, a claim, a report, a speaker, a search."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import asdict
from typing import Any, get_args
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.adapters.store import Filter, Position, Said
from onrecord.errors import NotFound
from onrecord.exports import EXPORTERS, MEDIA, Bundle, encode
from onrecord.exports.csv import write_rows
from onrecord.exports.json import dossier_to_dict
from onrecord.faces.web.asking import cursor_to, filter_of, limit_of, offset_of, text_of
from onrecord.faces.web.problems import Refused, wants_json
from onrecord.faces.web.room import Answer, read_static, room_of
from onrecord.faces.web.views.found import mark_found
from onrecord.faces.web.views.report import show_report
from onrecord.faces.web.views.speaker import list_months, list_turns
from onrecord.faces.web.views.story import speaker_href
from onrecord.library import Library
from onrecord.records import Act, Span, Stance

MOST_ROWS = 20_000
"""Lines of a search's table: as many as are ranked."""
ROW = (
    "story", "story_title", "speaker", "act", "mode", "via", "said_on", "sentence", "content",
    "outlet", "published", "report", "sha256", "start", "end", "line",
)  # fmt: skip
"""Columns of a search's table."""


async def show_stories(request: Request) -> Response:
    """All stories, those with the latest report first."""
    words, limit, offset = text_of(request, "q"), limit_of(request), offset_of(request)

    def make(library: Library) -> Answer:
        rows, total = library.list_latest(words, limit=limit, offset=offset)
        after = cursor_to(offset, limit=limit, total=total)
        disputed = library.list_disputed([row.story for row in rows])
        values = {
            "rows": rows, "total": total, "words": words, "next": _further(request, after), "offset": offset,
            "disputed": disputed,
        }  # fmt: skip
        twin = {"stories": [asdict(row) for row in rows], "total": total, "next": after}
        return Answer("stories.html", values, lambda: twin)

    return await room_of(request).answer(request, make)


async def show_story(request: Request) -> Response:
    """A story: what divides its sources first."""
    room, number = room_of(request), request.path_params["story"]
    wanted = {name: text_of(request, name) for name in ("actor", "type", "clock", "told")}

    def make(library: Library) -> Answer:
        story = room.desk.show(library, number)
        moments = story.list_moments(**wanted)
        narrowed = wanted["actor"] or wanted["type"]
        values = {
            "story": story,
            "moments": moments,
            "wanted": wanted,
            "shown_main": wanted["told"] == "several" or (not narrowed and len(moments) < len(story.outline.timeline)),
            "formats": sorted(EXPORTERS),
        }
        return Answer("story.html", values, lambda: dossier_to_dict(story.dossier))

    return await room.answer(request, make)


async def show_claim(request: Request) -> Response:
    """A claim with all its words, and what can be corrected of it."""
    room, number, key = room_of(request), request.path_params["story"], request.path_params["key"]
    lasting = await room.desk.ask(lambda library: room.desk.show(library, number).keys.get(key))
    if lasting:
        # A claim's number may be another's tomorrow: what is copied from the address line shall last.
        ending = ".json" if wants_json(request.scope) else ""
        return RedirectResponse(f"/stories/{number}/claims/{lasting}{ending}", 302)

    def make(library: Library) -> Answer:
        story = room.desk.show(library, number)
        id = story.find_claim(key)
        if id is None:
            raise NotFound(key, "no claim has that key: it may be worded otherwise now", "look it up in its story")
        values = {
            "story": story,
            "question": story.questions[id],
            "claim": story.claims[id],
            "branches": story.tree(id),
            "others": [other for other in story.questions.values() if other.id != id],
            "corrections": story.corrections_of(id),
            "stances": get_args(Stance),
        }
        return Answer("claim.html", values, lambda: _one_claim(dossier_to_dict(story.dossier), id))

    return await room.answer(request, make)


def _one_claim(dossier: dict[str, Any], id: str) -> Any:
    return next(claim for claim in dossier["claims"] if claim["id"] == id)


async def show_report_page(request: Request) -> Response:
    """A report with all that is known about its words."""
    room, wanted = room_of(request), request.path_params["sha256"]
    at = re.fullmatch(r"([0-9]{1,9})-([0-9]{1,9})", request.query_params.get("at", ""), re.ASCII)
    extra = Span(int(at[1]), int(at[2])) if at and int(at[1]) < int(at[2]) else None

    def make(library: Library) -> Answer:
        row = library.find_report(wanted)
        if row.story is None:
            raise NotFound(row.name, "the report is in no story yet", "ask again in a moment")
        story = room.desk.show(library, row.story)
        report = story.find_report(row.sha256, text_of(request, "report"))
        shown = show_report(story, report.name, extra=extra)
        reading = next(reading for reading in story.outline.reports if reading.name == report.name)
        values = {"story": story, "shown": shown, "reading": reading}
        return Answer("report.html", values, lambda: _one_report(dossier_to_dict(story.dossier), report.name))

    return await room.answer(request, make)


def _one_report(dossier: dict[str, Any], name: str) -> Any:
    parts = ("statements", "furniture", "lineage")
    mine = {part: [one for one in dossier[part] if one["report"] == name] for part in parts}
    return {"name": name, "story": dossier["story"], **dossier["reports"][name], **mine}


async def show_statement(request: Request) -> Response:
    """A statement, and the form by which its speaker is corrected."""
    room, wanted, cue = room_of(request), request.path_params["sha256"], request.path_params["cue"]

    def make(library: Library) -> Answer:
        row = library.find_report(wanted)
        story = room.desk.show(library, row.story or 0)
        report = story.find_report(row.sha256)
        shown = show_report(story, report.name)
        said = next((one for one in shown.said if one.id == f"s{cue}"), None)
        found = next((s for _, s in story.statements_of(report.name) if s.cue.start == cue), None)
        if said is None or found is None:
            raise NotFound(str(cue), "no statement has its cue there", "look it up in its report")
        names = sorted({voice.name for voice in (*story.outline.people, *story.outline.sources)})
        values = {"story": story, "report": report, "said": said, "statement": found, "names": names}
        return Answer("statement.html", values, lambda: asdict(said))

    return await room.answer(request, make)


async def show_speaker(request: Request) -> Response:
    """All that a speaker said and holds, in every story."""
    name = request.path_params["name"].removesuffix(".json")

    def make(library: Library) -> Answer:
        speakers = library.find_speaker(name)
        exact = [speaker for speaker in speakers if speaker.name == name]
        shown = exact or speakers
        values = {
            "name": name,
            "speakers": shown,
            "months": {speaker.name: list_months(speaker.statements) for speaker in shown},
            "turns": {speaker.name: list_turns(speaker.positions) for speaker in shown},
            "held": {speaker.name: _by_story(speaker.positions) for speaker in shown},
            "said_href": said_href,
        }
        return Answer("speaker.html", values, lambda: {"speakers": [asdict(speaker) for speaker in shown]})

    return await room_of(request).answer(request, make)


def _by_story(positions: tuple[Position, ...]) -> list[tuple[int, str, list[Position]]]:
    found: defaultdict[tuple[int, str], list[Position]] = defaultdict(list)
    for position in positions:
        found[position.story, position.story_title].append(position)
    return [(number, title, held) for (number, title), held in found.items()]


async def search(request: Request) -> Response:
    """Statements and sentences by their words, with what they can be narrowed to."""
    words, narrowing = text_of(request, "q"), filter_of(request)
    limit, offset = limit_of(request), offset_of(request)
    asked = bool(words) or narrowing != Filter()

    def make(library: Library) -> Answer:
        found, total = library.search(words, narrowing=narrowing, limit=limit, offset=offset) if asked else ([], 0)
        facets = library.count_facets(words, narrowing=narrowing) if asked else None
        after = cursor_to(offset, limit=limit, total=total)
        values = {
            "words": words, "narrowing": narrowing, "asked": asked, "found": found, "total": total, "facets": facets,
            "offset": offset, "next": _further(request, after), "narrow": lambda **more: _narrow(request, more),
            "acts": get_args(Act), "said_href": said_href, "is_one": is_one, "mark_found": mark_found,
        }  # fmt: skip
        twin = {"statements": [asdict(said) for said in found], "total": total, "next": after}
        return Answer("search.html", values, lambda: twin | {"facets": asdict(facets) if facets else None})

    return await room_of(request).answer(request, make)


async def search_as_table(request: Request) -> Response:
    """What a search finds as CSV, best first: one line a statement or sentence, with its place."""
    words, narrowing = text_of(request, "q"), filter_of(request)
    asked = bool(words) or narrowing != Filter()

    def make(library: Library) -> bytes:
        found, _ = library.search(words, narrowing=narrowing, limit=MOST_ROWS) if asked else ([], 0)
        rows = [[" ← ".join(said.via) if name == "via" else getattr(said, name) for name in ROW] for said in found]
        return encode(write_rows(ROW, rows))

    content = await room_of(request).desk.ask(make)
    headers = {"content-disposition": 'attachment; filename="search.csv"'}
    return Response(content, headers=headers, media_type="text/csv")


def is_one(name: str | None) -> bool:
    """True for the name of one speaker that is known across stories."""
    return bool(name) and " and " not in str(name) and not str(name).endswith(")")


def said_href(said: Said | Position) -> str:
    """The words in their report."""
    return f"/reports/{said.sha256}?at={said.start}-{said.end}#p{said.start}-{said.end}"


def _further(request: Request, cursor: str | None) -> str:
    return _narrow(request, {"cursor": cursor}) if cursor else ""


def _narrow(request: Request, more: dict[str, str | None]) -> str:
    """The same search with other values; a value of None goes, and so does the place in the list."""
    kept = {name: value for name, value in request.query_params.items() if name != "cursor" and value}
    kept |= {name: value for name, value in more.items() if value is not None}
    return "?" + urlencode({name: value for name, value in kept.items() if more.get(name, "") is not None})


async def export(request: Request) -> Response:
    """A story in one of the formats, as a file."""
    room, number, name = room_of(request), request.path_params["story"], request.path_params["format"]
    if name not in EXPORTERS:
        raise Refused(404, f"there is no format {name!r:.40}", f"there are: {', '.join(sorted(EXPORTERS))}")

    def make(library: Library) -> bytes:
        written = EXPORTERS[name]([room.desk.show(library, number).dossier])
        return written.zipped() if isinstance(written, Bundle) else encode(written)

    content = await room.desk.ask(make)
    media, ending = MEDIA[name]
    headers = {"content-disposition": f'attachment; filename="story-{number}-{name}{ending}"'}
    return Response(content, headers=headers, media_type=media)


async def send_static(request: Request) -> Response:
    """A style, a script or the icon."""
    found = read_static(request.path_params["name"])
    if found is None:
        raise Refused(404, "there is no such file")
    return Response(found[0], media_type=found[1], headers={"cache-control": "no-cache"})


async def go_to_speaker(request: Request) -> Response:
    """From the form in which a name is typed to the speaker's page."""
    name = text_of(request, "name")
    return RedirectResponse(speaker_href(name) if name else "/search", 303)
