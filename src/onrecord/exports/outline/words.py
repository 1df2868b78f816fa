"""How values read: dates, counts, and text from anywhere made safe to show."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.records import Entity, Link, When

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

STANCE_WORDS = {
    "asserts": "Asserted by",
    "denies": "Denied by",
    "questions": "Questioned by",
    "declines": "Not commented on by",
}
"""The heading of a claim's side."""

NOT_NAMED = "not named"
"""What stands for the outlet of a report that does not name it."""

LINK_WORDS = {
    "credit": "credits",
    "copy": "copies",
    "shared-passage": "has words of",
    "original-source-link": "links to",
}
"""What a report does, for each kind of lineage."""

FORM_WORDS = {"": "", "verbatim": "in the same words", "near": "edited", "rewrite": "reworded"}
"""How a text taken from another report stands there."""

_HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Characters that a reader cannot see and that can change what others look like: control characters
(a terminal obeys some), marks that override the direction of writing, and halves of surrogate pairs."""


def visible(text: str) -> str:
    """The text with every hidden character shown as its number, ``<U+202E>``."""
    return _HIDDEN.sub(lambda match: f"<U+{ord(match.group()):04X}>", text)


def on_one_line(text: str) -> str:
    """The text with white space closed up and hidden characters shown."""
    return visible(" ".join(text.split()))


def shorten(text: str, limit: int) -> str:
    """The text, or its first words and an ellipsis, in ``limit`` code points at most."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > limit // 2 else cut).rstrip(" ,;:.-\u2013\u2014") + "\u2026"


def day_name(when: When | None) -> str:
    """ "14 Mar 2022", "Mar 2022", "2022", or "undated"."""
    if when is None:
        return "undated"
    day, month, year = when.at.day, _MONTHS[when.at.month - 1], when.at.year
    if when.precision == "year":
        return str(year)
    return f"{month} {year}" if when.precision == "month" else f"{day} {month} {year}"


def sure_words(sure: float) -> str:
    """How sure it is who took a text from whom, in words: 0.95 "almost surely this way round"."""
    if sure < 0.6:
        return "which way round is not known"
    how = "almost surely" if sure >= 0.9 else "probably" if sure >= 0.75 else "perhaps"
    return f"{how} this way round"


def count_of(number: int, one: str, many: str | None = None) -> str:
    """ "1 report", "3 reports", "2 entities"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def note_links(links: Sequence[Link]) -> str:
    """What is to be said of links of one kind between the same two: the loosest of their forms, and the reason."""
    forms = {link.form for link in links}
    form = next((FORM_WORDS[form] for form in ("rewrite", "near", "verbatim") if form in forms), "")
    first = next((link for link in links if link.sure is not None), None)
    if first is None or first.sure is None:
        return ""
    how = sure_words(first.sure) + (f": {on_one_line(first.reason)}" if first.reason else "")
    return ", ".join(filter(None, (form, how)))


def list_roles(entity: Entity) -> tuple[str, ...]:
    """The entity's roles without those that another role says in more words."""
    roles = [on_one_line(role) for role in entity.roles]
    said = [role.casefold() for role in roles]
    return tuple(role for role, low in zip(roles, said, strict=True) if not any(low in o and low != o for o in said))
