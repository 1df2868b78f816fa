"""Share of "he" and "she" that onrecord refers to the right person, on GUM's coreference and on BASIL.

benchmarks/pronouns.py [FOLDER] [--basil FOLDER] reads the GUM_*.tsv files of FOLDER (default
../shared/data/gum_coref). A pronoun counts where its gold entity is somewhere called by a name; it is right where the
person found is the one whose names lie in that gold entity. Made of the speakers stage's own parts, for the stage
itself only tells sources.

Of BASIL's reports.jsonl (default ../shared/data/basil) it reads 56 reports: referents.jsonl beside this program tells
whom 953 pronouns in them stand for, by the sha256 of the report, the code point of the pronoun and that of a place
where the report names the person, without a word. Three readers, language models, annotated a third each. Those in
reports of the stories with gold and of benchmarks/attributed are the held-out half: no weight is fitted to them. Some
of their errors were read before the halves were made, so it is not blind; what is added from now on should be.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.pages import make_page
from onrecord.models import load_models
from onrecord.pipeline import analyse
from onrecord.records import Block, Page, Span
from onrecord.stages.parse import parse_text
from onrecord.stages.speakers import bodies
from onrecord.stages.speakers.document import Document
from onrecord.stages.speakers.figures import Figure, Roster
from onrecord.stages.speakers.nominals import Names
from onrecord.stages.speakers.people import find_people
from onrecord.stages.speakers.roles import note_roles
from onrecord.stages.speakers.walk import Walk
from onrecord.stages.statements import attribute_statements

PRONOUNS = frozenset({"he", "she", "him", "his", "her"})
LINKS = ("coref", "ana", "cata", "appos", "pred")
GLUED = re.compile(r"^[,.;:!?)\]%’”]|^'s$|^n't$|^’s$|^-$")


class Gold:
    """The text of one file, its sentences, and the spans of its entities by cluster."""

    def __init__(self, lines: list[str]) -> None:
        self.text = ""
        self.blocks: list[Block] = []
        self._spans: dict[str, tuple[int, int]] = {}
        self._parents: dict[str, str] = {}
        start, before = None, ""
        for line in lines:
            if line.startswith("#Text="):
                self._end_sentence(start)
                start, before = len(self.text), ""
            elif line.strip() and not line.startswith("#") and start is not None:
                cells = line.split("\t")
                glue = len(self.text) == start or GLUED.match(cells[2]) or (before and before in "([“-$#")
                self.text += ("" if glue else " ") + cells[2]
                before = cells[2]
                self._read(cells)
        self._end_sentence(start)

    def _end_sentence(self, start: int | None) -> None:
        if start is not None:
            self.blocks.append(Block(Span(start, len(self.text)), "body"))
            self.text += "\n\n"

    def _read(self, cells: list[str]) -> None:
        last = len(self.text)
        first = last - len(cells[2])
        for entity in cells[3].split("|") if cells[3] != "_" else ():
            number = re.search(r"\[(\d+)\]$", entity)
            key = number[1] if number else cells[0]
            self._spans[key] = (min(self._spans.get(key, (first, 0))[0], first), last)
        for kind, target in zip(cells[8].split("|"), cells[9].split("|"), strict=False):
            link = re.match(r"([\d-]+)(?:\[(\d+)_(\d+)\])?$", target)
            if kind.startswith(LINKS) and link:
                here = link[3] if link[3] and link[3] != "0" else cells[0]
                there = link[2] if link[2] and link[2] != "0" else link[1]
                self._parents[self._root(here)] = self._root(there)

    def _root(self, key: str) -> str:
        while self._parents.setdefault(key, key) != key:
            key = self._parents[key]
        return key

    def clusters(self) -> list[tuple[int, int, str]]:
        """Start, end and cluster of every entity mention."""
        return [(start, end, self._root(key)) for key, (start, end) in self._spans.items()]


def read_report(gold: Gold) -> tuple[Document, Names, Walk]:
    """The report read as resolve_speakers reads it."""
    parse = parse_text(gold.text, gold.blocks, parser=load_models().parser)
    page = Page("gum", gold.text, "0", "gum")
    statements = attribute_statements(page, gold.blocks, parse)
    document, roster = Document(gold.text, parse, statements), Roster("gum")
    named = bodies.scan(document)
    people = find_people(document, roster, {i for n in named for i in range(n.first, n.last)})
    bodies.enrol(document, named, roster)
    names = Names(people, named)
    note_roles(document, names)
    walk = Walk(document, names, roster, statements)
    walk.run()
    return document, names, walk


def judge(gold: Gold) -> Iterator[bool]:
    """For each pronoun that counts, whether it was referred to the right person."""
    document, names, walk = read_report(gold)
    clusters = gold.clusters()
    exact = {(start, end): cluster for start, end, cluster in clusters}
    called: dict[Figure, Counter[str]] = defaultdict(Counter)
    for naming in names.people:
        span = document.span(naming.first, naming.last)
        around = [(end - start, c) for start, end, c in clusters if start <= span.start and span.end <= end]
        if around and naming.figure is not None:
            called[naming.figure][min(around)[1]] += 1
    named = {cluster for counts in called.values() for cluster in counts}
    for index, token in enumerate(document.tokens):
        cluster = exact.get((token.span.start, token.span.end))
        if document.lower[index] in PRONOUNS and cluster in named:
            found = walk.found.get(index, ())
            counts = called.get(found[0]) if len(found) == 1 else None
            yield counts is not None and counts.most_common(1)[0][0] == cluster


def judge_basil(folder: Path) -> Iterator[tuple[str, bool]]:
    """For each annotated pronoun its half, and whether it is a mention of the right person."""
    told: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in Path(__file__).with_name("referents.jsonl").read_text("utf-8").splitlines():
        referent = json.loads(line)
        told[referent["report"]].append(referent)
    for line in (folder / "reports.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        referents = told.get(hashlib.sha256(record["text"].encode()).hexdigest(), [])
        entities = analyse(make_page(record), models=load_models()).entities if referents else ()
        meant = {mention.span.start: entity.id for entity in entities for mention in entity.mentions}
        for referent in referents:
            who = meant.get(referent["pronoun"])
            yield f"basil, {referent['half']}", who is not None and who == meant.get(referent["named"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", default="../shared/data/gum_coref", type=Path)
    parser.add_argument("--basil", default="../shared/data/basil", type=Path)
    options = parser.parse_args()
    paths = sorted(options.folder.glob("GUM_*.tsv"))
    if not paths:
        sys.exit("no GUM_*.tsv in that folder")
    results: dict[str, list[bool]] = defaultdict(list)
    for path in paths:
        results[path.name.split("_")[1]] += judge(Gold(path.read_text("utf-8").splitlines()))
    results["all"] = [right for rights in results.values() for right in rights]
    for half, right in judge_basil(options.basil) if (options.basil / "reports.jsonl").exists() else ():
        results[half].append(right)
    print(f"{'genre':16} pronouns  right")
    for genre, rights in results.items():
        print(f"{genre:16} {len(rights):8}  {sum(rights) / max(1, len(rights)):.3f}")


if __name__ == "__main__":
    main()
