"""Which verb or event noun each time in a report dates, and which verbs are told with a stretch or a limit only."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from onrecord.records import Publication, TimeExpression, Token
from onrecord.resources import words
from onrecord.stages.events.lexicon import kind_of_noun

_CLIMB = 8
"""Heads climbed at most from a time to the verb it belongs to."""
_DAY = re.compile(r"(?:@\d+ )?(?:wd:|day[+-]|md:|hol:|we:)|\d{4}-\d\d-\d\d")
_NOT_TIMES = ("P", "every", "event", "past", "present", "future")
_LIMITS = {"before": 6, "ahead": 7, "prior": 7, "advance": 9, "until": 3, "till": 3, "through": 2, "since": 2}
"""Words that make a time behind them a limit, and the words that may stand between at most: "ahead of the vote next
Tuesday"."""
_LINKS = ("to", "through", "until", "till", "and")
"""What joins the two ends of a stretch: "from 2007 to 2011"."""
_GOING_ON = frozenset({"begin", "continue", "start"})
_BESIDE = ("poss", "compound", "nmod", "npadvmod", "nummod")
"""How a time hangs on the noun that it dates: "Friday's vote"."""


class Timing:
    """The times of a report by what they date."""

    def __init__(
        self,
        tokens: Sequence[Token],
        times: Sequence[TimeExpression],
        opening: frozenset[int],
        published: Publication | None,
    ) -> None:
        """Find out what each time dates; ``opening`` holds the first tokens of sentences."""
        self._tokens, self._times, self._opening, self._published = tokens, times, opening, published
        self._starts = [token.span.start for token in tokens]
        self.of_verb: dict[int, list[int]] = {}
        """The numbers of the times that date a verb."""
        self.of_noun: dict[int, int] = {}
        """The number of the time told with an event noun: "the Senate vote on Friday"."""
        self._stretched: set[int] = set()
        ends = self._ends()
        for number, time in enumerate(times):
            if time.rule.startswith(_NOT_TIMES) and not time.rule.startswith("past:"):
                continue
            noun = self._noun(time)
            if noun is not None:
                self.of_noun.setdefault(noun, number)
            verb, limit = self._governor(time, noun), self._is_limit(time)
            if verb is not None and not limit and number not in ends:
                self.of_verb.setdefault(verb, []).append(number)
                continue
            near = verb if verb is not None else self._governor(time, None)
            if near is not None and not (_DAY.match(time.rule) and (limit or verb is None)):
                self._stretched.add(near)

    def is_stretched(self, verb: int) -> bool:
        """True for a verb told with a stretch or limit of months or years, so that neither end nor the report's own
        day dates it: "from 2007 to 2011", "before 2008"."""
        return verb in self._stretched and verb not in self.of_verb

    def _range(self, time: TimeExpression) -> tuple[int, int]:
        first = bisect_left(self._starts, time.span.start)
        if first > 0 and self._tokens[first - 1].span.end > time.span.start:
            first -= 1
        return first, bisect_left(self._starts, time.span.end)

    def _ends(self) -> frozenset[int]:
        """The times that are an end of a stretch, without the first where that is a day, on which the deed began."""
        found: set[int] = set()
        for number, (one, other) in enumerate(pairwise(self._times)):
            (first, last), (after, _) = self._range(one), self._range(other)
            opened = first > 0 and self._tokens[first - 1].text.lower() in ("from", "between")
            if opened and after == last + 1 and self._tokens[last].text.lower() in _LINKS:
                found.update({number + 1} if _DAY.match(one.rule) else {number, number + 1})
        return frozenset(found)

    def _is_limit(self, time: TimeExpression) -> bool:
        """True for a time before or until which something is told: "ahead of the vote next Tuesday"; not for a time by
        the clock, before which is as good as at it."""
        at = self._range(time)[0]
        for steps in range(1, max(_LIMITS.values()) + 1):
            token = self._tokens[at - steps] if steps <= at else None
            if token is None or token.pos in ("PUNCT", "VERB", "AUX") or at - steps + 1 in self._opening:
                return False
            if steps <= _LIMITS.get(token.text.lower(), 0):
                return ":" not in time.rule.partition(" T")[2]
        return False

    def _head(self, time: TimeExpression) -> int | None:
        first, last = self._range(time)
        if first >= last:
            return None
        return next((i for i in range(last - 1, first - 1, -1) if not first <= self._tokens[i].head < last), last - 1)

    def _noun(self, time: TimeExpression) -> int | None:
        """The event noun on which a time hangs, and which it dates rather than the verb: "Friday's vote"; "the vote on
        Friday" where that is still to come, or stands behind a preposition: "in response to the attack on Friday"."""
        at = self._head(time)
        if at is None:
            return None
        ahead = self._published is not None and self._published.precedes(time.value)
        token = self._tokens[at]
        up = token.head
        if token.dep == "pobj" and self._tokens[up].text.lower() in ("on", "for", "in", "of"):
            before = up - 1
            dated = time.rule[:1].isdigit() and before >= 0 and self._tokens[before].dep == "pobj"
            up = before if dated else self._tokens[up].head  # "the attacks on Sept. 11, 2001", however they are parsed
            if not ahead and self._tokens[up].dep != "pobj":
                return None
        elif token.dep not in _BESIDE:
            return None
        noun = self._tokens[up]
        kind = kind_of_noun(noun.lemma.lower()) if noun.pos in ("NOUN", "PROPN") else None
        return up if kind is not None and kind.weight > 1 else None

    def _governor(self, time: TimeExpression, noun: int | None) -> int | None:
        """The verb to which a time belongs. A month or year that only tells about a noun ("president until
        2006", "his 2010 race") dates no deed, unless the noun is an event itself; an apposition dates none. A noun with
        a day of its own gives it to a verb that takes its meaning from the noun: "held Friday's vote"."""
        at = self._head(time)
        if at is None:
            return None
        beside = self._tokens[at].head if self._tokens[at].dep in _BESIDE and not _DAY.match(time.rule) else None
        if beside is not None and self._tokens[beside].pos in ("NOUN", "PROPN") and noun is None:
            noun = beside  # "kicked off her 2020 campaign" was not in 2020
        for _ in range(_CLIMB):
            up = self._tokens[at].head
            if up == at or self._tokens[at].dep == "appos":
                break
            at = up
            token = self._tokens[at]
            if token.pos in ("VERB", "AUX"):
                verb = self._intended(self._main_verb(at), time)
                return verb if noun is None or self._shares(verb, noun) else None
            if token.pos in ("NOUN", "PROPN") and not _DAY.match(time.rule) and not kind_of_noun(token.lemma.lower()):
                return None
        return self._main_verb(at) if noun is None and self._tokens[at].pos in ("VERB", "AUX") else None

    def _intended(self, verb: int, time: TimeExpression) -> int:
        """ "THREATENED to sue the paper on Monday": a day that is past dates what was done, not what was to come."""
        token = self._tokens[verb]
        above = self._tokens[token.head]
        aimed = token.tag == "VB" and any(self._tokens[c].tag == "TO" for c in token.children)
        done = above.lemma.lower() in words("event-implicatives.txt") | _GOING_ON  # "had to leave on Monday"
        if not aimed or done or token.dep != "xcomp" or above.tag != "VBD" or self._published is None:
            return verb
        return token.head if _DAY.match(time.rule) and not self._published.precedes(time.value) else verb

    def _shares(self, verb: int, noun: int) -> bool:
        """True where the deed of the verb is that of the noun: held, attended, won it, or spoke at it."""
        token = self._tokens[noun]
        lemma = self._tokens[verb].lemma.lower()
        if token.head == verb and (lemma in words("event-light-verbs.txt") or lemma in words("event-taking-part.txt")):
            return True
        preposition = self._tokens[token.head].text.lower() if token.dep == "pobj" else ""
        return preposition in ("in", "at", "during")

    def _main_verb(self, at: int) -> int:
        while self._tokens[at].dep in ("aux", "auxpass") and self._tokens[at].head != at:
            at = self._tokens[at].head
        return at
