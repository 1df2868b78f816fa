"""The clause that a part doubts: "it is unclear WHETHER P", "she was not sure THAT P", "doubts THAT P"."""

from __future__ import annotations

from onrecord.records import Parse
from onrecord.stages.propositions.lexicons import claim_nouns, polarity, proof_nouns
from onrecord.stages.propositions.parts import is_finite
from onrecord.stages.propositions.phrases import below

CLAUSES = ("ccomp", "acl", "csubj", "advcl", "relcl", "xcomp")
BEING = frozenset({"be", "become", "feel", "remain", "seem", "sound", "stay"})
OPENERS = frozenset({"that", "whether", "if"})
WHO_SPEAKS = frozenset({"i", "we", "he", "she", "they", "it", "nobody", "one"})


def doubted_clause(parse: Parse, root: int, inside: set[int]) -> tuple[int, tuple[int, ...]] | None:
    """The head and the tokens of the clause that the part whose head is ``root`` doubts; None where it doubts none."""
    word = parse.tokens[root]
    if word.pos == "NOUN":
        return _of_noun(parse, root, inside)
    if word.pos not in ("VERB", "AUX"):
        return None
    lemma, negated = word.lemma.lower(), _is_negated(parse, root, inside)
    if lemma == "doubt" and not negated:
        return _clause(parse, (root,), inside)
    states = [c for c in word.children if c in inside and parse.tokens[c].dep in ("acomp", "attr", "oprd")]
    passive = word.tag == "VBN" and any(parse.tokens[c].lemma.lower() in BEING for c in word.children)
    said = {parse.tokens[t].text.lower() for t in ([root] if passive else states if lemma in BEING else [])}
    negated = negated or any(_is_negated(parse, c, inside) for c in states)
    if (said & polarity("doubting") and not negated) or (said & polarity("sure") and negated):
        return _clause(parse, (root, *states), inside)
    return None


def withholds(parse: Parse, root: int, inside: set[int]) -> bool:
    """True where neither P nor its contrary is said: "I'm NOT SAYING that P", "we do NOT KNOW if P"."""
    subjects = [c for c in parse.tokens[root].children if parse.tokens[c].dep == "nsubj" and c in inside]
    if not any(parse.tokens[c].text.lower() in WHO_SPEAKS for c in subjects):
        return False
    if parse.tokens[root].lemma.lower() == "know":
        return _is_negated(parse, root, inside) and bool(_openers(parse, root, inside) & {"whether", "if"})
    helping = {parse.tokens[c].lemma.lower() for c in parse.tokens[root].children if parse.tokens[c].dep == "aux"}
    if "do" in helping or parse.tokens[root].tag == "VBD" or "have" in helping:
        return False  # "we never said that P": that it was said is denied
    negated, verb = _is_negated(parse, root, inside), root
    if parse.tokens[verb].lemma.lower() in ("go", "want"):
        verb = next((c for c in parse.tokens[verb].children if parse.tokens[c].dep == "xcomp" and c in inside), verb)
        negated = negated or _is_negated(parse, verb, inside)
    told = (c for c in parse.tokens[verb].children if parse.tokens[c].dep == "ccomp" and c > verb and c in inside)
    return negated and parse.tokens[verb].lemma.lower() == "say" and any(told)


def _openers(parse: Parse, verb: int, inside: set[int]) -> set[str]:
    """The words that open the clauses which a verb governs."""
    told = [c for c in parse.tokens[verb].children if parse.tokens[c].dep == "ccomp" and c > verb and c in inside]
    return {parse.tokens[m].text.lower() for c in told for m in parse.tokens[c].children if m < c}


def _of_noun(parse: Parse, noun: int, inside: set[int]) -> tuple[int, tuple[int, ...]] | None:
    """Of "expressed doubts THAT P"; not of "there is no doubt that P"."""
    word = parse.tokens[noun]
    if proof_nouns().get(word.lemma.lower()) != "doubt" or word.dep == "pobj" or _is_negated(parse, noun, inside):
        return None  # "did not respond to A QUESTION about whether P"
    ways = [c for c in (*parse.tokens[noun].children, *parse.tokens[parse.tokens[noun].head].children) if c > noun]
    ways = [c for c in ways if c in inside and parse.tokens[c].dep == "prep"]
    if (clause := _clause(parse, (noun, *ways), inside)) is not None:
        return clause
    named = (c for way in ways for c in parse.tokens[way].children if c in inside)
    claim = next((c for c in named if parse.tokens[c].lemma.lower() in claim_nouns()), None)
    if claim is None:
        return None
    return _clause(parse, (claim,), inside, openers=frozenset({"that"})) or (claim, below(parse, claim, inside))


def _clause(
    parse: Parse, heads: tuple[int, ...], inside: set[int], *, openers: frozenset[str] = OPENERS
) -> tuple[int, tuple[int, ...]] | None:
    for head in heads:
        for child in parse.tokens[head].children:
            word = parse.tokens[child]
            if (
                child not in inside
                or child < head
                or word.dep not in (*CLAUSES, "pcomp")
                or not is_finite(parse, child)
            ):
                continue
            marks = [c for c in word.children if parse.tokens[c].dep in ("mark", "advmod") and c < child]
            opener = next((c for c in marks if parse.tokens[c].text.lower() in OPENERS), None)
            bare = opener is None and openers == OPENERS and word.dep == "ccomp"
            if not bare and (opener is None or parse.tokens[opener].text.lower() not in openers):
                continue
            said = below(parse, child, inside)
            return child, tuple(t for t in said if t != opener and t >= (opener or said[0]))
    return None


def _is_negated(parse: Parse, head: int, inside: set[int]) -> bool:
    children = [c for c in parse.tokens[head].children if c in inside]
    lower = [c for a in children if parse.tokens[a].dep in ("aux", "auxpass") for c in parse.tokens[a].children]
    return any(
        parse.tokens[c].text.lower() in polarity("negator") or parse.tokens[c].dep == "neg" for c in (*children, *lower)
    )
