"""What the documents say is so: every command, option and public name is there, and the Python runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

import onrecord
from onrecord.faces.cli.commands import app

CHECKOUT = Path(__file__).parent.parent
COMMANDS = (CHECKOUT / "docs" / "commands.md").read_text(encoding="utf-8")
PYTHON = (CHECKOUT / "docs" / "python.md").read_text(encoding="utf-8")
LISTED = get_command(app).commands  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", sorted(LISTED))
def test_every_command_and_option_is_documented(command: str) -> None:
    assert f"\n## {command}\n" in COMMANDS
    before, _, rest = COMMANDS.partition(f"\n## {command}\n")
    general, own = before[: before.index("\n## ")] if "\n## " in before else before, rest.partition("\n## ")[0]
    assert f"onrecord {command}" in own
    for parameter in LISTED[command].params:
        for name in parameter.opts:
            if name.startswith("--") and name != "--help":
                assert f"`{name}" in general + own, name


def test_no_option_is_documented_that_is_not_there() -> None:
    there = {name for command in LISTED.values() for parameter in command.params for name in parameter.opts}
    assert set(re.findall(r"--[a-z][a-z-]*", COMMANDS)) <= there | {"--help"}


def test_every_public_name_is_there_and_documented() -> None:
    for name in onrecord.__all__:
        assert getattr(onrecord, name) is not None
        assert re.search(rf"\b{name}\b", PYTHON), name
    assert sorted(onrecord.__all__) == onrecord.__dir__()
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        getattr(onrecord, "nonsense")  # noqa: B009 - the name is none that a checker should see


def test_every_method_of_a_library_is_documented() -> None:
    for name in vars(onrecord.Library):
        if not name.startswith("_"):
            assert f"`{name}(" in PYTHON or f"{name}(" in PYTHON, name


@pytest.mark.usefixtures("models")
def test_the_python_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "samples").symlink_to(CHECKOUT / "samples")
    monkeypatch.chdir(tmp_path)
    known: dict[str, object] = {}
    blocks = re.findall(r"```python\n(.*?)```", PYTHON, re.DOTALL)
    assert len(blocks[0].strip().splitlines()) <= 7
    for block in blocks:
        exec(compile(block, "docs/python.md", "exec"), known)
    printed = capsys.readouterr().out
    assert "disputed" in printed and "denies" in printed
    assert (tmp_path / "dossier.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert known["total"]
