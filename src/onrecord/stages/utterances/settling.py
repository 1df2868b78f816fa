"""One quotation in several reports has one speaker: where they were read differently, the best reading holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.records import Analysis, Entity, Proposition, Statement
from onrecord.stages.utterances.quotations import SURE_WORDS, Quotation, find_quotations, group_quotations, same_words

NAMED = frozenset({"person", "organisation", "government"})
Speakers = tuple[str, ...]


def settle_speakers(analyses: Sequence[Analysis], entities: Sequence[Entity]) -> list[Analysis]:
    """The analyses with one speaker for each quotation that reports share word for word.

    A person or body of that name outweighs a document or somebody unnamed, a source that has the name outweighs a
    pronoun or none, then what more reports have; where two readings are equal, both stay.
    """
    known = {entity.id: entity for entity in entities}
    ordered = sorted(analyses, key=lambda analysis: analysis.page.name)
    quotations = [q for analysis in ordered for q in find_quotations(analysis) if len(q.words) >= SURE_WORDS]
    reports = {analysis.page.name: analysis for analysis in ordered}
    settled: dict[tuple[str, int], Speakers] = {}
    for group in group_quotations(quotations, same_words(quotations)):
        best = _best_reading(group, reports, known)
        if best is not None:
            settled |= {(q.evidence.report, q.statement): best for q in group if not set(q.speakers) & set(best)}
    return [_with_speakers(analysis, settled, known) for analysis in analyses]


def _best_reading(
    group: Sequence[Quotation], reports: Mapping[str, Analysis], known: Mapping[str, Entity]
) -> Speakers | None:
    """Who said it; None where the reports agree, or where no reading is the better."""
    readings = Counter(q.speakers for q in group)
    if set.intersection(*(set(speakers) for speakers in readings)):
        return None
    weights: dict[Speakers, tuple[bool, bool, int]] = {}
    for speakers, count in readings.items():
        named = all(known[s].kind in NAMED for s in speakers if s in known)
        told = any(
            _names(reports[q.evidence.report], q.statement, speakers, known) for q in group if q.speakers == speakers
        )
        weights[speakers] = (named, told, count)
    first, *others = sorted(weights, key=lambda speakers: (weights[speakers], speakers), reverse=True)
    return first if others and weights[first] > weights[others[0]] else None


def _names(analysis: Analysis, statement: int, speakers: Speakers, known: Mapping[str, Entity]) -> bool:
    """True where the words for the source have the speaker's name."""
    source = analysis.statements[statement].source
    if source is None:
        return False
    said = source.of(analysis.page.text).lower()
    return any(known[s].name.lower().split()[-1] in said for s in speakers if s in known)


def _with_speakers(
    analysis: Analysis, settled: Mapping[tuple[str, int], Speakers], known: Mapping[str, Entity]
) -> Analysis:
    name = analysis.page.name
    changed = {index: speakers for (report, index), speakers in settled.items() if report == name}
    if not changed:
        return analysis

    def settle(index: int, statement: Statement) -> Statement:
        if index not in changed:
            return statement
        via = tuple(one for one in statement.via if one not in changed[index])
        return replace(statement, speakers=changed[index], via=via)

    statements = tuple(settle(i, statement) for i, statement in enumerate(analysis.statements))
    propositions = tuple(
        _said_by(p, analysis.statements[p.statement].speakers, changed[p.statement], known)
        if p.statement in changed
        else p
        for p in analysis.propositions
    )
    return replace(analysis, statements=statements, propositions=propositions)


def _said_by(p: Proposition, before: Speakers, after: Speakers, known: Mapping[str, Entity]) -> Proposition:
    """The proposition with another speaker, where he does it and where his name was put for a pronoun too."""
    text = p.text
    if len(before) == len(after) == 1 and before[0] in known and after[0] in known:
        old, new = known[before[0]].name, known[after[0]].name
        text = text.replace(f"[{old}]", f"[{new}]").replace(f"[{old} and others]", f"[{new} and others]")
        text = text.replace(f"[{old.split()[-1]}]", f"[{new.split()[-1]}]")
    swap = dict(zip(before, after, strict=False))
    agent = swap.get(p.agent, p.agent) if p.agent else None
    return replace(p, text=text, agent=agent, entities=tuple(sorted({swap.get(e, e) for e in p.entities})))
