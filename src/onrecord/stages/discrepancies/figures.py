"""Figures and years that cannot both hold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from onrecord.records import Analysis, Discrepancy, Evidence, Proposition, Span, Value
from onrecord.resources import rows
from onrecord.resources.meaning import nearness, stem

FIGURE = re.compile(r"([<>~]?)([\d.]+) (\S+) (\S+) (\S+)")
NUMERAL = re.compile(r"\d[\d,]*(?:\.\d+)?")
ALIKE = 0.6
"""Share of the shorter sentence's other content words that the two must have in common to be about one thing."""
WORDS = re.compile(r"[A-Za-z]+")
LEAST_SHARED = 3
"""Content words that they must have in common: with two, "12 people died" meets any death."""
NEAR = 0.75
"""Nearness from which two words are taken for one: synonyms and derived words, not words of one field."""
MEASURES = frozenset({"dollar", "euro", "pound", "percent", "year"})
"""Units that measure all sorts of things, so that the sentence must say more of what is measured."""
SCALES = frozenset({"hundred", "thousand", "million", "billion", "trillion", "dozen"})
"""Words that are part of a number, and so no sign that two sentences are about one thing."""
ROUNDING = 0.1
"""Two figures within a tenth are one figure rounded, where either is given as about."""
NEARBY, SAME_MONEY, LEAST_APART = 1.5, 1.3, 1.03
"""How many times as high as the lower the higher of two nearby figures is at most; of two sums; and of sums at
least, since one is the other rounded down."""
MANY = 100
"""A count from which two that are near each other are hardly of two things."""
LEAST_NAMED = 2
"""Names that two sentences with nearby figures must share."""
LARGE = ((1e9, " billion"), (1e6, " million"))
SIGNS = {"dollar": "$", "euro": "\u20ac", "pound": "\u00a3"}
MANY_OF = {
    "percent": "percent",
    "person": "people",
    "man": "men",
    "woman": "women",
    "child": "children",
    "company": "companies",
}
CROWD = 400
"""Sentences with one unit that are compared with each other; past that the unit tells nothing."""


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure as a proposition gives it."""

    mark: str
    value: float
    unit: str
    verb: str
    subject: str
    stems: frozenset[str]
    parties: frozenset[frozenset[str]]
    """Stems of each name in it."""
    proposition: Proposition
    speaker: str
    day: str
    days: frozenset[date]
    """The days that its sentence tells."""
    evidence: Evidence


def compare_figures(analyses: Sequence[Analysis]) -> list[Discrepancy]:
    """Discrepancies between reports: the same unit, predicate and matter, values that exclude each other."""
    by_unit: dict[str, list[_Figure]] = defaultdict(list)
    for analysis in sorted(analyses, key=lambda analysis: analysis.page.name):
        for figure in _figures(analysis):
            by_unit[figure.unit].append(figure)
    found: list[Discrepancy] = []
    for unit in sorted(by_unit):
        groups = _groups(by_unit[unit][:CROWD])
        found.extend(_discrepancy(group) for group in groups)
    return found


def _figures(analysis: Analysis) -> Iterator[_Figure]:
    called = {e.id: frozenset(stem(w) for w in WORDS.findall(e.name.lower())) for e in analysis.entities}
    day = analysis.published.when.iso if analysis.published.when else ""
    for proposition in analysis.propositions:
        statement = None if proposition.statement is None else analysis.statements[proposition.statement]
        if statement is not None and (not statement.speakers or proposition.stance != "asserts"):
            continue
        speaker = analysis.outlet if statement is None else statement.speakers[0]
        seen: set[str] = set()
        for written in proposition.figures:
            match = FIGURE.fullmatch(written)
            if not match or match.group(3) in seen:
                continue  # two figures of one unit in one sentence: which is which cannot be told
            if sum(other.split()[1] == match.group(3) for other in proposition.figures) > 1:
                continue
            seen.add(match.group(3))
            value = float(match.group(2))
            span = _span(analysis.page.text, proposition, value)
            if span is not None:
                stems = frozenset(stem(lemma) for lemma in proposition.lemmas if not _is_number(lemma))
                evidence = Evidence(analysis.page.name, span)
                parties = frozenset(called.get(e, frozenset()) for e in proposition.entities)
                governors = (stem(match.group(4)), stem(match.group(5)))
                yield _Figure(
                    match.group(1),
                    value,
                    match.group(3),
                    *governors,
                    stems,
                    parties,
                    proposition,
                    speaker,
                    day,
                    _days(analysis, proposition),
                    evidence,
                )


def _days(analysis: Analysis, proposition: Proposition) -> frozenset[date]:
    inside = (t for t in analysis.times if any(span.covers(t.span) for span in proposition.evidence))
    return frozenset(t.value.day for t in inside if t.value is not None and t.value.day is not None)


def _span(text: str, proposition: Proposition, value: float) -> Span | None:
    """Where the number stands, in digits or as one word; None for one of several words."""
    for span in proposition.spans:
        for match in NUMERAL.finditer(text, span.start, span.end):
            plain = match.group().replace(",", "")
            if plain.count(".") <= 1 and value in (float(plain) * scale for scale in (1, 1e3, 1e6, 1e9)):
                return Span(match.start(), match.end())
        for match in WORDS.finditer(text, span.start, span.end):
            if _number_words().get(match.group().lower()) == value:
                return Span(match.start(), match.end())
    return None


def _is_number(lemma: str) -> bool:
    return any(c.isdigit() for c in lemma) or lemma in SCALES


@cache
def _number_words() -> Mapping[str, float]:
    return {row["word"]: float(row["value"]) for row in rows("number-words.tsv") if row["role"] == "value"}


def _groups(figures: Sequence[_Figure]) -> list[list[_Figure]]:
    """Figures about one thing, where at least two exclude each other."""
    home: dict[int, int] = {}
    groups: list[list[_Figure]] = []
    for place, one in enumerate(figures):
        for later in range(place + 1, len(figures)):
            other = figures[later]
            if one.evidence.report == other.evidence.report or not _exclude(one, other):
                continue
            if not _same_thing(one, other) and not _close(one, other):
                continue
            if one.days and other.days and not one.days & other.days:
                continue  # "33 people were arrested on Friday", "80 people were arrested on Sunday"
            if place not in home:
                home[place] = len(groups)
                groups.append([one])
            if later not in home:
                home[later] = home[place]
                groups[home[place]].append(other)
    return [group for group in groups if len(group) > 1]


def _same_thing(one: _Figure, other: _Figure) -> bool:
    a, b = one.proposition, other.proposition
    if a.agent and b.agent and a.agent != b.agent:
        return False
    few, many = sorted(
        (one.stems - {stem(one.unit)}, other.stems - {stem(one.unit)}), key=lambda s: (len(s), sorted(s))
    )
    shared = sum(max((nearness(word, mate) for mate in many), default=0.0) >= NEAR for word in sorted(few))
    measure, named = one.unit in MEASURES, bool(set(a.entities) & set(b.entities))
    if one.verb != other.verb and (measure or nearness(one.verb, other.verb) < NEAR):
        return False
    if one.subject != "-" and other.subject != "-":
        if nearness(one.subject, other.subject) < NEAR and not (a.agent and a.agent == b.agent):
            return False
        if measure:
            return shared >= max(2, ALIKE * len(few))
        return shared >= (1 if named else 2)
    return named and shared >= max(LEAST_SHARED, ALIKE * len(few))


def _close(one: _Figure, other: _Figure) -> bool:
    """True for two nearby figures told of one thing in other words: "received 55,000 pages of her letters", "boxes with
    50,000 pages of letters arrived". They must be alike where two figures of two things hardly are."""
    a, b = one.proposition, other.proposition
    low, high = sorted((one.value, other.value))
    if (a.agent and b.agent and a.agent != b.agent) or high > NEARBY * low:
        return False
    names, others = frozenset().union(*one.parties), frozenset().union(*other.parties)
    named = [p for p in one.parties | other.parties if p and p <= one.stems | names and p <= other.stems | others]
    few, many = sorted(
        (one.stems - names - others - {stem(one.unit)}, other.stems - names - others), key=lambda s: (len(s), sorted(s))
    )
    shared = sum(any(nearness(word, mate) >= NEAR for mate in many) for word in sorted(few))
    if one.unit in MEASURES:
        return (
            one.unit not in ("year", "percent")
            and one.verb == other.verb
            and "-" in (one.subject, other.subject)
            and shared >= LEAST_SHARED
            and high <= SAME_MONEY * low
            and high > LEAST_APART * low
        )
    return low >= MANY and len(named) >= LEAST_NAMED and shared >= 1


