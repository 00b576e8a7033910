"""Two who decide at the same moment: one wins, the other reads what was done."""

from __future__ import annotations

import http.client
import urllib.parse
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from threading import Barrier

import pytest

from models import audit, clock
from models.base import db
from models.hand_in import submit
from models.reminder import Reminder
from models.tenancy import begin_write
from models.unit_month import lock_month, read_month
from tests import months
from tests.clients import Browser
from tests.conftest import Served
from tests.months import AUGUST

pytestmark = pytest.mark.server

MONTH = "/19612/checklists/2026-08"


@dataclass
class Desk:
    """Somebody with a filled-in decision before him."""

    address: str
    url: str
    cookie: str
    body: str

    def press(self, together: Barrier) -> tuple[int, str]:
        headers = {"Cookie": f"mangnon={self.cookie}"}
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection(self.address.partition("//")[2], timeout=90)
        with closing(connection):
            together.wait(60)
            connection.request("POST", self.url, self.body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()


def desk(served: Served, name: str, url: str, form: str = "", **given: object) -> Desk:
    them = Browser(served.app, served.world.people[name])
    fields = {**them.hidden_fields(form or url), **given}
    body = urllib.parse.urlencode(fields, doseq=True)
    cookie = them.client.get_cookie("mangnon")
    assert cookie is not None
    return Desk(served.address, url, cookie.value, body)


def pressed(desks: list[Desk]) -> list[tuple[int, str]]:
    """What each is answered who presses at the same moment."""
    together = Barrier(len(desks))
    with ThreadPoolExecutor(len(desks)) as pool:
        return list(pool.map(lambda one: one.press(together), desks))


def handed_in(served: Served) -> int:
    """August at Xã Cam Thành, with one line: the key of its assignment."""
    with months.at(served.world), clock.fixed(clock.start_of_day(date(2026, 9, 5))):
        begin_write()
        key = months.give("Thăm trẻ em khuyết tật")[0]
        submit(lock_month(AUGUST), months.officer(served.world))
        db.session.commit()
    return key


def happened(served: Served) -> list[str]:
    """What the month went through so far."""
    with months.at(served.world):
        return [one.kind for one in read_month(served.world.units["19612"], AUGUST).events]


def test_of_two_decisions_one_wins_and_the_other_is_told(served: Served) -> None:
    key = handed_in(served)
    back = {f"line-{key}-is_returned": "y", f"line-{key}-reason": "no_evidence"}
    desks = [
        desk(served, "reviewer", f"{MONTH}/approval"),
        desk(served, "province", f"{MONTH}/return", **back),
    ]
    answers = pressed(desks)
    told = {303: "", 409: ""} | dict(answers)
    assert sorted(status for status, _page in answers) == [303, 409]
    kinds = happened(served)
    assert kinds in (["submitted", "approved"], ["submitted", "returned"])
    winner = {"approved": "Người duyệt huyện Cam Lộ", "returned": "Người duyệt tỉnh Quảng Trị"}
    assert winner[kinds[-1]] in told[409]
    assert audit.verify()[1] == []


def test_a_delegate_decides_before_the_end_or_not_at_all(served: Served) -> None:
    handed_in(served)
    delegations = "/468/delegations"
    closure = f"{delegations}/{served.world.rows['468']['delegation'].id}/closure"
    desks = [
        desk(served, "delegate", f"{MONTH}/approval"),
        desk(served, "reviewer", closure, delegations),
    ]
    (decided, page), (ended, _page) = pressed(desks)
    assert ended == 303
    assert decided in (303, 403)
    assert (happened(served)[-1] == "approved") is (decided == 303)
    assert decided == 303 or served.world.reviewer.name in page
    again, page = desk(served, "delegate", f"{MONTH}/return", "/me").press(Barrier(1))
    assert (again, served.world.reviewer.name in page) == (403, True)
    assert audit.verify()[1] == []


def test_of_two_answers_reminders_and_delegations_one_wins(served: Served) -> None:
    asked = f"/468/explanations/{served.world.rows['468']['explanation'].id}"
    answer = f"{asked}/answer"
    answers = pressed(
        [
            desk(served, "reviewer", answer, asked, answer="Giảng viên ốm"),
            desk(served, "leader", answer, asked, answer="Chưa có kinh phí"),
        ]
    )
    assert sorted(status for status, _page in answers) == [303, 409]
    second = dict(answers)[409]
    assert "Giảng viên ốm" in second
    assert "Chưa có kinh phí" in second
    reminders, unit = "/468/reviews/2026-08/reminders", served.world.unit_id("19612")
    names = ("reviewer", "province")
    answers = pressed([desk(served, name, reminders, unit=[unit]) for name in names])
    assert sorted(status for status, _page in answers) == [200, 303]
    with months.at(served.world):
        sent = db.session.scalars(Reminder.of_month([unit], AUGUST)).all()
        assert len(sent) == 1
    given = {"receiver_id": served.world.leader.id, "starts_on": "", "ends_on": "20/9/2026"}
    new = "/468/delegations/new"
    answers = pressed([desk(served, "reviewer", new, **given) for _time in range(2)])
    assert sorted(status for status, _page in answers) == [303, 422]
    assert audit.verify()[1] == []
