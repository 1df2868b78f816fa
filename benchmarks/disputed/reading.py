"""The annotated stories and the reports they point into."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from benchmarks.pages import make_page
from onrecord.records import Page

ANNOTATED = Path(__file__).with_name("stories.jsonl")


def read_annotated(path: Path = ANNOTATED) -> list[dict[str, Any]]:
    """The stories in the form that ``encode`` writes; README.md tells what each key holds."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def read_pages_by_digest(shared: Path) -> dict[str, Page]:
    """The reports of SHARED/data/basil by the digest of their text; FileNotFoundError where the folder lacks them."""
    lines = (shared / "data/basil/reports.jsonl").read_text("utf-8").splitlines()
    records = list(map(json.loads, lines))
    return {hashlib.sha256(record["text"].encode()).hexdigest(): make_page(record) for record in records}
