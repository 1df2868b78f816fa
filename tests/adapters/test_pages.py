"""Reading reports: every format, every name of a field, and one clear line for all that cannot be read."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tracemalloc
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.adapters.pages import read_pages
from onrecord.adapters.pages.moments import read_moment
from onrecord.errors import PageError
from onrecord.records import Notice, Page
from onrecord.settings import Settings

TEXT = "The port authority of Northport said on Monday that the harbour would stay closed until the pilots came back."
OTHER = "The pilots said on Tuesday that they would not come back to the harbour before the mayor had spoken to them."
GERMAN = (
    "Der Hafen bleibt geschlossen, sagte der Bürgermeister am Montag, weil die Lotsen seit einer Woche nicht zur Arbeit"
    " kommen und niemand weiß, wann die Gespräche wieder beginnen werden, wie er sagte."
)
TODAY = date(2022, 3, 20)


def read(*paths: Path | str, stdin: bytes | None = None, **limits: int) -> list[Page | PageError | Notice]:
    stream = None if stdin is None else io.BytesIO(stdin)
    return list(read_pages(paths, settings=Settings(**limits), stdin=stream, today=TODAY))  # type: ignore[arg-type]


def only(found: list[Page | PageError | Notice]) -> Page:
    assert [type(one) for one in found] == [Page], found
    return found[0]  # type: ignore[return-value]


def write(path: Path, content: str | bytes | dict[str, Any] | list[Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, dict | list):
        content = json.dumps(content)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refused(found: list[Page | PageError | Notice]) -> str:
    """The one error's line, which is one line and says what to do."""
    errors = [one for one in found if isinstance(one, PageError)]
    assert len(errors) == 1, found
    assert "\n" not in str(errors[0])
    assert errors[0].remedy
    return str(errors[0])


# ---- formats ---------------------------------------------------------------------------------------


def test_plain_text_is_kept_as_given(tmp_path: Path) -> None:
    page = only(read(write(tmp_path / "leak.txt", f"Harbour closed\r\n\r\n{TEXT}\n")))
    assert page.name == "leak"
    assert page.text == f"Harbour closed\r\n\r\n{TEXT}\n"
    assert page.sha256 == hashlib.sha256(page.text.encode()).hexdigest()
    assert page.where == str(tmp_path / "leak.txt")
    assert (page.outlet, page.title, page.published, page.url, page.author) == (None,) * 5


RECORDS: dict[str, dict[str, Any]] = {
    "onrecord": {
        "id": "r1", "url": "https://courier.example/1", "publisher": "The Courier", "date": "2022-03-14",
        "headline": "Harbour closed", "text": TEXT, "author": "Ada Quill",
    },
    "trafilatura": {
        "id": None, "title": "Harbour closed", "author": "Ada Quill", "hostname": "courier.example",
        "date": "2022-03-14",
        "fingerprint": "1a2b", "license": None, "comments": "", "raw_text": "x", "text": TEXT, "language": None,
        "source": "https://courier.example/1", "source-hostname": "The Courier", "excerpt": "Short.", "categories": "",
    },
    "fundus": {
        "title": "Harbour closed", "authors": ["Ada Quill"], "publishing_date": "2022-03-14 00:00:00+00:00",
        "body": {"summary": [], "sections": [{"headline": [], "paragraphs": [TEXT]}]},
        "html": {"requested_url": "https://courier.example/1", "source_info": {"publisher": "The Courier"}},
    },
    "news-please": {
        "authors": ["Ada Quill"], "date_publish": "2022-03-14 00:00:00", "date_download": "2022-03-19 08:00:00",
        "maintext": TEXT, "title": "Harbour closed", "source_domain": "The Courier", "url": "https://courier.example/1",
    },
    "news API": {
        "source": {"id": "courier", "name": "The Courier"}, "author": "Ada Quill", "title": "Harbour closed",
        "description": "Short.", "url": "https://courier.example/1", "publishedAt": "2022-03-14T00:00:00Z",
        "content": TEXT,
    },
    "schema.org": {
        "@type": "NewsArticle", "headline": "Harbour closed", "articleBody": TEXT, "url": "https://courier.example/1",
        "datePublished": "2022-03-14T00:00:00+00:00", "publisher": {"name": "The Courier"},
        "author": [{"@type": "Person", "name": "Ada Quill"}],
    },
    "feed": {
        "guid": "r1", "link": "https://courier.example/1", "pubDate": "Mon, 14 Mar 2022 00:00:00 GMT",
        "title": "Harbour closed", "dc:creator": "Ada Quill", "site_name": "The Courier", "content:encoded": TEXT,
    },
}  # fmt: skip


