"""The article within an HTML page, by trafilatura."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_PARAGRAPHS = frozenset({"p", "head", "item", "quote", "list", "table", "row", "code", "figure", "body", "main", "div"})
"""Elements of trafilatura's result that begin and end a paragraph; all others stand within one."""
SENTENCE = 8
"""Words of the shortest paragraph that makes a page an article: menus have shorter entries."""


@dataclass(frozen=True, slots=True)
class Article:
    """An HTML page's article and what the page says about it; dates as the page gives them."""

    text: str
    """Paragraphs with a blank line between them; a line break of the page is one here. The title is
    in it where the page shows it at the article's head."""
    title: str | None = None
    author: str | None = None
    published: str | None = None
    """YYYY-MM-DD."""
    outlet: str | None = None
    url: str | None = None


def extract_html(html: str) -> Article | None:
    """The article of a page, or None where there is none. The network is not touched."""
    import trafilatura  # noqa: PLC0415 (two seconds to load, needed for HTML alone)

    dates = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
    # max_date: the default is today, and an answer must not depend on the clock
    found = trafilatura.bare_extraction(html, with_metadata=True, include_comments=False, date_extraction_params=dates)
    if found is None or isinstance(found, dict) or found.body is None:
        return None
    text = _write_text(found.body)
    if not any(len(paragraph.split()) >= SENTENCE for paragraph in text.split("\n\n")):
        return None
    return Article(text, found.title, found.author, found.date, found.sitename or found.hostname, found.url)


def _write_text(body: Any) -> str:
    """The words of trafilatura's result; its own text form tells no line break from a paragraph's end."""
    text = "".join(_flatten(body))
    text = re.sub(r" *\n[ \n]*", lambda match: "\n\n" if match.group().count("\n") > 1 else "\n", text)
    return re.sub(r" {2,}", " ", text).strip()


def _flatten(body: Any) -> Iterator[str]:
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415 (comes with trafilatura)

    for event, element in etree.iterwalk(body, events=("start", "end")):
        tag = element.tag
        if event == "start":
            yield "\n\n" if tag in _PARAGRAPHS else "\n" if tag == "lb" else ""
            yield "- " if tag == "item" else ""
            yield _space(element.text)
        else:
            yield "\n\n" if tag in _PARAGRAPHS else " | " if tag == "cell" and element.getnext() is not None else ""
            yield _space(element.tail) if element is not body else ""


def _space(text: str | None) -> str:
    return re.sub(r"\s+", " ", text) if text else ""
