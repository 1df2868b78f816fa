"""How often a word is a cue: ``python training/cues/count_cues.py FOLDER``, FOLDER being PolNeAR's train part.

Prints, for each lemma and part of speech that stands in an annotated cue at least ``--least`` times: how often it
does, how often it occurs at all, and the share. resources/cues.tsv is curated by hand with this list beside it;
the counts say which words to look at, and that "say" needs no condition where "find" does. The corpus nests no
attributions, so the share of a word that often stands inside another's content is too low.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from benchmarks.attribution import parse_document, read_documents

from onrecord.models import load_models

OPEN_CLASSES = {"VERB", "NOUN", "ADV", "ADJ"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--least", type=int, default=10)
    options = parser.parse_args()
    models = load_models()
    in_cue: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    for document in read_documents(options.folder):
        inside = {at for triple in document.gold for start, end in triple.cue for at in range(start, end)}
        for token in parse_document(document.text, models=models).tokens:
            if token.pos in OPEN_CLASSES:
                total[token.lemma.lower(), token.pos] += 1
                in_cue[token.lemma.lower(), token.pos] += token.span.start in inside
    print("lemma\tpos\tin_cue\ttotal\tshare")
    for (lemma, pos), count in sorted(in_cue.items(), key=lambda item: (-item[1], item[0])):
        if count >= options.least:
            print(f"{lemma}\t{pos}\t{count}\t{total[lemma, pos]}\t{count / total[lemma, pos]:.2f}")


if __name__ == "__main__":
    main()
