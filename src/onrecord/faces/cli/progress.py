"""What is told while reports are read: progress only to people at a terminal, refusals always."""

from __future__ import annotations

import sys
from typing import Self

from rich.console import Console
from rich.status import Status
from rich.text import Text

from onrecord.errors import PageError
from onrecord.exports.outline.words import on_one_line, shorten
from onrecord.faces.cli.output import complain
from onrecord.library import Kept, Told


class Progress:
    """Tells what happens, on standard error; used in a ``with``."""

    def __init__(self, *, quiet: bool, verbose: bool) -> None:
        """``quiet`` leaves refusals alone; ``verbose`` names each report once it is stored for good."""
        self._quiet, self._verbose = quiet, verbose
        self._read = 0
        self._status: Status | None = None

    def __enter__(self) -> Self:
        """Begin."""
        console = Console(stderr=True, highlight=False)
        if console.is_terminal and not self._quiet:
            self._status = console.status(Text("reading"))
            self._status.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Leave nothing of the progress on the screen."""
        if self._status:
            self._status.stop()

    def tell(self, told: Told) -> None:
        """A report is stored, or refused, or there is something to notice about one."""
        if isinstance(told, Kept):
            self._read += 1
            if self._verbose:
                self._say(f"{'stored' if told.new else 'known'} {told.page.name} {told.page.sha256}")
            self._show(f"{self._read:,} read: {told.page.where}")
        elif isinstance(told, PageError) or not self._quiet:
            self._say(str(told))

    def work(self, title: str) -> None:
        """A story's dossier is built."""
        self._show(f"worked out: {title}")

    def _show(self, words: str) -> None:
        if self._status:
            self._status.update(Text(shorten(on_one_line(words), 70)))

    def _say(self, words: str) -> None:
        # A line written below a spinner would be overwritten by it.
        if self._status:
            self._status.stop()
        complain(words)
        sys.stderr.flush()
        if self._status:
            self._status.start()
