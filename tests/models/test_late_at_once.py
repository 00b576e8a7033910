"""What comes to an approved month at the same moment: all of it is counted, none slips behind."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from models import audit, clock
from models.base import db
from models.decide_month import approve, reopen
from models.evidence import Evidence
from models.hand_in import submit
from models.late_evidence import attach_late, late_line, withdraw
from models.month_acts import MonthState, Reader
from models.tenancy import begin_write
from models.unit_month import MonthRefused, UnitMonth, lock_month, read_month
from tests import evidence, months
from tests.months import AUGUST
from tests.world import World


class Month:
    """August of Xã Cam Thành, and acts on it, each in a Session of its own."""

    def __init__(self, app: Flask, world: World) -> None:
        self.app, self.world = app, world
        evidence.kept()
        with months.at(world), self.now():
            begin_write()
            self.key = months.give("Thăm trẻ em khuyết tật")[0]
            db.session.commit()
        self.done(submit, months.officer(world))
        self.reviewer = Reader(world.reviewer.id, decides=True)
        self.done(approve, self.reviewer)

    def now(self) -> Any:
        return clock.fixed(clock.start_of_day(date(2026, 9, 5)))

    def done(self, verb: Any, by: Reader, *given: Any) -> bool:
        with self.app.app_context(), self.now(), months.at(self.world):
            begin_write()
            try:
                verb(lock_month(AUGUST), by, *given)
                db.session.commit()
            except MonthRefused:
                db.session.rollback()
                return False
            return True

    def send(self, number: int) -> bool:
        return self.done(self._attach, months.officer(self.world), number)

    def _attach(self, month: UnitMonth, by: Reader, number: int) -> None:
        attach_late(month, late_line(month, self.key, by), evidence.kept(number), by.person_id)

    def take(self, evidence_id: uuid.UUID) -> bool:
        with self.app.app_context(), self.now(), months.at(self.world):
            begin_write()
            withdraw(db.session.get_one(Evidence, evidence_id), self.world.officer.id, "Ảnh mờ")
            db.session.commit()
            return True

    def late(self) -> list[Evidence]:
        with months.at(self.world):
            return list(db.session.scalars(select(Evidence).where(Evidence.late_for == AUGUST)))

    def read(self) -> UnitMonth:
        with months.at(self.world):
            return read_month(self.world.units["19612"], AUGUST)


def together(acts: list[Callable[[], bool]]) -> list[bool]:
    at_once = Barrier(len(acts), timeout=30)

    def begun(act: Callable[[], bool]) -> bool:
        at_once.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(begun, acts))


@pytest.fixture
def month(filled_app: Flask, furnished: tuple[str, World]) -> Month:
    return Month(filled_app, furnished[1])


def test_every_change_is_counted(month: Month) -> None:
    assert month.send(1)
    first = month.late()[0].id
    acts = [partial(month.send, number) for number in (2, 3, 4, 4)]
    assert together([*acts, partial(month.take, first), partial(month.take, first)]) == [True] * 6
    found = month.read()
    assert (found.changes_since, len(month.late())) == (5, 4)
    assert audit.verify()[1] == []


def test_nothing_comes_late_to_a_month_that_was_reopened(month: Month) -> None:
    reopening = partial(month.done, reopen, month.reviewer, "Sai số")
    sent = together([reopening, *(partial(month.send, number) for number in (1, 2, 3))])[1:]
    found = month.read()
    assert (found.state, found.changes_since) == (MonthState.REOPENED, 0)
    assert len(month.late()) == sum(sent)
    assert audit.verify()[1] == []
