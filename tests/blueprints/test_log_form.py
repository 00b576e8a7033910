"""The log form: what it saves, completes, refuses and asks back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from models import clock
from models.activity import Activity, ActivityState
from models.base import db
from models.tenancy import bind
from tests.clients import Browser
from tests.page_checks import check_page
from tests.world import World

NEW = "/19612/activities/new"
GIVEN = {
    "kind": "gifts",
    "day": "2026-09-15",
    "lead": "0",
    "place": "Nhà văn hóa thôn Tân Trang",
    "girls": "29",
    "boys": "31",
    "gifts": "60",
    "gift_value": "7,2 triệu",
    "source": "mobilised",
}


@pytest.fixture
def officer(browser: Browser, world: World) -> Browser:
    return browser.as_(world.officer)


def saved(world: World, slug: str = "19612") -> Activity:
    """What was logged last at a unit."""
    with bind(world.unit_id(slug), person_id=world.officer.id):
        newest = select(Activity).order_by(Activity.created_at.desc(), Activity.id.desc())
        found = db.session.scalars(newest.limit(1)).unique().one()
        assert found.hamlet is None or found.hamlet.name
        return found


def count(world: World, slug: str = "19612") -> int:
    with bind(world.unit_id(slug), person_id=world.officer.id):
        return len(db.session.scalars(select(Activity.id)).all())


def test_it_is_saved_in_one_request_and_shown(world: World, officer: Browser) -> None:
    assert not check_page(officer.get(NEW).text)
    answer = officer.post(NEW, GIVEN)
    activity = saved(world)
    assert answer.status_code == 303
    assert answer.location.endswith(f"/19612/activities/{activity.id}")
    assert activity.state == ActivityState.COUNTED
    assert (activity.children, activity.mobilised, activity.budget) == (60, 7_200_000, None)
    assert activity.held_on == date(2026, 9, 15)
    assert activity.title == "Tặng quà tại nhà văn hóa thôn Tân Trang"
    page = officer.get(answer.location).text
    assert not check_page(page)
    assert "7.200.000 đ" in page


def test_the_next_form_begins_with_the_last_entry(world: World, officer: Browser) -> None:
    officer.post(NEW, {**GIVEN, "lead": str(world.rows["19612"]["women"].id), "save": "next"})
    page = officer.get(NEW).text
    key = world.rows["19612"]["women"].id
    assert 'value="gifts" data-asks="children gifts money special" checked' in page
    assert 'value="Nhà văn hóa thôn Tân Trang"' in page
    assert f'name="lead" value="{key}" checked' in page
    assert 'value="29"' not in page


def test_the_same_form_twice_is_one_entry(world: World, officer: Browser) -> None:
    form_id = "0fff0000-0000-7000-8000-000000000001"
    before = count(world)
    first, second = (officer.post(NEW, {**GIVEN, "form_id": form_id}) for _ in range(2))
    assert first.location == second.location
    assert count(world) == before + 1
    assert "saved already" in officer.get(second.location).text


def test_a_hamlet_is_known_by_its_name(world: World, officer: Browser) -> None:
    hamlet = world.rows["19612"]["hamlet"]
    officer.post(NEW, {**GIVEN, "place": hamlet.name.upper()})
    assert (saved(world).hamlet_id, saved(world).place) == (hamlet.id, None)
    officer.post(NEW, {**GIVEN, "place": f"Sân bóng {hamlet.name}"})
    assert (saved(world).hamlet_id, saved(world).place) == (hamlet.id, f"Sân bóng {hamlet.name}")


REFUSED = [
    ({"kind": ""}, "Choose what it was."),
    ({"kind": "bogus"}, "Choose one of these."),
    ({"lead": "999999"}, "Choose one of these."),
    ({"lead": "x"}, "Choose one of these."),
    ({"day": "other"}, "Write a day"),
    ({"day": "other", "held_on": "31/02/2026"}, "Write a day of the calendar"),
    ({"girls": "-1"}, "Write digits only"),
    ({"girls": "2,5"}, "Write digits only"),
    ({"adults": "9" * 12}, "This number is too large"),
    ({"gift_value": "nhiều"}, "Write an amount"),
    ({"budget": "99999999999999999"}, "too large"),
    ({"children": "61"}, "the total says 61"),
    ({"special": "61"}, "are more than the 60 children"),
    ({"boys": ""}, "Write this number too"),
    ({"gifts": "0"}, "write how many there were"),
    ({"source": "both"}, "Both sources gave"),
    ({"source": "bogus"}, "Choose one of these."),
    ({"title": "x" * 201}, "At most 200 characters"),
    ({"note": "x" * 2001}, "At most 2000 characters"),
]


@pytest.mark.parametrize(("changed", "word"), REFUSED)
def test_what_cannot_be_is_refused_beside_its_field(
    world: World, officer: Browser, changed: dict[str, str], word: str
) -> None:
    before = count(world)
    answer = officer.post(NEW, {**GIVEN, **changed})
    assert answer.status_code == 422
    assert word in answer.text
    assert not check_page(answer.text)
    assert 'value="Nhà văn hóa thôn Tân Trang"' in answer.text
    assert count(world) == before


ASKED = [
    ({"girls": "2500"}, "children-many-2531-2000"),
    ({"gifts": ""}, "gifts-gifts_uncounted-7200000"),
    ({"gift_value": "59"}, "gift_value-cheap_gift-59-60"),
    (
        {"day": "other", "held_on": "15/9/2025"},
        f"held_on-other_year-{date(2025, 9, 15).toordinal()}",
    ),
    ({"day": "other", "held_on": "1-7"}, f"held_on-long_ago-{date(2026, 7, 1).toordinal()}"),
    ({"day": "other", "held_on": "20-9"}, f"held_on-to_come-{date(2026, 9, 20).toordinal()}"),
]


@pytest.mark.parametrize(("changed", "key"), ASKED)
def test_what_is_absurd_is_asked_back_once(
    world: World, officer: Browser, changed: dict[str, str], key: str
) -> None:
    before = count(world)
    answer = officer.post(NEW, {**GIVEN, **changed})
    assert answer.status_code == 422
    assert f'name="sure" value="{key}">' in answer.text
    assert not check_page(answer.text)
    assert count(world) == before
    assert officer.post(NEW, {**GIVEN, **changed, "sure": key}).status_code == 303


def test_a_day_to_come_is_planned(world: World, officer: Browser) -> None:
    officer.post(NEW, {"kind": "forum", "lead": "0", "day": "other", "held_on": "20-9"})
    assert saved(world).state == ActivityState.PLANNED


def test_a_draft_may_be_half_and_goes_with_its_photos(world: World, officer: Browser) -> None:
    half = {"kind": "gifts", "lead": "0", "day": "2026-09-14", "girls": "12", "save": "draft"}
    officer.post(NEW, half)
    draft = saved(world)
    assert draft.state == ActivityState.DRAFT
    answer = officer.post(f"/19612/activities/{draft.id}/deletion")
    assert answer.status_code == 303
    assert officer.get(f"/19612/activities/{draft.id}").status_code == 404


def test_a_partner_logs_for_his_agency_and_waits(world: World, browser: Browser) -> None:
    partner = browser.as_(world.partner)
    page = partner.get("/468/activities/new").text
    key, other = (world.rows["468"][name].id for name in ("women", "youth"))
    assert f'<input type="hidden" name="lead" value="{key}">' in page
    for lead in ("0", str(other)):
        assert partner.post("/468/activities/new", {**GIVEN, "lead": lead}).status_code == 422
    given = {**GIVEN, "lead": str(key), "others": str(other)}
    assert partner.post("/468/activities/new", given).status_code == 303
    activity = saved(world, "468")
    assert (activity.state, activity.agency_id) == (ActivityState.WAITING, key)
    assert "It waits" in partner.get(f"/468/activities/{activity.id}").text


def test_who_may_not_log(world: World, browser: Browser) -> None:
    def status(person: Any, slug: str = "19612") -> int:
        return browser.as_(person).post(f"/{slug}/activities/new", GIVEN).status_code

    assert status(world.leader, "468") == status(world.administrator) == 403
    assert status(world.neighbour) == status(world.stranger) == status(world.partner) == 404
    assert browser.as_(None).post(NEW, GIVEN).location.startswith("/login")


def test_an_entry_is_changed_and_two_editors_do_not_overwrite_each_other(
    world: World, officer: Browser
) -> None:
    officer.post(NEW, GIVEN)
    url = f"/19612/activities/{saved(world).id}/edit"
    page = officer.get(url).text
    assert not check_page(page)
    assert 'value="7.200.000"' in page
    version = str(saved(world).version)
    assert officer.post(url, {**GIVEN, "girls": "30", "version": version}).status_code == 303
    assert saved(world).children == 61
    answer = officer.post(url, {**GIVEN, "girls": "1", "version": version})
    assert answer.status_code == 409
    assert "Meanwhile saved by somebody else: 30" in answer.text
    assert saved(world).children == 61


def test_one_more_like_it_has_no_figures(world: World, officer: Browser) -> None:
    officer.post(NEW, {**GIVEN, "title": "Vui Tết Trung thu"})
    page = officer.get(f"/19612/activities/{saved(world).id}/copy").text
    assert not check_page(page)
    assert 'value="Vui Tết Trung thu"' in page
    assert 'value="29"' not in page
    assert f'action="{NEW}"' in page


def test_what_was_planned_is_done_on_its_day(world: World, officer: Browser) -> None:
    officer.post(NEW, {"kind": "forum", "lead": "0", "day": "other", "held_on": "20-9"})
    where = f"/19612/activities/{saved(world).id}"
    url = f"{where}/edit?done=1"
    assert officer.get(url).status_code == 409
    assert url not in officer.get(where).text
    with clock.fixed(clock.start_of_day(date(2026, 9, 21))):
        officer = officer.as_(world.officer)  # a session does not last so long
        assert url in officer.get(where).text
        page = officer.get(url).text
        assert not check_page(page)
        assert 'value="2026-09-20" checked' in page
        done = {**GIVEN, "kind": "forum", "day": "2026-09-20"}
        refused = officer.post(url, {**done, "day": "other", "held_on": "22-9"})
        assert "Write the day on which it was done" in refused.text
        assert officer.post(url, done).status_code == 303
    assert (saved(world).state, saved(world).children) == (ActivityState.COUNTED, 60)


HOSTILE = ("\0", "x" * 100_000, "31/12/9999", "\u202e%s %(x)s{{7*7}}<b>", "9" * 5000, "-1", "１２")


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_it_survives_whatever_comes(world: World, officer: Browser, value: str) -> None:
    names = [*GIVEN, "held_on", "title", "note", "others", "consent", "form_id", "version", "sure"]
    for name in names:
        answer = officer.post(NEW, {**GIVEN, "day": "2026-09-15", name: value})
        assert answer.status_code in {303, 422}, name
        assert "{{7*7}}<b>" not in answer.text, name
    url = f"/19612/activities/{world.rows['19612']['activity'].id}"
    for name in ("rhythm", "until", "day"):
        given = {"rhythm": "weekly", "until": "1/12", name: value}
        assert officer.post(f"{url}/repeat", given).status_code in {200, 422}, name
    assert officer.post(f"{url}/withdrawal", {"reason": value}).status_code in {303, 409, 422}


def test_it_is_planned_again_only_for_the_days_that_were_listed(
    world: World, officer: Browser
) -> None:
    officer.post(NEW, GIVEN)
    url, before = f"/19612/activities/{saved(world).id}/repeat", count(world)
    asked = {"rhythm": "weekly", "until": "10/10/2026"}
    listed = officer.post(url, asked)
    assert [one in listed.text for one in ("2026-09-22", "2026-10-06", "2026-10-13")] == [
        True,
        True,
        False,
    ]
    assert not check_page(listed.text)
    assert count(world) == before
    chosen = {**asked, "day": ["2026-09-22", "2026-10-06", "2027-01-01"]}
    assert officer.post(url, chosen).status_code == 303
    assert count(world) == before + 2
    assert (saved(world).state, saved(world).children) == (ActivityState.PLANNED, None)
    refused = officer.post(url, {"rhythm": "weekly", "until": "16/09/2026"})
    assert refused.status_code == 422
    assert "No day of this rhythm" in refused.text


def test_it_is_withdrawn_with_a_reason(world: World, officer: Browser) -> None:
    officer.post(NEW, GIVEN)
    where = f"/19612/activities/{saved(world).id}"
    assert officer.post(f"{where}/withdrawal", {"reason": " "}).status_code == 422
    assert not check_page(officer.get(f"{where}/withdrawal").text)
    assert officer.post(f"{where}/withdrawal", {"reason": "Ghi hai lần"}).status_code == 303
    assert saved(world).state == ActivityState.WITHDRAWN
    page = officer.get(where).text
    assert "Ghi hai lần" in page
    assert f"{where}/edit" not in page
    assert officer.get(f"{where}/edit").status_code == 409


def test_a_childs_name_is_warned_of_and_saved(world: World, officer: Browser) -> None:
    officer.post(NEW, {**GIVEN, "title": "Thăm cháu Hồ Văn An"})
    page = officer.get(f"/19612/activities/{saved(world).id}").text
    assert "This looks like a child's name" in page
    assert "a word for a child stands before it" in page


@pytest.mark.parametrize("path", ["", "/edit", "/copy", "/repeat", "/withdrawal", "/evidence"])
def test_a_foreign_entry_is_an_unknown_one(world: World, officer: Browser, path: str) -> None:
    foreign = world.rows["19600"]["activity"].id
    assert officer.get(f"/19612/activities/{foreign}{path}").status_code == 404
    assert officer.get(f"/19600/activities/{foreign}{path}").status_code == 404


def test_acts_are_no_links(world: World, officer: Browser) -> None:
    key = world.rows["19612"]["activity"].id
    assert officer.get(f"/19612/activities/{key}/deletion").status_code == 405
