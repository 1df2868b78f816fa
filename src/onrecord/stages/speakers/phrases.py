"""Whom a noun phrase without a name stands for: by role, by body, or filed by kind."""

from __future__ import annotations

from dataclasses import replace

from onrecord.stages.speakers.document import Document
from onrecord.stages.speakers.figures import Figure, Roster
from onrecord.stages.speakers.lexicon import government, listed, nouns
from onrecord.stages.speakers.memory import Memory
from onrecord.stages.speakers.nominals import Names, Nominal, bears, read_nominal, standing_for
from onrecord.stages.speakers.teams import Teams
from onrecord.stages.speakers.unnamed import ANYBODY, OFFICIALS, is_unnamed, label, plural

OPENING = 3
"""Sentences, the headline among them, in which a report may speak of somebody before it names him."""
BODIES = ("organisation", "government")
STANDINS = listed("standins")
STRANGERS = listed("strangers")
"""Nouns by which news calls people whom it does not name."""
PASSING = listed("passing")
"""Offices that go with any other."""
RUNNING = listed("running")
HELPING = listed("helping")
RANKED = frozenset({"highest", "leading", "ranking", "top"})
"""What sets one of a party or trade above the others."""
SOON = 3
"""Sentences within which a phrase that fits by nothing but its place takes up a person."""


def bare_name(figure: Figure) -> str:
    """A figure's name without "(unnamed)", to be part of another."""
    return figure.name.removesuffix(" (unnamed)")


def _mark(owner: Figure) -> str:
    land = owner.country is not None and owner.name == government(owner.country)
    return f"@{owner.country}" if land else f"#{owner.key}"


