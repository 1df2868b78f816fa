"""One reading of the report from first word to last: names, phrases, pronouns and sources in turn."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records import Statement
from onrecord.stages.speakers.document import Document
from onrecord.stages.speakers.figures import Figure, Roster
from onrecord.stages.speakers.memory import SUBJECTS, Memory
from onrecord.stages.speakers.nominals import Names, read_nominal
from onrecord.stages.speakers.phrases import Phrases
from onrecord.stages.speakers.unnamed import is_unnamed

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
IT = frozenset({"it", "its", "itself"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
QUANTITY = frozenset(
    {
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "several",
        "some",
        "many",
        "most",
        "few",
        "both",
        "others",
        "half",
        "each",
        "another",
        "all",
        "any",
        "none",
        "dozens",
        "members",
        "number",
    }
)
SORTS = frozenset({"office", "person", "advocate", "voice", "relative", "team"})


class Walk:
    """Reads a report once, in order; ``found`` then says whom each head token stands for."""

    def __init__(self, document: Document, names: Names, roster: Roster, statements: Sequence[Statement]) -> None:
        self.document, self.names, self.roster = document, names, roster
        self.statements = statements
        self.memory = Memory(document)
        self.phrases = Phrases(document, names, roster, self.memory)
        self.found: dict[int, tuple[Figure, ...]] = {}
        self.speakers: dict[int, tuple[Figure, ...]] = {}
        """Speakers of each statement that has a source, by its number."""
        self.sources: dict[int, list[int]] = {}
        for number, statement in enumerate(statements):
            if statement.source is not None and (head := document.head(statement.source)) is not None:
                self.sources.setdefault(head, []).append(number)
        self._quoter: dict[int, Figure] = {}

    def run(self) -> None:
        """Resolve every token that stands for somebody."""
        self._know_quoters()
        for index in range(len(self.document.tokens)):
            if index in self.sources:
                self._source(index)
            elif index not in self.found and (figures := self.reading(index)):
                self._keep(index, figures)
        for number, statement in enumerate(self.statements):
            if statement.mode == "direct":
                self._first_person(number, statement)

    def _know_quoters(self) -> None:
        """Named sources of quotations, who are not the "he" of their own words."""
        for head, numbers in self.sources.items():
            figure = self.names.figure_at(head)
            if figure is None:
                continue
            for number in numbers:
                for span in self.statements[number].content:
                    for index in self.document.within(span):
                        if self.document.quoted[index]:
                            self._quoter[index] = figure

    def _source(self, head: int) -> None:
        numbers = self.sources[head]
        source = self.statements[numbers[0]].source
        assert source is not None
        figures = self.phrase(head, self.document.within(source), source=True)
        self._keep(head, figures)
        for number in numbers:
            self.speakers[number] = figures
            outer = self.statements[number].parent is None or not self.document.quoted[head]
            if figures and outer:
                self.memory.speakers = figures

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
        first = index
        while tokens[first].dep == "conj" and tokens[first].head < first:
            first = tokens[first].head
        if first == index or any(self.document.children(index, "conj")):
            return ()
        chain, at = [first], first
        while (following := next(iter(self.document.children(at, "conj")), None)) is not None and len(chain) < 12:
            chain.append(following)
            at = following
        figures = [figure for link in chain for figure in self.found.get(link, ())]
        return tuple(dict.fromkeys(figures)) if len(figures) >= len(chain) else ()

    def reading(self, index: int) -> tuple[Figure, ...]:
        """Whom the token stands for when it is no source: a name's last word, a pronoun, a definite phrase."""
        person = self.names.person_at.get(index)
        if person is not None:
            return (person.figure,) if person.figure is not None and index == person.last - 1 else ()
        body = self.names.body_at.get(index)
        if body is not None:
            return (
                (body.figure,)
                if body.figure is not None and index == body.last - 1 and body.body.sort != "people"
                else ()
            )
        token = self.document.tokens[index]
        if token.pos == "PRON" or self.document.lower[index] in HE | SHE | THEY | IT:
            return self.pronoun(index, source=False)
        if token.pos in ("NOUN", "PROPN") and token.dep != "compound":
            nominal = read_nominal(self.document, self.names, index)
            if nominal.sort in SORTS and nominal.definite and not nominal.plural and token.dep != "attr":
                return self.phrases.resolve(nominal, self._owners(nominal.owners), create=False)
            if nominal.sort == "team" and any(mark[0] == "@" for mark in nominal.marks):
                return self.phrases.resolve(nominal, [], create=False)
        return ()

    def _owners(self, heads: Sequence[int]) -> list[Figure]:
        """The figures that a phrase belongs to or speaks for."""
        owners: list[Figure] = []
        for head in heads:
            known = self.found.get(head) or self.reading(head)
            if not known and self.document.tokens[head].pos in ("NOUN", "PROPN"):
                nominal = read_nominal(self.document, self.names, head)
                if nominal.sort in ("team", "office", "advocate") and (nominal.marks or nominal.definite):
                    known = self.phrases.resolve(nominal, self._owners(nominal.owners), create=nominal.sort == "team")
            owners.extend(figure for figure in known if figure not in owners)
        return owners

    def phrase(self, head: int, limit: range, *, source: bool) -> tuple[Figure, ...]:
        """All whom a noun phrase stands for, its conjuncts included."""
        figures = list(self._one(head, limit, source=source))
        at, steps = head, 0
        while (
            steps < 8
            and (following := next((c for c in self.document.children(at, "conj") if c in limit), None)) is not None
        ):
            if self.document.tokens[following].pos not in ("NOUN", "PROPN", "PRON"):
                break
            figures += [f for f in self._one(following, limit, source=source) if f not in figures]
            at, steps = following, steps + 1
        return tuple(dict.fromkeys(figures))

    def _one(self, head: int, limit: range, *, source: bool) -> tuple[Figure, ...]:
        document, token = self.document, self.document.tokens[head]
        named = self.names.figure_at(head)
        if named is not None:
            return (named,)
        body = self.names.body_at.get(head)
        if body is not None:
            return (self.roster.add(body.body.name, "government", country="US"),)
        if token.pos == "PRON" or document.lower[head] in HE | SHE | THEY | IT | RELATIVE:
            if figures := self.pronoun(head, source=source):
                return figures
        if (figure := self._apposed(head, limit)) is not None:
            return (figure,)
        if document.lower[head] in QUANTITY:
            for prep in document.children(head, "prep"):
                for thing in document.children(prep, "pobj"):
                    if thing in limit:
                        return self._one(thing, limit, source=source)
        nominal = read_nominal(document, self.names, head, limit)
        return self.phrases.resolve(nominal, self._owners(nominal.owners), create=True)

    def _apposed(self, head: int, limit: range) -> Figure | None:
        """The person named beside the phrase: "a lawyer for Mr. Reed, Ann Cole"."""
        for child in self.document.children(head, "appos"):
            figure = self.names.figure_at(child)
            if figure is not None and child in limit and figure.kind == "person":
                return figure
        last = None
        for index in limit:
            if index > head and self.document.tokens[index - 1].text == ",":
                person = self.names.person_at.get(index)
                last = person.figure if person is not None and person.title >= index - 4 else last
        nominal = read_nominal(self.document, self.names, head, limit)
        return (
            last
            if not nominal.plural and nominal.sort in ("voice", "advocate", "office", "person", "relative")
            else None
        )

    def pronoun(self, index: int, *, source: bool) -> tuple[Figure, ...]:
        """Whom a pronoun stands for; empty where nobody fits."""
        word = self.document.lower[index]
        if word in RELATIVE:
            return self._relative(index)
        mine = self._quoter.get(index)
        if word in HE or word in SHE:
            wrong = "f" if word in HE else "m"
            return self.memory.best(
                index, lambda f: _may_be_one(f) and f.gender != wrong and f is not mine, source=source
            )
        if word in THEY:
            return self.memory.best(
                index,
                lambda f: f.plural or f.kind in ("organisation", "government", "outlet"),
                source=source,
                joint=True,
            )
        if word in IT and (source or word == "its"):
            return self.memory.best(
                index,
                lambda f: f.kind in ("organisation", "government", "outlet", "document") and not f.plural,
                source=source,
            )
        return ()

    def _relative(self, index: int) -> tuple[Figure, ...]:
        """The antecedent of who, which or that: what the relative clause hangs on."""
        tokens = self.document.tokens
        at = index
        for _ in range(6):
            if tokens[at].dep == "relcl":
                antecedent = tokens[at].head
                return self.found.get(antecedent) or self._one(
                    antecedent, self.document.subtree(antecedent), source=True
                )
            if tokens[at].head == at:
                break
            at = tokens[at].head
        return ()

    def _first_person(self, number: int, statement: Statement) -> None:
        """Note "I" in a quotation as its speaker."""
        figures = self.speakers.get(number, ())
        if len(figures) != 1 or figures[0].kind != "person":
            return
        for span in statement.content:
            for index in self.document.within(span):
                if self.document.lower[index] in ("i", "me", "my", "myself", "mine") and index not in self.found:
                    self.found[index] = figures
                    figures[0].spans.add(self.document.tokens[index].span)


def _may_be_one(figure: Figure) -> bool:
    return figure.kind == "person" or (is_unnamed(figure) and not figure.plural) or bool(figure.genders)


__all__ = ["SUBJECTS", "Walk"]
