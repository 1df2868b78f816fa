"""A noun that stands for a clause, said as that clause: "denied INVOLVEMENT" denies that "Holt was involved"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.records import Parse, Stance, Statement
from onrecord.resources import words
from onrecord.stages.propositions.completing import inflect
from onrecord.stages.propositions.cues import speaks_against
from onrecord.stages.propositions.lexicons import claim_nouns, nominal_claims
from onrecord.stages.propositions.parts import Part, Places
from onrecord.stages.propositions.phrases import below
from onrecord.stages.propositions.reading import Reading, claims_innocence

EVENT_ENDINGS = ("ion", "ment", "ance", "ence", "ing")
"""Endings of nouns made from verbs, which stand for something that happened or did not."""
FINITE_OR_GERUND = frozenset({"VBD", "VBZ", "VBP", "MD", "VBG", "VB"})
"""Tags of words that make the content a clause, which needs no restating."""
OF_THINGS = ("is ", "exists")
"""How a predicate begins that is said of what follows "of": "denied the existence of THE LETTER"."""
OWNING = frozenset({"accept", "acknowledge", "admit", "claim", "concede", "confess"})
"""Cues by which a speaker says of himself what the noun says: "claimed RESPONSIBILITY for the attack"."""
CHARGED_BY = frozenset({"of", "on", "with"})
"""What leads from the accused to the accusation: "accused her OF fraud", "indicted her ON a charge of fraud"."""
COUNTED = frozenset({"count", "charge"})
COUNT_LENGTH = 5
"""Words up to "counts" at most: "two federal felony COUNTS of fraud"."""
OWNER_LENGTH = 8
"""Words of the accused's name and title at most."""
LONGEST = 40
"""Words of a restated clause at most."""


@dataclass(frozen=True, slots=True)
class Restated:
    """A nominal as a clause: its plain words, and the token that heads whoever does it (None: the speaker)."""

    text: str
    owner: int | None
    told: bool
    """True where it is somebody's doing, so that the speaker does it where nobody else is named."""


def restate_nominal(
    places: Places, part: Part, reading: Reading, *, statement: Statement, stance: Stance, names: Mapping[int, str]
) -> Restated | None:
    """The clause that a denied or questioned nominal stands for; None where it stands for none.

    ``names`` maps the tokens of pronouns to the names they stand for.
    """
    parse, inside = places.parse, set(part.tokens)
    word = parse.tokens[reading.core]
    innocent = claims_innocence(places, statement, reading)
    owned = stance == "asserts" and any(parse.tokens[t].lemma.lower() in OWNING for t in places.tokens(statement.cue))
    if reading.refers or innocent or word.pos != "NOUN" or (stance not in ("denies", "questions") and not owned):
        return None
    row = nominal_claims().get(word.lemma.lower())
    use = "denied" if stance == "denies" or owned else "questioned"
    if row is not None and row["use"] in (use, "both"):
        return _by_table(parse, reading.core, inside, row=row, names=names, speaks=use == "denied")
    denied = any(parse.tokens[token].lemma.lower() == "deny" for token in places.tokens(statement.cue))
    if use != "denied" or not denied or not _is_event(parse, reading.core, inside):
        return None
    phrase = [t for t in below(parse, reading.core, inside) if parse.tokens[t].lemma.lower() not in ("any", "the")]
    if reading.core == part.tokens[0] == phrase[0] and len(phrase) > 1 and word.text.lower().endswith("ing"):
        done = inflect(word.text.lower(), "VBN")  # "denied KNOWING of it", taken for a noun
        return Restated(f"has {done} {_join(parse, phrase[1:], names)}", None, told=True)
    verb = "were" if word.tag == "NNS" else "was"
    return Restated(f"There {verb} {_join(parse, phrase, names)}", None, told=False)


def restate_naming(
    places: Places, part: Part, *, statement: Statement, stance: Stance, names: Mapping[int, str]
) -> Restated | None:
    """ "Called HOLT A LIAR" as "Holt is a liar"; None where the part has a verb of its own or but one phrase."""
    parse, tokens = places.parse, list(part.tokens)
    if stance != "asserts" or any(parse.tokens[t].pos in ("VERB", "AUX") for t in tokens):
        return None
    if not any(parse.tokens[t].lemma.lower() in words("naming-verbs.txt") for t in places.tokens(statement.cue)):
        return None
    inside = set(tokens)
    for owner in tokens[:OWNER_LENGTH]:
        if parse.tokens[owner].pos not in ("NOUN", "PROPN", "PRON") or parse.tokens[owner].dep in ("compound", "poss"):
            continue
        who = [t for t in below(parse, owner, inside, barred=frozenset({"conj", "cc", "oprd", "acl"})) if t <= owner]
        what = [t for t in tokens if t > owner and parse.tokens[t].text.lower() != "as"]
        if who != tokens[: len(who)] or not what or parse.tokens[what[0]].pos not in ("DET", "ADJ", "ADV", "NOUN"):
            return None
        name = f"[{names[owner]}]" if owner in names else _join(parse, who, names)
        verb = "are" if parse.tokens[owner].tag in ("NNS", "NNPS") else "is"
        return Restated(f"{name} {verb} {_join(parse, what, names)}", owner, told=True)
    return None


