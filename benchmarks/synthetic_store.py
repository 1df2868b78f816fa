"""A store of invented reports, made without any model: as large as wanted, the same every time."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from onrecord.adapters.store import Store
from onrecord.adapters.store.version import analysis_version
from onrecord.records import (
    Act,
    Analysis,
    Block,
    Claim,
    Dossier,
    Entity,
    Evidence,
    Holder,
    Link,
    Mention,
    Origin,
    Page,
    Publication,
    Report,
    Span,
    Stance,
    Statement,
    Status,
    TimelineEntry,
    Utterance,
    When,
)

HEADS = tuple("bar cal dor fen gal hal jor kel lom mar nor pel quin ros sal tor".split())  # noqa: SIM905 - words
TAILS = tuple("an beck dale eth ford gate holm ick land mere ness ock stead ton wick".split())  # noqa: SIM905
WORDS = """
government police people official minister year time country week day month city state law court
leader group president party home office member public power money work plan part news case number
house life world area order call report statement question decision support help change service side
end place way hand night children school company market business water road train letter fire team
talk meeting street
""".split()  # noqa: SIM905 - as above
"""Words of every story, the first ones far more often; each story has names of its own besides, as stories have."""
OWN = 80
"""Words of one story alone: more than a report is looked up by, so that stories stay apart."""
STORY = 20
"""Reports of a story."""
STATEMENTS = 8
"""Statements of a report; between them stand as many sentences in the outlet's own voice."""
VOICES = 12
"""Speakers of a story."""
ACTS: Sequence[Act] = ("asserts", "asserts", "asserts", "denies", "accuses", "promises", "questions")


