"""Who has been mentioned so far, and whom a pronoun or phrase most likely means."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from onrecord.stages.speakers.document import Document
from onrecord.stages.speakers.figures import Figure
from onrecord.stages.speakers.lexicon import listed

FAR = 200
"""Figures that a definite phrase looks back over."""
REACH = 40
"""Mentions that a pronoun looks back over: two or three paragraphs."""
ASKING = listed("asking")
ACTING_ON = listed("acting-on")
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


@dataclass(frozen=True, slots=True)
class Weights:
    """What a candidate's score is made of. Tuned on GUM's coreference (news, biographies, interviews, speeches) and the
    training half of benchmarks/referents.jsonl (BASIL)."""

    distance: float = 9
    """Off for each sentence of the narrator's between."""
    subject: float = 8
    direct: float = 8
    """For a direct object."""
    oblique: float = -4
    """For the object of a preposition."""
    owner: float = 0
    """For a possessor."""
    speaker: float = 18
    """For the last speaker, where the pronoun is a source and he spoke a sentence ago or less."""
    quoted: float = 18
    """Off for standing in a quotation when the pronoun does not."""
    reported: float = 12
    """Off for being named in what somebody says, when the pronoun is a source outside of it."""
    unsure: float = 8
    """Off for unknown gender."""
    often: float = 2
    """For each earlier mention, up to ``most``."""
    most: int = 6
    nameless: float = 6
    """Off for one whom the report does not name: set by reading, GUM counts the named only."""
    parallel: float = 16
    """For an earlier subject of the sentence whose subject the pronoun is."""
    acted: float = 12
    """For whom the verb above acts on, where the pronoun is no subject: "thanked HOLT for his help"."""
    clause: float = 0
    """For an earlier subject of the sentence of which the pronoun is no subject."""


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Seen:
    """One mention, with its figures (several for a joint one)."""

    figures: tuple[Figure, ...]
    index: int
    sentence: int
    subject: bool
    quoted: bool


