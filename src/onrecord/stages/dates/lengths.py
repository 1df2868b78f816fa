"""Lengths of time: their units, their numbers, and how ISO 8601 writes them."""

from __future__ import annotations

import re

from onrecord.stages.dates.lexicon import lexicon

_LETTERS = {
    "hour": "H",
    "minute": "M",
    "second": "S",
    "day": "D",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
}
_HALVES = {"hour": ("H", 30, "M"), "minute": ("M", 30, "S"), "year": ("Y", 6, "M"), "day": ("D", 12, "H")}
"""Letter of a unit, its half in the next smaller one, and that one's letter."""


def unit(word: str) -> str:
    """The unit that a singular or plural word names."""
    word = word.lower().replace("centuries", "century")
    units = lexicon("unit")
    return units.get(word) or units.get(word.removesuffix("s"), "day")


def count(words: str) -> str:
    """A number word or figure as a figure, a vague count or a range ("two or three") as X."""
    words = re.sub(r"\s+", " ", words.lower()).replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d)?", words):
        return words
    if words in lexicon("few"):
        return lexicon("few")[words]
    if re.search(r" (?:to|or) |\d ?[-–]|[a-z]-(?:to-)?\d", words):
        return "X"
    total = 0
    for word in re.split(r"[ -]", words):
        if word in ("dozen", "hundred", "thousand"):
            total = max(total, 1) * {"dozen": 12, "hundred": 100, "thousand": 1000}[word]
        elif word.isdigit() or word in lexicon("number"):
            total += int(word) if word.isdigit() else int(lexicon("number")[word])
        else:
            return "X"
    return str(total)


def length(number: str, name: str, *, half: bool = False) -> str:
    """A length of time as ISO 8601 writes it: ``P3M``, ``PT1H30M``, ``PXY`` for a vague number of years."""
    if number.endswith(".5"):
        number, half = number[:-2], True
    number = number.partition(".")[0] if "." in number else number
    if name in ("decade", "century", "fortnight"):
        factor, letter, vague = {"decade": (10, "Y", "DE"), "century": (100, "Y", "CE"), "fortnight": (2, "W", "X2W")}[
            name
        ]
        if number == "X":
            return f"PX{vague.removeprefix('X')}"
        return f"P{int(number) * factor + (factor // 2 if half else 0)}{letter}"
    if name == "weekend":
        return f"P{number}WE"
    clock = "T" if name in ("hour", "minute", "second") else ""
    if half and name in _HALVES:
        letter, small, smaller = _HALVES[name]
        whole = f"{number}{letter}" if number != "0" else ""
        turn = "T" if name == "day" else ""
        return f"P{clock}{whole}{turn}{small}{smaller}"
    return f"P{clock}{number}{'.5' if half else ''}{_LETTERS[name]}"
