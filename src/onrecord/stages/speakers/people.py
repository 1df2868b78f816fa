"""Persons: where a report names them, and which names are one person's."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from onrecord.resources import words
from onrecord.resources.names import PARTICLES, SUFFIXES, core, family_of, fold, gender_of, same_person, short_for
from onrecord.stages.speakers.bodies import has_body_word
from onrecord.stages.speakers.document import Document
from onrecord.stages.speakers.figures import Figure, Roster
from onrecord.stages.speakers.lexicon import listed, nouns, titles

HONORIFICS = listed("honorifics")
BREAKS = listed("breaks")
NAME_LIMIT = 6
"""Longest name in tokens; past that the parser has run names together."""


@dataclass(slots=True, eq=False)
class Naming:
    """One place where a report names a person: tokens ``first:last`` are the bare name."""

    first: int
    last: int
    words: tuple[str, ...]
    title: int
    """First token of the title before the name; ``first`` where there is none."""
    gender: str = ""
    honorific: bool = False
    figure: Figure | None = field(default=None)


def find_people(document: Document, roster: Roster, taken: set[int]) -> list[Naming]:
    """Every naming of a person, in order, with its figure; ``taken`` are tokens of bodies' names."""
    namings = _candidates(document, taken)
    full = [naming for naming in namings if len(core(naming.words)) > 1]
    _group(full, roster)
    short = [naming for naming in namings if naming.figure is None]
    short += _again(document, namings, {index for n in namings for index in range(n.first, n.last)} | taken)
    short.sort(key=lambda naming: naming.first)
    _attach(short, full, roster)
    everyone = sorted((n for n in (*full, *short) if n.figure is not None), key=lambda n: n.first)
    for naming in everyone:
        _note(document, naming)
    _choose_names(everyone)
    return everyone


def _candidates(document: Document, taken: set[int]) -> list[Naming]:
    """Names as the parser's entities and titles show them, in order, none overlapping."""
    found: list[Naming] = []
    used: set[int] = set()
    for entity in document.entities:
        if entity.label == "PERSON" or _looks_like_person(document, entity.first, entity.last):
            found += _trimmed(document, entity.first, entity.last, taken)
    for naming in found:
        used.update(range(naming.first, naming.last))
    for index in range(len(document.tokens)):
        word = document.lower[index].rstrip(".")
        if word not in titles() or index in used or index + 1 >= len(document.tokens):
            continue
        if word not in HONORIFICS and not document.tokens[index].text[:1].isupper():
            continue
        first = index + 1
        last = first
        while last < len(document.tokens) and last - first < 3 and last not in used and _is_name_word(document, last):
            if last in taken or document.lower[last].rstrip(".") in titles():
                break
            last += 1
        if last > first:
            found += _trimmed(document, first, last, taken)
            used.update(range(first, last))
    return sorted(found, key=lambda naming: naming.first)


def _looks_like_person(document: Document, first: int, last: int) -> bool:
    """True for two or three capitalised words of which the first is a given name and none a body's."""
    while last > first and document.lower[last - 1] in ("'s", "'"):
        last -= 1
    if not 2 <= last - first <= 3 or not all(_is_name_word(document, index) for index in range(first, last)):
        return False
    return bool(gender_of(document.tokens[first].text)) and not has_body_word(document.phrase(first, last))


def _trimmed(document: Document, first: int, last: int, taken: set[int]) -> list[Naming]:
    """The naming that an entity's tokens hold: cut at breaks, without titles and possessives."""
    for index in range(first, last):
        text = document.tokens[index].text
        if "\n" in text or text in (",", ";", "(", "—", "–", "|", ":", "/", '"', "“", "”"):
            last = index
            break
    for index in range(first + 1, last):
        if document.lower[index] in BREAKS:
            last = index
            break
    while last > first and (
        document.lower[last - 1] in ("'s", "'", "s") or not document.tokens[last - 1].text[:1].isalnum()
    ):
        last -= 1
    while first < last and (document.lower[first].rstrip(".") in titles() or not _is_name_word(document, first)):
        if len(range(first, last)) == 1 and document.lower[first].rstrip(".") not in HONORIFICS | {"president", "the"}:
            break
        first += 1
    if not 0 < last - first <= NAME_LIMIT or any(index in taken for index in range(first, last)):
        return []
    name = _words(document, first, last)
    if not name or not _is_name_word(document, first) or not any(len(fold(word)) > 1 for word in name):
        return []
    if len(name) == 1 and (fold(name[0]) in nouns() or name[0] in words("not-persons.txt")):
        return []
    start, gender, honorific = _title_before(document, first)
    return [Naming(first, last, name, start, gender, honorific)]


def _words(document: Document, first: int, last: int) -> tuple[str, ...]:
    """The words of a name, those that hyphens and apostrophes join made one."""
    return tuple(document.phrase(first, last).replace(",", " ").split())


def _is_name_word(document: Document, index: int) -> bool:
    token = document.tokens[index]
    if token.text in ("-", "’", "'") or document.lower[index] in PARTICLES:
        return True
    return (
        token.text[:1].isupper() and token.text[:1].isalpha() and token.pos not in ("VERB", "AUX", "ADP", "DET", "PRON")
    )


def _title_before(document: Document, first: int) -> tuple[int, str, bool]:
    """Where the title before a name starts, the gender it tells, and whether it is an honorific."""
    start, gender, honorific = first, "", False
    while start > 0 and first - start < 4 and document.sentence_of[start - 1] == document.sentence_of[first]:
        word = document.lower[start - 1].rstrip(".")
        noun = nouns().get(word)
        title = titles().get(word)
        if title is None and (noun is None or noun.sort not in ("voice", "advocate", "office", "person", "relative")):
            break
        honorific = honorific or word in HONORIFICS
        gender = gender or (title[1] if title else noun.gender if noun else "")
        start -= 1
    return start, gender, honorific


