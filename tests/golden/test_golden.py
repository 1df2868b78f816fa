"""The dossiers of the sample stories are what they were; a change is made with rewrite.py and read."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from sample_dossiers import EXCERPT, README, SAMPLES, golden_path, keep, read_story, show

from onrecord.records import Dossier

FOLDERS = sorted(path for path in SAMPLES.iterdir() if path.is_dir())
REMEDY = "run tests/golden/rewrite.py and read the difference"


@cache
def story(folder: Path) -> Dossier:
    return read_story(folder)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_dossier_is_golden(folder: Path) -> None:
    golden = golden_path(folder)
    assert golden.is_file(), f"{golden.name} is missing: {REMEDY}"
    assert keep(story(folder)) == golden.read_text(encoding="utf-8"), REMEDY


def test_the_readme_shows_the_real_dossier() -> None:
    shown = EXCERPT.search(README.read_text(encoding="utf-8"))
    assert shown, "the README has lost its excerpt"
    assert shown.group() == show(story(SAMPLES / "tunnel-fire")), REMEDY


def test_nothing_found_in_the_sample_is_left_out() -> None:
    assert story(SAMPLES / "tunnel-fire").left_out == ()


def test_the_python_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code = re.search(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert code
    monkeypatch.chdir(README.parent)
    exec(compile(code[1], "README.md", "exec"), {})  # the README's own words
    expected = [f"{claim.status} {claim.proposition}" for claim in story(SAMPLES / "tunnel-fire").claims]
    assert capsys.readouterr().out.splitlines() == expected
