"""Reports in, dossiers out, kept in a store: what the command line and Python programs both use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Self

from onrecord import building
from onrecord.adapters.store import (
    MEMORY,
    CopyRow,
    Disputed,
    Facets,
    Filter,
    ReportRow,
    Said,
    Speaker,
    Store,
    StoryRow,
)
from onrecord.errors import InputError, NotFound, PageError
from onrecord.records import Correction, Dossier, Made, Notice, Page
from onrecord.settings import Settings

type Told = Kept | PageError | Notice
"""What is told while reading: a report that the store holds now, one that is refused, or a notice."""

# The pipeline and what it needs load in a second or more, and questions to a store need none of it:
# hence the imports inside functions here.


@dataclass(frozen=True, slots=True)
class Kept:
    """A report that the store holds for good, whatever happens next."""

    page: Page
    new: bool
    """False where the store had it before."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading: stories, and what could not be read."""

    dossiers: tuple[Dossier, ...]
    """Of the stories that the reports belong to, with all their reports; by their first day and title."""
    refused: tuple[PageError, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding reports to a store."""

    stories: tuple[int, ...]
    """Numbers of the stories that the reports belong to."""
    new: int
    known: int
    """Reports that the store had before."""
    refused: tuple[PageError, ...]
    notices: tuple[Notice, ...]


def read(*paths: str | Path, story: str | None = None, db: str | Path = MEMORY) -> Reading:
    """Read every report in these files and folders and return their dossiers.

    All go into one story with ``story``; else each finds its own. Nothing is kept without ``db``.
    """
    with Library(db, create=True) as library:
        added = library.add(paths, story=story)
        dossiers = tuple(dossier for _, dossier in library.show_all(added.stories))
        return Reading(dossiers, added.refused, added.notices)


class Library:
    """A store of reports with the stories they belong to. Close it, or use it in a ``with``."""

    def __init__(
        self, db: str | Path, *, create: bool = False, read_only: bool = False, settings: Settings | None = None
    ) -> None:
        """Open the store in the file ``db``; StoreError if it cannot be used.

        With ``create``, a file that is not there is made once there is something to keep in it; with
        ``read_only`` nothing is ever written.
        """
        self._settings = settings or Settings.read()
        self._db = db
        self._opened: Store | None = None
        if not create or Path(db).exists():
            # A store that cannot be used is told before anything is read.
            self._opened = Store(db, read_only=read_only)

    def close(self) -> None:
        """Let go of the store."""
        if self._opened is not None:
            self._opened.close()

    @property
    def _store(self) -> Store:
        if self._opened is None:
            self._opened = Store(self._db, create=True)
        return self._opened

    def __enter__(self) -> Self:
        """The library itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    # ---- what goes in --------------------------------------------------------------------------

    def add(
        self,
        paths: Sequence[str | Path],
        *,
        story: str | None = None,
        stdin: BinaryIO | None = None,
        tell: Callable[[Told], None] = lambda told: None,
    ) -> Added:
        """Read reports into the store and put each into its story, or all into the one named ``story``.

        ``tell`` is called for each report once it is stored for good, for each that is refused and
        for each notice, as they come.
        """
        from onrecord.adapters.pages import read_pages  # noqa: PLC0415 - see above

        return self._add(read_pages(paths, settings=self._settings, stdin=stdin), story, tell)

    def add_files(
        self,
        files: Sequence[tuple[str, bytes]],
        *,
        story: str | None = None,
        tell: Callable[[Told], None] = lambda told: None,
    ) -> Added:
        """The same for files that lie nowhere: each a name, which no file is opened by, and contents."""
        from onrecord.adapters.pages import read_files  # noqa: PLC0415 - see above

        return self._add(read_files(files, settings=self._settings), story, tell)

    def _add(
        self, pages: Iterator[Page | PageError | Notice], story: str | None, tell: Callable[[Told], None]
    ) -> Added:
        refused: list[PageError] = []
        notices: list[Notice] = []
        keys: list[str] = []
        new = 0
        for found in pages:
            for told in self._take(found) if isinstance(found, Page) else (found,):
                if isinstance(told, PageError):
                    refused.append(told)
                elif isinstance(told, Notice):
                    notices.append(told)
                else:
                    keys.append(told.page.key)
                    new += told.new
                tell(told)
        return Added(self._settle(keys, story), new, len(keys) - new, tuple(refused), tuple(notices))

    def remove(self, *names: str) -> list[ReportRow]:
        """Forget the reports of these names, or whose sha256 begins so; what they were."""
        ids = sorted({self._store.reports.resolve(name) for name in names})
        rows = self._store.queries.list_reports(ids=ids)
        self._store.stories.remove(ids)
        return rows

    # ---- what comes out ------------------------------------------------------------------------

    def find_story(self, story: int | str) -> int:
        """The number of the story of that number, title or part of a title; NotFound, or InputError for several."""
        self.refresh()
        return self._store.queries.find_story(str(story))

    def show(self, story: int | str) -> Dossier:
        """The dossier of the story of that number or name; NotFound if there is none."""
        return self._show(self.find_story(story))

    def show_all(self, stories: Sequence[int]) -> list[tuple[int, Dossier]]:
        """The dossiers of these stories with their numbers, by their first day and title."""
        return sorted(((number, self._show(number)) for number in stories), key=lambda shown: _order(shown[1]))

    def list_stories(self) -> list[StoryRow]:
        """All stories, by number."""
        self.refresh()
        return self._store.queries.list_stories()

    def list_reports(self) -> list[ReportRow]:
        """All reports, by name."""
        self.refresh()
        return self._store.queries.list_reports()

    def find_speaker(self, name: str) -> list[Speaker]:
        """Everybody of that name or of a name that holds all its words, with all they said; NotFound for nobody."""
        self.refresh()
        return self._store.queries.find_speaker(name)

    def search(
        self, words: str = "", *, narrowing: Filter | None = None, limit: int = 50, offset: int = 0
    ) -> tuple[list[Said], int]:
        """Statements with all these words, best first, ``limit`` from ``offset`` on; and how many there are in all."""
        self.refresh()
        return self._store.queries.search(words, narrowing or Filter(), limit=limit, offset=offset)

    def count_facets(self, words: str = "", *, narrowing: Filter | None = None) -> Facets:
        """How what a search finds spreads over speakers, acts, outlets and months."""
        return self._store.queries.count_facets(words, narrowing or Filter())

    def list_latest(self, words: str = "", *, limit: int = 50, offset: int = 0) -> tuple[list[StoryRow], int]:
        """Stories with these words in their title, those with the latest report first; and how many there are."""
        self.refresh()
        return self._store.queries.list_latest(words, limit=limit, offset=offset)

    def list_disputed(self, stories: Sequence[int]) -> dict[int, Disputed]:
        """The first dispute of each of these stories that has one, by its number."""
        return self._store.queries.list_disputed(stories)

    def stamp(self, story: int) -> str | None:
        """What changes whenever the story's dossier does; None where there is no such story."""
        return self._store.queries.stamp_story(story)

    def find_report(self, name: str) -> ReportRow:
        """The report of that text, by its whole sha256 (the first of several outlets that have it), or of that name,
        or whose sha256 or key begins so; NotFound, or InputError for several."""
        return self._store.queries.list_reports(ids=[self._find_id(name)])[0]

    def _find_id(self, name: str) -> int:
        return next(iter(self._store.reports.list_of_text(name)), 0) or self._store.reports.resolve(name)

    def list_copies(self, name: str) -> list[CopyRow]:
        """The reports of all stories that share text with the report of that name or sha256: first those that it
        has it from, the surest first; NotFound or InputError as in ``find_report``."""
        self._sketch_rest()
        return self._store.reports.list_copies(self._find_id(name))

    def list_elsewhere(self, story: int) -> list[tuple[str, CopyRow]]:
        """Each report of a story, by name, with one of another story that it shares text with."""
        self._sketch_rest()
        return self._store.reports.list_elsewhere(story)

    def _sketch_rest(self) -> None:
        if self._store.writable:
            self._store.reports.sketch_rest()

    def refresh(self, tell: Callable[[str], None] = lambda title: None) -> None:
        """Finish what is unfinished: after a kill, reports may wait for a story and stories for their dossier.

        ``tell`` is called with each title.
        """
        if not self._store.writable:
            return
        loose, waiting = self._store.queries.list_waiting()
        if loose:
            self._store.stories.settle()
            _, waiting = self._store.queries.list_waiting()
        for story in waiting:
            try:
                tell(self._show(story).story)
            except NotFound:
                # Another process joined it to a second story, or removed it.
                continue

    # ---- what readers know better ------------------------------------------------------------------

    def correct(self, correction: Correction, *, by: str, on: str | None = None) -> int:
        """Keep a correction and its maker; its number. ``on`` is when it is made, now if not said.

        InputError where it names no words of a stored report or nobody who makes it.
        """
        if not any(self._store.reports.list_of_text(anchor.sha256) for anchor in correction.anchors):
            raise InputError(
                "correction", "it is about no words of a report here", "name some by sha256, start and end"
            )
        if not by.strip():
            raise InputError("correction", "nobody makes it", "say who you are")
        id = self._store.corrections.add(correction, by=by.strip(), on=on or _now())
        self._enter(id)
        return id

    def undo(self, correction: int, *, by: str, on: str | None = None) -> None:
        """Take a correction back; NotFound if there is none of that number."""
        self._store.corrections.find(correction)
        self._store.corrections.undo(correction, by=by.strip(), on=on or _now())
        self._enter(correction)

    def list_corrections(self, story: int) -> list[Made]:
        """All corrections about a story's reports, those that were undone too."""
        return self._store.corrections.list_all(story, undone=True)

    def list_corrected(self, correction: int) -> list[int]:
        """Numbers of the stories that a correction is about."""
        return self._store.corrections.list_stories(correction)

    def _enter(self, correction: int) -> None:
        for story in self._store.corrections.list_stories(correction):
            self._store.corrections.enter(story, self._show(story))

    # ---- how -----------------------------------------------------------------------------------

    def _take(self, page: Page) -> Iterator[Told]:
        """Store a page with its analysis if the store lacks it; what is to be told of it."""
        if not self._store.reports.has(page.key):
            try:
                analysis = building.analyse_page(page)
            except PageError as error:
                yield error
                return
            yield Kept(page, new=self._store.reports.add(analysis, version=building.version()))
            return
        yield Kept(page, new=False)

    def _settle(self, keys: Sequence[str], story: str | None) -> tuple[int, ...]:
        if not keys:
            return ()
        ids = self._store.reports.list_ids(keys)
        if story is not None:
            self._store.stories.put(story, ids)
        if self._store.queries.list_waiting()[0]:
            self._store.stories.settle()
        return tuple(self._store.stories.list_homes(ids))

    def _show(self, number: int) -> Dossier:
        return building.show_dossier(self._store, number)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _order(dossier: Dossier) -> tuple[str, str, str]:
    days = [report.published.when.iso for report in dossier.reports if report.published.when]
    return min(days, default="9999"), dossier.story, dossier.reports[0].sha256
