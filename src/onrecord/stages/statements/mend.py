"""A source or a content that cannot be meant, by the parse of the words around it, and what was."""

from __future__ import annotations

from dataclasses import replace

from onrecord.records import Span
from onrecord.resources.lands import can_act
from onrecord.stages.statements.cues import Attribution, is_document, role
from onrecord.stages.statements.sources import can_speak, source_span
from onrecord.stages.statements.tree import SUBJECTS, Tree

_OBJECTS = frozenset({"dobj", "pobj"})
_BLAMING = frozenset({"accuses", "criticises", "praises"})
_INFERRING = role("inferring")
_OBJECT_PRONOUNS = frozenset({"him", "her", "them"})


def mend(tree: Tree, found: Attribution) -> Attribution | None:
    """The attribution with what it says by the parse, or as it is; None where that is nothing."""
    found = _aside(tree, _without_who(tree, found))
    within = _within_clause(tree, found)
    if within is None or _infers(tree, found):
        return None
    found = _after_semicolon(tree, within)
    found = _without_lead(tree, found)
    found = _letter(tree, found)
    found = _by(tree, found)
    return _not_oneself(tree, found)


def _infers(tree: Tree, found: Attribution) -> bool:
    """True where a thing only shows it, "HER SILENCE suggested that she knew": that is the narrator's to say."""
    if found.source is None or found.lemma not in _INFERRING or any(_is_quoted(tree, span) for span in found.content):
        return False
    inside = tree.within(found.source)
    head = next((i for i in inside if tree.tokens[i].head not in inside), inside[0])
    named = any(tree.tokens[i].pos in ("PROPN", "PRON") and tree.tokens[i].dep != "poss" for i in inside)
    told = can_speak(tree, head) or named or can_act(tree.tokens[head].text.lower())
    return tree.tokens[head].pos == "NOUN" and not told


def _is_quoted(tree: Tree, span: Span) -> bool:
    return any(tree.tokens[i].text in ('"', "“", "”") for i in tree.within(span))


def _without_who(tree: Tree, found: Attribution) -> Attribution:
    """ "A person close to the talks WHO asked not to be named": the source ends before the clause."""
    if found.source is None:
        return found
    inside = tree.within(found.source)
    last = next((i for i in reversed(inside) if tree.tokens[i].text != ","), inside[0])
    if last == inside[0] or tree.tokens[last].tag not in ("WP", "WDT"):
        return found
    kept = _trimmed(tree, inside[0], last - 1)
    return found if kept is None else replace(found, source=kept)


def _aside(tree: Tree, found: Attribution) -> Attribution:
    """ "Her words, SAID REED, are clear": the source is no part of what is said, and what stands before it is."""
    source = found.source
    if source is None or source.start < found.cue.end:
        return found
    place = next(
        (n for n, span in enumerate(found.content) if span.start == source.start < source.end < span.end), None
    )
    if place is None:
        return found
    rest = _trimmed(tree, tree.within(source)[-1] + 1, tree.within(found.content[place])[-1])
    cue = tree.within(found.cue)[0]
    before = _trimmed(tree, tree.sentences[tree.sentence[cue]].first, cue - 1)
    if rest is None or before is None or tree.tokens[cue - 1].text != ",":
        return found
    taken = any(span.overlaps(before) for span in found.content)
    first = () if taken else (before,)
    return replace(found, content=(*found.content[:place], *first, rest, *found.content[place + 1 :]))


def _trimmed(tree: Tree, first: int, last: int) -> Span | None:
    """The tokens without commas and spaces at either end."""
    kept = [i for i in range(first, last + 1) if tree.tokens[i].text.strip() not in ("", ",", ";")]
    return tree.span(kept[0], kept[-1]) if kept else None


def _within_clause(tree: Tree, found: Attribution) -> Attribution | None:
    """ "The letter ANNOUNCING her departure shocked the harbour": what is announced ends before the noun's own verb;
    in "the plan, ENDORSED by Reed, “would end it”" nothing is."""
    cue = tree.tokens[found.token]
    named = cue.pos == "NOUN" and cue.dep in SUBJECTS  # "the CLAIM that P has been denied"
    noun = cue if named else tree.tokens[cue.head]
    if not named and (cue.dep not in ("acl", "relcl") or noun.dep not in SUBJECTS or cue.head > found.token):
        return found
    verb, last = noun.head, tree.right[found.token]
    if verb <= last:
        return found
    kept = []
    for span in found.content:
        if span.start > found.cue.start and span.end > tree.tokens[verb].span.start:
            cut = _trimmed(tree, tree.within(span)[0], last)
            kept += [cut] if cut is not None and span.start <= tree.tokens[last].span.start else []
        else:
            kept.append(span)
    return replace(found, content=tuple(kept)) if kept or not found.content else None