def restate_complaint(
    places: Places, part: Part, reading: Reading, *, statement: Statement, names: Mapping[int, str]
) -> Restated | None:
    """ "Complaints about A LACK OF FUNDING" put forward that there is one; None for what is known: "the vote"."""
    parse, inside = places.parse, set(part.tokens)
    cue = [parse.tokens[token] for token in places.tokens(statement.cue)]
    word = parse.tokens[reading.core]
    if reading.refers or word.tag != "NN" or statement.mode == "direct" or not any(c.pos == "NOUN" for c in cue):
        return None
    if not any(c.lemma.lower() in claim_nouns() for c in cue) or any(c.pos == "VERB" for c in cue):
        return None
    articles = {parse.tokens[c].text.lower() for c in word.children if c in inside and parse.tokens[c].dep == "det"}
    if not articles & {"a", "an"}:
        return None
    return Restated(f"There is {_join(parse, below(parse, reading.core, inside), names)}", None, told=False)


def restate_request(
    places: Places, part: Part, reading: Reading, *, statement: Statement, names: Mapping[int, str]
) -> Restated | None:
    """ "Called for A JOINT INQUIRY" as "There should be a joint inquiry"; None for what has a verb or is known."""
    parse, inside = places.parse, set(part.tokens)
    word = parse.tokens[reading.core]
    if statement.act != "requests" or statement.mode == "direct" or reading.refers or word.pos != "NOUN":
        return None
    dets = {
        parse.tokens[c].text.lower() for c in word.children if c in inside and parse.tokens[c].dep in ("det", "poss")
    }
    if dets - {"a", "an", "more"}:
        return None
    return Restated(f"There should be {_join(parse, below(parse, reading.core, inside), names)}", None, told=False)


def restate_accusation(
    places: Places, part: Part, *, statement: Statement, accused: int | None, names: Mapping[int, str]
) -> Restated | None:
    """ "Accused THE FIRM OF FRAUD" as "The firm is guilty of fraud"; None where the part has a verb of its own."""
    parse = places.parse
    counted = next((t for t in part.tokens if parse.tokens[t].lemma.lower() in COUNTED), None)
    doing = [t for t in part.tokens if parse.tokens[t].tag in FINITE_OR_GERUND]
    if counted is not None and all(t > counted and parse.tokens[t].tag == "VBG" for t in doing):
        doing = []  # "charged her with two counts of LYING"
    if statement.act != "accuses" or doing:
        return None
    if not any(
        parse.tokens[t].lemma.lower() in ("accuse", "charge", "indict", "blame") for t in places.tokens(statement.cue)
    ):
        return None
    tokens = list(part.tokens)
    blamed = any(parse.tokens[t].lemma.lower() == "blame" for t in places.tokens(statement.cue))
    ways = {"for"} if blamed else CHARGED_BY
    of = next((i for i, t in enumerate(tokens) if i and parse.tokens[t].text.lower() in ways), None)
    if of is not None and parse.tokens[tokens[0]].pos in ("NOUN", "PROPN", "PRON", "DET", "ADJ"):
        owner, who, what = part.root, tokens[:of], tokens[of + 1 :]
    elif accused is not None and not blamed and accused not in tokens and parse.tokens[part.root].pos == "NOUN":
        owner, what = accused, tokens[parse.tokens[tokens[0]].pos == "ADP" :]  # "charged WITH fraud"
        sentence = set(range(part.sentence.first, part.sentence.last))
        named = below(parse, accused, sentence, barred=frozenset({"relcl", "appos", "prep", "acl"}))
        aside = next((t for t in range(accused, named[-1]) if parse.tokens[t].pos == "PUNCT"), named[-1])
        who = [t for t in named if t <= aside]  # "Reed, already notorious"
    else:
        return None
    what = what if blamed else _without_count(parse, what)
    if not what or len(who) > OWNER_LENGTH:
        return None
    name = f"[{names[owner]}]" if owner in names else _join(parse, who, names)
    several = parse.tokens[owner].tag in ("NNS", "NNPS") or name.lower() == "they" or " and " in name
    verb = "are" if several else "is"
    guilty = "to blame for" if blamed else "guilty of"
    return Restated(f"{name} {verb} {guilty} {_join(parse, what, names)}", owner, told=True)