@pytest.mark.parametrize("make", RECORDS)
def test_records_under_their_usual_field_names(make: str, tmp_path: Path) -> None:
    page = only(read(write(tmp_path / "one.json", RECORDS[make])))
    assert page.text == TEXT
    assert page.title == "Harbour closed"
    assert page.author == "Ada Quill"
    assert page.url == "https://courier.example/1"
    assert page.outlet == "The Courier"
    assert page.published is not None
    assert page.published.day == date(2022, 3, 14)


def test_sections_of_a_record_become_paragraphs(tmp_path: Path) -> None:
    body = {"summary": ["In short."], "sections": [{"headline": ["The strike"], "paragraphs": [TEXT, OTHER]}]}
    page = only(read(write(tmp_path / "one.json", {"body": body})))
    assert page.text == f"In short.\n\nThe strike\n\n{TEXT}\n\n{OTHER}"


@pytest.mark.parametrize(
    "content", [[{"text": TEXT}, {"text": OTHER}], {"articles": [{"text": TEXT}, {"text": OTHER}]}]
)
def test_json_lists(content: Any, tmp_path: Path) -> None:
    pages = read(write(tmp_path / "two.json", content))
    assert [(page.name, page.text) for page in pages if isinstance(page, Page)] == [("two-1", TEXT), ("two-2", OTHER)]


def test_lines_of_json_whatever_the_ending(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({"id": name, "text": text}) for name, text in (("a", TEXT), ("b", OTHER)))
    for ending in ("jsonl", "ndjson", "json"):
        pages = read(write(tmp_path / f"two.{ending}", lines))
        assert [page.name for page in pages if isinstance(page, Page)] == ["a", "b"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_tables(delimiter: str, tmp_path: Path) -> None:
    rows = [
        ["ID", "Headline", "Body", "Published At"],
        ["7", "Harbour closed", f'"{TEXT}\nNo ""if"".  "', "14 March 2022"],
    ]
    file = write(tmp_path / "t.csv", "\r\n".join(delimiter.join(row) for row in rows))
    page = only(read(file))
    assert (page.name, page.title, page.text) == ("7", "Harbour closed", f'{TEXT}\nNo "if".  ')
    assert page.where == f"{file}:2"
    assert page.published is not None
    assert page.published.iso == "2022-03-14"


HTML = f"""<!DOCTYPE html><html><head><meta charset="iso-8859-1"><title>Harbour closed | The Courier</title>
<meta property="og:site_name" content="The Courier"><meta name="author" content="Ada Quill">
<meta property="article:published_time" content="2022-03-14T10:00:00Z"><link rel="canonical" href="https://courier.example/1">
</head><body><nav><a href="/">Home</a><a href="/w">World</a></nav><article><h1>Harbour closed</h1>
<p>{TEXT}</p><p>The caf\xe9 at the quay,<br>she said,
was <b>closed</b> too.</p><h2>No talks</h2><ul><li>Forty ships wait.</li></ul><p>{OTHER}</p></article>
<aside><a href="/x">Ferries stop at dusk</a></aside><footer>\xa9 The Courier</footer></body></html>"""


def test_html_gives_its_article_and_its_data(tmp_path: Path) -> None:
    page = only(read(write(tmp_path / "page.html", HTML.encode("latin-1"))))
    paragraphs = page.text.split("\n\n")
    assert paragraphs[-5:] == [
        TEXT,
        "The café at the quay,\nshe said, was closed too.",
        "No talks",
        "- Forty ships wait.",
        OTHER,
    ]
    assert "Ferries" not in page.text
    assert "Home" not in page.text
    assert page.title is not None
    assert page.title.startswith("Harbour closed")
    assert (page.outlet, page.author, page.url) == ("The Courier", "Ada Quill", "https://courier.example/1")
    assert page.published is not None
    assert page.published.iso == "2022-03-14"


def test_markup_in_a_record_is_read_as_html(tmp_path: Path) -> None:
    page = only(read(write(tmp_path / "one.json", {"content": f"<p>{TEXT}</p><p>{OTHER}</p>"})))
    assert page.text == f"{TEXT}\n\n{OTHER}"


@pytest.mark.parametrize(
    ("content", "names"),
    [
        (TEXT, ["stdin"]),
        (json.dumps({"id": "a", "text": TEXT}), ["a"]),
        (json.dumps([{"text": TEXT}], indent=1), ["stdin-1"]),
        ("\n".join(json.dumps({"text": text}) for text in (TEXT, OTHER)), ["stdin-1", "stdin-2"]),
        (f"id,text\n9,{TEXT}\n", ["9"]),
        (HTML, ["stdin"]),
    ],
)
def test_standard_input_shows_its_format(content: str, names: list[str]) -> None:
    assert [page.name for page in read("-", stdin=content.encode()) if isinstance(page, Page)] == names


def test_file_without_a_known_ending_is_read_if_named(tmp_path: Path) -> None:
    assert only(read(write(tmp_path / "leak.article", TEXT))).name == "leak"


# ---- encodings -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1", "mac_roman"]
)
def test_encodings_are_told(encoding: str, tmp_path: Path) -> None:
    text = f"Café closed at the harbour of Northport\n\n{TEXT} The café is closed, the mayor’s office said.\n"
    text = text.replace("’", "'") if encoding == "latin-1" else text
    assert only(read(write(tmp_path / "a.txt", text.encode(encoding)))).text == text


