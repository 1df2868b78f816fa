"""Speed and memory, each beside the bare parser in the same run: ``python -m benchmarks.speed SHARED``.

SHARED is a folder with ``data/basil/reports.jsonl``, ``data/news/articles.jsonl.gz`` and ``stories/NAME``.
Prints tables of what each stage costs and then a line ``name value`` a measure:

analyse_tokens_per_second   the whole analysis of a report, on the BASIL corpus
parse_tokens_per_second     the bare spaCy parse of the same texts: the same pipes, nlp.pipe, nothing else
analyse_to_parse            time of the first by time of the second, taken in turns of 20 reports
cold_start_seconds          ``onrecord read`` of the story of four reports, new process, new store (median of three)
cold_start_peak_mb          the most memory such a process held
build_seconds               the dossier of all those reports as one story, from their analyses
build_reports               how many they were
build_500_seconds           the dossier of 500 reports put into one story, BASIL's and others from data/news
build_500_peak_mb           the most memory that building it took beyond what the analyses hold
"""

from __future__ import annotations

import argparse
import gc
import gzip
import resource
import statistics
import subprocess
import sys
import tempfile
import tracemalloc
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

from onrecord import pipeline
from onrecord.adapters.pages import read_pages
from onrecord.models import Models, load_models
from onrecord.records import Analysis, Page
from onrecord.settings import Settings

TURN = 20
"""Reports analysed and parsed in turn, so that both see the same moods of the machine."""


Costs = dict[str, float]
"""Seconds by the name of a stage."""


class TimedEncoder:
    """The encoder, with its time noted."""

    def __init__(self, encoder: Any, note: Callable[..., Any]) -> None:
        """Encode by ``encoder``, timed by ``note``."""
        self.encode = note("encoder", encoder.encode)


@contextmanager
def time_stages(costs: Costs) -> Iterator[Callable[..., Any]]:
    """Within, each stage that pipeline calls adds its seconds to ``costs``; gives the timer itself."""

    def note(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*given: Any, **named: Any) -> Any:
            began = perf_counter()
            try:
                return function(*given, **named)
            finally:
                costs[name] += perf_counter() - began

        return timed

    stages = {
        name: value
        for name, value in vars(pipeline).items()
        if callable(value) and getattr(value, "__module__", "").startswith("onrecord.stages.")
    }
    for name, function in stages.items():
        setattr(pipeline, name, note(name, function))
    try:
        yield note
    finally:
        for name, function in stages.items():
            setattr(pipeline, name, function)


def measure_reports(pages: Sequence[Page], models: Models) -> tuple[list[Analysis], dict[str, float], Costs]:
    """Analyse and, in turns, barely parse ``pages``: analyses, measures, seconds a stage."""
    costs: Costs = defaultdict(float)
    analyses: list[Analysis] = []
    tokens = 0
    parsing = analysing = 0.0
    with time_stages(costs) as note:
        timed = replace(models, encoder=TimedEncoder(models.encoder, note))  # type: ignore[arg-type]
        pipeline.analyse(pages[0], models=timed)  # what is loaded when first used is cold start, not speed
        costs.clear()
        for first in range(0, len(pages), TURN):
            turn = pages[first : first + TURN]
            began = perf_counter()
            tokens += sum(len(document) for document in models.parser.pipe(page.text for page in turn))
            parsing += perf_counter() - began
            began = perf_counter()
            analyses += [pipeline.analyse(page, models=timed) for page in turn]
            analysing += perf_counter() - began
    measures = {
        "analyse_tokens_per_second": tokens / analysing,
        "parse_tokens_per_second": tokens / parsing,
        "analyse_to_parse": analysing / parsing,
    }
    return analyses, measures, costs


def measure_build(analyses: Sequence[Analysis]) -> tuple[dict[str, float], Costs]:
    """One story of all ``analyses``: measures, seconds a stage."""
    costs: Costs = defaultdict(float)
    gc.collect()
    with time_stages(costs):
        began = perf_counter()
        pipeline.build(analyses)
        seconds = perf_counter() - began
    return {"build_seconds": seconds, "build_reports": len(analyses)}, costs


