"""Propositions: what a content puts forward, how its speaker stands to it, and what it points at."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.models import Models
from onrecord.records import Act, Block, Entity, Mention, Mode, Page, Proposition, Span, Statement
from onrecord.stages.parse import parse_text
from onrecord.stages.propositions import state_propositions

HOLT = Entity("holt", "Vera Holt", "person", mentions=(Mention("a", Span(0, 4)),))
OSTREL = Entity("ostrel", "Ostrel", "organisation", mentions=(Mention("a", Span(0, 6)),))
COUNCIL = Entity("council", "council (unnamed)", "unnamed", mentions=(Mention("a", Span(0, 11)),))


def state(
    models: Models,
    sentence: str,
    content: str,
    cue: str,
    *,
    act: Act = "asserts",
    mode: Mode = "indirect",
    by: Entity = HOLT,
):
    """The propositions of one statement by Vera Holt, who is "Holt", "I" or "she" in the sentence, or by another."""
    page = Page("a", sentence, hashlib.sha256(sentence.encode()).hexdigest(), "a")
    blocks = (Block(Span(0, len(sentence)), "body"),)
    parse = parse_text(sentence, blocks, parser=models.parser)
    where, at = sentence.index(content), sentence.index(cue)
    statement = Statement(
        "a",
        None,
        Span(at, at + len(cue)),
        (Span(where, where + len(content)),),
        mode,
        act,
        tuple(found.span for found in parse.sentences),
        speakers=(by.id,),
    )
    found = state_propositions(page, parse, (statement,), (by,), encode=lambda texts: [b""] * len(texts))
    return [proposition for proposition in found if proposition.statement == 0]


def only(found: list[Proposition]) -> Proposition:
    assert len(found) == 1, [proposition.text for proposition in found]
    return found[0]


def test_a_plain_assertion_is_asserted(models: Models) -> None:
    text = "Holt said the harbour would close in May."
    found = only(state(models, text, "the harbour would close in May", "said"))
    assert (found.stance, found.negated, found.refers) == ("asserts", False, False)
    assert "close" in found.predicates and "harbour" in found.lemmas


def test_a_denial_by_cue_denies_what_it_says(models: Models) -> None:
    text = "Holt denied that the council had sold the quay."
    found = only(state(models, text, "the council had sold the quay", "denied", act="denies"))
    assert (found.stance, found.negated) == ("denies", False)
    assert found.text == "The council had sold the quay."


def test_whose_the_subject_is_is_told_by_who_speaks(models: Models) -> None:
    text = "Holt denied a report that her office had sold the quay."
    content = "a report that her office had sold the quay"
    assert only(state(models, text, content, "denied", act="denies")).text == "[Vera Holt]’s office had sold the quay."
    text = "Holt said the council knew that her office had sold it."
    told = [p.text for p in state(models, text, "the council knew that her office had sold it", "said")]
    assert all("[Vera Holt]’s office" not in one for one in told)


def test_the_claim_inside_a_claim_noun_is_what_is_denied(models: Models) -> None:
    text = "Holt rejected claims that the council had sold the quay."
    found = only(state(models, text, "claims that the council had sold the quay", "rejected", act="denies"))
    assert found.stance == "denies" and not found.refers
    assert found.text == "The council had sold the quay."


def test_a_negated_sentence_denies_its_core(models: Models) -> None:
    found = only(state(models, "Holt said: “I will not resign.”", "“I will not resign.”", "said", mode="direct"))
    assert (found.stance, found.negated, found.agent) == ("denies", True, "holt")
    assert found.text == "[Vera Holt] will not resign."


@pytest.mark.parametrize("content", ["those allegations", "the reports", "it"])
def test_a_bare_pointer_refers(models: Models, content: str) -> None:
    found = only(state(models, f"Holt denied {content}.", content, "denied", act="denies"))
    assert found.refers and found.stance == "denies"


def test_a_verdict_refers_to_what_it_judges(models: Models) -> None:
    text = "Holt said it was completely false."
    found = only(state(models, text, "it was completely false", "said", act="denies"))
    assert found.refers and found.stance == "denies"
    text = "Holt said the reports were true."
    assert only(state(models, text, "the reports were true", "said")).stance == "asserts"


def test_a_verdict_on_a_clause_denies_the_clause(models: Models) -> None:
    text = "Holt said the idea that the quay was sold is ridiculous."
    found = only(state(models, text, "the idea that the quay was sold is ridiculous", "said"))
    assert (found.stance, found.text) == ("denies", "The quay was sold.")


def test_innocence_denies_and_points_at_the_charge(models: Models) -> None:
    found = only(state(models, "Holt asserts her innocence.", "her innocence", "asserts", act="denies"))
    assert found.refers and found.stance == "denies"


def test_clauses_with_subjects_of_their_own_are_propositions_of_their_own(models: Models) -> None:
    text = "Holt said the quay was closed and the ferries had stopped."
    found = state(models, text, "the quay was closed and the ferries had stopped", "said")
    assert [proposition.text for proposition in found] == ["The quay was closed.", "The ferries had stopped."]


def test_who_is_accused_does_it(models: Models) -> None:
    text = "Holt accused Ostrel of hiding the cracks."
    found = only(state(models, text, "Ostrel of hiding the cracks", "accused", act="accuses"))
    assert found.text == "Ostrel has hidden the cracks."


def test_a_bare_no_answers_what_was_asked(models: Models) -> None:
    found = only(
        state(models, "Asked about it, Holt said: “Absolutely not.”", "“Absolutely not.”", "said", mode="direct")
    )
    assert (found.stance, found.refers) == ("denies", True)


def test_want_of_proof_questions_the_clause_and_want_of_doubt_asserts_it(models: Models) -> None:
    text = "Holt said there was no evidence that the council had sold the quay."
    found = only(state(models, text, "there was no evidence that the council had sold the quay", "said"))
    assert (found.stance, found.text) == ("questions", "The council had sold the quay.")
    text = "Holt said there was no doubt that the council had sold the quay."
    found = only(state(models, text, "there was no doubt that the council had sold the quay", "said"))
    assert (found.stance, found.text) == ("asserts", "The council had sold the quay.")


def test_figures_that_do_not_support_a_claim_question_it(models: Models) -> None:
    found = only(
        state(
            models,
            "Holt said the suit has no figures to support the claim.",
            "the suit has no figures to support the claim",
            "said",
        )
    )
    assert (found.stance, found.refers) == ("questions", True)


def test_what_is_called_false_is_denied(models: Models) -> None:
    found = only(state(models, "Holt called the report misleading.", "the report misleading", "called"))
    assert (found.stance, found.refers) == ("denies", True)


def test_the_particle_of_a_denial_may_stand_outside_its_cue(models: Models) -> None:
    text = "Holt pushed back on claims that the council had sold the quay."
    found = only(state(models, text, "claims that the council had sold the quay", "pushed", act="denies"))
    assert found.stance == "denies"


def test_what_is_done_is_not_denied_by_calling_it_outrageous(models: Models) -> None:
    text = "Holt said trying to overturn the vote is outrageous."
    found = only(state(models, text, "trying to overturn the vote is outrageous", "said", act="criticises"))
    assert found.stance == "asserts"


def test_who_owns_up_denies_nothing(models: Models) -> None:
    found = only(state(models, "Holt said: “I was wrong.”", "“I was wrong.”", "said", mode="direct"))
    assert found.stance == "asserts"


def test_a_judgement_of_deeds_is_no_denial_and_one_of_a_claim_is(models: Models) -> None:
    found = only(state(models, "Holt said: “It is wrong.”", "“It is wrong.”", "said", mode="direct"))
    assert found.stance == "asserts"
    text = "Holt said that claim is wrong."
    assert only(state(models, text, "that claim is wrong", "said")).stance == "denies"


@pytest.mark.parametrize(
    ("text", "content", "cue", "act", "says"),
    [
        ("Holt denied any involvement in the sale.", "any involvement in the sale", "denied", "denies",
         "[Vera Holt] was involved in the sale."),
        ("Holt denied contact with the firm.", "contact with the firm", "denied", "denies",
         "[Vera Holt] had contact with the firm."),
        ("Holt questioned the legitimacy of the vote.", "the legitimacy of the vote", "questioned", "questions",
         "The vote is legitimate."),
        ("Holt accused Ostrel of fraud.", "Ostrel of fraud", "accused", "accuses", "Ostrel is guilty of fraud."),
        ("Holt warned against selling the quay.", "selling the quay", "warned against", "warns",
         "Nobody should sell the quay."),
        ("Holt warned against a hasty sale.", "a hasty sale", "warned against", "warns",
         "There should be no hasty sale."),
        ("Holt suggested selling the quay.", "selling the quay", "suggested", "asserts",
         "[Vera Holt] suggested selling the quay."),
        ("Holt ruled out selling the quay.", "selling the quay", "ruled out", "denies",
         "[Vera Holt] ruled out selling the quay."),
        ("Holt offered to sell the quay.", "to sell the quay", "offered", "promises",
         "[Vera Holt] offered to sell the quay."),
        ("Holt admitted selling the quay.", "selling the quay", "admitted", "asserts",
         "[Vera Holt] has sold the quay."),
        ("Holt urged Ostrel not to let it break.", "Ostrel not to let it break", "urged", "requests",
         "Ostrel should not let it break."),
        ("Holt said Ostrel needs to let it go.", "Ostrel needs to let it go", "said", "requests",
         "Ostrel needs to let it go."),
        ("“I’d never voted before,” Holt said.", "I’d never voted before", "said", "asserts",
         "[Vera Holt] had never voted before."),
    ],
)  # fmt: skip
def test_a_content_is_said_as_a_sentence(
    models: Models, text: str, content: str, cue: str, act: Act, says: str
) -> None:
    found = only(state(models, text, content, cue, act=act))
    assert found.clause and found.text == says


def test_what_somebody_is_called_is_said_of_them(models: Models) -> None:
    found = only(state(models, "Holt called the plan a costly mistake.", "the plan a costly mistake", "called"))
    assert found.clause and found.text == "The plan is a costly mistake."


def test_rejected_calls_are_about_what_should_be_done(models: Models) -> None:
    found = only(state(models, "Holt rejected calls to resign.", "calls to resign", "rejected", act="denies"))
    assert (found.stance, found.text) == ("denies", "[Vera Holt] should resign.")


def test_a_clause_joined_within_another_is_not_cut_out(models: Models) -> None:
    text = "Holt said the inquiry would end once the quay is cleared and the ferries have sailed."
    content = "the inquiry would end once the quay is cleared and the ferries have sailed"
    assert len(state(models, text, content, "said")) == 1


def test_no_such_thing_points_at_what_was_said_of_it(models: Models) -> None:
    text = "Holt said: “There was no such letter.”"
    found = only(state(models, text, "“There was no such letter.”", "said", mode="direct"))
    assert (found.stance, found.refers) == ("denies", True)


def test_what_is_called_for_is_said_to_be_due(models: Models) -> None:
    found = only(state(models, "Holt called for a joint inquiry.", "a joint inquiry", "called for", act="requests"))
    assert found.text == "There should be a joint inquiry."


def test_having_no_plans_to_do_a_thing_denies_doing_it(models: Models) -> None:
    found = only(state(models, "Holt said she has no plans to resign.", "she has no plans to resign", "said"))
    assert (found.stance, found.negated, found.predicates[0]) == ("denies", True, "resign")


def test_a_rejected_thing_is_no_clause(models: Models) -> None:
    found = only(state(models, "Holt rejected the revocation.", "the revocation", "rejected", act="denies"))
    assert not found.clause


def test_we_is_the_speaker_and_others_and_who_stays_beside_its_noun(models: Models) -> None:
    found = only(
        state(models, "Holt said: “We will sell the quay.”", "“We will sell the quay.”", "said", mode="direct")
    )
    assert found.text == "[Vera Holt and others] will sell the quay."
    text = "Holt said: “The man who sold the quay has fled.”"
    found = only(state(models, text, "“The man who sold the quay has fled.”", "said", mode="direct"))
    assert found.text == "The man who sold the quay has fled."


def test_it_is_named_after_the_subject_before(models: Models) -> None:
    text = "Holt said: “The harbour wall leans badly. It will fall into the sea.”"
    found = state(models, text, "“The harbour wall leans badly. It will fall into the sea.”", "said", mode="direct")
    assert [proposition.text for proposition in found][1] == "[The harbour wall] will fall into the sea."


def test_contractions_are_written_out_after_a_name(models: Models) -> None:
    found = only(
        state(
            models,
            "Holt said: “I can’t help it when he’s late.”",
            "“I can’t help it when he’s late.”",
            "said",
            mode="direct",
        )
    )
    assert found.text.startswith("[Vera Holt] can not help it")


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("the mayor, who took office in May, of taking bribes", "The mayor, who took office in May, has taken bribes."),
        (
            "a woman who had been close to Reed of using straw donors",
            "A woman who had been close to Reed has used straw donors.",
        ),
        ("Reed of leaking letters and of lying to it", "Reed has leaked letters and lied to it."),
        ("the two of the difficulty of finding staff", "The two of the difficulty of finding staff."),
    ],
)
def test_what_is_said_of_the_accused_is_not_the_accusation(models: Models, who: str, told: str) -> None:
    found = only(state(models, f"Holt accused {who}.", who, "accused", act="accuses"))
    assert found.text == told


@pytest.mark.parametrize(
    ("denied", "told"),
    [
        ("knowing of any improper gifts", "[Vera Holt] has known of improper gifts."),
        ("knowing anything about it", "[Vera Holt] has known something about it."),
        ("meeting Reed or taking money", "[Vera Holt] has met Reed or taken money."),
        ("intending to sell the port", "[Vera Holt] has intended to sell the port."),
        ("being paid by the union", "[Vera Holt] has been paid by the union."),
    ],
)
def test_a_gerund_is_said_as_done(models: Models, denied: str, told: str) -> None:
    found = only(state(models, f"Holt has denied {denied}.", denied, "denied", act="denies"))
    assert found.text == told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("it is hardly unusual for ministers to offer posts", "It is hardly unusual for ministers to offer posts."),
        ("it would be wrong to sell the quay", "It would be wrong to sell the quay."),
        ("it is clear that the dam leaks", "It is clear that the dam leaks."),
        ("it is ready to sell the quay", "[Ostrel] is ready to sell the quay."),
    ],
)
def test_an_it_before_its_clause_is_nobody(models: Models, said: str, told: str) -> None:
    found = only(state(models, f"Ostrel said {said}.", said, "said", by=OSTREL))
    assert found.text == told


@pytest.mark.parametrize(
    ("cue", "content", "act", "told"),
    [
        ("offered", "to sell the quay", "promises", "[The council] offered to sell the quay."),
        ("left after threatening", "to sell the quay", "promises", "[The council] threatened to sell the quay."),
        ("refused", "to sell the quay", "declines", "[The council] will not sell the quay."),
        ("admitted", "selling the quay", "asserts", "[The council] has sold the quay."),
    ],
)
def test_who_has_no_name_does_it_too(models: Models, cue: str, content: str, act: Act, told: str) -> None:
    found = only(
        state(models, f"The council {cue} {content}.", content, cue.rsplit(maxsplit=1)[-1], act=act, by=COUNCIL)
    )
    assert found.text == told


def test_who_has_no_intention_of_doing_it_keeps_the_verb(models: Models) -> None:
    text = "Holt said the mayor had no intention of resigning."
    found = only(state(models, text, "the mayor had no intention of resigning", "said"))
    assert found.text == "The mayor had no intention of resigning."


def test_a_question_keeps_its_mark(models: Models) -> None:
    text = "Holt said: “Can anybody trust the council?”"
    assert only(state(models, text, "“Can anybody trust the council?”", "said", mode="direct")).text.endswith("?")


def test_what_is_said_not_to_be_by_the_way_is_kept_apart(models: Models) -> None:
    text = "Holt said the bill is an amendment, not a repeal."
    found = only(state(models, text, "the bill is an amendment, not a repeal", "said"))
    assert "repeal" in found.excluded and found.subject == "bill"


def test_figures_carry_bound_unit_and_verb(models: Models) -> None:
    text = "Holt said more than 40 boats sank in 2019."
    found = only(state(models, text, "more than 40 boats sank in 2019", "said"))
    assert ">40 boat sink boat" in found.figures


def test_narration_keeps_to_words_outside_quotation_marks(models: Models) -> None:
    text = "Holt spoke. “The harbour is lost.” The ferries sailed at noon without a crew."
    page = Page("a", text, "0", "a")
    parse = parse_text(text, (Block(Span(0, len(text)), "body"),), parser=models.parser)
    found = state_propositions(page, parse, (), (), encode=lambda texts: [b""] * len(texts))
    assert all("lost" not in proposition.lemmas for proposition in found)
    assert any("ferry" in proposition.lemmas for proposition in found)


@settings(max_examples=30, deadline=None)
@given(text=st.text(max_size=300))
def test_any_text_passes_and_spans_lie_in_it(models: Models, text: str) -> None:
    parse = parse_text(text, (Block(Span(0, len(text)), "body"),), parser=models.parser)
    content = (Span(0, len(text)),)
    statement = Statement("a", None, Span(0, 0), content, "direct", "asserts", content, speakers=("x",))
    page = Page("a", text, "0", "a")
    for statements in ((), (statement,)):
        for proposition in state_propositions(page, parse, statements, (), encode=lambda texts: [b""] * len(texts)):
            assert proposition.text.strip()
            assert all(span.end <= len(text) for span in proposition.spans)


def test_an_unnamed_speaker_stands_for_a_pronoun_as_a_reader_would_put_it(models: Models) -> None:
    text = "A former inspector said that she had written the letter."
    page = Page("a", text, hashlib.sha256(text.encode()).hexdigest(), "a")
    parse = parse_text(text, (Block(Span(0, len(text)), "body"),), parser=models.parser)
    content = Span(text.index("that she"), len(text) - 1)
    pronoun = Span(text.index("she"), text.index("she") + 3)
    said = Statement(
        "a",
        Span(0, 18),
        Span(19, 23),
        (content,),
        "indirect",
        "asserts",
        (parse.sentences[0].span,),
        speakers=("who",),
    )
    who = Entity(
        "who", "former inspector (unnamed)", "unnamed", mentions=(Mention("a", Span(0, 18)), Mention("a", pronoun))
    )
    stated = state_propositions(page, parse, (said,), (who,), encode=lambda texts: [b""] * len(texts))
    assert [found.text for found in stated if found.statement == 0] == [
        "[The former inspector] had written the letter."
    ]


def told_of(models: Models, sentence: str, *named: tuple[str, str, str, str]) -> list[str]:
    """The wordings of an outlet's sentence; ``named`` are words, the entity's name and kind, and a pronoun for it."""
    page = Page("a", sentence, hashlib.sha256(sentence.encode()).hexdigest(), "a")
    parse = parse_text(sentence, (Block(Span(0, len(sentence)), "body"),), parser=models.parser)
    entities = []
    for words, name, kind, pronoun in named:
        places = [sentence.index(words), sentence.index(f" {pronoun} ") + 1]
        spans = [Span(places[0], places[0] + len(words)), Span(places[1], places[1] + len(pronoun))]
        entities.append(Entity(name, name, kind, mentions=tuple(Mention("a", span) for span in spans)))  # type: ignore[arg-type]
    found = state_propositions(page, parse, (), entities, encode=lambda texts: [b""] * len(texts))
    return [proposition.text for proposition in found]


@pytest.mark.parametrize(
    ("sentence", "named", "kept"),
    [
        ("The Courier ran it. Prices rise when they are hidden.", ("Courier", "Courier", "outlet", "they"), True),
        ("The council met. Ships left because they had no coal.", ("council", "Council", "government", "they"), True),
        ("Democrats met. It failed for they had no votes.", ("Democrats", "Democrats", "organisation", "they"), False),
        ("The council met. The vote was short and it was over.", ("council", "Council", "government", "it"), True),
        ("The council met. The clerk left after it sold it all.", ("council", "Council", "government", "it"), False),
    ],
)  # fmt: skip
def test_a_body_is_not_put_for_a_pronoun_that_is_seldom_its(
    sentence: str, named: tuple[str, str, str, str], *, kept: bool, models: Models
) -> None:
    texts = " ".join(told_of(models, sentence, named))
    assert (f"[{named[1]}" not in texts) == kept, texts


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Vera Holt was hurt when she fell.", "Vera Holt was hurt when she fell."),
        ("Vera Holt met Ada Pell when she fell.", "Vera Holt met Ada Pell when [Vera Holt] fell."),
        ("The mayor was hurt when she fell.", "The mayor was hurt when [Vera Holt] fell."),
    ],
)
def test_a_pronoun_whose_name_stands_before_it_needs_none(sentence: str, expected: str, models: Models) -> None:
    words = "Vera Holt" if sentence.startswith("Vera") else "The mayor"
    named = [(words, "Vera Holt", "person", "she")]
    assert told_of(models, sentence, *named) == [expected]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("she believes the governor should resign", "The governor should resign."),
        ("she thinks that it is a mistake", "It is a mistake."),
        ("she did not think the governor should resign", None),
        ("she believes in the governor", None),
    ],
)
def test_that_the_speaker_believes_it_is_not_what_is_said(content: str, expected: str | None, models: Models) -> None:
    text = f"Holt said {content}."
    texts = [p.text for p in state(models, text, content, "said")]
    assert (texts == [expected]) if expected else all("Holt" in one for one in texts), texts


def test_what_is_expected_of_somebody_is_said_as_a_sentence(models: Models) -> None:
    text = "Holt said they expect Ostrel to live up to the deal."
    assert "Ostrel will live up to the deal." in [
        p.text for p in state(models, text, "Ostrel to live up to the deal", "expect")
    ]


def test_the_us_is_not_us(models: Models) -> None:
    text = "Holt said the US had asked us for grain."
    assert only(state(models, text, "the US had asked us for grain", "said")).text == (
        "The US had asked [Vera Holt and others] for grain."
    )
