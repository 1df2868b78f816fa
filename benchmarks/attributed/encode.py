"""Turn what a reader noted into offsets without text: ``python -m benchmarks.attributed.encode SHARED DRAW NOTES``.

DRAW is the folder that ``sample`` wrote, NOTES a file of lines ``number|speaker|kinds|acts|modes|via|flags``; both stay
outside the project. Names become the offsets of their first mention in the same report. A speaker is one or several of
- a name as the report first gives it; ``?noun``, the head noun of an unnamed source nearest to the cue;
- ``@CC``, the government of a country by its code; ``0``, nobody told;
joined by `` + `` where they speak together, with `` / `` between readings that are all right. Acts and modes list the
best reading first. Flags: n the cue is negated, h it is hearsay. ``number|x`` leaves a statement out: no words told.
``source`` lines, ``number|source|WORDS``, put right a source that the anchor has wrong (no words: none is told).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

from benchmarks.attributed.reading import ANNOTATED, read_texts

KINDS = {"p": "person", "o": "organisation", "g": "government", "u": "unnamed", "d": "document", "l": "outlet"}
ACTS = {
    "as": "asserts",
    "de": "denies",
    "dc": "declines",
    "qu": "questions",
    "ac": "accuses",
    "wa": "warns",
    "rq": "requests",
    "pr": "promises",
    "ak": "asks",
    "ps": "praises",
    "cr": "criticises",
}
MODES = {"d": "direct", "i": "indirect", "m": "mixed"}


def find_words(text: str, words: str, *, near: int | None = None) -> list[int]:
    """Offsets of ``words``: their first place, or that nearest to ``near``; ValueError where the text has none."""
    places: list[tuple[int, int]] = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    if not places:
        raise ValueError(f"no {words!r} in the report")
    if near is None:
        return list(places[0])
    nearest = min(places, key=lambda place: abs(place[0] - near))
    return list(nearest)


def encode_speaker(text: str, noted: str, near: int) -> dict[str, Any]:
    """One speaker as an object with one key."""
    if noted == "0":
        return {"nobody": True}
    if noted.startswith("@"):
        return {"country": noted[1:]}
    if noted.startswith("?"):
        return {"unnamed": find_words(text, noted[1:], near=near)}
    return {"at": find_words(text, noted)}


def encode_readings(text: str, noted: str, near: int) -> list[list[dict[str, Any]]]:
    """All right readings, each a list of speakers in order; an empty one where nobody is right."""
    readings = [part.strip() for part in noted.split(" / ")] if noted.strip() or "/" in noted else [""]
    return [
        [encode_speaker(text, one.strip(), near) for one in reading.split(" + ")] if reading else []
        for reading in readings
    ]


def encode(anchor: dict[str, Any], text: str, fields: list[str]) -> dict[str, Any]:
    """The anchor with what was noted on it."""
    speaker, kinds, acts, modes, via, flags = [*fields, *[""] * (6 - len(fields))]
    near = anchor["source"][0][0] if anchor["source"] else anchor["cue"][0][0]
    return {
        **anchor,
        "speaker": encode_readings(text, speaker, near),
        "kind": [KINDS[k] for k in kinds.split(",")],
        "act": [ACTS[a] for a in acts.split(",")],
        "mode": [MODES[m] for m in modes.split(",")],
        "via": encode_readings(text, via, anchor["cue"][0][0]),
        "negated": "n" in flags,
        "hearsay": "h" in flags,
    }


def put_right(anchor: dict[str, Any], text: str, words: str) -> None:
    """The source as the reader sees it."""
    anchor["source"] = [find_words(text, words, near=anchor["cue"][0][0])] if words else []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("draw", type=Path)
    parser.add_argument("notes", type=Path)
    parser.add_argument("--out", type=Path, default=ANNOTATED)
    options = parser.parse_args()
    anchors = {
        a["number"]: a for a in map(json.loads, (options.draw / "anchors.jsonl").read_text("utf-8").splitlines())
    }
    texts = read_texts(options.shared)
    lines = []
    notes = [line.split("|") for line in options.notes.read_text("utf-8").splitlines() if line.strip()]
    for fields in sorted(notes, key=lambda f: (f[1] != "source", int(f[0]))):
        anchor = anchors[int(fields[0])]
        text = texts[anchor["sha256"]].text
        try:
            if fields[1] == "source":
                put_right(anchor, text, fields[2])
            elif fields[1] != "x":
                lines.append(json.dumps(encode(anchor, text, fields[1:])))
        except (ValueError, KeyError) as error:
            print(f"{fields[0]}: {error}", file=sys.stderr)
    options.out.write_text("\n".join(lines) + "\n", "utf-8")
    print(len(lines))


if __name__ == "__main__":
    main()
