"""What partners logged, until the unit has said what of it counts."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest

from models.activity import ActivityState
from models.activity_link import ActivityLine
from models.base import db
from models.notification import Notification
from models.person import Person
from models.tenancy import begin_write, bind_person
from tests import months, partners
from tests.clients import Browser
from tests.page_checks import check_page
from tests.world import World

QUEUE = "/19612/activities/waiting"


def at(key: uuid.UUID, act: str = "") -> str:
    return f"/19612/activities/{key}{act}"


def state(world: World, key: uuid.UUID) -> str:
    return partners.read(world, key, lambda one: str(one.state))


def told(person: Person) -> list[str]:
    with bind_person(person.id):
        return [str(one.kind) for one in db.session.scalars(Notification.for_list())]


@pytest.fixture
def hoa(world: World) -> Person:
    """A partner of the women's union of Xã Cam Thành."""
    return partners.join_in(world)


@pytest.fixture
def gifts(world: World, hoa: Person) -> uuid.UUID:
    """What she logged."""
    return partners.logs(world, hoa, children=60, gifts=60, gift_value=7_200_000, place="Tân Định")


def correction(**given: Any) -> dict[str, Any]:
    shown = {"kind": "gifts", "title": "Tặng quà Trung thu", "held_on": "10/09/2026"}
    return {**shown, "children": "55", "hamlet_id": "", "why": "Đếm lại", **given}


def test_one_tap_accepts_and_the_partner_is_told(
    world: World, browser: Browser, hoa: Person, gifts: uuid.UUID
) -> None:
    them = browser.as_(world.officer)
    page = them.get(QUEUE).text
    assert not check_page(page)
    for shown in ("Tặng quà Trung thu", "Hội LHPN", "7.200.000 đ", "Đối tác women", "Tân Định"):
        assert shown in page
    answer = them.post(at(gifts, "/acceptance?back=waiting"), form=QUEUE)
    assert (answer.status_code, answer.headers["Location"]) == (303, QUEUE)
    assert state(world, gifts) == ActivityState.COUNTED
    assert told(hoa) == ["activity_accepted"]
    assert "No partner's activity waits" in them.get(QUEUE).text


def test_it_is_accepted_together_with_the_lines_that_it_fills(
    world: World, browser: Browser, hoa: Person
) -> None:
    with months.at(world):
        begin_write()
        key = months.give("Tặng quà Trung thu cho trẻ em")[0]
        db.session.commit()
    gifts = partners.logs(world, hoa)
    them, url = browser.as_(world.officer), at(gifts, "/acceptance")
    page = them.get(url).text
    assert not check_page(page)
    line = f"{key}-2026-09-01"
    assert f'name="match-{line}"' in page
    them.post(url, {f"match-{line}": "y"})
    with months.at(world):
        filled = db.session.scalars(ActivityLine.of(gifts)).all()
        assert [one.assignment_id for one in filled] == [key]


def test_several_are_accepted_at_once(world: World, browser: Browser, hoa: Person) -> None:
    keys = [partners.logs(world, hoa, title=title) for title in ("Một", "Hai", "Ba")]
    them = browser.as_(world.officer)
    seen = [f"{key}:{partners.read(world, key, lambda one: one.version)}" for key in keys]
    changed = f"{keys[2]}:99"
    answer = them.post(QUEUE, {"entry": [*seen[:2], changed]})
    assert answer.status_code == 303
    page = them.get(QUEUE).text
    assert "2 entries accepted." in page
    assert "1 entry was changed or decided on meanwhile" in page
    assert [state(world, key) for key in keys] == ["counted", "counted", "waiting"]
    assert (
        "Tick at least one entry."
        in them.open(
            QUEUE, method="POST", data=them.hidden_fields(QUEUE), follow_redirects=True
        ).text
    )


def test_a_double_tap_accepts_once(
    world: World, browser: Browser, hoa: Person, gifts: uuid.UUID
) -> None:
    them = browser.as_(world.officer)
    drawn = them.hidden_fields(QUEUE)
    for _time in range(2):
        answer = them.open(at(gifts, "/acceptance"), method="POST", data=drawn)
        assert answer.status_code == 303
    assert told(hoa) == ["activity_accepted"]


def test_what_was_changed_meanwhile_is_not_accepted_unseen(
    world: World, browser: Browser, gifts: uuid.UUID
) -> None:
    them = browser.as_(world.officer)
    drawn = {**them.hidden_fields(QUEUE), "version": "99"}
    answer = them.open(at(gifts, "/acceptance"), method="POST", data=drawn)
    assert answer.status_code == 303
    assert "has changed it meanwhile" in them.get(at(gifts)).text
    assert state(world, gifts) == ActivityState.WAITING


def test_what_counts_is_corrected_beside_what_was_logged(
    world: World, browser: Browser, hoa: Person, gifts: uuid.UUID
) -> None:
    them, url = browser.as_(world.officer), at(gifts, "/correction")
    page = them.get(url).text
    assert not check_page(page)
    assert "7.200.000 đ" in page
    answer = them.post(url, correction())
    assert (answer.status_code, answer.headers["Location"]) == (303, at(gifts))
    assert partners.read(world, gifts, lambda one: (one.state, one.children)) == ("counted", 55)
    assert told(hoa) == ["activity_corrected"]
    values = ('fw-normal">60</s>', '<b class="d-block">55</b>')
    shown = ("Accepted with corrections", *values, "Đếm lại")
    for reader in (world.officer, hoa):
        page = browser.as_(reader).get(at(gifts)).text
        assert not check_page(page)
        assert not [part for part in shown if part not in page]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"why": ""}, "Write something here"),
        ({"girls": "40", "boys": "30"}, "Girls and boys are 70 together"),
        ({"special": "56"}, "are more than"),
        ({"held_on": "20/09/2026"}, "This day is still to come"),
        ({"held_on": ""}, "Write a day"),
        ({"children": "-5"}, "Write digits only"),
        ({"title": ""}, "Write something here"),
        ({"kind": "ball"}, "Not a valid choice"),
    ],
)
def test_a_correction_is_checked_as_an_entry_is(
    world: World, browser: Browser, gifts: uuid.UUID, given: dict[str, Any], said: str
) -> None:
    answer = browser.as_(world.officer).post(at(gifts, "/correction"), correction(**given))
    assert answer.status_code == 422
    assert not check_page(answer.text)
    assert said in answer.text
    assert state(world, gifts) == ActivityState.WAITING


