"""Expressions of time as TIMEX3. All sentences, places and people are invented."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from onrecord.models import Models
from onrecord.records import REPORT, Block, Parse, Publication, Span, TimeExpression, When
from onrecord.stages.dates import find_times
from onrecord.stages.dates.expressions import find_expressions
from onrecord.stages.dates.holidays import holiday
from onrecord.stages.dates.lengths import count, length, unit
from onrecord.stages.dates.lexicon import lexicon
from onrecord.stages.dates.periods import Period, resolve
from onrecord.stages.dates.timex import value_of
from onrecord.stages.parse import parse_text

FRIDAY = Publication(When.on(2013, 3, 22), "given")


def read(text: str, models: Models, published: Publication = FRIDAY) -> tuple[TimeExpression, ...]:
    parse = parse_text(text, (Block(Span(0, len(text)), "body"),), parser=models.parser)
    return find_times(text, parse, published=published)


@pytest.mark.parametrize(
    ("sentence", "words", "kind", "value", "mod"),
    [
        ("The storm hit Velm late Thursday night.", "late Thursday night", "TIME", "2013-03-21TNI", "END"),
        ("The storm is expected early Saturday.", "early Saturday", "DATE", "2013-03-23", "START"),
        ("He was arrested around 8:45 p.m. Friday.", "around 8:45 p.m. Friday", "TIME", "2013-03-22T20:45", "APPROX"),
        ("It broke out at 6:30 on Sunday evening.", "6:30 on Sunday evening", "TIME", "2013-03-17T18:30", None),
        ("They meet at 3 p.m. (1900 GMT) on Thursday.", "1900 GMT", "TIME", "2013-03-28T19:00", None),
        ("It was sold in nineteen ninety-six.", "nineteen ninety-six", "DATE", "1996", None),
        ("It ends by the year two thousand and four.", "the year two thousand and four", "DATE", "2004", None),
        ("The year-earlier loss was larger.", "year-earlier", "DATE", "2012", None),
        ("It will cut jobs by the end of the year.", "the end of the year", "DATE", "2013", "END"),
        ("Unemployment fell in the third quarter of 2011.", "the third quarter of 2011", "DATE", "2011-Q3", None),
        ("The second half of 2012 was difficult.", "The second half of 2012", "DATE", "2012-H2", None),
        ("The dig ended last summer.", "last summer", "DATE", "2012-SU", None),
        ("The dig began in mid-2009.", "mid-2009", "DATE", "2009", "MID"),
        ("It closed in the early '90s.", "the early '90s", "DATE", "199", "START"),
        ("It changed in the late nineties.", "the late nineties", "DATE", "199", "END"),
        ("It sank at 1:19 a.m. Saturday, the navy said.", "1:19 a.m. Saturday", "TIME", "2013-03-23T01:19", None),
        ("They agreed to open it in May.", "May", "DATE", "2013-05", None),
        ("The March election was peaceful.", "March", "DATE", "2013-03", None),
        ("The 20th century was bloody.", "The 20th century", "DATE", "19", None),
        ("The two sides met last week.", "last week", "DATE", "2013-W11", None),
        ("The fair was held last weekend.", "last weekend", "DATE", "2013-W11-WE", None),
        ("The inquiry began in June last year.", "June last year", "DATE", "2012-06", None),
        ("More than a decade ago, the town was flooded.", "More than a decade ago", "DATE", "200", "MORE_THAN"),
        ("The ferry sank a few years ago.", "a few years ago", "DATE", "PAST_REF", None),
        ("In recent weeks, the two sides have met.", "recent weeks", "DATE", "PAST_REF", None),
        ("In the coming months the ship will be sold.", "the coming months", "DATE", "FUTURE_REF", None),
        ("The mayor is now a judge.", "now", "DATE", "PRESENT_REF", None),
        ("She recently left the council.", "recently", "DATE", "PAST_REF", None),
        ("Police searched it for six hours.", "six hours", "DURATION", "PT6H", None),
        ("It took over two and a half hours.", "over two and a half hours", "DURATION", "PT2H30M", "MORE_THAN"),
        ("It was the worst in nearly four years.", "nearly four years", "DURATION", "P4Y", "LESS_THAN"),
        ("It ran for half a century.", "half a century", "DURATION", "P50Y", None),
        ("He had been ill for years.", "years", "DURATION", "PXY", None),
        ("In the past few days, they have met.", "the past few days", "DURATION", "PXD", None),
        ("He was jailed for twenty-four months.", "twenty-four months", "DURATION", "P24M", None),
        ("A day after the vote, she resigned.", "A day", "DURATION", "P1D", None),
        ("The ferry runs every two weeks.", "every two weeks", "SET", "P2W", None),
        ("The ferry runs Mondays.", "Mondays", "SET", "XXXX-WXX-1", None),
        ("They march each July.", "each July", "SET", "XXXX-07", None),
        ("The council publishes a daily report.", "daily", "SET", "P1D", None),
        ("The parade falls on Easter Monday.", "Easter Monday", "DATE", "2013-04-01", None),
        ("A dividend is payable Dec. 7.", "Dec. 7", "DATE", "2013-12-07", None),
        ("The trial opened on Nov. 30.", "Nov. 30", "DATE", "2012-11-30", None),
        ("Until Thursday, they had not called him a suspect.", "Thursday", "DATE", "2013-03-21", None),
        ("Rescuers pulled ten people from the rubble by Sunday.", "Sunday", "DATE", "2013-03-17", None),
        ("The council promised to decide by Tuesday.", "Tuesday", "DATE", "2013-03-26", None),
        ("None of them could be found Wednesday.", "Wednesday", "DATE", "2013-03-20", None),
        ("It had been due to expire Thursday.", "Thursday", "DATE", "2013-03-21", None),
        ("The firm is to resume work Tuesday.", "Tuesday", "DATE", "2013-03-26", None),
    ],
)
def test_an_expression_is_written_as_timex3(
    sentence: str, words: str, kind: str, value: str, mod: str | None, models: Models
) -> None:
    found = {t.span.of(sentence): (t.type, t.timex, t.mod) for t in read(sentence, models)}
    assert found.get(words) == (kind, value, mod)


@pytest.mark.parametrize(
    "sentence",
    [
        "The airline plans four flights a week.",
        "The 52 years old pilot and a 12-year-old boy were on board.",
        "The report ran on 60 Minutes.",
        "It was a second attempt.",
        "They live in two thousand homes.",
        "They lost three-quarters of the harvest.",
        "People may march against it.",
        "She won the race in 2:08:35.",
    ],
)
def test_rates_ages_names_and_fractions_are_no_times(sentence: str, models: Models) -> None:
    assert read(sentence, models) == ()


def test_durations_sets_and_references_stand_for_no_calendar_time(models: Models) -> None:
    text = "For six months the council, which meets every Monday, has been split. Now it is calm, weeks after the vote."
    assert [t.value for t in read(text, models)] == [None] * 4


def test_an_expression_names_what_it_counts_from(models: Models) -> None:
    text = "In 2010 the mill closed. Two years later it was sold. It reopened last year. It ran for a decade."
    found = [(t.span.of(text), t.timex, t.anchor) for t in read(text, models)]
    assert found == [
        ("2010", "2010", None),
        ("Two years later", "2012", 0),
        ("last year", "2012", REPORT),
        ("a decade", "P10Y", None),
    ]


def test_a_year_ago_beside_the_figures_of_a_quarter_is_that_quarter(models: Models) -> None:
    text = "Hydrel earned $3 million in the fourth quarter of 2012. It had earned $2 million a year earlier."
    assert [t.timex for t in read(text, models)] == ["2012-Q4", "2011-Q4"]


def test_how_often_a_set_recurs_is_kept(models: Models) -> None:
    (found,) = read("The council meets twice a week.", models)
    assert (found.type, found.timex, found.freq) == ("SET", "P1W", "2X")


def test_without_the_day_of_the_report_the_value_keeps_what_is_known(models: Models) -> None:
    text = "The envoy arrived on Monday and leaves on March 4."
    found = read(text, models, Publication(None, "unknown"))
    assert [t.timex for t in found] == ["XXXX-WXX-1", "XXXX-03-04"]


def test_a_day_that_is_known_to_the_week_has_no_value_of_a_day() -> None:
    week = Period(When.on(2022, 3, 14).at.date(), When.on(2022, 3, 20).at.date())
    assert value_of("day-1", resolve("day-1", week)) == "2022-03"


@pytest.mark.parametrize(("year", "day"), [(1961, "1961-04-02"), (2008, "2008-03-23"), (2011, "2011-04-24")])
def test_easter_falls_on_its_day(year: int, day: str) -> None:
    assert holiday("Easter", year).isoformat() == day


@pytest.mark.parametrize(
    "words",
    [
        "the ",
        "two or ",
        "a year or two ",
        "half a ",
        "9:30 ",
        "1999-",
        "1,",
        "March 3 of ",
        "every other ",
        "the" + " " * 500,
    ],
)
def test_words_of_time_without_end_pass(words: str) -> None:
    found = list(find_expressions(words * (200_000 // len(words))))  # a pattern that backtracks would not come back
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_nothing_to_parse_gives_no_times() -> None:
    assert find_times("", Parse((), (), ()), published=FRIDAY) == ()


@pytest.mark.parametrize("number", ["0", "1", "2.5", "half a", "a", "a few", "two dozen", "two or three", "1,500"])
@pytest.mark.parametrize("name", [*sorted(lexicon("unit")), "centuries", "SECONDS", "Decades"])
def test_any_number_of_any_unit_has_a_length(number: str, name: str) -> None:
    assert unit(name) in lexicon("unit").values()
    assert re.fullmatch(r"P(X|DE|CE|T|\d|\.|[HMSDWQYE])+", length(count(number), unit(name)))
    assert re.fullmatch(r"P(X|DE|CE|T|\d|\.|[HMSDWQYE])+", length(count(number), unit(name), half=True))
