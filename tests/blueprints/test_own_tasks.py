"""Adding lines of the unit's own on the page of a month, changing and ending them."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from models import clock
from models.assignment import Assignment
from models.base import db
from models.checklist import Checklist
from models.own_task import OwnTask
from models.tenancy import bind
from models.unit_month import read_month
from tests import months
from tests.clients import Browser
from tests.months import SEPTEMBER
from tests.page_checks import check_page
from tests.world import World

MONTH = "/19612/checklists/2026-09"
NEW = f"{MONTH}/own-tasks/new"
GIVEN = {"text": "Thăm trẻ em nằm viện", "cadence": "once", "due_on": "30/9"}


@pytest.fixture
def officer(browser: Browser, world: World) -> Browser:
    return browser.as_(world.officer)


@pytest.fixture
def key(world: World) -> int:
    """The monthly own task of Xã Cam Thành."""
    return int(world.rows["19612"]["own_assignment"].id)


def url_of(key: int, act: str = "") -> str:
    return f"{MONTH}/own-tasks/{key}{act}"


def count(world: World) -> int:
    with months.at(world):
        own = select(func.count()).select_from(OwnTask)
        return db.session.scalar(own.where(OwnTask.unit_id == world.unit_id("19612"))) or 0


def assignment(world: World, key: int) -> Any:
    with months.at(world):
        row = db.session.get_one(Assignment, key)
        return row.ended_on, row.own_task.text, row.own_task.cadence


def test_a_line_is_added_from_the_month(world: World, officer: Browser) -> None:
    assert f'href="{NEW}"' in officer.get(MONTH).text
    assert not check_page(officer.get(NEW).text)
    answer = officer.post(NEW, GIVEN)
    assert answer.status_code == 303
    assert answer.location.endswith(MONTH)
    page = officer.get(MONTH).text
    assert "Added to the month." in page
    assert "Thăm trẻ em nằm viện" in page


def test_under_htmx_the_browser_is_sent_on(world: World, officer: Browser) -> None:
    answer = officer.post(NEW, GIVEN, htmx=True)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, MONTH)


def test_the_same_post_twice_is_one_line(world: World, officer: Browser) -> None:
    before, sent = count(world), {**officer.hidden_fields(NEW), **GIVEN}
    for _time in range(2):
        assert officer.open(NEW, method="POST", data=sent).status_code == 303
    assert count(world) == before + 1
    with months.at(world):
        assert db.session.get(OwnTask, UUID(sent["form_id"])) is not None


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"text": "  "}, "Write something here."),
        ({"text": "x" * 1001}, "At most 1000 characters."),
        ({"cadence": ""}, "Choose one of these."),
        ({"cadence": "campaign"}, "Not a valid choice."),
        ({"due_on": "31/9"}, "Write a day of the calendar"),
        ({"due_on": "31/8/2026"}, "This day lies before the month."),
        ({"due_on": "1/1/2028"}, "Write a day of this year or the next one."),
        ({"cadence": "monthly"}, "leave the day empty."),
    ],
)
def test_what_makes_no_sense_comes_back_filled_in(
    world: World, officer: Browser, values: dict[str, str], told: str
) -> None:
    before = count(world)
    answer = officer.post(NEW, {**GIVEN, **values})
    assert answer.status_code == 422
    assert told in answer.text
    assert not check_page(answer.text)
    assert count(world) == before


def test_a_line_is_changed_and_the_opened_line_leads_there(
    world: World, officer: Browser, key: int
) -> None:
    assert url_of(key) in officer.get(f"{MONTH}/lines/{key}").text
    assert not check_page(officer.get(url_of(key)).text)
    answer = officer.post(url_of(key), {"text": "Thăm trẻ em nằm viện", "cadence": "quarterly"})
    assert answer.status_code == 303
    assert assignment(world, key) == (None, "Thăm trẻ em nằm viện", "quarterly")


def test_a_line_that_was_begun_is_not_asked_how_often(
    world: World, officer: Browser, key: int
) -> None:
    with months.at(world):
        months.tick(SEPTEMBER, key, months.officer(world), state="in_progress")
    assert 'name="cadence"' not in officer.get(url_of(key)).text
    officer.post(url_of(key), {"text": "Thăm hỏi", "cadence": "once"})
    assert assignment(world, key) == (None, "Thăm hỏi", "monthly")


def test_two_editors_overwrite_nothing(world: World, officer: Browser, key: int) -> None:
    stale = officer.hidden_fields(url_of(key))
    officer.post(url_of(key), {"text": "Thăm hỏi", "cadence": "monthly"})
    sent = {**stale, "text": "Khác", "cadence": "monthly"}
    answer = officer.open(url_of(key), method="POST", data=sent)
    assert answer.status_code == 409
    assert "Meanwhile saved by somebody else: Thăm hỏi" in answer.text
    assert not check_page(answer.text)


@pytest.mark.parametrize(
    ("values", "told"),
    [({"text": ""}, "Write something here."), ({"due_on": "30/9"}, "leave the day empty.")],
)
def test_a_bad_change_comes_back(
    world: World, officer: Browser, key: int, values: dict[str, str], told: str
) -> None:
    answer = officer.post(url_of(key), {"text": "Khác", "cadence": "monthly", **values})
    assert answer.status_code == 422
    assert told in answer.text
    assert assignment(world, key)[1] == "Thăm trẻ em ốm"


def test_a_line_is_ended_and_taken_up_again_today(world: World, officer: Browser, key: int) -> None:
    answer = officer.post(url_of(key, "/closure"), form=url_of(key))
    assert answer.location.endswith(url_of(key))
    page = officer.get(url_of(key)).text
    assert "Take the ending back" in page
    assert not check_page(page)
    assert "Thăm trẻ em ốm" not in officer.get(MONTH).text
    officer.post(url_of(key, "/reopening"), form=url_of(key))
    assert "Thăm trẻ em ốm" in officer.get(MONTH).text


def test_what_ended_earlier_is_only_read(world: World, officer: Browser, key: int) -> None:
    officer.post(url_of(key, "/closure"), form=url_of(key))
    with clock.fixed(clock.start_of_day(date(2026, 9, 16))):
        assert "Take the ending back" not in officer.get(url_of(key)).text
        for act, values in (("/reopening", {}), ("", {"text": "Khác", "cadence": "monthly"})):
            officer.post(url_of(key, act), values, form=url_of(key))
            assert "This line has ended." in officer.get(MONTH).text
    assert assignment(world, key)[:2] == (date(2026, 9, 15), "Thăm trẻ em ốm")


@pytest.mark.parametrize("act", ["", "/closure", "/reopening", "new"])
def test_a_month_that_is_closed_is_409_and_says_so(
    world: World, browser: Browser, key: int, act: str
) -> None:
    url = NEW if act == "new" else url_of(key, act)
    with clock.fixed(clock.start_of_day(date(2026, 10, 11))):
        answer = browser.as_(world.officer).post(url, {**GIVEN, "version": "1"}, form=MONTH)
    assert answer.status_code == 409
    assert "Month 9/2026 is closed" in answer.text


@pytest.mark.parametrize(
    ("person", "status"),
    [("leader", 403), ("reviewer", 403), ("partner", 404), ("neighbour", 404), ("stranger", 404)],
)
def test_who_does_not_write_here_adds_nothing(
    world: World, browser: Browser, key: int, person: str, status: int
) -> None:
    them = browser.as_(world.people[person])
    for url in (NEW, url_of(key)):
        assert them.get(url).status_code == status
    assert url_of(key) not in them.get(f"{MONTH}/lines/{key}").text


def test_only_an_own_line_of_the_unit_is_found(world: World, officer: Browser) -> None:
    of_a_plan = world.rows["19612"]["assignment"].id
    foreign = world.rows["19600"]["own_assignment"].id
    for key in (of_a_plan, foreign, 10**9, 10**30):
        assert officer.get(url_of(key)).status_code == 404


def test_a_line_of_a_unit_below_is_not_changed_from_above(world: World, browser: Browser) -> None:
    below = world.rows["19612"]["own_assignment"].id
    url = f"/468/checklists/2026-09/own-tasks/{below}"
    them = browser.as_(world.reviewer)
    assert them.get(url).status_code == 404
    with bind(world.unit_id("19612")):
        assert read_month(world.units["19612"], SEPTEMBER).line(below) is not None


@pytest.mark.parametrize("act", ["/closure", "/reopening"])
def test_an_act_is_posted(officer: Browser, key: int, act: str) -> None:
    assert officer.get(url_of(key, act)).status_code == 405


def test_a_visitor_signs_in_first(browser: Browser, key: int) -> None:
    assert browser.get(NEW).location.startswith("/login")


def test_what_changes_nothing_in_an_untouched_month_is_no_fault(
    world: World, officer: Browser, key: int
) -> None:
    assert officer.post(url_of(key, "/reopening"), {}).status_code == 303
    with months.at(world):
        assert db.session.scalar(Checklist.of(world.unit_id("19612"), SEPTEMBER)) is None
