"""What pages show, without a server: the drawn lineage, differing words, origins as a tree, a speaker's turns."""

from __future__ import annotations

from dataclasses import replace

from dossier_by_hand import at
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.adapters.store import Position
from onrecord.exports.outline import Quote, arrange_outline
from onrecord.faces.web.views.differences import compare_words
from onrecord.faces.web.views.lineage import WIDTH, draw_lineage
from onrecord.faces.web.views.origins import grow_tree
from onrecord.faces.web.views.speaker import list_turns
from onrecord.records import Dossier, Link, Origin, Span


def quote(words: str) -> Quote:
    return Quote("r", Span(0, len(words)), 1, words)


def marked(*texts: str) -> list[list[str]]:
    worded = compare_words([quote(text) for text in texts])
    for one, text in zip(worded, texts, strict=True):
        assert "".join(piece for piece, _ in one.pieces) == text
    return [[piece for piece, differs in one.pieces if differs] for one in worded]


def test_words_that_another_lacks_are_marked() -> None:
    assert marked("There was no such letter.", "There was never such a letter.") == [["no"], ["never", "a"]]
    assert marked("“No sale,” she said", '"no sale," she said') == [[], []]
    assert marked("one two three", "one three", "one two four") == [["two three"], [], ["four"]]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=4))
def test_any_words_can_be_compared(texts: list[str]) -> None:
    marked(*texts)


def test_sources_stand_left_of_what_comes_from_them(dossier: Dossier) -> None:
    graph = draw_lineage(arrange_outline(dossier), {"bay": "/reports/x"})
    boxes = {box.name: box for box in graph.boxes}
    assert boxes["Bay Mirror"].x + WIDTH < boxes["bay"].x < boxes["hostile"].x
    assert (boxes["bay"].href, boxes["Bay Mirror"].kind) == ("/reports/x", "credited")
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
    assert {box.name for box in graph.boxes} == {"bay", "mirror"} and len(graph.arrows) == 2


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
