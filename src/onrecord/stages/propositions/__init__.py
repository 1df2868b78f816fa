"""What each content puts forward, in a form that can be compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from onrecord.records import Entity, Page, Parse, Proposition, Span, Stance, Statement
from onrecord.stages.propositions.antecedents import (
    answers_of_thing,
    find_antecedents,
    is_loose,
    speaks_for_others,
)
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
from onrecord.stages.propositions.reading import (
    Reading,
    claims_innocence,
    denies_before,
    names_something,
    read_part,
    speaks_against,
    stance_of,
)
from onrecord.stages.propositions.restating import restate
from onrecord.stages.propositions.wording import FIRST, PRONOUN_TAGS, begin_sentence, word_part

BESIDE = frozenset({"relcl", "appos", "acl", "punct", "conj", "cc"})
"""What hangs on the noun that "who" stands for and is not said of it."""
UNNAMED = "(unnamed"
"""In the name of a source that no sentence should begin with."""
PLURAL = {"was": "were", "is": "are", "has": "have"}
THIRD: Mapping[str, frozenset[str]] = {
    "person": frozenset({"he", "she"}),
    "organisation": frozenset({"it", "they"}),
    "government": frozenset({"it", "they"}),
    "document": frozenset({"it"}),
    "outlet": frozenset({"it"}),
    "unnamed": frozenset({"he", "she", "they"}),
}
"""Subject pronouns that can stand for a speaker of each kind."""
THEIRS: Mapping[str, frozenset[str]] = {
    kind: frozenset({"he": "his", "she": "her", "it": "its", "they": "their"}[word] for word in words)
    for kind, words in THIRD.items()
}
"""Possessives that can."""
SEVERAL, OWNED = frozenset({"they"}), frozenset({"their"})
"""What stands for several people."""


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
    named = _Named(places, entities)
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


def is_several(name: str, kind: str) -> bool:
    """True for a name that is in the plural: "Democrats", "US officials (unnamed)"; false for a person or an outlet."""
    words = name.partition(" (")[0].split()
    if kind not in ("unnamed", "organisation") or not words:
        return False
    ends = words[-1:] if kind == "organisation" else words[:4]
    return any(word.endswith("s") and not word.endswith("ss") for word in ends) or words[0] == "people"


LEAD = 6
"""Propositions, from the top of the report, that get a vector: they tell what the report is about. One costs
as much as the parse of its sentence; more than six would take analysis past twice the bare parse."""


def _with_vectors(stated: Sequence[Proposition], encode: Callable[[list[str]], list[bytes]]) -> tuple[Proposition, ...]:
    first = sorted(range(len(stated)), key=lambda i: (stated[i].spans, i))[:LEAD]
    vectors = dict(zip(first, encode([re.sub(r"[\[\]]", "", stated[i].text) for i in first]), strict=True))
    return tuple(replace(p, vector=vectors[i]) if i in vectors else p for i, p in enumerate(stated))


class _Named:
    """Which entity the words at a token stand for."""

    def __init__(self, places: Places, entities: Sequence[Entity]) -> None:
        self.names = {entity.id: entity.name for entity in entities}
        self.kinds = {entity.id: entity.kind for entity in entities}
        self.mentioned = {entity.id for entity in entities if entity.mentions}
        self.at: dict[int, str] = {}
        self.pronouns: dict[int, str] = {}
        self.phrases: dict[int, str] = {}
        """Words put for a pronoun that stands for no entity."""
        tokens = places.parse.tokens
        mentions = [(len(m.span), m.span, e.id) for e in entities for m in e.mentions]
        for _, span, entity in sorted(mentions, reverse=True):
            inside = places.tokens(span)
            if len(inside) == 1 and not self._may_stand(parse=places.parse, pronoun=inside[0], entity=entity):
                self.at.pop(inside[0], None)
                continue
            for token in inside:
                self.at[token] = entity
            if len(inside) == 1 and tokens[inside[0]].tag in PRONOUN_TAGS:
                self.pronouns[inside[0]] = entity

    def _may_stand(self, *, parse: Parse, pronoun: int, entity: str) -> bool:
        """False for what a pronoun is too often wrongly taken for: "they" for a body, "it" in "it is over"."""
        low = parse.tokens[pronoun].text.lower()
        several = is_several(self.names.get(entity, ""), self.kinds.get(entity, ""))
        if low in ("they", "them", "their", "theirs"):
            return several
        if low in ("he", "she", "him", "her", "his") and several and self.kinds.get(entity) == "unnamed":
            return False  # "an aide said SHE was shown it", filed with the aides
        return low != "it" or not (several or is_loose(parse, pronoun))

    def name(self, entity: str) -> str:
        return self.names.get(entity, "")

    def put(self, entity: str) -> str:
        """What stands in a sentence for a pronoun: "the former inspector", not "former inspector (unnamed)"."""
        name, unnamed, _ = self.name(entity).partition(f" {UNNAMED}")
        return f"the {name}" if unnamed and name[:1].islower() else name

    def plain_here(self, parse: Parse, tokens: Sequence[int]) -> set[int]:
        """Pronouns that need no name, since theirs stands before them and nobody else's: "Holt said HE would go"."""
        before: set[str] = set()
        found = set()
        for token in tokens:
            entity, word = self.at.get(token), parse.tokens[token]
            if entity is None or self.kinds.get(entity) != "person":
                before |= {word.text} if word.entity == "PERSON" else set()
            elif word.tag in ("NNP", "NNPS"):
                before.add(entity)
            elif token in self.pronouns and before == {self.pronouns[token]} and word.text.lower() not in FIRST:
                found.add(token)
        return found

    def several(self, speakers: Sequence[str]) -> str:
        """Whom these speakers mean by "we"."""
        names = [self.name(speaker) for speaker in speakers if UNNAMED not in self.name(speaker)]
        if len(names) != 1:
            return " and ".join(names) if len(names) == len(speakers) else ""
        return names[0] if self.kinds.get(speakers[0]) != "person" else f"{names[0]} and others"

    def entity(self, parse: Parse, token: int) -> str | None:
        """The entity at a token, or at what stands in apposition to it: "one, Ann Ball"."""
        beside = (child for child in parse.tokens[token].children if parse.tokens[child].dep == "appos")
        return next((self.at[place] for place in (token, *beside) if place in self.at), None)

    def speaks_of_others(self, places: Places, statements: Sequence[Statement], index: int | None) -> bool:
        """True where a pronoun in what is said is as likely somebody or something else as who says it: in a mother's or
        a lawyer's words, and in a body's that answer what was just said, or done, of a thing."""
        if index is None:
            return False
        statement = statements[index]
        speaker = statement.speakers[0] if statement.speakers else ""
        if self.kinds.get(speaker, "person") == "person":
            return False
        if self.kinds[speaker] == "unnamed" and speaks_for_others(self.name(speaker)):
            return True
        several = is_several(self.name(speaker), self.kinds[speaker])
        return answers_of_thing(places, statements, index, several=several)

    def forget(self, parse: Parse, tokens: Sequence[int], speaker: str) -> None:
        """Leave a pronoun as it is that would stand for the speaker."""
        for token in tokens:
            if self.pronouns.get(token) == speaker and parse.tokens[token].text.lower() not in FIRST:
                self.at.pop(token, None)
                self.pronouns.pop(token)

    def resolve_subject(self, parse: Parse, point: Sequence[int], speaker: str) -> None:
        """In an indirect content the first pronoun that nothing else explains is the speaker, as the subject or
        as its owner: "denied that HE knew", "denied that HER office knew"."""
        kind = self.kinds.get(speaker, "person")
        one, owned = THIRD[kind], THEIRS[kind]
        if kind == "unnamed":
            one, owned = (SEVERAL, OWNED) if is_several(self.name(speaker), kind) else (one - SEVERAL, owned - OWNED)
        for token in point:
            word = parse.tokens[token]
            if word.pos in ("NOUN", "PROPN") or token in self.pronouns:
                return
            subject = word.text.lower() in one and word.dep in SUBJECTS
            owner = word.dep == "poss" and parse.tokens[word.head].dep in SUBJECTS
            if subject or (owner and word.text.lower() in owned):
                self.at[token] = self.pronouns[token] = speaker
                return


