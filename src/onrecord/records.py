"""Every value that flows through onrecord: frozen, slotted, comparable, of the standard library only.

Offsets are half-open spans of Unicode code points in a report's text as given (for HTML: in the
extracted text). Nothing here knows how it was made or where it is stored.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Literal

Kind = Literal["person", "organisation", "government", "document", "outlet", "unnamed"]
Mode = Literal["direct", "indirect", "mixed"]
Act = Literal[
    "asserts", "denies", "declines", "questions", "accuses", "warns",
    "requests", "promises", "asks", "praises", "criticises",
]  # fmt: skip
Stance = Literal["asserts", "denies", "declines", "questions"]
Status = Literal["disputed", "corroborated", "single-source"]
Basis = Literal["given", "dateline", "page", "text", "story", "unknown"]
Precision = Literal["year", "month", "day", "minute"]
Plover = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
BlockKind = Literal[
    # the article
    "headline", "subhead", "body",
    # about the article: shown as furniture of kind "byline"
    "dateline", "update", "byline",
    # the rest of the page
    "caption", "signature", "promo", "share", "related", "comment-form",
]  # fmt: skip
ARTICLE_KINDS: frozenset[str] = frozenset({"headline", "subhead", "body"})
"""Block kinds that can yield statements, claims and events. All others are furniture."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open interval of Unicode code points, ``0 <= start <= end``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words of ``text`` that this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True where the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """True where ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, order=True)
class When:
    """A point of time with the precision it is known to; what is finer than that is padding."""

    at: datetime
    precision: Precision = "day"

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("a time without a zone")

    @classmethod
    def on(cls, year: int, month: int | None = None, day: int | None = None) -> When:
        """The year, month or day given, in UTC; raises ValueError for a day that is none."""
        precision: Precision = "year" if month is None else "month" if day is None else "day"
        return cls(datetime(year, month or 1, day or 1, tzinfo=UTC), precision)

    @property
    def day(self) -> date | None:
        """The calendar day, or None where only month or year is known."""
        return self.at.date() if self.precision in ("day", "minute") else None

    @property
    def iso(self) -> str:
        """YYYY, YYYY-MM or YYYY-MM-DD, as far as it is known."""
        return self.at.date().isoformat()[: {"year": 4, "month": 7}.get(self.precision, 10)]


# ---- what comes in ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Page:
    """One report as read: its immutable text and what its container said about it."""

    name: str
    """The record's id, else the file name without its ending."""
    text: str
    sha256: str
    """Hex digest of ``text`` in UTF-8; the report's identity."""
    where: str
    """The input as the user knows it, for messages: ``folder/a.jsonl:17``."""
    outlet: str | None = None
    title: str | None = None
    published: When | None = None
    url: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the user should know about the input, which is read all the same."""

    where: str
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" + (f" ({self.remedy})" if self.remedy else "")


# ---- one report --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the page of one kind. Blocks are sorted, do not overlap and leave only white
    space uncovered."""

    span: Span
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Token:
    """A token of the parse. ``head`` is the index of its head in ``Parse.tokens`` (its own for a root)."""

    span: Span
    text: str
    lemma: str
    pos: str
    """Universal part of speech."""
    tag: str
    """Penn Treebank tag."""
    dep: str
    """ClearNLP dependency label, as spaCy's English models give it."""
    head: int
    entity: str
    """OntoNotes entity type of the named entity it is part of, or an empty string."""
    children: tuple[int, ...] = ()
    """Indices of its direct dependents, in order."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its span and its tokens ``tokens[first:last]``; never crosses a block."""

    span: Span
    first: int
    last: int
    block: BlockKind


@dataclass(frozen=True, slots=True)
class NamedEntity:
    """A named entity as the parser found it: tokens ``first:last``, OntoNotes ``label``."""

    span: Span
    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Parse:
    """Tokens, sentences and named entities of the article's blocks (furniture is not parsed)."""

    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[NamedEntity, ...]


