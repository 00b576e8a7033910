"""Many officers who tick at once against a real server: nothing lost, nothing double."""

from __future__ import annotations

import http.client
import urllib.parse
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import func, select

from models import audit
from models.audit import AuditEvent
from models.base import db
from models.checklist import Checklist, ChecklistWriter
from models.line import Line
from models.membership import Membership
from models.permissions import Role
from models.person import Person
from models.tenancy import begin_write, bind
from tests import months
from tests.clients import Browser
from tests.conftest import Served
from tests.months import SEPTEMBER
from tests.world import START

pytestmark = pytest.mark.server

AT_ONCE = {"sqlite": 50, "postgresql": 200}
OFFICERS, ON_ONE_LINE = 10, 20
MONTH = "/19612/checklists/2026-09"


@dataclass
class Desk:
    """One officer at his own device: what each of his posts carries."""

    cookie: str
    fields: dict[str, str]

    def post(self, address: str, key: int, **given: str) -> int:
        body = urllib.parse.urlencode({"csrf_token": self.fields["csrf_token"], **given})
        headers = {"Cookie": f"mangnon={self.cookie}", "HX-Request": "true"}
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection(address.partition("//")[2], timeout=90)
        with closing(connection):
            connection.request("POST", f"{MONTH}/lines/{key}", body, headers)
            answer = connection.getresponse()
            answer.read()
            return answer.status


def officers(served: Served) -> list[Desk]:
    world, made = served.world, []
    with bind(world.unit_id("19612")):
        begin_write()
        people = [Person(name=f"Cán bộ {n}", phone=f"08{n:08d}") for n in range(OFFICERS)]
        rows = [Membership(person=one, role=Role.OFFICER, starts_on=START) for one in people]
        db.session.add_all(rows)
        audit.record("membership.started", world.units["19612"], after={})
        db.session.commit()
        for one in people:
            db.session.refresh(one)
            db.session.expunge(one)
    for one in people:
        them = Browser(served.app, one)
        fields = them.hidden_fields(MONTH)
        cookie = them.client.get_cookie("mangnon")
        assert cookie is not None
        made.append(Desk(cookie.value, fields))
    return made


def lines(served: Served, number: int) -> list[int]:
    with months.at(served.world):
        begin_write()
        keys = months.give(*(f"Việc {n}" for n in range(number)))
        db.session.commit()
    return keys


def count(model: Any, *conditions: Any) -> int:
    found = db.session.scalar(select(func.count()).select_from(model).where(*conditions))
    return int(found or 0)


def test_many_tick_at_once(served: Served, engine_name: str) -> None:
    number = AT_ONCE[engine_name]
    keys, desks = lines(served, number + 1), officers(served)
    shared = keys.pop()

    def tick(n: int) -> int:
        return desks[n % OFFICERS].post(served.address, keys[n], tick="not_started:done")

    def note(n: int) -> int:
        given = {"note": f"Lần {n}", "was-note": ""}
        return desks[n % OFFICERS].post(served.address, shared, **given)

    with ThreadPoolExecutor(number + ON_ONE_LINE) as pool:
        noted = pool.map(note, range(ON_ONE_LINE))
        assert Counter(pool.map(tick, range(number))) == {200: number}
        assert Counter(noted) == {200: 1, 409: ON_ONE_LINE - 1}
    with months.at(served.world):
        mine = Line.assignment_id.in_(keys)
        assert count(Line, mine, Line.state == "done") == number
        assert count(Line, Line.assignment_id == shared) == 1
        assert count(AuditEvent, AuditEvent.action == "line.written") == number + 1
        assert count(Checklist, Checklist.month_on == SEPTEMBER) == 1
        here = select(Checklist.id).where(Checklist.month_on == SEPTEMBER)
        assert count(ChecklistWriter, ChecklistWriter.checklist_id.in_(here)) == OFFICERS
    assert audit.verify()[1] == []


def test_the_same_post_many_times_is_one_act(served: Served) -> None:
    (key,), desk = lines(served, 1), officers(served)[0]
    once = {"form_id": "01900000-0000-7000-8000-000000000001", "tick": "not_started:done"}
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _n: desk.post(served.address, key, **once), range(8)))
    assert set(answers) == {200}
    with months.at(served.world):
        assert count(AuditEvent, AuditEvent.action == "line.written") == 1
