"""The pages in a real browser: the main paths by mouse and by keyboard, at three widths, in light and dark.

Screenshots lie in ``.screenshots``. Where there is no Chromium the tests skip; with ONRECORD_TESTS=all they fail.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from browsing import open_browser
from invented import make_analysis, make_page

from onrecord import building, library
from onrecord.exports.html import write_html
from onrecord.faces.web.application import make_application
from onrecord.faces.web.guard import Rules
from onrecord.records import Dossier
from onrecord.settings import Settings

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe_module = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe is installed")

SCREENSHOTS = Path(__file__).resolve().parents[2] / ".screenshots"
WIDTHS = {"phone": 390, "tablet": 820, "wide": 1600}
LINE = 1_000_000
"""Characters of the longest line, which is as long as a report may be."""


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    """A real browser, for all tests of this file."""
    with open_browser() as opened:
        yield opened


@pytest.fixture
def address(db: Path, rules: Rules, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A real server on a free port."""
    monkeypatch.setattr(building, "analyse_page", make_analysis)
    application = make_application(db, settings=Settings(), rules=rules)
    server = uvicorn.Server(uvicorn.Config(application, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


class Seen:
    """A page, with all that its console said and all that it asked for elsewhere."""

    def __init__(self, page: sync_api.Page, address: str) -> None:
        self.page, self.address = page, address
        self.faults: list[str] = []
        page.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", self.check)
        page.on("dialog", lambda dialog: (self.faults.append(dialog.message), dialog.dismiss()))

    def check(self, request: sync_api.Request) -> None:
        if not request.url.startswith(self.address):
            self.faults.append(f"asked for {request.url}")

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)

    def is_sound(self) -> None:
        """No fault, nothing to scroll sideways for, nothing that axe finds."""
        assert self.faults == []
        assert self.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        found = axe_module.Axe().run(self.page)
        told = [f"{one['id']}: {node['html'][:120]}" for one in found.response["violations"] for node in one["nodes"]]
        assert told == []


@pytest.fixture
def seen(browser: sync_api.Browser, address: str) -> Iterator[Seen]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield Seen(context.new_page(), address)
    context.close()


def paths_of(seen: Seen) -> dict[str, str]:
    reports = seen.page.request.get(f"{seen.address}/api/v1/stories/1").json()["reports"]
    key = seen.page.request.get(f"{seen.address}/api/v1/stories/1/claims").json()["items"][0]["key"]
    bay = f"/reports/{reports['bay']['sha256']}"
    return {
        "stories": "/", "story": "/stories/1", "claim": f"/stories/1/claims/{key}", "report": bay,
        "hostile": f"/reports/{reports['hostile']['sha256']}", "speaker": "/speakers/Ada%20Lunt",
        "search": "/search?q=pier", "add": "/add", "corrections": "/stories/1/corrections", "missing": "/stories/99",
    }  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_is_sound_at_every_width(browser: sync_api.Browser, address: str, width: str, scheme: str) -> None:
    size = {"width": WIDTHS[width], "height": 900}
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    seen = Seen(context.new_page(), address)
    SCREENSHOTS.mkdir(exist_ok=True)
    for name, path in paths_of(seen).items():
        seen.go(path)
        seen.page.screenshot(path=SCREENSHOTS / f"{name}-{width}-{scheme}.png", full_page=True)
        seen.faults = [fault for fault in seen.faults if name != "missing" or "404" not in fault]
        seen.is_sound()
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_asked_first_is_answered_without_a_click(browser: sync_api.Browser, address: str, width: str) -> None:
    """Who denies it, in which words, how many origins, who copied whom, when: within two screens of the top."""
    context = browser.new_context(viewport={"width": WIDTHS[width], "height": 900})
    seen = Seen(context.new_page(), address)
    seen.go("/stories/1")
    answers = seen.page.locator(".dispute .answers").first
    for found, words in [
        (answers.locator("div", has_text="Denied by"), "Ada Lunt"),
        (seen.page.locator(".dispute section.denies a.words").first, "There was no sale"),
        (answers.locator("div", has_text="Origins"), "1 independent origin in 2 reports: officials (unnamed)"),
        (
            seen.page.locator("main > p.note", has_text="has words of"),
            "hostile (outlet) has words of Coast Agency, 3 May",
        ),
        (answers.locator("div", has_text="When"), "first told 2 May 2023"),
    ]:
        assert words in " ".join(found.inner_text().split())
        assert found.is_visible() and found.bounding_box()["y"] < 2 * 900
    assert seen.page.locator(".drawing").is_visible() == (width != "phone")
    assert seen.page.locator("#lineage ~ ul").first.is_visible()
    context.close()


def test_from_a_dispute_to_its_words_by_mouse(seen: Seen) -> None:
    seen.go("/")
    seen.page.get_by_role("link", name="Port denies it sold the ferry pier").click()
    denial = seen.page.locator("section.denies a.words").first
    assert "There was no sale" in denial.inner_text()
    denial.click()
    lit = seen.page.locator(".at:target")
    assert lit.inner_text().startswith('"There was no sale,"') and lit.is_visible()
    assert lit.evaluate("e => getComputedStyle(e).backgroundColor") != "rgba(0, 0, 0, 0)"
    seen.page.locator("a.said.denies").first.hover()
    assert seen.page.locator(".said-card.lit .act-word").inner_text() == "denies"
    seen.page.locator("a.said.denies").first.click()
    assert "The port of Orlan has sold its ferry pier." in seen.page.locator("h1").inner_text()
    assert seen.faults == []


def test_from_a_dispute_to_its_words_by_keyboard(seen: Seen) -> None:
    seen.go("/stories/1")
    seen.page.keyboard.press("Tab")
    assert seen.page.evaluate("document.activeElement.className") == "skip"
    seen.page.keyboard.press("Enter")
    assert seen.page.evaluate("document.activeElement.id") == "main"
    for _ in range(60):
        seen.page.keyboard.press("Tab")
        if seen.page.evaluate("document.activeElement.matches('section.denies .words')"):
            break
    focus = seen.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert focus != "none"
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_selector(".at:target")
    assert "There was no sale" in seen.page.locator(".at:target").inner_text()
    seen.page.keyboard.press("/")
    seen.page.keyboard.type("pier")
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_selector("text=lines found")
    assert seen.faults == []


@pytest.mark.parametrize("width", ["phone", "wide"])
def test_statements_are_stepped_through(browser: sync_api.Browser, address: str, width: str) -> None:
    context = browser.new_context(viewport={"width": WIDTHS[width], "height": 900})
    seen = Seen(context.new_page(), address)
    seen.go("/stories/1")
    seen.go(paths_of(seen)["report"])
    where = seen.page.locator("[data-where]")
    assert where.inner_text() == "2 statements"
    for button, told, words in [
        ("Next", "1 of 2: officials (unnamed) asserts", "Two unnamed officials told"),
        ("Next", "2 of 2: Ada Lunt denies", '"There was no sale,"'),
        ("Next", "1 of 2: officials", "Two unnamed officials told"),
        ("Previous", "2 of 2: Ada Lunt denies", '"There was no sale,"'),
    ]:
        seen.page.get_by_role("button", name=button).click()
        assert where.inner_text().startswith(told)
        lit = seen.page.locator(".at:target")
        assert lit.inner_text().startswith(words)
        box = lit.bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= 900
        assert seen.page.locator(".said-card.lit").count() == 1
    seen.is_sound()
    seen.page.go_back()
    assert seen.page.url.endswith("/stories/1")
    context.close()


def test_the_timeline_is_filtered_with_script_and_without(browser: sync_api.Browser, address: str) -> None:
    for script in (True, False):
        context = browser.new_context(java_script_enabled=script)
        seen = Seen(context.new_page(), address)
        seen.go("/stories/1")
        seen.page.get_by_label("What kind").select_option("REJECT")
        if not script:
            seen.page.get_by_role("button", name="Show").click()
        seen.page.wait_for_url("**type=REJECT*")
        assert seen.page.locator("table.clocks tbody tr").count() == 1
        context.close()


def test_a_pasted_report_is_read_and_found(seen: Seen) -> None:
    seen.go("/add")
    seen.page.get_by_label("Its text").fill("Bridge closes\n\nThe warden said the bridge is closed.\n")
    seen.page.get_by_label("Outlet").fill("Halden Post")
    seen.page.get_by_role("button", name="Read them").click()
    seen.page.get_by_role("heading", name="Where they are").wait_for()
    seen.page.locator("main ul a").first.click()
    assert "Bridge closes" in seen.page.locator("h1").inner_text()
    seen.is_sound()


def test_files_are_dropped(seen: Seen, tmp_path: Path) -> None:
    seen.go("/add")
    seen.page.evaluate(
        """() => {
            const held = new DataTransfer();
            held.items.add(new File(["Quay reopens\\n\\nThe warden said the quay is open."], "quay.txt"));
            const form = document.querySelector("[data-drop]");
            for (const name of ["dragenter", "dragover", "drop"])
                form.dispatchEvent(new DragEvent(name, {dataTransfer: held, bubbles: true, cancelable: true}));
        }"""
    )
    seen.page.get_by_role("button", name="Read them").click()
    seen.page.get_by_role("heading", name="Where they are").wait_for()
    assert "1 report read" in seen.page.locator("#state").inner_text()


def test_a_dispute_is_dropped_and_taken_back(seen: Seen) -> None:
    seen.go("/stories/1")
    seen.page.get_by_role("link", name="Correct or confirm").first.click()
    form = seen.page.locator("form", has_text="Nobody disputes this")
    form.get_by_label("Your name").fill("Ann Reader")
    form.get_by_role("button").click()
    seen.page.get_by_text("nobody disputes it").first.wait_for()
    seen.is_sound()
    seen.page.get_by_role("link", name="All corrections").first.click()
    seen.page.get_by_role("button", name="Undo").click()
    seen.page.get_by_text("undone by Ann Reader").wait_for()
    seen.go("/stories/1")
    assert "Disputed: 1" in seen.page.locator("#disputes").inner_text()
    assert seen.faults == []


def test_hostile_text_is_text(seen: Seen) -> None:
    seen.go(paths_of(seen)["hostile"])
    text = seen.page.locator(".text").inner_text()
    assert "<script>alert(1)</script>" in text and "<U+202E>Evil" in text
    assert seen.faults == []


def test_a_megabyte_in_one_line_is_shown(
    browser: sync_api.Browser, rules: Rules, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "analyse_page", make_analysis)
    long = "<b>word</b>" + "x" * (LINE - 300) + " The warden said nothing."
    with library.Library(tmp_path / "long.db", create=True) as shelf:
        shelf.add_files([("long.txt", long.encode())])
        shelf.refresh()
    sha256 = make_page("long", long).sha256
    application = make_application(tmp_path / "long.db", settings=Settings(), rules=rules)
    server = uvicorn.Server(uvicorn.Config(application, host="127.0.0.1", port=0, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.01)
    address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    seen = Seen(browser.new_page(), address)
    for path in (f"/reports/{sha256}", "/", "/stories/1"):
        seen.go(path)
        assert seen.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    seen.go(f"/reports/{sha256}")
    assert seen.page.locator(".text").inner_text().startswith("<b>word</b>xxx")
    assert seen.faults == []
    seen.page.close()
    server.should_exit = True


def test_print_leaves_the_controls_out(seen: Seen) -> None:
    seen.go("/stories/1")
    seen.page.emulate_media(media="print")
    assert not seen.page.locator("header.top").is_visible()
    assert seen.page.locator("h1").is_visible()


def test_the_exported_file_works_in_a_browser(seen: Seen, dossier: Dossier, tmp_path: Path) -> None:
    file = tmp_path / "dossier.html"
    file.write_text(write_html([dossier]), encoding="utf-8")
    seen.address = file.as_uri()
    seen.page.goto(file.as_uri())
    seen.page.locator("section.denies a.words").first.click()
    assert "There was no sale" in seen.page.locator("mark:target").inner_text()
    seen.is_sound()


def test_the_command_serves_and_stops(db: Path) -> None:
    command = [str(Path(sys.executable).with_name("onrecord")), "serve", "--db", str(db), "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    try:
        line = process.stderr.readline()
        assert line.startswith("onrecord: reading room at http://127.0.0.1:")
    finally:
        process.terminate()
        process.wait(20)
