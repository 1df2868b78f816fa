"""Who has been mentioned so far, and whom a pronoun or phrase most likely means."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from onrecord.stages.speakers.document import Document
from onrecord.stages.speakers.figures import Figure

FAR = 200
"""Figures that a definite phrase looks back over."""
REACH = 40
"""Mentions that a pronoun looks back over: two or three paragraphs."""
DISTANCE, SUBJECT, SPEAKER, QUOTED, OBJECT, UNSURE, LAST, PARALLEL = 11, 16, 14, 18, 4, 6, 3, 10
"""Weights of a candidate: per sentence between, as a subject, as the last speaker (for a source), for being
in a quotation when the pronoun is not, as an object, of unknown gender, per earlier mention up to three, for being
an earlier subject of the sentence whose subject the pronoun is.
Tuned by hand on BASIL; benchmarks/speakers.py shows what they do."""
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


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
        for seen in self.recent():
            if (len(seen.figures) > 1) != joint and not all(fits(f) for f in seen.figures):
                continue
            if not joint and (len(seen.figures) > 1 or not fits(seen.figures[0])):
                continue
            if self._bound(seen, index):
                continue
            score = self._score(seen, index, source=source)
            if score > highest:
                highest, chosen = score, seen.figures
        return chosen

    def _bound(self, seen: Seen, index: int) -> bool:
        """True where grammar forbids it: object and subject of one verb are two different persons."""
        tokens = self.document.tokens
        token = tokens[index]
        if seen.sentence != self.document.sentence_of[index] or self.document.lower[index].endswith("self"):
            return False
        verb = tokens[token.head].head if token.dep == "pobj" else token.head
        if token.dep in ("dobj", "dative", "pobj", "iobj"):
            other = tokens[seen.index]
            return other.dep in SUBJECTS and other.head == verb
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
        document = self.document
        figure = seen.figures[0]
        score = -DISTANCE * (document.sentence_of[index] - seen.sentence)
        score += SUBJECT if seen.subject else OBJECT if document.tokens[seen.index].dep in ("dobj", "pobj") else 0
        if source and self.speakers and figure in self.speakers:
            score += SPEAKER
        if seen.subject and seen.sentence == document.sentence_of[index] and document.tokens[index].dep in SUBJECTS:
            score += PARALLEL
        if seen.quoted and not document.quoted[index]:
            score -= QUOTED
        if figure.kind == "person" and not figure.gender:
            score -= UNSURE
        score += LAST * min(3, self.counts.get(figure, 0))
        return score + (seen.index / (len(document.tokens) + 1))
