"""Attributions by verb: "said", "was accused of", "adding that", "called him a liar"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records import Span, Token
from onrecord.stages.statements.contents import FIRST_AND_SECOND, Clause, find_content
from onrecord.stages.statements.cues import Attribution, Cue, cues, is_document, role
from onrecord.stages.statements.cut import curtail
from onrecord.stages.statements.frames import Range
from onrecord.stages.statements.hedges import is_supposed, short_of
from onrecord.stages.statements.repair import rejoin
from onrecord.stages.statements.sources import can_speak, is_empty, source_span
from onrecord.stages.statements.tree import Tree

_OPENERS = role("opener")
"""Verbs that only lead up to a verb of saying: "went on to say"."""


def read_verb(tree: Tree, verb: int, *, quoted: bool) -> Clause | None:
    """The clause around a verb of the lexicon, or None where it cannot attribute anything."""
    token = tree.tokens[verb]
    cue = _entry(tree, verb)
    if cue is None or token.dep in ("amod", "compound", "nmod"):
        return None
    passive = _is_passive(tree, verb)
    subject = _agent(tree, verb) if passive else matrix_subject(tree, verb)
    if subject is not None and is_empty(tree, subject) and passive:
        subject = None
    if not passive:
        if token.tag == "VB" and _is_unreal(tree, verb):
            return None
        if token.tag == "VBG" and {tree.lemma(c) for c in tree.dependents(verb, "aux")} & _MODALS:
            return None
        if _is_likely(tree, verb, subject) or is_supposed(tree, verb):
            return None
        if subject is None and (token.tag != "VBG" or token.dep in ("csubj", "nsubj", "ROOT", "pcomp")):
            return None
        finite = token.tag in ("VBZ", "VBD", "VBP")
        if subject is not None and not _may_say(tree, subject, cue, quoted=quoted, finite=finite):
            return None
    several = tree.dependents(verb, "nsubj")
    if not passive and len(several) > 1 and subject == several[0] and several[-1] < verb:
        subject = several[-1]
    first, last = tree.group(verb)
    if " " in cue.lemma and verb + 1 < len(tree.tokens) and tree.lemma(verb + 1) == cue.lemma.split()[-1]:
        last = max(last, verb + 1)
    head = token.head
    if (
        token.dep in ("xcomp", "advcl")
        and tree.lemma(head) in _OPENERS
        and 0 < verb - head <= 4
        and _follows_on(tree, head, verb)
    ):
        first = tree.group(head)[0]
    else:
        others = (denied_with(tree, verb), short_of(tree, verb))
        first = min([first, *(tree.group(other)[0] for other in others if other is not None and other < verb)])
    return Clause(verb, cue, first, last, subject, passive, quoted)


def _is_unreal(tree: Tree, verb: int) -> bool:
    """True where nothing is said to have been said: "no evidence to suggest", "wants them to ask", "could say"."""
    own = tree.own_subject(verb)
    marks = {tree.lemma(child) for child in tree.dependents(verb, "aux", "mark")}
    if not marks and own is None and _is_wanted(tree, verb):
        return True
    if "to" in marks and tree.tokens[verb].dep == "xcomp" and _is_wanted(tree, verb):
        return True
    if "to" in marks or not marks:
        return (own is None) == (tree.tokens[verb].dep in ("acl", "relcl")) and tree.tokens[verb].dep != "ROOT"
    return bool(marks & _MODALS) and tree.child(verb, "neg") is None


def _is_likely(tree: Tree, verb: int, subject: int | None) -> bool:
    """True for "it promises to be a hard campaign", which nobody promises."""
    if subject is None or tree.tokens[subject].text.lower() not in ("it", "this", "that"):
        return False
    to = tree.child(verb, "xcomp")
    return tree.lemma(verb) in ("promise", "threaten") and to is not None and tree.lemma(to) in ("be", "become")


_JOINED = 4
"""Verbs joined by "and" or "or" over which their "to" is looked for."""


def _is_wanted(tree: Tree, verb: int) -> bool:
    """True where somebody else is asked or wanted to do it: "asked the court to declare it void", "lets it go"."""
    first = verb
    for _ in range(_JOINED):
        if tree.tokens[first].dep != "conj" or tree.tokens[tree.tokens[first].head].tag != "VB":
            break
        first = tree.tokens[first].head
    governor = tree.tokens[first].head
    if first == verb:
        patient = tree.child(governor, "dobj", "dative")
        if patient is None or patient > verb:
            return False
    entry = cues().get((tree.lemma(governor), "VERB"))
    return (entry is not None and entry.act == "requests") or tree.lemma(governor) in role("wanting")


_MODALS = frozenset({"could", "may", "might", "should", "must", "can"})


def _entry(tree: Tree, verb: int) -> Cue | None:
    """The lexicon's entry for the verb, with its particle where the two together are one: "lay out"."""
    table, lemma = cues(), tree.lemma(verb)
    for child in tree.dependents(verb, "prt", "advmod"):
        if child == verb + 1 and (phrasal := table.get((f"{lemma} {tree.lemma(child)}", "VERB"))):
            return phrasal
    for child in tree.dependents(verb, "prep") if tree.child(verb, "xcomp", "advcl") is not None else []:
        phrasal = table.get((f"{lemma} {tree.lemma(child)}", "VERB")) if child == verb + 1 else None
        if any(tree.tokens[c].entity in ("DATE", "TIME") for c in tree.dependents(child, "pobj")):
            continue  # "called ON MONDAY to ask"
        if phrasal is not None and phrasal.frames == "x":  # "called ON the council TO GO"
            return phrasal
    return table.get((lemma, "VERB"))


