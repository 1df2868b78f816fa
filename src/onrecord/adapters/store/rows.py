"""What the store answers: plain values, of the standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story in the list of stories."""

    story: int
    """Its number in this store."""
    title: str
    reports: int
    outlets: tuple[str, ...]
    first: str | None
    """Day of its first dated report."""
    last: str | None
    disputes: int
    claims: int


@dataclass(frozen=True, slots=True)
class Disputed:
    """A story's first dispute: the claim, and who denies or questions it."""

    proposition: str
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in the list of reports."""

    name: str
    sha256: str
    outlet: str
    title: str | None
    published: str | None
    url: str | None
    where: str
    story: int | None
    story_title: str | None


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A report that shares text with the one that was asked about, in whatever story it is."""

    report: str
    """Its name."""
    sha256: str
    outlet: str
    title: str | None
    published: str | None
    story: int | None
    story_title: str | None
    way: Literal["from", "to"]
    """"from": the one asked about has its text from this one, as far as the evidence tells; "to": the other way."""
    sure: float
    """How likely it is that way round: from 0.5 (nothing tells) to 1."""
    form: str
    """How the text stands there: verbatim, near or rewrite."""
    share: float
    """Share of the shorter of the two that stands in the other, from 0 to 1."""
    whole: bool
    """False where only a part of the shorter one is the other's."""
    reason: str
    """Why it was taken for that direction, in plain words."""
    passages: tuple[tuple[int, int, int, int], ...]
    """Start and end in the report asked about, start and end in this one: code points, end-exclusive."""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement, or a sentence in an outlet's own voice, with its place."""

    story: int
    story_title: str
    report: str
    outlet: str
    published: str | None
    speaker: str | None
    via: tuple[str, ...]
    """Outermost first."""
    act: str | None
    """None for the outlet's own voice."""
    mode: str | None
    said_on: str | None
    content: str
    sentence: str
    start: int
    """Of the sentence, in code points of the report's text; end-exclusive."""
    end: int
    line: int
    """Line of the report's text that it starts in, from 1."""
    sha256: str
    """Of the report's text."""


@dataclass(frozen=True, slots=True)
class Position:
    """What a speaker holds on a claim."""

    story: int
    story_title: str
    claim: str
    proposition: str
    status: str
    stance: str
    via: tuple[str, ...]
    report: str
    outlet: str
    start: int
    end: int
    line: int
    sha256: str
    day: str | None
    """When the report came out."""


@dataclass(frozen=True, slots=True)
class Facets:
    """How many of the lines found have each value, most frequent first."""

    speakers: tuple[tuple[str, int], ...]
    acts: tuple[tuple[str, int], ...]
    outlets: tuple[tuple[str, int], ...]
    months: tuple[tuple[str, int], ...]
    """YYYY-MM, the latest first."""
    counted: int
    """Lines that were counted: not all of those found, where they are many."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker with all that is stored of them, across stories."""

    name: str
    kind: str
    roles: tuple[str, ...]
    statements: tuple[Said, ...]
    positions: tuple[Position, ...]
