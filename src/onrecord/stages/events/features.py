"""What tells of which type an event is: the words between who acts and who is acted upon, and how they hang together.

The features are plain strings in groups, so that they can be counted, weighed and read. Names are replaced by what they
are (``@GPE``), who acts by ``_S_`` and who is acted upon by ``_T_``: a type must not hang on who it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.records import Token
from onrecord.stages.events.lexicon import kind_of_noun, kind_of_verb

GROUPS = ("path", "lexicon", "near", "pairs", "all")
"""The groups of features, in the order of ``describe``."""

Range = tuple[int, int]
"""Tokens ``first:last``."""

_CLIMB = 10
"""Heads climbed at most from an actor."""
_DEEP = 3
"""Steps below the main verb that are looked at."""
_MOST = 60
"""Words below the main verb that are looked at, so that no sentence costs more than its share."""
_AFTER, _BEFORE, _ALONE = 8, 12, 14
"""Words beside the actors that count as near: after the last one; before the one acted upon, or after the one that
acts, where the other is not there."""
_BELOW = frozenset(
    "xcomp ccomp conj advcl dobj attr acomp prep pcomp pobj prt relcl acl oprd amod compound".split()  # noqa: SIM905
)
_TELLING = ("VERB", "NOUN", "PROPN", "ADJ", "ADP", "PART")
_CLAUSES = ("xcomp", "ccomp", "conj", "advcl", "relcl", "acl", "pcomp")


def company_of(tokens: Sequence[Token], verb: int) -> frozenset[str]:
    """Lemmas of the verb's objects, particles, prepositions and their objects; "as" for "called him a liar"."""
    found: set[str] = set()
    for child in tokens[verb].children:
        token = tokens[child]
        if token.dep in ("dobj", "prt", "advmod", "acomp", "dative", "prep", "agent"):
            found.add(token.lemma.lower())
        if token.dep in ("dobj", "nsubjpass"):
            found.add("*")
        if token.dep in ("prep", "agent"):
            found.update(tokens[c].lemma.lower() for c in token.children)
        if token.dep in ("xcomp", "ccomp") and any(tokens[c].tag == "TO" for c in token.children):
            found.add("to")
        if token.dep == "oprd" or (token.dep == "ccomp" and token.pos in ("NOUN", "PROPN", "ADJ")):
            found.add("as")
    return frozenset(found)


def head_of(tokens: Sequence[Token], part: Range) -> int:
    """The last token of a range whose head lies outside it."""
    outside = (i for i in range(part[1] - 1, part[0] - 1, -1) if not part[0] <= tokens[i].head < part[1])
    return next(outside, next((i for i in range(*part) if tokens[i].head == i), part[0]))


def main_verb(tokens: Sequence[Token], sentence: Range, source: Range | None, target: Range | None) -> int:
    """The verb above the one who acts, else above the one acted upon, else the sentence's root."""
    for part in (source, target):
        above = _above(tokens, part) if part else []
        verbs = [i for i in above if tokens[i].pos in ("VERB", "AUX")]
        if verbs:
            return verbs[0]
    return next((i for i in range(*sentence) if tokens[i].dep == "ROOT"), sentence[0])


def describe(
    tokens: Sequence[Token], sentence: Range, *, source: Range | None, target: Range | None, verb: int | None = None
) -> tuple[tuple[str, ...], ...]:
    """The features of one event in groups (``GROUPS``); a feature that stands twice counts twice.

    ``verb`` is the event's trigger where it is known; else the main verb for these actors is taken.
    """
    main = main_verb(tokens, sentence, source, target) if verb is None else verb
    below = list(_below(tokens, main, [part for part in (source, target) if part]))
    path = [*_manner(tokens, main), *_downwards(tokens, main, below), *_upwards(tokens, source, target)]
    every = _masked(tokens, sentence, source, target)
    near = _near(every)
    pairs = [f"{a} {b}" for a, b in pairwise(near)]
    pairs += [f"{a} * {b}" for a, b in zip(near, near[2:], strict=False)]
    return tuple(path), tuple(_known(tokens, main, below)), tuple(near), tuple(pairs), tuple(every)


def near_words(tokens: Sequence[Token], sentence: Range, *, source: Range | None, target: Range | None) -> list[int]:
    """The words from the first to the last of the two actors, with a few beside them, without the actors."""
    inside = [at for part in (source, target) if part for at in range(*part)]
    first, last = (min(inside), max(inside) + 1) if inside else sentence
    first = first - 1 if source else first - 1 - _BEFORE
    last = (last if target else first + _ALONE) + _AFTER
    around = range(max(sentence[0], first), min(sentence[1], last))
    return [at for at in around if at not in inside and tokens[at].pos != "PUNCT"]


def reach(tokens: Sequence[Token], verb: int) -> list[int]:
    """The words that hang on a verb, nearest first, at most three steps down."""
    return [at for at, _ in _below(tokens, verb, ())]


