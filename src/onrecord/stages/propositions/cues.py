"""What the words of a statement's cue say of its content: that it is denied, doubted, warned against, named."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records import Statement
from onrecord.resources import words
from onrecord.stages.propositions.lexicons import claim_nouns, denial_cues, doubting_cues, proof_nouns
from onrecord.stages.propositions.parts import Places
from onrecord.stages.propositions.verdicts import POINTING

WANTING = frozenset({"no", "little", "zero", "scant"})
"""Words before a noun that say there is none of it."""


def speaks_against(places: Places, statement: Statement) -> bool:
    """True for "warned AGAINST selling it", which says that it should not be done."""
    if statement.act not in ("warns", "criticises", "requests", "asserts"):
        return False
    tokens = [places.parse.tokens[t].text.lower() for t in places.tokens(statement.cue)]
    said = places.tokens(statement.content[0]) if statement.content else range(0)
    return tokens[-1:] == ["against"] or (bool(said) and places.parse.tokens[said[0]].text.lower() == "against")


def finds_no_proof(places: Places, statement: Statement) -> bool:
    """True for "FOUND NO EVIDENCE that P", whose cue has taken the noun in."""
    tokens = [places.parse.tokens[t] for t in places.tokens(statement.cue)]
    wanting = any(token.text.lower() in WANTING for token in tokens)
    return wanting and any(proof_nouns().get(token.lemma.lower()) == "proof" for token in tokens)


def denies_before(places: Places, statement: Statement, tokens: Sequence[int]) -> bool:
    """True for "accused her of taking bribes, WHICH SHE DENIES": not the bribes but the whole of it."""
    if statement.act != "denies" or statement.content[-1].end > statement.cue.start:
        return False
    every = places.parse.tokens
    for cue in places.tokens(statement.cue):
        if every[cue].dep == "relcl" and every[cue].head in tokens:
            which = (every[c] for c in every[cue].children if every[c].text.lower() == "which")
            return any(word.dep in ("dobj", "nsubjpass", "pobj") for word in which)
    return False


def names_something(places: Places, statement: Statement) -> bool:
    """True for a cue that says what its speaker calls something: "called", "described as"."""
    return any(places.parse.tokens[t].lemma.lower() in words("naming-verbs.txt") for t in places.tokens(statement.cue))


def denies_by_cue(places: Places, statement: Statement) -> bool:
    """True where the cue's own words deny what follows: "denied", "pushed back on"."""
    return has_cue(places, statement, denial_cues())


def is_dismissed_as(places: Places, statement: Statement) -> bool:
    """True for "dismissed HER POLITICS AS a stunt", which says what they are; not for "the CLAIM as a lie"."""
    tokens = [places.parse.tokens[t] for span in statement.content for t in places.tokens(span)]
    at = next((i for i, token in enumerate(tokens) if i and token.text.lower() == "as"), None)
    if at is None or tokens[at].dep not in ("prep", "mark"):
        return False
    before = {token.lemma.lower() for token in tokens[:at]}
    return not before & (claim_nouns().keys() | POINTING)


def doubts_by_cue(places: Places, statement: Statement) -> bool:
    """True where the cue's own words doubt what follows: "questioned", "raised doubts about"."""
    tokens = [places.parse.tokens[t] for t in places.tokens(statement.cue)]
    asked = any(token.lemma.lower() == "question" and token.pos == "NOUN" for token in tokens)
    raised = any(token.pos == "VERB" for token in tokens)
    if asked and not raised:
        return False  # "did not respond to a QUESTION about whether P", which others asked
    return statement.act == "questions" and has_cue(places, statement, doubting_cues())


def has_cue(places: Places, statement: Statement, cues: frozenset[tuple[str, str]]) -> bool:
    """True where the cue holds one of ``cues``, a lemma and the particle that must follow it, and is not negated."""
    tokens = [places.parse.tokens[token] for token in places.tokens(statement.cue)]
    lemmas = {token.lemma.lower() for token in tokens}
    lemmas |= {
        places.parse.tokens[c].text.lower() for token in tokens for c in token.children if _is_particle(places, c)
    }
    found = any(lemma in lemmas and (not other or other in lemmas) for lemma, other in cues)
    return found and not any(token.dep == "neg" for token in tokens) and not _follows_colon(places, statement)


def _is_particle(places: Places, token: int) -> bool:
    """True for what makes a phrasal verb of the verb before it, be the cue marked with it or not: "pushed BACK"."""
    word = places.parse.tokens[token]
    return word.dep in ("prt", "advmod") and word.head < token <= word.head + 1


def _follows_colon(places: Places, statement: Statement) -> bool:
    """True where the content is the speaker's own words after a colon: "challenged that: THE QUAY WAS NEVER SOLD"."""
    inside = places.tokens(statement.content[0]) if statement.content else range(0)
    if not inside or statement.content[0].start < statement.cue.end:
        return False
    before = [places.parse.tokens[t].text for t in range(max(0, inside[0] - 2), inside[0])]
    return ":" in before
