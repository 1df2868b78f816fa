"""Whom a noun phrase without a name stands for: by role, by body, or filed by kind."""

from __future__ import annotations

from onrecord.resources.names import fold
from onrecord.stages.speakers.bodies import kind_of
from onrecord.stages.speakers.document import Document
from onrecord.stages.speakers.figures import Figure, Roster
from onrecord.stages.speakers.lexicon import adjectives, government, listed
from onrecord.stages.speakers.memory import Memory
from onrecord.stages.speakers.nominals import Names, Nominal, bears, read_nominal, standing_for
from onrecord.stages.speakers.unnamed import ANYBODY, is_unnamed, label, plural

RULE = listed("rule")
FIELDS = {"foreign affairs": "Foreign", "defence": "Defense", "external affairs": "External Affairs"}
GENERIC = listed("generic")
OUTLET_NOUNS = listed("outlet-nouns")


BODIES = ("organisation", "government")
STANDINS = frozenset({"aide", "official", "source", "spokesman", "spokeswoman", "spokesperson", "lawyer", "attorney"})
"""Nouns that may take up the unnamed person who spoke last, whatever he was called."""


class Phrases:
    """Resolves nominals against what the report has named so far."""

    def __init__(self, document: Document, names: Names, roster: Roster, memory: Memory) -> None:
        self.document, self.names, self.roster, self.memory = document, names, roster, memory
        self.people = list(dict.fromkeys(n.figure for n in names.people if n.figure is not None))
        self.voices: dict[str, Figure] = {}
        """Figures for whom an unnamed spokesman or lawyer has spoken, by noun."""
        self.papers: dict[str, Figure] = {}
        """Whose statement, letter or report each document noun was last."""

    def resolve(self, nominal: Nominal, owners: list[Figure], *, create: bool) -> tuple[Figure, ...]:
        """The figures the phrase stands for; empty where none is known and none may be made."""
        if nominal.sort == "team":
            return self._team(nominal, owners, create=create)
        if nominal.sort == "voice":
            return self._voice(nominal, owners, create=create)
        if nominal.sort == "document":
            return self._document(nominal, owners, create=create)
        if (
            not nominal.plural
            and nominal.sort in ("office", "person", "relative", "advocate")
            and (figure := self.holder(nominal))
        ):
            return (figure,)
        if nominal.definite and (again := self._same_group(nominal)):
            return (again,)
        return (self.file(nominal, owners),) if create else ()

    def holder(self, nominal: Nominal) -> Figure | None:
        """The person whose role the phrase tells, the last mentioned of those it fits best."""
        if not nominal.definite and not any(mark[0] in "#@" for mark in nominal.marks):
            return None
        if self.document.lower[nominal.first] in ("a", "an", "another", "one") and nominal.sort in ("person", "office"):
            return None
        fits = [(bears(person, nominal), person) for person in self.people]
        fits = [(fit, person) for fit, person in fits if fit and self._gender_agrees(nominal, person)]
        if not fits:
            return None
        best = max(fit for fit, _ in fits)
        close = {person for fit, person in fits if fit >= (best if best > 2 or nominal.sort == "office" else best - 1)}
        return self.memory.last(lambda figure: figure in close) or next(p for _, p in fits if p in close)

    def _gender_agrees(self, nominal: Nominal, person: Figure) -> bool:
        return not (nominal.gender and person.gender and nominal.gender != person.gender and nominal.sort != "voice")

    def _same_group(self, nominal: Nominal) -> Figure | None:
        """ "The officials", "the source", "the bishops": those of that kind mentioned last, or their body."""
        noun = plural(nominal.noun)
        asked = {mark for mark in nominal.marks if mark[0] == "@"}
        bare = not (nominal.marks - asked)

        def fits(figure: Figure) -> bool:
            if is_unnamed(figure):
                return figure.noun == noun and (not asked or f"@{figure.country}" in asked)
            return bare and nominal.plural and figure.kind in BODIES and noun in figure.name.casefold().split()

        found = self.memory.last(fits)
        if (
            found is None
            and bare
            and not nominal.plural
            and nominal.noun in STANDINS
            and len(self.memory.speakers) == 1
        ):
            speaker = self.memory.speakers[0]
            return speaker if is_unnamed(speaker) and not speaker.plural and speaker.kind == "unnamed" else None
        return found

    def _voice(self, nominal: Nominal, owners: list[Figure], *, create: bool) -> tuple[Figure, ...]:
        """An unnamed spokesman is filed under those he speaks for."""
        if not nominal.plural and (nominal.definite or nominal.marks):
            indefinite = self.document.lower[nominal.first] in ("a", "an")
            if not indefinite and (named := self.holder(nominal)):
                return (named,)
        circle = standing_for(nominal.noun) | standing_for(plural(nominal.noun))
        if not owners and nominal.definite:
            for noun in sorted(circle & self.voices.keys()):
                return (self.voices[noun],)
        bodies = [self._speaks_as(nominal, owner) for owner in owners]
        if not bodies and (body := self._compound_body(nominal)):
            bodies = [body]
        if not bodies and create:
            last = self.memory.last(lambda f: f.kind in ("organisation", "government") and not is_unnamed(f))
            bodies = [last if last and nominal.definite else self.file(nominal, owners)]
        for noun in circle if bodies else ():
            self.voices[noun] = bodies[-1]
        for body in bodies:
            body.genders.update([nominal.gender] if nominal.gender else ["m", "f"])
        return tuple(dict.fromkeys(bodies))

    def _speaks_as(self, nominal: Nominal, owner: Figure) -> Figure:
        if owner.kind != "person":
            return owner
        single = {"spokesmen": "spokesman", "spokespeople": "spokesperson"}.get(nominal.noun, nominal.noun)
        figure = self.roster.add(f"{single} for {owner.name} (unnamed)", "unnamed", country=owner.country, noun=single)
        if nominal.gender:
            figure.genders[nominal.gender] += 1
        return figure

    def _compound_body(self, nominal: Nominal) -> Figure | None:
        """The body in "Chinese foreign ministry spokesman", "Reed campaign spokeswoman"."""
        for index in range(nominal.head - 1, nominal.first - 1, -1):
            figure = self.names.figure_at(index)
            if figure is not None and figure.kind != "person" and self.names.body_at[index].body.sort != "people":
                return figure
            inner = read_nominal(self.document, self.names, index, range(nominal.first, index + 1))
            if inner.sort == "team":
                marks = {m for i in range(nominal.first, index) if (m := self.names.mark(i))}
                inner = Nominal(
                    index, inner.noun, "team", "", True, False, nominal.first, index + 1, (), frozenset(marks)
                )
                return next(iter(self._team(inner, [], create=True)), None)
        countries = sorted(mark[1:] for mark in nominal.marks if mark[0] == "@")
        return self._government(countries[0]) if countries else None

    def _government(self, code: str) -> Figure:
        return self.roster.add(government(code), "government", country=code)

    def _team(self, nominal: Nominal, owners: list[Figure], *, create: bool) -> tuple[Figure, ...]:
        """Ministries, governments, campaigns, committees, papers."""
        countries = sorted(mark[1:] for mark in nominal.marks if mark[0] == "@")
        person = next(
            (self._person(mark[1:]) for mark in sorted(nominal.marks) if mark[0] == "#" and self._person(mark[1:])),
            None,
        )
        noun = nominal.noun
        if person is None and noun in ("office", "campaign", "team", "camp") and owners and owners[0].kind == "person":
            person = owners[0]
        if noun == "ministry":
            return self._ministry(nominal, countries, create=create)
        if countries and noun in RULE:
            return (self._government(countries[0]),)
        if countries:
            name = f"{adjectives()[countries[0]]} {self._between(nominal)}{noun}"
            if create or kind_of(name) == "government":
                return (self.roster.add(name, kind_of(name), country=countries[0], noun=noun),)
            return ()
        if noun in ("office", "staff", "department", "leadership") and owners and owners[0].kind != "person":
            return (owners[0],)
        if noun == "office" and person is None and (body := self._branch(nominal)):
            return (body,)
        if noun in ("campaign", "administration", "office", "team", "camp", "transition") and person is not None:
            family = person.words[-1] if person.words else person.name
            name = f"{person.name}'s office" if noun == "office" else f"{family} {noun}"
            return (self.roster.add(name, "government" if noun == "administration" else "organisation", noun=noun),)
        if noun == "administration" and nominal.definite:
            president = self.memory.last(lambda f: any(r.noun == "president" for r in f.roles))
            if president is not None:
                return (
                    self.roster.add(
                        f"{(president.words or (president.name,))[-1]} administration", "government", noun=noun
                    ),
                )
        if nominal.definite and (body := self._named_body(nominal)):
            return (body,)
        return (self.file(nominal, owners),) if create else ()

    def _branch(self, nominal: Nominal) -> Figure | None:
        """ "The New York F.B.I. office": a body's office in a place."""
        inside = range(nominal.first, nominal.head)
        body = next(
            (self.names.body_at[i] for i in inside if i in self.names.body_at and self.names.figure_at(i)), None
        )
        if body is None or body.figure is None or body.body.sort != "body":
            return None
        where = [self.document.tokens[i].text for i in inside if self.document.tokens[i].pos == "PROPN"]
        known = {self.document.tokens[i].text for i in range(body.first, body.last)}
        place = " ".join(word for word in where if word not in known)
        return self.roster.add(f"{body.figure.name} {place} office" if place else body.figure.name, body.figure.kind)

    def _person(self, key: str) -> Figure | None:
        figure = self.roster.figures.get(key)
        return figure if figure is not None and figure.kind == "person" else None

    def _between(self, nominal: Nominal) -> str:
        """Nouns before the head that are no names: "foreign " of "Chinese foreign ministry"."""
        kept = [
            self.document.tokens[i].text
            for i in range(nominal.first, nominal.head)
            if self.names.mark(i) is None
            and self.document.tokens[i].dep in ("compound", "amod", "nmod")
            and self.document.tokens[i].pos in ("NOUN", "PROPN")
        ]
        return " ".join(kept) + " " if kept else ""

    def _ministry(self, nominal: Nominal, countries: list[str], *, create: bool) -> tuple[Figure, ...]:
        document = self.document
        field = " ".join(
            document.tokens[i].text.capitalize()
            for i in range(nominal.first, nominal.head)
            if self.names.mark(i) is None and document.tokens[i].pos in ("ADJ", "NOUN", "PROPN")
        )
        if not field and nominal.head + 2 < len(document.lower) and document.lower[nominal.head + 1] in ("of", "for"):
            tail = document.phrase(nominal.head + 2, nominal.last).removeprefix("the ")
            field = FIELDS.get(tail.lower(), tail.split(" of ")[0].split(",")[0].title()) if len(tail) < 40 else ""
        field = FIELDS.get(field.lower(), field)
        if not countries:
            last = self.memory.last(lambda f: f.name.endswith("Ministry") and (not field or field in f.name))
            if last is not None:
                return (last,)
            land = self.memory.last(lambda f: f.kind == "government" and f.country is not None) if field else None
            countries = [land.country] if land is not None and land.country else []
        if not countries and not create:
            return ()
        where = adjectives()[countries[0]] if countries else ""
        name = " ".join(part for part in (where, field, "Ministry") if part)
        return (self.roster.add(name, "government", country=countries[0] if countries else None, noun="ministry"),)

    def _named_body(self, nominal: Nominal) -> Figure | None:
        """ "The committee", "the newspaper": the last body mentioned that is one."""
        noun = fold(nominal.noun)
        extra = {mark for mark in nominal.marks if mark[0] not in "@#%"}

        def is_one(figure: Figure) -> bool:
            if figure.kind == "person":
                return False
            folded = {fold(word) for word in figure.name.split()}
            if noun in folded or figure.noun == nominal.noun:
                return extra <= folded or not extra
            return not extra and nominal.noun in OUTLET_NOUNS and figure.kind == "outlet"

        named = self.memory.last(is_one)
        if (
            named is None
            and not extra
            and nominal.noun in GENERIC - OUTLET_NOUNS
            and self.document.lower[nominal.first] == "the"
        ):
            named = self.memory.last(
                lambda f: f.kind in ("organisation", "government") and not is_unnamed(f) and f.country is None
            )
        return named

    def _document(self, nominal: Nominal, owners: list[Figure], *, create: bool) -> tuple[Figure, ...]:
        """Whose document it is, where the report tells; else the document itself."""
        if not owners:
            owners = [person for mark in sorted(nominal.marks) if mark[0] == "#" and (person := self._person(mark[1:]))]
        if owners:
            self.papers[nominal.noun] = owners[0]
            return tuple(dict.fromkeys(owners))
        if nominal.definite and nominal.noun in self.papers:
            return (self.papers[nominal.noun],)
        if nominal.definite and nominal.noun == "statement":
            able = tuple(f for f in self.memory.speakers if f.kind != "document" and (not is_unnamed(f) or f.plural))
            if able:
                return able
        if nominal.definite and (same := self.memory.last(lambda f: f.kind == "document" and f.noun == nominal.noun)):
            return (same,)
        return (self.file(nominal, owners),) if create else ()

    def file(self, nominal: Nominal, owners: list[Figure]) -> Figure:
        """A figure for a source the report leaves without a name."""
        if nominal.sort in ("advocate", "relative", "voice") and owners and not nominal.plural:
            name = (
                f"{nominal.noun} for {owners[0].name}"
                if nominal.sort != "relative"
                else f"{nominal.noun} of {owners[0].name}"
            )
            figure = self.roster.add(f"{name} (unnamed)", "unnamed", country=owners[0].country, noun=nominal.noun)
        else:
            filed = label(self.document, self.names, nominal)
            figure = self.roster.add(filed.name, filed.kind, country=filed.country, noun=filed.noun)
        figure.plural = figure.plural or nominal.plural or nominal.noun in ANYBODY
        if nominal.gender:
            figure.genders[nominal.gender] += 1
        figure.spans.add(self.document.span(nominal.first, nominal.last))
        return figure
