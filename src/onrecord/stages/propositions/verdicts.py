"""What a part calls false: "it is false", "the idea that P is ridiculous", "I reject the notion that P"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records import Parse
from onrecord.stages.propositions.lexicons import claim_nouns, dismissals, polarity, rejecting
from onrecord.stages.propositions.parts import SUBJECTS
from onrecord.stages.propositions.phrases import CONTENT_POS

POINTING = frozenset({"it", "that", "this", "these", "those", "they", "them", "so", "which", "such", "what"})
RELATIVE = frozenset({"what", "which", "such", "so"})
AGAINST = frozenset({"false", "bad"})
"""Verdicts on a claim that deny it; "bad" of anything else is only a judgement: "what they did is WRONG"."""


ASTRAY = frozenset({("lie", "VERB"), ("mistaken", "ADJ"), ("wrong", "ADJ"), ("incorrect", "ADJ"), ("mistake", "VERB")})
"""What is said of somebody whose words do not hold."""
HOLDING = frozenset({"assume", "believe", "tell", "think", "write"})
"""Verbs of what somebody thinks or says, beside those of telling."""
LONGEST_NAMING = 16
"""Words of what is called something at most: a longer stretch says something of its own."""


def rejected_by(parse: Parse, core: int, inside: set[int]) -> int | None:
    """What a content itself rejects: "I disagree with HIS POSITION", "I reject THE NOTION that P"."""
    word = parse.tokens[core]
    if word.lemma.lower() not in rejecting():
        return None
    objects = [c for c in word.children if c in inside and parse.tokens[c].dep in ("dobj", "nsubjpass")]
    objects += [
        b for c in word.children if parse.tokens[c].dep == "prep" for b in parse.tokens[c].children if b in inside
    ]
    for token in objects:
        lemma = parse.tokens[token].lemma.lower()
        if lemma in claim_nouns() or (lemma in POINTING and token > core):
            return token
    return None


def find_verdict(parse: Parse, core: int, inside: set[int]) -> tuple[bool, int | None]:
    """Whether the clause says of its subject that it is false, and that subject where it is worth following."""
    word = parse.tokens[core]
    passive = word.tag == "VBN" and any(parse.tokens[c].lemma == "be" for c in word.children)
    judged = [core] if word.pos in ("ADJ", "NOUN") or passive else []
    judged += [c for c in word.children if c in inside and parse.tokens[c].dep in ("acomp", "attr", "oprd", "prep")]
    judged += [
        c for j in judged for c in parse.tokens[j].children if c in inside and parse.tokens[c].dep in ("pobj", "conj")
    ]
    names = [name for j in judged for name in _names(parse, j)]
    names += [
        f"{parse.tokens[p].lemma.lower()}_{parse.tokens[j].lemma.lower()}"
        for j in judged
        for p in (parse.tokens[j].head, parse.tokens[parse.tokens[j].head].head)
        if parse.tokens[j].dep == "pobj"
    ]
    verdict = next((dismissals()[name] for name in names if name in dismissals()), "")
    if not verdict:
        return find_late_verdict(parse, inside)
    subject = next((c for c in word.children if c in inside and parse.tokens[c].dep in SUBJECTS), None)
    if subject is None and word.tag == "VBG":
        return False, None  # "accused them of BEING DISHONEST"
    if subject is None:
        return verdict == "false", core if len(inside) <= 4 else None
    lemma = parse.tokens[subject].lemma.lower()
    after = _extraposed(parse, [core, *judged], inside) if lemma == "it" else None
    if after is not None and verdict == "bad" and parse.tokens[after].pos in ("VERB", "AUX"):
        telling = parse.tokens[after].lemma.lower() in polarity("telling")
        return (True, after) if telling else (False, None)  # "it is WRONG THAT nobody was paid", "WRONG to build it"
    if after is not None:
        return verdict in AGAINST, after
    if verdict == "bad" and claim_nouns().get(lemma) == "remark":
        return False, None
    clause = parse.tokens[subject].dep.startswith("csubj") and (verdict != "bad" or lemma in polarity("telling"))
    named = lemma in claim_nouns() or clause or told_by(parse, subject)
    if named or (verdict != "bad" and lemma in POINTING):
        return verdict in AGAINST, subject
    return False, None


def ill_advised(parse: Parse, core: int, inside: set[int]) -> int | None:
    """What should not be done: the verb in "it would be wrong TO SELL it"; None where that is a verb of telling."""
    word = parse.tokens[core]
    said = [c for c in word.children if c in inside and parse.tokens[c].dep in ("acomp", "attr", "oprd")]
    if not any(dismissals().get(parse.tokens[c].lemma.lower()) == "bad" for c in said):
        return None
    if not any(parse.tokens[c].text.lower() == "it" for c in word.children):
        return None
    after = _extraposed(parse, [core, *said], inside)
    if after is None or parse.tokens[after].tag != "VB" or is_clause(parse, after):
        return None
    return None if parse.tokens[after].lemma.lower() in polarity("telling") else after


def is_clause(parse: Parse, token: int) -> bool:
    """True for a verb with a subject of its own."""
    word = parse.tokens[token]
    return word.pos in ("VERB", "AUX") and any(parse.tokens[c].dep in SUBJECTS for c in word.children)


def mistaken_in(parse: Parse, core: int, inside: set[int]) -> int | None:
    """The clause that somebody is called wrong for: "she was LYING when she said that P", "WRONG to claim that P"."""
    word = parse.tokens[core]
    heads = [core, *(c for c in word.children if c in inside and parse.tokens[c].dep in ("acomp", "attr"))]
    astray = [h for h in heads if (parse.tokens[h].lemma.lower(), parse.tokens[h].pos) in ASTRAY]
    for child in (
        c for h in (*astray, *(heads[:1] if astray else ())) for c in parse.tokens[h].children if c in inside
    ):
        telling = parse.tokens[child]
        if telling.dep == "prep":  # "wrong IN SAYING that P"
            child = next((c for c in telling.children if parse.tokens[c].dep == "pcomp"), child)  # noqa: PLW2901
            telling = parse.tokens[child]
        if telling.dep not in ("advcl", "xcomp", "pcomp") or telling.lemma.lower() not in polarity("telling") | HOLDING:
            continue
        return next((c for c in telling.children if parse.tokens[c].dep == "ccomp" and is_clause(parse, c)), None)
    return None


def _names(parse: Parse, token: int) -> tuple[str, ...]:
    """What a word may stand as among the verdicts: its lemma, or itself where the parse takes it for a verb's form."""
    word = parse.tokens[token]
    return (word.lemma.lower(), word.text.lower()) if word.pos == "VERB" else (word.lemma.lower(),)


