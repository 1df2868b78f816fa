"""One reading of the report from first word to last: names, phrases, pronouns and sources in turn."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records import Statement
from onrecord.stages.speakers.document import Document
from onrecord.stages.speakers.figures import Figure, Roster
from onrecord.stages.speakers.lexicon import government, nouns
from onrecord.stages.speakers.memory import SUBJECTS, Memory
from onrecord.stages.speakers.nominals import Names
from onrecord.stages.speakers.pronouns import CONTINUING, HE, NEAR, PRONOUNS, SHE, THEY, WE, YOU, I
from onrecord.stages.speakers.readings import Readings

_BEFORE = 3
"""Statements before a denial among which the accusation is that it answers."""
_FRONT = 8
"""Tokens of a content among which its subject begins: a title fits in front of a name."""
_SPEAKING_FOR = ("advocate", "voice")
"""Sorts of nouns for those who speak for the one whose they are."""
_TURN = 5
"""Sentences within which another who spoke may be the one who goes on."""
MENTION_LIMIT = 60
"""Longest phrase, in code points, that is noted as a mention of whom it stands for."""


class Walk:
    """Reads a report once, in order; ``found`` then says whom each head token stands for."""

    def __init__(self, document: Document, names: Names, roster: Roster, statements: Sequence[Statement]) -> None:
        self.document, self.names, self.roster, self.statements = document, names, roster, statements
        self.memory = Memory(document)
        self.found: dict[int, tuple[Figure, ...]] = {}
        self.speakers: dict[int, tuple[Figure, ...]] = {}
        """Speakers of each statement that has a source, by its number."""
        self.continued: dict[int, int] = {}
        """Statements that go on from another of the same speaker, by their numbers."""
        self.sources: dict[int, list[int]] = {}
        for number, statement in enumerate(statements):
            if statement.source is not None and (head := document.head(statement.source)) is not None:
                self.sources.setdefault(head, []).append(number)
        self._quoted_by = self._quoters()
        self.readings = Readings(document, names, roster, self.memory, self.found, self._quoted_by)
        self._last_outer: int | None = None
        self._addressed: dict[int, list[Figure]] = {}

    def told(self, index: int) -> tuple[Figure, ...]:
        """Whom token ``index`` stands for, a person or body; empty where it names none."""
        return tuple(figure for figure in self.found.get(index, ()) if figure.kind != "document")

    def run(self) -> None:
        """Resolve every token that stands for somebody."""
        telling = self.readings.may_stand()
        for index in range(len(self.document.tokens)):
            if index in self.sources:
                self._source(index)
            elif telling[index] and index not in self.found and (figures := self.readings.token(index)):
                self._keep(index, figures)
        for number, statement in enumerate(self.statements):
            if not self.speakers.get(number) and (inner := self._spoken_to(number)):
                self.speakers[number] = inner
            if statement.mode == "direct":
                self._first_person(number, statement)

    def _quoters(self) -> dict[int, Figure]:
        """Named sources of quotations by the tokens quoted: they are not the "he" of their own words."""
        quoters = {}
        for head, numbers in self.sources.items():
            figure = self.names.figure_at(head)
            if figure is None:
                continue
            spoken = (n for n in numbers if self.statements[n].mode != "indirect")
            for span in (span for n in spoken for span in self.statements[n].content):
                quoters.update({i: figure for i in self.document.within(span) if self.document.quoted[i]})
        return quoters

    def _source(self, head: int) -> None:
        numbers = self.sources[head]
        statement = self.statements[numbers[0]]
        assert statement.source is not None
        inside = self.document.within(statement.source)
        if self.document.lower[head] in I | WE | YOU:
            self._addressed[head] = self.memory.persons(3)
            return
        figures = self._nested_plural(head, statement)
        if not figures:
            figures = self.readings.phrase(head, inside, source=True, named=self._named_inside(head))
        self._keep(head, figures)
        self._note_quoter(numbers, figures)
        self._note_principal(numbers, head, inside)
        self._speak(numbers, head, figures)

    def _note_quoter(self, numbers: list[int], figures: tuple[Figure, ...]) -> None:
        """Who speaks is not the "he" of his own words, though he be called by what he is."""
        if len(figures) != 1 or figures[0].kind != "person":
            return
        for span in (
            span for n in numbers if self.statements[n].mode != "indirect" for span in self.statements[n].content
        ):
            self._quoted_by.update({i: figures[0] for i in self.document.within(span) if self.document.quoted[i]})

    def _note_principal(self, numbers: list[int], head: int, source: Sequence[int]) -> None:
        """For whom the source speaks by what it is called: "HER lawyer", "a spokesman for MR. REED"."""
        document = self.document
        for index in source:
            holder = document.tokens[index].head
            if document.tokens[index].dep == "pobj" and document.lower[holder] == "for":
                holder = document.tokens[holder].head
            elif document.tokens[index].dep != "poss":
                continue
            named = self.names.figure_at(index)
            entry, figures = nouns().get(document.lower[holder]), self.told(index) or ((named,) if named else ())
            if entry is None or entry.sort not in _SPEAKING_FOR or len(figures) != 1 or figures[0].kind != "person":
                continue
            for span in (span for number in numbers for span in self.statements[number].content):
                inside = document.within(span)
                self.readings.pronouns.principals.update({i: (max(head, source[-1]), figures[0]) for i in inside})

    def _speak(self, numbers: list[int], head: int, figures: tuple[Figure, ...]) -> None:
        """Note who spoke last, and which statements only go on from the one before."""
        document, memory = self.document, self.memory
        for number in numbers:
            self.speakers[number] = figures
        statement = self.statements[numbers[0]]
        if not figures or (statement.parent is not None and document.quoted[head]):
            return
        goes_on = document.lower[head] in PRONOUNS and document.tokens[document.tokens[head].head].lemma in CONTINUING
        near = document.sentence_of[head] - memory.spoken <= NEAR
        if goes_on and near and self._last_outer is not None and figures == memory.speakers:
            self.continued.update({n: self._last_outer for n in numbers if n != self._last_outer})
        if statement.act == "asks" and document.lower[head] not in PRONOUNS:
            memory.speakers = ()
            self._last_outer = numbers[0]
            return
        credit = any(document.lower[i] == "according" for i in document.within(statement.cue))
        if credit and figures[0].kind == "outlet":
            return
        memory.speakers, memory.spoken = figures, document.sentence_of[head]
        self._last_outer = numbers[0]

    def _keep(self, index: int, figures: tuple[Figure, ...]) -> None:
        if not figures:
            return
        self.found[index] = figures
        self.memory.add(figures, index)
        word = self.document.lower[index]
        if word in HE | SHE and figures[0].kind in ("person", "unnamed") and not figures[0].gender:
            figures[0].genders["m" if word in HE else "f"] += 1
        token = self.document.tokens[index]
        if len(figures) == 1 and self.names.figure_at(index) is None:
            nominal = token.pos != "PRON" and index not in self.sources
            span = self.document.span(self.document.left[index], index + 1) if nominal else token.span
            if len(span) <= MENTION_LIMIT:
                figures[0].spans.add(span)
        joint = self._joint(index)
        if len(joint) > 1:
            self.memory.add(joint, index)

    def _joint(self, index: int) -> tuple[Figure, ...]:
        """At the last of several conjoined names: all of them together."""
        tokens = self.document.tokens
        chain = [index]
        while tokens[chain[-1]].dep == "conj" and tokens[chain[-1]].head < chain[-1] and len(chain) < 12:
            chain.append(tokens[chain[-1]].head)
        if len(chain) == 1 or any(self.document.children(index, "conj")):
            return ()
        figures = [figure for link in reversed(chain) for figure in self.found.get(link, ())]
        return tuple(dict.fromkeys(figures)) if len(figures) >= len(chain) else ()

    def _named_inside(self, head: int) -> frozenset[Figure]:
        """Whom the statements of a source name in the narrator's words."""
        inside = (
            index
            for number in self.sources.get(head, ())
            for span in self.statements[number].content
            for index in self.document.within(span)
            if not self.document.quoted[index]
        )
        people = (self.names.person_at[index].figure for index in inside if index in self.names.person_at)
        return frozenset(figure for figure in people if figure is not None) - self._fronted(head) | self._accusers(head)

    def _accusers(self, head: int) -> set[Figure]:
        """Reed in "Reed accused Holt of fraud, which SHE denies": nobody denies what he accuses another of."""
        found: set[Figure] = set()
        for number in self.sources.get(head, ()):
            denial = self.statements[number]
            if denial.act != "denies" or self.document.lower[head] not in HE | SHE:
                continue
            for before in range(max(0, number - _BEFORE), number):
                other = self.statements[before]
                if other.act == "accuses" and any(a.overlaps(b) for a in other.content for b in denial.content):
                    found.update(self.speakers.get(before, ()))
        return found

    def _fronted(self, head: int) -> set[Figure]:
        """The subject of "Reed will resign, he said": he says it of himself, where nobody else has just spoken."""
        document, memory = self.document, self.memory
        if document.lower[head] not in HE | SHE:
            return set()
        for number in self.sources.get(head, ()):
            statement = self.statements[number]
            first = document.within(statement.content[0]) if statement.content else range(0)
            if not first or first[-1] > head or statement.mode == "direct":
                continue
            named = next((i for i in first if i in self.names.person_at), None)
            last = self.names.person_at[named].last - 1 if named is not None else first[0]
            if named is None or document.tokens[last].dep not in SUBJECTS or named > first[0] + _FRONT:
                continue
            figure = self.names.person_at[named].figure
            spoke = [f for f in memory.speakers if f is not figure and f.kind == "person"]
            if figure is not None and not (spoke and document.sentence_of[head] - memory.spoken <= _TURN):
                return {figure}
        return set()

    def _nested_plural(self, head: int, statement: Statement) -> tuple[Figure, ...]:
        """ "They" in what an official says, where nobody else is meant: the government he speaks for."""
        if self.document.lower[head] not in THEY or statement.parent is None:
            return ()
        outer = self.speakers.get(statement.parent, ())
        if len(outer) != 1 or outer[0].kind != "person" or outer[0].country is None:
            return ()
        if not any(mark == f"@{outer[0].country}" for role in outer[0].roles for mark in role.words):
            return ()
        sentence = self.document.sentence(head)
        since = sentence.first if sentence is not None else head
        if self.document.quoted[head] and self.document.sentence_of[head]:
            since = self.document.sentences[self.document.sentence_of[head] - 1].first
        here = [seen for seen in self.memory.recent() if seen.index >= since]
        if any(f.kind == "government" and f.name != government(f.country or "") for s in here for f in s.figures):
            return ()
        if any(f.plural or len(seen.figures) > 1 for seen in here for f in seen.figures):
            return ()
        return (self.roster.add(government(outer[0].country), "government", country=outer[0].country),)

    def _spoken_to(self, number: int) -> tuple[Figure, ...]:
        """ "I", "we" and "you" as sources in a quotation: its speaker, or whom he addresses."""
        source = self.statements[number].source
        head = self.document.head(source) if source is not None else None
        if head is None or self.document.lower[head] not in I | WE | YOU:
            return ()
        parent, steps = self.statements[number].parent, 0
        while parent is not None and not self.speakers.get(parent) and steps < 6:
            parent, steps = self.statements[parent].parent, steps + 1
        speaker = self.speakers.get(parent, ()) if parent is not None else ()
        if self.document.lower[head] not in YOU:
            return speaker
        return tuple([figure for figure in self._addressed.get(head, ()) if figure not in speaker][:1])

    def _first_person(self, number: int, statement: Statement) -> None:
        """Note "I" in a quotation as its speaker."""
        figures = self.speakers.get(number, ())
        if len(figures) == 1 and figures[0].kind == "person":
            for index in (i for span in statement.content for i in self.document.within(span)):
                if self.document.lower[index] in I and index not in self.found:
                    self.found[index] = figures
                    figures[0].spans.add(self.document.tokens[index].span)
