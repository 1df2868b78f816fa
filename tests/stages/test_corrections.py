"""Corrections laid over a dossier: each kind, what it changes besides, and that it holds when all is read again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from dossier_by_hand import DENIAL, SALE, WORKER, at, dossier

from onrecord.records import Anchor, Change, Claim, Correction, Dossier, Made, Report
from onrecord.stages.corrections import anchor_places, apply_corrections, list_places

__all__ = ["dossier"]


def made(correction: Correction, id: int = 1) -> Made:
    return Made(id, "2026-01-02T03:04:05+00:00", "Ann", correction)


def about(dossier: Dossier, kind: Change, claim: Claim | None = None, **values: object) -> Correction:
    claim = claim or dossier.claims[0]
    places = anchor_places(dossier, list_places(claim))
    return Correction(kind, places, claim.proposition, **values)  # type: ignore[arg-type]


def stances(dossier: Dossier, number: int = 0) -> set[tuple[str, str]]:
    names = {entity.id: entity.name for entity in dossier.entities}
    return {(names[holder.speaker], holder.stance) for holder in dossier.claims[number].holders}


def speaker_of(dossier: Dossier, *, value: str, kind: str = "person") -> Correction:
    denial = dossier.statements[1]
    digest = next(report.sha256 for report in dossier.reports if report.name == denial.report)
    cue, whole = denial.cue, denial.evidence[0]
    anchors = (Anchor(digest, cue.start, cue.end), Anchor(digest, whole.start, whole.end))
    return Correction("speaker", anchors, speaker="Ada Lunt", value=value, values=(kind,))


def test_a_speaker_takes_what_is_held_by_the_statement_along(dossier: Dossier) -> None:
    fixed = apply_corrections(dossier, [made(speaker_of(dossier, value="Bo Essen"))])
    assert fixed.statements[1].speakers == ("essen",)
    assert ("Bo Essen", "denies") in stances(fixed)
    # In another report Lunt denies it herself: that stays hers.
    assert ("Ada Lunt", "denies") in stances(fixed)
    denials = {holder.speaker: holder.evidence for holder in fixed.claims[0].holders if holder.stance == "denies"}
    assert denials["essen"] == (at("bay", DENIAL),)
    assert [(one.speaker, len(one.renderings)) for one in fixed.utterances] == [("lunt", 1), ("essen", 1)]
    (applied,) = fixed.corrections
    assert (applied.statements, applied.claims, applied.found) == ((1,), ("c1",), True)


def test_a_speaker_nobody_knew_is_made(dossier: Dossier) -> None:
    fixed = apply_corrections(dossier, [made(speaker_of(dossier, value="Cleo Brandt", kind="organisation"))])
    (new,) = [entity for entity in fixed.entities if entity.name == "Cleo Brandt"]
    assert new.kind == "organisation" and fixed.statements[1].speakers == (new.id,)
    assert apply_corrections(dossier, [made(speaker_of(dossier, value="lunt"))]).statements == dossier.statements


def test_a_stance_changes_the_status(dossier: Dossier) -> None:
    claim = dossier.claims[0]
    denier = next(holder for holder in claim.holders if holder.stance == "denies")
    words = anchor_places(dossier, denier.evidence)
    to_assert = Correction("stance", words, claim.proposition, speaker="Ada Lunt", value="asserts")
    fixed = apply_corrections(dossier, [made(to_assert)])
    assert ("Ada Lunt", "asserts") in stances(fixed) and ("Ada Lunt", "denies") not in stances(fixed)
    assert fixed.claims[0].status == "corroborated"
    assert [origin.name for origin in fixed.claims[0].origins] == ["officials (unnamed)", "Ada Lunt"]


def test_a_false_dispute_is_dropped_and_its_statements_stay(dossier: Dossier) -> None:
    fixed = apply_corrections(dossier, [made(about(dossier, "drop"))])
    assert fixed.claims[0].status == "single-source"
    assert stances(fixed) == {("officials (unnamed)", "asserts"), ("Bo Essen", "declines")}
    assert fixed.statements == dossier.statements


def test_origins_are_confirmed_or_traced_anew(dossier: Dossier) -> None:
    confirmed = apply_corrections(dossier, [made(about(dossier, "origin", values=("officials (unnamed)",)))])
    assert confirmed.claims == dossier.claims and confirmed.corrections[0].claims == ("c1",)
    single = dossier.claims[1]
    more = about(dossier, "origin", single, values=("port worker (unnamed)", "Coast Agency"))
    fixed = apply_corrections(dossier, [made(more)])
    assert fixed.claims[1].status == "corroborated"


def test_a_claim_is_split_and_the_parts_merged_again(dossier: Dossier) -> None:
    leaving = anchor_places(dossier, [at("mirror", SALE)])
    split = apply_corrections(dossier, [made(about(dossier, "split", other=leaving, value="It fetched 30 million."))])
    assert [claim.id for claim in split.claims] == ["c1", "c3", "c2"]
    fresh = split.claims[1]
    assert (fresh.proposition, fresh.status, fresh.wording) == (
        "It fetched 30 million.",
        "single-source",
        at("mirror", SALE),
    )
    assert [origin.name for origin in fresh.origins] == ["officials (unnamed)"]
    assert not any(at("mirror", SALE) in holder.evidence for holder in split.claims[0].holders)
    whole = about(split, "merge", other=anchor_places(split, list_places(fresh)), value=fresh.proposition)
    merged = apply_corrections(dossier, [split.corrections[0].made, made(whole, 2)])
    assert [claim.id for claim in merged.claims] == ["c1", "c2"]
    assert stances(merged) == stances(dossier)
    assert list_places(merged.claims[0]) == list_places(dossier.claims[0])


def test_merging_joins_holders_and_origins(dossier: Dossier) -> None:
    first, second = dossier.claims
    other = anchor_places(dossier, list_places(second))
    fixed = apply_corrections(dossier, [made(about(dossier, "merge", other=other, value=second.proposition))])
    (claim,) = fixed.claims
    assert [origin.name for origin in claim.origins] == ["officials (unnamed)", "port worker (unnamed)"]
    assert len(claim.holders) == len(first.holders) + len(second.holders)
    assert at("hostile", WORKER) in list_places(claim)


# ---- it holds ------------------------------------------------------------------------------------


def reread(dossier: Dossier) -> Dossier:
    """The same story as another version might read it: other ids, names and order, a claim worded otherwise."""

    def rename(report: Report) -> Report:
        return replace(report, name=f"folder/{report.name}")

    def move(place: object) -> object:
        return replace(place, report=f"folder/{place.report}")  # type: ignore[attr-defined,type-var]

    claims = tuple(
        replace(
            claim,
            id=f"c{9 - i}",
            proposition=claim.proposition.replace("has sold", "sold"),
            wording=move(claim.wording),
            holders=tuple(replace(h, evidence=tuple(map(move, h.evidence))) for h in claim.holders),  # type: ignore[arg-type]
        )
        for i, claim in enumerate(dossier.claims)
    )
    return replace(
        dossier,
        reports=tuple(map(rename, dossier.reports)),
        claims=claims[::-1],
        statements=tuple(replace(s, report=f"folder/{s.report}") for s in dossier.statements[::-1]),
        utterances=(),
        events=(),
        lineage=(),
        discrepancies=(),
    )


@pytest.mark.parametrize("kind", ["drop", "origin", "merge", "split", "stance", "speaker"])
def test_a_correction_holds_when_all_is_read_again(dossier: Dossier, kind: Change) -> None:
    first, second = dossier.claims
    corrections: dict[str, Correction] = {
        "drop": about(dossier, "drop"),
        "origin": about(dossier, "origin", values=("Coast Agency",)),
        "merge": about(dossier, "merge", other=anchor_places(dossier, list_places(second)), value=second.proposition),
        "split": about(dossier, "split", other=anchor_places(dossier, [at("mirror", SALE)]), value="Another."),
        "stance": Correction(
            "stance", anchor_places(dossier, first.holders[1].evidence), first.proposition,
            speaker="Ada Lunt", value="questions",
        ),
        "speaker": speaker_of(dossier, value="Bo Essen"),
    }  # fmt: skip
    again = apply_corrections(reread(dossier), [made(corrections[kind])])
    once = apply_corrections(dossier, [made(corrections[kind])])
    assert again.corrections[0].found

    def gist(one: Dossier) -> Sequence[tuple[str, int]]:
        return sorted((claim.status, len(claim.holders)) for claim in one.claims)

    assert gist(again) == gist(once) and (gist(once) != gist(dossier) or kind in ("origin", "stance"))


def test_what_fits_nothing_waits(dossier: Dossier) -> None:
    gone = replace(dossier, claims=dossier.claims[1:], statements=())
    fixed = apply_corrections(gone, [made(about(dossier, "drop")), made(speaker_of(dossier, value="Bo Essen"), 2)])
    assert [one.found for one in fixed.corrections] == [False, False]
    assert fixed.claims == gone.claims


def test_a_claim_of_other_words_in_the_same_sentences_is_left_alone(dossier: Dossier) -> None:
    other = replace(dossier.claims[0], proposition="Thirty unnamed crowns sank near Orlan harbour.")
    changed = replace(dossier, claims=(other, dossier.claims[1]))
    assert not apply_corrections(changed, [made(about(dossier, "drop"))]).corrections[0].found


def test_undone_is_as_if_never_made(dossier: Dossier) -> None:
    undone = replace(made(about(dossier, "drop")), undone_on="2026-01-03T00:00:00+00:00", undone_by="Bo")
    assert apply_corrections(dossier, [undone]) == dossier
