"""The content that a cue takes, by the frames of the lexicon: clause, infinitive, object, of-phrase ..."""

from __future__ import annotations

from onrecord.stages.statements.cues import Cue, cues, is_speaker, role
from onrecord.stages.statements.repair import strays
from onrecord.stages.statements.tree import Tree

Range = tuple[int, int]
"""First and last token, both included."""

SETTINGS = role("setting-preposition")
"""Prepositions before a noun that only tells how a verb's clause was uttered: "confirmed in a statement that"."""
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
_EMPTY_OBJECTS = role("empty-object")
_GOES_WITH = role("goes-with-object")
"""Prepositions after an object that go on with the content; those of time, place and addressee do not."""
_THINGS = role("thing")
"""What is denied to somebody or defended in earnest, and is no content: licences, seats."""
_TAKES_THINGS = role("takes-thing")
_OF_PERSONS = role("of-persons")
"""Verbs whose content may be a person: "cited officials"."""
_OPPOSED_TO_PERSONS = role("of-no-person")
"""Verbs that with a person for their object tell of a deed: what is denied or challenged in words is a thing said."""
_PRONOUN_OBJECT_ACTS = frozenset({"denies", "criticises", "questions", "praises"})

OPENING_MARKS = frozenset({"“", '"', "``", "‘", "«", "„", "''"})
_LEAD = 14
"""Tokens between a cue and its clause or its subject's head: time, place and addressee fit in."""
_ADDRESSING = role("addressing")


def clause(tree: Tree, verb: int, *, bare: bool = False) -> list[Range]:
    """The clause a verb takes as its complement, without its "that"."""
    tokens = tree.tokens
    clauses = tree.dependents(verb, "ccomp")
    marks = {c: tree.child(c, "mark") for c in clauses if c > verb}
    stated = [c for c, mark in marks.items() if mark is not None and is_word(tree, mark, "that")]
    for child in stated or clauses:  # of "Reed agreed, Bell said that ..." the second is what was said
        if child < verb or (_is_clause(tree, child) and not _closes(tree, child)):
            return around(tree, child, verb)
    if bare and tokens[verb].dep == "relcl":  # "his daughters, who he said were abroad"
        for child in tree.dependents(verb, "ccomp"):
            if child > verb and tokens[child].tag in ("VBD", "VBZ", "VBP", "MD"):
                return around(tree, child, verb)
    for child in tree.dependents(verb, "advcl") if tree.lemma(verb) == "ask" else []:  # "asked by her if he would"
        mark = tree.child(child, "mark")
        if child > verb and mark is not None and tree.lemma(mark) in ("if", "whether"):
            return around(tree, child, verb)
    addressed = tree.lemma(verb) in _ADDRESSING
    for child in (
        tree.dependents(verb, "dobj", "dative") if addressed else []
    ):  # "told sites that ...", misread as relative
        for lower in tokens[child].children:
            mark = tree.child(lower, "mark")
            if (
                lower > child
                and tokens[lower].dep in ("relcl", "acl", "ccomp")
                and mark is not None
                and tokens[mark].text.lower() in ("that", "if", "whether")
                and tokens[mark].tag == "IN"
            ):
                return around(tree, lower, verb)
    return []


def _closes(tree: Tree, head: int) -> bool:
    """True for the cue that closes a sentence, taken for its verb's complement: "suggested it, the paper reported"."""
    entry = cues().get((tree.lemma(head), "VERB"))
    if entry is None or "c" not in entry.frames or tree.tokens[tree.left[head] - 1].text != ",":
        return False
    return tree.child(head, "mark", "ccomp", "xcomp", "dobj", "acomp", "attr") is None


def _is_clause(tree: Tree, head: int) -> bool:
    """True for a finite clause or one with its own subject: "that they go", "they would go", "how to go"."""
    if tree.child(head, "mark", "expl") is not None or tree.own_subject(head) is not None:
        return True
    return any(tree.tokens[child].tag in _RELATIVE for child in tree.tokens[head].children)


def following(tree: Tree, last: int) -> list[Range]:
    """The finite clause after a verb group that the parser hung elsewhere: after "that", or with a subject at once."""
    tokens = tree.tokens
    sentence = tree.sentences[tree.sentence[last]]
    for at in range(last + 1, min(last + _LEAD, sentence.last)):
        if tokens[at].text in (",", ";", ":", "“", '"', "—"):
            return []
        if tokens[at].pos == "VERB" and tokens[at].tag != "VBG":
            return []
        if tokens[at].text.lower() == "that" and tokens[at].tag in ("IN", "WDT") and at + 1 < sentence.last:
            if (tree.lemma(at - 1), "NOUN") in cues() and tree.lemma(tree.tokens[at - 1].head) not in SETTINGS:
                return []
            head = tokens[at].head if tokens[at].head > at else at
            stop = tree.right[head] if head > at else sentence.last - 1
            part = trim(tree, at + 1, min(max(stop, at + 1), sentence.last - 1))
            return [part] if part else []
        if at > last + 1:
            continue
        for subject in range(at, min(at + _LEAD, sentence.last)):
            head = tokens[subject].head
            if tokens[subject].dep in ("nsubj", "nsubjpass", "expl") and tree.left[subject] == at and head > subject:
                part = trim(tree, at, min(tree.right[head], sentence.last - 1))
                return [part] if part else []
    return []


