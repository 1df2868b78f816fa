"""The files that paths and folders stand for, each once, sorted and named."""

from __future__ import annotations

import os
import re
import stat
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Literal

from onrecord.errors import PageError
from onrecord.records import Notice

Format = Literal["text", "html", "json", "jsonl", "csv", "sniff"]
ENDINGS: dict[str, Format] = {
    ".txt": "text", ".text": "text", ".md": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".csv": "csv", ".tsv": "csv",
}  # fmt: skip
"""Endings read from a folder. A file given by its own name is read whatever its ending."""
STDIN = "standard input"


@dataclass(frozen=True, slots=True)
class Source:
    """One file, or standard input where ``stream`` is given."""

    where: str
    """As the user knows it."""
    name: str
    """Unique among the sources of a run: a report's name where its record has none."""
    format: Format
    path: Path | None = None
    stream: BinaryIO | None = None


def find_sources(paths: Sequence[str | Path], *, stdin: BinaryIO | None) -> Iterator[Source | PageError | Notice]:
    """What the paths stand for: errors and notices first, then files by path, standard input last."""
    files: dict[str, tuple[str, Path]] = {}
    for given in sorted({str(path) for path in paths}):
        if given == "-":
            continue
        for found in _walk(given):
            if isinstance(found, Path):
                files.setdefault(os.path.realpath(found), (str(found), found))
            else:
                yield found
    sources = [
        Source(where, path.stem, ENDINGS.get(path.suffix.lower(), "sniff"), path) for where, path in files.values()
    ]
    yield from _tell_apart(sorted(sources, key=lambda source: source.where))
    if "-" in map(str, paths):
        if stdin is None:
            yield PageError("-", "there is no standard input to read", "give a file")
        else:
            yield Source(STDIN, "stdin", "sniff", stream=stdin)


def take_files(files: Sequence[tuple[str, bytes]]) -> Iterator[Source]:
    """The sources that files stand for which lie nowhere: a name and contents each, in the order given.

    Of a name only the last part counts, and one that comes again is numbered.
    """
    names: dict[str, int] = defaultdict(int)
    for given, content in files:
        last = re.split(r"[/\\\\]", given)[-1] or "file"
        stem, dot, ending = last.rpartition(".")
        name = stem if dot and stem else last
        names[name] += 1
        if names[name] > 1:
            name = f"{name}-{names[name]}"
        yield Source(last, name, ENDINGS.get(f".{ending.lower()}", "sniff"), stream=BytesIO(content))


def _walk(given: str) -> Iterator[Path | PageError | Notice]:
    """The files at or below a path; a folder reached twice through links is read once."""
    path = Path(given)
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        broken = path.is_symlink()
        what = "is a link to a file that does not exist" if broken else "does not exist"
        yield PageError(given, what, "check the path")
        return
    except OSError as error:
        yield PageError(given, f"cannot be opened: {error.strerror or error}", "check the path and its permissions")
        return
    except ValueError as error:
        yield PageError(repr(given), f"is no path: {error}", "check the path")
        return
    if not stat.S_ISDIR(mode):
        yield path
        return
    files: list[Path] = []
    others: list[Path] = []
    for found in _list(path, set()):
        if isinstance(found, PageError):
            yield found
        else:
            (files if found.suffix.lower() in ENDINGS else others).append(found)
    yield from files
    endings = "files in .txt, .html, .json, .jsonl, .csv or .tsv"
    if not files:
        yield PageError(given, "holds no reports", f"give a folder with {endings}")
    elif others:
        shown = ", ".join(file.name for file in others[:3]) + (", ..." if len(others) > 3 else "")
        yield Notice(
            given, f"files of other kinds that are not read: {len(others)} ({shown})", f"onrecord reads {endings}"
        )


def _list(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path | PageError]:
    """Files below a folder in order, hidden ones left out."""
    try:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in seen:
            return
        seen.add((status.st_dev, status.st_ino))
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield PageError(str(folder), f"cannot be opened: {error.strerror or error}", "check its permissions")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        try:
            mode = entry.stat().st_mode
        except OSError as error:
            what = "is a link that leads nowhere" if entry.is_symlink() else f"cannot be opened: {error.strerror}"
            yield PageError(str(entry), what, "remove or mend it")
            continue
        if stat.S_ISDIR(mode):
            yield from _list(entry, seen)
        elif stat.S_ISREG(mode):
            yield entry


def _tell_apart(sources: Sequence[Source]) -> list[Source]:
    """Names made unique by as many folders as it takes, then by the ending."""
    groups: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        groups[source.name].append(source)
    names: dict[str, str] = {}
    for name, group in groups.items():
        if len(group) == 1:
            names[group[0].where] = name
            continue
        parts = {s.where: [p for p in Path(s.where).absolute().with_suffix("").parts if p != os.sep] for s in group}
        deepest = max(map(len, parts.values()))
        for depth in range(2, deepest + 1):
            longer = {where: "/".join(p[-depth:]) for where, p in parts.items()}
            if len(set(longer.values())) == len(group):
                break
        else:
            longer = {s.where: Path(s.where).name for s in group}
            if len(set(longer.values())) < len(group):
                longer = {s.where: s.where for s in group}
        names.update(longer)
    return [replace(source, name=names[source.where]) for source in sources]
