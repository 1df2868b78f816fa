"""What a part can be compared by: lemmas, predicates and who does it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records import Parse, Statement
from onrecord.resources import words
from onrecord.stages.propositions.parts import SUBJECTS, Places
from onrecord.stages.propositions.reading import CONTENT_POS

PREDICATE_DEPS = frozenset({"ROOT", "ccomp", "xcomp", "conj", "acl", "relcl", "pcomp", "advcl"})


def lemmas_of(parse: Parse, tokens: Sequence[int]) -> tuple[str, ...]:
    """Content-word lemmas in lower case, sorted, each once."""
    found = {_lemma(parse, t) for t in tokens if parse.tokens[t].pos in CONTENT_POS} - words("light-words.txt")
    return tuple(sorted(w for w in found if len(w) > 1 and (w.isalnum() or any(c.isalnum() for c in w))))


def _lemma(parse: Parse, token: int) -> str:
    """The lemma in lower case, a phrasal verb as one: step_down."""
    word = parse.tokens[token]
    particle = next((parse.tokens[c].lemma.lower() for c in word.children if parse.tokens[c].dep == "prt"), "")
    return f"{word.lemma.lower()}_{particle}" if particle else word.lemma.lower()


def predicates_of(parse: Parse, tokens: Sequence[int], core: int) -> tuple[str, ...]:
    """Lemmas of the verbs that carry the point: the core first, whatever it is, then those that say something."""
    if parse.tokens[core].lemma.lower() == "be":
        said = (c for c in parse.tokens[core].children if parse.tokens[c].dep in ("attr", "acomp"))
        core = next(said, core)  # "there was no impropriety" turns on the impropriety
    found = [t for t in tokens if parse.tokens[t].pos == "VERB" and parse.tokens[t].dep in PREDICATE_DEPS]
    others = (lemma for lemma in (_lemma(parse, t) for t in found) if lemma not in words("light-words.txt"))
    return tuple(dict.fromkeys((_lemma(parse, core), *others)))


def accused_of(places: Places, statement: Statement) -> int | None:
    """Who is accused where the content does not say it: "THE FIRM was charged with hiding losses"."""
    tokens = places.parse.tokens
    for token in places.tokens(statement.cue):
        for child in tokens[token].children if tokens[token].pos == "VERB" else ():
            if tokens[child].dep in ("nsubjpass", "dobj"):
                return child
    return None


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
