"""The parse as a tree that can be asked for extents, subjects and verb groups in constant time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from onrecord.records import Parse, Sentence, Span, Token
from onrecord.stages.statements.cues import role

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SHARES_SUBJECT = frozenset({"conj", "advcl", "xcomp", "ccomp", "parataxis", "dep", "pcomp", "prep", "pobj", "dobj"})
_KEEPS_SUBJECT = role("keeps-subject")
_CLIMB = 40
"""How far up a chain of coordinated or embedded verbs a subject is looked for; bounds the cost of one question."""


class Tree:
    """Extents of subtrees and the sentence of each token, computed once for a report."""

    def __init__(self, parse: Parse, *, quoted: Sequence[Span] = ()) -> None:
        """Read ``parse``; ``quoted`` are the spans in quotation marks, sorted and apart."""
        self.tokens: tuple[Token, ...] = parse.tokens
        self.sentences: tuple[Sentence, ...] = parse.sentences
        self.left, self.right = _extents(parse.tokens)
        self._starts = [token.span.start for token in parse.tokens]
        self.sentence = [0] * len(parse.tokens)
        self.dashes = [i for i in range(1, len(parse.tokens)) if _is_dash(parse.tokens, i)]
        self.quoted = frozenset(_inside(parse.tokens, quoted))
        for index, sentence in enumerate(parse.sentences):
            for token in range(sentence.first, sentence.last):
                self.sentence[token] = index

    def span(self, first: int, last: int) -> Span:
        """Code points from token ``first`` to token ``last``, both included."""
        return Span(self.tokens[first].span.start, self.tokens[last].span.end)

    def within(self, span: Span) -> range:
        """Indices of the tokens from the one at the first code point of ``span`` to the one at its last."""
        return range(max(0, bisect_right(self._starts, span.start) - 1), bisect_left(self._starts, span.end))

    def child(self, token: int, *labels: str) -> int | None:
        """The first dependent with one of ``labels``."""
        for child in self.tokens[token].children:
            if self.tokens[child].dep in labels:
                return child
        return None

    def dependents(self, token: int, *labels: str) -> list[int]:
        """All dependents with one of ``labels``, in order."""
        return [child for child in self.tokens[token].children if self.tokens[child].dep in labels]

    def lemma(self, token: int) -> str:
        """Lower-case lemma."""
        return self.tokens[token].lemma.lower()

    def own_subject(self, verb: int) -> int | None:
        """The verb's own subject."""
        for child in self.tokens[verb].children:
            if self.tokens[child].dep in SUBJECTS:
                return child
        return None

    def subject(self, verb: int) -> int | None:
        """The subject that a verb has or shares: by coordination, as participle, infinitive or modifier of a noun."""
        at = verb
        for _ in range(_CLIMB):
            if (own := self.own_subject(at)) is not None:
                return own
            token = self.tokens[at]
            head = token.head
            if token.dep in ("acl", "relcl"):
                return head if self.tokens[head].pos in ("NOUN", "PROPN", "PRON", "NUM") else None
            if (patient := self._patient(at)) is not None:
                return patient
            if head == at or token.dep not in _SHARES_SUBJECT:
                return None
            at = head
        return None

    def _patient(self, verb: int) -> int | None:
        """Who acts where it is not the subject above: "criticised him for saying", "told them to say"."""
        token = self.tokens[verb]
        if token.dep == "pcomp" and self.lemma(token.head) == "for":
            blaming = self.tokens[token.head].head
            patient = self.child(blaming, "dobj")
            for at in self.dependents(blaming, "prep") if patient is None else []:  # "laughed at him for saying"
                patient = self.child(at, "pobj") if self.lemma(at) == "at" else patient
            return patient if patient is not None and patient < token.head else None
        if token.dep == "xcomp" and token.tag == "VB" and self.lemma(token.head) not in _KEEPS_SUBJECT:
            patient = self.child(token.head, "dobj", "dative")
            return patient if patient is not None and patient < verb else None
        return None

    def states(self, first: int, stop: int) -> bool:
        """True where a finite verb with its subject stands in tokens ``first:stop``."""
        for i in range(first, stop):
            token = self.tokens[i]
            if token.dep not in SUBJECTS or not first <= token.head < stop:
                continue
            verb = self.tokens[token.head]
            if verb.tag in FINITE or any(self.tokens[c].tag in FINITE for c in verb.children):
                return True
        return False

    def group(self, verb: int) -> tuple[int, int]:
        """First and last token of the verb group: auxiliaries, negation, adverbs beside the verb, and its particle."""
        first = last = verb
        for child in reversed(self.tokens[verb].children):
            token = self.tokens[child]
            if child >= first:
                continue
            if token.dep in ("aux", "auxpass", "neg") or (token.dep == "advmod" and self._is_manner(child)):
                if self._gap_is_adverbial(child + 1, first, verb):
                    first = child
                else:
                    break
        for child in self.tokens[verb].children:
            if child > last and self.tokens[child].dep in ("prt", "neg") and child <= last + 1:
                last = child
        return first, last

    def _is_manner(self, adverb: int) -> bool:
        return self.left[adverb] == self.right[adverb] and self.lemma(adverb) not in _OUTSIDE

    def _gap_is_adverbial(self, start: int, stop: int, verb: int) -> bool:
        return all(
            self.tokens[i].head == verb
            and (self.tokens[i].pos in ("ADV", "PART", "AUX") or self.tokens[i].dep == "preconj")
            for i in range(start, stop)
        )


_OUTSIDE = role("aside")
"""Adverbs beside a verb that place it in time or text, and are no part of a cue."""


_DASHES = frozenset({"—", "–", "--", "―", "‒", "-"})


def _is_dash(tokens: tuple[Token, ...], at: int) -> bool:
    """True for a dash that sets off an aside; a hyphen has no space before it."""
    text = tokens[at].text
    return text in _DASHES and (text != "-" or tokens[at - 1].span.end < tokens[at].span.start)


def _inside(tokens: tuple[Token, ...], spans: Sequence[Span]) -> Iterator[int]:
    """Indices of the tokens that lie within one of ``spans``, which are sorted and do not overlap."""
    at = 0
    for index, token in enumerate(tokens):
        while at < len(spans) and spans[at].end <= token.span.start:
            at += 1
        if at < len(spans) and spans[at].start <= token.span.start:
            yield index


def _extents(tokens: tuple[Token, ...]) -> tuple[list[int], list[int]]:
    count = len(tokens)
    left, right = list(range(count)), list(range(count))
    waiting = [len(token.children) for token in tokens]
    ready = [i for i in range(count) if waiting[i] == 0]
    while ready:
        at = ready.pop()
        head = tokens[at].head
        if head == at:
            continue
        left[head] = min(left[head], left[at])
        right[head] = max(right[head], right[at])
        waiting[head] -= 1
        if waiting[head] == 0:
            ready.append(head)
    return left, right
