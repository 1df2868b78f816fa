"""Turn statements that a reader marked himself into offsets without text: ``python -m benchmarks.attributed.mark
SHARED NOTES OUT``.

Unlike ``encode``, no anchor is drawn by onrecord: the reader lists every statement of a stretch that he chose, so that
recall and precision can be told too. NOTES is a file of lines, reports by the first part of their id:
- ``ID|region|FROM|TO``: the stretch, from these words to those; to the end where TO is not in the report;
- ``ID|source|cue|content|speaker|kinds|acts|modes|via``: one statement, in the order of the report, the last five as in
  ``encode``; ``-`` for no source; contents joined by `` // ``, each whole or as ``FIRST WORDS ~ LAST WORDS``, after a
  ``+`` where the same words stand shortly before the content too. ``ID?`` where a careful reader could leave the
  statement out: it is neither missed nor wrong.
Notes hold words of the reports and stay outside the project.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.attributed.encode import ACTS, KINDS, MODES, encode_readings
from benchmarks.attributed.reading import read_texts
from onrecord.records import Page

PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\xa0": " "})
"""One sign for each kind of quotation mark, code point for code point."""
FAR = 2500
"""Code points within which a content ends, and its cue and source stand: no attribution is longer."""
BACK = 900
"""Code points by which a content may begin before the end of the one noted before it."""
OPENING, CLOSING = '"', re.compile(r'[.,?!;]?"|[.?!]')


def find_content(plain: str, words: str, since: int) -> tuple[int, int]:
    """Offsets of a content that is given whole or by its ends, quotation marks beside it taken in."""
    first, _, last = words.partition("~")
    start = plain.find(first.strip(), since)
    if start < 0:
        raise ValueError(f"no {first.strip()!r} after {since}")
    end = start + len(first.strip())
    if last.strip():
        at = plain.find(last.strip(), end, start + FAR)
        if at < 0:
            raise ValueError(f"no {last.strip()!r} after {end}")
        end = at + len(last.strip())
    if start and plain[start - 1] == OPENING:
        start -= 1
    if (closing := CLOSING.match(plain, end)) is not None:
        end = closing.end()
    return start, end


def nearest(plain: str, words: str, to: int) -> list[int]:
    """Offsets of whole ``words`` where they stand nearest to ``to``."""
    low = max(0, to - FAR)
    places = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", plain[low : to + FAR])]
    if not places:
        raise ValueError(f"no {words!r} near {to}")
    start, end = min(places, key=lambda place: min(abs(place[0] + low - to), abs(place[1] + low - to)))
    return [start + low, end + low]


def mark(page: Page, fields: list[str], since: int) -> dict[str, Any]:
    """The statement that one line of notes tells."""
    source, cue, contents, speaker, kinds, acts, modes, via = [*fields, *[""] * (8 - len(fields))]
    plain = page.text.translate(PLAIN)
    content: list[tuple[int, int]] = []
    for words in contents.split(" // "):
        content.append(find_content(plain, words.lstrip("+"), content[-1][1] if content else since))
    edges = [edge for span in content for edge in span]
    cues = [nearest(plain, cue, edge) for edge in edges]
    cue_at = min((c for c in cues), key=lambda c: min(abs(c[0] - e) + (c[0] < e < c[1]) * 99 for e in edges))
    source_at = [nearest(plain, source, cue_at[0])] if source != "-" else []
    near = source_at[0][0] if source_at else cue_at[0]
    return {
        "source": source_at,
        "cue": [cue_at],
        "content": [list(span) for span in content],
        "speaker": encode_readings(plain, speaker, near),
        "kind": [KINDS[k] for k in kinds.split(",")],
        "act": [ACTS[a] for a in acts.split(",")],
        "mode": [MODES[m] for m in modes.split(",")],
        "via": encode_readings(plain, via, cue_at[0]),
    }


def read_notes(shared: Path, lines: list[str]) -> Iterator[dict[str, Any]]:
    """The rows of the annotated file; what cannot be placed is told on standard error."""
    pages = {page.name: page for page in read_texts(shared).values()}
    region: dict[str, list[int]] = {}
    story = {
        record["id"]: record["story"]
        for record in map(json.loads, (shared / "data/basil/reports.jsonl").read_text("utf-8").splitlines())
    }
    number, past = 0, dict[str, int]()
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        name, *fields = line.split("|")
        short = name.removesuffix("?")
        page = next(page for key, page in pages.items() if key.startswith(short))
        if fields[0] == "region":
            plain = page.text.translate(PLAIN)
            start, end = plain.find(fields[1]), plain.rfind(fields[2])
            start = plain.find(fields[1], start + 1) if plain.count(fields[1]) > 1 and start < 120 else start
            region[short] = [start, end + len(fields[2]) if end >= 0 else len(plain)]
            past[short] = start
            continue
        if fields[2] == "-":
            continue
        try:
            since = past[short] if fields[2].startswith("+") else past[short] - BACK
            row = mark(page, fields, max(region[short][0], since))
        except (ValueError, KeyError) as error:
            print(f"{line[:90]}: {error}", file=sys.stderr)
            continue
        past[short] = row["content"][-1][1]
        yield {
            "number": number,
            "corpus": "basil",
            "story": story[page.name],
            "report": page.name,
            "sha256": page.sha256,
            "half": "fresh",
            "anchor": "reader",
            **row,
            "optional": name.endswith("?"),
            "region": region[short],
        }
        number += 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("notes", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    rows = list(read_notes(options.shared, options.notes.read_text("utf-8").splitlines()))
    options.out.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    print(len(rows))


if __name__ == "__main__":
    main()
