from __future__ import annotations

from markdown_it import MarkdownIt

from onrecord.exports.markdown import write_markdown
from onrecord.records import Dossier


def test_disputes_come_first_with_words_and_offsets(dossier: Dossier) -> None:
    written = write_markdown([dossier])
    assert written.startswith("# Port denies it sold the ferry pier\n")
    assert written.index("## Disputed") < written.index("## Other claims") < written.index("## Lineage")
    line = next(line for line in written.splitlines() if "There was no sale" in line)
    start = dossier.reports[0].text.index('"There was no sale,"')
    assert f"(bay:8, {start}–" in line
    assert "**officials (unnamed)**, via Bay Mirror" in written
    assert "1 independent origin in 2 reports: officials (unnamed)" in written


def test_text_from_reports_is_no_markup(dossier: Dossier) -> None:
    written = write_markdown([dossier])
    assert "<script>" not in written.replace("\\<script\\>", "")
    assert r"\*stars\* \[link\](x) \| pipe" in written
    assert "\x1b" not in written
    assert "\u202e" not in written


def test_a_table_row_has_as_many_cells_as_its_head(dossier: Dossier) -> None:
    lines = [line.replace("\\|", "") for line in write_markdown([dossier]).splitlines()]
    widths: list[int] = []
    for line in lines:
        if line.startswith("|"):
            widths.append(line.count("|"))
            assert widths[-1] == widths[0], line
        else:
            widths = []


def test_what_is_left_out_is_told(dossier: Dossier) -> None:
    assert "left out: claim: points at no words of a report" in write_markdown([dossier])


def test_a_reader_of_markdown_sees_headings_tables_and_no_markup_from_reports(dossier: Dossier) -> None:
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(write_markdown([dossier]))
    inline = [child for token in tokens for child in token.children or []]
    kinds = {token.type for token in (*tokens, *inline)}
    assert not kinds & {
        "html_block",
        "html_inline",
        "link_open",
        "image",
        "code_inline",
        "code_block",
        "fence",
        "em_open",
    }
    titles = [
        tokens[i + 1].content for i, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h2"
    ]
    assert [title.split(":")[0] for title in titles][:3] == ["Disputed", "Other claims", "Where reports differ"]
    rows = [token.map for token in tokens if token.type == "tr_open"]
    assert len(rows) >= len(dossier.reports) + len(dossier.events) + 2
    said = [child.content for child in inline if child.type == "text"]
    assert any("Pier <script>alert(1)</script> & *stars* [link](x) | pipe" in words for words in said)
