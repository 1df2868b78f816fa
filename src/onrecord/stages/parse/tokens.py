"""A document of spaCy's as tokens and named entities of ours."""

from __future__ import annotations

from typing import Any

from onrecord.records import NamedEntity, Span, Token

_NAMED = ["ORTH", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE"]
"""Columns of hashes of strings."""
_NUMBERS = ["IDX", "LENGTH", "HEAD", "SENT_START", "IS_SPACE"]

CLITICS = {"’s": "be", "’re": "be", "’m": "be", "’ve": "have", "’ll": "will", "’d": "would", "n’t": "not"}
"""Lemmas of what hangs on a word by a curly apostrophe: spaCy's table knows the straight one only, so that "it’s"
would be no form of "be"."""
_CLITIC_POS = frozenset({"AUX", "VERB", "PART"})


class Names(dict[int, str]):
    """spaCy's strings by their hash, each decoded once."""

    def __init__(self, strings: Any) -> None:
        super().__init__({0: ""})
        self.strings = strings

    def __missing__(self, key: int) -> str:
        name = self[key] = str(self.strings[key])
        return name


def read_document(
    document: Any, *, at: int, names: Names, tokens: list[Token], entities: list[NamedEntity]
) -> list[int]:
    """Append the tokens and named entities of ``document``, which begins at offset ``at`` of the text;
    gives back the index of the first token of each of its sentences. White space is left out."""
    if not len(document):
        return []
    base = len(tokens)
    # Heads and sentence starts are signed numbers in an unsigned array.
    starts, lengths, heads, begins, blank = document.to_array(_NUMBERS).astype("int64").T.tolist()
    columns = document.to_array(_NAMED).T.tolist()
    heads = [i + head for i, head in enumerate(heads)]
    place: dict[int, int] | range
    if any(blank):
        words = [i for i, is_blank in enumerate(blank) if not is_blank]
        kept = place = dict(zip(words, range(base, base + len(words)), strict=True))
        heads = [kept[_head(i, heads, kept)] for i in words]
        starts, lengths = [starts[i] for i in words], [lengths[i] for i in words]
        columns = [[column[i] for i in words] for column in columns]
        spoken = _sentence_starts(begins, kept)
    else:
        place = range(base, base + len(heads))
        heads = [base + head for head in heads]
        spoken = [base + i for i, begin in enumerate(begins) if begin == 1 or i == 0]
    children: list[list[int]] = [[] for _ in heads]
    for i, head in enumerate(heads, base):
        if head != i:
            children[head - base].append(i)
    spelled = [[names[key] for key in column] for column in columns]
    tokens += [
        Token(
            Span(at + start, at + start + length),
            text,
            CLITICS.get(text, lemma) if pos in _CLITIC_POS else lemma,
            pos,
            tag,
            dep,
            head,
            entity,
            tuple(under),
        )
        for start, length, head, under, text, lemma, pos, tag, dep, entity in zip(
            starts, lengths, heads, children, *spelled, strict=True
        )
    ]
    for found in document.ents:
        inside = [place[i] for i in range(found.start, found.end) if not blank[i]]
        if inside:
            span = Span(tokens[inside[0]].span.start, tokens[inside[-1]].span.end)
            entities.append(NamedEntity(span=span, first=inside[0], last=inside[-1] + 1, label=found.label_))
    return spoken


def _head(i: int, heads: list[int], place: dict[int, int]) -> int:
    """The head of word ``i``; past any white space that the parser hung it on; itself if there is none."""
    head = heads[i]
    while head not in place:
        above = heads[head]
        if above == head:
            return i
        head = above
    return head


def _sentence_starts(begins: list[int], place: dict[int, int]) -> list[int]:
    starts: list[int] = []
    due = True
    for i, begin in enumerate(begins):
        due = due or begin == 1
        if due and i in place:
            starts.append(place[i])
            due = False
    return starts
