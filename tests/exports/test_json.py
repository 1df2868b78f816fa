from __future__ import annotations

import json

from onrecord.exports import EXPORTERS
from onrecord.exports.json import dossier_to_dict, write_json, write_jsonl
from onrecord.records import Dossier

KEYS = ("story", "reports", "claims", "statements", "events", "lineage", "discrepancies", "utterances", "furniture")


def test_every_key_of_the_format_is_there(dossier: Dossier) -> None:
    made = dossier_to_dict(dossier)
    assert set(KEYS) <= set(made)
    assert set(made["reports"]["bay"]) >= {"sha256", "outlet", "title", "published", "published_basis"}
    assert made["reports"]["bay"]["published"] == "2023-05-03"
    assert made["reports"]["bay"]["published_basis"] == "dateline"
    assert made["reports"]["hostile"]["published"] is None
    claim = made["claims"][0]
    assert claim["status"] == "disputed"
    assert claim["origins"] == ["officials (unnamed)"]
    assert claim["holders"][0]["speaker"] == "officials (unnamed)"
    assert claim["holders"][0]["via"] == ["Bay Mirror"]
    assert set(claim["holders"][0]["evidence"][0]) == {"report", "start", "end"}
    assert made["events"][0]["date"] == "2023-05-03"
    assert made["events"][1]["date"] is None


def test_spans_are_the_words(dossier: Dossier) -> None:
    made = dossier_to_dict(dossier)
    statement = made["statements"][1]
    text = made["reports"][statement["report"]]["text"]

    def words(span: list[int]) -> str:
        return text[span[0] : span[1]]

    assert words(statement["source"]) == "port spokeswoman Ada Lunt"
    assert words(statement["cue"]) == "said"
    assert [words(span) for span in statement["content"]] == ['"There was no sale,"']
    assert statement["said_on"] == "2023-05-03"
    value = made["discrepancies"][0]["values"][1]
    assert made["reports"][value["report"]]["text"][value["start"] : value["end"]] == "35 million crowns"


def test_joint_speakers_are_one_name_and_a_list(dossier: Dossier) -> None:
    statement = dossier_to_dict(dossier)["statements"][3]
    assert statement["speaker"] == "officials (unnamed) and Port of Orlan"
    assert statement["speakers"] == ["officials (unnamed)", "Port of Orlan"]


def test_what_tells_about_the_article_is_furniture_of_kind_byline(dossier: Dossier) -> None:
    kinds = [piece["kind"] for piece in dossier_to_dict(dossier)["furniture"]]
    assert kinds == ["byline", "promo"]


def test_the_text_comes_out_as_it_went_in(dossier: Dossier) -> None:
    written = write_json([dossier])
    assert written.endswith("}\n")
    assert json.loads(written)["stories"][0]["reports"]["hostile"]["text"] == dossier.reports[1].text
    assert written == write_json([dossier])


def test_no_dossiers_is_still_an_object() -> None:
    assert json.loads(write_json([])) == {"stories": []}
    assert write_jsonl([]) == ""


def test_jsonl_is_one_dossier_a_line(dossier: Dossier) -> None:
    lines = write_jsonl([dossier, dossier]).splitlines()
    assert [json.loads(line)["story"] for line in lines] == [dossier.story] * 2


def test_every_writer_ends_its_last_line(dossier: Dossier) -> None:
    for name, write in EXPORTERS.items():
        written = write([dossier])
        for content in [written] if isinstance(written, str) else [text for _, text in written.files]:
            assert isinstance(content, bytes) or content.endswith("\n") or not content, name
