"""A dossier made by hand, with every kind of line and some hostile text."""

from __future__ import annotations

from hashlib import sha256

import pytest

from onrecord.records import (
    Block,
    BlockKind,
    Claim,
    Discrepancy,
    Dossier,
    Entity,
    Evidence,
    Holder,
    Link,
    Mention,
    Origin,
    Publication,
    Report,
    Span,
    Statement,
    TimelineEntry,
    Utterance,
    Value,
    When,
)

BAY = """Port denies it sold the ferry pier

(Update 1: Adds the port's answer)

Orlan, May 3 (Coast Agency).- Two unnamed officials told the Bay Mirror that the port had sold its ferry pier for 30
million crowns.

"There was no sale," port spokeswoman Ada Lunt said on Wednesday. "The pier is ours."

Read more: Ten walks by the sea
"""
MIRROR = """The pier has been sold, officials say

The port of Orlan has sold its ferry pier for 30 million crowns, two officials said.

The mayor, Bo Essen, declined to comment.
"""
HOSTILE = """Pier <script>alert(1)</script> & *stars* [link](x) | pipe

A port worker said the pier went for 35 million crowns. \u202eEvil\u202c words \x1b[31mred\x1b[0m.

"There was no sale," Lunt said.
"""
TEXTS = {"bay": BAY, "hostile": HOSTILE, "mirror": MIRROR}


def at(report: str, words: str) -> Evidence:
    """The first place where a report has these words."""
    start = TEXTS[report].index(words)
    return Evidence(report, Span(start, start + len(words)))


def block(report: str, words: str, kind: BlockKind) -> Block:
    return Block(at(report, words).span, kind)


def show(name: str, outlet: str, published: Publication, kinds: dict[int, BlockKind]) -> Report:
    """A report whose paragraphs are body but for those whose number ``kinds`` names."""
    text, blocks, start = TEXTS[name], [], 0
    for number, paragraph in enumerate(text.split("\n\n")):
        end = start + len(paragraph.rstrip("\n"))
        blocks.append(Block(Span(start, end), kinds.get(number, "body")))
        start += len(paragraph) + 2
    title = text.split("\n", 1)[0]
    digest = sha256(text.encode()).hexdigest()
    return Report(name, digest, text, outlet, title, published, tuple(blocks), where=f"folder/{name}.txt")


ENTITIES = (
    Entity("coast", "Coast Agency", "outlet"),
    Entity(
        "essen", "Bo Essen", "person", ("Essen",), ("mayor",), "AX", (Mention("mirror", at("mirror", "Bo Essen").span),)
    ),
    Entity("hostile", "hostile (outlet)", "outlet"),
    Entity(
        "lunt",
        "Ada Lunt",
        "person",
        ("Lunt",),
        ("port spokeswoman",),
        None,
        (Mention("bay", at("bay", "Ada Lunt").span),),
    ),
    Entity("mirror", "Bay Mirror", "outlet"),
    Entity("officials", "officials (unnamed)", "unnamed"),
    Entity("port", "Port of Orlan", "organisation"),
    Entity("worker", "port worker (unnamed)", "unnamed"),
)

OFFICIALS = "Two unnamed officials told the Bay Mirror that the port had sold its ferry pier for 30\nmillion crowns."
SALE = "The port of Orlan has sold its ferry pier for 30 million crowns, two officials said."
DENIAL = '"There was no sale," port spokeswoman Ada Lunt said on Wednesday.'
WORKER = "A port worker said the pier went for 35 million crowns."


def statement(report: str, source: str, cue: str, content: str, sentence: str, **rest: object) -> Statement:
    values: dict[str, object] = {"mode": "indirect", "act": "asserts", **rest}
    return Statement(
        report=report,
        source=at(report, source).span,
        cue=at(report, cue).span,
        content=(at(report, content).span,),
        evidence=(at(report, sentence).span,),
        **values,  # type: ignore[arg-type]
    )


@pytest.fixture
def dossier() -> Dossier:
    third = When.on(2023, 5, 3)
    return Dossier(
        story="Port denies it sold the ferry pier",
        reports=(
            show(
                "bay",
                "coast",
                Publication(third, "dateline", at("bay", "May 3").span),
                {0: "headline", 1: "update", 4: "promo"},
            ),
            show("hostile", "hostile", Publication(None, "unknown"), {0: "headline"}),
            show(
                "mirror",
                "mirror",
                Publication(When.on(2023, 5, 2), "story", reason="the day before bay"),
                {0: "headline"},
            ),
        ),
        entities=ENTITIES,
        claims=(
            Claim(
                "c1",
                "The port of Orlan has sold its ferry pier.",
                at("mirror", SALE),
                "disputed",
                (
                    Holder("officials", "asserts", ("mirror",), (at("bay", OFFICIALS), at("mirror", SALE))),
                    Holder("lunt", "denies", (), (at("bay", DENIAL), at("hostile", '"There was no sale," Lunt said.'))),
                    Holder("essen", "declines", (), (at("mirror", "The mayor, Bo Essen, declined to comment."),)),
                ),
                (Origin("officials (unnamed)", "bay tells what the officials told the Bay Mirror"),),
            ),
            Claim(
                "c2",
                "The pier went for 35 million crowns.",
                at("hostile", WORKER),
                "single-source",
                (Holder("worker", "asserts", (), (at("hostile", WORKER),)),),
                (Origin("port worker (unnamed)"),),
            ),
        ),
        statements=(
            statement(
                "bay",
                "Two unnamed officials",
                "told",
                "the port had sold its ferry pier",
                OFFICIALS,
                speakers=("officials",),
                via=("mirror",),
            ),
            statement(
                "bay",
                "port spokeswoman Ada Lunt",
                "said",
                '"There was no sale,"',
                DENIAL,
                mode="direct",
                act="denies",
                speakers=("lunt",),
                said_on=third,
            ),
            statement(
                "hostile", "A port worker", "said", "the pier went for 35 million crowns", WORKER, speakers=("worker",)
            ),
            statement(
                "mirror",
                "two officials",
                "said",
                "The port of Orlan has sold its ferry pier for 30 million crowns",
                SALE,
                speakers=("officials", "port"),
            ),
        ),
        events=(
            TimelineEntry(
                third,
                third,
                "port spokeswoman Ada Lunt denies the sale",
                ("lunt",),
                "REJECT",
                "happened",
                (at("bay", DENIAL),),
            ),
            TimelineEntry(
                None, third, "the port sold its ferry pier", ("port",), None, "alleged", (at("bay", OFFICIALS),)
            ),
        ),
        lineage=(
            Link("bay", "Bay Mirror", "credit", at("bay", "Two unnamed officials told the Bay Mirror").span),
            Link(
                "hostile",
                "bay",
                "shared-passage",
                at("hostile", '"There was no sale," Lunt said.').span,
                at("bay", DENIAL),
                reason="nothing tells who was first",
                form="near",
                sure=0.5,
            ),
        ),
        discrepancies=(
            Discrepancy(
                "price of the pier",
                "conflict",
                (
                    Value("30 million crowns", "officials", at("mirror", "30 million crowns")),
                    Value("35 million crowns", "worker", at("hostile", "35 million crowns")),
                ),
            ),
        ),
        utterances=(
            Utterance("lunt", third, (at("bay", '"There was no sale,"'), at("hostile", '"There was no sale,"'))),
        ),
        left_out=("claim: points at no words of a report",),
    )
