"""Articles that nobody annotated, as train.py reads them, with the marks of trained taggers (self-training).

ARTICLES is gzipped JSON Lines with ``text``; each teacher is a folder with what build.py wrote. The scores of the
teachers' labels are averaged before decoding; links are the first teacher's. Pseudo-labels as in Yarowsky (ACL 1995).
What it writes is made of the corpus's text and stays outside the repository.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.attribution import paragraphs, parse_document
from prepare import describe_text, make_page

from onrecord.models import Models, load_models
from onrecord.models.tagger import Reading, Tagger
from onrecord.stages.statements import Scores, Tables, mark_attributions

WORDS = range(150, 2000)
"""Articles of other lengths are left out: notes and transcripts."""


class Together:
    """Several taggers' readings of one text as one."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        """``readings`` of taggers with the same vocabulary of features."""
        self._readings = readings

    @property
    def tables(self) -> Tables:
        """The first tagger's, with the mean of all their scores of steps."""
        tables = [reading.tables for reading in self._readings]
        means = {name: np.mean([getattr(t, name) for t in tables], axis=0) for name in ("steps", "first", "last")}
        return replace(tables[0], **means)

    def score(self, starts: Any, heads: Any, features: Any) -> list[Scores]:
        """The mean scores of labels, and the first tagger's queries and keys."""
        scored = [reading.score(starts, heads, features) for reading in self._readings]
        return [
            replace(windows[0], labels=np.mean([window.labels for window in windows], axis=0))
            for windows in zip(*scored, strict=True)
        ]


def open_teacher(folder: Path, tokenizer: Path) -> Tagger:
    """The tagger that build.py wrote into ``folder``."""
    return Tagger(lambda name: (tokenizer if name == "tokenizer.json" else folder / name).read_bytes())


def label_text(text: str, teachers: Sequence[Tagger], *, models: Models) -> dict[str, Any]:
    """A line for train.py."""
    blocks = paragraphs(text)
    reading = Together([teacher.read(text, blocks) for teacher in teachers])
    parse = parse_document(text, models=models)
    described, _, _ = describe_text(text, parse, models=models)
    marked = mark_attributions(make_page(text), blocks, parse, reading=reading)
    found = [{"source": [t.source] if t.source else [], "cue": [t.cue], "content": list(t.content)} for t in marked]
    return {**described, "attributions": found}


def main() -> None:
    """Write OUT, gzipped JSON Lines."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("articles", type=Path, help="gzipped JSON Lines with `id` and `text`")
    parser.add_argument("out", type=Path)
    parser.add_argument("teachers", type=Path, nargs="+", help="folders that build.py wrote into")
    parser.add_argument("--tokenizer", type=Path, default=Path("../../src/onrecord/weights/tokenizer.json"))
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    teachers = [open_teacher(folder, given.tokenizer) for folder in given.teachers]
    if any(teacher.tables.vocabulary != teachers[0].tables.vocabulary for teacher in teachers):
        parser.error("the teachers know different features: train all on the same train.jsonl.gz")
    with gzip.open(given.articles, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    fit = [article for article in articles if len(article["text"].split()) in WORDS]
    random.Random(given.seed).shuffle(fit)
    models = load_models()
    with gzip.open(given.out, "wt", encoding="utf-8") as out:
        for article in fit[: given.documents]:
            line = label_text(article["text"], teachers, models=models)
            out.write(json.dumps({"name": article["id"], **line}) + "\n")


if __name__ == "__main__":
    main()
