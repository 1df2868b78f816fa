"""Small questions about the tokens of a part: what hangs below a head, what words it has, whether it only points."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.records import Parse
from onrecord.resources import words
from onrecord.stages.propositions.lexicons import answer_words, pointing_words

CONTENT_POS = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN", "NUM", "AUX"})
CLAUSES = frozenset({"acl", "ccomp", "xcomp", "advcl", "pcomp"})
COMPLEMENTS = frozenset({"dobj", "attr", "acomp", "prep", "ccomp", "xcomp", "advmod", "dative", "oprd", "agent"})
ANSWER_LENGTH = 6
"""Words that a bare yes or no has at most."""


def below(parse: Parse, root: int, inside: set[int], *, barred: frozenset[str] = frozenset()) -> tuple[int, ...]:
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
    while kept and parse.tokens[kept[-1]].pos in ("PUNCT", "CCONJ"):
        kept.pop()
    return tuple(kept) or (root,)


def content_words(parse: Parse, tokens: Sequence[int]) -> set[str]:
    """Lemmas of the words that say something."""
    found = {parse.tokens[t].lemma.lower() for t in tokens if parse.tokens[t].pos in CONTENT_POS}
    return found - words("light-words.txt")


def claim_words(parse: Parse, tokens: Sequence[int]) -> set[str]:
    """Lemmas of the words that only point at a claim or judge it."""
    return {parse.tokens[token].lemma.lower() for token in tokens} & pointing_words()


def only_points(parse: Parse, tokens: Sequence[int]) -> bool:
    """True for "it", "those allegations", "the reports"."""
    light = words("light-words.txt")
    left = (parse.tokens[t].lemma.lower() for t in tokens if parse.tokens[t].pos in CONTENT_POS)
    return all(lemma in pointing_words() or lemma in light for lemma in left)


def own_words(parse: Parse, core: int, inside: set[int]) -> bool:
    """True where a claim noun carries a clause that says what the claim is."""
    return any(child in inside and parse.tokens[child].dep in CLAUSES for child in parse.tokens[core].children)


def is_elliptic(parse: Parse, core: int, inside: set[int]) -> bool:
    """True for "that he had not", "it did not": an auxiliary whose verb is to be supplied."""
    word = parse.tokens[core]
    return word.lemma.lower() in ("be", "do", "have") and all(
        parse.tokens[child].dep not in COMPLEMENTS for child in word.children if child in inside
    )


TURNED_DOWN = re.compile(
    r"(?:nothing|could ?n.t|could not|can ?not|can ?n.t) (?:could |can )?be (?:any )?(?:further|farther)"
    r"|far from the truth|(?:not|never) (?:simply |just )?the case$|no truth (?:to|in|whatsoever)"
    r"|^(?:that |this |it |)(?:never happened|did (?:not|n.t) happen)$|^nothing of the (?:sort|kind)(?: happened)?$"
    r"|^(?:no |well |i )*(?:do n.t|do not|don.t) (?:think|believe) so$|not what (?:happened|i said|i meant|we said)$"
)
"""Set phrases that call untrue what was said before."""
LONGEST_PHRASE = 12
"""Words of a sentence that does no more than that."""


def turns_down(parse: Parse, tokens: Sequence[int]) -> bool:
    """True for "Nothing could be further from the truth", "That is not the case"."""
    said = [parse.tokens[t].text.lower().replace("\u2019", "'") for t in tokens if parse.tokens[t].pos != "PUNCT"]
    return len(said) <= LONGEST_PHRASE and TURNED_DOWN.search(" ".join(said)) is not None


def answers_no(parse: Parse, tokens: Sequence[int]) -> bool:
    """True for a bare "No", "Absolutely not", "Of course not"."""
    said = [parse.tokens[t].text.lower().replace("’", "'") for t in tokens if parse.tokens[t].pos != "PUNCT"]
    known = answer_words()
    if not said or len(said) > ANSWER_LENGTH or any(word not in known for word in said):
        return False
    return any(known[word] == "no" for word in said) and not any(known[word] == "yes" for word in said)


def leads_accusation(parse: Parse, gerund: int) -> bool:
    """True for "accused the mayor OF TAKING bribes"."""
    word = parse.tokens[gerund]
    return word.tag == "VBG" and word.dep == "pcomp" and parse.tokens[word.head].text.lower() in ("of", "with")
