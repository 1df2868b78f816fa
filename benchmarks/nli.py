"""Corpora of sentence pairs: does the first entail the second, contradict it, or neither.

A file holds one JSON object a line with ``src``, ``split``, ``premise``, ``hypothesis`` and ``label``
(e entailment, c contradiction, n neutral, x not entailed: c or n, left open); it may be gzipped. This
module needs the standard library only, for training/pairs reads by it too.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

LABELS = "ecn"
"""The order of the pair model's classes; ``x`` is in none of them."""

BRACKETS = {
    "-LRB-": "(",
    "-RRB-": ")",
    "-LSB-": "[",
    "-RSB-": "]",
    "-LCB-": "{",
    "-RCB-": "}",
    "``": '"',
    "''": '"',
}
"""How the Penn Treebank, and FEVER after it, writes brackets and quotation marks."""

_ESCAPED = re.compile("|".join(map(re.escape, BRACKETS)))
_LOOSE = re.compile(r" +([.,;:!?%)\]}]|'s\b|n't\b)|(?<=[(\[{]) +")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts and how the first bears on the second: ``label`` is e, c, n or x; ``src`` the set it is of, empty
    where that is not told."""

    src: str
    premise: str
    hypothesis: str
    label: str


class FormatError(ValueError):
    """A line that is no pair; says which and why."""


def restore(text: str) -> str:
    """``text`` as people write it: without the Treebank's brackets, quotation marks and loose punctuation."""
    text = _ESCAPED.sub(lambda found: BRACKETS[found[0]], text).replace(" -- ", " – ")
    return " ".join(_LOOSE.sub(lambda found: found[1] or "", text).split())


def read_pairs(path: Path) -> Iterator[Pair]:
    """The pairs of a file, in its order and as restore() writes them; FormatError names a line that is none."""
    number = 0
    # A byte-order mark is not text.
    marked = "utf-8-sig"
    with gzip.open(path, "rt", encoding=marked) if path.suffix == ".gz" else path.open(encoding=marked) as lines:
        try:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _read(line, f"{path.name}:{number}")
        except (UnicodeDecodeError, EOFError, zlib.error) as error:
            raise FormatError(f"{path.name}:{number + 1}: not UTF-8, or a gzip that is cut off ({error})") from None


def _read(line: str, place: str) -> Pair:
    try:
        given = json.loads(line)
        premise, hypothesis, label = (given[key] for key in ("premise", "hypothesis", "label"))
        src = given.get("src", "")
    except (ValueError, TypeError, KeyError) as error:
        raise FormatError(f"{place}: not an object with premise, hypothesis and label ({error!r})") from None
    if label not in ("e", "c", "n", "x") or not all(isinstance(value, str) for value in (src, premise, hypothesis)):
        raise FormatError(f"{place}: label {label!r} is none of e, c, n, x, or a text is no text")
    return Pair(src, restore(premise), restore(hypothesis), label)


def is_dev(premise: str) -> bool:
    """True for the tenth of all premises that no weights are made from: by a hash of its letters and figures."""
    plain = re.sub(r"\W+", " ", premise.casefold()).strip()
    return sha256(plain.encode("utf-8", "replace")).digest()[0] < 26
