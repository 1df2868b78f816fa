"""Where the command line writes: answers to standard output or a file, all else to standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from io import StringIO
from pathlib import Path
from typing import Any

import typer
from rich.console import Console, RenderableType

from onrecord.errors import InputError
from onrecord.exports.bundle import Bundle
from onrecord.exports.outline.words import on_one_line

WIDEST = 110
"""Columns at most: longer lines are hard to read."""
PLAIN = 80
"""Columns where there is no terminal to ask."""


def complain(words: str) -> None:
    """One line on standard error."""
    sys.stderr.write(f"onrecord: {on_one_line(words)}\n")
    sys.stderr.flush()


def render(parts: Sequence[RenderableType], *, out: Path | None) -> None:
    """Show something to people: at the terminal in colour where it has any, else as plain text."""
    if out is not None:
        write_file(out, _render_plain(parts))
        return
    console = Console(highlight=False, soft_wrap=False)
    if not console.is_terminal:
        write_stdout(_render_plain(parts))
        return
    console.width = min(console.width, WIDEST)
    console.print(*parts, sep="\n")


def _render_plain(parts: Sequence[RenderableType]) -> str:
    columns = os.environ.get("COLUMNS", "")
    width = int(columns) if columns.isdecimal() and int(columns) >= 40 else PLAIN
    page = StringIO()
    console = Console(file=page, width=min(width, WIDEST), color_system=None, highlight=False)
    console.print(*parts, sep="\n")
    return "".join(f"{line.rstrip()}\n" for line in page.getvalue().split("\n")[:-1])


def write_json(value: Any, *, out: Path | None = None) -> None:
    """A value as JSON for programs."""
    write(json.dumps(value, ensure_ascii=False, indent=1) + "\n", out=out)


def list_fields(rows: Sequence[Any]) -> list[dict[str, Any]]:
    """Rows of the store as plain objects."""
    return [asdict(row) for row in rows]


def write(content: str | bytes | Bundle, *, out: Path | None) -> None:
    """Write what an exporter made."""
    if isinstance(content, Bundle):
        write_bundle(content, out=out)
        return
    if out is not None:
        write_file(out, content)
    elif isinstance(content, bytes) and sys.stdout.isatty():
        raise typer.BadParameter("this format is not text; name a file with --out", param_hint="--format")
    else:
        write_stdout(content)


def write_bundle(bundle: Bundle, *, out: Path | None) -> None:
    """Write several files.

    ``out`` names a zip, or a folder (one that is there, or a name without an ending), or the main file, beside which
    the others then go: ``pier.csv``, ``pier-claims.csv`` ... Standard output takes the main file, else a zip.
    """
    if out is None:
        write(bundle.of(bundle.main) if bundle.main else bundle.zipped(), out=None)
        if bundle.main:
            others = ", ".join(name for name, _ in bundle.files if name != bundle.main)
            complain(
                f"standard output has {bundle.main}; not written: {others} (name a folder, a file or a .zip: --out)"
            )
    elif out.suffix.lower() == ".zip":
        write_file(out, bundle.zipped())
    elif out.is_dir() or not out.suffix:
        for name, content in bundle.files:
            make_folder((out / name).parent)
            write_file(out / name, content)
    elif bundle.main is None or out.suffix.lower() != Path(bundle.main).suffix:
        raise InputError(str(out), "this format is several files", "name a folder or a .zip with --out")
    else:
        for name, content in bundle.files:
            write_file(out if name == bundle.main else out.with_name(f"{out.stem}-{name}"), content)


def make_folder(path: Path) -> None:
    """Make a folder with those it lies in; InputError where that cannot be done."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(str(path), f"cannot be made: {error.strerror}", "name another folder with --out") from None


def write_stdout(content: str | bytes) -> None:
    """Write UTF-8, whatever the terminal's encoding is: the same bytes everywhere."""
    sys.stdout.flush()
    data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def write_file(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all; InputError where it cannot be written."""
    data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)  # a pipe or a device; a folder is an error
            return
        part = path.with_name(f".{path.name}.part")
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        raise InputError(str(path), f"cannot be written: {error.strerror}", "name another file with --out") from None
