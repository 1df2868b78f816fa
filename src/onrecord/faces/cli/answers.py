"""What each command does, once its words are understood: a few calls to the library."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence

from rich.console import RenderableType
from rich.rule import Rule
from rich.text import Text

from onrecord.adapters.store import Filter
from onrecord.exports import EXPORTERS
from onrecord.exports.events import narrow_events
from onrecord.faces.cli.dossier_view import view_dossier
from onrecord.faces.cli.lists import view_copies, view_elsewhere, view_found, view_reports, view_speakers, view_stories
from onrecord.faces.cli.options import TERMINAL, View
from onrecord.faces.cli.output import list_fields, render, write, write_json
from onrecord.faces.cli.progress import Progress
from onrecord.library import Library
from onrecord.records import Dossier

__all__ = [
    "Filter",
    "list_copies",
    "list_reports",
    "list_stories",
    "read_reports",
    "remove_reports",
    "search_statements",
    "show_speakers",
    "show_story",
]

FEW = 3
"""Dossiers that ``read`` shows to people one below the other; of more stories it lists the titles."""


def read_reports(paths: Sequence[str], view: View, *, story: str | None, quiet: bool, verbose: bool) -> int:
    """Read reports and show the dossiers of their stories; the exit status."""
    with Library(view.db, create=True) as library:
        with Progress(quiet=quiet, verbose=verbose) as progress:
            added = library.add(paths, story=story, stdin=sys.stdin.buffer, tell=progress.tell)
            if added.stories:
                library.refresh(progress.work)
        if view.format == TERMINAL and len(added.stories) > FEW:
            rows = [row for row in library.list_stories() if row.story in set(added.stories)]
            render([*view_stories(rows), Text(f"\nShow one of them: {_command(view, 'show', 'NUMBER')}")], out=view.out)
        elif added.stories or view.format != TERMINAL:
            _show_dossiers(library.show_all(added.stories), view, library)
    return 1 if added.refused else 0


def show_story(story: str, view: View) -> None:
    """Show the dossier of one story."""
    with Library(view.db) as library:
        number = library.find_story(story)
        dossier = library.show(number)
        _show_dossiers([(number, narrow_events(dossier, actor=view.actor, plover=view.plover))], view, library)


def list_stories(view: View) -> None:
    """List the stories."""
    with Library(view.db) as library:
        rows = library.list_stories()
    _show_list("stories", rows, [*view_stories(rows)], view)


def show_speakers(name: str, view: View) -> None:
    """Show all that the speakers of a name said and hold."""
    with Library(view.db) as library:
        speakers = library.find_speaker(name)
    _show_list("speakers", speakers, [*view_speakers(speakers)], view)


def search_statements(words: str, narrowing: Filter, view: View, *, limit: int) -> None:
    """Show the statements that words and filters find."""
    with Library(view.db) as library:
        found, total = library.search(words, narrowing=narrowing, limit=limit)
    _show_list("statements", found, [*view_found(found, total)], view, total=total)


def list_reports(view: View) -> None:
    """List the reports."""
    with Library(view.db) as library:
        rows = library.list_reports()
    _show_list("reports", rows, [*view_reports(rows)], view)


def list_copies(report: str, view: View) -> None:
    """List the reports that share text with one."""
    with Library(view.db) as library:
        rows = library.list_copies(report)
    _show_list("copies", rows, [*view_copies(rows)], view)


def remove_reports(names: Sequence[str], view: View) -> None:
    """Take reports out of the store and tell which."""
    with Library(view.db) as library:
        rows = library.remove(*names)
    _show_list("removed", rows, [Text("Removed:"), *view_reports(rows)], view)


def _show_list(name: str, rows: Sequence[object], parts: Sequence[RenderableType], view: View, **more: int) -> None:
    if view.format == TERMINAL:
        render(parts, out=view.out)
    else:
        write_json({name: list_fields(rows), **more}, out=view.out)


def _show_dossiers(shown: Sequence[tuple[int, Dossier]], view: View, library: Library) -> None:
    """Show dossiers, each with the number of its story; to people, what their reports share with other stories too."""
    if view.format != TERMINAL:
        write(EXPORTERS[view.format]([dossier for _, dossier in shown]), out=view.out)
        return
    limits: dict[str, int] | None = {} if view.everything else None
    parts: list[RenderableType] = []
    for number, dossier in shown:
        command = _command(view, "show", str(number), "--all")
        parts += [Rule(style="dim")] if parts else []
        parts.append(view_dossier(dossier, limits=limits, command=command))
        parts += view_elsewhere(library.list_elsewhere(number))
    render(parts, out=view.out)


def _command(view: View, *words: str) -> str:
    """What the user can type next to see more of this store."""
    return shlex.join(["onrecord", *words, "--db", str(view.db)])
