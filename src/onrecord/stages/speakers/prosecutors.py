"""Federal prosecutors' offices of the United States: "the U.S. attorney in Brooklyn" names its office."""

from __future__ import annotations

import re
from functools import cache

from onrecord.resources import rows
from onrecord.resources.names import fold
from onrecord.stages.speakers.bodies import Naming
from onrecord.stages.speakers.document import Document
from onrecord.stages.speakers.lexicon import Body

OFFICE = "US Attorney's Office"
DISTRICT = re.compile(r"(?:for|of) the ((?:\w+ )?District of [A-Z]\w+(?: [A-Z]\w+)?)")


@cache
def _districts() -> dict[str, str]:
    return {fold(row["city"]): row["district"] for row in rows("us-districts.tsv")}


def find_offices(document: Document) -> list[Naming]:
    """Each place that names a US attorney or the office, in order; a title before a name is none."""
    lower, found = document.lower, []
    for index, word in enumerate(lower):
        if word not in ("attorney", "attorneys") or not index:
            continue
        start = (
            index - 1
            if lower[index - 1] in ("u.s.", "us")
            else index - 2
            if lower[index - 2 : index] == ["united", "states"]
            else -1
        )
        if start < 0:
            continue
        last = index + 1
        if lower[last : last + 2] == ["'s", "office"]:
            last += 2
        if (
            last == index + 1
            and last < len(lower)
            and document.tokens[last].pos == "PROPN"
            and document.tokens[last].text[:1].isupper()
        ):
            continue
        found.append(Naming(start, last, Body(_name(document, start, last), "government", "US", "office")))
    return _complete(found)


def _name(document: Document, start: int, last: int) -> str:
    if (told := DISTRICT.match(document.phrase(last, min(len(document.lower), last + 9)))) is not None:
        return f"{OFFICE} for the {told[1]}"
    places = (
        [document.phrase(last + 1, last + 1 + size) for size in (1, 2)]
        if document.lower[last : last + 1] == ["in"]
        else []
    )
    places += [document.phrase(start - size, start) for size in (1, 2) if start >= size]
    if document.lower[last : last + 1] == ["for"] or document.lower[last : last + 1] == ["of"]:
        places += [document.phrase(last + 1, last + 1 + size) for size in (1, 2)]
    for place in places:
        if (district := _districts().get(fold(place))) is not None:
            return f"{OFFICE} for the {district}"
    return OFFICE


def _complete(found: list[Naming]) -> list[Naming]:
    """An office named without its district is the only one that the report names with it."""
    full = {naming.body.name: naming.body for naming in found if naming.body.name != OFFICE}
    if len(full) != 1:
        return found
    body = next(iter(full.values()))
    return [Naming(n.first, n.last, body if n.body.name == OFFICE else n.body) for n in found]
