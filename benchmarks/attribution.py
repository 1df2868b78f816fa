"""Source, cue and content against PolNeAR: ``python -m benchmarks.attribution FOLDER``.

FOLDER is laid out as PolNeAR is: ``text/NAME.txt`` and ``attributions/NAME_ANNOTATOR.ann`` (brat standoff).
Prints ``name value`` lines, F1 in percent, for onrecord and, after the name of the peer, for each peer installed.

How it is counted. An annotation file is a document, so that an article annotated twice counts twice. Spans of
one role are pooled over all documents (micro-average); a discontinuous content counts as its parts.
- ``.exact``: a predicted span is right where a gold span of its role has the same bounds.
- ``.overlap``: predicted and gold spans of a role are paired one to one from left to right; a pair is right where
  the two share a character.
- ``triple.exact``: source (or none), cue and all parts of the content of one attribution are right together.
PolNeAR marks the outermost attribution only, beliefs, intentions, likes, decrees and perceptions with what was said,
and so does onrecord's tagger, which is what is scored here (``mark_attributions``); a dossier's statements are made
of it and of rules. A peer that reads direct quotations only is scored on all the same.
With ``--cofenet FILE`` a token file of Wang et al. (COLING 2022) is scored by that paper's rules (cofenet.py).
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import cofenet
from onrecord.models import Models, load_models
from onrecord.records import Block, Page, Parse, Span
from onrecord.stages.parse import parse_text
from onrecord.stages.statements import mark_attributions

ROLES = ("source", "cue", "content")
Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Triple:
    """One attribution, as offsets; each role may have several parts or none."""

    source: tuple[Offsets, ...]
    cue: tuple[Offsets, ...]
    content: tuple[Offsets, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """An article as one annotator read it."""

    name: str
    text: str
    gold: tuple[Triple, ...]


def read_documents(folder: Path) -> Iterator[Document]:
    """The documents of a folder in PolNeAR's layout, by name; FileNotFoundError if it holds none."""
    texts = sorted((folder / "text").glob("*.txt"))
    if not texts:
        raise FileNotFoundError(f"{folder}/text holds no .txt file: give the folder of PolNeAR's train or dev part")
    for path in texts:
        text = path.read_bytes().decode("utf-8")
        for annotation in sorted((folder / "attributions").glob(f"{path.stem}_*.ann")):
            yield Document(annotation.stem, text, read_annotations(annotation.read_text(encoding="utf-8")))


def read_annotations(brat: str) -> tuple[Triple, ...]:
    """The attributions of one brat file that have a cue and a content; arguments that point nowhere are left out."""
    spans: dict[str, tuple[Offsets, ...]] = {}
    triples = []
    for line in brat.splitlines():
        if found := re.match(r"(T\d+)\t\w+ ([\d ;]+)\t", line + "\t"):
            parts = (part.split() for part in found.group(2).split(";"))
            spans[found.group(1)] = tuple((int(a), int(b)) for a, b in parts)
        elif re.match(r"E\d+\t", line):
            arguments = re.findall(r"(Source|Cue|Content)\d*:(T\d+)", line)
            by_role = {
                role: tuple(
                    sorted(part for name, key in arguments if name.lower() == role for part in spans.get(key, ()))
                )
                for role in ROLES
            }
            if by_role["cue"] and by_role["content"]:
                triples.append(Triple(**by_role))
    return tuple(sorted(triples, key=lambda triple: (triple.cue, triple.content, triple.source)))


def paragraphs(text: str) -> tuple[Block, ...]:
    """One block a line with text in it: PolNeAR's articles hold no furniture; the first line is the headline."""
    found = [Span(m.start(), m.end()) for m in re.finditer(r"\S(?:[^\n]*\S)?", text)]
    return tuple(Block(span, "body" if number else "headline") for number, span in enumerate(found))


def parse_document(text: str, *, models: Models) -> Parse:
    """The parse of an article without furniture."""
    return parse_text(text, paragraphs(text), parser=models.parser)


def attribute(text: str, *, models: Models) -> tuple[Triple, ...]:
    """The outermost attributions of an article without furniture, as onrecord's tagger marks them."""
    page = Page("document", text, hashlib.sha256(text.encode()).hexdigest(), "document")
    blocks = paragraphs(text)
    reading = models.tagger.read(text, blocks)
    parse = parse_document(text, models=models)

    def offsets(words: tuple[int, int]) -> Offsets:
        return parse.tokens[words[0]].span.start, parse.tokens[words[1] - 1].span.end

    return tuple(
        Triple(
            source=(offsets(tagged.source),) if tagged.source else (),
            cue=(offsets(tagged.cue),),
            content=tuple(map(offsets, tagged.content)),
        )
        for tagged in mark_attributions(page, blocks, parse, reading=reading)
    )


