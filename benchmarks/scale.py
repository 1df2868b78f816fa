"""Many reports, for measures of time and memory: ``python -m benchmarks.lineage REPORTS.jsonl --seed N --scale N``."""

from __future__ import annotations

import resource
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from time import perf_counter, process_time

from benchmarks.copies import Draft, make_copies
from onrecord.records import Analysis, Page, Parse
from onrecord.stages.clean import classify_blocks
from onrecord.stages.dates import date_report
from onrecord.stages.lineage import trace_kinship

FEW = 10
"""A tenth of the reports is traced first: cost that grows with their number is ten times as much for all."""


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
    """Time and memory for ``count`` reports given one by one, and for a tenth, from a tenth of the originals: families
    of copies are as large there."""
    for prefix, few in (("scale.tenth.", FEW), ("scale.", 1)):
        drawn = originals[: max(1, len(originals) // few)]
        part = [sketch_report(page) for page in make_many(drawn, seed=seed, count=max(1, count // few))]
        Random(seed).shuffle(part)
        held: list[float] = []

        def watch(part: Sequence[Analysis] = part, held: list[float] = held) -> Iterator[Analysis]:
            held.append(_resident())
            yield from part
            held.append(_resident())

        began, used = perf_counter(), process_time()
        pairs = len(trace_kinship(watch()))
        yield f"{prefix}reports", len(part)
        yield f"{prefix}seconds", perf_counter() - began
        yield f"{prefix}cpu_seconds", process_time() - used
        yield f"{prefix}pairs", pairs
        yield f"{prefix}index_mb", held[1] - held[0]
    yield "scale.peak_mb", _peak()


def _resident() -> float:
    """The memory that the process has now, in MB; the most that it had where the system tells no more."""
    told = Path("/proc/self/statm")
    return int(told.read_text().split()[1]) * resource.getpagesize() / 2**20 if told.exists() else _peak()


def _peak() -> float:
    """The most memory that the process had so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
