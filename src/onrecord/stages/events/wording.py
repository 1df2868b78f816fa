"""A short plain phrase for an event, in the report's own words, that stands alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.records import Span, Statement
from onrecord.stages.events.clauses import Clause, Reader

_DROPPED = frozenset({"advcl", "cc", "conj", "mark", "parataxis", "intj", "meta", "preconj", "dep", "punct"})
"""Dependents of the verb that belong to other clauses."""
_INNER = frozenset({"relcl", "appos", "parataxis", "advcl"})
"""Dependents of its nouns that only tell more about them."""
_LONGEST = 24
"""Words; a phrase of the timeline is read at a glance."""
_HELPERS = ("aux", "auxpass", "neg", "advmod", "prt")


def word_event(
    reader: Reader, clause: Clause, *,
    names: Mapping[int, str], times: Sequence[Span], statement: Statement | None, text: str,
) -> str:  # fmt: skip
    """Subject and predicate of the clause, with ``names`` (by token) for pronouns; of what is said, the content."""
    passive = any(reader.tokens[c].dep in ("nsubjpass", "auxpass") for c in reader.tokens[clause.verb].children)
    head = clause.patient if passive else clause.subject
    subject = _name(reader, head, names, text) if head is not None else ""
    before, after = _parts(reader, clause.verb, times)
    if (
        statement
        and statement.content
        and statement.cue.start <= reader.tokens[clause.verb].span.start < statement.cue.end
    ):
        told = [c for c in reader.tokens[clause.verb].children if reader.tokens[c].dep in ("dobj", "dative")]
        to = [i for c in told for i in reader.subtree(c, without=_INNER)] if clause.verb < min(told, default=0) else []
        words = [_join(reader, _within(reader, statement, before), text), _cue(reader, clause, statement, text)]
        words += [_join(reader, _outside(reader, statement, to[:6]), text), _content(statement, text)]
    else:
        words = [_join(reader, _cut(before + [[clause.verb]] + after), text)]
        words[0] = _finite(reader, clause.verb, words[0], subject)
    return _tidy(" ".join([subject, *words]))


def _parts(reader: Reader, verb: int, times: Sequence[Span]) -> tuple[list[list[int]], list[list[int]]]:
    """The verb's helpers before it, and all that it says after it; what stood before for effect goes last."""
    before: list[list[int]] = []
    after: list[list[int]] = []
    last: list[list[int]] = []
    for child in reader.tokens[verb].children:
        token = reader.tokens[child]
        if token.dep in _DROPPED or token.dep in ("nsubj", "nsubjpass", "csubj"):
            continue
        part = reader.subtree(child, without=_INNER)
        if token.dep in ("npadvmod", "prep", "advmod") and _is_time(reader, part, times):
            continue
        if child > verb:
            after.append(part)
        elif token.dep in _HELPERS and len(part) <= 3:
            before.append(part)
        elif token.dep in ("prep", "dobj", "ccomp"):
            last.append(part)
    return before, after + last


def _is_time(reader: Reader, part: list[int], times: Sequence[Span]) -> bool:
    first, last = reader.tokens[part[0]].span.start, reader.tokens[part[-1]].span.end
    return len(part) <= 6 and any(time.start < last and first < time.end for time in times)


def _cut(parts: list[list[int]]) -> list[int]:
    """The parts up to the limit; a part that does not fit is left out once there is enough to read."""
    kept: list[int] = []
    for part in parts:
        if len(kept) + len(part) <= _LONGEST:
            kept.extend(part)
        elif len(kept) < _LONGEST // 2:
            kept.extend(part[: _LONGEST - len(kept)])
    return kept


def _within(reader: Reader, statement: Statement, parts: list[list[int]]) -> list[int]:
    """Helpers that the cue's own words do not already hold."""
    return [i for part in parts for i in part if not statement.cue.covers(reader.tokens[i].span)]


def _outside(reader: Reader, statement: Statement, part: list[int]) -> list[int]:
    """The addressee: an object that is neither the cue's nor the content's."""
    spans = (statement.cue, *statement.content)
    return part if not any(span.overlaps(reader.tokens[i].span) for span in spans for i in part) else []


def _cue(reader: Reader, clause: Clause, statement: Statement, text: str) -> str:
    words = statement.cue.of(text)
    token = reader.tokens[clause.verb]
    if words.startswith("to ") and token.tag == "VB":
        return words.removeprefix("to ").replace(token.text, _present(token.lemma), 1)
    return _finite(reader, clause.verb, words, "it")


def _content(statement: Statement, text: str) -> str:
    """The first words of what was said, with "that" where it stood before them."""
    first = statement.content[0]
    words = first.of(text).split()
    if statement.content[0].start < statement.cue.start and statement.mode == "indirect":
        words = words[:_LONGEST]
    cut = " ".join(words[:_LONGEST]) + ("…" if len(words) > _LONGEST else "")
    lead = "that " if re.search(r"\bthat\s*$", text[max(0, first.start - 8) : first.start]) else ""
    return lead + cut


def _name(reader: Reader, head: int, names: Mapping[int, str], text: str) -> str:
    if head in names:
        return names[head]
    return _join(reader, reader.subtree(head, without=_INNER | {"acl"})[:12], text)


def _finite(reader: Reader, verb: int, words: str, subject: str) -> str:
    """A bare participle becomes a present, so that the phrase is a sentence."""
    token = reader.tokens[verb]
    helped = any(reader.tokens[c].dep in ("aux", "auxpass") for c in token.children)
    if subject and token.tag == "VBG" and not helped:
        return words.replace(token.text, _present(token.lemma), 1)
    return words


def _present(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _join(reader: Reader, part: list[int], text: str) -> str:
    """The tokens with the white space that stood before each; one space where others were left out."""
    words = ""
    for before, at in zip([None, *part], part, strict=False):
        span = reader.tokens[at].span
        glued = before is not None and reader.tokens[before].span.end == span.start and at == before + 1
        words += ("" if glued or not words else " ") + span.of(text)
    return words


def _tidy(words: str) -> str:
    """Without the brackets, commas and dashes that lost what they set off."""
    words = re.sub(r"\s+", " ", words)
    words = re.sub(r"\(\s*\)|(?<![\w.])\)|\((?=[^)]*$)", "", words)
    words = re.sub(r"(?:\s*[,–—―-])+(?=\s*[,–—―.]|\s*$)", "", words)
    words = re.sub(r"\s+([,.;:…])", r"\1", re.sub(r"\s+", " ", words))
    words = words.strip(" ,;:–—―-")
    if words.count("“") != words.count("”"):
        words = words.replace("“", "").replace("”", "")
    return words[:1].upper() + words[1:]
