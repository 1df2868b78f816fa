"""What a clause says: its verb's subject and objects, its tense, and the times that belong to it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.records import Parse, Publication, Span, TimeExpression, Token
from onrecord.resources import rows, words
from onrecord.stages.events.lexicon import kind_of_verb
from onrecord.stages.events.timing import Timing

_CLIMB = 8
"""Heads climbed at most from a word to the verb it belongs to."""

_WIDEST = 80
"""Tokens of a part of a clause that are looked at; phrases show far fewer."""
_AGAINST = ("against", "without", "from", "than")
"""Prepositions behind which a deed is one that was not done: "decided against paying"."""
_NOBODY = frozenset({"no", "not", "none", "nobody", "neither"})
_ASIDE = frozenset({"relcl", "acl", "advcl", "parataxis", "punct", "case"})
"""Dependents of a noun that are no part of whom it names."""


@cache
def _people() -> frozenset[str]:
    """Nouns for one person, who is never "it"."""
    sorts = ("voice", "advocate", "office", "person", "relative", "source")
    return frozenset(row["noun"] for row in rows("roles.tsv") if row["sort"] in sorts)


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with the tokens that stand for its parts (indices into the parse)."""

    verb: int
    subject: int | None
    """Head of the one who acts: subject, or the agent of a passive."""
    patient: int | None
    """Head of the one acted upon: object, or the subject of a passive."""
    others: tuple[int, ...]
    """Heads of its prepositional objects, in order."""
    negated: bool
    hypothetical: bool
    """True under if, could, might, would have: nothing that is told to have happened."""
    ahead: bool
    """True where it is told as still to come."""
    ongoing: bool
    past: bool
    """True for a simple past: told as having happened at a point of the story."""
    perfect: bool
    present: bool
    """True for a simple present."""


