"""What a denial denies that does not say it: "those allegations", "it is completely false", "no comment"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from onrecord.records import Entity
from onrecord.resources import rows, words
from onrecord.resources.circles import speaking_circles
from onrecord.resources.meaning import nearness, stem
from onrecord.stages.claims.denials import KIN, Denial, read_denial
from onrecord.stages.claims.likeness import name_stems
from onrecord.stages.claims.origins import is_placeholder
from onrecord.stages.claims.stances import Standing
from onrecord.stages.claims.views import View

REACH = 2500
"""Code points back that a denial is read to refer: some six paragraphs of news."""
ELLIPSIS = 500
"""The same for a verb to be supplied, "that he had not": from this sentence or the one before."""
AHEAD = 400
"""Code points forward, for a denial that comes before the accusation it answers: the next paragraph."""
AFTER = 0.8
"""Taken from the fit of what only comes later: a report mostly says first what is then denied."""
ELSEWHERE = 300
"""Accusations in other reports that a denial without one in its own is compared with, at most."""
LEAST = 0.6
"""Least fit of a referent in the same report: it concerns the denier and stands within two or three paragraphs,
or says what the denial names."""
LEAST_ELSEWHERE = 1.3
"""The same in another report, where nearness is no guide: it accuses the denier, or names the same thing."""
ASKED = 1.2
"""Added for what the speaker was asked in the same sentence: "asked whether P, she called it false"."""
RECENT = 5
"""Own sentences back among which a speaker's "remarks" are looked for: a quotation seldom has more."""
BARE = 0.8
"""Added for what somebody else said just before a denial that names nothing: "she disputed THAT", or in its sentence:
"P, A CHARGE she denies"."""
UNLAWFUL = 0.6
"""Added for what a suit or charge says is against the law: that is what is denied by who calls it groundless."""
UNNAMED = 2.0
"""Taken from the fit of what has none of the words that the denial names, so that nothing makes up for it."""
SPREAD = 0.2
"""Added for each further report that has the claim, up to three: what many report is what is denied."""


@cache
def charges() -> frozenset[str]:
    """Stems of words by which somebody is accused."""
    return frozenset(stem(row["lemma"]) for row in rows("wrongdoing.tsv") if row["sense"] == "charge")


def resolve_references(
    views: Sequence[View], entities: Sequence[Entity], groups: Sequence[Sequence[Standing]]
) -> dict[int, int]:
    """For each view that refers, the index of the view that it refers to; those without one are absent.

    ``groups`` are the claims that the other views have been found to make.
    """
    spread, asserting = _claims_of(views, groups)
    circles = speaking_circles(entities)
    names = {entity.id: name_stems(entity) for entity in entities}
    called = {entity.id: entity.name for entity in entities}
    documents = {e.id: name_stems(e) for e in entities if e.kind == "document"}
    nobodies = frozenset(entity.id for entity in entities if is_placeholder(entity))
    by_report: dict[str, list[int]] = {}
    by_speaker: dict[str, list[int]] = {}
    for index, view in enumerate(views):
        by_report.setdefault(view.proposition.report, []).append(index)
        for teller in dict.fromkeys((*view.speakers, *view.via)):  # what officials told a paper is the paper's report
            by_speaker.setdefault(teller, []).append(index)
    accusing = [index for index, view in enumerate(views) if view.act == "accuses" or _charges(view)][:ELSEWHERE]
    found: dict[int, int] = {}
    for index, view in enumerate(views):
        if not view.proposition.refers or view.open:
            continue
        if any(_has_own_words(view, called[speaker]) for speaker in view.speakers if speaker in called):
            before = [i for i in by_report[view.proposition.report] if i < index and _is_own(view, views[i])][-RECENT:]
            if before:
                found[index] = max(before, key=lambda i: (spread.get(i, 1), i))
            continue
        if view.narrated or _is_answer(view):
            found.update(_answered(view, index, views, by_report[view.proposition.report]))
            continue
        denial = read_denial(view, circles, names, nobodies, documents)
        own = by_report[view.proposition.report]
        theirs = sorted({i for speaker in denial.answered for i in by_speaker.get(speaker, ())})[:ELSEWHERE]
        if denial.innocent:
            charging = [i for i in own if _is_charge(views[i])]
            steps = [(charging, LEAST, 0.0), (accusing, LEAST_ELSEWHERE, 0.0), (own, LEAST, 0.0)]
        elif denial.apposed:
            steps = [(_within(view, own, views), 0.0, BARE)]
        else:
            steps = [(theirs, LEAST, 0.0), (own, LEAST, 0.0)]
            steps += [(accusing, LEAST_ELSEWHERE, 0.0)] if denial.documents or not denial.bare else []
            steps += [(_just_said(denial, own, views), LEAST, BARE)] if denial.bare else []
        for candidates, least, bare in steps:
            fits = [
                (-_fit(denial, views[other]) - bare - SPREAD * min(3, spread.get(other, 1) - 1), other)
                for other in candidates
                if _may_answer(denial, views[other])
                and not (bare and (views[other].narrated or not _is_meant(denial, views[other])))
                and (denial.recants or not denial.avoided & asserting.get(other, frozenset()))
            ]
            if fits and -min(fits)[0] >= least:
                found[index] = min(fits)[1]
                break
    return found


