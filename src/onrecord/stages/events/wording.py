"""A short plain phrase for an event, in the report's own words, that stands alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.records import Span, Statement
from onrecord.resources import words
from onrecord.stages.events.clauses import Clause, Reader

_DROPPED = frozenset(
    {
        "advcl",
        "appos",
        "cc",
        "conj",
        "mark",
        "parataxis",
        "intj",
        "meta",
        "preconj",
        "dep",
        "punct",
        "nsubj",
        "nsubjpass",
        "csubj",
    }
)
"""Dependents of the verb that belong to other clauses or are written elsewhere."""
_INNER = frozenset({"relcl", "appos", "parataxis", "advcl"})
"""Dependents of its nouns that only tell more about them."""
_LONGEST = 24
"""Words; a phrase of the timeline is read at a glance."""
_HELPERS = ("aux", "auxpass", "neg", "advmod", "prt")
_ANYBODY = ("one", "some", "many", "others", "most", "few", "that", "which", "who", "this", "these", "those", "such")
_OPEN = ("those", "anyone", "everyone", "whoever")
"""Pronouns that stand for nobody known whatever is said of them."""
_DASHES = ("—", "–", "―", "--", "-")


@dataclass(frozen=True, slots=True)
class Phrase:
    """What is needed to word one event."""

    reader: Reader
    clause: Clause
    text: str
    names: Mapping[int, str]
    """Names to write, by token, where the report has a pronoun."""
    times: Sequence[Span]
    """The times that date it: the timeline shows the date, so the phrase leaves them out."""
    statement: Statement | None
    """The statement whose cue the verb is: the phrase then tells what was said."""

    def write(self) -> str:
        """Subject and predicate of the clause; of something said, speaker, cue and content. Empty where the
        words leave open who it was, or say no more than the verb."""
        tokens, verb = self.reader.tokens, self.clause.verb
        passive = any(tokens[c].dep in ("nsubjpass", "auxpass") for c in tokens[verb].children)
        helped = any(tokens[c].dep in ("aux", "auxpass") for c in tokens[verb].children)
        first = tokens[tokens[verb].head] if tokens[verb].dep == "conj" else tokens[verb]
        reduced = tokens[verb].tag == "VBN" == first.tag and first.dep in ("acl", "advcl") and not helped
        head = self.clause.patient if passive or reduced else self.clause.subject
        subject = self._name(head) if head is not None else ""
        if reduced and head is not None:
            subject += " were" if tokens[head].tag in ("NNS", "NNPS") else " was"
        before, after = self._parts()
        if not subject:
            return ""
        if self.statement and self.statement.content and not self._names_content(head):
            said = [self._join(self._beyond(self.statement, before)), self._cue(self.statement)]
            told = self._join(self._addressee(self.statement))
            said += [told, self._content(self.statement, joint=not told)]
        else:
            said = [self._finite(self._join(_cut([*before, [verb], *after])))]
            if said[0].startswith("to have "):
                return ""  # "is thought to have met": told as a guess
            if self.reader.is_implied(verb):
                said.insert(0, tokens[tokens[verb].head].text)
            elif said[0].startswith("to "):  # "has a plan to meet": what is told stands in a clause of its own
                said.insert(0, "are" if self._several() else "is")
        return _tidy(" ".join([subject, *said]))

    def _names_content(self, head: int | None) -> bool:
        """True for a passive whose subject is what was said of: "the plan was endorsed by the council"."""
        contents = self.statement.content if self.statement else ()
        return head is not None and any(content.covers(self.reader.tokens[head].span) for content in contents)

    def _parts(self) -> tuple[list[list[int]], list[list[int]]]:
        """The verb's helpers before it, and all that it says after it; what stood before for effect goes last."""
        tokens, verb = self.reader.tokens, self.clause.verb
        before: list[list[int]] = []
        after: list[list[int]] = []
        last: list[list[int]] = []
        for child in tokens[verb].children:
            token = tokens[child]
            part = self.reader.subtree(child, without=_INNER) if token.dep not in _DROPPED else []
            if part and token.dep == "prep" and self._is_time(part):
                part = self._place(child)
            if token.dep == "dobj" and part and part[0] > verb + 1 and tokens[part[0] - 1].text == ",":
                continue  # "fired him, a stunning move"
            timed = self._is_time(part) and (token.dep != "dobj" or self._in_time(child))
            if not part or timed or (token.dep == "prep" and len(part) == 1):
                continue  # a lone preposition's object belongs to another clause: "met with, and thanked, the mayor"
            if any(tokens[i].tag in ("WDT", "WP", "WRB") for i in part[:2]):
                if tokens[verb].dep == "relcl" and token.dep == "dobj":
                    last.append(self.reader.subtree(tokens[verb].head, without=_INNER | {"acl"}))
            elif token.dep == "advmod" and not self._tells(part):
                continue
            elif child > verb:
                after.append(part)
            elif token.dep in _HELPERS:
                before.append(part)
            elif token.dep in ("prep", "dobj", "ccomp"):
                last.append(part)
        return before, after + last

    def _place(self, preposition: int) -> list[int]:
        """The place in a part that holds the time too: "in Rome on Monday"."""
        tokens = self.reader.tokens
        for head in tokens[preposition].children:
            if tokens[head].dep == "pobj" and tokens[head].entity in ("GPE", "LOC", "FAC"):
                return [preposition, *self.reader.subtree(head, without=_INNER | {"prep"})]
        return []

    def _is_time(self, part: list[int]) -> bool:
        tokens = self.reader.tokens
        if not part or len(part) > 6:
            return False
        first, last = tokens[part[0]].span.start, tokens[part[-1]].span.end
        return any(time.start < last and first < time.end for time in self.times)

    def _in_time(self, at: int) -> bool:
        """False for "a 5 p.m. deadline", which is no time itself."""
        return any(time.covers(self.reader.tokens[at].span) for time in self.times)

    def _tells(self, part: list[int]) -> bool:
        """False for an adverb that only joins or colours: "also", "interestingly"."""
        return len(part) > 3 or any(self.reader.tokens[i].text.lower() in words("event-adverbs.txt") for i in part)

    def _beyond(self, statement: Statement, parts: list[list[int]]) -> list[int]:
        """Helpers that the cue's own words do not already hold."""
        return [i for part in parts for i in part if not statement.cue.covers(self.reader.tokens[i].span)]

    def _addressee(self, statement: Statement) -> list[int]:
        """To whom it was said: a short object that is neither the cue's nor the content's."""
        tokens, verb = self.reader.tokens, self.clause.verb
        spans = (statement.cue, *statement.content)
        for child in tokens[verb].children:
            if child > verb and tokens[child].dep in ("dobj", "dative"):
                part = self.reader.subtree(child, without=_INNER)[:6]
                if not any(span.overlaps(tokens[i].span) for span in spans for i in part):
                    return part
        return []

    def _cue(self, statement: Statement) -> str:
        said = statement.cue.of(self.text)
        token = self.reader.tokens[self.clause.verb]
        if said.startswith("to ") and token.tag == "VB":
            return said.removeprefix("to ").replace(token.text, self._present(), 1)
        return self._finite(said)

    def _content(self, statement: Statement, *, joint: bool) -> str:
        """The first words of what was said, with the few that join them to the cue: "that", "for"."""
        after = [c for c in statement.content if c.start >= statement.cue.end]
        first = after[0] if after and statement.mode != "direct" else statement.content[0]
        said = first.of(self.text).split()
        cut = " ".join(said[:_LONGEST]) + ("…" if len(said) > _LONGEST else "")
        between = Span(statement.cue.end, max(first.start, statement.cue.end))
        words_between = between.of(self.text).split()
        particle = bool(words_between) and words_between[0].lower() in words(
            "event-adverbs.txt"
        )  # "pushed back hard on"
        fits = len(words_between) <= 2 + 2 * particle and all(word.isalpha() for word in words_between)
        if not joint or not fits or any(time.overlaps(between) for time in self.times):
            words_between = [word for word in words_between[-1:] if word == "that"]
        return " ".join([*words_between, cut])

    def _name(self, head: int) -> str:
        """The subject's words; empty for a pronoun that stands for nobody known."""
        if head in self.names:
            return self.names[head]
        token = self.reader.tokens[head]
        if token.text.lower() in _OPEN and self.reader.tokens[head].children:
            return ""  # "those wondering whether ...": nobody known
        if (token.pos in ("PRON", "DET") or token.text.lower() in _ANYBODY) and len(
            self.reader.subtree(head, without=_INNER)
        ) == 1:
            return ""
        part = self.reader.subtree(head, without=_INNER | {"acl"})
        for child in self.reader.tokens[head].children:  # "general secretary Jane Doe"
            extra = self.reader.subtree(child, without=_INNER)
            if self.reader.tokens[child].dep == "appos" and extra[0] == head + 1:
                part = sorted({*part, *extra})
        if len(part) < len(self.reader.subtree(head)):  # the commas around what was left out
            part = [i for i in part if self.reader.tokens[i].text != ","]
        part = self._without_brackets(part)
        while part and self.reader.tokens[part[-1]].dep in ("cc", "punct"):
            part.pop()
        return self._join(part[:_LONGEST])

    def _without_brackets(self, part: list[int]) -> list[int]:
        """The tokens outside round brackets: "(D)", "(left)"."""
        kept, depth = [], 0
        for at in part:
            depth += self.reader.tokens[at].text == "("
            if depth <= 0:
                kept.append(at)
            depth = max(0, depth - (self.reader.tokens[at].text == ")"))
        return kept

    def _finite(self, said: str) -> str:
        """A bare participle becomes a present, so that the phrase is a sentence."""
        token = self.reader.tokens[self.clause.verb]
        helped = any(self.reader.tokens[c].dep in ("aux", "auxpass") for c in token.children)
        bare = token.tag == "VBG" and not helped and said.startswith(token.text)
        return said.replace(token.text, self._present(), 1) if bare else said

    def _several(self) -> bool:
        """True where more than one acts."""
        if self.clause.subject is None:
            return False
        subject = self.reader.tokens[self.clause.subject]
        joined = any(self.reader.tokens[c].dep == "conj" for c in subject.children)
        return joined or subject.tag in ("NNS", "NNPS") or subject.text.lower() in ("they", "we", "both")

    def _present(self) -> str:
        lemma = self.reader.tokens[self.clause.verb].lemma.lower()
        if self._several():
            return lemma
        if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
            return lemma[:-1] + "ies"
        return lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")

    def _join(self, part: list[int]) -> str:
        """The tokens with the white space that stood before each; one space where others were left out."""
        joined, before = "", -2
        for at in part:
            token = self.reader.tokens[at]
            if token.text in _DASHES and not (at > 0 and self.reader.tokens[at - 1].span.end == token.span.start):
                continue
            word = self.names.get(at) or token.text
            if joined and at in self.reader.opening and token.pos not in ("PROPN", "PRON") and not token.entity:
                word = word[:1].lower() + word[1:]
            glued = at == before + 1 and self.reader.tokens[before].span.end == token.span.start
            joined += ("" if glued or not joined else " ") + word
            before = at
        return joined


