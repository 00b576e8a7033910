"""A later day asked for, decided on, and what then counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from models import audit, clock
from models.ask_extension import DayRefused, ExtensionRefused, ask_line, ask_month, withdraw
from models.audit import HIDDEN, AuditEvent
from models.base import db
from models.decide_extension import grant, refuse
from models.extension import Extension
from models.extension_acts import BadNewDay, ExtensionObstacle
from models.hand_in import submit
from models.membership import Membership
from models.month_acts import Obstacle, Reader
from models.notification import Notification
from models.permissions import Role
from models.task import Cadence
from models.tenancy import begin_write, bind_person
from models.unit_month import MonthRefused, lock_month, read_month
from tests import months
from tests.months import AUGUST, JULY, SEPTEMBER
from tests.progress import assign, plan_with
from tests.world import World

CLOSED = date(2026, 10, 12)
NEW = date(2026, 10, 20)
REASON = "Mất điện ba ngày sau bão"


@pytest.fixture
def commune(app: Flask, world: World) -> Iterator[World]:
    with months.at(world), on(CLOSED):
        yield world


def on(day: date) -> Any:
    return clock.fixed(clock.start_of_day(day))


def reviewer(world: World) -> Reader:
    return Reader(world.reviewer.id, decides=True)


def act(verb: Any, *args: Any, named: date | None = None) -> Any:
    """Do it in a transaction of its own; with a month's name on that month, locked."""
    begin_write()
    try:
        done = verb(lock_month(named), *args) if named else verb(*args)
        db.session.commit()
        return done
    except Exception:
        db.session.rollback()
        raise


def asked(world: World, new_on: date = NEW, named: date = SEPTEMBER) -> Extension:
    return act(ask_month, new_on, REASON, months.officer(world), named=named)


def asked_of_line(world: World, key: int, new_on: date) -> Extension:
    def verb(month: Any) -> Extension:
        return ask_line(month, month.line(key), new_on, REASON, months.officer(world))

    return act(verb, named=SEPTEMBER)


def own_line(cadence: str = "once", due_on: date | None = None) -> int:
    begin_write()
    key = months.give("Kiện toàn ban điều hành", cadence=cadence, due_on=due_on)[0]
    db.session.commit()
    return key


def told(world: World, person: str) -> list[tuple[str, str]]:
    """What somebody was told of, and where it leads."""
    with bind_person(world.people[person].id):
        found = db.session.execute(select(Notification.kind, Notification.href)).all()
    return [(kind, href) for kind, href in found if kind.startswith("extension")]


def test_a_closed_month_is_opened_by_what_was_granted(commune: World) -> None:
    key = own_line("monthly")
    with pytest.raises(MonthRefused) as caught:
        months.tick(SEPTEMBER, key, months.officer(commune), state="done")
    db.session.rollback()
    assert caught.value.why == Obstacle.CLOSED
    extension = asked(commune)
    assert (extension.old_on, extension.state) == (date(2026, 10, 10), "asked")
    act(grant, extension, reviewer(commune), "Đồng ý")
    months.tick(SEPTEMBER, key, months.officer(commune), state="done")
    assert read_month(commune.units["19612"], SEPTEMBER).standing.closes_on == NEW
    with on(date(2026, 10, 21)), pytest.raises(MonthRefused):
        months.tick(SEPTEMBER, key, months.officer(commune), note="Thêm")
    db.session.rollback()


def test_the_record_does_not_tell_why(commune: World) -> None:
    act(refuse, asked(commune), reviewer(commune), "Chưa rõ lý do")
    refused, was_asked = (
        one.after or {} for one in db.session.scalars(AuditEvent.latest().limit(2))
    )
    assert (was_asked["reason"], refused["word"]) == (HIDDEN, HIDDEN)


def test_those_concerned_are_told(commune: World) -> None:
    extension = asked(commune)
    where = "/19612/extensions"
    act(grant, extension, reviewer(commune))
    second = asked(commune, date(2026, 10, 30))
    act(refuse, second, reviewer(commune), "Đã gia hạn một lần")
    assert (second.word, second.decided_by_id) == ("Đã gia hạn một lần", commune.reviewer.id)
    actions = [one.action for one in db.session.scalars(AuditEvent.latest().limit(4))]
    assert actions == [f"extension.{one}" for one in ("refused", "asked", "granted", "asked")]
    assert told(commune, "reviewer") == [("extension_asked", where)] * 2
    assert told(commune, "leader") == []
    assert {kind for kind, _href in told(commune, "officer")} == {
        "extension_granted",
        "extension_refused",
    }


def test_one_request_waits_for_each_month(commune: World) -> None:
    first = asked(commune)
    with pytest.raises(ExtensionRefused) as caught:
        asked(commune, date(2026, 10, 30))
    assert caught.value.why == ExtensionObstacle.ASKED_ALREADY
    asked(commune, named=AUGUST)
    act(withdraw, first, months.officer(commune))
    asked(commune, date(2026, 10, 30))


@pytest.mark.parametrize(
    ("named", "why"),
    [(AUGUST, None), (JULY, ExtensionObstacle.TOO_OLD), (date(2026, 10, 1), None)],
)
def test_it_is_asked_for_the_last_months_only(
    commune: World, named: date, why: ExtensionObstacle | None
) -> None:
    if why is None:
        asked(commune, date(2026, 11, 12) if named.month == 10 else date(2026, 10, 20), named)
        return
    with pytest.raises(ExtensionRefused) as caught:
        asked(commune, NEW, named)
    assert caught.value.why == why


