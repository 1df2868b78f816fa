"""Countries, seats, organisations and outlets: where a report names them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.records import Kind
from onrecord.resources import rows
from onrecord.resources.names import fold
from onrecord.stages.speakers.document import Document
from onrecord.stages.speakers.figures import Figure, Roster
from onrecord.stages.speakers.lexicon import Body, bodies, listed, nouns, outlets

PLACE = listed("place")
SUPPORT = listed("support")
TELLING = listed("telling")
MOTION = listed("motion")
NATIONAL = listed("national")
LANDS = frozenset({"country", "people", "capital", "state"})


PARTY_TAG = re.compile(r"[RDI]\s?[-–]\s?[A-Z]")
"""A party and state, "D-Penn.", which parsers take for an organisation."""


WEB_ENDING = re.compile(r"\.(com|org|net)$", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Naming:
    """One place where a report names a body: tokens ``first:last``."""

    first: int
    last: int
    body: Body
    figure: Figure | None = None


def scan(document: Document) -> list[Naming]:
    """Every name of the tables, longest first, in order; what stands inside a person's name is none."""
    names, persons = bodies(), _persons(document)
    found: list[Naming] = []
    texts = [token.text.replace("’", "'") for token in document.tokens]
    index, past = 0, len(texts)
    shouting, larger = _shouting(document), _larger(document)
    while index < past:
        step = 1
        for parts, body in names.get(texts[index], ()):
            last = index + len(parts)
            if len(parts) > 1 and texts[index + 1 : index + 2] != [parts[1]]:
                continue
            if body.sort in LANDS and larger.get(index, 0) > last:
                continue
            if (
                last <= past
                and tuple(texts[index:last]) == parts
                and _holds(document, index, last, body, persons, shouting)
            ):
                found.append(Naming(index, last, body))
                step = len(parts)
                break
        index += step
    return short_outlets(document, _told_apart(document, found))


def _persons(document: Document) -> dict[int, tuple[int, int]]:
    spans = [(e.first, e.last) for e in document.entities if e.label == "PERSON"]
    return {index: (first, last) for first, last in spans for index in range(first, last)}


def _larger(document: Document) -> dict[int, int]:
    """For tokens inside an organisation's name, where the name ends; bodies named by their country left out."""
    return {
        index: entity.last
        for entity in document.entities
        if entity.label == "ORG" and 2 < entity.last - entity.first < 9
        if document.lower[entity.last - 1] not in NATIONAL
        for index in range(entity.first, entity.last)
    }


def _shouting(document: Document) -> set[int]:
    """Numbers of the sentences in capitals, where WHO and IS are ordinary words."""
    return {
        number
        for number, sentence in enumerate(document.sentences)
        if document.text[sentence.span.start : sentence.span.end].isupper()
    }


def _holds(
    document: Document, first: int, last: int, body: Body, persons: dict[int, tuple[int, int]], shouting: set[int]
) -> bool:
    person = persons.get(first)
    if person and (person[1] - person[0] > last - first or body.sort == "state"):
        return False
    token = document.tokens[first]
    if last - first == 1 and (token.text.isupper() and len(token.text) < 5 and document.sentence_of[first] in shouting):
        return False
    if last - first == 1 and token.text in (
        "IS",
        "WHO",
        "US",
        "AU",
        "PA",
        "VA",
        "Fed",
        "Labour",
        "Commons",
        "Treasury",
    ):
        return token.pos in ("PROPN", "NOUN") or token.tag == "NNP"
    if body.sort == "outlet" and body.weak:
        families = {document.tokens[end - 1].text for begin, end in persons.values() if end - begin > 1}
        kin = last - first == 1 and token.text in families  # "Vicente Fox ... Fox said"
        return not kin and _supported(document, first, last)
    if body.sort in ("capital", "seat"):
        return _stands_for(document, first, last)
    return True


def _supported(document: Document, first: int, last: int) -> bool:
    """True where words beside an ambiguous name show that an outlet is meant."""
    lower, tokens = document.lower, document.tokens
    if not tokens[first].text[:1].isupper() or tokens[first].pos not in ("PROPN", "NOUN", "DET"):
        return False
    after = lower[last] if last < len(lower) else ""
    before = lower[first - 1] if first else ""
    earlier = lower[first - 2] if first > 1 else ""
    if after in SUPPORT or before in SUPPORT or (before in ("the", "on") and earlier in SUPPORT):
        return True
    head = tokens[last - 1].head
    governor = tokens[head]
    if last - first == 1 and tokens[first].pos != "PROPN":
        return False
    if governor.lemma in TELLING and tokens[last - 1].dep in ("nsubj", "dobj", "dative", "agent"):
        return tokens[last - 1].entity not in ("PERSON", "GPE", "NORP")
    return (
        tokens[last - 1].dep == "pobj" and lower[head] == "to" and tokens[tokens[head].head].lemma in ("accord", "tell")
    )


def _stands_for(document: Document, first: int, last: int) -> bool:
    """True where a capital or seat stands for its government: told from the place by its grammar."""
    tokens, lower = document.tokens, document.lower
    if last < len(lower) and lower[last] in (
        "state",
        "square",
        "street",
        "avenue",
        "university",
        "airport",
        "olympics",
    ):
        return False
    start = first
    while (
        start > 0 and (lower[start - 1] == "the" or tokens[start - 1].dep in ("amod", "compound")) and start > first - 3
    ):
        start -= 1
    if start > 0 and lower[start - 1] in PLACE:
        return False
    if (
        last + 1 < len(lower)
        and lower[last] == ","
        and tokens[last + 1].entity == "GPE"
        and tokens[last + 1].dep == "appos"
    ):
        return False
    if last < len(lower) and lower[last] in (
        "gov.",
        "sen.",
        "rep.",
        "mayor",
        "governor",
        "county",
        "gov",
        "area",
        "bureau",
    ):
        return False
    if tokens[last - 1].dep in ("npadvmod", "ROOT") and document.quoted[first]:
        return False
    if start > 0 and lower[start - 1] in ("to", "from") and tokens[tokens[last - 1].head].dep == "prep":
        verb = tokens[tokens[tokens[last - 1].head].head].lemma
        return verb not in MOTION
    return True


