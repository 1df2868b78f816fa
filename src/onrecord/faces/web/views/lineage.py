"""The lineage as a drawing: reports and those they come from in columns, sources on the left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.exports.outline import LINK_WORDS, Outline, Trace, shorten

WIDTH, HEIGHT = 176, 40
"""Of a box, in the units of the drawing."""
ACROSS, DOWN = 150, 14
"""Between boxes."""
LETTERS = 22
"""Of a name in its box."""
NOTE = 28
"""Letters of the line under it."""
EDGE = 10
"""Around the drawing."""
DEEPEST = 12
"""Columns of the drawing at most, without the first."""
RANKS = ("copy", "original-source-link", "shared-passage", "credit")
"""Kinds of lineage, what says most about where a text comes from first."""


@dataclass(frozen=True, slots=True)
class Owed:
    """What a report owes, in one kind, to those that are no reports of the story, or whom it only credits."""

    report: str
    kind: str
    traces: tuple[Trace, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A report, or an agency or outlet that one credits."""

    name: str
    label: str
    note: str
    kind: str
    x: int
    y: int
    href: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """What comes from what: from the source's box to the report's."""

    path: str
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Graph:
    """A drawing and its size."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    width: int
    height: int


def list_owed(outline: Outline, copies: Sequence[Trace]) -> list[Owed]:
    """All traces but the copies, those of one report and kind together, in the order of the reports."""
    found: dict[tuple[str, str], list[Trace]] = {}
    for trace in outline.lineage:
        if trace not in copies:
            found.setdefault((trace.report, trace.kind), []).append(trace)
    order = {report.name: number for number, report in enumerate(outline.reports)}
    ranks = {kind: number for number, kind in enumerate(RANKS)}
    ordered = sorted(found, key=lambda key: (ranks[key[1]], order[key[0]]))
    return [Owed(*key, tuple(found[key])) for key in ordered]


def name_reports(words: str, labels: Mapping[str, str]) -> str:
    """Words that call reports by their names, with their labels instead."""
    if not labels:
        return words
    names = "|".join(re.escape(name) for name in sorted(labels, key=len, reverse=True))
    return re.sub(rf"(?<![\w-])(?:{names})(?![\w-])", lambda found: labels[found.group()], words)


def draw_lineage(outline: Outline, hrefs: Mapping[str, str]) -> Graph:
    """Every report that takes part, in the column behind the last of its sources."""
    edges = {(trace.credits, trace.report, trace.kind): len(trace.quotes) for trace in outline.lineage}
    sources: dict[str, set[str]] = {}
    for source, report, _ in edges:
        sources.setdefault(report, set()).add(source)
        sources.setdefault(source, set())
    columns: dict[int, list[str]] = {}
    depths = find_depths(sources, sources)
    for name in sorted(sources):
        columns.setdefault(depths[name], []).append(name)
    _untangle(columns, [(source, report) for source, report, _ in edges])
    most = max(map(len, columns.values()), default=0)
    readings = {reading.name: reading for reading in outline.reports}
    boxes: dict[str, Box] = {}
    for column, names in sorted(columns.items()):
        above = (most - len(names)) * (HEIGHT + DOWN) // 2
        for row, name in enumerate(names):
            reading = readings.get(name)
            x, y = EDGE + column * (WIDTH + ACROSS), EDGE + above + row * (HEIGHT + DOWN)
            label = reading.label if reading else name
            # Of "Halden Post, 4 Nov" the day has a line of its own.
            head = reading.outlet if reading and label.startswith(f"{reading.outlet},") else label
            day = label.removeprefix(f"{head}, ") if head != label else reading.date if reading else "credited"
            note, kind = shorten(day, NOTE), "report" if reading else "credited"
            boxes[name] = Box(label, shorten(head, LETTERS), note, kind, x, y, hrefs.get(name, ""))
    arrows = tuple(
        Arrow(
            _curve(boxes[source], boxes[report]),
            kind,
            f"{boxes[report].name} {LINK_WORDS[kind]} {boxes[source].name}: {count}",
        )
        for (source, report, kind), count in edges.items()
        if source != report
    )
    width = 2 * EDGE + len(columns) * (WIDTH + ACROSS) - ACROSS if columns else 0
    height = 2 * EDGE + most * (HEIGHT + DOWN) - DOWN
    return Graph(tuple(boxes.values()), arrows, width, max(height, 0))


def _untangle(columns: dict[int, list[str]], edges: Sequence[tuple[str, str]]) -> None:
    """Order each column by the middle of its neighbours' rows, there and back, so that fewer arrows cross."""
    for column in [*sorted(columns), *sorted(columns, reverse=True)] * 2:
        rows = {name: row for names in columns.values() for row, name in enumerate(names)}
        middle: dict[str, float] = {}
        for name in columns[column]:
            near = [rows[b if a == name else a] for a, b in edges if name in (a, b) and a != b]
            middle[name] = sum(near) / len(near) if near else rows[name]
        columns[column].sort(key=lambda name: (middle[name], name))


def find_depths(names: Iterable[str], sources: Mapping[str, set[str]]) -> dict[str, int]:
    """Steps of each name from its farthest source, DEEPEST at most; of those that come from each other, however long
    the way round, none counts. Cost grows with the number of sources times the longest way."""
    order = sorted(names)
    bit = {name: 1 << place for place, name in enumerate(order)}
    behind = dict.fromkeys(order, 0)
    """All that a name goes back to, as a set of bits."""
    while True:
        before = dict(behind)
        for name in order:
            for source in sources.get(name, ()):
                behind[name] |= bit[source] | behind[source]
        if behind == before:
            break
    onward = {name: [s for s in sources.get(name, ()) if not behind[s] & bit[name]] for name in order}
    depths = dict.fromkeys(order, 0)
    for _ in range(DEEPEST):
        depths = {name: max((1 + depths[source] for source in onward[name]), default=0) for name in order}
    return depths


def _curve(source: Box, report: Box) -> str:
    x, y = source.x + WIDTH, source.y + HEIGHT // 2
    to_x, to_y = report.x - 6, report.y + HEIGHT // 2
    if to_x < x:  # to the same column or one before: around the right side
        to_x = report.x + WIDTH + 6
        return f"M{x} {y}C{x + ACROSS} {y},{to_x + ACROSS} {to_y},{to_x} {to_y}"
    bend = (to_x - x) // 2
    return f"M{x} {y}C{x + bend} {y},{to_x - bend} {to_y},{to_x} {to_y}"
