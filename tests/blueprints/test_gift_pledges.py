"""Pledging gifts, receiving them and handing them out, on the pages of all whom it concerns."""

from __future__ import annotations

from typing import Any

import pytest

from models.activity import Activity, ActivityState
from models.base import db
from models.campaign_sums import in_campaign
from models.gift_pledge import GiftPledge
from models.tenancy import bind, unscoped
from tests.clients import Browser
from tests.gifts import COMMUNE, DISTRICT, address, as_partner
from tests.page_checks import check_page
from tests.world import World

PLEDGED = {
    "chosen": "words",
    "donor": "Cửa hàng Hòa Bình",
    "source": "mobilised",
    "gifts": "100",
    "gift_value": "5.000.000",
    "pledged_on": "10/9",
}


@pytest.fixture
def gifts(world: World) -> str:
    """The gifts of the campaign of Huyện Cam Lộ in Xã Cam Thành."""
    return f"/{COMMUNE}/campaigns/{address(world)}/gifts"


@pytest.fixture
def officer(browser: Browser, world: World) -> Browser:
    return browser.as_(world.officer)


def pledged(officer: Browser, gifts: str, **given: Any) -> str:
    """A pledge by Xã Cam Thành; its page."""
    officer.post(f"{gifts}/pledges/new", PLEDGED | given)
    with unscoped("test"):
        newest = db.session.query(GiftPledge).order_by(GiftPledge.id.desc()).first()
        return f"{gifts}/pledges/{newest.id}"  # type: ignore[union-attr]


def came(officer: Browser, page: str, count: str, **given: str) -> Any:
    what = {"gifts": count, "gift_value": "", "received_on": "12/9", **given}
    return officer.post(f"{page}/receipts", what, form=page)


def test_a_pledge_comes_and_is_handed_out(world: World, gifts: str, officer: Browser) -> None:
    page = pledged(officer, gifts, chosen="")  # who is written needs not be chosen as well
    shown = officer.get(page).text
    assert not check_page(shown)
    assert "5.000.000" in shown
    assert "is not named" in shown
    assert came(officer, page, "60", gift_value="3 triệu").location == page
    listed = officer.get(f"{gifts}/pledges").text
    assert not check_page(listed)
    assert "60/100" in listed
    form = officer.get(f"{gifts}/handing-out").text
    assert not check_page(form)
    assert 'value="50.000"' in form  # of what came each is worth so much
    hamlet = world.rows[COMMUNE]["hamlet"].id
    given = {"held_on": "14/9", "lead": "0", "source": "mobilised", "each": "50.000"}
    given |= {f"gifts_{hamlet}": "70", f"children_{hamlet}": "68"}
    assert officer.post(f"{gifts}/handing-out", given).location == gifts
    with bind(world.unit_id(COMMUNE)):
        (made,) = db.session.query(Activity).where(in_campaign(int(gifts.split("/")[3])))
        assert made.title == "Trao quà Tết Trung thu năm 2026 tại thôn Một Cam Thành"
        assert (made.gifts, made.children, made.gift_value) == (70, 68, 3_500_000)
        assert (made.mobilised, made.hamlet_id) == (3_500_000, hamlet)
    whole = officer.get(gifts).text
    assert not check_page(whole)
    assert "10 gifts more were given than were received." in whole


def test_more_than_pledged_is_asked_back(gifts: str, officer: Browser) -> None:
    page = pledged(officer, gifts)
    answer = came(officer, page, "120")
    assert answer.status_code == 422
    assert "120 gifts would be received of 100 that were pledged." in answer.text
    assert not check_page(answer.text)
    sure = {"sure": "gifts-above_pledge-120-100"}
    assert came(officer, page, "120", **sure).status_code == 303
    assert "120/100" in officer.get(f"{gifts}/pledges").text


