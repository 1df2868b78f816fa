"""The main job on one screen: a page to its analysis, analyses to a dossier."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.models import Models, load_encoder, load_judge
from onrecord.records import Analysis, Dossier, Page
from onrecord.stages.claims import Comparing, group_claims
from onrecord.stages.clean import classify_blocks
from onrecord.stages.dates import date_from_story, date_report, date_statements, find_times
from onrecord.stages.discrepancies import compare_values
from onrecord.stages.dossier import assemble_dossier
from onrecord.stages.entities import merge_entities
from onrecord.stages.events import find_events
from onrecord.stages.lineage import trace_lineage
from onrecord.stages.parse import parse_text
from onrecord.stages.propositions import state_propositions
from onrecord.stages.speakers import resolve_speakers
from onrecord.stages.statements import attribute_statements
from onrecord.stages.stories import find_heading
from onrecord.stages.timeline import compare_dates, join_events, list_places, order_events
from onrecord.stages.utterances import align_utterances, settle_speakers


def analyse(page: Page, *, models: Models) -> Analysis:
    """All that one report says, read alone. Pure: the same page gives the same analysis anywhere."""
    blocks = classify_blocks(page)
    reading = models.tagger.read(page.text, blocks)
    parse = parse_text(page.text, blocks, parser=models.parser)
    published = date_report(page, blocks, parse)
    times = find_times(page.text, parse, published=published)
    statements = attribute_statements(page, blocks, parse, reading=reading)
    statements, entities, outlet = resolve_speakers(page, blocks, parse, statements)
    statements = date_statements(statements, times, parse, published=published)
    events = find_events(page, parse, times, entities, statements, published=published, reading=reading)
    propositions = state_propositions(page, parse, statements, entities, encode=models.encoder.encode)
    (heading,) = models.encoder.encode([find_heading(page, blocks)])
    return Analysis(
        page=page,
        blocks=blocks,
        sentences=tuple(sentence.span for sentence in parse.sentences),
        published=published,
        outlet=outlet,
        times=times,
        statements=statements,
        entities=entities,
        events=events,
        propositions=propositions,
        heading=heading,
    )


def build(analyses: Sequence[Analysis], *, title: str | None = None) -> Dossier:
    """The dossier of one story. The order in which its reports are given changes nothing."""
    analyses = sorted(analyses, key=lambda analysis: analysis.page.name)
    analyses = date_from_story(analyses)
    analyses, entities = merge_entities(analyses)
    analyses = settle_speakers(analyses, entities)
    links = trace_lineage(analyses, entities)
    utterances = align_utterances(analyses)
    comparing = Comparing(load_judge().judge, load_encoder().encode)
    happened = join_events(analyses, entities)
    told = list_places(happened)
    claims = group_claims(analyses, entities, links, utterances, told=told, comparing=comparing)
    events = order_events(happened, len(analyses))
    discrepancies = (*compare_values(analyses), *compare_dates(analyses, events))
    return assemble_dossier(
        analyses,
        title=title,
        entities=entities,
        links=links,
        utterances=utterances,
        claims=claims,
        discrepancies=discrepancies,
        events=events,
    )
