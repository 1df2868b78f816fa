"""Cities, states and countries that speak without being named: "the state", "a spokesman for the city"."""

from __future__ import annotations

from onrecord.stages.speakers.document import Document
from onrecord.stages.speakers.figures import Figure, Roster
from onrecord.stages.speakers.lexicon import government, listed
from onrecord.stages.speakers.nominals import Names, Nominal

PLACES = listed("places")
LANDS = frozenset({"country", "nation"})
SOON = 4
"""Sentences within which a country that "the country" takes up was named."""


class Places:
    """Resolves definite nouns for places to the place that the report has named last."""

    def __init__(self, document: Document, names: Names, roster: Roster) -> None:
        self.document, self.names, self.roster = document, names, roster

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

    def _land(self, head: int) -> Figure | None:
        since = self.document.sentence_of[head] - SOON
        for naming in reversed(self.names.bodies):
            near = naming.first < head and self.document.sentence_of[naming.first] >= since
            if near and naming.body.sort in ("country", "people") and naming.body.country:
                return self.roster.add(government(naming.body.country), "government", country=naming.body.country)
        return None

    def _state(self, head: int) -> Figure | None:
        last = next((n for n in reversed(self.names.bodies) if n.first < head and n.body.sort == "state"), None)
        return self.roster.add(last.body.name, "government", country=last.body.country) if last is not None else None

    def _town(self, head: int) -> Figure | None:
        for entity in reversed(self.document.entities):
            if entity.first < head and entity.label == "GPE" and entity.first not in self.names.body_at:
                name = self.document.phrase(entity.first, entity.last).removeprefix("the ")
                return self.roster.add(name, "government")
        return None
