"""Which views stand against which claim: denials that say what they deny, and sentences that say the contrary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.records import Proposition, Stance
from onrecord.resources.meaning import nearness, stem
from onrecord.stages.claims.clusters import Pair, cluster_views
from onrecord.stages.claims.likeness import NEAREST, Likeness
from onrecord.stages.claims.pairs import Pairs
from onrecord.stages.claims.views import View

RELATED = 0.3
"""Likeness below which two views are not looked at together."""
RESTATED = 0.6
"""Share of a denial's words that the assertion it answers must have: who denies repeats what is denied."""
ROLE = 0.4
"""The same where both turn on the same thing: an explicit denial, or the same subject not doing the same."""
CONTRARY = 0.65
"""The same for a sentence that merely has a "not" in it: two words of three. Higher, since nothing else shows that
it answers anybody: a wrong match here is a dispute in print that there never was."""

LEAST_SHARED = 2
"""Words, entities aside, that a denial must share with what it answers; one of a single word ("I will not resign")
must have the same word of the same entity."""
OPPOSED = 0.25
"""Share of the assertion's own words that such a sentence must have: a long assertion has most words of any short
sentence somewhere."""

DENIED_ALIKE = 0.4
"""Likeness from which two claims that somebody denies, and that turn on the same thing, are one."""
NEIGHBOURS = 6
"""Views before and after a denial among which the claim that it quotes is found; they are in order of place."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A view's stance to the claim it belongs to."""

    view: int
    stance: Stance


def divide_views(
    views: Sequence[View], likeness: Likeness, pairs: Sequence[Pair], *, model: Pairs
) -> list[list[Standing]]:
    """The claims of a story as the standings of its views.

    Assertions and explicit denials cluster by what they are about. Negated sentences cluster among
    themselves: "I will not go" is a claim of its own until somebody is found who says the contrary.
    """
    stating = [index for index, view in enumerate(views) if not view.proposition.refers]
    negated = [index for index in stating if _merely_negated(views[index])]
    apart = frozenset(negated)
    positive = cluster_views(likeness, pairs, [index for index in stating if index not in apart])
    negative = cluster_views(likeness, pairs, negated)
    asserting = [group for group in positive if any(_asserts(views[m]) for m in group)]
    orphaned = [group for group in positive if not any(_asserts(views[m]) for m in group)]
    home = {member: number for number, group in enumerate(asserting) for member in group}
    claims = [[Standing(m, views[m].stance) for m in group] for group in asserting]
    answers = _Answers(views, likeness, pairs, home, model)
    for group in orphaned:
        found = answers.find_inside(group)
        for least in (RESTATED, ROLE):
            found = answers.find(group, least=least) if found is None else found
        standings = [Standing(m, views[m].stance) for m in group]
        if found is None:
            claims.append(standings)
        else:
            claims[found].extend(standings)
    for group in negative:
        found = answers.find(group, least=CONTRARY)
        if found is None:
            claims.append([Standing(m, "asserts") for m in group])
        else:
            claims[found].extend(Standing(m, "denies") for m in group)
    return _join_denied(views, likeness, pairs, claims)


def _join_denied(
    views: Sequence[View], likeness: Likeness, pairs: Sequence[Pair], claims: list[list[Standing]]
) -> list[list[Standing]]:
    """Join claims that are both denied and turn on the same thing in other words."""
    home = {standing.view: number for number, claim in enumerate(claims) for standing in claim}
    deniers = [{s for st in claim if st.stance == "denies" for s in views[st.view].speakers} for claim in claims]
    for score, a, b in pairs:
        one, other = sorted((home.get(a, -1), home.get(b, -1)))
        if one < 0 or one == other or not deniers[one] or not deniers[other]:
            continue
        alike = score >= DENIED_ALIKE and likeness.same_turn(a, b)
        if not alike and not (deniers[one] & deniers[other] and likeness.same_role(a, b)):
            continue
        claims[one].extend(claims[other])
        deniers[one] |= deniers[other]
        for standing in claims[other]:
            home[standing.view] = one
        claims[other] = []
    return [claim for claim in claims if claim]


def _asserts(view: View) -> bool:
    return view.stance == "asserts" and bool(view.speakers)


def _merely_negated(view: View) -> bool:
    return view.stance == "denies" and view.proposition.negated


