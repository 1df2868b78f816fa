"""Which entities of a story's reports are one: by name, by short name, by heading."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.records import Entity
from onrecord.resources import rows
from onrecord.resources.names import core, family_of, fold, same_person, short_for

LEGAL = frozenset({"the", "inc", "llc", "llp", "corp", "co", "ltd", "plc", "company", "corporation", "group"})
"""Words that a body's name may have or lack."""
INFORMED = re.compile(r"\b(familiar|knowledge|briefed|close to|privy)\b")
CONFIDING = re.compile(r"^(people|those)\b|\bsources?\b")
"""Headings of sources who speak to one outlet: those of two outlets are two."""
OFFICIALS = re.compile(r"^(.+) officials \(unnamed\)$")


@dataclass(frozen=True, slots=True)
class Member:
    """An entity of one report."""

    report: str
    entity: Entity


class _Forest:
    """Disjoint sets whose roots do not hang on the order of joining: the smallest number is root."""

    def __init__(self, size: int) -> None:
        self.parents = list(range(size))

    def root(self, number: int) -> int:
        """The smallest number joined with this one."""
        while self.parents[number] != number:
            self.parents[number] = self.parents[self.parents[number]]
            number = self.parents[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Make the two sets one."""
        a, b = sorted((self.root(one), self.root(other)))
        self.parents[b] = a


def unite(members: Sequence[Member], outlets: Mapping[str, str]) -> list[list[Member]]:
    """The members that are one, together; sorted by report and id. ``outlets`` are the reports' own voices."""
    forest = _Forest(len(members))
    _persons(members, forest)
    _bodies(members, forest)
    _unnamed(members, forest, outlets)
    _by_role(members, forest)
    unions: dict[int, list[Member]] = {}
    for number, member in enumerate(members):
        unions.setdefault(forest.root(number), []).append(member)
    return [unions[root] for root in sorted(unions)]


def _persons(members: Sequence[Member], forest: _Forest) -> None:
    """Full names that agree in family and given name; short ones to the only full name they fit."""
    people = [n for n, m in enumerate(members) if m.entity.kind == "person" and not _is_unnamed(m.entity)]
    full = [n for n in people if len(core(_words(members[n]))) > 1]
    bearers = _Bearers()
    for number in sorted(full, key=lambda n: (-len(core(_words(members[n]))), _words(members[n]), n)):
        bearer = bearers.add(number, members[number])
        if bearer.first != number:
            forest.join(bearer.first, number)
    singles: dict[str, int] = {}
    for number in people:
        words = _words(members[number])
        if len(core(words)) > 1:
            continue
        fits = [bearer for bearer in bearers.called(words) if members[number].report not in bearer.reports]
        if len(fits) > 1:
            roles = _roles(members[number])
            alike = [bearer for bearer in fits if bearer.roles & roles]
            fits = alike if len(alike) == 1 else []
        if len(fits) == 1:
            forest.join(fits[0].first, number)
        elif not any(members[number].report == members[s].report for s in [singles.get(fold(words[0]), -1)] if s >= 0):
            forest.join(singles.setdefault(fold(words[0]), number), number)


@dataclass(slots=True, eq=False)
class _Bearer:
    """One person by full names: where among all, the number of the first, and all that tells him from others."""

    place: int
    first: int
    names: list[tuple[str, ...]]
    reports: set[str]
    roles: set[str]


class _Bearers:
    """Persons by full names, found by the letters that their names must share with a name that may be theirs, so that
    a story of hundreds of reports does not compare each with each."""

    def __init__(self) -> None:
        self.all: list[_Bearer] = []
        self.by_name: dict[tuple[str, ...], _Bearer] = {}
        self.by_letter: dict[str, list[int]] = {}
        self.by_given: dict[tuple[str, ...], list[int]] = {}
        self.known: dict[tuple[str, ...], list[_Bearer]] = {}

    def add(self, number: int, member: Member) -> _Bearer:
        """The first person whose every name may be one with this full name; a new one where there is none."""
        words = _words(member)
        bearer = self.by_name.get(words)
        if bearer is None:
            near = sorted({place for letter in _letters(words) for place in self.by_letter.get(letter, ())})
            persons = (self.all[place] for place in near)
            bearer = next((one for one in persons if all(same_person(name, words) for name in one.names)), None)
            if bearer is None:
                bearer = _Bearer(len(self.all), number, [], set(), set())
                self.all.append(bearer)
            place = bearer.place
            bearer.names.append(words)
            self.by_name[words] = bearer
            for letter in _letters(words):
                if place not in (held := self.by_letter.setdefault(letter, [])):
                    held.append(place)
            if place not in (given := self.by_given.setdefault(core(words)[:1], [])):
                given.append(place)
        bearer.reports.add(member.report)
        bearer.roles |= _roles(member)
        return bearer

    def called(self, short: tuple[str, ...]) -> list[_Bearer]:
        """Those whom a single word may call: by their family name, else by their given one."""
        if short not in self.known:
            near = sorted({place for letter in _letters(short) for place in self.by_letter.get(letter, ())})
            fits = [self.all[p] for p in near if any(short_for(short, name) for name in self.all[p].names)]
            if not fits:
                fits = [self.all[p] for p in sorted(self.by_given.get(core(short), ()))]
            self.known[short] = fits
        return self.known[short]


def _letters(words: tuple[str, ...]) -> set[str]:
    """The letters with which the first and the last word of a name and its family name begin: two names of one person
    share one, whichever of them stands first."""
    parts = core(words)
    return {part[0] for part in (*parts[:1], *parts[-1:], family_of(words)) if part}


def _roles(member: Member) -> set[str]:
    return {role.casefold() for role in member.entity.roles}


def _words(member: Member) -> tuple[str, ...]:
    return tuple(member.entity.name.split())


def _is_unnamed(entity: Entity) -> bool:
    return "(unnamed" in entity.name


def _bodies(members: Sequence[Member], forest: _Forest) -> None:
    """Bodies of one name; initials with the name they stand for; a body that is a person's family name."""
    by_name: dict[str, int] = {}
    families: dict[str, set[int]] = {}
    for number, member in enumerate(members):
        if member.entity.kind == "person":
            words = core(_words(member))
            if len(words) > 1:
                families.setdefault(words[-1], set()).add(forest.root(number))
    for number, member in enumerate(members):
        if member.entity.kind == "person" or _is_unnamed(member.entity):
            continue
        key = " ".join(f for word in member.entity.name.split() if (f := fold(word)) and f not in LEGAL)
        if member.entity.kind in ("outlet", "document"):
            key = f"{member.entity.kind} {key}"
        roots = families.get(key, set()) if member.entity.kind == "organisation" and " " not in key else set()
        if len(roots) == 1:
            forest.join(next(iter(roots)), number)
        else:
            forest.join(by_name.setdefault(key, number), number)
    _initials(members, forest)


def _initials(members: Sequence[Member], forest: _Forest) -> None:
    full: dict[str, set[int]] = {}
    for number, member in enumerate(members):
        letters = "".join(word[0] for word in member.entity.name.split() if word[:1].isupper())
        if member.entity.kind in ("organisation", "government") and len(letters) > 2:
            full.setdefault(letters, set()).add(forest.root(number))
    for number, member in enumerate(members):
        name = member.entity.name.replace(".", "")
        if member.entity.kind in ("organisation", "government") and name.isupper() and len(full.get(name, ())) == 1:
            forest.join(next(iter(full[name])), number)


def _unnamed(members: Sequence[Member], forest: _Forest, outlets: Mapping[str, str]) -> None:
    """Sources of one heading; those "familiar with" a matter only where one outlet had them."""
    names: dict[tuple[str, str], str] = {(m.report, m.entity.id): m.entity.name for m in members}
    headings: dict[tuple[str, str], int] = {}
    unnamed = [(n, m) for n, m in enumerate(members) if _is_unnamed(m.entity)]
    countries = {m.entity.country for _, m in unnamed if OFFICIALS.match(m.entity.name) and m.entity.country}
    for number, member in unnamed:
        entity = member.entity
        heading, told = entity.name.casefold(), ""
        if heading == "officials (unnamed)" and len(countries) == 1:
            same = [n for n, m in unnamed if m.entity.country in countries and OFFICIALS.match(m.entity.name)]
            forest.join(same[0], number)
            continue
        if entity.kind == "unnamed" and entity.country is None and CONFIDING.search(heading):
            told = names.get((member.report, entity.told or outlets.get(member.report, "")), member.report)
            heading = "informed" if INFORMED.search(heading) else heading
        forest.join(headings.setdefault((heading, told), number), number)


def _by_role(members: Sequence[Member], forest: _Forest) -> None:
    """ "The party chairman" of a report that names its bearer without the role, which only another report tells."""
    offices = {row["noun"] for row in rows("roles.tsv") if row["sort"] == "office" and " " not in row["noun"]}
    people = [(n, m) for n, m in enumerate(members) if m.entity.kind == "person" and not _is_unnamed(m.entity)]
    holders: dict[str, set[int]] = {}
    told_here: set[tuple[str, str]] = set()
    for number, member in people:
        for noun in {word for role in member.entity.roles for word in _role_words(role)} & offices:
            holders.setdefault(noun, set()).add(forest.root(number))
            told_here.add((member.report, noun))
    present = {(member.report, forest.root(number)) for number, member in people}
    for number, member in enumerate(members):
        words = member.entity.name.removesuffix(" (unnamed)").casefold().split()
        if member.entity.kind != "unnamed" or not _is_unnamed(member.entity) or not words or words[-1] not in offices:
            continue
        roots = {root for root in holders.get(words[-1], ()) if (member.report, root) in present}
        if len(roots) == 1 and (member.report, words[-1]) not in told_here:
            forest.join(next(iter(roots)), number)


def _role_words(role: str) -> set[str]:
    """The words of a role up to what it is over: of "chairman of the council's board", only "chairman"."""
    return {fold(word) for word in re.split(r"\b(?:of|for|at|to|in)\b|['’]s\b", role)[0].split()[-1:]}
