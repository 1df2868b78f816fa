"""Days of reports and times in their text. All texts, places and people are invented."""

from __future__ import annotations

import hashlib

import pytest

from onrecord.models import Models
from onrecord.records import Block, Page, Parse, Publication, Span, When
from onrecord.stages.clean import classify_blocks
from onrecord.stages.dates import date_report, find_times
from onrecord.stages.dates.periods import Period, resolve
from onrecord.stages.parse import parse_text

WEDNESDAY = Publication(When.on(2016, 8, 31), "given")


def page_of(text: str, **more: object) -> Page:
    return Page("a", text, hashlib.sha256(text.encode()).hexdigest(), "a.txt", **more)  # type: ignore[arg-type]


def read(text: str, models: Models) -> tuple[tuple[Block, ...], Parse]:
    blocks = (Block(Span(0, len(text)), "body"),)
    return blocks, parse_text(text, blocks, parser=models.parser)


def values(text: str, models: Models, published: Publication = WEDNESDAY) -> dict[str, str | None]:
    _, parse = read(text, models)
    found = find_times(text, parse, published=published)
    return {t.span.of(text): t.value.iso if t.value else None for t in found}


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("The mayor of Velm resigned on Tuesday.", "Tuesday", "2016-08-30"),
        ("The mayor of Velm resigned on Wednesday.", "Wednesday", "2016-08-31"),
        ("The row in Velm started last Wednesday.", "last Wednesday", "2016-08-24"),
        ("The council of Velm will meet on Friday.", "Friday", "2016-09-02"),
        ("The council of Velm meets next Friday.", "next Friday", "2016-09-02"),
        ("She wrote to the council last week.", "last week", "2016-08"),
        ("The dam broke yesterday.", "yesterday", "2016-08-30"),
        ("He was re-elected in January.", "January", "2016-01"),
        ("He is up for re-election in November.", "November", "2016-11"),
        ("He was elected in November.", "November", "2015-11"),
        ("The bridge opened on Feb. 24.", "Feb. 24", "2016-02-24"),
        ("The bridge opened on 24 February 2014.", "24 February 2014", "2014-02-24"),
        ("The bridge opened in March 2014.", "March 2014", "2014-03"),
        ("The inquiry began more than two years ago.", "more than two years ago", "2014"),
        ("The inquiry began three weeks ago.", "three weeks ago", "2016-08"),
        ("The vote was held earlier this month.", "earlier this month", "2016-08"),
        ("They gathered on Memorial Day.", "Memorial Day", "2016-05-30"),
        ("It was signed on 2014-02-24.", "2014-02-24", "2014-02-24"),
        ("The minister is expected to resign on Friday.", "Friday", "2016-09-02"),
        ("The minister was asked on Tuesday to resign.", "Tuesday", "2016-08-30"),
        ("They talked as recently as Friday.", "Friday", "2016-08-26"),
        ("The mayor opens the fair on Sept. 20.", "Sept. 20", "2016-09-20"),
        ("Taxes rose last year.", "last year", "2015"),
    ],
)
def test_an_expression_is_resolved_against_the_day_of_the_report(
    sentence: str, words: str, value: str, models: Models
) -> None:
    assert values(sentence, models)[words] == value


def test_expressions_that_look_back_name_the_one_they_look_back_to(models: Models) -> None:
    text = "In 2010 the mill closed. A year later the owner sold it. On Tuesday he spoke. Later that day he left."
    found = values(text, models)
    assert found["A year later"] == "2011"
    assert found["Later that day"] == "2016-08-30"


def test_so_long_before_a_day_counts_from_that_day(models: Models) -> None:
    found = values("The ministry was warned two days before Saturday's fire in the tunnel.", models)
    assert found == {"two days": "2016-08-25", "Saturday": "2016-08-27"}


def test_durations_and_numbers_are_no_dates(models: Models) -> None:
    text = "After a two-year inquiry, 2016 soldiers may march for 40 hours."
    assert not any(values(text, models).values())


def test_without_the_day_of_the_report_a_relative_expression_keeps_its_rule(models: Models) -> None:
    text = "The envoy arrived on Monday."
    _, parse = read(text, models)
    (time,) = find_times(text, parse, published=Publication(None, "unknown"))
    assert time.value is None
    monday = Period(When.on(2022, 3, 14).at.date(), When.on(2022, 3, 14).at.date())
    week = Period(When.on(2022, 3, 14).at.date(), When.on(2022, 3, 20).at.date())
    assert resolve(time.rule, week) == monday


