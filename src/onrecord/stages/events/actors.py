"""Whom the words of a clause stand for, and which words are somebody's saying rather than the report's own."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from onrecord.records import Entity, Statement, Token
from onrecord.resources import rows, words
from onrecord.stages.events.clauses import Clause, Reader

_ACTING = frozenset({"PERSON", "NORP", "ORG", "GPE"})
"""Named entities that act."""
_MARKS = ("“", "”", '"', "``", "''")
_NAME = 3
"""Words of a name behind its title at most."""
_QUOTED = 4
"""Words between quotation marks that are somebody's telling, not just a name for something."""
_NOMINAL = ("NOUN", "PROPN", "PRON", "ADJ", "NUM")
_WITHIN = frozenset({"poss", "prep", "pobj", "agent", "compound", "amod", "nmod"})
"""What is looked through in a noun phrase for the one whose deed it names."""
_DEPTH, _WIDE, _FARTHEST, _NEAR = 6, 60, 9, 3
"""Steps, words and cost at most; cost at most where several act together, whose target may well be each other."""
_COST = {
    "dobj": 1, "dative": 1, "oprd": 1, "nsubjpass": 1, "agent": 1, "prep": 1, "pobj": 0, "pcomp": 1, "attr": 1,
    "xcomp": 1, "ccomp": 1, "acomp": 1, "poss": 1, "compound": 1, "nmod": 1, "amod": 1, "appos": 2, "nsubj": 1,
    "acl": 4, "relcl": 5, "advcl": 5, "conj": 5,
}  # fmt: skip
"""How far each kind of dependent leads away from the verb's deed."""
_AIMED = frozenset({"against", "with", "on", "upon", "to", "toward", "towards", "from", "for", "at"})
"""Prepositions that lead to whom a deed is aimed at; others lead to where and when."""


def _steps(token: Token, *, below: bool) -> int | None:
    """How far a dependent leads away; None where it leads nowhere. Subjects count ``below`` the verb's own alone."""
    if token.dep in ("nsubj", "nsubjpass") and not below:
        return None
    cost = _COST.get(token.dep)
    if token.lemma.lower() in ("according", "accord", "despite", "after", "before", "since", "until"):
        return None
    if cost is not None and token.dep == "prep" and token.lemma.lower() not in _AIMED:
        return cost + 2
    return cost


@cache
def _sites() -> frozenset[str]:
    """Names of sites on which people post."""
    return frozenset(row["word"] for row in rows("occasions.tsv") if row["occasion"] == "post")


