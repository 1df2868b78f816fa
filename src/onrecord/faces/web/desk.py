"""Asking the library from a server: a few threads, each with a connection of its own."""

from __future__ import annotations

import asyncio
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from onrecord.errors import NotFound
from onrecord.faces.web.views.story import ShownStory
from onrecord.library import Library
from onrecord.settings import Settings

THREADS = 4
"""Questions that are answered side by side: SQLite answers in milliseconds, and Python runs one at a time."""
KEPT = 24
"""Stories kept ready to be shown; some megabytes each."""


class Desk:
    """Answers questions by the library, off the server's own thread."""

    def __init__(self, db: Path, *, settings: Settings) -> None:
        """Of the store in the file ``db``."""
        self.db, self.settings = db, settings
        self._own = threading.local()
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="desk")
        self._lock = threading.Lock()
        self._shown: OrderedDict[int, tuple[str, ShownStory]] = OrderedDict()

    async def ask[T](self, question: Callable[[Library], T]) -> T:
        """What the library answers; errors come as they are."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, lambda: question(self._library()))

    def show(self, library: Library, number: int) -> ShownStory:
        """A story ready to be shown, made anew where it has changed; NotFound where there is none."""
        stamp = library.stamp(number)
        if stamp is None:
            raise NotFound(str(number), "no story has that number", "look it up in the list of stories")
        with self._lock:
            kept = self._shown.get(number)
            if kept and kept[0] == stamp:
                self._shown.move_to_end(number)
                return kept[1]
        shown = ShownStory.make(number, library.show(number))
        with self._lock:
            # What was built just now may have a newer stamp than the one asked for; then it is looked at again.
            self._shown[number] = (library.stamp(number) or stamp, shown)
            self._shown.move_to_end(number)
            while len(self._shown) > KEPT:
                self._shown.popitem(last=False)
        return shown

    def close(self) -> None:
        """Let go of the threads; their connections go with them."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _library(self) -> Library:
        library: Library | None = getattr(self._own, "library", None)
        if library is None:
            library = self._own.library = Library(self.db, create=True, settings=self.settings)
        return library
