"""Text to tokens, sentences and named entities. The only place that knows spaCy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from onrecord.records import ARTICLE_KINDS, Block, NamedEntity, Parse, Sentence, Span, Token
from onrecord.stages.parse.loading import load_parser
from onrecord.stages.parse.names import cut_verbs, retag_names
from onrecord.stages.parse.pieces import cut_pieces, group_pieces, smooth_text
from onrecord.stages.parse.sentences import join_sentences
from onrecord.stages.parse.tokens import Names, read_document

__all__ = ["load_parser", "parse_text"]


def parse_text(text: str, blocks: Sequence[Block], *, parser: Any) -> Parse:
    """Parse the article's blocks of ``text`` one by one, so that no sentence crosses a block.

    No token is white space. Any text is taken: control characters, any length, no punctuation. A
    sentence has one root, more only where two of the parser's were one in truth or where it is too
    long to be parsed at once.
    """
    smooth = smooth_text(text)
    tokens: list[Token] = []
    entities: list[NamedEntity] = []
    sentences: list[Sentence] = []
    names: Names | None = None
    documents = _read_pieces(smooth, blocks, parser=parser)
    for block in blocks:
        if block.kind not in ARTICLE_KINDS:
            continue
        found: list[Sentence] = []
        for piece in cut_pieces(smooth, block.span):
            document = next(documents)
            names = names or Names(document.vocab.strings)
            starts = read_document(document, at=piece.start, names=names, tokens=tokens, entities=entities)
            for first, last in pairwise([*starts, len(tokens)]):
                span = Span(tokens[first].span.start, tokens[last - 1].span.end)
                found.append(Sentence(span=span, first=first, last=last, block=block.kind))
        sentences += join_sentences(text, found)
    tokens, entities = cut_verbs(tokens, entities, sentences)
    return Parse(tokens=tuple(retag_names(tokens)), sentences=tuple(sentences), entities=tuple(entities))


def _read_pieces(smooth: str, blocks: Sequence[Block], *, parser: Any) -> Iterator[Any]:
    """spaCy's documents of the pieces of the article's blocks, in order."""
    pieces = [piece for block in blocks if block.kind in ARTICLE_KINDS for piece in cut_pieces(smooth, block.span)]
    for group in group_pieces(pieces):
        yield from parser.pipe([piece.of(smooth) for piece in group], batch_size=len(group))
