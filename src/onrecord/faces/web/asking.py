"""What a request asks for, checked: every value that does not fit is refused by its name."""

from __future__ import annotations

import re
from typing import get_args

from starlette.requests import Request

from onrecord.adapters.store import Filter
from onrecord.faces.web.problems import Refused
from onrecord.records import Act

LONGEST = 500
"""Code points of a value in an address."""
PAGE, MOST = 50, 500
"""Items on a page if not said, and at most."""
DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
_CURSOR = re.compile(r"at-([0-9]{1,9})", re.ASCII)


def text_of(request: Request, name: str) -> str:
    """A value in the address, or an empty string; refused where it is too long."""
    value = request.query_params.get(name, "")
    if len(value) > LONGEST:
        raise Refused(400, f"{name} is longer than {LONGEST} characters", "shorten it")
    return value.replace("\x00", " ").strip().encode("utf-8", "replace").decode()


def filter_of(request: Request) -> Filter:
    """What a search is narrowed to."""
    act = text_of(request, "act")
    if act and act not in get_args(Act):
        raise Refused(400, f"there is no act {act!r}", f"there are: {', '.join(get_args(Act))}")
    since, until = text_of(request, "since"), text_of(request, "until")
    for name, day in (("since", since), ("until", until)):
        if day and not DAY.fullmatch(day):
            raise Refused(400, f"{name}: {day!r} is no day", "write 2022-03-14, 2022-03 or 2022")
    speaker, outlet = text_of(request, "speaker"), text_of(request, "outlet")
    return Filter(speaker or None, act or None, outlet or None, since or None, until or None)


def limit_of(request: Request) -> int:
    """How many items to a page."""
    given = request.query_params.get("limit", str(PAGE))
    if not re.fullmatch(r"[0-9]{1,4}", given) or not 1 <= int(given) <= MOST:
        raise Refused(400, f"limit: {given!r:.40} is no number from 1 to {MOST}", f"leave it out for {PAGE}")
    return int(given)


def offset_of(request: Request) -> int:
    """Where the page begins, by the cursor that the page before gave."""
    given = request.query_params.get("cursor")
    if given is None:
        return 0
    found = _CURSOR.fullmatch(given)
    if not found:
        raise Refused(400, f"cursor: {given!r:.40} was not given by this server", "begin without one")
    return int(found[1])


def cursor_to(offset: int, *, limit: int, total: int) -> str | None:
    """The cursor of the page after this one; None behind the last."""
    after = offset + limit
    return f"at-{after}" if after < total else None
