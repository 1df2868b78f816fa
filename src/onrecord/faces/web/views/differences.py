"""Wordings of one thing side by side, with the words in which they differ marked where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.exports.outline import Quote
from onrecord.exports.outline.words import visible
from onrecord.records import Report, Span, Utterance


@dataclass(frozen=True, slots=True)
class Worded:
    """One wording: its place, and its text in pieces, each with whether another wording lacks it."""

    quote: Quote
    pieces: tuple[tuple[str, bool], ...]


def mark_words(utterance: Utterance, reports: Mapping[str, Report]) -> tuple[Worded, ...]:
    """The wordings of something said once; what differs is as the utterance says."""
    differing = utterance.differing or ((),) * len(utterance.renderings)
    worded = []
    for place, spans in zip(utterance.renderings, differing, strict=True):
        report = reports[place.report]
        quote = Quote(place.report, place.span, _line(report, place.span), "")
        worded.append(Worded(quote, _cut(report, place.span, spans)))
    return tuple(worded)


def _cut(report: Report, whole: Span, differing: tuple[Span, ...]) -> tuple[tuple[str, bool], ...]:
    """The words of a span in pieces, those that differ apart."""
    pieces, at = [], whole.start
    for span in sorted(differing):
        start, end = max(at, span.start), min(whole.end, span.end)
        if start < end:
            pieces += [(report.text[at:start], False), (report.text[start:end], True)]
            at = end
    pieces.append((report.text[at : whole.end], False))
    return tuple((visible(" ".join(text.split("\n"))), differs) for text, differs in pieces if text)


def _line(report: Report, span: Span) -> int:
    return report.text.count("\n", 0, span.start) + 1
