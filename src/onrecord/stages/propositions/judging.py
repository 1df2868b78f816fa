"""Whether who reports a claim calls it untrue in the same breath: "FALSELY claimed that P", "the DEBUNKED claim"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from onrecord.records import Proposition, Stance, Statement
from onrecord.resources import rows
from onrecord.stages.propositions.cues import WANTING
from onrecord.stages.propositions.lexicons import claim_nouns, proof_nouns
from onrecord.stages.propositions.parts import Places

JUDGED = frozenset({"asserts", "accuses", "criticises", "warns", "promises", "praises"})
"""Acts by which a claim is put forward: of a denial that is called false it is not told here what is true."""
NOT_OF_CONTENT = frozenset({"ascribe", "attribute", "cite", "credit", "quote"})
"""Verbs by which it is false that somebody said it, not what he said: "words FALSELY ATTRIBUTED to Holt"."""
GIVING = frozenset({"with", "cite", "give", "offer", "present", "produce", "provide"})
"""What stands before "no evidence" where who claims has none; who FOUND no evidence doubts himself."""
UNSURE = frozenset({"perhaps", "possibly", "maybe", "allegedly", "arguably"})
BEHIND = 6
"""Tokens after a closing cue among which a verdict on it stands: "P, she claimed WITHOUT EVIDENCE"."""
BEFORE_CONTENT = 14
"""Tokens from a cue to its content at most: "claimed on Monday, without giving any evidence, that P"."""
BESIDE = 3
"""Tokens from an adjective to its noun, from "without" to what is wanting."""


def judge(places: Places, statement: Statement) -> Stance | None:
    """How whoever reports a statement stands to what it puts forward; None where nothing of it is told."""
    if statement.act not in JUDGED or not statement.content:
        return None
    around = _around(places, statement)
    said = {places.parse.tokens[t].lemma.lower() for t in around}
    if said & (NOT_OF_CONTENT | UNSURE) or any(places.parse.tokens[t].dep == "neg" for t in around):
        return None
    verdicts = [stance for token in around if (stance := _verdict(places, token, around))]
    if not verdicts:
        return None
    return "denies" if "denies" in verdicts else "questions"


def judged_by(proposition: Proposition, judge: int | None, stance: Stance) -> Proposition | None:
    """The same proposition as whoever reports it stands to it: the statement of that index, or the outlet where it is
    None; None for what cannot be put so: a claim that is itself a denial, or only points."""
    if proposition.stance != "asserts" or proposition.negated or proposition.refers or not proposition.clause:
        return None
    return replace(proposition, statement=judge, stance=stance)


def _around(places: Places, statement: Statement) -> tuple[int, ...]:
    """The tokens of the cue and those between it and its content, or behind it where the content comes first."""
    cue = places.tokens(statement.cue)
    if not cue:
        return ()
    tokens = places.parse.tokens
    first = max(0, cue[0] - 1) if tokens[max(0, cue[0] - 1)].head in cue else cue[0]
    after = next(
        (places.tokens(s)[0] for s in statement.content if s.start >= statement.cue.end and places.tokens(s)), None
    )
    if after is not None:
        return tuple(range(first, after)) if after - cue[0] <= BEFORE_CONTENT else tuple(range(first, cue[-1] + 1))
    sentence = places.sentence(cue[-1])
    stop = min(cue[-1] + 1 + BEHIND, sentence.last if sentence else cue[-1] + 1)
    return tuple(range(first, stop))


def _verdict(places: Places, token: int, around: Sequence[int]) -> Stance | None:
    tokens, table = places.parse.tokens, _table()
    word = tokens[token]
    for form in {word.text.lower(), word.lemma.lower()}:
        if stance := table.get(("adverb", form)):
            return stance if word.head in around or word.dep == "advmod" else None
        if stance := table.get(("adjective", form)):
            beside = (t for t in range(token + 1, token + 1 + BESIDE) if t in around)
            named = next((t for t in beside if tokens[t].lemma.lower() in claim_nouns()), None)
            return stance if named is not None and _leads(places, named) else None
        if (stance := table.get(("noun", form))) and word.pos == "NOUN":
            return stance if _leads(places, token) else None
    before = tokens[max(0, token - 1)].lemma.lower()
    if word.text.lower() == "without" or (word.text.lower() in WANTING and before in GIVING):
        after = (t for t in around if token < t < token + 2 + BESIDE)
        lacking = any(proof_nouns().get(tokens[t].lemma.lower()) == "proof" for t in after)
        return "questions" if lacking else None
    return None


def _leads(places: Places, noun: int) -> bool:
    """True for "the claim THAT P", not for "the false statements, which"."""
    return noun + 1 < len(places.parse.tokens) and places.parse.tokens[noun + 1].text.lower() == "that"


@cache
def _table() -> Mapping[tuple[str, str], Stance]:
    return {(row["role"], row["word"]): row["stance"] for row in rows("outlet-verdicts.tsv")}  # type: ignore[misc]