def around(tree: Tree, head: int, verb: int) -> list[Range]:
    """The subtree of ``head`` without its complementiser and without ``verb`` and what depends on it."""
    first, last = tree.left[head], tree.right[head]
    if first < verb < last and not tree.left[verb] <= head <= tree.right[verb]:
        cut_first, cut_last = tree.left[verb], tree.right[verb]
        parts = [(first, cut_first - 1), (cut_last + 1, last)]
    elif first < verb <= last:
        if head < verb:
            own = tree.own_subject(verb)
            parts = [(first, min(verb, tree.left[own] if own is not None else verb) - 1)]
        else:
            parts = [(verb + 1, last)]
    else:
        if (stray := strays(tree, head, verb)) is not None and stray > first:
            last = min(last, stray - 1)
        parts = [(first, last)]
    return [part for a, b in parts if (part := trim(tree, a, b))]


_LOOSE = frozenset({",", ";", ":", ".", "-", "–", "—", "--", "...", "…"})


def trim(tree: Tree, first: int, last: int) -> Range | None:
    """The range without a leading "that" and loose punctuation; None if nothing is left."""
    tokens = tree.tokens
    last = min(last, len(tokens) - 1)
    while first <= last:
        text = tokens[first].text.lower()
        complementiser = text == "that" and _opens_clause(tree, first)
        if not complementiser and tokens[first].pos != "SPACE" and text not in _LOOSE:
            break
        first += 1
    while last >= first and (tokens[last].pos in ("SPACE", "CCONJ") or tokens[last].text in _LOOSE):
        last -= 1
    return (first, last) if first <= last else None


def _opens_clause(tree: Tree, that: int) -> bool:
    """True for "that" before a clause, be it read as the subject beside the true one."""
    token = tree.tokens[that]
    if token.tag == "IN":
        return token.dep in ("mark", "nsubj", "det")
    return token.dep == "nsubj" and len(tree.dependents(token.head, "nsubj", "nsubjpass")) > 1


def infinitive(tree: Tree, verb: int) -> list[Range]:
    """ "to go", of "vowed to go"."""
    for child in tree.dependents(verb, "xcomp", "ccomp", "advcl"):
        mark = tree.child(child, "aux", "mark")
        if (
            child > verb
            and mark is not None
            and tree.tokens[mark].text.lower() == "to"
            and tree.own_subject(child) is None
            and tree.left[child] - tree.group(verb)[1] <= 2
        ):
            part = trim(tree, tree.left[child], tree.right[child])
            return [part] if part else []
    return []


def gerund(tree: Tree, verb: int) -> list[Range]:
    """ "having gone", of "denied having gone"."""
    for child in tree.dependents(verb, "xcomp", "ccomp", "pcomp"):
        if child > verb and (tree.tokens[tree.left[child]].tag == "VBG" or tree.tokens[child].tag == "VBG"):
            part = trim(tree, tree.left[child], tree.right[child])
            return [part] if part else []
    return []


def object_infinitive(tree: Tree, verb: int) -> list[Range]:
    """ "them to go", of "urged them to go"; where the one addressed is the one to act."""
    patient = next((c for c in tree.dependents(verb, "dobj", "dative", "nsubj") if c > verb), None)
    if patient is None and verb + 1 in tree.dependents(verb, "prep"):
        patient = tree.child(verb + 1, "pobj")  # "called on THE COUNCIL to go"
    for child in tree.dependents(verb, "xcomp", "ccomp", "advcl"):
        marks = [tree.tokens[c].text.lower() for c in tree.dependents(child, "aux", "mark")]
        if child < verb or "to" not in marks:
            continue
        own = tree.own_subject(child)
        if own is not None and own > verb:
            part = trim(tree, tree.left[own], tree.right[child])
        elif patient is not None and verb < patient < child:
            part = trim(tree, tree.left[patient], tree.right[child])
        elif tree.left[child] == _after_agent(tree, verb) and tree.child(verb, "nsubjpass", "auxpass") is not None:
            part = trim(tree, tree.left[child], tree.right[child])
        else:
            continue
        return [part] if part else []
    return []


def _after_agent(tree: Tree, verb: int) -> int:
    """The token after the verb and after "by Reed" where that follows it."""
    last = tree.group(verb)[1]
    by = tree.child(verb, "agent")
    return (tree.right[by] if by == last + 1 else last) + 1


