"""The pattern table of furniture, compiled: which kind a line is, and where one is to be cut."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from onrecord.records import BlockKind
from onrecord.resources import rows

TABLE = "furniture.tsv"
Where = Literal["line", "top", "end", "opener", "rest", "head", "tail", "inside"]
LIMIT = 900
"""Longest line, in code points, that a whole-line pattern is tried on: no furniture is longer."""
_LEAD = r"[\s•·●▪■◆►▶→»>|\-–—*▼▲+⦁_\u200b\ufeff(\[]{0,6}"
_TRAIL = r"[\s.:!…»›>→|*\-–—_)\]]{0,6}"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row of the table with the names in braces filled in."""

    kind: BlockKind
    where: Where
    source: str
    example: str


@cache
def read_patterns() -> tuple[Pattern, ...]:
    """All rows, in the order of the table."""
    names: dict[str, str] = {}

    def fill(pattern: str) -> str:
        return re.sub(r"\{([a-z]+)\}", lambda match: names[match[1]], pattern)

    patterns = []
    for row in rows(TABLE):
        if row["kind"] == "let":
            names[row["where"]] = fill(row["pattern"])
        else:
            kind, where = cast(BlockKind, row["kind"]), cast(Where, row["where"])
            patterns.append(Pattern(kind, where, fill(row["pattern"]), row["example"]))
    return tuple(patterns)


def compile_pattern(source: str, where: Where) -> re.Pattern[str]:
    """The expression as it is applied; a whole line may have bullets before and stops after."""
    if where in ("head", "inside"):
        return re.compile(source, re.IGNORECASE)
    if where == "tail":
        return re.compile(rf"(?:{source})\s*\Z", re.IGNORECASE)
    return re.compile(rf"{_LEAD}(?:{source}){_TRAIL}\Z", re.IGNORECASE)


@cache
def _compiled(where: Where) -> tuple[tuple[BlockKind, re.Pattern[str]], ...]:
    return tuple((p.kind, compile_pattern(p.source, where)) for p in read_patterns() if p.where == where)


def match_line(line: str, *wheres: Where) -> tuple[BlockKind, Where] | None:
    """The kind of the first row that matches the whole of ``line``, and how the row applies."""
    if len(line) > LIMIT:
        return None
    for where in wheres:
        for kind, pattern in _compiled(where):
            if pattern.match(line):
                return kind, where
    return None


def cut_head(line: str, *kinds: BlockKind) -> tuple[BlockKind, int] | None:
    """The kind and the length of what stands in front of the line's own words."""
    for kind, pattern in _compiled("head"):
        if kind in kinds and (match := pattern.match(line)) and match.end():
            return kind, match.end()
    return None


def cut_tail(line: str) -> tuple[BlockKind, int] | None:
    """The kind and the start of what was glued to the line's end; looks at its last 400 code points."""
    base = max(0, len(line) - 400)
    for kind, pattern in _compiled("tail"):
        if (match := pattern.search(line, base)) and match.start() > base:
            return kind, match.start()
    return None


def cut_inside(line: str) -> list[tuple[BlockKind, int, int]]:
    """Kind, start and end of what was put between the line's words; sorted, apart from one another."""
    found = sorted((m.start(), m.end(), kind) for kind, pattern in _compiled("inside") for m in pattern.finditer(line))
    apart: list[tuple[BlockKind, int, int]] = []
    for start, end, kind in found:
        if not apart or start >= apart[-1][2]:
            apart.append((kind, start, end))
    return apart