def test_a_few_broken_bytes_are_shown_and_noticed(tmp_path: Path) -> None:
    data = (TEXT + " “No”, “never”, “nowhere”.").encode()
    notice, page = read(write(tmp_path / "a.txt", data[:40] + b"\xe2" + data[40:]))
    assert isinstance(page, Page)
    assert page.text.count("\ufffd") == 1
    assert "“nowhere”" in page.text
    assert isinstance(notice, Notice)


def test_lone_surrogates_keep_their_place(tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl", '{"text": "' + TEXT + ' \\ud83d \\ud83d\\ude00 end."}')
    found = read(file)
    page = next(one for one in found if isinstance(one, Page))
    assert page.text == TEXT + " \ufffd \U0001f600 end."
    assert any(isinstance(one, Notice) and "broken" in one.what for one in found)


# ---- names -----------------------------------------------------------------------------------------


def test_names_do_not_depend_on_the_order_given(tmp_path: Path) -> None:
    one, two = write(tmp_path / "mon/leak.txt", TEXT), write(tmp_path / "tue/leak.txt", OTHER)
    three = write(tmp_path / "tue/calm.txt", TEXT + " " + OTHER)
    names = {page.name: page.text for page in read(one, two, three) if isinstance(page, Page)}
    assert sorted(names) == ["calm", "mon/leak", "tue/leak"]
    assert {page.name: page.text for page in read(three, two, one) if isinstance(page, Page)} == names
    assert {page.name: page.text for page in read(tmp_path, one) if isinstance(page, Page)} == names


def test_endings_tell_files_apart_where_nothing_else_does(tmp_path: Path) -> None:
    write(tmp_path / "leak.txt", TEXT)
    write(tmp_path / "leak.md", OTHER)
    assert sorted(page.name for page in read(tmp_path) if isinstance(page, Page)) == ["leak.md", "leak.txt"]


def test_ids_used_twice(tmp_path: Path) -> None:
    lines = [json.dumps({"id": "7", "text": text}) for text in (TEXT, OTHER, TEXT + OTHER)]
    write(tmp_path / "a.jsonl", lines[0])
    write(tmp_path / "b.jsonl", lines[1] + "\n" + lines[2])
    names = [page.name for page in read(tmp_path) if isinstance(page, Page)]
    assert names[:2] == ["7", "b/7"]
    assert names[2].startswith("b/7~")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Bürgermeister hat am Montag gesagt, dass die Brücke sicher ist und nicht geschlossen wird.", "German"),
        ("Le maire a déclaré lundi que le pont était sûr et ne serait pas fermé.", "French"),
        ("El alcalde dijo el lunes que el puente es seguro y no se cerrará.", "Spanish"),
        ("Il sindaco ha detto lunedì che il ponte è sicuro e non sarà chiuso.", "Italian"),
        ("De burgemeester zei maandag dat de brug veilig is en niet wordt gesloten.", "Dutch"),
        ("Burmistrz powiedział w poniedziałek, że most jest bezpieczny i nie będzie zamknięty.", "Polish"),
        ("Мэр заявил в понедельник, что мост безопасен и закрыт не будет.", "Russian"),
        ("Oscar de la Vega wins Las Palmas race", None),
        ("Le Monde: Marine Dupont in Rio de la Plata talks", None),
        ("Die another day, says the Baron van der Berg in den Haag", None),
        ("Storm hits Halden", None),
    ],
)
def test_short_texts_in_other_languages_are_refused(tmp_path: Path, text: str, language: str | None) -> None:
    write(tmp_path / "a.txt", text)
    (found,) = read(tmp_path)
    if language is None:
        assert isinstance(found, Page)
    else:
        assert isinstance(found, PageError)
        assert f"is not English (it looks like {language})" in str(found)


