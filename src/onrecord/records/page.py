"""What comes in: a page as read, and what the user should know about the input."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.records.values import When


@dataclass(frozen=True, slots=True)
class Page:
    """One report as read: its immutable text and what its container said about it."""

    name: str
    """The record's id, else the file name without its ending."""
    text: str
    sha256: str
    """Hex digest of ``text`` in UTF-8; the report's identity."""
    where: str
    """The input as the user knows it, for messages: ``folder/a.jsonl:17``."""
    outlet: str | None = None
    title: str | None = None
    published: When | None = None
    url: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the user should know about the input, which is read all the same."""

    where: str
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" + (f" ({self.remedy})" if self.remedy else "")
