"""CofeNet's way of scoring source, cue and content (Wang et al., COLING 2022), on its own token files.

A line is a paragraph: ``tokens`` and ``labels`` (O, B-source, I-source, B-cue ... ), as Stanford's CoreNLP cuts words;
``id``, where there is one, names the document that consecutive paragraphs belong to. The tagger reads documents, so
words are put back together as they are written, and its spans are cut to the file's words again. Its scorer counts
paragraph by paragraph: ``exact`` where the words are the same, ``begin`` where the first word is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

ROLES = ("source", "cue", "content")
Range = tuple[int, int]

_WRITTEN = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}
_CLOSING = frozenset({",", ".", ";", ":", "?", "!", "”", ")", "]", "}", "%", "...", "'", "’"})
_OPENING = frozenset({"“", "(", "[", "{", "$", "#", "‘", "`"})
_ENDINGS = ("'s", "’s", "'m", "'re", "'ve", "'ll", "'d", "n't", "’m", "’re", "’ve", "’ll", "’d", "n’t")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the file, and where each of its words stands in the text of its document."""

    labels: tuple[str, ...]
    words: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A document put together from its words."""

    text: str
    paragraphs: tuple[Paragraph, ...]


def read_tokens(path: Path) -> Iterator[Written]:
    """The documents of a token file; ValueError names the line that is none."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            tokens, labels = row["tokens"], row["labels"]
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise ValueError(f"{path}:{number}: no object with tokens and labels ({error})") from error
        if len(tokens) != len(labels):
            raise ValueError(f"{path}:{number}: {len(tokens)} tokens but {len(labels)} labels")
        if tokens:
            rows.append((row.get("id", number), tokens, labels))
    for _, document in groupby(rows, key=lambda row: row[0]):
        text, paragraphs = "", []
        for _, tokens, labels in document:
            written, words = write_words(tokens, at=len(text))
            text += written + "\n\n"
            paragraphs.append(Paragraph(tuple(labels), words))
        yield Written(text.rstrip(), tuple(paragraphs))


def write_words(tokens: Sequence[str], *, at: int = 0) -> tuple[str, tuple[Range, ...]]:
    """Words as they are written, marks beside them, and where each stands, counted from ``at``."""
    text, places = "", []
    before = ""
    for token in tokens:
        word = _WRITTEN.get(token, token).replace("\n", " ")
        joined = word in _CLOSING or (word.lower().endswith(_ENDINGS) and len(word) <= 3) or before in _OPENING
        text += word if joined or not text else " " + word
        places.append((at + len(text) - len(word), at + len(text)))
        before = word
    return text, tuple(places)


def spans(labels: Sequence[str]) -> dict[str, list[Range]]:
    """The ranges of words that labels mark: what goes on without having begun is none."""
    found: dict[str, list[Range]] = {role: [] for role in ROLES}
    at = 0
    while at < len(labels):
        end = at + 1
        if labels[at].startswith("B-"):
            role = labels[at][2:]
            while end < len(labels) and labels[end] == f"I-{role}":
                end += 1
            found[role].append((at, end))
        at = end
    return found


def cut_to_words(paragraph: Paragraph, marked: Sequence[Range]) -> list[Range]:
    """Spans of the text as ranges of the paragraph's words."""
    found = []
    for start, end in marked:
        inside = [i for i, (a, b) in enumerate(paragraph.words) if a < end and start < b]
        if inside:
            found.append((inside[0], inside[-1] + 1))
    return found


def count(counts: dict[str, list[int]], role: str, predicted: Sequence[Range], gold: Sequence[Range]) -> None:
    """Add right, predicted and gold spans of a paragraph, by CofeNet's rules."""
    for measure, ours, theirs in (
        ("exact", list(predicted), list(gold)),
        ("begin", [span[0] for span in predicted], [span[0] for span in gold]),
    ):
        row = counts.setdefault(f"{role}.{measure}", [0, 0, 0])
        row[0] += sum(span in ours for span in theirs)
        row[1] += len(ours)
        row[2] += len(theirs)
