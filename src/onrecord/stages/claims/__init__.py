"""One proposition, its holders, their stances and its origins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any

from onrecord.records import Analysis, Claim, Entity, Evidence, Holder, Link, Stance, Status, Utterance
from onrecord.resources.circles import speaking_circles
from onrecord.stages.claims.clusters import score_pairs
from onrecord.stages.claims.likeness import Likeness
from onrecord.stages.claims.origins import is_placeholder, trace_origins
from onrecord.stages.claims.pairs import Comparing, Pairs
from onrecord.stages.claims.references import resolve_references
from onrecord.stages.claims.stances import RELATED, Standing, divide_views
from onrecord.stages.claims.told import join_events, join_told
from onrecord.stages.claims.views import View, gather_views
from onrecord.stages.claims.wordings import choose_wording, is_fragment, is_half, stands_alone

__all__ = ["Comparing", "group_claims"]

AGAINST: tuple[Stance, ...] = ("denies", "questions")


def group_claims(
    analyses: Sequence[Analysis],
    entities: Sequence[Entity],
    links: Sequence[Link],
    utterances: Sequence[Utterance],
    *,
    told: Sequence[Sequence[Evidence]] = (),
    comparing: Comparing | None = None,
) -> tuple[Claim, ...]:
    """The claims of a story, what divides its sources first; ids ``c1`` and on in that order.

    ``told`` are the words by which reports tell each event of the timeline; ``comparing`` are the models that read two
    sentences; without them words alone decide who contradicts whom.
    """
    views = _under_one_heading(gather_views(analyses, entities), entities)
    likeness = Likeness(views, entities)
    circles = speaking_circles(entities)
    related = score_pairs(likeness, RELATED)
    model = Pairs(views, comparing)
    groups = divide_views(views, likeness, related, model=model, circles=circles)
    groups = join_told(views, likeness, join_events(views, likeness, groups, told, model=model), model=model)
    pointing: dict[int, list[int]] = {}
    found = resolve_references(views, entities, groups)
    for index, referent in sorted(found.items()):
        pointing.setdefault(referent, []).append(index)
    groups += [[Standing(i, "denies")] for i, view in enumerate(views) if i not in found and _says_what(view)]
    known = {entity.id: entity for entity in entities}
    copies = {link.report: link.other.report for link in links if link.kind == "copy" and link.other is not None}
    drafts: list[tuple[tuple[Any, ...], Claim]] = []
    for standings in groups:
        extra = [
            Standing(i, "asserts" if s.stance == views[i].stance == "denies" else views[i].stance)
            for s in standings
            for i in pointing.get(s.view, ())
        ]
        draft = _claim(views, _without_tellers(views, [*standings, *extra]), known, copies, likeness)
        if draft.holders and _is_worth_showing(draft, views, standings):
            narrated = all(views[standing.view].narrated for standing in standings)
            fragment = all(is_fragment(views[standing.view].proposition) for standing in standings)
            drafts.append((_rank(draft, narrated=narrated, fragment=fragment), draft))
    ranked = [draft for _, draft in sorted(drafts, key=itemgetter(0))]
    return tuple(
        Claim(f"c{number}", c.proposition, c.wording, c.status, c.holders, c.origins)
        for number, c in enumerate(ranked, 1)
    )


def _under_one_heading(views: Sequence[View], entities: Sequence[Entity]) -> list[View]:
    """The views with one speaker for each name: reports may have read "Maravia" as a body here and a person there."""
    first: dict[str, str] = {}
    for entity in sorted(entities, key=lambda entity: (-len(entity.mentions), entity.id)):
        first.setdefault(entity.name.casefold(), entity.id)
    called = {entity.id: first[entity.name.casefold()] for entity in entities}

    def unite(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(called.get(one, one) for one in ids))

    return [replace(view, speakers=unite(view.speakers), via=unite(view.via)) for view in views]


def _without_tellers(views: Sequence[View], standings: Sequence[Standing]) -> list[Standing]:
    """Without who only tells, in the same words, that somebody else in the claim says it: "the trouble is that SHE
    CLAIMS P" does not hold that P."""
    held = [views[s.view] for s in standings if s.stance == "asserts" and views[s.view].via]

    def tells(view: View) -> bool:
        return any(
            set(view.speakers) & set(other.via)
            and not set(view.speakers) & set(other.speakers)
            and view.proposition.report == other.proposition.report
            and all(any(span.covers(s) for span in view.proposition.spans) for s in other.proposition.spans)
            for other in held
        )

    return [s for s in standings if s.stance != "asserts" or not tells(views[s.view])] or list(standings)


