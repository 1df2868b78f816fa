"""What the pair model learns from: which sets, how much of each, and how they are cleaned."""

from __future__ import annotations

import csv
import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path
from random import Random

from benchmarks.nli import Pair, is_dev, read_pairs
from training.pairs.derive import Rules

POSSIBLE = {"e": "e", "c": "c", "n": "n", "x": "cn"}
"""The classes that a corpus's label leaves possible."""

MOST = {
    "lingnli": 28_000, "mnli": 16_000, "snli": 12_000, "fever_nli": 7_000, "cad_snli": 6_000, "sick": 5_000,
    "conjnli_synth": 3_500, "climate_fever": 3_500, "breaking_nli": 2_500, "scitail": 2_000, "rte": 2_000,
    "healthver": 2_000, "fm2": 1_500, "anli": 1_200, "control": 200,
}  # fmt: skip
"""Pairs taken of a set at most: a run of one core-hour has room for some 100,000. Less of what is made by machine
(conjnli_synth, breaking_nli), of captions, and of long passages, whose word pieces cost more than they teach."""

NEWS_EVERY, NEWS_SENTENCES = 6, 4
"""Of every sixth news article this many sentences are rewritten: a fifth of all pairs."""

FNC = {"0": "agree", "1": "disagree"}
FNC_MOST = 3
"""Headlines of one article and stance that are paired with another's: some articles have forty."""


@dataclass(frozen=True, slots=True)
class Example:
    """Two texts, the set they are of, and the classes (letters of "ecn") that can be right."""

    src: str
    premise: str
    hypothesis: str
    possible: str

    def turned(self) -> Example:
        """The second text first: a contradiction holds both ways, and what is none one way is none the other."""
        return Example(self.src, self.hypothesis, self.premise, "c" if self.possible == "c" else "en")

    @property
    def turns(self) -> bool:
        """True where turned() says more than that everything is possible."""
        return self.possible == "c" or "c" not in self.possible


def _examples(pairs: Iterable[Pair]) -> Iterator[Example]:
    for pair in pairs:
        yield Example(pair.src, pair.premise, pair.hypothesis, POSSIBLE[pair.label])


def derive_news(path: Path, *, seed: int) -> Iterator[tuple[Example, bool]]:
    """Pairs made by rule from the news articles of a gzipped JSONL file, and whether the article is one of those
    kept to measure on; ``src`` names the rule."""
    rules = Rules(seed)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            article = json.loads(line)
            most = 0 if number % NEWS_EVERY else NEWS_SENTENCES
            for rule, premise, hypothesis, possible in rules.derive(article["text"], most=most):
                yield Example(f"news.{rule}", premise, hypothesis, possible), is_dev(article["id"])


def pair_headlines(path: Path, *, seed: int) -> Iterator[tuple[Example, bool]]:
    """Headlines that agree with one article against those that do not (FNC-1): rivals conflict, fellows do not.

    And whether the article is one of those kept to measure on.
    """
    random = Random(seed)
    stances: dict[str, dict[str, set[str]]] = defaultdict(lambda: {"agree": set(), "disagree": set()})
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["Stance"] in FNC:
                stances[row["Body_ID"]][FNC[row["Stance"]]].add(row["Headline"].strip())
    for body, both in sorted(stances.items()):
        sides = [random.sample(sorted(both[side]), min(FNC_MOST, len(both[side]))) for side in ("agree", "disagree")]
        pairs = [(*random.sample([one, other], 2), "c") for one in sides[0] for other in sides[1]]
        pairs += [(one, other, "en") for side in sides for one, other in pairwise(side)]
        for premise, hypothesis, possible in pairs:
            yield Example("fnc", premise, hypothesis, possible), is_dev(body)


def read_corpora(folder: Path, *, seed: int) -> tuple[list[Example], list[Example]]:
    """What to learn from and what to measure on (the tenth of the premises kept), each pair once, in a fixed order."""
    random = Random(seed)
    nli = ((one, is_dev(one.premise)) for one in _examples(read_pairs(folder / "pairs" / "nli.jsonl.gz")))
    news = derive_news(folder / "news" / "articles.jsonl.gz", seed=seed)
    fnc = pair_headlines(folder / "fnc" / "train_stances.csv", seed=seed)
    by_set: dict[str, list[Example]] = defaultdict(list)
    seen, dev = set(), []
    for one, kept in chain(nli, news, fnc):
        key = one.premise.lower(), one.hypothesis.lower()
        if key not in seen:
            seen.add(key)
            (dev if kept else by_set[one.src]).append(one)
    learnt = []
    for src, examples in sorted(by_set.items()):
        learnt += random.sample(examples, min(MOST.get(src, len(examples)), len(examples)))
    random.shuffle(learnt)
    return learnt, dev