@pytest.mark.parametrize("rule", ["md:02-30<=", "@99 day+1", "9999-99-99", "wd:3", "", "day+999999999", "hol:No Day="])
def test_a_rule_that_names_no_day_has_no_value(rule: str) -> None:
    day = When.on(2020, 1, 31).at.date()
    assert resolve(rule, Period(day, day)) is None


def test_a_date_given_with_the_report_comes_first(models: Models) -> None:
    page = page_of("Velm, May 2, 2019 (NNA) - The mayor resigned.", published=When.on(2020, 1, 1))
    blocks, parse = read(page.text, models)
    assert date_report(page, blocks, parse).basis == "given"


def test_a_dateline_with_its_year_dates_the_report(models: Models) -> None:
    page = page_of("Mayor of Velm resigns\n\nVELM, May 2, 2019 (NNA) - The mayor of Velm resigned on Thursday.\n")
    blocks = classify_blocks(page)
    published = date_report(page, blocks, parse_text(page.text, blocks, parser=models.parser))
    assert (published.basis, published.when) == ("dateline", When.on(2019, 5, 2))
    assert published.span is not None
    assert "May 2, 2019" in published.span.of(page.text)


def test_a_dateline_without_a_year_leaves_the_day_unknown_and_says_why(models: Models) -> None:
    page = page_of("Mayor of Velm resigns\n\nVelm, Mar 14 (NNA).- The mayor of Velm resigned on Monday.\n")
    blocks = classify_blocks(page)
    published = date_report(page, blocks, parse_text(page.text, blocks, parser=models.parser))
    assert (published.basis, published.when) == ("unknown", None)
    assert "14 March, a Monday" in published.reason


@pytest.mark.parametrize(
    ("opening", "basis"),
    [
        ("14.03.2022 Velm - ", "dateline"),
        ("(Velm, March 14, 2022) ", "dateline"),
        ("On March 14, 2022, after rain - ", "text"),
        ("Velm - ", "unknown"),
    ],
)
def test_an_opening_that_is_set_off_is_a_dateline(opening: str, basis: str, models: Models) -> None:
    page = page_of(f"{opening}The mayor of Velm resigned, her office said, after weeks of protests.")
    blocks, parse = read(page.text, models)
    published = date_report(page, blocks, parse)
    assert published.basis == basis
    assert published.when == (None if basis == "unknown" else When.on(2022, 3, 14))


def test_a_copyright_year_completes_the_dateline(models: Models) -> None:
    text = "Velm, Mar 14 (NNA).-\n\nThe mayor of Velm resigned on Monday.\n\n© 2022 Northern News"
    page = page_of(text)
    end, start = text.index("\n"), text.index("©")
    blocks = (
        Block(Span(0, end), "dateline"),
        Block(Span(end + 2, start - 2), "body"),
        Block(Span(start, len(text)), "promo"),
    )
    published = date_report(page, blocks, parse_text(text, blocks, parser=models.parser))
    assert (published.basis, published.when) == ("dateline", When.on(2022, 3, 14))


def test_the_address_dates_a_report(models: Models) -> None:
    page = page_of("The mayor of Velm resigned.", url="https://news.example/2019/05/02/mayor.html")
    blocks, parse = read(page.text, models)
    published = date_report(page, blocks, parse)
    assert (published.basis, published.when) == ("page", When.on(2019, 5, 2))


def test_a_date_in_the_story_told_does_not_date_the_report(models: Models) -> None:
    page = page_of("The mayor of Velm, who took office on May 2, 2011, resigned. Nobody said why.")
    blocks, parse = read(page.text, models)
    assert date_report(page, blocks, parse).when is None


@pytest.mark.parametrize("text", ["", " \n\t", "\x00\u202e1999", "May may march in March " * 400, "x" * 20000])
def test_any_text_passes(text: str, models: Models) -> None:
    page = page_of(text)
    blocks, parse = read(text, models) if text.strip() else ((), Parse((), (), ()))
    published = date_report(page, blocks, parse)
    find_times(text, parse, published=published)


def test_the_same_text_gives_the_same_times_twice(models: Models) -> None:
    text = "On Friday she left; a week later, in early May, she was back, two years after the fire of 2014."
    _, parse = read(text, models)
    first = find_times(text, parse, published=WEDNESDAY)
    assert find_times(text, parse, published=WEDNESDAY) == first
    assert list(first) == sorted(first, key=lambda t: t.span)
