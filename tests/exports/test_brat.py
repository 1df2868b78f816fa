"""brat standoff, read back by its specification and by brat's own readers (tests/exports/brat.lock)."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from dossier_by_hand import TEXTS

from onrecord.exports import EXPORTERS, Bundle
from onrecord.records import Dossier, Span, Statement

ALL = os.environ.get("ONRECORD_TESTS") == "all"


def bundle_of(name: str, dossiers: list[Dossier]) -> Bundle:
    written = EXPORTERS[name](dossiers)
    assert isinstance(written, Bundle)
    return written


def read_brat(
    annotations: str, text: str
) -> tuple[dict[str, tuple[str, str]], dict[str, dict[str, str]], dict[str, Any]]:
    """By https://brat.nlplab.org/standoff.html: stretches, events and attributes by their ids."""
    stretches, events, attributes = {}, {}, {}
    for line in annotations.splitlines():
        id, rest = line.split("\t", 1)
        if id[0] == "T":
            kind_and_offsets, words = rest.split("\t")
            kind, offsets = kind_and_offsets.split(" ", 1)
            pieces = [text[int(a) : int(b)] for a, b in (piece.split(" ") for piece in offsets.split(";"))]
            assert not any("\n" in piece for piece in pieces)
            assert " ".join(pieces) == words
            stretches[id] = (kind, words)
        elif id[0] == "E":
            events[id] = dict(role.split(":") for role in rest.split(" "))
        elif id[0] == "A":
            name, target, value = rest.split(" ")
            attributes[target, name] = value
        else:
            assert re.fullmatch(r"AnnotatorNotes E\d+\t.+", rest)
    return stretches, events, attributes


def test_brat_is_read_back(dossier: Dossier) -> None:
    bundle = bundle_of("brat", [dossier])
    assert "Statement\tSource?:Source, Content*:Content" in str(bundle.of("annotation.conf"))
    for report in dossier.reports:
        text, annotations = bundle.of(f"{report.name}.txt"), bundle.of(f"{report.name}.ann")
        assert text == report.text
        stretches, events, attributes = read_brat(str(annotations), report.text)
        said = [statement for statement in dossier.statements if statement.report == report.name]
        assert len(events) == len(said)
        for (id, roles), statement in zip(events.items(), said, strict=True):
            assert attributes[id, "Act"] == statement.act
            assert stretches[roles["Source"]][0] == "Source"
            assert stretches[roles["Statement"]] == ("Statement", statement.cue.of(report.text))
            assert stretches[roles["Content"]][1] == " ".join(statement.content[0].of(report.text).split("\n"))
    furniture = [
        words for kind, words in read_brat(str(bundle.of("bay.ann")), TEXTS["bay"])[0].values() if kind == "Furniture"
    ]
    assert furniture == ["(Update 1: Adds the port's answer)", "Read more: Ten walks by the sea"]


def test_brat_keeps_contents_and_nests_apart(dossier: Dossier) -> None:
    first = dossier.statements[0]
    two: Statement = replace(first, content=(Span(0, 4), Span(5, 11)))
    part = replace(first, parent=0)
    changed = replace(dossier, statements=(two, part, *dossier.statements[2:]))
    _, events, _ = read_brat(str(bundle_of("brat", [changed]).of("bay.ann")), TEXTS["bay"])
    assert list(events["E1"]) == ["Statement", "Content", "Content2", "Source"]
    assert events["E2"]["Part-of"] == "E1"


def test_brat_names_no_file_outside_its_folder(dossier: Dossier) -> None:
    reports = tuple(replace(r, name=f"../../{r.name}\x00/x") for r in dossier.reports)
    bare = replace(
        dossier, reports=reports, statements=(), claims=(), events=(), lineage=(), discrepancies=(), utterances=()
    )
    names = [name for name, _ in bundle_of("brat", [bare, bare]).files]
    assert all(re.fullmatch(r"(\d/)?[\w.~-]+\.(txt|ann|conf)", name) and ".." not in name for name in names)


def test_brat_reads_what_was_written(dossier: Dossier, tmp_path: Path) -> None:
    if ALL:
        import bratsubset.annotation as reader  # noqa: PLC0415 - not there, it fails
        import bratsubset.projectconfig as configured  # noqa: PLC0415
    else:
        reader = pytest.importorskip("bratsubset.annotation", reason="no brat is installed (tests/exports/brat.lock)")
        configured = pytest.importorskip("bratsubset.projectconfig")
    first = dossier.statements[0]
    several = replace(first, content=(Span(102, 111), first.content[0]))
    changed = replace(dossier, statements=(several, replace(dossier.statements[1], parent=0), *dossier.statements[2:]))
    bundle = EXPORTERS["brat"]([changed])
    assert isinstance(bundle, Bundle)
    for name, content in bundle.files:
        assert isinstance(content, str)
        (tmp_path / name).write_text(content, encoding="utf-8")
    known = configured.ProjectConfiguration(str(tmp_path))
    assert (known.get_event_types(), known.get_entity_types()) == (["Statement"], ["Source", "Content", "Furniture"])
    assert known.get_attribute_types() == ["Act", "Mode", "Kind"]
    for report in changed.reports:
        read = reader.TextAnnotations(str(tmp_path / report.name))
        assert read.failed_lines == []
        said = [statement for statement in changed.statements if statement.report == report.name]
        events = list(read.get_events())
        assert [event.type for event in events] == ["Statement"] * len(said)
        for event, statement in zip(events, said, strict=True):
            words = read.get_ann_by_id(event.trigger)
            assert words.text == statement.cue.of(report.text)
            for role, id in event.args:
                # A second content is "Content2", as brat numbers roles that may be taken more than once.
                assert role.rstrip("0123456789") in known.arc_types_from("Statement"), role
                assert read.get_ann_by_id(id)
            acts = [one.value for one in read.get_attributes() if one.target == event.id and one.type == "Act"]
            assert acts == [statement.act]
        for words in read.get_textbounds():
            assert " ".join(report.text[start:end] for start, end in words.spans) == words.text
    assert [role for role, _ in next(iter(reader.TextAnnotations(str(tmp_path / "bay")).get_events())).args] == [
        "Content", "Content2", "Source",
    ]  # fmt: skip
