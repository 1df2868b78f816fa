"""The timeline: each event once, in order, with both clocks. All reports are made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records import Analysis, Entity, Event, Page, Publication, Span, When
from onrecord.stages.timeline import compare_dates, order_events

PEOPLE = (Entity("weber", "Karl Weber", "person"), Entity("kepler", "Oda Kepler", "person"))


def report(name: str, published: When | None, *told: tuple[str, dict[str, object]]) -> Analysis:
    """A report whose sentences are ``told``, each an event with the fields given."""
    text = " ".join(words for words, _ in told)
    events, at = [], 0
    for words, fields in told:
        span = Span(at, at + len(words))
        base = Event(report=name, what=words.rstrip("."), trigger=Span(at, at + 1), evidence=span, weight=3)
        events.append(replace(base, **fields))  # type: ignore[arg-type]
        at += len(words) + 1
    return Analysis(
        page=Page(name, text, name, name),
        blocks=(),
        sentences=tuple(event.evidence for event in events),
        published=Publication(published, "given" if published else "unknown"),
        outlet="outlet",
        times=(),
        statements=(),
        entities=PEOPLE,
        events=tuple(events),
        propositions=(),
    )


ARREST: dict[str, object] = {"actors": ("police", "weber"), "plover": "COERCE", "when": When.on(2016, 8, 30)}


def test_one_event_told_by_two_reports_is_one_entry_with_all_its_evidence() -> None:
    one = report("a", When.on(2016, 8, 31), ("Police arrested Karl Weber in Brell.", ARREST))
    other = report("b", When.on(2016, 9, 1), ("Officers arrested Weber at his house.", ARREST))
    (entry,) = order_events([one, other], PEOPLE)
    assert [e.report for e in entry.evidence] == ["a", "b"]
    assert (entry.when, entry.reported) == (When.on(2016, 8, 30), When.on(2016, 8, 31))


def test_a_month_and_a_day_in_it_can_be_one_event_and_the_day_is_kept() -> None:
    one = report("a", None, ("Police arrested Karl Weber.", ARREST))
    other = report("b", None, ("Police arrested Karl Weber.", ARREST | {"when": When.on(2016, 8)}))
    (entry,) = order_events([one, other], PEOPLE)
    assert entry.when == When.on(2016, 8, 30)


def test_other_days_and_other_people_are_other_events() -> None:
    one = report("a", None, ("Police arrested Karl Weber.", ARREST))
    two = report("b", None, ("Police arrested Karl Weber.", ARREST | {"when": When.on(2016, 8, 12)}))
    three = report("c", None, ("Police arrested Oda Kepler.", ARREST | {"actors": ("kepler",)}))
    assert len(order_events([one, two, three], PEOPLE)) == 3


def test_entries_stand_by_date_with_months_after_their_days() -> None:
    dates = [When.on(2016, 8), When.on(2016), When.on(2016, 8, 30), When.on(2010), When.on(2016, 9, 1)]
    reports = [
        report(str(i), None, (f"Deed {word}.", {"actors": (word,), "plover": "ACCUSE", "when": when}))
        for i, (when, word) in enumerate(zip(dates, ("alpha", "beta", "gamma", "delta", "zeta"), strict=True))
    ]
    assert [entry.when.iso for entry in order_events(reports, ()) if entry.when] == [
        "2010", "2016-08-30", "2016-08", "2016-09-01", "2016",
    ]  # fmt: skip


def test_an_undated_event_is_dated_by_its_report_only_where_it_is_its_news() -> None:
    news: dict[str, object] = {"actors": ("weber",), "plover": "REJECT", "fallback": "day"}
    told = report("a", When.on(2016, 8, 31), ("Karl Weber denied it.", news))
    background = report(
        "b", When.on(2016, 8, 31), ("Karl Weber once sued.", news | {"fallback": None, "plover": "ACCUSE"})
    )
    (entry,) = order_events([told, background], PEOPLE)
    assert entry.when == When.on(2016, 8, 31)


def test_what_has_happened_lately_is_dated_to_the_month() -> None:
    lately: dict[str, object] = {"actors": ("weber",), "plover": "REJECT", "fallback": "month"}
    (entry,) = order_events([report("a", When.on(2016, 8, 31), ("Karl Weber has denied it.", lately))], PEOPLE)
    assert entry.when == When.on(2016, 8)
    assert not order_events([report("a", When.on(2016, 8, 2), ("Karl Weber has denied it.", lately))], PEOPLE)


def test_an_undated_telling_joins_the_one_dated_event_of_its_kind_between_the_same_two() -> None:
    one = report("a", None, ("Police arrested Karl Weber in Brell.", ARREST))
    other = report("b", None, ("Police had taken Karl Weber away.", ARREST | {"when": None}))
    (entry,) = order_events([one, other], PEOPLE)
    assert [e.report for e in entry.evidence] == ["a", "b"]


def test_a_timeline_can_be_taken_in() -> None:
    told = [
        (f"Weber did deed number {n} of many.", {"actors": (f"p{n}",), "when": When.on(2016, 8, 30)}) for n in range(90)
    ]
    assert 10 < len(order_events([report("a", None, *told)], PEOPLE)) < 30


def test_the_order_of_the_reports_changes_nothing() -> None:
    reports = [report(name, None, (f"Police arrested Weber, says {name}.", ARREST)) for name in "abc"]
    assert order_events(reports, PEOPLE) == order_events(reports[::-1], PEOPLE)


def test_no_reports_no_timeline() -> None:
    assert order_events([], ()) == ()


def test_one_deed_dated_to_two_days_is_one_entry_and_a_discrepancy() -> None:
    told = ARREST | {"targets": ("weber",), "time": Span(0, 4), "what": "Police arrested Karl Weber at the station"}
    one = report("a", When.on(2016, 9, 2), ("Police arrested Karl Weber at the station.", told))
    other = report(
        "b",
        When.on(2016, 9, 2),
        ("Officers took Weber away at the station.", told | {"when": When.on(2016, 8, 29)}),
    )
    (entry,) = order_events([one, other], PEOPLE)
    assert [when.iso for when, _ in entry.dates] == ["2016-08-29", "2016-08-30"]
    (found,) = compare_dates([one, other], [entry])
    assert found.kind == "conflict"
    assert {value.evidence.report for value in found.values} == {"a", "b"}


def test_ten_reports_of_one_event_are_one_line_with_ten_evidences() -> None:
    told = ARREST | {"targets": ("weber",)}
    reports = [report(f"r{n}", When.on(2016, 8, 31), ("Police arrested Karl Weber in Brell.", told)) for n in range(10)]
    (entry,) = order_events(reports, PEOPLE)
    assert len(entry.evidence) == 10
    assert entry.targets == ("weber",)


TOLD = st.tuples(
    st.sampled_from([("police", "weber"), ("weber", "kepler"), ("weber",), ()]),
    st.sampled_from(["COERCE", "ACCUSE", "CONSULT", None]),
    st.sampled_from(["happened", "planned", "ongoing", "alleged"]),
    st.integers(-9, 9),
    st.sampled_from(["day", "month", None]),
)


@given(st.lists(st.tuples(st.integers(0, 12), st.lists(TOLD, max_size=4)), max_size=4))
@settings(deadline=None, max_examples=150)
def test_no_entry_told_as_done_is_dated_after_all_the_reports_that_tell_it(
    told: list[tuple[int, list[tuple[tuple[str, ...], str | None, str, int, str | None]]]],
) -> None:
    reports, days = [], {}
    for number, (after, events) in enumerate(told):
        day = date(2016, 8, 25) + timedelta(days=after)
        days[f"r{number}"] = day
        lines = []
        for actors, plover, status, by, fallback in events:
            at = day + timedelta(days=by if status == "planned" else -abs(by))
            own = When.on(at.year, at.month, at.day) if by % 2 else None
            fields = {"actors": actors, "plover": plover, "status": status, "when": own, "fallback": fallback}
            lines.append((f"Karl Weber, it was told, did {plover} of {status} kind in Brell.", fields))
        reports.append(report(f"r{number}", When.on(day.year, day.month, day.day), *lines))
    for entry in order_events(reports, PEOPLE):
        if entry.status != "planned" and entry.when is not None:
            assert any(days[e.report] >= entry.when.at.date() for e in entry.evidence), entry


def test_what_was_announced_is_one_with_what_then_happened() -> None:
    day = When.on(2016, 9, 2)
    said: dict[str, object] = {"actors": ("weber", "kepler"), "plover": "CONSULT", "status": "planned", "when": day}
    one = report("a", When.on(2016, 8, 31), ("Weber will meet Kepler.", said))
    other = report("b", When.on(2016, 9, 3), ("Weber met Kepler.", said | {"status": "happened"}))
    (entry,) = order_events([one, other], PEOPLE)
    assert (entry.status, entry.when, len(entry.evidence)) == ("happened", day, 2)


def test_a_year_finds_the_day_in_it_and_a_retelling_without_a_day_the_day_before() -> None:
    resigned: dict[str, object] = {"actors": ("weber",), "plover": "CONCEDE", "when": When.on(2012, 11)}
    text = "Karl Weber resigned from the council of Brell amid the inquiry into the harbour money."
    one = report("a", When.on(2013, 2, 20), (text, resigned))
    other = report("b", When.on(2013, 2, 20), ("Karl Weber resigned last year.", resigned | {"when": When.on(2012)}))
    for first, last in ((one, other), (other, one)):
        (entry,) = order_events([replace(first, page=one.page), replace(last, page=other.page)], PEOPLE)
        assert entry.when == When.on(2012, 11)
    retold = report("c", When.on(2013, 2, 24), (text, resigned | {"when": None, "fallback": "day"}))
    dated = report("a", When.on(2013, 2, 22), (text, resigned | {"when": When.on(2013, 2, 21)}))
    (entry,) = order_events([dated, retold], PEOPLE)
    assert entry.when == When.on(2013, 2, 21)


def test_two_names_of_one_government_do_one_deed_on_one_day() -> None:
    lands = (
        Entity("amber", "Amber House", "government", country="XA"),
        Entity("velmark", "Velmark", "government", country="XA"),
    )
    day: dict[str, object] = {"plover": "ASSAULT", "when": When.on(2016, 8, 24), "targets": ("ostrel",)}
    one = report(
        "a", When.on(2016, 8, 31), ("The Amber House began an operation.", day | {"actors": ("amber", "ostrel")})
    )
    other = report("b", When.on(2016, 8, 31), ("Velmark attacked Ostrel.", day | {"actors": ("velmark", "ostrel")}))
    (entry,) = order_events([one, other], (*lands, Entity("ostrel", "Ostrel", "government", country="XB")))
    assert [e.report for e in entry.evidence] == ["a", "b"]


def test_days_of_one_apology_differ_though_a_report_names_nobody() -> None:
    people = (*PEOPLE, Entity("aide", "aide (unnamed)", "unnamed"))
    words = "{} apologized for a message about the pupils of Brell school."
    span = Span(0, 5)
    sorry: dict[str, object] = {"plover": "CONCEDE", "when": When.on(2016, 8, 26), "time": span}
    first = sorry | {"actors": ("weber",), "trigger": Span(11, 21)}
    one = report("a", When.on(2016, 8, 27), (words.format("Karl Weber"), first))
    later = sorry | {"actors": ("aide",), "when": When.on(2016, 8, 27), "trigger": Span(8, 18)}
    other = report("b", When.on(2016, 8, 28), (words.format("An aide"), later))
    events = order_events([one, other], people)
    assert [len(entry.dates) for entry in events] == [2]
    assert [d.kind for d in compare_dates([one, other], events)] == ["conflict"]