def test_what_is_absurd_in_a_correction_is_asked_back(
    world: World, browser: Browser, gifts: uuid.UUID
) -> None:
    them, url = browser.as_(world.officer), at(gifts, "/correction")
    many = correction(girls="", boys="", children="2.500")
    asked = them.post(url, many)
    assert asked.status_code == 422
    assert not check_page(asked.text)
    sure = re.findall(r'name="sure" value="([^"]+)"', asked.text)
    assert len(sure) == 1
    assert them.post(url, {**many, "sure": sure}).status_code == 303
    assert partners.read(world, gifts, lambda one: one.children) == 2_500


def test_a_correction_that_changes_nothing_is_no_correction(
    world: World, browser: Browser, gifts: uuid.UUID
) -> None:
    same = correction(children="60", gifts="60", gift_value="7.200.000", place="Tân Định")
    answer = browser.as_(world.officer).post(at(gifts, "/correction"), same)
    assert answer.status_code == 422
    assert "Nothing is changed" in answer.text


def test_another_correction_meanwhile_is_shown_beside_ones_own(
    world: World, browser: Browser, gifts: uuid.UUID
) -> None:
    them, url = browser.as_(world.officer), at(gifts, "/correction")
    drawn = them.hidden_fields(url)
    them.post(url, correction())
    answer = them.open(url, method="POST", data={**drawn, **correction(children="50")})
    assert answer.status_code == 409
    assert "Meanwhile saved by somebody else: 55" in answer.text


def test_what_does_not_count_has_a_reason_and_can_be_accepted_after_all(
    world: World, browser: Browser, hoa: Person, gifts: uuid.UUID
) -> None:
    them, url = browser.as_(world.officer), at(gifts, "/refusal")
    assert not check_page(them.get(url).text)
    assert them.post(url, {"reason": ""}).status_code == 422
    assert them.post(url, {"reason": "Không thuộc địa bàn xã"}).status_code == 303
    assert told(hoa) == ["activity_declined"]
    page = browser.as_(hoa).get(at(gifts)).text
    assert "Không thuộc địa bàn xã" in page
    assert world.officer.name in page
    assert them.get(at(gifts, "/correction")).status_code == 409
    assert them.post(at(gifts, "/acceptance"), form=at(gifts)).status_code == 303
    assert state(world, gifts) == ActivityState.COUNTED


def test_what_was_decided_is_not_decided_again_and_says_by_whom(
    world: World, browser: Browser, gifts: uuid.UUID
) -> None:
    them = browser.as_(world.officer)
    drawn = them.hidden_fields(QUEUE)
    them.open(at(gifts, "/acceptance"), method="POST", data=drawn)
    again = {**drawn, "form_id": str(uuid.uuid4())}
    answer = them.open(at(gifts, "/acceptance"), method="POST", data=again)
    assert answer.status_code == 409
    assert f"Accepted: {world.officer.name}" in answer.text


def test_a_change_by_the_partner_is_told_to_the_unit(
    world: World, browser: Browser, hoa: Person, gifts: uuid.UUID
) -> None:
    assert told(world.officer)[0] == "activity_waiting"
    partners.logs(world, hoa, title="Thăm hỏi")
    assert told(world.officer).count("activity_waiting") == 1
    url = at(gifts, "/withdrawal")
    assert browser.as_(hoa).post(url, {"reason": "Ghi nhầm"}).status_code == 303
    assert told(world.officer)[0] == "activity_withdrawn"


def test_a_partner_sees_and_does_not_change_what_was_decided(
    world: World, browser: Browser, hoa: Person, gifts: uuid.UUID
) -> None:
    browser.as_(world.officer).post(at(gifts, "/acceptance"), form=QUEUE)
    theirs = browser.as_(hoa)
    assert theirs.get(at(gifts, "/edit")).status_code == 409
    assert theirs.get(at(gifts, "/withdrawal")).status_code == 409


@pytest.mark.parametrize(
    ("who", "status"),
    [("neighbour", 404), ("stranger", 404), ("partner", 404), ("leader", 403), ("reviewer", 403)],
)
def test_only_the_unit_itself_says_what_counts(
    world: World, browser: Browser, gifts: uuid.UUID, who: str, status: int
) -> None:
    them = browser.as_(world.people[who])
    for url in (QUEUE, at(gifts, "/correction"), at(gifts, "/refusal"), at(gifts, "/joining")):
        assert them.get(url).status_code == status
    assert them.post(at(gifts, "/acceptance"), form="/me").status_code == status


def test_a_partner_decides_nothing_and_another_agency_reads_nothing(
    world: World, browser: Browser, hoa: Person, gifts: uuid.UUID
) -> None:
    assert browser.as_(hoa).get(QUEUE).status_code == 403
    youth = partners.logs(world, None, agency_id=world.rows["19612"]["youth"].id)
    assert browser.as_(hoa).get(at(youth)).status_code == 404
