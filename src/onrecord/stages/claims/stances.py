"""How each view of a cluster stands to its claim, and whether that divides it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.records import Stance
from onrecord.stages.claims.likeness import Likeness
from onrecord.stages.claims.views import View

OPPOSED = 0.6
"""Least likeness of a negated sentence to the assertion it is taken to contradict. Higher than within a claim:
a wrong match there shows as a loose claim, here as a false dispute."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A view's stance to the claim it belongs to."""

    view: int
    stance: Stance


def judge_stances(views: Sequence[View], members: Sequence[int], likeness: Likeness) -> list[list[Standing]]:
    """Split a cluster into claims, each with the stance of its views.

    Explicit denials answer the assertions beside them. A sentence that merely has a "not" counts
    against an assertion only where the two are very much alike; else it is a claim of its own.
    """
    asserting = [m for m in members if views[m].stance == "asserts"]
    other = [m for m in members if views[m].stance in ("declines", "questions") or _explicit(views[m])]
    negated = [m for m in members if m not in set(asserting) and m not in set(other)]
    if not asserting and not other:
        return [[Standing(m, "asserts") for m in negated]]
    against = [m for m in negated if other or any(_opposed(views, likeness, m, a) for a in asserting)]
    apart = [m for m in negated if m not in set(against)]
    claims = [[Standing(m, views[m].stance) for m in sorted((*asserting, *other, *against))]]
    if apart:
        claims.append([Standing(m, "asserts") for m in apart])
    return claims


def _explicit(view: View) -> bool:
    """True for a denial of something said: "denied that P", not "P is not so"."""
    return view.stance == "denies" and not view.proposition.negated and not view.narrated


def _opposed(views: Sequence[View], likeness: Likeness, denial: int, assertion: int) -> bool:
    """True where the negated view says no to the assertion: very much alike, and not both the narrators' prose."""
    if views[denial].narrated and views[assertion].narrated:
        return False
    return likeness.of(denial, assertion) >= OPPOSED
