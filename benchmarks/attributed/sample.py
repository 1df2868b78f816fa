"""Draw the statements to be annotated: ``python -m benchmarks.attributed.sample SHARED OUT``.

Writes to OUT one numbered reading copy a report and ``anchors.jsonl`` with the spans of every statement drawn. Both
hold corpus text, so OUT is never a folder of the project. The draw hangs on SEED and the corpora alone but for the
anchors that onrecord itself finds (all of BASIL's, the nested ones of PolNeAR's), which are kept as offsets.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.attribution import Document, read_documents
from benchmarks.pages import make_page
from onrecord.models import load_models
from onrecord.records import Page
from onrecord.stages.clean import classify_blocks
from onrecord.stages.parse import parse_text
from onrecord.stages.statements import attribute_statements

SEED = 20
POLNEAR_REPORTS, POLNEAR_EACH, POLNEAR_NESTED = 24, 7, 2
BASIL_STORIES, BASIL_EACH = 9, 7
LONGEST = {"polnear": 800, "basil": 1700}
"""Words of a report (PolNeAR), of a story's reports together (BASIL): what one sitting can read well."""
VISIBLE = ("LePage", "Grimm")
"""The stories with gold that developers see: their BASIL twins are left out."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The spans of one statement to be annotated, by whom they were marked."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    by: str


def own_anchors(page: Page, *, nested: bool) -> list[Anchor]:
    """onrecord's own statements; only those within another's content where ``nested``."""
    blocks = classify_blocks(page)
    parse = parse_text(page.text, blocks, parser=load_models().parser)
    return [
        Anchor(
            source=((s.source.start, s.source.end),) if s.source else (),
            cue=((s.cue.start, s.cue.end),),
            content=tuple((c.start, c.end) for c in s.content),
            by="onrecord",
        )
        for s in attribute_statements(page, blocks, parse)
        if s.content and (s.parent is not None or not nested)
    ]


def draw_polnear(folder: Path, chance: random.Random) -> Iterator[tuple[Page, str, list[Anchor]]]:
    """Reports of PolNeAR with some of their gold attributions and some nested in them; each its own story."""
    documents: dict[str, Document] = {}
    for document in read_documents(folder):
        documents.setdefault(document.text, document)
    short = [d for d in documents.values() if len(d.text.split()) <= LONGEST["polnear"] and len(d.gold) >= 6]
    for document in sorted(chance.sample(short, POLNEAR_REPORTS), key=lambda d: d.name):
        name = document.name.rsplit("_", 1)[0]
        page = make_page({"id": name, "text": document.text})
        gold = [Anchor(t.source, t.cue, t.content, "polnear") for t in document.gold]
        drawn = chance.sample(gold, min(POLNEAR_EACH, len(gold)))
        inner = own_anchors(page, nested=True)
        yield page, name, drawn + chance.sample(inner, min(POLNEAR_NESTED, len(inner)))


def draw_basil(file: Path, chance: random.Random) -> Iterator[tuple[Page, str, list[Anchor]]]:
    """All three reports of some of BASIL's events, with some of onrecord's statements each."""
    stories: dict[str, list[dict[str, Any]]] = {}
    for line in file.read_text("utf-8").splitlines():
        record = json.loads(line)
        stories.setdefault(record["story"], []).append(record)
    fit = [
        key
        for key, records in sorted(stories.items())
        if sum(len(r["text"].split()) for r in records) <= LONGEST["basil"]
        and not any(word in r["text"][:400] for r in records for word in VISIBLE)
    ]
    for key in sorted(chance.sample(fit, BASIL_STORIES)):
        for record in sorted(stories[key], key=lambda r: r["id"]):
            page = make_page(record)
            own = own_anchors(page, nested=False)
            yield page, key, chance.sample(own, min(BASIL_EACH, len(own)))


def reading_copy(text: str, anchors: list[tuple[int, Anchor]]) -> str:
    """The report with each drawn statement's cue in numbered brackets, contents listed below."""
    marks = sorted((cue[0], cue[1], number) for number, anchor in anchors for cue in anchor.cue)
    parts, at = [], 0
    for start, end, number in marks:
        if start >= at:
            parts += [text[at:start], f"[{number}: ", text[start:end], "]"]
            at = end
    parts.append(text[at:])
    listed = [
        f"{n}: {' / '.join(text[a:b] for a, b in x.source) or '-'} | {' '.join(text[a:b] for a, b in x.cue)} | "
        + " // ".join(text[a:b] for a, b in x.content)[:110].replace("\n", " ")
        for n, x in anchors
    ]
    return "".join(parts) + "\n\n" + "\n".join(listed) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    chance = random.Random(SEED)
    number, lines = 0, []
    draws = [
        *(("polnear", d) for d in draw_polnear(options.shared / "data/polnear/dev", chance)),
        *(("basil", d) for d in draw_basil(options.shared / "data/basil/reports.jsonl", chance)),
    ]
    halves = {
        key: "held-out" if chance.random() < 0.5 else "development" for key in dict.fromkeys(d[1] for _, d in draws)
    }
    for count, (corpus, (page, story, anchors)) in enumerate(draws):
        numbered = []
        for anchor in sorted(anchors, key=lambda a: (a.cue, a.content)):
            numbered.append((number, anchor))
            record = {
                "number": number,
                "corpus": corpus,
                "story": story,
                "report": page.name,
                "sha256": page.sha256,
                "half": halves[story],
                "anchor": anchor.by,
                "source": anchor.source,
                "cue": anchor.cue,
                "content": anchor.content,
            }
            lines.append(json.dumps(record))
            number += 1
        head = f"##### {page.outlet or '-'} | {page.published} | {page.title}\n"
        (options.out / f"{count:02d}.txt").write_text(head + reading_copy(page.text, numbered), "utf-8")
    (options.out / "anchors.jsonl").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
