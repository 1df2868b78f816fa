"""Persons: where a report names them, and which names are one person's."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.resources import rows, words
from onrecord.resources.names import (
    PARTICLES,
    SUFFIXES,
    core,
    family_of,
    fold,
    gender_of,
    same_person,
    short_for,
    stands_first,
)
from onrecord.stages.speakers.bodies import has_body_word
from onrecord.stages.speakers.document import Document
from onrecord.stages.speakers.figures import Figure, Roster
from onrecord.stages.speakers.lexicon import leaders, listed, nouns, titles

HONORIFICS = listed("honorifics")
BREAKS = listed("breaks")
ENDS = frozenset({",", ".", ";", ")", ":"})
"""What follows a name that stands beside a role."""
ROLES = frozenset({"office", "voice", "advocate", "person"})
ROLE_LENGTH = 7
"""Tokens of a role at most: "prime minister of the island of Ostrel"."""
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
    rank: str = ""
    """The title right before the name, without its full stop: "president"."""
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
    known = titles()
    for index, lower in enumerate(document.lower):
        word = lower.rstrip(".")
        if word not in known or index in used or index + 1 >= len(document.tokens):
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
    for first, last in _beside_roles(document, used | taken):
        found += _trimmed(document, first, last, taken)
    return sorted(found, key=lambda naming: naming.first)


def _beside_roles(document: Document, used: set[int]) -> Iterator[tuple[int, int]]:
    """Two or three capitalised words between commas after what somebody is, for which the parser knows nothing: "the
    president of Maravia, RUTA HALGRIM, said"."""
    tokens = document.tokens
    for comma, token in enumerate(tokens):
        first = last = comma + 1
        while last < len(tokens) and tokens[last].tag == "NNP" and tokens[last].text.istitle():
            last += 1
        if token.text != "," or not 2 <= last - first <= 3 or last >= len(tokens) or tokens[last].text not in ENDS:
            continue
        if any(at in used or tokens[at].entity for at in range(first, last)):
            continue
        if not has_body_word(document.phrase(first, last)) and role_before(document, comma) is not None:
            yield first, last


def role_before(document: Document, comma: int) -> int | None:
    """The noun for what one person is that heads the phrase before a comma: "the PRESIDENT of Maravia,"."""
    for at in range(comma - 1, max(-1, comma - 1 - ROLE_LENGTH), -1):
        token = document.tokens[at]
        entry = nouns().get(document.lower[at])
        if token.tag == "NN" and entry is not None and entry.sort in ROLES:
            return at
        if token.pos not in ("NOUN", "PROPN", "ADJ", "ADP", "DET", "PART"):
            return None
    return None


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
        if "\n" in text or text in (",", ";", "(", "—", "–", "|", ":", "/", '"', "“", "”") or _is_dash(document, index):
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
    if len(name) == 1 and _is_headline_verb(document, first):
        return []
    start, gender, honorific = _title_before(document, first)
    return [Naming(first, last, name, start, gender, honorific, _rank(document, start, first))]


def _is_dash(document: Document, index: int) -> bool:
    """True for a hyphen with blanks around it, which joins no name: "Weak - Reed says"."""
    span = document.tokens[index].span
    return document.tokens[index].text == "-" and document.text[span.start - 1 : span.start].isspace()


def _is_headline_verb(document: Document, index: int) -> bool:
    """True for "Reveals" of "Retired General Reveals": a verb in capitals that the parser takes for a name."""
    sentence = document.sentence(index)
    headline = sentence is not None and sentence.block == "headline"
    return headline and any(row["form"] == document.lower[index] for row in rows("headline-verbs.tsv"))


def _words(document: Document, first: int, last: int) -> tuple[str, ...]:
    """The words of a name, those that hyphens and apostrophes join made one."""
    return tuple(document.phrase(first, last).replace(",", " ").split())


def _is_name_word(document: Document, index: int) -> bool:
    token = document.tokens[index]
    if token.text in ("-", "’", "'") or document.lower[index] in PARTICLES:
        return True
    return (
        not token.text.islower()
        and "]" not in token.text
        and token.text[:1].isalpha()
        and token.pos not in ("VERB", "AUX", "ADP", "DET", "PRON")
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


def _rank(document: Document, start: int, first: int) -> str:
    return document.lower[first - 1].rstrip(".") if start < first else ""


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
        if index in used or index in larger or token.text.islower():
            continue
        word = fold(token.text)
        if word not in families or len(word) < 3 or (token.pos != "PROPN" and (word in given or word in ordinary)):
            continue
        start, gender, honorific = _title_before(document, index)
        rank = _rank(document, start, index)
        found.append(Naming(index, index + 1, (token.text,), start, gender, honorific, rank))
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
    often so far, then last. Titles that fit nobody named in full make somebody else, for bare names to choose too."""
    bearers = _Bearers(full)
    alone: dict[str, Counter[Figure]] = {}
    for naming in short:
        key = " ".join(core(naming.words))
        if key and (naming.gender or naming.rank) and not bearers.choice(naming, key):
            naming.figure = _alone(naming, roster)
            alone.setdefault(key, Counter())[naming.figure] += 1
    for naming in short:
        key = " ".join(core(naming.words))
        if naming.figure is not None or not key:
            continue
        bearers.read_to(naming.first)
        choice = bearers.choice(naming, key)
        known = alone.get(key, Counter())
        if choice or known:
            ranked = [(bearers.rank(figure), figure) for figure in choice]
            ranked += [((count, 0, 0), figure) for figure, count in known.items()]
            naming.figure = max(ranked, key=lambda pair: pair[0])[1]
            bearers.last_named[naming.figure] = naming.first
        else:
            naming.figure = _alone(naming, roster)


class _Bearers:
    """Persons named in full, and how often and when each has been so far."""

    def __init__(self, full: list[Naming]) -> None:
        self.people = list(dict.fromkeys(n.figure for n in full if n.figure is not None))
        self.order = {figure: -number for number, figure in enumerate(self.people)}
        self.genders = _told_genders(full)
        self.last_named: dict[Figure, int] = {}
        self._times: Counter[Figure] = Counter()
        self._queue = deque(sorted(full, key=lambda naming: naming.first))
        self._by_short: dict[str, list[Figure]] = {}

    def read_to(self, index: int) -> None:
        """Count the full names before token ``index``."""
        while self._queue and self._queue[0].first < index:
            naming = self._queue.popleft()
            if naming.figure is not None:
                self.last_named[naming.figure] = naming.first
                self._times[naming.figure] += 1

    def rank(self, figure: Figure) -> tuple[int, int, int]:
        """What decides between two bearers of one short name."""
        return self._times[figure], self.last_named.get(figure, -1), self.order[figure]

    def choice(self, naming: Naming, key: str) -> list[Figure]:
        """Those named in full whom the short name may mean: by family, else by given name; by gender and office."""
        if key not in self._by_short:
            by_family = [f for f in self.people if short_for(naming.words, f.words)]
            self._by_short[key] = by_family or [f for f in self.people if " " not in key and core(f.words)[0] == key]
        fitting = []
        for figure in self._by_short[key]:
            told = self.genders[figure]
            given = core(figure.words)[0] == key != family_of(figure.words)
            if not (naming.gender and told and naming.gender != told) and not (given and naming.honorific):
                fitting.append(figure)
        holders = {fold(given) for given, office, _ in leaders().get(naming.words[-1], ()) if office == naming.rank}
        return [figure for figure in fitting if not holders or fold(figure.words[0]) in holders]


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
    return {figure: told or gender_of(figure.words[stands_first(figure.words)]) for figure, told in genders.items()}


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
