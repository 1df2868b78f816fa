"""Does claim B strengthen or weaken claim A: ``python -m benchmarks.claimdiff FILE [--relation strength|weak]``.

FILE is one of ClaimDiff's own (``{"data": [{"claim_a", "claim_b", "relation": 0 or 1, "topic", ...}]}``); which
relation it is about stands in its name or is told. Prints a line ``name value`` a measure, in percent:

accuracy, macro_f1   of onrecord's head on the pair model (onrecord.bearing)
majority.…           of the answer that is the more frequent in --train
cosine.…             of a threshold on the inner product of the shipped encoder's vectors, chosen to be most
                     often right on --train (a folder with ClaimDiff-strength-train.json and -weak-train.json)

The head was fitted on the training files themselves: what it would reach there without having seen a topic stands
in its model card, and training/claimdiff/fit.py prints it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.bearing import weigh_pairs
from onrecord.models import Models, load_models

RELATIONS = ("strength", "weak")
TRAIN = Path("../shared/data/claimdiff")

Answers = npt.NDArray[np.bool_]


class FormatError(ValueError):
    """A file that is not ClaimDiff's; says why."""


@dataclass(frozen=True, slots=True)
class Question:
    """Two claims, what they are about, and whether the second bears on the first in the way asked."""

    one: str
    other: str
    topic: str
    answer: bool


def read_questions(path: Path) -> list[Question]:
    """The pairs of a file of ClaimDiff, in its order; FormatError where it is none."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8-sig"))["data"]
    except (ValueError, TypeError, KeyError) as error:
        raise FormatError(f"{path.name}: not a file of ClaimDiff ({error!r})") from None
    return [_read(row, f"{path.name}: pair {number}") for number, row in enumerate(rows, 1)]


def _read(row: Any, place: str) -> Question:
    try:
        one, other, relation = row["claim_a"], row["claim_b"], int(row["relation"])
        topic = row.get("topic", "")
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise FormatError(f"{place}: not an object with claim_a, claim_b and relation ({error!r})") from None
    if relation not in (0, 1) or not isinstance(one, str) or not isinstance(other, str):
        raise FormatError(f"{place}: relation {relation} is neither 0 nor 1, or a claim is no text")
    return Question(one, other, str(topic), bool(relation))


def relation_of(path: Path, told: str | None) -> str:
    """Which relation a file is about; FormatError where neither its name nor the user says."""
    named = [relation for relation in RELATIONS if relation in path.name.lower()]
    if told is None and len(named) != 1:
        raise FormatError(f"{path.name}: strength or weak does not stand in its name: tell it by --relation")
    return told or named[0]


def judge(questions: Sequence[Question], *, relation: str, models: Models) -> Answers:
    """onrecord's answers."""
    bearings = weigh_pairs([(q.one, q.other) for q in questions], models=models)
    return np.array([b.says(relation) for b in bearings])


def cosines(questions: Sequence[Question], *, models: Models) -> npt.NDArray[np.float32]:
    """The inner product of the two claims' unit vectors, a question."""
    texts = models.encoder.encode([text for q in questions for text in (q.one, q.other)])
    vectors = np.array([np.frombuffer(vector, dtype="<f2") for vector in texts]).astype(np.float32)
    products: npt.NDArray[np.float32] = (vectors[::2] * vectors[1::2]).sum(axis=1)
    return products


def answers(questions: Sequence[Question]) -> Answers:
    """What is right."""
    return np.array([q.answer for q in questions])


def score(gold: Answers, found: Answers) -> dict[str, float]:
    """Accuracy and the mean of the F1 of yes and of no, in percent."""
    f1 = []
    for side in (True, False):
        both, either = ((gold == side) & (found == side)).sum(), (gold == side).sum() + (found == side).sum()
        f1.append(2 * both / either if either else 0.0)
    return {"accuracy": 100 * float((gold == found).mean()), "macro_f1": 100 * float(np.mean(f1))}


def best_threshold(values: npt.NDArray[np.float32], gold: Answers) -> tuple[float, bool]:
    """The value from which on (or, if False, below which) yes is most often right."""
    grid = [float(at) for at in np.linspace(-0.1, 1.01, 112)]
    return max(
        ((at, side) for at in grid for side in (True, False)),
        key=lambda choice: int((((values >= choice[0]) == choice[1]) == gold).sum()),
    )


def measure(
    questions: Sequence[Question], *, relation: str, train: Path, models: Models
) -> Iterator[tuple[str, float]]:
    """All measures by name; those of the peers only with a file to choose them on."""
    gold = answers(questions)
    yield from score(gold, judge(questions, relation=relation, models=models)).items()
    learnt = train / f"ClaimDiff-{relation}-train.json"
    if learnt.is_file():
        known = read_questions(learnt)
        most = np.full(len(gold), bool(answers(known).mean() > 0.5))
        at, side = best_threshold(cosines(known, models=models), answers(known))
        close = (cosines(questions, models=models) >= at) == side
        for peer, found in (("majority", most), ("cosine", close)):
            yield from ((f"{peer}.{name}", value) for name, value in score(gold, found).items())
    yield "pairs", float(len(questions))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the measures of a file; ends with the reason where it is not ClaimDiff's."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--relation", choices=RELATIONS, help="where the file's name does not tell")
    parser.add_argument("--train", type=Path, default=TRAIN, help=f"folder to choose the peers on (default {TRAIN})")
    options = parser.parse_args(arguments)
    try:
        questions = read_questions(options.file)
        relation = relation_of(options.file, options.relation)
    except (OSError, FormatError) as error:
        sys.exit(f"benchmarks.claimdiff: {error}")
    if not questions:
        sys.exit(f"benchmarks.claimdiff: no pairs in {options.file}")
    for name, value in measure(questions, relation=relation, train=options.train, models=load_models()):
        print(f"{name} {value:.1f}")


if __name__ == "__main__":
    main()
