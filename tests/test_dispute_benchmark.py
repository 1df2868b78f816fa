"""The benchmark of disputes: what counts as found, and that the annotations hold offsets only."""

from __future__ import annotations

import re
from typing import Any

from benchmarks.disputed.encode import encode_story
from benchmarks.disputed.reading import read_annotated
from benchmarks.disputed.scoring import score_story


def claim(status: str, *holders: tuple[str, list[list[Any]]], origins: int = 1) -> dict[str, Any]:
    """A claim as the annotations hold it."""
    held = [{"stance": stance, "kind": "person", "evidence": places} for stance, places in holders]
    return {"status": status, "borderline": False, "origins": origins, "holders": held}


def shown(status: str, *holders: tuple[str, list[list[Any]]], origins: int = 1) -> dict[str, Any]:
    """A claim as a dossier has it."""
    held = [
        {"stance": stance, "evidence": [{"report": r, "start": a, "end": b} for r, a, b in places]}
        for stance, places in holders
    ]
    return {"status": status, "holders": held, "origins": ["somebody"] * origins}


def story(*claims: dict[str, Any]) -> dict[str, Any]:
    return {"claims": list(claims), "discrepancies": []}


def test_a_dispute_is_found_where_both_sides_are() -> None:
    gold = story(claim("disputed", ("asserts", [["a", 0, 50]]), ("denies", [["a", 60, 99]])))
    both = shown("disputed", ("asserts", [["a", 2, 50]]), ("denies", [["a", 60, 99]]))
    counts = score_story(gold, {"claims": [both], "discrepancies": []})
    assert counts["disputes.recall"] == counts["disputes.precision"] == counts["origins.count"] == 1
    assert (counts["holders"], counts["holders.of"]) == (4, 4)


def test_a_denial_beside_another_claim_is_no_find() -> None:
    gold = story(claim("disputed", ("asserts", [["a", 0, 50]]), ("denies", [["a", 60, 99]])))
    other = shown("disputed", ("asserts", [["b", 0, 50]]), ("denies", [["a", 60, 99]]))
    counts = score_story(gold, {"claims": [other], "discrepancies": []})
    assert (counts["disputes.recall"], counts["disputes.recall.of"]) == (0, 1)
    assert (counts["disputes.precision"], counts["disputes.precision.of"]) == (0, 1)


def test_a_corroborated_claim_wants_two_reports() -> None:
    gold = story(claim("corroborated", ("asserts", [["a", 0, 50]]), ("asserts", [["b", 0, 50]]), origins=2))
    one = shown("single-source", ("asserts", [["a", 0, 50]]))
    two = shown("corroborated", ("asserts", [["a", 0, 50]]), ("asserts", [["b", 0, 50]]), origins=2)
    assert score_story(gold, {"claims": [one], "discrepancies": []})["other_claims.recall"] == 0
    assert score_story(gold, {"claims": [two], "discrepancies": []})["other_claims.recall"] == 1


def test_a_discrepancy_wants_two_of_its_values() -> None:
    gold = {"claims": [], "discrepancies": [{"borderline": False, "values": [["a", 0, 5], ["b", 9, 12]]}]}
    values = [{"report": "a", "start": 0, "end": 5}, {"report": "b", "start": 9, "end": 12}]
    counts = score_story(gold, {"claims": [], "discrepancies": [{"values": values}, {"values": values[:1]}]})
    assert (counts["discrepancies.recall"], counts["discrepancies.recall.of"]) == (1, 1)
    assert (counts["discrepancies.precision"], counts["discrepancies.precision.of"]) == (1, 2)


def test_annotations_hold_offsets_only() -> None:
    stories = read_annotated()
    assert {story["half"] for story in stories} >= {"development"}
    for one in stories:
        assert all(re.fullmatch(r"[0-9a-f]{64}", digest) for digest in one["reports"].values())
        for held in one["claims"]:
            assert set(held) == {"status", "borderline", "origins", "holders"} and isinstance(held["origins"], int)
            for holder in held["holders"]:
                assert set(holder) == {"stance", "kind", "evidence"}
                assert all(report in one["reports"] and 0 <= start < end for report, start, end in holder["evidence"])


def test_encoding_leaves_out_words_and_names() -> None:
    place = {"report": "a", "start": 3, "end": 9}
    gold = {
        "claims": [
            {
                "id": "c1",
                "proposition": "The quay was sold.",
                "status": "single-source",
                "holders": [
                    {"speaker": "Vera Holt", "kind": "person", "stance": "asserts", "via": [], "evidence": [place]}
                ],
                "origins": ["Vera Holt"],
            }
        ],
        "discrepancies": [{"about": "price", "kind": "conflict", "values": [{"value": "5", "speaker": "a", **place}]}],
    }
    encoded = encode_story("09", gold, {"a": "0" * 64})
    assert encoded["half"] == "held-out"
    assert encoded["claims"][0]["holders"] == [{"stance": "asserts", "kind": "person", "evidence": [["a", 3, 9]]}]
    assert "Holt" not in str(encoded) and "quay" not in str(encoded) and encoded["claims"][0]["origins"] == 1
