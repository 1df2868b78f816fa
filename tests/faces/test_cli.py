"""The commands, run in this process with analyses that cost nothing."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from invented import make_analysis, make_pages, write_reports

from onrecord import building
from onrecord.exports import EXPORTERS
from onrecord.faces.cli import main


class Ran(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


type Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs a command in an empty folder."""
    monkeypatch.setattr(building, "analyse_page", make_analysis)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_DB", raising=False)
    monkeypatch.delenv("COLUMNS", raising=False)

    def run(*words: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["onrecord", *words])
        capsys.readouterr()
        with pytest.raises(SystemExit) as stop:
            main()
        captured = capsys.readouterr()
        return Ran(int(stop.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write_reports(tmp_path, make_pages())


def test_reads_into_a_store_in_this_folder_and_shows(run: Run, file: Path, tmp_path: Path) -> None:
    ran = run("read", str(file), "--story", "All of it")
    assert ran.status == 0
    assert ran.out.startswith("All of it\n9 reports")
    assert ran.err == ""
    assert (tmp_path / "onrecord.db").exists()
    assert run("read", str(file)) == ran


def test_json_is_one_object_with_a_dossier_a_story(run: Run, file: Path) -> None:
    ran = run("read", str(file), "--format", "json")
    assert [len(story["reports"]) for story in ran.json["stories"]] == [3, 3, 3]
    assert run("read", str(file), "-f", "json") == ran
    assert run("show", "1", "-f", "json").json["stories"] == [
        story
        for story in ran.json["stories"]
        if story["story"] == run("stories", "-f", "json").json["stories"][0]["title"]
    ]


BUNDLES = {"brat", "csv", "parquet"}


@pytest.mark.parametrize("format", sorted(set(EXPORTERS) - BUNDLES))
def test_every_format_there_is(run: Run, file: Path, tmp_path: Path, format: str) -> None:
    ran = run("read", str(file), "--format", format)
    assert ran.status == 0 and ran.out
    out = tmp_path / f"out.{format}"
    assert run("read", str(file), "--format", format, "--out", str(out)) == Ran(0, "", "")
    assert out.read_text(encoding="utf-8") == ran.out
    assert not list(tmp_path.glob(".*.part"))


@pytest.mark.parametrize("format", sorted(EXPORTERS))
def test_a_story_is_exported(run: Run, file: Path, tmp_path: Path, format: str) -> None:
    run("read", str(file), "--story", "All of it")
    assert run("export", "all of", "--format", format, "--out", "made.zip") == Ran(0, "", "")
    assert (tmp_path / "made.zip").stat().st_size
    assert zipfile.is_zipfile(tmp_path / "made.zip") == (format in BUNDLES)


@pytest.mark.parametrize("out", ["folder", "here/", "made.csv"])
def test_tables_are_files_in_a_folder_or_side_by_side(run: Run, file: Path, tmp_path: Path, out: str) -> None:
    run("read", str(file), "--story", "All of it")
    (tmp_path / "here").mkdir()
    assert run("export", "1", "--format", "csv", "--out", out) == Ran(0, "", "")
    made = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.csv")}
    tables = ("statements", "claims", "holders", "events", "lineage")
    if out == "made.csv":
        assert made == {"made.csv", *(f"made-{table}.csv" for table in tables[1:])}
    else:
        assert made == {f"{out.strip('/')}/{table}.csv" for table in tables}


def test_standard_output_takes_the_main_table_and_says_so(run: Run, file: Path) -> None:
    run("read", str(file), "--story", "All of it")
    ran = run("export", "1", "-f", "csv")
    assert ran.status == 0 and ran.out.startswith("story,statement,speaker,")
    assert ran.err.startswith("onrecord: standard output has statements.csv; not written: claims.csv")
    assert run("export", "1", "-f", "brat", "--out", "made.ann").status == 1
    wrong = run("export", "1", "-f", "xml")
    assert wrong.status == 2 and "web-annotation" in wrong.err


def test_many_stories_are_listed_for_people(run: Run, tmp_path: Path) -> None:
    texts = ["Okra prices rose.", "Lanterns sank.", "Violins burned.", "Beavers returned."]
    (tmp_path / "in").mkdir()
    for i, text in enumerate(texts):
        (tmp_path / "in" / f"{i}.txt").write_text(text, encoding="utf-8")
    ran = run("read", "in", "--db", "a b.db")
    assert ran.out.count("1 report by 1 outlet") == 4
    assert "Show one of them: onrecord show NUMBER --db 'a b.db'" in ran.out
    assert len(run("read", "in", "--db", "a b.db", "-f", "json").json["stories"]) == 4


def test_what_is_refused_is_named_and_the_rest_is_read(run: Run, file: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    ran = run("read", str(file), str(tmp_path / "empty.txt"), "nowhere", "-f", "json")
    assert ran.status == 1
    assert len(ran.json["stories"]) == 3
    lines = ran.err.splitlines()
    assert len(lines) == 2
    assert all(line.startswith("onrecord: ") for line in lines)
    assert any("empty.txt" in line for line in lines) and any("nowhere" in line for line in lines)


def test_nothing_readable(run: Run, tmp_path: Path) -> None:
    assert run("read", "nowhere", "-f", "json").json == {"stories": []}
    ran = run("read", "nowhere", "--quiet")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.count("\n") == 1
    assert not (tmp_path / "onrecord.db").exists()


def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    text = make_pages()[0].text.encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    assert len(run("read", "-", "-f", "json").json["stories"]) == 1


def test_each_report_is_confirmed_when_asked(run: Run, file: Path) -> None:
    names = [line.split()[2] for line in run("read", str(file), "--verbose").err.splitlines()]
    assert sorted(names) == sorted(page.name for page in make_pages())
    assert all(" known " in line for line in run("read", str(file), "-v").err.splitlines())


def test_the_store_can_be_named_twice_over(
    run: Run, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_DB", str(tmp_path / "one.db"))
    assert run("read", str(file)).status == 0
    assert run("read", str(file), "--db", str(tmp_path / "two.db")).status == 0
    assert {path.name for path in tmp_path.glob("*.db")} == {"one.db", "two.db"}
    assert len(run("stories", "-f", "json").json["stories"]) == 3


def test_lists(run: Run, file: Path) -> None:
    run("read", str(file))
    stories = run("stories")
    assert stories.out.count("3 reports by 3 outlets, undated;") == 3
    assert {row["reports"] for row in run("stories", "-f", "json").json["stories"]} == {3}
    reports = run("reports", "-f", "json").json["reports"]
    assert [row["name"] for row in reports] == sorted(page.name for page in make_pages())
    assert all(row["name"] in run("reports").out for row in reports)


def test_who(run: Run, file: Path) -> None:
    run("read", str(file))
    ran = run("who", "aasgard")
    assert ran.out.startswith("Piet Aasgard\nperson; ")
    assert "SAID" in ran.out
    (speaker,) = run("who", "aasgard", "-f", "json").json["speakers"]
    assert speaker["name"] == "Piet Aasgard" and speaker["statements"]
    assert {"act", "content", "report", "start", "end", "story"} <= set(speaker["statements"][0])


def test_search(run: Run, file: Path) -> None:
    run("read", str(file))
    ran = run("search", "overtime", "pledge", "--act", "asserts")
    assert "Piet Aasgard asserts" in ran.out
    found = run("search", "overtime", "pledge", "--limit", "1", "-f", "json").json
    assert len(found["statements"]) == 1 < found["total"]
    assert (
        f"… {found['total'] - 1} more: add --limit {found['total']}"
        in run("search", "overtime", "pledge", "-n", "1").out
    )
    assert run("search", "--speaker", "AASGARD", "-f", "json").json["total"] > 0
    nothing = run("search", "unicorn")
    assert (nothing.status, nothing.out) == (0, "Nothing found in the reports that are stored.\n")


def test_search_by_day_takes_years_and_months(run: Run, tmp_path: Path) -> None:
    rows = [
        {"id": f"r{day}", "text": f"Ida Moll said it rained on the {day}.", "date": day, "publisher": "Skarn Echo"}
        for day in ("2031-04-30", "2031-05-01", "2031-05-31", "2031-06-01")
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    run("read", "in.jsonl")

    def count(*words: str) -> int:
        return int(run("search", "rained", *words, "-f", "json").json["total"])

    assert count("--since", "2031-05") == 3
    assert count("--until", "2031-05") == 3
    assert count("--since", "2031-05-01", "--until", "2031-05-31") == 2
    assert count("--since", "2031", "--until", "2031") == 4
    assert count("--since", "2032") == count("--until", "2030-12-31") == 0


def test_remove(run: Run, file: Path) -> None:
    run("read", str(file))
    assert "dam-0" in run("remove", "dam-0").out
    assert [row["name"] for row in run("remove", "dam-1", "-f", "json").json["removed"]] == ["dam-1"]
    assert len(run("reports", "-f", "json").json["reports"]) == 7
    assert run("remove", "dam-0").status == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Usage: onrecord"),
        (("reed",), "No such command 'reed'"),
        (("read",), "Missing argument 'PATH"),
        (
            ("read", ".", "--format", "xml"),
            f"there is no format 'xml'; there are: terminal, {', '.join(sorted(EXPORTERS))}",
        ),
        (("stories", "--format", "html"), "there is no format 'html'; there are: terminal, json"),
        (("search",), "give some words, or one of --speaker"),
        (("search", "x", "--act", "sings"), "there is no act 'sings'; there are: asserts, denies"),
        (("search", "x", "--since", "May"), "'May' is no day; write 2022-03-14"),
        (("search", "x", "--until", "2031-13"), "is no day"),
        (("read", ".", "--story", " "), "the name is empty"),
        (("show",), "Missing argument 'STORY"),
    ],
)
def test_wrong_usage(run: Run, words: tuple[str, ...], said: str) -> None:
    ran = run(*words)
    assert ran.status == 2
    assert said in " ".join((ran.err + ran.out).split())


def test_a_wrong_variable_is_wrong_usage(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_MAX_BYTES", "many")
    ran = run("read", ".")
    assert ran.status == 2 and "ONRECORD_MAX_BYTES" in ran.err


@pytest.mark.parametrize("words", ["stories", "show 1", "who x", "search x", "reports", "remove x"])
def test_without_a_store(run: Run, words: str, tmp_path: Path) -> None:
    ran = run(*words.split())
    assert ran.status == 1 and ran.out == ""
    assert ran.err == (
        "onrecord: onrecord.db: there is no such store (read reports into it first, or name another with --db)\n"
    )
    assert not list(tmp_path.iterdir())


def test_what_is_not_there(run: Run, file: Path) -> None:
    run("read", str(file))
    for words in (("show", "99"), ("who", "Nobody"), ("remove", "nothing")):
        ran = run(*words)
        assert ran.status == 1 and ran.err.count("\n") == 1 and words[1] in ran.err


def test_a_file_that_is_no_store(run: Run, file: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("Call Ida on Monday.", encoding="utf-8")
    ran = run("read", str(file), "--db", "notes.db")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == "onrecord: notes.db: is no database (name another file with --db)\n"


def test_an_output_that_cannot_be_written(run: Run, file: Path) -> None:
    ran = run("read", str(file), "--out", "no/such/folder/x.html", "-f", "html")
    assert ran.status == 1 and "cannot be written" in ran.err


def test_80_columns_suffice_and_colour_is_not_needed(run: Run, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("read", str(file))
    for words in (f"read {file}", "stories", "reports", "who a", "search said", "show 1 --all"):
        ran = run(*words.split())
        assert ran.status == 0
        assert max(map(len, ran.out.splitlines())) <= 80, words
        assert "\x1b" not in ran.out
        assert not any(line != line.rstrip() for line in ran.out.splitlines())
    monkeypatch.setenv("COLUMNS", "60")
    assert max(map(len, run("show", "1", "--all").out.splitlines())) <= 60


def test_hostile_text_reaches_no_terminal(run: Run, tmp_path: Path) -> None:
    row = {"id": "a\x1b[31m", "publisher": "P\u202eost", "headline": "[bold]H[/]", "text": "Ida said \x1b]0;x\x07 no."}
    (tmp_path / "in.jsonl").write_text(json.dumps(row), encoding="utf-8")
    for words in ("read in.jsonl -v", "stories", "reports", "who ida", "search ida", "show 1"):
        ran = run(*words.split())
        assert not {"\x1b", "\u202e", "\x07"} & set(ran.out + ran.err), words


def test_version(run: Run) -> None:
    assert run("--version").out.strip()[0].isdecimal()
