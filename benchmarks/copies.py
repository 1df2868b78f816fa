"""Reports made from reports, with known truth: what outlets do to a text that they take over.

The words of rewording.tsv and of the tables below belong to the benchmark alone: nothing in onrecord knows them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random

from onrecord.records import Page, When


def _read_table(kind: str) -> dict[str, str]:
    lines = (Path(__file__).parent / "rewording.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {word: new for of, word, new in rows if of == kind}


SYNONYMS = _read_table("synonym")
"""A word and what a rewriter puts for it."""
CALQUES = _read_table("calque")
"""A word and what a poor translation puts for it."""
NUMBERS = {"2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven", "10": "ten", "12": "a dozen"}
FURNITURE = (
    "Share on Facebook", "Share this article", "Advertisement", "Sign up for our newsletter", "Read more",
    "Most read", "Comments (14)", "Follow us on Twitter", "Subscribe now for full access", "Related Articles",
    "Home | News | World | Opinion", "Skip to main content", "Tags: news, world", "Print this page",
)  # fmt: skip
CREDITS = ("Source: {outlet}", "This article first appeared in {outlet}.", "{outlet} contributed to this report.")
OUTLETS = (
    "Velmar Herald", "Daily Compass", "Ostrel Tribune", "Harbour Times", "The Northreach Post", "Worldfast",
    "Maravia Today", "The Evening Lantern", "Kestrel Wire", "The Sorrel Observer", "Port Ansel Mirror", "Newsdock",
)  # fmt: skip
"""Invented: who takes a text over."""
PARAGRAPH = 3
"""Sentences a paragraph, where a text has none."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A report in the making."""

    title: str
    paragraphs: tuple[str, ...]
    """Of the article, without the headline."""
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    """Lines of the page around it."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A report made from others, and which."""

    page: Page
    parents: tuple[str, ...]
    """Names of the reports it was made from directly."""
    done: tuple[str, ...]
    """What was done to the text."""


def cut(draft: Draft, chance: Random, others: Sequence[Draft]) -> Draft:
    """The first paragraphs, an excerpt, or some left out here and there."""
    paragraphs, kept = draft.paragraphs, chance.uniform(0.35, 0.8)
    size = max(2, round(kept * len(paragraphs)))
    way = chance.random()
    if way < 0.5:
        chosen = paragraphs[:size]
    elif way < 0.7:
        first = chance.randint(0, max(0, len(paragraphs) - size))
        chosen = paragraphs[first : first + size]
    else:
        chosen = tuple(paragraphs[i] for i in sorted(chance.sample(range(len(paragraphs)), min(size, len(paragraphs)))))
    return Draft(draft.title, chosen, draft.above, draft.below)


