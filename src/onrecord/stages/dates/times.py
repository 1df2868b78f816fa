"""Every expression of time in a report, with the rule it follows and the calendar time it stands for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from onrecord.records import Parse, Publication, Sentence, Span, TimeExpression
from onrecord.stages.dates.expressions import Found, find_expressions
from onrecord.stages.dates.patterns import lexicon
from onrecord.stages.dates.periods import Period, period_of, resolve
from onrecord.stages.dates.tense import looks_ahead

LEAD = 3
"""Sentences at the top in which a weekday in the past tense that is tomorrow by the report's date is taken
for tomorrow: sites date reports a day early (two of 180 BASIL reports), and no lead is six days old."""

_PARAGRAPH = 400
"""Characters over which a year that was told still holds."""

_BESIDE = 6
"""Characters between "two days after" and the day that it counts from: at most an article."""

_GRAIN = {"day": 0, "week": 1, "weekend": 1, "month": 2, "quarter": 3, "year": 4}


def find_times(text: str, parse: Parse, *, published: Publication) -> tuple[TimeExpression, ...]:
    """The expressions of time in the article's sentences, in order; values as far as they can be had."""
    starts = [token.span.start for token in parse.tokens]
    found: list[tuple[Span, str]] = []
    for number, sentence in enumerate(parse.sentences):
        for hit in find_expressions(sentence.span.of(text)):
            span = Span(sentence.span.start + hit.start, sentence.span.start + hit.end)
            first = bisect_left(starts, span.start)
            last = max(bisect_right(starts, span.end - 1), first + 1)
            if first >= sentence.last or (hit.bare_year and not _is_year(parse, first, sentence)):
                continue
            rule = _settle_tense(hit, parse, first, min(last, sentence.last), lead=number < LEAD)
            rule = _settle_year(rule, text, span, found)
            found.append((span, _settle_reference(rule, found)))
    return evaluate(_settle_events(found), anchor_of(published))


def anchor_of(published: Publication) -> Period | None:
    """The days on which the report can have come out; None where nothing is known."""
    if published.when:
        known = period_of(published.when)
        if published.not_before and published.not_after and published.when.precision != "day":
            return Period(max(known.first, published.not_before), min(known.last, published.not_after))
        return known
    if published.not_before and published.not_after:
        return Period(published.not_before, published.not_after)
    return None


def evaluate(found: Sequence[tuple[Span, str]], anchor: Period | None) -> tuple[TimeExpression, ...]:
    """Expressions with the values of their rules for a report of the day(s) ``anchor``."""
    values: list[Period | None] = [None] * len(found)
    ahead = [i for i, (_, rule) in enumerate(found) if (m := re.match(r"@(\d+) ", rule)) and int(m[1]) >= i]
    late = set(ahead)
    for i in [*(i for i in range(len(found)) if i not in late), *ahead]:
        values[i] = resolve(found[i][1], anchor, values)
    return tuple(
        TimeExpression(span, rule, value.when if value else None)
        for (span, rule), value in zip(found, values, strict=True)
    )


def _settle_events(found: Sequence[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """ "Five weeks before Saturday's fire" counts from the Saturday."""
    settled = list(found)
    for i, ((span, rule), (following, other)) in enumerate(pairwise(found)):
        if rule.startswith("event ") and following.start - span.end <= _BESIDE and is_calendar(other):
            settled[i] = (span, f"@{i + 1} {rule.removeprefix('event ')}")
    return settled


def is_calendar(rule: str) -> bool:
    """True for a rule that can stand for a calendar time; durations, habits and "now" cannot."""
    return not rule.startswith(("P", "every", "event")) and rule not in ("past", "present", "future")


def _is_year(parse: Parse, first: int, sentence: Sentence) -> bool:
    """Four figures that the parser or the word before them take for a year, rather than a number of things."""
    token = parse.tokens[first]
    before = parse.tokens[first - 1].text.lower() if first > sentence.first else ""
    after = parse.tokens[first + 1] if first + 1 < sentence.last else None
    if after is not None and after.tag == "NNS" and token.dep == "nummod" and token.entity != "DATE":
        return False
    return token.entity in ("DATE", "EVENT") or (before in lexicon("year-cue") and token.dep != "nummod")


def _settle_tense(hit: Found, parse: Parse, first: int, last: int, *, lead: bool) -> str:
    if "?" not in hit.rule:
        return hit.rule
    ahead = looks_ahead(parse.tokens, first, last)
    if hit.rule.startswith("wd:"):
        sign = ">=" if ahead else "~" if lead else "<="
    else:
        sign = "=" if ahead is None else ">=" if ahead else "<="
    return hit.rule.replace("?", sign)


def _settle_year(rule: str, text: str, span: Span, found: Sequence[tuple[Span, str]]) -> str:
    """A bare day in a paragraph that has just told of a year is of that year: "in 2011 ... on May 2"."""
    if not re.match(r"md:[^<>=~]+<=$", rule) or not found:
        return rule
    last, told = found[-1]
    core = told.split(" in ", 1)[-1]
    near = span.start - last.end <= _PARAGRAPH and "\n\n" not in text[last.end : span.start]
    if near and (re.match(r"\d{4}(?:-\d\d)*$", told) or (" in " in told and core.startswith("md:"))):
        return f"@{len(found) - 1} in {rule[:-2]}"
    return rule


def _settle_reference(rule: str, earlier: Sequence[tuple[Span, str]]) -> str:
    """Name the expression that "the same day" or "a year later" looks back to: the last one before it that
    is at least as fine; the report's own day where there is none."""
    if not rule.startswith("@ "):
        return rule
    core = rule[2:]
    grain = next((g for name, g in _GRAIN.items() if name in core.split(" ")[0]), 0)
    wanted = grain if core.endswith("+0") or " T" in core else 4
    for number in range(len(earlier) - 1, -1, -1):
        if 0 <= grain_of(earlier[number][1]) <= wanted:
            return f"@{number} {core}"
    return core


def grain_of(rule: str) -> int:
    """How fine a rule's value is: 0 a day to 4 a year; -1 where it has no calendar value."""
    core = rule.partition(" T")[0]
    core = core.split(" ", 1)[1].removeprefix("in ") if core.startswith("@") else core
    if core[:1].isdigit():
        return {10: 0, 7: 2, 4: 4}.get(len(core), 4)
    kind = core.removeprefix("head:").removeprefix("tail:").split(":")[0]
    if kind in ("wd", "we", "md", "hol"):
        return 0
    if kind in ("m", "q", "s"):
        return {"m": 2, "q": 3, "s": 3}[kind]
    if kind in ("past", "next"):
        return -1
    return next((g for name, g in _GRAIN.items() if kind.startswith(name)), -1)
