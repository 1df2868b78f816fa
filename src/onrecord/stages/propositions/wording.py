"""One plain sentence that stands alone: names for pronouns, quotation marks gone, fragments completed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.records import Parse, Statement, Token
from onrecord.stages.propositions.lexicons import denial_cues
from onrecord.stages.propositions.parts import FINITE, SUBJECTS, Part, head_of, is_finite
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
ANY = re.compile(r"(?<=\w )any\b(?! (?:more|longer|way|time)\b)")
NEAR = 8
"""Tokens before a quoted predicate within which its subject is taken along."""
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
        body = f"[{accused}] {_should(body)}"  # "HOLT was urged by police to leave"
    completed = _complete(
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
        completed = ANY.sub("some", completed, count=1)  # "denied that there was ANY consideration"
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


def inflect(verb: str) -> str:
    """The third person singular of an English verb's base or present form."""
    if verb in ("am", "be", "are"):
        return "is"
    if verb == "have":
        return "has"
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ies"
    return verb + ("es" if re.search(r"(?:s|x|z|ch|sh|o)$", verb) else "s")


def _complete(
    parse: Parse,
    core: int,
    tokens: Sequence[int],
    body: str,
    *,
    speaker: str,
    many: bool,
    teller: str,
    relative: str,
    statement: Statement | None,
) -> str:
    """Give a fragment the subject and tense that its cue implies."""
    word = parse.tokens[core]
    inside = set(tokens)
    if statement is None or core not in inside:
        return body
    if word.pos not in ("VERB", "AUX"):
        return _told_of(parse, core, tokens, statement, speaker=teller, body=body)
    if statement.act in ("requests", "warns") and _is_asked_of(parse, core, tokens):
        return _should(body)  # "urged Holt to go"
    wished = _wished(parse, tokens, statement)
    if wished and _is_asked_of(parse, core, tokens):
        return _should(body, wished)  # "expect Holt to go"
    if any(child in inside and parse.tokens[child].dep in SUBJECTS for child in word.children):
        return body if statement.mode == "direct" else _subjunctive(parse, core, tokens, body)
    if statement.mode == "indirect" and _is_split(parse, tokens, statement):
        body = _rumoured(parse, core, tokens, body)  # "the council IS SAID TO be planning"
    if is_finite(parse, head_of(parse, core, inside)) or (word.tag == "VBN" and relative):
        subject = _subject_outside(parse, core, tokens)
        subject = subject or (f"[{relative}]" if relative else "")
        return f"{subject} {body[:1].lower()}{body[1:]}" if subject else body
    if statement.mode == "direct":
        return body
    return _without_tense(parse, word, tokens, body, speaker=speaker, many=many, statement=statement)


def _subjunctive(parse: Parse, core: int, tokens: Sequence[int], body: str) -> str:
    """ "Demanded that THE REPORT BE RELEASED" as "The report SHOULD be released"."""
    word = parse.tokens[core]
    helping = [c for c in word.children if parse.tokens[c].dep in ("aux", "auxpass") and c in tokens]
    first = min([*helping, core])
    if parse.tokens[first].tag != "VB" or parse.tokens[first].text.lower() not in (
        parse.tokens[first].lemma.lower(),
        "be",
    ):
        return body
    subject = next((c for c in word.children if parse.tokens[c].dep in SUBJECTS), core)
    if subject >= first:
        return body
    bare = parse.tokens[first].text
    return re.sub(rf"(?<=\w) {re.escape(bare)}\b", f" should {bare}", body, count=1)


def _is_split(parse: Parse, tokens: Sequence[int], statement: Statement) -> bool:
    """True where the cue stands between the subject and its infinitive: "the council IS SAID to be planning"."""
    after = next((t for t in tokens if parse.tokens[t].span.start >= statement.cue.end), tokens[0])
    return after != tokens[0] and parse.tokens[after].tag == "TO"


def _rumoured(parse: Parse, core: int, tokens: Sequence[int], body: str) -> str:
    """ "The council TO BE planning a port" as "The council IS planning a port"."""
    first = next((t for t in tokens if parse.tokens[t].pos in ("NOUN", "PROPN", "PRON")), None)
    head = next((t for t in tokens if parse.tokens[t].dep == "nsubjpass" and parse.tokens[t].head not in tokens), first)
    many = head is not None and (parse.tokens[head].tag in ("NNS", "NNPS") or parse.tokens[head].text.lower() == "they")

    def finite(verb: re.Match[str]) -> str:
        base = verb[1].lower()
        return {"be": "are", "have": "have"}.get(base, base) if many else inflect(base)

    return (
        re.sub(r"\bto (\w+)", finite, body, count=1) if parse.tokens[core].tag != "VBG" or " to be " in body else body
    )


