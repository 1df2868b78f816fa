"""Pairs of sentences made from news by rule: what the corpora of pairs have little of.

Each rule rewrites a sentence so that how the two bear on one another is known: said or denied by somebody,
negated, with another figure, name, role, mood or an opposite word, or shorter. Labels are the classes that
remain possible: "c" contradiction, "cn" not entailed, "en" no contradiction.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

Made = Iterator[tuple[str, str, str, str]]
"""Name of the rule, premise, hypothesis, and the classes that are possible."""

SENTENCE_END = re.compile(r"(?<=[a-z0-9)][.!?])\s+(?=[A-Z“\"])")
CUT_SHORT = re.compile(
    r"\b(Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Lt|Col|Gen|St|Inc|Corp|Jan|Feb|Aug|Sept|Oct|Nov|Dec|vs|No)\.$"
)
UNFIT = re.compile(
    r"[\"“”:;()|@]|https?|\b(I|we|We|you|You|our|my)\b|FILE|Getty|toggle|caption|Reprinted|[Cc]lick|[Ss]ubscribe|--"
    r"|^(But|And|So|Or|Yet|Then|However|Similarly|Also|Still|Moreover|Meanwhile|Instead|Indeed|Neither|Nor|Whatever)\b"
)
NAME = r"[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}"
CAPITAL = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+){1,2}\b")
FIGURE = re.compile(r"(?<![\w$£€.,-])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\w-]|[.,]\d)")
YEAR = re.compile(r"(19|20)\d\d$")
AUXILIARY = re.compile(
    r"(?<! to) (is|are|was|were|has|have|had|will|would|can|could|should|must|did|does|do) (?!not\b|n't)"
)
NEGATED = re.compile(r" (is|are|was|were|has|have|had|will|would|can|could|should|must|did|does|do)(?: not|n't|n’t) ")
VERB = re.compile(r" (is|are|was|were|has|have|had|will|would|can|could|should|must|did|does|do|said|\w+ed) ")
NOBODY = frozenset(
    {
        "He",
        "She",
        "They",
        "It",
        "The",
        "This",
        "That",
        "There",
        "These",
        "Those",
        "Republican",
        "Democratic",
        "Polls",
        "Video",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
    }
)
ANY_NEGATION = re.compile(r"\b(not|no|never|none|nobody|nothing|neither|nor|without|hardly|cannot)\b|n['’]t\b", re.I)
SAID = re.compile(rf"^((?:{NAME}|The \w+|[A-Z]\w+ officials?|He|She|They)) (?:said|says|announced|argued)(?: that)? ")
SAID_LAST = re.compile(rf", (?:{NAME}|he|she|the \w+) (?:said|says)(?: [A-Z]\w+day)?\.$")
ASIDE = re.compile(r", (?:an?|the|who|which|whose) [^,]{8,80}, ")
NO_SUBJECT = r"(In|On|At|By|For|From|After|As|If|When|While|Through|Under|During|With|Before|Since|\w+ly|\w+ing)\b"
TAIL = re.compile(r",? (?:after|before|because|while|when|during|following|amid|despite|although) [^,]{12,90}\.$")
ACTION = re.compile(rf"^({NAME}) ([a-z]+ed|told|paid|led|hit|shot|sent|struck) ({NAME})(?=[ .,])")
MOOD = {"will": "may", "must": "may", "has": "may have", "have": "may have", "is": "could be", "are": "could be"}
MOODS = re.compile(
    r"(?<! to)(?<!would)(?<!could)(?<!may)(?<!might)(?<!should)(?<!must)(?<!will)"
    r" (will|must|has|have|is|are) (?!not\b|n't|to\b)"
)
BOUND = re.compile(
    r"\b(than|least|most|about|some|to|nearly|almost|up|over|of|until|an?|all|the|those|these|his|her|their|its|No"
    r"|[A-Z]\w+)\.? $"
)
COUNTED = re.compile(r" (percent|people|million|billion|\w+s\b)")
SHORTEST, LONGEST = 6, 32
NEIGHBOURS = 12
"""Other sentences of the article that a rule may look at."""


def sentences(text: str) -> list[str]:
    """The sentences of an article that rules can work on: of usual length, without quotation marks."""
    found = []
    for line in text.splitlines():
        for sentence in SENTENCE_END.split(line.strip()):
            if sentence.endswith(".") and SHORTEST <= sentence.count(" ") < LONGEST and sentence[:1].isupper():
                found.append(" ".join(sentence.split()))
    return [one for one in found if not UNFIT.search(one) and not CUT_SHORT.search(one)]


class Rules:
    """The rules, with the words they use; all chance comes from ``seed``."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._words: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for line in Path(__file__).with_name("words.tsv").read_text(encoding="utf-8").splitlines():
            if not line.startswith(("#", "kind\t")):
                kind, word, other = line.split("\t")
                self._words[kind].append((word, other))
        self._swaps: dict[str, dict[str, list[str]]] = {"opposite": defaultdict(list), "same": defaultdict(list)}
        for kind, table in self._swaps.items():
            for word, other in self._words[kind]:
                table[word].append(other)
                table[other].append(word)
        self._places = {
            kind: re.compile(rf"\b({'|'.join(sorted(table, key=len, reverse=True))})\b(?!['’])")
            for kind, table in self._swaps.items()
        }
        self.all: tuple[Callable[[str, list[str]], Made], ...] = (
            self.attribute, self.deny, self.negate, self.affirm, self.count, self.rename, self.weaken,
            self.swap, self.shorten, self.neighbour,
        )  # fmt: skip

    def _pick(self, kind: str) -> str:
        return self._random.choice(self._words[kind])[0]

    def _inside(self, sentence: str) -> str:
        """The sentence as it stands after "said that": its first word in small letters unless it is a name."""
        first = sentence.split(" ", 1)[0]
        common = first in {"The", "A", "An", "In", "On", "At", "It", "He", "She", "They", "There", "This", "These",
                           "Those", "That", "His", "Her", "Their", "Its", "Some", "Many", "Most", "Several", "All",
                           "But", "And", "As", "After", "For", "If", "No", "More", "Two", "One", "Both"}  # fmt: skip
        return sentence[0].lower() + sentence[1:] if common else sentence

    def _say(self, verb: str, sentence: str) -> str:
        return f"{self._pick('source')} {self._pick(verb)} {self._inside(sentence)}"

    def attribute(self, sentence: str, _others: list[str]) -> Made:
        """What somebody says carries what is said; and said by others it is still the same."""
        said = SAID.match(sentence)
        content = sentence[said.end() :] if said else SAID_LAST.sub(".", sentence)
        if content.count(" ") < SHORTEST - 2:
            return
        content = content[0].upper() + content[1:]
        outer = sentence if content != sentence else self._say("say", content)
        yield "attribute", outer, content, "e"
        if self._random.random() < 0.5:
            yield "attribute", self._say("say", content), self._say("say", content), "e"
        else:
            yield "attribute", content, self._say("say", content), "en"

    def deny(self, sentence: str, _others: list[str]) -> Made:
        """Who denies a thing contradicts it and whoever says it; who leaves it open does neither."""
        if SAID.match(sentence):
            return
        denied = self._say("deny", sentence)
        other = self._random.choice([sentence, sentence, self._say("say", sentence)])
        yield "deny", *self._either(denied, other), "c"
        chance = self._random.random()
        if chance < 0.35:
            yield "doubt", self._say("doubt", sentence), sentence, "n"
        elif chance < 0.6:
            yield "deny", denied, self._say("deny", sentence), "e"
        elif chance < 0.8 and (negated := self._negated(sentence)):
            yield "deny", denied, negated, "e"

    def _negated(self, sentence: str) -> str | None:
        found = None if ANY_NEGATION.search(sentence) else AUXILIARY.search(sentence)
        if not found or found.start() > 70 or "," in sentence[: found.start()] or " that " in sentence[: found.start()]:
            return None
        word = self._random.choice(["not", "not", "n't", "never"])
        if word == "n't" and found[1] in ("can", "will"):
            word = "not"
        return sentence[: found.end(1)] + ("n't " if word == "n't" else f" {word} ") + sentence[found.end() :]

    def negate(self, sentence: str, _others: list[str]) -> Made:
        """A sentence and the same with "not", as it stands or as somebody says it."""
        negated = self._negated(sentence)
        if negated:
            said = self._say("say", negated) if self._random.random() < 0.3 else negated
            yield "negate", *self._either(sentence, said), "c"
            if self._random.random() < 0.4:
                yield "negate", self._say("say", negated), negated, "e"

    def affirm(self, sentence: str, _others: list[str]) -> Made:
        """A sentence with "not" and the same without."""
        found = NEGATED.search(sentence)
        if found and len(ANY_NEGATION.findall(sentence)) == 1 and found[1] not in ("do", "does", "did"):
            yield "negate", *self._either(sentence, f"{sentence[: found.end(1)]} {sentence[found.end() :]}"), "c"
            yield "negate", sentence, self._say("say", sentence), "en"

    def count(self, sentence: str, _others: list[str]) -> Made:
        """Another figure; a bound that the figure keeps or breaks."""
        found = next((one for one in FIGURE.finditer(sentence) if 2 <= float(one[1].replace(",", "")) < 1e7), None)
        if not found:
            return
        value, before = float(found[1].replace(",", "")), sentence[: found.start()]
        year = bool(YEAR.fullmatch(found[1]))
        lower = (
            max(1, value - self._random.randint(1, 9)) if year else value * self._random.choice([0.2, 0.5, 0.7, 0.9])
        )
        upper = value + self._random.randint(1, 5) if year else value * self._random.choice([1.1, 1.3, 2, 5]) + 1
        low, high = (self._figure(number, like=found[1]) for number in (lower, upper))
        if found[1] in (low, high):
            return
        rest = sentence[found.end() :]
        yield "count", *self._either(sentence, before + self._random.choice([low, high]) + rest), "c"
        if not year and not BOUND.search(before) and COUNTED.match(rest):
            yield "bound", sentence, f"{before}more than {low}{rest}", "e"
            worse = self._random.choice([f"more than {high}", f"fewer than {low}", f"at most {low}"])
            yield "bound", *self._either(sentence, f"{before}{worse}{rest}"), "c"

    @staticmethod
    def _figure(value: float, *, like: str) -> str:
        if "." in like:
            return f"{value:.1f}"
        if value >= 100 and value % 1 == 0 and like.endswith("00"):
            value = round(value, -2) or value
        return f"{round(value):,}" if "," in like or value >= 10_000 else str(round(value))

    def rename(self, sentence: str, others: list[str]) -> Made:
        """The same of another person or place that the article names."""
        names = CAPITAL.findall(sentence)
        rest = sorted({name for other in others for name in CAPITAL.findall(other)} - set(names))
        if names and rest:
            yield "rename", *self._either(sentence, sentence.replace(names[0], self._random.choice(rest), 1)), "cn"

    def turn(self, sentence: str, _others: list[str]) -> Made:
        """Who did it and to whom: the passive says the same, the roles changed do not."""
        found = ACTION.match(sentence)
        if not found or any(name.split()[0] in NOBODY or name.endswith("day") for name in (found[1], found[3])):
            return
        doer, verb, done = found.groups()
        rest = sentence[found.end() :]
        yield "turn", sentence, f"{done} was {verb} by {doer}{rest}", "e"
        yield "turn", sentence, f"{done} {verb} {doer}{rest}", "cn"
        yield "turn", f"{done} was {verb} by {doer}{rest}", f"{doer} was {verb} by {done}{rest}", "cn"

    def weaken(self, sentence: str, _others: list[str]) -> Made:
        """What will be may be; what may be need not."""
        found = None if ANY_NEGATION.search(sentence) else MOODS.search(sentence)
        if found and found.start() < 80 and "if" not in sentence:
            weak = f"{sentence[: found.start(1)]}{MOOD[found[1]]} {sentence[found.end() :]}"
            yield "weaken", sentence, weak, "e"
            yield "weaken", weak, sentence, "n"

    def swap(self, sentence: str, _others: list[str]) -> Made:
        """One word by its opposite, one by its like."""
        for kind, label in (("opposite", "c"), ("same", "e")):
            table = self._swaps[kind]
            places = list(self._places[kind].finditer(sentence))
            if places:
                found = self._random.choice(places)
                other = self._random.choice(table[found[0]])
                changed = sentence[: found.start()] + other + sentence[found.end() :]
                yield kind, *self._either(sentence, changed), label

    def shorten(self, sentence: str, _others: list[str]) -> Made:
        """Without an aside or a last phrase it still holds, and says less."""
        aside = ASIDE.search(sentence)
        short = sentence
        if aside and aside.start() < 50 and " and " not in aside[0] and not re.match(NO_SUBJECT, sentence):
            short = f"{sentence[: aside.start()]} {sentence[aside.end() :]}"
        if short == sentence and not ANY_NEGATION.search(sentence):
            short = TAIL.sub(".", sentence, count=1)
        if short != sentence and VERB.search(short) and short.count(" ") >= SHORTEST - 1:
            yield "shorten", sentence, short, "e"
            yield "shorten", short, sentence, "en"
            if negated := self._negated(short):
                yield "shorten", *self._either(sentence, negated), "c"

    def neighbour(self, sentence: str, others: list[str]) -> Made:
        """Another sentence of the article, one with some words in common: neither follows nor conflicts."""
        own = set(re.findall(r"\w{4,}", sentence.lower()))
        near = [
            other for other in others if 2 <= len(own & set(re.findall(r"\w{4,}", other.lower()))) <= 0.6 * len(own)
        ]
        if near:
            other = self._random.choice(near)
            negated = self._negated(other) or other
            told = [other, other, negated, self._say("say", other), self._say("deny", other)]
            yield "neighbour", *self._either(sentence, self._random.choice(told)), "n"

    def _either(self, one: str, other: str) -> tuple[str, str]:
        return (one, other) if self._random.random() < 0.5 else (other, one)

    def derive(self, text: str, *, most: int) -> Made:
        """Pairs from one article: up to ``most`` sentences, each by up to two rules that fit it.

        Half of them are sentences that the rarer rules fit, and these come first there. Roles are changed in
        every sentence that allows it: there are few.
        """
        found = sentences(text)
        for sentence in found:
            yield from self.turn(sentence, [])
        if not most:
            return
        rare = [one for one in found if any(sign.search(one) for sign in (FIGURE, NEGATED, ASIDE))]
        chosen = self._random.sample(rare, min(most // 2, len(rare)))
        chosen += self._random.sample(found, min(most - len(chosen), len(found)))
        for sentence in dict.fromkeys(chosen):
            others = self._random.sample(found, min(NEIGHBOURS, len(found)))
            others = [other for other in others if other != sentence]
            order = self._random.sample(self.all, len(self.all))
            if sentence in rare:
                order.sort(key=lambda rule: rule not in (self.count, self.affirm, self.shorten))
            done = 0
            for rule in order:
                made = [pair for pair in rule(sentence, others) if pair[1] != pair[2]]
                yield from made
                done += bool(made)
                if done == 2:
                    break
