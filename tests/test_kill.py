"""A kill at any moment: the store opens, all that was confirmed is there once, and the next run completes it.

Real processes, really killed (SIGKILL), at moments drawn from a seed.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest
from invented import make_page, make_pages, write_reports

import onrecord
from onrecord.exports import EXPORTERS
from onrecord.models import Models
from onrecord.records import Page

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")

HERE = Path(__file__).parent
CHEAP = """
import sys
from invented import make_analysis, make_page, make_pages
from onrecord.adapters.store import Store
pages = [make_page(f"{page.name}-{i}", f"{page.text} {i}") for i in range(8) for page in make_pages()]
with Store(sys.argv[1], create=True) as store:
    for count, page in enumerate(pages):
        if store.reports.add(make_analysis(page), version="1"):
            print("stored", page.sha256, flush=True)
        if count % 3 == int(sys.argv[2]):
            store.stories.settle()
    store.stories.settle()
print("done", flush=True)
"""
"""Stores 72 reports with analyses that cost nothing, some thousand a second, and puts them into stories in between."""


def start(*command: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(HERE), "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(
        [sys.executable, *command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    )


def kill_after(process: subprocess.Popen[str], confirmed: int, seconds: float) -> set[str]:
    """Kill once so many reports are confirmed and so many seconds went by; the sha256 of all that were confirmed."""
    assert process.stdout is not None
    lines: list[str] = []
    while sum("stored" in line for line in lines) < confirmed and (line := process.stdout.readline()):
        lines.append(line)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate()
    # A line that was cut off in its middle confirms nothing.
    lines += [line for line in rest.splitlines(keepends=True) if line.endswith("\n")]
    return {line.split()[-1] for line in lines if "stored" in line}


def check(db: Path, confirmed: set[str]) -> list[str]:
    """The store opens, is sound, has all that was confirmed and nothing twice; the sha256 of its reports."""
    if not db.exists():
        assert not confirmed
        return []
    with onrecord.Library(db, create=True) as library:
        assert library is not None
    connection = sqlite3.connect(db)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    stored = [sha256 for (sha256,) in connection.execute("SELECT sha256 FROM reports")]
    connection.close()
    assert len(stored) == len(set(stored))
    assert confirmed <= set(stored)
    return stored


def test_killing_a_writer_at_random_moments(tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    confirmed: set[str] = set()
    random = Random(20220314)
    kills = 0
    for _ in range(8):
        process = start("-c", CHEAP, str(db), "0")
        confirmed |= kill_after(process, random.randint(0, 8), random.uniform(0, 0.03))
        kills += process.returncode == -signal.SIGKILL
        check(db, confirmed)
    assert kills > 4
    done = start("-c", CHEAP, str(db), "0")
    assert "done" in done.communicate()[0]
    assert len(check(db, confirmed)) == 72


def test_two_writers_at_once(tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    first, second = (start("-c", CHEAP, str(db), rest) for rest in "01")
    outputs = [process.communicate()[0] for process in (first, second)]
    assert all("done" in output for output in outputs), outputs
    confirmed = [line.split()[-1] for output in outputs for line in output.splitlines() if "stored" in line]
    assert len(confirmed) == len(set(confirmed)) == 72
    assert len(check(db, set(confirmed))) == 72


def read(pages: Path, db: Path, *options: str) -> subprocess.Popen[str]:
    return start("-m", "onrecord", "read", str(pages), "--db", str(db), *options)


def test_killing_real_runs(tmp_path: Path, models: Models) -> None:
    pages: list[Page] = [*make_pages(), make_page("short", "Piet Aasgard said that the boats of Norvik would sail.")]
    file, db = write_reports(tmp_path, pages), tmp_path / "a.db"
    confirmed: set[str] = set()
    random = Random(7)
    # Early, in the middle, and about when all reports are stored and their stories are worked out.
    for wanted in (0, random.randint(2, 4), len(pages) - 2):
        already = len(check(db, confirmed))
        process = read(file, db, "--verbose")
        confirmed |= kill_after(process, max(0, wanted - already), random.uniform(0, 0.3))
        check(db, confirmed)
        assert process.returncode == -signal.SIGKILL
    assert len(confirmed) >= len(pages) - 2
    done = read(file, db, "--format", "json", "--quiet")
    output, _ = done.communicate()
    assert done.returncode == 0
    assert len(check(db, confirmed)) == len(pages)
    undisturbed = onrecord.read(file)
    assert json.loads(output) == json.loads(EXPORTERS["json"](undisturbed.dossiers))
    assert output == EXPORTERS["json"](undisturbed.dossiers)


def test_two_real_runs_at_once(tmp_path: Path) -> None:
    pages, db = make_pages(), tmp_path / "a.db"
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    files = write_reports(tmp_path / "one", pages[:6]), write_reports(tmp_path / "two", pages[3:])
    runs = [read(file, db, "--format", "json") for file in files]
    outputs = [run.communicate()[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0], outputs
    assert len(check(db, set())) == 9
    with onrecord.Library(db) as library:
        assert sorted(row.reports for row in library.list_stories()) == [3, 3, 3]