def _lemma(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].lemma.lower()


def _above(tokens: Sequence[Token], part: Range) -> list[int]:
    """The verbs, nouns and adjectives above a range, nearest first."""
    found, at = [], head_of(tokens, part)
    for _ in range(_CLIMB):
        if tokens[at].head == at:
            break
        at = tokens[at].head
        if tokens[at].pos in ("VERB", "AUX", "NOUN", "PROPN", "ADJ"):
            found.append(at)
    return found


def _below(tokens: Sequence[Token], main: int, actors: Sequence[Range]) -> Iterator[tuple[int, int]]:
    """The words that hang on the main verb, without the actors, each with its depth, level by level."""
    level, seen = [(main, 0)], 0
    while level and seen < _MOST:
        at, depth = level.pop(0)
        for child in tokens[at].children if depth < _DEEP else ():
            inside = any(first <= child < last for first, last in actors)
            if not inside and tokens[child].dep in _BELOW:
                seen += 1
                level.append((child, depth + 1))
                yield child, depth


def _negation(tokens: Sequence[Token], at: int) -> str:
    negated = any(tokens[c].dep == "neg" or _lemma(tokens, c) in ("never", "no") for c in tokens[at].children)
    return "!" if negated else ""


def _manner(tokens: Sequence[Token], main: int) -> Iterator[str]:
    """The main verb, negated or not, its modals and its voice."""
    yield f"v:{_lemma(tokens, main)}{_negation(tokens, main)}"
    kids = tokens[main].children
    yield from (f"md:{_lemma(tokens, c)}" for c in kids if tokens[c].dep == "aux" and tokens[c].tag == "MD")
    if any(tokens[c].dep in ("nsubjpass", "auxpass") for c in kids):
        yield "pass"


def _downwards(tokens: Sequence[Token], main: int, below: Sequence[tuple[int, int]]) -> Iterator[str]:
    """What hangs on the main verb, with and without it."""
    for at, depth in below:
        if tokens[at].pos in _TELLING:
            word = f"{tokens[at].dep}:{_lemma(tokens, at)}{_negation(tokens, at)}"
            if depth == 0:
                yield f"vd:{_lemma(tokens, main)}>{word}"
            yield f"d{depth}:{word}"
    further = next((at for at, _ in below if tokens[at].pos == "VERB" and tokens[at].dep in _CLAUSES), None)
    if further is not None:
        yield f"vv:{_lemma(tokens, main)}>{_lemma(tokens, further)}"


def _upwards(tokens: Sequence[Token], source: Range | None, target: Range | None) -> Iterator[str]:
    """How the two actors hang in the sentence, and what stands above them."""
    for name, part, most in (("s", source, 3), ("t", target, 4)):
        if part:
            yield f"{name}dep:{tokens[head_of(tokens, part)].dep}"
            yield from (f"{name}p:{_lemma(tokens, at)}" for at in _above(tokens, part)[:most])


def _known(tokens: Sequence[Token], main: int, below: Sequence[tuple[int, int]]) -> Iterator[str]:
    """The PLOVER types that the word lists give to the verbs and the nouns below."""
    verbs = [main, *(at for at, _ in below if tokens[at].pos == "VERB" and tokens[at].dep in _CLAUSES)]
    for number, verb in enumerate(verbs[:4]):
        kind = kind_of_verb(_lemma(tokens, verb), company_of(tokens, verb))
        if kind and kind.plover:
            yield f"lx{min(number, 2)}:{kind.plover}{_negation(tokens, verb)}"
    for at, depth in below:
        kind = kind_of_noun(_lemma(tokens, at)) if tokens[at].pos == "NOUN" else None
        if kind and kind.plover:
            yield f"ln{depth}:{kind.plover}"


def _masked(tokens: Sequence[Token], sentence: Range, source: Range | None, target: Range | None) -> list[str]:
    """The sentence's lemmas without punctuation, actors and names replaced."""
    found: list[str] = []
    for at in range(*sentence):
        token = tokens[at]
        if source and source[0] <= at < source[1]:
            word = "_S_" if at == source[0] else ""
        elif target and target[0] <= at < target[1]:
            word = "_T_" if at == target[0] else ""
        elif token.pos == "PUNCT":
            word = ""
        elif token.entity:
            word = f"@{token.entity}"
            word = "" if found and found[-1] == word else word
        else:
            word = token.lemma.lower()
        if word:
            found.append(word)
    return found


def _near(words: Sequence[str]) -> list[str]:
    """The words from the first to the last of the two actors, with a few beside them."""
    at = [i for i, word in enumerate(words) if word in ("_S_", "_T_")]
    first, last = (at[0], at[-1]) if at else (0, len(words))
    if "_S_" not in words:
        first = max(0, first - _BEFORE)
    if "_T_" not in words:
        last = first + _ALONE
    return list(words[max(0, first - 1) : last + _AFTER])
