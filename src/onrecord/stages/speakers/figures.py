"""Who turns up in one report: figures in the making, and the roster that holds them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from onrecord.records import Entity, Kind, Mention, Span


@dataclass(slots=True, eq=False)
class Role:
    """What somebody is: "lawyer for Michael Grimm" has the noun "lawyer" and the words it holds for."""

    text: str
    noun: str
    words: frozenset[str]
    """Folded content words besides the noun: countries as ``@CN``, persons as ``#key``."""
    owner: int | None = None
    """Token of the pronoun it begins with: "HER lawyer"."""


@dataclass(slots=True, eq=False)
class Figure:
    """A person, body, document or unnamed source of one report, as far as read."""

    key: str
    name: str
    kind: Kind
    country: str | None = None
    words: tuple[str, ...] = ()
    """The words of a person's fullest name."""
    forms: Counter[str] = field(default_factory=Counter)
    roles: list[Role] = field(default_factory=list)
    genders: Counter[str] = field(default_factory=Counter)
    plural: bool = False
    noun: str = ""
    """Lower-case head noun of a figure that has no proper name."""
    filed: bool = False
    """True where the report gives no name, so that the figure is of interest only as a source."""
    spans: set[Span] = field(default_factory=set)
    told: str | None = None
    """Key of the outlet that an unnamed source spoke to."""

    @property
    def gender(self) -> str:
        """``m`` or ``f`` where the evidence leans one way, else an empty string."""
        difference = self.genders["m"] - self.genders["f"]
        return "m" if difference > 0 else "f" if difference < 0 else ""


class Roster:
    """All figures of a report by key; keys are readable and given once."""

    def __init__(self, report: str) -> None:
        self.report = report
        self.figures: dict[str, Figure] = {}

    def add(self, name: str, kind: Kind, *, key: str = "", country: str | None = None, noun: str = "") -> Figure:
        """The figure of that name and kind, made if there is none; ``key`` tells namesakes apart."""
        key = key or slug(name)
        figure = self.figures.get(key)
        if figure is None:
            figure = self.figures[key] = Figure(key, name, kind, country=country, noun=noun)
        return figure

    def find(self, name: str) -> Figure | None:
        """The figure whose key the name makes."""
        return self.figures.get(slug(name))

    def __iter__(self) -> Iterator[Figure]:
        return iter(self.figures.values())

    def entities(self, kept: set[Figure]) -> tuple[Entity, ...]:
        """The figures as records, in the order of their keys: all with a name, and unnamed ones in ``kept``."""
        figures = (self.figures[key] for key in sorted(self.figures))
        return tuple(self._entity(f) for f in figures if f in kept or not f.filed)

    def _entity(self, figure: Figure) -> Entity:
        aliases = sorted(form for form in figure.forms if form != figure.name)
        return Entity(
            id=figure.key,
            name=figure.name,
            kind=figure.kind,
            aliases=tuple(aliases),
            roles=tuple(dict.fromkeys(role.text for role in figure.roles if role.text)),
            country=figure.country,
            mentions=tuple(Mention(self.report, span) for span in sorted(figure.spans)),
            told=figure.told,
        )


@lru_cache(maxsize=4096)
def slug(name: str) -> str:
    """A readable key: lower-case ASCII words joined by hyphens; words of other scripts are kept."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "").replace("'", "").replace(".", "")).casefold()
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return "-".join(re.findall(r"\w+", kept))[:80] or "nameless"
