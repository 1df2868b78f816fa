"""Who puts forward what: each proposition with the speakers who hold it. Who only passes it on is left out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.records import Analysis, Entity, Evidence, Proposition, Span, Stance, Statement
from onrecord.resources import rows, words

DEEDS = frozenset({"requests", "asks", "promises"})
"""Acts that are themselves news: who reports that somebody requested aid asserts the request."""
REPORTED = frozenset({"asserts", "denies"})
"""Acts whose report by a person is no view of that person's own."""
MOST_NESTED = 6
"""Statements that stand within each other; nobody writes more."""
MOSTLY = 0.6
"""Share of a content that another statement must cover for the first to merely carry it: more than half,
so that a remark around a short quotation stays its speaker's own."""
PARTLY = 0.3
"""The same where an outlet is cited for what somebody said: "“I will not go,” she said later, ACCORDING TO A PAPER"."""
NEIGHBOURS = 12
"""Statements before and after one among which the one it carries is found; statements are in order of place."""
UNATTRIBUTED = "unattributed reports (unnamed)"
"""Name of whoever made a claim that a report names without saying whose it is."""
DENYING = re.compile(r"\bdismiss\w*", re.IGNORECASE)
WHAT = re.compile(r"\bwhat\s+$", re.IGNORECASE)
UNDONE = re.compile(r"\b(?:rather than|instead of)\b[^,.;:\u2013\u2014]*$", re.IGNORECASE)
"""What stands before a cue of words that were not said: "RATHER THAN declare that P, she left"."""
MIGHT = re.compile(r"(?:could|may|might)\b(?! not\b)[^.;:?!\u201c\u201d]*\b(?:by|and)\s+$", re.IGNORECASE)
"""The same of what somebody might yet say: "she COULD answer by saying that P"."""
CLAUSE = 80
"""Code points before a cue in which its clause begins."""
RULING_OUT = re.compile(r"\brul(?:e|es|ed|ing)\s+(?:\w+\s+)?out\b", re.IGNORECASE)
OUGHT = re.compile(r"\b(?:should|must|ought to|needs? to|has to|have to|(?:wrong|unfair|outrageous) to)\b")
"""What says that something is to be done."""
INTERROGATIVE = frozenset({"why", "how", "what", "who", "when", "where", "which"})
"""Who questions why a thing was done does not question that it was."""


