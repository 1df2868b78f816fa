from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from random import Random

import pytest
from invented import MATTERS, make_analysis, make_page, make_pages

from onrecord.records import Analysis, Block, Span, When
from onrecord.stages.stories import compare_signatures, find_threshold, group_reports, join_reports, sign_report


def names(groups: list[list[Analysis]]) -> list[list[str]]:
    return [[analysis.page.name for analysis in group] for group in groups]


def test_several_stories_in_one_folder_come_apart() -> None:
    groups = group_reports([make_analysis(page) for page in make_pages()])
    assert names(groups) == [[f"{matter}-{i}" for i in range(3)] for matter in sorted(MATTERS)]


def test_the_order_of_reports_changes_nothing() -> None:
    analyses = [make_analysis(page) for page in make_pages()]
    expected = names(group_reports(analyses))
    for seed in range(10):
        Random(seed).shuffle(analyses)
        assert names(group_reports(analyses)) == expected


def test_likeness_hangs_on_the_two_reports_alone_and_is_symmetric() -> None:
    signatures = [sign_report(make_analysis(page)) for page in make_pages()]
    for first, second in permutations(signatures, 2):
        assert compare_signatures(first, second) == compare_signatures(second, first)


def test_reports_of_one_matter_months_apart_are_less_alike() -> None:
    first, second = MATTERS["strike"][:2]
    one = sign_report(make_analysis(make_page("a", first, published=When.on(2031, 5, 2))))
    near = sign_report(make_analysis(make_page("b", second, published=When.on(2031, 5, 3))))
    far = sign_report(make_analysis(make_page("c", second, published=When.on(2032, 1, 20))))
    undated = sign_report(make_analysis(make_page("d", second)))
    assert compare_signatures(one, near) > compare_signatures(one, far)
    assert compare_signatures(one, undated) > compare_signatures(one, far)


def test_furniture_is_not_what_a_report_is_about() -> None:
    page = make_page("a", MATTERS["dam"][0] + "\n\nRead more: " + MATTERS["museum"][0])
    whole = make_analysis(page)
    cut = len(MATTERS["dam"][0])
    marked = replace(whole, blocks=(Block(Span(0, cut), "body"), Block(Span(cut, len(page.text)), "related")))
    museum = sign_report(make_analysis(make_page("m", MATTERS["museum"][1])))
    assert compare_signatures(sign_report(whole), museum) > compare_signatures(sign_report(marked), museum) + 1


def test_pinned_reports_stay_together_and_apart() -> None:
    links = [("a", "b", 5.0), ("b", "c", 5.0), ("a", "c", 5.0), ("x", "y", 5.0)]
    assert join_reports("abcxy", links) == [["a", "b", "c"], ["x", "y"]]
    assert join_reports("abcxy", links, pinned={"a": "1", "b": "2"}) == [["a", "c"], ["b"], ["x", "y"]]
    assert join_reports("abcxy", links, pinned={"a": "1", "x": "1"}) == [["a", "b", "c", "x", "y"]]


def test_two_groups_without_a_link_above_the_threshold_never_join() -> None:
    weak = find_threshold() - 0.01
    assert join_reports("ab", [("a", "b", weak)]) == [["a"], ["b"]]
    assert join_reports("ab", [("a", "b", find_threshold())]) == [["a", "b"]]


def test_an_average_and_not_one_link_joins() -> None:
    chain = [(f"{i:02}", f"{i + 1:02}", 3.0) for i in range(19)]
    groups = join_reports([f"{i:02}" for i in range(20)], chain)
    assert max(map(len, groups)) < 5


@pytest.mark.parametrize("text", ["", " ", "\n", "a", "…", "x" * 1_000_000, "\u202e\ufffd", "Dam " * 50_000])
def test_any_text_passes(text: str) -> None:
    assert len(group_reports([make_analysis(make_page("a", text)), make_analysis(make_page("b", "Dam cracks."))])) == 2


def test_nothing_gives_nothing() -> None:
    assert group_reports([]) == []


def test_the_pooled_basil_events_come_apart(shared: Path) -> None:
    """Neither weights nor threshold were fitted to these 180 reports of 60 events."""
    with (shared / "data" / "basil" / "reports.jsonl").open(encoding="utf-8") as lines:
        reports = [json.loads(line) for line in lines]
    gold = {report["id"]: report["story"] for report in reports}
    analyses = [
        make_analysis(make_page(r["id"], r["text"], published=When.on(*map(int, r["date"].split("-")))))
        for r in reports
    ]
    groups = names(group_reports(analyses))
    sizes = Counter(gold.values())
    precision = recall = 0.0
    for group in groups:
        for story, count in Counter(gold[name] for name in group).items():
            precision += count * count / len(group)
            recall += count * count / sizes[story]
    precision, recall = precision / len(gold), recall / len(gold)
    assert 2 * precision * recall / (precision + recall) >= 0.95


def test_reports_as_mixed_as_scraped_ones_stay_one_story(shared: Path) -> None:
    folder = shared / "stories" / "ukraine-aid"
    pages = [make_page(file.stem, file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.txt"))]
    assert len(group_reports([make_analysis(page) for page in pages])) == 1
