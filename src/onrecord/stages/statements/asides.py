"""What is said against a claim in apposition to it: "P, a charge HOLT DENIES", "P — an idea POLICE CALL false"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.records import Act, Span
from onrecord.resources import rows, words
from onrecord.stages.statements.cues import Attribution, cues
from onrecord.stages.statements.sources import can_speak, source_span
from onrecord.stages.statements.tree import Tree

_BEFORE = frozenset({",", "—", "–", "--", "-", "("})
_ENDS = frozenset({",", ";", "—", "–", "--", ")", ":"})
_DETERMINERS = frozenset({"DT", "PDT", "JJ", "JJR", "JJS", "VBN", "PRP$", "CD"})
_MOST_BEFORE = 4
"""Tokens before the noun at most: "a rather serious charge"."""
_LONGEST = 18
"""Tokens of the relative clause up to its verb."""
_RELATIVE = frozenset({"that", "which", "whom"})
_SAYING = frozenset({"say", "insist", "maintain", "argue", "believe", "tell", "think"})
_POINTERS = frozenset({"it", "that", "this", "them", "so"})
_JOINING = frozenset({"but", "though", "although", "while"})
_MOST_BEHIND = 7
"""Tokens from the verb to the word that calls the claim false: "has CALLED the talk of a bitter man and BASELESS"."""


@dataclass(frozen=True, slots=True)
class _Aside:
    """A claim noun in apposition and the verb of its relative clause."""

    first: int
    noun: int
    verb: int
    last: int
    """The aside's last token."""
    act: Act


