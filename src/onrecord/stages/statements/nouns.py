"""Attributions by noun: "the claim that", "allegations of", "issued a statement"; and "according to", "reportedly"."""

from __future__ import annotations

from onrecord.records import Span
from onrecord.resources import words
from onrecord.stages.statements import frames
from onrecord.stages.statements.cues import Attribution, Cue, cues, role
from onrecord.stages.statements.cut import curtail
from onrecord.stages.statements.sources import can_speak, source_span
from onrecord.stages.statements.tree import Tree
from onrecord.stages.statements.verbs import is_negated, spans

_NOT_SOURCES = role("not-according-to")
_HEARSAY = {"reportedly": "asserts", "allegedly": "accuses"}
_LONGEST_SUBJECT = 25
"""Tokens of a subject that a parser may hang on the source before it."""


def attribute_noun(tree: Tree, noun: int) -> Attribution | None:
    """The attribution by a noun of the lexicon that carries its content with it."""
    token = tree.tokens[noun]
    cue = cues().get((token.lemma.lower(), "NOUN"))
    if cue is None or token.dep == "compound" or is_setting(tree, noun):
        return None
    ranges, frame = _noun_content(tree, noun, cue)
    light = _light_verb(tree, noun)
    if not ranges and not ("v" in cue.frames and light is not None):
        return None
    first, last = noun, noun
    source: Span | None = None
    if light is not None and (subject := tree.subject(light)) is not None and can_speak(tree, subject):
        first = tree.group(light)[0]
        source = source_span(tree, subject, stop=first if subject < first else None)
    else:
        source = _owner(tree, noun)
    if cue.lemma == "demand" and source is None and tree.tokens[noun].tag == "NN":
        return None  # the market's
    if frame == "p" and source is None and cue.lemma in role("of-agents"):
        return None  # "admissions of refugees"
    return Attribution(
        token=noun,
        cue=tree.span(first, last),
        source=source,
        content=spans(tree, [kept for part in ranges if (kept := curtail(tree, part, noun))]),
        act=cue.act,
        lemma=cue.lemma,
        frame=frame,
        negated=light is not None and is_negated(tree, light, first),
    )


def is_setting(tree: Tree, noun: int) -> bool:
    """True where the noun only says how a verb's clause was uttered: "confirmed in a statement that ..." """
    token = tree.tokens[noun]
    if token.dep != "pobj" or tree.lemma(token.head) not in frames.SETTINGS:
        return False
    verb = tree.tokens[token.head].head
    entry = cues().get((tree.lemma(verb), "VERB"))
    return entry is not None and "c" in entry.frames and tree.tokens[token.head].dep == "prep"


def _noun_content(tree: Tree, noun: int, cue: Cue) -> tuple[list[frames.Range], str]:
    tokens = tree.tokens
    if "c" in cue.frames or "v" in cue.frames:
        direct = noun + 1 < len(tokens) and tokens[noun + 1].text.lower() == "that" and tokens[noun + 1].tag == "IN"
        for child in tree.dependents(noun, "acl", "relcl", "ccomp", "advcl", "appos"):
            if child > noun and (_states(tree, child) or (direct and _has_own(tree, child))):
                return frames.around(tree, child, noun), "c"
        if (told := _told_that(tree, noun)) is not None:
            return frames.around(tree, told, noun), "c"
        if tokens[noun].dep == "dobj":  # "any claims to the public that ...", hung on the verb
            for child in tree.dependents(tokens[noun].head, "ccomp"):
                mark = tree.child(child, "mark")
                if child > noun and mark is not None and tokens[mark].text.lower() == "that" and mark - noun < 6:
                    return frames.around(tree, child, noun), "c"
    if "i" in cue.frames:
        for child in tree.dependents(noun, "acl", "xcomp", "relcl"):
            mark = tree.child(child, "aux", "mark")
            if child > noun and mark is not None and tokens[mark].text.lower() == "to":
                part = frames.trim(tree, tree.left[child], tree.right[child])
                return ([part] if part else []), "i"
    if "p" in cue.frames:
        found, preposition = frames.phrase(tree, noun, cue.prepositions)
        if found and preposition is not None and not _is_empty_phrase(tree, noun, found[0]):
            return found, "p"
    return [], ""


def _is_empty_phrase(tree: Tree, noun: int, part: frames.Range) -> bool:
    """ "requests for comment"; "the report of the committee", which names an author."""
    head = next((i for i in range(part[1], part[0] - 1, -1) if tree.tokens[i].head < part[0]), part[0])
    if tree.lemma(head) in ("comment", "interview", "information"):
        return True
    return tree.lemma(noun) in ("report", "word") and (tree.tokens[noun].tag == "NN" or can_speak(tree, head))


def _has_own(tree: Tree, head: int) -> bool:
    bare = tree.lemma(head) in role("relative-verb") and tree.child(head, "dobj", "ccomp") is None
    return tree.own_subject(head) is not None and not bare


def _told_that(tree: Tree, noun: int) -> int | None:
    """The clause of "a message to them that ...", read as a relative clause on those it was sent to."""
    holders = [noun, tree.tokens[noun].head] if tree.tokens[noun].dep == "dobj" else [noun]
    for holder in holders:
        for way in tree.dependents(holder, "prep", "dative"):
            name = tree.child(way, "pobj") if tree.lemma(way) == "to" and way > noun else None
            for child in tree.dependents(name, "relcl", "acl") if name is not None else []:
                mark = tree.child(child, "mark")
                if (
                    mark is not None
                    and tree.tokens[mark].text.lower() == "that"
                    and tree.own_subject(child) is not None
                ):
                    return child
    return None


