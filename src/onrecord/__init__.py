"""Who said what, on whose word, who disputes it, and what happened when, across every report of a news story."""

from __future__ import annotations

from onrecord.adapters.store import Filter, Position, ReportRow, Said, Speaker, StoryRow
from onrecord.errors import InputError, NotFound, OnrecordError, PageError, SetupError, StoreError
from onrecord.library import Added, Library, Reading, read
from onrecord.records import Dossier, Notice

__all__ = [
    "Added",
    "Dossier",
    "Filter",
    "InputError",
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