def _state(
    page: Page, places: Places, part: Part, statements: Sequence[Statement], named: _Named
) -> Proposition | None:
    parse = places.parse
    statement = None if part.statement is None else statements[part.statement]
    reading = read_part(parse, part, naming=statement is not None and names_something(places, statement))
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
    named: _Named,
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
        sentence = set(range(part.sentence.first, part.sentence.last))
        noun = below(parse, taken_up(parse, lead), sentence, barred=BESIDE)
        phrases[lead] = " ".join(parse.tokens[t].text for t in noun)  # "principles THAT reportedly call for it"
    pronouns = {**phrases, **pronouns}
    accused = ""
    if subject is not None and subject not in part.own:
        sentence = set(range(part.sentence.first, part.sentence.last))
        phrase = below(parse, taken_up(parse, subject), sentence, barred=BESIDE)
        accused = " ".join(parse.tokens[t].text for t in phrase if taken_up(parse, subject) != subject)
        accused = accused or parse.tokens[subject].text
    whom = named.name(named.entity(parse, subject) or "") if subject is not None else ""
    relative = ""
    if statement is not None and not any(parse.tokens[t].dep in SUBJECTS for t in part.tokens):
        meant = relative_subject(parse, reading.core, set(part.tokens))
        if meant is not None and meant == subject:
            phrase = below(parse, meant, set(range(part.sentence.first, part.sentence.last)), barred=BESIDE)
            relative = whom or " ".join(parse.tokens[t].text for t in phrase)
    whole = (
        reading.negated and reading.dismisses and not reading.refers
    )  # "whoever says there is NO letter is MISTAKEN"
    text = word_part(
        parse,
        part,
        replace(reading, point=part.tokens) if whole else reading,
        names=pronouns,
        speaker="" if UNNAMED in named.name(speaker) else named.name(speaker),
        teller=named.put(speaker) if speaker else "",
        several="" if statement is None else named.several(statement.speakers),
        accused=whom or accused,
        many=subject is not None and _is_plural(parse, subject, named),
        relative=relative,
        statement=statement,
    )
    agent = _agent(parse, subject, named, speaker)
    if agent is None and subject is None and speaker and text.startswith(f"[{named.name(speaker)}] "):
        agent = speaker  # "suggested selling it", "vowed to sell it": who says it would do it
    return text, agent, parse.tokens[reading.core].pos in ("VERB", "AUX")