def noun_object(tree: Tree, verb: int, cue: Cue) -> list[Range]:
    """The direct object, where it is itself what is denied, praised, announced."""
    found = tree.child(verb, "dobj")
    if found is None or found < verb:
        return []
    if tree.tokens[found].entity in ("DATE", "TIME"):
        return []
    token = tree.tokens[found]
    if token.lemma.lower() in _EMPTY_OBJECTS or (token.pos == "PRON" and cue.act not in _PRONOUN_OBJECT_ACTS):
        return []
    if cue.lemma in _TAKES_THINGS and token.lemma.lower() in _THINGS:
        return []
    if cue.lemma in _OPPOSED_TO_PERSONS and _is_person(tree, found):  # "denied him a seat", "will challenge the mayor"
        return []
    if cue.act == "asserts" and not cue.objects and cue.lemma not in _OF_PERSONS and _is_person(tree, found):
        return []
    if cue.objects and token.lemma.lower() not in cue.objects:
        return []
    if "x" in cue.frames and (token.entity == "PERSON" or token.pos == "PRON"):  # the one urged, not what is urged
        return []
    last = tree.right[found]
    for child in tree.tokens[verb].children:
        joined = tree.tokens[child].dep in ("prep", "xcomp", "advcl", "dative") and tree.left[child] == last + 1
        led = tree.lemma(child) in _GOES_WITH or (cue.objects and tree.lemma(child) in cue.prepositions)
        if joined and (led or tree.tokens[tree.left[child]].tag == "TO"):
            last = tree.right[child]
    part = trim(tree, tree.left[found], last)
    return [part] if part else []


def antecedent(tree: Tree, verb: int) -> list[Range]:
    """What a relative clause disputes: "..., something she denies", "the claim, which she denies"."""
    token = tree.tokens[verb]
    if token.dep != "relcl" or tree.child(verb, "ccomp", "xcomp") is not None:
        return []
    holder = tree.child(verb, "dobj")
    if holder is not None and tree.tokens[holder].tag not in _RELATIVE:
        return []
    head = token.head
    first = tree.left[head]
    if tree.lemma(head) in _POINTERS:
        part = trim(tree, tree.sentences[tree.sentence[head]].first, first - 1)
    else:
        part = trim(tree, first, min(tree.left[verb], verb) - 1)
    return [part] if part else []


_POINTERS = role("pointer")


def _is_person(tree: Tree, head: int) -> bool:
    token = tree.tokens[head]
    return token.entity == "PERSON" or (is_speaker(token.lemma.lower()) and token.pos == "NOUN")


_REPROACHING = frozenset({"accuses", "criticises", "praises"})
"""Acts done to somebody "for", "over" or "of" something; who approaches somebody "with" a thing says nothing."""


def reproach(tree: Tree, verb: int, cue: Cue) -> list[Range]:
    """ "him of lying", of "accused him of lying"; "of lying" of the passive."""
    ways = ({"of", "for", "with", "over"} if cue.act in _REPROACHING else set()) | set(cue.prepositions)
    holder = tree.child(verb, "dobj")
    prepositions = [
        p for p in tree.dependents(verb, "prep") if p > verb and tree.lemma(p) in ways and not _dates(tree, p)
    ]
    if not prepositions and holder is not None:
        prepositions = [p for p in tree.dependents(holder, "prep") if p > verb and tree.lemma(p) in ways]
    if (
        not prepositions and (agent := tree.child(verb, "agent")) is not None
    ):  # "accused by three women OF TAKING money"
        by = [p for named in tree.dependents(agent, "pobj") for p in tree.dependents(named, "prep")]
        prepositions = [p for p in by if tree.lemma(p) in ways and tree.child(p, "pcomp") is not None]
    if not prepositions and holder is not None and holder > verb:
        whole = (tree.left[holder], tree.right[holder])
        if any(
            tree.lemma(i) == "of" and tree.tokens[i + 1].tag == "VBG" for i in range(holder, min(whole[1], holder + 30))
        ):
            return [whole]
    if not prepositions:
        return []
    last = tree.right[prepositions[0]]
    if holder is not None and verb < holder < prepositions[0]:
        part = trim(tree, tree.left[holder], last)
    else:
        part = trim(tree, prepositions[0], last)
    return [part] if part else []


def _dates(tree: Tree, preposition: int) -> bool:
    """True for "on Monday"."""
    return any(tree.tokens[c].entity in ("DATE", "TIME") for c in tree.dependents(preposition, "pobj"))


def phrase(tree: Tree, head: int, prepositions: frozenset[str]) -> tuple[list[Range], int | None]:
    """What a preposition leads to, and the preposition: "for talks", of "called for talks"."""
    waiting = [child for child in tree.tokens[head].children if child > head]
    for child in waiting:
        token = tree.tokens[child]
        if token.dep in ("prep", "prt", "dative", "agent") and token.text.lower() in prepositions:
            last = tree.right[child]
            if last > child and tree.tokens[last].entity not in ("DATE", "TIME"):
                part = trim(tree, child + 1, last)
                return ([part] if part else []), child
    return [], None


def is_word(tree: Tree, token: int, text: str) -> bool:
    """True where the token is this word, in any case."""
    return tree.tokens[token].text.lower() == text
