"""A parsed report, with what the resolver asks of it again and again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from onrecord.records import Parse, Sentence, Span, Statement, Token

OPENING, CLOSING = "“«„‘", "”»’"


class Document:
    """Tokens by index, with subtree edges, sentence numbers and whether each stands in quotation."""

    def __init__(self, text: str, parse: Parse, statements: Sequence[Statement]) -> None:
        self.text = text
        self.tokens = parse.tokens
        self.sentences = parse.sentences
        self.entities = parse.entities
        self.starts = [token.span.start for token in parse.tokens]
        # The country "US" is kept from the pronoun.
        self.lower = ["u.s." if t.text == "US" else _lower(t.text) for t in parse.tokens]
        self.sentence_of = [0] * len(parse.tokens)
        for number, sentence in enumerate(parse.sentences):
            for index in range(sentence.first, min(sentence.last, len(parse.tokens))):
                self.sentence_of[index] = number
        self.left, self.right = _edges(parse.tokens)
        self.quoted = [False] * len(parse.tokens)
        self.reported = [False] * len(parse.tokens)
        for statement in statements:
            for span in statement.content:
                self._mark_quoted(span, whole=statement.mode == "direct")
        self.beside_source = self._find_beside(statements)
        """Tokens of sources that are not their heads: "Reed" of "Reed's strategist said"."""
        self.narrated = self._count_narrated()
        """For each sentence, how many up to it hold words of the narrator's."""

    def _find_beside(self, statements: Sequence[Statement]) -> frozenset[int]:
        found: set[int] = set()
        for statement in statements:
            if statement.source is not None and statement.mode == "direct":
                found.update(self.within(statement.source))
                found.discard(self.head(statement.source) or -1)
        return frozenset(found)

    def _count_narrated(self) -> list[int]:
        counts, total = [], 0
        for sentence in self.sentences:
            total += not all(self.quoted[sentence.first : sentence.last])
            counts.append(total)
        return counts

    def _mark_quoted(self, span: Span, *, whole: bool) -> None:
        inside = whole
        for index in self.within(span):
            text = self.tokens[index].text
            if not whole and text in ('"', "“", "”", "``", "''"):
                inside = text == "“" or (text != "”" and not inside)
            elif inside:
                self.quoted[index] = True
            self.reported[index] = True

    def within(self, span: Span) -> range:
        """Indices of the tokens that start inside ``span``."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def at(self, offset: int) -> int:
        """Index of the token that covers the code point at ``offset``, or the last before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def head(self, span: Span) -> int | None:
        """Index of the token in ``span`` that the others hang on; the first of several."""
        inside = self.within(span)
        best: int | None = None
        for index in inside:
            token = self.tokens[index]
            if token.head in inside and token.head != index:
                continue
            if token.pos in ("NOUN", "PROPN", "PRON"):
                return self._joined(index, inside)
            if best is None and token.pos not in ("PUNCT", "SPACE", "DET", "ADP"):
                best = index
        if best is None:
            best = next((i for i in inside if self.tokens[i].pos not in ("PUNCT", "SPACE", "ADP", "DET")), None)
        return best if best is not None else (inside[-1] if inside else None)

    def _joined(self, index: int, inside: range) -> int:
        """The noun that "ex-" stands before, where the parser took the prefix for the head."""
        if self.lower[index] == "ex" and index + 2 in inside and self.lower[index + 1] == "-":
            return index + 2
        return index

    def subtree(self, index: int) -> range:
        """The stretch of tokens from the leftmost to the rightmost that hang on ``index``."""
        return range(self.left[index], self.right[index] + 1)

    def phrase(self, first: int, last: int) -> str:
        """The text of tokens ``first:last``, with white space made single blanks."""
        if first >= last:
            return ""
        return " ".join(self.text[self.tokens[first].span.start : self.tokens[last - 1].span.end].split())

    def span(self, first: int, last: int) -> Span:
        """The span of tokens ``first:last``."""
        return Span(self.tokens[first].span.start, self.tokens[last - 1].span.end)

    def children(self, index: int, *labels: str) -> Iterator[int]:
        """Indices of the dependents of ``index`` that carry one of the dependency ``labels``."""
        for child in self.tokens[index].children:
            if self.tokens[child].dep in labels:
                yield child

    def sentence(self, index: int) -> Sentence | None:
        """The sentence that token ``index`` belongs to."""
        return self.sentences[self.sentence_of[index]] if self.sentences else None


def _lower(text: str) -> str:
    """In lower case, with straight apostrophes; "W]e" is what parsers make of "[W]e"."""
    low = text.lower().replace("’", "'")
    return low.replace("]", "") if "]" in low[1:-1] else low


def _edges(tokens: Sequence[Token]) -> tuple[list[int], list[int]]:
    """Leftmost and rightmost token of each subtree; linear, and safe for any depth."""
    left, right = list(range(len(tokens))), list(range(len(tokens)))
    pending = [len(token.children) - token.children.count(index) for index, token in enumerate(tokens)]
    ready = [index for index, count in enumerate(pending) if count == 0]
    while ready:
        index = ready.pop()
        head = tokens[index].head
        if head == index:
            continue
        # min() and max() would cost as much as all else here
        if left[index] < left[head]:  # noqa: PLR1730
            left[head] = left[index]
        if right[index] > right[head]:  # noqa: PLR1730
            right[head] = right[index]
        pending[head] -= 1
        if pending[head] == 0:
            ready.append(head)
    return left, right
