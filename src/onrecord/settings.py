"""One frozen Settings, read once from the environment (``ONRECORD_*``)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import InputError


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user can set; each field ``x`` has its environment variable ``ONRECORD_X``."""

    db: Path = Path("onrecord.db")
    """The store, an SQLite file."""
    max_bytes: int = 50_000_000
    """Largest single input file, in bytes; a larger one is refused by name."""
    max_characters: int = 1_000_000
    """Longest single report, in code points: some 150,000 words, past any article."""

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Settings from the environment; InputError names a variable whose value is unusable."""
        values: dict[str, Path | int] = {}
        if db := environment.get("ONRECORD_DB"):
            values["db"] = Path(db)
        for name in ("max_bytes", "max_characters"):
            variable = f"ONRECORD_{name.upper()}"
            if raw := environment.get(variable):
                if not raw.isdecimal() or int(raw) == 0:
                    raise InputError(variable, f"{raw!r} is not a whole number above zero", "correct or unset it")
                values[name] = int(raw)
        return cls(**values)  # type: ignore[arg-type]
