"""Which words make one proposition: contents and narration, cut at sentences and at clauses of their own."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.records import Parse, Sentence, Span, Statement
from onrecord.stages.propositions.lexicons import claim_nouns

LEAST_WORDS = 3
"""A clause of fewer words is left in its neighbour: it would say nothing alone."""
OPENING = frozenset({"'", "‘", "“", '"', "„", "«", "``"})
NOUN_REACH = 5
"""Tokens from the end of a content within which the noun stands that a relative clause denies."""
MOST_CLAUSES = 8
"""No sentence written by hand has more clauses of their own; a longer list is not prose."""
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})


@dataclass(frozen=True, slots=True)
class Part:
    """The tokens of one proposition, by index and in order, within one sentence."""

    tokens: tuple[int, ...]
    root: int
    sentence: Sentence
    statement: int | None
    own: tuple[int, ...] = ()
    """Of narration, the tokens that are no part of a statement; else all."""


class Places:
    """Finds the tokens and sentences that a span touches."""

    def __init__(self, parse: Parse) -> None:
        """Index the parse once; a question is then a look-up or a binary search."""
        self.parse = parse
        self._starts = [token.span.start for token in parse.tokens]
        self._ends = [token.span.end for token in parse.tokens]
        self._sentence_of: list[Sentence | None] = [None] * len(parse.tokens)
        for sentence in parse.sentences:
            self._sentence_of[sentence.first : sentence.last] = [sentence] * (sentence.last - sentence.first)

    def tokens(self, span: Span) -> range:
        """Indices of the tokens that share a character with ``span``."""
        return range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))

    def sentence(self, token: int) -> Sentence | None:
        """The sentence that holds a token, or None for white space between sentences."""
        return self._sentence_of[token]


def cut_contents(places: Places, statements: Sequence[Statement]) -> list[Part]:
    """The parts of every statement's content, in the order of the statements."""
    parts: list[Part] = []
    for index, statement in enumerate(statements):
        by_sentence: dict[int, tuple[Sentence, list[int]]] = {}
        for span in statement.content:
            named = _denied_noun(places, statement, span) or _before_colon(places, statement, span)
            for token in named or places.tokens(span):
                if sentence := places.sentence(token):
                    by_sentence.setdefault(sentence.first, (sentence, []))[1].append(token)
        for _, (sentence, tokens) in sorted(by_sentence.items()):
            parts.extend(_clauses(places.parse, sorted(set(tokens)), sentence=sentence, statement=index))
    return parts


def _denied_noun(places: Places, statement: Statement, content: Span) -> tuple[int, ...]:
    """In "urged him to go over THE ACCUSATIONS, which Holt has denied" what is denied: the claim noun before the
    relative clause and what hangs on it; empty for any other content."""
    if statement.act != "denies" or content.end > statement.cue.start or not places.tokens(content):
        return ()
    tokens = places.parse.tokens
    inside, cue = places.tokens(content), places.tokens(statement.cue)
    first, end = inside[-1], cue[0] if cue else inside[-1] + 1
    while first > inside[0] and tokens[first].pos == "PUNCT":
        first -= 1
    for last in range(first, min(end, first + NOUN_REACH)):
        if not any(tokens[c].dep == "relcl" and c > last for c in tokens[last].children):
            continue
        if tokens[last].pos == "NOUN" and tokens[last].lemma.lower() in claim_nouns():
            return (*(c for c in tokens[last].children if c < last and (c >= first or tokens[c].dep == "det")), last)
    return ()


def _before_colon(places: Places, statement: Statement, content: Span) -> tuple[int, ...]:
    """In "challenged THAT THEORY: the quay was never sold" what is challenged: what comes after is said against it."""
    if statement.act not in ("denies", "questions"):
        return ()
    inside, tokens = places.tokens(content), places.parse.tokens
    colon = next((t for t in inside if tokens[t].text == ":"), None)
    if colon is None or not any(tokens[t].lemma.lower() in claim_nouns() for t in range(inside[0], colon)):
        return ()
    return tuple(range(inside[0], colon))


