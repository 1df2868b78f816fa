"""How lines of many stories name their reports and outlets."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.adapters.store import Position, Said
from onrecord.exports.outline import NOT_NAMED, cite_report, count_of
from onrecord.records import When

_OF_REPORT, _UNNAMED = "Outlet of report ", "(not named)"
"""How the name of an outlet begins and ends that no report names."""


def cite_said(said: Said | Position) -> str:
    """ "Halden Post, 4 Nov 2023"; the report's own name where its outlet is not named."""
    outlet = NOT_NAMED if _is_unnamed(said.outlet) else said.outlet
    return cite_report(said.report, outlet, _when(said.published if isinstance(said, Said) else said.day), year=True)


def name_outlet(outlet: str) -> str:
    """An outlet's name; that of a report where it is not named."""
    return outlet.removeprefix(_OF_REPORT).replace(_UNNAMED, "(outlet not named)") if _is_unnamed(outlet) else outlet


def list_outlets(outlets: Sequence[str], *, most: int) -> str:
    """ "Halden Post, MPA and 2 more; 3 not named"."""
    named = [outlet for outlet in outlets if not _is_unnamed(outlet)]
    unnamed = len(outlets) - len(named)
    words = ", ".join(named[:most]) + (f" and {len(named) - most} more" if len(named) > most else "")
    if not unnamed:
        return words
    return f"{words}; {unnamed} not named" if words else count_of(unnamed, "outlet") + " not named"


def _when(day: str | None) -> When | None:
    """A day as the store writes it: YYYY, YYYY-MM or YYYY-MM-DD."""
    if not day:
        return None
    parts = [int(part) for part in day[:10].split("-")]
    return When.on(*parts)


def _is_unnamed(outlet: str) -> bool:
    return outlet.endswith(_UNNAMED)
