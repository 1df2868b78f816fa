"""A format of several files: each by its name, and all of them as one zip."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time that every file in a zip bears, the first that the format knows: same files, same bytes."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The files of one export."""

    files: tuple[tuple[str, str | bytes], ...]
    """Names, with ``/`` between folders, and contents."""
    main: str | None = None
    """The file that stands for all where only one can be had; None where none can."""

    def of(self, name: str) -> str | bytes:
        """The contents of the file of that name; KeyError where there is none."""
        return dict(self.files)[name]

    def zipped(self) -> bytes:
        """All files as one zip."""
        buffer = BytesIO()
        with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
            for name, content in self.files:
                info = ZipInfo(name, EPOCH)
                info.compress_type = ZIP_DEFLATED
                info.external_attr = 0o644 << 16
                archive.writestr(info, encode(content))
        return buffer.getvalue()


def encode(content: str | bytes) -> bytes:
    """Contents as bytes; half a surrogate pair, which UTF-8 cannot carry, becomes a question mark."""
    return content if isinstance(content, bytes) else content.encode("utf-8", "replace")
