"""The events that a report tells. All texts, places and people are invented."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.models import Models
from onrecord.pipeline import analyse, build
from onrecord.records import Block, Event, Page, Parse, Publication, Span, When
from onrecord.stages.events import find_events
from onrecord.stages.events.features import near_words
from onrecord.stages.events.types import judge_type, load_model
from onrecord.stages.parse import parse_text


def events_of(text: str, models: Models) -> list[Event]:
    page = Page("a", text, hashlib.sha256(text.encode()).hexdigest(), "a", published=When.on(2016, 8, 31))
    return list(analyse(page, models=models).events)


def only(text: str, models: Models) -> Event:
    found = events_of(text, models)
    assert len(found) == 1, [event.what for event in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "plover"),
    [
        ("Police arrested Senator Karl Weber on Tuesday.", "COERCE"),
        ("President Ilse Marrow met Prime Minister Oda Kepler on Tuesday.", "CONSULT"),
        ("Velmark launched a military attack on Ostrel on Tuesday.", "ASSAULT"),
        ("Mayor Jan Rohde apologized on Tuesday to the teachers of Brell.", "CONCEDE"),
        ("Senator Karl Weber accused Mayor Jan Rohde of fraud on Tuesday.", "ACCUSE"),
        ("Velmark imposed sanctions on Ostrel on Tuesday.", "COERCE"),  # CAMEO 163, by the PLOVER table of 2021
        ("Velmark suspended its aid to Ostrel on Tuesday.", "SANCTION"),
        ("Ostrel withdrew its troops from Brell on Tuesday.", "RETREAT"),
        ("Mayor Jan Rohde denied on Tuesday that he had taken money.", "REJECT"),
        ("Thousands of teachers protested on Tuesday against Mayor Jan Rohde.", "PROTEST"),
        ("Senator Karl Weber called on Mayor Jan Rohde on Tuesday to resign.", "REQUEST"),
        ("Voters elected Karl Weber to the Senate in 2010.", None),
    ],
)
def test_the_verb_and_its_company_give_the_type(text: str, plover: str | None, models: Models) -> None:
    kinds = {event.plover for event in events_of(text, models)}
    assert kinds == {plover}


def test_an_event_has_its_sentence_its_time_and_its_actors(models: Models) -> None:
    text = "The day was cold. President Ilse Marrow met Prime Minister Oda Kepler in Brell on Tuesday."
    event = only(text, models)
    assert event.when == When.on(2016, 8, 30)
    assert event.evidence.of(text).startswith("President Ilse Marrow")
    assert event.time is not None and event.time.of(text) == "Tuesday"
    assert len(event.actors) >= 2
    assert event.what == "President Ilse Marrow met Prime Minister Oda Kepler in Brell"


def test_a_pronoun_is_written_as_its_name(models: Models) -> None:
    text = "Mayor Jan Rohde lost the vote on Monday. He resigned on Tuesday."
    assert [event.what for event in events_of(text, models)][-1] == "Jan Rohde resigned"


def test_what_is_announced_is_planned(models: Models) -> None:
    event = only("President Ilse Marrow will meet Prime Minister Oda Kepler on Friday.", models)
    assert (event.status, event.when) == ("planned", When.on(2016, 9, 2))


@pytest.mark.parametrize(
    "text",
    [
        "Police did not arrest Senator Karl Weber on Tuesday.",
        "Police could arrest Senator Karl Weber on Tuesday.",
        "If police had arrested Senator Karl Weber on Tuesday, nobody would have known.",
        "“Police arrested Senator Karl Weber,” said a neighbour.",
        "Senator Karl Weber likes the sea.",
    ],
)
def test_what_is_not_told_to_have_happened_is_no_event(text: str, models: Models) -> None:
    told = [event for event in events_of(text, models) if event.status != "hypothetical"]
    assert not [event for event in told if event.plover == "COERCE" or "likes" in event.what]


def test_what_follows_goes_on_from_the_day_told(models: Models) -> None:
    text = "On Friday the two ministers gathered in Brell. Ilse Marrow then met Oda Kepler."
    met = next(event for event in events_of(text, models) if event.plover == "CONSULT")
    assert met.when == When.on(2016, 8, 26)


def test_background_ends_with_its_paragraph_and_dates_nothing_after(models: Models) -> None:
    text = (
        "In 2011 the mill of Brell closed.\n\nPolice had arrested the owner, Karl Weber.\n\n"
        "Senator Oda Kepler accused Mayor Jan Rohde of fraud."
    )
    arrested = next((e for e in events_of(text, models) if e.plover == "COERCE"), None)
    assert arrested is None or arrested.when != When.on(2016, 8, 31)


def test_the_reports_own_news_is_dated_by_the_report(models: Models) -> None:
    event = only("Senator Oda Kepler accused Mayor Jan Rohde of fraud.", models)
    assert (event.when, event.fallback) == (None, "day")


def test_captions_tell_no_events(models: Models) -> None:
    text = (
        "Weber trial opens\n\nSenator Karl Weber meets reporters in Brell, June 5, 2015. (Ute Lang/Reuters)\n\n"
        "The trial of the senator opened in Brell, where many had waited through the cold night for a seat.\n"
    )
    assert not [event for event in events_of(text, models) if "reporters" in event.what]


@pytest.mark.parametrize("text", ["x", "arrested " * 3000, "\u202ekilled on Monday\x00 by", "He. He. He met. Met him."])
def test_any_text_passes(text: str, models: Models) -> None:
    events_of(text, models)


def test_no_sentences_give_no_events() -> None:
    page = Page("a", "", "", "a")
    assert find_events(page, Parse((), (), ()), (), (), (), published=Publication(None, "unknown")) == ()


def test_an_event_names_its_two_sides_where_it_was_and_its_codes(models: Models) -> None:
    text = "Near Geneva, the Velmark army released two Ostrel soldiers on Tuesday."
    event = only(text, models)
    assert event.source is not None and event.source.of(text) == "the Velmark army"
    assert event.target is not None and event.target.of(text) == "two Ostrel soldiers"
    assert event.place is not None and event.place.of(text) == "Geneva"
    assert (event.plover, event.cameo, event.mode) == ("RETREAT", "0841", "release")


def test_what_others_said_they_would_not_do_is_theirs(models: Models) -> None:
    text = "Kenya said on Tuesday that it would not accept any refugees from Uganda."
    refusal = next(event for event in events_of(text, models) if event.trigger.of(text) == "accept")
    assert refusal.plover == "REJECT"
    assert refusal.source is not None and refusal.source.of(text) == "Kenya"


def test_what_may_have_happened_is_hypothetical_and_in_no_timeline(models: Models) -> None:
    text = "Kenya may have attacked Uganda on Tuesday."
    page = Page("a", text, hashlib.sha256(text.encode()).hexdigest(), "a", published=When.on(2016, 8, 31))
    analysis = analyse(page, models=models)
    assert [event.status for event in analysis.events] == ["hypothetical"]
    assert build([analysis]).events == ()


@pytest.mark.parametrize(
    "text",
    ["President Ilse Marrow released a statement on Tuesday.", "The plan of Ilse Marrow met with anger on Tuesday."],
)
def test_words_and_moods_are_no_releases_and_no_meetings(text: str, models: Models) -> None:
    assert not [event for event in events_of(text, models) if event.plover in ("RETREAT", "CONSULT")]


@pytest.mark.parametrize(
    ("text", "when", "status"),
    [
        ("The judge set the sentencing of Karl Weber for Sept. 28.", When.on(2016, 9, 28), "planned"),
        ("Karl Weber and Oda Kepler will meet in Brell on Friday.", When.on(2016, 9, 2), "planned"),
        ("The term of Mayor Jan Rohde ends in 2019.", When.on(2019), "planned"),
        ("Mayor Jan Rohde apologized to Karl Weber and left the party in 1999.", When.on(1999), "happened"),
    ],
)
def test_a_day_still_to_come_is_planned_and_a_year_holds_for_verbs_of_one_subject(
    text: str, when: When, status: str, models: Models
) -> None:
    assert {(event.when, event.status) for event in events_of(text, models)} == {(when, status)}


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Jan Rohde attacked Senator Karl Weber ahead of the regional vote next Tuesday.",
        "From 2007 to 2011, Senator Karl Weber paid Mayor Jan Rohde.",
        "Senator Karl Weber repeatedly accused Mayor Jan Rohde of fraud.",
        "Velmark started the war in response to the attacks on Sept. 11, 2001.",
    ],
)
def test_limits_stretches_and_other_days_date_no_deed(text: str, models: Models) -> None:
    days = {event.when or event.fallback for event in events_of(text, models) if event.status != "planned"}
    assert days <= {None, "day"}
    assert "day" not in days or "vote" in text or "war" in text


def test_what_somebody_says_in_quotation_marks_moves_no_day(models: Models) -> None:
    text = (
        "Mayor Jan Rohde went on the air on Monday to express regret. “I am sorry,” she said. "
        "“I go too far at times. I cross the line.” She apologized to Karl Weber."
    )
    assert events_of(text, models)[-1].when == When.on(2016, 8, 29)


def test_a_vote_that_a_noun_alone_tells_is_planned_once(models: Models) -> None:
    text = "Senator Karl Weber wanted to postpone the June 19 Senate vote. He spoke in Brell."
    page = Page("a", text, hashlib.sha256(text.encode()).hexdigest(), "a", published=When.on(2014, 6, 13))
    planned = [event for event in analyse(page, models=models).events if event.status == "planned"]
    assert [(event.what, event.when) for event in planned] == [("The Senate vote", When.on(2014, 6, 19))]


SUBJECTS = ("Senator Karl Weber", "The government of Ostrel", "Two former ministers of Velmark")
DEEDS = (
    "accused Mayor Jan Rohde of fraud",
    "has accused Mayor Jan Rohde of fraud",
    "meets President Ilse Marrow",
    "is meeting President Ilse Marrow",
    "was arrested",
    "had resigned",
    "set a hearing",
    "said that Velmark attacked Ostrel",
)
TIMES = (
    "on Monday", "on Friday", "yesterday", "tomorrow", "on Sept. 11", "on Aug. 29", "in 2019", "in May", "next week",
    "by June", "on March 3, 2020", "on March 3, 2010", "ahead of next Tuesday's vote", "for Friday", "in two days",
)  # fmt: skip


@given(
    told=st.lists(
        st.tuples(st.sampled_from(SUBJECTS), st.sampled_from(DEEDS), st.sampled_from(TIMES), st.booleans()), max_size=5
    ),
    day=st.dates(min_value=date(2012, 1, 1), max_value=date(2020, 12, 31)),
)
@settings(deadline=None, max_examples=60, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_told_as_having_happened_is_dated_after_its_report(
    told: list[tuple[str, str, str, bool]], day: date, models: Models
) -> None:
    text = "\n\n".join(f"{t.capitalize()}, {s} {d}." if first else f"{s} {d} {t}." for s, d, t, first in told)
    published = When.on(day.year, day.month, day.day)
    page = Page("a", text, hashlib.sha256(text.encode()).hexdigest(), "a", published=published)
    analysis = analyse(page, models=models)
    rules = {time.span: time.rule for time in analysis.times}
    early = [event for event in analysis.events if event.time and "~" in rules[event.time]]
    for event in analysis.events:
        slack = timedelta(days=1 if event in early else 0)  # a date that its report's own first lines show to be early
        if event.when is not None and event.status not in ("planned", "hypothetical"):
            assert event.when.at.date() <= day + slack, event
    for entry in build([analysis]).events:
        if entry.when is not None and entry.status != "planned" and not early:
            assert entry.when.at.date() <= day, entry


def test_what_somebody_had_to_do_was_done(models: Models) -> None:
    event = only("Mayor Jan Rohde had to apologize on Monday to Senator Karl Weber.", models)
    assert (event.status, event.when, event.plover) == ("happened", When.on(2016, 8, 29), "CONCEDE")
    assert event.what == "Mayor Jan Rohde had to apologize to Senator Karl Weber"


def test_nobody_and_decided_against_tell_no_deed(models: Models) -> None:
    assert events_of("Not a single minister defended Mayor Jan Rohde on Monday.", models) == []
    told = events_of("Mayor Jan Rohde decided on Monday against attacking Senator Karl Weber.", models)
    assert all(event.plover != "ASSAULT" for event in told)


def test_a_name_behind_its_title_acts(models: Models) -> None:
    text = (
        "Velmark party secretary Karl Weber and Oda Kepler met in Brell on Monday. Karl Weber spoke. Oda Kepler left."
    )
    met = next(event for event in events_of(text, models) if event.plover == "CONSULT")
    assert len(met.actors) >= 2


def test_a_meeting_still_to_come_is_planned_though_a_telling_calls_it_going_on(models: Models) -> None:
    text = (
        "Senator Karl Weber accused Mayor Jan Rohde of fraud on Monday.\n\n"
        "Senator Karl Weber meets President Ilse Marrow on Friday.\n\n"
        "Senator Karl Weber is meeting President Ilse Marrow next week."
    )
    page = Page("a", text, hashlib.sha256(text.encode()).hexdigest(), "a", published=When.on(2012, 1, 1))
    met = [entry for entry in build([analyse(page, models=models)]).events if "meet" in entry.what]
    assert met and all(
        entry.status == "planned" for entry in met if entry.when and entry.when.at.date() > date(2012, 1, 1)
    )


def test_the_words_near_the_actors_are_those_between_and_a_few_beside(models: Models) -> None:
    text = "On Tuesday, after long talks, Velmark attacked Ostrel. Nobody in Brell knew of it."
    parse = parse_text(text, (Block(Span(0, len(text)), "body"),), parser=models.parser)
    words = [token.text for token in parse.tokens]
    source, target = words.index("Velmark"), words.index("Ostrel")
    sentence = (parse.sentences[0].first, parse.sentences[0].last)
    near = near_words(parse.tokens, sentence, source=(source, source + 1), target=(target, target + 1))
    assert [words[at] for at in near] == ["attacked"]
    alone = near_words(parse.tokens, sentence, source=None, target=(target, target + 1))
    assert [words[at] for at in alone] == ["On", "Tuesday", "after", "long", "talks", "Velmark", "attacked"]


def test_a_type_is_judged_with_and_without_the_state_of_its_words() -> None:
    features = (("v:attack",), (), ("_S_", "attack", "_T_"), (), ())
    model = load_model()
    assert model.meaning.shape == (len(model.roots), 384) and model.mean.shape == (len(model.roots),)
    towards = np.linalg.pinv(model.meaning)[:, model.roots.index("CONSULT")]
    assert judge_type(features).root == "ASSAULT"
    assert judge_type(features, 10 * towards).root == "CONSULT"


@pytest.mark.parametrize(
    ("text", "verb", "when"),
    [
        ("The council has paid millions in fees to Karl Weber since 2009.", "paid", None),
        ("Teachers sent a letter to Mayor Jan Rohde in advance of his speech in Brell on Tuesday.", "sent", None),
        ("Senator Karl Weber formally opened his 2020 campaign in front of the old mill.", "opened", None),
        ("Karl Weber served from 1983 until his exit in 1989 when he was elected to the Senate.", "elected", "1989"),
    ],
)  # fmt: skip
def test_a_time_that_tells_of_something_else_dates_no_deed(
    text: str, verb: str, when: str | None, models: Models
) -> None:
    told = [event for event in events_of(text, models) if event.trigger.of(text) == verb]
    assert [event.when.iso if event.when else None for event in told] in ([when], [] if when is None else [when])


@pytest.mark.parametrize(
    "text",
    [
        "An aide to Mayor Jan Rohde told the Brell Courier that it was likely to happen tonight.",
        "Those wondering about the vote found out on Tuesday as Mayor Jan Rohde spoke.",
        "Oda Kepler spoke to them on Tuesday.",
    ],
)
def test_what_leaves_open_who_or_what_is_no_event(text: str, models: Models) -> None:
    told = [event.what for event in events_of(text, models)]
    assert not any(what.endswith(("happen", "them")) or what.startswith("Those") for what in told)


def test_who_sues_is_who_alleges(models: Models) -> None:
    text = "Mayor Jan Rohde was sued by Oda Kepler in 2014, alleging fraud and retaliation."
    alleged = [event for event in events_of(text, models) if event.trigger.of(text) == "alleging"]
    assert all(event.what.startswith("Oda Kepler") for event in alleged)


def test_an_object_that_holds_a_time_stays(models: Models) -> None:
    text = "Senator Karl Weber missed a 5 p.m. deadline on Tuesday."
    assert only(text, models).what == "Senator Karl Weber missed a 5 p.m. deadline"


def test_a_regime_is_it_and_an_aide_is_not(models: Models) -> None:
    told = [event.what for event in events_of("The Velmark regime said it arrested Karl Weber on Tuesday.", models)]
    assert "The Velmark regime arrested Karl Weber" in told
    assert events_of("An aide said it arrested Karl Weber on Tuesday.", models) == []


@pytest.mark.parametrize(
    ("text", "verb", "day"),
    [
        ("Mayor Jan Rohde threatened to sue Oda Kepler on Monday.", "threatened", "2016-08-29"),
        ("Mayor Jan Rohde had to apologize to Oda Kepler on Monday.", "apologize", "2016-08-29"),
        ("Senator Karl Weber, who took office in 2009, was arrested on Aug. 3.", "arrested", "2016-08-03"),
    ],
)
def test_a_past_day_dates_what_was_done(text: str, verb: str, day: str, models: Models) -> None:
    (told,) = [event for event in events_of(text, models) if event.trigger.of(text) == verb]
    assert told.when is not None and told.when.iso == day


@pytest.mark.parametrize(
    ("text", "plover"),
    [
        ("A march against Mayor Jan Rohde took place on Sunday in Brell.", "PROTEST"),
        ("Talks between Velmark and Ostrel are due to begin on September 20.", "CONSULT"),
        ("A protest against Mayor Jan Rohde is planned for Saturday.", "PROTEST"),
    ],
)
def test_what_takes_place_is_of_its_nouns_type(text: str, plover: str, models: Models) -> None:
    assert only(text, models).plover == plover
