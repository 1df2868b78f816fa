"""The timeline: each event once, in order, with both clocks. All reports are made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records import (
    Analysis,
    Entity,
    Event,
    Evidence,
    Page,
    Publication,
    Span,
    Statement,
    TimeExpression,
    TimelineEntry,
    When,
)
from onrecord.stages import timeline
from onrecord.stages.timeline import compare_dates, join_events, list_places

PEOPLE = (Entity("weber", "Karl Weber", "person"), Entity("kepler", "Oda Kepler", "person"))


def order_events(analyses: Sequence[Analysis], entities: Sequence[Entity]) -> tuple[TimelineEntry, ...]:
    """The timeline of a story's reports."""
    return timeline.order_events(join_events(analyses, entities), len(analyses))


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


def test_where_an_event_is_told_is_the_words_for_the_deed_in_each_report() -> None:
    one = report("a", When.on(2016, 8, 31), ("Police arrested Karl Weber in Brell.", ARREST))
    other = report("b", When.on(2016, 9, 1), ("Officers arrested Weber at his house.", ARREST))
    places = list_places(join_events([other, one], PEOPLE))
    assert places == [[Evidence("a", Span(0, 1)), Evidence("b", Span(0, 1))]]


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


def test_a_sentence_with_both_days_settles_nothing() -> None:
    told = ARREST | {"targets": ("weber",), "time": Span(0, 4), "what": "Police arrested Karl Weber at the station"}
    one = report("a", When.on(2016, 9, 2), ("Police arrested Karl Weber at the station.", told))
    text = "Officers said on Tuesday that Weber was taken away at the station."
    other = report("b", When.on(2016, 9, 2), (text, told | {"when": When.on(2016, 8, 29)}))
    (entry,) = order_events([one, other], PEOPLE)
    assert compare_dates([one, other], [entry])
    tuesday = TimeExpression(Span(text.index("Tuesday"), text.index("Tuesday") + 7), "wd:1", When.on(2016, 8, 30))
    assert compare_dates([one, replace(other, times=(tuesday,))], [entry]) == ()


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


SPEAKERS = (
    Entity("weber", "Karl Weber", "person", roles=("Ostrelian foreign ministry spokesman",), country="RU"),
    Entity("ministry", "Ostrelian Foreign Ministry", "government", country="RU"),
    Entity("kepler", "Oda Kepler", "person"),
)


def speech(name: str, *told: tuple[str, str, dict[str, object]], on: When | None = None) -> Analysis:
    """A report whose sentences tell what ``speaker`` said on one day, each with its act's type."""
    day = on or When.on(2016, 8, 30)
    sentences = [
        (words, {"actors": (speaker,), "plover": None, "when": day} | fields) for words, speaker, fields in told
    ]
    analysis = report(name, When.on(2016, 8, 31), *sentences)
    spoken = tuple(
        Statement(
            name, None, event.trigger, (event.evidence,), "indirect", "asserts", (event.evidence,), speakers=(who,)
        )
        for event, (_, who, _) in zip(analysis.events, told, strict=True)
    )
    return replace(analysis, statements=spoken)


DENIED: dict[str, object] = {"plover": "REJECT"}
BLAMED: dict[str, object] = {"plover": "ACCUSE"}


def test_what_one_speaker_says_on_one_occasion_is_one_entry() -> None:
    briefing = speech(
        "a",
        ("Karl Weber dismissed the claim at a press conference.", "weber", DENIED),
        ("He slandered nobody, Weber added of the harbour.", "weber", BLAMED),
    )
    other = speech("b", ("Sanctions bring no peace, Weber told the press conference.", "weber", BLAMED))
    (entry,) = order_events([briefing, other], SPEAKERS)
    assert len(entry.evidence) == 3


def test_two_speakers_and_two_occasions_are_several_entries() -> None:
    day = speech(
        "a",
        ("Karl Weber denied the sale in a letter.", "weber", DENIED),
        ("Weber called the mayor a liar at a rally.", "weber", BLAMED),
        ("Oda Kepler doubted the figures.", "kepler", BLAMED),
    )
    assert len(order_events([day], SPEAKERS)) == 3
    turn = speech(
        "a",
        ("Karl Weber said that he might go.", "weber", {}),
        ("Later, Weber blamed rumours for the report.", "weber", BLAMED),
    )
    assert len(order_events([turn], SPEAKERS)) == 2


def test_promises_and_thanks_told_far_apart_stay_two() -> None:
    rest = "Oda Kepler spoke of the council, which had met for hours over the budget of the harbour. " * 6
    day = speech(
        "a",
        ("Karl Weber thanked the crew.", "weber", {"plover": "SUPPORT"}),
        (rest, "kepler", {}),
        ("Weber refused the new dike.", "weber", DENIED),
    )
    assert len(order_events([day], SPEAKERS)) == 3


