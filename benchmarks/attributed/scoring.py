"""How many of the annotated statements onrecord reads right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.attributed.reading import ANNOTATED, Reading, as_statement, read_statements, read_texts
from benchmarks.resolving import analyse_page, match
from onrecord.models import Models
from onrecord.records import Analysis, Entity, Page, Statement
from onrecord.stages.entities import merge_entities

MEASURES = ("speaker", "kind", "act", "act.any", "mode", "via")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One annotated statement, what onrecord has for it, and which of MEASURES is right."""

    reading: Reading
    text: str
    statement: Statement | None
    speakers: tuple[Entity, ...]
    via: tuple[Entity, ...]
    right: dict[str, bool]


def judge(models: Models, shared: Path, *, given: bool, path: Path = ANNOTATED) -> list[Verdict]:
    """A verdict on each annotated statement of ``path``. ``given``: the spans are those annotated, so that speaker,
    kind and via are measured alone; else onrecord's own, over those it finds (``statement`` is None for one it does
    not)."""
    verdicts = [
        verdict
        for analysis, page, readings, known in _analysed(models, shared, given=given, path=path)
        for verdict in _judge_report(analysis, page, readings, known)
    ]
    return sorted(verdicts, key=lambda verdict: verdict.reading.number)


def surplus(models: Models, shared: Path, *, path: Path) -> tuple[list[tuple[Page, Statement]], int]:
    """onrecord's statements within the stretches annotated as a whole that no reader has marked, and how many it has
    there in all."""
    wrong, count = [], 0
    for analysis, page, readings, _ in _analysed(models, shared, given=False, path=path):
        region = readings[0].region
        mine = [s for s in analysis.statements if s.content and region is not None and region.covers(s.cue)]
        count += len(mine)
        wrong += [(page, s) for s in mine if not any(match(r.cue, r.content, [s]) for r in readings)]
    return wrong, count


def _analysed(
    models: Models, shared: Path, *, given: bool, path: Path
) -> Iterator[tuple[Analysis, Page, list[Reading], dict[str, Entity]]]:
    pages, read = read_texts(shared), read_statements(path)
    stories: dict[str, list[tuple[Page, list[Reading]]]] = {}
    for key, readings in read.items():
        stories.setdefault(readings[0].story, []).append((pages[key], readings))
    for reports in stories.values():
        analyses = [
            analyse_page(page, [as_statement(r) for r in readings] if given else None, models=models, neighbours=True)
            for page, readings in reports
        ]
        merged, entities = merge_entities(analyses)
        known = {entity.id: entity for entity in entities}
        for analysis, (page, readings) in zip(merged, reports, strict=True):
            yield analysis, page, readings, known


def _judge_report(
    analysis: Analysis, page: Page, readings: Sequence[Reading], known: dict[str, Entity]
) -> Iterator[Verdict]:
    for reading in readings:
        statement = match(reading.cue, reading.content, analysis.statements)
        if statement is None:
            yield Verdict(reading, page.text, None, (), (), {})
            continue
        speakers = tuple(known[key] for key in statement.speakers)
        via = tuple(known[key] for key in statement.via)
        right = {
            "speaker": any(same_speakers(wanted, speakers, page.text) for wanted in reading.speakers),
            "kind": bool(speakers) and speakers[0].kind in reading.kinds,
            "act": statement.act == reading.acts[0],
            "act.any": statement.act in reading.acts,
            "mode": statement.mode in reading.modes,
            "via": any(same_chain(wanted, via, page.text) for wanted in reading.via),
        }
        yield Verdict(reading, page.text, statement, speakers, via, right)


def same_chain(wanted: Sequence[dict[str, Any]], have: Sequence[Entity], text: str) -> bool:
    """True where the two chains are of one length and agree link by link."""
    return len(wanted) == len(have) and all(same_speaker(w, h, text) for w, h in zip(wanted, have, strict=True))


def same_speakers(wanted: Sequence[dict[str, Any]], have: Sequence[Entity], text: str) -> bool:
    """True where each of the two sets has its like in the other."""
    if wanted == ({"nobody": True},):
        return all("(unnamed" in entity.name or entity.name.startswith("unattributed") for entity in have)
    return len(wanted) == len(have) and all(any(same_speaker(w, h, text) for h in have) for w in wanted)


def same_speaker(wanted: dict[str, Any], entity: Entity, text: str) -> bool:
    """True where the entity is the one pointed at: by name; by head noun where it has none; by country."""
    if "country" in wanted:
        return entity.country == wanted["country"] and entity.kind == "government"
    if "unnamed" in wanted:
        noun = _stem(text[slice(*wanted["unnamed"])])
        collective = "(unnamed" in entity.name or entity.kind == "organisation"
        return collective and noun in {_stem(word) for word in re.findall(r"\w+", entity.name)}
    if "at" in wanted:
        if "(unnamed" in entity.name:
            return False
        person, name = entity.kind == "person", text[slice(*wanted["at"])]
        return any(same_name(form, name, person=person) for form in (entity.name, *entity.aliases))
    return "(unnamed" in entity.name


def _stem(noun: str) -> str:
    noun = noun.lower()
    return {"people": "person", "men": "man", "women": "woman"}.get(noun, noun.removesuffix("s"))


def same_name(one: str, other: str, *, person: bool) -> bool:
    """One name within the other; a person's with the family name among the last two words, as the scorer has it."""
    x, y = (_words(name) for name in (one, other))
    if not x or not y:
        return False
    small, large = sorted((x, y), key=len)
    return set(small) <= set(large) and (not person or small[-1] in large[-2:])


def _words(name: str) -> list[str]:
    plain = re.sub(r"\(.*?\)", " ", name).lower().replace("u.s.", "us").replace("’", "'")
    return [word for word in re.findall(r"[\w']+", plain) if word not in {"the", "a", "an", "mr", "mrs", "ms", "of"}]


def shares(verdicts: Sequence[Verdict], *, half: str | None = None) -> dict[str, float]:
    """Measure -> share right over the statements found; ``found`` is the share of those."""
    mine = [verdict for verdict in verdicts if half in (None, verdict.reading.half) and not verdict.reading.optional]
    found = [verdict for verdict in mine if verdict.statement is not None]
    result = {"found": len(found) / max(1, len(mine))}
    return result | {m: sum(v.right[m] for v in found) / max(1, len(found)) for m in MEASURES}
