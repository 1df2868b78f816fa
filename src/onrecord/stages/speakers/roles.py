"""What the persons of a report are: titles before names, appositions beside them, party tags after them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from onrecord.resources.names import fold, gender_of
from onrecord.stages.speakers.document import Document
from onrecord.stages.speakers.figures import Figure, Role
from onrecord.stages.speakers.lexicon import leaders, nouns, titles
from onrecord.stages.speakers.nominals import Names, Nominal, read_nominal, state_names
from onrecord.stages.speakers.people import HONORIFICS, Naming, role_before

BEARING = ("voice", "advocate", "office", "person", "relative", "team", "group")
PARTY = {"r": "Republican", "d": "Democrat", "i": "Independent"}
OWNERS = frozenset({"his", "her", "its", "their"})
LONGEST = 14
"""Longest role in tokens; what is longer is a description."""
REACH = 8
"""Words before a name, or after its comma, in which its title or apposition must begin."""


def note_roles(document: Document, names: Names) -> None:
    """Write on each person's figure the roles that its namings carry."""
    for naming in names.people:
        figure = naming.figure
        if figure is None:
            continue
        _title(document, names, naming, figure)
        head = naming.last - 1
        for child in document.children(head, "appos"):
            if child > head and names.figure_at(child) is None and not _leads_on(document, names, child, figure):
                _phrase(document, names, child, figure)
        token = document.tokens[head]
        if token.dep == "appos" and token.head < naming.first and names.figure_at(token.head) is None:
            _phrase(document, names, token.head, figure, stop=naming.title)
        _copula(document, names, head, figure)
        _before(document, names, naming, figure)
        _after(document, names, naming, figure)
    for figure in dict.fromkeys(n.figure for n in names.people if n.figure is not None):
        _known_office(figure)


def name_owners(figures: Iterable[Figure], found: Mapping[int, Sequence[Figure]]) -> None:
    """Put names for the pronouns that roles begin with: "her lawyer" is "Ann Reed's lawyer", or a lawyer; ``found`` is
    whom each token stands for."""
    for figure in figures:
        for role in figure.roles:
            if role.owner is None:
                continue
            owners = [owner for owner in found.get(role.owner, ()) if owner is not figure]
            _, _, rest = role.text.partition(" ")
            role.text = f"{owners[0].name}’s {rest}" if len(owners) == 1 and not owners[0].filed else rest


def add_role(figure: Figure, text: str, nominal: Nominal, *, owner: int | None = None) -> None:
    """One role, once; it may tell gender and country."""
    text = " ".join(text.split())
    told = gender_of(figure.words[0]) if len(figure.words) > 1 else ""
    if nominal.gender and told and nominal.gender != told and nominal.sort != "voice":
        return
    if not text or any(role.text == text for role in figure.roles):
        return
    figure.roles.append(Role(text, nominal.noun, nominal.marks, owner))
    if nominal.gender and nominal.sort != "relative":
        figure.genders[nominal.gender] += 2
    countries = sorted(mark[1:] for mark in nominal.marks if mark.startswith("@"))
    if figure.country is None and countries and nominal.sort in ("office", "voice", "person"):
        figure.country = countries[0]
    elif figure.country is None and any(mark.startswith("%") for mark in nominal.marks):
        figure.country = "US"


def _title(document: Document, names: Names, naming: Naming, figure: Figure) -> None:
    """The words before the name: "Chinese foreign ministry spokesperson"."""
    start, noun_at = naming.title, naming.first - 1
    if start == naming.first or document.lower[noun_at].rstrip(".") in HONORIFICS:
        return
    sentence = document.sentence_of[naming.first]
    while start > 0 and naming.first - start < REACH and document.sentence_of[start - 1] == sentence:
        token = document.tokens[start - 1]
        joined = token.pos in ("PROPN", "NOUN", "ADJ") or token.text in ("'s", "’s", "-", "'", "’")
        if not joined or document.quoted[start - 1] != document.quoted[naming.first]:
            break
        start -= 1
    while start < noun_at and document.lower[start] in ("'s", "’s", "-"):
        start += 1
    _add_flat(document, names, range(start, naming.first), noun_at, figure)


def _add_flat(document: Document, names: Names, inside: range, noun_at: int, figure: Figure) -> None:
    """A role read from a stretch of words without asking the parse for its limits."""
    word = document.lower[noun_at].rstrip(".")
    two = f"{document.lower[noun_at - 1].rstrip('.')} {word}" if noun_at > inside.start else ""
    noun = two if two in titles() or two in nouns() else word
    entry, title = nouns().get(noun), titles().get(noun)
    if entry is None and not (title and title[0]):
        return
    if title and title[0]:
        noun = title[0][0]
    marks = {mark for index in inside if index != noun_at and (mark := names.mark(index))}
    marks |= {state for index in inside if (state := state_names().get(fold(document.tokens[index].text)))}
    marks |= {
        fold(document.tokens[index].text)
        for index in inside
        if index != noun_at and document.tokens[index].pos in ("NOUN", "PROPN") and not names.mark(index)
    }
    gender = title[1] if title else entry.gender if entry else ""
    sort = entry.sort if entry else "office"
    nominal = Nominal(
        head=noun_at,
        noun=noun,
        sort=sort,
        gender=gender,
        first=inside.start,
        last=inside.stop,
        marks=frozenset(marks - {""}),
    )
    add_role(figure, document.phrase(inside.start, inside.stop), nominal)
    if figure.country is None and noun in ("senator", "representative", "governor", "congressman", "congresswoman"):
        figure.country = "US" if not any(m.startswith("@") for m in marks) else figure.country