@dataclass(frozen=True, slots=True)
class Publication:
    """When a report came out, on what basis that is known, and the words it rests on."""

    when: When | None
    basis: Basis
    span: Span | None = None
    reason: str = ""
    """Plain words for a basis that is an inference, e.g. which report fixes it."""
    not_before: date | None = None
    """First day it can have come out, where the day itself is not known."""
    not_after: date | None = None
    """Last day it can have come out, where the day itself is not known."""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """An expression of time in the text, kept so that it can be resolved again when the report's
    own date becomes known from other reports."""

    span: Span
    rule: str
    """How the value follows, in a small notation of stages/dates, e.g. an ISO value or an offset."""
    value: When | None
    """The calendar time it stands for, or None where its anchor is unknown."""


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution: a source says, by a cue, a content (PARC3, PolNeAR)."""

    report: str
    source: Span | None
    """Noun phrase with its title or apposition; None where the text names no source."""
    cue: Span
    """Verb phrase, noun or "according to", without time, place or addressee."""
    content: tuple[Span, ...]
    """With quotation marks, without the complementiser "that"; sorted."""
    mode: Mode
    act: Act
    evidence: tuple[Span, ...]
    """The whole sentences that carry it; sorted."""
    parent: int | None = None
    """Index, among the report's statements, of the statement whose content this one is part of."""
    through: tuple[Span, ...] = ()
    """Words that name an outlet the words went through: "told CNN", "in a Post op-ed"."""
    speakers: tuple[str, ...] = ()
    """Entity ids; several for a joint source. Filled by the speakers stage."""
    via: tuple[str, ...] = ()
    """Entity ids, outermost first, of those through whom the report had it."""
    time: Span | None = None
    """The time expression that says when it was said, where there is one."""
    said_on: When | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a report that stand for an entity."""

    report: str
    span: Span


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something that speaks or acts, in one report or across a story."""

    id: str
    """Unique in its report (before merging) or in its story (after)."""
    name: str
    """Canonical name; an unnamed source's ends in "(unnamed)", an unnamed outlet's too."""
    kind: Kind
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    country: str | None = None
    """ISO 3166-1 alpha-2 code."""
    mentions: tuple[Mention, ...] = ()
    told: str | None = None
    """Entity id of the outlet that an unnamed source spoke to; the sources of two outlets are two."""


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, where and when, as one sentence of one report tells it."""

    report: str
    what: str
    """Plain words, taken from the report."""
    trigger: Span
    evidence: Span
    """The whole sentence."""
    actors: tuple[str, ...] = ()
    """Entity ids: who did it, then to whom."""
    plover: Plover | None = None
    status: Literal["happened", "planned", "alleged", "ongoing", "denied"] = "happened"
    time: Span | None = None
    """The time expression it is dated by."""
    when: When | None = None
    fallback: Precision | None = None
    """How finely the report's own date dates it where no words do: to the day for its own news, to the month
    for what it tells as recent; None for background."""
    weight: int = 1
    """How much it is news by itself: 3 an arrest or an accusation, 1 anything that somebody did on a day."""


@dataclass(frozen=True, slots=True)
class Proposition:
    """What one statement's content, or one sentence in the outlet's own voice, puts forward:
    all that later stages need to compare it with others, without the parse."""

    report: str
    text: str
    """One plain sentence that stands alone: names for pronouns, close to the report's words."""
    spans: tuple[Span, ...]
    """The words it is taken from."""
    evidence: tuple[Span, ...]
    """The whole sentences."""
    statement: int | None
    """Index of the statement it is the content of; None for the outlet's own voice."""
    negated: bool = False
    """True where the text itself denies its core, as in "they are not true"."""
    refers: bool = False
    """True where it only points at a claim made elsewhere: "those allegations", "it"."""
    lemmas: tuple[str, ...] = ()
    """Content-word lemmas, sorted."""
    predicates: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    """Entity ids named in it, sorted."""
    agent: str | None = None
    """Entity id of its subject, where resolved."""
    figures: tuple[str, ...] = ()
    clause: bool = True
    """False for a bare noun phrase, which says nothing that can be true or false by itself."""
    finite: bool = True
    """False where its verb has no tense: "to condemn it", "hiding losses"."""
    stance: Stance = "asserts"
    """How its speaker stands to its core, taken without its negation: "I will not go" denies going."""
    vector: bytes = b""
    """Sentence embedding: 384 float16, little-endian, unit length; empty where none was made."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that onrecord finds in one report alone."""

    page: Page
    blocks: tuple[Block, ...]
    sentences: tuple[Span, ...]
    published: Publication
    outlet: str
    """Entity id of the report's own voice."""
    times: tuple[TimeExpression, ...]
    statements: tuple[Statement, ...]
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    propositions: tuple[Proposition, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """What tells whether two reports are about one matter: small, and hung on nothing but the report."""

    report: str
    """The report's sha256."""
    day: int | None
    """Proleptic ordinal of the day it came out, where that is known."""
    terms: tuple[tuple[str, float], ...]
    """Its heaviest terms with their weights, heaviest first; squares sum to at most one."""
    lead: tuple[tuple[str, float], ...]
    """The same for its headline and first lines."""
    vector: bytes = b""
    """Mean embedding of its first propositions: 384 float16, little-endian, unit length; empty where none was made."""


# ---- across the reports of a story --------------------------------------------------------------


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
