"""Reminding late units: who is ticked, who is told, what is said of who was not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from models import audit, clock
from models.base import db
from models.checklist import Checklist
from models.decide_month import excuse
from models.hand_in import submit
from models.membership import Membership
from models.month_acts import Reader
from models.notification import Notification
from models.reminder import Reminder
from models.tenancy import begin_write, bind_person, unscoped
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
PAGE = f"{QUEUE}/reminders"
MONTH = "/19612/checklists/2026-09"
LATE = date(2026, 10, 8)
QUERIES = 12


@pytest.fixture(autouse=True)
def late(world: World) -> Iterator[None]:
    """September was due three days ago; two days are left until it closes."""
    with clock.fixed(clock.start_of_day(LATE)):
        yield


@pytest.fixture
def reviewer(browser: Browser, world: World) -> Browser:
    return browser.as_(world.reviewer)


def key(world: World, slug: str = "19612") -> str:
    return str(world.unit_id(slug))


def row_of(page: str, slug: str) -> str:
    return page.partition(f'id="unit-{slug}"')[2].partition("</li>")[0]


def send(reviewer: Browser, *keys: str) -> Any:
    data = {**reviewer.hidden_fields(PAGE), "unit": list(keys)}
    return reviewer.open(PAGE, method="POST", data=data)


def done(world: World, verb: Any, by: Reader, *args: Any) -> None:
    with months.at(world):
        begin_write()
        verb(lock_month(SEPTEMBER), by, *args)
        db.session.commit()


def told(person_id: int) -> list[tuple[str, dict[str, Any]]]:
    with bind_person(person_id):
        return [(one.kind, one.told) for one in db.session.scalars(Notification.for_list())]


def test_the_late_ones_are_ticked_and_told(world: World, reviewer: Browser) -> None:
    assert f'href="{PAGE}"' in reviewer.get(QUEUE).text
    page = reviewer.get(PAGE).text
    assert not check_page(page)
    assert "checked" in row_of(page, "19612")
    assert "3 days late" in row_of(page, "19612")
    answer = send(reviewer, key(world), key(world, "19600"))
    assert answer.location.endswith(QUEUE)
    assert "2 units reminded." in (queue := reviewer.get(QUEUE).text)
    assert "Reminded 08/10" in row_of(queue, "19612")
    kind, values = told(world.officer.id)[0]
    assert kind == "month_reminded"
    assert (values["due_on"], values["closes_on"]) == ("2026-10-05", "2026-10-10")
    month = reviewer.as_(world.officer).get(MONTH).text
    assert not check_page(month)
    assert "Huyện Cam Lộ reminded the unit of this month on 08/10/2026." in month
    assert "Huyện Cam Lộ, 08/10/2026 00:00" in month
    again = row_of(reviewer.get(PAGE).text, "19612")
    assert "Reminded 08/10/2026 by Người duyệt huyện Cam Lộ" in again
    assert "checked" not in again


def test_the_first_page_says_which_month_is_missing(
    world: World, browser: Browser, reviewer: Browser
) -> None:
    missing = "Month 9/2026 is not submitted"
    officer = browser.as_(world.officer)
    assert missing not in officer.get("/19612/").text
    send(browser.as_(world.reviewer), key(world))
    page = browser.as_(world.officer).get("/19612/").text
    assert not check_page(page)
    assert missing in page
    assert missing not in browser.as_(world.reviewer).get("/19612/").text
    done(world, submit, months.officer(world))
    assert missing not in browser.as_(world.officer).get("/19612/").text


def test_once_a_day_is_enough(world: World, browser: Browser, reviewer: Browser) -> None:
    send(reviewer, key(world))
    province = browser.as_(world.province)
    answer = send(province, key(world))
    assert answer.status_code == 200
    assert not check_page(answer.text)
    assert "Reminded today already. Người duyệt huyện Cam Lộ, 08/10/2026" in answer.text
    assert "0 units reminded." in answer.text
    assert [kind for kind, _ in told(world.officer.id)].count("month_reminded") == 1
    with clock.fixed(clock.start_of_day(date(2026, 10, 9))):
        assert send(browser.as_(world.reviewer), key(world)).status_code == 303
    assert [kind for kind, _ in told(world.officer.id)].count("month_reminded") == 2


def test_the_same_post_twice_reminds_once(world: World, reviewer: Browser) -> None:
    data = {**reviewer.hidden_fields(PAGE), "unit": [key(world)]}
    for _ in range(2):
        assert reviewer.open(PAGE, method="POST", data=data).status_code == 303


def test_a_unit_without_anybody_is_named_with_its_contact(world: World, reviewer: Browser) -> None:
    with months.at(world, "19600"):
        begin_write()
        held = db.session.scalars(select(Membership).where(Membership.role == "officer")).one()
        held.ends_on = date(2026, 9, 30)
        audit.record("membership.ended", held)
        db.session.commit()
    row = row_of(reviewer.get(PAGE).text, "19600")
    assert "Nobody works there with the portal yet. Call Công chức Cam Tuyền: 0233000111" in row
    assert "checked" not in row
    answer = send(reviewer, key(world, "19600"), key(world))
    assert not check_page(answer.text)
    assert "the reminder reached nobody. Call Công chức Cam Tuyền" in answer.text
    assert "1 unit reminded." in answer.text
    with months.at(world, "19600"):
        days = db.session.scalars(select(Reminder.day).where(Reminder.month_on == SEPTEMBER))
        assert not days.all()


def test_what_was_handed_in_meanwhile_is_not_reminded_of(world: World, reviewer: Browser) -> None:
    fields = {**reviewer.hidden_fields(PAGE), "unit": [key(world)]}
    done(world, submit, months.officer(world))
    answer = reviewer.open(PAGE, method="POST", data=fields)
    assert "The month was submitted or decided on meanwhile." in answer.text
    assert 'id="unit-19612"' not in reviewer.get(PAGE).text


def test_what_was_returned_is_reminded_of_in_other_words(world: World, reviewer: Browser) -> None:
    send_july = "/468/reviews/2026-07/reminders"
    assert "checked" not in row_of(reviewer.get(send_july).text, "19612")
    data = {**reviewer.hidden_fields(send_july), "unit": [key(world)]}
    reviewer.open(send_july, method="POST", data=data)
    assert told(world.officer.id)[0][0] == "return_reminded"


def test_the_month_of_a_late_unit_leads_to_its_reminder(
    world: World, reviewer: Browser, browser: Browser
) -> None:
    where = f"{PAGE}?of=19612"
    assert f'href="{where}"' in reviewer.get(MONTH).text
    assert PAGE not in browser.as_(world.leader).get(MONTH).text
    page = reviewer.get(where).text
    assert not check_page(page)
    assert "checked" in row_of(page, "19612")
    assert 'id="unit-19600"' not in page
    assert "http://localhost/19612/checklists/2026-09" in page
    with clock.fixed(clock.start_of_day(date(2026, 10, 5))):
        assert PAGE not in browser.as_(world.reviewer).get(MONTH).text


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 10, 3), "Hạn nộp: ngày 05/10/2026."),
        (LATE, "Hạn nộp là ngày 05/10/2026, đã quá 3 ngày; khóa sổ ngày 10/10/2026."),
        (date(2026, 10, 12), "tháng đã khóa sổ ngày 10/10/2026, đơn vị gửi đề nghị gia hạn"),
    ],
)
def test_the_text_for_the_group(world: World, browser: Browser, on: date, said: str) -> None:
    with clock.fixed(clock.start_of_day(on)):
        page = browser.as_(world.reviewer).get(PAGE).text
    text = page.partition('id="zalo-text"')[2].partition("</textarea>")[0]
    assert "Kính gửi: UBND xã Cam Thành, UBND xã Cam Tuyền." in text
    assert "UBND huyện Cam Lộ đề nghị các đơn vị có tên trên hoàn thành và nộp" in text
    assert said in text
    assert "Địa chỉ: http://localhost/" in text


def test_the_text_parts_what_is_returned_from_what_is_missing(
    world: World, reviewer: Browser
) -> None:
    done(world, excuse, Reader(world.reviewer.id, decides=True), "Bão")
    page = reviewer.get("/468/reviews/2026-07/reminders").text
    text = page.partition('id="zalo-text"')[2].partition("</textarea>")[0]
    assert "bổ sung các việc đã được trả lại trong danh mục việc tháng 7/2026 rồi nộp lại" in text
    queue = reviewer.get(f"{QUEUE}?show=excused").text
    assert not check_page(queue)
    assert 'id="unit-19612"' in queue
    assert 'id="unit-19600"' not in queue


def test_nobody_is_late(world: World, browser: Browser) -> None:
    page = browser.as_(world.province).get("/19612/reviews/2026-09/reminders").text
    assert not check_page(page)
    assert "No unit is waited for in this month." in page


def test_what_is_ticked_wrongly_is_refused(world: World, reviewer: Browser) -> None:
    assert send(reviewer).location.endswith(PAGE)
    assert "Tick at least one unit." in reviewer.get(PAGE).text
    for wrong in ("x", key(world, "23428"), key(world, "468"), str(10**20)):
        assert send(reviewer, wrong).status_code == 404
    assert reviewer.get("/468/reviews/2026-12/reminders").status_code == 404


@pytest.mark.parametrize(
    ("person", "status"),
    [("province", 200), ("leader", 403), ("manager", 403), ("partner", 403), ("officer", 404)],
)
def test_who_reminds(browser: Browser, world: World, person: str, status: int) -> None:
    assert browser.as_(world.people[person]).get(PAGE).status_code == status


def add_returned(world: World, count: int, first: int) -> None:
    """So many communes more below Cam Lộ, each with September sent back."""
    with unscoped("test"):
        begin_write()
        add_communes(db.session.get_one(Unit, world.unit_id("468")), count, first)
        slugs = [str(number) for number in range(first, first + count)]
        ids = list(db.session.scalars(select(Unit.id).where(Unit.slug.in_(slugs))))
        made = [Checklist(unit_id=one, state="returned", month_on=SEPTEMBER) for one in ids]
        db.session.add_all(made)
        db.session.flush()
        audit.record("checklist.returned", made[0], unit_id=ids[0])
        db.session.commit()


def test_queries_do_not_grow_with_units(world: World, reviewer: Browser) -> None:
    add_returned(world, 1, 50_000)
    with counted() as few:
        assert reviewer.get(PAGE).text.count('id="unit-') == 3
    add_returned(world, 60, 51_000)
    with counted() as many:
        assert reviewer.get(PAGE).text.count('id="unit-') == 63
    assert len(many) == len(few)
    assert len(many) <= QUERIES, "\n".join(many)