def _says_what(view: View) -> bool:
    """True for a pointing denial that says by itself what is denied: "[Holt] was involved in the sale"."""
    proposition = view.proposition
    stated = proposition.refers and proposition.clause and not proposition.finite and bool(proposition.lemmas)
    return stated and view.stance == "denies" and not proposition.negated and proposition.agent is not None


def _is_worth_showing(claim: Claim, views: Sequence[View], standings: Sequence[Standing]) -> bool:
    """False for what one source says in words that say nothing alone, and for a bare noun phrase ("the reforms") of
    several, or what is disputed without being a sentence by itself: they stand among the statements."""
    if all(holder.stance == "declines" for holder in claim.holders):
        return False  # who will not comment puts nothing forward
    if all(views[standing.view].open for standing in standings):
        return False  # "it is unclear whether P", where nobody says that P
    if not claim.origins and all(views[standing.view].narrated for standing in standings):
        return False  # an outlet's doubt of what nobody is said to claim
    said = [views[standing.view].proposition for standing in standings]
    if claim.status == "corroborated" and any(p.clause and not is_half(p) for p in said):
        return True
    divided = claim.status == "disputed" and any(holder.stance == "asserts" for holder in claim.holders)
    divided = divided and any(proposition.clause for proposition in said)
    return divided or any(stands_alone(proposition) for proposition in said)


def _claim(
    views: Sequence[View],
    standings: Sequence[Standing],
    entities: Mapping[str, Entity],
    copies: Mapping[str, str],
    likeness: Likeness,
) -> Claim:
    holders = _without_placeholders(_holders(views, standings), entities)
    joint = {
        speaker: " and ".join(entities[s].name if s in entities else s for s in view.speakers)
        for standing in standings
        if len((view := views[standing.view]).speakers) > 1
        for speaker in view.speakers
    }
    origins = trace_origins(holders, entities=entities, copies=copies, joint=joint)
    stating = [s for s in standings if not views[s.view].proposition.refers] or list(standings)
    proposition = views[choose_wording(views, stating, likeness)].proposition
    wording = Evidence(proposition.report, proposition.spans[0])
    divided = any(s.stance in AGAINST for s in standings)
    status: Status = "disputed" if divided else "corroborated" if len(origins) > 1 else "single-source"
    return Claim("", proposition.text, wording, status, holders, origins)


def _holders(views: Sequence[View], standings: Sequence[Standing]) -> tuple[Holder, ...]:
    found: dict[tuple[str, Stance, tuple[str, ...]], set[Evidence]] = {}
    for standing in standings:
        view = views[standing.view]
        for speaker in view.speakers:
            via = tuple(name for name in view.via if name != speaker)
            found.setdefault((speaker, standing.stance, via), set()).update(view.evidence)
    order = ("asserts", "denies", "questions", "declines")
    keys = sorted(found, key=lambda key: (order.index(key[1]), key[0], key[2]))
    return tuple(
        Holder(speaker, stance, via, tuple(sorted(found[speaker, stance, via]))) for speaker, stance, via in keys
    )


def _without_placeholders(holders: tuple[Holder, ...], entities: Mapping[str, Entity]) -> tuple[Holder, ...]:
    """Without "unattributed reports" where somebody in the reports is known to assert the claim, and without a
    speaker's no-comment where the same speaker denies it."""
    denying = {holder.speaker for holder in holders if holder.stance == "denies"}
    said = {(h.speaker, evidence) for h in holders if h.stance == "denies" for evidence in h.evidence}
    holders = tuple(
        h for h in holders if h.stance != "asserts" or not all((h.speaker, evidence) in said for evidence in h.evidence)
    )
    holders = tuple(h for h in holders if h.stance != "declines" or h.speaker not in denying)
    known = tuple(h for h in holders if h.stance != "asserts" or not is_placeholder(entities.get(h.speaker)))
    return known if any(holder.stance == "asserts" for holder in known) else holders


def _rank(claim: Claim, *, narrated: bool, fragment: bool) -> tuple[bool, bool, bool, bool, int, int, bool, str, int]:
    """What divides named sources first, then what several support, then what one says, then what only outlets tell, and
    half sentences last."""
    reports = {evidence.report for holder in claim.holders for evidence in holder.evidence}
    speakers = {holder.speaker for holder in claim.holders}
    return (
        claim.status != "disputed",
        claim.status == "disputed" and not claim.origins,
        fragment,
        claim.status != "corroborated",
        -len(reports),
        -len(speakers),
        narrated,
        claim.wording.report,
        claim.wording.span.start,
    )
