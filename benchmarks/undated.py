"""How well the rest of a story dates a report whose date is hidden: python -m benchmarks.undated REPORTS.jsonl

REPORTS.jsonl holds dated reports of several stories (``story``, ``date``, ``text``), such as the BASIL corpus. Each
report's date is hidden in turn; printed is how often the others bound its day, how often the true day lies within
those bounds, and how wide they are.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path

from onrecord.models import load_models
from onrecord.records import Analysis, Page, When
from onrecord.stages.clean import classify_blocks
from onrecord.stages.dates import date_from_story, date_report, date_statements, find_times
from onrecord.stages.dates.times import anchor_of
from onrecord.stages.events import find_events
from onrecord.stages.parse import parse_text
from onrecord.stages.speakers import resolve_speakers
from onrecord.stages.statements import attribute_statements


def read(record: dict[str, str], *, dated: bool) -> Analysis:
    """One report as far as its dates go: without propositions, which no date rests on."""
    text = record["text"]
    day = date.fromisoformat(record["date"][:10])
    published = When.on(day.year, day.month, day.day) if dated else None
    page = Page(record["id"], text, hashlib.sha256(text.encode()).hexdigest(), record["id"], published=published)
    blocks = classify_blocks(page)
    parse = parse_text(text, blocks, parser=load_models().parser)
    when = date_report(page, blocks, parse)
    times = find_times(text, parse, published=when)
    statements = attribute_statements(page, blocks, parse)
    statements, entities, outlet = resolve_speakers(page, blocks, parse, statements)
    statements = date_statements(statements, times, parse, published=when)
    events = find_events(page, parse, times, entities, statements, published=when)
    sentences = tuple(sentence.span for sentence in parse.sentences)
    return Analysis(page, blocks, sentences, when, outlet, times, statements, entities, events, ())


def main(path: str) -> None:
    stories: dict[str, list[dict[str, str]]] = defaultdict(list)
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        stories[record["story"]].append(record)
    total = bounded = holds = days = 0
    for _, records in sorted(stories.items()):
        analyses = [read(record, dated=True) for record in records]
        for record in records:
            hidden = read(record, dated=False)
            story = [hidden if a.page.name == hidden.page.name else a for a in analyses]
            dated = next(a for a in date_from_story(story) if a.page.name == hidden.page.name)
            anchor, true = anchor_of(dated.published), date.fromisoformat(record["date"][:10])
            total += 1
            if anchor is not None:
                bounded += 1
                holds += anchor.first <= true <= anchor.last
                days += (anchor.last - anchor.first).days + 1
    print(f"reports {total}")
    print(f"bounded {bounded / max(1, total):.3f}")
    print(f"right {holds / max(1, bounded):.3f}")
    print(f"days {days / max(1, bounded):.1f}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