def _follows_on(tree: Tree, opener: int, verb: int) -> bool:
    between = [tree.tokens[i].text.lower() for i in range(opener + 1, verb)]
    return "," not in between and ("to" in between or verb == opener + 1)


def matrix_subject(tree: Tree, verb: int) -> int | None:
    """The subject of an active verb, where the parser has it or where it was meant."""
    token, tokens = tree.tokens[verb], tree.tokens
    if (
        token.tag == "VBG"
        and token.dep == "advcl"
        and tree.lemma(verb) == "say"
        and tokens[verb - 1].pos in ("NOUN", "PROPN")
    ):
        speaker = verb - 1  # "quoting officials saying that ..."
        if tokens[speaker].dep in ("dobj", "pobj") and can_speak(tree, speaker):
            return speaker
    found = _shown(tree, verb)
    if found is None:
        found = tree.subject(rejoin(tree, verb))
    if found is None and (kept := short_of(tree, verb)) is not None:
        found = tree.subject(kept)
    if found is not None and found < verb and verb not in tree.quoted:
        set_off = tokens[verb - 1].text == "," and tree.lemma(verb) == "say"  # "Her words, said the mayor, are ..."
        after = _after(tree, verb) if (found in tree.quoted and token.tag != "VBG") or set_off else None
        if after is not None and (found in tree.quoted or tokens[min(after + 1, len(tokens) - 1)].text == ","):
            return after
    if found is None and verb > 0 and tokens[verb - 1].text in _CLOSING:  # "...," read the summary
        return tree.child(verb, "dobj", "attr", "npadvmod")
    return found


def _shown(tree: Tree, verb: int) -> int | None:
    """Who acts in what surfaced: him, of "a video surfaced of him mocking her"; the parser gives the video."""
    if tree.tokens[verb].tag != "VBG" or tree.tokens[verb].dep not in ("advcl", "acl"):
        return None
    named = tree.group(verb)[0] - 1
    of = tree.tokens[named].head
    if named < 1 or tree.tokens[named].dep != "pobj" or tree.lemma(of) != "of" or not of < named < verb:
        return None
    holder = tree.tokens[of].head
    if tree.tokens[holder].pos == "VERB":
        return named if can_speak(tree, named) else None
    someone = tree.tokens[named].pos == "PRON" or tree.tokens[named].entity == "PERSON"
    return named if someone and is_document(tree.lemma(holder)) else None


def _after(tree: Tree, verb: int) -> int | None:
    """The head of the noun phrase that starts right after the verb, whatever the parser hung it on."""
    at, stop = verb + 1, tree.sentences[tree.sentence[verb]].last
    while (
        at < stop and tree.tokens[at].head > at and tree.tokens[at].dep in ("compound", "det", "amod", "nmod", "poss")
    ):
        at = tree.tokens[at].head
    return at if at < stop and tree.tokens[at].pos in ("NOUN", "PROPN", "PRON") and can_speak(tree, at) else None


_BEFORE_NOUN = frozenset({"compound", "det", "amod", "nmod", "poss"})
_CLOSING = frozenset({",", "”", '"', "''", "’", "»", "“"})


def attribute_verb(tree: Tree, clause: Clause) -> Attribution:
    """The attribution by one verb; its content is empty where only a quotation can give it."""
    ranges, frame, extra = find_content(tree, clause)
    first, last = clause.first, clause.last
    if extra is not None and (extra == last + 1 or (clause.cue.objects and extra > last)):  # "took issue WITH"
        last = extra
    return Attribution(
        token=clause.verb,
        cue=tree.span(first, last),
        source=_source(tree, clause, ranges),
        content=spans(tree, [kept for part in ranges if (kept := curtail(tree, part, clause.verb))]),
        act=clause.cue.act,
        lemma=clause.cue.lemma,
        frame=frame,
        negated=is_negated(tree, clause.verb, first),
    )


