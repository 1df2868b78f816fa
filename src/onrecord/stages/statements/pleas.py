"""What an accused person says to the charge: "pleaded NOT GUILTY", "maintains HIS INNOCENCE"."""

from __future__ import annotations

from onrecord.stages.statements import frames
from onrecord.stages.statements.cues import Attribution, role
from onrecord.stages.statements.sources import can_speak, source_span
from onrecord.stages.statements.tree import Tree

_GOES_ON = frozenset({"to", "of"})
"""Prepositions by which a plea says to what charge."""
_NEAR = 4
"""Tokens after "plead" within which the plea stands: "pleaded formally NOT GUILTY"."""


def attribute_plea(tree: Tree, verb: int) -> Attribution | None:
    """The plea by a verb of one, or None where it is none."""
    subject = tree.subject(verb)
    if subject is None or not can_speak(tree, subject):
        return None
    part = _plea(tree, verb) if tree.lemma(verb) == "plead" else _innocence(tree, verb)
    if part is None:
        return None
    first, last = tree.group(verb)
    last = min(last, part[0] - 1)
    if tree.tokens[verb].tag == "VB" and tree.child(verb, "aux") is not None:
        return None  # "is expected TO PLEAD not guilty", "would plead"
    return Attribution(
        token=verb,
        cue=tree.span(first, max(last, verb)),
        source=source_span(tree, subject, stop=first if subject < first else verb),
        content=(tree.span(*part),),
        act="denies",
        lemma=tree.lemma(verb),
        frame="o",
    )


def _plea(tree: Tree, verb: int) -> frames.Range | None:
    """ "Not guilty to a charge of fraud"; None for "guilty", which is no more than a deed told."""
    tokens = tree.tokens
    for at in range(verb + 1, min(verb + 1 + _NEAR, tree.sentences[tree.sentence[verb]].last)):
        plea = tokens[at].text.lower().strip("“”\"'‘’")
        negation = next((i for i in range(verb + 1, at) if tree.lemma(i) in ("not", "n't")), None)
        if plea not in ("guilty", "innocent", "not-guilty") or (plea == "guilty" and negation is None):
            continue
        charged = (c for c in sorted({*tokens[at].children, *tokens[verb].children}) if c > at)
        ways = (c for c in charged if tokens[c].dep in ("prep", "dative") and tree.lemma(c) in _GOES_ON)
        way = next(ways, None)
        return frames.trim(tree, at if negation is None else negation, at if way is None else tree.right[way])
    return None


def _innocence(tree: Tree, verb: int) -> frames.Range | None:
    if tree.lemma(verb) not in role("pleading"):
        return None
    held = tree.child(verb, "dobj")
    on = tree.child(verb, "prep")
    if held is None and on is not None and tree.lemma(on) in ("on", "upon"):
        held = tree.child(on, "pobj")
    if held is None or tree.lemma(held) != "innocence" or held < verb:
        return None
    return frames.trim(tree, tree.left[held], tree.right[held])
