"""Which activities a list holds, and that its sums are those of its rows."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from uuid_utils.compat import uuid7

from models import audit
from models.activity import Activity, ActivityState
from models.activity_filter import ActivityFilter, Logged
from models.activity_list import Place, Sort, page, summed
from models.activity_sums import Sums, counts
from models.base import db
from models.join_activities import join
from models.tenancy import Audience, begin_write, bind
from tests import activities
from tests.activities import DAY, logged, officer
from tests.world import World

ALL = ActivityFilter()


def titles(asked: ActivityFilter, sort: Sort = Sort.NEWEST) -> list[str]:
    return [row.Activity.title for row in page(asked, sort, 100)]


@pytest.fixture
def kept(world: World) -> Iterator[dict[str, Any]]:
    """Four entries of Xã Cam Thành, beside the one that every unit has."""
    by, rows = officer(world), world.rows["19612"]
    with activities.at(world):
        drowning = logged(by, "Phòng đuối nước", kind="communication", held_on=date(2026, 6, 1))
        women = logged(by, "Thăm hỏi", agency_id=rows["women"].id, place="Trạm y tế Đăk Tô")
        again = logged(by, "Thăm hỏi lần hai", hamlet_id=rows["hamlet"].id, budget=5, children=None)
        planned = logged(by, "Trung thu", held_on=date(2026, 9, 25), children=90)
        begin_write()
        join(again, women, by, adds_gifts=True)
        db.session.commit()
        yield {"drowning": drowning, "women": women, "again": again, "planned": planned}


def test_the_newest_stand_first(kept: Any) -> None:
    assert titles(ALL) == [
        *("Trung thu", "Thăm hỏi lần hai", "Thăm hỏi"),
        *("Tặng quà Trung thu", "Phòng đuối nước"),
    ]
    assert titles(ALL, Sort.OLDEST) == titles(ALL)[::-1]
    assert titles(ALL, Sort.CHILDREN)[0] == "Trung thu"
    assert titles(ALL, Sort.CHILDREN)[-1] == "Thăm hỏi lần hai"
    assert titles(ALL, Sort.COST)[0] == "Thăm hỏi lần hai"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"words": "dak to"}, ["Thăm hỏi"]),
        ({"words": "nuoc duoi"}, ["Phòng đuối nước"]),
        ({"kind": "communication"}, ["Phòng đuối nước"]),
        ({"first": date(2026, 9, 11)}, ["Trung thu"]),
        ({"last": date(2026, 6, 1)}, ["Phòng đuối nước"]),
        ({"state": ActivityState.PLANNED}, ["Trung thu"]),
        ({"is_joined": True}, ["Thăm hỏi lần hai"]),
        ({"fills": True}, ["Tặng quà Trung thu"]),
        ({"has_evidence": True}, []),
        ({"is_late": True}, []),
        ({"agency_kind": "women"}, ["Thăm hỏi", "Tặng quà Trung thu"]),
        ({"agency_kind": "youth"}, ["Tặng quà Trung thu"]),
        ({"own": True, "kind": "communication"}, ["Phòng đuối nước"]),
        ({"logged": Logged.PARTNERS}, []),
        ({"logged": Logged.ME, "person_id": -1}, []),
        ({"path": "vn.45.468.19600."}, []),
    ],
)
def test_a_list_holds_what_is_asked_for(kept: Any, asked: Any, found: list[str]) -> None:
    assert titles(ActivityFilter(**asked)) == found


def test_what_is_not_so_can_be_asked_for_too(world: World, kept: Any) -> None:
    for name in ("is_joined", "has_evidence", "fills"):
        parts = [titles(ActivityFilter(**{name: value})) for value in (True, False)]
        assert sorted(parts[0] + parts[1]) == sorted(titles(ALL))
    rows = world.rows["19612"]
    asked = ActivityFilter(agency_id=rows["women"].id, hamlet_id=rows["hamlet"].id)
    assert titles(asked) == ["Tặng quà Trung thu"]


def test_the_activities_of_a_line(world: World, kept: Any) -> None:
    line = world.rows["19612"]["activity_line"]
    assert titles(ActivityFilter(line=line.key)) == ["Tặng quà Trung thu"]
    assert titles(ActivityFilter(line=(line.assignment_id, DAY))) == []


def test_a_district_reads_what_lies_below_it(world: World, kept: Any) -> None:
    with activities.at(world, "468"):
        assert len(titles(ALL)) == 7
        path = world.units["468"].path
        assert len(titles(ActivityFilter(path=path))) == 7
        assert titles(ActivityFilter(path=path, is_alone=True)) == ["Tặng quà Trung thu"]
        assert len(titles(ActivityFilter(path=world.units["19612"].path))) == 5
    with activities.at(world, "612"):
        assert "Thăm hỏi" not in titles(ALL)


def test_former_units_are_left_out_of_the_subtree(world: World) -> None:
    with activities.at(world, "08"):
        assert len(titles(ALL)) == 4
        assert len(titles(ActivityFilter(path=world.units["08"].path))) == 2


def test_a_partner_lists_his_own_and_what_names_his_agency(world: World, kept: Any) -> None:
    rows = world.rows["19612"]
    of_youth = {"audience": Audience.PARTNER, "agency_ids": [rows["youth"].id]}
    with bind(world.unit_id("19612"), **of_youth):
        assert titles(ALL) == ["Tặng quà Trung thu"]
        assert summed(ALL).sums.children == 20


@pytest.fixture
def many(world: World) -> random.Random:
    """Sixty entries of two communes and their district, changed and joined at random."""
    chance = random.Random(8)
    for slug in ("19612", "19600", "468"):
        rows, by = world.rows[slug], officer(world)
        with activities.at(world, slug):
            begin_write()
            made = [_random(chance, rows) for _ in range(20)]
            for number, one in enumerate(made):
                one.logged_by_id = by.person_id
                db.session.add(one)
                if number % 5 == 1:
                    one.joined_to_id, one.adds_gifts = made[number - 1].id, chance.random() < 0.5
            audit.record("activity.logged", made[0])
            db.session.commit()
    return chance


def _random(chance: random.Random, rows: Any) -> Activity:
    def some(most: int) -> int | None:
        return chance.choice([None, 0, chance.randrange(most)])

    figures = {name: some(300) for name in ("children", "girls", "boys", "special", "adults")}
    money = {name: some(10**12) for name in ("gifts", "gift_value", "budget", "mobilised")}
    return Activity(
        id=uuid7(),
        kind=chance.choice(["gifts", "visit"]),
        title=chance.choice(["Tặng quà", "Thăm hỏi"]),
        state=chance.choice([ActivityState.COUNTED] * 3 + list(ActivityState)),
        held_on=DAY + timedelta(days=chance.randrange(6)),
        agency_id=chance.choice([None, rows["women"].id]),
        hamlet_id=chance.choice([None, rows["hamlet"].id]),
        sessions=some(4),
        **figures,
        **money,
    )


def walk(asked: ActivityFilter, sort: Sort, size: int) -> list[Activity]:
    """All entries of a list, page after page, and back again."""
    there: list[Any] = page(asked, sort, size)
    while found := page(asked, sort, size, after=_end(there[-1])) if there else []:
        there += found
    back = there[-1:]
    while found := page(asked, sort, size, before=_end(back[0])) if back else []:
        back = [*found, *back]
    assert [row.Activity for row in back] == [row.Activity for row in there]
    return [row.Activity for row in there]


def _end(row: Any) -> Place:
    return Place(row.value, row.Activity.id)


def test_the_sums_of_a_list_are_those_of_its_rows(world: World, many: random.Random) -> None:
    offered: dict[str, list[Any]] = {
        "words": ["", "qua"],
        "kind": [None, "gifts"],
        "state": [None, None, ActivityState.COUNTED, ActivityState.WAITING],
        "own": [False, True],
        "agency_kind": [None, None, "women"],
        "is_joined": [None, None, True, False],
        "first": [None, DAY + timedelta(days=2)],
        "last": [None, DAY + timedelta(days=4)],
    }
    for slug in ("468", "19612"):
        with activities.at(world, slug, person_id=world.officer.id):
            for _ in range(12):
                asked = ActivityFilter(**{k: many.choice(values) for k, values in offered.items()})
                rows = walk(asked, many.choice(list(Sort)), many.choice([3, 7]))
                listed = summed(asked)
                assert len(rows) == len({one.id for one in rows}) == listed.count
                assert listed.sums == sum((counts(one) for one in rows), Sums())


def test_every_entry_but_withdrawn_ones_is_listed(world: World, many: random.Random) -> None:
    with activities.at(world, "468", person_id=world.officer.id):
        states = db.session.scalars(select(Activity.state)).all()
        kept = [state for state in states if state != ActivityState.WITHDRAWN]
        assert summed(ALL).count == len(walk(ALL, Sort.NEWEST, 9)) == len(kept) < len(states)
