"""Which entity a pronoun or a name stands for in a proposition, and what is put for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.records import Entity, Parse, Statement
from onrecord.stages.propositions.antecedents import answers_of_thing, is_expletive, is_loose, speaks_for_others
from onrecord.stages.propositions.parts import SUBJECTS, Places
from onrecord.stages.propositions.wording import FIRST, PRONOUN_TAGS

UNNAMED = "(unnamed"
"""In the name of a source that no sentence should begin with."""
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


def is_several(name: str, kind: str) -> bool:
    """True for a name that is in the plural: "Democrats", "US officials (unnamed)"; false for a person or an outlet."""
    words = name.partition(" (")[0].split()
    if kind not in ("unnamed", "organisation") or not words:
        return False
    ends = words[-1:] if kind == "organisation" else words[:4]
    return any(word.endswith("s") and not word.endswith("ss") for word in ends) or words[0] == "people"


class Named:
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
        """The entity's name; empty for one that is not known."""
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
            if word.pos in ("NOUN", "PROPN") or token in self.pronouns or is_expletive(parse, token):
                return
            subject = word.text.lower() in one and word.dep in SUBJECTS
            owner = word.dep == "poss" and parse.tokens[word.head].dep in SUBJECTS
            if subject or (owner and word.text.lower() in owned):
                self.at[token] = self.pronouns[token] = speaker
                return
