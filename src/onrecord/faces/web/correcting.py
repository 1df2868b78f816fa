"""From what a reader says on a page or by the API to a correction that names its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast, get_args

from onrecord.exports.outline.words import on_one_line
from onrecord.exports.places import whole_of
from onrecord.faces.web.problems import Refused
from onrecord.faces.web.views.story import ShownStory
from onrecord.records import Anchor, Change, Claim, Correction, Evidence, Kind, Span, Stance
from onrecord.stages.corrections import anchor_places, list_places

type Given = Mapping[str, Any]
"""What the reader says, by the names that the forms and the API use."""
LONGEST = 1_000
"""Code points of a value."""


def correct_claim(story: ShownStory, id: str, given: Given) -> Correction:
    """What is to be corrected of a claim; refused, with what is wrong, where it makes no sense."""
    claim = story.claims[id]
    kind = _choice(given, "kind", ("stance", "split", "merge", "drop", "origin"))
    base = Correction(
        kind=cast(Change, kind),
        anchors=anchor_places(story.dossier, list_places(claim)),
        proposition=claim.proposition,
        note=_text(given, "note"),
    )
    if kind == "stance":
        return _stance(story, claim, given, base.note)
    if kind == "split":
        places = _places(story, claim, given)
        return _with(base, other=anchor_places(story.dossier, places), value=_text(given, "value", needed=True))
    if kind == "merge":
        other = story.find_claim(_text(given, "other", needed=True))
        if other is None or other == id:
            raise Refused(400, "other: the story has no other claim of that key", "take it from the claim's address")
        places = list_places(story.claims[other])
        return _with(base, other=anchor_places(story.dossier, places), value=story.claims[other].proposition)
    if kind == "origin":
        return _with(base, values=_lines(given.get("values", "")))
    if claim.status != "disputed":
        raise Refused(400, "nobody disputes this claim", "look at the page again: it may have changed")
    return base


def correct_statement(story: ShownStory, report: str, cue: int, given: Given) -> Correction:
    """Another speaker for the statement whose cue begins there."""
    found = next((one for _, one in story.statements_of(report) if one.cue.start == cue), None)
    if found is None:
        raise Refused(404, "no statement has its cue there", "look it up in its report")
    names = {entity.id: entity.name for entity in story.dossier.entities}
    digest = story.reports[report].sha256
    whole = whole_of(found).span
    return Correction(
        kind="speaker",
        anchors=(Anchor(digest, found.cue.start, found.cue.end), Anchor(digest, whole.start, whole.end)),
        speaker=" and ".join(names[id] for id in found.speakers),
        value=_text(given, "value", needed=True),
        values=(_choice(given, "entity", get_args(Kind)),),
        note=_text(given, "note"),
    )


def maker_of(given: Given) -> str:
    """Who corrects."""
    return _text(given, "by", needed=True)[:100]


def _stance(story: ShownStory, claim: Claim, given: Given, note: str) -> Correction:
    names = {entity.id: entity.name for entity in story.dossier.entities}
    value = _choice(given, "value", get_args(Stance))
    sides = story.questions[claim.id].sides
    number = str(given.get("holder", ""))
    if not number.isdecimal() or len(number) > 6 or int(number) >= len(sides):
        raise Refused(400, "holder: the claim has no holder of that number", "count from 0, as the page does")
    side = sides[int(number)]
    holder = next(
        holder for holder in claim.holders
        if (on_one_line(names[holder.speaker]), holder.stance) == (side.speaker, side.stance)
        and {(p.report, p.span) for p in holder.evidence} == {(q.report, q.span) for q in side.quotes}
    )  # fmt: skip
    if holder.stance == value:
        raise Refused(400, f"value: {side.speaker} {value} it as it is", "choose another stance")
    places = anchor_places(story.dossier, holder.evidence)
    speaker = names[holder.speaker]
    return Correction("stance", places, claim.proposition, speaker=speaker, value=value, note=note)


def _places(story: ShownStory, claim: Claim, given: Given) -> list[Evidence]:
    """The places of the claim that were chosen; neither none nor all."""
    known = {place for holder in claim.holders for place in holder.evidence}
    chosen = set()
    for place in _list(given.get("place", ())):
        report, start, end = [*str(place).rsplit("|", 2), "", ""][:3]
        if start.isdecimal() and end.isdecimal() and len(start + end) < 20 and int(start) <= int(end):
            chosen.add(Evidence(report, Span(int(start), int(end))))
    if not chosen & known or chosen & known == known:
        raise Refused(400, "place: some of the claim's places, not all, make another claim", "choose some")
    return sorted(chosen & known)


def _with(correction: Correction, **values: Any) -> Correction:
    fields = {name: getattr(correction, name) for name in ("kind", "anchors", "proposition", "note")}
    return Correction(**{**fields, **values})


def _lines(given: Any) -> tuple[str, ...]:
    lines = given.splitlines() if isinstance(given, str) else [str(line) for line in _list(given)]
    lines = [line.encode("utf-8", "replace").decode().replace("\x00", " ") for line in lines]
    return tuple(dict.fromkeys(" ".join(line.split())[:LONGEST] for line in lines if line.strip()))[:50]


def _list(given: Any) -> Sequence[Any]:
    return given if isinstance(given, list | tuple) else (given,)


def _text(given: Given, name: str, *, needed: bool = False) -> str:
    value = given.get(name, "")
    if not isinstance(value, str) or len(value) > LONGEST:
        raise Refused(400, f"{name} is no text of at most {LONGEST} characters", "shorten it")
    value = " ".join(value.encode("utf-8", "replace").decode().replace("\x00", " ").split())
    if needed and not value:
        raise Refused(400, f"{name} is not given", "fill it in")
    return value


def _choice(given: Given, name: str, choices: Sequence[str]) -> str:
    value = given.get(name, "")
    if value not in choices:
        raise Refused(400, f"{name}: {value!r:.40} is none of {', '.join(choices)}", "choose one of these")
    return str(value)