class Actors:
    """The entities that stand at each token, by the shortest mention that covers it."""

    def __init__(self, reader: Reader, entities: Sequence[Entity], statements: Sequence[Statement] = ()) -> None:
        """Look up the mentions once; outlets that the ``statements`` went through ("told the Courier") take no part."""
        self._reader = reader
        self._through = {at for s in statements for span in s.through for at in range(*reader.range(span))}
        self._at: dict[int, tuple[int, Entity]] = {}
        self._targets: dict[int, int | None] = {}
        for entity in entities:
            for mention in entity.mentions:
                first, last = reader.range(mention.span)
                for at in range(first, min(last, len(reader.tokens))):
                    known = self._at.get(at)
                    if known is None or len(mention.span) < known[0]:
                        self._at[at] = (len(mention.span), entity)

    def of(self, clause: Clause) -> tuple[str, ...]:
        """Entity ids: who did it, then to whom, then who else took part; each once."""
        source = self.source(clause)
        heads = [*self.joined(source), *self.joined(clause.subject), *self.joined(self.target(clause, source))]
        heads += [h for other in (clause.patient, *clause.others) for h in self.joined(other) if not self._carries(h)]
        return tuple(dict.fromkeys(self._at[head][1].id for head in heads if head in self._at))

    def _carries(self, at: int) -> bool:
        """True for the outlet or the site that words went through: "told the Courier", "wrote on Twitter"."""
        return at in self._through or self._reader.tokens[at].text.lower() in _sites()

    def at(self, head: int | None) -> tuple[str, ...]:
        """Entity ids of the words with this head and of those joined to them by "and"."""
        return tuple(dict.fromkeys(self._at[at][1].id for at in self.joined(head) if at in self._at))

    def source(self, clause: Clause) -> int | None:
        """Head of the words that say who did it; of what somebody's words or deeds did, of that somebody."""
        head = clause.subject
        if head is None or self.acts(head):
            return head
        return next((at for at in self._inside(head) if self.acts(at)), head)

    def target(self, clause: Clause, source: int | None) -> int | None:
        """Head of the words that say to whom it was done, found once a verb."""
        if clause.verb not in self._targets:
            self._targets[clause.verb] = self._find_target(clause, source)
        return self._targets[clause.verb]

    def _find_target(self, clause: Clause, source: int | None) -> int | None:
        """Head of the words that say to whom it was done: of what can act or be acted upon, the nearest below the
        verb, those behind "against" or "with" before those behind "in"; else the verb's object."""
        tokens = self._reader.tokens
        own = {source} if clause.subject == clause.patient else {clause.subject, source}
        himself = self._at[source][1].id if source in self._at else None
        found: list[tuple[int, int]] = []
        farthest = _NEAR if len(self.joined(clause.subject)) > 1 else _FARTHEST
        todo, seen = deque([(clause.verb, 0, 0)]), 0
        while todo and seen < _WIDE:
            at, cost, depth = todo.popleft()
            seen += 1
            if at in own or (at != clause.verb and self._carries(at)):
                continue
            same = himself is not None and at in self._at and self._at[at][1].id == himself
            if at != clause.verb and tokens[at].pos in _NOMINAL and not same and self.acts(at) and not self._beside(at):
                own_kind = any(tokens[c].tag == "PRP$" for c in tokens[at].children)  # "withdrew its troops from"
                found.append((cost + 3 * own_kind, at))
            for child in tokens[at].children if depth < _DEPTH else ():
                step = _steps(tokens[child], below=depth > 0)
                if step is not None and cost + step <= farthest:
                    todo.append((child, cost + step, depth + 1))
        if found:
            return min(found)[1]
        patient = clause.patient
        return patient if patient is not None and patient not in own and not self._carries(patient) else None

    def acts(self, head: int) -> bool:
        """True for what can act or be acted upon: a known entity, a country, body, people or person."""
        token = self._reader.tokens[head]
        if token.tag == "PRP$":
            return False
        if head in self._at or token.entity in _ACTING or (token.pos == "PROPN" and not token.entity):
            return True
        lemma = token.lemma.lower()
        if lemma in words("event-actors.txt"):
            return True
        return lemma in words("speaker-nouns.txt") and lemma not in words("document-nouns.txt")

    def _beside(self, at: int) -> bool:
        """True for a word before a noun that names nobody by itself: "military aid"."""
        token = self._reader.tokens[at]
        return token.dep in ("amod", "compound", "nmod") and not token.entity

    def _inside(self, head: int) -> list[int]:
        """The owners and objects in a noun phrase, nearest first: "Ostrel" of "Ostrel's attack"."""
        tokens = self._reader.tokens
        found, level = [], [head]
        for _ in range(3):
            level = [c for at in level for c in tokens[at].children if tokens[c].dep in _WITHIN]
            found += [at for at in level if tokens[at].pos in _NOMINAL]
        return found

    def names(self, clause: Clause) -> Mapping[int, str]:
        """Names to write for heads that the report gives as a pronoun."""
        heads = [h for h in (clause.subject, clause.patient, *clause.others) if h is not None and h in self._at]
        pronouns = [
            h
            for h in heads
            if (token := self._reader.tokens[h]).tag == "PRP" and not token.text.lower().endswith(("self", "selves"))
        ]
        return {h: self._at[h][1].name.removesuffix(" (unnamed)") for h in pronouns}

    def named(self, clause: Clause) -> bool:
        """True where a proper name takes part, or a people's, whether or not it is a known entity."""
        heads = [h for h in (clause.subject, clause.patient, *clause.others) if h is not None]
        words = [self._reader.tokens[i] for h in heads for i in self._reader.subtree(h)[:12]]
        return any(token.pos == "PROPN" or token.entity in _ACTING for token in words)

    def joined(self, head: int | None) -> list[int]:
        """The head and those joined to it by "and"; for a title the name beside it: "general secretary Jane Doe"."""
        if head is None:
            return []
        found, at = [head], head
        beside = (c for c in self._reader.tokens[head].children if self._reader.tokens[c].dep == "appos")
        named = next((c for c in beside if head not in self._at and c in self._at and c - head <= _NAME), None)
        if named is not None:
            found, at = [named], named
        while more := [c for c in self._reader.tokens[at].children if self._reader.tokens[c].dep == "conj"]:
            at = more[0]
            found.append(at)
        return found


class Said:
    """Which tokens are a cue, which stand within a content, and which in quotation marks."""

    def __init__(self, reader: Reader, statements: Sequence[Statement], text: str) -> None:
        """Look up the spans once."""
        self._cues: dict[int, Statement] = {}
        self._inside: dict[int, Statement] = {}
        self._quoted = set(_between_quotes(reader, text))
        for statement in sorted(statements, key=lambda s: (-sum(len(c) for c in s.content), s.cue)):
            for at in range(*reader.range(statement.cue)):
                self._cues.setdefault(at, statement)
            for content in statement.content:
                tokens = range(*reader.range(content))
                self._inside.update(dict.fromkeys(tokens, statement))
                if statement.mode == "direct":
                    self._quoted.update(tokens)

    def act(self, at: int) -> str | None:
        """The act of the statement whose cue the token belongs to."""
        statement = self._cues.get(at)
        return statement.act if statement else None

    def statement(self, at: int) -> Statement | None:
        """The statement whose cue the token belongs to."""
        return self._cues.get(at)

    def quoted(self, at: int) -> bool:
        """True between quotation marks: what is told there is the speaker's, in the speaker's words."""
        return at in self._quoted

    def inside(self, at: int) -> tuple[str | None, tuple[str, ...]]:
        """Act and speakers of the innermost statement in whose content the token stands."""
        statement = self._inside.get(at)
        return (statement.act, statement.speakers) if statement else (None, ())


def _between_quotes(reader: Reader, text: str) -> Iterator[int]:
    """The tokens that stand between quotation marks, which no paragraph's end lies between; not those of a word or two
    that are only called so."""
    opened: list[int] | None = None
    end = 0
    for at, token in enumerate(reader.tokens):
        if opened is not None and "\n" in text[end : token.span.start]:
            yield from opened if len(opened) >= _QUOTED else ()
            opened = None
        end = token.span.end
        if token.text in _MARKS:
            closes = token.text == "”" or (token.text != "“" and opened is not None)
            yield from opened if closes and opened and len(opened) >= _QUOTED else ()
            opened = None if closes else []
        elif opened is not None:
            opened.append(at)
    yield from opened if opened and len(opened) >= _QUOTED else ()
