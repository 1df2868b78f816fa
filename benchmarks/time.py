"""How well expressions of time are found and valued: python -m benchmarks.time FOLDER [development|held-out]

FOLDER holds TimeML documents (``*.tml``, at any depth), such as the TempEval-3 training part or its Platinum set. The
document creation time of each is given to every system. Prints in percent, for onrecord and beside it for dateparser,
parsedatetime and recognizers-text where they are installed (``pip install`` the extra ``bench``):

relaxed.f1     expressions found, where any overlap with a gold one counts; each matches one at most
strict.f1      those whose extent is the gold one's to the character
value.f1       those found whose TIMEX3 ``value`` is the same string: accuracy on the relaxed matches times relaxed.f1
type.f1        the same for ``type``; type.accuracy and value.accuracy are the shares of the relaxed matches

These are the rules of TempEval-3 (UzZaman and others, 2013) as its scorer evaluate_entities.py has them: micro-averages
over all documents, the document creation time (t0) not counted, no credit for equivalent values ("P7D" is not "P1W").
One third of the documents, by the sha256 of their names, is held out from all work on the rules; a second argument
scores one part alone.
"""

from __future__ import annotations

import hashlib
import html
import re
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks.time_peers import PEERS, Finder, Timex
from onrecord.models import load_models
from onrecord.records import Block, Parse, Publication, Span, When
from onrecord.stages.dates import find_times
from onrecord.stages.parse import parse_text

HELD_OUT = 3
"""One document of so many is held out."""


class Document(NamedTuple):
    """A TimeML document: its text, its day and its expressions."""

    name: str
    text: str
    day: date
    timexes: list[Timex]


_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?!\s*\n))*")


def read_document(path: Path) -> Document | None:
    """A document with its expressions; None for a file that is no TimeML or has no day."""
    raw = path.read_text(encoding="utf-8", errors="replace")
    dct = re.search(r'<DCT>\s*<TIMEX3[^>]*\bvalue="(\d{4})-?(\d\d)-?(\d\d)', raw)
    body = re.search(r"<TEXT>(.*?)</TEXT>", raw, re.S)
    if not dct or not body:
        return None
    text, timexes, open_at = "", [], None
    at = 0
    for tag in [*_TAG.finditer(body[1]), None]:
        text += html.unescape(body[1][at : tag.start() if tag else len(body[1])])
        if tag is None:
            break
        at = tag.end()
        if tag[2] == "TIMEX3" and not tag[1] and not tag[3].endswith("/"):
            open_at = (len(text), tag[3])
        elif tag[2] == "TIMEX3" and open_at:
            value, kind = (re.search(rf'{k}="([^"]*)"', open_at[1]) for k in ("value", "type"))
            timexes.append(Timex(open_at[0], len(text), value[1] if value else "", kind[1] if kind else ""))
            open_at = None
    return Document(path.name, text, date(int(dct[1]), int(dct[2]), int(dct[3])), timexes)


def parse_document(document: Document) -> Parse:
    """The parse of its paragraphs, each a block of the body."""
    blocks = tuple(Block(Span(m.start(), m.end()), "body") for m in _PARAGRAPH.finditer(document.text))
    return parse_text(document.text, blocks, parser=load_models().parser)


def find_in_parse(document: Document, parse: Parse) -> list[Timex]:
    """What onrecord finds in a parsed document."""
    day = document.day
    published = Publication(When.on(day.year, day.month, day.day), "given")
    times = find_times(document.text, parse, published=published)
    return [Timex(t.span.start, t.span.end, t.timex, t.type) for t in times]


def by_onrecord(document: Document) -> list[Timex]:
    return find_in_parse(document, parse_document(document))


def is_held_out(name: str) -> bool:
    """True for the third of the documents that no rule was made or corrected on."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % HELD_OUT == 0


def score(documents: Sequence[Document], find: Callable[[Document], list[Timex]]) -> dict[str, float]:
    """TempEval-3's measures, each from 0 to 1."""
    gold = guessed = relaxed = strict = value = kind = 0
    for document in documents:
        left = find(document)
        gold, guessed = gold + len(document.timexes), guessed + len(left)
        for t in document.timexes:
            hit = next((f for f in left if f.start < t.end and t.start < f.end), None)
            if hit is None:
                continue
            left.remove(hit)
            relaxed += 1
            strict += (hit.start, hit.end) == (t.start, t.end)
            value += hit.value == t.value
            kind += hit.kind == t.kind
    f1 = {"relaxed": relaxed, "strict": strict, "value": value, "type": kind}
    return {f"{name}.f1": 2 * n / max(1, gold + guessed) for name, n in f1.items()} | {
        "value.accuracy": value / max(1, relaxed),
        "type.accuracy": kind / max(1, relaxed),
    }


def _ask(find: Finder, document: Document) -> list[Timex]:
    return find(document.text, document.day)


def read_documents(folder: Path, part: str | None = None) -> list[Document]:
    """The TimeML documents in a folder, by path; of one part alone where it is named."""
    paths = [path for path in sorted(folder.rglob("*.tml")) if not path.name.startswith(".")]
    documents = [document for path in paths if (document := read_document(path))]
    return [d for d in documents if part is None or is_held_out(d.name) == (part == "held-out")]


def main(folder: str, part: str | None = None) -> None:
    documents = read_documents(Path(folder), part)
    if not documents:
        sys.exit(f"{folder}: no TimeML documents (*.tml) in it; give the folder that holds them")
    print(f"documents {len(documents)}")
    print(f"expressions {sum(len(d.timexes) for d in documents)}")
    load_models()
    systems: dict[str, Callable[[Document], list[Timex]]] = {"": by_onrecord}
    for name, load in PEERS.items():
        try:
            find = load()
        except ImportError as error:
            print(f"{name} skipped: {error}; it comes with the extra bench")
            continue
        systems[f"{name}."] = partial(_ask, find)
    for prefix, find_all in systems.items():
        began = time.perf_counter()
        for measure, share in score(documents, find_all).items():
            print(f"{prefix}{measure} {100 * share:.1f}")
        print(f"{prefix}seconds {time.perf_counter() - began:.1f}")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3) or sys.argv[2:3] not in ([], ["development"], ["held-out"]):
        sys.exit(__doc__)
    main(*sys.argv[1:])
