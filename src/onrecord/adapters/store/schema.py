"""The tables, made by numbered migrations; the table ``applied`` tells which a store has."""

from __future__ import annotations

import sqlite3

from onrecord.errors import StoreError

APPLICATION = 0x6F6E7263
"""SQLite's application_id of a store: "onrc" in ASCII."""

MIGRATIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "001 reports, their stories and what they are compared by",
        (
            """CREATE TABLE stories (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                name TEXT,              -- given by the user, with --story; else null
                title TEXT,             -- as its dossier was last headed
                edition INTEGER NOT NULL DEFAULT 0,  -- counts changes of its reports
                dossier TEXT,           -- JSON; null where it is to be built (again)
                version TEXT            -- that the dossier was built by
            )""",
            "CREATE UNIQUE INDEX stories_name ON stories (name)",
            """CREATE TABLE titles (     -- every title that a story had: they all still lead to it
                story INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
                title TEXT NOT NULL,
                PRIMARY KEY (story, title)
            ) WITHOUT ROWID""",
            """CREATE TABLE reports (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                sha256 TEXT NOT NULL UNIQUE,
                name TEXT NOT NULL,
                outlet TEXT NOT NULL,
                title TEXT,
                published TEXT,         -- YYYY, YYYY-MM or YYYY-MM-DD, as the report alone tells it
                day TEXT,               -- the same as its story tells it
                url TEXT,
                place TEXT NOT NULL,    -- where it was read from
                page TEXT NOT NULL,     -- JSON
                analysis TEXT NOT NULL, -- JSON, without the page
                version TEXT NOT NULL,  -- that the analysis was made by
                signature TEXT NOT NULL,
                story INTEGER REFERENCES stories (id),  -- null until it is put into one
                pinned INTEGER NOT NULL DEFAULT 0       -- 1: the user said which
            )""",
            "CREATE INDEX reports_story ON reports (story)",
            "CREATE INDEX reports_name ON reports (name)",
            """CREATE TABLE keys (       -- terms that reports are looked up by
                term TEXT NOT NULL,
                day INTEGER NOT NULL,   -- of the report's signature; 0 where it has none
                report INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
                PRIMARY KEY (term, day, report)
            ) WITHOUT ROWID""",
            "CREATE INDEX keys_report ON keys (report)",
            """CREATE TABLE links (      -- each pair both ways
                report INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
                other INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
                likeness REAL NOT NULL, -- log odds
                PRIMARY KEY (report, other)
            ) WITHOUT ROWID""",
            "CREATE INDEX links_other ON links (other)",
        ),
    ),
    (
        "002 what dossiers say, for questions across stories",
        (
            """CREATE TABLE speakers (
                story INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
                entity TEXT NOT NULL,
                name TEXT NOT NULL,
                kind TEXT NOT NULL,
                roles TEXT NOT NULL,    -- parted by "; "
                PRIMARY KEY (story, entity)
            ) WITHOUT ROWID""",
            """CREATE TABLE aliases (    -- names of speakers, casefolded
                alias TEXT NOT NULL,
                story INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
                entity TEXT NOT NULL,
                PRIMARY KEY (alias, story, entity)
            ) WITHOUT ROWID""",
            "CREATE INDEX aliases_story ON aliases (story)",
            """CREATE TABLE statements (
                id INTEGER PRIMARY KEY,
                story INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
                report INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
                speaker TEXT,           -- names of those who speak, joined
                via TEXT NOT NULL,      -- names, outermost first, parted by " ← "
                act TEXT,               -- null: a sentence in the outlet's own voice
                mode TEXT,
                said_on TEXT,
                day TEXT,               -- said_on, else the report's day: what --since and --until go by
                content TEXT NOT NULL,
                sentence TEXT NOT NULL,
                start INTEGER NOT NULL, -- of the sentence in the report's text, in code points
                "end" INTEGER NOT NULL,
                line INTEGER NOT NULL   -- that it starts in, from 1
            )""",
            "CREATE INDEX statements_story ON statements (story)",
            "CREATE INDEX statements_report ON statements (report)",
            """CREATE TABLE voices (     -- who makes a statement
                story INTEGER NOT NULL,
                entity TEXT NOT NULL,
                statement INTEGER NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
                PRIMARY KEY (story, entity, statement)
            ) WITHOUT ROWID""",
            "CREATE INDEX voices_statement ON voices (statement)",
            """CREATE TABLE positions (  -- who holds what on a claim
                story INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
                claim TEXT NOT NULL,
                entity TEXT NOT NULL,
                stance TEXT NOT NULL,
                proposition TEXT NOT NULL,
                status TEXT NOT NULL,
                via TEXT NOT NULL,
                report INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
                start INTEGER NOT NULL,
                "end" INTEGER NOT NULL,
                line INTEGER NOT NULL
            )""",
            "CREATE INDEX positions_entity ON positions (story, entity)",
            "CREATE INDEX positions_report ON positions (report)",
            """CREATE VIRTUAL TABLE words USING fts5 (
                content, sentence, speaker, tokenize = 'porter unicode61 remove_diacritics 2'
            )""",
        ),
    ),
    (
        "003 one text in two outlets is two reports",
        (
            # The column that is unique becomes the key; report_key() reads it off the page.
            "ALTER TABLE reports RENAME COLUMN sha256 TO key",
            "ALTER TABLE reports ADD COLUMN sha256 TEXT NOT NULL DEFAULT ''",
            "UPDATE reports SET sha256 = key, key = report_key(page)",
            "CREATE INDEX reports_sha256 ON reports (sha256)",
        ),
    ),
    (
        "004 what readers corrected, and lists of stories in a thousandth of a second",
        (
            """CREATE TABLE corrections (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                made_on TEXT NOT NULL,  -- ISO 8601, UTC
                made_by TEXT NOT NULL,
                correction TEXT NOT NULL, -- JSON: what it says of which words, by the digests of their texts
                undone_on TEXT,         -- null while it is in force
                undone_by TEXT
            )""",
            """CREATE TABLE anchors (    -- the texts that a correction is about: it holds in whatever story they are
                correction INTEGER NOT NULL REFERENCES corrections (id) ON DELETE CASCADE,
                sha256 TEXT NOT NULL,
                PRIMARY KEY (correction, sha256)
            ) WITHOUT ROWID""",
            "CREATE INDEX anchors_sha256 ON anchors (sha256)",
            "CREATE INDEX reports_days ON reports (story, day, published, outlet)",
        ),
    ),
    (
        "005 which reports have text of which others, across stories",
        (
            "ALTER TABLE reports ADD COLUMN sketched INTEGER NOT NULL DEFAULT 0",  # 1: its sketches are entered
            "CREATE INDEX reports_sketched ON reports (sketched) WHERE sketched = 0",
            """CREATE TABLE sketches (  -- bands of sentences' MinHashes, by which parts of a text are found again
                band INTEGER NOT NULL,
                report INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
                PRIMARY KEY (band, report)
            ) WITHOUT ROWID""",
            "CREATE INDEX sketches_report ON sketches (report)",
            """CREATE TABLE kinships (
                taker INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
                origin INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
                kinship TEXT NOT NULL,  -- JSON
                PRIMARY KEY (taker, origin)
            ) WITHOUT ROWID""",
            "CREATE INDEX kinships_origin ON kinships (origin)",
        ),
    ),
)


def migrate(connection: sqlite3.Connection, *, where: str) -> None:
    """Bring the store up to date, in one transaction.

    StoreError where a newer onrecord or another program wrote it.
    """
    if _applied(connection, where) == len(MIGRATIONS):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have been at it while this one waited for the lock.
        first = _applied(connection, where)
        if first == 0:
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute("CREATE TABLE applied (number INTEGER PRIMARY KEY, name TEXT NOT NULL)")
        for number, (name, statements) in enumerate(MIGRATIONS[first:], first + 1):
            for statement in statements:
                connection.execute(statement)
            connection.execute("INSERT INTO applied VALUES (?, ?)", (number, name))
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise


def _applied(connection: sqlite3.Connection, where: str) -> int:
    """How many migrations the store has; 0 for an empty database."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application == APPLICATION:
        (last,) = connection.execute("SELECT max(number) FROM applied").fetchone()
        if last > len(MIGRATIONS):
            what = f"was written by a newer onrecord (its schema is {last}, this one knows {len(MIGRATIONS)})"
            raise StoreError(where, what, "update onrecord, or name another file with --db")
        return int(last)
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if application or tables:
        raise StoreError(where, "is a database of another program", "name another file with --db")
    return 0
