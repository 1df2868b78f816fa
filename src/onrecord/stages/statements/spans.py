"""The finder of source, cue and content spans, by parse and lexicon. A trained tagger can take its place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from onrecord.records import Block, Span
from onrecord.stages.statements import frames
from onrecord.stages.statements.contents import Clause
from onrecord.stages.statements.cues import Attribution, cues, role
from onrecord.stages.statements.headlines import find_headlines
from onrecord.stages.statements.hedges import attribute_rumour, attribute_silence
from onrecord.stages.statements.nouns import attribute_according, attribute_hearsay, attribute_noun
from onrecord.stages.statements.pleas import attribute_plea
from onrecord.stages.statements.quotes import Quotes
from onrecord.stages.statements.sources import can_speak, source_span
from onrecord.stages.statements.tree import Tree
from onrecord.stages.statements.verbs import attribute_verb, read_verb, spans

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LONGEST_CLOSING = 16
"""Tokens of a cue that closes a sentence or stands between commas, time and place with it."""


def find_attributions(text: str, tree: Tree, quotes: Quotes, blocks: Sequence[Block]) -> list[Attribution]:
    """Every attribution that a cue of the lexicon makes; content may be empty where a quotation is to give it."""
    opened = [quote.span.start for quote in quotes.outer]
    found: list[Attribution] = []
    for index, token in enumerate(tree.tokens):
        attribution = None
        if token.pos in ("VERB", "AUX"):
            if token.text.lower() == "according":
                attribution = attribute_according(tree, index)
            else:
                quoted = index in tree.quoted
                attribution = attribute_rumour(tree, index) or attribute_silence(tree, index, quoted=quoted)
                attribution = attribution or attribute_plea(tree, index) or _verb(tree, index, quoted=quoted)
        elif token.pos == "NOUN":
            attribution = attribute_noun(tree, index)
        elif token.pos == "ADV":
            attribution = attribute_hearsay(tree, index)
        if attribution is not None:
            found.append(_clip_source(text, attribution, quotes, opened))
    found = [_cited(tree, attribution, found) for attribution in _without_embedded(tree, found)]
    layout = find_headlines(text, tree, blocks, quotes)
    taken = {a.cue for a in found if a.content and (a.source is not None or tree.tokens[a.token].pos != "NOUN")}
    layout = [a for a in layout if a.cue not in taken]
    placed = {a.cue for a in layout}
    return [a for a in found if a.cue not in placed] + layout


def _verb(tree: Tree, verb: int, *, quoted: bool) -> Attribution | None:
    clause = read_verb(tree, verb, quoted=quoted)
    if clause is None:
        return None
    if _says_nothing(tree, clause):
        return None
    found = attribute_verb(tree, clause)
    if found.frame in ("o", "p") and _is_only_meant(tree, verb):
        return None
    if not found.content:
        found = _as_reported(tree, found)
    if not quoted and (not found.content or found.frame == "p"):
        found = _closing_cue(tree, found)
    return found


def _says_nothing(tree: Tree, clause: Clause) -> bool:
    """True for "without opposing it", ", referring to him", "so-called", "I am convinced": nobody is said to speak."""
    token, lemma = tree.tokens[clause.verb], clause.cue.lemma
    if (
        clause.cue.objects
        and clause.cue.frames == "o"
        and not any(tree.lemma(c) in clause.cue.objects for c in token.children)
    ):
        return True
    if token.dep == "pcomp" and tree.lemma(token.head) == "without":
        return True
    if clause.passive:
        named = tree.child(clause.verb, "auxpass") is not None and "s" in clause.cue.frames
        return clause.subject is None and lemma in role("of-agents") and not named
    return token.tag == "VBG" and token.dep != "ROOT" and lemma == "refer"


def _is_only_meant(tree: Tree, verb: int) -> bool:
    """True for "agreed to defend it", which tells of no word said; not for "tried to explain it"."""
    token = tree.tokens[verb]
    if token.tag != "VB" or token.dep not in ("xcomp", "acl", "relcl", "ccomp"):
        return False
    marks = {tree.lemma(child) for child in tree.dependents(verb, "aux", "mark")}
    return "to" in marks and tree.lemma(token.head) not in role("setting-out")


def _clip_source(text: str, found: Attribution, quotes: Quotes, opened: list[int]) -> Attribution:
    """A source never reaches into a quotation that its cue is not part of, nor over a colon."""
    source = found.source
    if source is None:
        return found
    start, end = source.start, source.end
    at = bisect_right(opened, start) - 1
    if at >= 0:
        quote = quotes.outer[at].span
        if quote.start <= start < quote.end < end and not quote.covers(found.cue) and not _is_nickname(text, quote):
            start = quote.end
    colon = text.find(": ", start, end)
    if colon >= 0:
        start = colon + 1
    while start < end and not (text[start].isalnum() or text[start] in "“\"‘'«„($@#"):
        start += 1
    if start >= end:
        return replace(found, source=None)
    return found if start == source.start else replace(found, source=Span(start, end))


def _is_nickname(text: str, quote: Span) -> bool:
    return len(quote.of(text).split()) <= 4 and text[quote.end - 2 : quote.end - 1].isalnum()


def _without_embedded(tree: Tree, found: list[Attribution]) -> list[Attribution]:
    """ "refused to condemn": the second verb is the content of the first, not a statement made."""
    outer = {a.token for a in found if a.content and (a.frame == "i" or a.lemma == "refrain")}
    return [a for a in found if not (_is_infinitive(tree, a.token) and _governor(tree, a.token) in outer)]


def _is_infinitive(tree: Tree, token: int) -> bool:
    dep = tree.tokens[token].dep
    return dep in ("xcomp", "pcomp") or (dep == "advcl" and tree.tokens[token].tag == "VB")


def _governor(tree: Tree, token: int) -> int:
    head = tree.tokens[token].head
    return tree.tokens[head].head if tree.tokens[head].pos == "ADP" else head


def _as_reported(tree: Tree, found: Attribution) -> Attribution:
    """ "As the paper reported, ...": the clause around it is what was reported."""
    token, verb = tree.tokens[found.token], found.token
    mark = tree.child(verb, "mark", "advmod")
    named = found.source is not None and tree.own_subject(verb) is not None
    if token.dep != "advcl" or mark is None or tree.lemma(mark) != "as" or "c" not in _frames(found) or not named:
        return found
    if tree.child(verb, "ccomp", "xcomp", "dobj") is not None or found.lemma in role("thinking"):
        return found
    head, sentence = token.head, tree.sentences[tree.sentence[verb]]
    if head > verb and tree.tokens[min(tree.right[verb] + 1, sentence.last - 1)].text == ",":
        part = frames.trim(tree, tree.right[verb] + 1, tree.right[head])
    elif head < verb and tree.tokens[tree.left[verb] - 1].text == "," and tree.lemma(tree.left[verb]) == "as":
        part = frames.trim(tree, tree.left[head], tree.left[verb] - 1)
    else:
        return found
    return replace(found, content=spans(tree, [part] if part else []), frame="c")


def _closing_cue(tree: Tree, found: Attribution) -> Attribution:
    """ "..., officials said." and "Russia, he said, will go": the clause around a cue set off by commas."""
    tokens, verb = tree.tokens, found.token
    if (
        found.source is None
        or tokens[verb].tag in ("VBG", "VB")
        or "c" not in _frames(found)
        or tree.child(verb, "ccomp", "xcomp") is not None
    ):
        return found
    if tree.child(verb, "dobj") is not None and found.lemma not in ("tell", "remind", "inform", "warn"):
        return found
    sentence = tree.sentences[tree.sentence[verb]]
    start = min(found.source.start, found.cue.start)
    before = verb
    while before > sentence.first and tokens[before - 1].span.start >= start:
        before -= 1
    if before <= sentence.first + 1 or tokens[before - 1].text not in (",", "—", "–", "-"):
        return found
    end = max(found.source.end, found.cue.end)
    stop = min(verb + _LONGEST_CLOSING, sentence.last)
    after = next((i for i in range(verb, stop) if tokens[i].span.start >= end and tokens[i].text in ",.—–:;"), stop)
    if after == stop < sentence.last or _goes_on(tree, found, after):
        return found
    parts = [frames.trim(tree, sentence.first, before - 1)]
    if tokens[verb].dep in ("parataxis", "ccomp", "advcl") and after < sentence.last and tokens[after].text == ",":
        head = tokens[verb].head
        if tree.right[head] > after and head != verb:
            parts.append(frames.trim(tree, after + 1, min(tree.right[head], sentence.last - 1)))
    kept = [part for part in parts if part]
    stated = any(tokens[i].tag in _FINITE for first, last in kept for i in range(first, last + 1))
    if not kept or not (stated or sentence.block == "headline"):
        return found
    return replace(found, content=spans(tree, kept), frame="c")


def _goes_on(tree: Tree, found: Attribution, stop: int) -> bool:
    """True where a clause of its own follows the cue: "after the vote, he also said that it failed"."""
    for i in range(found.token + 1, stop):
        token = tree.tokens[i]
        beside = found.source is None or not found.source.covers(token.span)
        if beside and (token.dep in _CLAUSAL or token.tag in _FINITE):
            return True
    return False


_CLAUSAL = frozenset({"nsubj", "nsubjpass", "expl", "mark"})


def _frames(found: Attribution) -> str:
    entry = cues().get((found.lemma, "VERB"))
    return entry.frames if entry is not None and entry.needs != "that" else ""


def _cited(tree: Tree, found: Attribution, others: list[Attribution]) -> Attribution:
    """ "reported, citing officials": the one cited is the source of what the outlet reports."""
    token = tree.tokens[found.token]
    if (
        found.lemma not in ("cite", "quote")
        or token.tag != "VBG"
        or token.dep not in ("advcl", "prep", "parataxis", "xcomp")
    ):
        return found
    named = tree.child(found.token, "dobj")
    if named is None or not can_speak(tree, named) or any(child > named for child in tree.dependents(named, "acl")):
        return found
    if tree.right[named] + 1 < len(tree.tokens) and tree.tokens[tree.right[named] + 1].text == "saying":
        return found
    sentence = tree.sentences[tree.sentence[found.token]]
    low = bisect_left(others, sentence.first, key=lambda a: a.token)
    high = bisect_left(others, found.token, key=lambda a: a.token)
    holders = [o for o in others[max(low, high - 20) : high] if o.frame in ("c", "q", "o", "") and o.source is not None]
    holder = next((o for o in holders if o.token == token.head), None)
    holder = holder or next((o for o in holders if any(s.covers(found.cue) for s in o.content)), None)
    holder = holder or (holders[-1] if holders else None)
    source = source_span(tree, named)
    if holder is None:
        part = frames.trim(tree, sentence.first, found.token - 1)
        return replace(found, source=source, content=spans(tree, [part] if part else []), frame="c")
    content = tuple(_before(s, found.cue) for s in holder.content)
    return replace(found, source=source, content=content, frame="c", under=holder.token)


def _before(span: Span, cue: Span) -> Span:
    return Span(span.start, min(span.end, cue.start)) if span.covers(cue) else span
