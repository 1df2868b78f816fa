"""What readers corrected, laid over what was read.

A correction names words by the digest of their text and where they stand, so that it holds when reports are
read again, by whatever version, in whatever order and story. What it no longer fits it leaves alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from onrecord.records import (
    Anchor,
    Applied,
    Claim,
    Dossier,
    Entity,
    Evidence,
    Holder,
    Kind,
    Made,
    Origin,
    Span,
    Stance,
    Statement,
    Status,
    Utterance,
)

AGAINST: tuple[Stance, ...] = ("denies", "questions")
ENOUGH = 0.5
"""Share of a correction's words that a claim must have, and of the words of its proposition: more than half
of both is the same claim, for no two claims of a story can each have it but by the same sentences."""
_WORD = re.compile(r"\w+")


def apply_corrections(dossier: Dossier, made: Sequence[Made]) -> Dossier:
    """The dossier as readers corrected it, one correction after another. Pure: undone is left out."""
    draft = _Draft(dossier)
    applied = [draft.apply(one) for one in made if one.undone_on is None]
    return replace(draft.dossier, corrections=tuple(applied))


def anchor_places(dossier: Dossier, places: Iterable[Evidence]) -> tuple[Anchor, ...]:
    """Places of a dossier, named so that they last."""
    digests = {report.name: report.sha256 for report in dossier.reports}
    found = {Anchor(digests[place.report], place.span.start, place.span.end) for place in places}
    return tuple(sorted(found))


def list_places(claim: Claim) -> list[Evidence]:
    """All places of a claim, sorted."""
    return sorted({claim.wording, *(place for holder in claim.holders for place in holder.evidence)})


@dataclass(slots=True)
class _Draft:
    """A dossier on its way."""

    dossier: Dossier

    def apply(self, made: Made) -> Applied:
        """Apply one correction, if there is anything that it fits."""
        correct: Mapping[str, Callable[[Made], Applied]] = {
            "speaker": self.correct_speaker,
            "stance": self.correct_stance,
            "split": self.split,
            "merge": self.merge,
            "drop": self.drop,
            "origin": self.correct_origins,
        }
        return correct[made.correction.kind](made)

    # ---- each kind

    def correct_speaker(self, made: Made) -> Applied:
        """Another speaker for a statement, and for what they hold by it."""
        index = self.find_statement(made.correction.anchors)
        if index is None:
            return Applied(made)
        statement = self.dossier.statements[index]
        old = set(statement.speakers)
        new = self.find_entity(made.correction.value, made.correction.values)
        statements = list(self.dossier.statements)
        statements[index] = replace(statement, speakers=(new,))
        self.dossier = replace(self.dossier, statements=tuple(statements))
        # A sentence in which the old speaker says something else, too, stays theirs as well.
        still = [s for s in statements if s.report == statement.report and old & set(s.speakers)]
        places = {
            Evidence(statement.report, span)
            for span in statement.evidence
            if not any(span == other for one in still for other in one.evidence)
        }
        changed = self.move_evidence(old, new, places)
        utterances = [u for one in self.dossier.utterances for u in _revoice(one, old, new, statement)]
        self.dossier = replace(self.dossier, utterances=tuple(utterances))
        return Applied(made, tuple(changed), (index,))

    def correct_stance(self, made: Made) -> Applied:
        """Another stance of one holder."""
        correction = made.correction
        claim = self.find_claim(correction.anchors, correction.proposition)
        if claim is None:
            return Applied(made)
        names = {entity.id: entity.name for entity in self.dossier.entities}
        there = set(correction.anchors)
        holders = [
            replace(holder, stance=cast(Stance, correction.value))
            if names[holder.speaker] == correction.speaker and there & set(self.anchor(holder.evidence))
            else holder
            for holder in claim.holders
        ]
        self.put(claim, holders)
        return Applied(made, (claim.id,))

    def split(self, made: Made) -> Applied:
        """Some of a claim's places as a claim of their own."""
        correction = made.correction
        claim = self.find_claim(correction.anchors, correction.proposition)
        if claim is None:
            return Applied(made)
        leaving = set(correction.other)
        staying: list[Holder] = []
        gone: list[Holder] = []
        for holder in claim.holders:
            for group, wanted in ((staying, False), (gone, True)):
                kept = tuple(place for place in holder.evidence if (self.anchor([place])[0] in leaving) == wanted)
                if kept:
                    group.append(replace(holder, evidence=kept))
        if not staying or not gone:
            return Applied(made)
        number = max((int(c.id[1:]) for c in self.dossier.claims if c.id[1:].isdecimal()), default=0) + 1
        first = next(place for holder in gone for place in holder.evidence)
        named = _asserting(gone)
        names = {entity.id: entity.name for entity in self.dossier.entities}
        origins = tuple(Origin(name) for name in dict.fromkeys(names[id] for id in named))
        fresh = Claim(f"c{number}", correction.value, first, "single-source", tuple(gone), origins)
        self.put(claim, staying)
        claims = []
        for one in self.dossier.claims:
            claims += [one, replace(fresh, status=_judge(fresh))] if one.id == claim.id else [one]
        self.dossier = replace(self.dossier, claims=tuple(claims))
        return Applied(made, (claim.id, fresh.id))

    def merge(self, made: Made) -> Applied:
        """Two claims as one, in the words of the first."""
        correction = made.correction
        claim = self.find_claim(correction.anchors, correction.proposition)
        other = self.find_claim(correction.other, correction.value)
        if claim is None or other is None or claim.id == other.id:
            return Applied(made)
        known = {origin.name for origin in claim.origins}
        origins = (*claim.origins, *(origin for origin in other.origins if origin.name not in known))
        self.dossier = replace(self.dossier, claims=tuple(one for one in self.dossier.claims if one.id != other.id))
        self.put(replace(claim, origins=origins), [*claim.holders, *other.holders])
        return Applied(made, (claim.id,))

    def drop(self, made: Made) -> Applied:
        """A claim without those who are wrongly said to deny or question it; their statements stay."""
        claim = self.find_claim(made.correction.anchors, made.correction.proposition)
        if claim is None:
            return Applied(made)
        self.put(claim, [holder for holder in claim.holders if holder.stance not in AGAINST] or claim.holders)
        return Applied(made, (claim.id,))

    def correct_origins(self, made: Made) -> Applied:
        """The independent origins as a reader traced them."""
        claim = self.find_claim(made.correction.anchors, made.correction.proposition)
        if claim is None:
            return Applied(made)
        reasons = {origin.name: origin.reason for origin in claim.origins}
        origins = tuple(Origin(name, reasons.get(name, "")) for name in made.correction.values)
        self.put(replace(claim, origins=origins), claim.holders)
        return Applied(made, (claim.id,))

    # ---- finding

    def anchor(self, places: Iterable[Evidence]) -> tuple[Anchor, ...]:
        """Places, named so that they last."""
        return anchor_places(self.dossier, places)

    def find_claim(self, anchors: Sequence[Anchor], proposition: str) -> Claim | None:
        """The claim that stands on these words and says about that."""
        best: tuple[float, Claim] | None = None
        for claim in self.dossier.claims:
            there = self.anchor(list_places(claim))
            share = sum(any(_overlap(a, b) for b in there) for a in anchors) / max(1, len(anchors))
            likeness = _likeness(claim.proposition, proposition)
            if share >= ENOUGH and likeness >= ENOUGH and (best is None or share + likeness > best[0]):
                best = share + likeness, claim
        return best[1] if best else None

    def find_statement(self, anchors: Sequence[Anchor]) -> int | None:
        """The statement whose cue that is."""
        digests = {report.name: report.sha256 for report in self.dossier.reports}
        for index, statement in enumerate(self.dossier.statements):
            cue = Anchor(digests[statement.report], statement.cue.start, statement.cue.end)
            if anchors and _overlap(cue, anchors[0]):
                return index
        return None

    def find_entity(self, name: str, kinds: Sequence[str]) -> str:
        """The id of the entity of that name; it is made where there is none."""
        plain = name.casefold()
        for entity in self.dossier.entities:
            if plain in {known.casefold() for known in (entity.name, *entity.aliases)}:
                return entity.id
        id = f"reader:{name}"
        made = Entity(id, name, cast(Kind, next(iter(kinds), "person")))
        self.dossier = replace(self.dossier, entities=(*self.dossier.entities, made))
        return id

    # ---- changing

    def move_evidence(self, old: set[str], new: str, places: set[Evidence]) -> list[str]:
        """Give a new speaker what the old ones hold by these places; ids of the claims that this changes."""
        changed = []
        for claim in self.dossier.claims:
            holders = []
            for holder in claim.holders:
                moved = tuple(place for place in holder.evidence if place in places) if holder.speaker in old else ()
                kept = tuple(place for place in holder.evidence if place not in moved)
                holders += [replace(holder, evidence=kept)] if kept else []
                holders += [replace(holder, speaker=new, evidence=moved)] if moved else []
            if tuple(holders) != claim.holders:
                self.put(claim, holders)
                changed.append(claim.id)
        return changed

    def put(self, claim: Claim, holders: Sequence[Holder]) -> None:
        """Put a claim with these holders in the place of the one of its id."""
        names = {entity.id: entity.name for entity in self.dossier.entities}
        before = {names[id] for id in _asserting(claim.holders)}
        after = {names[id] for id in _asserting(holders)}
        kept = [origin for origin in claim.origins if origin.name not in before - after]
        known = {origin.name for origin in kept}
        origins = (*kept, *(Origin(name) for name in sorted(after - before - known)))
        made = replace(claim, holders=_join(holders), origins=tuple(origins))
        made = replace(made, status=_judge(made))
        self.dossier = replace(
            self.dossier, claims=tuple(made if one.id == claim.id else one for one in self.dossier.claims)
        )


