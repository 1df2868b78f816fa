"""Dossiers as JSON: the exchange format, with every key that docs/formats.md describes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from onrecord.records import (
    ARTICLE_KINDS,
    REPORT,
    Applied,
    Claim,
    Discrepancy,
    Dossier,
    Entity,
    Evidence,
    Holder,
    Link,
    Report,
    Span,
    Statement,
    TimeExpression,
    TimelineEntry,
    Utterance,
)

type Json = dict[str, Any]
"""A JSON object. JSON appears at the edges only; inside, records flow."""

ABOUT_THE_ARTICLE = {"dateline": "byline", "update": "byline"}
"""Block kinds that the exchange format files under another kind of furniture."""


def write_json(dossiers: Sequence[Dossier]) -> str:
    """``{"stories": [dossier, ...]}``, the same bytes for the same dossiers."""
    stories = [dossier_to_dict(dossier) for dossier in dossiers]
    return json.dumps({"stories": stories}, ensure_ascii=False, indent=1) + "\n"


def write_jsonl(dossiers: Sequence[Dossier]) -> str:
    """One dossier a line."""
    lines = [json.dumps(dossier_to_dict(dossier), ensure_ascii=False) for dossier in dossiers]
    return "".join(line + "\n" for line in lines)


def dossier_to_dict(dossier: Dossier) -> Json:
    """One dossier as plain objects: names for entity ids, ``[start, end]`` for spans, ISO dates."""
    entities = {entity.id: entity for entity in dossier.entities}
    return {
        "story": dossier.story,
        "reports": {report.name: _report(report, entities) for report in dossier.reports},
        "claims": [_claim(claim, entities) for claim in dossier.claims],
        "statements": [_statement(statement, entities) for statement in dossier.statements],
        "events": [_event(entry, entities) for entry in dossier.events],
        "lineage": [_link(link) for link in dossier.lineage],
        "discrepancies": [_discrepancy(discrepancy, entities) for discrepancy in dossier.discrepancies],
        "utterances": [_utterance(utterance, entities) for utterance in dossier.utterances],
        "furniture": [piece for report in dossier.reports for piece in _furniture(report)],
        "people": [_entity(entity) for entity in dossier.entities],
        "left_out": list(dossier.left_out),
        **({"corrections": list(map(_correction, dossier.corrections))} if dossier.corrections else {}),
    }


def _correction(one: Applied) -> Json:
    made, what = one.made, one.made.correction
    told = {"kind": what.kind, "speaker": what.speaker, "value": what.value, "values": list(what.values)}
    return {
        "id": made.id,
        "by": made.made_by,
        "on": made.made_on,
        **{name: value for name, value in told.items() if value},
        **({"note": what.note} if what.note else {}),
        "words": [[anchor.sha256, anchor.start, anchor.end] for anchor in (*what.anchors, *what.other)],
        "claims": list(one.claims),
        "statements": list(one.statements),
    }


def _names(ids: Iterable[str], entities: Mapping[str, Entity]) -> list[str]:
    return [entities[id].name for id in ids]


def _joint(ids: Sequence[str], entities: Mapping[str, Entity]) -> str | None:
    """The names of joint speakers as one: "A, B and C"; None where the text names nobody."""
    names = _names(ids, entities)
    if not names:
        return None
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _place(evidence: Evidence) -> Json:
    return {"report": evidence.report, "start": evidence.span.start, "end": evidence.span.end}


def _report(report: Report, entities: Mapping[str, Entity]) -> Json:
    published = report.published
    return {
        "sha256": report.sha256,
        "outlet": entities[report.outlet].name,
        "title": report.title,
        "published": published.when.iso if published.when else None,
        "published_basis": published.basis,
        "published_evidence": _pair(published.span) if published.span else None,
        "published_reason": published.reason,
        "url": report.url,
        "text": report.text,
        "times": [_time(time) for time in report.times],
    }


def _time(time: TimeExpression) -> Json:
    """A TIMEX3; its anchor is the report's day, another expression by its number, or none."""
    found: Json = {
        "start": time.span.start,
        "end": time.span.end,
        "type": time.type,
        "value": time.timex,
        "mod": time.mod,
        "anchor": "report" if time.anchor == REPORT else time.anchor,
        "date": time.value.iso if time.value else None,
    }
    return found | {"freq": time.freq} if time.freq else found


