"""Every value that flows through onrecord: frozen, slotted, comparable, of the standard library only.

Offsets are half-open spans of Unicode code points in a report's text as given (for HTML: in the
extracted text). Nothing here knows how it was made or where it is stored.
"""

from __future__ import annotations

from onrecord.records.correction import (
    Anchor,
    Applied,
    Change,
    Correction,
    Made,
)
from onrecord.records.page import (
    Notice,
    Page,
)
from onrecord.records.report import (
    Analysis,
    Block,
    Entity,
    Event,
    Mention,
    NamedEntity,
    Parse,
    Proposition,
    Publication,
    Sentence,
    Signature,
    Statement,
    TimeExpression,
    Token,
)
from onrecord.records.story import (
    Claim,
    Discrepancy,
    Dossier,
    Evidence,
    Holder,
    Link,
    Origin,
    Report,
    TimelineEntry,
    Utterance,
    Value,
)
from onrecord.records.values import (
    ARTICLE_KINDS,
    Act,
    Basis,
    BlockKind,
    Kind,
    Mode,
    Plover,
    Precision,
    Span,
    Stance,
    Status,
    When,
)

__all__ = [
    "ARTICLE_KINDS",
    "Act",
    "Analysis",
    "Anchor",
    "Applied",
    "Basis",
    "Block",
    "BlockKind",
    "Change",
    "Claim",
    "Correction",
    "Discrepancy",
    "Dossier",
    "Entity",
    "Event",
    "Evidence",
    "Holder",
    "Kind",
    "Link",
    "Made",
    "Mention",
    "Mode",
    "NamedEntity",
    "Notice",
    "Origin",
    "Page",
    "Parse",
    "Plover",
    "Precision",
    "Proposition",
    "Publication",
    "Report",
    "Sentence",
    "Signature",
    "Span",
    "Stance",
    "Statement",
    "Status",
    "TimeExpression",
    "TimelineEntry",
    "Token",
    "Utterance",
    "Value",
    "When",
]
