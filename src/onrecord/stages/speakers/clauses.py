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

    def _conjoined(self, index: int, first: int) -> bool:
        steps = 0
        while index != first and self.document.tokens[index].dep == "conj" and steps < 12:
            index, steps = self.document.tokens[index].head, steps + 1
        return index == first
