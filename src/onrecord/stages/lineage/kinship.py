"""Which reports have text of which others, however cut, merged or reworded, among any number of reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.records import Analysis, Span
from onrecord.stages.lineage.articles import Article, read_article
from onrecord.stages.lineage.direction import REASONS, Facts, gather_facts, weigh_direction
from onrecord.stages.lineage.index import CopyIndex
from onrecord.stages.lineage.match import Match, match_with

LEAST = 6.0
"""Evidence without which nothing is said to be taken: 11 stems in the same words, or 25 a third reworded. Reports on
one event, each written by its own hand, stay under 5 (measured in weights/lineage.md)."""
KIN = 0.12
"""Share of the shorter article, in stems of its own, from which it has text of the other: a line that every report
of an outlet carries is less."""
SINGLE = 0.25
"""The same where all of it is one sentence."""
COPY = 0.6
"""Share of the shorter from which the whole is a copy and not a part."""
VERBATIM = 0.97
"""Sameness of the paired sentences from which they are the same words."""
NEAR = 0.85
"""Sameness from which they were edited and not rewritten."""

Form = Literal["verbatim", "near", "rewrite"]


@dataclass(frozen=True, slots=True)
class Kinship:
    """One report has text of another."""

    taker: str
    """Name of the report that took it, as far as the evidence tells."""
    origin: str
    sure: float
    """How likely it is that way round: from 0.5 (nothing tells) to 1."""
    form: Form
    share: float
    """Share of the shorter report that stands in the other, from 0 to 1."""
    whole: bool
    """False where only a part of the shorter one is the other's."""
    passages: tuple[tuple[Span, Span], ...]
    """Where it stands in the taker and where in the origin; by the taker's order."""
    reason: str
    """Why it was taken for that direction, in plain words."""


def trace_kinship(analyses: Iterable[Analysis]) -> list[Kinship]:
    """Every pair of reports of which one has text of the other; each name must stand for one report.

    Cost grows with the number of sentences: candidates come from an index, and each is laid against few others.
    Where nothing tells who was first, it is the one that is given first.
    """
    index, articles, matches = CopyIndex(), list[Article](), list[tuple[int, int, Match]]()
    for analysis in analyses:
        article = read_article(analysis)
        articles.append(article)
        candidates = index.add(article)
        found = map(match_with(article), (articles[other] for other in candidates)) if candidates else ()
        matches += [
            (len(articles) - 1, other, match) for other, match in zip(candidates, found, strict=True) if is_kin(match)
        ]
    return _settle(articles, matches)


def lay_together(one: Article, other: Article) -> Kinship:
    """The kinship of two articles that share words, whether or not they are kin by all that they share; ``one`` is
    first where nothing tells."""
    return describe(gather_facts(other), gather_facts(one), match_with(other)(one))


def is_kin(match: Match) -> bool:
    """True where one of the two has text of the other."""
    # Two sentences that are both like one, such as a headline and the sentence it was made of, are one debt.
    distinct = min(len({i for i, _, _ in match.pairs}), len({j for _, j, _ in match.pairs}))
    least = SINGLE if distinct == 1 else KIN
    return bool(match.pairs) and match.evidence >= LEAST and max(match.shares) >= least


def _settle(articles: list[Article], matches: list[tuple[int, int, Match]]) -> list[Kinship]:
    """Directions for all pairs, told from all of them: who has text of several others has it from them."""
    kin: dict[int, dict[int, frozenset[int]]] = defaultdict(dict)
    for one, other, match in matches:
        kin[one][other] = frozenset(i for i, _, _ in match.pairs)
        kin[other][one] = frozenset(j for _, j, _ in match.pairs)
    facts = {number: gather_facts(articles[number]) for number in sorted(kin)}
    return sorted(
        (
            describe(_mixed(facts[one], kin, one, other), _mixed(facts[other], kin, other, one), match)
            for one, other, match in matches
        ),
        key=lambda kinship: (kinship.taker, kinship.origin),
    )


def _mixed(facts: Facts, kin: dict[int, dict[int, frozenset[int]]], one: int, other: int) -> Facts:
    """The facts of one with the share of it that reports have which are no kin of the other."""
    strangers = [spots for number, spots in kin[one].items() if number != other and number not in kin[other]]
    alone = frozenset[int]().union(*strangers) - kin[one][other]
    size = len(facts.article.sentences)
    return replace(facts, mixed=len(alone) / size if size else 0.0)


def describe(first: Facts, second: Facts, match: Match) -> Kinship:
    """The kinship of two articles that are kin."""
    likely, speaking = weigh_direction(first, second, match)
    # Where nothing tells, the one given first was first.
    swap = likely <= 0.5
    origin, taker = (second, first) if swap else (first, second)
    passages = []
    for i, j, _ in match.pairs:
        here, there = match.first.sentences[i].span, match.second.sentences[j].span
        passages.append((here, there) if swap else (there, here))
    names = {"origin": origin.article.name, "taker": taker.article.name, "outlet": origin.outlet}
    reason = "; ".join(REASONS[name].format(**names) for name in speaking[:3])
    share = max(match.shares)
    sameness = match.sameness
    return Kinship(
        taker=taker.article.name,
        origin=origin.article.name,
        sure=round(max(likely, 1 - likely), 3),
        form="verbatim" if sameness >= VERBATIM else "near" if sameness >= NEAR else "rewrite",
        share=round(share, 3),
        whole=share >= COPY,
        passages=tuple(join_passages(sorted(passages))),
        reason=reason or "nothing tells who was first",
    )


def join_passages(pairs: list[tuple[Span, Span]]) -> list[tuple[Span, Span]]:
    """Sentences that follow each other in both texts become one passage."""
    joined: list[tuple[Span, Span]] = []
    for here, there in pairs:
        if joined:
            last_here, last_there = joined[-1]
            if 0 <= here.start - last_here.end <= GAP and 0 <= there.start - last_there.end <= GAP:
                joined[-1] = (Span(last_here.start, here.end), Span(last_there.start, there.end))
                continue
        joined.append((here, there))
    return joined


GAP = 3
"""Code points between sentences that follow each other: a space, or an empty line."""
