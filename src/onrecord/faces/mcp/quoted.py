"""A dossier's JSON with the words beside every place, for readers that have no report at hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onrecord.exports.json import dossier_to_dict
from onrecord.records import Dossier

type Json = dict[str, Any]

PARTS_OF_A_STATEMENT = ("source", "cue", "content", "evidence")
MENTIONS = 3
"""Places shown of those where a person is spoken of: a model that reads them all learns little more."""
SHOWN_OF_A_REPORT = ("sha256", "outlet", "title", "published", "published_basis", "url")


def quote_dossier(dossier: Dossier) -> Json:
    """The dossier as in docs/formats.md, but each place has its ``words``, reports are without their texts, and of
    the places where people are spoken of only the first are there, and how many there are (``mentioned``)."""
    texts = {report.name: report.text for report in dossier.reports}
    whole = dossier_to_dict(dossier)
    reports = {
        name: {key: value for key, value in report.items() if key in SHOWN_OF_A_REPORT}
        for name, report in whole["reports"].items()
    }
    for one in whole["people"]:
        one.update(mentioned=len(one["mentions"]), mentions=one["mentions"][:MENTIONS])
    lists = {key: _quote(value, texts) for key, value in whole.items() if key not in ("reports", "statements")}
    return {**lists, "statements": _statements(whole, texts), "reports": reports}


def quote_report(dossier: Dossier, whole: Json, name: str, start: int, end: int) -> Json:
    """A report's text from ``start`` up to ``end``, with the statements that begin there; the next start, if any."""
    texts = {report.name: report.text for report in dossier.reports}
    text, report = texts[name], whole["reports"][name]
    end = min(end, len(text))
    said = [one for one in _statements(whole, texts) if one["report"] == name and start <= one["cue"]["start"] < end]
    return {
        "name": name,
        **{key: report[key] for key in SHOWN_OF_A_REPORT},
        "text": text[start:end],
        "start": start,
        "end": max(start, end),
        "length": len(text),
        "next_start": end if start < end < len(text) else None,
        "statements": said,
    }


def _statements(whole: Json, texts: Mapping[str, str]) -> list[Json]:
    """Statements, whose spans are pairs of numbers in their report."""
    return [
        {
            key: _pairs(value, texts[one["report"]]) if key in PARTS_OF_A_STATEMENT else value
            for key, value in one.items()
        }
        for one in whole["statements"]
    ]


def _pairs(value: Any, text: str) -> Any:
    if value is None:
        return None
    if value and isinstance(value[0], int):
        return {"start": value[0], "end": value[1], "words": text[value[0] : value[1]]}
    return [_pairs(one, text) for one in value]


def _quote(value: Any, texts: Mapping[str, str]) -> Any:
    """The value with ``words`` beside every report, start and end in it."""
    if isinstance(value, list):
        return [_quote(one, texts) for one in value]
    if not isinstance(value, dict):
        return value
    quoted = {key: _quote(one, texts) for key, one in value.items()}
    if {"report", "start", "end"} <= set(value):
        quoted["words"] = texts[value["report"]][value["start"] : value["end"]]
    return quoted
