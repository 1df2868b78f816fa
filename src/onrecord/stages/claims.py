"""One proposition, its holders, their stances and its origins."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.records import *  # skeleton


def group_claims(analyses: Sequence[Analysis], entities: Sequence[Entity], links: Sequence[Link], utterances: Sequence[Utterance]) -> tuple[Claim, ...]:
    return ()
