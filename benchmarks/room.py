"""The reading room under load: ``python -m benchmarks.room [--reports 20000]``.

Makes a synthetic store (benchmarks/synthetic_store.py), serves it on loopback in a process of its own and asks for
pages one after another from a few clients at once, each page another one. Prints a line ``name value`` a measure:

room_reports            reports in the store
room_store_seconds      time to make it
room_story_p50_ms       story pages: median and 95th percentile of the time until the last byte
room_story_p95_ms
room_search_p50_ms      searches of one and two words, half of them narrowed
room_search_p95_ms
room_report_p95_ms      report pages
room_requests_per_second
"""

from __future__ import annotations

import argparse
import http.client
import random
import subprocess
import sys
import tempfile
import threading
from collections import defaultdict
from pathlib import Path
from time import perf_counter
from urllib.parse import quote

from benchmarks.synthetic_store import WORDS, make_store

CLIENTS = 2
"""Readers who ask at once: a newsroom's desk, on one machine."""
PAUSE = 0.05
"""Seconds a client waits between pages: faster than anybody reads, slower than a machine asks."""


def ask(address: tuple[str, int], paths: list[tuple[str, str]], times: dict[str, list[float]]) -> None:
    """Ask for each path in turn; RuntimeError for an answer that is no page."""
    connection = http.client.HTTPConnection(*address, timeout=60)
    for kind, path in paths:
        began = perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        times[kind].append((perf_counter() - began) * 1000)
        if answer.status != 200 or not body:
            raise RuntimeError(f"{path} answered {answer.status}")
        threading.Event().wait(PAUSE)
    connection.close()


def list_paths(stories: list[int], digests: list[str], number: int, seed: int) -> list[tuple[str, str]]:
    """As many pages of each kind, drawn by chance that is the same every time."""
    chance = random.Random(seed)
    paths = []
    for _ in range(number):
        paths.append(("story", f"/stories/{chance.choice(stories)}"))
        words = " ".join(chance.sample(WORDS, chance.choice((1, 2))))
        narrowed = chance.choice(("", "&act=denies", "&since=2023-06", "&outlet=Outlet+3"))
        paths.append(("search", f"/search?q={quote(words)}{narrowed}"))
        paths.append(("report", f"/reports/{chance.choice(digests)}"))
    return paths


def percentile(times: list[float], share: float) -> float:
    """The time under which that share of them lies."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def measure(db: Path, stories: list[int], digests: list[str], number: int) -> dict[str, float]:
    """Serve the store and ask for pages."""
    command = [str(Path(sys.executable).with_name("onrecord")), "serve", "--db", str(db), "--port", "0"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert server.stderr
    try:
        line = server.stderr.readline()
        address = ("127.0.0.1", int(line.rpartition("/ (")[0].rpartition(":")[2]))
        warm: dict[str, list[float]] = defaultdict(list)
        ask(address, list_paths(stories, digests, 3, seed=0), warm)
        times: dict[str, list[float]] = defaultdict(list)
        began = perf_counter()
        clients = [
            threading.Thread(target=ask, args=(address, list_paths(stories, digests, number, seed), times))
            for seed in range(1, CLIENTS + 1)
        ]
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        seconds = perf_counter() - began
    finally:
        server.terminate()
        server.wait(20)
    found = {f"room_{kind}_p{share}_ms": percentile(times[kind], share / 100) for kind in times for share in (50, 95)}
    return {**found, "room_requests_per_second": sum(map(len, times.values())) / seconds}


def main() -> None:
    """Make, serve, ask, print."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--reports", type=int, default=20_000)
    arguments.add_argument("--pages", type=int, default=100, help="of each kind, by each client")
    arguments.add_argument("--db", type=Path, help="a store that is made there and kept, or is there already")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        db = given.db or Path(folder) / "room.db"
        began = perf_counter()
        stories, digests = make_store(db, reports=given.reports)
        measures = {"room_reports": len(digests), "room_store_seconds": perf_counter() - began}
        measures |= measure(db, stories, digests, given.pages)
    for name, value in measures.items():
        print(f"{name} {value:.1f}")


if __name__ == "__main__":
    main()
