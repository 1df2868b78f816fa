"""A dossier arranged for reading: what divides the sources first, every line with its words and their place.

The terminal, Markdown and HTML all read an outline, so that the three say the same.
"""

from onrecord.exports.outline.arrange import STANCES, arrange_outline
from onrecord.exports.outline.cited import cite_report
from onrecord.exports.outline.lines import (
    Divergence,
    Given,
    Line,
    Moment,
    Outline,
    Question,
    Quote,
    Reading,
    Rendering,
    Side,
    Trace,
    Voice,
)
from onrecord.exports.outline.words import LINK_WORDS, NOT_NAMED, STANCE_WORDS, count_of, day_name, shorten, visible

__all__ = [
    "LINK_WORDS",
    "NOT_NAMED",
    "STANCES",
    "STANCE_WORDS",
    "Divergence",
    "Given",
    "Line",
    "Moment",
    "Outline",
    "Question",
    "Quote",
    "Reading",
    "Rendering",
    "Side",
    "Trace",
    "Voice",
    "arrange_outline",
    "cite_report",
    "count_of",
    "day_name",
    "shorten",
    "visible",
]