def test_the_same_tap_counts_once(gifts: str, officer: Browser) -> None:
    page = pledged(officer, gifts)
    drawn = officer.hidden_fields(page)
    for _ in range(2):
        sent = {**drawn, "gifts": "10", "gift_value": "", "received_on": "12/9"}
        assert officer.open(f"{page}/receipts", method="POST", data=sent).status_code == 303
    assert "10/100" in officer.get(f"{gifts}/pledges").text


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"gifts": ""}, "Write how many gifts: at least 1."),
        ({"gifts": "0"}, "Write how many gifts: at least 1."),
        ({"donor": ""}, "Choose who gives, or write it here."),
        ({"chosen": "women"}, "Somebody is chosen above. Leave this empty."),
        ({"pledged_on": "20/9"}, "This day is still to come."),
        ({"source": "nobody"}, "Choose one of these."),
        ({"gift_value": "50"}, "Is it right?"),
    ],
)
def test_what_does_not_fit_is_told_beside_it(
    world: World, gifts: str, officer: Browser, wrong: dict[str, str], told: str
) -> None:
    if wrong.get("chosen"):
        wrong = {"chosen": f"a{world.rows[COMMUNE]['women'].id}"}
    answer = officer.post(f"{gifts}/pledges/new", PLEDGED | wrong)
    assert answer.status_code == 422
    assert told in answer.text
    assert not check_page(answer.text)


def test_a_pledge_is_changed_and_withdrawn(gifts: str, officer: Browser) -> None:
    page = pledged(officer, gifts)
    assert not check_page(officer.get(f"{page}/edit").text)
    came(officer, page, "60")
    assert officer.post(f"{page}/edit", {"gifts": "50", **_rest()}).status_code == 422
    assert officer.post(f"{page}/edit", {"gifts": "90", **_rest()}).location == page
    stale = {"gifts": "80", **_rest(), "version": "1"}
    assert officer.post(f"{page}/edit", stale).status_code == 409
    assert officer.post(f"{page}/withdrawal", {"reason": ""}, form=page).status_code == 422
    version = officer.hidden_fields(f"{page}/edit")["version"]
    gone = {"reason": "Thôi không tặng", "version": version}
    assert officer.post(f"{page}/withdrawal", gone, form=page).location == page
    shown = officer.get(page).text
    assert "Thôi không tặng" in shown
    assert officer.get(f"{page}/edit").status_code == 409
    assert not check_page(shown)


def _rest() -> dict[str, str]:
    return {name: value for name, value in PLEDGED.items() if name != "gifts"}


def test_a_receipt_is_taken_back(gifts: str, officer: Browser) -> None:
    page = pledged(officer, gifts, has_come="y")
    shown = officer.get(page).text
    assert "Gifts received" in shown
    back = shown.split("/receipts/")[1].split("/")[0]
    for reason, status in (("", 422), ("Ghi nhầm", 303), ("Ghi nhầm", 409)):
        sent = {"reason": reason, "version": "1"}
        where = f"{gifts}/receipts/{back}/withdrawal"
        assert officer.post(where, sent, form=page).status_code == status
    assert "Not received yet" in officer.get(page).text


def test_what_an_agency_handed_out_itself_takes_one_tap(
    world: World, gifts: str, officer: Browser
) -> None:
    rows = world.rows[COMMUNE]
    given = {"held_on": "14/9", "lead": str(rows["women"].id), "source": "mobilised", "each": ""}
    given |= {f"gifts_{rows['hamlet'].id}": "30"}
    officer.post(f"{gifts}/handing-out", given)
    assert "Record 30 gifts received of" in officer.get(gifts).text
    tapped = {"agency": str(rows["women"].id)}
    assert officer.post(f"{gifts}/receipts/direct", tapped, form=gifts).location == gifts
    shown = officer.get(gifts).text
    assert "more were given" not in shown
    assert "30/30" in shown


def test_why_more_was_given_is_said_in_words(world: World, gifts: str, officer: Browser) -> None:
    hamlet = world.rows[COMMUNE]["hamlet"].id
    given = {"held_on": "14/9", "lead": "0", "source": "budget", "each": "50.000"}
    officer.post(f"{gifts}/handing-out", given | {f"gifts_{hamlet}": "9"})
    where = f"{gifts}/receipts/explanation"
    assert not check_page(officer.get(where).text)
    assert officer.post(where, {"note": ""}).status_code == 422
    assert officer.post(where, {"note": "Nhà hảo tâm trao tại thôn"}).location == gifts
    assert "Nhà hảo tâm trao tại thôn" in officer.get(gifts).text


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({}, "Write the gifts of one hamlet at least."),
        ({"children": "5"}, "Write how many gifts: at least 1."),
        ({"gifts": "9", "held_on": "20/9"}, "This day is still to come."),
        ({"gifts": "9.000"}, "is unusually many"),
        ({"gifts": "9", "each": "90.000.000"}, "Is it right?"),
    ],
)
def test_what_is_wrong_with_a_hand_out_is_told(
    world: World, gifts: str, officer: Browser, wrong: dict[str, str], told: str
) -> None:
    hamlet = world.rows[COMMUNE]["hamlet"].id
    given = {"held_on": "14/9", "lead": "0", "source": "budget", "each": "50.000"}
    wrong = {f"{k}_{hamlet}" if k in {"gifts", "children"} else k: v for k, v in wrong.items()}
    answer = officer.post(f"{gifts}/handing-out", given | wrong)
    assert answer.status_code == 422
    assert told in answer.text
    assert not check_page(answer.text)


