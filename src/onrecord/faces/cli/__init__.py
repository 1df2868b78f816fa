"""The command line. The only place that knows Typer and rich."""

from __future__ import annotations

import sys

from onrecord.errors import OnrecordError


def main() -> None:
    """Run the command that the user typed; exit status 0 all read, 1 some input refused, 2 wrong usage."""
    from onrecord.faces.cli.commands import app  # noqa: PLC0415 - what fails while it loads is told below, too
    from onrecord.faces.cli.output import complain  # noqa: PLC0415

    try:
        app(prog_name="onrecord")
    except OnrecordError as error:
        complain(str(error))
        sys.exit(1)
    except KeyboardInterrupt:
        complain("stopped; every report that was stored is safe")
        sys.exit(130)
