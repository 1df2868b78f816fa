"""Right-speaker and right-via share, given gold statements: benchmarks/speakers.py [STORIES] [--wrong].

STORIES is a folder of stories with gold.json (default ../shared/stories). Statements are built from the gold's
source, cue and content spans alone, so that what is measured is the speakers stage and the merging of entities.
--system measures them on the statements that onrecord finds itself, over those the gold has too.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from onrecord.models import load_models
from onrecord.records import Analysis, Entity, Page, Publication, Span, Statement, When
from onrecord.stages.clean import classify_blocks
from onrecord.stages.entities import merge_entities
from onrecord.stages.parse import parse_text
from onrecord.stages.speakers import resolve_speakers
from onrecord.stages.statements import attribute_statements


def read_pages(folder: Path) -> list[Page]:
    """The reports of a story's folder: reports.jsonl, or text files."""
    records = []
    if (folder / "reports.jsonl").exists():
        records = [json.loads(line) for line in (folder / "reports.jsonl").read_text("utf-8").splitlines()]
    else:
        records = [{"id": path.stem, "text": path.read_text("utf-8")} for path in sorted(folder.glob("*.txt"))]
    return [make_page(record) for record in records]


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


def gold_statements(gold: list[dict[str, Any]], report: str) -> list[Statement]:
    """Statements from gold spans; the parent is the smallest other content that holds cue and content."""
    mine = sorted((s for s in gold if s["report"] == report), key=lambda s: s["cue"])
    statements = [
        Statement(
            report=report,
            source=Span(*s["source"]) if s["source"] else None,
            cue=Span(*s["cue"]),
            content=tuple(Span(*c) for c in s["content"]),
            mode=s["mode"],
            act=s["act"],
            evidence=(),
        )
        for s in mine
    ]
    return [replace(s, parent=find_parent(i, statements)) for i, s in enumerate(statements)]


def find_parent(number: int, statements: list[Statement]) -> int | None:
    """By nesting of spans; of two with one content, "citing" hangs on "reported"."""
    mine = statements[number]
    holders = []
    for other, statement in enumerate(statements):
        if other == number:
            continue
        for content in statement.content:
            if content.covers(mine.cue) or (
                set(statement.content) == set(mine.content) and other < number and content in mine.content
            ):
                holders.append((len(content), -other))
    return -min(holders)[1] if holders else None


def same_name(one: str, other: str) -> bool:
    """As score_dossier.py files names."""
    x, y = ([w for w in re.findall(r"[\w']+", re.sub(r"\(.*?\)", " ", n or "").lower().replace("u.s.", "us"))
             if w not in {"the", "a", "an", "mr", "mrs", "ms", "of"}] for n in (one, other))  # fmt: skip
    if not x or not y:
        return False
    small, large = sorted((x, y), key=len)
    return set(small) <= set(large) and (small[-1] in large[-2:] or len(small) == len(large))


def with_outlets(statements: list[Statement], own: tuple[Statement, ...]) -> list[Statement]:
    """Gold statements with the outlets their words went through, as onrecord's statement at the same cue has them."""
    return [
        replace(s, through=next((o.through for o in own if o.through and o.cue.overlaps(s.cue)), ()))
        for s in statements
    ]


def analyse_with(page: Page, statements: list[Statement] | None) -> Analysis:
    """Entities and speakers of one page, on the statements given or on onrecord's own."""
    blocks = classify_blocks(page)
    parse = parse_text(page.text, blocks, parser=load_models().parser)
    own = attribute_statements(page, blocks, parse)
    found = list(own) if statements is None else with_outlets(statements, own)
    resolved, entities, outlet = resolve_speakers(page, blocks, parse, found)
    sentences = tuple(sentence.span for sentence in parse.sentences)
    return Analysis(
        page,
        blocks,
        sentences,
        Publication(None, "unknown"),
        outlet,
        (),
        resolved,
        entities,
        events=(),
        propositions=(),
    )


def match(gold: dict[str, Any], statements: list[Statement]) -> Statement | None:
    """onrecord's statement that renders the gold one: cues touch and contents overlap by half."""
    best, chosen = 0.5, None
    wanted = {i for a, b in gold["content"] for i in range(a, b)}
    for statement in statements:
        have = {i for c in statement.content for i in range(c.start, c.end)}
        share = len(wanted & have) / max(1, min(len(wanted), len(have)))
        if statement.cue.overlaps(Span(*gold["cue"])) and share >= best:
            best, chosen = share, statement
    return chosen


def score_story(
    folder: Path, *, system: bool
) -> Iterator[tuple[str, dict[str, Any], str, tuple[str, ...], bool, bool]]:
    """Report, gold statement, our speaker, our via, and whether each is right."""
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    pages = read_pages(folder)
    analyses = [
        analyse_with(page, None if system else gold_statements(gold["statements"], page.name))
        for page in sorted(pages, key=lambda p: p.name)
    ]
    analyses, entities = merge_entities(analyses)
    known: dict[str, Entity] = {entity.id: entity for entity in entities}
    for analysis in analyses:
        for wanted in gold["statements"]:
            if wanted["report"] != analysis.page.name:
                continue
            statement = match(wanted, list(analysis.statements))
            if statement is None:
                continue
            speaker = " and ".join(known[s].name for s in statement.speakers)
            via = tuple(known[s].name for s in statement.via)
            right = any(same_name(speaker, name) for name in [wanted["speaker"], *wanted.get("speakers", [])])
            through = len(via) == len(wanted["via"]) and all(map(same_name, via, wanted["via"]))
            yield analysis.page.text, wanted, speaker, via, right, through


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("stories", nargs="?", default="../shared/stories", type=Path)
    options.add_argument("--wrong", action="store_true", help="list what is wrong")
    options.add_argument("--system", action="store_true", help="on the statements that onrecord finds")
    chosen = options.parse_args()
    folders = sorted(path.parent for path in chosen.stories.glob("*/gold.json"))
    if not folders:
        sys.exit(f"{chosen.stories}: no folder with a gold.json in it")
    shares = []
    print(f"{'story':24} statements  speaker  via")
    for folder in folders:
        rows = list(score_story(folder, system=chosen.system))
        right, through = sum(row[4] for row in rows), sum(row[5] for row in rows)
        shares.append((right / len(rows), through / len(rows)))
        print(f"{folder.name:24} {len(rows):10}  {shares[-1][0]:7.3f}  {shares[-1][1]:.3f}")
        for text, wanted, speaker, via, good, chain in rows if chosen.wrong else ():
            if not good or not chain:
                source = text[slice(*wanted["source"])] if wanted["source"] else None
                cue = text[slice(*wanted["cue"])]
                print(f"    {wanted['report']} {source!r} {cue!r}: {speaker!r} for {wanted['speaker']!r}")
                print(f"        via {list(via)} for {wanted['via']}")
    means = [sum(share) / len(shares) for share in zip(*shares, strict=True)]
    print(f"{'mean':24} {'':10}  {means[0]:7.3f}  {means[1]:.3f}")


if __name__ == "__main__":
    main()
