"""Types and actors of events beside coded sentences: ``python -m benchmarks.events FILE``; prints ``name value`` lines.

FILE is either a TSV with columns ``sentence``, ``source``, ``target`` and ``gold_root`` (PLV, of Zero-Shot-PLOVER,
Hu et al., ACL 2024): who acts and who is acted upon are given, and the root is asked:

root.accuracy        share of sentences whose root is right, in percent; YIELD is CONCEDE or RETREAT
root.macro_f1        mean F1 over the roots that the file holds
rules.*, majority.*  the same by the word lists alone, and by the file's own most frequent root

With ``--text`` the same file is read as if it told no actors, like the other kind of FILE: JSON records (a list, one
object that holds a list, or one record a line) with ``text``, ``event`` and the lists ``source`` and ``target``
(PLOVER's gold standard records; those of type DOCUMENT are skipped). All is asked of the text alone, as onrecord
analyses it:

type.accuracy        share of records whose type is right; older names are read as those of 2021, YIELD as above
rules.*, majority.*  the same by the word lists alone, and by the file's own most frequent type
found                share of records in whose text an event is found at all
actors.precision, .recall, .f1   actors, each in its role of source or target. A record without targets is of a deed
                     of all together (PLOVER), so that roles do not count there. An actor with words is right where
                     the words found name it too, by their country or by a word of their own; one with a code alone
                     by its country
anyrole.f1           the same without roles
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from onrecord.models import load_models
from onrecord.pipeline import analyse
from onrecord.records import Block, Event, Page, Parse, Span
from onrecord.resources.lands import land_of, three_letters
from onrecord.stages.events.coding import join_yields, judge_root
from onrecord.stages.events.features import GROUPS, describe, near_words
from onrecord.stages.parse import parse_text

OLD_NAMES = {
    "DEMAND": "REQUEST", "INVESTIGATE": "ACCUSE", "DISAPPROVE": "ACCUSE", "FIGHT": "ASSAULT", "CRIME": "ASSAULT",
    "APPEAL": "REQUEST", "CONCEDE": "YIELD", "RETREAT": "YIELD",
}  # fmt: skip
"""Types of PLOVER before 2021 under the names of 2021 (CAMEO2PLOVER-2021: investigations and disapproval are ACCUSE,
demands and appeals REQUEST, fights ASSAULT); the two that were YIELD in PLV count as one."""
WEAK = frozenset(
    {"the", "a", "an", "of", "and", "for", "to", "in", "on", "at", "by", "its", "his", "their", "s", "former"}
)


class Actor(NamedTuple):
    """Who took part: the words and ISO 3166-1 alpha-3 code, each empty where it is not known."""

    words: str
    code: str

    def names(self, found: Actor) -> bool:
        """True where the actor found is this one."""
        if not self.words:
            return bool(self.code) and self.code == found.code
        return bool(self.code and self.code == found.code) or bool(_words(self.words) & _words(found.words))


class Record(NamedTuple):
    """One coded event."""

    text: str
    event: str
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]


def _words(phrase: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", phrase.casefold())) - WEAK


def join_types(event: str) -> str:
    return OLD_NAMES.get(event.upper(), event.upper())


def code_of(words: str) -> str:
    """ISO 3166-1 alpha-3 of the country that words name, or an empty string."""
    return three_letters(land_of(words)) or ""


def read_actors(given: Any) -> tuple[Actor, ...]:
    """Actors of a record: plain strings, or objects with words (``actorText``, ``text``, ``name``) and a ``code``."""
    found = []
    for actor in given if isinstance(given, list) else [given] if given else []:
        if isinstance(actor, str):
            given_code = re.fullmatch(r"[A-Z]{3}", actor) is not None
            found.append(Actor("" if given_code else actor, actor if given_code else code_of(actor)))
        elif isinstance(actor, dict):
            texts = [str(v) for k, v in actor.items() if k.lower() in ("actortext", "text", "name", "agenttext") and v]
            told = str(actor.get("code") or actor.get("actor") or actor.get("actorCode") or "")
            words = " ".join(texts) or ("" if re.fullmatch(r"[A-Z]{3}\w*", told) else told)
            found.append(Actor(words, told[:3] if told.isupper() else code_of(words)))
    return tuple(actor for actor in found if actor.words or actor.code)


def read_records(path: Path) -> list[Record]:
    """The coded events of a JSON file; ValueError with the file's name for one that holds none."""
    text = path.read_text(encoding="utf-8-sig")
    try:
        given = json.loads(text)
    except json.JSONDecodeError:
        given = [json.loads(line) for line in text.splitlines() if line.strip()]
    if isinstance(given, dict) and "text" in given:
        given = [given]
    elif isinstance(given, dict):
        given = next((value for value in given.values() if isinstance(value, list)), [given])
    records = []
    for item in given:
        event = str(item.get("event") or "") if isinstance(item, dict) else ""
        kind = str(item.get("type") or "") if isinstance(item, dict) else ""
        if event and item.get("text") and "DOCUMENT" not in (event.upper(), kind.upper()):
            records.append(
                Record(item["text"], event, read_actors(item.get("source")), read_actors(item.get("target")))
            )
    if not records:
        raise ValueError(f"{path}: no record with text and event")
    return records


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a TSV; ValueError with the file's name where a column is missing."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    missing = {"sentence", "source", "target", "gold_root"} - set(rows[0] if rows else ())
    if missing:
        raise ValueError(f"{path}: no column {', '.join(sorted(missing))}")
    return rows


