"""Whether a clause tells a deed of its own, and which time it tells it of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from onrecord.records import Precision, Publication
from onrecord.resources import rows, words
from onrecord.stages.events.actors import Said
from onrecord.stages.events.clauses import Clause, Reader
from onrecord.stages.events.lexicon import Kind, kind_of_verb
from onrecord.stages.events.scenes import Scenes


def find_time(
    clause: Clause, own: Sequence[int], *, reader: Reader, said: Said, scenes: Scenes
) -> tuple[int | None, Precision | None]:
    """The number of the expression that dates the clause, else how finely its report's date does."""
    at = reader.tokens[clause.verb].span.start
    if own:
        return min(own, key=lambda n: (abs(reader.times[n].span.start - at), n)), None
    beside = _adverbial_times(reader, clause.verb)
    beside = _joined_times(reader, clause) if beside is None else beside
    if beside is not None:
        return (beside[0], None) if beside else (None, None)
    statement = said.statement(clause.verb)
    dep = reader.tokens[clause.verb].dep
    lately = clause.perfect and not clause.past and statement is not None
    if (dep in ("relcl", "acl") and not lately) or (dep == "advcl" and statement is None):
        return None, None  # told by the way: of any time
    number = reader.number_of(statement.time) if statement and statement.time else None
    if number is not None and not (clause.present and reader.before(number, clause.verb)):
        return number, None
    return scenes.time_for(clause, inside=said.inside(clause.verb)[0] is not None)


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
        when = next((c for c in reader.tokens[clause].children if reader.tokens[c].text.lower() == "when"), None)
        beside = [n for n, time in enumerate(reader.times) if when and reader.range(time.span)[1] == when]
        if clause == verb and beside:
            return beside  # "until his resignation in 1989, when he was elected"
        times = reader.times_of(other)
        if marks & {"as", "when", "while"} and times:
            return times
        if token.dep == "advcl" and marks & {"after", "before", "since", "as", "when", "while"}:
            return [n for n in times if (value := reader.times[n].value) and value.precision in ("month", "year")]
    return None


def _joined_times(reader: Reader, clause: Clause) -> list[int] | None:
    """The month or year told with the last of several verbs that one subject has: "apologized and left in 1999",
    "approved it, ending the dispute in 1999"; None where there is none."""
    token = reader.tokens[clause.verb]
    linked = any(reader.tokens[c].dep == "cc" for c in token.children)
    for child in token.children:
        other = reader.tokens[child]
        alone = not any(reader.tokens[c].dep in ("nsubj", "nsubjpass", "csubj") for c in other.children)
        along = other.dep == "conj" and other.tag == token.tag and linked
        if (along or (other.dep == "advcl" and other.tag == "VBG" and child > clause.verb)) and alone:
            values = ((n, reader.times[n].value) for n in reader.timing.of_verb.get(child, ()))
            return [n for n, value in values if value and value.precision in ("month", "year")] or None
    return None


def is_planned(reader: Reader, clause: Clause) -> bool:
    """True where a time after the report's day is the day that a deed is set for, not the day of a deed that was done:
    "sentencing is set for June 28", "their term ends on Friday", "delayed it until May"."""
    token = reader.tokens[clause.verb]
    if token.lemma.lower() in words("event-appointing.txt") or clause.present:
        return True
    participle = token.tag in ("VBG", "VBN") and not clause.ongoing
    return not (clause.past or clause.perfect or participle)


def is_due(reader: Reader, clause: Clause, own: Sequence[int], *, published: Publication) -> bool:
    """True for the present tense of what begins, ends or meets in a month or year that is not yet over when the report
    comes out: "the cuts expire this year"."""
    if not clause.present or clause.ongoing or published.when is None:
        return False
    last = published.when.last_day
    values = [reader.times[n].value for n in own]
    over = any(value is None or value.last_day <= last for value in values)
    return bool(own) and not over and reader.tokens[clause.verb].lemma.lower() in _scheduled()


@cache
def _scheduled() -> frozenset[str]:
    """Lemmas whose present tense with a day means the future; without those that tell a state as well."""
    listed = {row["word"] for row in rows("time-words.tsv") if row["kind"] == "scheduled"}
    return frozenset(listed - {"be", "face", "hold"})


def is_told(reader: Reader, clause: Clause, kind: Kind, *, cue: bool) -> bool:
    """True where the verb tells a deed of its own. Infinitives tell aims, unless they are announced or go with
    a dated verb; a participle or relative clause tells a deed only where it is one by itself."""
    token = reader.tokens[clause.verb]
    helpers = [reader.tokens[c] for c in token.children if reader.tokens[c].dep in ("aux", "auxpass")]
    if kind.plover == "CONSULT" and any(h.dep == "auxpass" for h in helpers):
        return False  # "was met with outrage"
    if reader.is_implied(clause.verb):
        return True
    if token.tag == "VB" or any(h.tag == "TO" for h in helpers):
        return bool(helpers) and _infinitive_tells(reader, clause, kind)
    if token.tag == "VBG" and not helpers:
        weak = kind.weight < 2 and token.dep == "acl"
        return token.dep != "prep" and not weak and (cue or bool(reader.times_of(clause.verb)))
    if token.tag == "VBN" and token.dep == "advcl" and not helpers:
        return kind.weight == 3  # "asked about the report, she said ..."
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
    plan = reader.tokens[token.head].pos in ("VERB", "ADJ", "AUX")
    if kind.plover is None and not plan and token.dep != "advcl":
        return False  # "the push to postpone"
    aim = any(reader.tokens[c].tag == "TO" for c in token.children)
    dated = token.dep == "advcl" and kind.weight == 3 and bool(reader.times_of(clause.verb))
    return clause.ahead or not aim or dated
