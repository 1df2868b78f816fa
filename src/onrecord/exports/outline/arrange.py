"""From a dossier to its outline."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from onrecord.exports.outline.cited import cite_reports, outlet_name
from onrecord.exports.outline.lines import (
    Divergence,
    Given,
    Line,
    Moment,
    Outline,
    Question,
    Quote,
    Reading,
    Rendering,
    Side,
    Trace,
    Voice,
)
from onrecord.exports.outline.words import day_name, list_roles, note_links, on_one_line
from onrecord.records import (
    ARTICLE_KINDS,
    Applied,
    Claim,
    Dossier,
    Entity,
    Evidence,
    Holder,
    Link,
    Report,
    Span,
    Stance,
    Statement,
    TimelineEntry,
    Utterance,
)

STANCES: tuple[Stance, ...] = ("asserts", "denies", "questions", "declines")
"""The order in which a claim's sides are shown."""

ORIGIN_BASIS = {"stated": "", "probable": " (probably one origin)", "not stated": " (origin not stated)"}
"""What is said of an origin beside its name: how sure it is."""
BASES = {
    "given": "as given",
    "dateline": "by its dateline",
    "page": "by its page",
    "text": "by its text",
    "story": "by the other reports",
    "unknown": "",
}
"""How a report's date is known, in the reader's words."""


def arrange_outline(dossier: Dossier) -> Outline:
    """The dossier arranged for reading. Pure: it adds nothing to what the dossier holds."""
    return _Arranger(dossier).outline()


