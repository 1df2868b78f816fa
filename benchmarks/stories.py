"""Which reports are about one matter, counted: ``python -m benchmarks.stories REPORTS.jsonl [--undated]``.

REPORTS are reports in the usual fields; ``story`` names the matter of a report. Reports without it are noise: they
are grouped too, and not scored. Prints ``name value`` lines, first for onrecord and then, after the name of the
peer, for the peer on the same reports:

bcubed.f1, bcubed.precision, bcubed.recall   in percent (Bagga and Baldwin 1998), over the reports with a story
reports, scored                              how many were grouped, and how many of them have a story
seconds                                      for signatures and grouping, after what is read from each report alone

``--undated`` takes all dates away. training/stories/held_back.py writes the events that nothing was fitted to.

What a signature needs of a report's analysis is its blocks, its day and its headline's embedding; these are made
by the stages of the pipeline themselves, without the parse and all else that grouping does not look at (so that a
day that only the parsed lead tells is not known here). The grouping is the one of ``onrecord read``.

Peer: scikit-learn's TF-IDF (sublinear, English stop words) and agglomerative clustering by average cosine distance;
it gets the best of five thresholds for these very reports, which onrecord does not. It sees no dates.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from onrecord.adapters.pages import read_pages
from onrecord.models import Encoder
from onrecord.records import ARTICLE_KINDS, Analysis, Page, Parse, Publication
from onrecord.settings import Settings
from onrecord.stages.clean import classify_blocks
from onrecord.stages.dates import date_report
from onrecord.stages.stories import find_heading, group_reports

LARGEST = 1_000_000_000
"""Bytes of the largest file of reports: a corpus comes as one."""
PEER_THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.9)
PEER_MOST = 12_000
"""Reports up to which the peer runs: it holds a matrix of all pairs."""


class BCubed(NamedTuple):
    """Shares from 0 to 1."""

    precision: float
    recall: float
    f1: float


def score_bcubed(groups: Iterable[Sequence[str]], gold: Mapping[str, str]) -> BCubed:
    """BCubed of a grouping against the group that ``gold`` gives to some of the reports (Bagga and Baldwin 1998)."""
    sizes = Counter(gold.values())
    precision = recall = 0.0
    for group in groups:
        inside = Counter(gold[report] for report in group if report in gold)
        scored = sum(inside.values())
        precision += sum(count * count / scored for count in inside.values())
        recall += sum(count * count / sizes[story] for story, count in inside.items())
    precision, recall = precision / len(gold), recall / len(gold)
    return BCubed(precision, recall, 2 * precision * recall / (precision + recall))


def read_reports(path: Path) -> tuple[list[Page], dict[str, str]]:
    """The reports of a JSONL file, each once, and by its key the story of each that has one.

    What is not read is named on standard error. ValueError where the file is no JSONL.
    """
    pages: dict[str, Page] = {}
    stories = {}
    lines: list[str] = []
    for page in read_pages([path], settings=Settings(max_bytes=LARGEST)):
        if not isinstance(page, Page):
            print(page, file=sys.stderr)
            continue
        # Read as late as that, so that a file that is not there is named by the reader.
        lines = lines or path.read_bytes().decode("utf-8-sig", "replace").split("\n")
        place = page.where.rpartition(":")[2]
        if not place.isdecimal() or int(place) > len(lines):
            raise ValueError(f"{path}: not JSON Lines; give a report a line, with the field 'story'")
        record: dict[str, Any] = json.loads(lines[int(place) - 1])
        pages.setdefault(page.key, page)
        if record.get("story") is not None and str(record["story"]).strip():
            stories[page.key] = str(record["story"])
    return list(pages.values()), stories


def sketch_report(page: Page, encoder: Encoder, *, dated: bool = True) -> Analysis:
    """The parts of a report's analysis that grouping looks at, as the pipeline makes them."""
    blocks = classify_blocks(page)
    published = date_report(page, blocks, Parse((), (), ())) if dated else Publication(None, "unknown")
    (heading,) = encoder.encode([find_heading(page, blocks)])
    return Analysis(page, blocks, (), published, "", (), (), (), (), (), heading=heading)


def group_names(analyses: Sequence[Analysis]) -> list[list[str]]:
    """The keys of the reports, grouped as ``onrecord read`` groups them."""
    return [[analysis.page.key for analysis in group] for group in group_reports(analyses)]


def group_by_peer(analyses: Sequence[Analysis]) -> Iterator[list[list[str]]]:
    """The peer's groups at each of its thresholds; ImportError where scikit-learn is not installed."""
    from sklearn.cluster import AgglomerativeClustering  # noqa: PLC0415
    from sklearn.feature_extraction.text import (  # noqa: PLC0415
        TfidfVectorizer,
    )

    texts = ["\n".join(b.span.of(a.page.text) for b in a.blocks if b.kind in ARTICLE_KINDS) for a in analyses]
    terms = TfidfVectorizer(sublinear_tf=True, stop_words="english", min_df=2).fit_transform(texts)
    distances = 1 - (terms @ terms.T).toarray()
    for threshold in PEER_THRESHOLDS:
        clustering = AgglomerativeClustering(
            n_clusters=None, metric="precomputed", linkage="average", distance_threshold=threshold
        )
        groups: dict[int, list[str]] = {}
        for number, analysis in zip(clustering.fit_predict(distances), analyses, strict=True):
            groups.setdefault(int(number), []).append(analysis.page.key)
        yield list(groups.values())


def print_scores(score: BCubed, prefix: str = "") -> None:
    for name in ("f1", "precision", "recall"):
        print(f"{prefix}bcubed.{name} {100 * getattr(score, name):.1f}")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--undated", action="store_true", help="take all dates away")
    options = parser.parse_args(arguments)
    try:
        pages, gold = read_reports(options.reports)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    if not gold:
        print(f"{options.reports}: no report has a story; name it in the field 'story'", file=sys.stderr)
        return 1
    encoder = Encoder()
    analyses = [sketch_report(page, encoder, dated=not options.undated) for page in pages]
    began = perf_counter()
    groups = group_names(analyses)
    seconds = perf_counter() - began
    print_scores(score_bcubed(groups, gold))
    print(f"reports {len(pages)}\nscored {len(gold)}\nseconds {seconds:.1f}", flush=True)
    if len(pages) > PEER_MOST:
        print(f"sklearn skipped: it would hold a matrix of {len(pages)} by {len(pages)}", file=sys.stderr)
        return 0
    began = perf_counter()
    try:
        scores = [score_bcubed(groups, gold) for groups in group_by_peer(analyses)]
    except ImportError as error:
        print(f"sklearn skipped: {error}", file=sys.stderr)
        return 0
    print_scores(max(scores, key=lambda score: score.f1), "sklearn.")
    print(f"sklearn.seconds {(perf_counter() - began) / len(PEER_THRESHOLDS):.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
