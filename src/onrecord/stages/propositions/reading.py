"""What a part says, in features that can be compared: polarity, reference, lemmas, entities, figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.records import Parse, Stance, Statement
from onrecord.stages.propositions.cues import (
    WANTING,
    denies_by_cue,
    doubts_by_cue,
    finds_no_proof,
    has_cue,
    is_dismissed_as,
)
from onrecord.stages.propositions.doubts import doubted_clause, withholds
from onrecord.stages.propositions.lexicons import (
    claim_nouns,
    dismissals,
    minimising_cues,
    polarity,
    proof_nouns,
    wrongdoing,
)
from onrecord.stages.propositions.parts import Part, Places, head_of, is_finite, without_preposition
from onrecord.stages.propositions.phrases import (
    answers_no,
    below,
    claim_words,
    content_words,
    is_elliptic,
    leads_accusation,
    only_points,
    own_words,
    turns_down,
)
from onrecord.stages.propositions.polarity import find_core, points_at_such
from onrecord.stages.propositions.verdicts import (
    POINTING,
    before_verdict,
    called_false,
    find_late_verdict,
    find_verdict,
    ill_advised,
    is_clause,
    mistaken_in,
    rejected_by,
    told_by,
)

ASIDE = frozenset({"appos", "relcl"})
POINTERS = frozenset({"NOUN", "PROPN", "PRON", "DET", "INTJ"})
"""Parts of speech of a head that can point: "those reports", "that"."""
HOLDING_TRUE = frozenset({"believe", "feel", "guess", "reckon", "suppose", "suspect", "think"})
"""Verbs by which a speaker only says that it is he who says it: "I THINK that P"."""
PERSONS = frozenset({"i", "you", "he", "she", "we", "they", "one"})
HOLDING = frozenset(
    {"be", "cite", "contain", "exist", "find", "give", "have", "offer", "present", "produce", "provide", "see", "show"}
)
"""Verbs of which proof or doubt is said: "there IS no evidence", "they FOUND no proof"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The point of a part: the head it turns on, and how the part stands to it."""

    core: int
    """Token index of the head that the point turns on."""
    point: tuple[int, ...]
    """Tokens of the point: the part without "the notion that" and "is false"."""
    negated: bool
    dismisses: bool
    """The part itself calls its point, or what it refers to, false."""
    refers: bool
    finite: bool
    """The point has a verb with tense: "he would not support it", not "to support it"."""
    innocent: bool
    """The part speaks of innocence."""
    wrong: bool = False
    """The part speaks of wrongdoing, without saying what wrong."""
    doubted: bool = False
    """The part says that there is no proof of its point."""
    withheld: bool = False
    """The part says that its point is not said: "I'm not saying that P"."""
    unwise: bool = False
    """The part says that its point should not be done: "it would be wrong to sell it"."""


def read_part(parse: Parse, part: Part, *, naming: bool = False, accusing: bool = False) -> Reading:
    """Find the point of a part and its polarity; ``naming`` says that it is what somebody calls something, ``accusing``
    that it is what somebody is accused of."""
    inside = set(part.tokens)
    core, negated = find_core(parse, _accused(parse, part, accusing=accusing), inside)
    found = _read_answer(parse, part, inside, core, naming=naming) or _read_proof(parse, core, inside, negated=negated)
    if found is not None:
        return found
    dismisses, verdict_subject = find_verdict(parse, core, inside)
    if verdict_subject is None:
        rejected = rejected_by(parse, core, inside)
        rejected = mistaken_in(parse, core, inside) if rejected is None and not dismisses else rejected
        dismisses, verdict_subject = dismisses or rejected is not None, rejected
    unwise = None if verdict_subject is not None else ill_advised(parse, core, inside)
    if unwise is not None:
        point = below(parse, unwise, inside)
        return Reading(
            unwise, point, not negated, dismisses=False, refers=False, finite=True, innocent=False, unwise=True
        )
    point = _held(parse, part.root, inside, core) or without_preposition(parse, part.tokens)
    clause = verdict_subject is not None and is_clause(parse, verdict_subject)
    if verdict_subject is not None:
        core = verdict_subject
        point = below(parse, core, inside)
    if clause:  # "it is NOT TRUE that P" says no more and no less than "it is FALSE that P"
        dismisses, negated = dismisses != negated, False
    shell = _shell(parse, core, inside, judged=verdict_subject is not None)
    if shell is not None:
        astray = verdict_subject is not None and core == verdict_subject and find_late_verdict(parse, inside)[1] == core
        core, deeper = find_core(parse, shell, inside)
        point = before_verdict(parse, shell, inside) if astray else below(parse, shell, inside)
        negated = negated != deeper
    word = parse.tokens[core]
    noun = word.lemma.lower() in claim_nouns() and (word.pos == "NOUN" or _is_noun_astray(parse, core, inside))
    phrase = below(parse, core, inside, barred=ASIDE) if noun else point
    bare = content_words(parse, phrase) - claim_words(parse, phrase) - wrongdoing().keys()
    pointing = (verdict_subject is not None and not clause) or noun
    loose = word.pos in POINTERS or word.tag == "VBG" or is_elliptic(parse, core, inside)
    loose = loose or word.lemma.lower() in dismissals()
    loose = loose or any(parse.tokens[c].text.lower() == "having" for c in word.children)  # "having said that"
    loose = loose and not _is_of_person(parse, core, inside)
    empty = loose and only_points(parse, point)  # "it", "those reports", "having said that", "that she had not"
    refers = shell is None and (empty or (pointing and not own_words(parse, core, inside) and len(bare) < 4))
    refers = refers or (negated and points_at_such(parse, core, inside))
    refers = refers or (len(part.tokens) == 1 and word.text.lower() in POINTING)  # "disputed THAT"
    if refers and any(dismissals().get(parse.tokens[token].lemma.lower()) == "false" for token in part.tokens):
        dismisses = True
    finite = is_finite(parse, head_of(parse, core, inside))
    senses = {wrongdoing().get(parse.tokens[token].lemma.lower(), "") for token in point}
    wrong = "wrong" in senses and not bare
    innocent, withheld = "innocent" in senses, withholds(parse, part.root, inside)
    return Reading(core, point, negated, dismisses, refers, finite, innocent=innocent, wrong=wrong, withheld=withheld)


def _read_answer(parse: Parse, part: Part, inside: set[int], core: int, *, naming: bool) -> Reading | None:
    """The reading of a part that only answers what was said: "that is a lie" as a name, a doubt, a bare "no"."""
    if naming and (called := called_false(parse, part.tokens)) is not None:
        named = tuple(t for t in below(parse, called, inside, barred=ASIDE) if t <= called)
        return Reading(called, named, negated=False, dismisses=True, refers=True, finite=False, innocent=False)
    if part.statement is not None and (doubt := _read_doubt(parse, part, inside)) is not None:
        return doubt
    if turns_down(parse, part.tokens):
        told = _turned_down(parse, inside)
        bare = Reading(core, (core,), negated=False, dismisses=True, refers=True, finite=True, innocent=False)
        return bare if told is None else told
    if answers_no(parse, part.tokens):
        return Reading(core, part.tokens, negated=False, dismisses=True, refers=True, finite=True, innocent=False)
    return None


def _read_proof(parse: Parse, core: int, inside: set[int], *, negated: bool) -> Reading | None:
    """The reading of "there is no EVIDENCE that P"."""
    proved = _proved(parse, core, inside, negated=negated)
    if proved is None:
        return None
    token, sense = proved
    if sense == "support":
        point = below(parse, token, inside)
        return Reading(
            token, point, negated=False, dismisses=False, refers=True, finite=True, innocent=False, doubted=True
        )
    core, deeper = find_core(parse, token, inside)
    point = below(parse, token, inside, barred=frozenset({"advcl"}))
    guilt = sense == "chance" and _speaks_of_guilt(parse, point)
    doubted, against = sense == "proof", deeper != (sense == "chance")
    return Reading(core, point, against, dismisses=False, refers=False, finite=True, innocent=guilt, doubted=doubted)


def _turned_down(parse: Parse, inside: set[int]) -> Reading | None:
    """The reading of "there is no truth to THE CLAIM THAT P", which says what is not true."""
    for noun in sorted(inside):
        if parse.tokens[noun].pos != "NOUN" or parse.tokens[noun].lemma.lower() not in claim_nouns():
            continue
        clause = _shell(parse, noun, inside, judged=False)
        if clause is not None and is_clause(parse, clause):
            core, negated = find_core(parse, clause, inside)
            point = below(parse, clause, inside)
            return Reading(core, point, negated, dismisses=True, refers=False, finite=True, innocent=False)
    return None


def _read_doubt(parse: Parse, part: Part, inside: set[int]) -> Reading | None:
    """The reading of a part that doubts a clause, or a claim that it points at."""
    doubtful = doubted_clause(parse, part.root, inside)
    if doubtful is None:
        return None
    core, negated = find_core(parse, doubtful[0], inside)
    pointing = only_points(parse, doubtful[1])
    return Reading(
        core,
        doubtful[1],
        negated,
        dismisses=False,
        refers=pointing,
        finite=not pointing,
        innocent=False,
        doubted=True,
    )


def _held(parse: Parse, root: int, inside: set[int], core: int) -> tuple[int, ...]:
    """In "she BELIEVES that P", "I THINK P" the clause P; empty where nobody is said to hold it, or not to."""
    word = parse.tokens[root]
    if core == root or word.lemma.lower() not in HOLDING_TRUE:
        return ()
    children = [c for c in word.children if c in inside]
    subject = next((c for c in children if parse.tokens[c].dep == "nsubj"), None)
    clause = next((c for c in children if parse.tokens[c].dep == "ccomp" and c > root), None)
    if subject is None or clause is None or parse.tokens[subject].text.lower() not in PERSONS:
        return ()
    if any(parse.tokens[c].dep in ("neg", "aux") for c in children) or not is_finite(parse, clause):
        return ()
    own = any(parse.tokens[c].dep in ("nsubj", "nsubjpass", "expl") for c in parse.tokens[clause].children)
    return below(parse, clause, inside) if own else ()


def _speaks_of_guilt(parse: Parse, tokens: Sequence[int]) -> bool:
    """True where the words speak of wrongdoing without saying what wrong: "committed any crime"."""
    senses = {wrongdoing().get(parse.tokens[token].lemma.lower(), "") for token in tokens}
    return "wrong" in senses and not content_words(parse, tokens) - claim_words(parse, tokens) - wrongdoing().keys()


def claims_innocence(places: Places, statement: Statement | None, reading: Reading) -> bool:
    """True for "did nothing wrong", "denied any wrongdoing", "is innocent"; not for "I was wrong"."""
    if statement is not None and statement.act == "denies" and _pleads(places, statement):
        return True
    denied = statement is not None and denies_by_cue(places, statement)
    return (reading.innocent and not reading.negated) or (reading.wrong and (reading.negated or denied))


def _pleads(places: Places, statement: Statement) -> bool:
    """True for "pleaded not guilty TO A CHARGE OF ARSON", which denies what it names and what was said before."""
    return any(places.parse.tokens[t].lemma.lower() == "plead" for t in places.tokens(statement.cue))


def stance_of(places: Places, statement: Statement | None, reading: Reading) -> Stance:
    """How the speaker stands to the point, taken without its negation."""
    against = reading.negated != reading.dismisses
    if reading.doubted or (statement is not None and finds_no_proof(places, statement)):
        return "questions"
    if statement is None:
        return "denies" if against else "asserts"
    if reading.refers and reading.dismisses and statement.act in ("declines", "questions"):
        return "denies"  # "Absolutely not", "That is a lie", whatever the cue
    told = reading.finite and (reading.negated or (statement.mode == "direct" and not reading.refers))
    if reading.withheld or (statement.act == "declines" and not told):
        return "declines"  # but in "I will not pay. He has got the money" the second tells something
    if doubts_by_cue(places, statement):
        return "questions"
    cue = denies_by_cue(places, statement) and not is_dismissed_as(places, statement)
    if claims_innocence(places, statement, reading):
        return "denies"
    if reading.dismisses:
        return "denies" if against or cue else "asserts"
    if cue:
        return "asserts" if reading.negated else "denies"  # "contradicted the claim that there is NO such letter"
    if statement.act == "denies" and reading.refers and not has_cue(places, statement, minimising_cues()):
        return "denies"
    return "denies" if against else "asserts"


def _proved(parse: Parse, core: int, inside: set[int], *, negated: bool) -> tuple[int, str] | None:
    """In "there is no EVIDENCE that P" the clause P, with what its noun says: proof or doubt."""
    if parse.tokens[core].lemma.lower() not in HOLDING:
        return None
    for noun in parse.tokens[core].children:
        sense = proof_nouns().get(parse.tokens[noun].lemma.lower(), "")
        if not sense or noun not in inside or parse.tokens[noun].pos != "NOUN":
            continue
        wanting = any(parse.tokens[c].lemma.lower() in WANTING for c in parse.tokens[noun].children)
        if not wanting and (sense == "doubt" or not negated):
            continue
        beside = (c for c in parse.tokens[core].children if c > noun and parse.tokens[c].dep in ("ccomp", "advcl"))
        for child in (*parse.tokens[noun].children, *beside):
            word = parse.tokens[child]
            clause = word.dep in ("acl", "ccomp", "relcl", "advcl") and word.pos in ("VERB", "AUX")
            if child in inside and clause and is_finite(parse, child):
                return child, sense
            held_up = _held_up(parse, child, inside)
            if held_up is not None:
                return held_up, "support"
    return None


def _accused(parse: Parse, part: Part, *, accusing: bool) -> int:
    """In "accused [the firm of hiding losses]" the point turns on hiding, however much is said of the firm before."""
    if parse.tokens[part.root].pos in ("VERB", "AUX"):
        return part.root
    for token in part.tokens:
        near = parse.tokens[parse.tokens[token].head].head == part.root and parse.tokens[token].tag == "VBG"
        if (near and parse.tokens[token].dep == "pcomp") or (accusing and leads_accusation(parse, token)):
            return token
    return part.root


def _held_up(parse: Parse, verb: int, inside: set[int]) -> int | None:
    """In "no figures to SUPPORT THE CLAIM" the claim."""
    if verb not in inside or parse.tokens[verb].lemma.lower() not in polarity("supporting"):
        return None
    objects = (c for c in parse.tokens[verb].children if c in inside and parse.tokens[c].dep == "dobj")
    return next((c for c in objects if parse.tokens[c].lemma.lower() in claim_nouns()), None)


def _shell(parse: Parse, core: int, inside: set[int], *, judged: bool) -> int | None:
    """The clause that a claim noun wraps: "claims THAT P", "the notion THAT P"."""
    if parse.tokens[core].pos not in ("NOUN", "VERB"):
        return None
    telling = parse.tokens[core].pos == "VERB" and parse.tokens[core].lemma.lower() in polarity("telling")
    if judged and telling:  # "whoever SAYS that P is mistaken"
        return next((c for c in parse.tokens[core].children if c in inside and parse.tokens[c].dep == "ccomp"), None)
    if parse.tokens[core].lemma.lower() not in claim_nouns() and not (judged and told_by(parse, core)):
        return None
    for child in parse.tokens[core].children:
        word = parse.tokens[child]
        if child in inside and word.dep in ("acl", "ccomp", "relcl", "dobj") and word.pos in ("VERB", "AUX"):
            told = (c for c in word.children if parse.tokens[c].dep == "ccomp" and c in inside)
            return next(told, child) if word.lemma.lower() in polarity("telling") else child
    return None


def _is_noun_astray(parse: Parse, core: int, inside: set[int]) -> bool:
    """True for a claim noun that a headline's lack of articles makes a verb of: "Holt CLAIMS on budget cuts"."""
    word = parse.tokens[core]
    if word.tag not in ("VBZ", "VBP"):
        return False
    ways = [parse.tokens[c].text.lower() for c in word.children if parse.tokens[c].dep == "prep" and c in inside]
    if not {"about", "against", "of", "on", "over"} & set(ways):
        return False
    return all(parse.tokens[c].dep not in ("dobj", "ccomp", "xcomp") for c in word.children if c in inside)


def _is_of_person(parse: Parse, core: int, inside: set[int]) -> bool:
    """True where an adjective is said of a person or of how things are done: "I was WRONG", "you get USED to it"."""
    word = parse.tokens[core]
    heads = {core, word.head} if word.head in inside else {core}
    beside = [parse.tokens[c] for head in heads for c in parse.tokens[head].children]
    subjects = {child.text.lower() for child in beside if child.dep in ("nsubj", "nsubjpass")}
    return word.pos in ("ADJ", "VERB") and bool(subjects & PERSONS)