def test_a_report_given_twice_is_read_once(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "b.txt", TEXT)
    page, notice = read(tmp_path)
    assert isinstance(page, Page)
    assert isinstance(notice, Notice)
    assert "a.txt" in notice.what
    assert "b.txt" in notice.where


@pytest.mark.parametrize(
    ("first", "second", "reports"),
    [
        ({"publisher": "Gazette"}, {"publisher": "Courier"}, 2),
        ({"publisher": "Gazette"}, {}, 2),
        ({"url": "https://gazette.example/1"}, {"url": "https://courier.example/1"}, 2),
        ({"publisher": "Gazette", "date": "2031-05-01"}, {"publisher": "Gazette", "date": "2031-05-03"}, 2),
        ({"publisher": "Gazette", "date": "2031-05-01"}, {"publisher": " GAZETTE", "date": "2031-05-01"}, 1),
        (
            {"url": "https://gazette.example/1", "date": "2031-05-01"},
            {"url": "https://gazette.example/1", "date": "2031-05-03"},
            1,
        ),
        ({"headline": "One"}, {"headline": "Other"}, 1),
    ],
)
def test_one_text_in_two_outlets_is_two_reports(
    tmp_path: Path, first: dict[str, str], second: dict[str, str], reports: int
) -> None:
    write(tmp_path / "a.jsonl", "\n".join(json.dumps({"id": "7", "text": TEXT, **told}) for told in (first, second)))
    pages = [page for page in read(tmp_path) if isinstance(page, Page)]
    assert len(pages) == len({page.key for page in pages}) == len({page.name for page in pages}) == reports
    assert {page.sha256 for page in pages} == {hashlib.sha256(TEXT.encode()).hexdigest()}
    back = [page.key for page in read(tmp_path) if isinstance(page, Page)]
    assert back == [page.key for page in pages]


# ---- dates -----------------------------------------------------------------------------------------

DAY = datetime(2022, 3, 14, tzinfo=UTC)
EDT = timezone(timedelta(hours=-4))


