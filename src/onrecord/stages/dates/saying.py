"""When each statement was made."""
from __future__ import annotations
from collections.abc import Sequence
from onrecord.records import Parse, Publication, Statement, TimeExpression

def date_statements(statements: Sequence[Statement], times: Sequence[TimeExpression], parse: Parse, *, published: Publication) -> tuple[Statement, ...]:
    return tuple(statements)