class Phrases:
    """Resolves nominals against what the report has named so far."""

    def __init__(self, document: Document, names: Names, roster: Roster, memory: Memory) -> None:
        self.document, self.names, self.roster, self.memory = document, names, roster, memory
        self.teams = Teams(document, names, roster, memory, self.file)
        self.people = list(dict.fromkeys(n.figure for n in names.people if n.figure is not None))
        self.voices: dict[str, Figure] = {}
        """Figures for whom an unnamed spokesman or lawyer has spoken, by noun."""
        self.papers: dict[str, Figure] = {}
        """Whose statement, letter or report each document noun was last."""

    def resolve(self, nominal: Nominal, owners: list[Figure], *, create: bool) -> tuple[Figure, ...]:
        """The figures the phrase stands for; empty where none is known and none may be made."""
        nominal = replace(nominal, marks=nominal.marks | {_mark(owner) for owner in owners})
        if nominal.sort == "team":
            return self.teams.resolve(nominal, owners, create=create)
        if nominal.sort == "voice":
            return self._voice(nominal, owners, create=create)
        if nominal.sort == "media" and not nominal.plural and (outlet := self._outlet(nominal)):
            return (outlet,)
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
        if create and (meant := self._salient(nominal, owners)):
            return (meant,)
        return (self.file(nominal, owners),) if create else ()

    def _outlet(self, nominal: Nominal) -> Figure | None:
        """ "The Norin newspaper"; "the tabloid": the outlet named beside the noun, or last."""
        for index in range(nominal.head - 1, max(nominal.first, nominal.head - 3) - 1, -1):
            beside = self.names.figure_at(index)
            if beside is not None and beside.kind == "outlet":
                return beside
        return self.memory.last(lambda f: f.kind == "outlet" and not is_unnamed(f)) if nominal.definite else None

    def holder(self, nominal: Nominal) -> Figure | None:
        """The person whose role the phrase tells, the last mentioned of those it fits best."""
        if not nominal.definite and not any(mark[0] in "#@" for mark in nominal.marks):
            return self._introduced(nominal)
        if self.document.lower[nominal.first] in ("a", "an", "another", "one") and nominal.sort in ("person", "office"):
            return self._introduced(nominal)
        fits = [(bears(person, nominal), person) for person in self.people if self._is_ranked_so(person, nominal)]
        fits = [(fit, person) for fit, person in fits if fit and self._gender_agrees(nominal, person)]
        if not fits:
            return None
        best = max(fit for fit, _ in fits)
        close = {person for fit, person in fits if fit >= (best if best > 2 or nominal.sort == "office" else best - 1)}
        return self.memory.last(lambda figure: figure in close) or next(p for _, p in fits if p in close)

    def _is_ranked_so(self, person: Figure, nominal: Nominal) -> bool:
        """False for any Democrat where the phrase says "the Senate's TOP Democrat"."""
        ranks = {word for word in self.document.lower[nominal.first : nominal.head] if word in RANKED}
        told = " ".join(role.text.lower() for role in person.roles)
        return nominal.sort != "person" or not ranks or any(rank in told.split() for rank in ranks)

    def _introduced(self, nominal: Nominal) -> Figure | None:
        """ "A congressman from Norin" who opens a report: the only one of that role whom it goes on to name."""
        if nominal.sort != "office" or self.document.sentence_of[nominal.head] >= OPENING:
            return None
        fitting = [person for person in self.people if bears(person, nominal)]
        return fitting[0] if len(fitting) == 1 else None

    def _gender_agrees(self, nominal: Nominal, person: Figure) -> bool:
        return not (nominal.gender and person.gender and nominal.gender != person.gender and nominal.sort != "voice")

    def _same_group(self, nominal: Nominal) -> Figure | None:
        """ "The officials", "the source", "the bishops": those of that kind mentioned last, or their body."""
        noun = plural(nominal.noun)
        asked = {mark for mark in nominal.marks if mark[0] == "@"}
        bare = not (nominal.marks - asked)

        one = not nominal.plural and nominal.sort in ("office", "person") and nominal.noun not in OFFICIALS | ANYBODY

        def fits(figure: Figure) -> bool:
            if is_unnamed(figure):
                if one and figure.plural:
                    return False
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

    def _salient(self, nominal: Nominal, owners: list[Figure]) -> Figure | None:
        """ "The mogul", "the Norin senator" of whom the report has not said that he is one: the person spoken of.

        News brings in nobody by a definite phrase alone, but for those whom it calls by what they are to the event:
        the suspect, the officer, the reporter.
        """
        the = self.document.lower[nominal.first] == "the"
        kin = nominal.sort == "relative" and the and all(is_unnamed(owner) for owner in owners)
        if nominal.sort not in ("office", "person") and not kin:
            return None
        if nominal.plural or nominal.noun in STRANGERS or not nominal.definite:
            return None
        if self.document.lower[nominal.first] in ("a", "an"):
            return None
        near = [
            seen for seen in self.memory.recent() if self.memory.between(seen.sentence, self._sentence(nominal)) <= SOON
        ]
        close = {figure for seen in near for figure in seen.figures if figure.kind == "person" and figure.words}
        close -= set(owners)

        def fits(figure: Figure) -> bool:
            agrees = self._gender_agrees(nominal, figure) and self._is_ranked_so(figure, nominal)
            return figure in close and agrees and not self._is_else(figure, nominal)

        found = self.memory.best(nominal.head, fits, source=True)
        return found[0] if found else None

    def _sentence(self, nominal: Nominal) -> int:
        return self.document.sentence_of[nominal.head]

    def _is_else(self, figure: Figure, nominal: Nominal) -> bool:
        """True where the report has told of the person what does not go with the phrase."""
        if nominal.noun in RUNNING and any(self._helps(role.noun) for role in figure.roles):
            return True
        held = ("office", "voice", "advocate")
        known = [role for role in figure.roles if role.noun in nouns() and nouns()[role.noun].sort in held]
        if any(role.noun not in PASSING for role in known) and nominal.noun not in PASSING:
            return True
        for kind in "@%":
            asked = {mark for mark in nominal.marks if mark[0] == kind}
            has = {mark for role in figure.roles for mark in role.words if mark[0] == kind}
            if kind == "@" and figure.country:
                has.add(f"@{figure.country}")
            if asked and has and not asked & has:
                return True
        return False

    def _helps(self, noun: str) -> bool:
        """True for what somebody is who runs for no office: a manager, a strategist, a host."""
        return noun.rsplit(" ", 1)[-1] in HELPING or (noun in nouns() and nouns()[noun].sort in ("voice", "advocate"))

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
                inner = replace(
                    inner, head=index, definite=True, first=nominal.first, last=index + 1, marks=frozenset(marks)
                )
                return next(iter(self.teams.resolve(inner, [], create=True)), None)
        countries = sorted(mark[1:] for mark in nominal.marks if mark[0] == "@")
        return self.teams.government(countries[0]) if countries else None

    def _document(self, nominal: Nominal, owners: list[Figure], *, create: bool) -> tuple[Figure, ...]:
        """Whose document it is, where the report tells; else the document itself."""
        if not owners:
            owners = [
                person for mark in sorted(nominal.marks) if mark[0] == "#" and (person := self.teams.person(mark[1:]))
            ]
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
                f"{nominal.noun} for {bare_name(owners[0])}"
                if nominal.sort != "relative"
                else f"{nominal.noun} of {bare_name(owners[0])}"
            )
            figure = self.roster.add(f"{name} (unnamed)", "unnamed", country=owners[0].country, noun=nominal.noun)
        else:
            filed = label(self.document, self.names, nominal)
            figure = self.roster.add(filed.name, filed.kind, country=filed.country, noun=filed.noun)
            figure.filed = True
        figure.plural = figure.plural or nominal.plural or nominal.noun in ANYBODY
        if nominal.gender:
            figure.genders[nominal.gender] += 1
        figure.spans.add(self.document.span(nominal.first, nominal.last))
        return figure
