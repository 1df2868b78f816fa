"""Who says what: source, cue and content of each statement, its mode, act and place in a nest.

Steps that can be replaced one by one: find spans by rule (spans.py and what it calls) and join the quotations to
them (quotations.py); let the trained tagger read the same words (features.py, tagging.py); make one of both
(merge.py); tell mode, act and nesting (acts.py, nests.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records import Block, Page, Parse, Statement
from onrecord.stages.statements.acts import decide_act, decide_mode
from onrecord.stages.statements.asides import answer_asides
from onrecord.stages.statements.cues import Attribution
from onrecord.stages.statements.features import describe_words
from onrecord.stages.statements.mend import mend
from onrecord.stages.statements.merge import merge_tagged
from onrecord.stages.statements.nests import evidence, find_parents, nested_words, order
from onrecord.stages.statements.quotations import Joiner
from onrecord.stages.statements.quotes import Quotes, find_quotes
from onrecord.stages.statements.repair import reattach
from onrecord.stages.statements.spans import find_attributions
from onrecord.stages.statements.tagging import Reading, Scores, Tables, Tagged, tag_attributions
from onrecord.stages.statements.through import find_outlets
from onrecord.stages.statements.tree import Tree
from onrecord.stages.statements.untangle import untangle

__all__ = [
    "Reading",
    "Scores",
    "Tables",
    "Tagged",
    "attribute_statements",
    "describe_report",
    "mark_attributions",
]


def attribute_statements(
    page: Page, blocks: Sequence[Block], parse: Parse, *, reading: Reading | None = None
) -> tuple[Statement, ...]:
    """The statements in the article's blocks, in the order of their cues; speakers, via and dates are still empty.

    ``reading`` is the page's text on its way through the trained tagger; without it rules alone find them.
    """
    text = page.text
    quotes, tree, found = _find_by_rule(text, blocks, parse)
    if reading is not None:
        outer = _outermost(found)
        tagged = tag_attributions(parse, blocks, quotes, [found[i] for i in outer], reading=reading)
        found = order(merge_tagged(text, tree, quotes, found, outer, tagged))
    found = answer_asides(tree, untangle(text, [kept for one in found if (kept := mend(tree, one)) is not None]))
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


def mark_attributions(page: Page, blocks: Sequence[Block], parse: Parse, *, reading: Reading) -> list[Tagged]:
    """The outermost attributions by PolNeAR's guidelines, as the tagger marks them, in the order of their cues.

    Wider than statements: beliefs, intentions, likes, decrees and perceptions are marked as well.
    """
    quotes, _, found = _find_by_rule(page.text, blocks, parse)
    return tag_attributions(parse, blocks, quotes, [found[i] for i in _outermost(found)], reading=reading)


def describe_report(page: Page, blocks: Sequence[Block], parse: Parse) -> dict[str, list[str]]:
    """The features of each token, by name (features.py): what the tagger is trained on."""
    quotes, _, found = _find_by_rule(page.text, blocks, parse)
    return describe_words(parse, blocks, quotes, [found[i] for i in _outermost(found)])


def _find_by_rule(text: str, blocks: Sequence[Block], parse: Parse) -> tuple[Quotes, Tree, list[Attribution]]:
    quotes = find_quotes(text, blocks)
    tree = Tree(reattach(parse), quoted=[quote.span for quote in quotes.outer])
    found = find_attributions(text, tree, quotes, blocks)
    return quotes, tree, order(Joiner(text, quotes, found, tree).join())


def _outermost(found: Sequence[Attribution]) -> list[int]:
    """Places of the attributions that stand in no other."""
    return [place for place, parent in enumerate(find_parents(found)) if parent is None]
