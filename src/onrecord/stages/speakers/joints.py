"""Several in one noun phrase, or one who is described twice."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.stages.speakers.document import Document
from onrecord.stages.speakers.figures import Figure
from onrecord.stages.speakers.nominals import Names
from onrecord.stages.speakers.people import Naming as PersonNaming

TIES = frozenset({",", "and", "&", "(", ")", "the", "a", "an", "of", "'s"})
"""Words that may stand between two names of one list, besides titles and roles."""


class Joints:
    """Tells lists of names from appositions and from two descriptions of one person."""

    def __init__(self, document: Document, names: Names) -> None:
        self.document, self.names = document, names

    def describes(self, figures: Sequence[Figure], head: int, index: int) -> bool:
        """True for the second half of an apposition: "Cole, a Republican of Norin and once a leading negotiator"."""
        document = self.document
        if len(figures) != 1 or figures[0].kind != "person" or self.names.figure_at(index) is not None:
            return False
        before = document.lower[document.left[index] : index]
        apart = "," in document.lower[head + 1 : document.left[index] + 1]
        return (
            apart
            and bool({"a", "an", "once", "now", "formerly"} & set(before))
            and not document.tokens[index].tag.endswith("S")
        )

    def is_one(self, head: int, index: int) -> bool:
        """True for one described twice: "the senator and former governor"."""
        document = self.document
        if self.names.figure_at(head) is not None or self.names.figure_at(index) is not None:
            return False
        before = document.lower[document.left[head] : head]
        beside = document.lower[document.left[index] : index]
        single = document.tokens[head].tag == document.tokens[index].tag == "NN"
        return single and bool({"the", "a", "an"} & set(before)) and not {"the", "a", "an", "his", "her"} & set(beside)

    def other(self, head: int, limit: range) -> int | None:
        """ "Cole, head of the centre, and other scientists": those whom the parse hangs on the apposition."""
        document = self.document
        for child in document.children(head, "appos"):
            for other in document.children(child, "conj"):
                if other in limit and {"other", "others"} & set(document.lower[document.left[other] : other + 1]):
                    return other
        return None

    def listing(self, limit: range) -> tuple[Figure, ...]:
        """Two persons and more that the phrase names in a row, whatever the parse makes of it."""
        namings = list(dict.fromkeys(n for i in limit if (n := self.names.person_at.get(i)) is not None))
        if len(namings) < 2 or not self._heads(namings[0], limit):
            return ()
        row: list[PersonNaming] = []
        for naming in namings:
            if row and not self._tied(row[-1], naming):
                return ()
            row.append(naming)
        spread = self.document.lower[row[0].last : row[-1].first] if len(row) > 1 else []
        figures = tuple(dict.fromkeys(n.figure for n in row if n.figure is not None))
        return figures if "and" in spread or "&" in spread else ()

    def _heads(self, first: PersonNaming, limit: range) -> bool:
        """True where the list is the phrase itself or stands beside it, not inside "lawyers for both ..."."""
        before = range(limit.start, first.title)
        if before and self.document.tokens[first.title - 1].pos == "PUNCT":
            return True
        return not any(self.document.tokens[i].pos in ("ADP", "VERB", "SCONJ") for i in before)

    def _tied(self, one: PersonNaming, other: PersonNaming) -> bool:
        document, inside = self.document, False
        if document.tokens[other.title - 1].pos == "ADP" or other.title <= one.last:
            return False
        if not {"and", "&", ",", ";"} & set(document.lower[one.last : other.title]):
            return False
        for index in range(one.last, other.title):
            token = document.tokens[index]
            inside = (inside or token.text == "(") and token.text != ")"
            if inside or document.lower[index] in TIES or token.pos in ("NOUN", "PROPN", "ADJ", "PUNCT"):
                continue
            return False
        after = document.lower[other.last] if other.last < len(document.lower) else ""
        return document.lower[one.last] != "'s" and after not in ("'s", "'")  # "the mayor and Reed's former aide"