@dataclass(frozen=True, slots=True)
class View:
    """One proposition and how its speakers stand to its core."""

    proposition: Proposition
    speakers: tuple[str, ...]
    via: tuple[str, ...]
    stance: Stance
    act: str
    """The statement's act; empty for the outlet's own voice. What is asked ("asked whether P") is held by
    nobody, but an answer beside it speaks of it."""
    place: int
    """Start of the proposition in its report, for telling what stands nearby."""
    answers: bool = False
    """True for a refusal ("refused to resign") taken for a denial of what was asked for: no claim of its own."""
    open: bool = False
    """True where it only says that something is not known: "it is unclear whether P"."""

    @property
    def narrated(self) -> bool:
        """True where the outlet says it in its own voice."""
        return not self.act

    @property
    def ought(self) -> bool:
        """True where it says what should be done, not what is or will be."""
        return self.act == "requests" or OUGHT.search(self.proposition.text) is not None

    @property
    def ends(self) -> bool:
        """True where it turns on a thing's end, or on its not being done: "should CANCEL the meeting"."""
        return self.proposition.predicates[:1] != () and self.proposition.predicates[0] in _ending()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The whole sentences."""
        return tuple(Evidence(self.proposition.report, span) for span in self.proposition.evidence)


def gather_views(analyses: Sequence[Analysis], entities: Sequence[Entity]) -> list[View]:
    """The views of a story, by report and place."""
    kinds = {entity.id: entity.kind for entity in entities}
    nobody = next((entity.id for entity in entities if entity.name == UNATTRIBUTED), None)
    views: list[View] = []
    for analysis in sorted(analyses, key=lambda analysis: analysis.page.name):
        report = _Report(analysis, kinds, nobody)
        for proposition in analysis.propositions:
            views.extend(view for view in (report.view(proposition), report.refusal(proposition)) if view is not None)
    return sorted(views, key=lambda view: (view.proposition.report, view.place, view.narrated, view.speakers, view.act))


class _Report:
    """Makes the views of one report."""

    def __init__(self, analysis: Analysis, kinds: Mapping[str, str], nobody: str | None) -> None:
        self.analysis, self.kinds, self.nobody = analysis, kinds, nobody
        self.text = analysis.page.text
        self.parts: dict[int, list[Proposition]] = {}
        for proposition in analysis.propositions:
            if proposition.statement is not None:
                self.parts.setdefault(proposition.statement, []).append(proposition)
        told = (p for p in analysis.propositions if p.statement is None and p.negated)
        self.untrue = sorted(span for proposition in told for span in proposition.spans)

    def view(self, proposition: Proposition) -> View | None:
        """The view that a proposition stands for, or None where nobody holds it."""
        place = proposition.spans[0].start if proposition.spans else 0
        if not (proposition.lemmas or proposition.refers):
            return None
        if proposition.statement is None:
            if proposition.text.endswith("?"):
                return None
            own = View(proposition, (self.analysis.outlet,), (), proposition.stance, "", place)
            answers = proposition.clause and proposition.stance == "denies" and not _of_guilt(proposition)
            return own if answers or not proposition.refers else None
        statement = self.analysis.statements[proposition.statement]
        if statement.act == "asks":
            return View(proposition, (), (), "asserts", "asks", place) if proposition.finite else None
        if not statement.speakers or self._says_nothing(proposition, statement):
            return None
        if not self._is_told_as_fact(statement) or self._is_carried(proposition, statement):
            return None
        if proposition.stance == "declines" and not proposition.finite and not _declines_comment(proposition):
            if statement.parent is not None:
                return None  # told within somebody's words, which are a claim of their own
            return View(proposition, (self.analysis.outlet,), (), "asserts", "", place)
        speakers, via = statement.speakers, statement.via
        if proposition.stance == "asserts" and self._is_own_denial(statement):
            if self.nobody is None:
                return None
            speakers, via = (self.nobody,), ()
        unknown = proposition.stance == "questions" and statement.act != "questions" and self._leaves_open(proposition)
        seen = _as_seen(proposition, speakers)
        return View(seen, speakers, via, proposition.stance, statement.act, place, open=unknown)

    def _leaves_open(self, proposition: Proposition) -> bool:
        said = {word for span in proposition.spans for word in re.findall(r"\w+", span.of(self.text).lower())}
        return bool(said & _uncertain())

    def refusal(self, proposition: Proposition) -> View | None:
        """The denial that a refusal is, should somebody have asked for it: "refused to resign", "will not attend"."""
        if proposition.statement is None or proposition.stance != "declines" or not proposition.lemmas:
            return None
        statement = self.analysis.statements[proposition.statement]
        if proposition.finite or proposition.refers or _declines_comment(proposition) or not statement.speakers:
            return None
        if RULING_OUT.search(statement.cue.of(self.text)):
            return None  # who will not rule a thing out does not refuse it
        place = proposition.spans[0].start if proposition.spans else 0
        turned = replace(proposition, negated=True, agent=proposition.agent or statement.speakers[0])
        return View(turned, statement.speakers, statement.via, "denies", statement.act, place, answers=True)

    def _says_nothing(self, proposition: Proposition, statement: Statement) -> bool:
        """True for what is said without putting anything forward."""
        if statement.act == "requests" and (statement.via or statement.parent is not None):
            return True  # a request told by others: the telling is the claim, not the thing requested
        dismissed = statement.act == "denies" and DENYING.search(statement.cue.of(self.text))
        if dismissed and proposition.stance == "asserts":
            return True  # "dismissed her politics as a stunt"
        if proposition.text.endswith("?") or (statement.act == "questions" and proposition.stance == "asserts"):
            return True
        if proposition.stance == "asserts":
            judged = statement.act in ("criticises", "praises", "denies")
            return proposition.refers or (judged and not proposition.clause)
        return proposition.stance != "declines" and not _can_be_denied(proposition, self.text)

    def _is_told_as_fact(self, statement: Statement) -> bool:
        """False for a statement that stands inside a denied one: "denied that he ever called him a liar".

        The claim that a denial names ("denied REPORTS that ...") was made, whoever made it.
        """
        before = self.text[max(0, statement.cue.start - CLAUSE) : statement.cue.start]
        gerund = re.match(r"\w+ing\b", statement.cue.of(self.text), re.IGNORECASE) is not None
        if UNDONE.search(before) or (gerund and MIGHT.search(before)):
            return False
        if statement.parent is None:
            at = bisect_right(self.untrue, Span(statement.cue.start, len(self.text)))
            return not any(span.covers(statement.cue) for span in self.untrue[max(0, at - 2) : at])
        outer = self.analysis.statements[statement.parent]
        if outer.content[-1].end <= outer.cue.start and not set(statement.speakers) & set(outer.speakers):
            return True  # "Ball said that P, something that Holt has denied"
        above: int | None = statement.parent
        for _ in range(MOST_NESTED):
            if above is None:
                break
            outer = self.analysis.statements[above]
            if self._denies_around(outer, above, statement):
                return False
            above = outer.parent
        return True

    def _is_told_above(self, proposition: Proposition, statement: Statement) -> bool:
        """True where another says just that: of "many say that HOLT OFFERED to sell it" Holt is not the source."""
        told = _plain_words(proposition.text)
        if statement.parent is None or not set(_plain_words(statement.cue.of(self.text))) <= set(told):
            return False
        above = (p for p in self.parts.get(statement.parent, ()) if p.stance == "asserts")
        return any(_plain_words(p.text) == told and set(p.spans) != set(proposition.spans) for p in above)

    def _denies_around(self, outer: Statement, index: int, statement: Statement) -> bool:
        """True where ``outer``, the statement of that index, denies the words that ``statement`` stands in as told."""
        holding = [p for p in self.parts.get(index, ()) if any(s.covers(statement.cue) for s in p.spans)]
        if not any(p.negated or p.stance in ("denies", "questions") for p in holding) or self._names_claim(statement):
            return False
        if statement.source is not None and WHAT.search(self.text, 0, statement.source.start):
            return False  # "denying WHAT some have said": they said it
        return bool(set(statement.speakers) & set(outer.speakers)) or statement.source is not None

    def _names_claim(self, statement: Statement) -> bool:
        """True for "the council's CLAIM that P": it was made, whatever is said of it."""
        named = [statement.cue.of(self.text).lower().split()[-1:]]
        if statement.source is not None:
            named.append(statement.source.of(self.text).lower().split()[-1:])  # "denied A REPORT claiming that P"
        return any(last and any(last[0] in (noun, f"{noun}s") for noun in claim_nouns()) for last in named)

    def _is_own_denial(self, statement: Statement) -> bool:
        """True for a claim named only to be denied by the very speaker it was laid to: "Holt denied CLAIMS that P"."""
        if not self._names_claim(statement) or statement.source is not None:
            return False
        return any(
            other.act == "denies" and set(other.speakers) & set(statement.speakers) and _holds(other, statement)
            for other in self.analysis.statements
            if other is not statement
        )

    def _is_carried(self, proposition: Proposition, statement: Statement) -> bool:
        """True where the words are another's, and this speaker only passes them on or is told of."""
        if self._is_told_above(proposition, statement):
            return True
        outlet = all(self.kinds.get(speaker) == "outlet" for speaker in statement.speakers)
        if proposition.statement is None or (proposition.stance != "asserts" and not outlet):
            return False
        first = max(0, proposition.statement - NEIGHBOURS)
        for other in self.analysis.statements[first : proposition.statement + NEIGHBOURS + 1]:
            if not other.speakers or set(other.speakers) & set(statement.speakers):
                continue
            if other.act in DEEDS or (not outlet and other.act not in REPORTED):
                continue
            if not any(speaker in other.via for speaker in statement.speakers) and not _holds(statement, other):
                continue
            whole = (*other.content, other.cue, *((other.source,) if other.source else ()))
            least = PARTLY if outlet and other.parent == proposition.statement else MOSTLY
            if _shared(proposition.spans, whole) >= least * sum(map(len, proposition.spans)):
                return True
        return False