def read_more(shared: Path, number: int) -> list[Page]:
    """The first ``number`` articles of data/news, as a reader of JSON lines gives them; none where there are none."""
    corpus = shared / "data" / "news" / "articles.jsonl.gz"
    if not corpus.exists() or number <= 0:
        return []
    with tempfile.TemporaryDirectory() as folder, gzip.open(corpus, "rt", encoding="utf-8") as lines:
        file = Path(folder, "news.jsonl")
        with file.open("w", encoding="utf-8") as out:
            out.writelines(line for _, line in zip(range(number), lines, strict=False))
        return [page for page in read_pages([file], settings=Settings()) if isinstance(page, Page)]


def measure_large(analyses: Sequence[Analysis]) -> dict[str, float]:
    """One story of all ``analyses``, built once for its seconds and once more for its memory."""
    gc.collect()
    began = perf_counter()
    pipeline.build(analyses)
    seconds = perf_counter() - began
    tracemalloc.start()
    pipeline.build(analyses)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return {f"build_{len(analyses)}_seconds": seconds, f"build_{len(analyses)}_peak_mb": peak / 2**20}


def measure_cold_start(stories: Path, runs: int = 3) -> dict[str, float]:
    """Read the story of four reports (else the first) in new processes; RuntimeError with its words if one fails."""
    folders = sorted(path for path in stories.iterdir() if path.is_dir())
    four = next((folder for folder in folders if len(list(folder.glob("*.txt"))) == 4), folders[0])
    command = [str(Path(sys.executable).with_name("onrecord")), "read", *map(str, sorted(four.glob("*.txt")))]
    seconds = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            began = perf_counter()
            done = subprocess.run([*command, "--db", f"{folder}/cold.db"], capture_output=True, text=True, check=False)
            seconds.append(perf_counter() - began)
            if done.returncode:
                raise RuntimeError(f"{' '.join(command)} ended with status {done.returncode}: {done.stderr[-2000:]}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return {"cold_start_seconds": statistics.median(seconds), "cold_start_peak_mb": peak / 1024}


def print_costs(heading: str, costs: Costs) -> None:
    """A table of ``costs``, dearest first; the encoder's are part of the stage that calls it."""
    whole = sum(seconds for name, seconds in costs.items() if name != "encoder")
    print(f"{heading:<28}{'seconds':>9}{'share':>8}")
    for name, seconds in sorted(costs.items(), key=lambda cost: -cost[1]):
        label = "  of these, the encoder" if name == "encoder" else name
        print(f"{label:<28}{seconds:>9.2f}{seconds / whole:>8.1%}")
    print()


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("shared", type=Path, help="folder with data/basil/reports.jsonl and stories/")
    arguments.add_argument("--reports", type=int, default=180, help="how many of BASIL's reports to take")
    arguments.add_argument("--large", type=int, default=500, help="reports of the large story; 0 for none")
    given = arguments.parse_args()
    measures = measure_cold_start(given.shared / "stories")
    corpus = [given.shared / "data" / "basil" / "reports.jsonl"]
    pages = [page for page in read_pages(corpus, settings=Settings()) if isinstance(page, Page)][: given.reports]
    analyses, speed, stage_costs = measure_reports(pages, load_models())
    built, build_costs = measure_build(analyses)
    if given.large > len(analyses):
        models = load_models()
        more = read_more(given.shared, given.large - len(analyses))
        built |= measure_large([*analyses, *(pipeline.analyse(page, models=models) for page in more)])
    print_costs(f"a report ({len(pages)} of them)", stage_costs)
    print_costs(f"a story ({len(pages)} reports)", build_costs)
    for name, value in {**speed, **measures, **built}.items():
        print(f"{name} {value:.2f}")


if __name__ == "__main__":
    main()
