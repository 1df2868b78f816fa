"""Dossiers as Markdown: what the terminal shows, all of it, with every quote and its offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from onrecord.exports.outline import (
    LINK_WORDS,
    STANCE_WORDS,
    STANCES,
    Outline,
    Question,
    Quote,
    Side,
    Voice,
    arrange_outline,
    count_of,
)
from onrecord.records import Dossier

_MARKUP = re.compile(r"([\\`*_\[\]<>#|~&])")
"""Characters that Markdown, or the HTML in it, could read as markup."""
_LIST = re.compile(r"^(\d+)([.)])|^([-+])(?=\s)")
"""What Markdown reads as the head of a list item."""


def write_markdown(dossiers: Sequence[Dossier]) -> str:
    """The dossiers one after another; a first-level heading each."""
    return "\n".join("\n".join(_dossier(arrange_outline(dossier))) + "\n" for dossier in dossiers)


def _dossier(outline: Outline) -> Iterator[str]:
    yield f"# {_plain(outline.title)}"
    yield ""
    yield "Who said what, on whose word. Nothing here says what is true; every line names the words it rests on"
    yield "as report:line and offsets in the report's text."
    yield from _reports(outline)
    yield from _disputes(outline)
    yield from _claims(outline)
    yield from _divergences(outline)
    yield from _lineage(outline)
    yield from _timeline(outline)
    yield from _renderings(outline)
    yield from _voices("People", outline.people)
    yield from _voices("Sources", outline.sources)
    yield from _statements(outline)
    yield from _furniture(outline)


def _reports(outline: Outline) -> Iterator[str]:
    yield ""
    rows = ((r.name, r.outlet, r.title, f"{r.date} {r.basis}".rstrip()) for r in outline.reports)
    yield from _table(("report", "outlet", "title", "published"), rows)
    for report in outline.reports:
        if report.reason:
            yield from ("", f"Date of {_plain(report.name)}: {_plain(report.reason)}.")


def _disputes(outline: Outline) -> Iterator[str]:
    yield from _heading(f"Disputed: {len(outline.disputes)}")
    if not outline.disputes:
        yield f"No dispute was found in {count_of(len(outline.reports), 'report')}."
    for number, question in enumerate(outline.disputes, 1):
        yield from _question(f"{number}. ", question)


def _claims(outline: Outline) -> Iterator[str]:
    if not outline.claims:
        return
    yield from _heading(f"Other claims: {len(outline.claims)}")
    yield f"No denial of these was found in {count_of(len(outline.reports), 'report')}."
    for question in outline.claims:
        yield from _question("", question)


def _question(number: str, question: Question) -> Iterator[str]:
    yield from _heading(f"{number}{_plain(question.proposition)}", level=3)
    if question.origins:
        origins = _plain("; ".join(question.origins))
        number = f"{count_of(len(question.origins), 'independent origin')} in {count_of(question.told_in, 'report')}"
        yield f"{number}: {origins}"
    else:
        yield "Nobody is named who asserts it."
    for reason in question.reasons:
        yield _plain(f"({reason})")
    for speaker in question.both:
        yield f"{_plain(speaker)} has said both."
    for who in question.corrected:
        yield from ("", f"Corrected by a reader ({_plain(who)}).")
    yield ""
    for stance in STANCES:
        sides = [side for side in question.sides if side.stance == stance]
        if sides:
            yield f"- {STANCE_WORDS[stance]}"
            for side in sides:
                yield from _side(side)


def _side(side: Side) -> Iterator[str]:
    role = f", {_plain(side.role)}" if side.role else ""
    via = f", via {_plain(', '.join(side.via))}" if side.via else ""
    yield f"  - **{_plain(side.speaker)}**{role}{via}"
    for quote in side.quotes:
        yield f"    - {_quoted(quote)}"


def _divergences(outline: Outline) -> Iterator[str]:
    if not outline.divergences:
        return
    yield from _heading(f"Where reports differ: {len(outline.divergences)}")
    for divergence in outline.divergences:
        kind = "cannot both hold" if divergence.kind == "conflict" else "a later figure"
        yield f"- {_plain(divergence.about)} ({kind})"
        for value in divergence.values:
            yield f"  - **{_plain(value.value)}**, {_plain(value.speaker)} {_place(value.quote)}"


def _lineage(outline: Outline) -> Iterator[str]:
    if not outline.lineage:
        return
    yield from _heading(f"Lineage: {len(outline.lineage)}")
    for trace in outline.lineage:
        note = f" ({_plain(trace.note)})" if trace.note else ""
        yield f"- **{_plain(trace.report)}** {LINK_WORDS[trace.kind]} **{_plain(trace.credits)}**{note}"
        for i, quote in enumerate(trace.quotes):
            other = f" = {_place(trace.others[i])}" if i < len(trace.others) else ""
            yield f"  - {_quoted(quote)}{other}"


def _timeline(outline: Outline) -> Iterator[str]:
    if not outline.timeline:
        return
    yield from _heading(f"Timeline: {len(outline.timeline)}")
    rows = (
        (
            moment.happened,
            moment.reported,
            moment.what + ("" if moment.status == "happened" else f" ({moment.status})"),
            moment.plover,
            " ".join(quote.reference for quote in moment.quotes),
        )
        for moment in outline.timeline
    )
    yield from _table(("happened", "reported", "what", "type", "words"), rows)


def _renderings(outline: Outline) -> Iterator[str]:
    if not outline.renderings:
        return
    yield from _heading(f"Said once, worded differently: {len(outline.renderings)}")
    for rendering in outline.renderings:
        said = "" if rendering.said_on == "undated" else f", {rendering.said_on}"
        yield f"- **{_plain(rendering.speaker)}**{said}"
        for quote, differing in zip(rendering.quotes, rendering.differing, strict=True):
            words = f" (differs: {_plain('; '.join(differing))})" if differing else ""
            yield f"  - {_quoted(quote)}{words}"


def _voices(heading: str, voices: Sequence[Voice]) -> Iterator[str]:
    if not voices:
        return
    yield from _heading(f"{heading}: {len(voices)}")
    rows = (
        (
            voice.name,
            voice.kind,
            "; ".join((*voice.roles, *voice.aliases)),
            voice.country,
            ", ".join(f"{act} {number}" for act, number in voice.acts) or "spoken of",
        )
        for voice in voices
    )
    yield from _table(("name", "kind", "known as", "country", "here"), rows)


def _statements(outline: Outline) -> Iterator[str]:
    if not outline.statements:
        return
    yield from _heading(f"Statements: {len(outline.statements)}")
    for line in outline.statements:
        via = f", via {_plain(', '.join(line.via))}" if line.via else ""
        said = "" if line.said_on == "undated" else f", {line.said_on}"
        fixed = f" [corrected by a reader: {_plain('; '.join(line.corrected))}]" if line.corrected else ""
        yield f"- **{_plain(line.speaker)}** {line.act}{via}{said} ({line.mode}): {_quoted(line.quote)}{fixed}"


def _furniture(outline: Outline) -> Iterator[str]:
    yield from _heading("Not read")
    for report in outline.reports:
        kinds = ", ".join(f"{number} {kind}" for kind, number in report.furniture)
        yield f"- {_plain(report.name)}: {f'page furniture ({kinds})' if kinds else 'no page furniture'}"
    for item in outline.left_out:
        yield f"- left out: {_plain(item)}"


# ---- shapes -------------------------------------------------------------------------------------


def _plain(text: str) -> str:
    """The text with nothing in it that Markdown reads as markup."""
    return _LIST.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", _MARKUP.sub(r"\\\1", text))


def _place(quote: Quote) -> str:
    """Where the words stand: report, line and offsets."""
    return f"({_plain(quote.reference)}, {quote.span.start}\u2013{quote.span.end})"


def _quoted(quote: Quote) -> str:
    return f"{_plain(quote.words)} {_place(quote)}"


def _heading(text: str, *, level: int = 2) -> Iterator[str]:
    yield from ("", f"{'#' * level} {text}", "")


def _table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(names)} |"
    yield f"| {' | '.join('---' for _ in names)} |"
    for row in rows:
        yield f"| {' | '.join(_plain(cell) for cell in row)} |"
