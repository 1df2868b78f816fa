"""Reports from files, folders and standard input, each a page or one clear line why it is none.

What a page is called: its record's ``id``; else the file's name without its ending, with the number
of the record behind a hyphen where the file holds several. Files of one name in different folders
take as many of their folders' names as tell them apart (``monday/leak``, ``tuesday/leak``), and
their ending too where that alone differs. An id that an earlier file used is written behind the
name of its file (``batch2/17``), with eight digits of the text's hash where that is taken too. Files
are read in the order of their paths, so the order in which they are given changes no name.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from onrecord.adapters.pages.checks import check_text
from onrecord.adapters.pages.fields import Fields, read_fields
from onrecord.adapters.pages.formats import Record, read_records
from onrecord.adapters.pages.inputs import Source, find_sources, take_files
from onrecord.adapters.pages.moments import read_moment
from onrecord.errors import PageError
from onrecord.records import Notice, Page, When
from onrecord.settings import Settings

__all__ = ["read_files", "read_pages"]

_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Characters that have no place in a name: a terminal obeys some of them, others turn what stands around them."""


def read_pages(
    paths: Sequence[str | Path],
    *,
    settings: Settings,
    stdin: BinaryIO | None = None,
    today: date | None = None,
) -> Iterator[Page | PageError | Notice]:
    """Every report in the files and folders given; ``-`` stands for ``stdin``.

    What cannot be read comes as a PageError, what the user should know as a Notice; the rest goes
    on. ``today`` only serves to notice dates in the future.
    """
    yield from _read(find_sources(paths, stdin=stdin), settings, today)


def read_files(
    files: Sequence[tuple[str, bytes]], *, settings: Settings, today: date | None = None
) -> Iterator[Page | PageError | Notice]:
    """The same for files that lie nowhere, each a name and its contents.

    The name says the format, by its ending, and what a report is called; no file is opened by it.
    """
    yield from _read(take_files(files), settings, today)


def _read(
    sources: Iterable[Source | PageError | Notice], settings: Settings, today: date | None
) -> Iterator[Page | PageError | Notice]:
    shelf = _Shelf(today or datetime.now(UTC).date())
    for source in sources:
        if isinstance(source, PageError):
            yield source
            continue
        if isinstance(source, Notice):
            yield source
            continue
        for record in read_records(source, settings=settings):
            if isinstance(record, Record):
                yield from shelf.put(record, source, settings)
            else:
                yield record


class _Shelf:
    """The reports of one run by name and by key, so that none is read twice."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._keys: dict[str, str] = {}
        self._names: set[str] = set()

    def put(self, record: Record, source: Source, settings: Settings) -> Iterator[Page | PageError | Notice]:
        """The record as a page with what is to be noticed about it, or why it is none."""
        where = record.where
        try:
            fields = read_fields(record)
            text, broken = check_text(fields.text, where=where, settings=settings)
        except PageError as error:
            yield error
            return
        sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
        if broken:
            yield Notice(where, f"characters that are broken and shown as U+FFFD: {broken}", "export it again as UTF-8")
        published, notice = self._read_date(fields.date, where)
        page = Page(
            name="",
            text=text,
            sha256=sha256,
            where=where,
            outlet=fields.outlet,
            title=fields.title,
            published=published,
            url=fields.url,
            author=fields.author,
        )
        if first := self._keys.get(page.key):
            yield Notice(where, f"the same report, word for word, as {first}; it is read once", "remove one of the two")
            return
        self._keys[page.key] = where
        if notice:
            yield notice
        yield replace(page, name=self._name(fields, record, source, page.key))

    def _read_date(self, given: str | int | float | None, where: str) -> tuple[When | None, Notice | None]:
        if given is None or given == "":
            return None, None
        published = read_moment(given)
        if published is None:
            return None, Notice(where, f"the date {given!r} is not read", "write it as YYYY-MM-DD")
        if published.at.date() > self._today + timedelta(days=1):
            what = f"its date, {published.iso}, lies in the future; it is kept as given"
            return published, Notice(where, what, "correct the date if it is wrong")
        return published, None

    def _name(self, fields: Fields, record: Record, source: Source, key: str) -> str:
        name = fields.id or (source.name if record.number is None else f"{source.name}-{record.number}")
        name = _HIDDEN.sub("\ufffd", name)
        if name in self._names:
            name = f"{source.name}/{name}"
        if name in self._names:
            name = f"{name}~{key[:8]}"
        self._names.add(name)
        return name
