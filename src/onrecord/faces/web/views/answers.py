"""What a reader asks first about a dispute, answered beside it: who denies it, when it happened, who copied whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.exports.outline import STANCE_WORDS, STANCES, Moment, Outline, Question, Quote, Trace, day_name
from onrecord.records import Claim, Dossier, Evidence, Span, When

MOST = 3
"""Events shown beside a dispute; the timeline has all."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Short answers about one dispute; each leads to its words."""

    sides: tuple[tuple[str, tuple[tuple[str, Quote], ...]], ...]
    """For each stance but that of those who assert it, in words: each holder once, with the first of their words."""
    moments: tuple[Moment, ...]
    """Dated events of which the asserting words tell, those in most reports first."""
    first: tuple[str, Quote] | None
    """The day of the first dated report that carries it, and the words there."""
    copies: tuple[Trace, ...]
    """Which of the reports that carry it took text from which other report."""


def answer_all(dossier: Dossier, outline: Outline) -> dict[str, Answers]:
    """Answers about each dispute, by its id."""
    told = _list_told(dossier, outline)
    copies = list_copies(outline)
    claims = {claim.id: claim for claim in dossier.claims}
    days = {report.name: report.published.when for report in dossier.reports}
    return {
        question.id: Answers(
            sides=tuple(_list_sides(question)),
            moments=_list_moments(claims[question.id], told),
            first=_find_first(question, days),
            copies=tuple(trace for trace in copies if {trace.report, trace.credits} <= set(question.reports)),
        )
        for question in outline.disputes
    }


def list_copies(outline: Outline) -> list[Trace]:
    """Text that one of the reports took from another, whole copies first."""
    names = {report.name for report in outline.reports}
    found = [trace for trace in outline.lineage if trace.kind != "credit" and trace.credits in names]
    return sorted(found, key=lambda trace: (trace.kind != "copy", -len(trace.quotes)))


def list_main(moments: Sequence[Moment]) -> list[Moment]:
    """Events of which several reports tell, in the order given: what matters is told more than once."""
    return [moment for moment in moments if in_reports(moment) > 1]


def in_reports(moment: Moment) -> int:
    """How many reports tell of an event."""
    return len({quote.report for quote in moment.quotes})


def _list_sides(question: Question) -> Iterable[tuple[str, tuple[tuple[str, Quote], ...]]]:
    for stance in STANCES:
        if stance == "asserts":
            continue
        first: dict[str, Quote] = {}
        for side in question.sides:
            if side.stance == stance:
                first.setdefault(side.speaker, side.quotes[0])
        if first:
            yield STANCE_WORDS[stance], tuple(first.items())


def _find_first(question: Question, days: Mapping[str, When | None]) -> tuple[str, Quote] | None:
    """Of words that assert it, if any do, else of all."""
    asserting = [quote for side in question.sides if side.stance == "asserts" for quote in side.quotes]
    quotes = asserting or [quote for side in question.sides for quote in side.quotes]
    dated = [(when.iso, when, quote) for quote in quotes if (when := days[quote.report])]
    if not dated:
        return None
    # "2023-06" sorts before its days, and may be any of them: a known day says more.
    _, when, quote = min(dated, key=lambda one: one[0] if one[1].day else f"{one[0]}~")
    return day_name(when), quote


def _list_told(dossier: Dossier, outline: Outline) -> dict[str, list[tuple[Span, Moment]]]:
    """The dated events of each report with the words that tell of them."""
    told: defaultdict[str, list[tuple[Span, Moment]]] = defaultdict(list)
    for entry, moment in zip(dossier.events, outline.timeline, strict=True):
        # A denial is an event too, but not what the dispute is about.
        for place in entry.evidence if entry.when and entry.plover != "REJECT" else ():
            told[place.report].append((place.span, moment))
    return told


def _list_moments(claim: Claim, told: dict[str, list[tuple[Span, Moment]]]) -> tuple[Moment, ...]:
    places: set[Evidence] = {claim.wording}
    places |= {place for holder in claim.holders if holder.stance == "asserts" for place in holder.evidence}
    found = [
        moment for place in sorted(places) for span, moment in told.get(place.report, ()) if span.overlaps(place.span)
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda moment: -in_reports(moment))[:MOST])
