"""Words with a fixed set of meanings, spans of text and points of time."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
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
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
TimexMod = Literal[
    "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN", "MORE_THAN",
    "EQUAL_OR_LESS", "EQUAL_OR_MORE", "START", "MID", "END", "APPROX",
]  # fmt: skip
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
    def last_day(self) -> date:
        """The last calendar day of the day, month or year."""
        first = self.at.date()
        if self.precision in ("day", "minute"):
            return first
        month = 12 if self.precision == "year" else first.month
        return date(first.year, month, monthrange(first.year, month)[1])

    @property
    def iso(self) -> str:
        """YYYY, YYYY-MM or YYYY-MM-DD, as far as it is known."""
        return self.at.date().isoformat()[: {"year": 4, "month": 7}.get(self.precision, 10)]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one text bears on another, in chances that sum to one: of the words only, never of what is true."""

    entailment: float
    contradiction: float
    neutral: float
