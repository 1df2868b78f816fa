"""The events that a report tells: dated deeds, and deeds of the types that PLOVER knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from onrecord.records import Entity, Event, Page, Parse, Publication, Sentence, Statement, TimeExpression, Token
from onrecord.resources import words
from onrecord.stages.events.actors import Actors, Said
from onrecord.stages.events.appointments import find_appointments
from onrecord.stages.events.clauses import Clause, Reader
from onrecord.stages.events.coding import COOPERATIVE, Code, code_event
from onrecord.stages.events.features import company_of
from onrecord.stages.events.lexicon import Kind, is_phrase, kind_of_noun, kind_of_verb
from onrecord.stages.events.places import find_place
from onrecord.stages.events.scenes import Scenes
from onrecord.stages.events.telling import find_time, is_due, is_planned, is_told
from onrecord.stages.events.types import Reading
from onrecord.stages.events.wording import Phrase

Status = Literal["happened", "planned", "alleged", "ongoing", "denied", "hypothetical"]

_SPEECH: dict[str, Kind] = {
    "denies": Kind("REJECT", 3),
    "accuses": Kind("ACCUSE", 3),
    "warns": Kind("THREATEN", 2),
    "requests": Kind("REQUEST", 2),
    "promises": Kind("AGREE", 2),
    "criticises": Kind("ACCUSE", 2),
    "praises": Kind("SUPPORT", 2),
    "declines": Kind("REJECT", 1),
}
"""Acts of speech that are deeds themselves."""

_GRAVE = 3
_LOOKS = ("xcomp", "oprd", "acomp", "attr")
_TOP = 0.5
"""Share of a report in which a small deed that no words date is its news."""
_UNKNOWN = 0
"""Weight of a verb that the word lists do not know, until what was learnt names its type."""
_MAIN = ("ROOT", "ccomp", "conj")
"""Clauses that may tell an event although the word lists know none of their verb."""
_READY = ("ready", "willing", "prepared")
_GIVE_OUT = ("release", "publish", "post", "issue", "unveil", "air")
_SHORTEST = 4
"""Words of a phrase that tells something, where the verb alone is no news."""
_POINTING = ("it", "them", "him", "her", "this", "that", "these", "those")
"""Words at the end of a phrase that leave open to whom or what something of no type was done: "spoke to them"."""
_TRANSITIVE = ("REJECT", "ACCUSE", "REQUEST", "SUPPORT", "THREATEN", "AGREE")
"""Types that tell nothing without that at which they are aimed."""


def find_events(
    page: Page,
    parse: Parse,
    times: Sequence[TimeExpression],
    entities: Sequence[Entity],
    statements: Sequence[Statement],
    *,
    published: Publication,
    reading: Reading | None = None,
) -> tuple[Event, ...]:
    """The events of the article's sentences, in the order of their triggers. None that is told as having happened is
    dated after the report's own day, but by one day where the top of the report tells it of a past weekday. ``reading``
    is the text as the tagger's encoder read it; without it types are told by words alone."""
    reader = Reader(parse, times, published)
    said = Said(reader, statements, page.text)
    scenes = Scenes(reader, page.text, said, published)
    view = _View(reader, Actors(reader, entities, statements), said, scenes, reading)
    found: list[Event] = []
    headed = any(sentence.block == "body" for sentence in parse.sentences)
    for sentence in parse.sentences:
        if sentence.block == "headline" and headed:
            continue  # it sums up what the body tells with its times
        view.scenes.enter(sentence)
        for at, kind, sure in _triggers(view, sentence):
            told = _read(view, sentence, at, kind, sure=sure)
            if told and (event := _event(page, sentence, told, view)):
                found.append(event)
        found.extend(find_appointments(page, sentence, reader, view.actors, published, found))
    return tuple(sorted(found, key=lambda event: event.trigger))


class _View(NamedTuple):
    """What the stage knows of the report."""

    reader: Reader
    actors: Actors
    said: Said
    scenes: Scenes
    reading: Reading | None


class _Told(NamedTuple):
    """A clause with what the word lists and the model make of it."""

    clause: Clause
    kind: Kind
    listed: str | None
    """The type that the word lists or the act of speech give."""
    code: Code
    source: int | None
    target: int | None


