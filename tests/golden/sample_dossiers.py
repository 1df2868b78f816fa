"""The sample stories as dossiers, and what is kept of them: golden JSON, and the excerpt in the README."""

from __future__ import annotations

import json
import re
from io import StringIO
from pathlib import Path

from rich.console import Console

from onrecord.adapters.pages import read_pages
from onrecord.exports.json import dossier_to_dict
from onrecord.faces.cli.dossier_view import view_dossier
from onrecord.models import load_models
from onrecord.pipeline import analyse, build
from onrecord.records import Dossier, Page
from onrecord.settings import Settings

CHECKOUT = Path(__file__).resolve().parents[2]
SAMPLES = CHECKOUT / "samples"
README = CHECKOUT / "README.md"
EXCERPT = re.compile(r"(?<=<!-- excerpt -->\n```text\n).*?(?=```)", re.DOTALL)
"""The dossier in the README: tests/golden/rewrite.py writes it and a test compares it."""
LIMITS = {
    "disputes": 1, "claims": 2, "divergences": 1, "lineage": 3, "timeline": 3, "people": 3, "sources": 3,
}  # fmt: skip
"""Lines of each section that the README shows."""


def read_story(folder: Path) -> Dossier:
    """The dossier of the reports in a folder."""
    pages = [page for page in read_pages([folder], settings=Settings()) if isinstance(page, Page)]
    models = load_models()
    return build([analyse(page, models=models) for page in pages])


def keep(dossier: Dossier) -> str:
    """The dossier as golden JSON: without the texts, which the sample holds."""
    kept = dossier_to_dict(dossier)
    for report in kept["reports"].values():
        del report["text"]
    return json.dumps(kept, ensure_ascii=False, indent=1) + "\n"


def golden_path(folder: Path) -> Path:
    """Where the golden dossier of a sample story lies."""
    return Path(__file__).parent / f"{folder.name}.json"


def show(dossier: Dossier) -> str:
    """The dossier as the README shows it: 80 columns, no colour, the first lines of each section."""
    out = StringIO()
    console = Console(file=out, width=80, color_system=None, highlight=False)
    console.print(view_dossier(dossier, limits=LIMITS))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"
