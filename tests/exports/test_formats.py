"""Every format, read back by its own library or by its specification; offsets always lead to the same words."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import zipfile
from collections import Counter
from dataclasses import replace

import networkx
import prov.model
import pyarrow.parquet
import pytest
import rdflib
import stix2
import stix2validator
from dossier_by_hand import TEXTS

from onrecord.exports import EXPORTERS, MEDIA, Bundle
from onrecord.exports.places import Places, whole_of
from onrecord.exports.tables import make_tables
from onrecord.records import Dossier, Evidence, Span

SCHEMA = rdflib.Namespace("https://schema.org/")
TABLES = ("statements", "claims", "holders", "events", "lineage")
NAMES = {
    "json", "jsonl", "csv", "parquet", "markdown", "html", "web-annotation", "prov", "jsonld", "stix", "ftm", "graphml",
    "timelinejs", "brat",
}  # fmt: skip


def text_of(name: str, dossiers: list[Dossier]) -> str:
    written = EXPORTERS[name](dossiers)
    assert isinstance(written, str)
    return written


def bundle_of(name: str, dossiers: list[Dossier]) -> Bundle:
    written = EXPORTERS[name](dossiers)
    assert isinstance(written, Bundle)
    return written


def rows_of(table: str, dossiers: list[Dossier]) -> list[dict[str, str]]:
    content = bundle_of("csv", dossiers).of(f"{table}.csv")
    assert isinstance(content, str)
    return list(csv.DictReader(io.StringIO(content, newline="")))


def test_all_the_formats_are_there() -> None:
    assert set(EXPORTERS) >= NAMES
    assert set(MEDIA) == set(EXPORTERS)


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_no_story_is_no_error(name: str) -> None:
    assert EXPORTERS[name]([]) == EXPORTERS[name]([])


# ---- tables -------------------------------------------------------------------------------------


def test_csv_rows_lead_to_their_words(dossier: Dossier) -> None:
    for table in TABLES:
        rows = rows_of(table, [dossier])
        assert rows
        for row in rows:
            words = TEXTS[row["report"]][int(row["start"]) : int(row["end"])]
            assert row["words"].removeprefix("'") == words
            assert row["line"] == str(TEXTS[row["report"]].count("\n", 0, int(row["start"])) + 1)


def test_csv_tells_what_the_dossier_tells(dossier: Dossier) -> None:
    said = rows_of("statements", [dossier])
    assert [(row["speaker"], row["act"], row["via"]) for row in said[:2]] == [
        ("officials (unnamed)", "asserts", "Bay Mirror"),
        ("Ada Lunt", "denies", ""),
    ]
    start, end = map(int, said[0]["content_at"].split("-"))
    assert TEXTS["bay"][start:end] == said[0]["content"] == "the port had sold its ferry pier"
    claims = rows_of("claims", [dossier])
    assert [(row["status"], row["origin_count"], row["report_count"]) for row in claims] == [
        ("disputed", "1", "3"),
        ("single-source", "1", "1"),
    ]
    stances = Counter(row["stance"] for row in rows_of("holders", [dossier]))
    assert stances == {"asserts": 3, "denies": 2, "declines": 1}
    assert rows_of("lineage", [dossier])[1]["other_words"] == rows_of("statements", [dossier])[1]["words"]


def test_spreadsheets_run_nothing_that_a_report_says(dossier: Dossier) -> None:
    for evil in ("=HYPERLINK(1)", "+1", "-1", "@a", "\t=1"):
        claim = replace(dossier.claims[0], proposition=evil)
        assert rows_of("claims", [replace(dossier, claims=(claim,))])[0]["proposition"] == f"'{evil}"


def test_parquet_is_the_same_tables_with_types(dossier: Dossier) -> None:
    bundle = bundle_of("parquet", [dossier, dossier])
    for table in make_tables([dossier, dossier]):
        content = bundle.of(f"{table.name}.parquet")
        assert isinstance(content, bytes)
        read = pyarrow.parquet.read_table(io.BytesIO(content))
        assert tuple(read.schema.names) == table.names
        assert [tuple(row.values()) for row in read.to_pylist()] == list(table.rows)
        assert str(read.schema.field("start").type) == "int64"


def test_a_bundle_is_the_same_zip_every_time(dossier: Dossier) -> None:
    bundle = bundle_of("csv", [dossier])
    assert bundle.zipped() == bundle.zipped()
    with zipfile.ZipFile(io.BytesIO(bundle.zipped())) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [f"{table}.csv" for table in TABLES]


# ---- linked data --------------------------------------------------------------------------------


def test_web_annotations_select_the_words(dossier: Dossier) -> None:
    collection = json.loads(text_of("web-annotation", [dossier]))
    assert (collection["@context"], collection["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationCollection")
    items = collection["first"]["items"]
    assert collection["total"] == len(items) == len(dossier.statements) + sum(len(c.holders) for c in dossier.claims)
    assert len({item["id"] for item in items}) == len(items)
    digests = {report.sha256: report.text for report in dossier.reports}
    motivations = {"describing", "classifying", "identifying", "linking"}
    for item in items:
        assert (item["type"], item["motivation"] in motivations) == ("Annotation", True)
        assert all(body["type"] == "TextualBody" and body["purpose"] in motivations for body in item["body"])
        for target in item["target"] if isinstance(item["target"], list) else [item["target"]]:
            text = digests[target["scope"].removeprefix("urn:sha256:")]
            position, quote = target["selector"]
            start, end = position["start"], position["end"]
            assert text[start:end] == quote["exact"] != ""
            assert text[:start].endswith(quote["prefix"]) and text[end:].startswith(quote["suffix"])


def test_prov_is_read_by_prov(dossier: Dossier) -> None:
    document = prov.model.ProvDocument.deserialize(content=text_of("prov", [dossier]), format="json")
    assert document == prov.model.ProvDocument.deserialize(content=document.serialize(format="json"), format="json")
    kinds = Counter(type(record).__name__ for record in document.get_records())
    assert kinds["ProvEntity"] == len(dossier.reports) + len(dossier.statements) + len(dossier.claims)
    assert kinds["ProvAgent"] == len(dossier.entities)
    derived = [
        record for record in document.get_records(prov.model.ProvDerivation)
        if any(str(name) == "onrecord:lineage" for name, _ in record.attributes)
    ]  # fmt: skip
    assert len(derived) == sum(link.credits in TEXTS for link in dossier.lineage) == 1


def test_jsonld_is_read_by_rdflib_without_a_network(dossier: Dossier) -> None:
    graph = rdflib.Graph().parse(data=text_of("jsonld", [dossier]), format="json-ld")
    count = {
        name: len(set(graph.subjects(rdflib.RDF.type, SCHEMA[name]))) for name in ("Claim", "Quotation", "NewsArticle")
    }
    assert count == {"Claim": 2, "Quotation": 4, "NewsArticle": 3}
    (claim,) = graph.subjects(SCHEMA.text, rdflib.Literal("The port of Orlan has sold its ferry pier."))
    authors = {str(graph.value(author, SCHEMA.name)) for author in graph.objects(claim, SCHEMA.author)}
    assert authors == {"officials (unnamed)"}
    assert len(set(graph.objects(claim, SCHEMA.appearance))) == 3
    for quotation in graph.subjects(rdflib.RDF.type, SCHEMA.Quotation):
        place = str(graph.value(graph.value(quotation, SCHEMA.identifier), SCHEMA.value))
        digest, start, end = re.fullmatch(r"urn:sha256:(\w+)#char=(\d+),(\d+)", place).groups()  # type: ignore[union-attr]
        (text,) = [report.text for report in dossier.reports if report.sha256 == digest]
        assert text[int(start) : int(end)] == str(graph.value(quotation, SCHEMA.text))


def test_jsonld_never_rates(dossier: Dossier) -> None:
    written = text_of("jsonld", [dossier]).casefold()
    assert not re.search(r"claimreview|rating|bestrating|reviewrating", written)


# ---- analysts' formats --------------------------------------------------------------------------


def test_stix_is_valid_and_read_by_stix2(dossier: Dossier) -> None:
    written = text_of("stix", [dossier])
    found = stix2validator.validate_string(written, stix2validator.ValidationOptions(version="2.1"))
    results = found if isinstance(found, list) else [found]
    assert all(result.is_valid for result in results), [str(e) for result in results for e in result.errors]
    bundle = stix2.parse(written)
    kinds = Counter(one["type"] for one in bundle.objects)
    assert kinds == {"file": 3, "identity": 8, "note": 6, "relationship": 2, "report": 1}
    ids = {one["id"] for one in bundle.objects}
    refs = {ref for one in bundle.objects for ref in one.get("object_refs", [])}
    assert refs <= ids
    (denial,) = [one for one in bundle.objects if "denies" in one.get("labels", [])]
    assert denial["authors"] == ["Ada Lunt"] and "There was no sale" in denial["content"]


def test_a_story_without_a_date_is_valid_stix(dossier: Dossier) -> None:
    undated = replace(dossier, reports=tuple(r for r in dossier.reports if r.name == "hostile"), claims=(), lineage=())
    undated = replace(undated, statements=(), events=(), discrepancies=(), utterances=())
    result = stix2validator.validate_string(text_of("stix", [undated]))
    assert result.is_valid


def test_followthemoney_takes_every_entity(dossier: Dossier) -> None:
    if os.environ.get("ONRECORD_TESTS") == "all":
        import followthemoney  # noqa: PLC0415 - not there, it fails
    else:
        followthemoney = pytest.importorskip(
            "followthemoney", reason="followthemoney is not installed (tests/exports/followthemoney.lock; it needs ICU)"
        )
    lines = [json.loads(line) for line in text_of("ftm", [dossier]).splitlines()]
    entities = []
    for line in lines:
        schema = followthemoney.model.get(line["schema"])
        schema.validate(line)
        entity = followthemoney.model.get_proxy(line)
        # Cleaning again, as an import does, must lose no value.
        again = followthemoney.model.get_proxy({"id": line["id"], "schema": line["schema"]})
        for name, values in line["properties"].items():
            for value in values:
                again.add(name, value)
        assert sorted(again.properties) == sorted(entity.properties)
        entities.append(entity)
    by_id = {entity.id: entity for entity in entities}
    assert len(by_id) == len(lines)
    assert Counter(line["schema"] for line in lines) >= Counter({"Article": 3, "Documentation": 10, "Event": 2})
    for entity in entities:
        for prop, value in entity.itervalues():
            if prop.type.name == "entity":
                assert by_id[value].schema.is_a(prop.range)
    (article,) = [e for e in entities if e.schema.name == "Article" and e.first("fileName") == "bay"]
    assert article.first("bodyText") == TEXTS["bay"]


def test_graphml_is_read_by_networkx(dossier: Dossier) -> None:
    graph = networkx.read_graphml(io.BytesIO(text_of("graphml", [dossier]).encode()), force_multigraph=True)
    kinds = Counter(data["type"] for _, data in graph.nodes(data=True))
    assert kinds == {"report": 3, "speaker": 8, "claim": 2}
    denials = [
        (graph.nodes[u]["label"], graph.nodes[v]["label"]) for u, v, data in graph.edges(data=True)
        if data["relation"] == "denies" and graph.nodes[v]["type"] == "claim"
    ]  # fmt: skip
    assert denials == [("Ada Lunt", "The port of Orlan has sold its ferry pier.")] * 2
    for _, _, data in graph.edges(data=True):
        if "start" in data and data["report"] != "hostile":
            assert TEXTS[data["report"]][data["start"] : data["end"]] == data["words"]


def test_timelinejs_has_dated_events_and_no_markup_from_reports(dossier: Dossier) -> None:
    hostile = replace(dossier.events[0], what="<img src=x onerror=alert(1)>")
    made = json.loads(text_of("timelinejs", [replace(dossier, events=(hostile, dossier.events[1]))]))
    assert made["title"]["text"]["headline"] == dossier.story
    (event,) = made["events"]
    assert event["start_date"] == {"year": 2023, "month": 5, "day": 3}
    assert event["text"]["headline"] == "&lt;img src=x onerror=alert(1)&gt;"
    assert event["group"] == "reject"


# ---- places -------------------------------------------------------------------------------------


def test_places_count_lines_as_the_outline_does(dossier: Dossier) -> None:
    places = Places(dossier)
    for statement in dossier.statements:
        place = whole_of(statement)
        assert places.line(place) == TEXTS[place.report].count("\n", 0, place.span.start) + 1
    assert places.line(Evidence("bay", Span(0, 1))) == 1
    assert places.joint(("lunt", "essen", "port")) == "Ada Lunt, Bo Essen and Port of Orlan"
