"""Which quotation is whose: quotes joined to the cue beside them, and carried on over sentences and paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from onrecord.records import Sentence, Span
from onrecord.stages.statements.cues import Attribution, cues
from onrecord.stages.statements.quotes import Quote, Quotes

_BARE = re.compile(r"[\s,;—–-]*(?:(?:and|but|as|so|that)\s*)?")
_LEADS_IN = re.compile(r"[^.!?]*?(?:[,:—–-]|\bthat|\bthat,)?\s*")
_LONGEST_LEAD = 140
"""Code points between a cue and the quotation it announces: time, place and addressee fit in, another clause does not."""
_ENDS_SENTENCE = re.compile(r"[.!?…]['’‘\"”»“]*\s*$")


class Joiner:
    """Gives each quotation of a report to the attribution whose cue stands beside it."""

    def __init__(
        self,
        text: str,
        quotes: Quotes,
        found: Sequence[Attribution],
        sentences: Sequence[Sentence],
        *,
        able: frozenset[int],
    ) -> None:
        self.text, self.quotes, self.able = text, quotes, able
        self.found = sorted(found, key=lambda a: (a.cue, a.token))
        self.starts = [a.cue.start for a in self.found]
        self.sentence_starts = [s.span.start for s in sentences]
        self.taken: dict[int, list[Span]] = {}
        self.owner: dict[int, int] = {}
        """Quote number to the number of the attribution it belongs to."""

    def join(self) -> list[Attribution]:
        """The attributions with their quotations as content."""
        for number, quote in enumerate(self.quotes.outer):
            self._absorb(number, quote)
        for number, quote in enumerate(self.quotes.outer):
            if number not in self.owner:
                self._give(number, quote)
        self._carry_on()
        return [self._fill(number, a) for number, a in enumerate(self.found)]

    def _give(self, number: int, quote: Quote) -> None:
        owner = self._after(quote)
        before = self._before(quote)
        if before is not None and (
            owner is None or self.text[self.found[before].cue.end : quote.span.start].rstrip()[-1:] in ":,"
        ):
            owner = before
        if owner is not None:
            self.owner[number] = owner
            self.taken.setdefault(owner, []).append(quote.span)

    def _absorb(self, number: int, quote: Quote) -> None:
        """A quote inside a clause that also has the narrator's words belongs to the cue of that clause."""
        low = bisect_left(self.starts, quote.span.start - 1500)
        for index in range(bisect_left(self.starts, quote.span.end + 600) - 1, low - 1, -1):
            attribution = self.found[index]
            if quote.span.covers(attribution.cue):
                continue
            for span in attribution.content:
                if span.overlaps(quote.span) and not self._only_quotes(attribution, span, quote):
                    self.owner[number] = index
                    return

    def _only_quotes(self, attribution: Attribution, span: Span, quote: Quote) -> bool:
        """True where the clause is the quotation and nothing else, so that the quotation's own bounds are better."""
        if attribution.token not in self.able:
            return False
        starts_inside = span.start >= quote.span.start
        outside = self.text[quote.span.end : span.end] if span.end > quote.span.end else ""
        return starts_inside and not re.search(r"\w", self._strip_quotes(outside, quote.span.end))

    def _strip_quotes(self, outside: str, offset: int) -> str:
        at = bisect_left([q.span.start for q in self.quotes.outer], offset)
        for quote in self.quotes.outer[at : at + 6]:
            if quote.span.start < offset + len(outside):
                inside = outside[quote.span.start - offset : quote.span.end - offset]
                outside = outside.replace(inside, " " * len(inside)) if inside else outside
        return outside

    def _after(self, quote: Quote) -> int | None:
        """The cue right after the quotation: "...," he said / said the minister."""
        paragraph = self.quotes.paragraphs[quote.paragraph]
        index = bisect_left(self.starts, quote.span.end)
        for number in range(index, min(index + 3, len(self.found))):
            attribution = self.found[number]
            if attribution.cue.start >= paragraph.end:
                return None
            if attribution.token not in self.able:
                continue
            first = attribution.cue.start
            if attribution.source is not None and quote.span.end <= attribution.source.start < first:
                first = attribution.source.start
            between = self.text[quote.span.end : first]
            if not _BARE.fullmatch(between):
                return None
            last = self.text[quote.span.start : quote.span.end].rstrip("”\"’'»“‘ ")[-1:]
            if last == "." and not self.text[first : first + 1].islower() and self._has_own_content(attribution, quote):
                return None
            if attribution.source is None and attribution.lemma not in ("read", "say") and "," in between:
                return None
            return number
        return None

    def _has_own_content(self, attribution: Attribution, quote: Quote) -> bool:
        if any(span.start > attribution.cue.end for span in attribution.content):
            return True
        at = bisect_left([q.span.start for q in self.quotes.outer], attribution.cue.end)
        if at < len(self.quotes.outer):
            following = self.quotes.outer[at]
            between = self.text[attribution.cue.end : following.span.start]
            return following.paragraph == quote.paragraph and not _ENDS_SENTENCE.search(between) and len(between) < 80
        return False

    def _before(self, quote: Quote) -> int | None:
        """The cue that leads into the quotation: he said: "..." """
        index = bisect_left(self.starts, quote.span.start) - 1
        for number in range(index, max(index - 4, -1), -1):
            attribution = self.found[number]
            start = attribution.cue.end
            if attribution.source is not None and start <= attribution.source.start < quote.span.start:
                start = attribution.source.end
            between = self.text[start : quote.span.start]
            if len(between) > _LONGEST_LEAD:
                return None
            colon = between.rstrip().endswith(":")
            if not colon and ("\n" in between or not _LEADS_IN.fullmatch(between)):
                return None
            if attribution.token not in self.able:
                continue
            if colon and not re.search(r"[.!?]\s", between):
                return number
            words = re.findall(r"\w+", between)
            if not words or words == ["that"] or between.rstrip().endswith(","):
                return number
            return None
        return None

    def _carry_on(self) -> None:
        """Sentences of quotation without a cue of their own go on with the words of the speaker before them."""
        previous: int | None = None
        for number, quote in enumerate(self.quotes.outer):
            if number not in self.owner and number > 0 and (number - 1) in self.owner:
                before = self.quotes.outer[number - 1]
                if self._goes_on(before, quote):
                    owner = self.owner[number - 1]
                    self.owner[number] = owner
                    self.taken.setdefault(owner, []).append(quote.span)
            previous = number
        del previous

    def _goes_on(self, before: Quote, quote: Quote) -> bool:
        owner = self.found[self.owner[self.quotes.outer.index(before)]] if before in self.quotes.outer else None
        if owner is None:
            return False
        if quote.paragraph == before.paragraph:
            between = self.text[before.span.end : quote.span.start]
            if not between.strip():
                return True
            if owner.cue.start >= before.span.end and owner.cue.end <= quote.span.start:
                rest = self.text[owner.cue.end : quote.span.start]
                return (
                    bool(_ENDS_SENTENCE.search(rest)) and self._sentences_between(owner.cue.end, quote.span.start) <= 1
                )
            return False
        if quote.paragraph != before.paragraph + 1 or not self._whole_paragraph(quote):
            return False
        return quote.continues or self._ends_paragraph(before, owner)

    def _sentences_between(self, start: int, end: int) -> int:
        return bisect_right(self.sentence_starts, end) - bisect_right(self.sentence_starts, start)

    def _whole_paragraph(self, quote: Quote) -> bool:
        paragraph = self.quotes.paragraphs[quote.paragraph]
        if quote.span.start != paragraph.start:
            return False
        rest = self.text[quote.span.end : paragraph.end]
        return not re.search(r"\w", self._strip_quotes(rest, quote.span.end))

    def _ends_paragraph(self, before: Quote, owner: Attribution) -> bool:
        """The quotation before ends its paragraph, or only its own cue's words follow it."""
        paragraph = self.quotes.paragraphs[before.paragraph]
        rest = self.text[before.span.end : paragraph.end]
        if not re.search(r"\w", rest):
            return True
        return owner.cue.start >= before.span.end and self._sentences_between(owner.cue.end, paragraph.end - 1) == 0

    def _fill(self, number: int, attribution: Attribution) -> Attribution:
        spans = self.taken.get(number)
        if not spans:
            return replace(attribution, content=tuple(self._snap(attribution, span) for span in attribution.content))
        kept = [
            self._snap(attribution, span)
            for span in attribution.content
            if not any(span.overlaps(quote) for quote in spans)
            and attribution.frame in ("c", "o")
            and self._absorbed(number, span)
        ]
        return replace(attribution, content=tuple(sorted({*spans, *kept})), frame="q")

    def _absorbed(self, number: int, span: Span) -> bool:
        return any(owner == number and self.quotes.outer[q].span.overlaps(span) for q, owner in self.owner.items())

    def _snap(self, attribution: Attribution, span: Span) -> Span:
        """Bounds that cut a quotation in two move out to its marks; a cue within a quotation stays within it."""
        start, end = span.start, span.end
        at = bisect_right([q.span.start for q in self.quotes.outer], end) - 1
        for quote in (self.quotes.outer[i] for i in range(max(0, at - 8), at + 1)):
            if not quote.span.overlaps(Span(start, end)):
                continue
            if quote.span.covers(attribution.cue):
                start, end = max(start, quote.span.start + 1), min(end, quote.span.end - (1 if quote.closed else 0))
                continue
            if quote.span.start < start <= quote.span.start + 1:
                start = quote.span.start
            if start <= quote.span.start and quote.span.end > end:
                end = quote.span.end
        return Span(start, max(start, end))


def quoting(attributions: Sequence[Attribution]) -> frozenset[int]:
    """Tokens of the cues that can take a quotation."""
    table = cues()
    return frozenset(
        a.token
        for a in attributions
        if a.lemma == ":" or any("q" in table[a.lemma, p].frames for p in ("VERB",) if (a.lemma, p) in table)
    )
