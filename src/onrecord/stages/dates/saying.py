"""When each statement was made: the time told beside its cue, or the occasion it goes on from.

The time inside a content is what is spoken of, never when it was said.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.records import Parse, Publication, Sentence, Span, Statement, TimeExpression, Token, When
from onrecord.stages.dates.lexicon import lexicon
from onrecord.stages.dates.times import grain_of, is_calendar

_CLIMB = 8
"""Heads climbed at most from a time to the verb it belongs to."""
_NEAR = 5
"""Tokens between a cue and the time told beside it at most: "told reporters in Washington on Monday"."""
_OCCASION = 3
"""Sentences after which a speaker is no longer taken to be speaking on the same occasion."""


def date_statements(
    statements: Sequence[Statement], times: Sequence[TimeExpression], parse: Parse, *, published: Publication
) -> tuple[Statement, ...]:
    """The statements with the time expression that says when each was made, and its value."""
    scene = _Scene(statements, times, parse, published)
    own = [scene.time_of(statement) for statement in statements]
    order = sorted(range(len(statements)), key=lambda i: (statements[i].cue, i))
    for place, i in enumerate(order):
        if own[i] is None:
            own[i] = scene.inherited(i, order[:place], own)
    return tuple(
        replace(s, time=times[t].span, said_on=fine_enough(times[t].value)) if t is not None else s
        for s, t in zip(statements, own, strict=True)
    )


def fine_enough(value: When | None) -> When | None:
    """A day or a month; that something was said in some year is no day of saying."""
    return value if value and value.precision != "year" else None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a statement's cue stands: its tokens, its head and its sentence's number."""

    first: int
    last: int
    head: int
    sentence: int


