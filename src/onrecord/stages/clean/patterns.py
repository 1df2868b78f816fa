"""The table of furniture, compiled: of which kind a paragraph is, and where one is to be cut."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, cast

from onrecord.records import BlockKind
from onrecord.resources import rows

TABLE = "furniture.tsv"
Where = Literal["line", "long", "ending", "holding", "top", "end", "opener", "rest", "head", "tail", "inside"]
SHORT = 30
"""Words of the longest paragraph that a row for short ones is tried on: one long sentence."""
LIMIT = 900
"""Longest paragraph, in code points, that any row is tried on as a whole; one row tells of galleries."""
GALLERY = 9000
REACH = 240
"""Code points at a paragraph's end in which an ending is looked for: a photo credit with its names."""
_LEAD = re.compile(r"[\s•·●▪■◆►▶|\-–—*▼▲+⦁_\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]*")
_TRAIL = r"[\s.:!…»›>→|*\-–—_]{0,6}"


@dataclass(frozen=True, slots=True, eq=False)  # each is one row: told apart without comparing
class Pattern:
    """One row of the table with the names in braces filled in."""

    kind: BlockKind
    where: Where
    needs: tuple[str, ...]
    """The row is tried only on text with one of these in it."""
    source: str
    example: str


@cache
def read_patterns() -> tuple[Pattern, ...]:
    """All rows but the names, in the order of the table."""
    names: dict[str, str] = {}

    def fill(pattern: str) -> str:
        return re.sub(r"\{([a-z]+)\}", lambda match: names[match[1]], pattern)

    patterns = []
    for row in rows(TABLE):
        if row["kind"] == "let":
            names[row["where"]] = fill(row["pattern"])
        else:
            kind, where = cast(BlockKind, row["kind"]), cast(Where, row["where"])
            needs = tuple(row["needs"].split("|")) if row["needs"] else ()
            patterns.append(Pattern(kind, where, needs, fill(row["pattern"]), row["example"]))
    return tuple(patterns)


@cache
def compile_pattern(pattern: Pattern) -> re.Pattern[str]:
    """The expression as it is applied: at the start of a paragraph, at its end, or searched for."""
    if pattern.where in ("head", "inside", "holding"):
        return re.compile(pattern.source, re.IGNORECASE)
    return re.compile(rf"(?:{pattern.source}){_TRAIL}\Z", re.IGNORECASE)


@cache
def _select(*wheres: Where) -> tuple[Pattern, ...]:
    return tuple(pattern for pattern in read_patterns() if pattern.where in wheres)


def _may_match(pattern: Pattern, plain: str) -> bool:
    return not pattern.needs or any(map(plain.__contains__, pattern.needs))


@lru_cache(maxsize=4096)  # a site's furniture is the same on each of its pages
def match_line(line: str, *, size: int) -> tuple[BlockKind, Where] | None:
    """The kind of the first row that fits a paragraph of ``size`` words wherever it stands, and how
    the row is applied."""
    if size == 0 or len(line) > GALLERY:
        return None
    start = _lead(line)
    plain = line.casefold()
    end = plain[-REACH:]
    # a promotion's phrase in a report about terms of service: there somebody is quoted
    held = len(line) <= LIMIT and not any(mark in line for mark in '"“”«»') and not cut_head(line, "promo")
    if size <= SHORT:
        table = _select("line", "long", "ending", "holding", "opener", "rest")
    else:
        table = _select("long", "ending", "holding")
    for pattern in table:
        found = None
        if pattern.where == "ending":
            if _may_match(pattern, end):
                found = compile_pattern(pattern).search(line, max(start, len(line) - REACH))
        elif not _may_match(pattern, plain):
            continue
        elif pattern.where == "holding":
            found = compile_pattern(pattern).search(line, start) if held else None
        else:
            found = compile_pattern(pattern).match(line, start)
        if found:
            return pattern.kind, pattern.where
    return None


def match_place(line: str, where: Literal["top", "end"]) -> BlockKind | None:
    """The kind of the first row that fits the paragraph because it stands at the top or at the end."""
    if len(line) > LIMIT:
        return None
    start, plain = _lead(line), line.casefold()
    rows_there = (pattern for pattern in _select(where) if _may_match(pattern, plain))
    return next((pattern.kind for pattern in rows_there if compile_pattern(pattern).match(line, start)), None)


def _lead(line: str) -> int:
    match = _LEAD.match(line)
    return match.end() if match else 0


def cut_head(line: str, *kinds: BlockKind) -> tuple[BlockKind, int] | None:
    """The kind and the length of what stands in front of the paragraph's own words."""
    plain = line.casefold()
    for pattern in _select("head"):
        if pattern.kind in kinds and _may_match(pattern, plain):
            match = compile_pattern(pattern).match(line)
            if match and match.end():
                return pattern.kind, match.end()
    return None


def cut_tail(line: str) -> tuple[BlockKind, int] | None:
    """The kind and the start of what is glued to the paragraph's end."""
    base = max(0, len(line) - 2 * REACH)
    plain = line[base:].casefold()
    for pattern in _select("tail"):
        if (
            _may_match(pattern, plain)
            and (match := compile_pattern(pattern).search(line, base))
            and match.start() > base
        ):
            return pattern.kind, match.start()
    return None


def cut_inside(line: str) -> list[tuple[BlockKind, int, int]]:
    """Kind, start and end of what was put between the paragraph's words; sorted, apart from one another."""
    found = sorted(
        (match.start(), match.end(), pattern.kind)
        for pattern in _select("inside")
        if any(map(line.__contains__, pattern.needs))
        for match in compile_pattern(pattern).finditer(line)
    )
    apart: list[tuple[BlockKind, int, int]] = []
    for start, end, kind in found:
        if not apart or start >= apart[-1][2]:
            apart.append((kind, start, end))
    return apart