def _exclude(one: _Figure, other: _Figure) -> bool:
    """True where no number fits both, as far as "more than" and "about" tell."""
    low, high = sorted((one, other), key=lambda figure: figure.value)
    if low.value == high.value:
        return False
    if low.mark == ">" or high.mark == "<":
        return False
    if "~" in (low.mark, high.mark) and high.value - low.value <= ROUNDING * high.value:
        return False
    return low.unit == "year" or high.value - low.value > 0.01 * high.value


def _discrepancy(group: Sequence[_Figure]) -> Discrepancy:
    ordered = sorted(group, key=lambda figure: figure.evidence)
    values = tuple(Value(_written(f), f.speaker, f.evidence) for f in ordered)
    first = min(ordered, key=lambda f: (len(f.proposition.text), f.evidence))
    asked = "In what year" if first.unit == "year" else f"How many ({first.unit})"
    return Discrepancy(f"{asked}: {first.proposition.text}", _kind(ordered), values)


def _kind(group: Sequence[_Figure]) -> Literal["conflict", "update"]:
    """An update where one source gives a later figure on a later day; else a conflict."""
    by_speaker: Mapping[str, set[str]] = {f.speaker: {g.day for g in group if g.speaker == f.speaker} for f in group}
    same = len(by_speaker) == 1 and len({f.day for f in group}) > 1
    return "update" if same else "conflict"


def _written(figure: _Figure) -> str:
    mark = {">": "more than ", "<": "up to ", "~": "about ", "": ""}[figure.mark]
    if figure.unit == "year":
        return f"{mark}{figure.value:g}"
    size, scale = next(((v, name) for v, name in LARGE if figure.value >= v), (1.0, ""))
    number = figure.value / size
    amount = f"{number:,.0f}" if number == int(number) else f"{number:,.10g}"
    if figure.unit in SIGNS:
        return f"{mark}{SIGNS[figure.unit]}{amount}{scale}"
    several = MANY_OF.get(figure.unit, f"{figure.unit}s")
    return f"{mark}{amount}{scale} {figure.unit if figure.value == 1 else several}"