class _Scene:
    """The report as this stage looks at it: which verb each time belongs to, and where each cue stands."""

    def __init__(
        self,
        statements: Sequence[Statement],
        times: Sequence[TimeExpression],
        parse: Parse,
        published: Publication,
    ) -> None:
        """Find out which verb each time belongs to and where each cue stands."""
        self.statements, self.times, self.tokens, self.sentences = statements, times, parse.tokens, parse.sentences
        self._starts = [token.span.start for token in parse.tokens]
        self._sentence_starts = [sentence.span.start for sentence in parse.sentences]
        self.dated: dict[int, list[int]] = {}
        self.governor: dict[int, int] = {}
        for number, time in enumerate(times):
            if is_calendar(time.rule):
                self.dated.setdefault(self._sentence(time.span.start), []).append(number)
                self.governor[number] = self._governing_verb(time.span)
        contents = [content for statement in statements for content in statement.content]
        self.moves = sorted(
            sentence
            for sentence, numbers in self.dated.items()
            for n in numbers
            if self._is_main(self.governor[n]) and not any(c.overlaps(times[n].span) for c in contents)
        )
        self.today = _days_of_news(times, published)
        self.places = [self._place(statement) for statement in statements]

    def time_of(self, statement: Statement) -> int | None:
        """The number of the time expression told beside the statement's cue."""
        place = self._place(statement)
        if place is None:
            return None
        near = [n for n in self.dated.get(place.sentence, ()) if not _inside(self.times[n].span, statement)]
        clause = self._clause(place)
        own = [n for n in near if self.governor[n] in clause]
        days = [n for n in near if grain_of(self.times[n].rule) == 0]  # a year beside a cue tells of the matter
        beside = [n for n in days if self._beside(self.times[n].span, place, statement)]
        choices = own or beside
        return min(choices, key=lambda n: (abs(self.times[n].span.start - statement.cue.start), n)) if choices else None

    def inherited(self, i: int, before: Sequence[int], own: Sequence[int | None]) -> int | None:
        """The time of the occasion on which the statement's speaker is already speaking."""
        statement, place = self.statements[i], self.places[i]
        if place is None or self._is_apart(place):
            return None
        for j in reversed(before):
            other = self.places[j]
            if other is None or place.sentence - other.sentence > _OCCASION:
                break
            if any(other.sentence < n <= place.sentence for n in self.moves):
                break
            if own[j] is not None and self.statements[j].parent == statement.parent and self._same_speaker(i, j):
                return None if self._is_apart(other) else own[j]
        return self._told_before(statement, place)

    def _told_before(self, statement: Statement, place: _Place) -> int | None:
        """The day of what the speaker did in the sentence before, told by its main verb; what anybody says right
        after news of the report's own day is of that day too."""
        if place.sentence == 0 or statement.source is None or statement.parent is not None:
            return None
        previous = self.sentences[place.sentence - 1]
        if previous.block != "body":
            return None
        subject = statement.source
        words = {t.text for t in self._within(subject) if t.pos in ("PROPN", "PRON")}
        pronoun = any(t.pos == "PRON" for t in self._within(subject))
        for number in self.dated.get(place.sentence - 1, ()):
            verb = self.governor[number]
            if verb < 0 or self.tokens[verb].dep != "ROOT" or self.tokens[verb].tag != "VBD":
                continue
            subjects = [c for c in self.tokens[verb].children if self.tokens[c].dep == "nsubj"]
            if number in self.today or (
                subjects and (pronoun or words & {t.text for t in self._subtree(subjects[0], previous)})
            ):
                return number
        return None

    def _is_main(self, verb: int) -> bool:
        """True for a sentence's main verb, or one that goes on from it."""
        return verb >= 0 and "ROOT" in (self.tokens[verb].dep, self.tokens[self.tokens[verb].head].dep)

    def _same_speaker(self, i: int, j: int) -> bool:
        one, other = self.statements[i], self.statements[j]
        if one.speakers or other.speakers:
            return bool(set(one.speakers) & set(other.speakers))
        if one.source is None or other.source is None:
            return False
        return one.source == other.source or any(t.tag == "PRP" for t in self._within(one.source))

    def _is_apart(self, place: _Place) -> bool:
        """True where the cue's tense or an adverb sets it apart from what is being told: "has long said"."""
        head = self.tokens[place.head]
        if any(
            self.tokens[c].dep == "aux" and self.tokens[c].lemma in ("have", "will", "would") for c in head.children
        ):
            return True
        around = [*(self.tokens[c] for c in head.children), *self.tokens[place.first : place.last]]
        return any(t.text.lower() in lexicon("apart") for t in around)

    def _clause(self, place: _Place) -> set[int]:
        """The verbs of the cue, and those it goes along with: "took to Twitter to push back"."""
        verbs = {*range(place.first, place.last), place.head}
        at = place.head
        for _ in range(_CLIMB):
            token = self.tokens[at]
            own_subject = any(self.tokens[c].dep in ("nsubj", "nsubjpass") for c in token.children)
            along = (
                token.dep in ("xcomp", "advcl", "conj") and not own_subject and token.tag in ("VB", "VBG", "VBD", "VBN")
            )
            if not along or token.head == at:
                break
            at = token.head
            verbs.add(at)
        return verbs

    def _beside(self, time: Span, place: _Place, statement: Statement) -> bool:
        """True where the time stands right after the cue or right before it, with no other verb between."""
        first, last = self._tokens(time)
        low, high = (place.last, first) if first >= place.last else (last, place.first)
        if statement.source and last <= place.first and statement.source.start >= time.end:
            high = min(high, self._tokens(statement.source)[0])
        between = self.tokens[low:high]
        return len(between) <= _NEAR and not any(t.pos in ("VERB", "AUX") or t.text in ".;:—" for t in between)

    def _governing_verb(self, span: Span) -> int:
        first, last = self._tokens(span)
        at = next((i for i in range(last - 1, first - 1, -1) if not first <= self.tokens[i].head < last), last - 1)
        for _ in range(_CLIMB):
            up = self.tokens[at].head
            if up == at:
                break
            at = up
            if self.tokens[at].pos in ("VERB", "AUX"):
                return at
        return at if self.tokens[at].pos in ("VERB", "AUX") else -1

    def _place(self, statement: Statement) -> _Place | None:
        first, last = self._tokens(statement.cue)
        if first >= last:
            return None
        inside = [i for i in range(first, last) if not first <= self.tokens[i].head < last]
        verbs = [i for i in range(first, last) if self.tokens[i].pos == "VERB"]
        head = next((i for i in inside if i in verbs), None)
        head = head if head is not None else verbs[-1] if verbs else inside[0] if inside else first
        return _Place(first, last, head, self._sentence(self.tokens[first].span.start))

    def _tokens(self, span: Span) -> tuple[int, int]:
        first = bisect_right(self._starts, span.start) - 1
        first = max(first, 0)
        if first < len(self.tokens) and self.tokens[first].span.end <= span.start:
            first += 1
        return first, bisect_left(self._starts, span.end)

    def _within(self, span: Span) -> Sequence[Token]:
        first, last = self._tokens(span)
        return self.tokens[first:last]

    def _subtree(self, root: int, sentence: Sentence) -> list[Token]:
        found, todo = [], [root]
        while todo:
            at = todo.pop()
            found.append(self.tokens[at])
            todo.extend(c for c in self.tokens[at].children if sentence.first <= c < sentence.last)
        return found

    def _sentence(self, offset: int) -> int:
        return max(bisect_right(self._sentence_starts, offset) - 1, 0)


def _days_of_news(times: Sequence[TimeExpression], published: Publication) -> frozenset[int]:
    """The numbers of the expressions that stand for the report's own day: "today", or its weekday; where the
    report has no date yet, the weekday of its lead, which a wire's dateline shares."""
    day = published.when.day if published.when else None
    weekday = day.weekday() if day else None
    if weekday is None and published.span is not None:
        weekday = next((int(t.rule[3]) for t in times if re.match(r"wd:\d~", t.rule)), None)
    found: set[int] = set()
    for number, time in enumerate(times):
        m = re.match(r"@(\d+) day\+0", time.rule)
        if time.rule.startswith(("day+0", f"wd:{weekday}~", f"wd:{weekday}<=")) or (m and int(m[1]) in found):
            found.add(number)
    return frozenset(found)


def _inside(time: Span, statement: Statement) -> bool:
    return any(content.overlaps(time) for content in statement.content)
