"""Headlines and posts: "Minister: tax will fall", "Smith Says Rival Lied", "I never did — Smith (@smith)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.records import ARTICLE_KINDS, Act, Block, Span
from onrecord.resources import rows
from onrecord.stages.statements.cues import Attribution, speaks
from onrecord.stages.statements.interviews import find_turns
from onrecord.stages.statements.quotes import Quotes
from onrecord.stages.statements.tree import Tree

_COLON = re.compile(r"([^:;.!?\n“\"]{2,60}?)\s?(:)\s+(?=\S)")
_TWEET = re.compile(r"(?P<text>\S.{8,}?)\s*(?P<dash>[—–]|--|&mdash;)\s?(?P<name>[^—–()]{2,40}?\(@\w{1,20}\))")
_NOT_SPEAKERS = re.compile(
    r"(?i)\b(update|breaking|exclusive|watch|video|photos?|live|opinion|analysis|fact check|read|related|correction|"
    r"note|"
    r"poll|report|crisis|election|war|vote|live updates|the latest|explainer|transcript|review|interview)\b"
)


_PAPERS = re.compile(r"(?i)(?:new |news |media )?(?:reports?|poll|study|survey)")
"""What a headline names before a colon to say from where it has what follows, if that is a clause."""


def find_headlines(text: str, tree: Tree, blocks: Sequence[Block], quotes: Quotes) -> list[Attribution]:
    """Attributions that layout makes, with a colon, a dash or a headline's verb in capitals."""
    starts = {token.span.start: index for index, token in enumerate(tree.tokens)}
    found: list[Attribution] = []
    for block in blocks:
        if block.kind not in ARTICLE_KINDS or len(block.span) > _LONGEST:
            continue
        if block.kind in ("headline", "subhead"):
            found += _headline(text, tree, block.span, starts)
        found += _post(text, block.span, starts)
    return found + find_turns(text, blocks, starts)


_LONGEST = 4000
"""Code points of a block that can be a headline or a post."""


def _headline(text: str, tree: Tree, span: Span, starts: dict[int, int]) -> list[Attribution]:
    match = _COLON.match(text, span.start, span.end)
    if match is not None and _names_speaker(text, tree, Span(*match.span(1)), starts):
        end = _strip_end(text, span.end)
        if len(text[match.end() : end].split()) >= 2:
            return [_attribution(starts, Span(*match.span(1)), Span(*match.span(2)), Span(match.end(), end), "asserts")]
    return _capitals(text, tree, span, starts)


def _names_speaker(text: str, tree: Tree, span: Span, starts: dict[int, int]) -> bool:
    """True for a name, a person's or an outlet's, or a noun for those who speak, and nothing more."""
    words = span.of(text).split()
    if _PAPERS.fullmatch(span.of(text)):
        after = tree.within(span)[-1] + 1
        return tree.states(after, tree.sentences[tree.sentence[after - 1]].last)
    if len(words) > 6 or _NOT_SPEAKERS.search(span.of(text)):
        return False
    inside = [starts[at] for at in range(span.start, span.end) if at in starts]
    if not inside or any(tree.tokens[i].pos in ("VERB", "AUX") and tree.tokens[i].text.islower() for i in inside):
        return False
    if tree.tokens[inside[0]].tag == "VBG":
        return False  # "Calling the union's bluff: ..."
    if tree.tokens[inside[-1]].entity in ("PERSON", "ORG", "NORP"):
        return len({tree.tokens[i].entity for i in inside} & {"PERSON", "ORG"}) < 2  # "Ann Bell Senate: ..."
    return speaks(tree.tokens[inside[-1]].lemma.lower())


def _capitals(text: str, tree: Tree, span: Span, starts: dict[int, int]) -> list[Attribution]:
    """ "Smith Says Rival Lied": a verb of saying that the parser, misled by capitals, took for a name,
    or whose content it did not see."""
    forms = {row["form"]: row["act"] for row in rows("headline-verbs.tsv")}
    inside = [starts[at] for at in range(span.start, span.end) if at in starts]
    for number, index in enumerate(inside):
        token = tree.tokens[index]
        act = forms.get(token.text.lower())
        if act is None or token.tag == "VBN" or not token.text[0].isupper() or number == 0:
            continue
        if tree.tokens[inside[number - 1]].pos not in ("NOUN", "PROPN", "PUNCT", "NUM"):
            continue
        end = _strip_end(text, span.end)
        before = Span(tree.tokens[inside[0]].span.start, tree.tokens[inside[number - 1]].span.end)
        if len(inside) - number > 2:
            content = Span(tree.tokens[inside[number + 1]].span.start, end)
            return [_attribution(starts, before, token.span, content, act)]
        comma = text.rfind(",", span.start, token.span.start)
        if comma > 0 and token.text.lower() in ("says", "say", "said"):
            source = Span(comma + 1 + len(text[comma + 1 :]) - len(text[comma + 1 :].lstrip()), before.end)
            return [_attribution(starts, source, token.span, Span(span.start, comma), act)]
    return []


def _post(text: str, span: Span, starts: dict[int, int]) -> list[Attribution]:
    post = _TWEET.match(text, span.start, span.end)
    if post is not None:
        return [
            _attribution(
                starts, Span(*post.span("name")), Span(*post.span("dash")), Span(*post.span("text")), "asserts"
            )
        ]
    return []


def _attribution(starts: dict[int, int], source: Span, cue: Span, content: Span, act: str) -> Attribution:
    act_: Act = act  # type: ignore[assignment]
    return Attribution(starts.get(cue.start, -1), cue, source, (content,), act_, ":", "c")


def _strip_end(text: str, end: int) -> int:
    while end > 0 and (text[end - 1].isspace() or text[end - 1] in ",;"):
        end -= 1
    return end
