"""Who asks and who answers where an interview is printed as "Q" and "A"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records import Statement
from onrecord.stages.speakers.figures import Figure, Roster
from onrecord.stages.speakers.memory import Memory


def answer_letters(
    text: str, statements: Sequence[Statement], roster: Roster, memory: Memory, *, own: Figure
) -> dict[int, tuple[Figure, ...]]:
    """Speakers of the turns by number: the outlet asks; whom the report names most often answers."""
    turns = {
        number: statement.source.of(text)
        for number, statement in enumerate(statements)
        if statement.source is not None and len(statement.cue) == 1 and statement.source.of(text) in ("Q", "A")
    }
    if not turns:
        return {}
    people = [figure for figure in memory.counts if figure.kind == "person"]
    asked = max(people, key=lambda figure: memory.counts[figure], default=None)
    if asked is None:
        asked = roster.add("interviewee (unnamed)", "unnamed")
    return {number: (own,) if letter == "Q" else (asked,) for number, letter in turns.items()}
