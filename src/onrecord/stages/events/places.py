"""Where an event took place, as far as a named country, city or region is told with it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records import Span
from onrecord.stages.events.clauses import Clause, Reader

_AT = frozenset({"in", "at", "near", "outside", "inside", "across", "around", "over", "off", "throughout", "along"})
_LANDS = ("GPE", "LOC", "FAC")


def find_place(reader: Reader, clause: Clause, *, own: Sequence[int | None]) -> Span | None:
    """The words behind "in", "at" or "near" with the verb, else with its object; never the actors' ``own`` words."""
    tokens = reader.tokens
    heads = [clause.verb, *(head for head in (clause.patient, *clause.others) if head is not None)]
    for head in heads:
        for child in tokens[head].children:
            if tokens[child].dep == "prep" and tokens[child].lemma.lower() in _AT:
                named = [c for c in tokens[child].children if tokens[c].entity in _LANDS and c not in own]
                if named:
                    return reader.span(named[0])
    return None
