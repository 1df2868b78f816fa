"""Words that name an outlet as the medium: "told CNN", "in a Washington Post op-ed"."""

from __future__ import annotations

from functools import cache

from onrecord.records import Span
from onrecord.resources import rows, words
from onrecord.resources.names import fold
from onrecord.stages.statements.cues import Attribution, role
from onrecord.stages.statements.sources import source_span
from onrecord.stages.statements.tree import Tree

_MEDIA = "media-words.txt"
_WAYS = role("medium-preposition")


def find_outlets(text: str, tree: Tree, found: Attribution) -> tuple[Span, ...]:
    """Noun phrases beside the cue, not its source or content, that name an outlet."""
    spans: list[Span] = []
    after = [child for child in tree.dependents(found.token, "nsubj") if child > found.token]
    hung = [child for subject in after for child in tree.dependents(subject, "prep") if child > subject]
    for child in (*tree.tokens[found.token].children, *hung):
        token = tree.tokens[child]
        if token.dep in ("dobj", "dative", "pobj") and token.pos in ("NOUN", "PROPN"):
            _take(text, tree, child, found, spans)
        elif token.dep in ("prep", "dative") and token.lemma.lower() in _WAYS:
            for name in tree.dependents(child, "pobj"):
                before = len(spans)
                for deeper in tree.dependents(name, "prep"):
                    for inner in tree.dependents(deeper, "pobj"):
                        _take(text, tree, inner, found, spans)
                if len(spans) == before:
                    _take(text, tree, name, found, spans)
    return tuple(sorted(set(spans)))


def _take(text: str, tree: Tree, head: int, found: Attribution, spans: list[Span]) -> None:
    span = source_span(tree, head)
    if any(span.overlaps(content) for content in found.content) or (found.source and span.overlaps(found.source)):
        return
    names = [i for i in range(tree.left[head], tree.right[head] + 1) if tree.tokens[i].span.end <= span.end]
    named = fold(" ".join(span.of(text).split()).removeprefix("the "))
    if named in _outlets() or any(
        tree.tokens[i].text.lower() in words(_MEDIA) and tree.tokens[i].pos in ("PROPN", "NOUN") for i in names[:12]
    ):
        spans.append(span)


@cache
def _outlets() -> frozenset[str]:
    """Folded names of outlets that are nothing else."""
    names = (name for row in rows("outlets.tsv") for name in (row["name"], *row["aliases"].split("|")))
    return frozenset(fold(name) for name in names if name) - {fold(word) for word in words("ambiguous-outlets.txt")}