def short_outlets(document: Document, found: list[Naming]) -> list[Naming]:
    """ "The Journal", "the Post": outlets called by the last word of a name that the report has given in full."""
    last_words: dict[str, Body] = {}
    for naming in found:
        if naming.body.sort == "outlet" and not naming.body.weak and naming.last - naming.first > 1:
            last_words.setdefault(document.tokens[naming.last - 1].text, naming.body)
    covered = {i for n in found for i in range(n.first, n.last) if not (n.body.sort == "outlet" and n.body.weak)}
    short = []
    for index, token in enumerate(document.tokens if last_words else ()):
        body = last_words.get(token.text)
        if body is not None and index and document.lower[index - 1] == "the" and index not in covered:
            following = document.tokens[index + 1].pos if index + 1 < len(document.tokens) else ""
            if following != "PROPN":
                short.append(Naming(index, index + 1, body))
    inside = {naming.first for naming in short}
    return sorted([n for n in found if not inside & set(range(n.first, n.last))] + short, key=lambda n: n.first)


def _told_apart(document: Document, found: list[Naming]) -> list[Naming]:
    """Georgia the country only beside its capital, people or neighbours; else the US state."""
    abroad = any(
        n.body.country in ("RU", "AM", "AZ") or (n.body.sort == "people" and n.body.country == "GE") for n in found
    )
    if abroad:
        return found
    georgia = Body("Georgia", "government", "US", "state")
    return [
        Naming(n.first, n.last, georgia) if n.body.sort == "country" and n.body.country == "GE" else n for n in found
    ]


def enrol(document: Document, found: list[Naming], roster: Roster) -> None:
    """Give each naming its figure, with its form and span."""
    for naming in found:
        if naming.body.sort == "state":
            continue
        naming.figure = figure_of(naming.body, roster)
        if naming.body.sort == "people" and document.tokens[naming.first].tag in ("NNS", "NNPS"):
            continue
        naming.figure.spans.add(document.span(naming.first, naming.last))
        naming.figure.forms[document.phrase(naming.first, naming.last)] += 1


def figure_of(body: Body, roster: Roster) -> Figure:
    """The figure of a body of the tables."""
    known = roster.find(body.name)
    if known is not None and known.kind != body.kind:
        return roster.add(body.name, body.kind, key=f"{known.key}-{body.kind}", country=body.country)
    return roster.add(body.name, body.kind, country=body.country)


def other_bodies(document: Document, taken: set[int], roster: Roster) -> list[Naming]:
    """Organisations that the parser found and no table knows."""
    found = []
    for entity in document.entities:
        first, last = entity.first, entity.last
        while first < last and document.lower[first] in ("the", "a", "an", "its", "'s"):
            first += 1
        while last > first and document.lower[last - 1] in ("'s", "'", ",", "."):
            last -= 1
        if document.lower[last - 1 : last] == ["ministry"]:
            continue
        if entity.label != "ORG" or not 0 < last - first <= 9 or any(i in taken for i in range(first, last)):
            continue
        if any(document.tokens[i].pos in ("VERB", "AUX", "PRON", "ADV") for i in range(first, last)):
            continue
        if last - first == 1 and (document.lower[first] in nouns() or document.tokens[first].dep == "compound"):
            continue
        name = document.phrase(first, last).rstrip("'’")
        if (
            not name[:1].isupper()
            or PARTY_TAG.match(name)
            or "\n" in document.text[document.tokens[first].span.start : document.tokens[last - 1].span.end]
        ):
            continue
        kind = kind_of(name)
        site = outlets().get(fold(WEB_ENDING.sub("", name))) if WEB_ENDING.search(name) else None
        figure = figure_of(site, roster) if site is not None else _by_initials(name, roster) or roster.add(name, kind)
        body = Body(figure.name, figure.kind, figure.country, "body")
        figure.spans.add(document.span(first, last))
        figure.forms[name] += 1
        found.append(Naming(first, last, body, figure))
    return found


def kind_of(name: str) -> Kind:
    """What a body of that name is, by the words of bodies.tsv."""
    folded = {word.casefold() for word in re.findall(r"\w+", name)}
    for row in rows("body-words.tsv"):
        if row["word"] in folded:
            return (
                "government" if row["kind"] == "government" else "outlet" if row["kind"] == "outlet" else "organisation"
            )
    return "organisation"


def has_body_word(name: str) -> bool:
    """True where a word of the name is one of bodies' names: Committee, Times, Foundation."""
    folded = {word.casefold() for word in re.findall(r"\w+", name)}
    return any(row["word"] in folded for row in rows("body-words.tsv"))


def _by_initials(name: str, roster: Roster) -> Figure | None:
    """The body whose initials ``name`` is: ACLU of American Civil Liberties Union."""
    letters = name.replace(".", "")
    if not (2 < len(letters) < 8 and letters.isupper()):
        return None
    for figure in roster:
        capitals = "".join(word[0] for word in figure.name.split() if word[:1].isupper())
        if figure.kind != "person" and capitals == letters:
            return figure
    return None
