"""Dossiers in every format that onrecord writes: one pure writer a format, all from one record.

A new format is one function and one entry here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from onrecord.exports.brat import write_brat
from onrecord.exports.bundle import Bundle, encode
from onrecord.exports.csv import write_csv
from onrecord.exports.ftm import write_ftm
from onrecord.exports.gold import write_gold
from onrecord.exports.graphml import write_graphml
from onrecord.exports.html import write_html
from onrecord.exports.json import write_json, write_jsonl
from onrecord.exports.jsonld import write_jsonld
from onrecord.exports.markdown import write_markdown
from onrecord.exports.parquet import write_parquet
from onrecord.exports.prov import write_prov
from onrecord.exports.stix import write_stix
from onrecord.exports.timelinejs import write_timelinejs
from onrecord.exports.web_annotation import write_web_annotations
from onrecord.records import Dossier

__all__ = ["EXPORTERS", "MEDIA", "Bundle", "Writer", "Written", "encode"]

type Written = str | Bundle
"""The whole text of a file or stream with its last line ended, or several files."""
type Writer = Callable[[Sequence[Dossier]], Written]
"""Dossiers to one format."""

EXPORTERS: Mapping[str, Writer] = MappingProxyType(
    {
        "brat": write_brat,
        "csv": write_csv,
        "ftm": write_ftm,
        "gold": write_gold,
        "graphml": write_graphml,
        "html": write_html,
        "json": write_json,
        "jsonl": write_jsonl,
        "jsonld": write_jsonld,
        "markdown": write_markdown,
        "parquet": write_parquet,
        "prov": write_prov,
        "stix": write_stix,
        "timelinejs": write_timelinejs,
        "web-annotation": write_web_annotations,
    }
)
"""Every format by the name that ``--format`` takes."""

MEDIA: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "brat": ("application/zip", ".zip"),
        "csv": ("application/zip", ".zip"),
        "ftm": ("application/x-ndjson", ".ftm.json"),
        "gold": ("application/json", ".gold.json"),
        "graphml": ("application/xml", ".graphml"),
        "html": ("text/html", ".html"),
        "json": ("application/json", ".json"),
        "jsonl": ("application/x-ndjson", ".jsonl"),
        "jsonld": ("application/ld+json", ".jsonld"),
        "markdown": ("text/markdown", ".md"),
        "parquet": ("application/zip", ".zip"),
        "prov": ("application/json", ".prov.json"),
        "stix": ("application/stix+json;version=2.1", ".stix.json"),
        "timelinejs": ("application/json", ".timeline.json"),
        "web-annotation": ("application/ld+json", ".annotations.jsonld"),
    }
)
"""Each format's media type and the ending of its file where it is sent."""
