"""A document of spaCy's as tokens and named entities of ours."""

from __future__ import annotations

from typing import Any

from onrecord.records import NamedEntity, Span, Token

_COLUMNS = ["ORTH", "IDX", "LENGTH", "IS_SPACE", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE", "HEAD", "SENT_START"]

CLITICS = {"’s": "be", "’re": "be", "’m": "be", "’ve": "have", "’ll": "will", "’d": "would", "n’t": "not"}
"""Lemmas of what hangs on a word by a curly apostrophe: spaCy's table knows the straight one only, so that "it’s"
would be no form of "be"."""
_CLITIC_POS = frozenset({"AUX", "VERB", "PART"})


class _Names(dict[int, str]):
    """spaCy's strings by their hash, each decoded once."""

    def __init__(self, strings: Any) -> None:
        super().__init__({0: ""})
        self.strings = strings

    def __missing__(self, key: int) -> str:
        name = self[key] = str(self.strings[key])
        return name


def read_document(document: Any, *, at: int, tokens: list[Token], entities: list[NamedEntity]) -> list[int]:
    """Append the tokens and named entities of ``document``, which begins at offset ``at`` of the text;
    gives back the index of the first token of each of its sentences. White space is left out."""
    if not len(document):
        return []
    table = document.to_array(_COLUMNS)
    names = _Names(document.vocab.strings)
    # Heads and sentence starts are signed numbers in an unsigned array.
    heads, begins = table[:, 9].astype("int64").tolist(), table[:, 10].astype("int64").tolist()
    rows = table[:, :9].tolist()
    words = [i for i, row in enumerate(rows) if not row[3]]
    place = dict(zip(words, range(len(tokens), len(tokens) + len(words)), strict=True))
    head_of = [_head(i, heads, place) for i in words]
    children: list[list[int]] = [[] for _ in words]
    for i, head in zip(words, head_of, strict=True):
        if head != i:
            children[place[head] - len(tokens)].append(place[i])
    for i, head, dependents in zip(words, head_of, children, strict=True):
        orth, start, length, _, lemma, pos, tag, dep, entity = rows[i]
        tokens.append(
            Token(
                span=Span(at + start, at + start + length),
                text=names[orth],
                lemma=CLITICS.get(names[orth], names[lemma]) if names[pos] in _CLITIC_POS else names[lemma],
                pos=names[pos],
                tag=names[tag],
                dep=names[dep],
                head=place[head],
                entity=names[entity],
                children=tuple(dependents),
            )
        )
    for entity in document.ents:
        inside = [place[i] for i in range(entity.start, entity.end) if i in place]
        if inside:
            span = Span(tokens[inside[0]].span.start, tokens[inside[-1]].span.end)
            entities.append(NamedEntity(span=span, first=inside[0], last=inside[-1] + 1, label=entity.label_))
    return _sentence_starts(begins, place)


def _head(i: int, heads: list[int], place: dict[int, int]) -> int:
    """The head of word ``i``; past any white space that the parser hung it on; itself if there is none."""
    head = i + heads[i]
    while head not in place:
        above = head + heads[head]
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
