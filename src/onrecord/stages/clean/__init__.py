"""What each stretch of a page is, and the article within an HTML page.

The only place that knows trafilatura. Nothing is cut out of a text: every stretch has a span and a kind.
"""

from __future__ import annotations

from onrecord.stages.clean.article import Article, extract_html
from onrecord.stages.clean.blocks import classify_blocks

__all__ = ["Article", "classify_blocks", "extract_html"]
