"""Sources without a name, filed by kind: "US officials (unnamed)", "people familiar with the case (unnamed)"."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.records import Kind
from onrecord.stages.speakers.document import Document
from onrecord.stages.speakers.figures import Figure
from onrecord.stages.speakers.lexicon import adjectives, nouns
from onrecord.stages.speakers.nominals import Names, Nominal

OFFICIALS = frozenset({"official", "officials", "source", "sources"})
ANYBODY = frozenset(
    {"person", "people", "someone", "somebody", "source", "sources", "individual", "individuals", "one"}
)
INFORMED = frozenset({"familiar", "knowledge", "briefed", "close", "privy", "direct"})
PARTIES = frozenset({"democrat", "republican", "conservative", "liberal", "tory"})
QUANTIFIERS = frozenset({
    "some", "many", "several", "most", "few", "other", "others", "two", "three", "four", "five", "one", "a", "an",
    "the", "both", "all", "any", "another", "certain", "various", "numerous", "those", "these", "such", "more", "dozens",
})  # fmt: skip
VAGUE = frozenset({
    "unnamed", "anonymous", "unidentified", "well-informed", "informed", "senior", "top", "high-ranking", "high-level",
    "leading", "prominent", "multiple", "different", "independent",
})  # fmt: skip
"""Adjectives that tell how high or how unknown a source is, not of what kind."""


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
    words = [_word(document, names, index, nominal.head) for index in range(nominal.first, nominal.last)]
    words[nominal.head - nominal.first] = noun if _is_group(nominal) else document.tokens[nominal.head].text
    text = " ".join(" ".join(word for word in words if word).replace(" 's", "'s").replace(" ’s", "'s").split())
    text = text.strip(" ,-—–") or noun or "somebody"
    if nominal.noun in PARTIES and not _quantified(document, nominal) and nominal.plural:
        return Label(text[:1].upper() + text[1:], "organisation", country, noun)
    kind: Kind = "organisation" if nominal.sort == "team" else "document" if nominal.sort == "document" else "unnamed"
    return Label(f"{text} (unnamed)", kind, country, noun)


def plural(noun: str) -> str:
    """The plural of a noun of groups and sources; others as they are."""
    if noun in ("someone", "somebody", "person", "individual", "one"):
        return "people"
    for form in (noun + "s", noun + "es", noun[:-1] + "ies", noun[:-3] + "men"):
        entry = nouns().get(form)
        if entry is not None and entry.sort in ("group", "source", "media") and noun not in ("man",):
            return form
    return noun


def _is_group(nominal: Nominal) -> bool:
    entry = nouns().get(plural(nominal.noun))
    return (
        entry is not None
        and entry.sort in ("group", "source")
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
            ):
                stop += 1
            return document.phrase(start, stop)
        if document.tokens[index].pos == "PUNCT":
            break
    return ""


def _word(document: Document, names: Names, index: int, head: int) -> str:
    """One word of a heading: names in full, vague words and pronouns left out."""
    token, lower = document.tokens[index], document.lower[index]
    if lower in VAGUE or (index < head and lower in QUANTIFIERS) or (token.pos == "PUNCT" and token.text != "-"):
        return ""
    person = names.person_at.get(index)
    if person is not None and person.figure is not None:
        return person.figure.name if index == person.last - 1 else ""
    if token.pos == "PRON" and token.dep == "poss":
        return ""
    return token.text


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
    return Label(f"{kind}{noun} (unnamed)", "outlet", country, noun)


def adjective_long(country: str) -> str:
    """The adjective written out: "Russian", "American", "British"."""
    return {"US": "American", "GB": "British"}.get(country, adjectives().get(country, country))


def is_unnamed(figure: Figure) -> bool:
    """True for a figure filed by kind rather than by name."""
    return figure.name.endswith(")") and "(unnamed" in figure.name