@pytest.mark.parametrize(
    ("given", "at", "precision"),
    [
        ("2022-03-14", DAY, "day"), ("20220314", DAY, "day"), (20220314, DAY, "day"), ("14 March 2022", DAY, "day"),
        ("March 14, 2022", DAY, "day"), ("Monday, Mar. 14th, 2022", DAY, "day"), ("14-Mar-2022", DAY, "day"),
        ("2022/03/14", DAY, "day"), ("3/14/2022", DAY, "day"), ("14.03.2022", DAY, "day"),
        ("03/03/2022", datetime(2022, 3, 3, tzinfo=UTC), "day"),
        ("2022-03", datetime(2022, 3, 1, tzinfo=UTC), "month"), ("March 2022", datetime(2022, 3, 1, tzinfo=UTC),
        "month"),
        ("2022", datetime(2022, 1, 1, tzinfo=UTC), "year"),
        ("2022-03-14T10:05:00Z", DAY.replace(hour=10, minute=5), "minute"),
        ("2022-03-14 10:05:00", DAY.replace(hour=10, minute=5), "minute"),
        ("2022-03-14T10:05:00-04:00", datetime(2022, 3, 14, 10, 5, tzinfo=EDT), "minute"),
        ("Mon, 14 Mar 2022 10:05:00 -0400", datetime(2022, 3, 14, 10, 5, tzinfo=EDT), "minute"),
        ("March 14, 2022 at 3:45 p.m. EDT", datetime(2022, 3, 14, 15, 45, tzinfo=EDT), "minute"),
        ("14 March 2022, 15:45", DAY.replace(hour=15, minute=45), "minute"),
        ("20220314T100500Z", DAY.replace(hour=10, minute=5), "minute"),
        (1647252300, DAY.replace(hour=10, minute=5), "minute"), ("1647252300000", DAY.replace(hour=10, minute=5),
        "minute"),
    ],
)  # fmt: skip
def test_dates_given(given: str | int, at: datetime, precision: str) -> None:
    when = read_moment(given)
    assert when is not None
    assert (when.at, when.precision) == (at, precision)
    assert when.at.utcoffset() == at.utcoffset()


@pytest.mark.parametrize(
    "given",
    ["03/04/2022", "soon", "", "2022-13-45", "31 February 2022", "99999999", "0", 5, -1, 1e300, float("nan"), "12"],
)
def test_no_dates(given: str | float) -> None:
    assert read_moment(given) is None


@settings(max_examples=300, deadline=None)
@given(given=st.one_of(st.text(max_size=40), st.floats(), st.integers()))
def test_any_date_passes(given: str | float) -> None:
    read_moment(given)


def test_dates_that_cannot_be_read_or_lie_ahead_are_noticed(tmp_path: Path) -> None:
    lines = [{"text": TEXT, "date": "03/04/2022"}, {"text": OTHER, "date": "2023-01-01"}]
    found = read(write(tmp_path / "a.jsonl", "\n".join(map(json.dumps, lines))))
    notices = [one for one in found if isinstance(one, Notice)]
    assert [notice.where.rpartition(":")[2] for notice in notices] == ["1", "2"]
    assert "future" in notices[1].what
    assert [page.published and page.published.iso for page in found if isinstance(page, Page)] == [None, "2023-01-01"]


# ---- what cannot be read ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t\r\n ", "white space"),
        ("a.txt", "\ufeff".encode(), "white space"),
        ("a.txt", bytes(range(256)) * 40, "binary"),
        ("a.txt", b"%PDF-1.4 ...", "PDF"),
        ("a.txt", b"PK\x03\x04....", "ZIP"),
        ("a.txt", b"\xff\xfeA\x00\x00\xd8B\x00", "UTF-16"),
        ("a.txt", TEXT.encode()[:50] + b"\x00" + TEXT.encode()[50:], "binary"),
        ("a.json", b"{", "is not JSON"),
        ("a.json", b"[]", "empty list"),
        ("a.json", b"3", "neither an object nor a list"),
        ("a.json", b"[1]", "no JSON object"),
        ("a.json", b"[" * 100_000, "cannot be read"),
        ("a.json", b'{"headline": "x", "lead": "y"}', "its fields are: headline, lead"),
        ("a.json", b'{"text": "a\\u0000b"}', "NUL"),
        ("a.json", b'{"text": "  "}', "has no text"),
        ("a.jsonl", b"nonsense", ":1: is not JSON"),
        ("a.csv", b"title,summary\nx,y\n", "its columns are: title, summary"),
        ("a.csv", b"title,text\n", "no rows"),
        ("a.html", b"<html><body><nav>Home</nav></body></html>", "no article"),
        ("a.html", b"<<<>>>", "no article"),
        ("a.txt", GERMAN.encode(), "German"),
        ("a.txt", "港务局星期一表示，港口将继续关闭，直到引航员返回工作岗位。".encode() * 12, "not English"),
    ],
)  # fmt: skip
def test_each_bad_file_gets_one_line(name: str, content: bytes, says: str, tmp_path: Path) -> None:
    good = write(tmp_path / "good.txt", OTHER)
    bad = write(tmp_path / name, content)
    found = read(bad, good)
    assert says in refused(found)
    assert refused(found).startswith(str(bad))
    assert [page.name for page in found if isinstance(page, Page)] == ["good"]


