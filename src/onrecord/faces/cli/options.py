"""What commands can be told, and what is wrong with it said on one line."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, get_args

import typer

from onrecord.errors import InputError
from onrecord.settings import Settings

TERMINAL = "terminal"
"""The format for people at a terminal; all others are for files and programs."""
LIST_FORMATS = (TERMINAL, "json")
"""The formats of lists; those of dossiers are in exports."""
_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class View:
    """Which store to look into and how to show what is found."""

    db: Path
    format: str = TERMINAL
    out: Path | None = None
    everything: bool = False
    """Every line of a dossier, not the first of each section."""
    actor: str | None = None
    """Show only the events in which somebody of this name takes part."""
    plover: str | None = None
    """Show only the events of this type."""


def find_store(db: Path | None) -> Path:
    """The store to use: ``--db``, else ONRECORD_DB, else onrecord.db in the folder where the command runs."""
    try:
        return db or Settings.read().db
    except InputError as error:
        raise typer.BadParameter(str(error)) from None


def find_token() -> str | None:
    """What writing needs on a server for other machines, from ONRECORD_TOKEN; None where one is to be made up."""
    token = os.environ.get("ONRECORD_TOKEN") or None
    if token is not None and len(token) < 16:
        raise typer.BadParameter("ONRECORD_TOKEN is shorter than 16 characters")
    return token


def tell_version(*, wanted: bool) -> None:
    """The version, and nothing else."""
    if wanted:
        from importlib.metadata import version  # noqa: PLC0415 - needed for this alone

        typer.echo(version("onrecord"))
        raise typer.Exit()


def _format_of_dossiers(name: str) -> str:
    if name in LIST_FORMATS:
        return name
    from onrecord.exports import EXPORTERS  # noqa: PLC0415 - `onrecord --help` need not wait for it

    return _check("format", name, [TERMINAL, *sorted(EXPORTERS)])


def _format_of_exports(name: str) -> str:
    from onrecord.exports import EXPORTERS  # noqa: PLC0415 - as above

    return _check("format", name, sorted(EXPORTERS))


def _format_of_lists(name: str) -> str:
    return _check("format", name, LIST_FORMATS)


def _act(name: str | None) -> str | None:
    from onrecord.records import Act  # noqa: PLC0415 - as above

    return None if name is None else _check("act", name, get_args(Act))


def _plover(name: str | None) -> str | None:
    from onrecord.records import Plover  # noqa: PLC0415 - as above

    return None if name is None else _check("type", name.upper(), get_args(Plover))


def _check(what: str, name: str, names: Sequence[str]) -> str:
    if name not in names:
        raise typer.BadParameter(f"there is no {what} {name!r}; there are: {', '.join(names)}")
    return name


def _day(text: str | None) -> str | None:
    if text is not None and not _DAY.fullmatch(text):
        raise typer.BadParameter(f"{text!r} is no day; write 2022-03-14, 2022-03 or 2022")
    return text


def _story(name: str | None) -> str | None:
    if name is not None and not name.strip():
        raise typer.BadParameter("the name is empty")
    return name


Version = Annotated[bool, typer.Option("--version", callback=lambda value: tell_version(wanted=value), is_eager=True)]
Db = Annotated[
    Path | None,
    typer.Option("--db", metavar="FILE", help="The store; else ONRECORD_DB, else onrecord.db in this folder."),
]
DossierFormat = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        callback=_format_of_dossiers,
        metavar="NAME",
        help="terminal, json, markdown, html ...",
    ),
]
ExportFormat = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        callback=_format_of_exports,
        metavar="NAME",
        help="json jsonl csv parquet markdown html web-annotation prov jsonld stix ftm graphml timelinejs brat gold",
    ),
]
BundleOut = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="FILE", help="A file; for csv, parquet and brat also a folder or a .zip."),
]
ListFormat = Annotated[
    str, typer.Option("--format", "-f", callback=_format_of_lists, metavar="NAME", help="terminal or json.")
]
Out = Annotated[
    Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write to this file, not to standard output.")
]
Everything = Annotated[bool, typer.Option("--all", "-a", help="Show every line of the dossier.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Name on standard error only what is refused.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Name each report once it is stored for good.")]
StoryName = Annotated[
    str | None,
    typer.Option("--story", "-s", callback=_story, metavar="NAME", help="Put all into the story of this name."),
]
Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="Files and folders; - is standard input.")]
StoryWanted = Annotated[str, typer.Argument(metavar="STORY", help="Its number, or its title or a part of it.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="A speaker's name or a part of it.")]
ReportName = Annotated[
    str, typer.Argument(metavar="REPORT", help="Its name, or the first six or more digits of its sha256.")
]
ReportNames = Annotated[
    list[str], typer.Argument(metavar="REPORT...", help="Its name, or the first six or more digits of its sha256.")
]
Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="[WORDS...]", help='All must occur; "in quotes" side by side, begin* the start of one.'),
]
SpeakerName = Annotated[str | None, typer.Option("--speaker", metavar="NAME", help="A part of the speaker's name.")]
ActName = Annotated[str | None, typer.Option("--act", callback=_act, metavar="ACT", help="asserts, denies, warns ...")]
ActorName = Annotated[
    str | None, typer.Option("--actor", metavar="NAME", help="Of the timeline, only what this actor takes part in.")
]
EventType = Annotated[
    str | None,
    typer.Option(
        "--type", callback=_plover, metavar="TYPE", help="Of the timeline, only this type: CONSULT, ACCUSE, ASSAULT ..."
    ),
]
OutletName = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="A part of the outlet's name.")]
Since = Annotated[
    str | None, typer.Option("--since", callback=_day, metavar="DAY", help="Said in this day, month or year or later.")
]
Until = Annotated[
    str | None, typer.Option("--until", callback=_day, metavar="DAY", help="Said in this day, month or year or before.")
]
Host = Annotated[
    str, typer.Option("--host", metavar="ADDRESS", help="Where to listen; others than this machine only if you say so.")
]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, metavar="N", help="0 takes a free one.")]
AllowHost = Annotated[
    list[str] | None, typer.Option("--allow-host", metavar="NAME", help="A name by which the server may be asked for.")
]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, metavar="NUMBER", help="Show so many at most.")]
