"""Many activities logged at once: the same rows, states, marks and entries as one by one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from models import clock
from models.activity import Activity
from models.audit import AuditEvent
from models.base import db
from models.checklist import Checklist
from models.decide_month import approve
from models.hand_in import submit
from models.log_activity import log
from models.log_list import AT_ONCE, log_all
from models.month_acts import Reader
from models.notification import Notification
from models.tenancy import begin_write, unscoped
from models.unit_month import lock_month
from tests import months
from tests.activities import at, entry, officer, partner_of
from tests.months import SEPTEMBER
from tests.queries import counted
from tests.world import World

PLAIN = ("title", "held_on", "state", "children", "from_partner", "late_for", "folded", "agency_id")


def columns(activity: Activity) -> list[Any]:
    named = {one.agency_id for one in activity.organisers}
    return [*(getattr(activity, name) for name in PLAIN), named]


def audited(activity: Activity) -> Any:
    query = select(AuditEvent).where(AuditEvent.subject_id == str(activity.id))
    (found,) = db.session.scalars(query)
    left_out = {"id", "held_on"}
    return found.action, {key: found.after[key] for key in found.after.keys() - left_out}


@pytest.mark.parametrize("who", [officer, partner_of])
def test_many_are_logged_as_one_by_one(world: World, who: Any) -> None:
    rows = world.rows["19612"]
    agencies = {"agency_id": rows["women"].id, "organisers": frozenset({rows["youth"].id})}
    entries = [entry("Trao quà", **agencies), entry("Sắp tới", held_on=date(2026, 12, 1))]
    with at(world):
        begin_write()
        alone = [log(one, who(world)) for one in entries]
        batch = log_all(entries, who(world))
        together = [db.session.get_one(Activity, key) for key in (batch.first, batch.last)]
        assert [columns(one) for one in together] == [columns(one) for one in alone]
        assert [audited(one) for one in together] == [audited(one) for one in alone]
        assert batch.count == 2
        db.session.commit()


def test_what_is_recorded_says_what_was_logged(world: World) -> None:
    with at(world):
        begin_write()
        activity = log(entry(), officer(world))
        assert audited(activity)[1]["children"] == 20


@pytest.fixture
def approved(world: World) -> Iterator[None]:
    """September of Xã Cam Thành, approved."""
    with clock.fixed(clock.start_of_day(date(2026, 10, 3))), months.at(world):
        reviewer = Reader(person_id=world.reviewer.id, decides=True)
        for verb, by in ((submit, months.officer(world)), (approve, reviewer)):
            begin_write()
            verb(lock_month(SEPTEMBER), by)
            db.session.commit()
        yield


def test_what_comes_to_an_approved_month_is_marked_and_counted(
    world: World, approved: None
) -> None:
    before = db.session.scalar(Checklist.of(world.unit_id("19612"), SEPTEMBER)).changes_since
    begin_write()
    log_all([entry(), entry(), entry(held_on=date(2026, 10, 1))], officer(world))
    db.session.commit()
    late = select(Activity.late_for).where(Activity.title == entry().title).order_by(Activity.id)
    assert db.session.scalars(late).all()[-3:] == [SEPTEMBER, SEPTEMBER, None]
    checklist = db.session.scalar(Checklist.of(world.unit_id("19612"), SEPTEMBER))
    assert checklist.changes_since == (before or 0) + 2


def test_ten_times_as_many_rows_cost_few_more_statements(world: World) -> None:
    def cost(count: int) -> int:
        with at(world), counted() as statements:
            begin_write()
            log_all([entry()] * count, officer(world))
            db.session.commit()
        return sum("INTO audit_event" not in statement for statement in statements)

    assert cost(AT_ONCE) <= cost(10) + 2


def test_that_a_partners_entries_wait_is_told_once(world: World) -> None:
    agency_id = world.rows["19612"]["women"].id
    with at(world):
        begin_write()
        log_all([entry(agency_id=agency_id)] * 3, partner_of(world))
        db.session.commit()
    with unscoped("test"):
        kinds = select(Notification.person_id, Notification.kind)
        told = [who for who, kind in db.session.execute(kinds) if kind == "activity_waiting"]
    assert len(told) == len(set(told)) > 0


def test_nothing_is_left_where_one_fails(world: World) -> None:
    entries = [*[entry("Còn lại")] * AT_ONCE, entry("Hỏng", agency_id=10**9)]
    with at(world):
        begin_write()
        with pytest.raises(Exception, match="(?i)foreign key"):
            log_all(entries, officer(world))
        db.session.rollback()
        left = select(func.count()).where(Activity.title == "Còn lại")
        assert db.session.scalar(left) == 0