def make_store(db: Path, *, reports: int) -> tuple[list[int], list[str]]:
    """Make the store, unless it is there; the numbers of its stories and the digests of its reports."""
    if db.exists():
        with Store(db) as store:
            rows = store.queries.list_reports()
            return sorted({row.story for row in rows if row.story}), sorted(row.sha256 for row in rows)
    stories, digests = [], []
    with Store(db, create=True) as store:
        for number in range(reports // STORY):
            dossier, analyses, sentences = _Story(number).make()
            for analysis in analyses:
                store.reports.add(analysis, version=analysis_version())
            names = {report.name: store.reports.list_of_text(report.sha256)[0] for report in dossier.reports}
            story = store.stories.put(dossier.story, sorted(names.values()))
            draft = store.dossiers.draft(story)
            assert draft is not None
            store.dossiers.save(
                draft, dossier, corrected=dossier, reports=names, sentences=sentences, version=analysis_version()
            )
            stories.append(story)
            digests += [report.sha256 for report in dossier.reports]
    return stories, digests


class _Story:
    """Makes one story of invented words."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.chance = random.Random(number)
        mark = "".join(HEADS[number // 16**i % 16] for i in range(3))
        self.own = [f"{mark}{HEADS[i // 15]}{TAILS[i % 15]}" for i in range(OWN)]
        self.entities = tuple(
            Entity(f"e{i}", f"{self.own[2 * i].title()} {self.own[2 * i + 1].title()}", "person", roles=(self.word(),))
            for i in range(VOICES)
        )
        self.outlets = tuple(Entity(f"o{i}", f"Outlet {i}", "outlet") for i in range(STORY))
        # What is said is said by several, in about the same words.
        self.sayings = [self.sentence() for _ in range(3 * STATEMENTS)]

    def word(self) -> str:
        """A word: of the story alone, or of every story, where the first ones are drawn far more often."""
        if self.chance.random() < 0.4:
            return self.chance.choice(self.own)
        return WORDS[min(int(self.chance.paretovariate(0.6)) - 1, len(WORDS) - 1)]

    def sentence(self) -> str:
        """Twelve words."""
        return " ".join(self.word() for _ in range(12))

    def make(self) -> tuple[Dossier, list[Analysis], dict[str, list[Span]]]:
        """The dossier, the analyses of its reports and the sentences of each."""
        made = [self.report(i) for i in range(STORY)]
        reports = tuple(report for report, _, _ in made)
        statements = tuple(statement for _, said, _ in made for _, statement in said)
        dossier = Dossier(
            story=f"{self.sentence().capitalize()} ({self.number})",
            reports=reports,
            entities=(*self.entities, *self.outlets),
            claims=self.claims([said for _, said, _ in made]),
            statements=statements,
            events=self.events(statements),
            lineage=self.links(reports, [said for _, said, _ in made]),
            utterances=self.utterances([said for _, said, _ in made]),
        )
        analyses = [self.analysis(report, [s for _, s in said]) for report, said, _ in made]
        return dossier, analyses, {report.name: spans for report, _, spans in made}

    def report(self, index: int) -> tuple[Report, list[tuple[int, Statement]], list[Span]]:
        """A report, its statements with what saying each repeats, and its sentences."""
        name = f"s{self.number}-{index}"
        text, said, sentences = f"{self.sentence().capitalize()}\n\n", [], []
        for _ in range(STATEMENTS):
            saying, speaker = self.chance.randrange(len(self.sayings)), self.chance.randrange(VOICES)
            start, who = len(text), self.entities[speaker].name
            text += f"{who} said that {self.sayings[saying]}. "
            source = Span(start, start + len(who))
            cue = Span(source.end + 1, source.end + 5)
            whole = Span(start, len(text) - 1)
            statement = Statement(
                name, source, cue, (Span(cue.end + 6, whole.end - 1),), "indirect", self.chance.choice(ACTS), (whole,),
                speakers=(f"e{speaker}",), said_on=When.on(2023, 1 + self.number % 12, 1 + index),
            )  # fmt: skip
            said.append((saying, statement))
            start = len(text)
            text += f"{self.sentence().capitalize()}.\n\n"
            sentences += [whole, Span(start, len(text) - 2)]
        digest = hashlib.sha256(text.encode()).hexdigest()
        when = When.on(2023, 1 + self.number % 12, 1 + index)
        first = text.index("\n")
        blocks = (Block(Span(0, first), "headline"), Block(Span(first + 2, len(text) - 2), "body"))
        report = Report(name, digest, text, f"o{index}", text[:first], Publication(when, "given"), blocks)
        return report, said, sentences

    def analysis(self, report: Report, statements: list[Statement]) -> Analysis:
        """What a report says, as far as it is stored."""
        page = Page(report.name, report.text, report.sha256, f"{report.name}.txt", published=report.published.when)
        mentions: dict[str, list[Mention]] = {}
        for statement in statements:
            if statement.source:
                mentions.setdefault(statement.speakers[0], []).append(Mention(report.name, statement.source))
        entities = tuple(
            replace(entity, mentions=tuple(mentions.get(entity.id, ()))) for entity in (*self.entities, *self.outlets)
        )
        return Analysis(
            page, report.blocks, (), report.published, report.outlet, (), tuple(statements), entities, (), ()
        )

    def claims(self, said: list[list[tuple[int, Statement]]]) -> tuple[Claim, ...]:
        """A claim a saying; whoever denied or questioned it disputes it."""
        claims = []
        for number, saying in enumerate(self.sayings):
            carried = [s for told in said for known, s in told if known == number]
            if not carried:
                continue
            held: dict[tuple[str, Stance], list[Evidence]] = {}
            for s in carried:
                stance: Stance = s.act if s.act in ("denies", "questions") else "asserts"
                held.setdefault((s.speakers[0], stance), []).append(Evidence(s.report, s.evidence[0]))
            holders = tuple(Holder(who, stance, (), tuple(places)) for (who, stance), places in sorted(held.items()))
            asserting = sorted({who for who, stance in held if stance == "asserts"})
            disputed = len(held) > 1 and any(stance != "asserts" for _, stance in held) and number % 8 == 0
            origins = tuple(Origin(self.entities[int(who[1:])].name) for who in asserting)
            status: Status = "disputed" if disputed else "corroborated" if len(origins) > 1 else "single-source"
            claims.append(Claim(f"c{number}", f"{saying}.", holders[0].evidence[0], status, holders, origins))
        return tuple(claims)

    def events(self, statements: Sequence[Statement]) -> tuple[TimelineEntry, ...]:
        """An event for some statements."""
        return tuple(
            TimelineEntry(s.said_on, s.said_on, self.sentence(), s.speakers, "CONSULT", "happened", (_whole(s),))
            for s in statements[::6]
        )

    def links(self, reports: Sequence[Report], said: list[list[tuple[int, Statement]]]) -> tuple[Link, ...]:
        """Every other report copies the one before."""
        firsts = [told[0][1] for told in said]
        return tuple(
            Link(reports[i].name, reports[i - 1].name, "copy", firsts[i].evidence[0], _whole(firsts[i - 1]))
            for i in range(1, len(reports), 2)
        )

    def utterances(self, said: list[list[tuple[int, Statement]]]) -> tuple[Utterance, ...]:
        """A few things said once and told by two."""
        firsts = [told[0][1] for told in said]
        return tuple(
            Utterance(one.speakers[0], None, (_whole(one), _whole(two)))
            for one, two in zip(firsts[::4], firsts[1::4], strict=True)
        )


def _whole(statement: Statement) -> Evidence:
    return Evidence(statement.report, statement.evidence[0])
