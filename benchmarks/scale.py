"""Many reports, for measures of time and memory: ``python -m benchmarks.lineage REPORTS.jsonl --seed N --scale N``."""

from __future__ import annotations

import resource
from collections.abc import Iterator, Sequence
from dataclasses import replace
from time import perf_counter, process_time

from benchmarks.copies import Draft, make_copies
from onrecord.records import Analysis, Page, Parse
from onrecord.stages.clean import classify_blocks
from onrecord.stages.dates import date_report
from onrecord.stages.lineage import trace_kinship

FEW = 10
"""The first part, a tenth, that is traced alone: ten times its time is what grows with the number of reports."""


def make_many(originals: Sequence[tuple[Page, Draft]], *, seed: int, count: int) -> Iterator[Page]:
    """The originals, then copies of them, round by round with new seeds, until there are ``count``."""
    made = 0
    for page, _ in originals[:count]:
        yield page
        made += 1
    usable = [(page, draft) for page, draft in originals if len(draft.paragraphs) > 3]
    while made < count:
        for copy in make_copies(usable, seed=seed)[: count - made]:
            made += 1
            yield replace(copy.page, name=f"{copy.page.name}~{seed}")
        seed += 1


def sketch_report(page: Page) -> Analysis:
    """What of a report's analysis copies are found by: blocks and day."""
    blocks = classify_blocks(page)
    published = date_report(page, blocks, Parse((), (), ()))
    return Analysis(page, blocks, (), published, "", (), (), (), (), ())


def measure_scale(originals: Sequence[tuple[Page, Draft]], *, seed: int, count: int) -> Iterator[tuple[str, float]]:
    """Time and memory for ``count`` reports given one by one, and for the first tenth of them."""
    analyses = [sketch_report(page) for page in make_many(originals, seed=seed, count=count)]
    began, used = perf_counter(), process_time()
    few = len(trace_kinship(analyses[: max(1, count // FEW)]))
    yield "scale.tenth.seconds", perf_counter() - began
    yield "scale.tenth.cpu_seconds", process_time() - used
    yield "scale.tenth.pairs", few
    before = _peak()
    began, used = perf_counter(), process_time()
    found = len(trace_kinship(analyses))
    yield "scale.reports", len(analyses)
    yield "scale.seconds", perf_counter() - began
    yield "scale.cpu_seconds", process_time() - used
    yield "scale.pairs", found
    yield "scale.reports_mb", before
    yield "scale.peak_mb", _peak()


def _peak() -> float:
    """The most memory that the process had so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
