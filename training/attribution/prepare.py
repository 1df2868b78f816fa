"""PolNeAR, or any folder in its layout, as train.py reads it: words, pieces, features and marks.

Runs where onrecord is installed, because features and word pieces are those of the product. What it writes is made
of the corpus's text and stays outside the repository.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.attribution import Document, paragraphs, parse_document, read_documents

from onrecord.models import Models, load_models
from onrecord.records import Block, Page, Parse
from onrecord.stages.statements import describe_report

ROLES = ("source", "cue", "content")


def make_page(text: str) -> Page:
    """An article as a page of its own."""
    return Page("document", text, hashlib.sha256(text.encode()).hexdigest(), "document")


def describe_text(text: str, parse: Parse, *, models: Models) -> tuple[dict[str, Any], list[int], list[int]]:
    """All that hangs on the text alone, and where its words begin and end."""
    blocks = paragraphs(text)
    starts = [token.span.start for token in parse.tokens]
    ends = [token.span.end for token in parse.tokens]
    described = {
        "features": describe_report(make_page(text), blocks, parse),
        "heads": [token.head for token in parse.tokens],
        "sentences": [sentence.first for sentence in parse.sentences],
        "blocks": list(cut_blocks(text, blocks, parse, starts, models=models)),
    }
    return described, starts, ends


def cut_blocks(
    text: str, blocks: Sequence[Block], parse: Parse, starts: Sequence[int], *, models: Models
) -> Iterator[tuple[int, int, list[int], list[int]]]:
    """For each block its first word and the one after its last, its pieces, and the piece each word begins in."""
    for block in blocks:
        first, last = bisect_left(starts, block.span.start), bisect_left(starts, block.span.end)
        if first == last:
            continue
        pieces, offsets = models.tagger.cut(block.span.of(text))
        offsets = [block.span.start + offset for offset in offsets]
        places = [max(0, bisect_right(offsets, starts[word]) - 1) for word in range(first, last)]
        yield first, last, pieces, places


def mark_words(document: Document, starts: Sequence[int], ends: Sequence[int]) -> list[dict[str, list[list[int]]]]:
    """Each attribution as ranges of words."""
    marked = []
    for triple in document.gold:
        ranges: dict[str, list[list[int]]] = {}
        for role in ROLES:
            words = [[bisect_right(ends, a), bisect_left(starts, b)] for a, b in getattr(triple, role)]
            ranges[role] = [[first, last] for first, last in words if first < last]
        marked.append(ranges)
    return marked


def main() -> None:
    """Write OUT, gzipped JSON Lines."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="folder with text/ and attributions/")
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    models = load_models()
    described: dict[str, Any] = {}
    text = None
    given.out.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(given.out, "wt", encoding="utf-8") as out:
        for document in read_documents(given.folder):
            if document.text != text:
                text = document.text
                described, starts, ends = describe_text(text, parse_document(text, models=models), models=models)
            marked = mark_words(document, starts, ends)
            out.write(json.dumps({"name": document.name, **described, "attributions": marked}) + "\n")


if __name__ == "__main__":
    main()
