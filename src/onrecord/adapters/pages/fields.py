"""A record's values under the names that onrecord knows, by the table fields.tsv."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from onrecord.errors import PageError
from onrecord.resources import rows
from onrecord.stages.clean import extract_html

if TYPE_CHECKING:
    from onrecord.adapters.pages.formats import Record

_MARKUP = re.compile(r"\s*<[a-zA-Z!][^<>]*>.*</(?:p|div|article|body|html|span)>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fields:
    """What a record says about a report."""

    text: str
    id: str | None
    url: str | None
    outlet: str | None
    date: str | int | float | None
    title: str | None
    author: str | None


@cache
def read_names(field: str) -> tuple[str, ...]:
    """The names of a field, most telling first."""
    return tuple(row["name"] for row in rows("fields.tsv") if row["field"] == field)


def name_field(name: str) -> str | None:
    """The field that a column's name stands for."""
    plain = _plain(name)
    return next((row["field"] for row in rows("fields.tsv") if row["name"] == plain), None)


def read_fields(record: Record) -> Fields:
    """The record's fields; PageError where it has no text."""
    values = {_plain(str(key)): value for key, value in record.values.items()}
    text = _find_text(values)
    if text is None:
        text = _find_html(values)
    if text is None:
        shown = ", ".join(map(str, list(record.values)[:12])) or "none"
        what = f"has no text; its fields are: {shown}"
        raise PageError(record.where, what, f"name the text one of: {', '.join(read_names('text')[:6])}")
    if _MARKUP.match(text) and (article := extract_html(text)):
        text = article.text
    url = next((v for v in _each(values, "url") if re.match(r"https?://|www\.", v)), None)
    outlet = next((v for v in _each(values, "outlet") if not re.match(r"https?://", v)), None)
    return Fields(
        text=text,
        id=next(_each(values, "id"), None),
        url=url,
        outlet=outlet,
        date=_find_date(values),
        title=next(_each(values, "title"), None),
        author=next(_each(values, "author"), None),
    )


def find_list(value: dict[str, Any]) -> list[Any] | None:
    """The list of reports in an object that holds one, as in {"articles": [...]}."""
    values = {_plain(str(key)): item for key, item in value.items()}
    if _find_text(values) is not None:
        return None
    for name in read_names("list"):
        found = _follow(values, name)
        if isinstance(found, list) and found and all(isinstance(item, dict) for item in found):
            return found
    return None


def _plain(name: str) -> str:
    return re.sub(r"[\s_.:-]", "", name).casefold()


def _follow(values: dict[str, Any], name: str) -> Any:
    """The value at "a/b": field b within object a."""
    first, _, rest = name.partition("/")
    value = values.get(first)
    if rest:
        return _follow({_plain(str(k)): v for k, v in value.items()}, rest) if isinstance(value, dict) else None
    return value


def _find_text(values: dict[str, Any]) -> str | None:
    for name in read_names("text"):
        if text := _join(_follow(values, name)):
            return text
    return None


def _find_html(values: dict[str, Any]) -> str | None:
    for name in read_names("html"):
        html = _follow(values, name)
        if isinstance(html, str) and (article := extract_html(html)):
            return article.text
    return None


def _join(value: Any) -> str | None:
    """Text from a string, a list of paragraphs, or fundus's summary and sections."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, dict):
        inner = [value.get(key) for key in ("summary", "headline", "sections", "paragraphs", "text", "content")]
        value = [part for part in inner if part]
    if isinstance(value, list):
        parts = [part for item in value if (part := _join(item))]
        return "\n\n".join(parts) or None
    return None


def _each(values: dict[str, Any], field: str) -> Any:
    """The field's values as lines of text, those that hold something."""
    for name in read_names(field):
        if line := _line(_follow(values, name)):
            yield line


def _line(value: Any) -> str | None:
    if isinstance(value, dict):
        value = next(
            (value[key] for key in ("name", "main", "title", "headline", "$oid", "id", "url") if value.get(key)), None
        )
    if isinstance(value, list):
        value = ", ".join(part for item in value if (part := _line(item)))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    line = " ".join(str(value).split()).encode("utf-8", "replace").decode("utf-8")
    return line if line and line.casefold() not in ("none", "null", "nan") else None


def _find_date(values: dict[str, Any]) -> str | int | float | None:
    for name in read_names("date"):
        value = _follow(values, name)
        if isinstance(value, dict):
            value = value.get("$date") or value.get("date")
        if isinstance(value, int | float) and not isinstance(value, bool):
            return value
        if line := _line(value):
            return line
    return None
