"""Identifiers that the same thing has in every run: names of things made from what they are."""

from __future__ import annotations

from uuid import UUID, uuid5

SPACE = UUID("6f6e7263-0000-5000-8000-6f6e7265636f")
"""The name space of onrecord's UUIDs; its digits spell the name."""


def uuid_of(*parts: str) -> str:
    """A UUID (RFC 9562, version 5) of these parts."""
    return str(uuid5(SPACE, "\x1f".join(part.encode("utf-8", "replace").decode() for part in parts)))


def urn_of(*parts: str) -> str:
    """The same as an IRI."""
    return f"urn:uuid:{uuid_of(*parts)}"
