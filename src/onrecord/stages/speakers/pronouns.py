"""Whom a pronoun stands for."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.stages.speakers.document import Document
from onrecord.stages.speakers.figures import Figure
from onrecord.stages.speakers.lexicon import government, listed, nouns
from onrecord.stages.speakers.memory import Memory
from onrecord.stages.speakers.unnamed import is_unnamed

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
IT = frozenset({"it", "its", "itself"})
I = frozenset({"i", "me", "my", "mine", "myself"})  # noqa: E741
WE = frozenset({"we", "us", "our", "ours", "ourselves"})
YOU = frozenset({"you", "your", "yours", "yourself"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
PRONOUNS = HE | SHE | THEY | IT | I | WE | YOU
HUMAN = frozenset({"office", "person", "advocate", "voice", "relative", "source", "group"})
"""Sorts of nouns that "he" or "she" may take up."""
CONTINUING = listed("continuing")
BODIES = ("organisation", "government")
NEAR = 2
"""Sentences over which a speaker goes on."""


class Pronouns:
    """Resolves pronouns by what has been mentioned and who has spoken."""

    def __init__(self, document: Document, memory: Memory, quoter: Mapping[int, Figure]) -> None:
        self.document, self.memory, self.quoter = document, memory, quoter
        self.principals: dict[int, tuple[int, Figure]] = {}
        """For each token of what somebody says for another, the token that names the speaker, and that other: in "her
        lawyer said SHE would be cleared" she is whose lawyer it is."""

    def third(self, index: int, *, source: bool, named: frozenset[Figure] = frozenset()) -> tuple[Figure, ...]:
        """He, she, they and it; empty where nobody fits. ``named`` are those whom the pronoun's own statement names:
        whoever says something of Reed by name is not Reed."""
        word = self.document.lower[index]
        quoter = self.quoter.get(index)
        if self.document.lower[index + 1 : index + 2] == ["or"] or (index and self.document.lower[index - 1] == "or"):
            return ()
        if word in HE or word in SHE:
            wrong = "f" if word in HE else "m"
            if (principal := self._principal(index, wrong)) is not None:
                return (principal,)
            if source and (speaker := self._goes_on(index, wrong)):
                return speaker

            def fits(figure: Figure) -> bool:
                return may_be_one(figure) and figure.gender != wrong and figure is not quoter and figure not in named

            return self.memory.best(index, fits, source=source)
        if word in THEY:
            return self.memory.best(index, _may_be_many, source=source, joint=True)
        if word in IT and (source or word == "its"):
            return self.memory.best(index, _may_be_thing, source=source)
        return ()

    def relative(self, index: int) -> int | None:
        """The head that "who" or "which" takes up: what the relative clause hangs on."""
        tokens = self.document.tokens
        at = index
        for _ in range(6):
            if tokens[at].dep == "relcl":
                head = tokens[at].head
                host = tokens[head].head
                person = tokens[head].entity == "PERSON" != tokens[host].entity  # "on Radio Norin, Ann Holt, WHO"
                return host if tokens[head].dep == "appos" and tokens[host].pos == "PROPN" and not person else head
            if tokens[at].head == at:
                break
            at = tokens[at].head
        return None

    def _principal(self, index: int, wrong: str) -> Figure | None:
        """For whom somebody speaks, until somebody else is named in what is said."""
        since, figure = self.principals.get(index, (0, None))
        if figure is None or figure.gender == wrong:
            return None
        for seen in self.memory.recent():
            if seen.index <= since:
                return figure
            if any(other is not figure and other.kind == "person" for other in seen.figures):
                return None
        return figure

    def _goes_on(self, index: int, wrong: str) -> tuple[Figure, ...]:
        """The last speaker, where the cue says that he goes on, be it a ministry through its spokesman."""
        memory, document = self.memory, self.document
        verb = document.tokens[document.tokens[index].head]
        if verb.lemma not in CONTINUING or len(memory.speakers) != 1:
            return ()
        if document.sentence_of[index] - memory.spoken > NEAR:
            return ()
        speaker = memory.speakers[0]
        return memory.speakers if speaker.gender != wrong and not speaker.plural else ()


def may_be_one(figure: Figure) -> bool:
    """True for what "he" or "she" can take up: a person, an unnamed one, a body that a spokesman spoke for."""
    if figure.kind == "person":
        return True
    if figure.plural:
        return False
    if figure.genders and figure.kind in BODIES:
        return True
    entry = nouns().get(figure.noun)
    return is_unnamed(figure) and entry is not None and entry.sort in HUMAN


def _may_be_many(figure: Figure) -> bool:
    if figure.plural and is_unnamed(figure):
        entry = nouns().get(figure.noun)
        return entry is None or entry.sort != "document"
    return figure.plural or figure.kind == "outlet" or (figure.kind in BODIES and not _is_land(figure))


def _is_land(figure: Figure) -> bool:
    return figure.country is not None and figure.name == government(figure.country)


def _may_be_thing(figure: Figure) -> bool:
    return figure.kind in ("organisation", "government", "outlet", "document") and not figure.plural
