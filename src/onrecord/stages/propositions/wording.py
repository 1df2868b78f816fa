"""One plain sentence that stands alone: names for pronouns, quotation marks gone, fragments completed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.records import Parse, Statement, Token
from onrecord.stages.propositions.parts import SUBJECTS, Part, head_of, is_finite
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
WHOLE = {"n't": "not", "n’t": "not", "ca": "can", "wo": "will", "sha": "shall"}
NEAR = 8
"""Tokens before a quoted predicate within which its subject is taken along."""
LONGEST = 60
"""Words after which a wording is cut: longer ones are no plain sentence."""


def word_part(
    parse: Parse,
    part: Part,
    reading: Reading,
    *,
    names: Mapping[int, str],
    speaker: str,
    accused: str,
    statement: Statement | None,
) -> str:
    """The sentence for a part. ``names`` maps tokens of pronouns to the names they stand for; ``accused``
    is who does it, where the cue and not the part says so."""
    tokens = reading.point or part.tokens
    body = _plain(parse, tokens[:LONGEST], names=names, speaker=speaker if statement else "")
    if len(tokens) > LONGEST:
        body += " ..."
    doer = accused if statement is not None and statement.act == "accuses" else speaker
    completed = _complete(parse, reading.core, tokens, body, speaker=doer, statement=statement)
    completed = re.sub(r"\s+", " ", completed).strip(" ,;:–—-")
    if statement is not None and statement.act in ("asks", "questions", "declines"):
        completed = re.sub(r"^(?:if|whether)\s+", "", completed, flags=re.IGNORECASE)
    if not completed:
        return ""
    return completed[0].upper() + completed[1:].rstrip(".") + ("" if completed.endswith(("?", "!")) else ".")


def _plain(parse: Parse, tokens: Sequence[int], *, names: Mapping[int, str], speaker: str) -> str:
    """The words of the tokens in order, with pronouns resolved."""
    said: set[str] = set()
    pieces: list[str] = []
    before = -1
    for token in tokens:
        word = parse.tokens[token]
        low = word.text.lower()
        contracts = low in WHOLE and word.tag in ("RB", "MD")
        text = WHOLE[low] if contracts else word.text
        name = speaker if speaker and low in FIRST else names.get(token, "")
        if name and _may_be_named(word, again=name in said):
            text = _named(word, name, again=name in said)
            said.add(name)
        elif speaker and _agrees_with_me(parse, token):
            text = _third_person(word)
        gap = before >= 0 and (token != before + 1 or parse.tokens[before].span.end < word.span.start or contracts)
        pieces.append((" " if gap else "") + text)
        before = token
    return QUOTES.sub("", "".join(pieces)).strip()


THINGS = frozenset({"it", "its", "itself", "they", "them", "their", "themselves"})
"""Pronouns that are seldom told apart with certainty: they are named as a subject only."""


def _may_be_named(word: Token, *, again: bool) -> bool:
    """False for an object that would name the subject over again: "she saw her" are two women."""
    if word.dep in SUBJECTS:
        return True
    return word.text.lower() not in THINGS and not (again and word.tag == "PRP" and word.text.lower() not in FIRST)


def _named(word: Token, name: str, *, again: bool) -> str:
    """The name in square brackets, as newspapers mark what a speaker did not say in so many words."""
    short = name.rsplit(maxsplit=1)[-1] if again and " " in name and "(" not in name else name
    return f"[{short}]" + ("’s" if word.tag == "PRP$" else "")


def _agrees_with_me(parse: Parse, token: int) -> bool:
    """True for a present-tense verb or contraction whose subject is "I"."""
    word = parse.tokens[token]
    if word.tag not in ("VBP", "VBZ", "MD", "VBD") and word.text.lower() not in CONTRACTED:
        return False
    verbs = [token] if word.dep not in ("aux", "auxpass") else [word.head, token]
    children = [child for verb in verbs for child in parse.tokens[verb].children]
    return any(parse.tokens[c].dep in SUBJECTS and parse.tokens[c].text.lower() == "i" for c in children)


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
    parse: Parse, core: int, tokens: Sequence[int], body: str, *, speaker: str, statement: Statement | None
) -> str:
    """Give a fragment the subject and tense that its cue implies."""
    word = parse.tokens[core]
    inside = set(tokens)
    if statement is None or core not in inside or word.pos not in ("VERB", "AUX"):
        return body
    if any(child in inside and parse.tokens[child].dep in SUBJECTS for child in word.children):
        return body
    if is_finite(parse, head_of(parse, core, inside)):
        subject = _subject_outside(parse, core, tokens)
        return f"{subject} {body[:1].lower()}{body[1:]}" if subject else body
    if statement.mode == "direct":
        return body
    low = body.lower()
    if word.tag == "VBG":
        return _gerund(body, low, word.text.lower(), speaker=speaker)
    if word.tag != "VB" or not speaker:
        return body
    action = re.sub(r"^to\s+", "", body)
    if statement.act == "declines":
        return f"[{speaker}] will not {action}"
    if statement.act in ("requests", "asks"):
        return f"[{speaker}] wants {body}" if low.startswith("to ") else re.sub(r"\bto\b", "should", body, count=1)
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


def _gerund(body: str, low: str, verb: str, *, speaker: str) -> str:
    if speaker and low.startswith("having "):
        return f"[{speaker}] has {body[7:]}"
    match = re.match(r"(.*?)\b(?:of|for|from|about)\s+(" + re.escape(verb) + r"\b.*)$", body, re.IGNORECASE | re.DOTALL)
    if match and (match.group(1).strip() or speaker):
        who, what = match.group(1).strip() or f"[{speaker}]", match.group(2)
        return f"{who} has {what[7:]}" if what.lower().startswith("having ") else f"{who} has been {what}"
    if speaker and low.startswith(verb):
        return f"[{speaker}] has been {body}"
    return body
