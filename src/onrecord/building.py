"""The dossier of a stored story: built where the store has none, of reports that are read again where need be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from onrecord.adapters.store import Draft, Store
from onrecord.errors import NotFound, PageError
from onrecord.records import Analysis, Dossier, Made, Page

# The pipeline and what it needs load in a second or more, and questions to a store need none of it:
# hence the imports inside functions here.


def show_dossier(store: Store, number: int) -> Dossier:
    """The dossier of the story of that number with what readers corrected; NotFound where there is none."""
    dossier = read_dossier(store, number)
    corrections = store.corrections.list_all(number)
    return _correct(dossier, corrections) if corrections else dossier


def read_dossier(store: Store, number: int) -> Dossier:
    """The dossier as it was read, without what readers corrected."""
    dossier = store.dossiers.load(number, version=version())
    while dossier is None:
        draft = store.dossiers.draft(number)
        if draft is None:
            raise NotFound(str(number), "no story has that number", "list them with: onrecord stories")
        # Another process may add to the story meanwhile: then it is built once more.
        dossier = _build(store, draft)
    return dossier


def _build(store: Store, draft: Draft) -> Dossier | None:
    """The dossier of a draft, saved; None where the story has changed meanwhile."""
    from onrecord.pipeline import build  # noqa: PLC0415 - see above

    names: dict[str, int] = {}
    analyses = []
    stored = store.reports.load(draft.reports, version=version())
    doubled = Counter(report.page.name for report in stored)
    for report in stored:
        analysis = report.analysis
        if analysis is None:
            analysis = analyse_page(report.page)
            if store.writable:
                store.reports.renew(report.id, analysis, version=version())
        if doubled[report.page.name] > 1:
            # Reports of one name from different folders, read one after the other.
            analysis = _rename(analysis, f"{report.page.name}~{report.page.key[:8]}")
        names[analysis.page.name] = report.id
        analyses.append(analysis)
    dossier = build(analyses, title=draft.name)
    sentences = {analysis.page.name: analysis.sentences for analysis in analyses}
    corrections = store.corrections.list_all(draft.story)
    corrected = _correct(dossier, corrections) if corrections else dossier
    saved = not store.writable or store.dossiers.save(
        draft, dossier, corrected=corrected, reports=names, sentences=sentences, version=version()
    )
    return dossier if saved else None


def analyse_page(page: Page) -> Analysis:
    """The page's analysis; a PageError for a page that brings out a fault of ours, so that the rest goes on."""
    from onrecord.models import load_models  # noqa: PLC0415 - see above
    from onrecord.pipeline import analyse  # noqa: PLC0415

    models = load_models()
    try:
        return analyse(page, models=models)
    except Exception as error:
        what = f"could not be analysed, which is a fault of onrecord's ({type(error).__name__}: {error})"
        raise PageError(page.where, what, "please report it with the text") from error


def _rename(analysis: Analysis, name: str) -> Analysis:
    """The same analysis under another name for its report."""
    return replace(
        analysis,
        page=replace(analysis.page, name=name),
        statements=tuple(replace(one, report=name) for one in analysis.statements),
        entities=tuple(
            replace(one, mentions=tuple(replace(mention, report=name) for mention in one.mentions))
            for one in analysis.entities
        ),
        events=tuple(replace(one, report=name) for one in analysis.events),
        propositions=tuple(replace(one, report=name) for one in analysis.propositions),
    )


def _correct(dossier: Dossier, corrections: Sequence[Made]) -> Dossier:
    from onrecord.stages.corrections import apply_corrections  # noqa: PLC0415 - few stories have any

    return apply_corrections(dossier, corrections)


def version() -> str:
    """What stands for all that an analysis hangs on: code, word lists and weights."""
    from onrecord.adapters.store.version import analysis_version  # noqa: PLC0415 - reads all that it tells apart

    return analysis_version()
