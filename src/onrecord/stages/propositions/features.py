"""What a part can be compared by: lemmas, predicates and who does it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records import Parse, Statement
from onrecord.resources import words
from onrecord.stages.propositions.parts import SUBJECTS, Places
from onrecord.stages.propositions.phrases import CONTENT_POS

PARTICLES = frozenset({"aside", "down", "away", "out", "back", "off"})
CARRYING = frozenset({"attr", "acomp", "dobj", "ccomp", "oprd"})
"""What a light verb leaves to say: "is FALSE", "made a MISTAKE"."""
NEGATORS = frozenset({"not", "n't", "n’t", "no", "never", "nor", "neither", "without"})
PREDICATE_DEPS = frozenset({"ROOT", "ccomp", "xcomp", "conj", "acl", "relcl", "pcomp", "advcl"})


def lemmas_of(parse: Parse, tokens: Sequence[int]) -> tuple[str, ...]:
    """Content-word lemmas in lower case, sorted, each once."""
    found = {_lemma(parse, t) for t in tokens if parse.tokens[t].pos in CONTENT_POS} - words("light-words.txt")
    return tuple(sorted(w for w in found if len(w) > 1 and (w.isalnum() or any(c.isalnum() for c in w))))


def _lemma(parse: Parse, token: int) -> str:
    """The lemma in lower case, a phrasal verb as one: step_down."""
    word = parse.tokens[token]
    children = (parse.tokens[c] for c in word.children if parse.tokens[c].dep == "prt" or _is_particle(parse, token, c))
    particle = next((child.lemma.lower() for child in children), "")
    return f"{word.lemma.lower()}_{particle}" if particle else word.lemma.lower()


def _is_particle(parse: Parse, verb: int, child: int) -> bool:
    """True for an adverb that makes a phrasal verb: "step ASIDE"."""
    return child == verb + 1 and parse.tokens[verb].pos == "VERB" and parse.tokens[child].text.lower() in PARTICLES


def predicates_of(parse: Parse, tokens: Sequence[int], core: int) -> tuple[str, ...]:
    """Lemmas of the verbs that carry the point: the core first, whatever it is, then those that say something."""
    inside = set(tokens)
    called = called_what(parse, core, tokens)
    core = core if called is None else called
    for _ in range(3):
        said = [c for c in parse.tokens[core].children if parse.tokens[c].dep in CARRYING and c in inside]
        if parse.tokens[core].lemma.lower() not in words("empty-verbs.txt") or not said:
            break
        core = said[0]  # "there was no impropriety" turns on the impropriety, "we have an emergency" on the emergency
    found = [t for t in tokens if parse.tokens[t].pos == "VERB" and parse.tokens[t].dep in PREDICATE_DEPS]
    others = (lemma for lemma in (_lemma(parse, t) for t in found) if lemma not in words("light-words.txt"))
    return tuple(dict.fromkeys((_lemma(parse, core), *others)))


def called_what(parse: Parse, core: int, tokens: Sequence[int]) -> int | None:
    """What a thing is called, in "called the plan UNLAWFUL"."""
    if parse.tokens[core].pos not in ("NOUN", "PROPN", "PRON"):
        return None
    return next((t for t in tokens if t > core and parse.tokens[t].dep == "oprd"), None)


def accused_of(places: Places, statement: Statement) -> int | None:
    """Who is accused where the content does not say it: "THE FIRM was charged with hiding losses"."""
    tokens = places.parse.tokens
    for token in places.tokens(statement.cue):
        for child in tokens[token].children if tokens[token].pos == "VERB" else ():
            if tokens[child].dep in ("nsubjpass", "dobj"):
                return child
        above = tokens[token].head
        if tokens[token].dep == "xcomp" and tokens[token].tag == "VBN":  # "SHE is expected to be charged"
            raised = (c for c in tokens[above].children if tokens[c].dep in ("nsubj", "nsubjpass"))
            return next(raised, None)
    return None


def addressed(parse: Parse, core: int, tokens: Sequence[int]) -> int | None:
    """Who is to do it in "urged HOLT to step aside": the object that leads in the infinitive."""
    if parse.tokens[core].tag != "VB":
        return None
    before = [t for t in tokens if t < core and parse.tokens[t].dep in ("dobj", "nsubj", "dative", "pobj")]
    return before[0] if before and parse.tokens[before[0]].pos in ("NOUN", "PROPN", "PRON") else None


def asked_of(places: Places, statement: Statement) -> int | None:
    """Who was asked, where a participle leads to what he answered: "asked whether P, STERN replied"."""
    tokens = places.parse.tokens
    for token in places.tokens(statement.cue):
        if tokens[token].tag == "VBN" and tokens[token].dep == "advcl":
            return next((c for c in tokens[tokens[token].head].children if tokens[c].dep == "nsubj"), None)
    return None


def asked_to(places: Places, statement: Statement, tokens: Sequence[int]) -> int | None:
    """Who is to do it where the content is a bare infinitive: "HOLT was urged by police to leave"."""
    words = [places.parse.tokens[t].text.lower() for t in tokens[:2]]
    whom = accused_of(places, statement) if "to" in (words[:1] if words[:1] == ["to"] else words[1:]) else None
    passive = whom is not None and places.parse.tokens[whom].dep == "nsubjpass"
    return whom if passive and whom not in tokens else None


def subject_of(parse: Parse, core: int, inside: set[int]) -> int | None:
    """The token that heads the subject of ``core``, borrowed from the verb above where it has none."""
    for _ in range(4):
        word = parse.tokens[core]
        for child in word.children:
            if child in inside and parse.tokens[child].dep in SUBJECTS:
                return child
        if word.head == core or word.head not in inside:
            return None
        core = word.head
    return None


def relative_subject(parse: Parse, core: int, inside: set[int]) -> int | None:
    """Whom "who" stands for where it lies outside the part: "HOLT, who critics say mishandled the flood"."""
    who = next((c for c in parse.tokens[core].children if parse.tokens[c].dep in SUBJECTS and c not in inside), None)
    if who is None or parse.tokens[who].tag not in ("WP", "WDT"):
        return None
    for _ in range(4):
        word = parse.tokens[core]
        if word.dep == "relcl":
            return word.head
        if word.head == core or word.dep not in ("ccomp", "xcomp", "conj"):
            return None
        core = word.head
    return None


def taken_up(parse: Parse, subject: int) -> int:
    """The noun that a relative word stands for, "officers WHO are accused of it"; any other word itself."""
    at = subject
    for _ in range(4 if parse.tokens[subject].tag in ("WP", "WDT") else 0):
        if parse.tokens[at].dep == "relcl":
            return parse.tokens[at].head
        at = parse.tokens[at].head
    return subject


def lemma_at(parse: Parse, token: int | None) -> str:
    """The lemma in lower case; empty for none, and for a pronoun that says nothing by itself."""
    return "" if token is None or parse.tokens[token].pos in ("PRON", "DET") else parse.tokens[token].lemma.lower()


def object_of(parse: Parse, core: int, inside: set[int]) -> int | None:
    """The token that heads what ``core`` governs: its object, what it says of its subject, a prepositional object."""
    children = [c for c in parse.tokens[core].children if c in inside]
    for deps in (("dobj", "nsubjpass"), ("attr", "acomp", "oprd"), ("prep", "agent")):
        for child in children:
            if parse.tokens[child].dep not in deps:
                continue
            if parse.tokens[child].dep not in ("prep", "agent"):
                return child
            below = (c for c in parse.tokens[child].children if c in inside and parse.tokens[c].dep == "pobj")
            found = next(below, None)
            if found is not None:
                return found
    return None


def excluded_words(parse: Parse, core: int, tokens: Sequence[int]) -> tuple[str, ...]:
    """Content-word lemmas under a negation that does not hang on ``core``: what is said not to be, by the way."""
    inside = set(tokens)
    found: set[str] = set()
    for token in tokens:
        word = parse.tokens[token]
        if word.text.lower() not in NEGATORS or word.head == core or word.head not in inside or word.head == token:
            continue
        scope = word.head if word.text.lower() != "without" else token
        if scope == core or core in _under(parse, scope, inside):
            continue
        found.update(_lemma(parse, t) for t in _under(parse, scope, inside) if parse.tokens[t].pos in CONTENT_POS)
    return tuple(sorted(found - words("light-words.txt")))


def _under(parse: Parse, root: int, inside: set[int]) -> set[int]:
    found, waiting = {root}, [root]
    while waiting:
        for child in parse.tokens[waiting.pop()].children:
            if child in inside and child not in found:
                found.add(child)
                waiting.append(child)
    return found
