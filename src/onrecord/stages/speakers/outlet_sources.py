"""Sources that two outlets had are two, though one heading files both."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records import Statement
from onrecord.stages.speakers.figures import Figure, Roster
from onrecord.stages.speakers.unnamed import ANYBODY, is_unnamed


def tell_apart(
    roster: Roster,
    statements: Sequence[Statement],
    speakers: dict[int, tuple[Figure, ...]],
    chains: list[tuple[Figure, ...]],
) -> None:
    """Split unnamed sources of one heading by the outlet they spoke to: two outlets' sources are two."""
    split: dict[tuple[Figure, Figure], Figure] = {}
    for number, statement in enumerate(statements):
        outlet = chains[number][-1] if chains[number] else None
        if outlet is None or outlet.kind != "outlet" or is_unnamed(outlet) or statement.source is None:
            continue
        for figure in speakers.get(number, ()):
            if figure.kind != "unnamed" or figure.country is not None or figure.noun not in ANYBODY:
                continue
            clone = split.get((figure, outlet))
            if clone is None:
                clone = roster.add(figure.name, "unnamed", key=f"{figure.key}-told-{outlet.key}", noun=figure.noun)
                clone.told, clone.plural = outlet.key, figure.plural
                split[figure, outlet] = clone
            clone.spans |= {span for span in figure.spans if statement.source.overlaps(span)}
            speakers[number] = tuple(clone if f is figure else f for f in speakers[number])
    for number, links in enumerate(chains if split else ()):
        chains[number] = tuple(
            next((split[link, outlet] for outlet in links if (link, outlet) in split), link) for link in links
        )
