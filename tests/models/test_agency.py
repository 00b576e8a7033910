"""Kinds of agency, and the set that a new unit starts with."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from models.agency import Agency, add_starting_set
from models.agency_kind import AGENCY_KINDS, KINDS_BY_CODE, starting_set
from models.base import db
from models.tenancy import begin_write, bind
from models.unit import Level, Unit
from tests.world import World


def test_a_code_names_one_kind_and_a_label_too() -> None:
    assert len(KINDS_BY_CODE) == len(AGENCY_KINDS)
    assert len({kind.label for kind in AGENCY_KINDS}) == len(AGENCY_KINDS)


@pytest.mark.parametrize(
    ("level", "has", "has_not"),
    [
        (Level.PROVINCE, {"children": "Sở Y tế"}, {"school", "health"}),
        (Level.DISTRICT, {"children": "Phòng Lao động - Thương binh và Xã hội"}, {"school"}),
        (Level.COMMUNE, {"health": "Trạm Y tế", "police": "Công an"}, {"court", "education"}),
        (Level.COUNTRY, {}, {"women"}),
    ],
)
def test_each_level_starts_with_what_it_usually_has(
    level: Level, has: dict[str, str], has_not: set[str]
) -> None:
    usual = dict(starting_set(level))
    assert has.items() <= usual.items()
    assert not has_not & set(usual)


def test_the_starting_set_adds_only_what_is_missing(world: World) -> None:
    with bind(world.unit_id("19612")):
        begin_write()
        unit = db.session.get(Unit, world.unit_id("19612"))
        added = add_starting_set(unit)
        assert {"women", "youth"}.isdisjoint(agency.kind for agency in added)
        assert "Công an xã Cam Thành" in {agency.name for agency in added}
        assert add_starting_set(unit) == []


def test_those_in_being_come_first_by_vietnamese_order(world: World) -> None:
    with bind(world.unit_id("19612")):
        begin_write()
        for name in ("Đội Một", "Ủy ban", "Ban Một", "Âm nhạc"):
            Agency.add(name, "other")
        Agency.add("An Một", "other").end()
        db.session.commit()
        names = [a.name for a in db.session.scalars(Agency.for_list(world.unit_id("19612")))]
    assert names[:3] == ["Âm nhạc", "Ban Một", "Đoàn Thanh niên Cam Thành"]
    assert names[-1] == "An Một"


def test_closing_twice_is_closing_once(world: World) -> None:
    with bind(world.unit_id("19612")):
        begin_write()
        agency = db.session.get(Agency, world.rows["19612"]["women"].id)
        agency.end()
        first = agency.ended_on
        agency.end()
        assert (agency.has_ended, agency.ended_on) == (True, first)
        agency.reopen()
        agency.reopen()
        assert not agency.has_ended
        db.session.commit()
        assert db.session.scalar(select(Agency.ended_on).where(Agency.id == agency.id)) is None