def _within(view: View, own: Sequence[int], views: Sequence[View]) -> list[int]:
    """The views of the same sentence, before this one."""
    here = set(view.proposition.evidence)
    return [i for i in own if views[i].place < view.place and here & set(views[i].proposition.evidence)]


def _just_said(denial: Denial, own: Sequence[int], views: Sequence[View]) -> list[int]:
    """What whoever else spoke last before the denial said."""
    near = [i for i in own if 0 < denial.view.place - views[i].place <= ELLIPSIS]
    others = [i for i in near if not denial.avoided & set(views[i].speakers)]
    last = max(others, key=lambda i: (views[i].place, i), default=None)
    return [] if last is None else [i for i in others if views[i].speakers == views[last].speakers]


def _is_meant(denial: Denial, other: View) -> bool:
    """False for half a sentence, and for what is no accusation, where the denial speaks of one: "those allegations"."""
    return other.proposition.clause and (
        denial.apposed or not denial.charged or _is_charge(other) or other.act == "criticises"
    )


def _answered(view: View, index: int, views: Sequence[View], own: Sequence[int]) -> dict[int, int]:
    """What a bare "No" or the outlet's "He did not." answers: what was asked just before, or the last that was said."""
    best: tuple[int, int] | None = None
    for other in own:
        candidate = views[other]
        gap = view.place - candidate.place
        if candidate.proposition.refers or candidate.narrated or not candidate.proposition.lemmas:
            continue
        beside = set(view.proposition.evidence) & set(candidate.proposition.evidence)
        asked = candidate.act == "asks"
        if view.narrated == asked or not (0 < gap <= ELLIPSIS or (beside and asked)):
            continue
        if view.narrated and candidate.stance != "asserts":
            continue
        if best is None or (abs(gap), other) < best:
            best = (abs(gap), other)
    return {} if best is None else {index: best[1]}


def _is_answer(view: View) -> bool:
    """True for a bare "No", "Absolutely not"."""
    said = re.findall(r"[a-z.']+", view.proposition.text.lower().replace("’", "'"))
    return bool(said) and all(word.rstrip(".") in _answer_words() or word in _answer_words() for word in said)


@cache
def _answer_words() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("answer-words.tsv")) - {"it", "that", "i"}


def _claims_of(
    views: Sequence[View], groups: Sequence[Sequence[Standing]]
) -> tuple[dict[int, int], dict[int, frozenset[str]]]:
    """For each view, in how many reports its claim stands, and who asserts that."""
    spread: dict[int, int] = {}
    asserting: dict[int, frozenset[str]] = {}
    for group in groups:
        reports = len({views[standing.view].proposition.report for standing in group})
        sayers = frozenset(s for st in group if st.stance == "asserts" for s in views[st.view].speakers)
        for standing in group:
            spread[standing.view], asserting[standing.view] = reports, sayers
    return spread, asserting


def _may_answer(denial: Denial, other: View) -> bool:
    view = denial.view
    if other.proposition.refers or not other.proposition.lemmas:
        return False
    if other.stance != "asserts" and not (denial.answered & set(other.speakers) and other.proposition.negated):
        return False
    if denial.recants:
        return bool(other.via and set(other.speakers) & denial.circle) and _is_before(view, other)
    if set(other.speakers) & denial.avoided or _overlaps(view, other):
        return False
    if denial.innocent and not _accuses(denial, other):
        return False
    if denial.possessed and not denial.owners & set(other.speakers):
        return False
    if denial.asked and not other.ought:
        return False
    if denial.accused and other.narrated and not _charges(other):
        return False
    if other.proposition.report != view.proposition.report:
        return not (view.proposition.clause and not view.proposition.lemmas)
    elliptic = view.proposition.clause and not denial.innocent and not view.proposition.lemmas
    return (0 if elliptic else -AHEAD) <= view.place - other.place <= (ELLIPSIS if elliptic else REACH)