class Reader:
    """The parse with the look-ups that reading clauses needs."""

    def __init__(self, parse: Parse, times: Sequence[TimeExpression], published: Publication | None = None) -> None:
        """Find out which verb or noun each time dates."""
        self.tokens: Sequence[Token] = parse.tokens
        self.times = times
        self.opening = frozenset(sentence.first for sentence in parse.sentences)
        self._starts = [token.span.start for token in self.tokens]
        self._numbers = {time.span: number for number, time in enumerate(times)}
        self.timing = Timing(parse.tokens, times, self.opening, published)
        self._timed = self.timing.of_verb

    def index(self, offset: int) -> int:
        """The token that holds or follows a code point."""
        at = max(bisect_right(self._starts, offset) - 1, 0)
        return at if not self.tokens or self.tokens[at].span.end > offset else at + 1

    def number_of(self, time: Span) -> int | None:
        """The number of the time expression with this span."""
        return self._numbers.get(time)

    def before(self, number: int, verb: int) -> bool:
        """True for a time expression of an earlier sentence than the verb's."""
        opening = next((at for at in range(verb, -1, -1) if at in self.opening), 0)
        return self.range(self.times[number].span)[0] < opening

    def range(self, span: Span) -> tuple[int, int]:
        """The tokens of a span, as a half-open range."""
        return self.index(span.start), bisect_left(self._starts, span.end)

    def times_of(self, at: int) -> list[int]:
        """The times told with a verb or noun: its own, or those of the verb it goes along with."""
        for _ in range(_CLIMB):
            if at in self._timed:
                return self._timed[at]
            token = self.tokens[at]
            subject = any(self.tokens[c].dep in ("nsubj", "nsubjpass") for c in token.children)
            along = token.dep in ("conj", "xcomp", "advcl") and not subject and token.pos in ("VERB", "AUX")
            if not along and token.dep not in ("auxpass", "aux"):
                return []
            at = token.head
        return []

    def all_times(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Every time told in the tokens ``first:last``, with its verb, in order of the verbs."""
        for verb in sorted(v for v in self._timed if first <= v < last):
            for number in self._timed[verb]:
                yield verb, number

    def is_aside(self, at: int) -> bool:
        """True in a relative clause that a comma sets off: the report's own telling, also amid what somebody says:
        "they say that Doe, who resigned in May, paid"."""
        for _ in range(_CLIMB):
            token = self.tokens[at]
            if token.dep == "relcl":
                pronoun = next((i for i in range(token.head + 1, at) if self.tokens[i].tag in ("WP", "WDT")), 0)
                return pronoun > 0 and self.tokens[pronoun - 1].text == ","
            if token.head == at or token.dep not in ("conj", "xcomp", "advcl"):
                return False
            at = token.head
        return False

    def subtree(self, root: int, *, without: frozenset[str] = frozenset()) -> list[int]:
        """The token and what hangs on it, in order, but for dependents of the kinds ``without``; what is far down
        or out is left out, so that no sentence costs more than its share."""
        found: list[int] = []
        todo = deque([root])
        while todo and len(found) < _WIDEST:
            at = todo.popleft()
            found.append(at)
            todo.extend(c for c in self.tokens[at].children if self.tokens[c].dep not in without)
        return sorted(found)

    def phrase(self, head: int) -> tuple[int, int]:
        """The tokens ``first:last`` of the noun phrase with this head, without clauses that tell more about it."""
        part = self.subtree(head, without=_ASIDE)
        first = last = part.index(head)
        while first > 0 and part[first - 1] == part[first] - 1:
            first -= 1
        while last + 1 < len(part) and part[last + 1] == part[last] + 1:
            last += 1
        return part[first], part[last] + 1

    def span(self, head: int | None) -> Span | None:
        """The words of the noun phrase with this head."""
        if head is None:
            return None
        first, last = self.phrase(head)
        return Span(self.tokens[first].span.start, self.tokens[last - 1].span.end)

    def clause(self, verb: int) -> Clause:
        """Read the clause of a verb."""
        token = self.tokens[verb]
        kids = token.children
        passive = any(self.tokens[c].dep in ("nsubjpass", "auxpass") for c in kids) or (
            token.tag == "VBN" and token.dep in ("acl", "advcl") and not any(self.tokens[c].dep == "aux" for c in kids)
        )
        subject = self._subject(verb)
        patient = next((c for c in kids if self.tokens[c].dep in ("dobj", "dative", "attr") and self._nominal(c)), None)
        if passive:
            patient = subject
            subject = next(
                (g for c in kids if self.tokens[c].dep == "agent" for g in self.tokens[c].children if self._nominal(g)),
                None,
            )
        others = tuple(
            g
            for c in kids
            if self.tokens[c].dep in ("prep", "dative") and self.tokens[c].pos in ("ADP", "SCONJ")
            for g in self.tokens[c].children
            if self.tokens[g].dep == "pobj"
        )
        helpers = [self.tokens[c] for c in kids if self.tokens[c].dep in ("aux", "auxpass")]
        lemmas = {h.lemma.lower() for h in helpers}
        modal = lemmas & words("event-modals.txt")
        under_if = any(
            self.tokens[c].dep == "mark" and self.tokens[c].text.lower() in ("if", "unless", "whether") for c in kids
        )
        have = "have" in lemmas and not any(h.tag == "VB" for h in helpers)
        return Clause(
            verb=verb,
            subject=subject,
            patient=patient,
            others=others,
            negated=any(self._negates(c) for c in kids)
            or (subject is not None and self.names_nobody(subject))
            or (token.dep == "pcomp" and self.tokens[token.head].text.lower() in _AGAINST),
            hypothetical=bool(modal) or under_if,
            ahead=bool(lemmas & {"will", "shall", "'ll", "’ll", "would"}) or self._announced(verb),
            ongoing=token.tag == "VBG" and "be" in lemmas and not any(h.tag == "VBD" for h in helpers),
            past=any(t.tag == "VBD" for t in (token, *helpers)) or self.is_implied(verb),
            perfect=have,
            present=not have and any(t.tag in ("VBZ", "VBP") for t in (token, *helpers)),
        )

    def _negates(self, child: int) -> bool:
        """True for "not", "never" and "no longer"."""
        token = self.tokens[child]
        if token.dep == "advmod":
            return any(self.tokens[c].text.lower() in ("no", "never", "not") for c in (child, *token.children))
        return token.dep == "neg"

    def names_nobody(self, subject: int) -> bool:
        """True for "nobody", "no minister", "not one of them"."""
        token = self.tokens[subject]
        own = (c for c in token.children if self.tokens[c].dep in ("neg", "det", "preconj"))
        return any(self.tokens[c].text.lower() in _NOBODY for c in (subject, *own))

    def is_implied(self, verb: int) -> bool:
        """True for the infinitive of "had to resign", which tells that it was done."""
        token, head = self.tokens[verb], self.tokens[self.tokens[verb].head]
        past = head.tag == "VBD" or any(
            self.tokens[c].tag == "VBD" for c in head.children if self.tokens[c].dep[:3] == "aux"
        )
        told = token.tag == "VB" and token.dep == "xcomp" and head.lemma.lower() in words("event-implicatives.txt")
        return told and past and not any(self._negates(c) for c in head.children)

    def _announced(self, verb: int) -> bool:
        """True for the infinitive of "is expected to", "plans to", "is set to"."""
        token = self.tokens[verb]
        if token.tag != "VB" or token.dep not in ("xcomp", "acl", "ccomp"):
            return False
        return self.tokens[token.head].lemma.lower() in words("event-plans.txt")

    def _nominal(self, at: int) -> bool:
        return self.tokens[at].pos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ")

    def _subject(self, verb: int) -> int | None:
        """The subject's head; for a verb without one, that of the verb it goes along with."""
        at = verb
        for _ in range(_CLIMB):
            token = self.tokens[at]
            for child in token.children:
                if self.tokens[child].dep in ("nsubj", "nsubjpass"):
                    speaker = self._who_says(at, child)
                    return self._antecedent(child) if speaker is None else speaker
            if token.dep in ("acl", "relcl") and self.tokens[token.head].pos in ("NOUN", "PROPN", "PRON"):
                return self._antecedent(token.head)
            plaintiff = self._plaintiff(at)
            if plaintiff is not None:
                return plaintiff
            if token.head == at or token.dep not in ("conj", "xcomp", "acomp", "advcl", "pcomp", "prep", "ccomp"):
                return None
            at = token.head
        return None

    def _plaintiff(self, verb: int) -> int | None:
        """Who accuses in "was sued by Ostrel, alleging fraud": the one by whom it was done."""
        token = self.tokens[verb]
        kind = kind_of_verb(token.lemma.lower(), frozenset()) if token.dep == "advcl" and token.tag == "VBG" else None
        if kind is None or kind.plover != "ACCUSE":
            return None
        agents = (c for c in self.tokens[token.head].children if self.tokens[c].dep == "agent")
        return next((g for c in agents for g in self.tokens[c].children if self._nominal(g)), None)

    def _who_says(self, verb: int, subject: int) -> int | None:
        """For "it" and "they" of what somebody says or thinks, and of a clause that goes along with what somebody did,
        that somebody: "Ostrel said it would not pay", "Ostrel asked for help after it began its attack"."""
        token = self.tokens[verb]
        pronoun = self.tokens[subject].text.lower() in ("it", "they")
        if not pronoun or token.dep not in ("ccomp", "advcl") or token.head == verb:
            return None
        kids = self.tokens[token.head].children
        speaker = next((c for c in kids if self.tokens[c].dep == "nsubj" and self.tokens[c].pos != "PRON"), None)
        if speaker is not None and self.tokens[subject].text.lower() == "it" and self._is_human(speaker):
            return None  # "an aide said it was likely to happen"
        return speaker

    def _is_human(self, at: int) -> bool:
        """True for a person's name, and for a noun for people in their roles ("aide", "staffer")."""
        token = self.tokens[at]
        if token.entity:
            return token.entity == "PERSON"
        return token.pos == "NOUN" and token.lemma.lower() in _people()

    def _antecedent(self, subject: int) -> int:
        token = self.tokens[subject]
        if token.tag in ("WP", "WDT"):
            verb = self.tokens[token.head]
            if verb.dep == "relcl":
                subject = verb.head
        while self.tokens[subject].dep == "appos":  # "Mr. Doe, a lawyer who ..."
            subject = self.tokens[subject].head
        return subject
