"""One entity across reports, on entities made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Analysis, Entity, Event, Kind, Mention, Page, Proposition, Publication, Span, Statement
from onrecord.resources.names import core, family_of, gender_of, same_person, short_for
from onrecord.stages.entities import merge_entities
from onrecord.stages.entities.unions import Member, unite


def entity(name: str, kind: Kind = "person", **more: object) -> Entity:
    key = str(more.pop("id", name.lower().replace(" ", "-")))
    return Entity(id=key, name=name, kind=kind, mentions=(Mention("r", Span(0, 1)),), **more)  # type: ignore[arg-type]


def analysis(report: str, *entities: Entity, statements: Sequence[Statement] = ()) -> Analysis:
    own = Entity(id=f"{report}-outlet", name=f"The {report.title()} Courier", kind="outlet")
    return Analysis(
        page=Page(report, "text", "0", report),
        blocks=(),
        sentences=(),
        published=Publication(None, "unknown"),
        outlet=own.id,
        times=(),
        statements=tuple(statements),
        entities=(own, *entities),
        events=(),
        propositions=(),
    )


def names(*analyses: Analysis) -> list[str]:
    return sorted(e.name for e in merge_entities(analyses)[1] if not e.name.endswith("Courier"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Michael Orrin", "Mike Orrin"),
        ("Michael G. Orrin", "Michael Orrin"),
        ("Kenneth Vale", "Ken Vale"),
        ("Volodymyr Haienko", "Volodymyr Hayenko"),
        ("José Marín", "Jose Marin"),
        ("Dmitri Volkov", "Dmitry Volkov"),
        ("Thomas Vale Jr.", "Tom Vale"),
        ("Orrin", "Michael Orrin"),
        ("Zhou Lijun", "Zhou"),
        ("Vega Prado", "Luis Manuel Vega Prado"),
    ],
)
def test_name_variants_are_one_person(one: str, other: str) -> None:
    assert len(names(analysis("a", entity(one)), analysis("b", entity(other)))) == 1


GIVEN = ("Ada", "Adam", "Bo", "José", "Zhou", "Mike", "Michael", "M.", "Luis Manuel")
FAMILY = ("Orrin", "Orin", "Haienko", "Hayenko", "Vega Prado", "Prado", "Lijun", "Vale Jr.", "Ada")


@given(st.lists(st.sampled_from([f"{one} {two}" for one in GIVEN for two in FAMILY]), min_size=2, max_size=14))
def test_names_looked_up_by_letters_join_as_if_each_were_held_against_each(full: list[str]) -> None:
    groups: list[list[str]] = []
    order = sorted(full, key=lambda name: (-len(core(tuple(name.split()))), name.split()))
    for name in order:
        fits = (g for g in groups if all(same_person(tuple(o.split()), tuple(name.split())) for o in g))
        group = next(fits, None)
        if group is None:
            groups.append([name])
        else:
            group.append(name)
    members = [Member(f"r{number}", entity(name)) for number, name in enumerate(full)]
    found = [sorted(m.entity.name for m in union) for union in unite(members, {})]
    assert sorted(found) == sorted(sorted(group) for group in groups)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Helen Orrin", "Michael Orrin"),
        ("George W. Vale", "George H. Vale"),
        ("John Vale", "Jane Vale"),
        ("Martin Reed", "Martin Reese"),
        ("Zhou Lijun", "Zhou Ming"),
    ],
)
def test_two_people_of_one_family_stay_two(one: str, other: str) -> None:
    assert len(names(analysis("a", entity(one)), analysis("b", entity(other)))) == 2


def test_a_family_name_alone_joins_nobody_where_two_bear_it() -> None:
    found = names(analysis("a", entity("Helen Orrin"), entity("Michael Orrin")), analysis("b", entity("Orrin")))
    assert found == ["Helen Orrin", "Michael Orrin", "Orrin"]


def test_a_name_that_its_own_report_tells_apart_is_the_other_ones() -> None:
    found = names(analysis("a", entity("Helen Orrin"), entity("Orrin")), analysis("b", entity("Michael Orrin")))
    assert found == ["Helen Orrin", "Michael Orrin"]
    mayor, wife = entity("Michael Orrin", roles=("Mayor",)), entity("Helen Orrin")
    found = names(analysis("a", mayor, wife), analysis("b", entity("Orrin", roles=("Mayor",))))
    assert found == ["Helen Orrin", "Michael Orrin"]


def test_the_name_is_full_common_and_short() -> None:
    found = names(
        analysis("a", entity("Michael G. Orrin")),
        analysis("b", entity("Michael Orrin")),
        analysis("c", entity("Orrin")),
    )
    assert found == ["Michael Orrin"]


def test_initials_join_the_body_they_stand_for() -> None:
    body: Kind = "organisation"
    assert names(analysis("a", entity("Halvar Rail Union", body)), analysis("b", entity("HRU", body))) in (
        ["HRU"],
        ["Halvar Rail Union"],
    )
    assert len(names(analysis("a", entity("Halvar Rail Union", body)), analysis("b", entity("HRX", body)))) == 2


def test_officials_of_a_country_are_one_but_kinds_stay_apart() -> None:
    us = entity("US officials (unnamed)", "unnamed", country="US")
    found = names(
        analysis("a", us, entity("critics (unnamed)", "unnamed")),
        analysis("b", us, entity("officials (unnamed)", "unnamed")),
    )
    assert found == ["US officials (unnamed)", "critics (unnamed)"]
    israel = entity("Israeli officials (unnamed)", "unnamed", country="IL")
    assert len(names(analysis("a", us, israel), analysis("b", entity("officials (unnamed)", "unnamed")))) == 3


def test_confiding_sources_are_one_only_where_one_outlet_had_them() -> None:
    heard = entity("people with knowledge of the sale (unnamed)", "unnamed")
    retold = entity("people familiar with the sale (unnamed)", "unnamed", told="paper")
    paper = Entity(id="paper", name="The A Courier", kind="outlet")
    together = names(analysis("a", heard), analysis("b", retold, paper))
    assert together == ["people with knowledge of the sale (unnamed)"]
    other = Entity(id="paper", name="The Third Courier", kind="outlet")
    assert len(names(analysis("a", heard), analysis("b", retold, other))) == 2


def test_an_office_joins_the_person_whom_another_report_gives_it() -> None:
    chair = entity("council chairman (unnamed)", "unnamed")
    vale = entity("Ada Vale")
    known = entity("Ada Vale", roles=("chairman of the city council",))
    assert names(analysis("a", vale, chair), analysis("b", known)) == ["Ada Vale"]
    assert len(names(analysis("a", chair), analysis("b", known))) == 2


def test_ids_are_readable_and_the_order_of_reports_changes_nothing() -> None:
    reports = [
        analysis("a", entity("Helen Orrin"), entity("Orrin", id="x")),
        analysis("b", entity("Michael Orrin"), entity("FBI", "government")),
        analysis("c", entity("Mike Orrin"), entity("sources (unnamed)", "unnamed")),
    ]
    results = [merge_entities(order)[1] for order in permutations(reports)]
    assert all(result == results[0] for result in results)
    assert {"fbi", "helen-orrin"} <= {e.id for e in results[0]}


def test_everything_points_at_the_storys_entities() -> None:
    statement = Statement(
        "a", None, Span(0, 1), (Span(0, 1),), "indirect", "asserts", (), speakers=("m",), via=("a-outlet", "m")
    )
    event = Event("a", "what", Span(0, 1), Span(0, 1), actors=("m",))
    proposition = Proposition("a", "text", (), (), None, entities=("m",), agent="m")
    one = analysis("a", entity("Mike Orrin", id="m"), statements=[statement])
    one = Analysis(**{f: getattr(one, f) for f in one.__slots__} | {"events": (event,), "propositions": (proposition,)})
    merged, entities = merge_entities([one, analysis("b", entity("Michael Orrin", id="n"))])
    person = next(e.id for e in entities if "Orrin" in e.name)
    assert merged[0].statements[0].speakers == (person,)
    assert merged[0].statements[0].via == (merged[0].outlet, person)
    assert merged[0].events[0].actors == (person,)
    assert merged[0].propositions[0].entities == (person,)
    assert merged[0].propositions[0].agent == person
    assert {e.id for e in entities} >= {merged[0].outlet, merged[1].outlet, person}


def test_names_are_taken_apart() -> None:
    assert family_of(("Zhou", "Lijun")) == "zhou"
    assert family_of(("Kim", "Davies")) == "davies"
    assert family_of(("Kim", "Yong-ho")) == "kim"
    assert gender_of("Karen") == "f"
    assert short_for(("van", "Hout"), ("Piet", "van", "Hout"))
    assert not short_for(("Piet",), ("Piet", "van", "Hout"))
    assert not same_person(("Reed",), ("Alan", "Reed"))
