"""What a fragment says in full: the subject and tense that its cue implies."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.records import Parse, Statement
from onrecord.resources.lands import can_act
from onrecord.stages.propositions.lexicons import denial_cues
from onrecord.stages.propositions.parts import FINITE, SUBJECTS, head_of, is_finite
from onrecord.stages.propositions.phrases import leads_accusation

NEAR = 8
"""Tokens before a quoted predicate within which its subject is taken along."""


def inflect(verb: str, tag: str = "VBZ") -> str:
    """The form of an English verb that a Penn tag stands for, from its base form or, as a gerund, from that."""
    from lemminflect import getInflection, getLemma  # noqa: PLC0415 - brings spaCy, which loads late

    if verb in ("am", "be", "are") and tag == "VBZ":
        return "is"
    base = next(iter(getLemma(verb, "VERB") if verb.endswith("ing") else ()), verb)
    return next(iter(getInflection(base, tag) if verb.isalpha() else ()), verb)


def complete(
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
        return should(body)  # "urged Holt to go"
    wished = _wished(parse, tokens, statement)
    if wished and _is_asked_of(parse, core, tokens):
        return should(body, wished)  # "expect Holt to go"
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
    who = speaker or (teller if statement.act != "accuses" and can_act(teller) else "")
    return _without_tense(parse, core, tokens, body, speaker=who, many=many, statement=statement)


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


def _leading_gerund(parse: Parse, core: int, tokens: Sequence[int]) -> int:
    """The gerund of which the point is only what it is about: "denied INTENDING to sell it"."""
    first = parse.tokens[tokens[0]]
    return tokens[0] if first.tag == "VBG" and tokens[0] in (parse.tokens[core].head, core) else core


def _without_tense(
    parse: Parse, core: int, tokens: Sequence[int], body: str, *, speaker: str, many: bool, statement: Statement
) -> str:
    """A gerund or infinitive as the sentence that its cue makes of it."""
    core = _leading_gerund(parse, core, tokens)
    word = parse.tokens[core]
    earlier = [t for t in tokens if parse.tokens[t].span < word.span]
    accused = statement.act == "accuses" and leads_accusation(parse, core)
    if word.tag == "VBG" and any(parse.tokens[t].tag in FINITE for t in earlier) and not accused:
        return body  # "had no intention of RESIGNING" has its verb
    if re.match(r"(?:having|being)\s", body, re.IGNORECASE) and speaker and word.tag == "VBN":
        return _gerund(parse, core, tokens, body, speaker=speaker, many=many)
    if word.dep in ("csubj", "csubjpass"):
        return body  # "reading it in full appears to be a first"
    undone = word.tag == "VBG" and not _is_told_as_done(parse, tokens, statement)
    if undone or (word.tag == "VB" and _cue_lemmas(parse, tokens, statement) & UNDECIDED):
        return _with_cue(parse, tokens, statement, speaker=speaker, body=body)
    if word.tag == "VBG":
        before = [parse.tokens[t] for t in earlier if parse.tokens[t].dep == "dobj"]
        many = before[0].tag in ("NNS", "NNPS") if before else many
        return _gerund(parse, core, tokens, body, speaker=speaker, many=many)
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
    said = " ".join(_told(parse, t) for t in range(cue[0], tokens[0]) if parse.tokens[t].pos != "PUNCT")
    name = parse.tokens[tokens[0]].pos == "PROPN"
    return f"[{speaker}] {said} {body if name else body[:1].lower() + body[1:]}"


def _told(parse: Parse, token: int) -> str:
    """A word of the cue; "THREATENING to sell it" as "THREATENED to sell it"."""
    word = parse.tokens[token]
    helped = any(parse.tokens[c].dep in ("aux", "auxpass") and c < token for c in word.children)
    return word.text if word.tag != "VBG" or helped else inflect(word.text.lower(), "VBD")


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


def should(body: str, verb: str = "should") -> str:
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
    action = re.sub(r"^(not |never |)to\s+", r"\1", body, flags=re.IGNORECASE)
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
        return f"[{speaker}] wants {body}" if wants else should(body)
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


def _gerund(parse: Parse, core: int, tokens: Sequence[int], body: str, *, speaker: str, many: bool) -> str:
    """ "Accused them of SELLING IT" as "They have sold it"; ``many`` says that several do it."""
    has, being = ("have", "are") if many else ("has", "is")
    low, verb = body.lower(), parse.tokens[core].text.lower()
    if speaker and low.startswith("having "):
        return f"[{speaker}] {has} {body[7:]}"
    match = re.match(
        r"(.*?)\b(?:of|for|from|about|with)\s+(" + re.escape(verb) + r"\b.*)$", body, re.IGNORECASE | re.DOTALL
    )
    if match and (_can_do(parse, core, tokens, match.group(1)) if match.group(1).strip() else speaker):
        who, what = match.group(1).strip() or f"[{speaker}]", match.group(2)
        has = "have" if " and " in who else has
        return f"{who} {has} {what[7:] if what.startswith('having ') else _done(parse, core, tokens, what)}"
    if speaker and low.startswith("being "):
        suffered = core > tokens[0] and parse.tokens[core].tag == "VBN"  # "denied BEING PAID by the union"
        return f"[{speaker}] {f'{has} been' if suffered else being} {body[6:]}"
    if speaker and re.match(rf"(?:\w+ly )?{re.escape(verb)}\b", low):  # "ILLEGALLY funneling money"
        return f"[{speaker}] {has} {_done(parse, core, tokens, body[:1].lower() + body[1:])}"
    return body


def _can_do(parse: Parse, gerund: int, tokens: Sequence[int], who: str) -> bool:
    """True for a name, people or a body; not for "the difficulty OF FINDING staff"."""
    nouns = (t for t in tokens if parse.tokens[t].pos in ("NOUN", "PROPN", "PRON"))
    head = next((t for t in nouns if parse.tokens[t].dep not in ("compound", "poss", "nummod")), gerund)
    return head < gerund and (parse.tokens[head].pos != "NOUN" or parse.tokens[head].tag == "NNS" or can_act(who))


def _done(parse: Parse, core: int, tokens: Sequence[int], body: str) -> str:
    """ "SOLD it and KEPT the money" of "selling it and keeping the money"."""
    for gerund in [core, *(t for t in tokens if t > core and _is_joined(parse, t))]:
        word = parse.tokens[gerund].text.lower()
        told = rf"\b(?:(?:of|for|with) )?{re.escape(word)}\b"
        body = re.sub(told, inflect(word, "VBN"), body, count=1, flags=re.IGNORECASE)
    return body


def _is_joined(parse: Parse, gerund: int) -> bool:
    """True for a further thing done: "selling it and OF KEEPING the money"."""
    before = gerund - 1 - (parse.tokens[gerund - 1].text.lower() in ("of", "for", "with"))
    joined = parse.tokens[before].pos == "CCONJ" and parse.tokens[gerund].dep in ("conj", "pcomp")
    return joined and parse.tokens[gerund].tag == "VBG"
