"""Which entities of a story's reports are one: by name, by short name, by heading."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.records import Entity
from onrecord.resources import rows
from onrecord.resources.names import core, fold, same_person, short_for

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
    groups: list[list[int]] = []
    for number in sorted(full, key=lambda n: (-len(core(_words(members[n]))), _words(members[n]), n)):
        group = next(
            (g for g in groups if all(same_person(_words(members[o]), _words(members[number])) for o in g)), None
        )
        if group is None:
            groups.append([number])
        else:
            forest.join(group[0], number)
            group.append(number)
    singles: dict[str, int] = {}
    for number in people:
        words = _words(members[number])
        if len(core(words)) > 1:
            continue
        fits = [g for g in groups if any(short_for(words, _words(members[o])) for o in g)]
        if not fits:
            fits = [g for g in groups if any(core(_words(members[o]))[:1] == core(words) for o in g)]
        fits = [g for g in fits if not any(members[o].report == members[number].report for o in g)]
        if len(fits) > 1:
            roles = _roles(members[number])
            alike = [g for g in fits if any(_roles(members[o]) & roles for o in g)]
            fits = alike if len(alike) == 1 else []
        if len(fits) == 1:
            forest.join(fits[0][0], number)
        elif not any(members[number].report == members[s].report for s in [singles.get(fold(words[0]), -1)] if s >= 0):
            forest.join(singles.setdefault(fold(words[0]), number), number)


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
