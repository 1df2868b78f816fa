"""One list of attributions from two: what the rules found, with the tagger's bounds, and what only the tagger found.

The tagger marks what PolNeAR marks: one level, and beliefs, intentions, likes, decrees and perceptions with the rest.
The rules nest, and mark only what was said. So where both see one cue, the tagger's source and content stand, in our
conventions of bounds; what only the tagger sees counts where its words say that something was said.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from onrecord.records import Span
from onrecord.stages.statements.contents import FIRST_AND_SECOND
from onrecord.stages.statements.cues import Attribution, Cue, cues, role
from onrecord.stages.statements.hedges import is_supposed
from onrecord.stages.statements.quotes import Quotes, is_name
from onrecord.stages.statements.tagging import Range, Tagged
from onrecord.stages.statements.tree import Tree

_FEWEST_QUOTED = 3
"""Words in quotation marks below which they are a term, not what was said."""


def merge_tagged(
    text: str, tree: Tree, quotes: Quotes, ruled: Sequence[Attribution], outer: Sequence[int], tagged: Sequence[Tagged]
) -> list[Attribution]:
    """The attributions of both, in no order; ``ruled`` are in the order of their cues, ``outer`` those in no other."""
    starts = [ruled[i].cue.start for i in outer]
    merged = list(ruled)
    announced = {span.start for one in ruled if one.lemma == ":" and one.frame == "q" for span in one.content}
    for one in tagged:
        cue = _cue(tree, one)
        first = bisect_left(starts, cue.start)
        beside = [outer[i] for i in (first - 1, first) if 0 <= i < len(outer) and ruled[outer[i]].cue.overlaps(cue)]
        if beside:
            merged[beside[0]] = _with_source(tree, ruled[beside[0]], one)
        elif (added := _only_tagged(text, tree, quotes, one, cue)) is not None and added.content[
            0
        ].start not in announced:
            merged.append(added)
    return merged


def _cue(tree: Tree, one: Tagged) -> Span:
    """The tagged cue without the colon that leads to a quotation."""
    first, last = one.cue[0], one.cue[1] - 1
    while last > first and tree.tokens[last].text in (":", ","):
        last -= 1
    return tree.span(first, last)


def _source(tree: Tree, words: Range | None) -> Span | None:
    """The tagged source without the comma that closes an apposition."""
    if words is None:
        return None
    first, last = words[0], words[1] - 1
    while last > first and tree.tokens[last].text in (",", ":", "—", "–", "-"):
        last -= 1
    return tree.span(first, last)


def _contents(tree: Tree, one: Tagged) -> tuple[Span, ...]:
    """The tagged contents without "that" and commas in front of them and commas behind."""
    spans = []
    for begin, stop in one.content:
        first, last = begin, stop - 1
        while first < last and tree.tokens[first].text.lower() in ("that", ",", ":") and _is_mark(tree, first):
            first += 1
        while last > first and tree.tokens[last].text in (",", ":", ";", "."):
            last -= 1
        spans.append(tree.span(first, last))
    return tuple(spans)


def _is_mark(tree: Tree, at: int) -> bool:
    token = tree.tokens[at]
    return token.pos == "PUNCT" or token.dep == "mark" or token.pos == "SCONJ"


def _with_source(tree: Tree, ruled: Attribution, one: Tagged) -> Attribution:
    """The rules' attribution with the tagger's bounds of its source, where both mean the same words."""
    source = _source(tree, one.source)
    if source is None or ruled.source is None or not source.overlaps(ruled.source) or source.overlaps(ruled.cue):
        return ruled
    if any(source.overlaps(span) and not ruled.source.overlaps(span) for span in ruled.content):
        return ruled  # "three women of harassing them", of "was accused by three women of harassing them"
    return replace(ruled, source=source)


def _only_tagged(text: str, tree: Tree, quotes: Quotes, one: Tagged, cue: Span) -> Attribution | None:
    """The tagger's attribution as one of ours, where it quotes somebody, or a cue of the lexicon tells in a finite
    clause what they say."""
    content = _contents(tree, one)
    if one.source is None or not content or not _can_be_source(tree, one.source):
        return None
    if any(begin <= one.source[0] < stop for begin, stop in one.content):
        return None  # "asserting he could": the subject of what is asserted
    quoted = any(_is_quotation(text, quotes, span) for span in content)
    if not quoted and not any(tree.states(*words) for words in one.content):
        return None
    entry, main = _main_word(tree, one.cue)
    if (entry is None and not quoted) or is_supposed(tree, main):
        return None
    return Attribution(
        token=main,
        cue=cue,
        source=_source(tree, one.source),
        content=content,
        act=entry.act if entry is not None else "asserts",
        lemma=entry.lemma if entry is not None else tree.lemma(main),
        frame="q" if quoted else "c",
        negated=any(tree.tokens[i].dep == "neg" for i in range(*one.cue)),
    )


_MUTE_PRONOUNS = role("mute-pronoun")


def _can_be_source(tree: Tree, words: Range) -> bool:
    """True unless it is a pronoun for a thing, or for the narrator and the reader."""
    head = tree.tokens[_head(tree, words)]
    text = head.text.lower()
    return text not in _MUTE_PRONOUNS and text not in FIRST_AND_SECOND and head.dep != "expl"


def _head(tree: Tree, words: Range) -> int:
    """The token of a range whose head lies outside it."""
    return next((i for i in range(*words) if not words[0] <= tree.tokens[i].head < words[1]), words[0])


def _main_word(tree: Tree, words: Range) -> tuple[Cue | None, int]:
    """The last word of a cue that the lexicon knows to carry a clause or a quotation, else the cue's head.
    A noun may be a verb that the parser mistook: "the paper notes"."""
    for i in reversed(range(*words)):
        for pos in (tree.tokens[i].pos, "VERB"):
            entry = cues().get((tree.lemma(i), pos))
            if entry is not None and set(entry.frames) & {"q", "c"} and entry.needs != "that":
                return entry, i
    return None, _head(tree, words)


def _is_quotation(text: str, quotes: Quotes, span: Span) -> bool:
    at = bisect_left(quotes.outer, span.start, key=lambda quote: quote.span.end)
    for quote in quotes.outer[at : at + 8]:
        if quote.span.start >= span.end:
            break
        words = quote.span.of(text).split()
        if len(words) >= _FEWEST_QUOTED and not is_name(text, quote.span):
            return True
    return False
