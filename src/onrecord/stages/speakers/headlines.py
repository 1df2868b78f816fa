"""An unnamed source of the headline is the one of whom the report tells: "Former inspector says she knew"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records import Statement
from onrecord.stages.speakers.document import Document
from onrecord.stages.speakers.figures import Figure
from onrecord.stages.speakers.unnamed import is_unnamed

HEADLINES = ("headline", "subhead")


def take_up_headlines(
    document: Document, statements: Sequence[Statement], speakers: dict[int, tuple[Figure, ...]]
) -> None:
    """Give the headline's unnamed single source the first heading below that has its noun and all of its words."""
    placed = [(number, _block(document, statement)) for number, statement in enumerate(statements)]
    below = [f for number, block in placed if block not in HEADLINES for f in speakers.get(number, ())]
    for number, block in placed:
        if block not in HEADLINES:
            continue
        for figure in speakers.get(number, ()):
            if figure.kind != "unnamed" or figure.plural or not figure.noun or figure in below:
                continue
            fuller = next((other for other in below if _is_fuller(figure, other)), None)
            if fuller is not None:
                fuller.spans |= figure.spans
                speakers[number] = tuple(fuller if f is figure else f for f in speakers[number])


def _block(document: Document, statement: Statement) -> str:
    sentence = document.sentence(document.at(statement.cue.start))
    return sentence.block if sentence is not None else ""


def _is_fuller(figure: Figure, other: Figure) -> bool:
    if not is_unnamed(other) or other.plural or other.noun != figure.noun:
        return False
    return set(figure.name.lower().split()) <= set(other.name.lower().split())
