"""Who copies whom, counted: ``python -m benchmarks.lineage REPORTS.jsonl --seed N [--reports N]``.

REPORTS are reports in the usual fields. From up to ``--reports`` of them, drawn by the seed, copies are made whose
origins are known (benchmarks/copies.py: cut, reordered, wrapped in furniture, retitled, paraphrased by rule, worded
as if translated, merged from two; each one to three of these). Originals and copies together are then traced, in an
order drawn by the seed, with dates and without. Prints ``name value`` lines in percent, but for numbers and seconds:

groups.ari                     adjusted Rand index (Hubert and Arabie 1985) of the groups of reports that hang together
                               by copying, against the true ones; a report merged from two joins their groups
pairs.found                    of the pairs of a report and what it was made from directly, those found to share text
direction.dated                of these, found or not, those whose direction is told right, dates given
direction.undated              the same without dates
direction.dated.found, ...     of the found ones only
sure.dated.*, sure.undated.*   mean of how sure the answer was, and how often it was right, where more than 90 % sure
false.copies                   pairs of untouched originals that are said to share text (a number)
originals, copies, seconds     seconds to trace them all, dated, after their furniture is told from their text
datasketch.groups.ari          the same by datasketch: MinHash of word triples and LSH alone, best of three thresholds

With ``--scale N`` nothing of this is measured, but what N reports cost, originals and round after round of copies of
them, and a tenth of them alone: seconds by the clock and of the processor, pairs that share text, memory that the index
takes beyond the reports themselves, and the most that the program had, in MB.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import comb
from pathlib import Path
from random import Random
from time import perf_counter

from benchmarks.copies import Copy, Draft, draft_page, make_copies
from benchmarks.scale import measure_scale, sketch_report
from onrecord.adapters.pages import read_pages
from onrecord.errors import PageError
from onrecord.records import ARTICLE_KINDS, Analysis, Block, Page, Publication
from onrecord.settings import Settings
from onrecord.stages.clean import classify_blocks
from onrecord.stages.lineage import Kinship, trace_kinship

LARGEST = 1_000_000_000
"""Bytes of the largest file of reports."""
LEAST_WORDS = 120
"""Shorter reports have nothing that could be cut."""
PEER_THRESHOLDS = (0.3, 0.5, 0.7)


@dataclass(frozen=True, slots=True)
class Trial:
    """Originals and copies, cleaned, in the order in which they come in."""

    analyses: tuple[Analysis, ...]
    originals: frozenset[str]
    edges: tuple[tuple[str, str], ...]
    """Copy and what it was made from directly, by name."""
    done: Mapping[str, tuple[str, ...]]
    """What was done to each copy."""


def read_originals(path: Path, *, seed: int, reports: int) -> list[Page]:
    """Reports of the file, drawn by the seed; named by their text where names repeat."""
    read = list(read_pages([path], settings=Settings(max_bytes=LARGEST)))
    for refused in read:
        if not isinstance(refused, Page):
            print(refused, file=sys.stderr)
    pages = [page for page in read if isinstance(page, Page)]
    pages = [page for page in pages if len(page.text.split()) >= LEAST_WORDS]
    drawn = Random(seed).sample(pages, min(reports, len(pages)))
    return [replace(page, name=page.sha256[:12]) for page in drawn]


def make_trial(pages: Sequence[Page], *, seed: int) -> Trial:
    """Copies of the pages, and all of them cleaned."""
    blocks = {page.name: classify_blocks(page) for page in pages}
    drafts: list[tuple[Page, Draft]] = [(page, draft_page(page, _article(page, blocks[page.name]))) for page in pages]
    copies: list[Copy] = make_copies([(p, d) for p, d in drafts if len(d.paragraphs) > 3], seed=seed)
    analyses = [sketch_report(page) for page in (*pages, *(copy.page for copy in copies))]
    Random(seed).shuffle(analyses)
    return Trial(
        tuple(analyses),
        frozenset(page.name for page in pages),
        tuple((copy.page.name, parent) for copy in copies for parent in copy.parents),
        {copy.page.name: copy.done for copy in copies},
    )


def _article(page: Page, blocks: Sequence[Block]) -> str:
    """The page's article with its dateline, a paragraph a line."""
    kept = [block.span for block in blocks if block.kind in ARTICLE_KINDS or block.kind == "dateline"]
    text = ""
    for before, span in zip([None, *kept], kept, strict=False):
        between = page.text[before.end : span.start] if before else ""
        text += ("\n" if "\n" in between else " ") + span.of(page.text)
    return text


def without_dates(trial: Trial) -> Trial:
    """The same reports, their dates unknown."""
    unknown = Publication(None, "unknown")
    return replace(trial, analyses=tuple(replace(analysis, published=unknown) for analysis in trial.analyses))