def _triggers(view: _View, sentence: Sentence) -> Iterator[tuple[int, Kind, bool]]:
    """The verbs of a sentence that can tell an event, each with its kind, and whether that is sure: a speech act's,
    which statements and events share, or that of a verb that only gives out words. Words in quotation marks tell none.
    """
    reader, said = view.reader, view.said
    for at in range(sentence.first, sentence.last):
        token = reader.tokens[at]
        if token.pos != "VERB" or token.dep in ("aux", "auxpass", "amod", "compound") or said.quoted(at):
            continue
        if token.dep == "acl" and said.statement(at) is not None and said.statement(at) is said.statement(token.head):
            continue  # "said in an interview taped on Monday" is told by its first verb
        listed = kind_of_verb(token.lemma.lower(), company_of(reader.tokens, at))
        spoken = _SPEECH.get(said.act(at) or "") or _demand(view, at)
        kind, sure = listed, _tells_words(view, at)
        if spoken:  # "said", "added": what makes it a deed stands in the words, and weighs less
            typed = listed is not None and listed.plover is not None
            kind = Kind(spoken.plover, max(spoken.weight, listed.weight) if listed and typed else min(spoken.weight, 2))
            sure = not typed or listed == kind or (listed is not None and listed.plover == spoken.plover)
        elif _offers(reader, at) and (listed is None or listed.plover in (None, *COOPERATIVE)):
            kind, sure = Kind("AGREE", 2), True
        elif (held := _subject_kind(reader, at)) is not None:
            kind, sure = held, True
        elif listed is None or (listed.plover is None and listed.weight == 1):
            kind = _object_kind(reader, at) or listed
            sure = sure or is_phrase(token.lemma.lower(), company_of(reader.tokens, at))
        if kind is not None and kind.plover is None and _seems(reader, at):
            continue
        if kind is None and token.lemma.lower() not in words("event-states.txt"):
            told = bool(reader.times_of(at)) or token.dep in _MAIN
            kind = Kind(None, _UNKNOWN) if told else None
        if kind:
            yield at, kind, sure


def _seems(reader: Reader, verb: int) -> bool:
    """True for "appeared to be angry": how things look, and no deed."""
    token = reader.tokens[verb]
    return token.lemma.lower() == "appear" and any(reader.tokens[c].dep in _LOOKS for c in token.children)


def _demand(view: _View, verb: int) -> Kind | None:
    """REQUEST for "said that Ostrel must pay"."""
    tokens = view.reader.tokens
    for child in tokens[verb].children if view.said.act(verb) == "asserts" else ():
        kids = [tokens[c] for c in tokens[child].children] if tokens[child].dep == "ccomp" else []
        subject = next((c for c in tokens[child].children if tokens[c].dep in ("nsubj", "nsubjpass")), None)
        if any(kid.dep == "aux" and kid.lemma.lower() == "must" for kid in kids) and subject is not None:
            return Kind("REQUEST", 2) if tokens[subject].pos != "PRON" and view.actors.acts(subject) else None
    return None


def _offers(reader: Reader, verb: int) -> bool:
    """True for the infinitive of "is ready to help"."""
    token = reader.tokens[verb]
    return token.dep == "xcomp" and token.tag == "VB" and reader.tokens[token.head].lemma.lower() in _READY


def _object_kind(reader: Reader, verb: int) -> Kind | None:
    """The kind of the event noun that a colourless verb takes: "held talks", "made a threat"."""
    if reader.tokens[verb].lemma.lower() not in words("event-light-verbs.txt"):
        return None
    nouns = [reader.tokens[c].lemma.lower() for c in reader.tokens[verb].children if reader.tokens[c].dep == "dobj"]
    kinds = [kind for kind in map(kind_of_noun, nouns) if kind]
    return kinds[0] if kinds else None


def _subject_kind(reader: Reader, verb: int) -> Kind | None:
    """The kind of the event noun that is said to take place: "A MARCH took place", "TALKS are due to begin"."""
    tokens, lemma = reader.tokens, reader.tokens[verb].lemma.lower()
    if lemma not in words("event-occurring.txt"):
        return None
    if lemma == "take" and not any(tokens[c].text.lower() == "place" for c in tokens[verb].children):
        return None
    passive = any(tokens[c].dep == "nsubjpass" for c in tokens[verb].children)
    if lemma in ("hold", "plan", "schedule", "set", "call", "stage") and not passive:
        return None
    at = verb
    for _ in range(3):
        heads = [c for c in tokens[at].children if tokens[c].dep in ("nsubj", "nsubjpass")]
        if heads or tokens[at].dep not in ("xcomp", "acomp"):
            break
        at = tokens[at].head
    kinds = [
        kind
        for c in heads
        if (kind := kind_of_noun(tokens[c].lemma.lower())) or (kind := kind_of_noun(tokens[c].text.lower()))
    ]
    return next((kind for kind in kinds if kind.plover is not None), None)


