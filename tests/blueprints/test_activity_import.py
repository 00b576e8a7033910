"""A list of activities: sent, checked row by row, confirmed; logged once, whole or not at all."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from models import log_list
from models.activity import Activity, ActivityState
from models.base import db
from models.tenancy import unscoped
from tests.clients import Browser
from tests.documents.test_task_table_workbook import book
from tests.page_checks import check_page
from tests.queries import counted
from tests.world import World

IMPORT = "/19612/activities/import"
PREVIEW, CONFIRMATION = f"{IMPORT}/preview", f"{IMPORT}/confirmation"
HEAD = [
    "Ngày",
    "Loại",
    "Tên hoạt động",
    "Địa điểm (thôn)",
    "Tổng số trẻ em",
    "Số suất quà",
    "Trị giá quà",
]
ROW = ["10/9/2026", "tặng quà", "Trao quà Trung thu", "Trường TH", 60, 60, "7,2 triệu"]
OTHER = ["11/9/2026", "tặng quà", "Trao xe đạp", "", 5, 5, "10 triệu"]
BAD = ["31/2/2026", "tặng qà", "", "", 5, "", ""]


def send(them: Browser, content: bytes) -> Any:
    return them.post(IMPORT, {"file": (BytesIO(content), "list.xlsx")})


def preview_of(them: Browser, *rows: list[Any]) -> str:
    """The address of the preview of a list."""
    answer = send(them, book(HEAD, *rows))
    assert answer.status_code == 303
    return str(answer.headers["Location"])


def confirm(them: Browser, where: str, **ticks: Any) -> Any:
    """The answer, read to its end: the work is done while it is read."""
    answer = them.open(CONFIRMATION, method="POST", data={**them.hidden_fields(where), **ticks})
    answer.get_data()
    return answer


def import_of(them: Browser, *rows: list[Any], **ticks: Any) -> Any:
    return confirm(them, preview_of(them, *rows), **ticks)


def logged(*titles: str) -> list[Activity]:
    with unscoped("test"):
        query = select(Activity).where(Activity.title.in_(titles)).order_by(Activity.id)
        return list(db.session.scalars(query))


def count() -> int:
    with unscoped("test"):
        return db.session.scalar(select(func.count(Activity.id))) or 0


@pytest.fixture
def them(world: World, browser: Browser) -> Browser:
    return browser.as_(world.officer)


def test_a_list_is_shown_as_it_would_be_logged_and_nothing_is_written(
    world: World, them: Browser
) -> None:
    before = count()
    page = them.get(preview_of(them, ROW, OTHER)).text
    assert check_page(page) == []
    for shown in ("Trao quà Trung thu", "Trường TH", "17.200.000 đ", "Log 2 activities"):
        assert shown in page
    assert count() == before


def test_a_confirmed_list_is_logged_with_progress_and_leads_on(world: World, them: Browser) -> None:
    answer = import_of(them, ROW, OTHER)
    page = answer.text
    assert (answer.status_code, answer.headers["X-Accel-Buffering"]) == (200, "no")
    assert check_page(page) == []
    assert "2/2" in page
    assert "2 activities are logged." in page
    first, second = logged(ROW[2], OTHER[2])
    assert (first.state, first.children, first.gift_value) == ("counted", 60, 7_200_000)
    assert (first.place, second.children) == ("Trường TH", 5)
    where = re.search(r'content="0; url=([^"]+)"', page)
    after = them.get(where[1].replace("&amp;", "&")).text
    assert check_page(after) == []
    assert "2 activities fill no line of the checklist yet." in after
    assert f"/activities/{first.id}" in after
    assert "65" in after


def test_the_same_confirmation_twice_logs_once(world: World, them: Browser) -> None:
    where = preview_of(them, ROW)
    fields = them.hidden_fields(where)
    pages = [them.open(CONFIRMATION, method="POST", data=fields).text for _time in range(2)]
    assert "1 activity is logged." in pages[0]
    assert "All of it is logged already." in pages[1]
    fields |= {"again": "2"}
    assert "it was sent twice" in them.open(CONFIRMATION, method="POST", data=fields).text
    assert len(logged(ROW[2])) == 1


def test_a_list_that_comes_again_is_logged_once_unless_it_is_ticked(
    world: World, them: Browser
) -> None:
    import_of(them, ROW)
    page = them.get(where := preview_of(them, ROW, OTHER)).text
    assert "1 row is logged already" in page
    assert "Log 1 activity" in page
    assert "1 activity is logged." in confirm(them, where).text
    assert (len(logged(ROW[2])), len(logged(OTHER[2]))) == (1, 1)
    again = import_of(them, ROW, again="2")
    assert "1 activity is logged." in again.text
    assert len(logged(ROW[2])) == 2


def test_the_same_twice_in_a_list_is_logged_once(world: World, them: Browser) -> None:
    assert "The same stands in a row above." in them.get(preview_of(them, ROW, ROW)).text
    import_of(them, ROW, ROW)
    assert len(logged(ROW[2])) == 1


def test_two_tabs_with_the_same_list_log_it_once(world: World, them: Browser) -> None:
    where = preview_of(them, ROW)
    fields = [them.hidden_fields(where) for _tab in range(2)]
    assert "1 activity is logged." in them.open(CONFIRMATION, method="POST", data=fields[0]).text
    answer = them.open(CONFIRMATION, method="POST", data=fields[1])
    assert answer.status_code == 422
    assert "All of it is logged already." in answer.text
    assert len(logged(ROW[2])) == 1


def test_rows_with_errors_hinder_the_import_until_they_are_left_out(
    world: World, them: Browser
) -> None:
    before = count()
    page = them.get(where := preview_of(them, ROW, BAD)).text
    for told in ("Day: No day of the calendar", "Did you mean “Tặng quà”?", "Title: Missing."):
        assert told in page
    answer = confirm(them, where)
    assert answer.status_code == 422
    assert check_page(answer.text) == []
    assert count() == before
    assert "1 activity is logged." in confirm(them, where, leave_out="y").text
    assert count() == before + 1


def test_the_errors_come_as_the_same_list_with_a_column_of_errors(
    world: World, them: Browser
) -> None:
    token = preview_of(them, ROW, BAD).partition("?")[2]
    answer = them.get(f"{IMPORT}/errors.xlsx?{token}")
    rows = list(load_workbook(BytesIO(answer.data)).worksheets[0].iter_rows(values_only=True))
    assert rows[0][-1] == "Lỗi"
    assert (rows[1][2], rows[1][-1]) == (ROW[2], None)
    assert "31/02/2026" not in rows[2][0]
    assert "Missing." in rows[2][-1]
    assert send(them, answer.data).status_code == 303


def test_what_is_asked_back_is_logged_once_it_is_said_to_be_right(
    world: World, them: Browser
) -> None:
    many = [*ROW[:4], 20_000, *ROW[5:]]
    page = them.get(where := preview_of(them, many)).text
    assert "20.000 is unusually many" in page
    sure = re.search(r'name="sure" value="([0-9a-f]{16})"', page)
    assert confirm(them, where).status_code == 422
    assert confirm(them, where, sure="0123456789abcdef").status_code == 422
    assert "1 activity is logged." in confirm(them, where, sure=sure[1]).text


def test_what_a_partner_brings_waits_and_is_of_his_agency(world: World, browser: Browser) -> None:
    them = browser.as_(world.partner)
    rows = [[*ROW], [*OTHER]]
    page = them.get(preview_of_at(them, "468", *rows)).text
    assert "Log 2 activities" in page
    import_at(them, "468", *rows)
    found = logged(ROW[2], OTHER[2])
    assert {one.state for one in found} == {ActivityState.WAITING}
    assert {one.agency_id for one in found} == {world.rows["468"]["women"].id}


def preview_of_at(them: Browser, slug: str, *rows: list[Any]) -> str:
    url = f"/{slug}/activities/import"
    answer = them.post(url, {"file": (BytesIO(book(HEAD, *rows)), "list.xlsx")})
    return str(answer.headers["Location"])


def import_at(them: Browser, slug: str, *rows: list[Any]) -> None:
    fields = them.hidden_fields(preview_of_at(them, slug, *rows))
    where = f"/{slug}/activities/import/confirmation"
    assert "2 activities are logged." in them.open(where, method="POST", data=fields).text


def test_a_day_to_come_is_planned(world: World, them: Browser) -> None:
    import_of(them, ["20/12/2026", "tặng quà", "Quà Giáng sinh", "", "", "", ""])
    assert [one.state for one in logged("Quà Giáng sinh")] == [ActivityState.PLANNED]


@pytest.mark.parametrize("read", [0, 1, 2])
def test_when_the_reader_goes_away_nothing_was_logged(
    world: World, them: Browser, read: int
) -> None:
    fields = them.hidden_fields(preview_of(them, ROW, OTHER))
    answer = them.open(CONFIRMATION, method="POST", data=fields)
    pieces = answer.iter_encoded()
    for _piece in range(read):
        next(pieces)
    answer.close()
    assert logged(ROW[2], OTHER[2]) == []


def test_an_error_on_the_way_is_said_and_leaves_nothing(
    world: World, them: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the disk is full")

    where = preview_of(them, ROW, OTHER)
    with monkeypatch.context() as patched:
        patched.setattr(log_list, "AT_ONCE", 1)
        patched.setattr(log_list, "mark_late", fail)
        page = confirm(them, where).text
    assert "Nothing was logged: the portal made a mistake." in page
    assert check_page(page) == []
    assert logged(ROW[2], OTHER[2]) == []


def test_a_list_is_not_confirmed_by_somebody_else_or_elsewhere(
    world: World, them: Browser, browser: Browser
) -> None:
    token = preview_of(them, ROW).partition("list=")[2]
    partner = browser.as_(world.partner)
    for person, slug in ((partner, "468"), (them, "19612")):
        changed = token if person is partner else f"x{token}"
        page = f"/{slug}/activities/import"
        given = {"kept": changed}
        answer = person.post(f"{page}/confirmation", given, form=page)
        assert (answer.status_code, answer.headers.get("Location")) == (303, page)
        assert person.get(f"{page}/preview?list={changed}").headers["Location"] == page
        for rest in ("preview", "errors.xlsx"):
            assert person.get(f"{page}/{rest}?list={changed}").headers["Location"] == page
    assert logged(ROW[2]) == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"no xlsx", "This is no .xlsx file."),
        (book(["a"], ["b"]), "lacks: Ngày, Loại, Tên hoạt động."),
        (book([*HEAD, "Ngày"], ROW), "Two columns are for the same: Ngày."),
        (book(HEAD), "There is no activity in the list"),
        (book(HEAD, *([ROW] * 2001)), "More than 2,000 rows."),
    ],
)
def test_a_bad_file_is_refused_beside_the_field(them: Browser, content: bytes, told: str) -> None:
    answer = send(them, content)
    assert answer.status_code == 422
    assert told in answer.text


def test_what_looks_like_a_childs_name_is_told_and_hinders_nothing(
    world: World, them: Browser
) -> None:
    named = [*ROW[:2], "Trao quà cho cháu Nguyễn Thị Lan", *ROW[3:]]
    where = preview_of(them, named)
    assert "This looks like a child's name." in them.get(where).text
    assert "1 activity is logged." in confirm(them, where).text


def test_columns_that_are_not_read_are_named(them: Browser) -> None:
    answer = send(them, book([*HEAD, "Người ký"], ROW))
    assert "Columns that are not read: Người ký." in them.get(answer.headers["Location"]).text


def test_the_template_can_be_sent_as_it_is_once_filled_in(world: World, them: Browser) -> None:
    made = load_workbook(BytesIO(them.get(f"{IMPORT}/template.xlsx").data))
    words = [cell.value for cell in made["Từ dùng"]["B"]]
    assert world.rows["19612"]["hamlet"].name in words
    made.worksheets[0]["C2"].value = "Trao quà"
    out = BytesIO()
    made.save(out)
    page = them.get(send(them, out.getvalue()).headers["Location"]).text
    assert "Log 1 activity" in page


def test_a_long_list_is_shown_page_by_page_and_costs_no_more(world: World, them: Browser) -> None:
    rows = [[*ROW[:2], f"Trao quà {number}", *ROW[3:]] for number in range(60)]
    short, long = preview_of(them, *rows[:2]), preview_of(them, *rows)
    them.get(short)
    assert cost(them, long) <= cost(them, short)
    page = them.get(f"{long}&page=3").text
    assert "Page 3 of 3" in page
    assert "Trao quà 59" in page
    assert "Trao quà 49<" not in page


def cost(them: Browser, url: str) -> int:
    with counted() as statements:
        assert them.get(url).status_code == 200
    return len(statements)


def test_only_who_logged_them_sees_them_together(
    world: World, them: Browser, browser: Browser
) -> None:
    page = import_of(them, ROW).text
    where = re.search(r'content="0; url=([^"]+)"', page)[1].replace("&amp;", "&")
    assert ROW[2] in them.get(where).text
    others = browser.as_(world.partner).get(where.replace("/19612/", "/468/"))
    assert others.status_code == 200
    assert ROW[2] not in others.text
    assert them.get(where.replace("first=", "first=x")).status_code == 303
