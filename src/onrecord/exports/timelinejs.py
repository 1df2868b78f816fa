"""Dossiers as the JSON of TimelineJS (https://timeline.knightlab.com/docs/json-format.html)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from typing import Any

from onrecord.exports.outline import Moment, Quote, arrange_outline, count_of
from onrecord.records import Dossier, TimelineEntry, When

type Json = dict[str, Any]


def write_timelinejs(dossiers: Sequence[Dossier]) -> str:
    """The dated events of all the dossiers. TimelineJS reads texts as HTML, so that they are escaped here."""
    events = [event for dossier in dossiers for event in _list_events(dossier)]
    title = "; ".join(dossier.story for dossier in dossiers)
    disputes = sum(claim.status == "disputed" for dossier in dossiers for claim in dossier.claims)
    counts = f"{count_of(len(events), 'dated event')}; {count_of(disputes, 'disputed claim')}"
    note = f"{counts}. Nothing here says what is true."
    made: Json = {"title": {"text": {"headline": escape(title), "text": f"<p>{note}</p>"}}, "events": events}
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _list_events(dossier: Dossier) -> list[Json]:
    outline = arrange_outline(dossier)
    return [
        _event(entry, moment, number, dossier.story)
        for number, (entry, moment) in enumerate(zip(dossier.events, outline.timeline, strict=True), 1)
        if entry.when
    ]


def _event(entry: TimelineEntry, moment: Moment, number: int, story: str) -> Json:
    assert entry.when
    told = [f"<p>{escape(moment.status)}{', ' + escape(moment.plover.lower()) if moment.plover else ''}"]
    told[0] += f"; first reported: {escape(moment.reported)}</p>"
    told += [_quote(quote) for quote in moment.quotes]
    return {
        "unique_id": f"{escape(story)[:40]}-{number}",
        "start_date": _date(entry.when),
        "text": {"headline": escape(moment.what), "text": "".join(told)},
        **({"group": entry.plover.lower()} if entry.plover else {}),
    }


def _quote(quote: Quote) -> str:
    return f"<blockquote>{escape(quote.words)} <small>[{escape(quote.reference)}]</small></blockquote>"


def _date(when: When) -> Json:
    parts = {"year": when.at.year, "month": when.at.month, "day": when.at.day}
    known = {"year": 1, "month": 2}.get(when.precision, 3)
    return dict(list(parts.items())[:known])
