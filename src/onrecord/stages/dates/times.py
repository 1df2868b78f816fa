"""Every expression of time in a report, with the rule it follows and the calendar time it stands for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from onrecord.records import REPORT, Parse, Publication, Sentence, Span, TimeExpression
from onrecord.stages.dates.expressions import Found, find_expressions, is_day, time_of_day
from onrecord.stages.dates.lexicon import lexicon
from onrecord.stages.dates.periods import Period, period_of, resolve
from onrecord.stages.dates.tense import looks_ahead
from onrecord.stages.dates.timex import core_of, frequency_of, modifier_of, type_of, value_of

LEAD = 3
"""Sentences at the top in which a weekday in the past tense that is tomorrow by the report's date is taken
for tomorrow: sites date reports a day early (two of 180 BASIL reports), and no lead is six days old."""

_PARAGRAPH = 400
"""Characters over which a year that was told still holds."""

_BESIDE = 2
"""Words between "two days" and the day that it counts from at most: "after", and an article."""

_QUARTERS = 600
"""Characters over which the quarter that figures are given for still holds: "$2 million a year ago"."""

_BACK = 100
"""Expressions looked back over at most for what another refers to."""

_DEEPEST = 24
"""Heads that are followed from a word up."""
_GRAIN = {"day": 0, "week": 1, "weekend": 1, "month": 2, "quarter": 3, "year": 4}


def find_times(text: str, parse: Parse, *, published: Publication) -> tuple[TimeExpression, ...]:
    """The expressions of time in the article's sentences, in order; values as far as they can be had."""
    starts = [token.span.start for token in parse.tokens]
    found: list[tuple[Span, str]] = []
    for number, sentence in enumerate(parse.sentences):
        before = len(found)
        for hit in find_expressions(sentence.span.of(text)):
            span = Span(sentence.span.start + hit.start, sentence.span.start + hit.end)
            first = bisect_left(starts, span.start)
            last = max(bisect_right(starts, span.end - 1), first + 1)
            if first >= sentence.last or not _is_time(hit, parse, first, sentence):
                continue
            rule = _settle_tense(hit, parse, first, min(last, sentence.last), lead=number < LEAD)
            if not (found and _is_aside(parse, bisect_left(starts, found[-1][0].start), first)):
                rule = _settle_year(rule, text, span, found)
            rule = _settle_quarter(rule, text, span, found)
            if (clock := _cut_clock(hit, text, span, found)) is not None:
                span, rule = Span(found.pop()[0].start, span.end), time_of_day(rule, clock)
                before = min(before, len(found))
            found.append((span, _settle_reference(rule, found, near=span.start - _PARAGRAPH)))
        _settle_clocks(found, before)
    found = _settle_early(found, published)
    times = [
        TimeExpression(
            span, rule, None, type_of(rule), "", modifier_of(span.of(text)), _anchor(rule), frequency_of(rule)
        )
        for span, rule in _settle_events(found, text)
    ]
    return evaluate(times, anchor_of(published))


def _cut_clock(hit: Found, text: str, span: Span, found: Sequence[tuple[Span, str]]) -> str | None:
    """The time by the clock right before a day, from which the full stop of "a.m." has cut it as a sentence's end."""
    if not found or not is_day(hit) or text[found[-1][0].end : span.start].strip(" \n,"):
        return None
    m = re.fullmatch(r"(?:@\d+ )?day\+0 T(\d\d:\d\d)", found[-1][1])
    return m[1] if m else None


def _settle_early(found: Sequence[tuple[Span, str]], published: Publication) -> list[tuple[Span, str]]:
    """Where the top of the report tells tomorrow, by its date, as past, that date is a day early, and the same weekday
    told as past further down is that day too."""
    day = published.when.day if published.when else None
    early = f"wd:{(day + timedelta(days=1)).weekday()}" if day else None
    if early is None or not any(rule.startswith(f"{early}~") for _, rule in found):
        return list(found)
    return [(span, rule.replace(f"{early}<=", f"{early}~")) for span, rule in found]


def _anchor(rule: str) -> int | None:
    """What a rule counts from: the report's own day, another expression's number, or nothing."""
    if m := re.match(r"@(\d+) ", rule):
        return int(m[1])
    absolute = rule[:1].isdigit() or rule.startswith(("P", "every", "event"))
    return None if absolute else REPORT


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


def evaluate(times: Sequence[TimeExpression], anchor: Period | None) -> tuple[TimeExpression, ...]:
    """The expressions with the values of their rules for a report of the day(s) ``anchor``."""
    values: list[Period | None] = [None] * len(times)
    whole: list[Period | None] = [None] * len(times)
    late = {i for i, time in enumerate(times) if time.anchor is not None and time.anchor >= i}
    for i in [*(i for i in range(len(times)) if i not in late), *sorted(late)]:
        rule = times[i].rule
        values[i] = resolve(rule, anchor, values)
        cut = "head:" in rule or "tail:" in rule  # "earlier this month" is the month, as TimeML writes it
        whole[i] = resolve(re.sub("head:|tail:", "", rule), anchor, values) if cut else values[i]
    return tuple(
        replace(time, value=value.when if value and is_calendar(time.rule) else None, timex=value_of(time.rule, unit))
        for time, value, unit in zip(times, values, whole, strict=True)
    )


def _settle_events(found: Sequence[tuple[Span, str]], text: str) -> list[tuple[Span, str]]:
    """ "Five weeks before Saturday's fire" counts from the Saturday."""
    settled = list(found)
    for i, ((span, rule), (following, other)) in enumerate(pairwise(found)):
        between = text[span.end : following.start].split()
        if rule.startswith("event ") and 1 <= len(between) <= _BESIDE and is_calendar(other):
            settled[i] = (span, f"@{i + 1} {rule.removeprefix('event ')}")
    return settled


