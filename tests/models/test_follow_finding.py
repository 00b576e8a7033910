"""Findings: who reads and writes them, who is told, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from models import clock, digest
from models.activity_acts import Doer
from models.base import db
from models.database import StaleVersion
from models.finding import Finding, FindingStep
from models.finding_acts import FindingAct, FindingState, Follower
from models.follow_finding import Found, close, move, record, report, send_back, withdraw
from models.log_activity import log
from models.log_activity import withdraw as withdraw_activity
from models.notification import Notification
from models.tenancy import Audience, OutOfScope, begin_write, bind, bind_person
from tests.activities import DAY, entry
from tests.world import World

DUE = date(2026, 9, 30)


def decider(world: World) -> Follower:
    return Follower(world.reviewer.id, writes=True, decides=True)


def mender(person: Any) -> Follower:
    return Follower(person.id, mends=True)


@contextmanager
def writing(world: World, slug: str = "468", **given: Any) -> Iterator[None]:
    with bind(world.unit_id(slug), **given):
        begin_write()
        yield
        db.session.commit()


def as_partner(world: World, agency: str = "women") -> dict[str, Any]:
    agency_ids = [world.rows["468"][agency].id]
    return {"audience": Audience.PARTNER, "agency_ids": agency_ids, "person_id": world.partner.id}


def found(world: World, due_on: date = DUE, **who: Any) -> Any:
    """What an inspection of Huyện Cam Lộ found; to be mended by the women's union, if by nobody
    else. Its key."""
    who = who or {"agency_id": world.rows["468"]["women"].id}
    with writing(world, person_id=world.reviewer.id):
        by = Doer(world.reviewer.id, writes=True, decides=True)
        activity = log(entry("Kiểm tra sân chơi", kind="inspection"), by)
        made = record(activity, Found("Thiếu rào", due_on, **who), decider(world), asks=True)
        return made.id


def told(person_id: int) -> list[str]:
    """What the person's bell says of findings, the latest first."""
    with bind_person(person_id):
        rows = db.session.scalars(Notification.for_list())
        return [one.kind for one in rows if one.kind.startswith("finding")]


def get(key: Any) -> Finding:
    return db.session.get_one(Finding, key)


def kinds(world: World, key: Any) -> list[str]:
    with bind(world.unit_id("468")):
        return [one.kind for one in get(key).steps]


def test_it_is_mended_sent_back_mended_and_closed(world: World) -> None:
    key = found(world)
    assert told(world.partner.id) == ["finding_recorded"]
    for _ in range(2):
        with writing(world, **as_partner(world)):
            report(get(key), get(key).version, "Đã rào", mender(world.partner))
        assert told(world.reviewer.id)[0] == "finding_reported"
        with writing(world, person_id=world.reviewer.id):
            send_back(get(key), get(key).version, "Còn hở", decider(world))
    with writing(world, **as_partner(world)):
        report(get(key), get(key).version, "Đã rào kín", mender(world.partner))
    with writing(world, person_id=world.reviewer.id):
        close(get(key), get(key).version, decider(world))
        assert get(key).state == FindingState.CLOSED
    assert told(world.partner.id)[:2] == ["finding_closed", "finding_sent_back"]
    assert kinds(world, key) == ["record", *["report", "send_back"] * 2, "report", "close"]


def test_a_day_is_moved_with_a_reason_on_record(world: World) -> None:
    key = found(world)
    with writing(world, person_id=world.reviewer.id):
        move(get(key), get(key).version, date(2026, 10, 20), "Chờ kinh phí", decider(world))
        step = get(key).steps[-1]
        assert (step.word, step.due_on, get(key).due_on) == ("Chờ kinh phí", *[step.due_on] * 2)
    assert told(world.partner.id)[0] == "finding_moved"


def test_of_two_at_a_time_one_is_told(world: World) -> None:
    key = found(world)
    with writing(world, person_id=world.reviewer.id):
        withdraw(get(key), get(key).version, "Ghi nhầm", decider(world))
        with pytest.raises(StaleVersion):
            report(get(key), 1, "Đã rào", decider(world))


def test_a_withdrawn_inspection_takes_its_findings_with_it(world: World) -> None:
    key = found(world)
    with writing(world, person_id=world.reviewer.id):
        by = Doer(world.reviewer.id, writes=True, decides=True)
        withdraw_activity(get(key).activity, "Ghi nhầm", by)  # type: ignore[arg-type]
        assert get(key).state == FindingState.WITHDRAWN
    assert told(world.partner.id)[0] == "finding_withdrawn"


