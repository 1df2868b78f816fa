"""Credits that a report gives in its own words: to outlets and agencies, in text and furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from onrecord.records import ARTICLE_KINDS, Analysis, Block, Entity, Link, Span
from onrecord.resources import rows

_WORD = re.compile(r"\w+")
REACH = 60
"""Code points before and after an outlet's name in which words can show a credit: a clause."""


def credit_outlets(analysis: Analysis, entities: Mapping[str, Entity]) -> Iterator[Link]:
    """Every credit in one report; an outlet is not credited in its own report when it is given as
    the report's publisher."""
    own = _own_names(analysis, entities)
    for span, name in [*_by_statements(analysis, entities), *_by_words(analysis, entities), *_by_furniture(analysis)]:
        if _key(name) not in own:
            yield Link(analysis.page.name, name, "credit", span)
    yield from _original_sources(analysis, own)


def _key(name: str) -> str:
    return re.sub(r"^the ", "", name.lower())


def _own_names(analysis: Analysis, entities: Mapping[str, Entity]) -> frozenset[str]:
    """Names of the publisher that the page's container gives; empty where it gives none."""
    if not analysis.page.outlet:
        return frozenset()
    names = {analysis.page.outlet}
    if entity := entities.get(analysis.outlet):
        names |= {entity.name, *entity.aliases}
    return frozenset(map(_key, names))


def _by_statements(analysis: Analysis, entities: Mapping[str, Entity]) -> Iterator[tuple[Span, str]]:
    """Outlets that a statement names as its source, or as those through whom it came."""
    for statement in analysis.statements:
        outlets = [entities[i] for i in statement.speakers if i in entities and entities[i].kind == "outlet"]
        if statement.source is not None and (statement.parent is None or len(outlets) > 0):
            for outlet in outlets:
                if outlet.id != analysis.outlet or not analysis.page.outlet:
                    yield (
                        _words_of(analysis, outlet, statement.source) or _hull(statement.source, statement.cue),
                        outlet.name,
                    )
        for span in statement.through:
            for entity in (entities[i] for i in statement.via if i in entities and entities[i].kind == "outlet"):
                if _words_of(analysis, entity, span) is not None:
                    yield span, entity.name


def _words_of(analysis: Analysis, entity: Entity, inside: Span) -> Span | None:
    """The words for ``entity`` inside a span of the report."""
    report = analysis.page.name
    found = [m.span for m in entity.mentions if m.report == report and inside.covers(m.span)]
    return min(found, default=None)


def _hull(a: Span, b: Span) -> Span:
    return Span(min(a.start, b.start), max(a.end, b.end)) if abs(a.start - b.start) < REACH else a