def cut_narration(places: Places, statements: Sequence[Statement]) -> list[Part]:
    """The sentences in the outlet's own voice: those that no statement's cue governs and mostly fills."""
    parts: list[Part] = []
    tokens = places.parse.tokens
    said: set[int] = find_quoted(places.parse)
    for statement in statements:
        spans = (*statement.content, statement.cue)
        said.update(token for span in spans for token in places.tokens(span))
    for sentence in places.parse.sentences:
        inside = range(sentence.first, sentence.last)
        roots = [token for token in inside if tokens[token].head == token]
        if tokens[sentence.first].text in OPENING:
            continue  # a quotation whose other mark is lost or is a single one
        if any(root in said for root in roots) or sum(token not in said for token in inside) < LEAST_WORDS:
            continue
        for part in _clauses(places.parse, list(inside), sentence=sentence, statement=None):
            own = tuple(token for token in part.tokens if token not in said)
            if 2 * len(own) >= len(part.tokens):
                parts.append(replace(part, own=own))
    return parts


def find_quoted(parse: Parse) -> set[int]:
    """The tokens within quotation marks: words in them are never the outlet's own."""
    inside: set[int] = set()
    open_quote, block_end = False, -1
    for sentence in parse.sentences:
        if sentence.first != block_end:
            open_quote = False
        block_end = sentence.last
        for token in range(sentence.first, sentence.last):
            text = parse.tokens[token].text
            if text in ("“", "„", "«"):
                open_quote = True
            elif text in ("”", "»"):
                open_quote = False
            elif text in ('"', "``", "''"):
                open_quote = not open_quote
            elif open_quote:
                inside.add(token)
    return inside


def _clauses(parse: Parse, tokens: list[int], *, sentence: Sentence, statement: int | None) -> list[Part]:
    """Cut where a clause with a subject of its own is joined to the main one."""
    inside, every = set(tokens), parse.tokens
    words = [token for token in tokens if every[token].pos != "PUNCT" and every[token].text.strip()]
    if not words:
        return []
    heads = [token for token in words if parse.tokens[token].head not in inside or parse.tokens[token].head == token]
    tops = {_object(parse, head) for head in heads} | set(heads)
    cuts = [token for token in words if _stands_alone(parse, token, inside, tops)][:MOST_CLAUSES]
    cuts = [token for token in cuts if len(_under(parse, token, inside, ())) >= LEAST_WORDS]
    main = _main(parse, heads or words[:1])
    parts: list[Part] = []
    taken: set[int] = set()
    for root in cuts:
        if root == main:
            continue
        under = _under(parse, root, inside, cuts)
        if parse.tokens[root].dep == "conj" and root > main:
            under |= _after(parse, under, tokens, cuts)
        taken.update(under)
        parts.append(Part(_trim(parse, sorted(under)), root, sentence, statement))
    rest = [token for token in tokens if token not in taken and not _leads_to(parse, token, taken)]
    trimmed = _trim(parse, rest)
    if trimmed:
        parts.insert(0, Part(trimmed, main, sentence, statement))
    return [replace(part, own=part.tokens) for part in parts if part.tokens]


def _after(parse: Parse, under: set[int], tokens: Sequence[int], cuts: Sequence[int]) -> set[int]:
    """What follows the last of a joined clause, to the next: hung on the main one it would be read across this one."""
    last = max(under)
    firsts = [min(_under(parse, cut, set(tokens), cuts)) for cut in cuts]
    end = min((first for first in firsts if first > last), default=tokens[-1] + 1)
    return {token for token in tokens if last < token < end}


def _leads_to(parse: Parse, token: int, taken: set[int]) -> bool:
    """True for the conjunction, and the comma before it, that joined a clause taken out."""
    after = token + 1
    if parse.tokens[token].pos == "PUNCT" and after < len(parse.tokens) and parse.tokens[after].pos == "CCONJ":
        after += 1
    return parse.tokens[token].pos in ("CCONJ", "PUNCT") and after in taken and token not in taken


