"""Cities, states and countries that speak without being named: "the state", "a spokesman for the city"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from onrecord.stages.speakers.bodies import Naming as BodyNaming
from onrecord.stages.speakers.document import Document
from onrecord.stages.speakers.figures import Figure, Roster
from onrecord.stages.speakers.lexicon import government, listed
from onrecord.stages.speakers.nominals import Names, Nominal

PLACES = listed("places")
LANDS = frozenset({"country", "nation"})
FAR = 200
"""Names that are looked back over."""
SOON = 4
"""Sentences within which a country that "the country" takes up was named."""


class Places:
    """Resolves definite nouns for places to the place that the report has named last."""

    def __init__(self, document: Document, names: Names, roster: Roster) -> None:
        self.document, self.names, self.roster = document, names, roster
        self._bodies = [naming.first for naming in names.bodies]
        self._entities = [entity.first for entity in document.entities]

    def resolve(self, nominal: Nominal) -> Figure | None:
        """The government of the place; None where the phrase means none or the report has named none."""
        bare = self.document.lower[nominal.first] == "the" and nominal.first == nominal.head - 1
        if nominal.noun not in PLACES or nominal.plural or not bare or nominal.marks:
            return None
        if nominal.noun in LANDS:
            return self._land(nominal.head)
        if nominal.noun in ("state", "province"):
            return self._state(nominal.head)
        return self._town(nominal.head)

    def _named(self, head: int) -> Iterator[BodyNaming]:
        """Bodies named before token ``head``, the last first."""
        at = bisect_left(self._bodies, head)
        return reversed(self.names.bodies[max(0, at - FAR) : at])

    def _land(self, head: int) -> Figure | None:
        since = self.document.sentence_of[head] - SOON
        for naming in self._named(head):
            if self.document.sentence_of[naming.first] < since:
                break
            if naming.body.sort in ("country", "people") and naming.body.country:
                return self.roster.add(government(naming.body.country), "government", country=naming.body.country)
        return None

    def _state(self, head: int) -> Figure | None:
        last = next((naming for naming in self._named(head) if naming.body.sort == "state"), None)
        return self.roster.add(last.body.name, "government", country=last.body.country) if last is not None else None

    def _town(self, head: int) -> Figure | None:
        at = bisect_left(self._entities, head)
        for entity in reversed(self.document.entities[max(0, at - FAR) : at]):
            if entity.label == "GPE" and entity.first not in self.names.body_at:
                return self.roster.add(
                    self.document.phrase(entity.first, entity.last).removeprefix("the "), "government"
                )
        return None
