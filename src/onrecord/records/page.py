"""What comes in: a page as read, and what the user should know about the input."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from onrecord.records.values import When


@dataclass(frozen=True, slots=True)
class Page:
    """One report as read: its immutable text and what its container said about it."""

    name: str
    """The record's id, else the file name without its ending."""
    text: str
    sha256: str
    """Hex digest of ``text`` in UTF-8."""
    where: str
    """The input as the user knows it, for messages: ``folder/a.jsonl:17``."""
    outlet: str | None = None
    title: str | None = None
    published: When | None = None
    url: str | None = None
    author: str | None = None

    @property
    def key(self) -> str:
        """The report's identity, 64 hex digits: its text with its outlet and its address, else its day, where the
        container tells them. One text in two papers is two reports; the same report read again is the same."""
        day = self.published.iso if self.published else ""
        told = (" ".join((self.outlet or "").casefold().split()), self.url or day)
        return digest("\0".join((self.sha256, *told))) if any(told) else self.sha256


def digest(text: str) -> str:
    """The sha256 of a text in UTF-8, in hex; halves of surrogate pairs, which no encoding can carry, count as "?"."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the user should know about the input, which is read all the same."""

    where: str
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" + (f" ({self.remedy})" if self.remedy else "")
