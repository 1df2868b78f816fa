"""Where the chains of a claim begin, as a small tree: origin, those it came through, report."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.exports.outline import Quote
from onrecord.exports.outline.words import on_one_line
from onrecord.records import Claim, Dossier, Evidence


@dataclass(frozen=True, slots=True)
class Branch:
    """One origin, and the ways by which it came into reports."""

    name: str
    reason: str
    ways: tuple[tuple[tuple[str, ...], str, Evidence], ...]
    """Each: through whom, from the origin on; the report; the words there."""


def grow_tree(claim: Claim, dossier: Dossier) -> tuple[Branch, ...]:
    """A branch an origin. A holder whose name is no origin's goes to the one that it came through or stands in."""
    names = {entity.id: entity.name for entity in dossier.entities}
    ways: dict[str, list[tuple[tuple[str, ...], str, Evidence]]] = {origin.name: [] for origin in claim.origins}
    for holder in claim.holders:
        if holder.stance != "asserts":
            continue
        speaker, via = names[holder.speaker], [names[id] for id in holder.via]
        origin = _choose(speaker, via, list(ways))
        chain = [*([] if speaker == origin else [speaker]), *(name for name in reversed(via) if name != origin)]
        for place in holder.evidence:
            way = (tuple(map(on_one_line, chain)), place.report, place)
            known = [(c, r) for c, r, _ in ways.get(origin, [])]
            if origin in ways and way[:2] not in known:
                ways[origin].append(way)
    return tuple(Branch(on_one_line(o.name), on_one_line(o.reason), tuple(ways[o.name])) for o in claim.origins)


def _choose(speaker: str, via: list[str], origins: list[str]) -> str:
    for origin in origins:
        if origin == speaker or origin in via:
            return origin
    for origin in origins:
        if speaker in origin:
            return origin
    return origins[0] if len(origins) == 1 else ""


def quote_of(way: tuple[tuple[str, ...], str, Evidence]) -> Quote:
    """The place of a way as a quote, for its address."""
    return Quote(way[1], way[2].span, 0, "")
