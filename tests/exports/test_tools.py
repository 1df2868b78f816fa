"""Formats opened by the programs that people open them with: Recogito and TimelineJS in a browser.

They come from npm (``npm ci`` in tests/exports/npm). Where they are missing, these tests are skipped; with
ONRECORD_TESTS=all, as .ci/run has it, they fail.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browsing import open_browser
from dossier_by_hand import TEXTS, at

from onrecord.exports import EXPORTERS
from onrecord.records import Dossier, TimelineEntry, When

NPM = Path(__file__).parent / "npm"
MODULES = NPM / "node_modules"
ALL = os.environ.get("ONRECORD_TESTS") == "all"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"


@pytest.fixture(scope="module")
def node() -> str:
    """Node, with the tools beside it."""
    path = shutil.which("node")
    if not ALL and (path is None or not MODULES.is_dir()):
        pytest.skip("no JavaScript tools: npm ci in tests/exports/npm")
    assert path and MODULES.is_dir(), "npm ci in tests/exports/npm"
    return path


@pytest.fixture(scope="module")
def page(node: str) -> Iterator[Any]:
    """A page in a real browser that can load nothing from elsewhere."""
    with open_browser() as browser:
        opened = browser.new_page(viewport={"width": 1000, "height": 700})
        opened.route("**/*", lambda route: route.abort())
        yield opened


@pytest.fixture
def faults(page: Any) -> Iterator[list[str]]:
    """What the page's scripts threw."""
    found: list[str] = []

    def note(error: Any) -> None:
        found.append(str(error))

    page.on("pageerror", note)
    yield found
    page.remove_listener("pageerror", note)


# ---- Web Annotation -----------------------------------------------------------------------------


def annotate(dossier: Dossier) -> list[dict[str, Any]]:
    """The annotations of a collection, each with the context that the collection gives to all."""
    written = EXPORTERS["web-annotation"]([dossier])
    assert isinstance(written, str)
    collection = json.loads(written)
    return [{"@context": collection["@context"], **item} for item in collection["first"]["items"]]


def list_invalid(node: str, items: list[dict[str, Any]]) -> list[int]:
    done = subprocess.run(
        [node, "validate.cjs"], cwd=NPM, input=json.dumps(items), capture_output=True, text=True, check=True
    )
    invalid: list[int] = json.loads(done.stdout)
    return invalid


def test_every_web_annotation_fits_the_schema(node: str, dossier: Dossier) -> None:
    items = annotate(dossier)
    assert items[0]["@context"] == CONTEXT
    assert list_invalid(node, items) == []
    assert list_invalid(node, [items[0], {**items[1], "target": 7}, {**items[2], "type": "Note"}]) == [1, 2]


@pytest.mark.parametrize("name", ["bay", "mirror"])
def test_recogito_finds_the_words_of_every_annotation(
    page: Any, dossier: Dossier, faults: list[str], name: str
) -> None:
    digest = next(report.sha256 for report in dossier.reports if report.name == name)
    mine = [
        item for item in annotate(dossier) if isinstance(item["target"], dict) and digest in item["target"]["scope"]
    ]
    assert mine
    page.set_content('<meta charset="utf-8"><div id="text" style="white-space: pre-wrap"></div>')
    # The library asks a bundler's variable whether it is being developed.
    page.evaluate(
        "text => { window.process = {env: {}}; document.getElementById('text').textContent = text; }", TEXTS[name]
    )
    page.add_script_tag(path=MODULES / "@recogito/text-annotator/dist/text-annotator.umd.js")
    shown = page.evaluate(
        """items => {
            const element = document.getElementById("text");
            const adapter = RecogitoJS.W3CTextFormat(items[0].target.source, element);
            const annotator = RecogitoJS.createTextAnnotator(element, {adapter});
            annotator.setAnnotations(items);
            return annotator.getAnnotations();
        }""",
        mine,
    )
    assert faults == []
    assert [item["id"] for item in shown] == [item["id"] for item in mine]
    for ours, theirs in zip(mine, shown, strict=True):
        (target,) = theirs["target"]
        found = {one["type"]: one for one in target["selector"]}
        position, quote = ours["target"]["selector"]
        assert (found["TextPositionSelector"]["start"], found["TextPositionSelector"]["end"]) == (
            position["start"],
            position["end"],
        )
        assert found["TextQuoteSelector"]["exact"] == quote["exact"]
        # It looks before and after the words in the text itself, so that it has found their place there.
        assert quote["prefix"].endswith(found["TextQuoteSelector"]["prefix"])
        assert [(body["purpose"], body["value"]) for body in theirs["body"]] == [
            (body["purpose"], body["value"]) for body in ours["body"]
        ]


# ---- TimelineJS ---------------------------------------------------------------------------------


def test_timelinejs_shows_every_dated_event(page: Any, dossier: Dossier, faults: list[str]) -> None:
    evil = "<img src=x onerror=alert(1)> & more"
    place = at("bay", "told")
    events = (
        *dossier.events,
        TimelineEntry(When.on(2022, 11), None, evil, (), "CONSULT", "planned", (place,)),
        TimelineEntry(When.on(2021), None, "a year", (), None, "happened", (place,)),
    )
    written = EXPORTERS["timelinejs"]([replace(dossier, events=events)])
    assert isinstance(written, str)
    page.set_content('<!DOCTYPE html><meta charset="utf-8"><div id="here" style="width: 100%; height: 600px"></div>')
    page.add_style_tag(path=MODULES / "@knight-lab/timelinejs/dist/css/timeline.css")
    page.add_script_tag(path=MODULES / "@knight-lab/timelinejs/dist/js/timeline.js")
    page.evaluate("made => { window.made = new TL.Timeline('here', made, {font: null}); }", json.loads(written))
    page.wait_for_function("document.querySelectorAll('.tl-timemarker').length === 3")
    slides = [slide.inner_text() for slide in page.locator(".tl-slide").all()]
    assert faults == [] and page.locator(".tl-message").count() == 0
    assert [slide.split("\n")[0] for slide in slides] == [
        dossier.story, "a year", evil, "port spokeswoman Ada Lunt denies the sale",
    ]  # fmt: skip
    assert [
        date in slide for date, slide in zip(("2021", "November 2022", "May 3, 2023"), slides[1:], strict=True)
    ] == [True] * 3
    assert '"There was no sale," port spokeswoman Ada Lunt said on Wednesday. [bay:8]' in slides[3]
    assert page.locator("#here img").count() == 0
