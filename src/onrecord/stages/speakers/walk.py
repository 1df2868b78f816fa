"""One reading of the report from first word to last: names, phrases, pronouns and sources in turn."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records import Statement
from onrecord.stages.speakers.clauses import Clauses
from onrecord.stages.speakers.document import Document
from onrecord.stages.speakers.figures import Figure, Roster
from onrecord.stages.speakers.lexicon import government, listed, nouns
from onrecord.stages.speakers.memory import SUBJECTS, Memory
from onrecord.stages.speakers.nominals import Names, read_nominal
from onrecord.stages.speakers.phrases import Phrases
from onrecord.stages.speakers.pronouns import CONTINUING, HUMAN, PRONOUNS, RELATIVE, THEY, WE, YOU, I, Pronouns

QUANTITY = listed("quantity")
SORTS = frozenset({"office", "person", "advocate", "voice", "relative", "team"})
"""Sorts of nouns by which a definite phrase takes up somebody named."""


class Walk:
    """Reads a report once, in order; ``found`` then says whom each head token stands for."""

    def __init__(self, document: Document, names: Names, roster: Roster, statements: Sequence[Statement]) -> None:
        self.document, self.names, self.roster, self.statements = document, names, roster, statements
        self.memory = Memory(document)
        self.phrases = Phrases(document, names, roster, self.memory)
        self.found: dict[int, tuple[Figure, ...]] = {}
        self.clauses = Clauses(document, self.found)
        self.speakers: dict[int, tuple[Figure, ...]] = {}
        """Speakers of each statement that has a source, by its number."""
        self.continued: dict[int, int] = {}
        """Statements that go on from another of the same speaker, by their numbers."""
        self.sources: dict[int, list[int]] = {}
        for number, statement in enumerate(statements):
            if statement.source is not None and (head := document.head(statement.source)) is not None:
                self.sources.setdefault(head, []).append(number)
        self.pronouns = Pronouns(document, self.memory, self._quoters(), self.reading)
        self._last_outer: int | None = None
        self._addressed: dict[int, list[Figure]] = {}

    def run(self) -> None:
        """Resolve every token that stands for somebody."""
        for index in range(len(self.document.tokens)):
            if index in self.sources:
                self._source(index)
            elif index not in self.found and (figures := self.reading(index)):
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
            for span in (span for n in numbers for span in self.statements[n].content):
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
        figures = self._nested_plural(head, statement) or self.phrase(head, inside, source=True)
        self._keep(head, figures)
        self._speak(numbers, head, figures)

    def _speak(self, numbers: list[int], head: int, figures: tuple[Figure, ...]) -> None:
        document, memory = self.document, self.memory
        for number in numbers:
            self.speakers[number] = figures
        statement = self.statements[numbers[0]]
        if not figures or (statement.parent is not None and document.quoted[head]):
            return
        if document.lower[head] in PRONOUNS and document.tokens[document.tokens[head].head].lemma in CONTINUING:
            near = self._last_outer is not None and document.sentence_of[head] - memory.spoken <= 2
            if near and self._last_outer is not None and figures == memory.speakers:
                self.continued.update({n: self._last_outer for n in numbers if n != self._last_outer})
        if (
            any(document.lower[i] == "according" for i in document.within(statement.cue))
            and figures[0].kind == "outlet"
        ):
            return
        memory.speakers, memory.spoken = figures, document.sentence_of[head]
        self._last_outer = numbers[0]

    def _keep(self, index: int, figures: tuple[Figure, ...]) -> None:
        if not figures:
            return
        self.found[index] = figures
        self.memory.add(figures, index)
        token = self.document.tokens[index]
        if len(figures) == 1 and self.names.figure_at(index) is None:
            nominal = token.pos != "PRON" and index not in self.sources
            span = self.document.span(self.document.left[index], index + 1) if nominal else token.span
            if len(span) <= 60:
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

    def reading(self, index: int) -> tuple[Figure, ...]:
        """Whom the token stands for when it is no source: a name's last word, a pronoun, a definite phrase."""
        person = self.names.person_at.get(index)
        if person is not None:
            return (person.figure,) if person.figure is not None and index == person.last - 1 else ()
        body = self.names.body_at.get(index)
        if body is not None:
            last = index == body.last - 1 and body.body.sort != "people"
            return (body.figure,) if body.figure is not None and last else ()
        token = self.document.tokens[index]
        if token.pos == "PRON" or self.document.lower[index] in PRONOUNS:
            return self.pronoun(index, source=False)
        if token.pos in ("NOUN", "PROPN") and token.dep != "compound":
            nominal = read_nominal(self.document, self.names, index)
            if nominal.sort in SORTS and nominal.definite and not nominal.plural and token.dep != "attr":
                return self.phrases.resolve(nominal, self.owners(nominal.owners), create=False)
            if nominal.sort == "team" and any(mark[0] == "@" for mark in nominal.marks):
                return self.phrases.resolve(nominal, [], create=False)
            if nominal.sort == "group" and nominal.plural and token.dep in SUBJECTS:
                return self.phrases.resolve(nominal, self.owners(nominal.owners), create=True)
        return ()

    def owners(self, heads: Sequence[int]) -> list[Figure]:
        """The figures that a phrase belongs to or speaks for."""
        owners: list[Figure] = []
        for head in heads:
            known = self.found.get(head) or self.reading(head)
            if not known and self.document.tokens[head].pos in ("NOUN", "PROPN"):
                nominal = read_nominal(self.document, self.names, head)
                if nominal.sort in ("team", "office", "advocate") and (nominal.marks or nominal.definite):
                    inner = self.owners(nominal.owners)
                    known = self.phrases.resolve(nominal, inner, create=nominal.sort == "team")
            owners.extend(figure for figure in known if figure not in owners)
        return owners

    def phrase(self, head: int, limit: range, *, source: bool) -> tuple[Figure, ...]:
        """All whom a noun phrase stands for, its conjuncts included."""
        figures, at = list(self._one(head, limit, source=source)), head
        for _ in range(8):
            following = next((c for c in self.document.children(at, "conj") if c in limit), None)
            if following is None or self.document.tokens[following].pos not in ("NOUN", "PROPN", "PRON"):
                break
            figures += self._one(following, limit, source=source)
            at = following
        return tuple(dict.fromkeys(figures))

    def _one(self, head: int, limit: range, *, source: bool) -> tuple[Figure, ...]:
        document, body = self.document, self.names.body_at.get(head)
        named = self.names.figure_at(head)
        if body is not None and body.body.sort == "people" and document.tokens[head].tag in ("NNS", "NNPS"):
            return (self.phrases.file(read_nominal(document, self.names, head, limit), []),)
        if named is not None:
            holder = self._apposed(head, limit) if body is not None and body.body.sort == "office" else None
            return (holder or named,)
        if body is not None:
            return (self.roster.add(body.body.name, "government", country="US"),)
        if document.tokens[head].pos == "PRON" or document.lower[head] in PRONOUNS | RELATIVE:
            if figures := self.pronoun(head, source=source):
                return figures
            if document.lower[head] in PRONOUNS | RELATIVE:
                return ()
        if (figure := self._apposed(head, limit)) is not None:
            return (figure,)
        if document.lower[head] in QUANTITY:
            for prep in document.children(head, "prep"):
                for thing in document.children(prep, "pobj"):
                    if thing in limit:
                        return self._one(thing, limit, source=source)
        nominal = read_nominal(document, self.names, head, limit)
        if nominal.plural and (members := self.clauses.among(head)):
            return members
        owners = self.owners(nominal.owners)
        if nominal.sort == "document" and not owners:
            owners = list(self.clauses.author(head))
        return self.phrases.resolve(nominal, owners, create=True)

    def _apposed(self, head: int, limit: range) -> Figure | None:
        """Whom the phrase names beside its noun: "a lawyer for Mr. Reed, Ann Cole"; "the agency “Norin”"."""
        nominal = read_nominal(self.document, self.names, head, limit)
        if nominal.plural:
            return None
        for child in self.document.children(head, "appos"):
            figure = self.names.figure_at(child)
            if figure is not None and child in limit and child > head:
                return figure
        for index in range(head + 1, limit.stop):
            if self.document.tokens[index].pos not in ("PUNCT", "DET"):
                beside = self.names.figure_at(index)
                person = beside is not None and beside.kind == "person"
                if beside is not None and (person or nominal.sort in ("team", "media", "document")):
                    return beside
                break
        last = None
        for index in range(head + 1, limit.stop):
            person_named = self.names.person_at.get(index)
            if self.document.tokens[index - 1].text == "," and person_named is not None:
                last = person_named.figure
        return last if nominal.sort in ("voice", "advocate", "office", "person", "relative") else None

    def pronoun(self, index: int, *, source: bool) -> tuple[Figure, ...]:
        """Whom a pronoun stands for; empty where nobody fits."""
        if self.document.lower[index] not in RELATIVE:
            return self.pronouns.third(index, source=source, named=self._named_inside(index))
        antecedent = self._human(self.pronouns.relative(index), self.document.lower[index])
        if antecedent is None:
            return ()
        known = self.found.get(antecedent) or self.reading(antecedent)
        if known or not source:
            return known
        return self._one(antecedent, self.document.subtree(antecedent), source=True)

    def _human(self, antecedent: int | None, word: str) -> int | None:
        """For "who", the person on the way up from where the parse hangs the clause."""
        if word not in ("who", "whom") or antecedent is None:
            return antecedent
        at = antecedent
        for _ in range(6):
            entry = nouns().get(self.document.lower[at])
            figures = self.found.get(at, ())
            if any(f.kind == "person" for f in figures) or (entry is not None and entry.sort in HUMAN):
                return at
            if self.document.tokens[at].head == at or self.document.tokens[at].pos == "VERB":
                break
            at = self.document.tokens[at].head
        return antecedent

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
        return frozenset(figure for figure in people if figure is not None)

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
        here = [seen for seen in self.memory.recent() if sentence is not None and seen.index >= sentence.first]
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
