"""Score the stories with gold: ``python -m benchmarks.accuracy SHARED [STORY ...] [--out FOLDER]``.

SHARED is a folder with ``stories/NAME/gold.json``, each beside its reports, and with the scorer
``score_dossier.py``. Prints one column a story and the mean of each measure; with ``--out`` the
dossiers are kept as JSON. The measures are described in the scorer.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from onrecord.adapters.pages import read_pages
from onrecord.exports.json import dossier_to_dict
from onrecord.models import load_models
from onrecord.pipeline import analyse, build
from onrecord.records import Dossier, Page
from onrecord.settings import Settings

REPORT_ENDINGS = {".txt", ".html", ".jsonl", ".csv"}


def load_scorer(shared: Path) -> ModuleType:
    """The scorer that stands beside the gold; FileNotFoundError if there is none."""
    spec = importlib.util.spec_from_file_location("score_dossier", shared / "score_dossier.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def read_story(folder: Path) -> Dossier:
    """All reports of one folder as one story."""
    inputs = sorted(path for path in folder.iterdir() if path.suffix in REPORT_ENDINGS)
    pages = [page for page in read_pages(inputs, settings=Settings()) if isinstance(page, Page)]
    models = load_models()
    return build([analyse(page, models=models) for page in pages], title=folder.name)


def score_stories(shared: Path, names: list[str] | None = None, out: Path | None = None) -> dict[str, dict[str, float]]:
    """Measure -> story -> score, for every story that has gold; "mean" is the mean over stories."""
    scorer = load_scorer(shared)
    scores: dict[str, dict[str, float]] = {}
    for folder in sorted(path.parent for path in (shared / "stories").glob("*/gold.json")):
        if names and folder.name not in names:
            continue
        dossier: dict[str, Any] = dossier_to_dict(read_story(folder))
        if out:
            out.mkdir(parents=True, exist_ok=True)
            text = json.dumps({"stories": [dossier]}, ensure_ascii=False, indent=1)
            (out / f"{folder.name}.json").write_text(text, encoding="utf-8")
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        for measure, value in scorer.score(dossier, gold).items():
            if value is not None:
                scores.setdefault(measure, {})[folder.name] = value
    for row in scores.values():
        row["mean"] = sum(row.values()) / len(row)
    return scores


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("story", nargs="*")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args(arguments)
    scores = score_stories(options.shared, options.story, options.out)
    columns = [*sorted({name for row in scores.values() for name in row} - {"mean"}), "mean"]
    print(f"{'measure':24s}" + "".join(f"{name[:14]:>15s}" for name in columns))
    for measure, row in scores.items():
        cells = (f"{row[name]:15.3f}" if name in row else f"{'':>15s}" for name in columns)
        print(f"{measure:24s}" + "".join(cells))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
