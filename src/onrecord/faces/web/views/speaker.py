"""What a speaker said over time, and where their stance changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from onrecord.adapters.store import Position, Said


@dataclass(frozen=True, slots=True)
class Month:
    """A month, or year where no more is known, with what was said in it."""

    name: str
    said: tuple[Said, ...]
    acts: tuple[tuple[str, int], ...]
    """How often each act, most frequent first."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One claim to which a speaker took several stances, in the order of their reports' days."""

    proposition: str
    positions: tuple[Position, ...]


def list_months(statements: Sequence[Said]) -> list[Month]:
    """What was said, by the month in which it was said or else reported; the undated last."""
    ordered = sorted(statements, key=lambda said: said.said_on or said.published or "9999")
    months = []
    for name, group in groupby(ordered, key=lambda said: (said.said_on or said.published or "undated")[:7]):
        said = tuple(group)
        acts = Counter(one.act or "" for one in said)
        months.append(Month(name, said, tuple(sorted(acts.items(), key=lambda item: (-item[1], item[0])))))
    return months


def list_turns(positions: Sequence[Position]) -> list[Turn]:
    """Claims with more than one stance."""
    turns = []
    ordered = sorted(positions, key=lambda held: (held.story, held.claim))
    for _, group in groupby(ordered, key=lambda held: (held.story, held.claim)):
        held = sorted(group, key=lambda one: (one.day or "9999", one.stance))
        if len({one.stance for one in held}) > 1:
            turns.append(Turn(held[0].proposition, tuple(held)))
    return turns