@cache
def _patterns() -> tuple[tuple[re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    def compiled(pattern: str) -> re.Pattern[str] | None:
        return re.compile(pattern, re.IGNORECASE) if pattern else None

    return tuple((compiled(row["before"]), compiled(row["after"])) for row in rows("credits.tsv"))


def _by_words(analysis: Analysis, entities: Mapping[str, Entity]) -> Iterator[tuple[Span, str]]:
    """Outlets named in the article beside words that show a debt: "obtained by the Herald"."""
    text, report = analysis.page.text, analysis.page.name
    for entity in sorted(entities.values(), key=lambda e: e.id):
        if entity.kind != "outlet" or (entity.id == analysis.outlet and analysis.page.outlet):
            continue
        for mention in entity.mentions:
            if mention.report == report and (found := credit_around(text, mention.span)):
                yield found, entity.name


def credit_around(text: str, name: Span) -> Span | None:
    """The words around an outlet's name that show a debt to it, with the name; None where there are none."""
    left = text[max(0, name.start - REACH) : name.start].rstrip()
    left = re.split(r"[.!?;\n]", left)[-1]
    right = re.split(r"[.!?;\n]", text[name.end : name.end + REACH])[0]
    for before, after in _patterns():
        b = before.search(left) if before else None
        a = after.search(right) if after else None
        if (before is None or b) and (after is None or a):
            start = (
                name.start - (len(text[: name.start]) - len(text[: name.start].rstrip())) - len(left) + b.start()
                if b
                else name.start
            )
            return Span(max(0, start), name.end + (a.end() if a else 0))
    return None


@cache
def _outlet_names() -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """All known outlets and their aliases with the canonical name of each, and these by their first word."""
    names: dict[str, str] = {}
    for row in rows("outlets.tsv"):
        for alias in [row["name"], *row["aliases"].split("|")]:
            if alias.strip():
                names.setdefault(alias.strip(), row["name"])
    by_word: dict[str, tuple[str, ...]] = {}
    for alias in names:
        for word in _WORD.findall(alias)[:1]:
            by_word[word] = (*by_word.get(word, ()), alias)
    return names, by_word


@lru_cache(maxsize=512)
def _alias_pattern(aliases: frozenset[str]) -> re.Pattern[str]:
    """One expression for these names, the longest first. One for all that are known takes a tenth of a second."""
    longest_first = sorted(aliases, key=lambda alias: (-len(alias), alias))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")


@cache
def _agencies() -> frozenset[str]:
    return frozenset(
        _key(alias.strip())
        for row in rows("outlets.tsv")
        if row["kind"] == "agency"
        for alias in [row["name"], *row["aliases"].split("|")]
        if alias.strip()
    )


def name_outlet(analysis: Analysis) -> str:
    """The report's outlet, without what stands in brackets; empty where it is not named."""
    entity = next((entity.name for entity in analysis.entities if entity.id == analysis.outlet), "")
    name = analysis.page.outlet or entity
    return "" if name.endswith("(not named)") else re.sub(r"\s*\([^()]*\)$", "", name)


def name_republication(taker: Analysis, origin: Analysis) -> str:
    """What is odd about a copy: an agency's text under an outlet's name, another author's name above it."""
    source, outlet = name_outlet(origin), name_outlet(taker)
    authors = [" ".join((analysis.page.author or "").split()) for analysis in (origin, taker)]
    found = []
    if _key(source) in _agencies() and outlet and _key(outlet) not in _agencies():
        found.append(f"text of the agency {source} under the name of {outlet}")
    if all(authors) and authors[0].lower() != authors[1].lower():
        found.append(f"published as by {authors[1]}, there as by {authors[0]}")
    return "; ".join(found)


def _outlets_in(text: str, span: Span) -> Iterator[tuple[Span, str]]:
    names, by_word = _outlet_names()
    first_words = {word for word in _WORD.findall(text, span.start, span.end) if word in by_word}
    likely = frozenset(alias for word in first_words for alias in by_word[word])
    if likely:
        for match in _alias_pattern(likely).finditer(text, span.start, span.end):
            yield Span(match.start(), match.end()), names[match.group()]


def _by_furniture(analysis: Analysis) -> Iterator[tuple[Span, str]]:
    """Agencies and outlets named in datelines, photo credits and sign-offs."""
    text = analysis.page.text
    for block in analysis.blocks:
        if block.kind in ("dateline", "signature", "caption"):
            for span, name in _outlets_in(text, block.span):
                inside = block.kind == "caption" and _in_brackets(text, block, span)
                yield inside or span, name


def _in_brackets(text: str, block: Block, span: Span) -> Span | None:
    """The bracketed photo credit that a name stands in."""
    opening = text.rfind("(", block.span.start, span.start)
    closing = text.find(")", span.end, block.span.end)
    return Span(opening, closing + 1) if 0 <= opening < span.start < closing and span.start - opening < REACH else None


@cache
def _original_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"], re.IGNORECASE) for row in rows("original-source.tsv"))


def _original_sources(analysis: Analysis, own: frozenset[str]) -> Iterator[Link]:
    """Lines such as "Original source" or "This article first appeared in X", and whose text it is then."""
    text, report = analysis.page.text, analysis.page.name
    tail = _headline_tail(analysis)
    for block in analysis.blocks:
        if block.kind in ARTICLE_KINDS:
            continue
        line = block.span.of(text).strip()
        if len(line) > 300 or not any(pattern.search(line) for pattern in _original_patterns()):
            continue
        named = next(((span, name) for span, name in _outlets_in(text, block.span) if _key(name) not in own), None)
        if named is None and tail and _key(tail[1]) not in own:
            yield Link(
                report, tail[1], "copy", tail[0], reason="its headline names the outlet, a line an original source"
            )
            named = tail
        if named:
            yield Link(
                report, named[1], "original-source-link", block.span, reason="the page says where its text came from"
            )


def _headline_tail(analysis: Analysis) -> tuple[Span, str] | None:
    """The site's name behind the headline: "... | The Daily Example"."""
    text = analysis.page.text
    for first, second in zip(analysis.blocks, analysis.blocks[1:], strict=False):
        between = text[first.span.end : second.span.start]
        if first.kind == "headline" and second.kind == "byline" and "\n" not in between:
            name = second.span.of(text).strip(" |-–—·»\t")
            return (Span(second.span.start, second.span.end), name) if name else None
    return None
