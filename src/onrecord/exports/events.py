"""Events as rows for those who count them: one row an event and report that tells it, coded and with its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from onrecord.records import Dossier, Entity, Evidence, Report, TimelineEntry
from onrecord.resources.circles import speaking_circles
from onrecord.resources.lands import can_act, land_of, sector_of, three_letters

_PRECISION = {4: "year", 7: "month", 10: "day"}


class EventRow(NamedTuple):
    """One event as one report tells it. Codes are empty (None) where the words do not tell them."""

    event: int
    """Number of the event in its story, from 1: rows of one number are one event."""
    date: str | None
    """YYYY, YYYY-MM or YYYY-MM-DD: when it happened, or is to happen."""
    precision: str | None
    """year, month or day."""
    reported: str | None
    """When it was first reported."""
    source: str | None
    """Who did it; several are parted by "; "."""
    source_country: str | None
    """ISO 3166-1 alpha-3."""
    source_sector: str | None
    """PLOVER sector: GOV, MIL, COP, JUD, LEG, REB, OPP, CVL, MED, BUS, NGO, IGO."""
    target: str | None
    target_country: str | None
    target_sector: str | None
    plover: str | None
    """PLOVER type (2021)."""
    mode: str | None
    """PLOVER mode."""
    cameo: str | None
    """CAMEO code."""
    status: str
    """happened, ongoing, planned, alleged or denied."""
    place: str | None
    what: str
    """The event in plain words."""
    report: str
    start: int
    """Code points in the report's text, end-exclusive."""
    end: int
    sha256: str
    """Of the report's text."""
    words: str
    """The sentence, exactly."""


def list_events(dossier: Dossier) -> Iterator[EventRow]:
    """The rows of a dossier's timeline, in its order; an event told by ten reports has ten rows of one number."""
    entities = {entity.id: entity for entity in dossier.entities}
    reports = {report.name: report for report in dossier.reports}
    circles = speaking_circles(dossier.entities)
    for number, entry in enumerate(dossier.events, 1):
        doers = _doers(entry, entities, reports)
        source = _actor(doers, entry.source, entities, reports)
        own = frozenset[str]().union(*(circles[doer] for doer in doers))  # "China" is not whom its spokesman blames
        aimed = tuple(target for target in entry.targets if target not in own)
        target = _actor(aimed, entry.target if aimed or not entry.targets else None, entities, reports)
        for place in entry.evidence:
            yield _row(number, entry, source, target, place=place, reports=reports)


def narrow_events(dossier: Dossier, *, actor: str | None = None, plover: str | None = None) -> Dossier:
    """The dossier with those events alone in which an actor takes part whose name or words hold ``actor``, in any
    case, and that are of the type ``plover``; all else as it is."""
    names = {entity.id: " ".join((entity.name, *entity.aliases)).casefold() for entity in dossier.entities}
    reports = {report.name: report for report in dossier.reports}
    wanted = (actor or "").casefold()

    def takes_part(entry: TimelineEntry) -> bool:
        said = [_words(words, reports) or "" for words in (entry.source, entry.target)]
        return any(wanted in words for words in (*(names[id] for id in entry.actors), *(w.casefold() for w in said)))

    kept = tuple(e for e in dossier.events if (plover is None or e.plover == plover) and (not wanted or takes_part(e)))
    return replace(dossier, events=kept)


def _row(
    number: int, entry: TimelineEntry, source: _Actor, target: _Actor, *, place: Evidence, reports: dict[str, Report]
) -> EventRow:
    report = reports[place.report]
    when = entry.when.iso if entry.when else None
    return EventRow(
        number,
        when,
        _PRECISION[len(when)] if when else None,
        entry.reported.iso if entry.reported else None,
        *source,
        *target,
        entry.plover,
        entry.mode,
        entry.cameo,
        entry.status,
        _words(entry.place, reports),
        entry.what,
        place.report,
        place.span.start,
        place.span.end,
        report.sha256,
        place.span.of(report.text),
    )


def _doers(entry: TimelineEntry, entities: dict[str, Entity], reports: dict[str, Report]) -> tuple[str, ...]:
    """The first who did it, with those whom the words for who did it name too; others only took part."""
    free = tuple(actor for actor in entry.actors if actor not in entry.targets)
    said = (_words(entry.source, reports) or "").casefold()
    named = (
        id for id in free[1:] if entities[id].kind == "person" and entities[id].name.casefold().split()[-1] in said
    )
    return (*free[:1], *named)


type _Actor = tuple[str | None, str | None, str | None]
"""Name, country and sector."""


def _actor(
    ids: tuple[str, ...], words: Evidence | None, entities: dict[str, Entity], reports: dict[str, Report]
) -> _Actor:
    """An actor by the story's entities, else by the report's words where they name one who can act."""
    said = _words(words, reports)
    known = [entities[id] for id in ids if _can_act(entities[id])]
    name = "; ".join(entity.name for entity in known) or (said if said and can_act(said) else None)
    if name is None:
        return None, None, None
    described = " ".join(filter(None, (said, name, *(role for entity in known for role in entity.roles))))
    country = next((entity.country for entity in known if entity.country), None) or land_of(described)
    return name, three_letters(country), sector_of(described)


def _can_act(entity: Entity) -> bool:
    """False for documents, and for what is known by a noun that names nobody."""
    return entity.kind != "document" and (entity.kind != "unnamed" or can_act(entity.name.removesuffix(" (unnamed)")))


def _words(place: Evidence | None, reports: dict[str, Report]) -> str | None:
    return place.span.of(reports[place.report].text) if place else None
