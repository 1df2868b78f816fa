"""Which of the wordings of a claim stands for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.records import Proposition
from onrecord.stages.claims.likeness import Likeness
from onrecord.stages.claims.stances import Standing
from onrecord.stages.claims.views import View

SAMPLE = 24
"""Wordings that are compared to find the most typical; more would only cost time."""
PLAIN = (40, 140)
"""Code points of a plain sentence: shorter ones say too little alone, longer ones more than the claim."""
STEP = 0.1
"""Likeness is compared in tenths, so that among equally typical wordings the plainer is taken."""


DANGLING = re.compile(
    r"(?:(?:and|but|so|well|now|yes|no|look),? )*"
    r"(?:(?:it|they|he|she|you|we|i|him|her|them)\b"
    r"|(?:this|that|these|those)(?:[’']s|\s(?:is|was|are|were|has|have|had|will|would|can|could|does|did|should|may|might)\b))",
    re.IGNORECASE,
)
"""A sentence whose subject is a pronoun that stands for something outside it."""
EXPLETIVE = re.compile(
    r"it(?:[’']s| is| was| would be| will be| may be) (?:[\w’'-]+ ){0,4}(?:that|to|for|if)\b", re.IGNORECASE
)
"""The same pronoun standing for nothing: "it is clear that"."""
HALF = re.compile(
    r"(?:how|why|which|who|whom|whose|whether|whoever|whomever|whatever|whichever)\b"
    r"|what [^,.]*\b(?:called|characteri[sz]ed|described|dubbed|labell?ed|termed)\b(?![^.]*\b(?:is|was|are|were)\b)"
    r"|(?:while|although|though|because|since|whereas|unless|if|when|once|as)\b[^,]*$",
    re.IGNORECASE,
)
"""An indirect question, a free relative clause, or a subordinate clause without its main one."""
HANGING = re.compile(r"to [a-z]+\b")
"""An infinitive that hangs on words left out."""
HEADLESS = re.compile(
    r"(?:was|were|is|are|has|have|had|did|does|do|will|would|could|should|may|might|must|can)\b", re.IGNORECASE
)
"""A predicate whose subject is left out."""
TOLD = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|shall|should|must|can|could|may|might|do|does|did|wants?)\b"
)
"""What makes a sentence of an infinitive or a participle."""
CLIPPED = re.compile(
    r"\b(?:is|are|was|were|be|has|have|had|did|does|do|will|would|could|should|may|might|can)(?: not|n['’]t)?"
    r"(?: (?:either|too|so|as well))?[.!]*$",
)
"""A verb phrase of which only the auxiliary is left: "her friend would be either"."""
LEAST_NOMINAL = 6
"""Content words that a bare noun phrase needs to say something alone."""
LEAST_CLAUSE = 2
"""The same for a clause."""


def dangles(proposition: Proposition) -> bool:
    """True where the subject is a pronoun that stands for something outside the sentence: "It's fake news"."""
    return DANGLING.match(proposition.text) is not None and not EXPLETIVE.match(proposition.text)


def is_half(proposition: Proposition) -> bool:
    """True for an indirect question, "how they met", or a clause without its main one."""
    return HALF.match(proposition.text) is not None


def stands_alone(proposition: Proposition) -> bool:
    """True for a sentence that can be read without the report it comes from."""
    text = proposition.text
    if (
        text.endswith("?")
        or HANGING.match(text.lower())
        or is_half(proposition)
        or HEADLESS.match(text)
        or CLIPPED.search(text)
        or dangles(proposition)
    ):
        return False
    if proposition.clause and not is_fragment(proposition) and proposition.agent is not None and text.startswith("["):
        return len(proposition.lemmas) > 0  # "[Holt] should resign."
    if proposition.clause and proposition.finite and proposition.subject and proposition.statement is not None:
        return len(proposition.lemmas) > 0  # "The man had a gun."
    return len(proposition.lemmas) >= (LEAST_CLAUSE if proposition.clause else LEAST_NOMINAL)


def is_fragment(proposition: Proposition) -> bool:
    """True for words without a verb that tells when: "lying under oath", "Iran to live up to the deal"."""
    return not proposition.finite and TOLD.search(proposition.text) is None


def choose_wording(views: Sequence[View], standings: Sequence[Standing], likeness: Likeness) -> int:
    """The view whose words are most like all others of the claim, a full and plain sentence before others."""
    ranked = sorted(standings, key=lambda standing: _plainness(views[standing.view], standing))[:SAMPLE]
    indices = [standing.view for standing in ranked]

    def rank(place: int) -> tuple[bool, bool, bool, bool, int, int]:
        view, standing = views[indices[place]], ranked[place]
        alike = sum(likeness.of(indices[place], other) for other in indices if other != indices[place])
        typical = int(alike / max(1, len(indices) - 1) / STEP)
        alone = stands_alone(view.proposition)
        return (_turned(view, standing), not view.proposition.clause, not alone, view.narrated, -typical, place)

    return indices[min(range(len(indices)), key=rank)]


def _turned(view: View, standing: Standing) -> bool:
    """True where the words say the contrary of the claim, as of who denies with a "not", or only what was left open."""
    if standing.stance == "declines" or (standing.stance == "denies" and view.stance == "asserts"):
        return True
    return view.act == "asks" or (standing.stance != "asserts" and view.proposition.negated)


def _plainness(view: View, standing: Standing) -> tuple[bool, bool, bool, bool, bool, int, str, int]:
    length = len(view.proposition.text)
    off = max(PLAIN[0] - length, length - PLAIN[1], 0)
    return (
        _turned(view, standing),
        not view.proposition.clause,
        not stands_alone(view.proposition),
        view.narrated,
        view.proposition.agent is None,
        off,
        view.proposition.report,
        view.place,
    )