def tokens_of(parse: Parse, text: str, words: str) -> tuple[int, int] | None:
    """The tokens that the words overlap where they first stand in the text."""
    start = text.find(words) if words else -1
    at = [i for i, t in enumerate(parse.tokens) if t.span.start < start + len(words) and t.span.end > start]
    return (at[0], at[-1] + 1) if start >= 0 and at else None


def macro_f1(gold: Sequence[str], found: Sequence[str | None]) -> float:
    """The mean F1 of the labels that gold holds."""
    scores = []
    for label in sorted(set(gold)):
        right = sum(g == f == label for g, f in zip(gold, found, strict=True))
        scores.append(2 * right / (gold.count(label) + sum(f == label for f in found)))
    return sum(scores) / len(scores)


def score_roots(rows: Sequence[dict[str, str]]) -> dict[str, float]:
    """Roots of sentences whose actors are given."""
    models = load_models()
    gold = [join_yields(row["gold_root"]) for row in rows]
    found: list[str] = []
    ruled: list[str | None] = []
    for row in rows:
        text = row["sentence"]
        blocks = (Block(Span(0, len(text)), "body"),)
        reading = models.tagger.read(text, blocks)
        parse = parse_text(text, blocks, parser=models.parser)
        source, target = (tokens_of(parse, text, row[key]) for key in ("source", "target"))
        features = describe(parse.tokens, (0, len(parse.tokens)), source=source, target=target)
        near = near_words(parse.tokens, (0, len(parse.tokens)), source=source, target=target)
        found.append(judge_root(features, reading.average([parse.tokens[at].span.start for at in near])))
        listed = next(iter(features[GROUPS.index("lexicon")]), None)
        ruled.append(join_yields(listed.split(":")[1].rstrip("!")) if listed else None)
    common = Counter(gold).most_common(1)[0][0]
    scores = {}
    for name, answers in (("root", found), ("rules", ruled), ("majority", [common] * len(gold))):
        scores[f"{name}.accuracy"] = sum(a == b for a, b in zip(gold, answers, strict=True)) / len(gold)
        scores[f"{name}.macro_f1"] = macro_f1(gold, answers)
    return scores


def main_event(events: Sequence[Event]) -> Event | None:
    """The event that a sentence is about: of a type, told as such, the weightiest, the first."""
    return min(events, key=lambda e: (e.plover is None, e.status == "hypothetical", -e.weight, e.trigger), default=None)


def find_events(record: Record) -> Event | None:
    digest = hashlib.sha256(record.text.encode()).hexdigest()
    return main_event(analyse(Page("record", record.text, digest, "record"), models=load_models()).events)


