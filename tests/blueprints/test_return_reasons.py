"""The page of the reasons for returning a line."""

from __future__ import annotations

import pytest

from models.return_reason import (
    MOST_CHARACTERS,
    STARTING_SET,
    ReturnReason,
    reasons_of,
)
from tests import months
from tests.clients import Browser
from tests.models.test_return_reason import ENDED, begin, fill, offered
from tests.page_checks import check_page
from tests.world import World

LIST = "/468/settings/return-reasons"
NEW = f"{LIST}/new"
TYPED = {"name": "Thiếu danh sách ký nhận", "looks_for": "evidence", "needs_word": "y"}
STARTING = [one.name for one in STARTING_SET]


@pytest.fixture
def reviewer(world: World, browser: Browser) -> Browser:
    return browser.as_(world.reviewer)


def key(world: World, name: str) -> int:
    with months.at(world, "468"):
        return next(one.id for one in ReturnReason.own(world.units["468"]) if one.name == name)


def url(world: World, place: int, act: str = "") -> str:
    return f"{LIST}/{key(world, STARTING[place])}{act}"


def test_a_unit_begins_its_own_list_and_follows_again(world: World, reviewer: Browser) -> None:
    page = reviewer.get(LIST).text
    assert not check_page(page)
    assert "As in the whole portal" in page
    assert NEW not in page
    assert reviewer.post(f"{LIST}/own-list", form=LIST).location == LIST
    page = reviewer.get(LIST).text
    assert not check_page(page)
    assert all(name in page for name in STARTING)
    assert reviewer.post(f"{LIST}/own-list/closure", form=LIST).location == LIST
    assert reasons_of(world.units["468"]).unit is None


def test_a_reason_is_added_changed_ended_and_taken_back(world: World, reviewer: Browser) -> None:
    begin(world)
    assert not check_page(reviewer.get(NEW).text)
    assert reviewer.post(NEW, TYPED, htmx=True).headers["HX-Redirect"] == LIST
    assert (
        "Asked for before submitting: a photo or a file · a word is required"
        in reviewer.get(LIST).text
    )
    one = f"{LIST}/{key(world, TYPED['name'])}"
    assert not check_page(reviewer.get(one).text)
    assert reviewer.post(one, {**TYPED, "name": "Thiếu danh sách"}).location == LIST
    assert reviewer.post(f"{one}/closure", form=one).location == LIST
    assert "Thiếu danh sách" not in offered(world, "468")
    assert not check_page(reviewer.get(one).text)
    assert reviewer.post(f"{one}/reopening", form=one).location == LIST
    assert offered(world, "468")[-1] == "Thiếu danh sách"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": " "}, "Write something here."),
        ({"name": "x" * (MOST_CHARACTERS + 1)}, "At most 100 characters."),
        ({"name": STARTING[0].upper()}, "There is a reason with this name already"),
        ({"name": ENDED}, "There is a reason with this name already"),
        ({"looks_for": ""}, "Choose one of these."),
        ({"looks_for": "stars"}, "Not a valid choice"),
    ],
)
def test_what_does_not_fit_is_told_beside_it(
    world: World, reviewer: Browser, wrong: dict[str, str], told: str
) -> None:
    begin(world)
    for address in (NEW, url(world, 1)):
        answer = reviewer.post(address, TYPED | wrong)
        assert answer.status_code == 422
        assert told in answer.text
        assert not check_page(answer.text)
    assert offered(world, "468") == STARTING


def test_the_last_reason_stays_and_a_full_list_says_so(world: World, reviewer: Browser) -> None:
    begin(world)
    fill(world)
    assert "There are 20 reasons already. End one first." in reviewer.post(NEW, TYPED).text
    with months.writing(world):
        for one in ReturnReason.own(world.units["468"]):
            if one.name not in {STARTING[0], ENDED}:
                one.end()
    reviewer.post(url(world, 0, "/closure"), form=LIST)
    assert "This is the only reason left." in reviewer.get(LIST).text
    assert offered(world, "468") == [STARTING[0]]


def test_two_editors_do_not_overwrite_each_other(world: World, reviewer: Browser) -> None:
    begin(world)
    one, there = url(world, 0), reviewer.as_(world.manager)
    mine = {**reviewer.hidden_fields(one), **TYPED}
    there.post(one, {"name": "Thiếu ảnh", "looks_for": "note", "needs_word": ""})
    answer = reviewer.open(one, method="POST", data=mine)
    assert answer.status_code == 409
    assert not check_page(answer.text)
    for told in ("Thiếu ảnh", "A word on the result", "a word is not required"):
        assert f"Meanwhile saved by somebody else: {told}" in answer.text


def test_the_order_is_changed_as_it_was_seen(world: World, reviewer: Browser) -> None:
    begin(world)
    seen = {"version": "1", **_token(reviewer)}
    rise = url(world, 1, "/rise")
    assert reviewer.open(rise, method="POST", data=seen).location == LIST
    assert offered(world, "468")[:2] == [STARTING[1], STARTING[0]]
    late = url(world, 0, "/rise")
    assert reviewer.open(late, method="POST", data=seen).location == LIST
    assert "Somebody else changed this list meanwhile." in reviewer.get(LIST).text
    assert offered(world, "468")[:2] == [STARTING[1], STARTING[0]]


def _token(browser: Browser) -> dict[str, str]:
    return {"csrf_token": browser.hidden_fields(LIST)["csrf_token"]}


def test_the_same_post_twice_is_one_act(world: World, reviewer: Browser) -> None:
    begin(world)
    sent = {**reviewer.hidden_fields(NEW), **TYPED}
    answers = [reviewer.open(NEW, method="POST", data=sent).status_code for _ in range(2)]
    assert answers == [303, 303]


def test_the_reasons_of_another_unit_are_unknown(world: World, reviewer: Browser) -> None:
    begin(world)
    foreign = world.rows["612"]["return_reason"].id
    below = world.rows["19612"]["return_reason"].id
    for one in (foreign, below, 999999):
        assert reviewer.get(f"{LIST}/{one}").status_code == 404
        assert reviewer.post(f"{LIST}/{one}/closure", form=LIST).status_code == 404
    assert reviewer.get(f"{url(world, 0)}/closure").status_code == 405


def test_without_units_below_there_is_no_list(world: World, browser: Browser) -> None:
    administrator = browser.as_(world.administrator)
    page = "/19612/settings/return-reasons"
    assert f"{page}/own-list" not in administrator.get(page).text
    administrator.post(f"{page}/own-list", form=page)
    assert "There are no units below this one." in administrator.get(page).text
    assert "return-reasons" not in administrator.get("/19612/settings").text


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("reviewer", 200),
        ("manager", 200),
        ("leader", 403),
        ("partner", 403),
        ("province", 403),
        ("officer", 404),
        ("stranger", 404),
        (None, 303),
    ],
)
def test_who_may_open_them(world: World, browser: Browser, name: str | None, status: int) -> None:
    them = browser.as_(world.people[name] if name else None)
    for page in (LIST, NEW, "/468/settings/hints"):
        assert them.get(page).status_code == status
        if status != 200:
            assert them.post(page, form="/login" if name is None else "/me").status_code != 200


def test_who_decides_is_led_there(world: World, browser: Browser) -> None:
    assert LIST in browser.as_(world.reviewer).get("/468/reviews/2026-08").text
    assert LIST not in browser.as_(world.leader).get("/468/reviews/2026-08").text
    assert LIST in browser.as_(world.manager).get("/468/settings").text
