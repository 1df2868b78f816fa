"""What pages show, without a server: the drawn lineage, differing words, origins as a tree, a speaker's turns."""

from __future__ import annotations

from dataclasses import replace

from dossier_by_hand import at

from onrecord.adapters.store import Position
from onrecord.exports.outline import arrange_outline
from onrecord.faces.web.views.differences import mark_words
from onrecord.faces.web.views.lineage import DEEPEST, WIDTH, draw_lineage, find_depths
from onrecord.faces.web.views.origins import grow_tree
from onrecord.faces.web.views.speaker import list_turns
from onrecord.records import Dossier, Link, Origin, Span, Utterance


def test_words_that_another_lacks_are_marked_where_they_stand(dossier: Dossier) -> None:
    reports = {report.name: report for report in dossier.reports}
    here, there = at("bay", "Two unnamed officials told the Bay Mirror"), at("mirror", "two officials said")
    unnamed = at("bay", "unnamed").span
    plain, marked = mark_words(Utterance("lunt", None, (there, here), ((), (unnamed,))), reports)
    assert plain.pieces == (("two officials said", False),)
    assert marked.pieces == (("Two ", False), ("unnamed", True), (" officials told the Bay Mirror", False))
    assert marked.quote.reference == "bay:5"
    assert [len(one.pieces) for one in mark_words(Utterance("lunt", None, (here, there)), reports)] == [1, 1]


def test_what_differs_beyond_a_wording_is_not_shown_in_it(dossier: Dossier) -> None:
    reports = {report.name: report for report in dossier.reports}
    place = at("bay", "told")
    wide = Span(place.span.start - 5, place.span.end + 5)
    (one,) = mark_words(Utterance("lunt", None, (place,), ((wide, wide),)), reports)
    assert one.pieces == (("told", True),)


def test_sources_stand_left_of_what_comes_from_them(dossier: Dossier) -> None:
    graph = draw_lineage(arrange_outline(dossier), {"bay": "/reports/x"})
    boxes = {box.name: box for box in graph.boxes}
    bay = boxes["Coast Agency, 3 May"]
    assert boxes["Bay Mirror"].x + WIDTH < bay.x < boxes["hostile (outlet)"].x
    assert (bay.href, bay.label, bay.note) == ("/reports/x", "Coast Agency", "3 May")
    assert boxes["Bay Mirror"].kind == "credited"
    assert len(graph.arrows) == 2
    assert all(0 <= box.x <= graph.width - WIDTH and 0 <= box.y < graph.height for box in graph.boxes)
    assert len({(box.x, box.y) for box in graph.boxes}) == len(graph.boxes)


def test_reports_that_come_from_each_other_are_drawn_too(dossier: Dossier) -> None:
    here, there = at("bay", "Ada Lunt"), at("mirror", "Bo Essen")
    links = (
        Link("bay", "mirror", "copy", here.span, there),
        Link("mirror", "bay", "copy", there.span, here),
        Link("bay", "bay", "credit", here.span),
    )
    graph = draw_lineage(arrange_outline(replace(dossier, lineage=links)), {})
    assert {box.name for box in graph.boxes} == {"Coast Agency, 3 May", "Bay Mirror, 2 May"} and len(graph.arrows) == 2


def test_columns_of_forty_reports_that_owe_each_other_are_found_at_once() -> None:
    names = [f"Outlet {number:02}" for number in range(40)]
    sources = {taker: set(names[:20]) for taker in names[:20]}
    sources |= {taker: set(names[:place]) for place, taker in enumerate(names[20:], 20)}
    depths = find_depths(names, sources)
    assert {depths[name] for name in names[:20]} == {0}, "of those that come from each other none is before another"
    assert [depths[name] for name in names[20:]] == [min(place, DEEPEST) for place in range(1, 21)]


def test_nothing_is_drawn_of_nothing(dossier: Dossier) -> None:
    graph = draw_lineage(arrange_outline(replace(dossier, lineage=())), {})
    assert (graph.boxes, graph.arrows) == ((), ())


def test_a_tree_goes_from_the_origin_to_the_reports(dossier: Dossier) -> None:
    (branch,) = grow_tree(dossier.claims[0], dossier)
    assert branch.name == "officials (unnamed)"
    assert [(way, report) for way, report, _ in branch.ways] == [(("Bay Mirror",), "bay"), (("Bay Mirror",), "mirror")]
    several = replace(dossier.claims[0], origins=(Origin("Bay Mirror"), Origin("somebody (unnamed)")))
    first, second = grow_tree(several, dossier)
    assert [way for way, _, _ in first.ways] == [("officials (unnamed)",)] * 2 and second.ways == ()


def test_a_turn_is_one_claim_with_several_stances() -> None:
    def held(claim: str, stance: str, day: str) -> Position:
        return Position(1, "Story", claim, "It is so.", "disputed", stance, (), "r", "Post", 0, 5, 1, "0" * 64, day)

    (turn,) = list_turns([held("c1", "denies", "2023-05-04"), held("c2", "asserts", "2023-05-01"),
                          held("c1", "declines", "2023-05-02")])  # fmt: skip
    assert [position.stance for position in turn.positions] == ["declines", "denies"]
