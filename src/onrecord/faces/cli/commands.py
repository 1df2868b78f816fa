"""The commands and what each can be told. What they do is in answers.py, loaded once it is needed."""

from __future__ import annotations

# Typer reads the annotations below while the program runs: nothing that they name may be imported for types alone.
import typer

from onrecord.faces.cli import options as given

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Who said what, on whose word, who disputes it, and what happened when, across every report of a news story.",
    epilog="Exit status: 0 all was read, 1 some input was refused or not found, 2 wrong usage.",
)


@app.callback()
def start(*, version: given.Version = False) -> None:
    """Everything else is told to the commands."""


@app.command()
def read(
    paths: given.Paths,
    *,
    story: given.StoryName = None,
    format: given.DossierFormat = given.TERMINAL,
    out: given.Out = None,
    everything: given.Everything = False,
    db: given.Db = None,
    quiet: given.Quiet = False,
    verbose: given.Verbose = False,
) -> None:
    """Read reports and show the dossiers of their stories.

    Reports are kept in the store; one that it has is not read again. Without --story each finds its story by itself.
    """
    from onrecord.faces.cli.answers import read_reports  # noqa: PLC0415 - `onrecord --help` need not wait for it

    view = given.View(db=given.find_store(db), format=format, out=out, everything=everything)
    raise typer.Exit(read_reports(paths, view, story=story, quiet=quiet, verbose=verbose))


@app.command()
def stories(db: given.Db = None, format: given.ListFormat = given.TERMINAL, out: given.Out = None) -> None:
    """List the stories in the store."""
    from onrecord.faces.cli.answers import list_stories  # noqa: PLC0415

    list_stories(given.View(db=given.find_store(db), format=format, out=out))


@app.command()
def show(
    story: given.StoryWanted,
    *,
    format: given.DossierFormat = given.TERMINAL,
    out: given.Out = None,
    everything: given.Everything = False,
    actor: given.ActorName = None,
    type: given.EventType = None,
    db: given.Db = None,
) -> None:
    """Show the dossier of a story."""
    from onrecord.faces.cli.answers import show_story  # noqa: PLC0415

    view = given.View(given.find_store(db), format, out, everything, actor, type)
    show_story(story, view)


@app.command()
def export(
    story: given.StoryWanted, *, format: given.ExportFormat, out: given.BundleOut = None, db: given.Db = None
) -> None:
    """Write the dossier of a story in a format that other programs read."""
    from onrecord.faces.cli.answers import show_story  # noqa: PLC0415

    show_story(story, given.View(db=given.find_store(db), format=format, out=out))


@app.command()
def who(
    name: given.Name, db: given.Db = None, format: given.ListFormat = given.TERMINAL, out: given.Out = None
) -> None:
    """Show all that a speaker said and holds, in every story."""
    from onrecord.faces.cli.answers import show_speakers  # noqa: PLC0415

    show_speakers(name, given.View(db=given.find_store(db), format=format, out=out))


@app.command()
def search(
    words: given.Words = None,
    speaker: given.SpeakerName = None,
    act: given.ActName = None,
    outlet: given.OutletName = None,
    since: given.Since = None,
    until: given.Until = None,
    limit: given.Limit = 50,
    db: given.Db = None,
    format: given.ListFormat = given.TERMINAL,
    out: given.Out = None,
) -> None:
    """Search statements by words, speaker, act, outlet and day.

    Sentences in an outlet's own voice are found too, unless --act is given.
    """
    from onrecord.faces.cli.answers import Filter, search_statements  # noqa: PLC0415

    if not words and not any((speaker, act, outlet, since, until)):
        raise typer.BadParameter("give some words, or one of --speaker, --act, --outlet, --since, --until")
    narrowing = Filter(speaker=speaker, act=act, outlet=outlet, since=since, until=until)
    view = given.View(db=given.find_store(db), format=format, out=out)
    search_statements(" ".join(words or ()), narrowing, view, limit=limit)


@app.command()
def serve(
    db: given.Db = None,
    *,
    host: given.Host = "127.0.0.1",
    port: given.Port = 8010,
    allow_host: given.AllowHost = None,
) -> None:
    """Show the store as pages in a browser, with an interface for programs, until interrupted."""
    from onrecord.faces.web import serve as serve_pages  # noqa: PLC0415

    serve_pages(given.find_store(db), host=host, port=port, names=allow_host or (), token=given.find_token())


@app.command()
def mcp(db: given.Db = None) -> None:
    """Answer an assistant that speaks the Model Context Protocol, on standard input and output.

    It can list stories, show disputes and other parts of dossiers, search statements and read reports; nothing is
    written. Needs the package mcp.
    """
    from onrecord.faces.mcp import serve as serve_assistant  # noqa: PLC0415

    serve_assistant(given.find_store(db))


@app.command()
def reports(db: given.Db = None, format: given.ListFormat = given.TERMINAL, out: given.Out = None) -> None:
    """List the reports in the store."""
    from onrecord.faces.cli.answers import list_reports  # noqa: PLC0415

    list_reports(given.View(db=given.find_store(db), format=format, out=out))


@app.command()
def copies(
    report: given.ReportName, db: given.Db = None, format: given.ListFormat = given.TERMINAL, out: given.Out = None
) -> None:
    """Show which reports, of any story, share text with a report, and who has it from whom."""
    from onrecord.faces.cli.answers import list_copies  # noqa: PLC0415

    list_copies(report, given.View(db=given.find_store(db), format=format, out=out))


@app.command()
def remove(names: given.ReportNames, db: given.Db = None, format: given.ListFormat = given.TERMINAL) -> None:
    """Take reports out of the store; their files stay."""
    from onrecord.faces.cli.answers import remove_reports  # noqa: PLC0415

    remove_reports(names, given.View(db=given.find_store(db), format=format))
