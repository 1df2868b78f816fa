"""Sources without a name, filed by kind: "US officials (unnamed)", "people familiar with the case (unnamed)"."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.records import Kind
from onrecord.stages.speakers.document import Document
from onrecord.stages.speakers.figures import Figure
from onrecord.stages.speakers.lexicon import adjectives, listed, nouns
from onrecord.stages.speakers.nominals import Names, Nominal
from onrecord.stages.speakers.people import HONORIFICS

OFFICIALS = listed("officials")
ANYBODY = listed("anybody")
INFORMED = listed("informed")
PREFIXES = listed("prefixes")
PARTIES = listed("parties")
QUANTIFIERS = listed("quantifiers") | {"that", "this"}
VAGUE = listed("vague")
STOPS = listed("stops")
TAIL = 8
"""Tokens after its head that a heading keeps."""


@dataclass(frozen=True, slots=True)
class Label:
    """How an unnamed source is filed."""

    name: str
    kind: Kind
    country: str | None = None
    noun: str = ""


def label(document: Document, names: Names, nominal: Nominal) -> Label:
    """The heading for a phrase that names nobody."""
    noun = plural(nominal.noun)
    country = _country(nominal)
    if nominal.sort == "media":
        return _media(document, nominal, country)
    if (topic := _informed(document, nominal)) and nominal.noun in ANYBODY:
        return Label(f"people {topic} (unnamed)", "unnamed", noun="people")
    if nominal.noun in OFFICIALS and country:
        return Label(f"{adjectives()[country]} officials (unnamed)", "unnamed", country, "officials")
    text = _heading(document, names, nominal) or noun or "somebody"
    partisan = nominal.plural and nominal.noun.removesuffix("s") in PARTIES and len(text.split()) <= 3
    if partisan and not _quantified(document, nominal):
        return Label(text[:1].upper() + text[1:], "organisation", country, noun)
    kind: Kind = "organisation" if nominal.sort == "team" else "document" if nominal.sort == "document" else "unnamed"
    return Label(f"{text} (unnamed)", kind, country, noun)


def _heading(document: Document, names: Names, nominal: Nominal) -> str:
    """The phrase without determiner and vague words, its head in the plural where it is one of a group."""
    parts: list[str] = []
    for index in range(nominal.first, nominal.last):
        if index > nominal.head and (document.lower[index] in STOPS or index - nominal.head > TAIL):
            break
        if index > nominal.head and nominal.sort in ("team", "document") and document.tokens[index].dep == "acl":
            break
        word = _word(document, names, index, nominal)
        token = document.tokens[index]
        apart = index == nominal.first or document.tokens[index - 1].span.end < token.span.start
        parts.append((" " if apart else "") + word if word else " " if apart else "")
    return " ".join("".join(parts).replace("’s", "'s").split()).strip(" ,-—–/\"“”’'")


def plural(noun: str) -> str:
    """The plural of a noun of groups and sources; others as they are."""
    form: str
    if noun in ("someone", "somebody", "person", "individual", "one"):
        return "people"
    forms: list[str] = [noun + "s", noun + "es", noun[:-1] + "ies"]
    forms += [noun[:-3] + "men"] if noun.endswith("man") else []
    for form in forms:
        entry = nouns().get(form)
        if (
            entry is not None
            and entry.sort in ("group", "source", "media")
            and nouns().get(noun, entry).sort != "document"
        ):
            return form
    return noun


def _pluralised(document: Document, nominal: Nominal) -> bool:
    """True where one source of a kind is filed with the others: "an official" with "officials"."""
    return nominal.plural or not nominal.definite or plural(nominal.noun) in OFFICIALS or nominal.noun in ANYBODY


def _is_group(nominal: Nominal) -> bool:
    entry = nouns().get(plural(nominal.noun))
    return (
        entry is not None
        and entry.sort in ("group", "source")
        and nominal.sort in ("group", "source", "person", "office", "")
        and nominal.sort not in ("relative", "voice", "advocate")
    )


def _country(nominal: Nominal) -> str | None:
    countries = sorted(mark[1:] for mark in nominal.marks if mark.startswith("@"))
    return countries[0] if countries else None


def _informed(document: Document, nominal: Nominal) -> str:
    """ "familiar with the case" of a phrase that says how its source knows."""
    tree = document.subtree(nominal.head)
    for index in range(nominal.head + 1, min(tree.stop, nominal.head + 12)):
        word = document.lower[index]
        if word in INFORMED:
            start = (
                index - 1
                if document.lower[index - 1] in ("with", "direct", "who") and index - 1 > nominal.head
                else index
            )
            start += document.lower[start] == "who"
            stop = index + 1
            while (
                stop < tree.stop
                and stop - start < 8
                and document.tokens[stop].pos not in ("PUNCT", "VERB", "AUX", "SCONJ")
                and document.tokens[stop].tag not in ("WP", "WDT")
            ):
                stop += 1
            return document.phrase(start, stop)
        if document.tokens[index].pos == "PUNCT":
            break
    return ""


def _word(document: Document, names: Names, index: int, nominal: Nominal) -> str:
    """One word of a heading: names in full; vague words, honorifics and pronouns left out."""
    token, lower = document.tokens[index], document.lower[index]
    if index == nominal.head and _is_group(nominal) and _pluralised(document, nominal):
        noun = plural(nominal.noun).rsplit(" ", 1)[-1]
        proper = (token.pos == "PROPN" and not _starts(document, index)) or noun.rstrip("s") in PARTIES
        return noun.capitalize() if token.text[:1].isupper() and proper else noun
    if _is_filler(document, names, index, nominal):
        return ""
    person = names.person_at.get(index)
    if person is not None and person.figure is not None:
        return person.figure.name if index == person.last - 1 else ""
    plain = names.mark(index) is None and token.pos in ("NOUN", "ADJ", "VERB") and token.text.istitle()
    return lower if plain and _starts(document, index) else token.text


def _is_filler(document: Document, names: Names, index: int, nominal: Nominal) -> bool:
    """True for a word that a heading goes without."""
    token, lower = document.tokens[index], document.lower[index]
    if lower == "at" and document.lower[index + 1 : index + 2] in (["least"], ["most"]):
        return True
    if lower in VAGUE or lower.rstrip(".") in HONORIFICS or (token.pos == "PUNCT" and token.text != "-"):
        return True
    if token.dep == "poss" and (token.pos == "PRON" or token.tag == "WP$"):
        return True
    if index == nominal.first < nominal.head and token.pos == "ADV" and token.dep == "advmod":
        return True
    if index < nominal.head and lower in QUANTIFIERS and not (token.pos == "NUM" and index > nominal.first):
        return True
    titled = names.person_at.get(index + 1) or names.person_at.get(index + 2)
    if titled is not None and titled.title <= index < titled.first:
        return True
    around = document.lower[max(0, index - 2) : index + 2]
    return "-" in around and bool(PREFIXES & set(around)) and _is_prefixed(document, index)


def _is_prefixed(document: Document, index: int) -> bool:
    """True for each of the three tokens of "well-informed"."""
    lower = document.lower
    for start in (index, index - 1, index - 2):
        if start >= 0 and lower[start] in PREFIXES and lower[start + 1 : start + 2] == ["-"]:
            return True
    return False


def _starts(document: Document, index: int) -> bool:
    sentence = document.sentence(index)
    return sentence is not None and sentence.first == index


def _quantified(document: Document, nominal: Nominal) -> bool:
    return document.lower[nominal.first] in QUANTIFIERS - {"the", "all"}


def _media(document: Document, nominal: Nominal, country: str | None) -> Label:
    whose = f"{adjectives()[country]} " if country else ""
    noun = nominal.noun if nominal.noun != "report" else "reports"
    if noun in ("reports", "media reports", "news reports", "press reports"):
        return Label(
            f"{whose}media (unnamed outlets)" if whose else "media reports (unnamed)", "outlet", country, "reports"
        )
    if noun in ("media", "press", "news media"):
        return Label(f"{whose or 'the '}{noun} (unnamed outlets)", "outlet", country, noun)
    if country:
        return Label(f"{adjective_long(country)} {noun} (unnamed)", "outlet", country, noun)
    before = document.lower[nominal.head - 1] if nominal.head > nominal.first else ""
    kind = before + " " if before in ("news", "local", "state", "social", "national", "foreign") else ""
    return Label(f"{'' if noun.startswith(kind) else kind}{noun} (unnamed)", "outlet", country, noun)


def adjective_long(country: str) -> str:
    """The adjective written out: "Russian", "American", "British"."""
    return {"US": "American", "GB": "British"}.get(country, adjectives().get(country, country))


def is_unnamed(figure: Figure) -> bool:
    """True for a figure filed by kind rather than by name."""
    return figure.name.endswith(")") and "(unnamed" in figure.name
