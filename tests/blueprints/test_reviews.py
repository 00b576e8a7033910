"""The queue of the months of the units below: who sees it, what it shows, what it costs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from models import audit, clock
from models.base import db
from models.checklist import Checklist
from models.decide_month import approve, reopen, take_in_hand
from models.extension import Extension
from models.hand_in import submit
from models.month_acts import Reader
from models.tenancy import begin_write, unscoped
from models.unit import Unit
from models.unit_month import lock_month
from tests import months
from tests.clients import Browser
from tests.many_units import add_communes
from tests.months import SEPTEMBER
from tests.page_checks import check_page
from tests.queries import counted
from tests.world import World

QUEUE = "/468/reviews/2026-09"
DUE, LATE = date(2026, 10, 3), date(2026, 10, 8)
QUERIES = 10


@pytest.fixture(autouse=True)
def due(world: World) -> Iterator[None]:
    with clock.fixed(clock.start_of_day(DUE)):
        yield


@pytest.fixture
def reviewer(browser: Browser, world: World) -> Browser:
    return browser.as_(world.reviewer)


def done(world: World, verb: Any, by: Reader, *args: Any, slug: str = "19612") -> None:
    with months.at(world, slug):
        begin_write()
        verb(lock_month(SEPTEMBER), by, *args)
        db.session.commit()


def decider(world: World) -> Reader:
    return Reader(world.reviewer.id, decides=True)


def row_of(page: str, slug: str) -> str:
    return page.partition(f'id="unit-{slug}"')[2].partition("</li>")[0]


def test_each_unit_stands_where_its_month_is(world: World, reviewer: Browser) -> None:
    page = reviewer.get(QUEUE).text
    assert not check_page(page)
    assert "Being prepared" in row_of(page, "19612")
    done(world, submit, months.officer(world))
    row = row_of(reviewer.get(QUEUE).text, "19612")
    assert "Waiting" in row
    assert "Submitted 03/10, on time" in row
    assert "0/2 done" in row
    done(world, take_in_hand, decider(world))
    assert "In hand: Người duyệt huyện Cam Lộ" in row_of(reviewer.get(QUEUE).text, "19612")
    done(world, approve, decider(world))
    assert "Approved" in row_of(reviewer.get(QUEUE).text, "19612")
    done(world, reopen, decider(world), "Sai số")
    assert "Reopened" in row_of(reviewer.get(QUEUE).text, "19612")


def test_what_is_late_and_what_is_missing(world: World, reviewer: Browser) -> None:
    with clock.fixed(clock.start_of_day(LATE)):
        done(world, submit, months.officer(world))
        page = reviewer.as_(world.reviewer).get(QUEUE).text
    assert "Submitted 08/10, 3 days late" in row_of(page, "19612")
    assert "Missing" in row_of(page, "19600")
    assert "3 days late" in row_of(page, "19600")


def test_a_unit_without_work_is_not_missing(world: World, reviewer: Browser) -> None:
    with unscoped("test"):
        begin_write()
        add_communes(db.session.get_one(Unit, world.unit_id("468")), 1)
        db.session.commit()
    with clock.fixed(clock.start_of_day(LATE)):
        page = reviewer.as_(world.reviewer).get(QUEUE).text
    assert "Nothing assigned" in row_of(page, "50000")


def test_the_queue_is_filtered_and_searched(world: World, reviewer: Browser) -> None:
    done(world, submit, months.officer(world))
    waiting = reviewer.get(f"{QUEUE}?show=waiting").text
    assert not check_page(waiting)
    assert 'id="unit-19612"' in waiting
    assert 'id="unit-19600"' not in waiting
    found = reviewer.get(f"{QUEUE}?q=cam+tuyen").text
    assert 'id="unit-19600"' in found
    assert 'id="unit-19612"' not in found
    for nothing in ("?q=xyz", "?show=missing", "?page=9"):
        assert "No unit fits this search." in reviewer.get(QUEUE + nothing).text
    for nonsense in ("?show=x", "?page=x"):
        assert 'id="unit-19612"' in reviewer.get(QUEUE + nonsense).text


def test_the_menu_leads_to_the_month_that_is_over(world: World, reviewer: Browser) -> None:
    assert 'href="/468/reviews"' in reviewer.get(QUEUE).text
    assert reviewer.get("/468/reviews").location.endswith(QUEUE)
    page = reviewer.get(QUEUE).text
    assert 'href="/468/reviews/2026-08"' in page
    assert 'href="/468/reviews/2026-10"' in page
    assert "/19612/reviews" not in reviewer.get("/19612/checklists/2026-09").text
    assert "no units below" in reviewer.get("/19612/reviews/2026-09").text


@pytest.mark.parametrize("month", ["2026-12", "2026-13", "1999-01", "x"])
def test_a_month_that_is_none_is_not_found(reviewer: Browser, month: str) -> None:
    assert reviewer.get(f"/468/reviews/{month}").status_code == 404


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("reviewer", 200),
        ("leader", 200),
        ("province", 200),
        ("manager", 403),
        ("partner", 403),
        ("officer", 404),
        ("stranger", 404),
    ],
)
def test_who_sees_the_queue(browser: Browser, world: World, person: str, status: int) -> None:
    assert browser.as_(world.people[person]).get(QUEUE).status_code == status


def test_a_visitor_signs_in_first(browser: Browser) -> None:
    assert browser.get(QUEUE).location.startswith("/login")


def test_a_province_without_districts_reads_its_communes(world: World, browser: Browser) -> None:
    page = browser.as_(world.province).get("/45/reviews/2026-09").text
    assert 'id="unit-468"' in page
    assert 'id="unit-19612"' not in page


def add_submitted(world: World, count: int, first: int) -> None:
    """So many communes more below Cam Lộ, each with September handed in and asking for time."""
    with unscoped("test"):
        begin_write()
        above = db.session.get_one(Unit, world.unit_id("468"))
        add_communes(above, count, first)
        slugs = [str(number) for number in range(first, first + count)]
        ids = list(db.session.scalars(select(Unit.id).where(Unit.slug.in_(slugs))))
        common = {"state": "submitted", "month_on": SEPTEMBER, "in_hand_of_id": world.reviewer.id}
        made = [Checklist(unit_id=key, **common) for key in ids]
        asked = {"month_on": SEPTEMBER, "old_on": DUE, "new_on": LATE, "reason": "Mất điện"}
        asked["asked_by_id"] = world.officer.id
        db.session.add_all([*made, *(Extension(unit_id=key, **asked) for key in ids)])
        db.session.flush()
        audit.record("checklist.submitted", made[0], unit_id=ids[0])
        db.session.commit()


def test_queries_do_not_grow_with_units(world: World, reviewer: Browser) -> None:
    add_submitted(world, 6, 50_000)
    with counted() as few:
        assert reviewer.get(QUEUE).text.count('id="unit-') == 8
    add_submitted(world, 160, 51_000)
    with counted() as many:
        page = reviewer.get(QUEUE).text
    assert page.count('id="unit-') == 50
    assert "Page 1 of 4" in page
    assert reviewer.get(f"{QUEUE}?page=4").text.count('id="unit-') == 18
    assert len(many) == len(few)
    assert len(many) <= QUERIES, "\n".join(many)