class Memory:
    """Mentions in order, and the speakers of the last statement."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.seen: list[Seen] = []
        self.counts: dict[Figure, int] = {}
        self._latest: dict[Figure, None] = {}
        """Figures by their last mention, the latest at the end."""
        self.speakers: tuple[Figure, ...] = ()
        self.spoken = -1000
        """Number of the sentence in which they were last named."""

    def add(self, figures: tuple[Figure, ...], index: int) -> None:
        """Remember that token ``index`` stands for ``figures``."""
        document = self.document
        token = document.tokens[index]
        subject = token.dep in SUBJECTS or (token.dep == "conj" and document.tokens[token.head].dep in SUBJECTS)
        self.seen.append(Seen(figures, index, document.sentence_of[index], subject, document.quoted[index]))
        for figure in reversed(figures):
            self._latest.pop(figure, None)
            self._latest[figure] = None
            self.counts[figure] = self.counts.get(figure, 0) + 1

    def recent(self) -> Iterator[Seen]:
        """Mentions, newest first, as far back as a reader would look."""
        return iter(self.seen[: -REACH - 1 : -1])

    def last(self, fits: Callable[[Figure], bool]) -> Figure | None:
        """The figure mentioned last of those that fit, anywhere before."""
        for figure in islice(reversed(self._latest), FAR):
            if fits(figure):
                return figure
        return None

    def persons(self, count: int) -> list[Figure]:
        """The ``count`` persons mentioned last, the last first."""
        found: dict[Figure, None] = {}
        for seen in self.recent():
            found.update({figure: None for figure in seen.figures if figure.kind == "person"})
        return list(found)[:count]

    def best(
        self, index: int, fits: Callable[[Figure], bool], *, source: bool, joint: bool = False
    ) -> tuple[Figure, ...]:
        """The figures that a pronoun at token ``index`` most likely stands for; none if nobody fits."""
        chosen: tuple[Figure, ...] = ()
        highest = -1000.0
        fitting: dict[Figure, bool] = {}
        for seen in self.recent():
            if len(seen.figures) > 1:
                if not joint:
                    continue
            else:
                (figure,) = seen.figures
                if figure not in fitting:
                    fitting[figure] = fits(figure)
                if not fitting[figure]:
                    continue
            if self._bound(seen, index):
                continue
            score = self._score(seen, index, source=source)
            if score > highest:
                highest, chosen = score, seen.figures
        return chosen

    def _bound(self, seen: Seen, index: int) -> bool:
        """True where grammar forbids it: subject, object and "Of Reed, he said" of one verb are different persons."""
        tokens = self.document.tokens
        token = tokens[index]
        if seen.sentence != self.document.sentence_of[index] or self.document.lower[index].endswith("self"):
            return False
        verb = tokens[token.head].head if token.dep == "pobj" else token.head
        if token.dep in ("dobj", "dative", "pobj", "iobj"):
            other = tokens[seen.index]
            return other.dep in SUBJECTS and other.head == verb
        other = tokens[seen.index]
        fronted = tokens[other.head].head == token.head or (
            seen.index == index - 2 and self.document.lower[index - 1] == ","
        )
        if other.dep == "pobj" and token.dep in SUBJECTS and fronted:
            return True
        return self._asker(seen.index, index)

    def _asker(self, other: int, index: int) -> bool:
        """True for Cole and "his" in "asked by Cole about his claims"."""
        tokens = self.document.tokens
        by = tokens[other].head
        if tokens[other].dep != "pobj" or self.document.lower[by] != "by":
            return False
        at = index
        for _ in range(5):
            at = tokens[at].head
            if at == tokens[by].head:
                return tokens[at].tag == "VBN"
        return False

    def _score(self, seen: Seen, index: int, *, source: bool) -> float:
        document, weights = self.document, WEIGHTS
        figure, here = seen.figures[0], document.sentence_of[index]
        score = -weights.distance * self.between(seen.sentence, here) + self._standing(seen)
        if (
            source
            and figure in self.speakers
            and self.between(self.spoken, here) <= 1
            and not self._overtaken(figure, here)
        ):
            score += weights.speaker
        if document.quoted[index] and seen.index in document.beside_source:
            score -= weights.quoted
        if figure.kind == "unnamed":
            score -= weights.nameless
        if seen.subject and seen.sentence == here:
            score += weights.parallel if document.tokens[index].dep in SUBJECTS else weights.clause
        if seen.sentence == here and self._acted_on(seen.index, index):
            score += weights.acted
        if seen.quoted and not document.quoted[index]:
            score -= weights.quoted
        if source and document.reported[seen.index] and not document.reported[index]:
            score -= weights.reported
        if figure.kind == "person" and not figure.gender:
            score -= weights.unsure
        if len(seen.figures) == 1:
            score += weights.often * min(weights.most, self.counts.get(figure, 0))
        return score + (seen.index / (len(document.tokens) + 1))

    def _acted_on(self, other: int, index: int) -> bool:
        """True for Holt and "his" in "thanked Holt for his help", "called on Holt to drop his bid"."""
        tokens = self.document.tokens
        verb = tokens[other].head if tokens[other].dep == "dobj" else tokens[tokens[other].head].head
        if tokens[other].dep not in ("dobj", "pobj") or tokens[verb].lemma.lower() not in ACTING_ON:
            return False
        at = index
        for _ in range(6):
            at = tokens[at].head
            if at == verb:
                return other < index and tokens[index].dep not in SUBJECTS
        return False

    def _overtaken(self, speaker: Figure, here: int) -> bool:
        """True where another person has been the subject of a whole sentence since the last speaker spoke."""
        for seen in self.recent():
            if seen.sentence <= self.spoken:
                break
            figure = seen.figures[0]
            if (
                seen.sentence < here
                and seen.subject
                and not seen.quoted
                and figure.kind == "person"
                and figure is not speaker
            ):
                return True
        return False

    def _standing(self, seen: Seen) -> float:
        token = self.document.tokens[seen.index]
        dependency = token.dep
        if dependency in ("nsubj", "dobj") and self.document.tokens[token.head].lemma in ASKING:
            return WEIGHTS.subject if dependency == "dobj" else WEIGHTS.direct  # who is asked speaks next
        if seen.subject:
            return WEIGHTS.subject
        return {"dobj": WEIGHTS.direct, "pobj": WEIGHTS.oblique, "poss": WEIGHTS.owner}.get(dependency, 0)

    def between(self, first: int, last: int) -> int:
        """Sentences from one to another, those that only go on with a quotation left out."""
        narrated = self.document.narrated
        return narrated[last] - narrated[first] if 0 <= first <= last < len(narrated) else last - first
