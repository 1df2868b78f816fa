"""Who denies what, and how many origins it has: ``python -m benchmarks.disputes [SHARED]``.

Prints ``name value of`` lines, shares from 0 to 1 and what they are shares of, over the stories annotated in
benchmarks/disputed (README.md there), pooled half by half: ``development.*`` may be looked at, of ``held-out.*`` there
are only the numbers. Measures as in score_dossier.py beside the visible gold, but that a holder is found by stance and
place, since the annotations hold no names:
- ``disputes.recall``: both sides of an annotated dispute share a sentence with both sides of one that is shown;
  ``disputes.precision``: a shown one does so with an annotated one, borderline ones included;
- ``other_claims.recall``, ``holders`` (F1) and ``origins.count`` (their number is right) over the claims found;
- ``discrepancies.recall`` and ``.precision``: two of its values are given against each other.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.disputed.reading import read_annotated, read_pages_by_digest
from benchmarks.disputed.scoring import score_story
from onrecord.exports.json import dossier_to_dict
from onrecord.models import Models, load_models
from onrecord.pipeline import analyse, build
from onrecord.records import Page

SHARED = Path("../shared")


def read_story(story: Mapping[str, Any], pages: Mapping[str, Page], *, models: Models) -> dict[str, Any]:
    """The dossier of an annotated story; KeyError for a report that the corpus lacks."""
    own = [replace(pages[digest], name=name) for name, digest in sorted(story["reports"].items())]
    dossier: dict[str, Any] = dossier_to_dict(build([analyse(page, models=models) for page in own]))
    return dossier


def score_halves(shared: Path, *, models: Models) -> dict[str, Counter[str]]:
    """The counts of each half."""
    pages = read_pages_by_digest(shared)
    halves: dict[str, Counter[str]] = {}
    for story in read_annotated():
        counts = score_story(story, read_story(story, pages, models=models))
        halves.setdefault(story["half"], Counter()).update(counts)
    return halves


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED)
    options = parser.parse_args()
    for half, counts in sorted(score_halves(options.shared, models=load_models()).items()):
        for name in dict.fromkeys(name.removesuffix(".of") for name in sorted(counts)):
            of = counts[f"{name}.of"]
            print(f"{half}.{name} {counts[name] / of:.3f} {of}" if of else f"{half}.{name} - 0")


if __name__ == "__main__":
    main()
