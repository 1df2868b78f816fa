"""Make weights/events.json: of which PLOVER type an event is, by the words about its actors.

``python training/events/fit.py CAMEO NEWS [--out FILE] [--folds N]`` where CAMEO is a folder with ``PLV_train.tsv``
(Zero-Shot-PLOVER, Hu et al., ACL 2024), ``CAMEO2PLOVER-2021.txt`` (PLOVER) and ``PETR.UnitTest.records.xml``
(PETRARCH2), and NEWS one with ``articles.jsonl.gz``: clauses of its articles whose verbs the word lists know for no
type stand for what is no event (NONE), with the few that are one as noise. Features are those of
stages/events/features.py and the mean state of the tagger's encoder over the words near the actors; the model is a
linear support vector machine, one root against the rest. With ``--folds`` it only prints what cross-validation by
sentence says of each group of features.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from onrecord.models import Models, load_models
from onrecord.records import Block, Parse, Span
from onrecord.stages.events.actors import Actors
from onrecord.stages.events.clauses import Clause, Reader
from onrecord.stages.events.features import GROUPS, Range, company_of, describe, main_verb, near_words
from onrecord.stages.events.lexicon import kind_of_noun, kind_of_verb
from onrecord.stages.events.types import Floats
from onrecord.stages.parse import parse_text

SEED = 0
LEAST = {"pairs": 2}
"""Sentences that a feature must stand in, where that is more than one: most pairs stand in one, and tell little."""
OTHERS = 0.3
"""Weight of a description or test sentence beside 1 for a sentence from news."""
FOUND = 0.5
"""Weight of a sentence from news a second time, with the actors that onrecord finds."""
ARTICLES, STEP, CLAUSES, LONGEST = 150, 60, 10, 3000
"""Articles read for what is no event, one in so many; clauses taken from each; characters read of each."""
COST = 1.0
WIDTH = 384
"""Numbers of a state."""
MEANING = 2.0
"""Weight of a state beside a group of words, all of whose features together are of length 1; from 1 to 2.4 the
accuracy in cross-validation is the same within 0.001, more and less are worse."""
EVEN = 1e-6
FAINT = 8
"""Features none of whose factors, of 127 at most, reaches this are left out: three in four, without a loss."""
RARITY = 1 / 25
"""Step in which rarities are kept: the largest, of some 7, then fits a byte."""


class Example(NamedTuple):
    """One coded sentence."""

    features: tuple[tuple[str, ...], ...]
    root: str
    weight: float
    state: Floats
    """The tagger's mean state of the words near the actors."""
    found: tuple[tuple[tuple[str, ...], ...], Floats] | None = None
    """Features and state with the actors as onrecord finds them from the verb, where coders named them."""


class Text:
    """A text as onrecord reads it."""

    def __init__(self, text: str, models: Models) -> None:
        blocks = (Block(Span(0, len(text)), "body"),)
        self.reading = models.tagger.read(text, blocks)
        self.parse = parse_text(text, blocks, parser=models.parser)

    def state(self, sentence: Range, source: Range | None, target: Range | None) -> Floats:
        """The tagger's mean state of the words near the actors; zeros where there are none."""
        near = near_words(self.parse.tokens, sentence, source=source, target=target)
        mean = self.reading.average([self.parse.tokens[at].span.start for at in near])
        return np.zeros(WIDTH, np.float32) if mean is None else mean


def tokens_of(parsed: Parse, text: str, words: str) -> tuple[int, int] | None:
    """The tokens that the words, where they first stand in the text, overlap."""
    start = text.find(words) if words else -1
    at = [i for i, t in enumerate(parsed.tokens) if t.span.start < start + len(words) and t.span.end > start]
    return (at[0], at[-1] + 1) if start >= 0 and at else None


def join_yields(event: str) -> str:
    return "YIELD" if event in ("CONCEDE", "RETREAT") else event


