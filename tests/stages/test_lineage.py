"""Lineage: credits in the words of a report, copies and quotations shared between reports."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from onrecord.records import Analysis, Block, Entity, Mention, Page, Publication, Span, Statement, When
from onrecord.stages.lineage import trace_kinship, trace_lineage

WIRE = (
    "The harbour council of Port Ansel voted late on Tuesday to close the northern quay to freight after "
    "engineers found cracks in two of its oldest piers. Ferries will go on sailing from the southern quay, "
    "and dock crews are to be moved there before the end of the month. The council gave no date for repairs."
)
QUOTE = "“We were told for years that the northern quay was sound and safe to use,” said Ilse Marrow."


def report(name: str, *paragraphs: str, kinds: dict[int, str] | None = None, **more: object) -> Analysis:
    """An analysis of paragraphs as body blocks; ``kinds`` gives other kinds by position."""
    text, blocks, at = "\n\n".join(paragraphs), [], 0
    for number, paragraph in enumerate(paragraphs):
        kind = (kinds or {}).get(number, "body")
        blocks.append(Block(Span(at, at + len(paragraph)), kind))  # type: ignore[arg-type]
        at += len(paragraph) + 2
    page = Page(name, text, hashlib.sha256(text.encode()).hexdigest(), name, outlet=more.get("outlet"))  # type: ignore[arg-type]
    when = more.get("when")
    return Analysis(
        page=page,
        blocks=tuple(blocks),
        sentences=(),
        published=Publication(when, "given" if when else "unknown"),  # type: ignore[arg-type]
        outlet="own",
        times=(),
        statements=more.get("statements", ()),  # type: ignore[arg-type]
        entities=(),
        events=(),
        propositions=(),
    )


def quotation(name: str, text: str) -> Statement:
    """The statement of QUOTE in a report's text."""
    start = text.index(QUOTE)
    content = Span(start, start + QUOTE.index("”") + 1)
    cue = Span(content.end + 1, content.end + 5)
    return Statement(
        name, None, cue, (content,), "direct", "asserts", (Span(start, start + len(QUOTE)),), speakers=("ilse",)
    )


ILSE = Entity("ilse", "Ilse Marrow", "person")


def test_a_verbatim_copy_in_another_outlet_shows_its_direction_and_passage() -> None:
    early = report("b", WIRE, when=When.on(2031, 5, 6), outlet="Gazette")
    late = report("a", WIRE, when=When.on(2031, 5, 7), outlet="Courier")
    (link,) = trace_lineage([late, early], ())
    assert (link.report, link.credits, link.kind) == ("a", "b", "copy")
    assert link.other is not None
    assert link.evidence.of(late.page.text) == link.other.span.of(early.page.text) == WIRE.rstrip(".")


def test_copy_goes_from_the_earlier_report_to_the_later() -> None:
    early = report("early", WIRE, when=When.on(2031, 5, 6))
    late = report("late", "A short introduction of our own.", WIRE, when=When.on(2031, 5, 7))
    links = trace_lineage([late, early], ())
    assert [(x.report, x.credits, x.kind) for x in links] == [("late", "early", "copy")]
    assert links[0].other is not None
    assert links[0].evidence.of(late.page.text) == links[0].other.span.of(early.page.text)
    assert trace_lineage([early, late], ()) == links


def test_reports_in_their_own_words_share_nothing() -> None:
    other = report("other", "Freight will not use the northern quay of Port Ansel until its piers have been mended.")
    assert trace_lineage([report("wire", WIRE), other], ()) == ()


def test_two_reports_that_quote_one_speaker_owe_it_to_the_speaker() -> None:
    a_text = f"The quay is shut.\n\n{QUOTE}"
    b_text = f"Nobody knows when freight will return to the old piers of the town.\n\n{QUOTE}"
    a = report("a", *a_text.split("\n\n"), statements=(quotation("a", a_text),))
    b = report("b", *b_text.split("\n\n"), statements=(quotation("b", b_text),))
    links = trace_lineage([a, b], (ILSE,))
    assert [(x.report, x.credits, x.kind) for x in links] == [
        ("a", "Ilse Marrow (same words)", "shared-passage"),
        ("b", "Ilse Marrow (same words)", "shared-passage"),
    ]


def test_a_debt_is_told_by_the_words_around_an_outlet() -> None:
    text = "A recording obtained by the Ansel Mirror was played. The Ansel Mirror sponsors the regatta."
    first, second = text.index("Ansel Mirror"), text.rindex("Ansel Mirror")
    mentions = tuple(Mention("a", Span(at, at + len("Ansel Mirror"))) for at in (first, second))
    mirror = Entity("mirror", "Ansel Mirror", "outlet", mentions=mentions)
    links = trace_lineage([report("a", text)], (mirror,))
    assert [(x.credits, x.evidence.of(text)) for x in links] == [("Ansel Mirror", "obtained by the Ansel Mirror")]


def test_photo_credits_datelines_and_original_source_lines() -> None:
    analysis = report(
        "a",
        "Quay shut",
        " | The Ansel Mirror",
        "A crane at the quay. (Jo Tarn/Reuters)",
        "PORT ANSEL, May 6 (AFP) -",
        WIRE,
        "Original source",
        kinds={0: "headline", 1: "byline", 2: "caption", 3: "dateline", 5: "byline"},
    )
    text = analysis.page.text
    shown = [(x.credits, x.kind, x.evidence.of(text)) for x in trace_lineage([analysis], ())]
    assert shown == [("Reuters", "credit", "(Jo Tarn/Reuters)"), ("AFP", "credit", "AFP")]


