"""Who puts forward what: each proposition with the speakers who hold it. Who only passes it on is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.records import Analysis, Entity, Evidence, Proposition, Span, Stance, Statement
from onrecord.resources import words

REPLYING = frozenset({"comment", "confirm", "respond", "answer", "discuss", "elaborate", "say", "speak", "talk", "address", "deny"})
"""What a speaker declines who declines to take a stand; to decline anything else is a deed."""
DEEDS = frozenset({"requests", "asks", "promises"})
"""Acts that are themselves news: who reports that somebody requested aid asserts the request."""
REPORTED = frozenset({"asserts", "denies"})
"""Acts whose report by a person is no view of that person's own."""
MOSTLY = 0.6
"""Share of a content that another statement must cover for the first to merely carry it: more than half,
so that a remark around a short quotation stays its speaker's own."""


ASKED = frozenset({"why", "how", "what", "who", "when", "where", "which"})
"""Who questions why a thing was done does not question that it was."""
NOMINAL = ("ion", "ment", "ance", "ence", "ity", "ness", "ing")
"""Endings of nouns made from verbs and adjectives, which stand for a clause: "denied involvement"."""


@dataclass(frozen=True, slots=True)
class View:
    """One proposition and how its speakers stand to its core."""

    proposition: Proposition
    speakers: tuple[str, ...]
    via: tuple[str, ...]
    stance: Stance
    act: str
    """The statement's act; empty for the outlet's own voice."""
    place: int
    """Start of the proposition in its report, for telling what stands nearby."""

    @property
    def narrated(self) -> bool:
        """True where the outlet says it in its own voice."""
        return not self.act

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The whole sentences."""
        return tuple(Evidence(self.proposition.report, span) for span in self.proposition.evidence)


def gather_views(analyses: Sequence[Analysis], entities: Sequence[Entity]) -> list[View]:
    """The views of a story, by report and place."""
    kinds = {entity.id: entity.kind for entity in entities}
    views: list[View] = []
    for analysis in sorted(analyses, key=lambda analysis: analysis.page.name):
        for proposition in analysis.propositions:
            view = _view(analysis, proposition, kinds)
            if view is not None:
                views.append(view)
    return sorted(views, key=lambda view: (view.proposition.report, view.place, view.narrated, view.speakers, view.act))


def _view(analysis: Analysis, proposition: Proposition, kinds: Mapping[str, str]) -> View | None:
    place = proposition.spans[0].start if proposition.spans else 0
    if proposition.statement is None:
        if proposition.refers:
            return None
        return View(proposition, (analysis.outlet,), (), proposition.stance, "", place)
    statement = analysis.statements[proposition.statement]
    if not statement.speakers or statement.act == "asks" or _is_deed(statement, proposition):
        return None
    if not _is_told_as_fact(analysis, statement) or not _can_be_denied(proposition, analysis.page.text):
        return None
    if _is_carried(analysis.statements, proposition, statement, kinds):
        return None
    if proposition.stance == "declines" and not proposition.finite and not _declines_comment(proposition):
        return View(proposition, (analysis.outlet,), (), "denies" if proposition.negated else "asserts", "", place)
    if proposition.refers and proposition.stance == "asserts":
        return None
    if statement.mode == "direct" and proposition.text.endswith("?"):
        return None
    return View(proposition, statement.speakers, statement.via, proposition.stance, statement.act, place)


def _is_deed(statement: Statement, proposition: Proposition) -> bool:
    """A request told by others: the telling is the claim, not the thing requested."""
    return statement.act == "requests" and bool(statement.via or statement.parent is not None)


def _is_told_as_fact(analysis: Analysis, statement: Statement) -> bool:
    """False for a statement that stands inside a denied one: "denied that he ever called him a liar".

    The claim that a denial names ("denied REPORTS that ...") was made, whoever made it.
    """
    if statement.parent is None:
        told = (p for p in analysis.propositions if p.statement is None and p.negated)
        return not any(span.covers(statement.cue) for p in told for span in p.spans)
    outer = analysis.statements[statement.parent]
    inside = [p for p in analysis.propositions if p.statement == statement.parent]
    holding = [p for p in inside if any(span.covers(statement.cue) for span in p.spans)]
    if not any(p.negated or p.stance in ("denies", "questions") for p in holding):
        return True
    return not set(statement.speakers) & set(outer.speakers) and statement.source is None


def _can_be_denied(proposition: Proposition, text: str) -> bool:
    """False for what is rejected or questioned without being a claim: an offer, a rival, why something was done."""
    if proposition.stance not in ("denies", "questions") or proposition.refers:
        return True
    if proposition.clause:
        first = proposition.spans[0].of(text)[:8].lower().split() if proposition.spans else []
        return not (proposition.stance == "questions" and first[:1] and first[0] in ASKED)
    head = proposition.predicates[0] if proposition.predicates else ""
    return head in words("deniable-nouns.txt") or head.endswith(NOMINAL)


def _declines_comment(proposition: Proposition) -> bool:
    return proposition.refers or not proposition.lemmas or bool(REPLYING & {*proposition.lemmas, *proposition.predicates})


def _is_carried(
    statements: Sequence[Statement], proposition: Proposition, statement: Statement, kinds: Mapping[str, str]
) -> bool:
    """True where the words are another's, and this speaker only passes them on."""
    if proposition.stance != "asserts":
        return False
    outlet = all(kinds.get(speaker) == "outlet" for speaker in statement.speakers)
    for index, other in enumerate(statements):
        if index == proposition.statement or not other.speakers or set(other.speakers) & set(statement.speakers):
            continue
        if other.act in DEEDS or (not outlet and other.act not in REPORTED):
            continue
        if not any(speaker in other.via for speaker in statement.speakers) and not _holds(statement, other):
            continue
        whole = (*other.content, other.cue, *((other.source,) if other.source else ()))
        if _shared(proposition.spans, whole) >= MOSTLY * sum(map(len, proposition.spans)):
            return True
    return False


def _holds(outer: Statement, inner: Statement) -> bool:
    return any(span.covers(inner.cue) for span in outer.content)


def _shared(ones: Sequence[Span], others: Sequence[Span]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in ones for b in others)