def _claim(claim: Claim, entities: Mapping[str, Entity]) -> Json:
    return {
        "id": claim.id,
        "proposition": claim.proposition,
        "wording": _place(claim.wording),
        "status": claim.status,
        "holders": [_holder(holder, entities) for holder in claim.holders],
        "origins": [origin.name for origin in claim.origins],
        "origin_reasons": [origin.reason for origin in claim.origins],
        "origin_basis": [origin.basis for origin in claim.origins],
    }


def _holder(holder: Holder, entities: Mapping[str, Entity]) -> Json:
    speaker = entities[holder.speaker]
    return {
        "speaker": speaker.name,
        "kind": speaker.kind,
        "stance": holder.stance,
        "via": _names(holder.via, entities),
        "evidence": [_place(evidence) for evidence in holder.evidence],
    }


def _statement(statement: Statement, entities: Mapping[str, Entity]) -> Json:
    speakers = statement.speakers
    return {
        "report": statement.report,
        "source": _pair(statement.source) if statement.source else None,
        "cue": _pair(statement.cue),
        "content": [_pair(span) for span in statement.content],
        "speaker": _joint(speakers, entities),
        "speakers": _names(speakers, entities),
        "kind": entities[speakers[0]].kind if speakers else None,
        "mode": statement.mode,
        "act": statement.act,
        "via": _names(statement.via, entities),
        "said_on": statement.said_on.iso if statement.said_on else None,
        "evidence": [_pair(span) for span in statement.evidence],
        "parent": statement.parent,
    }


def _event(entry: TimelineEntry, entities: Mapping[str, Entity]) -> Json:
    return {
        "date": entry.when.iso if entry.when else None,
        "reported": entry.reported.iso if entry.reported else None,
        "what": entry.what,
        "actors": _names(entry.actors, entities),
        "targets": _names(entry.targets, entities),
        "plover": entry.plover,
        "mode": entry.mode,
        "cameo": entry.cameo,
        "place": _place(entry.place) if entry.place else None,
        "status": entry.status,
        "dates": [{"date": when.iso, **_place(words)} for when, words in entry.dates],
        "evidence": [_place(evidence) for evidence in entry.evidence],
    }


def _link(link: Link) -> Json:
    return {
        "report": link.report,
        "credits": link.credits,
        "kind": link.kind,
        "evidence": _place(Evidence(link.report, link.evidence)),
        "other": _place(link.other) if link.other else None,
        "reason": link.reason,
        "form": link.form or None,
        "sure": link.sure,
    }


def _discrepancy(discrepancy: Discrepancy, entities: Mapping[str, Entity]) -> Json:
    values = [
        {"value": value.value, "speaker": entities[value.speaker].name, **_place(value.evidence)}
        for value in discrepancy.values
    ]
    return {"about": discrepancy.about, "kind": discrepancy.kind, "values": values}


def _utterance(utterance: Utterance, entities: Mapping[str, Entity]) -> Json:
    differing = utterance.differing or ((),) * len(utterance.renderings)
    return {
        "speaker": entities[utterance.speaker].name,
        "said_on": utterance.said_on.iso if utterance.said_on else None,
        "renderings": [
            {**_place(rendering), "differing": [[span.start, span.end] for span in spans]}
            for rendering, spans in zip(utterance.renderings, differing, strict=True)
        ],
    }


def _furniture(report: Report) -> list[Json]:
    return [
        {**_place(Evidence(report.name, block.span)), "kind": ABOUT_THE_ARTICLE.get(block.kind, block.kind)}
        for block in report.blocks
        if block.kind not in ARTICLE_KINDS
    ]


def _entity(entity: Entity) -> Json:
    return {
        "name": entity.name,
        "kind": entity.kind,
        "aliases": list(entity.aliases),
        "roles": list(entity.roles),
        "country": entity.country,
        "mentions": [_place(Evidence(mention.report, mention.span)) for mention in entity.mentions],
    }