def _without_tense(
    parse: Parse, word: Token, tokens: Sequence[int], body: str, *, speaker: str, many: bool, statement: Statement
) -> str:
    """A gerund or infinitive as the sentence that its cue makes of it."""
    if word.tag == "VBG" and any(parse.tokens[t].tag in FINITE for t in tokens if parse.tokens[t].span < word.span):
        return body  # "had no intention of RESIGNING" has its verb
    if body.lower().startswith("having ") and speaker and word.tag == "VBN":
        return _gerund(body, body.lower(), word.text.lower(), speaker=speaker, many=many)
    if word.dep in ("csubj", "csubjpass"):
        return body  # "reading it in full appears to be a first"
    undone = word.tag == "VBG" and not _is_told_as_done(parse, tokens, statement)
    if undone or (word.tag == "VB" and _cue_lemmas(parse, tokens, statement) & UNDECIDED):
        return _with_cue(parse, tokens, statement, speaker=speaker, body=body)
    if word.tag == "VBG":
        before = [parse.tokens[t] for t in tokens if parse.tokens[t].span < word.span and parse.tokens[t].dep == "dobj"]
        many = before[0].tag in ("NNS", "NNPS") if before else many
        return _gerund(body, body.lower(), word.text.lower(), speaker=speaker, many=many)
    return _infinitive(body, speaker, statement) if word.tag == "VB" and speaker else body


def _cue_before(parse: Parse, tokens: Sequence[int], statement: Statement) -> list[int]:
    """The tokens of the cue, where it stands right before the content."""
    near = range(max(0, tokens[0] - NEAR), tokens[0])
    return [t for t in near if statement.cue.covers(parse.tokens[t].span)]


def _cue_lemmas(parse: Parse, tokens: Sequence[int], statement: Statement) -> set[str]:
    return {parse.tokens[t].lemma.lower() for t in _cue_before(parse, tokens, statement)}


def _with_cue(parse: Parse, tokens: Sequence[int], statement: Statement, *, speaker: str, body: str) -> str:
    """ "[Holt] suggested selling it": what is put forward is no more than that; as it is where the cue denies it."""
    cue = _cue_before(parse, tokens, statement)
    if not cue or not speaker or _cue_lemmas(parse, tokens, statement) & {lemma for lemma, _ in denial_cues()}:
        return body
    said = " ".join(parse.tokens[t].text for t in range(cue[0], tokens[0]) if parse.tokens[t].pos != "PUNCT")
    name = parse.tokens[tokens[0]].pos == "PROPN"
    return f"[{speaker}] {said} {body if name else body[:1].lower() + body[1:]}"


def _told_of(parse: Parse, core: int, tokens: Sequence[int], statement: Statement, *, speaker: str, body: str) -> str:
    """ "[Holt] apologised to the clerk": a thing or a person is no sentence without its verb."""
    cue = _cue_before(parse, tokens, statement)
    if not any(parse.tokens[t].tag in FINITE for t in cue) or speaker.startswith("the somebody"):
        return body  # "calling it a waste"
    whole = statement.mode != "direct" and statement.act not in ("declines", "denies", "questions", "asks")
    if (
        not whole
        or parse.tokens[core].pos not in ("NOUN", "PROPN")
        or not any(parse.tokens[t].pos == "VERB" for t in cue)
    ):
        return body
    return _with_cue(parse, tokens, statement, speaker=speaker, body=body)


def _is_told_as_done(parse: Parse, tokens: Sequence[int], statement: Statement) -> bool:
    """True for "admitted SELLING it", "accused them of SELLING it"; not for "suggested", "ruled out SELLING it"."""
    if statement.act in DONE_ACTS:
        return True
    cue = _cue_lemmas(parse, tokens, statement)
    return not cue or bool(cue & DONE_CUES)