def _tells_words(view: _View, verb: int) -> bool:
    """True for "released a statement", "posted the footage": what gives out words and pictures frees nobody."""
    tokens = view.reader.tokens
    objects = [c for c in tokens[verb].children if tokens[c].dep in ("dobj", "nsubjpass")]
    kinds = [kind_of_noun(tokens[c].lemma.lower()) for c in objects]
    if any(kind is not None and kind.plover is None for kind in kinds):
        return True
    if tokens[verb].lemma.lower() not in _GIVE_OUT or any(view.actors.acts(c) for c in objects):
        return False
    outputs = words("event-outputs.txt") | words("document-nouns.txt")
    return any(tokens[i].lemma.lower() in outputs for c in objects for i in view.reader.subtree(c)[:12])


def _read(view: _View, sentence: Sentence, verb: int, kind: Kind, *, sure: bool) -> _Told | None:
    """The clause of a verb with its codes; None for one that is nobody's, or of no kind at all."""
    reader, actors = view.reader, view.actors
    clause = reader.clause(verb)
    if clause.subject is None and clause.patient is None:
        return None
    source = actors.source(clause)
    target = actors.target(clause, source)
    known = bool(actors.of(clause))
    acts = source is not None and actors.acts(source) and (actors.named(clause) or _is_grave(reader, clause, kind))
    dated = bool(reader.times_of(verb))
    suffers = clause.patient is not None and actors.acts(clause.patient) and _is_grave(reader, clause, kind)
    if not known and not acts and not suffers and not (dated and actors.named(clause)):
        return None
    if kind.plover is None and not dated and kind.weight <= 1 and not acts:
        return None
    parts = [reader.phrase(at) if at is not None else None for at in (source, target)]
    code = code_event(
        reader.tokens,
        (sentence.first, sentence.last),
        verb=verb,
        source=parts[0],
        target=parts[1],
        kind=kind,
        reading=view.reading,
        fixed=sure,
        refused=clause.negated and clause.ahead,
    )
    if code.plover == "CONSULT" and not sure and not _together(view, clause, target):
        return None
    weight = max(kind.weight, 2) if code.plover is not None and kind.plover is None else max(kind.weight, 1)
    return _Told(clause, Kind(code.plover, weight), kind.plover, code, source, target)


def _is_grave(reader: Reader, clause: Clause, kind: Kind) -> bool:
    """True for a deed that is news whoever did it, told by a main verb in the past: "six people were injured"."""
    violent = kind.plover in ("ASSAULT", "COERCE") and kind.weight > 1
    return clause.past and (violent or kind.weight == _GRAVE) and reader.tokens[clause.verb].dep in ("ROOT", "conj")


def _together(view: _View, clause: Clause, target: int | None) -> bool:
    """True where there is somebody to talk with: "the plan met with criticism" is no meeting."""
    if view.reader.tokens[clause.verb].lemma.lower() != "meet":
        return True
    several = len(view.actors.joined(clause.subject)) > 1
    subject = clause.subject is not None and view.actors.acts(clause.subject)
    return subject and (several or clause.patient is None or (target is not None and view.actors.acts(target)))


