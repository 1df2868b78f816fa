from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

import pytest
from dossier_by_hand import dossier  # noqa: F401 - a fixture
from hypothesis import given
from hypothesis import strategies as st
from invented import make_analysis, make_pages

from onrecord.adapters.store.codec import dump, load
from onrecord.models import Models
from onrecord.pipeline import analyse
from onrecord.records import Analysis, Dossier, Page, Signature, Span, When


@dataclass(frozen=True, slots=True)
class Plate:
    name: str
    kind: Literal["flat", "deep"]
    spans: tuple[Span, ...] = ()
    pair: tuple[str, float] = ("", 0.0)
    when: When | None = None
    day: date | None = None
    mark: bytes = b""
    broken: bool = False


plates = st.builds(
    Plate,
    name=st.text(),
    kind=st.sampled_from(["flat", "deep"]),
    spans=st.lists(st.builds(lambda a, b: Span(a, a + b), st.integers(0, 9), st.integers(0, 9))).map(tuple),
    pair=st.tuples(st.text(), st.floats(allow_nan=False)),
    when=st.none() | st.builds(When, st.datetimes(timezones=st.just(UTC)), st.sampled_from(["year", "day"])),
    day=st.none() | st.dates(),
    mark=st.binary(),
    broken=st.booleans(),
)


@given(plates)
def test_what_is_written_is_read_back(plate: Plate) -> None:
    text = dump(plate)
    assert text.isascii()
    assert load(Plate, text) == plate


def test_defaults_are_left_out_and_a_span_is_a_pair() -> None:
    assert json.loads(dump(Plate("a", "flat"))) == {"name": "a", "kind": "flat"}
    assert dump(Span(3, 4)) == "[3,4]"
    assert dump(When(datetime(2031, 5, 2, tzinfo=UTC))) == '{"at":"2031-05-02T00:00:00+00:00"}'


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "null", "1", '{"name": "a"}', '{"name": 1, "kind": "flat"}', '{"name": "a", "kind": "round"}',
        '{"name": "a", "kind": "flat", "lid": 1}', '{"name": "a", "kind": "flat", "broken": 1}',
        '{"name": "a", "kind": "flat", "spans": [[1]]}', '{"name": "a", "kind": "flat", "spans": [[2, 1]]}',
        '{"name": "a", "kind": "flat", "spans": {}}', '{"name": "a", "kind": "flat", "pair": ["a"]}',
        '{"name": "a", "kind": "flat", "mark": "%"}', '{"name": "a", "kind": "flat", "day": "soon"}',
        '{"name": "a", "kind": "flat", "when": {"at": "2031-01-01"}}', "[" * 100_000,
    ],
)  # fmt: skip
def test_what_does_not_fit_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError):
        load(Plate, text)


def test_cheap_analyses_survive() -> None:
    for page in make_pages():
        analysis = make_analysis(page)
        assert load(Analysis, dump(analysis)) == analysis


def test_every_field_of_a_real_analysis_survives(models: Models) -> None:
    for page in make_pages()[:2]:
        analysis = analyse(page, models=models)
        assert analysis.propositions and analysis.statements
        assert load(Analysis, dump(analysis)) == analysis
        assert load(Page, dump(page)) == page


def test_a_dossier_survives(dossier: Dossier) -> None:  # noqa: F811
    assert load(Dossier, dump(dossier)) == dossier


def test_a_signature_survives() -> None:
    signature = Signature("ab", 9, (("dam", 0.5),), (), b"\x00\xff", b"\x01", b"\x02")
    assert load(Signature, dump(signature)) == signature