def _after_semicolon(tree: Tree, found: Attribution) -> Attribution:
    """ "Reed says she never asked; Holt SAYS she did": what is said comes after, not from over the semicolon."""
    start = found.source.start if found.source and found.source.end <= found.cue.start else found.cue.start
    first = tree.within(Span(start, found.cue.end))[0]
    if not first or tree.tokens[first - 1].text != ";" or any(span.end > start for span in found.content):
        return found
    after = next((c for c in tree.dependents(found.token, "ccomp", "conj", "advcl") if c > found.token), None)
    what = None if after is None else _trimmed(tree, tree.left[after], tree.right[after])
    return found if what is None else replace(found, content=(what,))


def _without_lead(tree: Tree, found: Attribution) -> Attribution:
    """ "Speaking in Halvar, Holt said": the source is the verb's subject, without what leads to it."""
    if found.source is None or found.source.end > found.cue.start:
        return found
    inside, subject = tree.within(found.source), tree.own_subject(found.token)
    if tree.tokens[inside[0]].tag not in ("VBG", "VBN") or subject is None:
        return found
    if tree.tokens[inside[0]].dep == "advcl" and tree.left[subject] > inside[0]:
        return replace(found, source=source_span(tree, subject, stop=found.token))
    if subject == inside[0]:  # the parser took the participle for the subject and who speaks for a place's apposition
        apposed = (i for i in inside if tree.tokens[i].dep == "appos" and tree.tokens[i].entity == "PERSON")
        subject = next(apposed, subject)
    return found if subject == inside[0] else replace(found, source=source_span(tree, subject, stop=found.token))


def _letter(tree: Tree, found: Attribution) -> Attribution:
    """ "Sent a letter to Halvar SAYING that P": not who gets it but the letter says so, or who wrote it."""
    cue = tree.tokens[found.token]
    if found.source is None or cue.tag != "VBG" or found.source.end > found.cue.start:
        return found
    inside = tree.within(found.source)
    named = next((i for i in inside if tree.tokens[i].head not in inside), inside[0])
    to = tree.tokens[named].head
    if tree.tokens[named].dep != "pobj" or tree.lemma(to) not in ("to", "for"):
        return found
    paper = tree.tokens[to].head
    if tree.tokens[paper].dep in SUBJECTS or not is_document(tree.lemma(paper)):
        verb = paper if tree.tokens[paper].pos == "VERB" else None
        paper = next((c for c in tree.dependents(paper, "dobj") if is_document(tree.lemma(c))), paper)
        if verb is None or not is_document(tree.lemma(paper)):
            return found
    writer = tree.subject(tree.tokens[paper].head) if tree.tokens[paper].dep == "dobj" else None
    if writer is not None:
        return replace(found, source=source_span(tree, writer, stop=tree.tokens[paper].head))
    return replace(found, source=source_span(tree, paper, stop=to))


def _by(tree: Tree, found: Attribution) -> Attribution:
    """ "Was accused of fraud BY HOLT", "was told to go BY THE COUNCIL": who is named at the end says it."""
    if found.source is not None or tree.child(found.token, "auxpass") is None:
        return found
    for place, span in enumerate(found.content):
        inside = tree.within(span)
        for by in inside[1:]:
            if tree.tokens[by].text.lower() != "by" or (doer := tree.child(by, "pobj")) is None or doer not in inside:
                continue
            asked = tree.tokens[inside[0]].tag == "TO" and tree.tokens[tree.tokens[by].head].tag == "VB"
            blamed = found.act in _BLAMING and tree.tokens[doer].entity == "PERSON"
            sure = asked or blamed or (tree.tokens[by].dep == "agent" and tree.tokens[by].head == found.token)
            if not sure or not can_speak(tree, doer):
                continue
            what = _trimmed(tree, inside[0], by - 1)
            if what is not None and tree.right[by] >= inside[-1] - 1:
                content = (*found.content[:place], what, *found.content[place + 1 :])
                return replace(found, source=source_span(tree, doer, stop=by), content=content)
    return found


def _not_oneself(tree: Tree, found: Attribution) -> Attribution:
    """ "They held a woman who had come back and ACCUSED HER of it": nobody is her own "her", so it was they."""
    cue = tree.tokens[found.token]
    if cue.dep != "conj" or tree.own_subject(found.token) is not None or found.source is None:
        return found
    thing = tree.child(found.token, "dobj")
    if thing is None or tree.tokens[thing].text.lower() not in _OBJECT_PRONOUNS:
        return found
    clause = tree.tokens[cue.head]
    if clause.dep != "relcl" or tree.tokens[clause.head].dep not in _OBJECTS:
        return found
    verb = tree.tokens[clause.head].head
    subject = tree.subject(verb) if tree.tokens[clause.head].dep == "dobj" else None
    return found if subject is None else replace(found, source=source_span(tree, subject, stop=verb))