def _is_plural(parse: Parse, subject: int, named: _Named) -> bool:
    entity = named.entity(parse, subject)
    if entity is not None:
        return is_several(named.name(entity), named.kinds.get(entity, ""))
    return parse.tokens[taken_up(parse, subject)].tag in ("NNS", "NNPS")


def _denies_part(parse: Parse, reading: Reading, stance: Stance) -> bool:
    """True for "denied any INVOLVEMENT": it says what is denied, and points at who says so."""
    noun = parse.tokens[reading.core]
    return stance == "denies" and noun.pos == "NOUN" and wrongdoing().get(noun.lemma.lower()) == "part"


def _as_clause(parse: Parse, restated: Restated, named: _Named, speaker: str) -> tuple[str, str | None]:
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


def _entities(parse: Parse, tokens: Sequence[int], named: _Named, speaker: str) -> tuple[str, ...]:
    found = {named.at[token] for token in tokens if token in named.at}
    if speaker and any(parse.tokens[token].text.lower() in FIRST for token in tokens):
        found.add(speaker)
    return tuple(sorted(found))


def _agent(parse: Parse, subject: int | None, named: _Named, speaker: str) -> str | None:
    if subject is None:
        return None
    known = named.entity(parse, subject)
    return speaker if known is None and speaker and parse.tokens[subject].text.lower() in FIRST else known


def _evidence(statement: Statement, sentence: Span) -> tuple[Span, ...]:
    """The sentence the words stand in, and the one that says whose they are."""
    naming = [span for span in statement.evidence if span.overlaps(statement.cue)]
    return tuple(sorted({sentence, *naming}))