def list_type(event: Event, text: str) -> str | None:
    """The type that the word lists give to an event's trigger."""
    parse = parse_text(text, (Block(Span(0, len(text)), "body"),), parser=load_models().parser)
    verb = next(i for i, token in enumerate(parse.tokens) if token.span.end > event.trigger.start)
    features = describe(parse.tokens, (0, len(parse.tokens)), source=None, target=None, verb=verb)
    listed = next(iter(features[GROUPS.index("lexicon")]), None)
    return join_types(listed.split(":")[1].rstrip("!")) if listed else None


def found_actors(event: Event, text: str) -> tuple[list[Actor], list[Actor]]:
    """Sources and targets of an event; those of a deed of several together are all sources."""
    sides: tuple[list[Actor], list[Actor]] = ([], [])
    for span, side in ((event.source, sides[0]), (event.target, sides[1])):
        for words in re.split(r",? and (?=(?:the )?[A-Z])", span.of(text)) if span else ():
            side.append(Actor(words, code_of(words)))
    return sides


def match_actors(gold: Sequence[Actor], found: Sequence[Actor]) -> int:
    """How many of the actors are found, each once."""
    left = list(found)
    right = 0
    for actor in gold:
        hit = next((other for other in left if actor.names(other)), None)
        if hit is not None:
            left.remove(hit)
            right += 1
    return right


def score_texts(records: Sequence[Record]) -> dict[str, float]:
    """Types and actors of records by their text alone."""
    gold = [join_types(record.event) for record in records]
    events = [find_events(record) for record in records]
    types = [join_types(event.plover) if event and event.plover else None for event in events]
    roles, anyrole = Counter[str](), Counter[str]()
    for record, event in zip(records, events, strict=True):
        sources, targets = found_actors(event, record.text) if event else ([], [])
        both, named = [*sources, *targets], [*record.sources, *record.targets]
        anyrole.update(right=match_actors(named, both), gold=len(named), found=len(both))
        right = match_actors(record.sources, sources) + match_actors(record.targets, targets)
        roles.update(right=right if record.targets else match_actors(named, both), gold=len(named), found=len(both))
    ruled = [list_type(event, record.text) if event else None for record, event in zip(records, events, strict=True)]
    common = Counter(gold).most_common(1)[0][0]
    scores = {
        "type.accuracy": sum(a == b for a, b in zip(gold, types, strict=True)) / len(gold),
        "rules.accuracy": sum(a == b for a, b in zip(gold, ruled, strict=True)) / len(gold),
        "majority.accuracy": gold.count(common) / len(gold),
        "found": sum(event is not None for event in events) / len(events),
    }
    return scores | dict(_actor_scores("actors", roles)) | dict(list(_actor_scores("anyrole", anyrole))[2:])


def _actor_scores(name: str, counts: Counter[str]) -> Iterator[tuple[str, float]]:
    precision = counts["right"] / max(counts["found"], 1)
    recall = counts["right"] / max(counts["gold"], 1)
    yield f"{name}.precision", precision
    yield f"{name}.recall", recall
    yield f"{name}.f1", 2 * precision * recall / max(precision + recall, 1e-9)


def rows_as_records(rows: Sequence[dict[str, str]]) -> list[Record]:
    """Rows of a TSV as records; actors that the coders only made up ("a recipient") are left out."""

    def actor(row: dict[str, str], key: str) -> tuple[Actor, ...]:
        words = row[key] if row[key] in row["sentence"] else ""
        return (Actor(words, code_of(words)),) if words else ()

    return [Record(r["sentence"], r["gold_root"], actor(r, "source"), actor(r, "target")) for r in rows]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--text", action="store_true", help="take a TSV's actors for unknown")
    options = parser.parse_args(arguments)
    try:
        if options.file.suffix == ".tsv":
            rows = read_table(options.file)
            scores = score_texts(rows_as_records(rows)) if options.text else score_roots(rows)
        else:
            scores = score_texts(read_records(options.file))
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    for name, value in scores.items():
        print(f"{name} {100 * value:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