def answer_asides(tree: Tree, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with one for each such aside, and what went before cut off where the aside begins."""
    kept = list(found)
    for aside in _find_asides(tree):
        denial = _attribute(tree, aside)
        if denial is None:
            continue
        if tree.lemma(aside.noun) == "something" and any(one.cue.overlaps(denial.cue) and one.content for one in kept):
            continue
        whole = tree.span(aside.first, aside.last)
        kept = [_without(tree, one, aside) for one in kept if not whole.covers(one.cue)]
        kept = [one for one in kept if one.content]
        kept.append(denial)
    return sorted(_free_answers(tree, kept), key=lambda one: (one.cue, one.token))


def _free_answers(tree: Tree, found: Sequence[Attribution]) -> list[Attribution]:
    """ "The paper reported that P but THE COUNCIL DENIED IT": the denial is told beside what it denies, not within."""
    kept = list(found)
    starts = {token.span.start: place for place, token in enumerate(tree.tokens)}
    for answer in found:
        if answer.act != "denies" or answer.source is None or len(answer.content) != 1:
            continue
        pointing = starts.get(answer.content[0].start)
        first = starts.get(answer.source.start)
        if pointing is None or first is None or tree.tokens[pointing].text.lower() not in _POINTERS:
            continue
        before = tree.tokens[first - 1].text.lower() if first else ""
        if len(answer.content[0]) != len(tree.tokens[pointing].span) or before not in _JOINING:
            continue
        end = first - 2
        while end > 0 and tree.tokens[end].pos in ("PUNCT", "SPACE"):
            end -= 1
        stop = tree.tokens[end].span.end
        kept = [_until(one, stop) if any(s.covers(answer.cue) for s in one.content) else one for one in kept]
    return kept


def _until(one: Attribution, stop: int) -> Attribution:
    parts = tuple(Span(span.start, min(span.end, stop)) for span in one.content if span.start < stop)
    return replace(one, content=parts) if parts else one


def _find_asides(tree: Tree) -> Iterator[_Aside]:
    nouns = {row["noun"] for row in rows("claim-nouns.tsv") if row["kind"] in ("accusation", "report", "view")}
    tokens, last = tree.tokens, -1
    for noun, token in enumerate(tokens):
        something = token.text.lower() == "something"
        if noun <= last or not (something or (token.pos == "NOUN" and token.lemma.lower() in nouns)):
            continue
        first = noun
        while first > 0 and noun - first < _MOST_BEFORE and tokens[first - 1].tag in _DETERMINERS:
            first -= 1
        sentence = tree.sentences[tree.sentence[noun]]
        if first - 1 <= sentence.first or tokens[first - 1].text not in _BEFORE or noun in tree.quoted:
            continue
        aside = _read(tree, first, noun, sentence.last)
        if aside is not None:
            last = aside.last
            yield aside


def _read(tree: Tree, first: int, noun: int, stop: int) -> _Aside | None:
    """The aside from its first token on, or None where its clause denies and doubts nothing."""
    tokens = tree.tokens
    for verb in range(noun + 1, min(noun + _LONGEST, stop)):
        if tokens[verb].text in _ENDS:
            return None
        if tokens[verb].pos not in ("VERB", "AUX"):
            continue
        end = _end(tree, verb, stop)
        if (act := _act(tree, verb, end)) is not None:
            return _Aside(first, noun, verb, end, act)
        if tokens[verb].tag in ("VBD", "VBZ", "VBP") and tree.child(verb, "ccomp", "xcomp") is None:
            return None if tokens[verb].pos == "VERB" else _after_auxiliary(tree, first, noun, verb, stop)
    return None


def _after_auxiliary(tree: Tree, first: int, noun: int, auxiliary: int, stop: int) -> _Aside | None:
    for verb in range(auxiliary + 1, min(auxiliary + 4, stop)):
        if tree.tokens[verb].pos == "VERB":
            end = _end(tree, verb, stop)
            act = _act(tree, verb, end)
            return None if act is None else _Aside(first, noun, verb, end, act)
    return None


def _end(tree: Tree, verb: int, stop: int) -> int:
    """The last token before the mark that closes the aside."""
    tokens = tree.tokens
    marks = (i for i in range(verb + 1, stop) if tokens[i].text in _ENDS or tokens[i].text in (".", "!", "?"))
    last = next(marks, stop) - 1
    while last > verb and tokens[last].pos in ("PUNCT", "SPACE"):
        last -= 1
    return last


def _act(tree: Tree, verb: int, end: int) -> Act | None:
    """What its subject does to the claim by this verb, with the words up to ``end``."""
    tokens, lemma = tree.tokens, tree.lemma(verb)
    first, _ = tree.group(verb)
    if any(tree.lemma(i) in ("not", "n't", "never", "neither", "nor") for i in range(first, verb)):
        return None
    after = tree.lemma(verb + 1) if verb < end else ""
    if any(row["lemma"] == lemma and row["particle"] in ("", after) for row in rows("denial-cues.tsv")):
        return "denies"
    if any(row["lemma"] == lemma and not row["object"] for row in rows("doubting-cues.tsv")):
        return "questions"
    if lemma not in words("naming-verbs.txt") | _SAYING:
        return None
    verdicts = {row["word"] for row in rows("dismissals.tsv") if row["verdict"] == "false"}
    near = range(verb + 1, min(end, verb + _MOST_BEHIND) + 1)
    if any(tree.lemma(i) in ("not", "n't", "never") for i in near):
        return None
    return "denies" if any(tree.lemma(i) in verdicts or tokens[i].text.lower() in verdicts for i in near) else None


def _attribute(tree: Tree, aside: _Aside) -> Attribution | None:
    """The denial or doubt as an attribution; None where nobody who can speak is its subject."""
    first, last = tree.group(aside.verb)
    source = _by(tree, aside) if tree.tokens[aside.verb].tag == "VBN" else None
    if source is None:
        begin = aside.noun + 1
        if tree.tokens[begin].text.lower() in _RELATIVE:
            begin += 1
        first = max(first, begin)
        head = _head(tree, begin, first)
        if head is None:
            return None
        source = source_span(tree, head, stop=first)
        source = Span(max(source.start, tree.tokens[begin].span.start), source.end)
    lemma = tree.lemma(aside.verb)
    particle = tree.lemma(aside.verb + 1) if aside.verb < aside.last else ""
    if (f"{lemma} {particle}", "VERB") in cues():
        lemma, last = f"{lemma} {particle}", aside.verb + 1
    return Attribution(
        aside.verb,
        tree.span(max(first, aside.noun + 1), last),
        source,
        (tree.span(aside.first, aside.noun),),
        aside.act,
        lemma,
        "o",
    )


def _by(tree: Tree, aside: _Aside) -> Span | None:
    """ "a charge denied BY HOLT"."""
    agent = tree.child(aside.verb, "agent", "prep")
    named = tree.child(agent, "pobj") if agent is not None and tree.lemma(agent) == "by" else None
    return source_span(tree, named) if named is not None and can_speak(tree, named) else None


def _head(tree: Tree, begin: int, stop: int) -> int | None:
    """The head of the noun phrase between the claim noun and the verb."""
    inside = range(begin, stop)
    heads = [i for i in inside if tree.tokens[i].pos in ("NOUN", "PROPN", "PRON") and tree.tokens[i].head not in inside]
    return next((i for i in heads if can_speak(tree, i)), None)


def _without(tree: Tree, one: Attribution, aside: _Aside) -> Attribution:
    """The attribution with its content cut around the aside."""
    tokens, before, after = tree.tokens, aside.first - 1, aside.last + 1
    while before > 0 and tokens[before].pos in ("PUNCT", "SPACE"):
        before -= 1
    while after < len(tokens) - 1 and tokens[after].pos in ("PUNCT", "SPACE", "CCONJ"):
        after += 1
    parts = []
    for span in one.content:
        if not span.overlaps(tree.span(aside.first, aside.last)):
            parts.append(span)
            continue
        parts += [Span(span.start, tokens[before].span.end)] if span.start < tokens[before].span.end else []
        parts += [Span(tokens[after].span.start, span.end)] if tokens[after].span.start < span.end else []
    return one if tuple(parts) == one.content else replace(one, content=tuple(parts))
