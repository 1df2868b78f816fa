"""The store for assistants that speak the Model Context Protocol. The only place that knows its SDK."""

from __future__ import annotations

from pathlib import Path

from onrecord.errors import InputError, SetupError
from onrecord.settings import Settings


def serve(db: Path) -> None:
    """Answer an assistant on standard input and output from the store in the file ``db``, which is never written.

    SetupError where the SDK is not installed; StoreError for a store that cannot be used.
    """
    if str(db) == ":memory:":
        raise InputError(":memory:", "an assistant needs a store that is there", "name a file with --db")
    try:
        from onrecord.faces.mcp.server import make_server  # noqa: PLC0415 - other commands need not wait for it
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "mcp":
            raise
        raise SetupError(
            "mcp", "this command needs the package mcp", "install it: pip install 'onrecord[mcp]'"
        ) from None

    from onrecord.library import Library  # noqa: PLC0415

    settings = Settings.read()
    Library(db, settings=settings, read_only=True).close()  # a store that cannot be used is told before anything else
    make_server(db, settings=settings).run("stdio")