UNDECIDED = frozenset({"offer", "propose", "threaten"})
"""Cues of those who have not said that they will."""
DONE_ACTS = frozenset({"accuses", "criticises", "praises"})
"""Acts that speak of what was done."""
DONE_CUES = frozenset(
    {
        "acknowledge", "admit", "allege", "apologise", "apologize", "boast", "brag", "charge", "concede", "confess",
        "deny", "describe", "dispute", "recall", "recount", "regret", "remember", "report",
    }
)  # fmt: skip
"""Cues of those who say what they did or did not."""
WISHES = {"expect": "will", "want": "should", "need": "should", "prefer": "should", "like": "should"}
"""Verbs of what somebody else is to do, and the verb that says it: "expects Holt TO go", "Holt WILL go"."""


def _should(body: str, verb: str = "should") -> str:
    """ "Holt TO GO" as "Holt SHOULD GO", "Holt NOT TO GO" as "Holt SHOULD NOT GO"."""
    return re.sub(r"\b(?:(not|never)\s+)?to\b", lambda to: f"{verb} {to[1]}" if to[1] else verb, body, count=1)


def _wished(parse: Parse, tokens: Sequence[int], statement: Statement) -> str:
    before = parse.tokens[max(0, tokens[0] - NEAR) : tokens[0]]
    lemmas = [word.lemma.lower() for word in before if statement.cue.overlaps(word.span) or word.pos == "VERB"]
    return WISHES.get(lemmas[-1], "") if lemmas else ""


def _is_asked_of(parse: Parse, core: int, tokens: Sequence[int]) -> bool:
    """True for somebody and an infinitive, "HOLT TO GO"; not for "Holt NEEDS to go"."""
    if is_finite(parse, head_of(parse, core, set(tokens))):
        return False
    to = next((c for c in parse.tokens[core].children if parse.tokens[c].tag == "TO"), None)
    return to is not None and to in tokens and to != tokens[0] and parse.tokens[core].tag == "VB"


def _infinitive(body: str, speaker: str, statement: Statement) -> str:
    """What an infinitive says by the act of its cue: "promised TO GO", "refused TO GO"."""
    action = re.sub(r"^to\s+", "", body, flags=re.IGNORECASE)
    if not re.match(r"(?:to|not to|never to)\s", body, re.IGNORECASE) and statement.act not in (
        "declines",
        "requests",
        "asks",
    ):
        return body  # what is promised to somebody, or a name and an infinitive
    if statement.act == "declines" and not body.lower().startswith("to "):
        return body
    if statement.act == "declines":
        return f"[{speaker}] will not {action}"
    if statement.act == "denies":
        return f"[{speaker}] should {action}"  # "rejected calls to resign"
    if statement.act in ("requests", "asks"):
        wants = body.lower().startswith("to ")
        return f"[{speaker}] wants {body}" if wants else _should(body)
    return f"[{speaker}] will {action}"


def _subject_outside(parse: Parse, core: int, tokens: Sequence[int]) -> str:
    """The few words before a quoted predicate that say of whom it is said: the plan "would end it"."""
    if tokens[0] != core and parse.tokens[tokens[0]].head != core:
        return ""
    subject = next((c for c in parse.tokens[core].children if c < tokens[0] and parse.tokens[c].dep in SUBJECTS), None)
    if subject is None or parse.tokens[subject].pos == "PRON":
        return ""
    first = min([subject, *parse.tokens[subject].children])
    if tokens[0] - first > NEAR:
        return ""
    last = max([subject, *(c for c in parse.tokens[subject].children if c < tokens[0])])
    words = [parse.tokens[t] for t in range(first, last + 1) if parse.tokens[t].pos != "PUNCT"]
    return " ".join(word.text for word in words if word.tag != "POS")


def _gerund(body: str, low: str, verb: str, *, speaker: str, many: bool) -> str:
    """ "Accused them of SELLING IT" as "They have been selling it"; ``many`` says that several do it."""
    has, being = ("have", "are") if many else ("has", "is")
    if speaker and low.startswith("having "):
        return f"[{speaker}] {has} {body[7:]}"
    match = re.match(
        r"(.*?)\b(?:of|for|from|about|with)\s+(" + re.escape(verb) + r"\b.*)$", body, re.IGNORECASE | re.DOTALL
    )
    if match and (match.group(1).strip() or speaker):
        who, what = match.group(1).strip() or f"[{speaker}]", match.group(2)
        has = "have" if " and " in who else has
        return f"{who} {has} {what[7:]}" if what.lower().startswith("having ") else f"{who} {has} been {what}"
    if speaker and low.startswith("being "):
        return f"[{speaker}] {being} {body[6:]}"
    if speaker and low.startswith(verb):
        return f"[{speaker}] {has} been {body}"
    return body
