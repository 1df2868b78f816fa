"""Which report copies, reuses or credits which other report, outlet or agency, with the words that show it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records import Analysis, Entity, Link
from onrecord.stages.lineage.articles import read_article
from onrecord.stages.lineage.credits import credit_outlets
from onrecord.stages.lineage.index import HOLDERS, list_bands, rank_holders
from onrecord.stages.lineage.kinship import Kinship, trace_kinship
from onrecord.stages.lineage.passages import trace_passages

__all__ = ["HOLDERS", "Kinship", "list_bands", "rank_holders", "read_article", "trace_kinship", "trace_lineage"]


def trace_lineage(analyses: Sequence[Analysis], entities: Sequence[Entity]) -> tuple[Link, ...]:
    """Credits in each report and text shared between the reports of one story, by report and place.

    ``entities`` are those of the whole story; analyses name them by their ids. Cost grows with the
    number of words, not with the number of pairs of reports.
    """
    names = {entity.id: entity for entity in entities}
    links = [link for analysis in analyses for link in credit_outlets(analysis, names)]
    links += trace_passages(analyses, names)
    unique = {(link.report, link.credits, link.kind, link.evidence): link for link in links}
    order = {"credit": 0, "original-source-link": 1, "copy": 2, "shared-passage": 3}
    return tuple(sorted(unique.values(), key=lambda x: (x.report, x.evidence, order[x.kind], x.credits)))
