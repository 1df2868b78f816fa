"""Turn gold into offsets without text: ``python -m benchmarks.disputed.encode SHARED GOLD [GOLD ...]``.

GOLD is a file as dossier-format.md describes it, beside the ``reports.jsonl`` it points into; both stay outside the
project. A report is named by the digest of its text; propositions, names and notes are left out, and a holder is what
he says and where. Stories join those that ``stories.jsonl`` has; a story told again takes its old place. The name of
the folder of GOLD is the story's number: those below 08 are ``development``, the others ``held-out``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

from benchmarks.disputed.reading import ANNOTATED, read_pages_by_digest

FIRST_HELD_OUT = 8


def encode_story(number: str, gold: dict[str, Any], digests: dict[str, str]) -> dict[str, Any]:
    """One story: its claims and discrepancies as offsets; KeyError for a report that the gold names and nobody has."""
    claims = [
        {
            "status": claim["status"],
            "borderline": bool(claim.get("borderline")),
            "origins": len(claim["origins"]),
            "holders": [
                {"stance": holder["stance"], "kind": holder["kind"], "evidence": _places(holder["evidence"])}
                for holder in claim["holders"]
            ],
        }
        for claim in gold["claims"]
    ]
    discrepancies = [
        {
            "kind": found["kind"],
            "borderline": bool(found.get("borderline")),
            "values": _places(found["values"]),
        }
        for found in gold.get("discrepancies", [])
    ]
    return {
        "story": number,
        "half": "development" if int(number) < FIRST_HELD_OUT else "held-out",
        "reports": {name: digests[name] for name in sorted(digests)},
        "claims": claims,
        "discrepancies": discrepancies,
    }


def _places(evidence: list[dict[str, Any]]) -> list[list[Any]]:
    return [[place["report"], place["start"], place["end"]] for place in evidence]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=ANNOTATED)
    options = parser.parse_args()
    known = read_pages_by_digest(options.shared)
    lines = options.out.read_text("utf-8").splitlines() if options.out.exists() else []
    stories = {story["story"]: story for story in map(json.loads, lines)}
    for path in options.gold:
        lines = (path.parent / "reports.jsonl").read_text("utf-8").splitlines()
        digests = {
            report["id"]: hashlib.sha256(report["text"].encode()).hexdigest() for report in map(json.loads, lines)
        }
        for name, digest in digests.items():
            if digest not in known:
                raise SystemExit(f"{path.parent}: the text of {name} is not in SHARED/data/basil/reports.jsonl")
        stories[path.parent.name] = encode_story(path.parent.name, json.loads(path.read_text("utf-8")), digests)
    options.out.write_text("".join(f"{json.dumps(stories[number])}\n" for number in sorted(stories)), "utf-8")
    print(len(stories))


if __name__ == "__main__":
    main()
