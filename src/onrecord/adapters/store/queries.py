"""Questions to a store. Everything here is SQL alone: no model is loaded."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.adapters.store.connection import telling
from onrecord.adapters.store.index import ARROW
from onrecord.adapters.store.rows import Disputed, Facets, Position, ReportRow, Said, Speaker, StoryRow
from onrecord.errors import InputError, NotFound

_SAID = """SELECT statements.story, coalesce(stories.name, stories.title, ''), reports.name, reports.outlet,
    coalesce(reports.day, reports.published), statements.speaker, statements.via, statements.act, statements.mode,
    statements.said_on, statements.content, statements.sentence, statements.start, statements."end", statements.line,
    reports.sha256
    FROM statements JOIN stories ON stories.id = statements.story JOIN reports ON reports.id = statements.report"""
_ALL = "FROM statements"
_MATCHED = "FROM words CROSS JOIN statements ON statements.id = words.rowid"
"""CROSS has SQLite look the words up first, and not each statement in turn."""
_AGAINST = ("denies", "questions")
"""Stances that make a claim disputed."""
RANKED = 20_000
"""Lines that are ranked, the first entered of all that match."""
COUNTED = 5_000
"""Lines that facets are counted over: past that many, nobody reads on before narrowing the search."""
SHOWN = 12
"""Values of a facet."""
_TERM = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Filter:
    """What search results are to be narrowed to; None narrows nothing."""

    speaker: str | None = None
    """Part of a speaker's name, in any case."""
    act: str | None = None
    outlet: str | None = None
    """Part of an outlet's name, in any case."""
    since: str | None = None
    """YYYY, YYYY-MM or YYYY-MM-DD: said, or else published, in it or later."""
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Queries:
    """Questions to a store."""

    _connection: sqlite3.Connection
    _where: str
    """The file, for messages."""

    def list_stories(self) -> list[StoryRow]:
        """All stories, by number."""
        found = self._ask("SELECT DISTINCT story FROM reports WHERE story IS NOT NULL ORDER BY story")
        return [self._describe_story(story) for (story,) in found]

    def list_latest(self, words: str, *, limit: int, offset: int) -> tuple[list[StoryRow], int]:
        """Stories with these words in their title, those with the latest report first; and how many there are."""
        tests, values = [], []
        for word in words.split():
            tests.append("instr(fold(coalesce(stories.name, stories.title, '')), fold(?))")
            values.append(word)
        where = f"WHERE {' AND '.join(tests)}" if tests else ""
        query = f"""SELECT stories.id FROM stories JOIN reports ON reports.story = stories.id {where}
            GROUP BY stories.id ORDER BY max(coalesce(day, published)) DESC, stories.id DESC"""
        found = [story for (story,) in self._ask(query, *values)]
        return [self._describe_story(story) for story in found[offset : offset + limit]], len(found)

    def _describe_story(self, story: int) -> StoryRow:
        ((title, count, first, last),) = self._ask(
            """SELECT coalesce(stories.name, stories.title, ''), count(*),
                min(coalesce(day, published)), max(coalesce(day, published))
            FROM stories JOIN reports ON reports.story = stories.id WHERE stories.id = ?""",
            story,
        )
        outlets = self._ask("SELECT DISTINCT outlet FROM reports WHERE story = ? ORDER BY outlet", story)
        ((disputes, claims),) = self._ask(
            """SELECT count(DISTINCT CASE status WHEN 'disputed' THEN claim END), count(DISTINCT claim)
            FROM positions WHERE story = ?""",
            story,
        )
        return StoryRow(story, title, count, tuple(o for (o,) in outlets), first, last, disputes, claims)

    def list_disputed(self, stories: Sequence[int]) -> dict[int, Disputed]:
        """The first dispute of each of these stories that has one."""
        query = """SELECT claim, proposition, stance, name
            FROM positions JOIN speakers ON speakers.story = positions.story AND speakers.entity = positions.entity
            WHERE positions.story = ? AND status = 'disputed'
            ORDER BY CAST(substr(claim, 2) AS INTEGER), claim, positions.rowid"""
        found = {}
        for story in stories:
            if rows := self._ask(query, story):
                first, proposition = rows[0][:2]
                against = [name for claim, _, stance, name in rows if claim == first and stance in _AGAINST]
                found[story] = Disputed(proposition, tuple(dict.fromkeys(against)))
        return found

    def stamp_story(self, story: int) -> str | None:
        """What changes whenever the story's dossier does; None where there is no such story."""
        rows = self._ask("SELECT edition, version FROM stories WHERE id = ?", story)
        return "-".join(map(str, rows[0])) if rows else None

    def list_waiting(self) -> tuple[bool, list[int]]:
        """Whether reports wait for a story, and the stories that wait for their dossier."""
        with telling(self._where):
            loose = self._connection.execute("SELECT 1 FROM reports WHERE story IS NULL LIMIT 1").fetchone()
            rows = self._connection.execute("SELECT id FROM stories WHERE dossier IS NULL ORDER BY id").fetchall()
        return loose is not None, [id for (id,) in rows]

    def find_story(self, wanted: str) -> int:
        """The story of that number or name: its own or a former title, or a part of them that fits one alone.

        NotFound, or InputError where several fit.
        """
        with telling(self._where):
            if (
                wanted.isdecimal()
                and self._connection.execute("SELECT 1 FROM stories WHERE id = ?", (wanted,)).fetchone()
            ):
                return int(wanted)
            rows = self._connection.execute(
                "SELECT story, title FROM titles UNION SELECT id, name FROM stories WHERE name IS NOT NULL"
            ).fetchall()
        plain = wanted.casefold()
        for fits in (str.__eq__, str.startswith, str.__contains__):
            found = sorted({story for story, title in rows if fits(title.casefold(), plain)})
            if len(found) == 1:
                return int(found[0])
            if found:
                numbers = ", ".join(map(str, found[:10]))
                raise InputError(wanted, f"{len(found)} stories fit that name", f"name one by its number: {numbers}")
        raise NotFound(wanted, "no story has that number or name", "list them with: onrecord stories")

    def list_reports(self, *, ids: Sequence[int] | None = None) -> list[ReportRow]:
        """All reports, or those of these ids, by name."""
        query = """SELECT reports.name, sha256, outlet, reports.title, coalesce(day, published), url, place, story,
                coalesce(stories.name, stories.title)
            FROM reports LEFT JOIN stories ON stories.id = reports.story"""
        if ids is None:
            return [ReportRow(*row) for row in self._ask(f"{query} ORDER BY reports.name, sha256")]
        rows = [row for id in ids for row in self._ask(f"{query} WHERE reports.id = ?", id)]
        return [ReportRow(*row) for row in sorted(rows, key=lambda row: row[:2])]

    def find_speaker(self, name: str) -> list[Speaker]:
        """Everybody of that name, or of a name that holds all its words; NotFound for nobody.

        One speaker for each name and kind, across stories; those who said most first.
        """
        plain = " ".join(name.casefold().split())
        found = self._ask("SELECT story, entity FROM aliases WHERE alias = ?", plain)
        if not found:
            # "%" and "_" in a name are letters like others.
            words = [f"%{re.sub(r'([%_!])', r'!\\1', word)}%" for word in plain.split()]
            test = " AND ".join(["alias LIKE ? ESCAPE '!'"] * len(words)) or "0"
            found = self._ask(f"SELECT DISTINCT story, entity FROM aliases WHERE {test}", *words)
        people: dict[tuple[str, str], list[tuple[int, str]]] = {}
        roles: dict[tuple[str, str], set[str]] = {}
        for story, entity in sorted(found):
            query = "SELECT name, kind, roles FROM speakers WHERE story = ? AND entity = ?"
            ((known, kind, held),) = self._ask(query, story, entity)
            people.setdefault((known, kind), []).append((story, entity))
            roles.setdefault((known, kind), set()).update(filter(None, held.split("; ")))
        speakers = [
            Speaker(*who, tuple(sorted(roles[who])), self._list_statements(homes), self._list_positions(homes))
            for who, homes in people.items()
        ]
        spoke = [speaker for speaker in speakers if speaker.statements or speaker.positions]
        if not spoke:
            raise NotFound(name, "no speaker has that name", "try a part of it, or: onrecord search WORDS")
        return sorted(spoke, key=lambda speaker: (-len(speaker.statements), speaker.name, speaker.kind))

    def search(self, words: str, narrowing: Filter, *, limit: int, offset: int = 0) -> tuple[list[Said], int]:
        """Statements with all these words, best first, ``limit`` from ``offset`` on; and how many there are in all, or
        ``RANKED`` where words that so many lines have are narrowed besides.

        Words in quotes stand side by side, a word that ends in ``*`` begins so. Without words,
        everything that passes the filter, by day.
        """
        tests, values = _narrow(narrowing)
        match = _match(words)
        if match:
            tests.insert(0, "words MATCH ?")
            values.insert(0, match)
        elif not tests:
            raise InputError("search", "no words and no filter are given", "say what to look for")
        where = " AND ".join(tests)
        if match:
            # Ranking takes time by the lines that match: of a word in every line the rank says nothing anyway.
            some = max(RANKED, offset + limit)
            found = f"SELECT statements.id AS id, words.rank AS worth, statements.day AS day {_MATCHED} WHERE {where}"
            query = f"""WITH found AS MATERIALIZED ({found} LIMIT {some})
                SELECT id, (SELECT count(*) FROM found) FROM found ORDER BY worth, day, id LIMIT ? OFFSET ?"""
        else:
            query = f"""SELECT id, (SELECT count(*) {_ALL} WHERE {where}) {_ALL} WHERE {where}
                ORDER BY day, id LIMIT ? OFFSET ?"""
            values = [*values, *values]
        ids = self._ask(query, *values, limit, offset)
        if match and len(tests) == 1:
            ((total,),) = self._ask("SELECT count(*) FROM words WHERE words MATCH ?", match)
        else:
            total = ids[0][1] if ids else self.search(words, narrowing, limit=1)[1] if offset else 0
        return [_said(row) for id, _ in ids for row in self._ask(f"{_SAID} WHERE statements.id = ?", id)], total

    def count_facets(self, words: str, narrowing: Filter) -> Facets:
        """How the lines found spread over speakers, acts, outlets and months; of many, some are counted."""
        tests, values = _narrow(narrowing)
        match = _match(words)
        if match:
            tests.insert(0, "words MATCH ?")
            values.insert(0, match)
        rows = self._ask(
            f"""SELECT statements.speaker, statements.act, reports.outlet, substr(statements.day, 1, 7)
            {_MATCHED if match else _ALL}
            CROSS JOIN reports ON reports.id = statements.report WHERE {" AND ".join(tests) or "1"} LIMIT {COUNTED}""",
            *values,
        )
        columns = list(zip(*rows, strict=True)) or [(), (), (), ()]
        speakers, acts, outlets, months = (Counter(filter(None, column)) for column in columns)
        return Facets(
            _most(speakers),
            _most(acts),
            _most(outlets),
            tuple(sorted((month for month in months.items() if len(month[0]) == 7), reverse=True)[:SHOWN]),
            counted=len(rows),
        )

    def _list_statements(self, homes: list[tuple[int, str]]) -> tuple[Said, ...]:
        found = []
        for story, entity in homes:
            query = f"""{_SAID} JOIN voices ON voices.statement = statements.id
                WHERE voices.story = ? AND entity = ? AND act IS NOT NULL
                ORDER BY statements.day, reports.name, statements.start, statements.id"""
            found += [_said(row) for row in self._ask(query, story, entity)]
        return tuple(sorted(found, key=lambda said: (said.said_on or said.published or "9999", said.story)))

    def _list_positions(self, homes: list[tuple[int, str]]) -> tuple[Position, ...]:
        """One place for each claim and stance: the first by report."""
        found: list[Position] = []
        for story, entity in homes:
            query = """SELECT positions.story, coalesce(stories.name, stories.title, ''), claim, proposition, status,
                    stance, via, reports.name, reports.outlet, positions.start, positions."end",
                    positions.line, reports.sha256, coalesce(reports.day, reports.published)
                FROM positions JOIN stories ON stories.id = positions.story
                JOIN reports ON reports.id = positions.report
                WHERE positions.story = ? AND entity = ?
                ORDER BY CAST(substr(claim, 2) AS INTEGER), claim, stance, reports.name, positions.start"""
            firsts: dict[tuple[str, str], Position] = {}
            for row in self._ask(query, story, entity):
                values = list(row)
                values[6] = _chain(values[6])
                firsts.setdefault((row[2], row[5]), Position(*values))
            found += firsts.values()
        return tuple(found)

    def _ask(self, query: str, *values: Any) -> list[Any]:
        with telling(self._where):
            return self._connection.execute(query, values).fetchall()


