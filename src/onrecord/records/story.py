"""What the reports of a story say, laid against each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from onrecord.records.correction import Applied
from onrecord.records.report import Block, Entity, Publication, Statement, TimeExpression
from onrecord.records.values import Plover, Span, Stance, Status, When


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Words in a report."""

    report: str
    span: Span


@dataclass(frozen=True, slots=True)
class Holder:
    """A speaker with a stance on a claim. Who merely reports another's view does not hold it."""

    speaker: str
    """Entity id."""
    stance: Stance
    via: tuple[str, ...]
    """Entity ids, outermost first."""
    evidence: tuple[Evidence, ...]
    """Whole sentences."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the chains of a claim begin: one for ten reports of one unnamed official."""

    name: str
    reason: str = ""
    """Why several holders were taken for one origin, in plain words."""
    basis: Literal["stated", "probable", "not stated"] = "stated"
    """How sure it is that this is where the chains begin: a report names it, several unnamed sources are
    probably one, or no report says whose claim it is."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition, carried by statements of several speakers and reports."""

    id: str
    proposition: str
    wording: Evidence
    """The words of a report that the proposition is taken from."""
    status: Status
    holders: tuple[Holder, ...]
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A figure, date, name or place that a report gives, and who says so."""

    value: str
    speaker: str
    """Entity id."""
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Two reports give values for the same thing that cannot both hold, or a later figure."""

    about: str
    kind: Literal["conflict", "update"]
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Utterance:
    """One thing said once, as each report renders it."""

    speaker: str
    said_on: When | None
    renderings: tuple[Evidence, ...]
    differing: tuple[tuple[Span, ...], ...] = ()
    """For each rendering, in order, the words that the fullest has not; for the fullest, those that none else has."""


@dataclass(frozen=True, slots=True)
class Link:
    """One step of lineage: a report copies, reuses or credits another report, outlet or agency."""

    report: str
    credits: str
    """Name of the agency or outlet, or the other report's name."""
    kind: Literal["credit", "copy", "shared-passage", "original-source-link"]
    evidence: Span
    """The words in ``report`` that show it."""
    other: Evidence | None = None
    """The same passage in the other report, where it is one of the story's."""
    reason: str = ""
    """Why it was taken for that, in plain words."""
    form: Literal["", "verbatim", "near", "rewrite"] = ""
    """How a text taken from another report stands there: in the same words, edited, or reworded."""
    sure: float | None = None
    """How likely it is that ``report`` took it from the other and not the other way round: from 0.5 (nothing
    tells) to 1; None where nothing was weighed."""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event once, with all its evidence and both clocks."""

    when: When | None
    """When it happened, or is to happen."""
    reported: When | None
    """When it was first reported, as far as the reports are dated."""
    what: str
    actors: tuple[str, ...]
    plover: Plover | None
    status: str
    evidence: tuple[Evidence, ...]
    targets: tuple[str, ...] = ()
    """Those of ``actors`` that it was done to."""
    source: Evidence | None = None
    """The words for who did it."""
    target: Evidence | None = None
    """The words for whom it was done to."""
    place: Evidence | None = None
    """The words for where."""
    cameo: str | None = None
    """CAMEO code, as finely as the words tell it."""
    mode: str | None = None
    """PLOVER mode, where the code has one."""
    dates: tuple[tuple[When, Evidence], ...] = ()
    """The days that reports tell for it in words of their own, where they differ, each with the words' sentence."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report as the dossier shows it, with its whole text so that every line can be opened."""

    name: str
    sha256: str
    text: str
    outlet: str
    """Entity id of its own voice."""
    title: str
    published: Publication
    blocks: tuple[Block, ...]
    url: str | None = None
    where: str = ""
    times: tuple[TimeExpression, ...] = ()
    """Every expression of time in it, by place."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """Who said what, on whose word, who disputes it and what happened when, for one story."""

    story: str
    """Short title."""
    reports: tuple[Report, ...]
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    """What divides the sources first."""
    statements: tuple[Statement, ...]
    events: tuple[TimelineEntry, ...]
    lineage: tuple[Link, ...]
    discrepancies: tuple[Discrepancy, ...] = field(default=())
    utterances: tuple[Utterance, ...] = field(default=())
    left_out: tuple[str, ...] = ()
    """What was found but not kept because its words do not stand in a report; one line an item."""
    corrections: tuple[Applied, ...] = ()
    """What readers corrected or confirmed, and where it shows."""
