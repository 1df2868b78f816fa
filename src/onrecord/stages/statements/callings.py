"""What somebody or something is called or described as."""

from __future__ import annotations

from functools import cache

from onrecord.resources import rows
from onrecord.stages.statements import frames
from onrecord.stages.statements.tree import Tree


def object_as(tree: Tree, verb: int) -> tuple[list[frames.Range], int | None]:
    """ "it as limited", of "described it as limited"; with the token "as" where the object stands elsewhere."""
    holder = tree.child(verb, "dobj")
    preposition = next(
        (p for p in tree.dependents(verb, "prep", "mark", "advcl") if frames.is_word(tree, p, "as") and p > verb), None
    )
    if preposition is None and holder is not None:
        preposition = next((p for p in tree.dependents(holder, "prep") if frames.is_word(tree, p, "as")), None)
    if preposition is None:
        return [], None
    if holder is not None and holder > verb:
        part = frames.trim(tree, tree.left[holder], max(tree.right[holder], tree.right[preposition]))
        return ([part] if part else []), None
    part = frames.trim(tree, preposition + 1, tree.right[preposition])
    return ([part] if part else []), preposition


def small_clause(tree: Tree, verb: int) -> list[frames.Range]:
    """ "him a racist", of "called him a racist"."""
    predicate = tree.child(verb, "oprd")
    holder = tree.child(verb, "dobj")
    if predicate is None and holder is not None and verb < holder:
        after = tree.right[holder] + 1
        if tree.lemma(holder) in _verdicts() and any(
            tree.tokens[c].dep == "compound" for c in tree.tokens[holder].children
        ):
            return [(tree.left[holder], tree.right[holder])]  # "the suit MERITLESS", taken for a noun
        if 0 < after < len(tree.tokens) and (quoted := _closing_quotation(tree, holder)) is not None:
            return [(tree.left[holder], quoted)]
        if after + 1 < len(tree.tokens) and tree.tokens[after].text in frames.OPENING_MARKS:
            part = frames.trim(tree, tree.left[holder], after + 1)
            return [part] if part else []
    if predicate is not None and predicate > verb and holder is not None:
        first = tree.left[holder] if holder > verb else tree.left[predicate]
        part = frames.trim(tree, first, max(tree.right[predicate], tree.right[holder]))
        lone = part is not None and part[0] == part[1]  # "the place they call home"
        return [part] if part and not lone else []
    for child in tree.dependents(verb, "ccomp"):
        own = tree.own_subject(child)
        if child > verb and own is not None and tree.child(child, "mark", "aux") is None and own > verb:
            part = frames.trim(tree, tree.left[own], tree.right[child])
            return [part] if part else []
    return []


@cache
def _verdicts() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("dismissals.tsv"))


def _closing_quotation(tree: Tree, holder: int) -> int | None:
    """The last token of what ``holder``'s phrase seems to end with but is said of it: "the idea of a tax “daft”"."""
    last = tree.right[holder]
    marks = [i for i in range(holder + 1, last + 1) if tree.tokens[i].text in frames.OPENING_MARKS]
    if len(marks) != 1 or last - marks[0] not in range(1, 8) or tree.tokens[marks[0] - 1].pos in ("ADJ", "DET", "ADP"):
        return None
    return last
