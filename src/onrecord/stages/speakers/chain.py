"""Through whom the report had each statement: outer statements' speakers, outlets told, outermost first.

Rules, as the gold files have them:
1. A statement inside another's content came through the other's speakers; parallel speakers (three papers that
   quote one source) stand side by side.
2. Who denies or questions something in the narrator's words does not pass it on, so he is no link; in a
   quotation he is, for there he puts it in his own words.
3. An outlet that the words were said to or in ("told CNN", "in a Post op-ed") stands before the speaker.
4. Nobody is a link to himself, and the report's own outlet is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.records import Statement
from onrecord.stages.speakers.figures import Figure

DEPTH = 6
"""Deepest nest followed."""


def trace(
    statements: Sequence[Statement],
    speakers: Mapping[int, tuple[Figure, ...]],
    through: Mapping[int, tuple[Figure, ...]],
    *,
    own: Figure,
) -> list[tuple[Figure, ...]]:
    """The chain of each statement, by its number."""
    return [_chain(number, statements, speakers, through, own=own) for number in range(len(statements))]


def _chain(
    number: int,
    statements: Sequence[Statement],
    speakers: Mapping[int, tuple[Figure, ...]],
    through: Mapping[int, tuple[Figure, ...]],
    *,
    own: Figure,
) -> tuple[Figure, ...]:
    links: list[Figure] = []
    mine = speakers.get(number, ())
    at: int | None = number
    for _ in range(DEPTH):
        if at is None:
            break
        statement = statements[at]
        before = [f for f in through.get(at, ()) if f not in mine]
        if at != number:
            before += [f for f in speakers.get(at, ()) if f not in mine]
        links = [f for f in before if f not in links] + links
        parent = statement.parent
        if parent is not None and not _passes_on(statements[parent]):
            # what stands outside a denial still carries what stands inside it
            at = statements[parent].parent
        else:
            at = parent
    return tuple(figure for figure in dict.fromkeys(links) if figure is not own)


def _passes_on(parent: Statement) -> bool:
    return parent.mode == "direct" or parent.act not in ("denies", "questions", "asks", "declines")
