"""Names that the parser took for nouns in one place and knew in others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from onrecord.records import Token

FEWEST = 2
"""Places where a word must be a name before it is one elsewhere."""


def retag_names(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with a capitalised noun made a name where the text has the word as a name, and never in small
    letters: "Reed" at the start of a sentence."""
    named = Counter(token.text for token in tokens if token.tag == "NNP")
    small = {token.text for token in tokens if token.text.islower()}
    names = {word for word, count in named.items() if count >= FEWEST and word.istitle() and word.lower() not in small}
    return [
        replace(token, tag="NNP", pos="PROPN", lemma=token.text) if token.tag == "NN" and token.text in names else token
        for token in tokens
    ]