def _group(full: list[Naming], roster: Roster) -> None:
    """One figure for all full names that may be one person's, in the order they turn up."""
    by_family: dict[str, list[Figure]] = {}
    for naming in full:
        family = family_of(naming.words)
        rivals = by_family.setdefault(family[:3], [])
        figure = next((f for f in rivals if same_person(f.words, naming.words)), None)
        if figure is None:
            name = " ".join(naming.words)
            figure = roster.add(name, "person")
            figure.kind, figure.words = "person", naming.words
            if figure not in rivals:
                rivals.append(figure)
        elif len(core(naming.words)) > len(core(figure.words)):
            figure.words = naming.words
        naming.figure = figure


def _again(document: Document, namings: list[Naming], used: set[int]) -> list[Naming]:
    """Tokens that repeat a family name where the parser saw no person."""
    families = {family_of(naming.words) for naming in namings}
    given = {core(naming.words)[0] for naming in namings if len(core(naming.words)) > 1}
    ordinary = {word for word, token in zip(document.lower, document.tokens, strict=True) if token.text == word}
    larger = _larger_names(document)
    found = []
    for index, token in enumerate(document.tokens):
        if index in used or index in larger or not token.text[:1].isupper():
            continue
        word = fold(token.text)
        if word not in families or len(word) < 3 or (token.pos != "PROPN" and (word in given or word in ordinary)):
            continue
        start, gender, honorific = _title_before(document, index)
        found.append(Naming(index, index + 1, (token.text,), start, gender, honorific))
    return found


def _larger_names(document: Document) -> set[int]:
    """Tokens inside a longer name of something else, as "Reed" in "Reed Tower"."""
    return {
        index
        for entity in document.entities
        if 1 < entity.last - entity.first < 6 and entity.label not in ("PERSON", "NORP", "GPE", "DATE", "CARDINAL")
        if not any(document.tokens[i].pos in ("VERB", "AUX", "PRON") for i in range(entity.first, entity.last))
        for index in range(entity.first, entity.last)
    }


def _attach(short: list[Naming], full: list[Naming], roster: Roster) -> None:
    """Give each short name its figure: of those it may be short for, the one the report has named in full most
    often so far, then last."""
    people = list(dict.fromkeys(n.figure for n in full if n.figure is not None))
    by_short: dict[str, list[Figure]] = {}
    last_named: dict[Figure, int] = {}
    times: Counter[Figure] = Counter()
    order = {figure: -number for number, figure in enumerate(people)}
    queue = sorted(full, key=lambda n: n.first)
    genders = _told_genders(full)
    position = 0
    for naming in short:
        while position < len(queue) and queue[position].first < naming.first:
            if (figure := queue[position].figure) is not None:
                last_named[figure] = queue[position].first
                times[figure] += 1
            position += 1
        key = " ".join(core(naming.words))
        if key not in by_short:
            by_short[key] = [f for f in people if short_for(naming.words, f.words)] or [
                f for f in people if len(core(naming.words)) == 1 and not naming.honorific and core(f.words)[0] == key
            ]
        choice = [f for f in by_short[key] if not (naming.gender and genders[f] and genders[f] != naming.gender)]
        if choice:
            naming.figure = max(choice, key=lambda f: (times[f], last_named.get(f, -1), order[f]))
            last_named[naming.figure] = naming.first
        elif key:
            naming.figure = _alone(naming, roster)


def _alone(naming: Naming, roster: Roster) -> Figure:
    """The figure of a name that no full name in the report explains; kept apart by gender."""
    name = " ".join(naming.words)
    figure = roster.find(name)
    if figure is None or figure.kind != "person":
        figure = roster.add(name, "person", key="" if figure is None else f"{figure.key}-person")
    elif naming.gender and figure.gender and figure.gender != naming.gender:
        figure = roster.add(name, "person", key=f"{figure.key}-{naming.gender}")
    figure.words = naming.words
    if naming.gender:
        figure.genders[naming.gender] += 3 if naming.honorific else 1
    return figure


def _told_genders(full: list[Naming]) -> dict[Figure, str]:
    """The gender that a title tells of each person named in full, else the given name."""
    genders: dict[Figure, str] = {}
    for naming in full:
        if naming.figure is not None and not genders.get(naming.figure):
            genders[naming.figure] = naming.gender
    return {figure: told or gender_of(figure.words[0]) for figure, told in genders.items()}


def _note(document: Document, naming: Naming) -> None:
    """Write down on the figure what this naming tells."""
    figure = naming.figure
    assert figure is not None
    figure.spans.add(document.span(naming.first, naming.last))
    figure.forms[" ".join(naming.words)] += 1
    if naming.gender:
        figure.genders[naming.gender] += 6 if naming.honorific else 3


def _choose_names(namings: list[Naming]) -> None:
    """The commonest full form as each person's name, the longer of two as common; gender by given name."""
    for figure in dict.fromkeys(n.figure for n in namings):
        if figure is None:
            continue
        most = max(len([w for w in form.split() if fold(w) not in SUFFIXES]) > 1 for form in figure.forms)
        forms = [f for f in figure.forms if not most or len([w for w in f.split() if fold(w) not in SUFFIXES]) > 1]
        figure.name = min(forms, key=lambda f: (-figure.forms[f], len(f), f))
        given = [w for w in figure.words if len(fold(w)) > 1]
        if len(given) > 1 and (gender := gender_of(given[0])):
            figure.genders[gender] += 2
