"""Months, requests and explanations of a unit that was taken over: read, and waited for no more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from models import audit, clock
from models.base import db
from models.hand_in import submit
from models.overview import overview
from models.succession import Succession
from models.tenancy import begin_write, unscoped
from models.unit import Unit
from models.unit_month import lock_month, read_month
from tests import months
from tests.clients import Browser
from tests.months import SEPTEMBER
from tests.page_checks import check_page
from tests.world import World

MONTH, QUEUE = "/19612/checklists/2026-09", "/468/reviews/2026-09"
DUE, LAST = date(2026, 10, 3), date(2026, 9, 30)


@pytest.fixture(autouse=True)
def taken_over(world: World) -> Iterator[None]:
    """Xã Cam Thành handed September in and is part of Xã Cam Tuyền since October."""
    with clock.fixed(clock.start_of_day(date(2026, 9, 28))), months.at(world):
        begin_write()
        submit(lock_month(SEPTEMBER), months.officer(world))
        db.session.commit()
    with unscoped("test"):
        begin_write()
        old, new = world.unit_id("19612"), world.unit_id("19600")
        db.session.get_one(Unit, old).valid_to = LAST
        db.session.add(Succession(predecessor_id=old, successor_id=new, source="tests"))
        audit.record("unit.ended", world.units["19612"], unit_id=world.unit_id("vn"), after={})
        db.session.commit()
    with clock.fixed(clock.start_of_day(DUE)):
        yield


@pytest.fixture
def reviewer(browser: Browser, world: World) -> Browser:
    return browser.as_(world.reviewer)


@pytest.mark.parametrize("act", ["approval", "return"])
def test_nothing_is_decided_on_its_months(reviewer: Browser, world: World, act: str) -> None:
    page = reviewer.get(MONTH)
    assert f"{MONTH}/{act}" not in page.text
    assert f"{MONTH}/review" not in page.text
    answer = reviewer.get(f"{MONTH}/{act}")
    assert (answer.status_code, "The unit has ended" in answer.text) == (409, True)
    answer = reviewer.post(f"{MONTH}/{act}", form="/me")
    assert answer.status_code == 410
    assert 'href="/19600/">Its work goes on in: Xã Cam Tuyền' in answer.text
    assert state(world) == "submitted"


def state(world: World) -> str:
    with months.at(world):
        return read_month(world.units["19612"], SEPTEMBER).state


def test_it_is_not_ticked_nor_approved_among_others(reviewer: Browser, world: World) -> None:
    page = reviewer.get(QUEUE).text
    assert not check_page(page)
    assert "This unit ended on 30/09/2026." in page
    assert 'name="unit"' not in page
    data = {**reviewer.hidden_fields("/me"), "unit": [f"{world.unit_id('19612')}-{version(world)}"]}
    answer = reviewer.open(f"{QUEUE}/approval", method="POST", data=data)
    assert (answer.status_code, "The unit has ended" in answer.text) == (200, True)
    assert state(world) == "submitted"


def version(world: World) -> int:
    with months.at(world):
        checklist = read_month(world.units["19612"], SEPTEMBER).checklist
        assert checklist
        return checklist.version


def test_it_is_not_reminded(reviewer: Browser, world: World) -> None:
    page = reviewer.get("/468/reviews/2026-08/reminders").text
    assert 'id="unit-19600"' in page
    assert 'id="unit-19612"' not in page


def counts(world: World) -> Any:
    with months.at(world, "468"):
        return overview(world.unit_id("468"), DUE)


def test_the_unit_above_waits_for_nothing_of_it(world: World) -> None:
    """July of the other commune was returned; only its request and its explanation wait."""
    found = counts(world)
    assert (found.awaited, found.asked, found.unexplained) == (0, 1, 1)


def test_the_month_of_the_unit_above_does_not_wait_for_it(world: World) -> None:
    with months.at(world, "468"):
        found = read_month(world.units["468"], SEPTEMBER)
        assert found.open_below == 1, "Xã Cam Tuyền, which goes on"
