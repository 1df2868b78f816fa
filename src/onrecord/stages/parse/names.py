"""Names that the parser took for nouns in one place and knew in others; verbs of headlines that it took into a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from onrecord.records import NamedEntity, Sentence, Span, Token
from onrecord.resources import rows

FEWEST = 2
"""Places where a word must be a name before it is one elsewhere; one in a person's name counts twice."""


def retag_names(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with a capitalised noun made a name where the text has the word as a name, and never in small
    letters: "Reed" at the start of a sentence."""
    named = Counter(token.text for token in tokens if token.tag == "NNP")
    named.update(token.text for token in tokens if token.tag == "NNP" and token.entity == "PERSON")
    small = {token.text for token in tokens if token.text.islower()}
    names = {word for word, count in named.items() if count >= FEWEST and word.istitle() and word.lower() not in small}
    return [
        replace(token, tag="NNP", pos="PROPN", lemma=token.text) if token.tag == "NN" and token.text in names else token
        for token in tokens
    ]


def cut_verbs(
    tokens: Sequence[Token], entities: Sequence[NamedEntity], sentences: Sequence[Sentence]
) -> tuple[list[Token], list[NamedEntity]]:
    """The tokens and names with no name of a headline going over its verb: "Ada Pell", of "Ada Pell Vows To Go"."""
    forms = {row["form"] for row in rows("headline-verbs.tsv")}
    headlines = [range(s.first, s.last) for s in sentences if s.block in ("headline", "subhead")]
    cut, kept = list(tokens), []
    for entity in entities:
        inside = range(entity.first + 1, entity.last)
        verb = None
        if entity.label in ("PERSON", "ORG") and any(entity.first in headline for headline in headlines):
            verb = next((i for i in inside if _is_verb(tokens[i], forms)), None)
        if verb is None:
            kept.append(entity)
            continue
        span = Span(entity.span.start, tokens[verb - 1].span.end)
        kept.append(NamedEntity(span=span, first=entity.first, last=verb, label=entity.label))
        for i in range(verb, entity.last):
            cut[i] = replace(tokens[i], entity="")
    return cut, kept


def _is_verb(token: Token, forms: set[str]) -> bool:
    return token.tag == "VBZ" or (token.pos != "ADJ" and token.text.lower() in forms)
