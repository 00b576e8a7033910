"""The lists of kinds of activities: whose counts where, and what a kind is called."""

from __future__ import annotations

import pytest

from models.activity_kind import (
    MOST_CHARACTERS,
    MOST_KINDS,
    OTHER,
    STARTING_SET,
    ActivityKind,
    Asks,
    Kind,
    begin_list,
    kinds_by_code,
    kinds_of,
)
from models.base import db
from models.own_list import BadEntry
from models.tenancy import begin_write
from tests import months
from tests.queries import counted
from tests.world import World

GIFTS = next(one for one in STARTING_SET if one.code == "gifts")


def begin(world: World, slug: str = "468") -> None:
    with months.writing(world, slug):
        begin_list(world.units[slug])


def offered(world: World, slug: str) -> list[Kind]:
    with months.at(world, slug):
        return kinds_of(world.units[slug]).kinds


def called(world: World, slug: str) -> dict[str, str]:
    with months.at(world, slug):
        return {code: one.name for code, one in kinds_by_code(world.units[slug]).items()}


def row(world: World, code: str, slug: str = "468") -> ActivityKind:
    return next(one for one in ActivityKind.own(world.units[slug]) if one.code == code)


def own_code(world: World, slug: str) -> str:
    """The code of the kind that every unit of the world had, and has ended."""
    return str(world.rows[slug]["activity_kind"].code)


def test_the_starting_set_counts_where_nobody_has_a_list(world: World) -> None:
    found = kinds_of(world.units["468"])
    assert (found.unit, found.kinds) == (None, list(STARTING_SET))
    assert len({one.code for one in STARTING_SET}) == len(STARTING_SET) <= MOST_KINDS
    assert {asked for one in STARTING_SET for asked in one.asks} == set(Asks)
    assert all(len(one.name) <= MOST_CHARACTERS for one in STARTING_SET)


def test_only_inspections_ask_for_findings_and_other_asks_for_all_else() -> None:
    assert [one.code for one in STARTING_SET if Asks.FINDINGS in one.asks] == ["inspection"]
    assert OTHER.asks == set(Asks) - {Asks.FINDINGS}


def test_an_own_list_keeps_the_codes_of_the_one_it_began_as(world: World) -> None:
    begin(world, "45")
    with months.writing(world, "45"):
        row(world, "gifts", "45").restate("Trao quà", ["money", "gifts"])
        ActivityKind.add("Dạy bơi", [Asks.CHILDREN])
    begin(world)
    begin(world)
    above, here = offered(world, "45"), offered(world, "468")
    assert [one.code for one in here] == [one.code for one in above]
    assert {one.code: one.asks for one in here}["gifts"] == {Asks.GIFTS, Asks.MONEY}
    assert above[-1].code not in {one.code for one in STARTING_SET}
    assert [one.name for one in offered(world, "19612")] == [one.name for one in here]
    assert offered(world, "612") == list(STARTING_SET)


def test_new_kinds_of_two_units_are_told_apart(world: World) -> None:
    codes = set()
    for slug in ("468", "612"):
        begin(world, slug)
        with months.writing(world, slug):
            codes |= {ActivityKind.add("Dạy bơi", []).code, ActivityKind.add("Võ", []).code}
    assert len(codes | {own_code(world, slug) for slug in ("468", "612")}) == 6


def test_a_list_begun_anew_takes_back_what_it_had_ended(world: World) -> None:
    begin(world)
    with months.writing(world):
        row(world, "gifts").restate("Trao quà", [])
    with months.writing(world):
        ActivityKind.end_all()
    assert offered(world, "468") == list(STARTING_SET)
    begin(world)
    again = offered(world, "468")
    assert [(one.code, one.name, one.asks) for one in again] == [
        (one.code, one.name, one.asks) for one in STARTING_SET
    ]


def test_a_kind_is_called_as_in_the_list_in_force(world: World) -> None:
    begin(world, "45")
    with months.writing(world, "45"):
        row(world, "gifts", "45").restate("Trao quà", [])
    assert called(world, "468")["gifts"] == "Trao quà"
    begin(world)
    with months.writing(world):
        row(world, "gifts").restate("Quà tặng", [])
    with months.writing(world):
        row(world, "gifts").end()
    assert called(world, "19612")["gifts"] == "Quà tặng"
    assert called(world, "45")["gifts"] == "Trao quà"
    with months.writing(world):
        ActivityKind.end_all()
    assert called(world, "468")["gifts"] == "Trao quà"
    assert called(world, "612")["gifts"] == GIFTS.name


def test_kinds_that_ended_and_those_of_units_below_keep_their_names(world: World) -> None:
    names = called(world, "45")
    for slug in ("45", "468", "19612"):
        assert names[own_code(world, slug)] == "Hội thi"
    assert own_code(world, "612") not in names
    assert own_code(world, "19600") not in called(world, "19612")
    with counted() as queries, months.at(world, "45"):
        kinds_by_code(world.units["45"])
    assert len(queries) == 1


def test_a_kind_is_not_reopened_beside_one_of_the_same_name(world: World) -> None:
    begin(world)
    with months.at(world, "468"):
        begin_write()
        row(world, own_code(world, "468")).change(name=GIFTS.name)
        with pytest.raises(BadEntry, match="duplicate"):
            row(world, own_code(world, "468")).reopen()
        db.session.rollback()
