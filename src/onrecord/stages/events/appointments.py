"""What is told by a noun and its day alone: "the Senate vote on Friday", "ahead of next Tuesday's elections"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.records import Event, Page, Publication, Sentence
from onrecord.stages.events.actors import Actors
from onrecord.stages.events.clauses import Reader
from onrecord.stages.events.lexicon import kind_of_noun

_SHORTEST = 2
"""Words of a phrase, without article and day, that says which vote or meeting it is."""
_ASIDE = frozenset({"relcl", "acl", "appos", "punct"})
_OPENING = ("the", "a", "an", "this", "that", "its", "his", "her", "their", "our", "my")


def find_appointments(
    page: Page, sentence: Sentence, reader: Reader, actors: Actors, published: Publication, known: Sequence[Event]
) -> Iterator[Event]:
    """The events of a sentence that are still to come and that a noun alone tells with their day; none on a day on
    which a verb of the sentence already puts one (``known``)."""
    told = {event.when for event in known if event.evidence == sentence.span}
    for noun, number in sorted(reader.timing.of_noun.items()):
        time = reader.times[number]
        if not sentence.first <= noun < sentence.last or not published.precedes(time.value) or time.value in told:
            continue
        kind = kind_of_noun(reader.tokens[noun].lemma.lower())
        part = reader.subtree(noun, without=_ASIDE)
        part = [at for at in part if not time.span.overlaps(reader.tokens[at].span)]
        named = [at for at in part if reader.tokens[at].text.lower() not in _OPENING and reader.tokens[at].tag != "POS"]
        if kind is None or len(named) < _SHORTEST:
            continue
        who = tuple(dict.fromkeys(id for at in part for id in actors.at(at)))
        yield Event(
            report=page.name,
            what=_phrase(reader, part),
            trigger=reader.tokens[noun].span,
            evidence=sentence.span,
            actors=who,
            plover=kind.plover,
            status="planned",
            time=time.span,
            when=time.value,
            weight=kind.weight,
        )


def _phrase(reader: Reader, part: Sequence[int]) -> str:
    """The noun with what hangs on it, its day left out: "The Senate vote"."""
    tokens = [reader.tokens[at] for at in part]
    while tokens and (tokens[0].tag == "POS" or tokens[0].pos == "PUNCT"):
        tokens.pop(0)
    while tokens and (tokens[-1].pos in ("ADP", "CCONJ", "PUNCT") or tokens[-1].tag == "POS"):
        tokens.pop()
    kept = ""
    for before, token in zip([None, *tokens], tokens, strict=False):
        glued = before is not None and before.span.end == token.span.start
        kept += ("" if glued or not kept else " ") + token.text
    return kept[:1].upper() + kept[1:]