@cache
def _ending() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("polarity.tsv") if row["role"] in ("reversing", "ending"))


@cache
def _uncertain() -> frozenset[str]:
    known = {row["word"] for row in rows("polarity.tsv") if row["role"] in ("doubting", "sure")}
    return frozenset(known | {"know", "knew", "knows"})


@cache
def claim_nouns() -> frozenset[str]:
    """Nouns that stand for a claim somebody made."""
    return frozenset(row["noun"] for row in rows("claim-nouns.tsv"))


def _of_guilt(proposition: Proposition) -> bool:
    """True where the outlet tells of innocence, as in "cleared her"; "That is false." is an answer."""
    return bool({row["lemma"] for row in rows("wrongdoing.tsv")} & set(proposition.lemmas))


def _as_seen(proposition: Proposition, speakers: Sequence[str]) -> Proposition:
    """Without who does it where a witness tells what was seen: two who say they saw it say the same."""
    core = proposition.predicates[0] if proposition.predicates else ""
    if proposition.agent not in speakers or core not in words("perceiving-verbs.txt"):
        return proposition
    return replace(proposition, agent=None, subject="")


def _can_be_denied(proposition: Proposition, text: str) -> bool:
    """False for what is rejected or questioned without being a claim: an offer, a rival, why something was done."""
    if proposition.refers:
        return True
    if not proposition.clause or (proposition.stance == "questions" and not proposition.finite):
        return False  # "challenged him TO TAKE a stand"
    first = proposition.spans[0].of(text)[:8].lower().split() if proposition.spans else []
    return not (proposition.stance == "questions" and first[:1] and first[0] in INTERROGATIVE)


def _declines_comment(proposition: Proposition) -> bool:
    said = {*proposition.lemmas, *proposition.predicates}
    return proposition.refers or not proposition.lemmas or bool(words("replying.txt") & said)


def _holds(outer: Statement, inner: Statement) -> bool:
    return any(span.covers(inner.cue) for span in outer.content)


def _shared(ones: Sequence[Span], others: Sequence[Span]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in ones for b in others)


def _plain_words(text: str) -> list[str]:
    """The words of a wording without brackets and articles."""
    return [word for word in re.findall(r"\w+", text.lower()) if word not in ("a", "an", "the")]