def _phrase(document: Document, names: Names, head: int, figure: Figure, *, stop: int | None = None) -> None:
    """A role from the noun phrase around ``head``."""
    tree = document.subtree(head)
    nominal = read_nominal(document, names, head, range(tree.start, stop if stop is not None else tree.stop))
    if nominal.sort not in BEARING or nominal.plural or nominal.last - nominal.first > LONGEST:
        return
    first = nominal.first
    while first < nominal.last and document.lower[first] in ("the", "a", "an", ","):
        first += 1
    owner = first if document.lower[first] in OWNERS and nominal.last - first > 1 else None
    add_role(figure, document.phrase(first, nominal.last), nominal, owner=owner)


def _before(document: Document, names: Names, naming: Naming, figure: Figure) -> None:
    """What stands before the name's comma, where the parse hangs the name on something else."""
    comma = naming.title - 1
    if comma > 0 and document.tokens[comma].text == "," and not figure.roles:
        noun = role_before(document, comma)
        if noun is not None and not any(at in names.person_at for at in range(noun, comma)):
            _phrase(document, names, noun, figure, stop=comma)


def _copula(document: Document, names: Names, head: int, figure: Figure) -> None:
    """ "Reed is a Republican senator": a role too."""
    token = document.tokens[head]
    if token.dep == "nsubj" and document.tokens[token.head].lemma == "be":
        for attribute in document.children(token.head, "attr"):
            if document.tokens[attribute].pos == "NOUN" and not any(document.children(token.head, "neg")):
                _phrase(document, names, attribute, figure)


def _after(document: Document, names: Names, naming: Naming, figure: Figure) -> None:
    """Party tags, "(R-Maine)", and appositions the parse has missed."""
    index, past = naming.last, len(document.tokens)
    if index < past and document.lower[index] in ("'s", "'"):
        return
    if index + 1 < past and document.tokens[index].text in ("(", ","):
        inside = document.phrase(index + 1, min(past, index + 6)).split(")")[0].split(",")[0]
        party, _, place = inside.replace("–", "-").partition("-")
        state = state_names().get(fold(place)) if place else None
        if party.rstrip(".").lower() in PARTY and (state or document.tokens[index].text == "("):
            marks = frozenset({state} if state else ())
            noun = PARTY[party.rstrip(".").lower()]
            nominal = Nominal(head=index, noun=noun.lower(), sort="person", first=index, last=index, marks=marks)
            add_role(figure, noun + (f" of {place.strip()}" if place else ""), nominal)
            figure.country = figure.country or "US"
            return
    if index + 2 < past and document.tokens[index].text == "," and not figure.roles:
        for at in range(index + 1, min(past, index + 1 + REACH)):
            token = document.tokens[at]
            if at == index + 1 and token.pos == "CCONJ":
                break  # "Ruta Halgrim, and the prime minister of Ostrel": somebody else
            if token.pos in ("VERB", "AUX", "PUNCT", "PRON", "SCONJ") and document.lower[at] not in (
                "his",
                "her",
                "its",
                "-",
            ):
                break
            entry = nouns().get(document.lower[at])
            if entry and entry.sort in ("voice", "advocate", "office", "relative") and token.dep != "compound":
                if not _leads_on(document, names, at, figure):
                    _phrase(document, names, at, figure)
                break


def _leads_on(document: Document, names: Names, noun: int, figure: Figure) -> bool:
    """True where what somebody is leads on to another name, "after Stern, THE LEADER, Chad Reed, spoke"; not in a list,
    "Stern, the leader, Chad Reed, the clerk"."""
    tokens = document.tokens
    naming = names.person_at.get(noun + 2) if noun + 2 < len(tokens) and tokens[noun + 1].text == "," else None
    if naming is None or naming.figure is figure or naming.title != noun + 2:
        return False
    after = naming.last
    return not (
        after + 1 < len(tokens) and tokens[after].text == "," and tokens[after + 1].pos in ("DET", "NOUN", "ADJ")
    )


def _known_office(figure: Figure) -> None:
    """The office of one whom reports name without it, from leaders.tsv: to resolve by, not to show."""
    family = figure.words[-1] if figure.words else ""
    entries = leaders().get(family, ())
    alone = len(figure.words) == 1
    for given, office, country in entries if not alone or len(entries) == 1 else ():
        if not alone and fold(given.split()[0]) != fold(figure.words[0]):
            continue
        figure.country = figure.country or country
        if gender := gender_of(given.split()[0]):
            figure.genders[gender] += 1
        if not any(role.noun == office for role in figure.roles):
            figure.roles.append(Role("", office, frozenset({f"@{country}"})))
