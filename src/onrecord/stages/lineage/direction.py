"""Who took it from whom: the evidence for each way, weighed (weights/lineage.json)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import exp, log

from onrecord.records import ARTICLE_KINDS, Span
from onrecord.resources import read_weights
from onrecord.stages.lineage.articles import Article
from onrecord.stages.lineage.credits import credit_around, name_outlet
from onrecord.stages.lineage.match import Match

_ARTICLE = re.compile(r"\b(?:the|an?)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
REASONS = {
    "days": "{origin} came out earlier",
    "credit": "{taker} names {outlet}",
    "more": "{origin} has more of the text",
    "whole": "{taker} is almost wholly in {origin}",
    "mixed": "{taker} has text of others too",
    "articles": "{taker} is worded less fluently where the two differ",
}
"""What speaks for a direction, in plain words; in the order in which reasons are given."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What of one article bears on who was first."""

    article: Article
    outlet: str
    day: int | None
    mixed: float = 0.0
    """Share of the article that reports have which share nothing with the other of the pair."""


def gather_facts(article: Article) -> Facts:
    """The facts of one article."""
    analysis = article.analysis
    when = analysis.published.when
    return Facts(
        article=article,
        outlet=name_outlet(analysis),
        day=when.day.toordinal() if when and when.day else None,
    )


def weigh_direction(first: Facts, second: Facts, match: Match) -> tuple[float, tuple[str, ...]]:
    """How likely the second took from the first, and what speaks for the likelier way, strongest first."""
    weights, given = load_weights(), list_evidence(first, second, match)
    odds = sum(weights[name] * given[name] for name in sorted(given))
    sign = 1 if odds >= 0 else -1
    speaking = [name for name in REASONS if sign * weights[name] * given[name] > 0.3]
    speaking.sort(key=lambda name: -sign * weights[name] * given[name])
    return 1 / (1 + exp(-odds)), tuple(speaking)


def list_evidence(first: Facts, second: Facts, match: Match) -> dict[str, float]:
    """Each kind of evidence, above zero where it says that the second took from the first."""
    held, taken = match.shares
    days = 0.0
    if first.day is not None and second.day is not None:
        days = float((second.day > first.day) - (second.day < first.day))
    return {
        "days": days,
        "credit": float(_credits(second, first)) - float(_credits(first, second)),
        "more": max(-1.5, min(1.5, log(max(1, first.article.size) / max(1, second.article.size)))),
        "whole": taken - held,
        "mixed": second.mixed - first.mixed,
        "articles": _compare_articles(match),
    }


def _compare_articles(match: Match) -> float:
    """How many "the", "a" and "an" the first has more than the second, in twenty words of the paired sentences
    that differ: poor translations lose them."""
    articles, total = [0, 0], [0, 0]
    for i, j, _ in match.pairs:
        sides = (match.first.sentences[i], match.first.analysis), (match.second.sentences[j], match.second.analysis)
        texts = [sentence.span.of(analysis.page.text) for sentence, analysis in sides]
        if texts[0] != texts[1]:
            for side in (0, 1):
                articles[side] += len(_ARTICLE.findall(texts[side]))
                total[side] += len(_WORD.findall(texts[side]))
    return 20 * (articles[0] / max(1, total[0]) - articles[1] / max(1, total[1]))


def _credits(taker: Facts, origin: Facts) -> bool:
    """True where the taker names the origin's outlet as one it has text from."""
    name, analysis = origin.outlet, taker.article.analysis
    if len(name) < 3 or name == taker.outlet:
        return False
    text = analysis.page.text
    at = text.find(name)
    while at >= 0:
        span = Span(at, at + len(name))
        block = next((block for block in analysis.blocks if block.span.covers(span)), None)
        if block is None or block.kind not in ARTICLE_KINDS or credit_around(text, span):
            return True
        at = text.find(name, span.end)
    return False


@cache
def load_weights() -> Mapping[str, float]:
    """What each kind of evidence counts for, as log odds; SetupError if this installation has none."""
    weights: dict[str, float] = read_weights("lineage.json")
    return weights
