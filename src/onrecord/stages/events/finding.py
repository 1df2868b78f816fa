"""The events that a report tells: dated deeds, and deeds of the types that PLOVER knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from onrecord.records import Entity, Event, Page, Parse, Precision, Sentence, Statement, TimeExpression
from onrecord.resources import words
from onrecord.stages.events.actors import Actors, Said
from onrecord.stages.events.clauses import Clause, Reader
from onrecord.stages.events.lexicon import Kind, kind_of_noun, kind_of_verb
from onrecord.stages.events.scenes import Scenes
from onrecord.stages.events.wording import Phrase

Status = Literal["happened", "planned", "alleged", "ongoing", "denied"]

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

_SHORTEST = 4
"""Words of a phrase that tells something, where the verb alone is no news."""
_TRANSITIVE = ("REJECT", "ACCUSE", "REQUEST", "SUPPORT", "THREATEN", "AGREE")
"""Types that tell nothing without that at which they are aimed."""


def find_events(
    page: Page,
    parse: Parse,
    times: Sequence[TimeExpression],
    entities: Sequence[Entity],
    statements: Sequence[Statement],
) -> tuple[Event, ...]:
    """The events of the article's sentences, in the order of their triggers."""
    reader = Reader(parse, times)
    view = _View(reader, Actors(reader, entities), Said(reader, statements), Scenes(reader, page.text))
    found: list[Event] = []
    headed = any(sentence.block == "body" for sentence in parse.sentences)
    for sentence in parse.sentences:
        if sentence.block == "headline" and headed:
            continue  # it sums up what the body tells with its times
        view.scenes.enter(sentence)
        for at, kind in _triggers(view, sentence):
            if event := _event(page, sentence, reader.clause(at), kind, view):
                found.append(event)
    return tuple(found)


class _View(NamedTuple):
    """What the stage knows of the report."""

    reader: Reader
    actors: Actors
    said: Said
    scenes: Scenes


def _triggers(view: _View, sentence: Sentence) -> Iterator[tuple[int, Kind]]:
    """The verbs of a sentence that tell an event, each with its kind. Words in quotation marks tell none."""
    reader, said = view.reader, view.said
    for at in range(sentence.first, sentence.last):
        token = reader.tokens[at]
        if token.pos != "VERB" or token.dep in ("aux", "auxpass", "amod", "compound") or said.quoted(at):
            continue
        company = _company(reader, at)
        kind = kind_of_verb(token.lemma.lower(), company)
        if spoken := _SPEECH.get(said.act(at) or ""):
            kind = spoken if kind is None or kind.plover is None else kind
        if kind is None or (kind.plover is None and kind.weight == 1):
            kind = _object_kind(reader, at) or kind
        if kind is None and token.lemma.lower() not in words("event-states.txt") and reader.times_of(at):
            kind = Kind(None, 1)
        if kind:
            yield at, kind


def _object_kind(reader: Reader, verb: int) -> Kind | None:
    """The kind of the event noun that a colourless verb takes: "held talks", "made a threat"."""
    if reader.tokens[verb].lemma.lower() not in words("event-light-verbs.txt"):
        return None
    nouns = [reader.tokens[c].lemma.lower() for c in reader.tokens[verb].children if reader.tokens[c].dep == "dobj"]
    kinds = [kind for kind in map(kind_of_noun, nouns) if kind]
    return kinds[0] if kinds else None


def _company(reader: Reader, verb: int) -> frozenset[str]:
    """Lemmas of the verb's objects, particles, prepositions and their objects; "as" for "called him a liar"."""
    found: set[str] = set()
    for child in reader.tokens[verb].children:
        token = reader.tokens[child]
        if token.dep in ("dobj", "prt", "advmod", "dative", "prep", "agent"):
            found.add(token.lemma.lower())
        if token.dep in ("dobj", "nsubjpass"):
            found.add("*")
        if token.dep in ("prep", "agent"):
            found.update(reader.tokens[c].lemma.lower() for c in token.children)
        if token.dep in ("xcomp", "ccomp") and any(reader.tokens[c].tag == "TO" for c in token.children):
            found.add("to")
        if token.dep == "oprd" or (token.dep == "ccomp" and token.pos in ("NOUN", "PROPN", "ADJ")):
            found.add("as")
    return frozenset(found)


def _event(page: Page, sentence: Sentence, clause: Clause, kind: Kind, view: _View) -> Event | None:
    """The event that a clause tells; None for what is trivial, negated, conditional, or nobody's deed."""
    reader, token = view.reader, view.reader.tokens[clause.verb]
    own = reader.times_of(clause.verb)
    who = view.actors.of(clause)
    status = _status(clause, view.said, who)
    if not _is_news(clause, kind, view, dated=bool(own), planned=status == "planned"):
        return None
    time, fallback = _time(clause, view, own)
    statement = view.said.statement(clause.verb)
    spans = [reader.times[n].span for n in own]
    phrase = Phrase(reader, clause, page.text, names=view.actors.names(clause), times=spans, statement=statement)
    what = phrase.write()
    needs_object = kind.weight == 1 or kind.plover in _TRANSITIVE
    if not what or (needs_object and len(what.split()) < _SHORTEST):
        return None
    return Event(
        report=page.name,
        what=what,
        trigger=token.span,
        evidence=sentence.span,
        actors=who,
        plover=kind.plover,
        status=status,
        time=reader.times[time].span if time is not None else None,
        when=reader.times[time].value if time is not None else None,
        fallback=fallback if status != "planned" else None,
        weight=kind.weight,
    )