def test_a_partner_pledges_gives_and_sees_what_came(
    world: World, browser: Browser, gifts: str
) -> None:
    women = browser.as_(world.partner)
    theirs = f"/{DISTRICT}{gifts.removeprefix(f'/{COMMUNE}')}"
    form = women.get(f"{theirs}/pledges/new").text
    assert not check_page(form)
    assert "Đoàn Thanh niên" not in form
    agency = world.rows[DISTRICT]["women"].id
    given = {"chosen": f"a{agency}", "for_unit": str(world.unit_id(COMMUNE))}
    answer = women.post(f"{theirs}/pledges/new", PLEDGED | {"donor": ""} | given)
    assert answer.location == f"{theirs}/pledges"
    listed = women.get(f"{theirs}/pledges").text
    assert not check_page(listed)
    assert world.units[COMMUNE].name in listed
    hamlet = world.rows[DISTRICT]["hamlet"].id
    out = {"held_on": "14/9", "lead": str(agency), "source": "mobilised", "each": ""}
    women.post(f"{theirs}/handing-out", out | {f"gifts_{hamlet}": "20"})
    with bind(world.unit_id(DISTRICT), **as_partner(world)):
        newest = db.session.query(Activity).order_by(Activity.id.desc()).first()
        assert newest is not None
        assert (newest.state, newest.gifts) == (ActivityState.WAITING, 20)
    officer = browser.as_(world.officer)
    shown = officer.get(f"{gifts}/pledges").text
    assert world.units[DISTRICT].name in shown


def test_who_has_no_business_there_finds_nothing(
    world: World, browser: Browser, gifts: str, officer: Browser
) -> None:
    page = pledged(officer, gifts)
    elsewhere = page.replace(
        gifts, f"/{COMMUNE}/campaigns/{world.rows[COMMUNE]['campaign'].id}/gifts"
    )
    assert officer.get(elsewhere).status_code == 404
    draft = world.rows[COMMUNE]["campaign_draft"].id
    assert officer.get(f"/{COMMUNE}/campaigns/{draft}/gifts/pledges").status_code == 404
    assert browser.as_(world.neighbour).get(page).status_code == 404
    reviewer = browser.as_(world.reviewer)
    assert reviewer.get(page).status_code == 200
    assert "Withdraw the pledge" not in reviewer.get(page).text


def test_a_shortage_stands_on_the_first_page_until_it_is_covered(
    world: World, gifts: str, officer: Browser
) -> None:
    own = world.rows[COMMUNE]["campaign"].id  # short of 2 from the start
    officer.post(f"/{COMMUNE}/campaigns/{own}/gifts/pledges/new", PLEDGED)
    assert "short for the children" not in officer.get(f"/{COMMUNE}/").text
    hamlet = world.rows[COMMUNE]["hamlet"].id
    officer.post(f"{gifts}/needs", {f"c-{hamlet}-0": "40", f"seen-{hamlet}": ""}, form=gifts)
    today = officer.get(f"/{COMMUNE}/").text
    assert "40 gifts are short for the children" in today
    assert f'href="{gifts}"' in today
    shown = officer.get(gifts).text
    assert "40 gifts are short." in shown
    assert not check_page(shown)
    officer.post(f"{gifts}/pledges/new", PLEDGED | {"gifts": "40", "gift_value": ""})
    assert "short for the children" not in officer.get(f"/{COMMUNE}/").text
    assert "gifts are short." not in officer.get(gifts).text
