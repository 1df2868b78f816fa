"""What "it" and "they" stand for as a subject, where no entity does: the subject of the sentence before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from itertools import pairwise

from onrecord.records import Parse, Statement
from onrecord.resources import rows
from onrecord.stages.propositions.features import subject_of
from onrecord.stages.propositions.parts import SUBJECTS, Part, Places
from onrecord.stages.propositions.phrases import below

SINGULAR, PLURAL = frozenset({"it"}), frozenset({"they", "these", "those"})
NEAR, BACK = 120, 3
"""Code points, and statements, within which one statement answers another."""
REACH = 400
"""Code points back to the subject before: the sentence before, or the one before that."""
LONGEST = 7
"""Words of a phrase put for a pronoun at most."""
BARRED = frozenset({"relcl", "appos", "acl", "advcl", "cc", "conj", "punct", "prep"})
VAGUE = frozenset({"none", "all", "one", "some", "half", "thing"})
EXTRAPOSING = frozenset({"be", "seem", "appear", "take", "matter", "happen"})
MINDED = frozenset(
    {
        "able", "bound", "certain", "committed", "confident", "content", "determined", "due", "eager", "entitled",
        "free", "glad", "happy", "hopeful", "inclined", "keen", "liable", "likely", "obliged", "pleased", "poised",
        "prepared", "proud", "quick", "ready", "reluctant", "set", "slow", "supposed", "sure", "unable", "unlikely",
        "unwilling", "welcome", "willing",
    }
)  # fmt: skip
"""What bodies are and not deeds: "it is READY to sell"."""
EXTRAPOSED = frozenset({"csubj", "csubjpass", "ccomp", "xcomp", "advcl", "acl"})


def find_antecedents(
    parse: Parse, parts: Sequence[Part], statements: Sequence[Statement], *, known: Collection[int]
) -> dict[int, str]:
    """For subject pronouns that no entity explains (``known`` are explained), the words of the subject before:
    the same speaker's, or the outlet's own, agreeing in number and not long ago. An inference, so shown in brackets."""
    found: dict[int, str] = {}
    last: dict[tuple[str, ...], tuple[int, int, str]] = {}
    for part in sorted(parts, key=lambda part: part.tokens[0]):
        speakers = () if part.statement is None else statements[part.statement].speakers
        core, inside = part.root, set(part.tokens)
        subject = subject_of(parse, core, inside)
        if subject is None or parse.tokens[subject].dep == "expl":
            continue
        place, word = parse.tokens[subject].span.start, parse.tokens[subject]
        before = last.get(speakers)
        if word.pos == "PROPN":
            last.pop(speakers, None)  # whoever bears a name is an entity, and "it" is then something else
        elif word.pos == "NOUN":
            phrase = _phrase(parse, subject, inside)
            if phrase:
                last[speakers] = (place, subject, phrase)
        elif subject not in known and before is not None and place - before[0] <= REACH:
            if not _agrees(parse, subject, before[1]) or is_loose(parse, subject):
                continue
            found[subject] = before[2]
            last[speakers] = (place, before[1], before[2])
    return found


def _agrees(parse: Parse, pronoun: int, noun: int) -> bool:
    low, word = parse.tokens[pronoun].text.lower(), parse.tokens[noun]
    if word.entity == "PERSON" or word.lemma.lower() in humans() | VAGUE:
        return False
    plural = word.tag in ("NNS", "NNPS")
    return (low in PLURAL and plural) or (low in SINGULAR and not plural)


@cache
def humans() -> frozenset[str]:
    """Nouns for one person, whom "it" does not stand for; who several are is told by no noun of a body either."""
    return frozenset(
        row["noun"] for row in rows("roles.tsv") if row["sort"] in ("office", "person", "voice", "advocate", "relative")
    )


@cache
def _spokesmen() -> frozenset[str]:
    sorts = ("voice", "advocate", "relative")
    return frozenset(row["noun"] for row in rows("roles.tsv") if row["sort"] in sorts)


def speaks_for_others(name: str) -> bool:
    """True for "Reed's mother (unnamed)", "spokesman for Holt (unnamed)", whose "he" is another."""
    own = name.removesuffix(" (unnamed)").partition(" for ")[0].partition(" of ")[0]
    return own.lower().split()[-1:] != [] and own.lower().split()[-1] in _spokesmen()


def answers_of_thing(places: Places, statements: Sequence[Statement], index: int, *, several: bool) -> bool:
    """True where "it" (of ``several``: "they") in this statement may be what another has just spoken of, "Reed says A
    DEAL is good; the union says IT costs jobs", or what something is done to: "threw out A SUIT, saying IT failed"."""
    statement, tokens = statements[index], places.parse.tokens
    tags = ("NNS", "NNPS") if several else ("NN",)
    for cue in places.tokens(statement.cue):
        if tokens[cue].tag == "VBG" and tokens[cue].dep == "advcl":
            return any(tokens[c].dep == "dobj" and tokens[c].tag in tags for c in tokens[tokens[cue].head].children)
    start = min(span.start for span in (statement.cue, *statement.content))
    for other in statements[max(0, index - BACK) : index]:
        if not other.content or set(other.speakers) & set(statement.speakers) or other.parent is not None:
            continue
        if not 0 <= start - other.content[-1].end <= NEAR:
            continue
        heads = [t for t in places.tokens(other.content[-1]) if tokens[t].dep in SUBJECTS and tokens[t].tag in tags]
        if heads and tokens[heads[0]].lemma.lower() not in humans():
            return True
    return False


