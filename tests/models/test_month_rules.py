"""Rules of the months as provinces state them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import event, select

from models import audit, clock
from models.audit import AuditEvent
from models.base import db
from models.line import Line
from models.month_calendar import MonthKind, MonthRule, MonthRules
from models.month_rules import (
    BadMonthRule,
    rules_at,
    rules_at_each,
    rules_of,
    schedule_at,
    state_rule,
    stated_rules,
    take_back_planned,
)
from models.setting import BadSetting
from models.tenancy import begin_write, bind, unscoped
from models.unit import Kind, Level, Unit, UnitReach, past_subtree
from tests.world import World

CALENDAR = MonthRule()
BY_DECREE = MonthRule(MonthKind.ADMINISTRATIVE)
OCTOBER, MAY = date(2026, 10, 1), date(2027, 5, 1)
THIS_YEAR, NEXT_YEAR = date(2026, 1, 1), date(2027, 1, 1)


@contextmanager
def writing_at(unit: Unit) -> Iterator[None]:
    with bind(unit.id):
        begin_write()
        yield
        db.session.commit()


def say(unit: Unit, since: date, rule: MonthRule) -> None:
    with writing_at(unit):
        state_rule(unit, since, rule)


def unsay(unit: Unit) -> None:
    with writing_at(unit):
        take_back_planned(unit)


def new_province(world: World, predecessor: str = "99") -> Unit:
    """A province in which nobody wrote anything; it reads what its predecessor wrote."""
    values = {"code": "99", "name": "Tỉnh Mới", "short_name": "Mới", "source": "tests"}
    with unscoped("the test adds a province"):
        begin_write()
        above = world.unit_id("vn")
        unit = Unit(parent_id=above, slug="99", path="vn.99.", kind=Kind.PROVINCE, **values)
        unit.level = Level.PROVINCE
        db.session.add(unit)
        db.session.flush()
        for path in {unit.path, f"vn.{predecessor}."}:
            db.session.add(UnitReach(unit_id=unit.id, low=path, high=past_subtree(path)))
        audit.record("unit.imported", unit, unit_id=unit.id, after={})
        db.session.commit()
        db.session.refresh(unit)
    return unit


def told(unit: Unit) -> list[tuple[date, MonthRule, str]]:
    return [(one.since, one.rule, one.unit.slug) for one in stated_rules(unit)]


def test_a_value_is_read_by_named_month() -> None:
    value = {
        "2027-05": {"kind": "administrative", "due_day": 20, "closes_after": 0},
        "2027-01": {"kind": "administrative", "due_day": 16, "closes_after": 5},
    }
    later = MonthRule(MonthKind.ADMINISTRATIVE, 20, 0)
    usual = MonthRule(MonthKind.ADMINISTRATIVE, 16)
    assert rules_of(value) == MonthRules({NEXT_YEAR: usual, MAY: later})
    assert list(rules_of(value).since) == [NEXT_YEAR, MAY]


def test_what_nobody_stated_is_as_usual(world: World) -> None:
    assert rules_at(world.units["19612"]) == MonthRules({})


def test_a_province_states_for_the_units_below_it(world: World) -> None:
    say(world.units["45"], NEXT_YEAR, BY_DECREE)
    rules = rules_at(world.units["19612"])
    assert rules.rule_in(date(2026, 12, 1)) == CALENDAR
    assert rules.rule_in(MAY) == MonthRule(MonthKind.ADMINISTRATIVE, 16, 5)
    assert rules_at(world.units["23428"]) == MonthRules({})


def test_from_its_own_first_month_on_a_province_counts_by_itself(world: World) -> None:
    say(world.units["vn"], OCTOBER, MonthRule(due_day=9))
    say(world.units["vn"], NEXT_YEAR, BY_DECREE)
    say(world.units["45"], date(2026, 12, 1), MonthRule(due_day=12))
    assert told(world.units["468"]) == [
        (OCTOBER, MonthRule(due_day=9), "vn"),
        (date(2026, 12, 1), MonthRule(due_day=12), "45"),
    ]
    assert [slug for *_, slug in told(world.units["612"])] == ["vn", "vn"]


def test_the_rules_of_many_units_are_those_of_each(world: World) -> None:
    say(world.units["vn"], OCTOBER, MonthRule(due_day=9))
    say(world.units["vn"], NEXT_YEAR, BY_DECREE)
    say(world.units["45"], date(2026, 12, 1), MonthRule(due_day=12))
    provinces = [world.units[slug] for slug in ("45", "62", "468")]
    each = rules_at_each(provinces)
    assert each == {unit.id: rules_at(unit) for unit in provinces}
    assert each[world.unit_id("45")] is each[world.unit_id("468")]


def test_a_new_rule_takes_the_place_of_what_was_planned_from_then_on(world: World) -> None:
    province = world.units["45"]
    for since, due_day in ((OCTOBER, 9), (date(2026, 12, 1), 12), (date(2026, 11, 1), 10)):
        say(province, since, MonthRule(due_day=due_day))
    assert [since for since, *_ in told(province)] == [OCTOBER, date(2026, 11, 1)]


@pytest.mark.parametrize(
    ("since", "rule", "fault"),
    [
        (date(2026, 9, 1), MonthRule(due_day=9), "not_offered"),
        (THIS_YEAR, BY_DECREE, "not_offered"),
        (date(2027, 11, 1), CALENDAR, "not_offered"),
        (OCTOBER, BY_DECREE, "not_january"),
        (OCTOBER, MonthRule(due_day=9), None),
        (NEXT_YEAR, BY_DECREE, None),
    ],
)
def test_months_that_have_begun_stay_as_they_are(
    world: World, since: date, rule: MonthRule, fault: str | None
) -> None:
    with bind(world.unit_id("45")):
        assert schedule_at(world.units["45"]).fault(since, rule) == fault
    if fault:
        with pytest.raises(BadMonthRule, match=fault):
            say(world.units["45"], since, rule)


def test_the_month_of_an_administrative_year_begins_earlier(world: World) -> None:
    province = world.units["45"]
    say(province, NEXT_YEAR, BY_DECREE)
    offered = {}
    for day in (14, 15):
        with clock.fixed(datetime(2027, 12, day, 3, tzinfo=UTC)), bind(province.id):
            offered[day] = schedule_at(province).offered
    assert (offered[14][0], offered[14][-1]) == (date(2028, 1, 1), date(2029, 1, 1))
    assert offered[15][0] == date(2028, 2, 1)


def test_where_nobody_wrote_this_year_may_still_be_counted_anew(world: World) -> None:
    province = new_province(world)
    with bind(province.id):
        assert schedule_at(province).offered[:2] == [THIS_YEAR, OCTOBER]
    say(province, THIS_YEAR, BY_DECREE)
    assert rules_at(province).rule_in(THIS_YEAR).kind is MonthKind.ADMINISTRATIVE
    unsay(province)
    assert told(province) == []


def test_what_its_predecessor_wrote_does_not_bind_a_province(world: World) -> None:
    province = new_province(world, predecessor="45")
    with bind(province.id):
        assert db.session.scalar(select(Line.id).limit(1))
        assert schedule_at(province).first_open == THIS_YEAR


def test_a_planned_rule_is_taken_back_and_the_one_before_it_counts(world: World) -> None:
    province = world.units["45"]
    say(province, OCTOBER, MonthRule(due_day=9))
    say(province, NEXT_YEAR, BY_DECREE)
    unsay(province)
    assert told(province) == [(OCTOBER, MonthRule(due_day=9), "45")]
    unsay(province)
    assert told(province) == []


def test_what_has_begun_or_is_stated_above_is_not_taken_back(world: World) -> None:
    say(world.units["vn"], OCTOBER, MonthRule(due_day=9))
    with pytest.raises(BadMonthRule, match="nothing_planned"):
        unsay(world.units["45"])
    with clock.fixed(datetime(2026, 10, 1, tzinfo=UTC)), pytest.raises(BadMonthRule):
        unsay(world.units["vn"])


def test_only_from_a_province_up_it_is_stated(world: World) -> None:
    with pytest.raises(BadSetting):
        say(world.units["468"], OCTOBER, MonthRule(due_day=9))


def test_the_record_says_what_held_and_what_will(world: World) -> None:
    say(world.units["45"], NEXT_YEAR, BY_DECREE)
    unsay(world.units["45"])
    with bind(world.unit_id("45")):
        back, stated = db.session.scalars(AuditEvent.latest().limit(2))
    new = {"since": "2027-01", "kind": "administrative", "due_day": 16, "closes_after": 5}
    assert (stated.action, stated.after) == ("month_rule.stated", new)
    assert stated.before == {"kind": "calendar", "due_day": 5, "closes_after": 5}
    assert (back.action, back.before) == ("month_rule.taken_back", new)


def test_the_same_rule_again_changes_nothing(world: World) -> None:
    say(world.units["45"], NEXT_YEAR, BY_DECREE)
    entries = select(AuditEvent.id).where(AuditEvent.action == "month_rule.stated")
    with bind(world.unit_id("45")):
        begin_write()
        state_rule(world.units["45"], NEXT_YEAR, BY_DECREE)
        db.session.commit()
        assert len(db.session.scalars(entries).all()) == 1


def test_the_rules_cost_one_query(world: World) -> None:
    statements: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    say(world.units["45"], NEXT_YEAR, BY_DECREE)
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        rules_at(world.units["19612"])
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    assert len([one for one in statements if one.startswith("SELECT")]) == 1