def _asserting(holders: Iterable[Holder]) -> list[str]:
    return [holder.speaker for holder in holders if holder.stance == "asserts"]


def _join(holders: Sequence[Holder]) -> tuple[Holder, ...]:
    """One holder for each speaker, stance and chain."""
    found: dict[tuple[str, Stance, tuple[str, ...]], set[Evidence]] = {}
    for holder in holders:
        found.setdefault((holder.speaker, holder.stance, holder.via), set()).update(holder.evidence)
    return tuple(Holder(*key, tuple(sorted(places))) for key, places in found.items())


def _judge(claim: Claim) -> Status:
    """What a claim is by its holders and origins."""
    if any(holder.stance in AGAINST for holder in claim.holders):
        return "disputed"
    return "corroborated" if len(claim.origins) > 1 else "single-source"


def _revoice(utterance: Utterance, old: set[str], new: str, statement: Statement) -> list[Utterance]:
    """An utterance without the rendering that is another speaker's, and that one by itself."""
    if utterance.speaker not in old:
        return [utterance]
    spans = (*statement.evidence, *statement.content)
    mine = [p for p in utterance.renderings if p.report == statement.report and any(p.span.overlaps(s) for s in spans)]
    rest = tuple(place for place in utterance.renderings if place not in mine)
    found = [replace(utterance, renderings=rest)] if rest else []
    return found + ([replace(utterance, speaker=new, renderings=tuple(mine))] if mine else [])


def _overlap(one: Anchor, other: Anchor) -> bool:
    return one.sha256 == other.sha256 and Span(one.start, one.end).overlaps(Span(other.start, other.end))


def _likeness(one: str, other: str) -> float:
    """Words that two sentences share, by all their words."""
    first, second = ({word.casefold() for word in _WORD.findall(text)} for text in (one, other))
    return len(first & second) / len(first | second) if first | second else 1.0
