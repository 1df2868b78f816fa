"""Utterances: one thing said once, aligned across reports that cut, correct or translate it."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from onrecord.records import Analysis, Entity, Page, Proposition, Publication, Span, Statement, Utterance, When
from onrecord.stages.utterances import align_utterances, settle_speakers

MONDAY, TUESDAY = When.on(2031, 5, 5), When.on(2031, 5, 6)


def report(name: str, *said: tuple[str, str], when: When | None = MONDAY, mode: str = "direct") -> Analysis:
    """An analysis of quotations, each with its speaker."""
    text = "\n".join(f"“{words}” said {speaker}." for speaker, words in said)
    statements, at = [], 0
    for speaker, words in said:
        content = Span(at, at + len(words) + 2)
        cue = Span(content.end + 1, content.end + 5)
        end = text.index("\n", at) if "\n" in text[at:] else len(text)
        statements.append(
            Statement(
                name,
                None,
                cue,
                (content,),
                mode,
                "asserts",
                (Span(at, end),),
                speakers=(speaker,),
                said_on=when,  # type: ignore[arg-type]
            )
        )
        at = end + 1
    page = Page(name, text, hashlib.sha256(text.encode()).hexdigest(), name)
    return Analysis(page, (), (), Publication(when, "given"), "own", (), tuple(statements), (), (), ())


def reports_of(found: tuple[Utterance, ...]) -> list[list[str]]:
    return [[rendering.report for rendering in utterance.renderings] for utterance in found]


def test_the_same_words_in_two_reports_are_one_utterance() -> None:
    found = align_utterances(
        [
            report("a", ("corvo", "We were told for years that the quay was sound.")),
            report("b", ("corvo", "We were told for years that the quay was sound")),
        ]
    )
    assert reports_of(found) == [["a", "b"]]
    assert found[0].speaker == "corvo" and found[0].said_on == MONDAY


def test_a_cut_rendering_joins_the_whole() -> None:
    whole = "We were told for years that the quay was sound. Nobody came to look at the piers."
    found = align_utterances(
        [report("a", ("corvo", whole)), report("b", ("corvo", "Nobody came to look at the piers."))]
    )
    assert reports_of(found) == [["a", "b"]]


def test_one_day_two_translations_are_one_utterance() -> None:
    found = align_utterances(
        [
            report("a", ("pell", "The company has the ability to continue the repairs alone")),
            report("b", ("pell", "The company possesses its own ability to continue repairs")),
        ]
    )
    assert reports_of(found) == [["a", "b"]]


def test_like_words_of_another_day_are_another_utterance() -> None:
    found = align_utterances(
        [
            report("a", ("pell", "The company has the ability to continue the repairs alone")),
            report("b", ("pell", "The company possesses its own ability to continue repairs"), when=TUESDAY),
        ]
    )
    assert found == ()


def test_short_and_indirect_words_and_other_speakers_do_not_align() -> None:
    assert align_utterances([report("a", ("corvo", "No comment")), report("b", ("corvo", "No comment"))]) == ()
    long = ("corvo", "We were told for years that the quay was sound.")
    assert align_utterances([report("a", long), report("b", long, mode="indirect")]) == ()
    few = "The quay was sound"
    assert align_utterances([report("a", ("corvo", few)), report("b", ("pell", few))]) == ()


def test_one_report_alone_renders_nothing_twice() -> None:
    said = ("corvo", "We were told for years that the quay was sound.")
    assert align_utterances([report("a", said, said)]) == ()


def test_the_order_of_the_reports_changes_nothing() -> None:
    said = ("corvo", "We were told for years that the quay was sound.")
    reports = [report(name, said) for name in ("a", "b", "c")]
    assert align_utterances(reports) == align_utterances(reports[::-1])
    assert reports_of(align_utterances(reports)) == [["a", "b", "c"]]


def test_the_words_that_differ_are_marked() -> None:
    pages = [
        report("a", ("corvo", "We were told for many years that the quay was sound.")),
        report("b", ("corvo", "We were told for years that the pier was sound.")),
    ]
    (found,) = align_utterances(pages)
    texts = {analysis.page.name: analysis.page.text for analysis in pages}
    words = [
        [span.of(texts[rendering.report]) for span in spans]
        for rendering, spans in zip(found.renderings, found.differing, strict=True)
    ]
    assert words == [["many", "quay"], ["pier"]]


def entities(**kinds: str) -> tuple[Entity, ...]:
    return tuple(Entity(id, id.title(), kind) for id, kind in kinds.items())  # type: ignore[arg-type]


LONG = "Nobody in this office ever saw a letter from the harbour board."


def settled(*reports: Analysis, **kinds: str) -> list[tuple[str, ...]]:
    return [s.speakers for analysis in settle_speakers(reports, entities(**kinds)) for s in analysis.statements]


def test_a_named_speaker_of_another_report_outweighs_somebody_unnamed() -> None:
    one, other = report("a", ("video", LONG)), report("b", ("corvo", LONG))
    assert settled(one, other, video="document", corvo="person") == [("corvo",), ("corvo",)]
    assert settled(other, one, video="document", corvo="person") == [("corvo",), ("corvo",)]


def test_what_more_reports_have_outweighs_one_and_equal_readings_stay() -> None:
    reports = [report("a", ("corvo", LONG)), report("b", ("corvo", LONG)), report("c", ("vasko", LONG))]
    assert settled(*reports, corvo="person", vasko="person") == [("corvo",)] * 3
    assert settled(*reports[1:], corvo="person", vasko="person") == [("corvo",), ("vasko",)]


def test_a_short_quotation_may_be_anybodys() -> None:
    reports = [report("a", ("video", "We will not go.")), report("b", ("corvo", "We will not go."))]
    assert settled(*reports, video="document", corvo="person") == [("video",), ("corvo",)]


def test_a_name_put_for_a_pronoun_changes_with_the_speaker() -> None:
    one, other = report("a", ("video", LONG)), report("b", ("corvo", LONG))
    stated = Proposition("a", "[Video] never saw a letter.", (), (), 0, entities=("video",), agent="video")
    known = entities(video="document", corvo="person")
    changed = settle_speakers([replace(one, propositions=(stated,)), other], known)[0].propositions[0]
    assert (changed.text, changed.agent, changed.entities) == ("[Corvo] never saw a letter.", "corvo", ("corvo",))
