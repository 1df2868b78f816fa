"""Whom a token or a noun phrase stands for, by what the report has told so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.resources import words
from onrecord.resources.names import fold
from onrecord.stages.speakers.bodies import kind_of
from onrecord.stages.speakers.clauses import Clauses
from onrecord.stages.speakers.document import Document
from onrecord.stages.speakers.figures import Figure, Roster
from onrecord.stages.speakers.joints import Joints
from onrecord.stages.speakers.lexicon import listed, nouns, titles
from onrecord.stages.speakers.memory import SUBJECTS, Memory
from onrecord.stages.speakers.nominals import Names, Nominal, noun_of, read_nominal
from onrecord.stages.speakers.people import HONORIFICS
from onrecord.stages.speakers.phrases import Phrases
from onrecord.stages.speakers.places import Places
from onrecord.stages.speakers.pronouns import HE, HUMAN, NEAR, PRONOUNS, RELATIVE, SHE, Pronouns
from onrecord.stages.speakers.proper import Proper

NESTED = 3
"""Owners within owners that are followed: "a lawyer for the wife of the mayor of Halvar"."""
QUANTITY = listed("quantity")
SORTS = frozenset({"office", "person", "advocate", "voice", "relative", "team"})
"""Sorts of nouns by which a definite phrase takes up somebody named."""
TAKING_UP = SORTS | {"group"}
NAMING = frozenset({"PRON", "NOUN", "PROPN"})
OBJECTS = frozenset({"dobj", "pobj", "agent"})
PARTIES = {"democratic": "Democrats", "republican": "Republicans", "gop": "Republicans", "g.o.p.": "Republicans"}
CHAMBERS = frozenset({"Senate", "House"})
SINGLE = frozenset({"voice", "advocate", "office", "person", "relative"})
NO_NAMES: frozenset[Figure] = frozenset()


class Readings:
    """Resolves tokens and phrases; ``found`` is what the walk has resolved before."""

    def __init__(
        self,
        document: Document,
        names: Names,
        roster: Roster,
        memory: Memory,
        found: Mapping[int, tuple[Figure, ...]],
        quoters: Mapping[int, Figure],
    ) -> None:
        self.document, self.names, self.roster, self.memory, self.found = document, names, roster, memory, found
        self.phrases = Phrases(document, names, roster, memory)
        self.clauses = Clauses(document, found)
        self.places = Places(document, names, roster)
        self.joints = Joints(document, names)
        self.proper = Proper(document, names, roster)
        self.pronouns = Pronouns(document, memory, quoters)

    def may_stand(self) -> list[bool]:
        """For each token, whether it can stand for anybody at all: most are verbs, prepositions, marks."""
        named = self.names.person_at.keys() | self.names.body_at.keys()
        return [
            token.pos in NAMING or word in PRONOUNS or index in named
            for index, (token, word) in enumerate(zip(self.document.tokens, self.document.lower, strict=True))
        ]

    def token(self, index: int, depth: int = 0) -> tuple[Figure, ...]:
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
            # Most nouns are of no sort that takes up somebody: those need not be read in full.
            entry = nouns().get(noun_of(self.document, index))
            if entry is not None and entry.sort in TAKING_UP:
                return self._definite(read_nominal(self.document, self.names, index), depth)
        return ()

    def _definite(self, nominal: Nominal, depth: int) -> tuple[Figure, ...]:
        dependency = self.document.tokens[nominal.head].dep
        if nominal.sort in SORTS and nominal.definite and not nominal.plural and dependency != "attr":
            return self.phrases.resolve(nominal, self.owners(nominal.owners, depth + 1), create=False)
        if nominal.sort == "team" and any(mark[0] == "@" for mark in nominal.marks):
            return self.phrases.resolve(nominal, [], create=False)
        told_apart = nominal.sort == "group" or (not nominal.sort and nominal.noun in words("speaker-nouns.txt"))
        if told_apart and nominal.plural and dependency in SUBJECTS | OBJECTS:
            return self.phrases.resolve(nominal, self.owners(nominal.owners, depth + 1), create=True)
        return ()

    def owners(self, heads: Sequence[int], depth: int = 0) -> list[Figure]:
        """The figures that a phrase belongs to or speaks for, ``depth`` phrases in."""
        owners: list[Figure] = []
        for head in heads if depth <= NESTED else ():
            known = self.found.get(head) or self.token(head, depth)
            if not known and self.document.tokens[head].pos in ("NOUN", "PROPN"):
                nominal = read_nominal(self.document, self.names, head)
                place = self.places.resolve(nominal)
                known = (place,) if place is not None else ()
                if not known and nominal.sort in ("team", "office", "advocate") and (nominal.marks or nominal.definite):
                    inner = self.owners(nominal.owners, depth + 1)
                    known = self.phrases.resolve(nominal, inner, create=nominal.sort == "team")
            owners.extend(figure for figure in known if figure not in owners)
        return owners

    def phrase(
        self, head: int, limit: range, *, source: bool, named: frozenset[Figure] = NO_NAMES
    ) -> tuple[Figure, ...]:
        """All whom a noun phrase stands for, its conjuncts included. ``named``: see Pronouns.third."""
        listing = self.joints.listing(limit)
        if len(listing) > 1:
            return listing
        figures, at = list(self._one(head, limit, source=source, named=named)), head
        for _ in range(8):
            following = next((c for c in self.document.children(at, "conj") if c in limit), None)
            if following is None or self.document.tokens[following].pos not in ("NOUN", "PROPN", "PRON"):
                break
            if self.joints.is_one(head, following):
                also = self._one(following, limit, source=source)
                known = len(also) == 1 and also[0].kind == "person"
                figures = list(also) if known and not any(figure.kind == "person" for figure in figures) else figures
            elif not self.joints.describes(figures, head, following):
                figures += self._one(following, limit, source=source)
            at = following
        if (other := self.joints.other(head, limit)) is not None:
            figures += self._one(other, range(self.document.left[other], limit.stop), source=True)
        return tuple(dict.fromkeys(figures))

    def _one(self, head: int, limit: range, *, source: bool, named: frozenset[Figure] = NO_NAMES) -> tuple[Figure, ...]:
        document, body = self.document, self.names.body_at.get(head)
        plural_people = body is not None and body.body.sort == "people" and document.tokens[head].tag in ("NNS", "NNPS")
        known = self.names.figure_at(head)
        if plural_people:
            return (self.phrases.file(read_nominal(document, self.names, head, limit), []),)
        if known is not None and known.kind == "person":
            misread = document.tokens[head].pos in ("VERB", "AUX")  # a name at the start of the sentence
            return ((self._titled(limit) if misread else None) or known,)
        if (party := self._party(head, limit)) is not None:
            return (party,)
        if (holder := self._titled(limit)) is not None:
            return (holder,)
        if known is not None:
            office = body is not None and body.body.sort == "office"
            return ((self._apposed(head, limit) if office else None) or known,)
        if body is not None:
            return (self.roster.add(body.body.name, "government", country="US"),)
        if document.tokens[head].pos == "PRON" or document.lower[head] in PRONOUNS | RELATIVE:
            figures = self.pronoun(head, source=source, named=named)
            if figures or document.lower[head] in PRONOUNS | RELATIVE:
                return figures
        if (figure := self._apposed(head, limit)) is not None:
            return (figure,)
        return self._unnamed(head, limit, source=source)

    def _party(self, head: int, limit: range) -> Figure | None:
        """ "Democratic demands", "the Senate GOP": the party's members, in the chamber that the phrase names."""
        members = PARTIES.get(self.document.lower[head])
        chamber = self.document.tokens[head - 1].text if head > limit.start else ""
        if members is None or (chamber not in CHAMBERS and self.document.tokens[head].pos != "ADJ"):
            return None
        return self.roster.add(f"{chamber} {members}" if chamber in CHAMBERS else members, "organisation", country="US")

    def _unnamed(self, head: int, limit: range, *, source: bool) -> tuple[Figure, ...]:
        document = self.document
        if document.lower[head] in QUANTITY:
            for prep in document.children(head, "prep"):
                for thing in document.children(prep, "pobj"):
                    if thing in limit:
                        return self._one(thing, limit, source=source)
        if document.lower[head] == "both" and len(limit) == 1 and (pair := self._pair(head)):
            return pair
        nominal = read_nominal(document, self.names, head, limit)
        if (place := self.places.resolve(nominal)) is not None:
            return (place,)
        if (body := self.proper.body(nominal, limit)) is not None:
            return (body,)
        if len(limit) == 1 and document.tokens[head].pos == "PROPN" and not nominal.sort:
            return (self._only_name(head),)
        if nominal.plural and (members := self.clauses.among(head)):
            return members
        owners = self.owners(nominal.owners)
        if (kin := self.proper.kin(nominal, owners, limit)) is not None:
            return (kin,)
        if nominal.sort == "document" and not owners:
            owners = list(self.clauses.author(head))
        return self.phrases.resolve(nominal, owners, create=True)

    def _pair(self, head: int) -> tuple[Figure, ...]:
        """ "Both": the two who were named together last."""
        pairs = (seen for seen in self.memory.recent() if len(seen.figures) == 2)
        last = next(pairs, None)
        near = last is not None and self.document.sentence_of[head] - last.sentence <= NEAR
        return last.figures if last is not None and near else ()

    def _only_name(self, head: int) -> Figure:
        """A source that is one capitalised word nobody bears in full: somebody's name cut short, or a name alone."""
        word, document = fold(self.document.tokens[head].text), self.document
        people = (figure for figure in self.phrases.people if figure.words and len(word) > 3)
        longer = next((figure for figure in people if fold(figure.words[-1]).endswith(word)), None)
        if longer is not None:
            return longer
        return self.roster.add(document.tokens[head].text, kind_of(document.tokens[head].text))

    def _titled(self, limit: range) -> Figure | None:
        """The person at the end of a run of titles that the parse has taken apart: "the Norin Union President Ann
        Cole"; or the name that an honorific alone was cut from."""
        last = limit.stop - 1
        if len(limit) == 1 and self.document.lower[last].rstrip(".") in HONORIFICS:
            after = self.names.person_at.get(last + 1)
            return after.figure if after is not None else None
        naming = self.names.person_at.get(last)
        if naming is None or naming.last != last + 1:
            return None
        tokens, before = self.document.tokens, range(limit.start, naming.first)
        linked = naming.title > limit.start and tokens[naming.title - 1].pos in ("ADP", "DET", "PUNCT", "PART")
        if not before or linked:
            return None
        if any(
            tokens[i].pos not in ("DET", "NOUN", "PROPN", "ADJ", "ADP") for i in before if i not in self.names.person_at
        ):
            return None
        whose = limit.start in self.names.person_at  # "Reed senior adviser Ann Cole"
        words = [self.document.lower[i].rstrip(".") for i in before if tokens[i].text[:1].isupper() or whose]
        ranks = [word for word in words if word not in HONORIFICS]
        return naming.figure if any(word in titles() or word in nouns() for word in ranks) else None

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
            if person_named is not None and self.document.tokens[person_named.title - 1].text == ",":
                last = person_named.figure
        return last if nominal.sort in SINGLE else None

    def pronoun(self, index: int, *, source: bool, named: frozenset[Figure] = NO_NAMES) -> tuple[Figure, ...]:
        """Whom a pronoun stands for; empty where nobody fits."""
        if self.document.lower[index] not in RELATIVE:
            return self.pronouns.third(index, source=source, named=named | self._named_below(index))
        antecedent = self._human(self.pronouns.relative(index), self.document.lower[index])
        if antecedent is None:
            return ()
        known = self.found.get(antecedent) or self.token(antecedent)
        if known or not source:
            return known
        return self._one(antecedent, self.document.subtree(antecedent), source=True)

    def _named_below(self, index: int) -> frozenset[Figure]:
        """Whom the clause names of which a pronoun is the subject: in "he had met Reed" he is not Reed."""
        token = self.document.tokens[index]
        if token.dep not in SUBJECTS or self.document.lower[index] not in HE | SHE:
            return NO_NAMES
        children = self.document.children
        inside = [
            *children(token.head, "dobj"),
            *(i for p in children(token.head, "prep") for i in children(p, "pobj")),
        ]
        people = (self.names.person_at[i].figure for i in inside if i in self.names.person_at)
        return frozenset(figure for figure in people if figure is not None)

    def _human(self, antecedent: int | None, word: str) -> int | None:
        """For "who", the person on the way up from where the parse hangs the clause."""
        if word not in ("who", "whom") or antecedent is None:
            return antecedent
        at = antecedent
        for _ in range(6):
            entry = nouns().get(self.document.lower[at])
            if any(f.kind == "person" for f in self.found.get(at, ())) or (entry is not None and entry.sort in HUMAN):
                return at
            if self.document.tokens[at].head == at or self.document.tokens[at].pos == "VERB":
                break
            at = self.document.tokens[at].head
        return antecedent
