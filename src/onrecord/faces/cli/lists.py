"""Stories, reports, speakers and statements from the store, for people: 80 columns suffice, colour is not needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.adapters.store import CopyRow, Position, ReportRow, Said, Speaker, StoryRow
from onrecord.exports.outline import NOT_NAMED, count_of, shorten
from onrecord.exports.outline.words import FORM_WORDS, on_one_line, sure_words

WORDS_LENGTH = 320
"""Code points of a quoted statement: some four lines at 80 columns."""
TELLING = 6
"""Words from which a content is shown alone; a shorter one ("the reports") only with its sentence."""
PLACEHOLDER = "(not named)"
"""How the name that stands for an unnamed outlet ends."""


def view_stories(rows: Sequence[StoryRow]) -> Iterator[RenderableType]:
    """The list of stories: number, title, and what there is."""
    if not rows:
        yield Text("No stories yet. Read some reports: onrecord read PATH")
    grid = _grid(str(max((row.story for row in rows), default=0)))
    for row in rows:
        grid.add_row(Text(str(row.story), "bold"), Text(on_one_line(row.title), "bold"))
        size = f"{count_of(row.reports, 'report')} by {count_of(len(row.outlets), 'outlet')}"
        found = f"{count_of(row.disputes, 'dispute')} in {count_of(row.claims, 'claim')}"
        grid.add_row(Text(""), Text(f"{size}, {_days(row.first, row.last)}; {found}", "dim"))
    yield grid


def view_reports(rows: Sequence[ReportRow]) -> Iterator[RenderableType]:
    """The list of reports: name, outlet, day, story."""
    if not rows:
        yield Text("No reports yet. Read some: onrecord read PATH")
    for row in rows:
        day = row.published or "undated"
        story = f"story {row.story}" if row.story is not None else "no story yet"
        yield Text.assemble(
            (on_one_line(row.name), "bold"), f"  {_outlet(row.outlet)}, {day}, {story}, {row.sha256[:8]}"
        )
        if row.title:
            yield Padding(Text(shorten(on_one_line(row.title), WORDS_LENGTH), "dim"), (0, 0, 0, 2))


def view_copies(rows: Sequence[CopyRow]) -> Iterator[RenderableType]:
    """The reports that share text with one, and who has it from whom."""
    if not rows:
        yield Text("No other report in the store shares text with it.")
    for row in rows:
        yield from _view_copy(row, f"has text {row.way}")


def view_elsewhere(rows: Sequence[tuple[str, CopyRow]]) -> Iterator[RenderableType]:
    """What reports of a story share with reports of other stories."""
    if rows:
        yield _heading("TEXT SHARED WITH REPORTS OF OTHER STORIES")
    for name, row in rows:
        verb = "has text from" if row.way == "from" else "has text that is in"
        yield from _view_copy(row, f"{on_one_line(name)} {verb}")


def _view_copy(row: CopyRow, words: str) -> Iterator[RenderableType]:
    day = row.published or "undated"
    story = f"story {row.story}" if row.story is not None else "no story yet"
    place = f"  {_outlet(row.outlet)}, {day}, {story}, {row.sha256[:8]}"
    yield Padding(Text.assemble(f"{words} ", (on_one_line(row.report), "bold"), place), (0, 0, 0, 2))
    much = f"{row.share:.0%} of the shorter one" + ("" if row.whole else ", a part of it")
    how = ", ".join(filter(None, (much, FORM_WORDS.get(row.form, row.form), sure_words(row.sure))))
    yield Padding(Text(f"{how}: {on_one_line(row.reason)}", "dim"), (0, 0, 0, 6))


def view_speakers(speakers: Sequence[Speaker]) -> Iterator[RenderableType]:
    """What each speaker holds and said, story by story."""
    for number, speaker in enumerate(speakers):
        if number:
            yield Text("")
        yield Text(on_one_line(speaker.name), "bold")
        stories = {said.story for said in speaker.statements} | {position.story for position in speaker.positions}
        what = f"{count_of(len(speaker.statements), 'statement')} in {count_of(len(stories), 'story', 'stories')}"
        yield Text("; ".join((", ".join((speaker.kind, *map(on_one_line, speaker.roles[:4]))), what)), "dim")
        if speaker.positions:
            yield _heading("HOLDS")
            yield from _view_positions(speaker.positions)
        if speaker.statements:
            yield _heading("SAID")
            for said in speaker.statements:
                yield from _view_statement(said, named=False)


def view_found(found: Sequence[Said], total: int) -> Iterator[RenderableType]:
    """What a search found, with how much of it is shown."""
    if not found:
        yield Text("Nothing found in the reports that are stored.")
        return
    for said in found:
        yield from _view_statement(said, named=True)
    if total > len(found):
        yield Text(f"\u2026 {total - len(found):,} more: add --limit {total}", "dim")


def _view_positions(positions: Sequence[Position]) -> Iterator[RenderableType]:
    for _, held in groupby(positions, key=lambda position: position.story):
        rows = list(held)
        yield Padding(Text(f"story {rows[0].story}: {on_one_line(rows[0].story_title)}", "dim"), (0, 0, 0, 2))
        grid = _grid("questions")
        for row in rows:
            via = f", via {', '.join(map(on_one_line, row.via))}" if row.via else ""
            words = on_one_line(row.proposition)
            note = f" {row.status}{via} [{on_one_line(row.report)}:{row.line}]"
            grid.add_row(Text(row.stance), Text.assemble(words, (note, "dim")))
        yield Padding(grid, (0, 0, 0, 4))


def _view_statement(said: Said, *, named: bool) -> Iterator[RenderableType]:
    act = said.act or "in its own voice"
    speaker = on_one_line(said.speaker or "nobody named")
    day = f"{said.said_on}" if said.said_on else f"reported {said.published}" if said.published else "undated"
    via = f", via {', '.join(map(on_one_line, said.via))}" if said.via else ""
    place = f"{_outlet(said.outlet)} [{on_one_line(said.report)}:{said.line}], story {said.story}"
    head = Text.assemble((f"{speaker} ", "bold") if named else "", (act, "bold"), f", {day}{via}; {place}")
    yield Padding(head, (0, 0, 0, 2))
    words = said.content if len(said.content.split()) >= TELLING else said.sentence
    yield Padding(Text(shorten(on_one_line(words), WORDS_LENGTH)), (0, 0, 0, 6))


def _outlet(name: str) -> str:
    return NOT_NAMED if name.endswith(PLACEHOLDER) else on_one_line(name)


def _days(first: str | None, last: str | None) -> str:
    if first is None:
        return "undated"
    return first if first == last else f"{first} to {last}"


def _heading(words: str) -> RenderableType:
    return Padding(Text(words, "bold"), (1, 0, 0, 0))


def _grid(widest: str) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0), expand=False)
    grid.add_column(min_width=len(widest), no_wrap=True)
    grid.add_column(overflow="fold")
    return grid