def reorder(draft: Draft, chance: Random, others: Sequence[Draft]) -> Draft:
    """Some paragraphs elsewhere; the first, in half of the cases, too."""
    paragraphs = list(draft.paragraphs)
    first = chance.choice((0, 1))
    for _ in range(max(1, len(paragraphs) // 4)):
        if len(paragraphs) > first + 1:
            moved = paragraphs.pop(chance.randint(first, len(paragraphs) - 1))
            paragraphs.insert(chance.randint(first, len(paragraphs)), moved)
    return Draft(draft.title, tuple(paragraphs), draft.above, draft.below)


def wrap(draft: Draft, chance: Random, others: Sequence[Draft]) -> Draft:
    """Lines of a web page around the article, headlines of other articles among them."""
    above = (*chance.sample(FURNITURE, chance.randint(1, 3)), *draft.above)
    related = [other.title for other in chance.sample(others, min(2, len(others)))]
    below = (*draft.below, *chance.sample(FURNITURE, chance.randint(2, 5)), *related)
    return Draft(draft.title, draft.paragraphs, above, below)


def retitle(draft: Draft, chance: Random, others: Sequence[Draft]) -> Draft:
    """Another headline, from the words of a sentence."""
    words = _sentences(chance.choice(draft.paragraphs))[0].split()
    return Draft(" ".join(words[: chance.randint(6, 11)]).strip(".,;:"), draft.paragraphs, draft.above, draft.below)


def paraphrase(draft: Draft, chance: Random, others: Sequence[Draft]) -> Draft:
    """Synonyms, rarer or plainer ones, the speaker behind what is said, figures as words, days left out."""
    rate = chance.uniform(0.5, 1.0)
    # Some rewriters look for other words, some for simpler ones: what is longer or rarer need not be the copy.
    table = SYNONYMS | NUMBERS if chance.random() < 0.5 else {new: old for old, new in SYNONYMS.items()}

    def rewrite(sentence: str) -> str:
        hit = re.fullmatch(r"([A-Z][^,“”\"]{3,60}?) said (?:that )?([^“”\"]{20,})\.", sentence)
        if hit and chance.random() < rate:
            content = hit.group(2)
            sentence = f"{content[0].upper()}{content[1:]}, according to {hit.group(1)}."
        sentence = re.sub(r" on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", "", sentence)
        return _replace(sentence, table, rate, chance)

    return _reword(draft, rewrite)


def translate(draft: Draft, chance: Random, others: Sequence[Draft]) -> Draft:
    """As if through another language and back: articles lost, prepositions and tenses off, words moved."""
    rate = chance.uniform(0.3, 0.7)
    genitive = re.compile(r"\b([A-Z][a-z]+)[’']s ([a-z]+)\b")

    def rewrite(sentence: str) -> str:
        sentence = re.sub(r"(?<=\s)(?:the|a|an)\s", lambda hit: "" if chance.random() < rate else hit[0], sentence)
        sentence = genitive.sub(lambda hit: f"{hit[2]} of {hit[1]}" if chance.random() < rate else hit[0], sentence)
        sentence = _replace(sentence, CALQUES, rate, chance)
        sentence = _replace(sentence, SYNONYMS, rate / 2, chance)
        words = sentence.split(" ")
        for at in range(1, len(words) - 2):
            if chance.random() < rate / 12:
                words[at], words[at + 1] = words[at + 1], words[at]
        return " ".join(words)

    return _reword(draft, rewrite)


def merge(draft: Draft, chance: Random, others: Sequence[Draft]) -> Draft:
    """Half of the one and half of the first of the others, one behind the other or by turns."""
    other = others[0]
    mine, theirs = _part(draft.paragraphs, chance), _part(other.paragraphs, chance)
    if chance.random() < 0.5:
        paragraphs = [*mine, *theirs]
    else:
        paragraphs = [p for i in range(max(len(mine), len(theirs))) for p in (*mine[i : i + 1], *theirs[i : i + 1])]
    return Draft(draft.title, tuple(paragraphs), draft.above, draft.below)


def _part(paragraphs: Sequence[str], chance: Random) -> list[str]:
    return list(paragraphs[: max(3, round(chance.uniform(0.4, 0.7) * len(paragraphs)))])


OPERATIONS: dict[str, Callable[[Draft, Random, Sequence[Draft]], Draft]] = {
    "cut": cut,
    "reorder": reorder,
    "wrap": wrap,
    "retitle": retitle,
    "paraphrase": paraphrase,
    "translate": translate,
}


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s+(?=[“\"A-Z])", text) if part] or [text]


def _reword(draft: Draft, rewrite: Callable[[str], str]) -> Draft:
    paragraphs = tuple(" ".join(map(rewrite, _sentences(paragraph))) for paragraph in draft.paragraphs)
    return Draft(draft.title, paragraphs, draft.above, draft.below)


def _replace(sentence: str, table: dict[str, str], rate: float, chance: Random) -> str:
    def put(hit: re.Match[str]) -> str:
        word = hit.group()
        new = table.get(word.lower())
        if new is None or chance.random() > rate:
            return word
        return new.capitalize() if word[0].isupper() else new

    return re.sub(r"(?<![\w’'-])\w+(?![\w’'-])", put, sentence)


def draft_page(page: Page, article: str) -> Draft:
    """A report as a draft; ``article`` is its text without furniture, the headline among it or not."""
    lines = [line.strip() for line in article.split("\n") if line.strip()]
    title = page.title or (lines[0] if lines else "")
    if lines and lines[0] == title:
        lines = lines[1:]
    if len(lines) < 3:
        sentences = [sentence for line in lines for sentence in _sentences(line)]
        lines = [" ".join(sentences[i : i + PARAGRAPH]) for i in range(0, len(sentences), PARAGRAPH)]
    return Draft(title, tuple(lines))


def make_copies(originals: Sequence[tuple[Page, Draft]], *, seed: int) -> list[Copy]:
    """None to four copies of each original; one in seven is made from a copy, one in eight of two originals.

    A copy comes out on the day of what it was made from or up to three days later; one page in thirty shows a later
    date than its copies, as republished pages do. A third of the copies tells where the text is from.
    """
    chance = Random(seed)
    copies: list[Copy] = []
    drafts = [draft for _, draft in originals]
    for number, (page, draft) in enumerate(originals):
        family = [(page, draft)]
        for _ in range(chance.choice((0, 0, 1, 1, 2, 3, 4))):
            parent, text = family[-1] if chance.random() < 0.15 else family[0]
            others = chance.sample(drafts, min(3, len(drafts)))
            parents, done, latest = [parent.name], [], parent.published
            names = chance.sample(sorted(OPERATIONS), chance.randint(1, 3))
            # What cuts and moves comes first, so that a merged report keeps text of both.
            names.sort(key=lambda name: name not in ("cut", "reorder"))
            partner = chance.randrange(len(originals))
            if chance.random() < 0.125 and partner != number:
                names.insert(sum(name in ("cut", "reorder") for name in names), "merge")
            for name in names:
                if name == "merge":
                    second, theirs = originals[partner]
                    text = merge(text, chance, [theirs])
                    parents.append(second.name)
                    latest = max(latest, second.published, key=_moment) if latest and second.published else None
                elif len(text.paragraphs) > 3 or name not in ("cut", "reorder"):
                    text = OPERATIONS[name](text, chance, others)
                else:
                    continue
                done.append(name)
            made = _publish(parent, text, f"{page.name}~{len(copies)}", latest=latest, chance=chance)
            family.append((made, text))
            copies.append(Copy(made, tuple(parents), tuple(done)))
    return copies


def _moment(when: When) -> datetime:
    return when.at


def _publish(parent: Page, draft: Draft, name: str, *, latest: When | None, chance: Random) -> Page:
    below = draft.below
    if parent.outlet and chance.random() < 0.33:
        below = (chance.choice(CREDITS).format(outlet=re.sub(r"\s*\(.*?\)$", "", parent.outlet)), *below)
    text = "\n\n".join((*draft.above, draft.title, *draft.paragraphs, *below))
    published = None
    if latest is not None:
        later = -1 if chance.random() < 1 / 30 else chance.choice((0, 1, 1, 2, 3))
        day = latest.at + timedelta(days=later)
        published = When.on(day.year, day.month, day.day)
    outlet = chance.choice(OUTLETS)
    return Page(
        name, text, sha256(text.encode()).hexdigest(), name, outlet=outlet, title=draft.title, published=published
    )