def is_calendar(rule: str) -> bool:
    """True for a rule that can stand for a calendar time; durations, habits and "now" cannot."""
    return not rule.startswith(("P", "every", "event")) and rule not in ("past", "present", "future")


def _is_time(hit: Found, parse: Parse, first: int, sentence: Sentence) -> bool:
    """False for a number of things, and for a rate: "four flights a week"."""
    if hit.doubt == "year":
        return _is_year(parse, first, sentence)
    if hit.doubt == "clock":  # a score or a record else
        return first > sentence.first and parse.tokens[first - 1].text.lower() in lexicon("clock-cue")
    if hit.doubt == "month":
        return parse.tokens[first].entity == "DATE" and parse.tokens[first].pos == "PROPN"
    if hit.rule.startswith("P1") and parse.tokens[first].lemma.lower() in ("a", "an") and first > sentence.first:
        before = parse.tokens[first - 1]
        return before.pos not in ("NOUN", "NUM", "PROPN") and before.text not in ("%", "percent")
    return True


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
    elif hit.rule.startswith("md:"):
        sign = "=" if ahead is None else "+" if ahead else "-"
    else:
        sign = "=" if ahead is None else ">=" if ahead else "<="
    return hit.rule.replace("?", sign)


def _settle_year(rule: str, text: str, span: Span, found: Sequence[tuple[Span, str]]) -> str:
    """A bare day in a paragraph that has just told of a year is of that year: "in 2011 ... on May 2"."""
    if not re.match(r"md:[\d-]+-$", rule) or not found:
        return rule
    last, told = found[-1]
    core = told.split(" in ", 1)[-1]
    near = span.start - last.end <= _PARAGRAPH and "\n\n" not in text[last.end : span.start]
    if near and (re.match(r"\d{4}(?:-\d\d)*$", told) or (" in " in told and core.startswith("md:"))):
        return f"@{len(found) - 1} in {rule[:-1]}"
    return rule


def _is_aside(parse: Parse, told: int, token: int) -> bool:
    """True for the year in "Holt, who was elected IN 2011, resigned on May 2", which says nothing of the day."""
    above = [told]
    while parse.tokens[above[-1]].head != above[-1] and len(above) < _DEEPEST:
        above.append(parse.tokens[above[-1]].head)
    clauses = [at for at in above if parse.tokens[at].dep == "relcl"]
    if not clauses or told >= token:
        return False
    for _ in range(_DEEPEST):
        if token in clauses:
            return False
        if parse.tokens[token].head == token:
            return above[-1] == token
        token = parse.tokens[token].head
    return False


def _settle_quarter(rule: str, text: str, span: Span, found: Sequence[tuple[Span, str]]) -> str:
    """ "A year ago", said of the figures of a quarter, is that quarter of the year before."""
    if rule != "year-1" or not span.of(text).lower().endswith("ago"):
        return rule
    near = any(span.start - other.end <= _QUARTERS and is_quarter(told) for other, told in found[-_BACK:])
    return f"@ {rule}" if near else rule


def _settle_clocks(found: list[tuple[Span, str]], first: int) -> None:
    """A time of the day takes its day from the same sentence, also from behind: "at 3 p.m. (1900 GMT) on Thursday"."""
    here = range(first, len(found))
    days = [n for n in here if grain_of(found[n][1]) == 0 and ":" not in found[n][1].partition(" T")[2]]
    for n in here:
        span, rule = found[n]
        m = re.fullmatch(r"(@\d+ )?(day\+0 T\d\d:\d\d)", rule)
        later = [day for day in days if day > n]
        if m and later and not any(day < n for day in days):
            found[n] = (span, f"@{later[0]} {m[2]}")


def _settle_reference(rule: str, earlier: Sequence[tuple[Span, str]], *, near: int) -> str:
    """Name the expression that "the same day" or "a year later" looks back to: the last one before it that
    is at least as fine; the report's own day where there is none."""
    if not rule.startswith("@ "):
        return rule
    core = rule[2:]
    unit = re.sub(r"[+-]\d+$", "", core.split(" ")[0])
    grain = next((g for name, g in _GRAIN.items() if unit.startswith(name)), 0)
    wanted = grain if "+0" in core else 4
    for number in range(len(earlier) - 1, max(len(earlier) - _BACK, 0) - 1, -1):
        span, told = earlier[number]
        if ":" in core.partition(" T")[2] and span.end < near:
            break
        fits = is_quarter(told) if unit == "quarter" else 0 <= grain_of(told) <= wanted
        if fits and core_of(told) != core:
            return f"@{number} {core}"
    return "quarter-1" if core == "quarter+0" else core  # figures are those of the last one that is over


def is_quarter(rule: str) -> bool:
    """True for a quarter that is named: "the third quarter"."""
    return re.search(r"(?:^| )(?:q:\d|\d{4}-Q\d)", rule) is not None


def grain_of(rule: str) -> int:
    """How fine a rule's value is: 0 a day to 4 a year; -1 where it has no calendar value."""
    core = core_of(rule)
    core = f" {core}".rpartition(" in ")[2].strip()
    if core[:1].isdigit():
        return 3 if core[5:6] in ("Q", "S", "F", "W", "H") else {10: 0, 7: 2, 4: 4}.get(len(core), 4)
    kind = core.removeprefix("head:").removeprefix("tail:").split(":")[0]
    if kind in ("wd", "we", "md", "hol"):
        return 0
    if kind in ("m", "q", "h", "s"):
        return 2 if kind == "m" else 3
    if kind in ("past", "next", "ago", "ahead"):
        return -1
    return next((g for name, g in _GRAIN.items() if kind.startswith(name)), -1)
