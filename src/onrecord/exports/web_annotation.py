"""Dossiers as W3C Web Annotations (https://www.w3.org/TR/annotation-model/): one a statement, one a holder."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.exports.identifiers import urn_of
from onrecord.exports.places import Places, whole_of
from onrecord.records import Dossier, Evidence, Holder, Statement

type Json = dict[str, Any]

CONTEXT_LENGTH = 32
"""Code points before and after a quote that are given with it: enough to find it again in a text that was edited."""


def write_web_annotations(dossiers: Sequence[Dossier]) -> str:
    """One annotation collection with a single page that holds everything."""
    items = [item for dossier in dossiers for item in _annotate(dossier)]
    id = urn_of("annotations", *(report.sha256 for dossier in dossiers for report in dossier.reports))
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": id,
        "type": "AnnotationCollection",
        "label": "; ".join(dossier.story for dossier in dossiers),
        "generator": {"id": "urn:onrecord", "type": "Software", "name": "onrecord"},
        "total": len(items),
        "first": {"id": f"{id}#page", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def _annotate(dossier: Dossier) -> Iterator[Json]:
    places = Places(dossier)
    for number, statement in enumerate(dossier.statements):
        yield _statement(statement, places, str(number))
    for claim in dossier.claims:
        for i, holder in enumerate(claim.holders):
            yield _holder(claim.id, claim.proposition, holder, places, str(i))


def _statement(statement: Statement, places: Places, number: str) -> Json:
    speaker = places.joint(statement.speakers) or "not named"
    bodies = [
        _body(f"{speaker} {statement.act}", "describing"),
        _body(statement.act, "classifying"),
        _body(statement.mode, "classifying"),
        *(_body(name, "identifying") for name in places.names(statement.speakers)),
    ]
    if statement.via:
        bodies.append(_body(f"via {' ← '.join(places.names(statement.via))}", "describing"))
    if statement.said_on:
        bodies.append(_body(f"said on {statement.said_on.iso}", "describing"))
    return {
        "id": urn_of("statement", places.sha256(statement.report), number, str(statement.cue.start)),
        "type": "Annotation",
        "motivation": "identifying",
        "body": bodies,
        "target": _target(whole_of(statement), places),
    }


def _holder(claim: str, proposition: str, holder: Holder, places: Places, number: str) -> Json:
    targets = [_target(place, places) for place in holder.evidence]
    keys = [f"{places.sha256(place.report)}:{place.span.start}" for place in holder.evidence]
    return {
        "id": urn_of("holder", claim, number, *keys),
        "type": "Annotation",
        "motivation": "linking",
        "body": [
            _body(proposition, "describing"),
            _body(holder.stance, "classifying"),
            _body(places.name(holder.speaker), "identifying"),
        ],
        "target": targets if len(targets) > 1 else targets[0],
    }


def _body(value: str, purpose: str) -> Json:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "language": "en", "purpose": purpose}


def _target(place: Evidence, places: Places) -> Json:
    text, span = places.reports[place.report].text, place.span
    quote = {
        "type": "TextQuoteSelector",
        "exact": span.of(text),
        "prefix": text[max(0, span.start - CONTEXT_LENGTH) : span.start],
        "suffix": text[span.end : span.end + CONTEXT_LENGTH],
    }
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    return {
        "type": "SpecificResource",
        "source": places.address(place.report),
        # A report's address may show another text tomorrow: this names the one that was read.
        "scope": f"urn:sha256:{places.sha256(place.report)}",
        "selector": [position, quote],
    }
