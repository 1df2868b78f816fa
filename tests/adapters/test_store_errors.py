"""Files that cannot be used as a store: one clear line each, with the file and the remedy."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from invented import make_analysis, make_pages

from onrecord import StoreError
from onrecord.adapters.store import Store, connection
from onrecord.adapters.store.codec import dump
from onrecord.adapters.store.schema import APPLICATION, MIGRATIONS
from onrecord.records.page import Page, digest


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A store with one report."""
    path = tmp_path / "a.db"
    with Store(path, create=True) as store:
        store.reports.add(make_analysis(make_pages()[0]), version="1")
        store.stories.settle()
    return path


def add(path: Path) -> None:
    with Store(path) as store:
        store.reports.add(make_analysis(make_pages()[1]), version="1")


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"a.db: there is no such store .*--db"):
        Store(tmp_path / "a.db")
    assert not (tmp_path / "a.db").exists()


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder, not a database"):
        Store(tmp_path, create=True)


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="its folder does not exist"):
        Store(tmp_path / "none" / "a.db", create=True)


@pytest.mark.parametrize("content", [b"Engineers warn of cracks.\n" * 100, b"\x00" * 5000, b"x"])
def test_no_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"a.db: is no database \(name another file with --db\)"):
        Store(path, create=True)
    assert path.read_bytes() == content


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    (tmp_path / "a.db").touch()
    with Store(tmp_path / "a.db", create=True) as store:
        assert store.queries.list_stories() == []


def test_a_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE birds (name)")
    with pytest.raises(StoreError, match="is a database of another program"):
        Store(path, create=True)


def test_a_store_of_a_newer_version(file: Path) -> None:
    with sqlite3.connect(file) as other:
        other.execute("INSERT INTO applied VALUES (?, 'from the future')", (len(MIGRATIONS) + 1,))
    with pytest.raises(StoreError, match=r"was written by a newer onrecord .*update onrecord"):
        Store(file)


def test_a_store_of_an_older_version_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with sqlite3.connect(path) as old:
        old.execute(f"PRAGMA application_id = {APPLICATION}")
        old.execute("CREATE TABLE applied (number INTEGER PRIMARY KEY, name TEXT NOT NULL)")
        name, statements = MIGRATIONS[0]
        for statement in statements:
            old.execute(statement)
        old.execute("INSERT INTO applied VALUES (1, ?)", (name,))
    with Store(path) as store:
        assert store.queries.list_stories() == []
    with sqlite3.connect(path) as now:
        assert now.execute("SELECT max(number) FROM applied").fetchone() == (len(MIGRATIONS),)


def test_reports_of_an_older_version_get_their_keys(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    plain = Page("plain", "The quay is closed.", digest("The quay is closed."), "plain.txt")
    told = Page("told", "The quay is open.", digest("The quay is open."), "told.json", outlet="Gazette")
    with sqlite3.connect(path) as old:
        old.execute(f"PRAGMA application_id = {APPLICATION}")
        old.execute("CREATE TABLE applied (number INTEGER PRIMARY KEY, name TEXT NOT NULL)")
        for number, (name, statements) in enumerate(MIGRATIONS[:2], 1):
            for statement in statements:
                old.execute(statement)
            old.execute("INSERT INTO applied VALUES (?, ?)", (number, name))
        for page in (plain, told):
            old.execute(
                """INSERT INTO reports (sha256, name, outlet, place, page, analysis, version, signature)
                VALUES (?, ?, '', '', ?, '', '', '')""",
                (page.sha256, page.name, dump(page)),
            )
    with Store(path) as store:
        assert store.reports.has(plain.key)
        assert store.reports.has(told.key)
        assert store.reports.list_ids([plain.key, told.key]) == [1, 2]
        assert store.reports.resolve(told.sha256[:8]) == store.reports.resolve(told.key[:8]) == 2
    assert plain.key == plain.sha256
    assert told.key != told.sha256


def test_a_locked_store(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.1)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match=r"a.db: is locked by another program \(wait"):
        add(file)
    # Whoever only asks need not wait.
    with Store(file) as store:
        assert store.queries.list_reports()
    other.close()
    add(file)


def test_a_store_locked_for_readers_too(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.1)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError, match="is locked by another program"):
        Store(file)
    other.close()


def test_a_full_disk(file: Path) -> None:
    with Store(file) as store:
        pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
        store._connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match="the disk is full"):
            for page in make_pages()[1:]:
                store.reports.add(make_analysis(page), version="1")
    with Store(file) as store:
        assert store.queries.list_reports()


def test_a_damaged_store(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096 : len(content)] = b"\xff" * (len(content) - 4096)
    file.write_bytes(content)
    with pytest.raises(StoreError, match="is damaged"), Store(file) as store:
        store.queries.list_reports()


@contextmanager
def as_somebody_else() -> Iterator[None]:
    """Without root's right to write everywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX has them")
@pytest.mark.parametrize("folder_mode", [0o755, 0o555])
def test_a_store_that_cannot_be_written_can_be_asked(tmp_path: Path, folder_mode: int) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    path = folder / "a.db"
    with Store(path, create=True) as store:
        store.reports.add(make_analysis(make_pages()[0]), version="1")
        store.stories.settle()
    path.chmod(0o444)
    folder.chmod(folder_mode)
    for place in [tmp_path, *tmp_path.parents][:3]:
        place.chmod(place.stat().st_mode | 0o055)
    try:
        with as_somebody_else():
            with Store(path) as store:
                assert not store.writable
                assert [row.name for row in store.queries.list_reports()] == ["dam-0"]
            with pytest.raises(StoreError, match=r"a.db: cannot be written \(make the file"):
                add(path)
    finally:
        folder.chmod(0o755)


@pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX has them")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir(mode=0o555)
    folder.chmod(0o555)
    for place in [tmp_path, *tmp_path.parents][:3]:
        place.chmod(place.stat().st_mode | 0o055)
    with as_somebody_else(), pytest.raises(StoreError, match=r"cannot be (opened|written)"):
        Store(folder / "a.db", create=True)


def test_a_second_look_at_an_open_store_gives_no_lock_away(file: Path) -> None:
    log = Path(f"{file}-wal")
    look = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('PRAGMA table_list').fetchall(); c.close()"
    first, _ = connection.connect(file, create=True)
    first.execute("UPDATE reports SET id = id")
    assert log.exists()
    second, _ = connection.connect(file, create=False)
    second.close()
    subprocess.run([sys.executable, "-c", look, str(file)], check=True)
    assert log.exists(), "another process took itself for the last user and threw the log away"
    first.close()
