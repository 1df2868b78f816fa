"""Bodies that a phrase describes: ministries, governments, campaigns, committees, papers."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.resources.names import fold
from onrecord.stages.speakers.bodies import kind_of
from onrecord.stages.speakers.document import Document
from onrecord.stages.speakers.figures import Figure, Roster
from onrecord.stages.speakers.lexicon import adjectives, government, listed
from onrecord.stages.speakers.memory import Memory
from onrecord.stages.speakers.nominals import Names, Nominal
from onrecord.stages.speakers.unnamed import is_unnamed

RULE = listed("rule")
FIELDS = {"foreign affairs": "Foreign", "defence": "Defense", "external affairs": "External Affairs"}
GENERIC = listed("generic")
KINDS_BEFORE = listed("kinds-before")
NAMELESS = listed("nameless")
PERSONAL = listed("personal")
PUBLIC = listed("public")
OUTLET_NOUNS = listed("outlet-nouns")


class Teams:
    """Resolves nominals whose noun is a body's."""

    def __init__(
        self,
        document: Document,
        names: Names,
        roster: Roster,
        memory: Memory,
        file: Callable[[Nominal, list[Figure]], Figure],
    ) -> None:
        self.document, self.names, self.roster, self.memory, self.file = document, names, roster, memory, file

    def government(self, code: str) -> Figure:
        """The government of a country, under its name."""
        return self.roster.add(government(code), "government", country=code)

    def resolve(self, nominal: Nominal, owners: list[Figure], *, create: bool) -> tuple[Figure, ...]:
        """The body a phrase describes; empty where none is known and none may be made."""
        if nominal.noun in GENERIC and (beside := self._beside(nominal)):
            return (beside,)
        person = self._leader(nominal, owners)
        countries = sorted(mark[1:] for mark in nominal.marks if mark[0] == "@")
        if nominal.noun == "ministry":
            return self._ministry(nominal, countries, create=create)
        if countries and not (person is not None and nominal.noun == "administration"):
            return self._national(nominal, countries[0], create=create)
        staff = nominal.noun in ("office", "staff", "department", "leadership")
        if staff and owners and owners[0].kind != "person":
            return (owners[0],)
        known = self._branch(nominal) if nominal.noun == "office" and person is None else None
        known = known or self._around(nominal, person)
        if known is None and nominal.definite:
            mine = owners[0] if owners and owners[0].kind == "person" else None
            known = (self._own_body(mine) if mine is not None else None) or self._named_body(nominal)
        if known is not None:
            return (known,)
        return (self.file(nominal, owners),) if create else ()

    def _leader(self, nominal: Nominal, owners: list[Figure]) -> Figure | None:
        """The person whose campaign, office or administration it is, named before the noun or its owner."""
        before = (self.names.figure_at(index) for index in range(nominal.first, nominal.head))
        person = next((figure for figure in before if figure is not None and figure.kind == "person"), None)
        if person is None and nominal.noun in PERSONAL and owners and owners[0].kind == "person":
            return owners[0]
        return person

    def _national(self, nominal: Nominal, country: str, *, create: bool) -> tuple[Figure, ...]:
        """ "The Israeli army"; the government itself is filed under the country."""
        if nominal.noun in RULE:
            return (self.government(country),)
        name = f"{adjectives()[country]} {self._between(nominal)}{nominal.noun}"
        kind = kind_of(name)
        if not create and kind != "government":
            return ()
        return (self.roster.add(name, kind, country=country, noun=nominal.noun),)

    def _around(self, nominal: Nominal, person: Figure | None) -> Figure | None:
        """ "The Reed campaign", "Mr. Reed's office"; "the administration" is the president's."""
        noun = nominal.noun
        if person is None and noun == "administration" and nominal.definite:
            person = self.memory.last(lambda figure: any(role.noun == "president" for role in figure.roles))
        if person is None or noun not in PERSONAL:
            return None
        family = person.words[-1] if person.words else person.name
        name = f"{person.name}'s office" if noun == "office" else f"{family} {noun}"
        return self.roster.add(name, "government" if noun == "administration" else "organisation", noun=noun)

    def _beside(self, nominal: Nominal) -> Figure | None:
        """ "The Islamic State group": the body whose name stands right before the noun."""
        at = nominal.head - 1
        while at > nominal.first and self.document.lower[at] in KINDS_BEFORE:
            at -= 1
        figure = self.names.figure_at(at) if at >= nominal.first else None
        if figure is None or figure.kind not in ("organisation", "outlet") or is_unnamed(figure):
            return None
        return figure

    def _own_body(self, person: Figure) -> Figure | None:
        """ "Her group": the body in the person's role."""
        marks = sorted(mark[1:] for role in person.roles for mark in role.words if mark[0] == "#")
        bodies = (self.roster.figures.get(key) for key in marks)
        return next((b for b in bodies if b is not None and b.kind == "organisation"), None)

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

    def person(self, key: str) -> Figure | None:
        """The person with that key."""
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
            if figure.kind == "person" or (is_unnamed(figure) and figure.noun != nominal.noun):
                return False
            folded = {fold(word) for word in figure.name.split()}
            if noun in folded or figure.noun == nominal.noun:
                return extra <= folded or not extra
            return not extra and nominal.noun in OUTLET_NOUNS and figure.kind == "outlet"

        named = self.memory.last(is_one)
        if (
            named is None
            and not extra
            and nominal.noun in NAMELESS
            and (self.document.lower[nominal.first] == "the" or nominal.first == nominal.head)
        ):
            public = nominal.noun in PUBLIC
            named = self.memory.last(lambda f: not is_unnamed(f) and _is_body(f, public=public))
        return named


def _is_body(figure: Figure, *, public: bool) -> bool:
    """True for a body that "the agency" (public) or "the group" may take up; a country or cabinet is none."""
    if figure.noun == "administration" or (figure.country and figure.name == government(figure.country)):
        return False
    return figure.kind == ("government" if public else "organisation")