def _stands_alone(parse: Parse, token: int, inside: set[int], tops: set[int]) -> bool:
    """True for a clause with a subject of its own joined to a main clause, not to one that hangs on another."""
    word = parse.tokens[token]
    if word.dep not in ("conj", "parataxis") or word.pos not in ("VERB", "AUX") or word.head not in inside:
        return False
    above = word.head
    while parse.tokens[above].dep == "conj" and parse.tokens[above].head in inside and above not in tops:
        above = parse.tokens[above].head
    if above not in tops:
        return False
    return any(parse.tokens[child].dep in SUBJECTS and child in inside for child in word.children)


def _main(parse: Parse, heads: Sequence[int]) -> int:
    """The head that governs most: a finite verb before any other, then the first."""
    heads = [_object(parse, head) for head in heads]
    verbs = [head for head in heads if parse.tokens[head].pos in ("VERB", "AUX")]
    finite = [head for head in verbs if is_finite(parse, head)]
    return (finite or verbs or list(heads))[0]


def _object(parse: Parse, head: int) -> int:
    """What a preposition at the head of a content governs: "about his plans" is about the plans."""
    if parse.tokens[head].pos in ("ADP", "SCONJ"):
        for child in parse.tokens[head].children:
            if parse.tokens[child].dep in ("pobj", "pcomp"):
                return child
    return head


def head_of(parse: Parse, token: int, inside: set[int]) -> int:
    """The verb that the token's clause hangs on, as far up as ``inside`` goes."""
    for _ in range(len(inside)):
        above = parse.tokens[token].head
        if above == token or above not in inside or parse.tokens[token].dep not in ("xcomp", "ccomp", "aux"):
            break
        token = above
    return token


def is_finite(parse: Parse, verb: int) -> bool:
    """True where the verb, or an auxiliary of it, carries tense."""
    word = parse.tokens[verb]
    if word.tag in FINITE:
        return True
    return any(
        parse.tokens[child].dep in ("aux", "auxpass") and parse.tokens[child].tag in FINITE for child in word.children
    )


def _under(parse: Parse, root: int, inside: set[int], cuts: Sequence[int]) -> set[int]:
    """The tokens below ``root``, without the clauses that stand alone themselves."""
    barred = set(cuts) - {root}
    found, waiting = {root}, [root]
    while waiting:
        for child in parse.tokens[waiting.pop()].children:
            if child in inside and child not in barred and child not in found:
                found.add(child)
                waiting.append(child)
    return found


def _trim(parse: Parse, tokens: Sequence[int]) -> tuple[int, ...]:
    """Without punctuation, conjunctions and the complementiser at either end."""
    first, last = 0, len(tokens)
    while first < last and _is_edge(parse, tokens[first]):
        first += 1
    while last > first and (parse.tokens[tokens[last - 1]].pos in ("PUNCT", "SPACE", "CCONJ")):
        last -= 1
    return tuple(tokens[first:last])


def _is_edge(parse: Parse, token: int) -> bool:
    word = parse.tokens[token]
    joins = word.pos == "CCONJ" and word.text.lower() not in ("neither", "either", "both")
    return joins or word.pos in ("PUNCT", "SPACE") or (word.dep == "mark" and word.text.lower() == "that")


def without_preposition(parse: Parse, tokens: Sequence[int]) -> tuple[int, ...]:
    """The tokens without a preposition that leads in the whole of them: "on media reports"."""
    if len(tokens) > 1 and parse.tokens[tokens[0]].pos == "ADP" and parse.tokens[tokens[0]].head not in set(tokens):
        return tuple(tokens[1:])
    return tuple(tokens)


def spans_of(parse: Parse, tokens: Iterable[int]) -> tuple[Span, ...]:
    """The fewest spans that cover the tokens, in order; a run of neighbours is one span."""
    spans: list[Span] = []
    before = -2
    for token in tokens:
        span = parse.tokens[token].span
        if token == before + 1:
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
        before = token
    return tuple(spans)
