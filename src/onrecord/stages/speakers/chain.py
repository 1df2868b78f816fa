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

UNATTRIBUTED = "unattributed-reports-unnamed"
"""Key of the heading for "reportedly": nobody, so no link."""
NEAR, SPARE = 3, 12
"""Statements around one, and code points around its source, in which one that only quotes its source is found."""
DEPTH = 12
"""Deepest nest, or longest run of continued statements, followed."""


def trace(
    statements: Sequence[Statement],
    speakers: Mapping[int, tuple[Figure, ...]],
    through: Mapping[int, tuple[Figure, ...]],
    *,
    own: Figure,
    deniers: frozenset[int],
    twins: Mapping[int, int],
) -> list[tuple[Figure, ...]]:
    """The chain of each statement, by its number.

    ``deniers`` deny or question in the narrator's words; ``twins`` gives for some statements another that came the
    same way: the one that says the same, or the one that it continues.
    """
    known: dict[int, tuple[Figure, ...]] = {}

    def chain(number: int, depth: int) -> tuple[Figure, ...]:
        if number in known or depth > DEPTH:
            return known.get(number, ())
        parent = statements[number].parent
        if parent is not None and parent in deniers:
            parent = _around(parent, number, statements, deniers)
        if parent is None:
            parent = _quoting(number, statements)
        links: list[Figure] = []
        if parent is not None and parent != number:
            links += (*chain(parent, depth + 1), *speakers.get(parent, ()))
        elif number in twins and number not in through:
            links += chain(twins[number], depth + 1)
        links += through.get(number, ())
        known[number] = tuple(dict.fromkeys(figure for figure in links if figure.key != UNATTRIBUTED))
        return known[number]

    return [
        tuple(figure for figure in chain(number, 0) if figure is not own and figure not in speakers.get(number, ()))
        for number in range(len(statements))
    ]


def _quoting(number: int, statements: Sequence[Statement]) -> int | None:
    """The statement near by whose content is this one's source: "the papers quoted officials" who said this."""
    source = statements[number].source
    for other in range(max(0, number - NEAR), min(len(statements), number + NEAR + 1)):
        if other == number or source is None or statements[other].parent == number:
            continue
        if any(c.covers(source) and len(c) <= len(source) + SPARE for c in statements[other].content):
            return other
    return None


def _around(denier: int, number: int, statements: Sequence[Statement], deniers: frozenset[int]) -> int | None:
    """The smallest statement around a denial that holds what it denies and is none itself."""
    cue = statements[number].cue
    holders = [
        (sum(map(len, other.content)), index)
        for index, other in enumerate(statements)
        if index not in (denier, number) and index not in deniers and any(c.covers(cue) for c in other.content)
    ]
    return min(holders)[1] if holders else None
