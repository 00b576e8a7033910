"""Messages for Zalo groups: what they tell, and that they stay short."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from blueprints.activities.zalo import MOST_LETTERS, fitted, message_for
from models.activity import Activity
from models.base import db
from models.tenancy import begin_write
from tests import months
from tests.activities import logged, officer
from tests.clients import Browser
from tests.world import World

FIGURES = {
    "girls": 31,
    "boys": 29,
    "children": 60,
    "special": 12,
    "adults": 20,
    "gifts": 60,
    "gift_value": 12_000_000,
    "budget": 5_000_000,
    "mobilised": 7_000_000,
}
LINK = "Xem: https://mangnon.test/19612/calendar?month=2026-09"
LINES = st.lists(st.text("ăâ tê", min_size=1, max_size=80), max_size=40)


def text_of(app: Flask, world: World, **values: Any) -> str:
    with months.at(world), app.test_request_context():
        key = logged(officer(world), note="Cháu Nguyễn Văn A", **values).id
        return message_for(db.session.get_one(Activity, key))


def message_on(page: str) -> str:
    return page.partition('id="zalo-text"')[2].partition(">")[2].partition("</textarea>")[0]


def test_an_activity_tells_what_when_where_and_how_much(app: Flask, world: World) -> None:
    rows = world.rows["19612"]
    held = {"agency_id": rows["women"].id, "organisers": frozenset({rows["youth"].id})}
    text = text_of(app, world, place="Nhà văn hóa", hamlet_id=rows["hamlet"].id, **held, **FIGURES)
    lines = text.splitlines()
    assert lines[:-1] == [
        "Tặng quà Trung thu (Hội LHPN Cam Thành, Đoàn Thanh niên Cam Thành)",
        "Ngày 10/09/2026, tại Nhà văn hóa, Thôn Một Cam Thành",
        "Trẻ em: 60 (nữ 31, nam 29, có hoàn cảnh đặc biệt 12)",
        "Người lớn: 20",
        "Suất quà: 60, trị giá 12.000.000 đ",
        "Kinh phí: 12.000.000 đ (ngân sách 5.000.000 đ, vận động 7.000.000 đ)",
    ]
    assert lines[-1].startswith("Xem: http://localhost/19612/activities/")
    assert "Nguyễn" not in text


def test_words_that_name_a_child_are_left_out(app: Flask, world: World) -> None:
    text = text_of(app, world, title="Thăm cháu Nguyễn Văn Bình", place="nhà cháu Lê Thị Hoa")
    assert text.splitlines()[:2] == ["Hoạt động vì trẻ em (UBND xã Cam Thành)", "Ngày 10/09/2026"]


def test_the_page_of_an_activity_offers_it(browser: Browser, world: World) -> None:
    key = world.rows["19612"]["activity"].id
    page = browser.as_(world.officer).get(f"/19612/activities/{key}").get_data(as_text=True)
    assert message_on(page).startswith("Tặng quà Trung thu (Hội LHPN Cam Thành")
    assert 'data-copy="zalo-text"' in page
    assert 'data-share="zalo-text"' in page


def test_what_is_not_known_is_not_told(app: Flask, world: World) -> None:
    text = text_of(app, world, title="Diễn đàn", held_on=date(2026, 9, 22), children=None)
    assert text.splitlines()[:2] == ["Diễn đàn (UBND xã Cam Thành)", "Dự kiến ngày 22/09/2026"]
    assert len(text.splitlines()) == 3


def test_a_month_tells_what_was_done_and_what_comes_next(browser: Browser, world: World) -> None:
    with months.at(world):
        logged(officer(world), "Hội thi", **FIGURES)
        logged(officer(world), "Diễn đàn xã", held_on=date(2026, 9, 22))
        begin_write()
        months.give("Việc đã qua", cadence="once", due_on=date(2026, 9, 14))
        months.give("Kiện toàn ban điều hành", cadence="once", due_on=date(2026, 9, 20))
        db.session.commit()
    page = browser.as_(world.officer).get("/19612/calendar").get_data(as_text=True)
    done = (
        "UBND xã Cam Thành, công tác trẻ em tháng 9/2026: đã tổ chức 2 hoạt động, 80 lượt trẻ em,"
        " 20 lượt người lớn, 60 suất quà, kinh phí 12.000.000 đ (ngân sách 5.000.000 đ,"
        " vận động 7.000.000 đ)."
    )
    assert message_on(page).splitlines() == [
        done,
        "Sắp tới:",
        "- 20/09: Kiện toàn ban điều hành",
        "- 22/09: Diễn đàn xã",
        "- 25/09: Tết Trung thu năm 2026",
        "- 30/09: Thăm trẻ em ốm",
        "Xem: http://localhost/19612/calendar?month=2026-09",
    ]


def test_a_month_that_is_over_tells_only_what_was_done(browser: Browser, world: World) -> None:
    url = "/19612/calendar?month=2026-08"
    page = browser.as_(world.officer).get(url).get_data(as_text=True)
    assert message_on(page).splitlines() == [
        "UBND xã Cam Thành, công tác trẻ em tháng 8/2026: chưa ghi hoạt động nào.",
        "Xem: http://localhost/19612/calendar?month=2026-08",
    ]


def test_a_month_to_come_tells_only_what_is_planned(browser: Browser, world: World) -> None:
    with months.at(world):
        logged(officer(world), "Ngày hội", held_on=date(2026, 11, 20))
    url = "/19612/calendar?month=2026-11"
    page = browser.as_(world.officer).get(url).get_data(as_text=True)
    told = message_on(page).splitlines()
    assert told[0] == "UBND xã Cam Thành, công tác trẻ em tháng 11/2026."
    assert "- 20/11: Ngày hội" in told


def test_a_partner_speaks_for_his_agency(browser: Browser, world: World) -> None:
    page = browser.as_(world.partner).get("/468/calendar").get_data(as_text=True)
    told = "Hội LHPN Cam Lộ, công tác trẻ em tháng 9/2026: đã tổ chức 1 hoạt động, 20 lượt trẻ em."
    assert message_on(page).splitlines()[0] == told


def test_with_units_below_it_tells_of_all_of_them(browser: Browser, world: World) -> None:
    with months.at(world):
        logged(officer(world), "Diễn đàn xã", held_on=date(2026, 9, 22))
    page = browser.as_(world.reviewer).get("/468/calendar?below=1").get_data(as_text=True)
    told = message_on(page)
    assert "tháng 9/2026 trên toàn địa bàn: đã tổ chức 3 hoạt động" in told
    assert "- 22/09: Diễn đàn xã (Xã Cam Thành)" in told


@given(LINES)
def test_it_is_never_too_long_and_always_says_where(coming: list[str]) -> None:
    text = fitted("UBND xã Cam Thành: đã tổ chức 2 hoạt động.", coming, LINK)
    assert len(text) <= MOST_LETTERS
    assert text.splitlines()[-1] == LINK
    left_out = [line for line in coming if line not in text]
    assert not left_out or " việc khác." in text