def _most(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:SHOWN])


def _said(row: Any) -> Said:
    values = list(row)
    values[6] = _chain(values[6])
    return Said(*values)


def _chain(via: str) -> tuple[str, ...]:
    return tuple(via.split(ARROW)) if via else ()


def _match(words: str) -> str:
    """The user's words in the language of FTS5, in which most signs mean something."""
    terms = []
    for phrase, word in _TERM.findall(words):
        text = (phrase or word).replace('"', " ").strip()
        if any(letter.isalnum() for letter in text):
            begins = not phrase and text.endswith("*")
            terms.append(f'"{text.rstrip("*")}"' + ("*" if begins else ""))
    return " ".join(terms)


def _narrow(narrowing: Filter) -> tuple[list[str], list[str]]:
    tests, values = [], []
    for test, value in (
        ("instr(fold(statements.speaker), fold(?))", narrowing.speaker),
        ("statements.act = ?", narrowing.act),
        ("statements.report IN (SELECT id FROM reports WHERE instr(fold(outlet), fold(?)))", narrowing.outlet),
        ("statements.day >= ?", narrowing.since),
        # 2022-03 ends with the last of its days, which all sort behind "2022-03" and before "2022-03~".
        ("statements.day <= ? || '~'", narrowing.until),
    ):
        if value is not None:
            tests.append(test)
            values.append(value)
    return tests, values
