"""The time at which the telling stands, for deeds that no words date.

A report tells its own day first. A sentence that says "on Tuesday" moves the telling there, and what follows
in the simple past goes on from it; "in 2011" opens background, which ends with its paragraph.
"""

from __future__ import annotations

import re

from onrecord.records import Precision, Publication, Sentence
from onrecord.resources import words
from onrecord.stages.events.actors import Said
from onrecord.stages.events.clauses import Clause, Reader

_DAY = re.compile(r"(?:@\d+ )?(?:wd:|day[+-])")
_A_DAY_EARLY = re.compile(r"wd:\d~")
"""The rule of a weekday at the top of a report that tells it as past; it may be tomorrow by the report's own date,
which sites give a day early."""
_LATELY = frozenset({"recently", "lately"})
_REACH = 3
"""Sentences after which a day no longer dates what is told without one."""


class Scenes:
    """Follows the telling sentence by sentence."""

    def __init__(self, reader: Reader, text: str, said: Said, published: Publication) -> None:
        """Begin with the report's own day."""
        self._reader, self._text, self._said, self.published = reader, text, said, published
        self._time: int | None = None
        self._age = 0
        self._background = False
        self._last: Sentence | None = None

    def enter(self, sentence: Sentence) -> None:
        """Move the telling into the next sentence."""
        if self._last is not None:
            broken = "\n" in self._text[self._last.span.end : sentence.span.start]
            self._leave(self._last, broken=broken)
        self._last = sentence

    def _leave(self, sentence: Sentence, *, broken: bool) -> None:
        self._age += 1
        root = next((i for i in range(sentence.first, sentence.last) if self._reader.tokens[i].dep == "ROOT"), None)
        if root is not None and self._said.quoted(root):
            return  # what somebody says in so many words moves the telling nowhere
        deed = root is None or self._reader.tokens[root].lemma.lower() not in words("event-states.txt")
        told = [  # "was in hospital on Thursday after the attack on Wednesday" goes on from the Wednesday
            n
            for verb, n in self._reader.all_times(sentence.first, sentence.last)
            if (self._is_main(verb) if deed else verb != root) and not self.is_ahead(n)
        ]
        if told and sentence.block == "body":
            self._time, self._age = told[-1], 0
            self._background = not _DAY.match(self._reader.times[told[-1]].rule)
        elif root is not None and self._present(root):
            self._time, self._background = None, False
        if self._age > _REACH or (broken and self._background):
            self._time = None

    def is_ahead(self, number: int, clause: Clause | None = None) -> bool:
        """True for a time expression that stands for a day after the report's own."""
        time = self._reader.times[number]
        early = _A_DAY_EARLY.match(time.rule) and (clause is None or (clause.past and not clause.perfect))
        return not early and self.published.precedes(time.value)

    def _is_main(self, verb: int) -> bool:
        """True for the root and the verbs that go on from it: "did not sit well, and on Tuesday they met"."""
        for _ in range(3):
            if self._reader.tokens[verb].dep != "conj":
                break
            verb = self._reader.tokens[verb].head
        return self._reader.tokens[verb].dep == "ROOT"

    def _present(self, root: int) -> bool:
        token = self._reader.tokens[root]
        tags = {token.tag} | {self._reader.tokens[c].tag for c in token.children if self._reader.tokens[c].dep == "aux"}
        return bool(tags & {"VBZ", "VBP"})

    def time_for(self, clause: Clause, *, inside: bool) -> tuple[int | None, Precision | None]:
        """The time expression that dates a clause without one; else how finely the report's own date does.
        What "has" happened did so lately; what "had" happened, or is told ``inside`` somebody's words, at any time."""
        if (self._background and self._time is None) or self._reader.timing.is_stretched(clause.verb):
            return None, None
        adverbs = self._adverbs(clause)
        if adverbs & words("event-vague-adverbs.txt"):
            return None, None
        if adverbs & _LATELY or (clause.perfect and not clause.past):
            return None, None if inside else "month"
        if not clause.past or clause.perfect or inside:
            return None, None
        return (self._time, None) if self._time is not None else (None, "day")

    def _adverbs(self, clause: Clause) -> frozenset[str]:
        tokens = self._reader.tokens
        return frozenset(tokens[c].text.lower() for c in tokens[clause.verb].children if tokens[c].dep == "advmod")
