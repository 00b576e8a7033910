"""The lines that an activity fills: proposed beside its form, confirmed there and on its page."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from sqlalchemy import select

from models import audit
from models.activity import Activity
from models.activity_link import ActivityLine
from models.base import db
from models.checklist import Checklist
from models.join_activities import join
from models.line import Line, LineState
from models.log_activity import entry_of, rewrite
from models.month_acts import MonthState
from models.period import WHOLE
from models.same_day_entries import event_of, likely_same
from models.tenancy import begin_write
from tests import months
from tests.activities import DAY, at, logged, officer
from tests.clients import Browser
from tests.page_checks import check_page
from tests.queries import counted
from tests.world import World

MATCHES = "/19612/activities/matches"
GIFTS = "Tổ chức vui chơi, trao quà cho trẻ em nhân Tết Trung thu"
SPREAD = "Duy trì các hoạt động truyền thông"
TYPED = {"kind": "gifts", "title": "Tặng quà Trung thu", "day": DAY.isoformat(), "lead": "0"}


@pytest.fixture
def keys(world: World) -> list[int]:
    """Two lines of Xã Cam Thành: gifts at Mid-Autumn, due in September, and telling, monthly."""
    with at(world):
        begin_write()
        made = months.give(GIFTS, cadence="once", due_on=date(2026, 9, 30))
        made += months.give(SPREAD)
        db.session.commit()
    return made


@pytest.fixture
def page(browser: Browser, world: World) -> Browser:
    return browser.as_(world.officer)


@pytest.fixture
def activity(world: World, keys: list[int]) -> UUID:
    """An entry of the unit itself that fills no line yet."""
    with at(world):
        return logged(officer(world), place="Sân bóng").id


def box(assignment_id: int, period: date = WHOLE) -> str:
    return f"{assignment_id}-{period.isoformat()}"


def asked(page: Browser, **values: str) -> str:
    return page.get(f"{MATCHES}?{urlencode({**TYPED, **values})}", htmx=True).text


def is_ticked(text: str, line: str) -> bool:
    return re.search(rf'name="match-{line}" value="y" checked', text) is not None


def filled(world: World, activity: UUID) -> dict[int, Any]:
    with at(world):
        return {
            one.assignment_id: one.reasons for one in db.session.scalars(ActivityLine.of(activity))
        }


def state_of(world: World, assignment_id: int) -> LineState | None:
    with at(world):
        return db.session.scalar(select(Line.state).where(Line.assignment_id == assignment_id))


def test_what_is_typed_is_proposed_with_its_reasons(page: Browser, keys: list[int]) -> None:
    text = asked(page)
    assert is_ticked(text, box(keys[0]))
    assert "because: same month, ‘Tết Trung thu’, same kind: trao quà" in text
    assert f'value="{box(keys[1], months.SEPTEMBER)}"' in text  # offered by hand


def test_what_was_left_by_hand_stays(page: Browser, keys: list[int]) -> None:
    line, other = box(keys[0]), box(keys[1], months.SEPTEMBER)
    assert not is_ticked(asked(page, **{f"was-{line}": "1"}), line)
    assert is_ticked(asked(page, **{f"was-{line}": "0"}), line)
    text = asked(page, more=other)
    assert is_ticked(text, other)
    assert "chosen by hand" in text
    going = {f"was-{line}": "1", f"match-{line}": "y", f"as-{line}": "going"}
    assert f'name="as-{line}" value="going" checked' in asked(page, **going)


def test_no_title_stands_for_the_one_that_it_will_get(world: World, page: Browser) -> None:
    with at(world):
        begin_write()
        (key,) = months.give("Thăm hỏi, tặng quà trẻ em", cadence="once", due_on=date(2026, 9, 30))
        db.session.commit()
    assert is_ticked(asked(page, title="", place="Sân bóng"), box(key))


def test_what_was_ticked_for_other_words_fills_nothing_by_itself(
    world: World, page: Browser, keys: list[int], activity: UUID
) -> None:
    line = box(keys[1], months.SEPTEMBER)
    page.post(f"/19612/activities/{activity}/matches", {f"was-{line}": "1", f"match-{line}": "y"})
    assert not filled(world, activity)


def test_a_month_and_its_lines_lead_to_activities(
    page: Browser, keys: list[int], activity: UUID
) -> None:
    text = page.get("/19612/checklists/2026-09").text
    assert '<a href="/19612/activities?period=2026-09">2 activities count</a>' in text
    line = page.get(f"/19612/checklists/2026-09/lines/{keys[0]}").text
    address = f"/19612/activities/new?more={box(keys[0])}"
    assert f'href="{address}"' in line
    assert f'<input type="hidden" name="more" value="{box(keys[0])}">' in page.get(address).text


@pytest.mark.parametrize("day", ["2026-09-16", "2025-12-31", "2031-01-01"])
def test_a_day_to_come_or_before_the_unit_fills_nothing(
    page: Browser, keys: list[int], day: str
) -> None:
    assert 'name="match-' not in asked(page, day=day)


def test_the_form_asks_for_the_fragment_alone(page: Browser) -> None:
    assert page.get(MATCHES).status_code == 303


def test_lines_are_confirmed_and_written_on_the_page(
    world: World, page: Browser, keys: list[int], activity: UUID
) -> None:
    url = f"/19612/activities/{activity}"
    assert f'hx-get="{url}/matches" hx-trigger="load"' in page.get(url).text
    assert is_ticked(page.get(f"{url}/matches", htmx=True).text, box(keys[0]))
    answer = page.post(f"{url}/matches", {f"match-{box(keys[0])}": "y"})
    assert (answer.status_code, answer.headers["Location"]) == (303, url)
    (reasons,) = filled(world, activity).values()
    assert {"why": "words", "values": ["Tết Trung thu"]} in reasons
    assert state_of(world, keys[0]) == LineState.DONE
    shown = page.get(url).text
    assert not check_page(shown)
    assert "‘Tết Trung thu’" in shown
    assert 'hx-trigger="load"' not in shown


def test_a_line_may_go_on_and_another_one_be_added(
    world: World, page: Browser, keys: list[int], activity: UUID
) -> None:
    line, other = box(keys[0]), box(keys[1], months.SEPTEMBER)
    sent = {f"match-{line}": "y", f"as-{line}": "going", "more": other}
    page.post(f"/19612/activities/{activity}/matches", sent)
    assert filled(world, activity).keys() == set(keys)
    assert filled(world, activity)[keys[1]] is None
    assert state_of(world, keys[0]) == LineState.IN_PROGRESS
    assert state_of(world, keys[1]) == LineState.DONE


def test_an_unticked_line_is_left_and_what_was_not_shown_stays(
    world: World, page: Browser, keys: list[int], activity: UUID
) -> None:
    line, other = box(keys[0]), box(keys[1], months.SEPTEMBER)
    url = f"/19612/activities/{activity}/matches"
    page.post(url, {f"match-{line}": "y", "more": other})
    sent = {"csrf_token": page.hidden_fields(url)["csrf_token"], f"was-{line}": "1"}
    assert page.open(url, method="POST", data=sent).status_code == 303
    assert filled(world, activity).keys() == {keys[1]}


def test_lines_of_others_and_no_lines_are_not_taken(
    world: World, page: Browser, keys: list[int], activity: UUID
) -> None:
    foreign = world.rows["19600"]["own_assignment"].id
    sent = {f"match-{box(foreign, months.SEPTEMBER)}": "y", "match-x": "y", "more": "1-2-3"}
    page.post(f"/19612/activities/{activity}/matches", {**sent, f"as-{box(keys[0])}": "x"})
    assert filled(world, activity) == {}


def test_the_log_form_brings_its_lines_along(world: World, page: Browser, keys: list[int]) -> None:
    line = box(keys[0])
    sent = {**TYPED, "children": "20", "title": "Tặng quà Trung thu xóm trên", f"match-{line}": "y"}
    assert 'id="matches"' in page.get("/19612/activities/new").text
    where = page.post("/19612/activities/new", {**sent, f"was-{line}": "1"}).headers["Location"]
    assert filled(world, UUID(where.rsplit("/", 1)[1])).keys() == {keys[0]}


def test_without_script_nothing_is_filled_before_it_is_asked(
    world: World, page: Browser, keys: list[int]
) -> None:
    sent = {**TYPED, "children": "20", "title": "Tặng quà Trung thu xóm dưới"}
    where = page.post("/19612/activities/new", sent).headers["Location"]
    assert filled(world, UUID(where.rsplit("/", 1)[1])) == {}
    assert f'href="{where}/matches"' in page.get(where).text
    shown = page.get(f"{where}/matches").text
    assert not check_page(shown)
    assert is_ticked(shown, box(keys[0]))


def test_what_does_not_count_fills_nothing(
    world: World, page: Browser, keys: list[int], activity: UUID
) -> None:
    with at(world):
        planned = logged(officer(world), held_on=date(2026, 9, 20)).id
    url = f"/19612/activities/{planned}/matches"
    assert page.get(url).status_code == 409
    sent = {"csrf_token": page.hidden_fields("/19612/activities/new")["csrf_token"], "more": "x"}
    assert page.open(url, method="POST", data=sent).status_code == 409


def test_a_months_lines_are_those_of_the_day(world: World, page: Browser, keys: list[int]) -> None:
    spread = {"kind": "communication", "title": "Truyền thông", "day": "2026-08-20"}
    assert is_ticked(asked(page, **spread), box(keys[1], months.AUGUST))
    months.count_by_decree(world)
    assert is_ticked(asked(page, **spread), box(keys[1], months.SEPTEMBER))


def test_a_line_stays_of_an_entry_whose_day_was_changed(
    world: World, page: Browser, activity: UUID
) -> None:
    own = world.rows["19612"]["own_assignment"].id
    line = box(own, months.SEPTEMBER)
    page.post(f"/19612/activities/{activity}/matches", {"more": line})
    with at(world):
        begin_write()
        row = db.session.get_one(Activity, activity)
        rewrite(row, replace(entry_of(row), held_on=date(2026, 8, 20)), officer(world))
        db.session.commit()
    shown = page.get(f"/19612/activities/{activity}/matches").text
    assert is_ticked(shown, line)
    assert "Thăm trẻ em ốm" in shown
    page.post(f"/19612/activities/{activity}/matches", {"more": ""})
    assert filled(world, activity) == {}


def test_a_month_that_was_handed_in_is_not_written(
    world: World, page: Browser, keys: list[int], activity: UUID
) -> None:
    line = box(keys[0])
    assert f'name="as-{line}"' in asked(page)
    with at(world):
        begin_write()
        checklist = Checklist(month_on=months.SEPTEMBER, state=MonthState.SUBMITTED)
        db.session.add(checklist)
        db.session.flush()
        audit.record("checklist.submitted", checklist)
        db.session.commit()
    text = asked(page)
    assert is_ticked(text, line)
    assert f'name="as-{line}"' not in text
    page.post(f"/19612/activities/{activity}/matches", {f"match-{line}": "y"})
    assert filled(world, activity).keys() == {keys[0]}
    assert state_of(world, keys[0]) is None


def test_entries_that_are_joined_are_pointed_out_no_more(world: World) -> None:
    theirs = world.rows["19612"]["activity"].id
    hamlet_id = world.rows["19612"]["hamlet"].id
    with at(world):
        ours = logged(officer(world), hamlet_id=hamlet_id)
        lead = db.session.get_one(Activity, theirs)
        unit_id = world.unit_id("19612")
        (found,) = likely_same(unit_id, event_of(ours), ours)
        assert found.activity is lead
        begin_write()
        join(ours, lead, officer(world), adds_gifts=False)
        db.session.commit()
        assert likely_same(unit_id, event_of(ours), ours) == []
        assert likely_same(unit_id, event_of(lead), lead) == []


def test_the_same_event_of_another_agency_is_pointed_out(
    world: World, page: Browser, keys: list[int]
) -> None:
    theirs = world.rows["19612"]["activity"].id
    hamlet_id = world.rows["19612"]["hamlet"].id
    with at(world):
        activity = logged(officer(world), hamlet_id=hamlet_id).id
        apart = logged(officer(world), title="Đá bóng", kind="training").id
    text = page.get(f"/19612/activities/{activity}").text
    assert f"/joining?with={theirs}" in text
    assert "same day, same hamlet, same kind, a similar name" in text
    assert "joining?with" not in page.get(f"/19612/activities/{apart}").text


def test_who_logs_another_one_is_told_of_the_same_event_too(
    world: World, page: Browser, keys: list[int]
) -> None:
    place = world.rows["19612"]["hamlet"].name
    sent = {**TYPED, "children": "20", "place": place, "save": "next"}
    answer = page.post("/19612/activities/new", sent)
    assert (
        "may have logged the same event: Tặng quà Trung thu."
        in page.get(answer.headers["Location"]).text
    )


def test_a_partner_is_offered_no_lines(browser: Browser, world: World) -> None:
    partner = browser.as_(world.partner)
    theirs = world.rows["468"]["activity"].id
    assert partner.get("/468/activities/matches", htmx=True).status_code == 403
    assert 'id="filled"' not in partner.get(f"/468/activities/{theirs}").text
    assert 'id="matches"' not in partner.get("/468/activities/new").text


def test_proposing_costs_few_queries(
    world: World, page: Browser, keys: list[int], activity: UUID
) -> None:
    url = f"/19612/activities/{activity}"
    page.get("/19612/")
    with counted() as beside:
        asked(page, lead=str(world.rows["19612"]["women"].id))
    with counted() as asking:
        page.get(f"{url}/matches")
    assert (len(beside), len(asking)) == (12, 12)