def _is_before(view: View, other: View) -> bool:
    """True for what stands before in the same report, near enough to be pointed at."""
    return other.proposition.report == view.proposition.report and 0 <= view.place - other.place <= REACH


def _accuses(denial: Denial, other: View) -> bool:
    """True where the other view accuses the denier, not somebody else in a sentence about the denier."""
    if other.act == "accuses" and other.proposition.agent not in {None, *denial.circle}:
        return False
    if not _concerns(denial, other):
        return False
    told = denial.part and not other.narrated and other.proposition.clause and _is_before(denial.view, other)
    return told or other.act == "criticises" or _is_charge(other)


def _overlaps(view: View, other: View) -> bool:
    """True where the narration around a statement would be taken for what it answers."""
    return view.proposition.report == other.proposition.report and any(
        a.overlaps(b) for a in view.proposition.evidence for b in other.proposition.spans if other.narrated
    )


def _fit(denial: Denial, other: View) -> float:
    """How well ``other`` can be what is denied: concerns the denier, accuses, is named, stands near."""
    concerned = _concerns(denial, other)
    fit = 1.0 if concerned or denial.recants else 0.0
    if other.proposition.agent in denial.circle:
        fit += 0.4
    if other.act == "asks":
        fit += ASKED if set(denial.view.proposition.evidence) & set(other.proposition.evidence) else -UNNAMED
    elif other.act in ("accuses", "criticises"):
        fit += 0.7
    elif concerned and (_charges(other) or (denial.innocent and _brings_charges(other))):
        fit += 0.4
    elif other.narrated:
        fit -= 0.6
    elif other.via:
        fit += 0.2
    if denial.that and 0 < denial.view.place - other.place <= ELLIPSIS and not other.narrated:
        fit += BARE
    distance = _distance(denial.view, other)
    if (denial.answered | denial.documents) & {*other.speakers, *other.via}:
        fit += 1.2
        fit += UNLAWFUL * bool(denial.documents & set(other.speakers) and _says_unlawful(other))
        distance /= 2  # it is told by whose it is, not by where it stands
    if set(other.speakers) <= denial.nobodies and other.proposition.report != denial.view.proposition.report:
        fit -= 0.2
    if denial.named:
        terms = [stem(word) for word in other.proposition.lemmas]
        shared = sum(any(nearness(name, term) >= KIN for term in terms) for name in denial.named)
        fit += min(1.2, 0.8 * shared) if shared else -UNNAMED
    return fit - distance


def _has_own_words(view: View, name: str) -> bool:
    """True for "[Ann Ball]’s remarks" where she is the speaker: brackets mark a name put for a pronoun. Not for her
    innocence, which is no word of hers."""
    if any(row["lemma"] in view.proposition.lemmas for row in rows("wrongdoing.tsv") if row["sense"] == "innocent"):
        return False
    return view.proposition.text.startswith((f"{name}’s ", f"[{name}]’s "))


def _is_own(view: View, other: View) -> bool:
    """True for what the same speaker said before: "walked back HIS REMARKS"."""
    return view.speakers == other.speakers and other.stance == "asserts" and not other.proposition.refers


def _concerns(denial: Denial, other: View) -> bool:
    return bool({*other.proposition.entities, other.proposition.agent or ""} & denial.circle)


def _distance(view: View, other: View) -> float:
    if view.proposition.report != other.proposition.report:
        return 0.6
    gap = view.place - other.place
    return gap / REACH if gap >= 0 else AFTER - gap / REACH


def _charges(view: View) -> bool:
    said = {*view.proposition.predicates, *(() if view.narrated else view.proposition.lemmas)}
    return bool(charges() & {stem(word) for word in said})


def _is_charge(view: View) -> bool:
    said = {stem(word) for word in view.proposition.predicates}
    return view.act == "accuses" or bool(charges() & said) or _brings_charges(view)


def _brings_charges(view: View) -> bool:
    """True for "she faces CHARGES", "an INDICTMENT was filed", in whose voice ever."""
    return bool(charges() & {stem(word) for word in (view.proposition.object, view.proposition.subject) if word})


def _says_unlawful(view: View) -> bool:
    return bool(words("unlawful-words.txt") & set(view.proposition.lemmas))
