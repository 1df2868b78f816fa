"""Speakers and entities of one page, on statements given or on onrecord's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.models import Models
from onrecord.records import Analysis, Page, Publication, Span, Statement
from onrecord.stages.clean import classify_blocks
from onrecord.stages.parse import parse_text
from onrecord.stages.speakers import resolve_speakers
from onrecord.stages.statements import attribute_statements


def find_parent(number: int, statements: Sequence[Statement]) -> int | None:
    """By nesting of spans; of two with one content, "citing" hangs on "reported"."""
    mine = statements[number]
    holders = []
    for other, statement in enumerate(statements):
        if other == number:
            continue
        for content in statement.content:
            if content.covers(mine.cue) or (
                set(statement.content) == set(mine.content) and other < number and content in mine.content
            ):
                holders.append((len(content), -other))
    return -min(holders)[1] if holders else None


def with_outlets(statements: Sequence[Statement], own: Sequence[Statement]) -> list[Statement]:
    """Given statements with the outlets their words went through, as onrecord's statement at the same cue has them."""
    return [
        replace(s, through=next((o.through for o in own if o.through and o.cue.overlaps(s.cue)), ()))
        for s in statements
    ]


def with_neighbours(statements: Sequence[Statement], own: Sequence[Statement]) -> list[Statement]:
    """Given statements among onrecord's own of other cues: whom a pronoun means hangs on who spoke before."""
    others = [o for o in own if not any(o.cue.overlaps(s.cue) for s in statements)]
    found = sorted([*statements, *others], key=lambda s: (s.cue, s.content))
    return [replace(s, parent=find_parent(i, found)) for i, s in enumerate(found)]


def analyse_page(
    page: Page, statements: Sequence[Statement] | None, *, models: Models, neighbours: bool = False
) -> Analysis:
    """Entities and speakers of one page, on the statements given or, for None, on onrecord's own; with
    ``neighbours`` on those given and onrecord's own beside them."""
    blocks = classify_blocks(page)
    reading = models.tagger.read(page.text, blocks)
    parse = parse_text(page.text, blocks, parser=models.parser)
    own = attribute_statements(page, blocks, parse, reading=reading)
    found = list(own) if statements is None else with_outlets(statements, own)
    if statements is not None and neighbours:
        found = with_neighbours(found, own)
    resolved, entities, outlet = resolve_speakers(page, blocks, parse, found)
    return Analysis(
        page,
        blocks,
        tuple(sentence.span for sentence in parse.sentences),
        Publication(None, "unknown"),
        outlet,
        (),
        resolved,
        entities,
        events=(),
        propositions=(),
    )


def match(cue: Span, content: Sequence[Span], statements: Sequence[Statement]) -> Statement | None:
    """The statement that renders the one given: cues touch and contents overlap by half of the shorter."""
    best, chosen = 0.5, None
    wanted = {i for span in content for i in range(span.start, span.end)}
    for statement in statements:
        have = {i for c in statement.content for i in range(c.start, c.end)}
        share = len(wanted & have) / max(1, min(len(wanted), len(have)))
        if statement.cue.overlaps(cue) and share >= best:
            best, chosen = share, statement
    return chosen
