"""A dossier in the terminal: what divides the sources first, every line with ``[report:line]``.

Nothing rests on colour, and 80 columns suffice. Text from reports is never read as markup.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.exports.outline import (
    LINK_WORDS,
    NOT_NAMED,
    STANCES,
    Divergence,
    Moment,
    Outline,
    Question,
    Quote,
    Side,
    Trace,
    Voice,
    arrange_outline,
    count_of,
    shorten,
)
from onrecord.records import Dossier

QUOTE_LENGTH = 240
"""Code points of a quoted sentence: four lines beside the stance at 80 columns."""
SIDES = 5
"""Holders of one stance shown with their words; the others are only named."""
REFERENCES = 6
"""Places named for one line; more of them help nobody before the words themselves are opened."""
SHOWN = {"disputes": 6, "claims": 6, "divergences": 6, "lineage": 12, "timeline": 12, "people": 10, "sources": 10}
"""Lines of each section before the rest is only counted: about three screens in all."""
UNNAMED = "(unnamed)"
"""How the name of an unnamed source ends; only its report tells it from another of that name."""
ACT_WORDS = {
    "asserts": "says", "denies": "denies", "declines": "declines to say", "questions": "questions",
    "accuses": "accuses", "warns": "warns", "requests": "requests", "promises": "promises", "asks": "asks",
    "praises": "praises", "criticises": "criticises",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Extent:
    """How much to show of each section."""

    limits: Mapping[str, int]
    """Lines by section; a section without a limit is shown whole."""
    command: str
    """The command that shows the rest."""

    def first[T](self, section: str, items: Sequence[T]) -> Sequence[T]:
        """The items to show."""
        return items[: self.limits.get(section, len(items))]

    def rest(self, section: str, items: Sequence[object]) -> Iterator[RenderableType]:
        """The line that counts what is not shown, where there is any."""
        if (hidden := len(items) - len(self.first(section, items))) > 0:
            yield Padding(Text(f"\u2026 {hidden} more: {self.command}", "dim"), (0, 0, 0, 4))


def view_dossier(
    dossier: Dossier, *, limits: Mapping[str, int] | None = None, command: str = "add --all"
) -> RenderableType:
    """The dossier as something to print.

    ``limits`` says how many lines of each section to show, by default ``SHOWN``; an empty mapping shows
    everything. ``command`` is what the user can type to see all lines where some are not shown.
    """
    outline = arrange_outline(dossier)
    extent = Extent(SHOWN if limits is None else limits, command)
    parts = chain(
        _reports(outline),
        _disputes(outline, extent),
        _claims(outline, extent),
        _divergences(outline.divergences, extent),
        _lineage(outline.lineage, extent),
        _timeline(outline.timeline, extent),
        _voices("PEOPLE", "people", outline.people, extent),
        _voices("SOURCES", "sources", outline.sources, extent),
        _footing(outline),
    )
    return Group(*parts)


# ---- the head -----------------------------------------------------------------------------------


def _reports(outline: Outline) -> Iterator[RenderableType]:
    yield Text(outline.title, "bold")
    outlets = {report.name if report.outlet == NOT_NAMED else report.outlet for report in outline.reports}
    yield Text(f"{count_of(len(outline.reports), 'report')} by {count_of(len(outlets), 'outlet')}")
    grid = _grid(None, None, None)
    for report in outline.reports:
        grid.add_row(Text(report.name), Text(report.outlet), Text(f"{report.date} {report.basis}", "dim"))
    yield Padding(grid, (0, 0, 0, 2))


def _heading(words: str, note: str = "") -> RenderableType:
    return Padding(Text.assemble((words, "bold"), (f"  {note}" if note else "", "dim")), (1, 0, 0, 0))


# ---- claims -------------------------------------------------------------------------------------


def _disputes(outline: Outline, extent: Extent) -> Iterator[RenderableType]:
    yield _heading(f"DISPUTED ({len(outline.disputes)})", "asserted by one, denied or questioned by another")
    if not outline.disputes:
        yield Text(f"  No dispute was found in {count_of(len(outline.reports), 'report')}.")
    for number, question in enumerate(extent.first("disputes", outline.disputes), 1):
        yield _question(number, question)
    yield from extent.rest("disputes", outline.disputes)


def _question(number: int, question: Question) -> RenderableType:
    head = _grid(3, None)
    head.add_row(Text(f"{number}"), Text(shorten(question.proposition, QUOTE_LENGTH), "bold"))
    head.add_row(Text(""), Text(_origins(question), "dim"))
    for who in question.corrected:
        head.add_row(Text(""), Text(f"corrected by a reader ({who})", "dim"))
    sides = _grid(9, None)
    said: set[Quote] = set()
    for stance in STANCES:
        held = [side for side in question.sides if side.stance == stance]
        for i, side in enumerate(held[:SIDES]):
            sides.add_row(Text("" if i else stance), _side(side, said))
        if len(held) > SIDES:
            sides.add_row(Text(""), Text(f"and {_list(side.speaker for side in held[SIDES:])}", "dim"))
    return Padding(Group(head, Padding(sides, (0, 0, 0, 4))), (0, 0, 1, 1))


def _side(side: Side, said: set[Quote]) -> RenderableType:
    """A holder and its words; words that stand above already (in ``said``) are only referred to."""
    name = Text(side.speaker, "bold")
    if side.role and side.role.casefold() not in side.speaker.casefold():
        name.append(f", {side.role}", "not bold")
    if side.via:
        name.append(f", via {', '.join(side.via)}", "not bold")
    new = next((quote for quote in side.quotes if quote not in said), None)
    others = [quote for quote in side.quotes if not new or quote.reference != new.reference]
    lines: list[RenderableType] = [name]
    if new:
        said.add(new)
        words = Text.assemble(shorten(new.words, QUOTE_LENGTH), " ", (f"[{new.reference}]", "dim"))
        lines.append(Padding(words, (0, 0, 0, 2)))
    if others:
        lines.append(
            Padding(Text(f"{'also' if new else 'in the words above'} {_references(others)}", "dim"), (0, 0, 0, 2))
        )
    return Group(*lines)


def _origins(question: Question) -> str:
    if not question.origins:
        return "nobody is named who asserts it"
    number = f"{count_of(len(question.origins), 'independent origin')} in {count_of(question.told_in, 'report')}"
    both = "".join(f"; {speaker} has said both" for speaker in question.both)
    return f"{number}: {'; '.join(question.origins)}{both}"


def _claims(outline: Outline, extent: Extent) -> Iterator[RenderableType]:
    if not outline.claims:
        return
    note = f"no denial found in these {count_of(len(outline.reports), 'report')}"
    yield _heading(f"OTHER CLAIMS ({len(outline.claims)})", note)
    for question in extent.first("claims", outline.claims):
        quotes = [quote for side in question.sides for quote in side.quotes]
        speakers = dict.fromkeys(side.speaker for side in question.sides)
        who = _origins(question) if len(question.origins) > 1 else _list(speakers)
        yield Padding(Text(shorten(question.proposition, QUOTE_LENGTH)), (0, 0, 0, 2))
        fixed = f"; corrected by a reader ({'; '.join(question.corrected)})" if question.corrected else ""
        yield Padding(Text(f"{who} {_references(quotes)}{fixed}", "dim"), (0, 0, 0, 4))
    yield from extent.rest("claims", outline.claims)


# ---- the rest -----------------------------------------------------------------------------------


def _divergences(divergences: Sequence[Divergence], extent: Extent) -> Iterator[RenderableType]:
    if not divergences:
        return
    yield _heading(f"REPORTS DIFFER ({len(divergences)})")
    for divergence in extent.first("divergences", divergences):
        kind = "cannot both hold" if divergence.kind == "conflict" else "a later figure"
        yield Padding(Text.assemble(divergence.about, (f"  ({kind})", "dim")), (0, 0, 0, 2))
        grid = _grid(24, None)
        for value in divergence.values:
            place = Text.assemble(value.speaker, " ", (f"[{value.quote.reference}]", "dim"))
            grid.add_row(Text(shorten(value.value, 60)), place)
        yield Padding(grid, (0, 0, 0, 4))
    yield from extent.rest("divergences", divergences)


def _lineage(lineage: Sequence[Trace], extent: Extent) -> Iterator[RenderableType]:
    if not lineage:
        return
    yield _heading(f"LINEAGE ({len(lineage)})", "who copies, reuses or credits whom")
    grid = _grid(None, None)
    before = ""
    for trace in extent.first("lineage", lineage):
        words = Text(f"{LINK_WORDS[trace.kind]} {trace.credits} ")
        if trace.others:
            words.append(f"in {count_of(len(trace.quotes), 'passage')} ")
        pairs = [f"{a.reference} = {b.reference}" for a, b in zip(trace.quotes, trace.others, strict=False)]
        words.append(_places(pairs) if pairs else _references(trace.quotes), "dim")
        if trace.note:
            words.append(f"\n{trace.note}", "italic")
        grid.add_row(Text("" if trace.report == before else trace.report), words)
        before = trace.report
    yield Padding(grid, (0, 0, 0, 2))
    yield from extent.rest("lineage", lineage)


def _timeline(timeline: Sequence[Moment], extent: Extent) -> Iterator[RenderableType]:
    if not timeline:
        return
    yield _heading(f"TIMELINE ({len(timeline)})")
    grid = _grid(11, 11, None)
    grid.add_row(Text("happened", "dim"), Text("reported", "dim"), Text(""))
    by_news = sorted(range(len(timeline)), key=lambda i: _news(timeline[i]))
    for moment in (timeline[i] for i in sorted(extent.first("timeline", by_news))):
        what = Text(shorten(moment.what, QUOTE_LENGTH))
        if moment.status != "happened":
            what.append(f" ({moment.status})")
        what.append(f" {_references(moment.quotes)}", "dim")
        grid.add_row(Text(moment.happened), Text(moment.reported, "dim"), what)
    yield Padding(grid, (0, 0, 0, 2))
    yield from extent.rest("timeline", timeline)


def _news(moment: Moment) -> tuple[int, bool]:
    """Events that more reports tell come first, then those of a known type."""
    return -len({quote.report for quote in moment.quotes}), not moment.plover


def _voices(heading: str, section: str, voices: Sequence[Voice], extent: Extent) -> Iterator[RenderableType]:
    if not voices:
        return
    yield _heading(f"{heading} ({len(voices)})")
    grid = _grid(None, 30)
    for voice in extent.first(section, voices):
        name = Text(voice.name)
        about = list(voice.roles[:2]) if voice.kind == "person" else [voice.kind] if voice.kind != "unnamed" else []
        about += [voice.country] if voice.country else []
        about += [f"in {_list(voice.reports)}"] if voice.name.endswith(UNNAMED) else []
        if about:
            name.append(f", {', '.join(about)}", "dim")
        acts = ", ".join(f"{ACT_WORDS[act]} {number}" for act, number in voice.acts[:3])
        grid.add_row(name, Text(acts or "is spoken of", "dim"))
    yield Padding(grid, (0, 0, 0, 2))
    yield from extent.rest(section, voices)


def _footing(outline: Outline) -> Iterator[RenderableType]:
    furniture: Counter[str] = Counter()
    for report in outline.reports:
        furniture.update(dict(report.furniture))
    lines = [f"{count_of(len(outline.statements), 'statement')} in all."]
    if furniture:
        kinds = ", ".join(f"{number} {kind}" for kind, number in furniture.most_common())
        lines.append(f"{count_of(furniture.total(), 'piece')} of page furniture marked and not read: {kinds}.")
    lines += [f"Left out: {item}." for item in outline.left_out]
    yield Padding(Text("\n".join(lines), "dim"), (1, 0, 0, 0))


# ---- shapes -------------------------------------------------------------------------------------


def _grid(*widths: int | None) -> Table:
    """A table without lines; a column without a width takes what its words need."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    for width in widths:
        grid.add_column(width=width, overflow="fold")
    return grid


def _references(quotes: Iterable[Quote]) -> str:
    return _places(quote.reference for quote in quotes)


def _places(places: Iterable[str]) -> str:
    """ "[a:3] [b:7] and 2 more"."""
    every = list(dict.fromkeys(places))
    more = f" and {len(every) - REFERENCES} more" if len(every) > REFERENCES else ""
    return " ".join(f"[{place}]" for place in every[:REFERENCES]) + more


def _list(names: Iterable[str]) -> str:
    every = list(names)
    return ", ".join(every[:4]) + (f" and {len(every) - 4} more" if len(every) > 4 else "")
