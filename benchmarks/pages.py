"""Reports of the corpora as pages."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from onrecord.records import Page, When


def make_page(record: dict[str, Any]) -> Page:
    """One record as a page."""
    day = [int(part) for part in record["date"].split("-")] if record.get("date") else None
    return Page(
        name=record["id"],
        text=record["text"],
        sha256=hashlib.sha256(record["text"].encode()).hexdigest(),
        where=record["id"],
        outlet=record.get("publisher"),
        title=record.get("headline"),
        published=When.on(*day) if day else None,
    )


def read_pages(folder: Path) -> list[Page]:
    """The reports of a story's folder: reports.jsonl, or text files."""
    records = []
    if (folder / "reports.jsonl").exists():
        records = [json.loads(line) for line in (folder / "reports.jsonl").read_text("utf-8").splitlines()]
    else:
        records = [{"id": path.stem, "text": path.read_text("utf-8")} for path in sorted(folder.glob("*.txt"))]
    return [make_page(record) for record in records]
