"""When a report came out, and what times it speaks of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.records import *  # skeleton


def date_report(page: Page, blocks: Sequence[Block], parse: Parse) -> Publication:
    return Publication(page.published, "given" if page.published else "unknown")


def find_times(text: str, parse: Parse, *, published: Publication) -> tuple[TimeExpression, ...]:
    return ()


def date_statements(statements: Sequence[Statement], times: Sequence[TimeExpression], parse: Parse, *, published: Publication) -> tuple[Statement, ...]:
    return tuple(statements)


def date_from_story(analyses: Sequence[Analysis]) -> list[Analysis]:
    return list(analyses)
