"""The word lists by which a part is read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from onrecord.resources import rows


@cache
def claim_nouns() -> Mapping[str, str]:
    """Nouns that stand for a claim, with their kind."""
    return {row["noun"]: row["kind"] for row in rows("claim-nouns.tsv")}


@cache
def dismissals() -> Mapping[str, str]:
    """Words that call a claim false or true."""
    return {row["word"]: row["verdict"] for row in rows("dismissals.tsv")}


@cache
def polarity(role: str) -> frozenset[str]:
    """The words of one role in polarity.tsv."""
    return frozenset(row["word"] for row in rows("polarity.tsv") if row["role"] == role)


@cache
def wrongdoing() -> Mapping[str, str]:
    """Words for guilt in general, with their sense."""
    return {row["lemma"]: row["sense"] for row in rows("wrongdoing.tsv")}


@cache
def denial_cues() -> frozenset[tuple[str, str]]:
    """Cue lemmas that deny what follows, each with the particle it needs or an empty string."""
    return frozenset((row["lemma"], row["particle"]) for row in rows("denial-cues.tsv"))


@cache
def pointing_words() -> frozenset[str]:
    """Words that only point at a claim or judge it."""
    return frozenset(claim_nouns()) | frozenset(dismissals())


@cache
def rejecting() -> frozenset[str]:
    """Verbs that deny without a particle."""
    return frozenset(lemma for lemma, particle in denial_cues() if not particle)


@cache
def answer_words() -> Mapping[str, str]:
    """Words of a bare yes or no, with their sense: no, yes, light."""
    return {row["word"]: row["sense"] for row in rows("answer-words.tsv")}


@cache
def proof_nouns() -> Mapping[str, str]:
    """Nouns for what holds a claim up or in doubt, with their sense: proof, doubt."""
    return {row["noun"]: row["sense"] for row in rows("proof-nouns.tsv")}


@cache
def doubting_cues() -> frozenset[tuple[str, str]]:
    """Cue lemmas that doubt what follows, each with the object it needs or an empty string."""
    return frozenset((row["lemma"], row["object"]) for row in rows("doubting-cues.tsv"))


@cache
def nominal_claims() -> Mapping[str, Mapping[str, str]]:
    """Nouns that stand for a clause: what they say of their owner, and after which cues."""
    return {row["noun"]: row for row in rows("nominal-claims.tsv")}


@cache
def minimising_cues() -> frozenset[tuple[str, str]]:
    """Cue lemmas that make little of what follows without denying it, each with its particle or an empty string."""
    return frozenset((row["lemma"], row["particle"]) for row in rows("minimising-cues.tsv"))
