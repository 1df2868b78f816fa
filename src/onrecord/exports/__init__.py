"""Dossiers in every format that onrecord writes: one pure writer a format, all from one record.

A new format is one function and one entry here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from onrecord.exports.html import write_html
from onrecord.exports.json import write_json, write_jsonl
from onrecord.exports.markdown import write_markdown
from onrecord.records import Dossier

type Writer = Callable[[Sequence[Dossier]], str]
"""Dossiers to the whole text of a file or stream, with its last line ended."""

EXPORTERS: Mapping[str, Writer] = MappingProxyType(
    {
        "html": write_html,
        "json": write_json,
        "jsonl": write_jsonl,
        "markdown": write_markdown,
    }
)
"""Every format by the name that ``--format`` takes."""
