"""One name spelt in two ways, or two like names for one: "in Norwalk" here, "in Norfolk" there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from onrecord.records import Analysis, Discrepancy, Evidence, Span, Value
from onrecord.resources import words
from onrecord.resources.meaning import stem

NAME = re.compile(r"[A-Z][a-z]+(?:-[A-Z][a-z]+)*")
WORD = re.compile(r"[\w\u2019'-]+")
LEAST_LETTERS = 5
"""Letters of a name: of shorter ones too many are alike."""
MOST_CHANGED = 2
"""Letters by which two spellings of one name differ at most."""
LEAST_SHARED = 3
"""Content words that the two sentences must share, so that they tell of one thing."""
SAME_START = 4
"""Letters that begin both a name and what its bearer is called for short."""
VOWELS = re.compile("[aeiouy]")
ENDINGS = ("s", "es", "n", "an", "ian", "ese")
"""What a name takes on as a plural, a possessive or an adjective: no other spelling of it."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as it first stands in a report."""

    text: str
    before: str
    """The word before it in its sentence, in lower case."""
    after: str
    evidence: Evidence
    sentence: Span
    stems: frozenset[str]
    """Content words of its sentence."""
    outlet: str


def compare_names(analyses: Sequence[Analysis]) -> list[Discrepancy]:
    """Names that differ by a letter or two, each the only one that its reports have, in sentences about one thing."""
    found: dict[str, list[_Name]] = defaultdict(list)
    for analysis in sorted(analyses, key=lambda analysis: analysis.page.name):
        for name in _names(analysis):
            found[name.text].append(name)
    reports = {text: {name.evidence.report for name in names} for text, names in found.items()}
    by_start: Mapping[str, list[str]] = defaultdict(list)
    for text in sorted(found):
        by_start[text[:2]].append(text)
    discrepancies = []
    for texts in by_start.values():
        for one, other in combinations(texts, 2):
            if reports[one] & reports[other] or not _alike(one, other):
                continue
            pair = next(((a, b) for a in found[one] for b in found[other] if _of_one_thing(a, b)), None)
            if pair is not None:
                discrepancies.append(_discrepancy(*pair, texts={a.page.name: a.page.text for a in analyses}))
    return discrepancies


def _names(analysis: Analysis) -> Iterator[_Name]:
    """Every name inside a sentence, each place of it; a sentence's first word may be no name."""
    text = analysis.page.text
    light = words("light-words.txt") | words("function-words.txt")
    for sentence in analysis.sentences:
        tokens = list(WORD.finditer(text, sentence.start, sentence.end))
        stems = frozenset(stem(token[0].lower()) for token in tokens if token[0].islower() and token[0] not in light)
        for place, token in enumerate(tokens[1:], 1):
            match = NAME.match(token[0])
            if not match or len(match[0]) < LEAST_LETTERS:
                continue
            before = tokens[place - 1][0].lower()
            after = tokens[place + 1][0].lower() if place + 1 < len(tokens) else ""
            span = Span(token.start(), token.start() + len(match[0]))
            evidence = Evidence(analysis.page.name, span)
            yield _Name(match[0], before, after, evidence, sentence, stems, analysis.outlet)


def _alike(one: str, other: str) -> bool:
    """True for two spellings a letter or two apart that are no forms of one word."""
    if abs(len(one) - len(other)) > MOST_CHANGED or stem(one.lower()) == stem(other.lower()):
        return False
    short, long = sorted((one.lower(), other.lower()), key=len)
    if long.startswith(short[:-1]) and any(long.endswith(ending) for ending in ENDINGS) and len(long) > len(short):
        return False
    if VOWELS.sub("", short) == VOWELS.sub("", long) or short[:SAME_START] == long[:SAME_START]:
        return False  # written out of another script, or called for short
    return 0 < _distance(short, long) <= MOST_CHANGED


def _distance(one: str, other: str) -> int:
    """Levenshtein's."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, mate in enumerate(other, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (letter != mate))
    return row[-1]


def _of_one_thing(one: _Name, other: _Name) -> bool:
    beside = bool(one.before and one.before == other.before) or bool(one.after and one.after == other.after)
    return beside and len(one.stems & other.stems) >= LEAST_SHARED


def _discrepancy(one: _Name, other: _Name, *, texts: Mapping[str, str]) -> Discrepancy:
    values = tuple(
        Value(name.text, name.outlet, name.evidence) for name in sorted((one, other), key=lambda name: name.evidence)
    )
    told = " ".join(one.sentence.of(texts[one.evidence.report]).split())
    return Discrepancy(f"Which name ({one.text} or {other.text}): {told}", "conflict", values)
