"""What each content puts forward, in a form that can be compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from onrecord.records import Entity, Page, Parse, Proposition, Span, Stance, Statement
from onrecord.stages.propositions.antecedents import find_antecedents
from onrecord.stages.propositions.cues import denies_before, names_something, speaks_against
from onrecord.stages.propositions.features import (
    accused_of,
    addressed,
    asked_of,
    asked_to,
    called_what,
    excluded_words,
    lemma_at,
    lemmas_of,
    object_of,
    predicates_of,
    relative_subject,
    subject_of,
    taken_up,
)
from onrecord.stages.propositions.figures import figures_of
from onrecord.stages.propositions.judging import judge, judged_by
from onrecord.stages.propositions.lexicons import wrongdoing
from onrecord.stages.propositions.naming import UNNAMED, Named, is_several
from onrecord.stages.propositions.nominals import Restated
from onrecord.stages.propositions.parts import (
    SUBJECTS,
    Part,
    Places,
    cut_contents,
    cut_narration,
    find_quoted,
    spans_of,
)
from onrecord.stages.propositions.phrases import below
from onrecord.stages.propositions.reading import Reading, claims_innocence, read_part, stance_of
from onrecord.stages.propositions.restating import restate
from onrecord.stages.propositions.wording import FIRST, begin_sentence, word_part

BESIDE = frozenset({"relcl", "appos", "acl", "punct", "conj", "cc"})
"""What hangs on the noun that "who" stands for and is not said of it."""
PLURAL = {"was": "were", "is": "are", "has": "have"}


def state_propositions(
    page: Page,
    parse: Parse,
    statements: Sequence[Statement],
    entities: Sequence[Entity],
    *,
    encode: Callable[[list[str]], list[bytes]],
) -> tuple[Proposition, ...]:
    """One proposition for each clause of every statement's content, then one for each sentence in the outlet's own
    voice, then one for each that is called untrue where it is reported; ``encode`` turns texts into vectors (384
    float16, little-endian, unit length)."""
    places = Places(parse)
    named = Named(places, entities)
    contents = cut_contents(places, statements)
    narration = cut_narration(places, statements)
    parts = (*contents, *narration)
    named.phrases = find_antecedents(parse, parts, statements, known=named.pronouns.keys())
    found = [_state(page, places, part, statements, named) for part in parts]
    stated = [proposition for proposition in found if proposition is not None]
    return _with_vectors([*stated, *_judgements(places, statements, stated)], encode)


def _judgements(places: Places, statements: Sequence[Statement], stated: Sequence[Proposition]) -> list[Proposition]:
    """What is claimed once more for whoever, in reporting it, calls it untrue or unproven."""
    verdicts = {index: judge(places, statement) for index, statement in enumerate(statements)}
    quoted = find_quoted(places.parse)
    found = []
    for proposition in stated:
        verdict = None if proposition.statement is None else verdicts[proposition.statement]
        if verdict is None or proposition.statement is None:
            continue
        statement = statements[proposition.statement]
        if not any(span.overlaps(statement.cue) for span in _sentences_of(places, proposition)):
            continue  # what goes on in the next sentence was not judged with it
        if statement.parent is None and quoted.intersection(places.tokens(statement.cue)):
            continue  # in the words of somebody who is not named
        outer = statement.parent
        if outer is not None and set(statements[outer].speakers) & set(statement.speakers):
            outer = statements[outer].parent  # "in her speech she said that", told by nobody but herself
        again = judged_by(proposition, outer, verdict)
        found.extend([again] if again is not None else [])
    return found


def _sentences_of(places: Places, proposition: Proposition) -> list[Span]:
    tokens = (token for span in proposition.spans[:1] for token in places.tokens(span)[:1])
    return [sentence.span for token in tokens if (sentence := places.sentence(token)) is not None]


DEEPEST = 6
"""Statements that stand within each other; nobody writes more."""


LEAD = 6
"""Propositions, from the top of the report, that get a vector: they tell what the report is about. One costs
as much as the parse of its sentence; more than six would take analysis past twice the bare parse."""


def _with_vectors(stated: Sequence[Proposition], encode: Callable[[list[str]], list[bytes]]) -> tuple[Proposition, ...]:
    first = sorted(range(len(stated)), key=lambda i: (stated[i].spans, i))[:LEAD]
    vectors = dict(zip(first, encode([re.sub(r"[\[\]]", "", stated[i].text) for i in first]), strict=True))
    return tuple(replace(p, vector=vectors[i]) if i in vectors else p for i, p in enumerate(stated))


def _state(page: Page, places: Places, part: Part, statements: Sequence[Statement], named: Named) -> Proposition | None:
    parse = places.parse
    statement = None if part.statement is None else statements[part.statement]
    naming = statement is not None and names_something(places, statement)
    reading = read_part(parse, part, naming=naming, accusing=statement is not None and statement.act == "accuses")
    speaker = statement.speakers[0] if statement and statement.speakers else ""
    told = statement is not None and speaker in named.mentioned and statement.mode == "indirect"
    asked = None if statement is None or statement.act != "asks" else asked_of(places, statement)
    if asked is not None and asked in named.at:  # "asked if HE would resign, Stern replied"
        named.resolve_subject(parse, reading.point or part.tokens, named.at[asked])
    elif told and named.speaks_of_others(places, statements, part.statement):
        named.forget(parse, part.tokens, speaker)
    elif told and not reading.refers:
        named.resolve_subject(parse, reading.point or part.tokens, speaker)
    own = set(part.own)
    point = [token for token in reading.point if token in own]
    subject = subject_of(parse, reading.core, set(part.tokens))
    relative = relative_subject(parse, reading.core, set(part.tokens)) if subject is None and statement else None
    subject = relative if subject is None else subject
    if subject is None and called_what(parse, reading.core, point) is not None:
        subject = reading.core
    if subject is None and statement is not None and statement.act == "accuses":
        subject = accused_of(places, statement)
    if subject is None and statement is not None and statement.act in ("requests", "warns"):
        subject = addressed(parse, reading.core, part.tokens) or asked_to(places, statement, part.tokens)
    if statement is not None and not reading.refers and denies_before(places, statement, part.tokens):
        reading = replace(reading, refers=True)
    against = statement is not None and not reading.refers and speaks_against(places, statement)
    if against and not reading.negated:
        reading = replace(reading, negated=True)
    stance = stance_of(places, statement, reading)
    around = _speakers_around(statements, part.statement)
    text, agent, clause = _word(
        places, part, reading, statement, subject=subject, stance=stance, named=named, around=around
    )
    if not text:
        return None
    return Proposition(
        report=page.name,
        text=text,
        spans=spans_of(parse, part.tokens),
        evidence=(part.sentence.span,) if statement is None else _evidence(statement, part.sentence.span),
        statement=part.statement,
        negated=reading.negated,
        refers=reading.refers or claims_innocence(places, statement, reading) or _denies_part(parse, reading, stance),
        lemmas=lemmas_of(parse, point),
        predicates=predicates_of(parse, point, reading.core),
        entities=_entities(
            parse, point if reading.refers and reading.dismisses and point else part.own, named, speaker
        ),
        agent=agent,
        subject=lemma_at(parse, subject),
        object=lemma_at(parse, object_of(parse, reading.core, set(part.tokens))),
        excluded=excluded_words(parse, reading.core, point),
        figures=figures_of(parse, part.own),
        finite=reading.finite,
        clause=clause,
        stance=stance,
    )


def _speakers_around(statements: Sequence[Statement], index: int | None) -> frozenset[str]:
    found: set[str] = set()
    for _ in range(DEEPEST):
        if index is None:
            break
        found |= set(statements[index].speakers)
        index = statements[index].parent
    return frozenset(found)


def _word(
    places: Places,
    part: Part,
    reading: Reading,
    statement: Statement | None,
    *,
    subject: int | None,
    stance: Stance,
    named: Named,
    around: frozenset[str],
) -> tuple[str, str | None, bool]:
    """The part as a sentence, who does it, and whether it is a clause; ``around`` are those who say it and those within
    whose words they do."""
    parse = places.parse
    speaker = statement.speakers[0] if statement and statement.speakers else ""
    plain = named.plain_here(parse, part.tokens)
    pronouns = {
        token: named.put(named.pronouns[token])
        for token in part.tokens
        if token in named.pronouns and token not in plain
    }
    first = (reading.point or part.tokens)[0]
    if parse.tokens[first].text.lower() in ("its", "their") and named.pronouns.get(first) not in around:
        pronouns.pop(first, None)  # whose it is is told only by who speaks: "denied that ITS army had crossed"
    if statement is not None:
        outside = {} if subject not in named.pronouns else {subject: named.put(named.pronouns[subject])}
        names = {**pronouns, **outside}
        restated = restate(places, part, reading, statement=statement, stance=stance, accused=subject, names=names)
        if restated is not None:
            return *_as_clause(parse, restated, named, speaker), True
    phrases = {token: named.phrases[token] for token in part.tokens if token in named.phrases}
    lead = part.tokens[0]
    if statement is not None and parse.tokens[lead].tag == "WDT" and taken_up(parse, lead) not in part.tokens:
        phrases[lead] = _phrase(parse, taken_up(parse, lead), part)  # "principles THAT reportedly call for it"
    pronouns = {**phrases, **pronouns}
    accused = ""
    if subject is not None and subject not in part.own:
        noun = taken_up(parse, subject)
        accused = parse.tokens[subject].text if noun == subject else _phrase(parse, noun, part)
    whom = named.name(named.entity(parse, subject) or "") if subject is not None else ""
    relative = ""
    if statement is not None and not any(parse.tokens[t].dep in SUBJECTS for t in part.tokens):
        meant = relative_subject(parse, reading.core, set(part.tokens))
        if meant is not None and meant == subject:
            relative = whom or _phrase(parse, meant, part)
    # "whoever says there is NO letter is MISTAKEN"
    whole = reading.unwise or (reading.negated and reading.dismisses and not reading.refers)
    text = word_part(
        parse,
        part,
        replace(reading, point=part.tokens) if whole else reading,
        names=pronouns,
        speaker="" if UNNAMED in named.name(speaker) else named.name(speaker),
        teller=named.put(speaker) if speaker in named.mentioned else "",
        several="" if statement is None else named.several(statement.speakers),
        accused=whom or accused,
        many=_is_plural(parse, subject, named, speaker),
        relative=relative,
        statement=statement,
    )
    agent = _agent(parse, subject, named, speaker)
    if agent is None and subject is None and speaker and text.startswith(f"[{named.name(speaker)}] "):
        agent = speaker  # "suggested selling it", "vowed to sell it": who says it would do it
    return text, agent, parse.tokens[reading.core].pos in ("VERB", "AUX")


def _phrase(parse: Parse, noun: int, part: Part) -> str:
    """The noun phrase for which a relative word stands, without what is said of it beside."""
    tokens = below(parse, noun, set(range(part.sentence.first, part.sentence.last)), barred=BESIDE)
    return " ".join(parse.tokens[t].text for t in tokens)


def _is_plural(parse: Parse, subject: int | None, named: Named, speaker: str) -> bool:
    entity = speaker if subject is None else named.entity(parse, subject)
    if subject is None or entity is not None:
        return is_several(named.name(entity or ""), named.kinds.get(entity or "", ""))
    return parse.tokens[taken_up(parse, subject)].tag in ("NNS", "NNPS")


def _denies_part(parse: Parse, reading: Reading, stance: Stance) -> bool:
    """True for "denied any INVOLVEMENT": it says what is denied, and points at who says so."""
    noun = parse.tokens[reading.core]
    return stance == "denies" and noun.pos == "NOUN" and wrongdoing().get(noun.lemma.lower()) == "part"


def _as_clause(parse: Parse, restated: Restated, named: Named, speaker: str) -> tuple[str, str | None]:
    """The restated nominal as a sentence, and who does it."""
    text, agent = restated.text, None if restated.owner is None else named.entity(parse, restated.owner)
    if restated.told and restated.owner is None:
        who = named.name(speaker).split(f" {UNNAMED}")[0]
        if not who:
            return "", None
        if who != named.name(speaker) and who.split()[0].endswith("s"):  # "officials", "people" aside
            text = re.sub(r"^(was|is|has)\b", lambda verb: PLURAL[verb[0]], text)
        text, agent = f"[{who}] {text}", speaker
    return f"{begin_sentence(text).rstrip('.')}.", agent


def _entities(parse: Parse, tokens: Sequence[int], named: Named, speaker: str) -> tuple[str, ...]:
    found = {named.at[token] for token in tokens if token in named.at}
    if speaker and any(parse.tokens[token].text.lower() in FIRST for token in tokens):
        found.add(speaker)
    return tuple(sorted(found))


def _agent(parse: Parse, subject: int | None, named: Named, speaker: str) -> str | None:
    if subject is None:
        return None
    known = named.entity(parse, subject)
    return speaker if known is None and speaker and parse.tokens[subject].text.lower() in FIRST else known


def _evidence(statement: Statement, sentence: Span) -> tuple[Span, ...]:
    """The sentence the words stand in, and the one that says whose they are."""
    naming = [span for span in statement.evidence if span.overlaps(statement.cue)]
    return tuple(sorted({sentence, *naming}))
