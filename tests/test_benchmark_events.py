"""The benchmark of events reads both kinds of file and says what it cannot read. All records are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks.events import Actor, main, read_records

RECORD = {
    "text": "Kenya attacked Uganda on Tuesday.",
    "event": "FIGHT",
    "source": [{"code": "KEN", "sector": "MIL"}],
    "target": [{"code": "UGA"}],
}


@pytest.mark.parametrize(
    "shape",
    [
        json.dumps([RECORD, {"event": "DOCUMENT", "text": "x"}]),
        json.dumps({"records": [RECORD]}),
        json.dumps(RECORD),
        json.dumps(RECORD) + "\n" + json.dumps({**RECORD, "type": "DOCUMENT"}) + "\n",
    ],
)
def test_records_come_in_a_list_an_object_or_one_a_line(shape: str, tmp_path: Path) -> None:
    (tmp_path / "gsr.json").write_text(shape, encoding="utf-8")
    (record,) = read_records(tmp_path / "gsr.json")
    assert (record.event, record.sources, record.targets) == ("FIGHT", (Actor("", "KEN"),), (Actor("", "UGA"),))


def test_types_and_actors_are_scored_from_the_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "gsr.json").write_text(json.dumps([RECORD]), encoding="utf-8")
    assert main([str(tmp_path / "gsr.json")]) == 0
    scores = dict(line.split() for line in capsys.readouterr().out.splitlines())
    assert (scores["type.accuracy"], scores["actors.f1"]) == ("100.0", "100.0")


def test_roots_are_scored_with_actors_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "sentence\tsource\ttarget\tgold_root\nKenya attacked Uganda on Tuesday.\tKenya\tUganda\tASSAULT\n"
    (tmp_path / "plv.tsv").write_text(rows, encoding="utf-8")
    assert main([str(tmp_path / "plv.tsv")]) == 0
    scores = dict(line.split() for line in capsys.readouterr().out.splitlines())
    assert scores["root.accuracy"] == scores["rules.accuracy"] == "100.0"


def test_a_file_of_another_kind_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "plv.tsv").write_text("sentence\tsource\n", encoding="utf-8")
    assert main([str(tmp_path / "plv.tsv")]) == 1
    assert "plv.tsv: no column gold_root" in capsys.readouterr().err
