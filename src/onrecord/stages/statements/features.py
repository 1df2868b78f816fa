"""What the tagger is told of each word beside the encoder's view of it: the parse, the quotation marks, the lexicon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from onrecord.records import Block, Parse, Token
from onrecord.stages.statements.cues import Attribution, cues, speaks
from onrecord.stages.statements.quotes import Quotes

Numbers = NDArray[np.int64]

COLUMNS = (
    "pos", "tag", "dep", "htag", "hdep", "gdep", "ent", "shape", "quote", "dist", "ledge", "redge", "ldep", "rdep",
    "place", "cue", "hcue", "rule", "depth", "kind", "speak", "ctag",
)  # fmt: skip
"""The features in the order the tagger was trained on: part of speech, tag and dependency of the word, tag and
dependency of its head, dependency of its head's head; entity type; shape; place in a quotation; distance to the head;
how many subtrees begin and end here, and the dependency of the largest; place in sentence and block; the lexicon's
act for the word and for its head; what the rules found; depth in the tree; kind of block; whether it is a noun for
people or bodies; the clausal dependents it has."""

ROLES = ("source", "cue", "content")
_RULE_LETTERS = {"cue": "q", "source": "s", "content": "c"}
_CLAUSAL = frozenset({"ccomp", "xcomp", "advcl", "acl", "relcl", "prt", "neg", "dobj"})
_LONGEST_LIST = 24
"""Code points of a list of clausal dependents that are kept."""


def describe_words(
    parse: Parse, blocks: Sequence[Block], quotes: Quotes, ruled: Sequence[Attribution]
) -> dict[str, list[str]]:
    """For each feature of COLUMNS one value a token of ``parse``; ``ruled`` are the rules' outermost attributions."""
    tokens = parse.tokens
    if not tokens:
        return {column: [] for column in COLUMNS}
    heads = np.fromiter((token.head for token in tokens), np.int64, len(tokens))
    starts = np.fromiter((token.span.start for token in tokens), np.int64, len(tokens))
    ends = np.fromiter((token.span.end for token in tokens), np.int64, len(tokens))
    tree = _Tree(heads)
    tags = [token.tag for token in tokens]
    deps = [token.dep for token in tokens]
    acts = [_act(token.lemma.lower(), token.pos) for token in tokens]
    above, grand = heads.tolist(), heads[heads].tolist()
    block_of = (np.searchsorted([block.span.start for block in blocks], starts, side="right") - 1).tolist()
    return {
        "pos": [token.pos for token in tokens],
        "tag": tags,
        "dep": deps,
        "htag": [tags[head] for head in above],
        "hdep": [deps[head] for head in above],
        "gdep": [deps[head] for head in grand],
        "ent": [token.entity for token in tokens],
        "shape": [_shape(token.text) for token in tokens],
        "quote": _in_quotes(starts, ends, quotes),
        "dist": [_step(distance) for distance in (heads - np.arange(len(tokens))).tolist()],
        "ledge": [str(min(count, 6)) for count in tree.opening.tolist()],
        "redge": [str(min(count, 6)) for count in tree.closing.tolist()],
        "ldep": [deps[top] if top >= 0 else "" for top in tree.opened_by.tolist()],
        "rdep": [deps[top] if top >= 0 else "" for top in tree.closed_by.tolist()],
        "place": _places(parse, block_of),
        "cue": acts,
        "hcue": [acts[head] for head in above],
        "rule": _ruled(starts, ruled),
        "depth": [str(min(depth, 9)) for depth in tree.depth.tolist()],
        "kind": [blocks[number].kind for number in block_of],
        "speak": ["y" if token.pos == "NOUN" and speaks(token.lemma.lower()) else "n" for token in tokens],
        "ctag": _complements(tokens),
    }


def number_features(described: Mapping[str, Sequence[str]], vocabulary: Mapping[str, Mapping[str, int]]) -> Numbers:
    """The features as numbers, tokens by columns; a value that the vocabulary lacks is 0."""
    columns = [[vocabulary[column].get(value, 0) for value in described[column]] for column in COLUMNS]
    return np.array(columns, dtype=np.int64).T.reshape(-1, len(COLUMNS))


