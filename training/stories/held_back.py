"""The reports that no factor of weights/stories.json was fitted to: ``python training/stories/held_back.py NEWS OUT``.

Writes the articles of NEWS (as fit.py reads them) to OUT, a line each, with ``story`` for those of the held-back
events only: the rest is noise to ``python -m benchmarks.stories OUT``.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    groups = json.loads((options.news / "same_event.json").read_text())
    held = {id: f"event {number}" for number, group in enumerate(groups) if number % 2 for id in group}
    with (
        gzip.open(options.news / "articles.jsonl.gz", "rt", encoding="utf-8") as lines,
        options.out.open("w", encoding="utf-8") as out,
    ):
        for line in lines:
            article = json.loads(line)
            if article["id"] in held:
                article["story"] = held[article["id"]]
            out.write(json.dumps(article, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