def join_groups(names: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each name with the first name of those it hangs together with."""
    head = {name: name for name in names}

    def find(name: str) -> str:
        while head[name] != name:
            head[name] = name = head[head[name]]
        return name

    for one, other in pairs:
        first, second = sorted((find(one), find(other)))
        head[second] = first
    return {name: find(name) for name in head}


def score_ari(found: Mapping[str, str], gold: Mapping[str, str]) -> float:
    """Adjusted Rand index of two partitions of the same names (Hubert and Arabie 1985)."""
    both = sum(comb(count, 2) for count in Counter((found[name], gold[name]) for name in gold).values())
    ours = sum(comb(count, 2) for count in Counter(found[name] for name in gold).values())
    theirs = sum(comb(count, 2) for count in Counter(gold.values()).values())
    expected = ours * theirs / comb(len(gold), 2)
    return 1.0 if ours == theirs == both else (both - expected) / ((ours + theirs) / 2 - expected)


def score_trial(trial: Trial, kinships: Sequence[Kinship]) -> dict[str, float]:
    """Groups, found pairs and their directions, as shares."""
    names = [analysis.page.name for analysis in trial.analyses]
    told = {(kinship.taker, kinship.origin): kinship.sure for kinship in kinships}
    true = set(trial.edges)
    found = {(a, b) for a, b in true if (a, b) in told or (b, a) in told}
    right = {edge for edge in true if edge in told}
    sure = {edge: told.get(edge, told.get(edge[::-1], 0.0)) for edge in found}
    firm = [edge for edge in found if sure[edge] > 0.9]
    return {
        "ari": score_ari(join_groups(names, told), join_groups(names, true)),
        "found": len(found) / len(true),
        "direction": len(right) / len(true),
        "direction.found": len(right) / max(1, len(found)),
        "sure.mean": sum(sure.values()) / max(1, len(found)),
        "sure.firm": len(firm) / max(1, len(found)),
        "sure.firm.right": sum(edge in right for edge in firm) / max(1, len(firm)),
        "false": sum(a in trial.originals and b in trial.originals for a, b in told),
    }


def group_by_datasketch(trial: Trial) -> list[dict[str, str]]:
    """Groups by datasketch's MinHash of word triples and LSH, a threshold each; ImportError without it."""
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415

    sketches = {}
    for analysis in trial.analyses:
        text = " ".join(b.span.of(analysis.page.text) for b in analysis.blocks if b.kind in ARTICLE_KINDS).lower()
        words = text.split()
        sketch = MinHash(num_perm=128, seed=1)
        sketch.update_batch({" ".join(words[i : i + 3]).encode() for i in range(len(words) - 2)})
        sketches[analysis.page.name] = sketch
    groups = []
    for threshold in PEER_THRESHOLDS:
        lsh = MinHashLSH(threshold=threshold, num_perm=128)
        for name, sketch in sketches.items():
            lsh.insert(name, sketch)
        pairs = ((name, other) for name, sketch in sketches.items() for other in lsh.query(sketch))
        groups.append(join_groups(sketches, pairs))
    return groups


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports_file", metavar="REPORTS", type=Path)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--reports", type=int, default=1_000, help="originals at most (default 1000)")
    parser.add_argument("--scale", type=int, metavar="N", help="measure what N reports cost, and nothing else")
    options = parser.parse_args(arguments)
    try:
        originals = read_originals(options.reports_file, seed=options.seed, reports=options.reports)
    except PageError as error:
        print(error, file=sys.stderr)
        return 1
    trial = None if options.scale and originals else make_trial(originals, seed=options.seed)
    if trial is None:
        drafts = [(page, draft_page(page, _article(page, classify_blocks(page)))) for page in originals]
        for name, value in measure_scale(drafts, seed=options.seed, count=options.scale):
            print(f"{name} {value:.1f}", flush=True)
        return 0
    if not trial.edges:
        print(f"{options.reports_file}: no report is long enough to copy; give more of them", file=sys.stderr)
        return 1
    began = perf_counter()
    dated = score_trial(trial, trace_kinship(trial.analyses))
    seconds = perf_counter() - began
    undated_trial = without_dates(trial)
    undated = score_trial(undated_trial, trace_kinship(undated_trial.analyses))
    print(f"groups.ari {100 * dated['ari']:.1f}")
    print(f"pairs.found {100 * dated['found']:.1f}")
    for name, scores in (("dated", dated), ("undated", undated)):
        print(f"direction.{name} {100 * scores['direction']:.1f}")
        print(f"direction.{name}.found {100 * scores['direction.found']:.1f}")
        print(f"sure.{name}.mean {100 * scores['sure.mean']:.1f}")
        print(f"sure.{name}.above90 {100 * scores['sure.firm']:.1f}")
        print(f"sure.{name}.above90.right {100 * scores['sure.firm.right']:.1f}")
    print(f"false.copies {dated['false']:.0f}")
    print(f"originals {len(trial.originals)}\ncopies {len(trial.done)}\nseconds {seconds:.1f}", flush=True)
    began = perf_counter()
    try:
        groups = group_by_datasketch(trial)
    except ImportError as error:
        print(f"datasketch skipped: {error}", file=sys.stderr)
        return 0
    gold = join_groups([analysis.page.name for analysis in trial.analyses], trial.edges)
    print(f"datasketch.groups.ari {100 * max(score_ari(found, gold) for found in groups):.1f}")
    print(f"datasketch.seconds {perf_counter() - began:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
