"""Bytes to text: byte-order mark, UTF-8, what the page declares, then a guess."""

from __future__ import annotations

import codecs
import re

from onrecord.errors import PageError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KINDS = (
    (b"%PDF", "a PDF", "convert it to text, for instance with pdftotext"),
    (b"PK\x03\x04", "a ZIP archive or an Office document", "unpack it or save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "save it as plain text"),
    (b"{\\rtf", "an RTF document", "save it as plain text"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ", "an xz archive", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "unpack it first"),
    (b"\x89PNG", "an image", "give the text of the report"),
    (b"\xff\xd8\xff", "an image", "give the text of the report"),
    (b"GIF8", "an image", "give the text of the report"),
    (b"SQLite format 3", "an SQLite database", "open a store with --db"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_CONTROLS = frozenset(range(32)) - {8, 9, 10, 11, 12, 13, 26, 27}
BROKEN = "\ufffd"
SAMPLE = 65_536
"""Bytes that a guess and a look for binary content rest on."""


def decode(data: bytes, *, where: str, declares: bool = False) -> str:
    """The text of ``data`` without byte-order mark; PageError for what is no text.

    ``declares`` for formats that name their encoding at the start, as HTML does.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], encoding, where)
    for start, what, remedy in _KINDS:
        if data.startswith(start):
            raise PageError(where, f"is {what}, not text", remedy)
    if 0 in data[:SAMPLE] and (wide := _find_wide(data[:SAMPLE])):
        return _decode_as(data, wide, where)
    if b"\0" in data or sum(byte in _CONTROLS for byte in data[:SAMPLE]) > 0.05 * len(data[:SAMPLE]):
        raise PageError(where, "is binary, not text", "give the report as plain text, HTML, JSON or CSV")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _mend(data) or _guess(data, where=where, declares=declares)


def _mend(data: bytes) -> str | None:
    """UTF-8 with a few broken bytes, as a cut or a copy leaves it: U+FFFD stands for each of them."""
    text = data.decode("utf-8", "replace")
    whole = sum(character > "\x7f" for character in text) - 2 * text.count(BROKEN)
    return text if whole > 4 * text.count(BROKEN) else None


def _decode_as(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        what = f"is not readable as {encoding.upper()}, which its first bytes announce (byte {error.start:,})"
        raise PageError(where, what, "save it again as UTF-8") from None


def _find_wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: Latin text has a zero in every other byte."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _guess(data: bytes, *, where: str, declares: bool) -> str:
    if declares and (match := _DECLARED.search(data[:4096])):
        try:
            return data.decode(codecs.lookup(match[1].decode("ascii")).name)
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    from charset_normalizer import from_bytes  # noqa: PLC0415 (needed for few files, slow to load)

    cut = data[:SAMPLE]
    best = from_bytes(cut, cp_isolation=["cp1252", "mac_roman"]).best() or from_bytes(cut).best()
    if best is not None:
        try:
            return data.decode(best.encoding)
        except (UnicodeDecodeError, LookupError):
            pass
    raise PageError(where, "its encoding cannot be told", "save it again as UTF-8")
