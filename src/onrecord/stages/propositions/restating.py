"""The clause that a content without a verb of its own stands for, in whichever way it stands for one."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.records import Stance, Statement
from onrecord.stages.propositions.nominals import (
    Restated,
    restate_accusation,
    restate_complaint,
    restate_naming,
    restate_nominal,
    restate_request,
    restate_warning,
)
from onrecord.stages.propositions.parts import Part, Places
from onrecord.stages.propositions.reading import Reading


def restate(
    places: Places,
    part: Part,
    reading: Reading,
    *,
    statement: Statement,
    stance: Stance,
    accused: int | None,
    names: Mapping[int, str],
) -> Restated | None:
    """The part as a clause, or None where it has a verb of its own or stands for none.

    ``accused`` is the token that heads whoever the statement accuses; ``names`` maps the tokens of pronouns to
    the names they stand for.
    """
    warned = restate_warning(places, part, reading, statement=statement, names=names)
    if warned is not None:
        return warned
    denied = restate_nominal(places, part, reading, statement=statement, stance=stance, names=names)
    if denied is not None:
        return denied
    found = restate_accusation(places, part, statement=statement, accused=accused, names=names)
    found = found or restate_naming(places, part, statement=statement, stance=stance, names=names)
    if found is not None or stance != "asserts":
        return found
    complained = restate_complaint(places, part, reading, statement=statement, names=names)
    return complained or restate_request(places, part, reading, statement=statement, names=names)