def restate_warning(
    places: Places, part: Part, reading: Reading, *, statement: Statement, names: Mapping[int, str]
) -> Restated | None:
    """ "Warned against SELLING IT" as "Nobody should sell it", "against A SALE" as "There should be no sale"."""
    parse, tokens = places.parse, [t for t in part.tokens if places.parse.tokens[t].text.lower() != "against"]
    if not speaks_against(places, statement) or reading.refers or not tokens:
        return None
    first = parse.tokens[tokens[0]]
    if first.tag == "VBG":
        return Restated(
            f"Nobody should {first.lemma.lower()} {_join(parse, tokens[1:], names)}".strip(), None, told=False
        )
    if first.text.lower() in ("a", "an", "any"):
        tokens = tokens[1:]
    if not tokens or parse.tokens[reading.core].pos != "NOUN" or first.text.lower() in ("the", "this", "that", "those"):
        return None
    return Restated(f"There should be no {_join(parse, tokens, names)}", None, told=False)


def _without_count(parse: Parse, tokens: list[int]) -> list[int]:
    """ "Fraud" of "three counts of fraud" and of "fraud charges": what somebody is charged with, not how often."""
    for at, token in enumerate(tokens[:COUNT_LENGTH]):
        of = tokens[at + 1] if at + 2 < len(tokens) else None
        if of is not None and parse.tokens[token].lemma.lower() in COUNTED and parse.tokens[of].text.lower() == "of":
            return tokens[at + 2 :]
    last = parse.tokens[tokens[-1]] if len(tokens) > 1 else None
    return tokens[:-1] if last is not None and last.lemma.lower() in COUNTED else tokens


def _by_table(
    parse: Parse, core: int, inside: set[int], *, row: Mapping[str, str], names: Mapping[int, str], speaks: bool
) -> Restated | None:
    """By what nominal-claims.tsv says of the noun's owner."""
    children = [c for c in parse.tokens[core].children if c in inside]
    owner = next((c for c in children if parse.tokens[c].dep == "poss"), None)
    rest = [c for c in children if c > core and parse.tokens[c].dep in ("prep", "acl", "relcl")]
    if owner is None and (not speaks or row["says"].startswith(OF_THINGS)):
        of = next((c for c in rest if parse.tokens[c].text.lower() == "of"), None)
        owner = next((c for c in parse.tokens[of].children if parse.tokens[c].dep == "pobj"), None) if of else None
        rest = [c for c in rest if c != of or owner is None]
        if owner is None and not speaks:
            return None
    tokens = sorted({t for c in rest for t in below(parse, c, inside)})
    plural = owner is not None and parse.tokens[owner].tag in ("NNS", "NNPS")
    who = "" if owner is None else _owner(parse, owner, inside, names)
    says = row["plural" if plural else "says"]
    return Restated(f"{who} {says} {_join(parse, tokens, names)}".strip(), owner, told=True)


def _owner(parse: Parse, owner: int, inside: set[int], names: Mapping[int, str]) -> str:
    if owner in names:
        return f"[{names[owner]}]"
    tokens = [t for t in below(parse, owner, inside) if parse.tokens[t].tag != "POS"]
    return _join(parse, tokens, names)


def _join(parse: Parse, tokens: list[int] | tuple[int, ...], names: Mapping[int, str]) -> str:
    """The words in order, with names for pronouns and without quotation marks."""
    pieces: list[str] = []
    before = -1
    for token in list(tokens)[:LONGEST]:
        word = parse.tokens[token]
        if word.text in ('"', "“", "”", "''", "``"):
            continue
        text = word.text
        if token in names and word.tag in ("PRP", "PRP$"):
            text = f"[{names[token]}]" + ("’s" if word.tag == "PRP$" else "")
        glued = before >= 0 and parse.tokens[before].span.end == word.span.start and before == token - 1
        pieces.append(("" if glued or not pieces else " ") + text)
        before = token
    return "".join(pieces).strip(" ,;")


def _is_event(parse: Parse, core: int, inside: set[int]) -> bool:
    """True for what happened or did not: "any payment", "discrimination against women"; not for "the plan"."""
    lemma = parse.tokens[core].lemma.lower()
    if lemma not in words("deniable-nouns.txt") and not lemma.endswith(EVENT_ENDINGS):
        return False
    children = [parse.tokens[c] for c in parse.tokens[core].children if c in inside]
    return not any(c.dep == "poss" or c.text.lower() in ("the", "this", "that", "those", "these") for c in children)