def called_false(parse: Parse, tokens: Sequence[int]) -> int | None:
    """In what somebody is said to call something, the claim noun that is called false: "THE REPORT misleading"."""
    content = [t for t in tokens if parse.tokens[t].pos in CONTENT_POS or parse.tokens[t].lemma.lower() in POINTING]
    if len(content) < 2 or len(tokens) > LONGEST_NAMING:
        return None
    first = next((t for t in content if parse.tokens[t].pos in ("NOUN", "PRON", "DET")), None)
    if first is None or first == content[-1]:
        return None
    kind = claim_nouns().get(parse.tokens[first].lemma.lower(), "")
    pointing = parse.tokens[first].lemma.lower() in POINTING - RELATIVE
    after = [dismissals().get(name, "") for t in content if t > first for name in _names(parse, t)]
    if "false" in after and (kind or pointing):
        return first
    return first if "bad" in after and kind and kind != "remark" else None


def _extraposed(parse: Parse, heads: Sequence[int], inside: set[int]) -> int | None:
    """What "it" announces: the clause in "it is false TO SAY that P", the claim in "to draw THE CONCLUSION that P"."""
    for child in (child for head in heads for child in parse.tokens[head].children if child > head):
        word = parse.tokens[child]
        if child not in inside or word.pos not in ("VERB", "AUX"):
            continue
        if word.dep not in ("xcomp", "ccomp", "csubj", "advcl", "acl"):
            continue
        objects = [c for c in word.children if parse.tokens[c].dep == "dobj" and c in inside and told_by(parse, c)]
        claims = (c for c in objects if parse.tokens[c].lemma.lower() in claim_nouns())
        return next(claims, child)
    return None


def told_by(parse: Parse, noun: int) -> bool:
    """True for a noun that carries a clause with "that": "the prospect THAT they spied"."""
    clauses = (c for c in parse.tokens[noun].children if parse.tokens[c].dep in ("acl", "ccomp"))
    marks = (parse.tokens[m] for c in clauses for m in parse.tokens[c].children)
    return any(mark.dep == "mark" and mark.text.lower() == "that" for mark in marks)


def find_late_verdict(parse: Parse, inside: set[int]) -> tuple[bool, int | None]:
    """The same by the order of words, where a long subject leads the parser astray: "Claims that P ARE FALSE"."""
    tokens = sorted(inside)
    content = [t for t in tokens if parse.tokens[t].pos in CONTENT_POS]
    last = content[-1] if content else None
    first = next((t for t in tokens if parse.tokens[t].pos == "NOUN"), None)
    if (
        last is None
        or first is None
        or parse.tokens[first].lemma.lower() not in claim_nouns()
        or tokens.index(first) > 2
    ):
        return False, None
    verdict = dismissals().get(parse.tokens[last].lemma.lower(), "")
    if (
        not verdict
        or parse.tokens[last].dep not in ("acomp", "attr")
        or parse.tokens[parse.tokens[last].head].lemma != "be"
    ):
        return False, None
    return verdict in AGAINST, first


def before_verdict(parse: Parse, shell: int, inside: set[int]) -> tuple[int, ...]:
    """What stands between "claims that" and "are false"."""
    tokens = sorted(inside)
    start = next((t for t in tokens if parse.tokens[t].lemma.lower() in claim_nouns()), shell)
    ends = [t for t in tokens if t > shell and parse.tokens[t].lemma == "be"]
    kept = [t for t in tokens if start < t < (ends[-1] if ends else tokens[-1])]
    while kept and (parse.tokens[kept[0]].pos == "PUNCT" or parse.tokens[kept[0]].text.lower() == "that"):
        kept.pop(0)
    return tuple(kept) or (shell,)
