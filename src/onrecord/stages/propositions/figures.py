"""The figures a part gives: how many of what, and how exactly."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from onrecord.records import Parse
from onrecord.resources import rows, words
from onrecord.stages.propositions.parts import SUBJECTS

NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)(k|m|bn|b)?", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d\d")
YEARLY = frozenset({"in", "since", "until", "by"})
LOOSE = frozenset({"ADV", "ADP", "ADJ", "SCONJ", "SYM", "PART", "DET"})
MONEY = {"$": "dollar", "€": "euro", "£": "pound", "US$": "dollar"}
SCALES = {"k": 1e3, "m": 1e6, "b": 1e9, "bn": 1e9}


@cache
def number_words() -> Mapping[str, float]:
    """Number words with their value; "hundred" and up multiply."""
    return {row["word"]: float(row["value"]) for row in rows("number-words.tsv") if row["role"] in ("value", "scale")}


@cache
def bounds() -> Mapping[str, str]:
    """Words before a number that loosen it, with their mark: > at least, < at most, ~ about."""
    return {row["word"]: row["value"] for row in rows("number-words.tsv") if row["role"] == "bound"}


def figures_of(parse: Parse, tokens: Sequence[int]) -> tuple[str, ...]:
    """Figures as ``[mark]value unit verb subject``, sorted: ``2019 year end term``, ``>250000 dollar pay firm``.

    The mark is ``>`` for "more than" and "at least", ``<`` for "up to", ``~`` for "about". Verb and subject
    are the lemmas that govern the figure, ``-`` where there is none.
    """
    inside = set(tokens)
    found: set[str] = set()
    for place, token in enumerate(tokens):
        word = parse.tokens[token]
        if word.pos != "NUM" or (place and _continues(parse, tokens[place - 1], token)):
            continue
        run = [token]
        while place + len(run) < len(tokens) and _continues(parse, run[-1], tokens[place + len(run)]):
            run.append(tokens[place + len(run)])
        value = _value([parse.tokens[t].text for t in run])
        if value is None:
            continue
        unit = _unit(parse, run, inside)
        if unit:
            amount = f"{value:.0f}" if value == int(value) else f"{value:g}"
            found.add(f"{_mark(parse, run[0])}{amount} {unit} {_governors(parse, run[0], inside)}")
    return tuple(sorted(found))


def _continues(parse: Parse, before: int, token: int) -> bool:
    """True where two number tokens make one number: "5 million", "twenty five"."""
    if token != before + 1 or parse.tokens[before].pos != "NUM" or parse.tokens[token].pos != "NUM":
        return False
    return parse.tokens[token].text.lower() in number_words()


def _value(texts: Sequence[str]) -> float | None:
    total, seen = 0.0, False
    for text in texts:
        low = text.lower()
        if match := NUMBER.fullmatch(low):
            total = float(match.group(1).replace(",", "")) * SCALES.get(match.group(2) or "", 1)
        elif low in number_words():
            value = number_words()[low]
            total = (total or 1) * value if value >= 100 else total + value
        else:
            return None
        seen = True
    return total if seen else None


def _unit(parse: Parse, run: Sequence[int], inside: set[int]) -> str:
    """The noun that the figure counts."""
    before = parse.tokens[run[0] - 1].text if run[0] else ""
    if before in MONEY:
        return MONEY[before]
    after = parse.tokens[run[-1] + 1] if run[-1] + 1 < len(parse.tokens) else None
    if after is not None and (after.text == "%" or after.lemma.lower() in ("percent", "percentage")):
        return "percent"
    dated = parse.tokens[run[0]].entity == "DATE" or before.lower() in YEARLY
    if len(run) == 1 and dated and YEAR.fullmatch(parse.tokens[run[0]].text):
        return "year"
    head = parse.tokens[parse.tokens[run[-1]].head]
    if head.pos == "NUM":
        head = parse.tokens[head.head]
    lemma = head.lemma.lower()
    if (
        " " in lemma
        or head.pos != "NOUN"
        or head.entity in ("DATE", "TIME")
        or lemma in words("light-words.txt") - {"people", "person"}
    ):
        return ""
    return "person" if lemma == "people" else lemma


def _governors(parse: Parse, token: int, inside: set[int]) -> str:
    """The nearest verb above the figure and the head of its subject, or "-" for each that is not there."""
    for _ in range(6):
        word = parse.tokens[token]
        if word.pos in ("VERB", "AUX"):
            subjects = [parse.tokens[c] for c in word.children if c in inside and parse.tokens[c].dep in SUBJECTS]
            noun = next((s.lemma.lower() for s in subjects if s.pos in ("NOUN", "PROPN") and " " not in s.lemma), "-")
            return f"{word.lemma.lower()} {noun}"
        if word.head == token or word.head not in inside:
            break
        token = word.head
    return "- -"


def _mark(parse: Parse, token: int) -> str:
    start = token
    while start and (parse.tokens[start - 1].pos in LOOSE and token - start < 3):
        start -= 1
    phrase = " ".join(parse.tokens[t].text.lower() for t in range(start, token) if parse.tokens[t].pos != "SYM")
    return next((mark for words_, mark in bounds().items() if phrase.endswith(words_)), "")
