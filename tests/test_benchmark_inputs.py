"""The four benchmarks of claims, copies and stories on odd files: what can be read is, what cannot is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks import claimdiff, lineage, stories
from benchmarks.nli import FormatError, read_pairs
from invented import MATTERS

PAIR = {"src": "made", "premise": "The quay is shut.", "hypothesis": "It is open.", "label": "c"}
QUESTION = {"claim_a": "The quay is shut.", "claim_b": "It is open.", "relation": 0, "topic": "quay"}


def report(number: int, **more: object) -> dict[str, object]:
    text = MATTERS["dam"][number]
    return {
        "id": f"r{number}",
        "headline": text.splitlines()[0],
        "text": text,
        "date": f"2023-05-0{number + 1}",
        **more,
    }


def write_lines(file: Path, records: list[dict[str, object]], *, end: str = "\n", mark: bytes = b"") -> Path:
    file.write_bytes(mark + "".join(json.dumps(record) + end for record in records).encode())
    return file


@pytest.mark.parametrize(("end", "mark"), [("\r\n", b""), ("\n", b"\xef\xbb\xbf"), ("\r\n", b"\xef\xbb\xbf")])
def test_line_ends_and_byte_order_marks_are_no_text(tmp_path: Path, end: str, mark: bytes) -> None:
    (pair,) = read_pairs(write_lines(tmp_path / "pairs.jsonl", [PAIR], end=end, mark=mark))
    assert (pair.premise, pair.label) == ("The quay is shut.", "c")
    file = tmp_path / "strength.json"
    file.write_bytes(mark + json.dumps({"data": [QUESTION]}, indent=1).replace("\n", end).encode())
    (question,) = claimdiff.read_questions(file)
    assert (question.other, question.answer) == ("It is open.", False)
    records = [report(0, story="dam"), report(1)]
    pages, gold = stories.read_reports(write_lines(tmp_path / "reports.jsonl", records, end=end, mark=mark))
    assert [page.name for page in pages] == ["r0", "r1"]
    assert gold == {pages[0].key: "dam"}


def test_a_pair_need_not_tell_its_set(tmp_path: Path) -> None:
    (pair,) = read_pairs(write_lines(tmp_path / "a.jsonl", [{k: v for k, v in PAIR.items() if k != "src"}]))
    assert pair.src == ""


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    text = json.dumps(PAIR).replace("quay", "qu\xe4y")
    (tmp_path / "latin.jsonl").write_bytes(text.encode("latin1"))
    with pytest.raises(FormatError, match=r"latin\.jsonl:1"):
        [*read_pairs(tmp_path / "latin.jsonl")]


@pytest.mark.parametrize("bad", [{"relation": 2}, {"relation": "yes"}, {"claim_a": 3}, {"claim_b": None}])
def test_a_question_that_is_none_is_named(tmp_path: Path, bad: dict[str, object]) -> None:
    file = tmp_path / "strength.json"
    file.write_text(json.dumps({"data": [QUESTION, QUESTION | bad]}))
    with pytest.raises(SystemExit, match=r"strength\.json: pair 2"):
        claimdiff.main([str(file)])
    file.write_text(json.dumps({"data": [{k: v for k, v in QUESTION.items() if k not in bad}]}))
    with pytest.raises(SystemExit, match=r"strength\.json: pair 1"):
        claimdiff.main([str(file)])


@pytest.mark.parametrize("content", ["", "\n\n", "[]", '{"data": []}'])
def test_an_empty_file_is_named(tmp_path: Path, content: str, capsys: pytest.CaptureFixture[str]) -> None:
    for name, main in (("reports.jsonl", stories.main), ("others.jsonl", lambda a: lineage.main([*a, "--seed", "1"]))):
        (tmp_path / name).write_text(content)
        assert main([str(tmp_path / name)]) == 1
        told = capsys.readouterr()
        assert name in told.err
        assert "f1" not in told.out
        assert "ari" not in told.out
    (tmp_path / "weak.json").write_text(content)
    with pytest.raises(SystemExit, match=r"weak\.json"):
        claimdiff.main([str(tmp_path / "weak.json")])


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for main in (stories.main, lambda a: lineage.main([*a, "--seed", "1"])):
        assert main([str(tmp_path / "gone.jsonl")]) == 1
        assert "gone.jsonl" in capsys.readouterr().err


def test_one_report_twice_is_one(tmp_path: Path) -> None:
    records = [report(0, story="dam"), report(0, story="dam"), report(1, story="dam")]
    pages, gold = stories.read_reports(write_lines(tmp_path / "reports.jsonl", records))
    assert len(pages) == len(gold) == 2


def test_what_many_reports_cost_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = " ".join(
        f"The ferry to island {n} was late by {n} hours, said keeper {n} of pier {n * 7}." for n in range(40)
    )
    file = write_lines(tmp_path / "reports.jsonl", [{"id": "long", "headline": "Ferries late", "text": words}])
    assert lineage.main([str(file), "--seed", "1", "--scale", "6"]) == 0
    told = dict(line.split() for line in capsys.readouterr().out.splitlines())
    assert float(told["scale.reports"]) == 6
    assert float(told["scale.pairs"]) >= 5
    assert {"scale.seconds", "scale.tenth.seconds", "scale.index_mb", "scale.peak_mb"} <= set(told)
