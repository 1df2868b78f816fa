"""The article within an HTML page, by trafilatura."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """An HTML page's article and what the page says about it; dates as the page gives them."""

    text: str
    """Paragraphs with a blank line between them; without the title."""
    title: str | None = None
    author: str | None = None
    published: str | None = None
    """YYYY-MM-DD."""
    outlet: str | None = None
    url: str | None = None


def extract_html(html: str) -> Article | None:
    """The article of a page, or None where trafilatura finds none. The network is not touched."""
    import trafilatura  # noqa: PLC0415 (two seconds to load, needed for HTML alone)

    dates = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
    # max_date: the default is today, and an answer must not depend on the clock
    found = trafilatura.bare_extraction(html, with_metadata=True, include_comments=False, date_extraction_params=dates)
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        return None
    text = re.sub(r"[ \t]*\n\s*", "\n\n", str(found.text).strip())
    return Article(text, found.title, found.author, found.date, found.sitename or found.hostname, found.url)
