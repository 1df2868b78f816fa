"""One report's telling of an event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.records import Analysis, Entity, Event, Statement, When
from onrecord.resources import rows
from onrecord.resources.meaning import stem

_FRESH = 5
"""Days into a month before which "has happened" says nothing of the month."""
_SENTENCE = 2000
"""Characters of a sentence that are compared at most."""
_WORD = re.compile(r"[a-z]{4,}")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s")
_QUOTE = 6
"""Longer words at the start of a quoted sentence by which it is known again."""
_GIVING_OUT = frozenset(map(stem, ("release", "issue", "post", "publish", "send")))
_WORDS = frozenset({"statement", "letter", "tweet", "tweets", "message"})
"""What is given out to say something."""
_ANY_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


@dataclass(frozen=True, slots=True)
class Telling:
    """One report's telling of an event, with what is needed to compare it."""

    event: Event
    when: When | None
    reported: When | None
    own: bool
    """True where the report's words date it, not its day of publication."""
    place: float
    """Where in its report it stands, 0 at the top to 1."""
    words: frozenset[str]
    """Longer words of the phrase, without the actors' names."""
    sentence: frozenset[str]
    """Longer words of the sentence."""
    verb: str
    """Stem of the word that tells it."""
    unnamed: bool = False
    """True where who did it is not named."""
    lands: frozenset[str] = frozenset()
    """Countries for which those who did it act, where they are governments."""
    speakers: frozenset[str] = frozenset()
    """Who speaks, where it tells that somebody said something."""
    people: bool = False
    """True where they are named persons."""
    quoted: bool = False
    """True where it tells what they said."""
    occasions: frozenset[str] = frozenset()
    """On what occasion they spoke or by what means, as far as the sentence names it; "later" among them."""
    quotes: tuple[tuple[str, ...], ...] = ()
    """The sentences that it quotes, each by its first longer words."""
    beside: bool = False
    """True where another telling of the event words it better."""

    @property
    def stems(self) -> frozenset[str]:
        """The stems of the phrase's longer words."""
        return frozenset(stem(word) for word in self.words)


def words_of(text: str) -> frozenset[str]:
    """The longer words of a text, folded."""
    return frozenset(_WORD.findall(text.lower()))


def list_tellings(analysis: Analysis, entities: Mapping[str, Entity]) -> Iterator[Telling]:
    """The tellings of one report, without what is only thought of; ``entities`` are the story's, by id."""
    length = max(len(analysis.page.text), 1)
    cues = _statements_by_place(analysis)
    for event in analysis.events:
        if event.status == "hypothetical":
            continue
        when = event.when or _by_report(event, analysis.published.when)
        if when is not None or event.plover:
            known = [entities[actor] for actor in event.actors if actor in entities]
            people = frozenset[str]().union(*(words_of(entity.name) for entity in known))
            words = words_of(event.what) - people
            sentence = words_of(event.evidence.of(analysis.page.text)[:_SENTENCE])
            place = event.trigger.start / length
            verb = stem(event.trigger.of(analysis.page.text).lower())
            own = event.when is not None
            doers = [entity for entity in known if entity.id in doers_of(event)]
            lands = frozenset(e.country for e in doers if e.country and e.kind == "government")
            unnamed = not doers or all(entity.kind == "unnamed" for entity in doers)
            statement = cues.get(event.trigger.start)
            quoted = statement is not None or _gives_out_words(event, verb)
            speakers = frozenset(statement.speakers) if statement else frozenset[str]()
            if not speakers and (quoted or _answers(event, verb)):
                speakers = doers_of(event)
            speakers = speakers & doers_of(event) or speakers  # the event's subject is surer than a long source
            occasions = _occasions_of(event.evidence.of(analysis.page.text)[:_SENTENCE]) if speakers else frozenset()
            yield Telling(
                event,
                when,
                analysis.published.when,
                own,
                place,
                words,
                sentence,
                verb,
                unnamed,
                lands,
                speakers,
                all(who in entities and entities[who].kind == "person" for who in speakers),
                quoted,
                occasions,
                tuple(_quotes_of(statement, analysis.page.text)) if statement else (),
            )


def _statements_by_place(analysis: Analysis) -> dict[int, Statement]:
    """The statement whose cue stands at a code point, where it says something."""
    found: dict[int, Statement] = {}
    for statement in analysis.statements:
        if statement.act == "declines":
            continue  # "would not comment" is no part of what was said
        for at in range(statement.cue.start, statement.cue.end):
            found.setdefault(at, statement)
    return found


def _quotes_of(statement: Statement, text: str) -> Iterator[tuple[str, ...]]:
    """The first longer words of each sentence of a statement in its speaker's own words."""
    for content in statement.content if statement.mode == "direct" else ():
        for sentence in _SENTENCE_END.split(content.of(text)[:_SENTENCE]):
            longer = tuple(_WORD.findall(sentence.lower())[:_QUOTE])
            if len(longer) == _QUOTE:
                yield longer


def _by_report(event: Event, published: When | None) -> When | None:
    """The report's own date, as finely as the event's telling allows."""
    if published is None or event.fallback is None:
        return None
    if event.fallback == "month" and published.day:
        if published.day.day <= _FRESH:
            return None  # "has denied" may well be of the month before
        return When.on(published.day.year, published.day.month)
    return published


def fineness(telling: Telling) -> int:
    """How well the telling is dated: by its own words before by its report, a day before a month."""
    precision = telling.when.precision if telling.when else "year"
    return 2 * ("year", "month", "day", "minute").index(precision) + telling.own


def _occasions_of(sentence: str) -> frozenset[str]:
    said = frozenset(_ANY_WORD.findall(sentence.lower()))
    return frozenset(occasion for words, occasion in _occasions() if words <= said)


@cache
def _occasions() -> tuple[tuple[frozenset[str], str], ...]:
    return tuple((frozenset(row["word"].split()), row["occasion"]) for row in rows("occasions.tsv"))


def _gives_out_words(event: Event, verb: str) -> bool:
    """True for "released a statement", which goes with what it says."""
    return event.plover is None and verb in _GIVING_OUT and bool(words_of(event.what) & _WORDS)


def _answers(event: Event, verb: str) -> bool:
    """True for "slammed the report", which tells that something was said but not what."""
    return event.plover in ("ACCUSE", "REJECT") and verb in _answering()


@cache
def _answering() -> frozenset[str]:
    """Stems of the verbs that tell that somebody denies or blames."""
    acts = ("accuses", "criticises", "denies")
    return frozenset(stem(row["lemma"]) for row in rows("cues.tsv") if row["pos"] == "VERB" and row["act"] in acts)


def doers_of(event: Event) -> frozenset[str]:
    """Those who did it, as entity ids."""
    return frozenset(event.actors) - frozenset(event.targets)


def is_before(one: Telling, other: Telling) -> bool:
    """True where a report that tells a deed as done came out before the day that the other's words give."""
    return one.event.status not in ("planned", "denied") and other.own and came_out_before(one, other.when)


def came_out_before(telling: Telling, when: When | None) -> bool:
    """True where the report that tells it came out before the first day of ``when``, both being known."""
    return telling.reported is not None and when is not None and telling.reported.last_day < when.at.date()
