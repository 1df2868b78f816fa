"""Bodies that a report calls by letters, told beside the name: "Alliance to Mend Our Harbours (AMOH)"."""

from __future__ import annotations

from onrecord.stages.speakers.bodies import Naming, kind_of
from onrecord.stages.speakers.document import Document
from onrecord.stages.speakers.figures import Roster
from onrecord.stages.speakers.lexicon import Body

CONNECTING = frozenset({"of", "for", "to", "the", "and", "in", "on", "&", "against"})
"""Words in small letters inside a body's name."""
LONGEST_NAME = 12
"""Tokens of the longest name that initials are spelt out from."""


def lettered(document: Document, taken: set[int], roster: Roster) -> list[Naming]:
    """Every naming by a name with its letters beside it, and by the letters alone."""
    found = spelt_out(document, taken, roster)
    taken = taken | {index for naming in found for index in range(naming.first, naming.last)}
    return found + also_called(document, taken, roster)


def spelt_out(document: Document, taken: set[int], roster: Roster) -> list[Naming]:
    """Bodies by the initials that follow their name: "Alliance to Mend Our Harbours (AMOH)"."""
    found = []
    for index in range(2, len(document.tokens) - 1):
        letters = document.tokens[index].text.replace(".", "")
        if document.tokens[index - 1].text != "(" or document.tokens[index + 1].text != ")":
            continue
        if not (2 < len(letters) < 8 and letters.isalpha() and letters.isupper()):
            continue
        first, left = index - 1, len(letters)
        while left and first > 0 and index - first < LONGEST_NAME:
            first -= 1
            text = document.tokens[first].text
            if text[:1].isupper() and text[:1] == letters[left - 1]:
                left -= 1
            elif text[:1].isupper() or document.lower[first] not in CONNECTING:
                break
        if left or any(i in taken for i in range(first, index - 1)):
            continue
        name = document.phrase(first, index - 1)
        figure = roster.add(name, kind_of(name))
        for a, b in ((first, index - 1), (index, index + 1)):
            figure.spans.add(document.span(a, b))
            figure.forms[document.phrase(a, b)] += 1
            found.append(Naming(a, b, Body(name, figure.kind, None, "body"), figure))
    return found


def also_called(document: Document, taken: set[int], roster: Roster) -> list[Naming]:
    """Letters that a report gives a body beside its name: "the Norin People's Party, or NVP,"."""
    found: list[Naming] = []
    letters: dict[str, tuple[int, int]] = {}
    for entity in document.entities:
        at, past = entity.last, len(document.tokens)
        bracket = document.lower[at : at + 1] == ["("]
        comma = document.lower[at : at + 2] == [",", "or"]
        if entity.label != "ORG" or entity.last - entity.first < 2 or not (bracket or comma):
            continue
        at += 1 if bracket else 2
        if at + 1 < past and document.tokens[at + 1].text in (")", ",") and _are_initials(document.tokens[at].text):
            letters.setdefault(document.tokens[at].text, (entity.first, entity.last))
    places: dict[str, list[int]] = {}
    for index, token in enumerate(document.tokens if letters else ()):
        if token.text in letters:
            places.setdefault(token.text, []).append(index)
    for word, (start, last) in letters.items():
        first = start
        while first < last and document.lower[first] in ("the", "a", "an"):
            first += 1
        if any(i in taken for i in range(first, last)) or last - first < 2:
            continue
        name = document.phrase(first, last)
        figure = roster.add(name, kind_of(name))
        for a, b in [(first, last), *((i, i + 1) for i in places[word])]:
            if not any(i in taken for i in range(a, b)):
                figure.spans.add(document.span(a, b))
                figure.forms[document.phrase(a, b)] += 1
                found.append(Naming(a, b, Body(name, figure.kind, None, "body"), figure))
    return found


def _are_initials(word: str) -> bool:
    return 2 < len(word) < 7 and word.isupper() and word.isalpha()
