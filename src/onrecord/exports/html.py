"""Dossiers as one self-contained HTML file: every line opens its words, highlighted in the whole report.

It works without script and without a network: a line is a link to a fragment, and what it opens is
highlighted by ``:target``. A content security policy forbids everything the file does not carry.
"""

from __future__ import annotations

from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from onrecord.exports.marks import Mark, cover_text, mark_text
from onrecord.exports.outline import (
    LINK_WORDS,
    STANCE_WORDS,
    STANCES,
    Line,
    Outline,
    Quote,
    Reading,
    Side,
    arrange_outline,
    count_of,
    visible,
)
from onrecord.records import ARTICLE_KINDS, Dossier, Report, Span, Stance

if TYPE_CHECKING:
    from jinja2 import Environment, Template

SHOWN_LINES = 10
"""Undisputed claims, and speakers, in sight before the rest is folded: about one screen."""
SHOWN_PLACES = 6
"""Reports that tell of one line, in sight before the rest is folded."""
SHOWN_WAYS = 2
"""Ways by which one holder's word came into reports, in sight before the rest is folded."""


def write_html(dossiers: Sequence[Dossier]) -> str:
    """One page with all the dossiers, their reports beside them."""
    stories = tuple(_show(dossier, number) for number, dossier in enumerate(dossiers, 1))
    continued = sorted({id for story in stories for report in story.reports for id in report.continued})
    style = _part("dossier.css") + _part("desk.css") + "".join(map(_light_all, continued))
    script = _part("dossier.js")
    return _template().render(
        stories=stories,
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
    )


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block of a report with its marks."""

    kind: str
    furniture: bool
    html: Markup


@dataclass(frozen=True, slots=True)
class ShownReport:
    """A report as the page shows it."""

    id: str
    line: Reading
    sha256: str
    url: str
    blocks: tuple[ShownBlock, ...]
    continued: tuple[str, ...]
    """Ids of marks that go on in a later element, because a block ends or another mark crosses them."""


@dataclass(frozen=True, slots=True)
class ShownStory:
    """A dossier as the page shows it: its outline, its reports and where each quote leads."""

    id: str
    outline: Outline
    reports: tuple[ShownReport, ...]
    numbers: dict[str, int]
    """Each report's number, by its name."""
    labels: dict[str, str]
    """How a reader knows each report, by its name."""

    def href(self, quote: Quote) -> str:
        """The mark that a quote opens."""
        return f"#{_mark_id(self.id, self.numbers[quote.report], quote.span)}"

    def speaker_href(self, name: str) -> str:
        """Where all that a speaker said is shown: nowhere in this file."""
        return ""

    def report_target(self, name: str) -> str:
        """The id of a report."""
        return f"{self.id}r{self.numbers[name]}"


def _show(dossier: Dossier, number: int) -> ShownStory:
    outline = arrange_outline(dossier)
    id = f"s{number}"
    numbers = {report.name: i for i, report in enumerate(dossier.reports, 1)}
    spans: defaultdict[str, set[Span]] = defaultdict(set)
    for quote in _quotes(outline):
        spans[quote.report].add(quote.span)
    lines = {line.name: line for line in outline.reports}
    reports = []
    for report in dossier.reports:
        marks = {span: _mark_id(id, numbers[report.name], span) for span in sorted(spans[report.name])}
        reports.append(_show_report(report, lines[report.name], f"{id}r{numbers[report.name]}", marks))
    return ShownStory(id, outline, tuple(reports), numbers, outline.labels)


def _quotes(outline: Outline) -> Iterator[Quote]:
    """Every quote that some line of the page shows."""
    for question in (*outline.disputes, *outline.claims):
        yield question.wording
        for side in question.sides:
            yield from side.quotes
    for divergence in outline.divergences:
        yield from (value.quote for value in divergence.values)
    for trace in outline.lineage:
        yield from (*trace.quotes, *trace.others)
    for moment in outline.timeline:
        yield from moment.quotes
    for rendering in outline.renderings:
        yield from rendering.quotes
    yield from (line.quote for line in outline.statements)


