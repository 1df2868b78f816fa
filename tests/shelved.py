"""A store with a dossier made by hand in it, as if it had been read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from invented import make_analysis, make_page

from onrecord.adapters.store import Store
from onrecord.building import version
from onrecord.records import Dossier, Report, Span, TimeExpression, When


def shelve(dossier: Dossier, db: Path) -> int:
    """Store the dossier with its reports; the story's number."""
    dossier = replace(dossier, reports=tuple(map(_date, dossier.reports)))
    with Store(db, create=True) as store:
        for report in dossier.reports:
            page = replace(make_page(report.name, report.text, published=report.published.when), url=report.url)
            analysis = make_analysis(page)
            store.reports.add(analysis, version=version())
        ids = sorted(id for report in dossier.reports for id in store.reports.list_of_text(report.sha256))
        number = store.stories.put(dossier.story, ids)
        draft = store.dossiers.draft(number)
        assert draft is not None
        names = {stored.page.name: stored.id for stored in store.reports.load(ids, version=version())}
        sentences = {report.name: [block.span for block in report.blocks] for report in dossier.reports}
        assert store.dossiers.save(
            draft, dossier, corrected=dossier, reports=names, sentences=sentences, version=version()
        )
        return number


def _date(report: Report) -> Report:
    """The report with one expression of time, where it has that."""
    at = report.text.find("Wednesday")
    if at < 0:
        return report
    return replace(report, times=(TimeExpression(Span(at, at + 9), "weekday", When.on(2023, 5, 3)),))
