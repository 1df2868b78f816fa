"""When statements were made, and days that only the rest of a story can fix. All texts are invented."""

from __future__ import annotations

import hashlib
from datetime import date

from onrecord.models import Models
from onrecord.pipeline import analyse
from onrecord.records import Analysis, Block, Page, Parse, Publication, Span, Statement, When
from onrecord.stages.dates import date_from_story, date_statements, find_times
from onrecord.stages.parse import parse_text

WEDNESDAY = Publication(When.on(2016, 8, 31), "given")


def said(text: str, *statements: tuple[str, str, str], models: Models) -> list[str | None]:
    """The days of statements, given by the words of source, cue and content."""
    parse = parse_text(text, (Block(Span(0, len(text)), "body"),), parser=models.parser)
    times = find_times(text, parse, published=WEDNESDAY)
    made = [statement(text, parse, *words) for words in statements]
    return [s.said_on.iso if s.said_on else None for s in date_statements(made, times, parse, published=WEDNESDAY)]


def statement(text: str, parse: Parse, source: str, cue: str, content: str) -> Statement:
    at = text.index(content)
    cue_at = min((i for i in range(len(text)) if text.startswith(cue, i)), key=lambda i: abs(i - at))
    sentence = next(s.span for s in parse.sentences if s.span.start <= cue_at < s.span.end)
    return Statement(
        report="a",
        source=Span(text.index(source), text.index(source) + len(source)),
        cue=Span(cue_at, cue_at + len(cue)),
        content=(Span(at, at + len(content)),),
        mode="indirect",
        act="asserts",
        evidence=(sentence,),
        speakers=(source.rsplit(maxsplit=1)[-1],),
    )


def test_the_time_beside_the_cue_says_when_it_was_said(models: Models) -> None:
    text = "Governor Anna Brandt said on Tuesday that the dam would hold until Friday."
    assert said(text, ("Governor Anna Brandt", "said", "the dam would hold until Friday"), models=models) == [
        "2016-08-30"
    ]


def test_the_time_in_the_content_does_not(models: Models) -> None:
    text = "Governor Anna Brandt said the dam had burst on Monday."
    assert said(text, ("Governor Anna Brandt", "said", "the dam had burst on Monday"), models=models) == [None]


def test_who_goes_on_speaking_does_so_on_the_same_occasion(models: Models) -> None:
    text = "Governor Anna Brandt said on Tuesday that the dam was safe. Brandt added that nobody need leave."
    first = ("Governor Anna Brandt", "said", "the dam was safe")
    assert said(text, first, ("Brandt", "added", "nobody need leave"), models=models) == ["2016-08-30"] * 2


def test_what_was_said_at_other_times_does_not_join_the_occasion(models: Models) -> None:
    text = "Governor Anna Brandt said on Tuesday that the dam was safe. Brandt has long said that it was badly built."
    first = ("Governor Anna Brandt", "said", "the dam was safe")
    second = ("Brandt", "has long said", "it was badly built")
    assert said(text, first, second, models=models) == ["2016-08-30", None]


def report(name: str, text: str, models: Models, published: When | None = None) -> Analysis:
    return analyse(
        Page(name, text, hashlib.sha256(text.encode()).hexdigest(), name, published=published), models=models
    )


WIRE = """Velmark denies asking Ostrel for loans

Tarnow, Mar 14 (NNA).- Velmark on Monday denied reports that it had asked neighbouring Ostrel for emergency loans.

The envoy Ilse Marrow was to meet the banker Oda Kepler in Lindhaven.
"""
ARCHIVE = """Velmark and Ostrel, old friends

The two countries signed a treaty on June 5, 2019, in the town of Brell.
"""
UNDATED = """What Velmark may want

On Monday in Lindhaven, Ms. Marrow met Oda Kepler, the head of the central bank.
"""


def test_weekday_and_past_dates_of_the_story_leave_one_year_for_the_dateline(models: Models) -> None:
    analyses = [report("a", WIRE, models), report("b", ARCHIVE, models)]
    wire = date_from_story(analyses)[0]
    assert wire.published.when == When.on(2022, 3, 14)
    assert wire.published.basis == "dateline"
    assert "2019-06-05" in wire.published.reason
    assert any(t.value == When.on(2022, 3, 14) for t in wire.times)


def test_without_any_past_date_the_year_stays_open(models: Models) -> None:
    wire = date_from_story([report("a", WIRE, models)])[0]
    assert wire.published.when is None
    assert wire.published.basis == "unknown"


def test_a_dated_report_gives_the_dateline_its_year(models: Models) -> None:
    analyses = [report("a", WIRE, models), report("b", "The fair of Brell opened.", models, When.on(2011, 3, 12))]
    assert date_from_story(analyses)[0].published.when == When.on(2011, 3, 14)


def test_an_undated_report_is_bound_by_what_a_dated_one_tells_too(models: Models) -> None:
    analyses = [report("a", WIRE, models, When.on(2022, 3, 14)), report("b", UNDATED, models)]
    undated = date_from_story(analyses)[1]
    assert undated.published.basis == "story"
    assert (undated.published.not_before, undated.published.not_after) == (date(2022, 3, 14), date(2022, 3, 15))
    assert "Marrow" in undated.published.reason and "report a" in undated.published.reason
    assert [t.value for t in undated.times] == [When.on(2022, 3, 14)]


def test_the_weekday_at_its_top_bounds_a_report_of_the_story_that_shares_no_sentence(models: Models) -> None:
    text = "On Tuesday the fair of Tarnow opened.\n\nMayor Jan Rohde spoke.\n\nVelmark sent a choir."
    analyses = [report("a", WIRE, models, When.on(2022, 3, 14)), report("b", text, models)]
    bound = date_from_story(analyses)[1].published
    assert (bound.not_before, bound.not_after, bound.basis) == (date(2022, 3, 15), date(2022, 3, 16), "story")
    assert "Tuesday" in bound.reason and "nearest" in bound.reason


def test_what_an_undated_report_dates_by_its_words_never_lies_after_its_bounds(models: Models) -> None:
    text = UNDATED + "\n\nVelmark arrested Oda Kepler on May 2, 2024. The treaty ends on May 2, 2024."
    analyses = [report("a", WIRE, models, When.on(2022, 3, 14)), report("b", text, models)]
    events = date_from_story(analyses)[1].events
    late = {event.status for event in events if event.when and event.when.at.date() > date(2022, 3, 15)}
    assert late <= {"planned"}


def test_reports_that_share_nothing_date_nothing(models: Models) -> None:
    other = report("b", "On Monday the fair of Brell opened.", models)
    undated = date_from_story([report("a", WIRE, models, When.on(2022, 3, 14)), other])[1]
    assert undated.published.when is None


def test_the_order_of_the_reports_changes_nothing(models: Models) -> None:
    analyses = [report("a", WIRE, models), report("b", UNDATED, models), report("c", ARCHIVE, models)]
    forth = {a.page.name: a for a in date_from_story(analyses)}
    back = {a.page.name: a for a in date_from_story(analyses[::-1])}
    assert forth == back