def _mark_id(story: str, report: int, span: Span) -> str:
    return f"{story}r{report}-{span.start}-{span.end}"


# ---- reports with marks --------------------------------------------------------------------------


def _show_report(report: Report, line: Reading, id: str, marks: dict[Span, str]) -> ShownReport:
    seen: set[str] = set()
    continued: set[str] = set()
    blocks = []
    for block in cover_text(report):
        html = _mark(report.text, block.span, marks, seen, continued)
        blocks.append(ShownBlock(block.kind, block.kind not in ARTICLE_KINDS, html))
    return ShownReport(
        id=id,
        line=line,
        sha256=report.sha256,
        url=visible(report.url or ""),
        blocks=tuple(blocks),
        continued=tuple(sorted(continued)),
    )


def _mark(text: str, within: Span, marks: dict[Span, str], seen: set[str], continued: set[str]) -> Markup:
    """The text of one block with its marks; what goes on in a later element is noted in ``continued``."""

    def wrap(id: str) -> tuple[Markup, Markup]:
        if id in seen:
            continued.add(id)
            return Markup('<mark class="of-{}">').format(id), Markup("</mark>")
        seen.add(id)
        return Markup('<mark id="{}">').format(id), Markup("</mark>")

    return mark_text(text, within, [Mark(span, id) for span, id in marks.items()], wrap)


def _light_all(id: str) -> str:
    """The rule by which the later pieces of a mark are highlighted with its first one."""
    return f":root:has(#{id}:target) .of-{id}{{background:var(--lit)}}\n"


# ---- the file -----------------------------------------------------------------------------------


@cache
def _template() -> Template:
    import jinja2  # noqa: PLC0415 - other formats need not wait for it

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("onrecord.exports"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )
    furnish(environment)
    return environment.get_template("dossier.html")


def furnish(environment: Environment) -> None:
    """Give an environment what the templates of a dossier's parts need."""
    environment.filters["by_stance"] = _by_stance
    environment.filters["by_report"] = _by_report
    environment.filters["by_quoted"] = _by_quoted
    environment.filters["in_reports"] = _in_reports
    environment.globals["SHOWN_LINES"] = SHOWN_LINES
    environment.globals["SHOWN_PLACES"] = SHOWN_PLACES
    environment.globals["SHOWN_WAYS"] = SHOWN_WAYS
    environment.globals["stance_words"] = STANCE_WORDS
    environment.globals["link_words"] = LINK_WORDS
    environment.globals["count_of"] = count_of


def _by_stance(sides: Sequence[Side]) -> list[tuple[Stance, list[tuple[str, list[Side]]]]]:
    """The stances that somebody holds; for each its holders by name, each with the ways by which it came."""
    held: dict[Stance, dict[str, list[Side]]] = {}
    for side in sides:
        held.setdefault(side.stance, {}).setdefault(side.speaker, []).append(side)
    return [(stance, list(held[stance].items())) for stance in STANCES if stance in held]


def _in_reports(holders: Sequence[tuple[str, Sequence[Side]]]) -> int:
    """In how many reports holders of one stance stand."""
    return len({quote.report for _, sides in holders for side in sides for quote in side.quotes})


def _by_quoted(quotes: Sequence[Quote]) -> list[tuple[str, list[Quote]]]:
    """The quotes of each report, in the order of their first ones."""
    found: dict[str, list[Quote]] = {}
    for quote in quotes:
        found.setdefault(quote.report, []).append(quote)
    return list(found.items())


def _by_report(lines: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    """The statements of each report."""
    return [(name, list(group)) for name, group in groupby(lines, key=lambda line: line.quote.report)]


@cache
def _part(name: str) -> str:
    return (files("onrecord.exports") / "templates" / name).read_text(encoding="utf-8")


def _hash(part: str) -> str:
    """The source expression by which a policy allows exactly this part."""
    return f"'sha256-{b64encode(sha256(part.encode()).digest()).decode()}'"
