from __future__ import annotations

from dataclasses import replace
from io import StringIO

from rich.console import Console

from onrecord.faces.cli.dossier_view import SHOWN, view_dossier
from onrecord.records import Dossier


def show(dossier: Dossier, *, width: int = 80, everything: bool = False) -> str:
    out = StringIO()
    Console(file=out, width=width, color_system=None, highlight=False).print(
        view_dossier(dossier, limits={} if everything else None, command="onrecord show pier --all")
    )
    return out.getvalue()


def test_what_divides_the_sources_comes_first(dossier: Dossier) -> None:
    shown = show(dossier)
    lines = [line.strip() for line in shown.splitlines() if line.strip()]
    assert lines[0] == "Port denies it sold the ferry pier"
    assert shown.index("DISPUTED (1)") < shown.index("OTHER CLAIMS") < shown.index("LINEAGE") < shown.index("PEOPLE")
    assert "1 independent origin in 2 reports: officials (unnamed)" in shown
    assert "officials (unnamed), via Bay Mirror" in shown
    assert "Ada Lunt, port spokeswoman" in shown
    assert "[bay:8]" in shown


def test_it_fits_80_columns_and_needs_no_colour(dossier: Dossier) -> None:
    shown = show(dossier)
    assert max(map(len, shown.splitlines())) <= 80
    assert "\x1b" not in shown
    assert "asserts" in shown and "denies" in shown and "declines" in shown


def test_text_from_reports_is_no_markup_and_no_escape(dossier: Dossier) -> None:
    hostile = replace(dossier, story="[bold]Pier[/] \x1b[2J\u202ereversed [link=file:///etc]x[/link]")
    first = show(hostile, width=120).splitlines()[0].rstrip()
    assert first == "[bold]Pier[/] <U+001B>[2J<U+202E>reversed [link=file:///etc]x[/link]"


def test_long_sections_are_cut_and_the_rest_is_counted(dossier: Dossier) -> None:
    entry = dossier.events[0]
    many = replace(dossier, events=tuple(replace(entry, what=f"event {i}") for i in range(40)))
    shown = show(many)
    assert f"… {40 - SHOWN['timeline']} more: onrecord show pier --all" in shown
    assert "event 39" not in shown
    assert "event 39" in show(many, everything=True)


def test_no_dispute_is_said_as_not_found(dossier: Dossier) -> None:
    shown = show(replace(dossier, claims=(), discrepancies=(), lineage=(), events=(), left_out=()))
    assert "No dispute was found in 3 reports." in shown
    assert "Left out" not in shown
