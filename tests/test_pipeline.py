"""The whole path: any text passes, the same input gives the same output, order changes nothing."""

from __future__ import annotations

import hashlib
import inspect
from itertools import permutations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord import pipeline
from onrecord.exports.json import dossier_to_dict
from onrecord.models import Models
from onrecord.pipeline import analyse, build
from onrecord.records import ARTICLE_KINDS, Page

REPORTS = {
    "wire": (
        "Veldmark denies buying grain from Ostrava Bay\n\n"
        "KESTREL, May 6 (Norlandic News) - The trade ministry of Veldmark on Tuesday denied that it had bought "
        "40,000 tonnes of grain from the port of Ostrava Bay.\n\n"
        "“We have bought nothing there,” ministry spokeswoman Ida Rosmer told reporters. Two officials of the "
        "port authority, who asked not to be named, said the sale was signed in April.\n\n"
        "Subscribe to our newsletter"
    ),
    "paper": (
        "Port officials say grain was sold\n\n"
        "Officials of the port authority said on Tuesday that Veldmark bought 45,000 tonnes of grain in April, "
        "the Norlandic News reported. Ida Rosmer, a spokeswoman for the ministry, rejected the claim.\n\n"
        "The harbour master, Joren Tack, declined to comment."
    ),
    "brief": "Veldmark accused the port authority of spreading rumours, a day after the reports of a grain sale.",
}

fragments = st.sampled_from([
    "“", "”", '"', "'", "„", "«", "»", "he said", " said that ", "according to", "Mr. Tack", "the ministry", "denied",
    "\n\n", "\n", ". ", ", ", "(Reuters) - ", "On Monday", "5,000", "\u202e", "\u2066", "\x0b", "\ufeff", "—", "…",
    "NATO",
    "Read more:", "http://a.example/b?c=1", "@name", "#tag", "😀", "was accused of", "told", "asked", ":", "?", "\t",
])  # fmt: skip


def page(name: str, text: str) -> Page:
    return Page(name, text, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), name)


def test_order_of_input_changes_nothing(models: Models) -> None:
    analyses = [analyse(page(name, text), models=models) for name, text in REPORTS.items()]
    dossiers = [build(order) for order in permutations(analyses)]
    assert all(dossier == dossiers[0] for dossier in dossiers)
    assert dossiers[0].statements


def test_an_analysis_is_a_function_of_its_page(models: Models) -> None:
    first = analyse(page("wire", REPORTS["wire"]), models=models)
    analyse(page("paper", REPORTS["paper"]), models=models)
    assert analyse(page("wire", REPORTS["wire"]), models=models) == first


@given(st.lists(st.one_of(fragments, st.text(max_size=20)), max_size=40).map("".join))
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_passes_and_every_span_lies_in_the_article(models: Models, text: str) -> None:
    analysis = analyse(page("any", text), models=models)
    article = [block.span for block in analysis.blocks if block.kind in ARTICLE_KINDS]
    for statement in analysis.statements:
        for span in (statement.cue, *statement.content, *([statement.source] if statement.source else [])):
            assert 0 <= span.start < span.end <= len(text)
            assert any(block.overlaps(span) for block in article)
        assert statement.speakers
    dossier_to_dict(build([analysis]))


def test_pipeline_fits_one_screen() -> None:
    assert len(inspect.getsource(pipeline).splitlines()) <= 90