def _states(tree: Tree, head: int) -> bool:
    """True for a clause that says something of its own; a relative clause lacks the noun it hangs on."""
    tokens = tree.tokens
    if tree.lemma(head) in role("relative-verb") and tree.child(head, "dobj", "ccomp") is None:
        return False  # "the statements that he made"
    mark = tree.child(head, "mark")
    if mark is not None:
        return tokens[mark].text.lower() in ("that", "if", "whether") and tree.own_subject(head) is not None
    subject = tree.own_subject(head)
    if subject is None or tokens[subject].tag in ("WDT", "WP") or tokens[head].pos not in ("VERB", "AUX"):
        return False
    if any(tokens[child].tag in ("WDT", "WP", "WRB", "WP$") for child in tokens[head].children):
        return False
    if any(tokens[c].text.lower() == "that" for c in tokens[head].children if c < head):
        return False
    return tree.child(head, "dobj", "attr", "acomp", "ccomp", "xcomp", "oprd", "auxpass") is not None


def _light_verb(tree: Tree, noun: int) -> int | None:
    token = tree.tokens[noun]
    if token.dep not in ("dobj", "conj"):
        return None
    verb = token.head
    if tree.tokens[verb].pos == "VERB" and verb < noun and tree.lemma(verb) in words("light-verbs.txt"):
        return verb
    return None


def _owner(tree: Tree, noun: int) -> Span | None:
    tokens = tree.tokens
    possessor = tree.child(noun, "poss")
    if possessor is not None:
        if tokens[possessor].tag == "PRP$":
            return tokens[possessor].span
        case = tree.child(possessor, "case")
        return source_span(tree, possessor, stop=case)
    for child in tree.dependents(noun, "prep", "agent"):
        owner = tree.child(child, "pobj")
        if tree.lemma(child) in ("by", "from") and owner is not None and can_speak(tree, owner):
            return source_span(tree, owner)
    for child in tokens[noun].children:
        if child < noun and (
            (tokens[child].dep == "amod" and tokens[child].entity == "NORP")
            or (tokens[child].dep == "compound" and (tokens[child].lemma.lower() in ("media", "press", "news") or
                                                     tokens[child].entity in ("ORG", "GPE")))
        ):  # fmt: skip
            return source_span(tree, child)
    return None


def attribute_according(tree: Tree, token: int) -> Attribution | None:
    """ "according to X": X is the source, the clause around it the content."""
    tokens = tree.tokens
    if tokens[token].text.lower() != "according" or token + 1 >= len(tokens) or tokens[token + 1].text.lower() != "to":
        return None
    name = tree.child(token + 1, "pobj", "pcomp") if tokens[token + 1].head == token else tree.child(token, "pobj")
    if name is None or tree.lemma(name) in _NOT_SOURCES:
        return None
    last = min(max(tree.right[token], tree.right[name]), tree.sentences[tree.sentence[token]].last - 1)
    source = source_span(tree, name)
    if tokens[min(last + 1, len(tokens) - 1)].tag in ("VBD", "VBZ", "VBP", "MD"):  # the subject taken for an apposition
        comma = next(
            (i for i in range(last, max(name, last - _LONGEST_SUBJECT), -1) if tokens[i].text == ","), last + 1
        )
        source, last = source_span(tree, name, stop=comma), comma - 1
    ranges = _clause_around(tree, token, last, source)
    if not ranges:
        return None
    return Attribution(token, tree.span(token, token + 1), source, spans(tree, ranges), "asserts", "according to", "c")


def attribute_hearsay(tree: Tree, token: int) -> Attribution | None:
    """ "reportedly", "allegedly": the clause around it, from nobody named."""
    word = tree.tokens[token].text.lower()
    if word not in _HEARSAY or tree.tokens[token].dep != "advmod":
        return None
    head = tree.tokens[token].head
    if tree.tokens[head].pos not in ("VERB", "AUX"):
        return None
    first, last = tree.left[head], tree.right[head]
    ranges = [part for a, b in ((first, token - 1), (token + 1, last)) if (part := frames.trim(tree, a, b))]
    act = "accuses" if word == "allegedly" else "asserts"
    return Attribution(token, tree.tokens[token].span, None, spans(tree, ranges), act, word, "c")  # type: ignore[arg-type]


def _clause_around(tree: Tree, token: int, last: int, source: Span) -> list[frames.Range]:
    """The clause that "according to X" (tokens ``token`` to ``last``) stands in or beside."""
    tokens = tree.tokens
    sentence = tree.sentences[tree.sentence[token]]
    while last > token + 2 and tokens[last].span.start >= source.end and tokens[last].text not in ",":
        last -= 1
    closes = all(tokens[i].pos in ("PUNCT", "SPACE") for i in range(last + 1, sentence.last))
    opens = token == sentence.first
    if closes and not opens and tokens[token - 1].text in (",", "-", "—", "–"):
        first, stop = sentence.first, token - 1
        return [part] if (part := frames.trim(tree, first, stop)) else []
    head = tokens[token].head
    for _ in range(10):
        if tokens[head].pos in ("VERB", "AUX") or tokens[head].head == head:
            break
        head = tokens[head].head
    first = max(tree.left[head], sentence.first)
    stop = min(tree.right[head], sentence.last - 1)
    if opens:
        return [part] if (part := frames.trim(tree, last + 1, max(stop, last + 1))) else []
    parts = [(first, token - 1), (last + 1, stop)]
    return [part for a, b in parts if a <= b and (part := frames.trim(tree, a, b))]
