"""What a part says, in features that can be compared: polarity, reference, lemmas, entities, figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.records import Parse, Stance, Statement
from onrecord.resources import words
from onrecord.stages.propositions.lexicons import (
    claim_nouns,
    denial_cues,
    dismissals,
    pointing_words,
    polarity,
    rejecting,
    wrongdoing,
)
from onrecord.stages.propositions.parts import SUBJECTS, Part, Places, head_of, is_finite, without_preposition

CONTENT_POS = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN", "NUM", "AUX"})
CLAUSES = frozenset({"acl", "ccomp", "xcomp", "advcl", "pcomp"})
POINTING = frozenset({"it", "that", "this", "these", "those", "they", "them", "so", "which", "such", "what"})
ASIDE = frozenset({"appos", "relcl"})
COMPLEMENTS = frozenset({"dobj", "attr", "acomp", "prep", "ccomp", "xcomp", "advmod", "dative", "oprd", "agent"})


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
    """The part says that somebody did no wrong, without saying what wrong."""


def read_part(parse: Parse, part: Part) -> Reading:
    """Find the point of a part and its polarity."""
    inside = set(part.tokens)
    core, negated = _core(parse, _accused(parse, part.root, inside), inside)
    dismisses, verdict_subject = _verdict(parse, core, inside)
    if verdict_subject is None and (rejected := _rejected(parse, core, inside)) is not None:
        dismisses, verdict_subject = True, rejected
    point = without_preposition(parse, part.tokens)
    if verdict_subject is not None:
        core = verdict_subject
        point = _below(parse, core, inside)
    shell = _shell(parse, core, inside)
    if shell is not None:
        astray = verdict_subject is not None and core == verdict_subject and _late_verdict(parse, inside)[1] == core
        core, deeper = _core(parse, shell, inside)
        point = _before_verdict(parse, shell, inside) if astray else _below(parse, shell, inside)
        negated = negated != deeper
    senses = {wrongdoing().get(parse.tokens[token].lemma.lower(), "") for token in point}
    word = parse.tokens[core]
    noun = word.pos == "NOUN" and word.lemma.lower() in claim_nouns()
    phrase = _below(parse, core, inside, barred=ASIDE) if noun else point
    bare = _content(parse, phrase) - _claim_words(parse, phrase) - wrongdoing().keys()
    pointing = verdict_subject is not None or noun
    loose = word.pos not in ("VERB", "AUX") or word.tag == "VBG" or _is_elliptic(parse, core, inside)
    empty = loose and _only_points(parse, point)  # "it", "those reports", "having said that", "that she had not"
    refers = shell is None and (empty or (pointing and not _own_words(parse, core, inside) and len(bare) < 4))
    if refers and any(dismissals().get(parse.tokens[token].lemma.lower()) == "false" for token in part.tokens):
        dismisses = True
    innocent = "innocent" in senses or ("wrong" in senses and not bare)
    return Reading(core, point, negated, dismisses, refers, is_finite(parse, head_of(parse, core, inside)), innocent)


def stance_of(places: Places, statement: Statement | None, reading: Reading) -> Stance:
    """How the speaker stands to the point, taken without its negation."""
    against = reading.negated != reading.dismisses
    if statement is None:
        return "denies" if against else "asserts"
    if statement.act == "declines" and not (reading.negated and reading.finite):
        return "declines"
    if statement.act == "questions" and statement.mode != "direct":
        return "questions"
    cue = denies_by_cue(places, statement)
    if reading.innocent:
        return "denies"
    if reading.dismisses:
        return "denies" if against or cue else "asserts"
    if cue:
        return "asserts" if reading.negated and not reading.refers else "denies"
    if statement.act == "denies" and reading.refers:
        return "denies"
    return "denies" if against else "asserts"


def denies_by_cue(places: Places, statement: Statement) -> bool:
    """True where the cue's own words deny what follows: "denied", "pushed back on"."""
    lemmas = [places.parse.tokens[token].lemma.lower() for token in places.tokens(statement.cue)]
    denying = any(lemma in lemmas and (not particle or particle in lemmas) for lemma, particle in denial_cues())
    turned = any(places.parse.tokens[token].dep == "neg" for token in places.tokens(statement.cue))
    return denying and not turned


def _core(parse: Parse, root: int, inside: set[int]) -> tuple[int, bool]:
    """Down through verbs of thought to the verb that matters, with the parity of negations met."""
    negated = _negated(parse, root, inside)
    for _ in range(4):
        word = parse.tokens[root]
        inner = [child for child in word.children if child in inside and parse.tokens[child].dep in ("ccomp", "xcomp")]
        lemma = word.lemma.lower()
        if not inner or lemma not in polarity("transparent") | polarity("reversing"):
            break
        negated = negated != (lemma in polarity("reversing"))
        root = inner[-1]
        negated = negated != _negated(parse, root, inside)
    return root, negated


def _accused(parse: Parse, root: int, inside: set[int]) -> int:
    """In "accused [the firm of hiding losses]" the point turns on hiding."""
    if parse.tokens[root].pos in ("VERB", "AUX"):
        return root
    for child in parse.tokens[root].children:
        if child in inside and parse.tokens[child].dep == "prep":
            for below in parse.tokens[child].children:
                if below in inside and parse.tokens[below].dep == "pcomp" and parse.tokens[below].tag == "VBG":
                    return below
    return root


def _rejected(parse: Parse, core: int, inside: set[int]) -> int | None:
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
        if lemma in claim_nouns() or lemma in POINTING:
            return token
    return None


