"""A report with all that is known about its words: statements, people, times, furniture, the same words elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from onrecord.exports.marks import Mark, cover_text, mark_text
from onrecord.exports.outline import LINK_WORDS, Quote, day_name, shorten
from onrecord.exports.outline.words import on_one_line
from onrecord.exports.places import Places, whole_of
from onrecord.faces.web.views.story import ShownStory
from onrecord.records import ARTICLE_KINDS, Evidence, Report, Span, Statement

MOST = 4
"""Claims and other reports named beside one statement; more of them are on the claim's page."""
LONGEST = 400
"""Code points of a quote in the margin."""
PLACE, SAID, PART, WORD = 0, 1, 2, 3
"""Ranks of marks: places that addresses lead to are outermost, so that each is in one piece."""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as the margin shows it."""

    id: str
    speaker: str
    act: str
    mode: str
    via: tuple[str, ...]
    said_on: str
    words: str
    href: str
    """To its words in the text."""
    claims: tuple[tuple[str, str, str], ...]
    """Proposition, status and address of each claim that it carries."""
    elsewhere: tuple[Quote, ...]
    """The same thing said, in other reports."""
    correct: str
    """Where its speaker can be corrected."""
    corrected: bool


@dataclass(frozen=True, slots=True)
class Shared:
    """Words that this report shares with another, or by which one credits another."""

    title: str
    here: Quote
    there: Quote | None


@dataclass(frozen=True, slots=True)
class ShownReport:
    """A report as its page shows it."""

    report: Report
    blocks: tuple[tuple[str, bool, Markup], ...]
    """Kind, whether it is furniture, and text with marks."""
    said: tuple[Said, ...]
    shared: tuple[Shared, ...]


def show_report(story: ShownStory, name: str, *, extra: Span | None = None) -> ShownReport:
    """The report of that name; ``extra`` is one more place that an address leads to."""
    return _Reader(story, name, extra).show()


class _Reader:
    """Puts together what is known of one report's words."""

    def __init__(self, story: ShownStory, name: str, extra: Span | None) -> None:
        self.story, self.name, self.extra = story, name, extra
        self.report = story.reports[name]
        self.places = Places(story.dossier)
        self.said = [(index, statement, self.tell(index, statement)) for index, statement in story.statements_of(name)]

    def show(self) -> ShownReport:
        """All of it."""
        marks, tags = self.list_marks()
        seen: set[str] = set()

        def wrap(key: str) -> tuple[Markup, Markup]:
            before, after, id = tags[key]
            if id and key not in seen:
                before = before.replace(">", Markup(' id="{}">').format(id), 1)
            seen.add(key)
            return before, after

        blocks = tuple(
            (block.kind, block.kind not in ARTICLE_KINDS, mark_text(self.report.text, block.span, marks, wrap))
            for block in cover_text(self.report)
        )
        return ShownReport(self.report, blocks, tuple(told for _, _, told in self.said), tuple(self.list_shared()))

    # ---- marks

    def list_marks(self) -> tuple[list[Mark], dict[str, tuple[Markup, Markup, str]]]:
        """All marks, and for each key the tags and the id of its first piece."""
        marks: list[Mark] = []
        tags: dict[str, tuple[Markup, Markup, str]] = {}

        def add(span: Span, rank: int, tag: Markup, id: str = "") -> None:
            key = f"{len(marks):06}"
            marks.append(Mark(span, key, rank))
            tags[key] = (tag, Markup("</a>") if tag.startswith("<a") else Markup("</span>"), id)

        for span in sorted(self.list_places()):
            add(span, PLACE, Markup('<span class="at">'), f"p{span.start}-{span.end}")
        linked: list[Span] = []
        for _, statement, told in self.said:
            for span in statement.content:
                # A link in a link is none: what is said inside of something said is marked, and linked in the margin.
                inner = any(span.overlaps(other) for other in linked)
                add(span, SAID, _said_tag(told, linked=not inner))
                linked += [] if inner else [span]
            add(statement.cue, PART, Markup('<span class="cue">'))
            if statement.source:
                title = f"the source: {told.speaker}"
                add(statement.source, PART, Markup('<span class="source" title="{}">').format(title))
        for entity in self.story.dossier.entities:
            title = ", ".join([on_one_line(entity.name), entity.kind, *map(on_one_line, entity.roles[:1])])
            for mention in entity.mentions:
                if mention.report == self.name:
                    add(mention.span, WORD, Markup('<span class="entity" title="{}">').format(title))
        for time in self.report.times:
            if time.value:
                title = f"{day_name(time.value)}, as the reports date it"
                add(time.span, WORD, Markup('<span class="time" title="{}">').format(title))
        return marks, tags

    def list_places(self) -> Iterator[Span]:
        """All places of the report that some page of the story leads to."""
        dossier = self.story.dossier
        found = {place for claim in dossier.claims for holder in claim.holders for place in holder.evidence}
        found |= {claim.wording for claim in dossier.claims}
        found |= {value.evidence for one in dossier.discrepancies for value in one.values}
        found |= {place for one in dossier.utterances for place in one.renderings}
        found |= {place for entry in dossier.events for place in entry.evidence}
        for link in dossier.lineage:
            found |= {Evidence(link.report, link.evidence), *([link.other] if link.other else [])}
        found |= {whole_of(statement) for statement in dossier.statements}
        spans = {place.span for place in found if place.report == self.name and place.span}
        yield from spans | ({self.extra} if self.extra and self.extra.end <= len(self.report.text) else set())

    # ---- the margin

    def tell(self, index: int, statement: Statement) -> Said:
        """A statement for the margin."""
        place = whole_of(statement)
        names = self.places.names(statement.speakers)
        return Said(
            id=f"s{statement.cue.start}",
            speaker=on_one_line(", ".join(names)) or "not named",
            act=statement.act,
            mode=statement.mode,
            via=tuple(map(on_one_line, self.places.names(statement.via))),
            said_on=day_name(statement.said_on) if statement.said_on else "",
            words=on_one_line(" … ".join(span.of(self.report.text) for span in statement.content)),
            href=f"#p{place.span.start}-{place.span.end}",
            claims=tuple(self.list_claims(statement))[:MOST],
            elsewhere=tuple(self.list_elsewhere(statement))[:MOST],
            correct=f"/reports/{self.report.sha256}/statements/{statement.cue.start}",
            corrected=any(index in one.statements for one in self.story.dossier.corrections),
        )

    def list_claims(self, statement: Statement) -> Iterator[tuple[str, str, str]]:
        """The claims that the statement carries, disputes first."""
        spans = statement.evidence or (whole_of(statement).span,)
        for claim in sorted(self.story.dossier.claims, key=lambda claim: claim.status != "disputed"):
            if any(
                holder.speaker in statement.speakers
                and any(place.report == self.name and place.span in spans for place in holder.evidence)
                for holder in claim.holders
            ):
                yield on_one_line(claim.proposition), claim.status, self.story.claim_href(claim.id)

    def list_elsewhere(self, statement: Statement) -> Iterator[Quote]:
        """The same thing said, as other reports render it."""
        spans = (*statement.content, *statement.evidence)
        for utterance in self.story.dossier.utterances:
            if utterance.speaker in statement.speakers and any(
                place.report == self.name and any(place.span.overlaps(span) for span in spans)
                for place in utterance.renderings
            ):
                yield from (self.quote(place) for place in utterance.renderings if place.report != self.name)

    def list_shared(self) -> Iterator[Shared]:
        """Lineage that begins or ends here."""
        for link in self.story.dossier.lineage:
            here = Evidence(link.report, link.evidence)
            if link.report == self.name:
                there = self.quote(link.other) if link.other else None
                credits = on_one_line(link.credits)
                title = f"{LINK_WORDS[link.kind]} {self.story.labels.get(credits, credits)}"
                yield Shared(title, self.quote(here), there)
            elif link.other and link.other.report == self.name:
                title = f"{self.story.labels[link.report]} {LINK_WORDS[link.kind]} this report"
                yield Shared(title, self.quote(link.other), self.quote(here))

    def quote(self, place: Evidence) -> Quote:
        """Words with their place."""
        words = shorten(on_one_line(self.places.words(place)), LONGEST)
        return Quote(place.report, place.span, self.places.line(place), words)


def _said_tag(told: Said, *, linked: bool) -> Markup:
    """The tag of something said. A pointer or a keyboard on it shows who says it and which claim it carries."""
    claim = told.claims[0] if told.claims else None
    title = f"{told.speaker} {told.act}" + (f" – claim: {claim[0]}" if claim else "")
    held = Markup('class="said {}" data-said="{}" title="{}"').format(told.act, told.id, shorten(title, 300))
    if not linked:
        return Markup("<span {}>").format(held)
    return Markup('<a {} href="{}">').format(held, escape(claim[2] if claim else f"#{told.id}"))
