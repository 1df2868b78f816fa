"""Names and words of one dossier, looked up: what every format needs in place of ids and spans."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from onrecord.records import Dossier, Entity, Evidence, Report, Span, Statement


class Places:
    """Looks up the names and words of one dossier."""

    def __init__(self, dossier: Dossier) -> None:
        """Of this dossier."""
        self.entities: dict[str, Entity] = {entity.id: entity for entity in dossier.entities}
        self.reports: dict[str, Report] = {report.name: report for report in dossier.reports}
        self._starts = {report.name: _line_starts(report.text) for report in dossier.reports}

    def name(self, id: str) -> str:
        """The canonical name of an entity."""
        return self.entities[id].name

    def names(self, ids: Iterable[str]) -> list[str]:
        """The canonical names of entities."""
        return [self.name(id) for id in ids]

    def joint(self, ids: Iterable[str]) -> str | None:
        """The names of joint speakers as one: "A, B and C"; None where the text names nobody."""
        names = self.names(ids)
        return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else None

    def words(self, place: Evidence) -> str:
        """The words that stand there, exactly."""
        return place.span.of(self.reports[place.report].text)

    def line(self, place: Evidence) -> int:
        """The line in which they begin, from 1."""
        return bisect_right(self._starts[place.report], place.span.start)

    def sha256(self, report: str) -> str:
        """The digest of a report's text."""
        return self.reports[report].sha256

    def address(self, report: str) -> str:
        """Where a report is to be had: its address if it is known, else a name made from its digest."""
        return self.reports[report].url or f"urn:sha256:{self.sha256(report)}"


def whole_of(statement: Statement) -> Evidence:
    """The stretch of a report from the first to the last sentence that carries the statement."""
    source = (statement.source,) if statement.source else ()
    spans = statement.evidence or (*statement.content, statement.cue, *source)
    return Evidence(statement.report, Span(min(s.start for s in spans), max(s.end for s in spans)))


def _line_starts(text: str) -> list[int]:
    return [0, *accumulate(len(line) + 1 for line in text.split("\n"))][:-1]
