"""Invented reports on three invented matters, and analyses of them that cost nothing."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from onrecord.records import Analysis, Block, Entity, Mention, Page, Publication, Span, Statement, When

MATTERS = {
    "dam": (
        """Engineers warn of cracks in the Orsova dam

Engineers of the Orsova reservoir warned on Tuesday that cracks in the concrete of the dam had widened since the
spring floods. Mayor Lenka Dorn said the valley of Brezna would be evacuated if the spillway failed. The
operator, Hydrel, said that the dam was safe.
""",
        """Hydrel says Orsova dam is safe despite cracks

The operator Hydrel denied on Wednesday that the Orsova dam was in danger, a day after engineers warned of
cracks in its concrete. Brezna, the valley below the reservoir, was not evacuated. Mayor Lenka Dorn said the
spillway would be inspected.
""",
        """Valley prepares for evacuation below the dam

Residents of Brezna packed their belongings as the spillway of the Orsova reservoir was inspected. Hydrel, which
operates the dam, said the cracks in the concrete were old. Engineers said they had widened. Mayor Lenka Dorn
asked for calm.
""",
    ),
    "strike": (
        """Ferry crews of Calder Sound walk out

Ferry crews in Calder Sound began a strike over wages on Monday, leaving the islands of Skarn and Tolle without
boats. The union leader Piet Aasgard said the shipping line Norvik had broken its pledge on overtime. Norvik
declined to comment.
""",
        """Islands cut off as ferry strike begins

No boats reached Skarn on Monday after crews in Calder Sound stopped work. Piet Aasgard of the seafarers' union
accused the shipping line Norvik of breaking a pledge on overtime. Norvik said the wages it offered were fair,
and that the strike was unlawful.
""",
        """Norvik takes ferry crews to court

The shipping line Norvik asked a court to end the strike of ferry crews in Calder Sound. Union leader Piet
Aasgard said the overtime pledge had been broken, and that Skarn and Tolle would stay without boats until the
wages were paid.
""",
    ),
    "museum": (
        """Painting by Ilse Varga returned to heirs

The Halden museum returned a painting by Ilse Varga to the heirs of the collector Emeric Blau on Friday. Curator
Signe Moll said its provenance was traced through auction ledgers found in an attic. The portrait had hung in
Halden since 1951.
""",
        """Halden museum gives back a Varga portrait

A portrait by Ilse Varga left the museum in Halden after curators traced its provenance to the collector Emeric
Blau. Auction ledgers had been found in an attic, said Signe Moll, the curator. The heirs said the painting
would be lent to galleries.
""",
        """Heirs of Emeric Blau receive the Varga painting

The heirs of Emeric Blau thanked curator Signe Moll for tracing the provenance of a Varga portrait by way of
auction ledgers. The museum in Halden had kept the painting since 1951. Its director said other works were being
studied.
""",
    ),
}
"""Three reports of each matter."""


def make_page(name: str, text: str, *, published: When | None = None, where: str = "") -> Page:
    """A report as if it had been read."""
    return Page(name, text, hashlib.sha256(text.encode()).hexdigest(), where or f"{name}.txt", published=published)


def make_pages() -> list[Page]:
    """All nine reports; names tell the matter."""
    return [make_page(f"{matter}-{i}", text) for matter, texts in MATTERS.items() for i, text in enumerate(texts)]


def make_analysis(page: Page) -> Analysis:
    """What a page says, found without any model: one statement by whoever stands before the first "said"."""
    text = page.text
    at = text.find(" said ")
    outlet = Entity("outlet", page.outlet or f"The {page.name} Post", "outlet")
    entities: tuple[Entity, ...] = (outlet,)
    statements: tuple[Statement, ...] = ()
    if at >= 0:
        last = max(text.rfind(" ", 0, at), 0)
        first = max(text.rfind(" ", 0, last), text.rfind("\n", 0, at)) + 1
        end = next((i for i in range(at, len(text)) if text[i] in ".,"), len(text))
        source, content = Span(first, at), Span(at + 6, end)
        speaker = Entity("speaker", source.of(text), "person", mentions=(Mention(page.name, source),))
        entities += (speaker,)
        statements = (
            Statement(
                page.name,
                source,
                Span(at + 1, at + 5),
                (content,),
                "indirect",
                "denies" if "not " in content.of(text) else "asserts",
                (Span(first, end),),
                speakers=("speaker",),
            ),
        )
    return Analysis(
        page=page,
        blocks=(Block(Span(0, len(text)), "body"),),
        sentences=(Span(0, len(text)),),
        published=Publication(page.published, "given" if page.published else "unknown"),
        outlet="outlet",
        times=(),
        statements=statements,
        entities=entities,
        events=(),
        propositions=(),
    )


def write_reports(folder: Path, pages: list[Page]) -> Path:
    """The pages as a JSONL file in the folder."""
    file = folder / "reports.jsonl"
    rows = [{"id": page.name, "text": page.text, "publisher": page.outlet} for page in pages]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file