def _negated(parse: Parse, head: int, inside: set[int]) -> bool:
    count = 0
    for child in parse.tokens[head].children:
        if child not in inside:
            continue
        word = parse.tokens[child]
        if word.dep == "neg" or (word.dep in ("advmod", "preconj") and word.lemma.lower() in polarity("negator")):
            count += 1
        elif word.dep in ("dobj", "attr", "nsubj", "nsubjpass", "expl") and word.lemma.lower() not in (
            "doubt",
            "question",
        ):
            none = word.lemma.lower() in polarity("negator")
            count += none or any(
                parse.tokens[below].lemma.lower() == "no" for below in word.children if below in inside
            )
    return count % 2 == 1


def _verdict(parse: Parse, core: int, inside: set[int]) -> tuple[bool, int | None]:
    """Whether the clause says of its subject that it is false, and that subject where it is worth following."""
    word = parse.tokens[core]
    judged = [core] if word.pos in ("ADJ", "NOUN") else []
    judged += [c for c in word.children if c in inside and parse.tokens[c].dep in ("acomp", "attr", "oprd", "prep")]
    judged += [
        c for j in judged for c in parse.tokens[j].children if c in inside and parse.tokens[c].dep in ("pobj", "conj")
    ]
    verdict = next(
        (dismissals()[parse.tokens[j].lemma.lower()] for j in judged if parse.tokens[j].lemma.lower() in dismissals()),
        "",
    )
    if not verdict:
        return _late_verdict(parse, inside)
    subject = next((c for c in word.children if c in inside and parse.tokens[c].dep in SUBJECTS), None)
    if subject is None:
        return verdict == "false", core if len(inside) <= 4 else None
    lemma = parse.tokens[subject].lemma.lower()
    if lemma in POINTING or lemma in claim_nouns() or parse.tokens[subject].dep.startswith("csubj"):
        return verdict == "false", subject
    return False, None


def _late_verdict(parse: Parse, inside: set[int]) -> tuple[bool, int | None]:
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
    return verdict == "false", first


def _before_verdict(parse: Parse, shell: int, inside: set[int]) -> tuple[int, ...]:
    """What stands between "claims that" and "are false"."""
    tokens = sorted(inside)
    start = next((t for t in tokens if parse.tokens[t].lemma.lower() in claim_nouns()), shell)
    ends = [t for t in tokens if t > shell and parse.tokens[t].lemma == "be"]
    kept = [t for t in tokens if start < t < (ends[-1] if ends else tokens[-1])]
    while kept and (parse.tokens[kept[0]].pos == "PUNCT" or parse.tokens[kept[0]].text.lower() == "that"):
        kept.pop(0)
    return tuple(kept) or (shell,)


def _shell(parse: Parse, core: int, inside: set[int]) -> int | None:
    """The clause that a claim noun wraps: "claims THAT P", "the notion THAT P"."""
    if parse.tokens[core].lemma.lower() not in claim_nouns() or parse.tokens[core].pos not in ("NOUN", "VERB"):
        return None
    for child in parse.tokens[core].children:
        word = parse.tokens[child]
        if child in inside and word.dep in ("acl", "ccomp", "relcl", "dobj") and word.pos in ("VERB", "AUX"):
            return child
    return None


def _is_elliptic(parse: Parse, core: int, inside: set[int]) -> bool:
    """True for "that he had not", "it did not": an auxiliary whose verb is to be supplied."""
    word = parse.tokens[core]
    return word.lemma.lower() in ("be", "do", "have") and all(
        parse.tokens[child].dep not in COMPLEMENTS for child in word.children if child in inside
    )


def _below(parse: Parse, root: int, inside: set[int], *, barred: frozenset[str] = frozenset()) -> tuple[int, ...]:
    """The tokens under ``root`` and itself, without what hangs on by a barred relation or stands at the edge."""
    found, waiting = {root}, [root]
    while waiting:
        for child in parse.tokens[waiting.pop()].children:
            if child in inside and child not in found and parse.tokens[child].dep not in barred:
                found.add(child)
                waiting.append(child)
    kept = sorted(found)
    while kept and (parse.tokens[kept[0]].pos == "PUNCT" or parse.tokens[kept[0]].text.lower() == "that"):
        kept.pop(0)
    while kept and parse.tokens[kept[-1]].pos == "PUNCT":
        kept.pop()
    return tuple(kept) or (root,)


def _content(parse: Parse, tokens: Sequence[int]) -> set[str]:
    return {parse.tokens[t].lemma.lower() for t in tokens if parse.tokens[t].pos in CONTENT_POS} - words(
        "light-words.txt"
    )


def _claim_words(parse: Parse, tokens: Sequence[int]) -> set[str]:
    return {parse.tokens[token].lemma.lower() for token in tokens} & pointing_words()


def _only_points(parse: Parse, tokens: Sequence[int]) -> bool:
    """True for "it", "those allegations", "the reports"."""
    light = words("light-words.txt")
    left = (parse.tokens[t].lemma.lower() for t in tokens if parse.tokens[t].pos in CONTENT_POS)
    return all(lemma in pointing_words() or lemma in light for lemma in left)


def _own_words(parse: Parse, core: int, inside: set[int]) -> bool:
    """True where a claim noun carries a clause that says what the claim is."""
    return any(child in inside and parse.tokens[child].dep in CLAUSES for child in parse.tokens[core].children)
