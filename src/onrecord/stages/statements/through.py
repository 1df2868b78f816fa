"""Words that name an outlet as the medium: "told CNN", "in a Washington Post op-ed"."""

from __future__ import annotations

from onrecord.records import Span
from onrecord.resources import words
from onrecord.stages.statements.cues import Attribution, role
from onrecord.stages.statements.sources import source_span
from onrecord.stages.statements.tree import Tree

_MEDIA = "media-words.txt"
_WAYS = role("medium-preposition")


def find_outlets(text: str, tree: Tree, found: Attribution) -> tuple[Span, ...]:
    """Noun phrases beside the cue, not its source or content, that name an outlet."""
    spans: list[Span] = []
    for child in tree.tokens[found.token].children:
        token = tree.tokens[child]
        if token.dep in ("dobj", "dative", "pobj") and token.pos in ("NOUN", "PROPN"):
            _take(tree, child, found, spans)
        elif token.dep in ("prep", "dative") and token.lemma.lower() in _WAYS:
            for name in tree.dependents(child, "pobj"):
                before = len(spans)
                for deeper in tree.dependents(name, "prep"):
                    for inner in tree.dependents(deeper, "pobj"):
                        _take(tree, inner, found, spans)
                if len(spans) == before:
                    _take(tree, name, found, spans)
    return tuple(sorted(set(spans)))


def _take(tree: Tree, head: int, found: Attribution, spans: list[Span]) -> None:
    span = source_span(tree, head)
    if any(span.overlaps(content) for content in found.content) or (found.source and span.overlaps(found.source)):
        return
    names = [i for i in range(tree.left[head], tree.right[head] + 1) if tree.tokens[i].span.end <= span.end]
    if any(
        tree.tokens[i].text.lower() in words(_MEDIA) and tree.tokens[i].pos in ("PROPN", "NOUN") for i in names[:12]
    ):
        spans.append(span)
