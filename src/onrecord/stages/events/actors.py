"""Whom the words of a clause stand for, and which words are somebody's saying rather than the report's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.records import Entity, Statement
from onrecord.stages.events.clauses import Clause, Reader


class Actors:
    """The entities that stand at each token, by the shortest mention that covers it."""

    def __init__(self, reader: Reader, entities: Sequence[Entity]) -> None:
        """Look up the mentions once."""
        self._reader = reader
        self._at: dict[int, tuple[int, Entity]] = {}
        for entity in entities:
            for mention in entity.mentions:
                first, last = reader.range(mention.span)
                for at in range(first, min(last, len(reader.tokens))):
                    known = self._at.get(at)
                    if known is None or len(mention.span) < known[0]:
                        self._at[at] = (len(mention.span), entity)

    def of(self, clause: Clause) -> tuple[str, ...]:
        """Entity ids: who did it, then to whom, then who else took part; each once."""
        heads = [*self._joined(clause.subject), *self._joined(clause.patient)]
        heads += [h for other in clause.others for h in self._joined(other)]
        return tuple(dict.fromkeys(self._at[head][1].id for head in heads if head in self._at))

    def names(self, clause: Clause) -> Mapping[int, str]:
        """Names to write for heads that the report gives as a pronoun."""
        heads = [h for h in (clause.subject, clause.patient, *clause.others) if h is not None and h in self._at]
        pronouns = [h for h in heads if self._reader.tokens[h].pos == "PRON"]
        return {h: self._at[h][1].name.removesuffix(" (unnamed)") for h in pronouns}

    def named(self, clause: Clause) -> bool:
        """True where a proper name takes part, whether or not it is a known entity."""
        heads = [h for h in (clause.subject, clause.patient, *clause.others) if h is not None]
        return any(self._reader.tokens[i].pos == "PROPN" for h in heads for i in self._reader.subtree(h)[:12])

    def _joined(self, head: int | None) -> list[int]:
        """The head and those joined to it by "and"."""
        if head is None:
            return []
        found, at = [head], head
        while more := [c for c in self._reader.tokens[at].children if self._reader.tokens[c].dep == "conj"]:
            at = more[0]
            found.append(at)
        return found


class Said:
    """Which tokens are a cue, which stand within a content, and which in quotation marks."""

    def __init__(self, reader: Reader, statements: Sequence[Statement]) -> None:
        """Look up the mentions once."""
        self._cues: dict[int, Statement] = {}
        self._inside: dict[int, Statement] = {}
        self._quoted: set[int] = set()
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
        """True inside a direct quotation: what is told there is the speaker's, in the speaker's words."""
        return at in self._quoted

    def inside(self, at: int) -> tuple[str | None, tuple[str, ...]]:
        """Act and speakers of the innermost statement in whose content the token stands."""
        statement = self._inside.get(at)
        return (statement.act, statement.speakers) if statement else (None, ())