def _is_news(clause: Clause, kind: Kind, view: _View, *, dated: bool, planned: bool) -> bool:
    """True for a deed that is told, of somebody known, and that matters by its kind or by its date."""
    if (clause.subject is None and clause.patient is None) or clause.hypothetical:
        return False
    if clause.negated and kind.plover not in ("REJECT", "SUPPORT"):
        return False
    if not dated and (kind.weight == 1 or (planned and kind.weight < 3)):
        return False
    if not view.actors.of(clause) and not (dated and view.actors.named(clause)):
        return False
    return _told(view.reader, clause, kind, cue=view.said.act(clause.verb) is not None)


def _time(clause: Clause, view: _View, own: Sequence[int]) -> tuple[int | None, Precision | None]:
    """The number of the expression that dates the clause, else how finely its report's date does."""
    reader = view.reader
    at = reader.tokens[clause.verb].span.start
    if own:
        return min(own, key=lambda n: (abs(reader.times[n].span.start - at), n)), None
    beside = _adverbial_times(reader, clause.verb)
    if beside is not None:
        return (beside[0], None) if beside else (None, None)
    statement = view.said.statement(clause.verb)
    number = reader.number_of(statement.time) if statement and statement.time else None
    if number is not None:
        return number, None
    if reader.tokens[clause.verb].dep in ("relcl", "acl", "advcl") and statement is None:
        return None, None  # told by the way: of any time
    return view.scenes.time_for(clause, inside=view.said.inside(clause.verb)[0] is not None)


def _adverbial_times(reader: Reader, verb: int) -> list[int] | None:
    """The times of the clause that a clause with "as", "when" or "while" goes with, for either of the two; where it
    goes with "after", a month or year holds for both, a day does not. None for a clause that stands alone."""
    token = reader.tokens[verb]
    if token.dep == "advcl":
        linked = [(verb, token.head)]
    else:
        linked = [(child, child) for child in token.children if reader.tokens[child].dep == "advcl"]
    for clause, other in linked:
        marks = {reader.tokens[c].text.lower() for c in reader.tokens[clause].children}
        times = reader.times_of(other)
        if marks & {"as", "when", "while"} and times:
            return times
        if token.dep == "advcl" and marks & {"after", "before", "since", "as", "when", "while"}:
            return [n for n in times if (value := reader.times[n].value) and value.precision in ("month", "year")]
    return None


def _told(reader: Reader, clause: Clause, kind: Kind, *, cue: bool) -> bool:
    """True where the verb tells a deed of its own. Infinitives tell aims, unless they are announced or go with
    a dated verb; a participle or relative clause tells a deed only where it is one by itself."""
    token = reader.tokens[clause.verb]
    helpers = [reader.tokens[c] for c in token.children if reader.tokens[c].dep in ("aux", "auxpass")]
    if kind.plover == "CONSULT" and any(h.dep == "auxpass" for h in helpers):
        return False  # "was met with outrage"
    if token.tag == "VB":
        return bool(helpers) and _infinitive_tells(reader, clause, kind)
    if token.tag == "VBG" and not helpers:
        weak = kind.weight < 2 and token.dep == "acl"
        return token.dep != "prep" and not weak and (cue or bool(reader.times_of(clause.verb)))
    weak = token.dep in ("relcl", "acl", "pcomp") and kind.weight < 2
    weak = weak or (
        cue and token.dep == "relcl" and clause.patient is not None and reader.tokens[clause.patient].tag == "WDT"
    )
    return not weak and token.dep not in ("prep", "amod")


def _infinitive_tells(reader: Reader, clause: Clause, kind: Kind) -> bool:
    token = reader.tokens[clause.verb]
    governing = kind_of_verb(reader.tokens[token.head].lemma.lower(), frozenset())
    if token.dep == "xcomp" and governing and governing.weight > 1:
        return False  # "promised to help" is told by the promise
    aim = any(reader.tokens[c].tag == "TO" for c in token.children)
    dated = token.dep == "advcl" and kind.weight == 3 and bool(reader.times_of(clause.verb))
    return clause.ahead or not aim or dated


def _status(clause: Clause, said: Said, who: tuple[str, ...]) -> Status:
    if clause.ahead:
        return "planned"
    act, speakers = said.inside(clause.verb)
    if act == "denies":
        return "denied"
    if act is not None and not set(speakers) & set(who[:1]):
        return "alleged"
    return "ongoing" if clause.ongoing else "happened"
