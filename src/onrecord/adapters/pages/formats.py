"""The records that a file holds, by its format."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from onrecord.adapters.pages.encoding import decode
from onrecord.adapters.pages.fields import find_list, name_field
from onrecord.adapters.pages.inputs import Format, Source
from onrecord.errors import PageError
from onrecord.settings import Settings
from onrecord.stages.clean import extract_html

PAGE = 10_000_000
"""Characters of the longest HTML page: scripts and styles included, news pages have up to three million."""
_TEXT_COLUMNS = "text, body, content, article or another name of a text column (docs/input.md)"


@dataclass(frozen=True, slots=True)
class Record:
    """The values that may make one report, and where they stand."""

    where: str
    values: dict[str, Any]
    number: int | None = None
    """Its place in its file, from 1; None where the file is one report."""


def read_records(source: Source, *, settings: Settings) -> Iterator[Record | PageError]:
    """The records of one source in order; a PageError for each that cannot be read."""
    try:
        if source.path is None:
            data = _read_stream(cast(BinaryIO, source.stream), source.where, settings)
        else:
            data = _read_file(source, settings)
        if not data:
            raise PageError(source.where, "is empty", "leave it out")
        kind = source.format if source.format != "sniff" else _sniff(data)
        yield from _split(data, kind, source.where)
    except PageError as error:
        yield error


def _read_file(source: Source, settings: Settings) -> bytes:
    assert source.path is not None
    try:
        size = source.path.stat().st_size
        if size > settings.max_bytes:
            raise _too_large(source.where, f"{size:,}", settings)
        with source.path.open("rb") as file:
            return _read_stream(file, source.where, settings)
    except OSError as error:
        what = f"cannot be read: {error.strerror or error}"
        raise PageError(source.where, what, "check that the file is yours to read") from None


def _read_stream(stream: BinaryIO, where: str, settings: Settings) -> bytes:
    data = stream.read(settings.max_bytes + 1)
    if len(data) > settings.max_bytes:
        raise _too_large(where, f"more than {settings.max_bytes:,}", settings)
    return data


def _too_large(where: str, size: str, settings: Settings) -> PageError:
    what = f"has {size} bytes; the limit is {settings.max_bytes:,}"
    return PageError(where, what, "split it, or raise ONRECORD_MAX_BYTES")


def _sniff(data: bytes) -> Format:
    """The format of standard input, or of a file whose ending tells none."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] in (b"{", b"["):
        first, _, rest = data.strip().partition(b"\n")
        return "jsonl" if rest and first.rstrip().endswith(b"}") and first.startswith(b"{") else "json"
    if re.match(rb"<(?:!doctype html|html|head|body|article|div|p|!--|\?xml)", start, re.IGNORECASE):
        return "html"
    header = re.split(rb"[\r\n]", start, maxsplit=1)[0].decode("utf-8", "replace")
    if _find_delimiter(header):
        return "csv"
    return "text"


def _split(data: bytes, kind: Format, where: str) -> Iterator[Record | PageError]:
    text = decode(data, where=where, declares=kind == "html")
    if not text.strip():
        raise PageError(where, "holds nothing but white space", "leave it out")
    if kind == "html":
        yield _read_html(text, where)
    elif kind == "jsonl":
        yield from _read_lines(text, where)
    elif kind == "json":
        yield from _read_json(text, where)
    elif kind == "csv":
        yield from _read_table(text, where)
    else:
        yield Record(where, {"text": text})


def _read_html(html: str, where: str) -> Record:
    if len(html) > PAGE:
        raise PageError(where, f"has {len(html):,} characters of HTML; one page has up to {PAGE:,}", "split it")
    article = extract_html(html)
    if article is None:
        raise PageError(where, "no article is found in the page", "save the article's text as a .txt file")
    values = {
        "text": article.text,
        "title": article.title,
        "author": article.author,
        "date": article.published,
        "sitename": article.outlet,
        "url": article.url,
    }
    return Record(where, values)


def _read_lines(text: str, where: str) -> Iterator[Record | PageError]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        place = f"{where}:{number}"
        try:
            values = json.loads(line)
        except (ValueError, RecursionError) as error:
            what = error.msg if isinstance(error, json.JSONDecodeError) else "a value in it cannot be read"
            column = f", column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
            yield PageError(place, f"is not JSON: {what}{column}", "correct or remove the line; the others are read")
            continue
        if isinstance(values, dict):
            yield Record(place, values, number)
        else:
            yield PageError(place, "is no JSON object", "write one object a line, with a text field")


def _read_json(text: str, where: str) -> Iterator[Record | PageError]:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and "\n" in text.strip():
            yield from _read_lines(text, where)  # lines of JSON under the ending .json are common
            return
        place = f"{where}:{error.lineno}"
        raise PageError(place, f"is not JSON: {error.msg}, column {error.colno}", "correct the file") from None
    except (ValueError, RecursionError):
        raise PageError(where, "is JSON that cannot be read: too deep, or a number too long", "correct it") from None
    if isinstance(value, dict):
        inner = find_list(value)
        if inner is None:
            yield Record(where, value)
            return
        value = inner
    if not isinstance(value, list):
        raise PageError(where, "is JSON, but neither an object nor a list of objects", "give reports as objects")
    if not value:
        raise PageError(where, "is an empty list", "leave it out")
    for number, item in enumerate(value, start=1):
        place = f"{where}: record {number}"
        if isinstance(item, dict):
            yield Record(place, item, number)
        else:
            yield PageError(place, "is no JSON object", "give each report as an object with a text field")


def _find_delimiter(header: str) -> str | None:
    """The character that splits a header line so that one column is known to hold text."""
    for delimiter in (",", "\t", ";", "|"):
        names = next(csv.reader([header], delimiter=delimiter), [])
        if len(names) > 1 and any(name_field(name) == "text" for name in names):
            return delimiter
    return None


def _read_table(text: str, where: str) -> Iterator[Record | PageError]:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    header = re.split(r"[\r\n]", text.lstrip("\r\n"), maxsplit=1)[0]
    delimiter = _find_delimiter(header) or (
        "\t" if "\t" in header else ";" if header.count(";") > header.count(",") else ","
    )
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns: list[str] = []
    line, found = 1, False
    try:
        for number, row in enumerate(reader):
            place, line = f"{where}:{line}", reader.line_num + 1
            if not any(cell.strip() for cell in row):
                continue
            if not columns:
                columns = row
                if not any(name_field(name) == "text" for name in columns):
                    shown = ", ".join(name.strip() or "(no name)" for name in columns[:12])
                    what = f"has no column for the text of a report; its columns are: {shown}"
                    raise PageError(where, what, f"name one of {_TEXT_COLUMNS}")
            else:
                found = True
                yield Record(place, dict(zip(columns, row, strict=False)), number)
    except csv.Error as error:
        raise PageError(f"{where}:{line}", f"is not CSV: {error}", "check the quotation marks there") from None
    if not found:
        raise PageError(where, "has a header but no rows", "leave it out")
