"""What stands on which day, for whom; held against the months themselves."""

from __future__ import annotations

from datetime import date

import pytest

from models import audit, clock
from models.activity_acts import Doer
from models.ask_extension import ask_line
from models.base import db
from models.calendar_days import Reader, dated_at
from models.dated import Dated, DayStatus, What, Window
from models.decide_extension import grant
from models.join_activities import join
from models.log_activity import log
from models.month_acts import Reader as MonthReader
from models.permissions import ROLE_PERMISSIONS, Role
from models.tenancy import Audience, begin_write, bind
from models.unit import Unit
from models.unit_month import lock_month, read_month
from tests import months
from tests.activities import entry, logged, officer, partner_of
from tests.months import SEPTEMBER
from tests.plans import plan_of
from tests.queries import counted
from tests.world import World

DUE = date(2026, 9, 20)
OFFICER = Reader(ROLE_PERMISSIONS[Role.OFFICER])
REVIEWER = Reader(ROLE_PERMISSIONS[Role.REVIEWER])
ADMINISTRATOR = Reader(ROLE_PERMISSIONS[Role.ADMINISTRATOR])
PARTNER = Reader(ROLE_PERMISSIONS[Role.PARTNER], is_partner=True)
WHOLE_SEPTEMBER = Window(date(2026, 9, 1), date(2026, 9, 30))


def at(world: World, who: Reader = OFFICER, window: Window = WHOLE_SEPTEMBER) -> list[Dated]:
    """What Xã Cam Thành's own people find."""
    with months.at(world):
        return dated_at(db.session.get_one(Unit, world.unit_id("19612")), window, who)


def of(found: list[Dated], what: What) -> list[Dated]:
    return [one for one in found if one.what is what]


@pytest.fixture
def key(world: World) -> int:
    """A line that is done once, due on the 20th."""
    with months.at(world):
        begin_write()
        made = months.give("Kiện toàn ban điều hành", cadence="once", due_on=DUE)[0]
        db.session.commit()
    return made


def test_a_line_stands_on_its_day(world: World, key: int) -> None:
    line = next(one for one in of(at(world), What.LINE) if one.of == key)
    assert (line.on, line.text, line.month) == (DUE, "Kiện toàn ban điều hành", SEPTEMBER)
    assert line.status is DayStatus.NONE


def test_a_line_that_is_done_says_so_on_its_day(world: World, key: int) -> None:
    with months.at(world):
        done = {"state": "done", "done_on": date(2026, 9, 10)}
        months.tick(SEPTEMBER, key, months.officer(world), **done)
    line = next(one for one in of(at(world), What.LINE) if one.of == key)
    assert line.status is DayStatus.DONE


def test_a_line_that_got_an_extension_moves_and_keeps_its_key(world: World, key: int) -> None:
    before = next(one for one in of(at(world), What.LINE) if one.of == key)
    with months.at(world):
        begin_write()
        month = lock_month(SEPTEMBER)
        later = date(2026, 9, 28)
        asked = ask_line(month, month.line(key), later, "Bão", months.officer(world))
        grant(asked, MonthReader(world.reviewer.id, decides=True))
        db.session.commit()
    line = next(one for one in of(at(world), What.LINE) if one.of == key)
    assert (line.on, line.key) == (later, before.key)


def test_what_ends_with_its_period_stands_together_on_the_last_day(world: World) -> None:
    with months.at(world):
        begin_write()
        months.give("Cập nhật phần mềm", "Họp giao ban")
        db.session.commit()
    period = of(at(world), What.PERIOD)[0]
    assert (period.on, period.count, period.month) == (date(2026, 9, 30), (0, 3), SEPTEMBER)


@pytest.mark.parametrize("is_by_decree", [False, True])
def test_what_is_due_is_what_the_months_say(world: World, key: int, is_by_decree: bool) -> None:
    if is_by_decree:
        months.count_by_decree(world)
    year = Window(date(2026, 1, 1), date(2026, 9, 14))
    found = at(world, window=year)
    told = {(one.of, one.on) for one in of(found, What.LINE)}
    ends = {one.on for one in of(found, What.PERIOD)}
    with months.at(world):
        unit = db.session.get_one(Unit, world.unit_id("19612"))
        lines = [
            line
            for number in range(1, 10)
            for line in read_month(unit, date(2026, number, 1)).lines_now()
            if line.due_on and year.holds(line.due_on)
        ]
    own = {(line.assignment_id, line.due_on) for line in lines if line.cadence == "once"}
    periodic = {line.due_on for line in lines if line.cadence == "monthly"}
    assert own == told
    assert periodic == ends


def test_months_are_due_and_close(world: World) -> None:
    found = at(world, window=Window(date(2026, 9, 1), date(2026, 10, 31)))
    due = [(one.on, one.month) for one in of(found, What.MONTH_DUE)]
    closes = [one.on for one in of(found, What.MONTH_CLOSES)]
    assert due == [(date(2026, 9, 5), date(2026, 8, 1)), (date(2026, 10, 5), SEPTEMBER)]
    assert closes == [date(2026, 9, 10), date(2026, 10, 10)]