class _Answers:
    """Finds the claim that a group of denials answers."""

    def __init__(
        self, views: Sequence[View], likeness: Likeness, pairs: Sequence[Pair], home: Mapping[int, int], model: Pairs
    ) -> None:
        self.views, self.likeness, self.home, self.model = views, likeness, home, model
        self.near: dict[int, list[tuple[float, int]]] = {}
        for score, a, b in pairs:
            for one, other in ((a, b), (b, a)):
                if other in home and one not in home:
                    self.near.setdefault(one, []).append((score, other))

    def find_inside(self, group: Sequence[int]) -> int | None:
        """The number of the claim that a denial itself quotes, whose words stand in its own: "REPORTS THAT ..."."""
        for member in group:
            for other in self.beside(member):
                if _overlap(self.views[member], self.views[other]) and not _same_speaker(
                    self.views[member], self.views[other]
                ):
                    return self.home[other]
        return None

    def beside(self, member: int) -> list[int]:
        """The assertions next to a view in its report."""
        around = range(max(0, member - NEIGHBOURS), min(len(self.views), member + NEIGHBOURS + 1))
        return [other for other in around if other in self.home and not self.views[other].narrated]

    def find(self, group: Sequence[int], *, least: float) -> int | None:
        """The number of the claim that the group answers best, or None."""
        best: tuple[float, int] | None = None
        for member in group:
            for score, other in self.near.get(member, ()):
                if self._answers(member, other, least):
                    candidate = (-score, self.home[other])
                    best = candidate if best is None else min(best, candidate)
        return best[1] if best else None

    def _answers(self, denial: int, assertion: int, least: float) -> bool:
        one, other = self.views[denial], self.views[assertion]
        if one.act == "asks" and other.speakers:
            turning = self.likeness.same_core(denial, assertion)
            return turning and self.likeness.covered(denial, assertion) >= max(least, RESTATED)
        if other.stance != "asserts" or not other.speakers or _same_speaker(one, other):
            return False
        if (one.narrated and other.narrated) or _overlap(one, other):
            return False
        a, b = one.proposition.agent, other.proposition.agent
        if a and b and a != b:
            return False
        if self.likeness.terms[denial].words == 1:
            return self.likeness.same_deed(denial, assertion)
        if least == CONTRARY:
            return self._contradicts(denial, assertion)
        if least == ROLE and not self.likeness.same_turn(denial, assertion):
            return False
        if not self.likeness.same_core(denial, assertion) or self.likeness.shared(denial, assertion) < LEAST_SHARED:
            return False
        return self.likeness.covered(denial, assertion) >= least

    def _contradicts(self, denial: int, assertion: int) -> bool:
        """True where a merely negated sentence says the contrary: the same thing, not done by the same."""
        one, other = self.views[denial].proposition, self.views[assertion].proposition
        core, same = self.likeness.terms[denial].core, self._same_subject(one, other)
        if same is False or (core and core in {stem(word) for word in other.excluded}):
            return False
        turning = self.likeness.same_turn(denial, assertion)
        about = turning or self._exists(denial, assertion) or (same and self.likeness.same_core(denial, assertion))
        if not about or self.likeness.shared(denial, assertion) < LEAST_SHARED:
            return False
        covered = self.likeness.covered(denial, assertion)
        if turning and same:
            return covered >= ROLE
        return covered >= CONTRARY and self.likeness.covered(assertion, denial) >= OPPOSED

    def _same_subject(self, one: Proposition, other: Proposition) -> bool | None:
        """Whether both are said of one subject; None where that cannot be told."""
        if one.agent and other.agent:
            return one.agent == other.agent
        if not one.subject or not other.subject:
            return None
        return nearness(stem(one.subject), stem(other.subject)) >= NEAREST

    def _exists(self, denial: int, assertion: int) -> bool:
        """True for "there is no emergency" against "declares an emergency"."""
        one, other = self.views[denial].proposition, self.views[assertion].proposition
        core = self.likeness.terms[denial].core
        existential = bool(core) and not one.subject and one.agent is None
        return existential and bool(other.object) and nearness(core, stem(other.object)) >= NEAREST


def _same_speaker(one: View, other: View) -> bool:
    return bool(set(one.speakers) & set(other.speakers))


def _overlap(one: View, other: View) -> bool:
    """True where the one stands within the other's words."""
    return one.proposition.report == other.proposition.report and any(
        a.overlaps(b) for a in one.proposition.spans for b in other.proposition.spans
    )
