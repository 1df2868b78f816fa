"""The dossier of one story, put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.records import *  # skeleton


def assemble_dossier(analyses: Sequence[Analysis], *, title: str | None, entities: Sequence[Entity], links: Sequence[Link], utterances: Sequence[Utterance], claims: Sequence[Claim], discrepancies: Sequence[Discrepancy], events: Sequence[TimelineEntry]) -> Dossier:
    reports = tuple(Report(a.page.name, a.page.sha256, a.page.text, a.outlet, a.page.title or a.page.name, a.published, a.blocks, a.page.url, a.page.where) for a in analyses)
    return Dossier(title or reports[0].title, reports, tuple(entities), tuple(claims), tuple(s for a in analyses for s in a.statements), tuple(events), tuple(links), tuple(discrepancies), tuple(utterances))
