"""The report's own voice: its outlet, as the container, the page or the text names it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from onrecord.records import Block, Page, Span
from onrecord.resources.names import fold
from onrecord.stages.speakers.bodies import figure_of
from onrecord.stages.speakers.figures import Figure, Roster
from onrecord.stages.speakers.lexicon import Body, outlets

AGENCY = re.compile(r"\(\s*([A-Z][\w.&' -]{1,40}?)\s*\)\s*[.\-–—:]+")
"""An agency in brackets before a dash, as datelines have it: "Port Sel, May 3 (AFP) -"."""
TAIL = re.compile(r"\s[|\-–—•:]\s+([^|\n]{2,40}?)\s*$")
COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s*(?:\d{4})?[\s,]*(?:by\s+)?([^\n.|]{2,50})", re.IGNORECASE)
HEADS = frozenset({"headline", "dateline", "byline"})


def own_voice(page: Page, blocks: Sequence[Block], roster: Roster) -> Figure:
    """The figure of the outlet whose report this is; named after the report where nothing tells."""
    for name, span in _hints(page, blocks):
        parts = (name, name.removeprefix("The "), *re.split(r"\s+[-–—|:(]\s*", name))
        body = next((outlets()[fold(part)] for part in parts if fold(part) in outlets()), None)
        if body is not None:
            return _enrol(body, span, page, roster)
    if page.outlet and page.outlet.strip():
        return roster.add(" ".join(page.outlet.split()), "outlet")
    for block in blocks:
        if block.kind == "dateline" and (named := AGENCY.search(block.span.of(page.text))):
            figure = roster.add(named[1], "outlet")  # no table knows it, but its place says what it is
            figure.spans.add(Span(block.span.start + named.start(1), block.span.start + named.end(1)))
            return figure
    return roster.add(f"Outlet of report {page.name} (not named)", "outlet")


def _enrol(body: Body, span: Span | None, page: Page, roster: Roster) -> Figure:
    figure = figure_of(body, roster)
    if page.outlet and page.outlet.strip() != figure.name:
        figure.forms[page.outlet.strip()] += 1
    if span is not None:
        figure.spans.add(span)
    return figure


def _hints(page: Page, blocks: Sequence[Block]) -> list[tuple[str, Span | None]]:
    """Names that may be the outlet's, best first."""
    if page.outlet and page.outlet.strip():
        return [(page.outlet.strip(), None)]
    hints: list[tuple[str, Span | None]] = []
    for block in blocks:
        if block.kind not in HEADS:
            continue
        text = block.span.of(page.text)
        pattern = TAIL if block.kind == "headline" else AGENCY
        hints += [
            (m[1], Span(block.span.start + m.start(1), block.span.start + m.end(1)))
            for m in pattern.finditer(text[:600])
        ]
    start = next((block.span.start for block in blocks if block.kind == "body"), 0)
    hints += [
        (m[1], Span(start + m.start(1), start + m.end(1))) for m in AGENCY.finditer(page.text[start : start + 200])
    ]
    if page.title and (tail := TAIL.search(page.title)):
        hints.append((tail[1], None))
    if page.url:
        host = (urlsplit(page.url).hostname or "").removeprefix("www.")
        hints += [(part, None) for part in (host, *host.split(".")[:-1]) if len(part) > 2]
    hints += [(m[1].strip(), Span(m.start(1), m.end(1))) for m in COPYRIGHT.finditer(page.text)][:3]
    for block in blocks:
        if block.kind == "signature" and len(block.span) < 60:
            hints.append((block.span.of(page.text).strip(" .()[]-—–\n"), block.span))
    return hints
