"""Speakers of statements whose source the report does not name: passive and nominal attributions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from onrecord.records import Span, Statement
from onrecord.stages.speakers.clauses import Clauses
from onrecord.stages.speakers.document import Document
from onrecord.stages.speakers.figures import Figure, Roster
from onrecord.stages.speakers.nominals import Names

SHOWN = frozenset({"show", "hear", "see", "quote", "record", "catch", "film", "cite"})
"""Verbs in whose passive the subject is the one who speaks: "he is shown saying"."""
BESIDE = 5
"""Tokens before a participle in which the one who speaks is looked for."""
LOOKBACK = 6
"""Statements before a passive accusation in which its accuser is looked for."""
REACH = 200
"""Statements before and after one in which its like is looked for: any article's; a bound for what is none."""
SHARE = 0.5
"""Least share of the smaller content's words that two contents must have in common to be one claim."""


def infer(
    document: Document,
    names: Names,
    roster: Roster,
    statements: Sequence[Statement],
    speakers: dict[int, tuple[Figure, ...]],
    clauses: Clauses,
    told: Callable[[int], tuple[Figure, ...]],
) -> dict[int, int]:
    """Fill ``speakers`` for every statement without one: who says the same elsewhere in the report, else by kind.

    Returns for each statement filled from another the number of that other.
    """
    twins: dict[int, int] = {}
    lemmas = [_lemmas(document, names, statement.content) for statement in statements]
    for number, statement in enumerate(statements):
        if not speakers.get(number) and statement.source is None:
            speakers[number] = _by_subject(document, names, statement, clauses, told)
        if speakers.get(number):
            continue
        twin = None if statement.act == "asks" else _twin(number, statements, speakers, lemmas)
        if twin is None and statement.source is None:
            twin = _accuser(document, names, number, statements, speakers, lemmas)
        if twin is not None:
            speakers[number] = speakers[twin]
            twins[number] = twin
        else:
            speakers[number] = (_by_cue(document, roster, statement),)
    return twins


def _lemmas(document: Document, names: Names, content: Sequence[Span]) -> frozenset[str]:
    return frozenset(
        names.mark(index) or document.tokens[index].lemma.lower()
        for span in content
        for index in document.within(span)
        if document.tokens[index].pos in ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
    )


def _twin(
    number: int,
    statements: Sequence[Statement],
    speakers: Mapping[int, tuple[Figure, ...]],
    lemmas: Sequence[frozenset[str]],
) -> int | None:
    """The statement of a named speaker that puts forward most nearly the same."""
    best, chosen = (SHARE, 0), None
    mine = statements[number]
    for other in range(max(0, number - REACH), min(len(statements), number + REACH)):
        statement = statements[other]
        if other == number or not speakers.get(other) or statement.source is None:
            continue
        if statement.act not in ("asserts", "accuses", "warns", "criticises") or other == mine.parent:
            continue
        small = min(len(lemmas[number]), len(lemmas[other]))
        if small < 3 or any(a.overlaps(b) for a in mine.content for b in statement.content):
            continue
        rank = (len(lemmas[number] & lemmas[other]) / small, -len(lemmas[other]))
        if rank > best:
            best, chosen = rank, other
    return chosen


def _before(document: Document, names: Names, verb: int) -> tuple[Figure, ...]:
    """The person named right before "warning" in "a clip of Mr. Reed of Norin warning of ..."."""
    for index in range(verb - 1, max(-1, verb - BESIDE), -1):
        figure = names.figure_at(index)
        if figure is not None and figure.kind == "person":
            return (figure,)
        if document.tokens[index].pos in ("VERB", "AUX", "PUNCT"):
            break
    return ()


def _by_subject(
    document: Document,
    names: Names,
    statement: Statement,
    clauses: Clauses,
    told: Callable[[int], tuple[Figure, ...]],
) -> tuple[Figure, ...]:
    """Whom the subject of an active cue stands for, where the report has it outside the source."""
    verbs = [i for i in document.within(statement.cue) if document.tokens[i].pos == "VERB"]
    if verbs and document.tokens[verbs[-1]].tag == "VBG" and (doer := clauses.controller(verbs[-1])):
        return doer
    if verbs and document.tokens[verbs[-1]].tag == "VBG" and document.tokens[verbs[-1]].dep == "acl":
        return _before(document, names, verbs[-1])
    if verbs and document.tokens[verbs[0]].lemma in SHOWN:
        shown = [s for verb in verbs for s in document.children(verb, "nsubjpass")]
        if shown:
            return told(shown[0])
    if not verbs or any(True for verb in verbs for _ in document.children(verb, "nsubjpass", "auxpass")):
        return ()
    if document.tokens[verbs[-1]].tag == "VBN" and not any(document.children(verbs[-1], "aux")):
        return ()
    return clauses.subject(verbs[-1]) if document.tokens[verbs[-1]].dep != "acl" else ()


def _accuser(
    document: Document,
    names: Names,
    number: int,
    statements: Sequence[Statement],
    speakers: Mapping[int, tuple[Figure, ...]],
    lemmas: Sequence[frozenset[str]],
) -> int | None:
    """For "the woman was accused": the nearest statement before that accuses the woman."""
    cue = document.within(statements[number].cue)
    subjects = [s for index in cue for s in document.children(index, "nsubjpass")]
    if not subjects:
        return None
    accused = names.mark(subjects[0]) or document.tokens[subjects[0]].lemma.lower()
    for other in range(number - 1, max(-1, number - 1 - LOOKBACK), -1):
        if statements[other].act == "accuses" and speakers.get(other) and accused in lemmas[other]:
            return other
    return None


def _by_cue(document: Document, roster: Roster, statement: Statement) -> Figure:
    """A heading by what the cue is: reports, rumours, questions, accusations."""
    words = {document.tokens[i].lemma.lower() for i in document.within(statement.cue)} | {
        document.lower[i] for i in document.within(statement.cue)
    }
    if statement.source is not None:
        return roster.add("somebody (unnamed)", "unnamed")
    if statement.act == "asks" and words & {"ask", "question", "press"}:
        return roster.add("questioner (unnamed)", "unnamed")
    if words & {"report", "reports", "news"}:
        return roster.add("media reports (unnamed)", "outlet")
    if words & {"rumor", "rumour", "rumors", "rumours", "speculation"}:
        return roster.add("rumours (unnamed)", "unnamed")
    if words & {"charge", "charged", "indict", "indicted"}:
        return roster.add("prosecutors (unnamed)", "unnamed")
    if words & {"accuse", "accused"}:
        return roster.add("accusers (unnamed)", "unnamed")
    return roster.add("unattributed reports (unnamed)", "unnamed")