def _cut(parts: list[list[int]]) -> list[int]:
    """The parts up to the limit; a part that does not fit is left out once there is enough to read."""
    kept: list[int] = []
    for part in parts:
        if len(kept) + len(part) <= _LONGEST:
            kept.extend(part)
        elif len(kept) < _LONGEST // 2:
            kept.extend(part[: _LONGEST - len(kept)])
    return kept


def _tidy(phrase: str) -> str:
    """Without the brackets, commas and dashes that lost what they set off."""
    phrase = re.sub(r"\s+", " ", phrase)
    phrase = re.sub(r"\b(\w+(?: \w+){0,3}) \1\b", r"\1", phrase)  # where cue and content overlap: "described as as"
    phrase = re.sub(r"\(\s*\)|(?<![\w.])\)|\((?=[^)]*$)", "", phrase)
    phrase = re.sub(r"(?: [A-Z])? -[A-Z][A-Za-z.]+(?=[ ,]|$)", "", phrase)  # what is left of "(D-Ohio)"
    phrase = re.sub(r" ?[,–—―](?= ?[,–—―.]| ?$)", "", phrase)
    phrase = re.sub(r" +([,.;:…])", r"\1", re.sub(r" +", " ", phrase))
    phrase = phrase.strip(" ,;:–—―-")
    if phrase.count("“") != phrase.count("”"):
        phrase = phrase.replace("“", "").replace("”", "")
    return phrase[:1].upper() + phrase[1:]
