"""A quoted paragraph whose announcement has no word of saying: "Pell addressed the charge in a letter on Friday:"."""

from __future__ import annotations

from bisect import bisect_right

from onrecord.stages.statements.cues import Attribution
from onrecord.stages.statements.quotes import Quote, Quotes, is_name
from onrecord.stages.statements.sources import can_speak, is_empty, source_span
from onrecord.stages.statements.tree import Tree

_LONGEST_LEAD = 140
"""Code points between the verb and the colon: what, where and when fit in, no other clause does."""
_PLACES = frozenset({"GPE", "LOC", "FAC"})


def announce(text: str, tree: Tree, quotes: Quotes, quote: Quote) -> Attribution | None:
    """Whoever acts in the sentence that ends the paragraph before with a colon, where that is one who can speak.

    The verb of that sentence is the cue; "there were three rules:" and "her plan was this:" announce nobody's words.
    """
    if quote.paragraph == 0 or quote.span.start != quotes.paragraphs[quote.paragraph].start:
        return None
    before = quotes.paragraphs[quote.paragraph - 1]
    if text[before.end - 1] != ":" or is_name(text, quote.span):
        return None
    verb = _main_verb(tree, before.end - 1)
    if verb is None or before.end - tree.tokens[verb].span.end > _LONGEST_LEAD:
        return None
    subject = tree.child(verb, "nsubj")
    if subject is None or not _acts(tree, subject):
        return None
    first, last = tree.group(verb)
    source = source_span(tree, subject, stop=verb)
    return Attribution(verb, tree.span(first, last), source, (quote.span,), "asserts", ":", "q")


def _main_verb(tree: Tree, colon: int) -> int | None:
    """The full verb at the root of the sentence that ends at ``colon``."""
    at = bisect_right(tree.sentences, colon, key=lambda sentence: sentence.span.start) - 1
    if at < 0 or tree.sentences[at].span.end <= colon:
        return None
    sentence = tree.sentences[at]
    roots = [i for i in range(sentence.first, sentence.last) if tree.tokens[i].head == i]
    verbs = [i for i in roots if tree.tokens[i].pos == "VERB" and i not in tree.quoted]
    return verbs[-1] if verbs else None


def _acts(tree: Tree, subject: int) -> bool:
    return can_speak(tree, subject) and not is_empty(tree, subject) and tree.tokens[subject].entity not in _PLACES
