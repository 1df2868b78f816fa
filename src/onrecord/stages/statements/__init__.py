"""Who says what: source, cue and content of each statement, its mode, act and place in a nest.

Three steps that can be replaced one by one: find the spans (spans.py and what it calls), join the
quotations to them (quotations.py), and tell mode, act and nesting (acts.py, nests.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records import Block, Page, Parse, Statement
from onrecord.stages.statements.acts import decide_act, decide_mode
from onrecord.stages.statements.nests import evidence, find_parents, nested_words, order
from onrecord.stages.statements.quotations import Joiner
from onrecord.stages.statements.quotes import find_quotes
from onrecord.stages.statements.repair import reattach
from onrecord.stages.statements.spans import find_attributions
from onrecord.stages.statements.through import find_outlets
from onrecord.stages.statements.tree import Tree

__all__ = ["attribute_statements"]


def attribute_statements(page: Page, blocks: Sequence[Block], parse: Parse) -> tuple[Statement, ...]:
    """The statements in the article's blocks, in the order of their cues; speakers, via and dates are still empty."""
    text = page.text
    quotes = find_quotes(text, blocks)
    tree = Tree(reattach(parse), quoted=[quote.span for quote in quotes.outer])
    found = find_attributions(text, tree, quotes, blocks)
    found = Joiner(text, quotes, found, tree.sentences).join()
    found = order(found)
    parents = find_parents(found)
    nested = nested_words(found, parents)
    opened = [quote.span.start for quote in quotes.outer]
    starts = [sentence.span.start for sentence in tree.sentences]
    return tuple(
        Statement(
            report=page.name,
            source=attribution.source,
            cue=attribution.cue,
            content=attribution.content,
            mode=decide_mode(text, attribution, quotes, opened),
            act=decide_act(text, attribution, nested[index]),
            evidence=evidence(attribution, tree.sentences, starts),
            parent=parent,
            through=find_outlets(text, tree, attribution),
        )
        for index, (attribution, parent) in enumerate(zip(found, parents, strict=True))
    )
