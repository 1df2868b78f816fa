"""One report's telling of an event, and when two tellings are of one event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from onrecord.records import Analysis, Entity, Event, Statement, When
from onrecord.resources import rows
from onrecord.resources.meaning import stem

_ALIKE = 0.34
"""Share of words that two tellings of one event have in common, where the types do not tell."""
_APART = 0.6
"""The same for one actor and two types: "dismissed" and "slammed" can be one answer."""
_SAME = 0.8
"""Share of words from which two phrases of one actor say one thing, whatever their types."""
_HALF = 0.5
"""The same for one kind of deed done to the same, by different doers in two reports."""
_SAME_VERB = 0.25
"""The same for one verb and doer on one day."""
_ONCE = ("ASSAULT", "COERCE", "SANCTION", "RETREAT", "MOBILIZE")
"""Types of deeds that are one where one country's governments do them to one on one day."""
_WEEK = timedelta(days=7)
_COMMON = 6
"""Longer words that sentences of two reports share at least where they tell one event."""
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
                quoted,
                occasions,
                tuple(_quotes_of(statement, analysis.page.text)) if statement else (),
            )


def _statements_by_place(analysis: Analysis) -> dict[int, Statement]:
    """The statement whose cue stands at a code point."""
    found: dict[int, Statement] = {}
    for statement in analysis.statements:
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


def same_deed(one: Telling, other: Telling) -> bool:
    """True where two reports tell of one who did the same kind of thing on the same day, to nobody else."""
    mine, theirs = one.event, other.event
    same_day = one.when == other.when and one.when is not None and one.when.day is not None
    same_kind = mine.plover is not None and mine.plover == theirs.plover and mine.actors[:1] == theirs.actors[:1] != ()
    return (
        same_day
        and same_kind
        and (len(mine.actors) < 2 or len(theirs.actors) < 2 or mine.actors[1] == theirs.actors[1])
    )


def likeness(one: Telling, other: Telling) -> float:
    """Share of the shorter phrase's longer words that both have, actors' names left out."""
    return len(one.words & other.words) / max(1, min(len(one.words), len(other.words)))


def tells_same(one: Telling, other: Telling) -> bool:
    """True where two tellings whose dates can be one share actors and kind, or actors and words."""
    if one.when is None or other.when is None:
        return False
    if not _can_coincide(one, other):
        return _retold(one, other) or _retold(other, one)
    mine, theirs = one.event, other.event
    if mine.report == theirs.report and mine.evidence == theirs.evidence:
        return one.when == other.when and mine.actors[:1] == theirs.actors[:1] != ()  # "met and thanked the mayor"
    alike = likeness(one, other)
    if same_act(one, other, alike):
        return True
    if one.when != other.when:
        if "year" in (one.when.precision, other.when.precision) or {one.verb, other.verb} & _saying():
            return alike >= _SAME and mine.actors[:1] == theirs.actors[:1]  # in a year the same two do much
        if alike < _ALIKE:
            return False
    return _by_kind(one, other, alike) if mine.plover and mine.plover == theirs.plover else _by_words(one, other, alike)


def _by_kind(one: Telling, other: Telling, alike: float) -> bool:
    """The same where both are of one type: by who takes part, by the words where only some of them do."""
    mine, theirs = one.event, other.event
    apart = mine.report != theirs.report
    same_target = bool(mine.targets) and mine.targets == theirs.targets
    if apart and same_target and alike >= _HALF:
        return True  # a committee's deed, and its chairman's
    if same_target and mine.plover in _ONCE and one.lands & other.lands and one.when == other.when and one.own:
        return True  # "the palace attacked", "the country attacked"
    shared = len(set(mine.actors) & set(theirs.actors))
    if not shared:
        return _by_words(one, other, alike)
    same_part = mine.actors[:1] == theirs.actors[:1] or shared >= 2
    if not same_part and apart and doers_of(mine) & doers_of(theirs):
        return alike >= _ALIKE  # one of those who did it together
    return (same_part and (alike >= _ALIKE / 2 or shared >= 2)) or _is_quoted_twice(one, other, alike)