def read_news(folder: Path, models: Models) -> list[Example]:
    found = []
    with (folder / "PLV_train.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            text = Text(row["sentence"], models)
            parsed = text.parse
            source, target = (tokens_of(parsed, row["sentence"], row[k]) for k in ("source", "target"))
            whole = (0, len(parsed.tokens))
            features = describe(parsed.tokens, whole, source=source, target=target)
            clause = Reader(parsed, ()).clause(main_verb(parsed.tokens, whole, source, target))
            state = text.state(whole, source, target)
            given = describe_clause(text, clause, whole)
            found.append(Example(features, join_yields(row["gold_root"]), 1.0, state, given))
    return found


def describe_clause(text: Text, clause: Clause, sentence: Range) -> tuple[tuple[tuple[str, ...], ...], Floats]:
    """Features and state as the events stage makes them, without entities."""
    parsed = text.parse
    reader = Reader(parsed, ())
    actors = Actors(reader, ())
    source = actors.source(clause)
    target = actors.target(clause, source)
    source_part, target_part = (reader.phrase(at) if at is not None else None for at in (source, target))
    features = describe(parsed.tokens, sentence, source=source_part, target=target_part, verb=clause.verb)
    return features, text.state(sentence, source_part, target_part)


def read_others(folder: Path, models: Models) -> list[Example]:
    """Clauses of news whose verbs are known for no type, a few an article."""
    found: list[Example] = []
    with gzip.open(folder / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in islice(lines, 0, ARTICLES * STEP, STEP):
            text = Text(json.loads(line)["text"][:LONGEST], models)
            parsed = text.parse
            reader, kept = Reader(parsed, ()), 0
            for sentence in parsed.sentences:
                for at in range(sentence.first, sentence.last):
                    if kept < CLAUSES and at % 3 == 0 and tells_nothing(parsed, reader.clause(at)):
                        kept += 1
                        features, state = describe_clause(text, reader.clause(at), (sentence.first, sentence.last))
                        found.append(Example(features, "NONE", OTHERS, state))
    return found


def tells_nothing(parsed: Parse, clause: Clause) -> bool:
    token = parsed.tokens[clause.verb]
    if token.pos != "VERB" or token.dep in ("aux", "auxpass", "amod", "compound") or clause.subject is None:
        return False
    kind = kind_of_verb(token.lemma.lower(), company_of(parsed.tokens, clause.verb))
    nouns = [kind_of_noun(parsed.tokens[c].lemma.lower()) for c in token.children if parsed.tokens[c].dep == "dobj"]
    return (kind is None or kind.plover is None) and not any(noun and noun.plover for noun in nouns)


def read_codes(folder: Path) -> dict[str, tuple[str, str]]:
    """CAMEO code -> PLOVER type and what the code means."""
    text = (folder / "CAMEO2PLOVER-2021.txt").read_text(encoding="utf-8")
    rows = re.findall(r"^(\d{2,4}): (\w+),[^#\n]*#\s*(.*)$", text, re.M)
    return {code: (event, re.sub(r"\(.*?\)|  +21\..*", "", meaning).strip()) for code, event, meaning in rows}


def read_descriptions(folder: Path, models: Models) -> list[Example]:
    """What CAMEO's codes mean, as sentences of unnamed people."""
    found = []
    for event, meaning in read_codes(folder).values():
        text = Text(f"They {meaning[0].lower()}{meaning[1:]}.", models)
        whole = (0, len(text.parse.tokens))
        features = describe(text.parse.tokens, whole, source=(0, 1), target=None)
        found.append(Example(features, join_yields(event), OTHERS, text.state(whole, (0, 1), None)))
    return found


def read_tests(folder: Path, models: Models) -> list[Example]:
    """PETRARCH2's test sentences that are coded with one type."""
    codes = read_codes(folder)
    found, seen = [], set()
    records = (folder / "PETR.UnitTest.records.xml").read_text(encoding="utf-8")
    for record in re.findall(r"<Sentence .*?</Sentence>", records, re.S):
        given = set(re.findall(r'eventcode="(\d+)"', record))
        events = {codes[k][0] for code in given if (k := next((c for c in (code, code[:3]) if c in codes), ""))}
        text = re.search(r"<Text>(.*?)</Text>", record, re.S)
        sentence = " ".join(text[1].split()) if text else ""
        if len(events) == 1 and sentence and sentence not in seen:
            seen.add(sentence)
            read = Text(sentence, models)
            whole = (0, len(read.parse.tokens))
            features = describe(read.parse.tokens, whole, source=None, target=None)
            found.append(Example(features, join_yields(events.pop()), OTHERS, read.state(whole, None, None)))
    return found


class Fit(NamedTuple):
    """A fitted model."""

    counts: list[TfidfVectorizer]
    classifier: LinearSVC
    groups: tuple[int, ...]
    mean: Floats
    """Of the states of all examples; what of a state is used is how it differs from that."""
    spread: Floats
    """What the difference is divided by; empty where states are not used."""

    def matrix(self, examples: Sequence[Example]) -> csr_matrix:
        """Examples by features, those of the state last."""
        pairs = zip(self.counts, self.groups, strict=True)
        columns = [count.transform([e.features[g] for e in examples]) for count, g in pairs]
        if self.spread.size:
            columns.append(csr_matrix((np.array([e.state for e in examples]) - self.mean) / self.spread))
        return hstack(columns).tocsr()


def fit(examples: Sequence[Example], groups: Sequence[int] = range(len(GROUPS)), *, states: bool = True) -> Fit:
    examples = [*examples, *(Example(e.found[0], e.root, FOUND, e.found[1]) for e in examples if e.found)]
    given = np.array([e.state for e in examples])
    spread = (given.std(0) + EVEN) * WIDTH**0.5 / MEANING if states else np.zeros(0, np.float32)
    counts = []
    for group in groups:
        # Rarity is counted as sklearn does, smoothed: ln((1 + n) / (1 + df)) + 1.
        count = TfidfVectorizer(analyzer=list, sublinear_tf=True, min_df=LEAST.get(GROUPS[group], 1))
        counts.append(count.fit([e.features[group] for e in examples]))
    made = Fit(counts, LinearSVC(C=COST, random_state=SEED), tuple(groups), given.mean(0), spread)
    weights = [e.weight for e in examples]
    made.classifier.fit(made.matrix(examples), [e.root for e in examples], sample_weight=weights)
    return made


class Scores(NamedTuple):
    """What cross-validation gave for each sentence from news."""

    roots: list[str]
    margins: np.ndarray
    none: np.ndarray
    """How far the best root lies before NONE."""


def cross(
    news: Sequence[Example],
    others: Sequence[Example],
    *,
    groups: Sequence[int],
    folds: int,
    found: bool,
    states: bool = False,
    seed: int = SEED,
) -> Scores:
    """Root and margins of each sentence by models that have not seen it; ``found``: with the actors found."""
    roots = [e.root for e in news]
    best: list[str] = [""] * len(news)
    margins, none = np.zeros(len(news)), np.full(len(news), np.inf)
    for train, test in StratifiedKFold(folds, shuffle=True, random_state=seed).split(roots, roots):
        made = fit([*(news[i] for i in train), *others], groups, states=states)
        tried = [as_found(news[i]) if found else news[i] for i in test]
        scores = made.classifier.decision_function(made.matrix(tried))
        kinds = made.classifier.classes_ != "NONE"
        ordered = np.sort(scores[:, kinds], axis=1)
        margins[test] = ordered[:, -1] - ordered[:, -2]
        if not kinds.all():
            none[test] = ordered[:, -1] - scores[:, ~kinds][:, 0]
        for i, root in zip(test, made.classifier.classes_[kinds][scores[:, kinds].argmax(axis=1)], strict=True):
            best[i] = str(root)
    return Scores(best, margins, none)


def as_found(example: Example) -> Example:
    """The example with the actors that onrecord finds."""
    features, state = example.found or (example.features, example.state)
    return example._replace(features=features, state=state)


def validate(news: Sequence[Example], others: Sequence[Example], folds: int) -> None:
    """Print what rules, each group of features, news alone and all reach; then how margins tell right from wrong."""
    roots = [e.root for e in news]
    every = tuple(range(len(GROUPS)))
    ruled = [(next(iter(e.features[1]), "") + ":").split(":")[1].rstrip("!") for e in news]
    report("rules alone", roots, [join_yields(root) for root in ruled])
    for group, name in enumerate(GROUPS):
        report(f"{name} alone", roots, cross(news, others, groups=(group,), folds=folds, found=False).roots)
    report("states alone", roots, cross(news, others, groups=(), folds=folds, found=False, states=True).roots)
    report("words, news alone", roots, cross(news, (), groups=every, folds=folds, found=False).roots)
    for seed in range(SEED, SEED + 3):
        words = cross(news, others, groups=every, folds=folds, found=False, seed=seed)
        report(f"words, seed {seed}", roots, words.roots)
        report(
            f"all, seed {seed}",
            roots,
            cross(news, others, groups=every, folds=folds, found=False, states=True, seed=seed).roots,
        )
    report("words, actors found", roots, cross(news, others, groups=every, folds=folds, found=True).roots)
    for name, found in (("all", False), ("all, actors found", True)):
        scores = cross(news, others, groups=every, folds=folds, found=found, states=True)
        report(name, roots, scores.roots)
        right = np.array(scores.roots) == np.array(roots)
        for low, high in ((0, 0.2), (0.2, 0.4), (0.4, 0.7), (0.7, 1), (1, 9)):
            within = (scores.margins >= low) & (scores.margins < high)
            print(f"  margin {low} to {high}: share {within.mean():.3f} accuracy {right[within].mean():.3f}")
        for least in (-0.5, 0, 0.5, 1):
            print(f"  {least} before NONE: share {np.mean(scores.none >= least):.3f}")


def report(name: str, roots: Sequence[str], found: Sequence[str]) -> None:
    accuracy = np.mean([a == b for a, b in zip(roots, found, strict=True)])
    macro = f1_score(roots, found, average="macro", labels=sorted(set(roots)))
    print(f"{name:<18} accuracy {accuracy:.3f} macro_f1 {macro:.3f}", flush=True)


def write(made: Fit, out: Path) -> None:
    """Keep rarities and factors as bytes, in hexadecimal, features in order."""
    factors = made.classifier.coef_
    worded = sum(len(count.vocabulary_) for count in made.counts)
    scale = float(np.abs(factors[:, :worded]).max()) / 127
    groups, first = {}, 0
    for number, count in zip(made.groups, made.counts, strict=True):
        table = {}
        for feature, at in sorted(count.vocabulary_.items()):
            whole = np.rint(factors[:, first + at] / scale).astype(int) + 128
            rarity = int(np.rint(count.idf_[at] / RARITY))
            if max(abs(whole - 128)) >= FAINT:
                table[feature] = bytes([rarity, *whole.tolist()]).hex()
        groups[GROUPS[number]] = table
        first += len(count.vocabulary_)
    meaning = factors[:, first:] / made.spread
    kept = {
        "roots": made.classifier.classes_.tolist(),
        "intercepts": [round(float(x), 5) for x in made.classifier.intercept_],
        "scale": scale,
        "rarity": RARITY,
        "meaning": meaning.astype("<f2").tobytes().hex(),
        "mean": [round(float(x), 5) for x in meaning @ made.mean],
        "groups": groups,
    }
    out.write_text(json.dumps(kept, ensure_ascii=False, separators=(",", ":"), indent=0) + "\n", encoding="utf-8")
    print(out, out.stat().st_size, "bytes,", sum(map(len, groups.values())), "of", first, "features")


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("cameo", type=Path)
    arguments.add_argument("news", type=Path)
    arguments.add_argument("--out", type=Path, default=Path("src/onrecord/weights/events.json"))
    arguments.add_argument("--folds", type=int)
    given = arguments.parse_args()
    models = load_models()
    news = read_news(given.cameo, models)
    others = [*read_descriptions(given.cameo, models), *read_tests(given.cameo, models)]
    others += read_others(given.news, models)
    print(len(news), "sentences from news,", len(others), "others;", dict(Counter(e.root for e in [*news, *others])))
    if given.folds:
        validate(news, others, given.folds)
    else:
        write(fit([*news, *others]), given.out)


if __name__ == "__main__":
    main()
