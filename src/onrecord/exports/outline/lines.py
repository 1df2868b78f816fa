"""The values of an outline: a dossier's lines as a reader sees them, with names for ids and words for spans."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.records import Kind, Span, Stance


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a report and where they stand."""

    report: str
    span: Span
    line: int
    """The line of the report's text in which they begin, from 1."""
    words: str
    """The words on one line, control characters made visible."""

    @property
    def reference(self) -> str:
        """``report:line``."""
        return f"{self.report}:{self.line}"


@dataclass(frozen=True, slots=True)
class Side:
    """One holder of a claim: who, through whom, in which words."""

    speaker: str
    role: str
    kind: Kind
    stance: Stance
    via: tuple[str, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A claim with its sides, in the order of STANCES."""

    id: str
    proposition: str
    wording: Quote
    status: str
    sides: tuple[Side, ...]
    origins: tuple[str, ...]
    reasons: tuple[str, ...]
    """Why several holders were taken for one origin, one reason an origin; may be empty."""
    both: tuple[str, ...]
    """Who asserts it in one place and denies it in another."""
    reports: tuple[str, ...]
    """Names of the reports that carry it."""
    corrected: tuple[str, ...] = ()
    """Who corrected or confirmed it, and when."""

    @property
    def told_in(self) -> int:
        """In how many of the reports somebody asserts it; the others only deny it or leave it open."""
        return len({quote.report for side in self.sides if side.stance == "asserts" for quote in side.quotes})


@dataclass(frozen=True, slots=True)
class Reading:
    """A report in one line: outlet, title, date and the basis of the date."""

    name: str
    label: str
    """By which a reader knows it: outlet and day."""
    outlet: str
    title: str
    date: str
    basis: str
    reason: str
    """Plain words for a date that is inferred; may be empty."""
    statements: int
    furniture: tuple[tuple[str, int], ...]
    """Pieces of furniture by kind."""


@dataclass(frozen=True, slots=True)
class Given:
    """One value of a discrepancy and who gives it."""

    value: str
    speaker: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Divergence:
    """A discrepancy with its values."""

    about: str
    kind: str
    values: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """What one report owes to another or to an agency."""

    report: str
    credits: str
    kind: str
    quotes: tuple[Quote, ...]
    others: tuple[Quote, ...]
    """The same passages in the other report."""
    note: str
    """How the text stands there, how sure it is who took it from whom, and why: plain words; may be empty."""


@dataclass(frozen=True, slots=True)
class Moment:
    """An event on two clocks."""

    happened: str
    reported: str
    what: str
    actors: tuple[str, ...]
    plover: str
    status: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Rendering:
    """One utterance as several reports word it."""

    speaker: str
    said_on: str
    quotes: tuple[Quote, ...]
    differing: tuple[tuple[str, ...], ...]
    """For each quote, in order, the words by which it differs from the fullest (the fullest: from all others)."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker of the story and what it says here."""

    name: str
    kind: Kind
    roles: tuple[str, ...]
    aliases: tuple[str, ...]
    country: str
    statements: int
    acts: tuple[tuple[str, int], ...]
    """How often each act, most frequent first."""
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One statement."""

    speaker: str
    act: str
    mode: str
    via: tuple[str, ...]
    said_on: str
    quote: Quote
    corrected: tuple[str, ...] = ()
    """Who corrected it, and when."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One dossier arranged for reading."""

    title: str
    reports: tuple[Reading, ...]
    disputes: tuple[Question, ...]
    claims: tuple[Question, ...]
    """The claims that nobody in the reports disputes: those of most origins first, then those in most reports, then
    those that stand higher up in theirs, as reporters put first what matters most (the inverted pyramid)."""
    divergences: tuple[Divergence, ...]
    lineage: tuple[Trace, ...]
    timeline: tuple[Moment, ...]
    renderings: tuple[Rendering, ...]
    people: tuple[Voice, ...]
    sources: tuple[Voice, ...]
    """Speakers that are no persons."""
    statements: tuple[Line, ...]
    left_out: tuple[str, ...]

    @property
    def labels(self) -> dict[str, str]:
        """How a reader knows each report, by its name."""
        return {report.name: report.label for report in self.reports}
