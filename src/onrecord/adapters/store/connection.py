"""Opening the file of a store, and what SQLite says in words that name a remedy."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock

from onrecord.adapters.store.codec import load
from onrecord.adapters.store.schema import migrate
from onrecord.errors import StoreError
from onrecord.records import Page

PATIENCE = 10.0
"""Seconds to wait for another process. A commit takes milliseconds, putting ten thousand reports
into their stories a second; longer than this is no colleague but a lock that was left."""
MEMORY = ":memory:"
"""A store that is gone when it is closed, as SQLite calls it."""

HEADER = b"SQLite format 3\0"
"""First bytes of every SQLite database that is not empty."""

_FAULTS = (
    ("SQLITE_BUSY", "is locked by another program", "wait until that is done, then run this again"),
    ("SQLITE_LOCKED", "is locked by another program", "wait until that is done, then run this again"),
    ("SQLITE_READONLY", "cannot be written", "make the file and its folder writable, or name another with --db"),
    ("SQLITE_PERM", "cannot be opened", "check the permissions of the file and its folder"),
    ("SQLITE_CANTOPEN", "cannot be opened", "check the permissions of the file and its folder"),
    ("SQLITE_NOTADB", "is no database", "name another file with --db"),
    ("SQLITE_FULL", "cannot grow: the disk is full", "make room; what was stored is safe"),
    ("SQLITE_IOERR", "cannot be read or written: the disk or file system fails", "check the disk"),
    ("SQLITE_CORRUPT", "is damaged", "restore a copy, or read the reports again into another file with --db"),
)


type _Inode = tuple[int, int]
_held: Counter[_Inode] = Counter()
"""Files that this process has open as stores, by device and inode, and how often. POSIX drops all locks that a process
has on a file as soon as it closes it once, whoever opened it: so such a file is not looked into besides SQLite, or
another process would take itself for the last user and throw the log away with what is in it."""
_opening = RLock()


class _Connection(sqlite3.Connection):
    """A connection that tells when it is closed."""

    inode: _Inode | None = None

    def close(self) -> None:
        super().close()
        with _opening:
            if self.inode is not None:
                _held[self.inode] -= 1
            self.inode = None


def _inode(path: Path) -> _Inode | None:
    with suppress(OSError, ValueError):
        found = path.stat()
        return found.st_dev, found.st_ino
    return None


@contextmanager
def telling(where: str) -> Iterator[None]:
    """Turn what SQLite raises into a StoreError that names the file and the remedy."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        for start, what, remedy in _FAULTS:
            if name.startswith(start):
                raise StoreError(where, what, remedy) from error
        raise


def connect(path: str | Path, *, create: bool, read_only: bool = False) -> tuple[sqlite3.Connection, bool]:
    """An open store, its tables up to date, and whether it can be written; if not it is open for reading.

    Without ``create``, a file that is not there is a StoreError. With ``read_only`` it is never written.
    """
    with _opening:
        connection, writable = _connect(path, create=create, read_only=read_only)
        if isinstance(connection, _Connection) and (inode := _inode(Path(path))) is not None:
            connection.inode = inode
            _held[inode] += 1
        return connection, writable


def _connect(path: str | Path, *, create: bool, read_only: bool) -> tuple[sqlite3.Connection, bool]:
    where = str(path)
    if where != MEMORY:
        _check_file(Path(path), create=create)
    with telling(where):
        writable = not read_only and (where == MEMORY or not Path(where).exists() or _is_writable(Path(where)))
        connection = _open(where, writable=writable)
        try:
            connection.create_function("fold", 1, _fold, deterministic=True)
            connection.create_function("report_key", 1, _report_key, deterministic=True)
            connection.execute("PRAGMA foreign_keys = ON")
            # A commit is on the disk before it is told: in WAL mode, NORMAL could lose the last ones to a power cut.
            connection.execute("PRAGMA synchronous = FULL")
            migrate(connection, where=where)
            if writable:
                _keep_a_log(connection)
        except BaseException:
            connection.close()
            raise
        return connection, writable


def _check_file(path: Path, *, create: bool) -> None:
    try:
        if path.is_dir():
            raise StoreError(str(path), "is a folder, not a database", f"name a file, as in {path / 'onrecord.db'}")
        if not path.exists() and not create:
            remedy = "read reports into it first, or name another with --db"
            raise StoreError(str(path), "there is no such store", remedy)
        if not path.parent.is_dir():
            raise StoreError(str(path), "its folder does not exist", f"make the folder {path.parent} first")
        if path.is_file() and not _held[_inode(path) or (0, 0)]:
            with path.open("rb") as file:
                start = file.read(len(HEADER))
            # SQLite itself takes a file of a few bytes for an empty database and writes over it.
            if start and start != HEADER:
                raise StoreError(str(path), "is no database", "name another file with --db")
    except (OSError, ValueError) as error:
        raise StoreError(str(path), "cannot be opened", str(getattr(error, "strerror", error))) from None


def _open(where: str, *, writable: bool) -> sqlite3.Connection:
    # Transactions are begun by hand (isolation_level None): each write says what belongs together.
    if writable:
        return sqlite3.connect(where, timeout=PATIENCE, isolation_level=None, factory=_Connection)
    uri = Path(where).absolute().as_uri()
    for mode in ("mode=ro", "mode=ro&immutable=1"):
        # In a folder that cannot be written, WAL's side files cannot be made: the file alone is then
        # read as it lies there.
        connection = sqlite3.connect(
            f"{uri}?{mode}", uri=True, timeout=PATIENCE, isolation_level=None, factory=_Connection
        )
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema")
        except sqlite3.OperationalError:
            connection.close()
        else:
            return connection
    raise StoreError(where, "cannot be opened", "check the permissions of the file and its folder")


def _is_writable(path: Path) -> bool:
    effective = os.access in os.supports_effective_ids
    return all(os.access(place, os.W_OK, effective_ids=effective) for place in (path, path.absolute().parent))


def _fold(text: str | None) -> str | None:
    """SQLite's own lower() knows ASCII only."""
    return None if text is None else text.casefold()


def _report_key(page: str) -> str:
    """The key of a stored page."""
    return load(Page, page).key


def _keep_a_log(connection: sqlite3.Connection) -> None:
    """Write-ahead logging, so that a reader need not wait for a writer; the store stays in it for good."""
    (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    if mode == "delete":
        # Busy where another process has the store open, which then sees to it itself.
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = WAL")


@contextmanager
def transaction(connection: sqlite3.Connection, *, where: str) -> Iterator[None]:
    """All or nothing: what is done inside is on the disk once it is left, and not at all if it fails."""
    with telling(where):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            connection.rollback()
            raise
