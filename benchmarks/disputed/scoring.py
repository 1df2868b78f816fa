"""How a dossier fares beside an annotated story, as counts, so that stories can be pooled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

AGAINST = frozenset({"denies", "questions", "declines"})
ASSERTS = frozenset({"asserts"})
TOUCHES = 0.5
"""Share of the shorter of two places that both must have to be one place."""

Place = tuple[str, int, int]
"""A report's name and code points."""


@dataclass(frozen=True, slots=True)
class Held:
    """A claim, annotated or found, as far as it is compared."""

    disputed: bool
    corroborated: bool
    borderline: bool
    holders: tuple[tuple[str, tuple[Place, ...]], ...]
    """Stance and places of each holder."""
    origins: int

    def places(self, stances: Collection[str]) -> list[Place]:
        """Where the claim is held in one of these ways."""
        return [place for stance, places in self.holders if stance in stances for place in places]


def read_annotated_claim(claim: Mapping[str, Any]) -> Held:
    """A claim as ``encode`` wrote it."""
    holders = tuple((h["stance"], tuple(map(tuple, h["evidence"]))) for h in claim["holders"])
    status = claim["status"]
    return Held(status == "disputed", status == "corroborated", claim["borderline"], holders, claim["origins"])


def read_found_claim(claim: Mapping[str, Any]) -> Held:
    """A claim of a dossier in JSON."""
    holders = tuple(
        (h["stance"], tuple((e["report"], e["start"], e["end"]) for e in h["evidence"])) for h in claim["holders"]
    )
    status = claim["status"]
    return Held(
        disputed=status == "disputed",
        corroborated=status == "corroborated",
        borderline=False,
        holders=holders,
        origins=len(claim["origins"]),
    )


def overlap(ones: Sequence[Place], others: Sequence[Place]) -> float:
    """Share of both sides' places that the other side has too; 0 where none is shared."""
    both = sum(_touched(one, others) for one in ones) + sum(_touched(other, ones) for other in others)
    return both / (len(ones) + len(others)) if both else 0.0


def _touched(place: Place, places: Iterable[Place]) -> bool:
    for other in places:
        if place[0] == other[0]:
            common = min(place[2], other[2]) - max(place[1], other[1])
            if common >= TOUCHES * min(place[2] - place[1], other[2] - other[1]):
                return True
    return False


def divides_alike(gold: Held, found: Held) -> float:
    """How well both sides of a found dispute are those of an annotated one; 0 where a side is missed."""
    against = overlap(gold.places(AGAINST), found.places(AGAINST))
    asserted = gold.places(ASSERTS)
    origin = overlap(asserted, found.places(ASSERTS))
    return against + origin if against and (origin or not asserted) else 0.0


def score_story(story: Mapping[str, Any], dossier: Mapping[str, Any]) -> Counter[str]:
    """Counts: of each measure how many there are (``.of``) and how many are right."""
    gold = [read_annotated_claim(claim) for claim in story["claims"]]
    found = [read_found_claim(claim) for claim in dossier["claims"]]
    said = [claim for claim in found if claim.disputed]
    counts: Counter[str] = Counter()
    matched: list[tuple[Held, Held]] = []
    for claim in (claim for claim in gold if claim.disputed and not claim.borderline):
        best = max(said, key=lambda other: divides_alike(claim, other), default=None)
        counts["disputes.recall.of"] += 1
        if best is not None and divides_alike(claim, best):
            counts["disputes.recall"] += 1
            matched.append((claim, best))
    disputes = [claim for claim in gold if claim.disputed]
    counts["disputes.precision.of"] += len(said)
    counts["disputes.precision"] += sum(any(divides_alike(claim, other) for claim in disputes) for other in said)
    for claim in (claim for claim in gold if not claim.disputed and not claim.borderline):
        counts["other_claims.recall.of"] += 1
        best = max(found, key=lambda other: overlap(claim.places(ASSERTS), other.places(ASSERTS)), default=None)
        if best is not None and _meets(claim, best):
            counts["other_claims.recall"] += 1
            matched.append((claim, best))
    for claim, other in matched:
        right, ours, theirs = _holders(claim, other)
        counts.update({"holders": 2 * right, "holders.of": ours + theirs})
        counts.update({"origins.count": int(claim.origins == other.origins), "origins.count.of": 1})
    counts.update(_discrepancies(story, dossier))
    return counts


def _meets(gold: Held, found: Held) -> bool:
    """True where the found claim has the annotated one's assertion, in two reports where it is corroborated by two."""
    shared = {place[0] for place in gold.places(ASSERTS) if _touched(place, found.places(ASSERTS))}
    several = gold.corroborated and len({place[0] for place in gold.places(ASSERTS)}) > 1
    return len(shared) >= (2 if several else 1)


def _holders(gold: Held, found: Held) -> tuple[int, int, int]:
    """How many holders are right, found and annotated: one to one, of one stance and a common place."""
    left = list(found.holders)
    right = 0
    for stance, places in gold.holders:
        match = next((other for other in left if other[0] == stance and overlap(places, other[1])), None)
        if match is not None:
            left.remove(match)
            right += 1
    return right, len(found.holders), len(gold.holders)


def _discrepancies(story: Mapping[str, Any], dossier: Mapping[str, Any]) -> dict[str, int]:
    """A discrepancy is found where two of its values are given against each other."""
    gold = [[tuple(place) for place in found["values"]] for found in story["discrepancies"]]
    firm = [values for values, found in zip(gold, story["discrepancies"], strict=True) if not found["borderline"]]
    ours = [[(v["report"], v["start"], v["end"]) for v in found["values"]] for found in dossier["discrepancies"]]

    def gives(values: Sequence[Place], found: Sequence[Place]) -> bool:
        return sum(_touched(place, found) for place in values) >= 2

    return {
        "discrepancies.recall": sum(any(gives(values, found) for found in ours) for values in firm),
        "discrepancies.recall.of": len(firm),
        "discrepancies.precision": sum(any(gives(values, found) for values in gold) for found in ours),
        "discrepancies.precision.of": len(ours),
    }
