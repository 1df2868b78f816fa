"""Whom each source names, within one report: entities, speakers of statements and the chain they came through.

The report is read once, in order (walk.py): names of persons (people.py) and of bodies (bodies.py) are known
beforehand; phrases (phrases.py) and pronouns (memory.py) are resolved as they come; sources that nobody is named
for are filed by kind (unnamed.py). docs/speakers.md tells the rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.records import Block, Entity, Page, Parse, Statement
from onrecord.stages.speakers import bodies, chain
from onrecord.stages.speakers.document import Document
from onrecord.stages.speakers.figures import Figure, Roster
from onrecord.stages.speakers.headlines import take_up_headlines
from onrecord.stages.speakers.letters import lettered
from onrecord.stages.speakers.lexicon import denial_cues
from onrecord.stages.speakers.missing import infer
from onrecord.stages.speakers.nominals import Names
from onrecord.stages.speakers.outlet_sources import tell_apart
from onrecord.stages.speakers.people import find_people
from onrecord.stages.speakers.pronouns import WE, I
from onrecord.stages.speakers.prosecutors import find_offices
from onrecord.stages.speakers.roles import name_owners, note_roles
from onrecord.stages.speakers.turns import answer_letters
from onrecord.stages.speakers.voice import own_voice
from onrecord.stages.speakers.walk import Walk

__all__ = ["resolve_speakers"]

_FAR = 1500
"""Code points to either side of a cue among which quotation marks are counted."""
LONGEST = 40
"""Code points of the longest words that name an outlet no table knows: a station, a paper."""


def resolve_speakers(
    page: Page, blocks: Sequence[Block], parse: Parse, statements: Sequence[Statement]
) -> tuple[tuple[Statement, ...], tuple[Entity, ...], str]:
    """The statements with speakers and via, the report's entities, and the id of the outlet whose voice it is."""
    document = Document(page.text, parse, statements)
    roster = Roster(page.name)
    own = own_voice(page, blocks, roster)
    offices = find_offices(document)
    inside = {index for naming in offices for index in range(naming.first, naming.last)}
    named = [naming for naming in bodies.scan(document) if naming.first not in inside] + offices
    taken = {index for naming in named for index in range(naming.first, naming.last)}
    people = find_people(document, roster, taken)
    bodies.enrol(document, named, roster)
    taken |= {index for naming in people for index in range(naming.first, naming.last)}
    named += (letters := lettered(document, taken, roster))
    taken |= {index for naming in letters for index in range(naming.first, naming.last)}
    named = sorted(named + bodies.other_bodies(document, taken, roster), key=lambda naming: naming.first)
    names = Names(people, named)
    note_roles(document, names)
    walk = Walk(document, names, roster, statements)
    walk.run()
    name_owners(roster, walk.found)
    for number, statement in enumerate(statements):
        if not walk.speakers.get(number) and _is_writer(document, statement):
            walk.speakers[number] = (own,)
    walk.speakers |= answer_letters(document.text, statements, roster, walk.memory, own=own)
    through = {
        n: tuple(_outlets(document, walk, statement)) for n, statement in enumerate(statements) if statement.through
    }
    twins = infer(document, names, roster, statements, walk.speakers, walk.readings.clauses, walk.told)
    twins |= walk.continued
    take_up_headlines(document, statements, walk.speakers)
    deniers = frozenset(n for n, statement in enumerate(statements) if _denies(document, statement))
    chains = chain.trace(statements, walk.speakers, through, own=own, deniers=deniers, twins=twins)
    tell_apart(roster, statements, walk.speakers, chains)
    resolved = tuple(
        replace(
            statement,
            speakers=tuple(figure.key for figure in walk.speakers.get(number, ())),
            via=tuple(figure.key for figure in chains[number]),
        )
        for number, statement in enumerate(statements)
    )
    kept = {figure for figures in (*walk.speakers.values(), *chains) for figure in figures} | {own}
    return resolved, roster.entities(kept), own.key


def _is_writer(document: Document, statement: Statement) -> bool:
    """True for "I" and "we" in the narrator's words: the report's own voice."""
    head = document.head(statement.source) if statement.source is not None else None
    if head is None or statement.parent is not None or document.quoted[head] or _is_left_open(document.text, statement):
        return False
    return document.lower[head] in I | WE


def _is_left_open(text: str, statement: Statement) -> bool:
    """True where the paragraph has a quotation mark without its fellow: its "I" and "we" may be quoted."""
    start = text.rfind("\n", 0, statement.cue.start) + 1
    end = text.find("\n", statement.cue.end)
    paragraph = text[
        max(start, statement.cue.start - _FAR) : min(end if end >= 0 else len(text), statement.cue.end + _FAR)
    ]
    return paragraph.count('"') % 2 == 1 or paragraph.count("“") != paragraph.count("”")


def _denies(document: Document, statement: Statement) -> bool:
    """True where the cue itself denies, questions or asks, in the narrator's words."""
    if statement.mode != "direct" and statement.act == "asks":
        return True
    return statement.mode != "direct" and any(
        document.tokens[index].lemma.lower() in denial_cues() for index in document.within(statement.cue)
    )


def _outlets(document: Document, walk: Walk, statement: Statement) -> list[Figure]:
    """The outlets that the statement's ``through`` words name."""
    found: list[Figure] = []
    for span in statement.through:
        inside = document.within(span)
        figures = [walk.names.figure_at(index) for index in inside]
        outlets = [figure for figure in figures if figure is not None and figure.kind == "outlet"]
        if not outlets:
            outlets = [f for f in figures if f is not None and f.kind == "organisation" and len(span) <= LONGEST]
        if not outlets and (head := document.head(span)) is not None:
            outlets = [f for f in walk.readings.phrase(head, inside, source=False) if f.kind == "outlet"]
        found += [figure for figure in outlets if figure not in found]
    return found
