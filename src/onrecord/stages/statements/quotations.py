"""Which quotation is whose: quotes joined to the cue beside them, and carried on over sentences and paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from onrecord.records import Span
from onrecord.stages.statements.announced import announce
from onrecord.stages.statements.cues import Attribution, takes_quotation
from onrecord.stages.statements.quotes import Quote, Quotes, is_name
from onrecord.stages.statements.tree import Tree

_BARE = re.compile(r"[\s,;—–-]*(?:(?:and|but|as|so)\s+)?")
_LEADS_IN = re.compile(r"[^.!?]*?(?:[,:—–-]|\bthat|\bthat,)?\s*")
_LONGEST_LEAD = 140
"""Code points between a cue and the quotation it announces: time, place and addressee fit in, no other clause does."""
_ENDS_SENTENCE = re.compile(r"[.!?…]['’‘\"”»“]*\s*$")
_NEAR = 1500
"""Code points around a quotation among which the cue of a clause that holds it is looked for."""


class Joiner:
    """Gives each quotation of a report to the attribution whose cue stands beside it."""

    def __init__(self, text: str, quotes: Quotes, found: Sequence[Attribution], tree: Tree) -> None:
        """Take the quotes, and the attributions that may own them."""
        self.text, self.quotes, self.tree = text, quotes, tree
        self.found = sorted(found, key=lambda a: (a.cue, a.token))
        self.cue_starts = [a.cue.start for a in self.found]
        self.quote_starts = [quote.span.start for quote in quotes.outer]
        self.sentence_starts = [s.span.start for s in tree.sentences]
        self.owner: dict[int, int] = {}
        """Quote number to the number of the attribution it belongs to."""
        self.taken: dict[int, list[Span]] = {}
        """Attribution number to the quotations that are its content."""
        self.holding: set[int] = set()
        """Attributions whose clause holds a quotation among the narrator's words."""

    def join(self) -> list[Attribution]:
        """The attributions with their quotations as content."""
        for number, quote in enumerate(self.quotes.outer):
            self._absorb(number, quote)
        for number, quote in enumerate(self.quotes.outer):
            if number not in self.owner:
                self._give(number, quote)
        for number, quote in enumerate(self.quotes.outer):
            if number not in self.owner and (made := announce(self.text, self.tree, self.quotes, quote)) is not None:
                self.found.append(made)  # behind the others: their numbers and the starts of their cues stand
                self._take(number, len(self.found) - 1)
            elif number not in self.owner and (owner := self._told_before(quote)) is not None:
                self._take(number, owner)
                self.holding.add(owner)
        for number, quote in enumerate(self.quotes.outer):
            if number > 0 and number not in self.owner and number - 1 in self.owner and self._goes_on(number, quote):
                self._take(number, self.owner[number - 1])
        return [self._fill(number, attribution) for number, attribution in enumerate(self.found)]

    def _take(self, number: int, owner: int) -> None:
        self.owner[number] = owner
        self.taken.setdefault(owner, []).append(self.quotes.outer[number].span)

    def _absorb(self, number: int, quote: Quote) -> None:
        """A quote inside a clause that also has the narrator's words belongs to the cue of that clause."""
        low = bisect_left(self.cue_starts, quote.span.start - _NEAR)
        high = bisect_left(self.cue_starts, quote.span.end + _NEAR // 2)
        for index in range(high - 1, low - 1, -1):
            attribution = self.found[index]
            if quote.span.covers(attribution.cue) or attribution.under is not None:
                continue
            for span in attribution.content:
                if (
                    span.overlaps(quote.span)
                    and not self._only_quotes(attribution, span, quote)
                    and not self._nested_cue(number, attribution)
                    and not (self._stands_alone(quote) and self._after(quote) == index)
                ):
                    self.owner[number] = index
                    self.holding.add(index)
                    return

    def _stands_alone(self, quote: Quote) -> bool:
        """True where the quotation begins a sentence, or follows a colon."""
        return self.text[max(0, quote.span.start - 4) : quote.span.start].rstrip()[-1:] in ':.!?”"'

    def _nested_cue(self, number: int, holder: Attribution) -> bool:
        """True where the quotation has a cue of its own inside the content of ``holder``: "reported that he said" """
        quote = self.quotes.outer[number]
        for beside in (self._after(quote), self._before(quote)):
            if beside is not None and any(span.covers(self.found[beside].cue) for span in holder.content):
                return True
        return False

    def _only_quotes(self, attribution: Attribution, span: Span, quote: Quote) -> bool:
        """True where the clause is the quotation and nothing else, so that the quotation's own bounds are better."""
        if not takes_quotation(attribution) or attribution.frame != "c":
            return False
        return span.start >= quote.span.start and not self._has_words(quote.span.end, span.end)

    def _has_words(self, start: int, end: int) -> bool:
        """True where the narrator's words, outside all quotations, stand between ``start`` and ``end``."""
        at = bisect_left(self.quote_starts, start)
        while start < end:
            stop = min(end, self.quote_starts[at]) if at < len(self.quote_starts) else end
            if re.search(r"\w", self.text[start:stop]):
                return True
            start = self.quotes.outer[at].span.end if at < len(self.quote_starts) else end
            at += 1
        return False

    def _give(self, number: int, quote: Quote) -> None:
        if is_name(self.text, quote.span):
            return
        after, before = self._after(quote), self._before(quote)
        if before is not None and (
            after is None or self.text[self.found[before].cue.end : quote.span.start].rstrip()[-1:] in ",:"
        ):
            self._take(number, before)
        elif after is not None:
            self._take(number, after)

    def _after(self, quote: Quote) -> int | None:
        """The cue right after the quotation: "...," he said / said the minister."""
        paragraph = self.quotes.paragraphs[quote.paragraph]
        lead = self.text[paragraph.start : quote.span.start].rstrip()[-1:]
        if lead.isalnum() and not self.text[quote.span.start + 1 : quote.span.start + 2].isupper():
            return None  # the end of a clause of the narrator's
        index = bisect_left(self.cue_starts, quote.span.end)
        for number in range(index, min(index + 3, len(self.found))):
            attribution = self.found[number]
            if attribution.cue.start >= paragraph.end:
                break
            if not takes_quotation(attribution) or attribution.negated:
                continue
            first = attribution.cue.start
            if attribution.source is not None and quote.span.end <= attribution.source.start < first:
                first = attribution.source.start
            closing = self.text[quote.span.start : quote.span.end].rstrip("”\"’'»“‘ ")[-1:]
            fits = (
                _BARE.fullmatch(self.text[quote.span.end : first])
                and not self._states_more(attribution)
                and (attribution.lemma == "read" or self._has_source_beside(attribution, quote))
                and not (closing == "." and not self.text[first].islower() and self._leads_on(attribution, quote))
            )
            return number if fits else None
        return None

    @staticmethod
    def _has_source_beside(attribution: Attribution, quote: Quote) -> bool:
        """False for the participle of "...," adding: it goes forward, not back."""
        return attribution.source is not None and attribution.source.end > quote.span.start

    def _states_more(self, attribution: Attribution) -> bool:
        """True where a clause of its own follows the cue at once: "...," he said he would."""
        end = attribution.cue.end
        return any(
            end <= span.start <= end + 8 for span in attribution.content if attribution.frame in ("c", "i", "x", "o")
        )

    def _leads_on(self, attribution: Attribution, quote: Quote) -> bool:
        """True where the cue announces a quotation that follows it."""
        at = bisect_left(self.quote_starts, attribution.cue.end)
        if at == len(self.quote_starts) or self.quotes.outer[at].paragraph != quote.paragraph:
            return False
        between = self.text[attribution.cue.end : self.quote_starts[at]]
        return not _ENDS_SENTENCE.search(between) and len(between) < _LONGEST_LEAD

    def _before(self, quote: Quote) -> int | None:
        """The cue that leads into the quotation: he said: "..." """
        index = bisect_left(self.cue_starts, quote.span.start) - 1
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
            if not takes_quotation(attribution):
                continue
            if colon and not re.search(r"[.!?]\s", between):
                return number
            if attribution.frame == "o" and attribution.cue.end < attribution.content[0].start < quote.span.start:
                continue  # "saying that while others oppose it, ..."
            words = re.findall(r"\w+", between)
            leads = not words or words == ["that"] or between.rstrip().endswith(",")
            return number if leads else None
        return None

    def _told_before(self, quote: Quote) -> int | None:
        """The cue of the sentence before, where a whole sentence in marks has none: "He said he was ready. "I am." """
        start = self.quotes.paragraphs[quote.paragraph].start
        before = self.text[start : quote.span.start].rstrip()
        inside = self.text[quote.span.start : quote.span.end].rstrip("”\"’'»")
        if not before.endswith((".", "!", "?")) or inside[-1:] not in ".!?" or not quote.closed:
            return None
        index = bisect_left(self.cue_starts, quote.span.start) - 1
        for number in range(index, max(index - 4, -1), -1):
            attribution = self.found[number]
            if (
                attribution.cue.start < start
                or self._sentences_between(attribution.cue.start, quote.span.start - 2) > 0
            ):
                return None
            if attribution.source is None or attribution.negated or not takes_quotation(attribution):
                continue
            token = self.tree.tokens[attribution.token]
            ends = [span.end for span in attribution.content if attribution.frame == "c"]
            if token.head == attribution.token and ends and not self._has_words(max(ends), quote.span.start):
                return number
        return None

    def _goes_on(self, number: int, quote: Quote) -> bool:
        """Sentences of quotation without a cue of their own go on with the words of the speaker before them."""
        if is_name(self.text, quote.span):
            return False
        before = self.quotes.outer[number - 1]
        owner = self.found[self.owner[number - 1]]
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
        return quote.span.start == paragraph.start and not self._has_words(quote.span.end, paragraph.end)

    def _ends_paragraph(self, before: Quote, owner: Attribution) -> bool:
        """The quotation before ends its paragraph, or only its own cue's words follow it."""
        paragraph = self.quotes.paragraphs[before.paragraph]
        if not self._has_words(before.span.end, paragraph.end):
            return True
        return owner.cue.start >= before.span.end and self._sentences_between(owner.cue.end, paragraph.end - 1) == 0

    def _fill(self, number: int, attribution: Attribution) -> Attribution:
        spans = self.taken.get(number)
        if not spans:
            return replace(attribution, content=tuple(self._snap(attribution, span) for span in attribution.content))
        kept = [
            self._snap(attribution, span)
            for span in attribution.content
            if number in self.holding and not any(span.overlaps(quote) for quote in spans)
        ]
        return replace(attribution, content=tuple(sorted({*spans, *kept})), frame="q")

    def _snap(self, attribution: Attribution, span: Span) -> Span:
        """Bounds that cut a quotation in two move out to its marks; a cue within a quotation stays within it."""
        start, end = span.start, span.end
        at = bisect_right(self.quote_starts, end) - 1
        low = max(0, bisect_right(self.quote_starts, start) - 1)
        for quote in (
            self.quotes.outer[i] for i in sorted({low, max(0, at - 1), max(0, at)}) if i < len(self.quote_starts)
        ):
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