def test_the_site_named_behind_a_headline_is_the_origin_where_a_line_says_so() -> None:
    text = f"Quay shut | The Ansel Mirror\n\n{WIRE}\n\nOriginal source"
    cut = text.index(" |")
    end = text.index("\n")
    last = text.rindex("Original")
    blocks = (
        Block(Span(0, cut), "headline"),
        Block(Span(cut, end), "byline"),
        Block(Span(end + 2, last - 2), "body"),
        Block(Span(last, len(text)), "byline"),
    )
    page = Page("a", text, "0", "a")
    analysis = Analysis(page, blocks, (), Publication(None, "unknown"), "own", (), (), (), (), ())
    links = trace_lineage([analysis], ())
    assert {(x.credits, x.kind) for x in links} == {
        ("The Ansel Mirror", "copy"),
        ("The Ansel Mirror", "original-source-link"),
    }


def test_five_hundred_copies_are_laid_against_few_others() -> None:
    copies = [report(f"r{number:03d}", WIRE, when=When.on(2031, 5, 1 + number % 28)) for number in range(500)]
    links = trace_lineage(copies, ())
    copied = {link.report for link in links if link.kind == "copy"}
    assert len(copied) == 499
    assert len(links) < 5 * 500


REWORDED = (
    "Port Ansel's harbour council decided late Tuesday that freight may no longer use the northern quay, after "
    "engineers found cracks in two of the oldest piers there. Ferries will sail on from the southern quay, and the "
    "crews of the dock are to move there before the month's end. The council named no date for the repairs."
)
OWN = (
    "Fishermen at the southern quay feared for their berths. A grocer on the hill had already ordered his flour by "
    "rail. The town's archive keeps drawings of the piers from the year in which the lighthouse was lit."
)


def test_a_rewrite_is_found_with_its_passages_and_how_sure() -> None:
    early = report("early", WIRE, OWN, when=When.on(2031, 5, 6))
    late = report("late", REWORDED, when=When.on(2031, 5, 7))
    links = trace_lineage([late, early], ())
    assert {(x.report, x.credits, x.kind, x.form) for x in links} == {("late", "early", "copy", "rewrite")}
    assert all(x.sure is not None and x.sure > 0.9 for x in links)
    assert "early came out earlier" in links[0].reason
    assert links[0].evidence.of(late.page.text).startswith("Port Ansel's harbour council decided")
    assert links[0].other is not None
    assert links[0].other.span.of(early.page.text).startswith("The harbour council of Port Ansel voted")


def test_without_dates_the_part_comes_from_the_whole() -> None:
    whole, part = report("whole", WIRE, OWN), report("part", WIRE)
    (found,) = trace_kinship([part, whole])
    assert (found.taker, found.origin, found.form, found.whole) == ("part", "whole", "verbatim", True)
    assert found.sure > 0.7


def test_a_credit_outweighs_length() -> None:
    long = report("long", WIRE, OWN, "Source: Ansel Mirror", kinds={2: "byline"}, outlet="Daily Gull")
    short = report("short", WIRE, outlet="Ansel Mirror")
    (found,) = trace_kinship([long, short])
    assert (found.taker, found.origin) == ("long", "short")
    assert "long names Ansel Mirror" in found.reason


def test_who_has_text_of_two_unlike_reports_has_it_from_them() -> None:
    other = (
        "The museum of Halden returned a portrait to the heirs of a collector on Friday. Its curator had traced the "
        "painting through auction ledgers that lay in an attic. The heirs mean to lend it to galleries abroad."
    )
    more = (
        "Two other portraits by the painter are still in dispute. A court in the capital hears both cases in spring. "
        "Lawyers of the foundation that lent them believe that their papers are complete."
    )
    merged = report("merged", WIRE, other)
    found = {
        (x.taker, x.origin) for x in trace_kinship([merged, report("quay", WIRE, OWN), report("art", other, more)])
    }
    assert found == {("merged", "quay"), ("merged", "art")}


def test_where_nothing_tells_it_is_said_so() -> None:
    (found,) = trace_kinship([report("a", WIRE), report("b", WIRE)])
    assert (found.taker, found.origin, found.sure, found.reason) == ("b", "a", 0.5, "nothing tells who was first")


def test_quotations_alone_make_no_kinship() -> None:
    speech = "“" + WIRE.replace(". ", "; ") + "”"
    assert trace_kinship([report("a", speech, OWN), report("b", speech, "Nobody on the quay would speak.")]) == []


def test_agency_text_under_the_name_of_an_outlet_is_told() -> None:
    wire = report("wire", WIRE, outlet="Reuters", when=When.on(2031, 5, 6))
    paper = report("paper", WIRE, outlet="Ansel Mirror", when=When.on(2031, 5, 7))
    (link,) = trace_lineage([wire, paper], ())
    assert link.reason.startswith("text of the agency Reuters under the name of Ansel Mirror")


def test_kinship_hangs_on_no_order_and_on_no_other_report() -> None:
    reports = [
        report("early", WIRE, OWN, when=When.on(2031, 5, 6)),
        report("late", REWORDED, when=When.on(2031, 5, 7)),
        report("alone", "Freight will not use the northern quay of Port Ansel until its piers have been mended."),
    ]
    assert trace_kinship(reports) == trace_kinship(reports[::-1]) == trace_kinship(reports[:2])


@pytest.mark.parametrize("text", ["", " ", "\n", "…", "a" * 100_000, "“" * 1000, "The the the. " * 2000, "\ud800 x. Y"])
def test_any_text_has_kin_or_none(text: str) -> None:
    both = [replace(report("a", "x"), page=page, blocks=(Block(Span(0, len(text)), "body"),)) for page in pages(text)]
    assert len(trace_kinship(both)) <= 1


def pages(text: str) -> list[Page]:
    return [Page(name, text, name, name) for name in ("a", "b")]
