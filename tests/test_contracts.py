"""The architecture is held by import contracts that fail when they are broken, and by what each import costs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the source, to be broken."""
    folder = tmp_path / "house"
    shutil.copytree(
        CHECKOUT / "src", folder / "src", ignore=shutil.ignore_patterns("*.onnx", "__pycache__", "*.egg-info")
    )
    shutil.copy(CHECKOUT / "pyproject.toml", folder)
    return folder


def broken_contracts(house: Path) -> set[str]:
    """The contracts that do not hold in ``house``."""
    script = """
import json, sys
from importlinter import cli
from importlinter.application import output
sys.exit(cli.lint_imports(no_cache=True))
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house / "src"), "COLUMNS": "300"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Contracts" in done.stdout, done.stdout + done.stderr
    return {line.rsplit(" BROKEN", 1)[0].strip() for line in done.stdout.splitlines() if " BROKEN" in line}


def test_the_contracts_hold(house: Path) -> None:
    assert broken_contracts(house) == set()


VIOLATIONS = {
    "Imports go one way": ("models/__init__.py", "import onrecord.pipeline"),
    "Stages never import one another": ("stages/timeline.py", "import onrecord.stages.dossier"),
    "Records are of the standard library only": ("records/values.py", "import numpy"),
    "Stages are pure": ("stages/dossier.py", "import time"),
    "spaCy": ("stages/timeline.py", "def read():\n    import spacy.tokens"),
    "onnxruntime": ("pipeline.py", "import onnxruntime"),
    "trafilatura": ("stages/dossier.py", "import trafilatura"),
    "rensa": ("stages/dossier.py", "import rensa"),
    "SQL": ("pipeline.py", "import sqlite3"),
    "Typer and rich": ("exports/json.py", "import rich.table"),
    "Starlette": ("faces/cli/commands.py", "import starlette.routing"),
    "pyarrow": ("exports/csv.py", "import pyarrow"),
    "The MCP SDK": ("library.py", "def read():\n    import mcp.types"),
    "Jinja": ("stages/dossier.py", "import jinja2"),
}
"""The beginning of each contract's name, and a line in a module that breaks it."""


def test_each_contract_fails_when_broken(house: Path) -> None:
    for module, line in VIOLATIONS.values():
        with (house / "src" / "onrecord" / module).open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    project = tomllib.loads((house / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {contract["name"] for contract in project["tool"]["importlinter"]["contracts"]}
    assert len(contracts) == len(VIOLATIONS)
    assert broken_contracts(house) == contracts


def test_every_stage_that_the_pipeline_calls_is_a_noun_under_stages() -> None:
    lines = (CHECKOUT / "src/onrecord/pipeline.py").read_text(encoding="utf-8").splitlines()
    stages = [line.split()[1] for line in lines if line.startswith("from onrecord.stages.")]
    assert stages == sorted(set(stages))
    assert all(stage.count(".") == 2 for stage in stages), "the pipeline sees a stage's front, not its inside"
    assert len(lines) <= 100, "pipeline.py is to be read on one screen"


def test_no_index_and_no_local_path_is_named_in_the_lock() -> None:
    lock = (CHECKOUT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "--index" not in lock
    assert "--find-links" not in lock


def test_the_lock_holds_every_requirement_with_a_hash() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["parquet"], *extras["mcp"], *extras["dev"]]
    wanted.remove("onrecord[parquet,mcp]")  # what it asks for stands beside it
    lock = (CHECKOUT / "requirements.lock").read_text(encoding="utf-8").lower()
    pinned = {entry.split("==")[0]: entry for entry in lock.replace("\\\n", " ").splitlines() if "==" in entry}
    for requirement in wanted:
        name = requirement.split(">")[0].split("<")[0].split("=")[0].split("[")[0].strip().lower().replace("_", "-")
        assert name in pinned, f"{name} is not in requirements.lock: run make lock"
        assert "--hash=sha256:" in pinned[name]
