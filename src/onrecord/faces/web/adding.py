"""Reports that are being read: one batch at a time, each with how far it is."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from onrecord.errors import OnrecordError, PageError
from onrecord.faces.web.problems import Refused
from onrecord.library import Kept, Library, Told
from onrecord.settings import Settings

REMEMBERED = 50
"""Batches whose outcome can still be looked up."""
WAITING = 8
"""Batches that may wait; each holds its files in memory."""


@dataclass(slots=True)
class Batch:
    """Files that came together, and what has become of them."""

    id: str
    files: Sequence[tuple[str, bytes]]
    story: str | None
    state: Literal["waiting", "reading", "comparing", "done", "failed"] = "waiting"
    read: int = 0
    now: str = ""
    """What is being read or was read last."""
    told: list[str] = field(default_factory=list)
    """What was refused, or is to be noticed."""
    refused: int = 0
    stories: list[tuple[int, str]] = field(default_factory=list)
    """Numbers and titles of the stories that the reports are in."""

    @property
    def over(self) -> bool:
        """True once nothing more will happen."""
        return self.state in ("done", "failed")

    def plain(self) -> dict[str, Any]:
        """As JSON tells it."""
        return {
            "id": self.id,
            "state": self.state,
            "read": self.read,
            "now": self.now,
            "refused": self.refused,
            "told": self.told,
            "stories": [{"story": number, "title": title} for number, title in self.stories],
        }


class Adding:
    """Reads batches in a thread of its own, one after another."""

    def __init__(self, db: Path, *, settings: Settings) -> None:
        """Into the store in the file ``db``."""
        self._db, self._settings = db, settings
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="adding")
        self._batches: OrderedDict[str, Batch] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, files: Sequence[tuple[str, bytes]], *, story: str | None) -> Batch:
        """Begin to read files when those before are read; refused while too many wait."""
        with self._lock:
            if sum(not batch.over for batch in self._batches.values()) >= WAITING:
                raise Refused(503, "many reports are being read already", "wait until some of them are")
            batch = Batch(secrets.token_urlsafe(9), files, story)
            self._batches[batch.id] = batch
            for id in [id for id, old in self._batches.items() if old.over][: max(0, len(self._batches) - REMEMBERED)]:
                del self._batches[id]
        self._thread.submit(self._read, batch)
        return batch

    def find(self, id: str) -> Batch:
        """The batch of that id."""
        with self._lock:
            batch = self._batches.get(id)
        if batch is None:
            raise Refused(404, "nothing is being read by that name", "the reports that were read are in their stories")
        return batch

    def close(self) -> None:
        """Let go of the thread once the batch that is being read is read."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _read(self, batch: Batch) -> None:
        def tell(told: Told) -> None:
            if isinstance(told, Kept):
                batch.read += 1
                batch.now = told.page.name
            else:
                batch.refused += isinstance(told, PageError)
                batch.told.append(str(told))

        def work(title: str) -> None:
            batch.now = title

        batch.state = "reading"
        try:
            with Library(self._db, create=True, settings=self._settings) as library:
                added = library.add_files(batch.files, story=batch.story, tell=tell)
                batch.state = "comparing"
                if added.stories:
                    library.refresh(work)
                batch.stories = [(number, dossier.story) for number, dossier in library.show_all(added.stories)]
            batch.state = "done"
        except OnrecordError as error:
            batch.told.append(f"{error.what}" + (f" ({error.remedy})" if error.remedy else ""))
            batch.state = "failed"
        except Exception as error:
            batch.told.append(f"a fault of onrecord's: {type(error).__name__}")
            batch.state = "failed"
            raise
        finally:
            batch.files = ()
