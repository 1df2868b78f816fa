"""Who does what by the parse: subjects of verbs, with those joined to them."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.stages.speakers.document import Document
from onrecord.stages.speakers.figures import Figure
from onrecord.stages.speakers.lexicon import listed

AUTHORING = listed("authoring")


class Clauses:
    """Reads the subjects of verbs off the parse, by whom the tokens were found to stand for."""

    def __init__(self, document: Document, found: Mapping[int, tuple[Figure, ...]]) -> None:
        self.document, self.found = document, found

    def among(self, head: int) -> tuple[Figure, ...]:
        """ "Reed and Cole were among lawmakers who said": those named speak."""
        tokens = self.document.tokens
        prep = tokens[head].head
        if (
            tokens[head].dep != "pobj"
            or self.document.lower[prep] != "among"
            or tokens[tokens[prep].head].lemma != "be"
        ):
            return ()
        return self.subject(tokens[prep].head)

    def author(self, head: int) -> tuple[Figure, ...]:
        """Who issues the document: the subject of the verb whose object it is."""
        token = self.document.tokens[head]
        verb = self.document.tokens[token.head]
        return self.subject(token.head) if token.dep == "dobj" and verb.lemma in AUTHORING else ()

    def subject(self, verb: int) -> tuple[Figure, ...]:
        """The named subject of a verb, its conjuncts included, or of the verb that it is joined to."""
        for _ in range(3):
            subject = next(self.document.children(verb, "nsubj"), None)
            if subject is not None:
                tree = self.document.subtree(subject)
                joined = (i for i in tree if i in self.found and self._conjoined(i, subject))
                return tuple(dict.fromkeys(figure for i in joined for figure in self.found[i]))
            if self.document.tokens[verb].dep not in ("conj", "xcomp", "advcl", "relcl"):
                break
            verb = self.document.tokens[verb].head
        return ()

    def controller(self, verb: int) -> tuple[Figure, ...]:
        """Who does what a participle without a subject says: "accused Reed of telling", "sued by Cole, alleging",
        "urged Reed to apologise for suggesting", "sent a letter saying"."""
        token = self.document.tokens[verb]
        if token.tag != "VBG" or token.head == verb:
            return ()
        governor = token.head
        if token.dep == "acl":
            return self.found.get(governor, ()) or self.author(governor)
        if token.dep == "advcl":
            return self._agent(governor) or self.subject(governor)
        if token.dep != "pcomp":
            return ()
        governor = self.document.tokens[governor].head
        return self._object(governor) or self._ordered(governor) or self.subject(governor)

    def _object(self, verb: int) -> tuple[Figure, ...]:
        thing = next(self.document.children(verb, "dobj"), None)
        figures = self.found.get(thing, ()) if thing is not None else ()
        return figures if any(figure.kind == "person" for figure in figures) else ()

    def _agent(self, verb: int) -> tuple[Figure, ...]:
        """Whom "by" names with a passive."""
        for by in self.document.children(verb, "agent"):
            for doer in self.document.children(by, "pobj"):
                return self.found.get(doer, ())
        return ()

    def _ordered(self, verb: int) -> tuple[Figure, ...]:
        """Whom another is told to act: the object of the verb above, "on Reed" of "called on Reed to"."""
        if self.document.tokens[verb].dep not in ("xcomp", "ccomp", "advcl"):
            return ()
        above = self.document.tokens[verb].head
        things = [*self.document.children(above, "dobj")]
        things += [t for p in self._preps(above) for t in self.document.children(p, "pobj")]
        return next((self.found[t] for t in things if t in self.found), ())

    def _preps(self, verb: int) -> list[int]:
        return [p for p in self.document.children(verb, "prep") if self.document.lower[p] in ("on", "to")]

    def _conjoined(self, index: int, first: int) -> bool:
        steps = 0
        while index != first and self.document.tokens[index].dep == "conj" and steps < 12:
            index, steps = self.document.tokens[index].head, steps + 1
        return index == first
