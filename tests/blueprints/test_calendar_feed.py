"""The feed of a person: made, read without a login, renewed, switched off."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from icalendar import Calendar
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from models import audit, clock
from models.base import db
from models.calendar_link import CalendarLink
from models.membership import Membership
from models.tenancy import begin_write, bind_person, unscoped
from tests import months
from tests.activities import logged, officer
from tests.clients import Browser
from tests.page_checks import check_page
from tests.world import World

PAGE = "/me/calendar"


@pytest.fixture
def them(browser: Browser, world: World) -> Browser:
    return browser.as_(world.officer)


def address_of(world: World, person: str) -> str:
    """The address of somebody's link as it stands."""
    with bind_person(world.people[person].id):
        link = db.session.scalar(CalendarLink.own())
        return f"/calendar/{link.token}.ics"


def read(app: Flask, url: str) -> dict[str, Any]:
    """The entries of a feed by their keys, as another program reads them."""
    answer = Browser(app).get(url)
    assert answer.status_code == 200
    calendar = Calendar.from_ical(answer.data)
    return {str(one["uid"]).partition("@")[0]: one for one in calendar.walk("VEVENT")}


def unfolded(answer: TestResponse) -> str:
    """A feed as text, its long lines whole."""
    return answer.get_data(as_text=True).replace("\r\n ", "")


def titles(found: dict[str, Any]) -> set[str]:
    return {str(one["summary"]) for one in found.values()}


def test_it_is_a_calendar_of_whole_days(app: Flask, world: World) -> None:
    answer = Browser(app).get(address_of(world, "officer"))
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in answer.data.split(b"\r\n"))
    calendar = Calendar.from_ical(answer.data)
    assert calendar["x-wr-timezone"] == "Asia/Ho_Chi_Minh"
    due = read(app, address_of(world, "officer"))["month-due-2026-09-19612"]
    assert (due.decoded("dtstart"), due.decoded("dtend")) == (date(2026, 10, 5), date(2026, 10, 6))
    assert due["url"] == "http://localhost/19612/checklists/2026-09"
    assert due["dtstart"].params["VALUE"] == "DATE"


def test_an_activity_keeps_its_uid_when_it_moves_and_tells_no_note(
    app: Flask, world: World
) -> None:
    note = "Cháu Nguyễn Văn A cần giúp"
    with months.at(world):
        planned = logged(officer(world), "Diễn đàn xã", held_on=date(2026, 9, 22), note=note)
        key = f"activity-{planned.id}-19612"
        begin_write()
        again = db.session.merge(planned)
        again.held_on += timedelta(days=2)
        audit.record("activity.rewritten", again)
        db.session.commit()
    answer = Browser(app).get(address_of(world, "officer"))
    moved = read(app, address_of(world, "officer"))[key]
    assert moved.decoded("dtstart") == date(2026, 9, 24)
    assert moved["summary"] == "Diễn đàn xã"
    assert "Diễn đàn xã" in unfolded(answer)
    assert "Nguyễn" not in unfolded(answer)


def test_words_that_name_a_child_do_not_leave_the_portal(app: Flask, world: World) -> None:
    with months.at(world):
        logged(officer(world), "Thăm cháu Nguyễn Văn Bình")
    answer = Browser(app).get(address_of(world, "officer"))
    assert "Tặng quà Trung thu" in unfolded(answer)
    assert "Bình" not in unfolded(answer)


def test_it_needs_and_sets_no_cookie_and_is_not_shared(app: Flask, world: World) -> None:
    answer = Browser(app).get(address_of(world, "officer"))
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers["Vary"]
    assert answer.cache_control.private
    again = {"If-None-Match": answer.headers["ETag"]}
    told = Browser(app).open(address_of(world, "officer"), headers=again)
    assert (told.status_code, told.data) == (304, b"")


def test_a_partner_gets_what_is_his(app: Flask, world: World) -> None:
    with months.at(world, "468"):
        logged(officer(world), "Của UBND huyện")
    found = read(app, address_of(world, "partner"))
    assert "Tặng quà Trung thu" in titles(found)
    assert "Của UBND huyện" not in titles(found)
    assert not any(key.startswith(("month-", "line-", "period-")) for key in found)


def test_it_holds_the_units_of_the_person_and_none_below(app: Flask, world: World) -> None:
    with months.at(world):
        logged(officer(world), "Diễn đàn xã", held_on=date(2026, 9, 22))
    found = read(app, address_of(world, "reviewer"))
    assert "Diễn đàn xã" not in titles(found)
    assert {str(one["categories"].cats[0]) for one in found.values()} == {"Huyện Cam Lộ"}


def test_who_has_no_role_any_more_has_no_feed(app: Flask, world: World) -> None:
    url = address_of(world, "officer")
    mine = Membership.person_id == world.officer.id
    with unscoped("test"):
        begin_write()
        db.session.execute(update(Membership).where(mine).values(ends_on=date(2026, 9, 1)))
        audit.record(
            "membership.ended", world.rows["19612"]["membership"], unit_id=world.unit_id("19612")
        )
        db.session.commit()
    assert Browser(app).get(url).status_code == 410


def test_a_new_link_ends_the_old_one_at_once(app: Flask, world: World, them: Browser) -> None:
    old = address_of(world, "officer")
    assert them.post(PAGE).status_code == 303
    new = address_of(world, "officer")
    assert new != old
    assert Browser(app).get(old).status_code == 410
    assert Browser(app).get(new).status_code == 200


def test_the_page_shows_the_link_again(world: World, them: Browser) -> None:
    page = them.get(PAGE).get_data(as_text=True)
    assert not check_page(page)
    assert f'value="http://localhost{address_of(world, "officer")}"' in page
    assert 'data-copy="calendar-link"' in page


def test_it_can_be_switched_off(app: Flask, world: World, them: Browser) -> None:
    url = address_of(world, "officer")
    answer = them.post(f"{PAGE}/end", form=PAGE)
    assert answer.status_code == 303
    assert Browser(app).get(url).status_code == 410
    page = them.get(PAGE).get_data(as_text=True)
    assert not check_page(page)
    assert "calendar-link" not in page
    with bind_person(world.officer.id):
        assert db.session.scalar(select(CalendarLink.id)) is None


def test_the_same_post_twice_makes_one_link(world: World, them: Browser) -> None:
    drawn = them.hidden_fields(PAGE)
    them.open(PAGE, method="POST", data=drawn)
    first = address_of(world, "officer")
    them.open(PAGE, method="POST", data=drawn)
    assert address_of(world, "officer") == first


def test_a_link_that_was_never_ours(app: Flask, world: World) -> None:
    real = address_of(world, "officer")
    for url in ("/calendar/x.ics", real.replace("link-of", "link_of"), f"/calendar/{'a' * 54}.ics"):
        assert Browser(app).get(url).status_code == 404
    assert Browser(app).open(real, method="POST").status_code == 405


@pytest.mark.parametrize("act", ["", "/end"])
def test_a_visitor_is_sent_to_the_login(browser: Browser, act: str) -> None:
    answer = browser.open(f"{PAGE}{act}", method="POST")
    assert (answer.status_code, answer.location[:6]) == (303, "/login")


def test_what_is_long_past_leaves_the_feed(app: Flask, world: World) -> None:
    url = address_of(world, "officer")
    assert "Tặng quà Trung thu" in titles(read(app, url))
    with clock.fixed(clock.start_of_day(date(2027, 1, 1))):
        assert "Tặng quà Trung thu" not in titles(read(app, url))
