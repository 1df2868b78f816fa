"""The day of a report as newsrooms write it. All outlets, places and people are invented."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from onrecord.models import Models
from onrecord.pipeline import analyse
from onrecord.records import Page, Publication, When
from onrecord.stages.clean import classify_blocks
from onrecord.stages.dates import date_from_story, date_report
from onrecord.stages.parse import parse_text

BODY = (
    "The mayor of Velm resigned after weeks of protests, her office said. "
    "Nobody in the council wanted to comment on the reasons for the step."
)


def page_of(text: str, name: str = "a", **more: object) -> Page:
    return Page(name, text, hashlib.sha256(text.encode()).hexdigest(), f"{name}.txt", **more)  # type: ignore[arg-type]


def published_of(text: str, models: Models) -> Publication:
    page = page_of(text)
    blocks = classify_blocks(page)
    return date_report(page, blocks, parse_text(text, blocks, parser=models.parser))


@pytest.mark.parametrize(
    "lines",
    [
        "By Anna Weld | Updated 3:14 p.m. EDT, March 4, 2019",
        "By Anna Weld\nMarch 4, 2019",
        "By Anna Weld on March 4, 2019",
        "Anna Weld, Northern News\n10:12 a.m. ET March 4, 2019",
        "Published: March 4, 2019 at 9:12 am\nUpdated: March 6, 2019 at 8:00 am",
        "Updated March 6, 2019, Published March 4, 2019",
        "Posted on March 4, 2019 by Anna Weld",
        "First published on Mon 4 Mar 2019 14.01 GMT",
        "Anna Weld in Velm\nMon 4 Mar 2019 18.23 GMT\nLast modified on Tue 5 Mar 2019 09.00 GMT",
        "2019-03-04T09:12:00Z",
        "Published 2019-03-04 09:12",
        "4 March 2019",
        "Monday 4 March 2019 18.23 GMT",
        "09:12, 4 March 2019",
        "Northern News | March 4, 2019 | 9:12 AM",
    ],
)
def test_the_page_tells_when_the_report_came_out(lines: str, models: Models) -> None:
    published = published_of(f"Mayor of Velm resigns\n\n{lines}\n\n{BODY}", models)
    assert (published.basis, published.when) == ("page", When.on(2019, 3, 4))


@pytest.mark.parametrize(
    "opening",
    [
        "VELM, Norland, March 4, 2019 /NNA/ -- ",
        "(NNA) March 4, 2019 - ",
        "VELM, Monday, March 4, 2019 — ",
    ],
)
def test_a_dateline_tells_it(opening: str, models: Models) -> None:
    published = published_of(f"Mayor of Velm resigns\n\n{opening}{BODY}", models)
    assert (published.basis, published.when) == ("dateline", When.on(2019, 3, 4))


def test_a_dateline_without_a_year_takes_the_copyright_year(models: Models) -> None:
    text = f"Mayor of Velm resigns\n\nVELM, Mar. 4 (NNA) -- {BODY}"
    assert published_of(text, models).when is None
    published = published_of(f"{text}\n\n© 2019 Northern News Agency. All rights reserved.", models)
    assert (published.basis, published.when) == ("dateline", When.on(2019, 3, 4))


def test_a_weekday_beside_a_day_without_a_year_is_kept(models: Models) -> None:
    published = published_of(f"Mayor of Velm resigns\n\nBy Anna Weld\nMonday, March 4\n\n{BODY}", models)
    assert published.when is None
    assert "4 March, a Monday" in published.reason


def test_hours_ago_dates_nothing_and_says_so(models: Models) -> None:
    published = published_of(f"Mayor of Velm resigns\n\nPublished 4 hours ago\n\n{BODY}", models)
    assert published.when is None
    assert "“Published 4 hours ago”" in published.reason


@pytest.mark.parametrize("figures", ["4.3.2019", "Published 04/03/2019"])
def test_figures_that_can_be_two_days_stay_two_days(figures: str, models: Models) -> None:
    published = published_of(f"Mayor of Velm resigns\n\n{figures}\n\n{BODY}", models)
    assert (published.when, published.basis) == (None, "unknown")
    assert (published.not_before, published.not_after) == (date(2019, 3, 4), date(2019, 4, 3))
    assert "2019-03-04 or 2019-04-03" in published.reason


@pytest.mark.parametrize(
    ("figures", "day"),
    [
        ("Published 24/03/2019", "2019-03-24"),
        ("Posted 03/24/2019 10:00 AM", "2019-03-24"),
        ("Published 04/03/2019, updated 24/03/2019", "2019-03-04"),
        ("Published Monday 04/03/2019", "2019-03-04"),
        ("Published Wednesday 04/03/2019", "2019-04-03"),
        ("Published 04/04/2019", "2019-04-04"),
    ],
)
def test_figures_are_read_by_what_else_the_page_tells(figures: str, day: str, models: Models) -> None:
    published = published_of(f"Mayor of Velm resigns\n\n{figures}\n\n{BODY}", models)
    assert published.when is not None
    assert published.when.iso == day


def test_figures_are_read_by_the_days_of_the_other_reports(models: Models) -> None:
    other = page_of(BODY, "b", published=When.on(2019, 4, 5))
    pages = [page_of(f"Mayor of Velm resigns\n\n4.3.2019\n\n{BODY}"), other]
    first, _ = date_from_story([analyse(page, models=models) for page in pages])
    assert first.published.when == When.on(2019, 4, 3)
    assert "report b" in first.published.reason
