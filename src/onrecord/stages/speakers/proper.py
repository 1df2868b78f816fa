"""Names that no table and no parse knows, told from how the report introduces them."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.resources.names import gender_of
from onrecord.stages.speakers.bodies import has_body_word, kind_of
from onrecord.stages.speakers.document import Document
from onrecord.stages.speakers.figures import Figure, Roster
from onrecord.stages.speakers.lexicon import nouns
from onrecord.stages.speakers.nominals import Names, Nominal


class Proper:
    """Makes figures of bodies in capitals and of relatives by their given names."""

    def __init__(self, document: Document, names: Names, roster: Roster) -> None:
        self.document, self.names, self.roster = document, names, roster

    def kin(self, nominal: Nominal, owners: Sequence[Figure], limit: range) -> Figure | None:
        """ "Mr. Reed's wife, Ann": his family name goes with the given name beside the noun."""
        if nominal.sort != "relative" or nominal.plural or len(owners) != 1 or len(owners[0].words) < 2:
            return None
        for child in self.document.children(nominal.head, "appos"):
            given = self.document.tokens[child]
            if child in limit and child > nominal.head and given.pos == "PROPN" and gender_of(given.text):
                kin = self.roster.add(f"{given.text} {owners[0].words[-1]}", "person")
                kin.words = kin.words or (given.text, owners[0].words[-1])
                kin.genders[gender_of(given.text)] += 2
                return kin
        return None

    def body(self, nominal: Nominal, limit: range) -> Figure | None:
        """A body whose name in capitals no table and no parse knows: "the Olympic Relief Committee"."""
        document, head = self.document, nominal.head
        entry = nouns().get(document.lower[head])
        if document.tokens[head].pos != "PROPN" or (entry is not None and entry.sort != "team"):
            return None
        first = head
        while first > limit.start and self._capital(first - 1):
            first -= 1
        sentence = document.sentence(head)
        if head - first < 1 or sentence is None or sentence.block == "headline" or document.lower[head] == "ministry":
            return None
        if any(self.names.figure_at(i) is not None for i in range(first, head)):
            return None
        name = document.phrase(first, head + 1)
        if name.isupper() or (entry is None and not self._is_called_body(head, name)):
            return None
        return self.roster.add(name, kind_of(name))

    def _is_called_body(self, head: int, name: str) -> bool:
        """True where the phrase beside the name says that it is a body: "Fourth Way, a moderate group"."""
        beside = (nouns().get(self.document.tokens[c].lemma.lower()) for c in self.document.children(head, "appos"))
        return has_body_word(name) or any(entry is not None and entry.sort == "team" for entry in beside)

    def _capital(self, index: int) -> bool:
        token = self.document.tokens[index]
        return (
            token.text[:1].isupper() and token.pos in ("PROPN", "NOUN", "ADJ") and self.document.lower[index] != "the"
        )