def _event(page: Page, sentence: Sentence, told: _Told, view: _View) -> Event | None:
    """The event that a clause tells; None for what is trivial, negated, or no deed of its own."""
    clause, kind, reader = told.clause, told.kind, view.reader
    who = view.actors.of(clause)
    status = _status(clause, reader, view.said, who)
    own = reader.times_of(clause.verb)
    if status in ("happened", "ongoing") and is_due(reader, clause, own, published=view.scenes.published):
        status = "planned"
    done = status != "planned" and not is_planned(reader, clause)
    own = [n for n in own if not (done and view.scenes.is_ahead(n, clause))]
    if not _is_news(told, view, dated=bool(own), planned=status == "planned"):
        return None
    time, fallback = find_time(clause, own, reader=reader, said=view.said, scenes=view.scenes)
    if time is not None and view.scenes.is_ahead(time, clause) and status not in ("planned", "hypothetical"):
        if time not in own:
            time = None
        else:
            status = "planned"
    statement = view.said.statement(clause.verb)
    spans = [reader.times[n].span for n in own]
    phrase = Phrase(reader, clause, page.text, names=view.actors.names(clause), times=spans, statement=statement)
    what = phrase.write()
    needs_object = kind.weight == 1 or kind.plover in _TRANSITIVE
    if not what or (needs_object and len(what.split()) < _SHORTEST):
        return None
    if kind.plover is None and statement is None and what.split()[-1].lower() in _POINTING:
        return None
    return Event(
        report=page.name,
        what=what,
        trigger=reader.tokens[clause.verb].span,
        evidence=sentence.span,
        actors=who,
        plover=kind.plover,
        status=status,
        time=reader.times[time].span if time is not None else None,
        when=reader.times[time].value if time is not None else None,
        fallback=fallback if status not in ("planned", "hypothetical") else None,
        weight=kind.weight,
        source=reader.span(told.source),
        target=reader.span(told.target),
        targets=view.actors.at(told.target),
        place=find_place(reader, clause, own=(told.source, told.target)),
        cameo=told.code.cameo,
        mode=told.code.mode,
    )


def _is_news(told: _Told, view: _View, *, dated: bool, planned: bool) -> bool:
    """True for a deed that is told and that matters by its kind or by its date."""
    clause, kind = told.clause, told.kind
    nobody = clause.subject is not None and view.reader.names_nobody(clause.subject)
    if nobody or (clause.negated and not _refuses(told, view.reader.tokens)):
        return False
    if clause.hypothetical and kind.plover is None:
        return False
    if _is_mood(clause, view):
        return False
    if not dated and (kind.weight == 1 or (planned and kind.weight < 2)) and not _is_step(told, view):
        return False
    return is_told(view.reader, clause, kind, cue=view.said.act(clause.verb) is not None)


def _is_step(told: _Told, view: _View) -> bool:
    """True for a small deed, of a verb that the word lists know, that a main clause tells in the past of a named actor:
    "immediately released an advertisement"; what somebody says stands among the statements."""
    reader, clause = view.reader, told.clause
    token = reader.tokens[clause.verb]
    if token.span.start > _TOP * reader.tokens[-1].span.end:
        return False
    if not clause.past or clause.perfect or token.dep != "ROOT" or view.said.statement(clause.verb) is not None:
        return False
    listed = kind_of_verb(token.lemma.lower(), company_of(reader.tokens, clause.verb)) is not None
    return listed and told.source is not None and view.actors.acts(told.source) and clause.patient is not None


def _is_mood(clause: Clause, view: _View) -> bool:
    """True where only what is in the air does it: the backlash grew, the issue dealt with matters of the past."""
    head = clause.patient if clause.subject is None else clause.subject
    return head is not None and view.reader.tokens[head].lemma.lower() in words("event-moods.txt")


def _refuses(told: _Told, tokens: Sequence[Token]) -> bool:
    """True for a negated verb that tells a deed nevertheless: "will not accept", "does not support"."""
    if told.listed in ("REJECT", "SUPPORT"):
        token = tokens[told.clause.verb]
        own = kind_of_verb(token.lemma.lower(), company_of(tokens, told.clause.verb))
        return told.clause.ahead or own is None or own.plover in (None, "REJECT", "SUPPORT")  # not "has not accused"
    return told.kind.plover == "REJECT" and told.clause.ahead


def _is_aim(reader: Reader, verb: int) -> bool:
    """True for an infinitive with "to"."""
    marked = any(reader.tokens[c].tag == "TO" for c in reader.tokens[verb].children)
    return reader.tokens[verb].tag == "VB" and marked and not reader.is_implied(verb)


def _status(clause: Clause, reader: Reader, said: Said, who: tuple[str, ...]) -> Status:
    if clause.hypothetical:
        return "hypothetical"
    if clause.ahead or (_is_aim(reader, clause.verb) and said.statement(clause.verb) is None):
        return "planned"  # but "took to the air to push back" tells what was said
    act, speakers = said.inside(clause.verb)
    aside = reader.is_aside(clause.verb)
    if act == "denies" and not aside:
        return "denied"
    if act is not None and not aside and not set(speakers) & set(who[:1]):
        return "alleged"
    return "ongoing" if clause.ongoing else "happened"
