"""The finder of source, cue and content spans, by parse and lexicon. A trained tagger can take its place."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from onrecord.records import Span
from onrecord.stages.statements.cues import Attribution
from onrecord.stages.statements.nouns import attribute_according, attribute_hearsay, attribute_noun
from onrecord.stages.statements.quotes import Quotes
from onrecord.stages.statements.sources import can_speak, source_span
from onrecord.stages.statements.tree import Tree
from onrecord.stages.statements.verbs import attribute_verb, read_verb, spans
from onrecord.stages.statements import frames

_SAY = frozenset({"say", "tell", "report", "add", "announce", "write", "note", "argue", "explain", "warn", "claim", "insist",
                  "show", "suggest", "indicate", "acknowledge", "confirm", "believe", "allege", "recall", "predict"})  # fmt: skip


def find_attributions(text: str, tree: Tree, quotes: Quotes) -> list[Attribution]:
    """Every attribution that a cue of the lexicon makes; content may be empty where a quotation is to give it."""
    opened = [quote.span.start for quote in quotes.outer]
    found: list[Attribution] = []
    for index, token in enumerate(tree.tokens):
        if token.pos in ("VERB", "AUX"):
            quoted = _within(quotes, opened, token.span)
            if token.text.lower() == "according":
                attribution = attribute_according(tree, index)
            else:
                clause = read_verb(tree, index, quoted=quoted)
                attribution = attribute_verb(tree, clause) if clause is not None else None
                if attribution is not None and not attribution.content and not quoted:
                    attribution = _closing_cue(text, tree, attribution)
        elif token.pos == "NOUN":
            attribution = attribute_noun(tree, index)
        elif token.pos == "ADV":
            attribution = attribute_hearsay(tree, index)
        else:
            attribution = None
        if attribution is not None:
            found.append(attribution)
    return [_cited(tree, attribution, found) for attribution in found]


def _within(quotes: Quotes, opened: list[int], span: Span) -> bool:
    at = bisect_right(opened, span.start) - 1
    return at >= 0 and quotes.outer[at].span.covers(span)


def _closing_cue(text: str, tree: Tree, found: Attribution) -> Attribution:
    """ "..., officials said." and "Russia, he said, will go": the clause around a cue set off by commas."""
    if found.lemma not in _SAY or found.source is None:
        return found
    tokens, verb = tree.tokens, found.token
    if tree.child(verb, "dobj", "ccomp", "xcomp") is not None and found.lemma != "tell":
        return found
    sentence = tree.sentences[tree.sentence[verb]]
    start = min(found.source.start, found.cue.start)
    before = verb
    while before > sentence.first and tokens[before - 1].span.start >= start:
        before -= 1
    if before <= sentence.first + 1 or tokens[before - 1].text not in (",", "—", "–", "-"):
        return found
    end = max(found.source.end, found.cue.end)
    after = next(
        (i for i in range(verb, sentence.last) if tokens[i].span.start >= end and tokens[i].text in ",.—–:;"),
        sentence.last,
    )
    if after - verb > 14:
        return found
    parts = [frames.trim(tree, sentence.first, before - 1)]
    if tokens[verb].dep in ("parataxis", "ccomp", "advcl") and after < sentence.last and tokens[after].text == ",":
        head = tokens[verb].head
        if tree.right[head] > after and head != verb:
            parts.append(frames.trim(tree, after + 1, min(tree.right[head], sentence.last - 1)))
    content = spans(tree, [part for part in parts if part])
    return replace(found, content=content, frame="c") if content else found


def _cited(tree: Tree, found: Attribution, others: list[Attribution]) -> Attribution:
    """ "reported, citing officials": the one cited is the source of what the outlet reports."""
    if found.lemma not in ("cite", "quote") or tree.tokens[found.token].tag != "VBG":
        return found
    named = tree.child(found.token, "dobj")
    if (
        named is None
        or not can_speak(tree, named)
        or tree.tokens[found.token].dep not in ("advcl", "prep", "parataxis", "xcomp")
    ):
        return found
    if any(child > named for child in tree.dependents(named, "acl")):
        return found
    sentence = tree.sentences[tree.sentence[found.token]].span
    holders = [
        other
        for other in others
        if other.token != found.token
        and other.content
        and sentence.covers(other.cue)
        and other.cue.start < found.cue.start
        and other.frame in ("c", "q", "o")
    ]
    holder = next((o for o in holders if o.token == tree.tokens[found.token].head), None)
    holder = holder or next(
        (o for o in holders if any(s.covers(found.cue) for s in o.content)), holders[-1] if holders else None
    )
    source = source_span(tree, named)
    if holder is None:
        part = frames.trim(tree, tree.sentences[tree.sentence[found.token]].first, found.token - 1)
        return replace(found, source=source, content=spans(tree, [part] if part else []), frame="c")
    content = tuple(Span(s.start, min(s.end, found.cue.start)) if s.covers(found.cue) else s for s in holder.content)
    return replace(found, source=source, content=content, frame="c", under=holder.token)