def test_a_month_handed_in_is_not_extended(commune: World) -> None:
    with on(date(2026, 10, 3)):
        act(submit, months.officer(commune), named=SEPTEMBER)
    with pytest.raises(ExtensionRefused) as caught:
        asked(commune)
    assert caught.value.why == ExtensionObstacle.SETTLED


@pytest.mark.parametrize(
    ("new_on", "why"),
    [
        (date(2026, 10, 10), BadNewDay.NOT_LATER),
        (date(2026, 10, 11), BadNewDay.PASSED),
        (date(2026, 12, 10), BadNewDay.TOO_FAR),
    ],
)
def test_a_day_that_makes_no_sense_is_not_taken(
    commune: World, new_on: date, why: BadNewDay
) -> None:
    with pytest.raises(DayRefused) as caught:
        asked(commune, new_on)
    assert caught.value.why == why


def test_a_granted_day_moves_the_line(commune: World) -> None:
    with on(date(2026, 9, 28)):
        key = own_line("once", date(2026, 9, 20))
        extension = asked_of_line(commune, key, date(2026, 10, 5))
        act(grant, extension, reviewer(commune))
    months.tick(date(2026, 10, 1), key, months.officer(commune), state="done")
    line = read_month(commune.units["19612"], date(2026, 10, 1)).line(key)
    assert line is not None
    assert (line.due_on, line.place, line.status_on(CLOSED)) == (
        date(2026, 10, 5),
        "due",
        "late",
    )


def test_a_second_extension_takes_the_place_of_the_first(commune: World) -> None:
    with on(date(2026, 9, 28)):
        key = own_line("once", date(2026, 9, 20))
        for new_on in (date(2026, 9, 30), date(2026, 10, 5)):
            act(grant, asked_of_line(commune, key, new_on), reviewer(commune))
        line = read_month(commune.units["19612"], SEPTEMBER).line(key)
    assert line is not None
    assert line.due_on == date(2026, 10, 5)


def test_a_request_of_a_line_is_of_that_line_alone(commune: World) -> None:
    with on(date(2026, 9, 28)):
        keys = [own_line("once", date(2026, 9, 20)) for _time in range(2)]
        first = asked_of_line(commune, keys[0], date(2026, 10, 5))
        asked_of_line(commune, keys[1], date(2026, 10, 5))
        asked(commune, date(2026, 10, 15))
        with pytest.raises(ExtensionRefused) as caught:
            asked_of_line(commune, keys[0], date(2026, 10, 6))
        assert caught.value.why == ExtensionObstacle.ASKED_ALREADY
        act(refuse, first, reviewer(commune), "Việc gấp")
        line = read_month(commune.units["19612"], SEPTEMBER).line(keys[0])
    assert line is not None
    assert line.due_on == date(2026, 9, 20)


@pytest.mark.parametrize(
    ("cadence", "why"),
    [
        ("once", ExtensionObstacle.NO_DUE_DAY),
        ("monthly", ExtensionObstacle.ENDS_WITH_PERIOD),
        ("yearly", ExtensionObstacle.ENDS_WITH_PERIOD),
    ],
)
def test_what_has_no_day_of_its_own_is_not_moved(
    commune: World, cadence: str, why: ExtensionObstacle
) -> None:
    key = own_line(cadence)
    with pytest.raises(ExtensionRefused) as caught:
        asked_of_line(commune, key, NEW)
    assert caught.value.why == why


def test_a_line_of_a_plan_is_moved_within_its_year(app: Flask, world: World) -> None:
    with on(date(2026, 9, 28)):
        plan_id = plan_with(world, (Cadence.ONCE, date(2026, 5, 20)))
        key = assign(world, plan_id, "19612")[0]
        with months.at(world):
            with pytest.raises(DayRefused) as caught:
                asked_of_line(world, key, date(2027, 1, 1))
            assert caught.value.wish.latest_on == date(2026, 12, 31)
            asked_of_line(world, key, date(2026, 12, 31))


def test_only_what_waits_is_decided_on_and_by_somebody_else(commune: World) -> None:
    extension = asked(commune)
    own = Reader(commune.officer.id, writes=True, decides=True)
    for verb, args in ((grant, (own,)), (refuse, (own, "Không"))):
        with pytest.raises(ExtensionRefused) as caught:
            act(verb, extension, *args)
        assert caught.value.why == ExtensionObstacle.OWN_REQUEST
    act(withdraw, extension, months.officer(commune))
    for verb, args in ((grant, ()), (refuse, ("Không",))):
        with pytest.raises(ExtensionRefused) as caught:
            act(verb, extension, reviewer(commune), *args)
        assert caught.value.why == ExtensionObstacle.NOT_WAITING
    with pytest.raises(ValueError, match="says why"):
        refuse(extension, reviewer(commune), "")


def test_a_unit_without_a_parent_asks_its_own_leader(app: Flask, world: World) -> None:
    with months.at(world, "vn"), on(CLOSED):
        begin_write()
        held = Membership(person_id=world.leader.id, role=Role.LEADER, starts_on=JULY)
        db.session.add(held)
        audit.record("membership.started", held)
        db.session.commit()
        extension = act(ask_month, NEW, REASON, Reader(world.officer.id, True), named=SEPTEMBER)
        act(grant, extension, Reader(world.leader.id, decides=True))
    assert told(world, "leader") == [("extension_asked", "/vn/extensions")]