def test_bad_lines_are_named_and_the_others_read(tmp_path: Path) -> None:
    good = json.dumps({"id": "g", "text": TEXT})
    found = read(write(tmp_path / "a.jsonl", f'{good}\n\n{{"text": \n[1]\n{json.dumps({"id": "h", "text": OTHER})}\n'))
    assert [page.name for page in found if isinstance(page, Page)] == ["g", "h"]
    assert [one.where.rpartition(":")[2] for one in found if isinstance(one, PageError)] == ["3", "4"]


def test_bad_paths(tmp_path: Path) -> None:
    assert "does not exist" in refused(read(tmp_path / "nowhere.txt"))
    (tmp_path / "empty").mkdir()
    assert "holds no reports" in refused(read(tmp_path / "empty"))
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    assert "link" in refused(read(tmp_path / "link.txt"))
    (tmp_path / "self.txt").symlink_to("self.txt")
    assert "cannot be opened" in refused(read(tmp_path / "self.txt"))
    assert "no standard input" in refused(read("-"))
    assert "no path" in refused(read("a\0b"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_file_that_may_not_be_read(tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt", TEXT)
    file.chmod(0)
    assert "cannot be read" in refused(read(file))


def test_folders_are_read_once_without_hidden_files(tmp_path: Path) -> None:
    write(tmp_path / "in/a.txt", TEXT)
    write(tmp_path / "in/deep/er/b.htm", HTML)
    write(tmp_path / "in/.c.txt", OTHER)
    write(tmp_path / "in/.git/d.txt", OTHER)
    write(tmp_path / "in/notes.docx", "x")
    (tmp_path / "in/deep/loop").symlink_to(tmp_path / "in")
    found = read(tmp_path / "in")
    assert [page.name for page in found if isinstance(page, Page)] == ["a", "b"]
    assert [one.what for one in found if isinstance(one, Notice)] == [
        "files of other kinds that are not read: 1 (notes.docx)"
    ]


def test_a_huge_file_is_refused_at_once(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(100_000_000)
    tracemalloc.start()
    assert "100,000,000 bytes; the limit is 50,000,000" in refused(read(tmp_path / "huge.txt"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 50_000_000
    assert "more than 50" in refused(read("-", stdin=TEXT.encode(), max_bytes=50))
    assert "109 characters; the limit for one report is 100" in refused(
        read("-", stdin=TEXT.encode(), max_characters=100)
    )


@pytest.mark.parametrize(
    "text",
    [
        "Harbour closed",
        "Trump Putin Xi Macron Scholz",
        "Paris, Berlin, Madrid, Roma, Lisboa, Wien, København, Kraków",
        "x" * 10_000,
        "1 2 3 4 5 " * 100,
        TEXT + " \u202e\u200b\x07\x1b[31m",
        (TEXT[:-1] + ", and ") * 700,
        TEXT + " “El puerto sigue cerrado”, dijo el alcalde, “y nadie sabe hasta cuándo”.",
    ],
)
def test_odd_texts_are_read(text: str, tmp_path: Path) -> None:
    assert only(read(write(tmp_path / "a.txt", text))).text == text


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=300), ending=st.sampled_from(["txt", "json", "jsonl", "csv", "other"]))
def test_any_bytes_pass(data: bytes, ending: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("any") / f"a.{ending}"
    file.write_bytes(data)
    assert read(file)
