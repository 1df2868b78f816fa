"""What a reader says is otherwise, about words that are named by the digest of their text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Change = Literal["speaker", "stance", "split", "merge", "drop", "origin"]


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """Words of a report, whatever it is called and whichever story it is in."""

    sha256: str
    """Of the report's text."""
    start: int
    """In code points, end-exclusive."""
    end: int


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that a reader corrected or confirmed.

    What ``anchors`` and the other fields mean for each kind of change:

    ======= ============================== =======================================================
    kind    anchors                        what is to be
    ======= ============================== =======================================================
    speaker a statement's cue and sentence ``value`` says it, of the kind ``values[0]``
    stance  a holder's evidence            ``speaker`` takes the stance ``value`` to the claim
    split   all places of the claim        those in ``other`` are a claim of their own, worded ``value``
    merge   all places of the claim        the claim of ``other``, ``value``, is the same claim
    drop    all places of the claim        nobody disputes it
    origin  all places of the claim        ``values`` are its independent origins
    ======= ============================== =======================================================
    """

    kind: Change
    anchors: tuple[Anchor, ...]
    proposition: str = ""
    """Of the claim; a claim of other words is not taken for it."""
    speaker: str = ""
    """Who it is about, by their name at the time."""
    value: str = ""
    values: tuple[str, ...] = ()
    other: tuple[Anchor, ...] = ()
    note: str = ""
    """Why, in the reader's words."""


@dataclass(frozen=True, slots=True)
class Made:
    """A correction with who made it and when."""

    id: int
    made_on: str
    """ISO 8601, UTC."""
    made_by: str
    correction: Correction
    undone_on: str | None = None
    undone_by: str | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """A correction in a dossier, and what of it is as it is because of that."""

    made: Made
    claims: tuple[str, ...] = ()
    """Ids of claims."""
    statements: tuple[int, ...] = ()
    """Indices of statements."""

    @property
    def found(self) -> bool:
        """False where the dossier has nothing that it fits: it waits until there is."""
        return bool(self.claims or self.statements)