class _Tree:
    """Depths and subtree edges of a forest given by heads (a root is its own head), level by level."""

    def __init__(self, heads: Numbers) -> None:
        count = len(heads)
        own = np.arange(count)
        self.depth = _depths(heads)
        left, right = own.copy(), own.copy()
        by_depth = np.argsort(self.depth, kind="stable")
        level_starts = np.searchsorted(self.depth[by_depth], np.arange(int(self.depth.max()) + 2))
        for level in range(int(self.depth.max()), 0, -1):
            nodes = by_depth[level_starts[level] : level_starts[level + 1]]
            np.minimum.at(left, heads[nodes], left[nodes])
            np.maximum.at(right, heads[nodes], right[nodes])
        wide = left != right
        self.opening = np.bincount(left[wide], minlength=count)
        self.closing = np.bincount(right[wide], minlength=count)
        self.opened_by, self.closed_by = np.full(count, -1), np.full(count, -1)
        deepest_first = by_depth[::-1]
        # Of equal indices the last assignment stands, and that is the highest node.
        self.opened_by[left[deepest_first]] = deepest_first
        self.closed_by[right[deepest_first]] = deepest_first


def _depths(heads: Numbers) -> Numbers:
    """Steps from each node to its root, by doubling: after k rounds all nodes within 2**k steps are done."""
    own = np.arange(len(heads))
    steps: Numbers = (heads != own).astype(np.int64)
    jump = heads.copy()
    while True:
        further = steps[jump]
        if not further.any():
            break
        steps += further
        jump = jump[jump]
    return steps


@cache
def _act(lemma: str, pos: str) -> str:
    entry = cues().get((lemma, "VERB" if pos in ("VERB", "AUX") else pos))
    return entry.act if entry is not None else "-"


@cache
def _shape(text: str) -> str:
    if not any(letter.isalnum() for letter in text):
        return "p:" + text[:2]
    if text.isdigit() or text[0].isdigit():
        return "d"
    if text.isupper():
        return "U1" if len(text) == 1 else "U"
    if text[0].isupper():
        return "T"
    return "l" if text.islower() else "m"


@cache
def _step(distance: int) -> str:
    size = abs(distance)
    if size > 4:
        size = next((step for step, largest in ((5, 7), (6, 12), (7, 25)) if size <= largest), 8)
    return str(size if distance >= 0 else -size)


def _in_quotes(starts: Numbers, ends: Numbers, quotes: Quotes) -> list[str]:
    """ "o" for an opening mark, "c" for a closing one, "i" between them, "0" outside."""
    if not quotes.outer:
        return ["0"] * len(starts)
    opened = np.array([quote.span.start for quote in quotes.outer])
    closed = np.array([quote.span.end for quote in quotes.outer])
    at = np.searchsorted(opened, starts, side="right") - 1
    inside = (at >= 0) & (starts < closed[at])
    state = np.where(starts == opened[at], "o", np.where(ends >= closed[at], "c", "i"))
    return [str(value) for value in np.where(inside, state, "0").tolist()]


def _places(parse: Parse, block_of: Sequence[int]) -> list[str]:
    places = ["m"] * len(parse.tokens)
    for sentence in parse.sentences:
        places[sentence.first] = "f"
        places[sentence.last - 1] = "l" if sentence.last - 1 > sentence.first else "o"
    for i in range(len(places)):
        if i == 0 or block_of[i] != block_of[i - 1]:
            places[i] += "F"
        if i == len(places) - 1 or block_of[i] != block_of[i + 1]:
            places[i] += "L"
    return places


def _ruled(starts: Numbers, ruled: Sequence[Attribution]) -> list[str]:
    """B- and I- marks of what the rules found; a cue keeps its words against a source, a source against a content."""
    marks = ["O"] * len(starts)
    for role in ("cue", "source", "content"):
        for attribution in ruled:
            spans = {
                "cue": (attribution.cue,),
                "source": (attribution.source,) if attribution.source else (),
                "content": attribution.content,
            }[role]
            for span in spans:
                low, high = np.searchsorted(starts, [span.start, span.end]).tolist()
                for i in range(low, high):
                    if marks[i] == "O":
                        marks[i] = ("B-" if i == low else "I-") + _RULE_LETTERS[role]
    return marks


def _complements(tokens: Sequence[Token]) -> list[str]:
    lists = [""] * len(tokens)
    for i, token in enumerate(tokens):
        if token.dep in _CLAUSAL and token.head != i:
            lists[token.head] = f"{lists[token.head]}+{token.dep}"[:_LONGEST_LIST]
    return lists