def reads(world: World, key: Any, slug: str, **given: Any) -> tuple[bool, bool]:
    """Whether a finding, and its steps, are read from a place."""
    with bind(world.unit_id(slug), **given):
        steps = select(FindingStep).where(FindingStep.finding_id == key)
        return db.session.get(Finding, key) is not None, bool(db.session.scalars(steps).all())


def test_who_must_mend_reads_it_and_no_other_partner_or_unit(world: World) -> None:
    key = found(world)
    assert reads(world, key, "468", **as_partner(world)) == (True, True)
    assert reads(world, key, "468", **as_partner(world, "youth")) == (False, False)
    assert reads(world, key, "19612") == (False, False)
    below = found(world, unit_below_id=world.unit_id("19612"))
    assert reads(world, below, "19612") == (True, True)
    assert reads(world, below, "19600") == (False, False)
    assert reads(world, below, "468", **as_partner(world)) == (False, False)
    partner = {"audience": Audience.PARTNER, "agency_ids": [world.rows["19612"]["women"].id]}
    assert reads(world, below, "19612", **partner) == (False, False)


def test_a_unit_below_reports_what_it_mended(world: World) -> None:
    key = found(world, unit_below_id=world.unit_id("19612"))
    assert told(world.officer.id) == ["finding_recorded"]
    with writing(world, "19612", person_id=world.officer.id):
        report(get(key), 1, "Đã rào", mender(world.officer))
    assert told(world.reviewer.id) == ["finding_reported"]
    with writing(world, person_id=world.reviewer.id):
        close(get(key), 2, decider(world))
    assert told(world.officer.id)[0] == "finding_closed"
    assert kinds(world, key) == ["record", "report", "close"]


FORBIDDEN: dict[str, Any] = {
    "another word": lambda one: setattr(one, "text", "Không có gì"),
    "another day": lambda one: setattr(one, "due_on", DAY),
    "closed at once": lambda one: setattr(one, "state", FindingState.CLOSED),
    "mended and more": lambda one: (
        setattr(one, "state", FindingState.MENDED),
        setattr(one, "mender", "x"),
    ),
    "deleted": lambda one: db.session.delete(one),
    "mended and deleted": lambda one: (
        setattr(one, "state", FindingState.MENDED),
        db.session.delete(one),
    ),
    "closed by a step": lambda one: one.steps.append(
        FindingStep(
            unit_id=one.unit_id,
            agency_id=one.agency_id,
            unit_below_id=one.unit_below_id,
            kind=FindingAct.CLOSE,
            person_id=one.recorded_by_id,
        )
    ),
    "a step rewritten": lambda one: setattr(one.steps[0], "word", "khác"),
}


@pytest.mark.parametrize("what", FORBIDDEN)
@pytest.mark.parametrize("who", ["partner", "unit below"])
def test_who_must_mend_writes_nothing_but_the_report(world: World, who: str, what: str) -> None:
    below = {"unit_below_id": world.unit_id("19612")}
    key = found(world, **(below if who == "unit below" else {}))
    place = ("19612", {}) if who == "unit below" else ("468", as_partner(world))
    with bind(world.unit_id(place[0]), **place[1]):
        begin_write()
        FORBIDDEN[what](get(key))
        with pytest.raises(OutOfScope):
            db.session.flush()
        db.session.rollback()


@pytest.mark.parametrize("statement", [update(Finding).values(state="closed"), delete(Finding)])
def test_no_statement_of_a_unit_below_reaches_it(world: World, statement: Any) -> None:
    key = found(world, unit_below_id=world.unit_id("19612"))
    with bind(world.unit_id("19612")):
        begin_write()
        db.session.execute(statement.where(Finding.id == key))
        db.session.rollback()
    with bind(world.unit_id("468")):
        assert get(key).state == FindingState.OPEN


def test_a_report_is_not_given_for_what_another_must_mend(world: World) -> None:
    key = found(world)
    with bind(world.unit_id("19612")):
        begin_write()
        forged = {"unit_id": world.unit_id("468"), "unit_below_id": world.unit_id("19612")}
        step = FindingStep(finding_id=key, kind="report", person_id=world.officer.id, **forged)
        db.session.add(step)
        with pytest.raises(OutOfScope):
            db.session.flush()
        db.session.rollback()


def test_what_is_overdue_is_told_once(world: World) -> None:
    key = found(world)
    with clock.fixed(clock.start_of_day(date(2026, 10, 2))):
        assert digest.tell_of_overdue_findings() >= 2
        assert digest.tell_of_overdue_findings() == 0
        with bind(world.unit_id("468")):
            assert get(key).is_overdue
    assert told(world.partner.id)[0] == told(world.reviewer.id)[0] == "finding_overdue"
    with clock.fixed(clock.start_of_day(DUE)), bind(world.unit_id("468")):
        assert not get(key).is_overdue
