"""The page of a month and its lines: who reads, who writes, over what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from models import clock
from models.base import db
from models.tenancy import begin_write
from models.unit_month import read_month
from tests import months
from tests.clients import Browser
from tests.months import SEPTEMBER
from tests.page_checks import check_fragment, check_page
from tests.world import World

MONTH = "/19612/checklists/2026-09"


@pytest.fixture
def key(world: World) -> int:
    """A monthly line of Xã Cam Thành."""
    with months.at(world):
        begin_write()
        made = months.give("Thăm trẻ em khuyết tật")[0]
        db.session.commit()
    return made


@pytest.fixture
def officer(browser: Browser, world: World) -> Browser:
    return browser.as_(world.officer)


@pytest.fixture
def due(world: World) -> Iterator[date]:
    """Three days into October: September is over and not closed."""
    day = date(2026, 10, 3)
    with clock.fixed(clock.start_of_day(day)):
        yield day


def url_of(key: int) -> str:
    return f"{MONTH}/lines/{key}"


def shown(world: World, key: int) -> Any:
    with months.at(world):
        return read_month(world.units["19612"], SEPTEMBER).line(key)


def test_the_menu_leads_to_the_month_to_work_on(officer: Browser, key: int) -> None:
    answer = officer.get("/19612/checklists")
    assert answer.status_code == 303
    assert answer.location.endswith("/19612/checklists/2026-07")  # it was returned


def test_the_page_shows_each_line(officer: Browser, key: int) -> None:
    text = officer.get(MONTH).get_data(as_text=True)
    assert not check_page(text)
    assert f'id="line-{key}"' in text
    assert "Thăm trẻ em khuyết tật" in text


@pytest.mark.parametrize("query", ["?show=todo", "?show=over", "?by=due", "?show=nonsense"])
def test_the_page_is_filtered_and_ordered(officer: Browser, key: int, query: str) -> None:
    text = officer.get(MONTH + query).get_data(as_text=True)
    assert not check_page(text)
    assert (f'id="line-{key}"' in text) is (query != "?show=over")


def test_what_is_yet_to_come_is_not_counted(officer: Browser, world: World) -> None:
    with months.at(world):
        begin_write()
        months.give("Báo cáo năm", cadence="once", due_on=date(2026, 10, 10))
        db.session.commit()
    text = officer.get(MONTH).get_data(as_text=True)
    todo = text.count('data-tags="todo"') // 2  # a row and its summary
    assert 'data-tags="upcoming"' in text
    assert f'data-count="todo">{todo}</b>' in text


def test_returned_lines_come_first(officer: Browser) -> None:
    text = officer.get("/19612/checklists/2026-07").get_data(as_text=True)
    assert not check_page(text)
    assert text.index("To be completed") < text.index("Thăm trẻ em ốm")
    assert "Thiếu ảnh, tài liệu minh chứng" in text


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("officer", 200),
        ("reviewer", 200),
        ("leader", 200),
        ("province", 200),
        ("administrator", 403),
        ("manager", 403),
        ("neighbour", 404),
        ("stranger", 404),
        ("partner", 404),
    ],
)
def test_who_reads_a_month(browser: Browser, world: World, person: str, status: int) -> None:
    assert browser.as_(world.people[person]).get(MONTH).status_code == status


def test_a_visitor_signs_in_first(browser: Browser) -> None:
    assert "/login" in browser.get(MONTH).location


@pytest.mark.parametrize("month", ["2026-10", "2027-01", "2026-13", "1999-01", "2026-9", "x"])
def test_a_month_that_is_none_is_not_found(officer: Browser, month: str) -> None:
    answer = officer.get(f"/19612/checklists/{month}")
    assert answer.status_code == 404
    assert not check_page(answer.get_data(as_text=True))


def test_a_line_opens_as_a_part_and_as_a_page(officer: Browser, key: int) -> None:
    assert not check_page(officer.get(url_of(key)).get_data(as_text=True))
    part = officer.get(url_of(key), htmx=True).get_data(as_text=True)
    assert not check_fragment(part)
    assert f'id="form-{key}"' in part


def test_a_foreign_line_is_not_found(officer: Browser, world: World) -> None:
    foreign = world.rows["19600"]["own_assignment"].id
    assert officer.get(url_of(foreign)).status_code == 404
    answer = officer.post(url_of(foreign), {"state": "done"}, form=MONTH)
    assert answer.status_code == 404


def test_a_tick_without_script(officer: Browser, world: World, key: int) -> None:
    answer = officer.post(url_of(key), {"tick": "not_started:done"}, form=MONTH)
    assert (answer.status_code, answer.location) == (303, f"{MONTH}#line-{key}")
    assert shown(world, key).state == "done"


def test_a_field_is_saved_by_itself(officer: Browser, world: World, key: int) -> None:
    answer = officer.post(url_of(key), {"note": "Hai buổi", "was-note": ""}, htmx=True, form=MONTH)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert f'id="tick-{key}"' in text
    assert f'id="summary-{key}"' in text
    assert "Hai buổi" in text
    assert shown(world, key).note == "Hai buổi"


def test_one_tick_is_small(officer: Browser, key: int) -> None:
    posted = officer.hidden_fields(MONTH) | {"tick": "not_started:done"}
    answer = officer.post(url_of(key), {"tick": "not_started:done"}, htmx=True, form=MONTH)
    assert sum(len(name) + len(value) + 2 for name, value in posted.items()) <= 2048
    assert len(answer.data) <= 2048


def test_the_whole_form_without_script(officer: Browser, world: World, key: int) -> None:
    given = {
        "state": "done",
        "done_on": "3/9",
        "times": "2",
        "children": "1.210",
        "amount": "5 triệu",
    }
    assert officer.post(url_of(key), given).status_code == 303
    line = shown(world, key)
    assert (line.done_on, line.times, line.children, line.amount) == (
        date(2026, 9, 3),
        2,
        1210,
        5_000_000,
    )
    assert "2 times · 1.210 children · 5.000.000 đ" in officer.get(MONTH).get_data(as_text=True)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"children": "hai"}, "Write digits only"),
        ({"children": "-3"}, "Write digits only"),
        ({"children": "1,5"}, "Write digits only"),
        ({"adults": "99999999"}, "too large"),
        ({"amount": "nhiều"}, "Write an amount"),
        ({"done_on": "31-02"}, "Write a day of the calendar"),
        ({"state": "done", "done_on": "16/9/2026"}, "still to come"),
        ({"state": "not_applicable"}, "Write why nothing arose."),
        ({"state": "half"}, "Choose one of these."),
        ({"note": "x" * 2001}, "At most 2000 characters."),
    ],
)
@pytest.mark.parametrize("htmx", [True, False])
def test_bad_input_is_told_beside_the_field(
    officer: Browser, world: World, key: int, given: dict[str, str], message: str, htmx: bool
) -> None:
    answer = officer.post(url_of(key), given, htmx=htmx)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert message in text
    assert not (check_fragment if htmx else check_page)(text)
    assert shown(world, key).line_id is None


def test_a_refused_number_takes_nothing_saved_out_of_the_form(
    officer: Browser, world: World, key: int
) -> None:
    saved = {"state": "done", "done_on": "3/9", "note": "Hai buổi", "times": "2"}
    officer.post(url_of(key), saved)
    answer = officer.post(url_of(key), {"children": "hai", "was-children": ""}, htmx=True)
    text = answer.get_data(as_text=True).replace("\r", "")
    assert answer.status_code == 422
    assert ">\nHai buổi</textarea>" in text
    assert all(f'value="{value}"' in text for value in ("hai", "03/09/2026", "2"))


def test_nothing_is_overwritten_unseen(officer: Browser, world: World, key: int) -> None:
    officer.post(url_of(key), {"note": "Một buổi", "was-note": ""}, form=MONTH)
    typed = {"note": "Hai buổi", "was-note": ""}
    answer = officer.post(url_of(key), typed, htmx=True, form=MONTH)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Meanwhile saved by somebody else: Một buổi" in text
    assert 'name="was-note" value="Một buổi"' in text
    assert ">\nHai buổi</textarea>" in text.replace("\r", "")
    assert shown(world, key).note == "Một buổi"
    again = officer.post(url_of(key), {**typed, "was-note": "Một buổi"}, htmx=True, form=MONTH)
    assert again.status_code == 200


def test_the_same_post_twice_is_one_act(officer: Browser, world: World, key: int) -> None:
    once = {"form_id": "01900000-0000-7000-8000-000000000001"}
    done = {"tick": "not_started:done", **once}
    officer.post(url_of(key), done, form=MONTH)
    officer.post(url_of(key), {"tick": "done:not_started"}, form=MONTH)
    assert officer.post(url_of(key), done, form=MONTH, htmx=True).status_code == 200
    assert shown(world, key).state == "not_started"


@pytest.mark.usefixtures("due")
def test_a_month_is_handed_in_and_taken_back(officer: Browser, key: int) -> None:
    page = officer.get(f"{MONTH}/submission").get_data(as_text=True)
    assert not check_page(page)
    assert "Write the difficulty and when it will be done." in page
    answer = officer.post(f"{MONTH}/submission", {"word": "Đủ"})
    assert (answer.status_code, answer.location) == (303, MONTH)
    text = officer.get(MONTH).get_data(as_text=True)
    assert not check_page(text)
    assert "Month 9/2026 has been submitted" in text
    assert officer.post(f"{MONTH}/submission/withdrawal", form=MONTH).status_code == 303
    assert officer.get(f"{MONTH}/submission").status_code == 200


@pytest.mark.usefixtures("due")
@pytest.mark.parametrize("htmx", [True, False])
def test_a_submitted_month_refuses_with_the_way_out(
    officer: Browser, world: World, key: int, htmx: bool
) -> None:
    officer.post(f"{MONTH}/submission")
    answer = officer.post(url_of(key), {"tick": "not_started:done"}, form=MONTH, htmx=htmx)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "take the month back" in text
    assert ("HX-Retarget" in answer.headers) is htmx
    assert shown(world, key).line_id is None


@pytest.mark.usefixtures("due")
def test_submitting_twice_is_one_act(officer: Browser, world: World, key: int) -> None:
    fields = officer.hidden_fields(f"{MONTH}/submission")
    for _time in range(2):
        assert officer.open(f"{MONTH}/submission", method="POST", data=fields).status_code == 303
    with months.at(world):
        checklist = read_month(world.units["19612"], SEPTEMBER)
        assert [event.kind for event in checklist.events] == ["submitted"]


def test_a_closed_month_refuses(officer: Browser, world: World, key: int) -> None:
    answer = officer.post(
        f"/19612/checklists/2026-08/lines/{key}", {"tick": "not_started:done"}, form=MONTH
    )
    assert answer.status_code == 409
    assert "Month 8/2026 is closed" in answer.get_data(as_text=True)


def test_it_is_too_early_to_submit(officer: Browser, key: int) -> None:
    assert officer.get(f"{MONTH}/submission").status_code == 409
    assert officer.post(f"{MONTH}/submission", form=MONTH).status_code == 409


@pytest.mark.parametrize("person", ["reviewer", "leader", "administrator"])
def test_only_the_unit_writes(browser: Browser, world: World, key: int, person: str) -> None:
    other = browser.as_(world.people[person])
    answer = other.post(url_of(key), {"tick": "not_started:done"}, form="/me")
    assert answer.status_code == 403


def test_a_reader_sees_no_form(browser: Browser, world: World, key: int) -> None:
    reviewer = browser.as_(world.reviewer)
    text = reviewer.get(url_of(key)).get_data(as_text=True)
    assert not check_page(text)
    assert "<textarea" not in text
    assert "Check and submit" not in reviewer.get(MONTH).get_data(as_text=True)