def test_one_quotation_is_one_entry_to_whomever_and_whenever_a_report_gives_it() -> None:
    quote = "“The harbour belongs to those people who built these walls with their hands.”"
    one, other = speech("a", (quote, "weber", {})), speech("b", (quote, "kepler", {}), on=When.on(2016, 7))
    one, other = (replace(a, statements=(replace(a.statements[0], mode="direct"),)) for a in (one, other))
    (entry,) = order_events([one, other], SPEAKERS)
    assert entry.when == When.on(2016, 8, 30)


def test_a_ministry_and_the_one_who_spoke_for_it_that_day_are_one_entry() -> None:
    one = speech("a", ("Karl Weber dismissed the claim.", "weber", DENIED))
    other = speech("b", ("The ministry slammed the report.", "ministry", BLAMED))
    (entry,) = order_events([one, other], SPEAKERS)
    assert [e.report for e in entry.evidence] == ["a", "b"]
    assert entry.actors == ("weber",)


def test_what_a_ministry_has_said_is_told_by_the_day_on_which_it_did() -> None:
    aimed = BLAMED | {"actors": ("weber", "kepler"), "targets": ("kepler",)}
    one = speech("a", ("Karl Weber blamed Oda Kepler.", "weber", aimed))
    lately = aimed | {"actors": ("ministry", "kepler"), "when": None, "fallback": "month"}
    other = speech("b", ("The ministry has accused her.", "ministry", lately))
    (entry,) = order_events([one, other], SPEAKERS)
    assert entry.when == When.on(2016, 8, 30)
    apart = speech("b", ("The ministry has accused reporters.", "ministry", lately | {"targets": (), "what": "It did"}))
    assert len(order_events([one, apart], SPEAKERS)) == 2


def test_what_two_are_told_to_have_said_together_goes_to_what_each_of_them_said() -> None:
    together = speech("a", ("The ministry and Oda Kepler denied the report.", "ministry", DENIED))
    both = replace(together.statements[0], speakers=("ministry", "kepler"))
    event = replace(together.events[0], actors=("ministry", "kepler"))
    together = replace(together, statements=(both,), events=(event,))
    each = speech(
        "b",
        ("Karl Weber dismissed the claim.", "weber", DENIED),
        ("Oda Kepler rejected it as well.", "kepler", DENIED),
    )
    entries = order_events([together, each], SPEAKERS)
    assert [entry.actors for entry in entries] == [("weber",), ("kepler",)]
    assert all([e.report for e in entry.evidence] == ["a", "b"] for entry in entries)


def test_states_that_met_and_those_who_met_for_them_are_one_entry() -> None:
    entities = (
        Entity("norland", "Norland government", "government", country="NO"),
        Entity("svea", "Svea government", "government", country="SE"),
        Entity("lind", "Per Lind", "person", roles=("prime minister",), country="NO"),
        Entity("berg", "Ida Berg", "person", roles=("foreign minister",), country="SE"),
    )
    when = When.on(2016, 8)
    told = report(
        "a",
        None,
        (
            "Norland and Svea left a meeting in accord.",
            {"actors": ("norland", "svea"), "plover": "AGREE", "when": when},
        ),
        ("Per Lind and Ida Berg met in Brell.", {"actors": ("lind", "berg"), "plover": "CONSULT", "when": when}),
    )
    (entry,) = order_events([told], entities)
    assert len(entry.evidence) == 2


def test_two_who_blame_each_other_are_two_entries() -> None:
    blames = BLAMED | {"when": When.on(2016, 8, 30), "actors": ("weber", "kepler"), "targets": ("kepler",)}
    back = blames | {"actors": ("kepler", "weber"), "targets": ("weber",)}
    one = report("a", None, ("Karl Weber slammed Oda Kepler over the harbour.", blames))
    other = report("b", None, ("Oda Kepler slammed Karl Weber over the harbour.", back))
    assert len(order_events([one, other], PEOPLE)) == 2


def test_near_verbs_tell_one_deed_where_not_both_name_who_did_it() -> None:
    when = When.on(2016, 8, 30)
    one = "The house passed the sweeping northern harbour reform."
    two = "A reform of the harbour, sweeping, was approved by the northern house."
    first = report("a", None, (one, {"when": when, "trigger": Span(10, 16)}))
    second = report("b", None, (two, {"when": when, "trigger": Span(39, 47)}))
    (entry,) = order_events([first, second], PEOPLE)
    assert len(entry.evidence) == 2


def test_no_comment_is_no_part_of_what_was_said() -> None:
    one = speech("a", ("Karl Weber said the dike would hold.", "weber", {}))
    other = speech("b", ("Weber declined to comment on the report.", "weber", DENIED))
    other = replace(other, statements=(replace(other.statements[0], act="declines"),))
    assert len(order_events([one, other], SPEAKERS)) == 2


def test_what_goes_with_something_later_is_not_what_another_report_tells_first() -> None:
    turn = speech(
        "a",
        ("Later, Karl Weber blamed rumours for the report.", "weber", BLAMED),
        ("He was not leaving, Weber added.", "weber", DENIED),
    )
    first = speech("b", ("Karl Weber hinted that he might go.", "weber", {}))
    assert len(order_events([turn, first], SPEAKERS)) == 2