def _source(tree: Tree, clause: Clause, ranges: list[Range]) -> Span | None:
    if clause.subject is None:
        return None
    if clause.passive:
        source = source_span(tree, clause.subject)
        ends = [tree.tokens[part[0] - 1].span.end for part in ranges if part[0] > clause.subject]
        return Span(source.start, min([source.end, *ends]))
    sentence = tree.sentences[tree.sentence[clause.verb]]
    source = source_span(tree, clause.subject, stop=clause.first if clause.subject < clause.first else clause.verb)
    joint = tree.own_subject(clause.verb)
    beside = tree.tokens[max(0, tree.left[clause.subject] - 1)].text.lower()
    if (
        joint is not None
        and joint < clause.subject < clause.verb
        and (tree.tokens[joint + 1].text == "," or beside in ("and", "&"))
    ):  # "Moscow, Beijing deny"; "Ann Reed (D) and Paul Cole (D) said", hung on the verb one by one
        return Span(tree.tokens[tree.left[joint]].span.start, source.end)
    before = [token for token in tree.tokens[sentence.first : sentence.first + 5] if token.span.end <= source.start]
    if sentence.block == "headline" and len(before) > 1 and before[-1].text == "," and _are_names(before[:-1]):
        return Span(before[0].span.start, source.end)
    return source


def _are_names(tokens: Sequence[Token]) -> bool:
    return all(token.pos == "PROPN" for token in tokens)


def spans(tree: Tree, ranges: list[Range]) -> tuple[Span, ...]:
    """Token ranges as spans of the text."""
    return tuple(sorted(tree.span(a, b) for a, b in ranges if a <= b))


def is_negated(tree: Tree, verb: int, first: int) -> bool:
    """True for "did not say", "never said", "without saying"."""
    if tree.child(verb, "neg") is not None:
        return True
    if any(tree.lemma(i) in ("never", "not", "n't") for i in range(first, verb)):
        return True
    token = tree.tokens[verb]
    return (token.dep == "pcomp" and tree.lemma(token.head) == "without") or any(
        other is not None for other in (denied_with(tree, verb), short_of(tree, verb))
    )


def denied_with(tree: Tree, verb: int) -> int | None:
    """The verb that shares its negation with ``verb``: "confirm" of "would neither confirm nor deny"."""
    token = tree.tokens[verb]
    if token.dep != "conj":
        return None
    joined = {tree.lemma(child) for child in tree.dependents(token.head, "cc", "preconj")}
    shared = "nor" in joined or ("or" in joined and tree.child(token.head, "neg") is not None)
    return token.head if shared else None


def _is_passive(tree: Tree, verb: int) -> bool:
    token = tree.tokens[verb]
    if token.tag == "VBD" and token.dep == "advcl" and tree.lemma(verb) == "ask":  # "Asked whether", tagged as a past
        return tree.own_subject(verb) is None and tree.child(verb, "aux", "dobj") is None
    if token.tag == "VBD" and _is_bare_passive(tree, verb):
        return True
    if token.tag != "VBN":
        return False
    if tree.child(verb, "auxpass", "nsubjpass") is not None:
        return True
    if token.dep == "conj" and _is_passive(tree, token.head):
        return tree.own_subject(verb) is None
    return token.dep in ("acl", "advcl", "relcl") and tree.child(verb, "aux") is None and tree.own_subject(verb) is None


def _is_bare_passive(tree: Tree, verb: int) -> bool:
    """A headline's passive: "Minister criticised for remarks"."""
    entry = _entry(tree, verb)
    if entry is None or "r" not in entry.frames or tree.child(verb, "dobj", "ccomp", "aux") is not None:
        return False
    after = tree.child(verb, "prep", "agent")
    return after == verb + 1 and tree.lemma(verb + 1) in ("for", "of", "over", "by")


def _agent(tree: Tree, verb: int) -> int | None:
    by = tree.child(verb, "agent")
    return tree.child(by, "pobj") if by is not None else None


_NOBODY = role("nobody")
"""Subjects that stand for nobody in particular: "whoever says so is mistaken"."""


def _may_say(tree: Tree, subject: int, cue: Cue, *, quoted: bool, finite: bool) -> bool:
    token = tree.tokens[subject]
    text = token.text.lower()
    if text == "you" or text in _NOBODY or (quoted and (text in FIRST_AND_SECOND or cue.needs == "that")):
        return False
    if quoted and text in ("it", "this", "that") and (cue.lemma not in role("reading") or not finite):
        return False
    if cue.needs == "":
        return text not in ("which", "that") or token.dep in ("nsubj", "nsubjpass")
    if cue.needs in ("document", "outlet"):
        return token.entity == "ORG" or (cue.needs == "document" and is_document(token.lemma.lower()))
    return can_speak(tree, subject)
