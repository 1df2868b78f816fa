"""Who said what, on whose word, who disputes it, and what happened when, across every report of a news story."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.adapters.store import Filter, Position, ReportRow, Said, Speaker, StoryRow
    from onrecord.errors import InputError, NotFound, OnrecordError, PageError, SetupError, StoreError
    from onrecord.library import Added, Kept, Library, Reading, read
    from onrecord.records import Dossier, Notice

__all__ = [
    "Added",
    "Dossier",
    "Filter",
    "InputError",
    "Kept",
    "Library",
    "NotFound",
    "Notice",
    "OnrecordError",
    "PageError",
    "Position",
    "Reading",
    "ReportRow",
    "Said",
    "SetupError",
    "Speaker",
    "StoreError",
    "StoryRow",
    "read",
]

_HOMES = {
    "onrecord.adapters.store": ("Filter", "Position", "ReportRow", "Said", "Speaker", "StoryRow"),
    "onrecord.errors": ("InputError", "NotFound", "OnrecordError", "PageError", "SetupError", "StoreError"),
    "onrecord.library": ("Added", "Kept", "Library", "Reading", "read"),
    "onrecord.records": ("Dossier", "Notice"),
}


def __getattr__(name: str) -> Any:
    """A public name, loaded when it is first asked for: `onrecord --help` need not wait for all of them."""
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
