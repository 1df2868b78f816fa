"""Who speaks, what he does by it and through whom: ``python -m benchmarks.speakers [SHARED] [--wrong]``.

Prints ``name value`` lines, shares from 0 to 1.
- ``development.*`` and ``held-out.*``: the statements annotated in benchmarks/attributed, half by half. ``given`` gives
  the annotated spans, so that the speakers stage is measured alone; ``own`` takes onrecord's statements, over those
  that match an annotated one (``found`` says how many do). ``act`` wants the best reading, ``act.any`` a right one.
- ``fresh.*``: the statements of stretches that a reader marked before he saw what onrecord has there: ``found`` is
  recall, ``precision`` the share of onrecord's statements there that the reader has marked too.
- ``stories.*``: speaker and chain on the stories with gold, likewise.
``--wrong`` lists on standard error what is wrong in the development half and the stories; of the held-out half and the
fresh stretches it never tells more than the numbers.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.attributed.reading import FRESH
from benchmarks.attributed.scoring import Verdict, judge, shares, surplus
from benchmarks.pages import read_pages
from benchmarks.resolving import analyse_page, find_parent, match
from onrecord.models import Models, load_models
from onrecord.records import Span, Statement
from onrecord.stages.entities import merge_entities

SHARED = Path("../shared")


def gold_statements(gold: list[dict[str, Any]], report: str) -> list[Statement]:
    """Statements from gold spans; the parent is the smallest other content that holds cue and content."""
    mine = sorted((s for s in gold if s["report"] == report), key=lambda s: s["cue"])
    statements = [
        Statement(
            report=report,
            source=Span(*s["source"]) if s["source"] else None,
            cue=Span(*s["cue"]),
            content=tuple(Span(*c) for c in s["content"]),
            mode=s["mode"],
            act=s["act"],
            evidence=(),
        )
        for s in mine
    ]
    return [replace(s, parent=find_parent(i, statements)) for i, s in enumerate(statements)]


def same_name(one: str, other: str) -> bool:
    """As score_dossier.py files names."""
    x, y = ([w for w in re.findall(r"[\w']+", re.sub(r"\(.*?\)", " ", n or "").lower().replace("u.s.", "us"))
             if w not in {"the", "a", "an", "mr", "mrs", "ms", "of"}] for n in (one, other))  # fmt: skip
    if not x or not y:
        return False
    small, large = sorted((x, y), key=len)
    return set(small) <= set(large) and (small[-1] in large[-2:] or len(small) == len(large))


def score_story(
    folder: Path, *, given: bool, models: Models
) -> Iterator[tuple[str, dict[str, Any], str, tuple[str, ...], bool, bool]]:
    """Report, gold statement, our speaker, our via, and whether each is right."""
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    analyses = [
        analyse_page(page, gold_statements(gold["statements"], page.name) if given else None, models=models)
        for page in sorted(read_pages(folder), key=lambda p: p.name)
    ]
    analyses, entities = merge_entities(analyses)
    known = {entity.id: entity for entity in entities}
    for analysis in analyses:
        for wanted in gold["statements"]:
            if wanted["report"] != analysis.page.name:
                continue
            content = [Span(*c) for c in wanted["content"]]
            statement = match(Span(*wanted["cue"]), content, analysis.statements)
            if statement is None:
                continue
            speaker = " and ".join(known[s].name for s in statement.speakers)
            via = tuple(known[s].name for s in statement.via)
            right = any(same_name(speaker, name) for name in [wanted["speaker"], *wanted.get("speakers", [])])
            through = len(via) == len(wanted["via"]) and all(map(same_name, via, wanted["via"]))
            yield analysis.page.text, wanted, speaker, via, right, through


def score_stories(folder: Path, *, given: bool, models: Models, wrong: bool) -> dict[str, float]:
    """Measure -> mean over the stories."""
    sums = {"speaker": 0.0, "via": 0.0}
    folders = sorted(path.parent for path in folder.glob("*/gold.json"))
    for story in folders:
        rows = list(score_story(story, given=given, models=models))
        sums["speaker"] += sum(row[4] for row in rows) / len(rows) / len(folders)
        sums["via"] += sum(row[5] for row in rows) / len(rows) / len(folders)
        for text, wanted, speaker, via, good, chain in rows if wrong else ():
            if not good or not chain:
                source = text[slice(*wanted["source"])] if wanted["source"] else None
                print(
                    f"{wanted['report']} {source!r} {text[slice(*wanted['cue'])]!r}: {speaker!r} for"
                    f" {wanted['speaker']!r}, via {list(via)} for {wanted['via']}",
                    file=sys.stderr,
                )
    return sums


def describe(verdict: Verdict) -> str:
    """One line on a statement that is not wholly right: what onrecord has, then what would be right."""
    reading, text, have = verdict.reading, verdict.text, verdict.statement
    assert have is not None
    missed = " ".join(measure for measure, right in verdict.right.items() if not right)
    source = have.source.of(text) if have.source else None
    content = " … ".join(span.of(text) for span in have.content)[:160].replace("\n", " ")
    return (
        f"{reading.number} {missed}: {source!r} {have.cue.of(text)!r} {content!r}\n"
        f"    {[e.name for e in verdict.speakers]} {have.act} {have.mode} via {[e.name for e in verdict.via]}\n"
        f"    {[_told(r, text) for r in reading.speakers]} {reading.kinds} {reading.acts} {reading.modes}"
        f" via {[_told(r, text) for r in reading.via]}"
    )


def _told(wanted: tuple[dict[str, Any], ...], text: str) -> str:
    return " + ".join(
        one.get("country") or ("nobody" if "nobody" in one else text[slice(*next(iter(one.values())))])
        for one in wanted
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("shared", nargs="?", default=SHARED, type=Path)
    options.add_argument("--wrong", action="store_true", help="list what is wrong, on standard error")
    chosen = options.parse_args()
    if not list((chosen.shared / "stories").glob("*/gold.json")):
        sys.exit(f"{chosen.shared}: no stories/NAME/gold.json in it; give the folder of the corpora and stories")
    models = load_models()
    for given, name in ((True, "given"), (False, "own")):
        verdicts = judge(models, chosen.shared, given=given)
        for half in ("development", "held-out"):
            for measure, value in shares(verdicts, half=half).items():
                if not given or measure not in ("act", "act.any", "mode", "found"):
                    print(f"{half}.{name}.{measure} {value:.3f}")
        for measure, value in shares(judge(models, chosen.shared, given=given, path=FRESH)).items():
            if not given or measure not in ("act", "act.any", "mode", "found"):
                print(f"fresh.{name}.{measure} {value:.3f}")
        for verdict in verdicts if chosen.wrong else ():
            if verdict.reading.half == "development" and verdict.right and not all(verdict.right.values()):
                print(f"{name} {describe(verdict)}", file=sys.stderr)
        means = score_stories(chosen.shared / "stories", given=given, models=models, wrong=chosen.wrong)
        for measure, value in means.items():
            print(f"stories.{name}.{measure} {value:.3f}")
    wrong, count = surplus(models, chosen.shared, path=FRESH)
    print(f"fresh.own.precision {1 - len(wrong) / max(1, count):.3f}")


if __name__ == "__main__":
    main()
