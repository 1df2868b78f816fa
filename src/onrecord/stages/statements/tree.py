"""The parse as a tree that can be asked for extents, subjects and verb groups in constant time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.records import Parse, Sentence, Span, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_CLIMB = 40
"""How far up a chain of coordinated or embedded verbs a subject is looked for; bounds the cost of one question."""


class Tree:
    """Extents of subtrees and the sentence of each token, computed once for a report."""

    def __init__(self, parse: Parse, *, quoted: Sequence[Span] = ()) -> None:
        self.tokens: tuple[Token, ...] = parse.tokens
        self.sentences: tuple[Sentence, ...] = parse.sentences
        self.left, self.right = _extents(parse.tokens)
        self.sentence = [0] * len(parse.tokens)
        self.quoted = frozenset(_inside(parse.tokens, quoted))
        for index, sentence in enumerate(parse.sentences):
            for token in range(sentence.first, sentence.last):
                self.sentence[token] = index

    def span(self, first: int, last: int) -> Span:
        """Code points from token ``first`` to token ``last``, both included."""
        return Span(self.tokens[first].span.start, self.tokens[last].span.end)

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
            if head == at:
                return None
            if token.dep in ("acl", "relcl"):
                return head if self.tokens[head].pos in ("NOUN", "PROPN", "PRON", "NUM") else None
            if token.dep == "xcomp":
                patient = self.child(head, "dobj", "dative")
                if patient is not None and patient < at and token.tag == "VB" and self._controls(head):
                    return patient
            if token.dep not in (
                "conj",
                "advcl",
                "xcomp",
                "ccomp",
                "parataxis",
                "dep",
                "pcomp",
                "prep",
                "pobj",
                "dobj",
            ):
                return None
            if token.dep == "pobj" and self.tokens[head].pos == "ADP" and self.tokens[head].dep != "prep":
                return None
            at = head
        return None

    def _controls(self, verb: int) -> bool:
        return self.lemma(verb) not in ("promise", "vow", "threaten", "use")

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
            self.tokens[i].head == verb and self.tokens[i].pos in ("ADV", "PART", "AUX") for i in range(start, stop)
        )


_OUTSIDE = frozenset({"also", "then", "when", "where", "how", "why", "later", "earlier", "now", "so", "however", "as", "first",
                      "reportedly", "allegedly", "once", "ever", "meanwhile", "too"})  # fmt: skip
"""Adverbs beside a verb that place it in time or text, and are no part of a cue."""


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
