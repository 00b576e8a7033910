"""Issuing a plan again: what the draft takes over, what moves, what it warns of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import select

from models import audit, clock
from models.agency import Agency
from models.base import db
from models.plan import Plan, PlanState, UnitsBelow
from models.plan_facts import BudgetLine, PlanTarget, ReportDue
from models.plan_recipient import PlanRecipient
from models.plan_source import PlanSource
from models.reissue_plan import (
    NotLater,
    NotReissuable,
    can_be_issued_again,
    issue_again,
    next_start,
    reissues_of,
)
from models.task import Cadence, Origin, Task
from models.unit import Unit
from tests.copies import draft_of, draft_of_the_letter, publish_to, writing, years
from tests.plans import task
from tests.world import World


@pytest.fixture
def unit(world: World) -> Iterator[Unit]:
    """Huyện Cam Lộ, bound and writing."""
    with writing(world, "468") as unit:
        yield unit


def published(plan: Plan) -> Plan:
    plan.published_at = clock.now()
    audit.record("plan.published", plan)
    return plan


def letter(unit: Unit, first_day: date = date(2026, 1, 1)) -> Plan:
    return issue_again(published(draft_of_the_letter(unit, 2017)), first_day, None)


def test_the_letter_of_2017_is_drafted_for_2026(unit: Unit) -> None:
    plan = letter(unit)
    assert plan.state is PlanState.DRAFT
    assert (plan.starts_on, plan.ends_on) == (date(2026, 1, 1), date(2026, 12, 31))
    assert plan.subject.endswith("bình đẳng giới năm 2026")
    assert (plan.number, plan.issued_on, plan.place) == (None, None, "Cam Lộ")
    assert plan.reissue_of_id is not None


def test_tasks_say_where_they_were_copied_from(unit: Unit) -> None:
    plan = letter(unit)
    tasks = db.session.scalars(Task.of(plan)).all()
    assert len(tasks) == 26
    assert {row.origin for row in tasks} == {Origin.COPIED}
    assert all(row.copied_from_id and row.root_id is None for row in tasks)


def test_the_action_month_moves_with_its_campaign(unit: Unit) -> None:
    found = Task.of(letter(unit)).where(Task.text.contains("Tháng hành động vì trẻ em năm"))
    row = db.session.scalars(found).one()
    assert "năm 2026; Tháng" in row.text
    assert "từ 15/11/2026 đến ngày 15/12/2026" in row.text
    assert (row.starts_on, row.due_on) == (date(2026, 11, 15), date(2026, 12, 15))
    assert row.cadence == Cadence.CAMPAIGN


def test_headings_keep_the_years_of_laws(unit: Unit) -> None:
    first, _second, third, *_more = letter(unit).sections
    assert first.title.startswith("Triển khai Luật trẻ em năm 2016;")
    assert "34/2014/QĐ-TTg ngày 30/5/2014" in third.title


def test_the_passages_of_the_old_letter_stay_beside_the_tasks(unit: Unit) -> None:
    plan = letter(unit)
    source = db.session.scalars(PlanSource.of(plan.id)).one()
    row = db.session.scalars(Task.of(plan)).all()[13]
    assert "từ 15/11/2017" in " ".join(text for _n, text in source.passage(row.source_line))


def test_old_numbers_and_replaced_rules_are_warned_of(unit: Unit) -> None:
    source = db.session.scalars(PlanSource.of(letter(unit).id)).one()
    assert source.warnings == [
        "old_hotline",
        "replaced_law:33/2014/TT-BLĐTBXH",
        "replaced_law:34/2014/QĐ-TTg",
    ]


def test_offers_of_the_reader_move_too(unit: Unit) -> None:
    source = db.session.scalars(PlanSource.of(letter(unit).id)).one()
    first, *others = source.offers
    assert (first["start"], first["date"]) == ("2026-11-15", "2026-12-15")
    assert [offer["date"] for offer in others] == ["--06-15", "--12-15"]


def test_facts_are_kept_and_report_days_of_every_year_stay(unit: Unit) -> None:
    plan = issue_again(published(draft_of(unit)), date(2027, 1, 1), None)
    kept = [len(db.session.scalars(model.of(plan.id)).all()) for model in (PlanTarget, BudgetLine)]
    assert kept == [2, 1]
    assert db.session.scalars(ReportDue.of(plan.id)).one().days == ["--06-15", "--12-15"]


def test_what_was_left_out_is_not_issued_again(unit: Unit) -> None:
    old = published(draft_of(unit))
    old.tasks[0].left_out_at = clock.now()
    audit.record("plan.changed", old)
    plan = issue_again(old, date(2027, 1, 1), None)
    assert [row.text for row in plan.tasks] == ["Họp tổng kết."]


def test_agencies_named_are_copied(unit: Unit) -> None:
    old = draft_of(unit)
    old.tasks[0].name_agencies(["health"], ["women", "police"])
    plan = issue_again(published(old), date(2027, 1, 1), None)
    assert plan.tasks[0].lead_kinds == ["health"]
    assert plan.tasks[0].coordinating_kinds == ["women", "police"]


def test_only_addressees_in_being_are_kept(world: World, unit: Unit) -> None:
    old = publish_to(draft_of(unit), world, "19612", "00691-2025")
    old.units_below = UnitsBelow.CHOSEN
    keys = [world.rows["468"][name].id for name in ("women", "youth")]
    db.session.add_all(PlanRecipient(plan_id=old.id, agency_id=key) for key in keys)
    db.session.get_one(Agency, keys[1]).end()
    plan = issue_again(old, date(2027, 1, 1), None)
    assert [one.slug for one in plan.addressees] == ["19612"]
    assert [row.agency_id for row in db.session.scalars(PlanRecipient.of(plan.id))] == keys[:1]


def test_a_plan_over_several_years_keeps_its_length(unit: Unit) -> None:
    old = published(draft_of(unit, period="2016-2020"))
    plan = issue_again(old, date(2026, 1, 1), None)
    assert (plan.starts_on, plan.ends_on) == (date(2026, 1, 1), date(2030, 12, 31))


def test_yearly_tasks_keep_day_and_month(unit: Unit) -> None:
    old = draft_of(unit, task("Báo cáo hằng năm", due="--12-10"), period="2016-2020")
    plan = issue_again(published(old), date(2026, 1, 1), None)
    assert (plan.tasks[0].cadence, plan.tasks[0].due_on) == ("yearly", date(2026, 12, 10))


def offers(unit: Unit, text: str, period: str) -> list[tuple[str, str]]:
    old = published(draft_of(unit, task(text), period=period, deadlines=[]))
    plan = issue_again(old, date(2026, 1, 1), None)
    source = db.session.scalars(PlanSource.of(plan.id)).one()
    return [(offer["what"], offer["date"]) for offer in source.offers]


def test_reviews_are_offered_where_a_long_plan_has_none(unit: Unit) -> None:
    assert offers(unit, "Tổ chức truyền thông", "2016-2020") == [
        ("Sơ kết giữa kỳ việc thực hiện giai đoạn 2026-2030", "2028-12-31"),
        ("Tổng kết việc thực hiện giai đoạn 2026-2030", "2030-12-31"),
    ]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Sơ kết giữa kỳ vào năm 2018, tổng kết giai đoạn 2016-2020", "2016-2020"),
        ("Tổ chức truyền thông", "2017"),
    ],
)
def test_reviews_are_not_offered_twice_nor_for_one_year(unit: Unit, text: str, period: str) -> None:
    assert offers(unit, text, period) == []


def test_a_leap_day_is_due_on_the_28th(unit: Unit) -> None:
    old = draft_of(unit, task("Nộp danh sách", due="2024-02-29"), period="2024")
    plan = issue_again(published(old), date(2026, 1, 1), None)
    assert plan.tasks[0].due_on == date(2026, 2, 28)


def test_a_period_that_begins_in_december_is_of_the_next_year(unit: Unit) -> None:
    plan = letter(unit, date(2025, 12, 15))
    assert plan.ends_on == date(2026, 12, 14)
    assert plan.subject.endswith("năm 2026")


@pytest.mark.parametrize("day", [date(2017, 1, 1), date(2016, 1, 1), date(2017, 6, 30)])
def test_a_plan_is_not_issued_again_for_its_own_time(unit: Unit, day: date) -> None:
    with pytest.raises(NotLater):
        letter(unit, day)


def test_a_year_past_the_calendar_is_refused(unit: Unit) -> None:
    with pytest.raises(NotLater):
        letter(unit, date(9000, 1, 1))


def test_a_draft_of_this_year_is_reviewed_and_not_issued_again(unit: Unit) -> None:
    with pytest.raises(NotReissuable):
        issue_again(draft_of(unit), date(2027, 1, 1), None)


def test_a_draft_left_over_from_a_past_year_can_be(unit: Unit) -> None:
    old = draft_of(unit, period="2017")
    assert can_be_issued_again(old)
    old.discard()
    assert not can_be_issued_again(old)


@pytest.mark.parametrize(("period", "day"), [("2017", 2026), ("2026", 2027), ("2030", 2031)])
def test_the_first_day_proposed(unit: Unit, period: str, day: int) -> None:
    assert next_start(draft_of(unit, period=period)) == date(day, 1, 1)


def test_a_plan_knows_what_it_was_issued_again_as(unit: Unit) -> None:
    old = published(draft_of(unit))
    plan = issue_again(old, date(2027, 1, 1), None)
    assert db.session.scalars(reissues_of(old)).all() == [plan]


def test_the_act_is_on_record(unit: Unit) -> None:
    plan = letter(unit)
    found = select(audit.AuditEvent).where(audit.AuditEvent.action == "plan.issued_again")
    event = db.session.scalars(found).one()
    assert event.after == {"of": plan.reissue_of_id, "tasks": 26}


def test_a_plan_typed_by_hand_has_no_document(unit: Unit) -> None:
    old = Plan.start(subject="Kế hoạch năm 2025", **years(2025, 2025))
    plan = issue_again(published(old), date(2026, 1, 1), None)
    assert plan.subject == "Kế hoạch năm 2026"
    assert db.session.scalars(PlanSource.of(plan.id)).first() is None
