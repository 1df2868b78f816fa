"""The tagger in PyTorch: MiniLM, features of each word, an LSTM both ways, a conditional random field, and links.

Names of weights are those that build.py writes to ONNX.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log2

import torch
from torch import Tensor, nn
from transformers import BertModel

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
NEVER = -1e4
SIZES = {
    "pos": 12, "tag": 24, "dep": 24, "htag": 12, "hdep": 12, "gdep": 8, "ent": 12, "shape": 12, "quote": 8, "dist": 10,
    "ledge": 6, "redge": 6, "ldep": 12, "rdep": 12, "place": 6, "cue": 10, "hcue": 8, "rule": 16, "depth": 6,
    "kind": 3, "speak": 3, "ctag": 12,
}  # fmt: skip
"""Numbers an embedding, by feature; the features are described in onrecord's stages/statements/features.py."""
WIDTH, ABOVE, INNER, HIDDEN, LINK = 384, 96, 256, 192, 64
DROPOUT = 0.3


class Field(nn.Module):
    """A linear-chain conditional random field in which a span goes on only after it began."""

    def __init__(self) -> None:
        super().__init__()
        count = len(LABELS)
        self.t = nn.Parameter(torch.randn(count, count) * 0.1)
        self.start, self.end = nn.Parameter(torch.zeros(count)), nn.Parameter(torch.zeros(count))
        inner = torch.tensor([name.startswith("I-") for name in LABELS])
        same = torch.tensor([[a[1:] == b[1:] for b in LABELS] for a in LABELS])
        self.register_buffer("ban", inner & ~same)
        self.register_buffer("sb", inner)

    def steps(self) -> tuple[Tensor, Tensor]:
        """Scores of each label after each and of each at the start, forbidden ones NEVER."""
        return self.t.masked_fill(self.ban, NEVER), self.start.masked_fill(self.sb, NEVER)

    def loss(self, scores: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        """Negative log likelihood of each text: ``scores`` are texts x words x labels, padded on the right."""
        steps, first = self.steps()
        total = first + scores[:, 0]
        gold = first[labels[:, 0]] + scores[:, 0].gather(1, labels[:, :1]).squeeze(1)
        for at in range(1, scores.shape[1]):
            here = mask[:, at]
            onward = torch.logsumexp(total.unsqueeze(2) + steps, 1) + scores[:, at]
            total = torch.where(here.unsqueeze(1), onward, total)
            taken = steps[labels[:, at - 1], labels[:, at]] + scores[:, at].gather(1, labels[:, at : at + 1]).squeeze(1)
            gold = gold + torch.where(here, taken, torch.zeros_like(gold))
        last = labels.gather(1, (mask.sum(1) - 1).unsqueeze(1)).squeeze(1)
        return torch.logsumexp(total + self.end, 1) - gold - self.end[last]

    @torch.no_grad()
    def best(self, scores: Tensor) -> list[int]:
        """The best labels of one text, words x labels (Viterbi)."""
        steps, first = self.steps()
        best, back = first + scores[0], []
        for row in scores[1:]:
            value, way = (best.unsqueeze(1) + steps).max(0)
            best = value + row
            back.append(way)
        path = [int((best + self.end).argmax())]
        for way in reversed(back):
            path.append(int(way[path[-1]]))
        return path[::-1]


class Tagger(nn.Module):
    """Scores of labels, and queries and keys of links, for each word of a window."""

    def __init__(self, encoder: str, columns: Sequence[str], counts: Sequence[int]) -> None:
        """``encoder`` is a folder with MiniLM; ``counts`` the values of each feature, the unknown one among them."""
        super().__init__()
        self.bert = BertModel.from_pretrained(encoder, add_pooling_layer=False)
        self.emb = nn.ModuleList([nn.Embedding(n, SIZES[c]) for n, c in zip(counts, columns, strict=True)])
        self.hp = nn.Linear(WIDTH, ABOVE)
        self.inp = nn.Linear(WIDTH + ABOVE + sum(SIZES[c] for c in columns), INNER)
        self.lstm = nn.LSTM(INNER, HIDDEN, bidirectional=True, batch_first=True)
        self.out = nn.Linear(2 * HIDDEN + INNER, len(LABELS))
        self.q, self.k = nn.Linear(2 * HIDDEN + INNER, 2 * LINK), nn.Linear(2 * HIDDEN + INNER, 2 * LINK)
        self.dist = nn.Embedding(24, 2)
        self.drop, self.crf = nn.Dropout(DROPOUT), Field()

    def forward(
        self, pieces: Tensor, shown: Tensor, first: Tensor, heads: Tensor, features: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """``pieces`` with 1 in ``shown``; for each word the piece it begins in, its head's place and its features."""
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            states = self.bert(input_ids=pieces, attention_mask=shown).last_hidden_state
        words = states.float().gather(1, first.unsqueeze(2).expand(-1, -1, WIDTH))
        above = self.hp(words).gather(1, heads.unsqueeze(2).expand(-1, -1, ABOVE))
        described = [table(features[:, :, i]) for i, table in enumerate(self.emb)]
        x = self.drop(nn.functional.gelu(self.inp(self.drop(torch.cat([words, above, *described], 2)))))
        packed = nn.utils.rnn.pack_padded_sequence(x, mask.sum(1).cpu(), batch_first=True, enforce_sorted=False)
        y, _ = nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True, total_length=x.shape[1])
        z = torch.cat([self.drop(y), x], 2)
        return self.out(z), self.q(z), self.k(z)

    def links(self, queries: Tensor, keys: Tensor, cues: Sequence[int], spans: Sequence[int], role: int) -> Tensor:
        """Scores of each of ``spans`` (their first words) for each of ``cues``; role 0 is source, 1 is content."""
        part = slice(role * LINK, (role + 1) * LINK)
        fits = queries[list(cues), part] @ keys[list(spans), part].T / LINK**0.5
        return fits + self.dist(torch.tensor([[bucket(span - cue) for span in spans] for cue in cues]))[:, :, role]


def bucket(distance: int) -> int:
    """A bucket of 24 for the distance from a cue to a span, in words."""
    size = abs(distance)
    step = 0 if size == 0 else min(11, 1 + int(log2(size) * 1.4))
    return 12 + step if distance >= 0 else 11 - step
