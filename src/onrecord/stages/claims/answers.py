"""Which claim a denial answers: by its words, by what it turns on, by who does it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.records import Proposition
from onrecord.resources.meaning import nearness, stem
from onrecord.stages.claims.clusters import Pair
from onrecord.stages.claims.likeness import NEAREST, Likeness
from onrecord.stages.claims.views import View

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
ASKED = 0.65
"""The same for what was asked ("asked whether P") and turns on another word: two words of three."""
OPPOSED = 0.25
"""Share of the assertion's own words that such a sentence must have: a long assertion has most words of any short
sentence somewhere."""

NEIGHBOURS = 6
"""Views before and after a denial among which the claim that it quotes is found; they are in order of place."""


class Answers:
    """Finds the claim that a group of denials answers."""

    def __init__(
        self, views: Sequence[View], likeness: Likeness, pairs: Sequence[Pair], home: Mapping[int, int]
    ) -> None:
        self.views, self.likeness, self.home = views, likeness, home
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

    def find(self, group: Sequence[int], *, least: float) -> list[int]:
        """The numbers of the claims that the group answers best: one of what is or will be, one of what should be.

        "I will not resign" answers both "she will resign" and "she should resign".
        """
        best: dict[bool, tuple[float, int]] = {}
        for member in group:
            for score, other in self.near.get(member, ()):
                if self._answers(member, other, least):
                    candidate = (-score, self.home[other])
                    mood = self.views[other].ought
                    best[mood] = min(best.get(mood, candidate), candidate)
        found = [best[mood][1] for mood in sorted(best, key=lambda mood: best[mood])]
        return found if any(self.views[m].proposition.negated for m in group) else found[:1]

    def _answers(self, denial: int, assertion: int, least: float) -> bool:
        one = self.views[denial]
        if one.act == "asks" and self.views[assertion].speakers:
            covered = self.likeness.covered(denial, assertion)
            return covered >= ASKED or (covered >= RESTATED and self.likeness.same_core(denial, assertion))
        if not self._may_answer(denial, assertion):
            return False
        if self.likeness.terms[denial].words == 1:
            return self.likeness.same_deed(denial, assertion)
        if least == CONTRARY:
            return self._contradicts(denial, assertion)
        if least == ROLE and not self.likeness.same_turn(denial, assertion):
            return False
        if not self.likeness.same_core(denial, assertion) or self.likeness.shared(denial, assertion) < LEAST_SHARED:
            return False
        covered = self.likeness.covered(denial, assertion)
        about = self.likeness.same_turn(denial, assertion) or self.likeness.covered(assertion, denial) >= OPPOSED
        return covered >= least and about

    def _may_answer(self, denial: int, assertion: int) -> bool:
        """False where the two cannot stand against each other: one speaker, one sentence, one outlet's own voice,
        two known people who do the thing, a refusal of what nobody asked for."""
        one, other = self.views[denial], self.views[assertion]
        if other.stance != "asserts" or not other.speakers or _same_speaker(one, other):
            return False
        if (one.narrated and other.narrated) or _overlap(one, other):
            return False
        if one.answers and not other.ought:
            return False
        if one.ought and not other.ought and one.proposition.negated:
            return False  # "should not declare it" does not say that she does not
        if other.proposition.stance == "declines" and one.proposition.negated:
            return False  # "refused to go" and "I will not go" are on one side
        if f"un{self.likeness.terms[denial].core}" in self.likeness.terms[assertion].weights:
            return False  # "has not changed" and "remains unchanged" are on one side
        a, b = one.proposition.agent, other.proposition.agent
        return not (a and b and a != b)

    def _contradicts(self, denial: int, assertion: int) -> bool:
        """True where a merely negated sentence says the contrary: the same thing, not done by the same."""
        one, other = self.views[denial].proposition, self.views[assertion].proposition
        core, same = self.likeness.terms[denial].core, self._same_subject(one, other)
        if self.views[assertion].ends and other.predicates[0] not in one.predicates:
            return False  # "should cancel the meeting" and "there should be no meeting" are on one side
        if same is False or (core and core in {stem(word) for word in other.excluded}):
            return False
        turning = self.likeness.same_turn(denial, assertion)
        about = turning or self._exists(denial, assertion) or (same and self.likeness.same_core(denial, assertion))
        if turning and same and self.views[denial].answers:
            return True  # "refused to go despite all calls" needs no other word of "should go"
        if not about or self.likeness.shared(denial, assertion) < LEAST_SHARED:
            return False
        covered, back = self.likeness.covered(denial, assertion), self.likeness.covered(assertion, denial)
        if turning and same and nearness(stem(one.object), stem(other.object)) >= NEAREST and one.object:
            return covered >= ROLE
        return covered >= (RESTATED if turning and same else CONTRARY) and back >= OPPOSED

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
    """True where the one stands within the other's words; not where an outlet judges just what it reports."""
    if one.narrated != other.narrated and one.proposition.spans == other.proposition.spans:
        return False
    return one.proposition.report == other.proposition.report and any(
        a.overlaps(b) for a in one.proposition.spans for b in other.proposition.spans
    )
