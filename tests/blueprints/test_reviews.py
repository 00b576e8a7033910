"""The queue of the months of the units below: who sees it, what it shows, what it costs."""

from __future__ import annotations

import re
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
from models.unit_month import lock_month, read_month
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
EACH = 26
"""What approving one month among others may ask."""


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
    assert "To be reviewed" in row
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


APPROVAL = f"{QUEUE}/approval"


def ticks(page: str) -> list[tuple[str, bool]]:
    """The units that can be ticked, and whether they are."""
    found = re.findall(r'name="unit" value="([\d-]+)"( checked)?', page)
    return [(value, bool(checked)) for value, checked in found]


@pytest.fixture
def both(world: World, reviewer: Browser) -> dict[str, str]:
    """Both communes handed in, Cam Tuyền with an overdue line; the form as it is drawn."""
    with months.at(world, "19600"):
        begin_write()
        months.give("Kiện toàn ban điều hành", cadence="once", due_on=date(2026, 9, 20))
        db.session.commit()
    for slug in ("19612", "19600"):
        for key in (world.rows[slug]["own_assignment"].id, world.rows[slug]["assignment"].id):
            with months.at(world, slug):
                values = {"state": "not_applicable", "reason": "Không phát sinh"}
                months.tick(SEPTEMBER, key, Reader(world.officer.id, writes=True), **values)
        done(world, submit, Reader(world.officer.id, writes=True), slug=slug)
    return reviewer.hidden_fields(QUEUE)


def approved(world: World, *slugs: str) -> list[bool]:
    found = []
    for slug in slugs:
        with months.at(world, slug):
            found.append(read_month(world.units[slug], SEPTEMBER).state == "approved")
    return found


def test_the_clean_ones_are_ticked_and_approved_together(
    world: World, reviewer: Browser, both: dict[str, str]
) -> None:
    page = reviewer.get(QUEUE).text
    assert not check_page(page)
    assert [checked for _value, checked in ticks(page)] == [True, False]
    clean = [value for value, checked in ticks(page) if checked]
    answer = reviewer.open(APPROVAL, method="POST", data={**both, "unit": clean})
    assert answer.location.endswith(QUEUE)
    assert approved(world, "19612", "19600") == [True, False]
    assert "1 month approved." in reviewer.get(QUEUE).text
    assert not ticks(reviewer.as_(world.leader).get(QUEUE).text)


def test_each_of_many_costs_little(reviewer: Browser, both: dict[str, str]) -> None:
    every = [value for value, _checked in ticks(reviewer.get(QUEUE).text)]
    with counted() as one:
        reviewer.open(APPROVAL, method="POST", data={**both, "unit": every[:1]})
    fields = reviewer.hidden_fields(QUEUE)
    with counted() as none:
        reviewer.open(APPROVAL, method="POST", data=fields)
    assert len(one) - len(none) <= EACH, "\n".join(one)


def test_one_that_cannot_be_approved_does_not_stop_the_others(
    world: World, reviewer: Browser, both: dict[str, str]
) -> None:
    all_of_them = [value for value, _checked in ticks(reviewer.get(QUEUE).text)]
    done(world, take_in_hand, Reader(world.province.id, decides=True), slug="19600")
    data = {**both, "unit": all_of_them}
    answer = reviewer.open(APPROVAL, method="POST", data=data)
    assert answer.status_code == 200
    assert not check_page(answer.text)
    assert "1 month approved." in answer.text
    assert "Taken in hand: Người duyệt tỉnh Quảng Trị" in answer.text
    assert approved(world, "19612", "19600") == [True, False]
    again = reviewer.open(APPROVAL, method="POST", data=data)
    assert again.location.endswith(QUEUE)


def test_nobody_approves_his_own_among_others(
    world: World, reviewer: Browser, both: dict[str, str]
) -> None:
    with months.at(world, "19612"):
        begin_write()
        month = lock_month(SEPTEMBER)
        assert month.checklist
        month.checklist.note_writer(world.reviewer.id)
        audit.record("line.written", month.checklist)
        db.session.commit()
    every = [value for value, _checked in ticks(reviewer.get(QUEUE).text)]
    answer = reviewer.open(APPROVAL, method="POST", data={**both, "unit": every})
    assert "You wrote in this month yourself" in answer.text
    assert approved(world, "19612", "19600") == [False, True]


def test_what_is_ticked_wrongly_is_refused(
    world: World, reviewer: Browser, both: dict[str, str]
) -> None:
    assert reviewer.post(APPROVAL, form=QUEUE).location.endswith(QUEUE)
    assert "Tick at least one unit." in reviewer.get(QUEUE).text
    foreign, itself = world.unit_id("23428"), world.unit_id("468")
    for wrong in ("x", "1", f"{foreign}-1", f"{itself}-1", f"{10**20}-1"):
        data = {**both, "unit": [wrong]}
        assert reviewer.open(APPROVAL, method="POST", data=data).status_code == 404
    assert reviewer.get(APPROVAL).status_code == 405
    assert reviewer.as_(world.leader).post(APPROVAL, form=QUEUE).status_code == 403
    assert reviewer.as_(world.stranger).post(APPROVAL, form="/me").status_code == 404


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
    assert "166 units" in page
    assert reviewer.get(f"{QUEUE}?page=4").text.count('id="unit-') == 18
    assert len(many) == len(few)
    assert len(many) <= QUERIES, "\n".join(many)
