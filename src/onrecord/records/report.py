"""What one report says, read alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from onrecord.records.page import Page
from onrecord.records.values import (
    Act,
    Basis,
    BlockKind,
    Kind,
    Mode,
    Plover,
    Precision,
    Span,
    Stance,
    TimexMod,
    TimexType,
    When,
)


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

    def precedes(self, when: When | None) -> bool:
        """True for a time that begins after the last day on which the report can have come out, as far as that is
        known: it can tell of it as planned only."""
        known = [day for day in (self.when.last_day if self.when else None, self.not_after) if day is not None]
        return when is not None and bool(known) and when.at.date() > min(known)


REPORT = -1
"""The anchor of a time expression that counts from the report's own day."""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """An expression of time in the text, kept so that it can be resolved again when the report's
    own date becomes known from other reports."""

    span: Span
    rule: str
    """How the value follows, in a small notation of stages/dates, e.g. an ISO value or an offset."""
    value: When | None
    """The calendar time it stands for, or None where its anchor is unknown or it stands for none (durations, sets)."""
    type: TimexType = "DATE"
    """As TimeML has it: a day or longer, a time of the day, a length, or something that recurs."""
    timex: str = ""
    """The TIMEX3 value: ``2016-08-24``, ``2016-W34``, ``2014-SU``, ``P3M``, ``PAST_REF``, ``XXXX-WXX-1`` for every
    Monday; with X for what is not known, empty where nothing is."""
    mod: TimexMod | None = None
    """What the words before it add: "early" START, "more than" MORE_THAN, "about" APPROX."""
    anchor: int | None = None
    """What it counts from: the report's own day (REPORT) or the report's time expression of that number; None for
    one that stands by itself."""
    freq: str = ""
    """How often in its length a set recurs: ``2X`` for "twice a week"."""


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
    status: Literal["happened", "planned", "alleged", "ongoing", "denied", "hypothetical"] = "happened"
    time: Span | None = None
    """The time expression it is dated by."""
    when: When | None = None
    fallback: Precision | None = None
    """How finely the report's own date dates it where no words do: to the day for its own news, to the month
    for what it tells as recent; None for background."""
    weight: int = 1
    """How much it is news by itself: 3 an arrest or an accusation, 1 anything that somebody did on a day."""
    source: Span | None = None
    """The words for who did it."""
    target: Span | None = None
    """The words for whom it was done to."""
    targets: tuple[str, ...] = ()
    """Those of ``actors`` that it was done to."""
    place: Span | None = None
    """The words for where, as far as a country, city or region is named with it."""
    cameo: str | None = None
    """CAMEO code, as finely as type and words tell it."""
    mode: str | None = None
    """PLOVER mode (release, ceasefire, arrest, ...), where the code has one."""


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
    subject: str = ""
    """Lemma of the head of its subject."""
    object: str = ""
    """Lemma of the head of what its verb governs: its object, what it says of its subject, or a prepositional one."""
    excluded: tuple[str, ...] = ()
    """Content-word lemmas within a negation that is not of its core: "an amendment, not a REPEAL"; sorted."""
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
    heading: bytes = b""
    """Embedding of its headline: 384 float16, little-endian, unit length; empty where none was made."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What tells whether two reports are about one matter: small, and hung on nothing but the report."""

    report: str
    """The report's key."""
    day: int | None
    """Proleptic ordinal of the day it came out, where that is known."""
    terms: tuple[tuple[str, float], ...]
    """Its heaviest terms with their weights, heaviest first; squares sum to at most one."""
    lead: tuple[tuple[str, float], ...] = ()
    """The same for its headline and first lines, in stores that were written before there were ``phrases``."""
    vector: bytes = b""
    """What its headline means: float16, little-endian, unit length; empty where none was made."""
    phrases: bytes = b""
    """Two words in a row of its headline and first lines, those that are common in news left out: sorted
    digests, uint32, little-endian."""
    runs: bytes = b""
    """The same for four words in a row of all of its article, a sample of one in eight."""
