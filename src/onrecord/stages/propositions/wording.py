"""One plain sentence that stands alone: names for pronouns, quotation marks gone, fragments completed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.records import Parse, Statement, Token
from onrecord.stages.propositions.completing import complete, inflect, should
from onrecord.stages.propositions.parts import SUBJECTS, Part
from onrecord.stages.propositions.reading import Reading

QUOTES = re.compile(r"[\"“”„«»‟]|(?<!\w)[‘'](?=\w)|(?<=[\w.,!?])'(?!\w)")
FIRST = frozenset({"i", "me", "my", "mine", "myself"})
PRONOUN_TAGS = frozenset({"PRP", "PRP$", "WP", "DT"})
CONTRACTED = {
    "'m": "is",
    "’m": "is",
    "'ve": "has",
    "’ve": "has",
    "'ll": "will",
    "’ll": "will",
    "'d": "would",
    "’d": "would",
}
SPELT = {
    **{f"{mark}{end}": f" {whole}" for mark in "'’" for end, whole in (("ll", "will"), ("re", "are"), ("ve", "have"))},
    **{f"{mark}d": " would" for mark in "'’"},
}
"""Contractions after a name in brackets, where they would not be read."""
WHOLE = {"n't": "not", "n’t": "not", "ca": "can", "wo": "will", "sha": "shall"}
SUFFIX = re.compile(r",? (?:Jr|Sr|I{2,3}|IV)\.?$")
"""What follows a family name and is none."""
PIED = re.compile(r"^(?:in|of|by|from|for|with|to|at|on|after|during|through|under) (?:which|whom)\s+", re.IGNORECASE)
"""What joins a relative clause to its noun: "a letter IN WHICH she apologised"."""
ASKED = re.compile(r"(?:not |never )?to ", re.IGNORECASE)
"""How what somebody is asked to do begins."""
CAPITAL = re.compile(r"\[(\w)\](?=\w)")
"""How a newspaper marks that a quoted word had another first letter: "[T]his"."""
ANY = re.compile(r"(?<=\w )any(thing|body|one|)\b(?! (?:more|longer|way|time)\b)")
LONG_ENOUGH = 4
"""Words of a clause with its "that" at least."""
MOST_JOINED = 4
"""Verbs of one subject in a row."""
LONGEST = 60
"""Words after which a wording is cut: longer ones are no plain sentence."""


def word_part(
    parse: Parse,
    part: Part,
    reading: Reading,
    *,
    names: Mapping[int, str],
    speaker: str,
    teller: str,
    several: str,
    accused: str,
    many: bool,
    relative: str,
    statement: Statement | None,
) -> str:
    """The sentence for a part. ``names`` maps tokens of pronouns to the names they stand for; ``speaker`` is empty
    and ``teller`` is "the clerk" for one without a name; ``several`` is whom the speaker means by "we"; ``accused``
    is who does it, where the cue and not the part says so, and ``many`` that they are several; ``relative`` is whom a
    "who" outside it stands for."""
    tokens = _without_that(parse, reading.point or part.tokens)
    told = (speaker, several) if statement else ("", "")
    body = _plain(parse, tokens[:LONGEST], names=names, speaker=told[0], several=told[1])
    if len(tokens) > LONGEST:
        body += " ..."
    doer = accused if statement is not None and statement.act == "accuses" else speaker
    if statement is not None and statement.act in ("requests", "warns") and accused and ASKED.match(body):
        body = f"[{accused}] {should(body)}"  # "HOLT was urged by police to leave"
    teller = "" if reading.refers or reading.dismisses else teller
    completed = complete(
        parse,
        reading.core,
        tokens,
        body,
        speaker=doer,
        many=many,
        teller=teller,
        relative=relative,
        statement=statement,
    )
    completed = PIED.sub("", _balance(re.sub(r"\s+", " ", completed))).strip(" ,;:–—-")
    if statement is not None and statement.act in ("asks", "questions", "declines"):
        completed = re.sub(r"^(?:if|whether)\s+", "", completed, flags=re.IGNORECASE)
    if not completed:
        return ""
    if statement is not None and statement.act == "denies":
        completed = ANY.sub(r"some\1", completed, count=1)  # "denied that there was ANY consideration"
    if _is_question(parse, tokens):
        completed = completed.rstrip("?!.") + "?"
    return begin_sentence(completed).rstrip(".") + ("" if completed.endswith(("?", "!")) else ".")


def _balance(text: str) -> str:
    """Without a round bracket whose other one was left out."""
    depth = 0
    for mark in re.findall(r"[()]", text):
        depth += 1 if mark == "(" else -1
        if depth < 0:
            break
    return re.sub(r"\s?[()]" if depth < 0 else r"[()]", "", text) if depth else text


def _without_that(parse: Parse, tokens: Sequence[int]) -> Sequence[int]:
    """The tokens without the "that" before a clause that the parser took for another word: "THAT the US might go"."""
    if len(tokens) < LONG_ENOUGH or parse.tokens[tokens[0]].text.lower() != "that":
        return tokens
    after = parse.tokens[tokens[1]]
    return tokens[1:] if after.pos in ("DET", "PROPN") or after.tag in ("PRP", "PRP$") else tokens


def _is_question(parse: Parse, tokens: Sequence[int]) -> bool:
    """True where a question mark follows the words, before or after a closing quotation mark."""
    after = [parse.tokens[t].text for t in range(tokens[-1] + 1, min(tokens[-1] + 3, len(parse.tokens)))]
    return after[:1] == ["?"] or (len(after) > 1 and after[1] == "?" and QUOTES.fullmatch(after[0]) is not None)


def _plain(parse: Parse, tokens: Sequence[int], *, names: Mapping[int, str], speaker: str, several: str) -> str:
    """The words of the tokens in order, with pronouns resolved."""
    said: set[str] = set()
    pieces: list[str] = []
    before = -1
    mine = bool(speaker) or any(parse.tokens[t].text.lower() in FIRST and t in names for t in tokens)
    for token in tokens:
        word = parse.tokens[token]
        text = WHOLE.get(word.text.lower(), word.text) if _contracts(word) else word.text
        name = names.get(token, "") or (speaker if word.text.lower() in FIRST else "")
        if (word.tag in ("WP", "WP$", "WDT") and token != tokens[0]) or _is_own_object(parse, token, name):
            name = ""  # "Holt, WHO left" has its noun beside it; in "Holt saw HER" she saw somebody else
        ours = word.text.lower() in PLURAL_FIRST and word.text != "US"
        if ours and not several:
            name = ""  # whoever else "we" are
        if several and ours:
            text = _several(word.text.lower(), several, again=several in said)
            said.add(several)
        elif name and (_may_be_named(word, again=name in said) or (token == tokens[0] and word.dep == "poss")):
            text = _named(word, name, again=name in said)
            said.add(name)
        elif pieces and pieces[-1].endswith("]") and _had(parse, token):
            text = " had"
        elif mine and _agrees_with_me(parse, token) and not _contracts(word):
            text = _third_person(word)
        elif pieces and pieces[-1].endswith("]") and word.text.lower() in SPELT:
            text = SPELT[word.text.lower()]
        elif pieces and pieces[-1].endswith("]") and word.text.lower() in ("'s", "’s") and word.pos in ("AUX", "VERB"):
            text = " has" if word.lemma.lower() == "have" else " is"
        gap = before >= 0 and (
            token != before + 1 or parse.tokens[before].span.end < word.span.start or _contracts(word)
        )
        pieces.append((" " if gap else "") + text)
        before = token
    return QUOTES.sub("", CAPITAL.sub(r"\1", "".join(pieces))).strip()


PLURAL_FIRST = frozenset({"we", "us", "our", "ours", "ourselves"})


def _several(word: str, several: str, *, again: bool) -> str:
    """ "We" as "[Holt and others]" and then "they"; a body that speaks for itself by its own name."""
    owns = word in ("our", "ours")
    if not again:
        return f"[{several}]" + ("’s" if owns else "")
    return "their" if owns else "they" if word == "we" else "themselves" if word == "ourselves" else "them"


def _is_own_object(parse: Parse, token: int, name: str) -> bool:
    """True for an object pronoun that would stand for the named subject of its own verb."""
    word = parse.tokens[token]
    if word.tag != "PRP" or not name:
        return False
    verb = word.head
    if word.dep == "pobj" or (word.dep == "nsubj" and parse.tokens[verb].dep == "ccomp" and word.text.lower() == "him"):
        verb = parse.tokens[verb].head
    elif word.dep not in ("dobj", "dative"):
        return False
    for _ in range(2):
        subjects = [parse.tokens[c] for c in parse.tokens[verb].children if parse.tokens[c].dep in SUBJECTS]
        if subjects or parse.tokens[verb].dep != "conj":
            break
        verb = parse.tokens[verb].head  # "Holt heard it and called HIM"
    return any(subject.pos == "PROPN" and subject.text in name.split() for subject in subjects)


def _contracts(word: Token) -> bool:
    low = word.text.lower()
    return low in WHOLE and (word.tag in ("RB", "MD") or low == "ca")


THINGS = frozenset({"it", "its", "itself", "they", "them", "their", "themselves"})
"""Pronouns that are seldom told apart with certainty: they are named as a subject only."""


def begin_sentence(text: str) -> str:
    """The text with a capital, inside a bracket too."""
    at = 1 if text.startswith("[") else 0
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def _may_be_named(word: Token, *, again: bool) -> bool:
    """False for an object that would name the subject over again: "she saw her" are two women."""
    if word.dep in SUBJECTS:
        return True
    return word.text.lower() not in THINGS and not (again and word.tag == "PRP" and word.text.lower() not in FIRST)


def _named(word: Token, name: str, *, again: bool) -> str:
    """The name in square brackets, as newspapers mark what a speaker did not say in so many words."""
    short = (
        SUFFIX.sub("", name).rsplit(maxsplit=1)[-1] if again and " " in name and not name.startswith("the ") else name
    )
    return f"[{short}]" + ("’s" if word.tag == "PRP$" else "")


def _agrees_with_me(parse: Parse, token: int) -> bool:
    """True for a present-tense verb or contraction whose subject is "I"."""
    word = parse.tokens[token]
    if word.tag not in ("VBP", "VBZ", "MD", "VBD") and word.text.lower() not in CONTRACTED:
        return False
    verbs = [token] if word.dep not in ("aux", "auxpass") else [word.head, token]
    verb = verbs[0]
    for _ in range(MOST_JOINED):
        subjects = [c for one in verbs for c in parse.tokens[one].children if parse.tokens[c].dep in SUBJECTS]
        if subjects or parse.tokens[verb].dep != "conj" or word.tag != "VBP":
            break
        verb = parse.tokens[verb].head  # "I have respect for them and APPRECIATE it"
        verbs = [verb]
    return any(parse.tokens[c].text.lower() == "i" for c in subjects)


def _had(parse: Parse, token: int) -> bool:
    """True for the "'d" of "he'd gone", which is no "would"."""
    word = parse.tokens[token]
    if word.text.lower() not in ("'d", "’d"):
        return False
    verb = parse.tokens[word.head]
    if word.lemma.lower() == "have":
        return True
    helping = {parse.tokens[c].lemma.lower() for c in verb.children if parse.tokens[c].dep in ("aux", "auxpass")}
    return verb.tag in ("VBN", "VBD") and not helping & {"have", "be"}


def _third_person(word: Token) -> str:
    low = word.text.lower()
    if low in CONTRACTED:
        return " " + CONTRACTED[low]
    if word.tag != "VBP":
        return word.text
    return inflect(low)