def is_expletive(parse: Parse, pronoun: int) -> bool:
    """True for an "it" that only stands before its clause, "IT is odd to ask", not for a body: "IT is ready to go"."""
    head = parse.tokens[pronoun].head
    if parse.tokens[pronoun].text.lower() != "it" or parse.tokens[head].lemma.lower() not in EXTRAPOSING:
        return False
    said = [c for c in parse.tokens[head].children if parse.tokens[c].dep in ("acomp", "attr", "oprd")]
    if any(parse.tokens[c].lemma.lower() in MINDED for c in said):
        return False
    clauses = [c for h in (head, *said) for c in parse.tokens[h].children if parse.tokens[c].dep in EXTRAPOSED]
    return any(
        parse.tokens[c].tag == "TO" or parse.tokens[c].text.lower() == "that"
        for clause in clauses
        for c in parse.tokens[clause].children
    )


def is_loose(parse: Parse, pronoun: int) -> bool:
    """True for an "it" that may stand for nothing or for all that was said: "it is clear that ...", "it is over",
    "it depends on whether ..."."""
    head = parse.tokens[parse.tokens[pronoun].head]
    if parse.tokens[pronoun].text.lower() == "it" and head.lemma.lower() in ("be", "depend"):
        return True
    if head.lemma.lower() not in EXTRAPOSING:
        return False
    after = [parse.tokens[c] for c in head.children]
    return any(word.dep in EXTRAPOSED for word in after) or any(
        parse.tokens[c].dep in EXTRAPOSED for word in after if word.dep in ("attr", "acomp") for c in word.children
    )


def _phrase(parse: Parse, noun: int, inside: set[int]) -> str:
    tokens = below(parse, noun, inside, barred=BARRED)
    words = [parse.tokens[t] for t in tokens]
    if len(words) > LONGEST or any(word.tag in ("PRP", "PRP$", "WP", "WDT") or word.pos == "PUNCT" for word in words):
        return ""
    if tokens[-1] - tokens[0] + 1 != len(tokens):
        return ""
    gaps = ["" if a.span.end == b.span.start else " " for a, b in pairwise(words)]
    text = "".join(word.text + gap for word, gap in zip(words, [*gaps, ""], strict=True))
    return text[0].lower() + text[1:] if words[0].pos == "DET" else text