def test_a_unit_to_which_nothing_was_assigned_has_no_due_days(world: World) -> None:
    assert of(at(world, window=Window(date(2026, 1, 1), date(2026, 4, 30))), What.MONTH_DUE) == []


def test_an_explanation_is_to_be_answered_by_its_day(world: World) -> None:
    asked = of(at(world), What.EXPLANATION)
    assert [one.on for one in asked] == [date(2026, 9, 18)]
    assert of(at(world, ADMINISTRATOR), What.EXPLANATION) == []


def test_a_plan_says_when_it_wants_reports(world: World) -> None:
    june = Window(date(2026, 6, 1), date(2026, 6, 30))
    reports = of(at(world, window=june), What.REPORT)
    assert [(one.on, one.text) for one in reports] == [
        (date(2026, 6, 15), "UBND các xã → UBND huyện")
    ]


def test_activities_stand_with_how_they_stand(world: World) -> None:
    with months.at(world):
        logged(officer(world), "Diễn đàn xã", held_on=date(2026, 9, 22))
    found = {one.text: one.status for one in of(at(world), What.ACTIVITY)}
    assert found == {"Tặng quà Trung thu": DayStatus.DONE, "Diễn đàn xã": DayStatus.PLANNED}
    with clock.fixed(clock.start_of_day(date(2026, 9, 23))):
        found = {one.text: one.status for one in of(at(world), What.ACTIVITY)}
    assert found["Diễn đàn xã"] is DayStatus.UNTOLD


def test_a_draft_is_not_on_the_calendar(world: World) -> None:
    with bind(world.unit_id("19612"), person_id=world.officer.id):
        begin_write()
        log(entry("Nháp"), officer(world), is_draft=True)
        db.session.commit()
        unit = db.session.get_one(Unit, world.unit_id("19612"))
        found = dated_at(unit, WHOLE_SEPTEMBER, OFFICER)
    assert "Nháp" not in {one.text for one in found}


def test_a_partner_finds_his_own_and_what_names_him(world: World) -> None:
    youth = world.rows["19612"]["youth"].id
    with months.at(world):
        logged(officer(world), "Của UBND xã", held_on=date(2026, 9, 3))
    partner = {"audience": Audience.PARTNER, "agency_ids": {youth}}
    with bind(world.unit_id("19612"), person_id=world.partner.id, **partner):
        logged(partner_of(world, agency="youth"), "Của Đoàn", agency_id=youth)
        unit = db.session.get_one(Unit, world.unit_id("19612"))
        found = dated_at(unit, WHOLE_SEPTEMBER, PARTNER)
    assert {one.text for one in of(found, What.ACTIVITY)} == {"Của Đoàn", "Tặng quà Trung thu"}


def test_a_partner_finds_the_tasks_that_name_his_agency(world: World) -> None:
    with months.at(world):
        begin_write()
        plan = plan_of(world, "19612")
        plan.tasks[0].due_on = date(2026, 9, 25)
        audit.record("task.changed", plan.tasks[0])
        db.session.commit()
    women = world.rows["19612"]["women"].id
    partner = {"audience": Audience.PARTNER, "agency_ids": {women}}
    with bind(world.unit_id("19612"), person_id=world.partner.id, **partner):
        unit = db.session.get_one(Unit, world.unit_id("19612"))
        found = of(dated_at(unit, WHOLE_SEPTEMBER, PARTNER), What.TASK)
    assert [(one.on, one.text) for one in found] == [(date(2026, 9, 25), "Tổ chức truyền thông.")]


def test_what_units_below_plan_is_shown_where_it_is_asked_for(world: World) -> None:
    with months.at(world):
        logged(officer(world), "Diễn đàn xã", held_on=date(2026, 9, 22))
        logged(officer(world), "Đã làm", held_on=date(2026, 9, 2))
    with months.at(world, "468"):
        unit = db.session.get_one(Unit, world.unit_id("468"))
        own = of(dated_at(unit, WHOLE_SEPTEMBER, REVIEWER), What.ACTIVITY)
        below = Reader(REVIEWER.permissions, looks_below=True)
        all_ = of(dated_at(unit, WHOLE_SEPTEMBER, below), What.ACTIVITY)
    assert [one.text for one in own] == ["Tặng quà Trung thu"]
    assert [(one.text, one.unit.name) for one in all_ if one.unit] == [
        ("Diễn đàn xã", "Xã Cam Thành")
    ]


def test_the_same_event_logged_twice_stands_once(world: World) -> None:
    doer = Doer(world.officer.id, writes=True, decides=True)
    with months.at(world):
        first, second = logged(doer, "Hội trại"), logged(doer, "Hội trại hè")
        begin_write()
        join(second, first, doer, adds_gifts=False)
        db.session.commit()
    told = {one.text for one in of(at(world), What.ACTIVITY)}
    assert "Hội trại" in told
    assert "Hội trại hè" not in told


def test_a_year_costs_as_many_statements_as_a_month(world: World, key: int) -> None:
    with counted() as month:
        at(world)
    with counted() as year:
        at(world, window=Window(date(2026, 1, 1), date(2027, 12, 31)))
    assert len(year) == len(month) <= 10
