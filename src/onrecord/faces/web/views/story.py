"""A story with the addresses of all that it shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote as escape_path

from onrecord.exports.identifiers import uuid_of
from onrecord.exports.outline import Moment, Outline, Question, Quote, Trace, arrange_outline, day_name
from onrecord.exports.outline.words import on_one_line
from onrecord.faces.web.views.answers import Answers, answer_all, list_copies, list_main
from onrecord.faces.web.views.differences import Worded, mark_words
from onrecord.faces.web.views.lineage import Graph, Owed, draw_lineage, list_owed, name_reports
from onrecord.faces.web.views.origins import Branch, grow_tree
from onrecord.records import Applied, Claim, Dossier, Report, Statement

KEY_LENGTH = 8
"""Hex digits of a claim's key: no two of a story's few hundred claims share them by chance."""

LONG, ENOUGH = 12, 3
"""A timeline of more events than the first begins with what several reports tell, if that is at least the second."""


@dataclass(frozen=True)
class ShownStory:
    """A dossier with its outline and where each part of it has its address."""

    number: int
    dossier: Dossier
    outline: Outline

    @classmethod
    def make(cls, number: int, dossier: Dossier) -> ShownStory:
        """The story of that number."""
        return cls(number, dossier, arrange_outline(dossier))

    # ---- addresses

    def address(self) -> str:
        """Of the story."""
        return f"/stories/{self.number}"

    def href(self, quote: Quote) -> str:
        """Of the words in their report."""
        return f"{self.report_href(quote.report)}#p{quote.span.start}-{quote.span.end}"

    def report_href(self, name: str) -> str:
        """Of a report, by the digest of its text, which no other text ever has."""
        report = self.reports[name]
        several = sum(other.sha256 == report.sha256 for other in self.dossier.reports) > 1
        # One text in two outlets is two reports.
        return f"/reports/{report.sha256}" + (f"?report={escape_path(name, safe='')}" if several else "")

    def find_report(self, sha256: str, name: str = "") -> Report:
        """The report of that text; of several, the one of that name if there is one."""
        found = [report for report in self.dossier.reports if report.sha256 == sha256]
        return next((report for report in found if report.name == name), found[0])

    def speaker_href(self, name: str) -> str:
        """Of all that a speaker said, or of the lines that name whoever says nothing; of an unnamed one there is
        nothing to be said across stories."""
        if name not in self.names or name.endswith(")"):
            return ""
        return speaker_href(name) if name in self.heard else f"/search?q={escape_path(f'"{name}"', safe='')}"

    @cached_property
    def names(self) -> frozenset[str]:
        """Names of the story's entities."""
        return frozenset(on_one_line(entity.name) for entity in self.dossier.entities)

    @cached_property
    def heard(self) -> frozenset[str]:
        """Names of those who say or hold something."""
        ids = {id for statement in self.dossier.statements for id in statement.speakers}
        ids |= {holder.speaker for claim in self.dossier.claims for holder in claim.holders}
        return frozenset(on_one_line(entity.name) for entity in self.dossier.entities if entity.id in ids)

    def claim_href(self, id: str) -> str:
        """Of a claim, by its words: its number may be another tomorrow."""
        return f"/stories/{self.number}/claims/{self.keys[id]}"

    @cached_property
    def reports(self) -> dict[str, Report]:
        """Reports by name."""
        return {report.name: report for report in self.dossier.reports}

    @cached_property
    def keys(self) -> dict[str, str]:
        """Lasting keys of claims, by their ids."""
        found: dict[str, str] = {}
        for claim in self.dossier.claims:
            place = claim.wording
            parts = (self.reports[place.report].sha256, str(place.span.start), str(place.span.end), claim.proposition)
            key = uuid_of("claim", *parts)[:KEY_LENGTH]
            found[claim.id] = key if key not in found.values() else f"{key}-{claim.id}"
        return found

    @cached_property
    def labels(self) -> dict[str, str]:
        """How a reader knows each report, by its name."""
        return self.outline.labels

    # ---- parts

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.dossier.claims}

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Claims as a reader sees them, by id."""
        return {question.id: question for question in (*self.outline.disputes, *self.outline.claims)}

    def find_claim(self, key: str) -> str | None:
        """The id of the claim of that key, or of that id itself, which holds for today."""
        return next((id for id, known in self.keys.items() if known == key), key if key in self.claims else None)

    def tree(self, id: str) -> tuple[Branch, ...]:
        """Where a claim's chains begin and by which way they come into which report."""
        return grow_tree(self.claims[id], self.dossier)

    @cached_property
    def answers(self) -> dict[str, Answers]:
        """Short answers about each dispute, by its id."""
        return answer_all(self.dossier, self.outline)

    @cached_property
    def copies(self) -> list[Trace]:
        """Text that one of the reports took from another."""
        return list_copies(self.outline)

    @cached_property
    def owed(self) -> list[Owed]:
        """What else each report owes to others."""
        return list_owed(self.outline, self.copies)

    def reword(self, words: str) -> str:
        """Words about reports with their labels for their names."""
        return name_reports(words, self.labels)

    @cached_property
    def graph(self) -> Graph:
        """The lineage, drawn."""
        return draw_lineage(self.outline, {name: self.report_href(name) for name in self.reports})

    @cached_property
    def worded(self) -> tuple[tuple[str, str, tuple[Worded, ...]], ...]:
        """Things said once and worded differently: speaker, day, and each wording with the words that differ."""
        names = {entity.id: on_one_line(entity.name) for entity in self.dossier.entities}
        found = [
            (names[one.speaker], day_name(one.said_on), mark_words(one, self.reports))
            for one in self.dossier.utterances
            if len(one.renderings) > 1
        ]
        # What is worded differently first; the same words in several reports say little more than lineage does.
        return tuple(sorted(found, key=lambda told: not any(differs for w in told[2] for _, differs in w.pieces)))

    def list_moments(self, *, actor: str = "", type: str = "", clock: str = "happened", told: str = "") -> list[Moment]:
        """The timeline, narrowed, by the clock asked for.

        A long one begins with what several reports tell, unless all is asked for or it is narrowed otherwise.
        """
        pairs = [
            (entry.reported if clock == "reported" else entry.when, moment)
            for entry, moment in zip(self.dossier.events, self.outline.timeline, strict=True)
            if (not actor or actor in moment.actors) and (not type or type in (moment.plover, moment.status))
        ]
        pairs.sort(key=lambda pair: pair[0].iso if pair[0] else "9999")
        moments = [moment for _, moment in pairs]
        main = list_main(moments)
        if told == "several" or (not (told or actor or type) and len(moments) > LONG and len(main) >= ENOUGH):
            return main
        return moments

    @cached_property
    def actors(self) -> tuple[str, ...]:
        """Who acts in the timeline, by name."""
        return tuple(sorted({actor for moment in self.outline.timeline for actor in moment.actors}))

    @cached_property
    def types(self) -> tuple[str, ...]:
        """The types and statuses of the timeline's events."""
        named = {name for moment in self.outline.timeline for name in (moment.plover, moment.status) if name}
        return tuple(sorted(named))

    def corrections_of(self, claim: str) -> list[Applied]:
        """What readers corrected about a claim."""
        return [one for one in self.dossier.corrections if claim in one.claims]

    def statements_of(self, name: str) -> Iterator[tuple[int, Statement]]:
        """A report's statements with their numbers in the story."""
        for index, statement in enumerate(self.dossier.statements):
            if statement.report == name:
                yield index, statement


def speaker_href(name: str) -> str:
    """The address of all that a speaker said."""
    return f"/speakers/{escape_path(name, safe='')}"
