"""The dossier of one story, put together: its title, its reports, and proof that every line has its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import sqrt

from onrecord.records import (
    ARTICLE_KINDS,
    Analysis,
    Claim,
    Discrepancy,
    Dossier,
    Entity,
    Evidence,
    Link,
    Report,
    Statement,
    TimelineEntry,
    Utterance,
)

TITLE_LENGTH = 110
"""A story's title in code points at most: a long headline fits, a first sentence is cut."""
ATTRIBUTED = 1.5
"""A headline that says who says so wins with two words that the reports share against another's three."""
_SITE = re.compile(r"\s+[|\u2013\u2014-]\s+[^|\u2013\u2014-]{2,30}$")
"""What a page's title says after the headline: " | The Daily Plain"."""
_WORD = re.compile(r"[^\W\d_]{4,}")
"""A word long enough to be no article or preposition, in any script."""


def assemble_dossier(
    analyses: Sequence[Analysis],
    *,
    title: str | None,
    entities: Sequence[Entity],
    links: Sequence[Link],
    utterances: Sequence[Utterance],
    claims: Sequence[Claim],
    discrepancies: Sequence[Discrepancy],
    events: Sequence[TimelineEntry],
) -> Dossier:
    """The story's dossier. An item that points at no words of a report is told in ``left_out`` instead."""
    reports = tuple(_show(analysis) for analysis in analyses)
    check = _Check({report.name: len(report.text) for report in reports}, {entity.id for entity in entities})
    statements = [s for analysis in analyses for s in check.keep_statements(analysis.statements)]
    return Dossier(
        story=title or _choose_title(reports, {a.page.name for a in analyses if _attributes(a)}),
        reports=reports,
        entities=tuple(entities),
        claims=check.keep("claim", claims, _claim_words, _claim_names),
        statements=tuple(statements),
        events=check.keep("event", events, lambda entry: entry.evidence, lambda entry: entry.actors),
        lineage=check.keep("lineage", links, _link_words, lambda link: ()),
        discrepancies=check.keep("discrepancy", discrepancies, _values_words, _values_names),
        utterances=check.keep("utterance", utterances, lambda one: one.renderings, lambda one: (one.speaker,)),
        left_out=tuple(check.left_out),
    )


# ---- every line has its words -----------------------------------------------------------------


@dataclass(slots=True)
class _Check:
    """Keeps what stands on words of a report and on known entities, and says what does not."""

    lengths: dict[str, int]
    """Code points of each report's text."""
    known: set[str]
    """Entity ids of the story."""
    left_out: list[str] = field(default_factory=list)

    def keep[T](
        self,
        what: str,
        items: Iterable[T],
        words: Callable[[T], Iterable[Evidence]],
        names: Callable[[T], Iterable[str]],
    ) -> tuple[T, ...]:
        """The items without a fault, in order."""
        kept = []
        for item in items:
            if fault := self.fault(tuple(words(item)), names(item)):
                self.left_out.append(f"{what}: {fault}")
            else:
                kept.append(item)
        return tuple(kept)

    def keep_statements(self, statements: Sequence[Statement]) -> Iterator[Statement]:
        """One report's statements without a fault, their ``parent`` counted among those kept."""
        kept = [
            i for i, statement in enumerate(statements)
            if self.keep("statement", [statement], _statement_words, lambda s: (*s.speakers, *s.via))
        ]  # fmt: skip
        place = {old: new for new, old in enumerate(kept)}
        for i in kept:
            parent = statements[i].parent
            yield replace(statements[i], parent=None if parent is None else place.get(parent))

    def fault(self, words: Sequence[Evidence], names: Iterable[str]) -> str | None:
        """Why an item cannot be shown, or None."""
        if not words:
            return "points at no words of a report"
        for place in words:
            span = place.span
            if place.report not in self.lengths:
                return f"points at report {place.report!r}, which is not in the story"
            if not span or span.end > self.lengths[place.report]:
                return f"points at {place.report}:{span.start}-{span.end}, where the report has no words"
        unknown = sorted(set(names) - self.known)
        return f"names {', '.join(unknown)}, which the story does not know" if unknown else None


def _claim_words(claim: Claim) -> Iterator[Evidence]:
    yield claim.wording
    for holder in claim.holders:
        yield from holder.evidence


def _claim_names(claim: Claim) -> Iterator[str]:
    for holder in claim.holders:
        yield holder.speaker
        yield from holder.via


def _statement_words(statement: Statement) -> Iterator[Evidence]:
    source = (statement.source,) if statement.source else ()
    for span in (*source, statement.cue, *statement.content, *statement.evidence):
        yield Evidence(statement.report, span)


def _link_words(link: Link) -> Iterator[Evidence]:
    yield Evidence(link.report, link.evidence)
    if link.other:
        yield link.other


def _values_words(discrepancy: Discrepancy) -> Iterator[Evidence]:
    return (value.evidence for value in discrepancy.values)


def _values_names(discrepancy: Discrepancy) -> Iterator[str]:
    return (value.speaker for value in discrepancy.values)


# ---- reports and title -------------------------------------------------------------------------


def _show(analysis: Analysis) -> Report:
    page = analysis.page
    return Report(
        name=page.name,
        sha256=page.sha256,
        text=page.text,
        outlet=analysis.outlet,
        title=_headline(analysis),
        published=analysis.published,
        blocks=analysis.blocks,
        url=page.url,
        where=page.where,
        times=analysis.times,
    )


def _headline(analysis: Analysis) -> str:
    """The report's headline, else its first sentence cut short, else its name."""
    page = analysis.page
    headlines = (block.span.of(page.text) for block in analysis.blocks if block.kind == "headline")
    first = next((span.of(page.text) for span in analysis.sentences), "")
    title = " ".join((page.title or next(headlines, first)).split())
    return _cut(_SITE.sub("", title) or title) or page.name


def _cut(title: str) -> str:
    """The title whole, or its first words and an ellipsis."""
    if len(title) <= TITLE_LENGTH:
        return title
    return title[:TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(",;:. ") + "\u2026"


def _choose_title(reports: Sequence[Report], attributed: Collection[str]) -> str:
    """The headline whose words most of the reports use: the one that stands best for all of them.

    One of the reports in ``attributed``, which says who says so, is preferred to one that takes sides.
    """
    spread: Counter[str] = Counter()
    for report in reports:
        article = " ".join(block.span.of(report.text) for block in report.blocks if block.kind in ARTICLE_KINDS)
        spread.update(_words(article))

    def rank(report: Report) -> tuple[float, int, str]:
        words = _words(report.title)
        fit = sum(spread[word] - 1 for word in words) / sqrt(len(words)) if words else 0.0
        return -fit * (ATTRIBUTED if report.name in attributed else 1), len(report.title), report.title

    return min(reports, key=rank).title if reports else "no reports"


def _attributes(analysis: Analysis) -> bool:
    """True where the report's headline says who says so."""
    headlines = [block.span for block in analysis.blocks if block.kind == "headline"]
    return any(headline.covers(s.cue) for headline in headlines for s in analysis.statements if s.source)


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}