def _by_words(one: Telling, other: Telling, alike: float) -> bool:
    """The same where the types do not tell."""
    mine, theirs = one.event, other.event
    if _is_quoted_twice(one, other, alike):
        return True
    if mine.plover != theirs.plover and mine.report == theirs.report:
        return False
    if mine.plover and theirs.plover and mine.plover != theirs.plover:
        return mine.actors[:1] == theirs.actors[:1] != () and alike >= _APART
    shared = set(mine.actors) & set(theirs.actors)
    if shared and alike >= _ALIKE and len(one.words & other.words) >= 2:
        return True
    common = len(one.sentence & other.sentence)
    near = common >= _COMMON and common >= _ALIKE * min(len(one.sentence), len(other.sentence))
    return near and mine.report != theirs.report and (bool(shared) or not (mine.actors and theirs.actors))


def _is_quoted_twice(one: Telling, other: Telling, alike: float) -> bool:
    """True for one quotation behind two cues."""
    return alike >= _SAME and one.event.actors[:1] == other.event.actors[:1] and len(one.words & other.words) >= _COMMON


def same_act(one: Telling, other: Telling, alike: float) -> bool:
    """True where one verb, other than of saying, tells of the same doer, of nobody else as the target, and of what
    else may be the same; or where all that is known of an appointed day is that the same is to be on it."""
    mine, theirs = one.event, other.event
    if mine.status == theirs.status == "planned" and one.when == other.when and one.when and one.when.day:
        shared = set(mine.actors) & set(theirs.actors)
        if shared or not (mine.actors and theirs.actors):
            bare = any(not event.source and (not event.target or not event.actors) for event in (mine, theirs))
            return bare or bool((one.stems & other.stems) - _saying())
        return False
    if one.verb != other.verb or one.verb in _saying() or mine.plover != theirs.plover:
        return False
    if mine.targets and theirs.targets and not set(mine.targets) & set(theirs.targets):
        return False
    if doers_of(mine) & doers_of(theirs):
        return alike >= _SAME_VERB
    return not (doers_of(mine) and doers_of(theirs)) and bool(mine.targets and theirs.targets) and alike >= _ALIKE


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


@cache
def _saying() -> frozenset[str]:
    """Stems of the verbs that tell what somebody says, of which the same speaker does many a day."""
    return frozenset(stem(row["lemma"].split("_")[0]) for row in rows("cues.tsv") if "qc" in row["frames"])


def _retold(dated: Telling, later: Telling) -> bool:
    """True where a report that gives no day of its own tells, within a week, what another tells with its day, in much
    the same words: what somebody issued on Friday, retold on Sunday."""
    if not dated.own or later.own or dated.event.actors[:1] != later.event.actors[:1] or not dated.event.actors:
        return False
    first, last = (telling.when.day if telling.when else None for telling in (dated, later))
    if first is None or last is None or not timedelta(0) < last - first <= _WEEK:
        return False
    common = len(dated.sentence & later.sentence)
    return common >= _COMMON and common >= _HALF * min(len(dated.sentence), len(later.sentence))


def doers_of(event: Event) -> frozenset[str]:
    """Those who did it, as entity ids."""
    return frozenset(event.actors) - frozenset(event.targets)


def _can_coincide(one: Telling, other: Telling) -> bool:
    """True where the two dates can be one; a day known only from the report gives or takes one."""
    if one.when is None or other.when is None or is_before(one, other) or is_before(other, one):
        return False
    mine, theirs = one.when.iso, other.when.iso
    if mine.startswith(theirs) or theirs.startswith(mine):
        return True
    both = one.when.day, other.when.day
    if both[0] and both[1] and not (one.own and other.own):
        return abs(both[0] - both[1]) <= timedelta(days=1)
    return False


def is_before(one: Telling, other: Telling) -> bool:
    """True where a report that tells a deed as done came out before the day that the other's words give."""
    return one.event.status not in ("planned", "denied") and other.own and came_out_before(one, other.when)


def came_out_before(telling: Telling, when: When | None) -> bool:
    """True where the report that tells it came out before the first day of ``when``, both being known."""
    return telling.reported is not None and when is not None and telling.reported.last_day < when.at.date()