class _Arranger:
    """Looks up the names and words of one dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.entities = {entity.id: entity for entity in dossier.entities}
        self.texts = {report.name: report.text for report in dossier.reports}
        self.headlines = {
            report.name: [block.span for block in report.blocks if block.kind == "headline"]
            for report in dossier.reports
        }
        self.breaks = {name: _line_breaks(text) for name, text in self.texts.items()}

    def outline(self) -> Outline:
        """The whole outline."""
        dossier = self.dossier
        questions = [self.question(claim) for claim in dossier.claims]
        undisputed = [question for question in questions if question.status != "disputed"]
        undisputed.sort(key=_rank)
        voices = self.voices()
        return Outline(
            title=on_one_line(dossier.story),
            reports=self.readings(),
            disputes=tuple(question for question in questions if question.status == "disputed"),
            claims=tuple(undisputed),
            divergences=tuple(
                Divergence(one.about, one.kind, tuple(
                    Given(on_one_line(value.value), self.name(value.speaker), self.quote(value.evidence))
                    for value in one.values
                ))
                for one in dossier.discrepancies
            ),
            lineage=self.lineage(),
            timeline=tuple(self.moment(entry) for entry in dossier.events),
            renderings=tuple(
                Rendering(
                    self.name(one.speaker), day_name(one.said_on), self.quotes(one.renderings), self.differing(one)
                )
                for one in dossier.utterances
                if len(one.renderings) > 1
            ),
            people=tuple(voice for voice in voices if voice.kind == "person"),
            sources=tuple(voice for voice in voices if voice.kind != "person" and voice.statements),
            statements=tuple(
                replace(self.line(statement), corrected=self.corrected(partial(_about, i)))
                for i, statement in enumerate(dossier.statements)
            ),
            left_out=dossier.left_out,
        )  # fmt: skip

    # ---- words and names

    def quote(self, evidence: Evidence) -> Quote:
        """The words of a place."""
        line = bisect_right(self.breaks[evidence.report], evidence.span.start) + 1
        words = on_one_line(evidence.span.of(self.texts[evidence.report]))
        return Quote(evidence.report, evidence.span, line, words)

    def quotes(self, places: Iterable[Evidence]) -> tuple[Quote, ...]:
        """The words of several places, each place once, in the order given."""
        return tuple(self.quote(place) for place in dict.fromkeys(places))

    def differing(self, utterance: Utterance) -> tuple[tuple[str, ...], ...]:
        """The words by which each rendering differs; none where that was not looked at."""
        spans = utterance.differing or ((),) * len(utterance.renderings)
        return tuple(
            tuple(self.quote(Evidence(place.report, span)).words for span in of_it)
            for place, of_it in zip(utterance.renderings, spans, strict=True)
        )

    def in_headline(self, evidence: Evidence) -> bool:
        """True where the words are a headline's, which says in brief what the report then says."""
        return any(headline.overlaps(evidence.span) for headline in self.headlines[evidence.report])

    def name(self, id: str) -> str:
        """The canonical name of an entity."""
        return on_one_line(self.entities[id].name)

    def names(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The canonical names of entities."""
        return tuple(self.name(id) for id in ids)

    # ---- one line each

    def readings(self) -> tuple[Reading, ...]:
        """The lines of the reports."""
        reports = self.dossier.reports
        outlets = [outlet_name(self.name(report.outlet), report.name) for report in reports]
        days = [(report.name, outlet, report.published.when) for report, outlet in zip(reports, outlets, strict=True)]
        labels = cite_reports(days)
        return tuple(
            self.reading(report, outlet, labels[report.name]) for report, outlet in zip(reports, outlets, strict=True)
        )

    def reading(self, report: Report, outlet: str, label: str) -> Reading:
        """The line of one report."""
        furniture = Counter(block.kind for block in report.blocks if block.kind not in ARTICLE_KINDS)
        return Reading(
            name=report.name,
            label=label,
            outlet=outlet,
            title=on_one_line(report.title),
            date=day_name(report.published.when),
            basis=BASES[report.published.basis] if report.published.when else "",
            reason=on_one_line(report.published.reason),
            statements=sum(statement.report == report.name for statement in self.dossier.statements),
            furniture=tuple(sorted(furniture.items(), key=lambda item: (-item[1], item[0]))),
        )

    def question(self, claim: Claim) -> Question:
        """A claim with its sides: asserted first; who has more words in more reports first on each side."""
        order = {stance: i for i, stance in enumerate(STANCES)}
        sides = [self.side(holder) for holder in claim.holders]
        sides.sort(key=lambda side: (order[side.stance], -len({quote.report for quote in side.quotes})))
        held = {stance: {h.speaker for h in claim.holders if h.stance == stance} for stance in ("asserts", "denies")}
        places = {evidence.report for holder in claim.holders for evidence in holder.evidence}
        return Question(
            id=claim.id,
            proposition=on_one_line(claim.proposition),
            wording=self.quote(claim.wording),
            status=claim.status,
            sides=tuple(sides),
            origins=tuple(on_one_line(origin.name) + ORIGIN_BASIS[origin.basis] for origin in claim.origins),
            reasons=tuple(dict.fromkeys(origin.reason for origin in claim.origins if origin.reason)),
            both=tuple(self.name(speaker) for speaker in sorted(held["asserts"] & held["denies"])),
            reports=tuple(sorted(places)),
            corrected=self.corrected(lambda one: claim.id in one.claims),
        )

    def corrected(self, concerns: Callable[[Applied], bool]) -> tuple[str, ...]:
        """Who corrected what the corrections concern, and when."""
        return tuple(
            f"{one.made.correction.kind}: {on_one_line(one.made.made_by)}, {one.made.made_on[:10]}"
            for one in self.dossier.corrections
            if concerns(one)
        )

    def side(self, holder: Holder) -> Side:
        """A holder of a claim."""
        entity = self.entities[holder.speaker]
        return Side(
            speaker=on_one_line(entity.name),
            role=_role(entity),
            kind=entity.kind,
            stance=holder.stance,
            via=self.names(holder.via),
            quotes=self.quotes(sorted(holder.evidence, key=self.in_headline)),
        )

    def moment(self, entry: TimelineEntry) -> Moment:
        """An event."""
        return Moment(
            happened=day_name(entry.when),
            reported=day_name(entry.reported),
            what=on_one_line(entry.what),
            actors=self.names(entry.actors),
            plover=entry.plover or "",
            status=entry.status,
            quotes=self.quotes(entry.evidence),
        )

    def line(self, statement: Statement) -> Line:
        """A statement, quoted from its source or cue to the end of its content."""
        spans = [*statement.content, statement.cue, *([statement.source] if statement.source else [])]
        whole = statement.evidence or (Span(min(s.start for s in spans), max(s.end for s in spans)),)
        span = Span(min(s.start for s in whole), max(s.end for s in whole))
        return Line(
            speaker=", ".join(self.names(statement.speakers)) or "not named",
            act=statement.act,
            mode=statement.mode,
            via=self.names(statement.via),
            said_on=day_name(statement.said_on),
            quote=self.quote(Evidence(statement.report, span)),
        )

    # ---- gathered

    def lineage(self) -> tuple[Trace, ...]:
        """The links, one line for all passages of one kind between the same two."""
        gathered: defaultdict[tuple[str, str, str], list[Link]] = defaultdict(list)
        for link in self.dossier.lineage:
            gathered[link.report, link.credits, link.kind].append(link)
        return tuple(
            Trace(
                report=report,
                credits=on_one_line(credits),
                kind=kind,
                quotes=self.quotes(Evidence(report, link.evidence) for link in links),
                others=self.quotes(link.other for link in links if link.other),
                note=note_links(links),
            )
            for (report, credits, kind), links in gathered.items()
        )

    def voices(self) -> list[Voice]:
        """Everybody who speaks or is a person, who says most first."""
        acts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        reports: defaultdict[str, set[str]] = defaultdict(set)
        for statement in self.dossier.statements:
            for id in statement.speakers:
                acts[id][statement.act] += 1
                reports[id].add(statement.report)
        entities = sorted(self.dossier.entities, key=lambda e: (-acts[e.id].total(), -len(e.mentions), e.name))
        return [self.voice(entity, acts[entity.id], reports[entity.id]) for entity in entities]

    def voice(self, entity: Entity, acts: Counter[str], reports: set[str]) -> Voice:
        """One speaker or person."""
        return Voice(
            name=on_one_line(entity.name),
            kind=entity.kind,
            roles=list_roles(entity),
            aliases=tuple(on_one_line(alias) for alias in entity.aliases if alias != entity.name),
            country=entity.country or "",
            statements=acts.total(),
            acts=tuple(sorted(acts.items(), key=lambda item: (-item[1], item[0]))),
            reports=tuple(sorted(reports | {mention.report for mention in entity.mentions})),
        )


def _rank(question: Question) -> tuple[bool, int, int, int]:
    """Smallest for what matters most of the claims that nobody disputes."""
    single = question.status != "corroborated"
    return single, -1 if single else -len(question.origins), -len(question.reports), question.wording.line


def _about(index: int, one: Applied) -> bool:
    return index in one.statements


def _line_breaks(text: str) -> list[int]:
    """Offsets just after each line feed: the starts of the second line and the following ones."""
    return [i + 1 for i, character in enumerate(text) if character == "\n"]


def _role(entity: Entity) -> str:
    return next(iter(list_roles(entity)), "")