def pooled(documents: Iterable[tuple[Sequence[Triple], Sequence[Triple]]]) -> dict[str, float]:
    """F1 in percent by measure, over pairs of predicted and gold attributions."""
    counts: dict[str, list[int]] = {}
    for predicted, gold in documents:
        for role in ROLES:
            ours = sorted({part for triple in predicted for part in getattr(triple, role)})
            theirs = sorted({part for triple in gold for part in getattr(triple, role)})
            _add(counts, f"{role}.exact", len(set(ours) & set(theirs)), len(ours), len(theirs))
            _add(counts, f"{role}.overlap", _overlapping(ours, theirs), len(ours), len(theirs))
        _add(counts, "triple.exact", len(set(predicted) & set(gold)), len(set(predicted)), len(set(gold)))
    return {name: 200 * right / max(1, ours + theirs) for name, (right, ours, theirs) in counts.items()}


def _add(counts: dict[str, list[int]], name: str, right: int, ours: int, theirs: int) -> None:
    row = counts.setdefault(name, [0, 0, 0])
    row[0] += right
    row[1] += ours
    row[2] += theirs


def _overlapping(ours: Sequence[Offsets], theirs: Sequence[Offsets]) -> int:
    pairs = i = j = 0
    while i < len(ours) and j < len(theirs):
        if ours[i][0] < theirs[j][1] and theirs[j][0] < ours[i][1]:
            pairs += 1
            i += 1
            j += 1
        elif ours[i][1] <= theirs[j][1]:
            i += 1
        else:
            j += 1
    return pairs


def score_cofenet(path: Path, *, models: Models) -> dict[str, float]:
    """F1 in percent by measure on a token file of CofeNet's, by its own rules (cofenet.py)."""
    counts: dict[str, list[int]] = {}
    for document in cofenet.read_tokens(path):
        marked = attribute(document.text, models=models)
        spans = {role: sorted({part for triple in marked for part in getattr(triple, role)}) for role in ROLES}
        for paragraph in document.paragraphs:
            gold = cofenet.spans(paragraph.labels)
            for role in ROLES:
                cofenet.count(counts, role, cofenet.cut_to_words(paragraph, spans[role]), gold[role])
    return {name: 200 * right / max(1, ours + theirs) for name, (right, ours, theirs) in sorted(counts.items())}


def score_folder(folder: Path, *, models: Models) -> dict[str, float]:
    """onrecord's F1 in percent by measure on a folder in PolNeAR's layout."""
    parses: dict[str, tuple[Triple, ...]] = {}
    results = []
    for document in read_documents(folder):
        if document.text not in parses:
            parses[document.text] = attribute(document.text, models=models)
        results.append((parses[document.text], document.gold))
    return pooled(results)


def score_textacy(folder: Path, *, models: Models) -> dict[str, float]:
    """textacy's rule-based direct quotations on the same folder; ImportError where it is not installed.

    It gives up on a text with an odd number of marks, so it reads paragraph by paragraph, and loses one at a time.
    """
    from textacy.extract import direct_quotations  # type: ignore[import-not-found,unused-ignore] # noqa: PLC0415

    results = []
    for document in read_documents(folder):
        predicted = []
        for block in paragraphs(document.text):
            try:
                found = list(direct_quotations(models.parser(block.span.of(document.text))))
            except ValueError:  # marks that do not pair
                continue
            for speaker, cue, content in found:
                quoted = (block.span.start + content.start_char, block.span.start + content.end_char)
                predicted.append(Triple(_covering(speaker, block), _covering(cue, block), (quoted,)))
        results.append((predicted, document.gold))
    return pooled(results)


def _covering(tokens: Sequence[Any], block: Block) -> tuple[Offsets, ...]:
    """The stretch from the first to the last of spaCy's ``tokens``, as offsets in the article."""
    if not tokens:
        return ()
    return ((block.span.start + tokens[0].idx, block.span.start + tokens[-1].idx + len(tokens[-1])),)


PEERS = {"textacy": score_textacy}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print onrecord's scores, then those of each peer, or why it is skipped."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--cofenet", type=Path, metavar="FILE", help="score a token file of CofeNet's")
    options = parser.parse_args(arguments)
    if (options.folder is None) == (options.cofenet is None):
        parser.error("give a folder in PolNeAR's layout, or --cofenet FILE")
    models = load_models()
    if options.cofenet:
        for name, value in score_cofenet(options.cofenet, models=models).items():
            print(f"{name} {value:.1f}")
        return
    for name, value in score_folder(options.folder, models=models).items():
        print(f"{name} {value:.1f}")
    for peer, score in PEERS.items():
        try:
            scores = score(options.folder, models=models)
        except ImportError as error:
            print(f"{peer} skipped: {error}", file=sys.stderr)
            continue
        for name, value in scores.items():
            print(f"{peer}.{name} {value:.1f}")


if __name__ == "__main__":
    main()
