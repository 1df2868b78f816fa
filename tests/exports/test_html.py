from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from onrecord.exports.html import _mark, write_html
from onrecord.records import Dossier, Span


class Page(HTMLParser):
    """What a test asks of a page: its ids, fragment links, outside addresses, scripts and open elements."""

    VOID = frozenset({"meta", "br", "link", "img", "input"})

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.addresses: list[str] = []
        self.parts: dict[str, str] = {}
        self.policy = ""
        self.open: list[str] = []
        self.handlers: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src", "action"):
                (self.links if (value or "").startswith("#") else self.addresses).append(value or "")
            if name.startswith("on") or name == "style":
                self.handlers.append(name)
        if tag == "meta" and dict(attrs).get("http-equiv") == "Content-Security-Policy":
            self.policy = dict(attrs)["content"] or ""

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("script", "style"):
            self.parts[self.open[-1]] = self.parts.get(self.open[-1], "") + data


def test_every_line_opens_words_that_are_there(dossier: Dossier) -> None:
    page = Page(write_html([dossier]))
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    marks = [link[1:] for link in page.links if re.fullmatch(r"#s1r\d+-\d+-\d+", link)]
    assert len(marks) > 15
    assert {link[1:] for link in page.links} <= set(page.ids)


def test_a_mark_holds_exactly_the_words(dossier: Dossier) -> None:
    written = write_html([dossier])
    report = dossier.reports[0]
    span = dossier.claims[0].holders[1].evidence[0].span
    inner = re.search(rf'<mark id="s1r1-{span.start}-{span.end}">(.*?)</mark> &#34;The pier', written, re.S)
    assert inner
    words = re.sub(r"<[^>]+>", "", inner[1]).replace("&#34;", '"')
    assert words == span.of(report.text)


def test_nothing_comes_from_outside(dossier: Dossier) -> None:
    page = Page(write_html([dossier]))
    assert page.addresses == []
    assert page.handlers == []


def test_the_policy_allows_only_the_parts_of_the_file(dossier: Dossier) -> None:
    page = Page(write_html([dossier]))
    assert page.policy.startswith("default-src 'none';")
    assert "unsafe" not in page.policy
    for part in ("script", "style"):
        digest = b64encode(sha256(page.parts[part].encode()).digest()).decode()
        assert f"{part}-src 'sha256-{digest}'" in page.policy


def test_text_from_reports_is_text(dossier: Dossier) -> None:
    written = write_html([dossier])
    assert "<script>alert" not in written
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in written
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", written)
    assert "&lt;U+202E&gt;Evil" in written


def test_the_whole_report_is_there_and_furniture_is_dimmed(dossier: Dossier) -> None:
    written = write_html([dossier])
    assert re.search(
        r'<p class="promo furniture" dir="auto"><span class="kind">promo</span>Read more: Ten walks', written
    )
    assert "mayor, Bo Essen, declined" in re.sub(r"<[^>]+>", "", written)


def test_several_stories_share_one_page(dossier: Dossier) -> None:
    page = Page(write_html([dossier, dossier]))
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links} <= set(page.ids)


def test_no_story_is_still_a_page() -> None:
    assert Page(write_html([])).open == []


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(0, 4)], '<mark id="m0">abcd</mark>ef'),
        ([(0, 6), (2, 4)], '<mark id="m0">ab<mark id="m1">cd</mark>ef</mark>'),
        ([(0, 4), (2, 6)], '<mark id="m0">ab<mark id="m1">cd</mark></mark><mark class="of-m1">ef</mark>'),
        ([(2, 9)], 'ab<mark id="m0">cdef</mark>'),
        ([(0, 2), (2, 4)], '<mark id="m0">ab</mark><mark id="m1">cd</mark>ef'),
        ([], "abcdef"),
    ],
)
def test_marks_nest_and_are_cut_where_they_cross(spans: list[tuple[int, int]], expected: str) -> None:
    marks = {Span(*pair): f"m{i}" for i, pair in enumerate(spans)}
    assert _mark("abcdef", Span(0, 6), marks, set(), set()) == expected
