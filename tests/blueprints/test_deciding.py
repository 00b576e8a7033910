"""Deciding on a month of a unit below: taken in hand, approved, returned, reopened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from models import audit, clock
from models.base import db
from models.checklist import Checklist
from models.decide_month import approve, excuse, take_in_hand
from models.hand_in import submit, take_back
from models.membership import Membership
from models.month_acts import MonthState, Reader
from models.permissions import Role
from models.return_reason import ReturnReason, reasons_for
from models.tenancy import begin_write
from models.unit_month import UnitMonth, lock_month, read_month
from tests import months
from tests.clients import Browser
from tests.models.test_return_reason import begin
from tests.months import SEPTEMBER
from tests.page_checks import check_page
from tests.world import World

MONTH = "/19612/checklists/2026-09"
APPROVAL, RETURN, REOPENING = f"{MONTH}/approval", f"{MONTH}/return", f"{MONTH}/reopening"
QUEUE = "/468/reviews/2026-09"
EXCUSE = f"{MONTH}/excuse"
REVIEW, RELEASE = f"{MONTH}/review", f"{MONTH}/review/closure"


@pytest.fixture(autouse=True)
def due(world: World) -> Iterator[None]:
    with clock.fixed(clock.start_of_day(date(2026, 10, 3))):
        yield


@pytest.fixture
def key(world: World) -> int:
    """A line of September at Xã Cam Thành, which has been handed in."""
    with months.at(world):
        begin_write()
        made = months.give("Thăm trẻ em khuyết tật")[0]
        db.session.commit()
        months.tick(SEPTEMBER, made, months.officer(world), state="done")
    done(world, submit, months.officer(world))
    return made


@pytest.fixture
def reviewer(browser: Browser, world: World, key: int) -> Browser:
    return browser.as_(world.reviewer)


def done(world: World, verb: Any, by: Reader, *args: Any, slug: str = "19612") -> None:
    with months.at(world, slug):
        begin_write()
        verb(lock_month(SEPTEMBER), by, *args)
        db.session.commit()


def decider(world: World, name: str = "reviewer") -> Reader:
    return Reader(world.people[name].id, decides=True)


def september(world: World) -> UnitMonth:
    with months.at(world):
        month = read_month(world.units["19612"], SEPTEMBER)
        assert month.events is not None
        assert month.returned is not None
        return month


def state(world: World) -> str:
    return september(world).state


def returned(key: int, **values: str) -> dict[str, str]:
    given = {"is_returned": "y", "reason": "no_evidence", "word": "Bổ sung ảnh", **values}
    return {f"line-{key}-{name}": value for name, value in given.items()}


def test_the_month_offers_what_may_be_decided(world: World, reviewer: Browser) -> None:
    page = reviewer.get(MONTH).text
    assert not check_page(page)
    for address in (APPROVAL, RETURN, REVIEW):
        assert f'"{address}"' in page
    assert REOPENING not in page
    assert "Submitted by Cán bộ xã Cam Thành, 03/10/2026 00:00" in page
    assert f'href="{APPROVAL}">2 lines to look at</a>' in page
    back = 'href="/468/reviews/2026-09"'
    for person, is_above in ((world.reviewer, True), (world.leader, True), (world.officer, False)):
        assert (back in reviewer.as_(person).get(MONTH).text) == is_above
    for person in (world.officer, world.leader):
        assert APPROVAL not in reviewer.as_(person).get(MONTH).text


def test_a_month_is_taken_in_hand_and_let_go(world: World, reviewer: Browser) -> None:
    assert reviewer.post(REVIEW, form=MONTH).location.endswith(MONTH)
    page = reviewer.get(MONTH).text
    assert not check_page(page)
    assert "In hand: Người duyệt huyện Cam Lộ, since 03/10/2026" in page
    other = reviewer.as_(world.province)
    assert "Somebody else has this month in hand" in other.get(MONTH).text
    refused = other.post(APPROVAL, form=MONTH)
    assert refused.status_code == 409
    assert "Taken in hand: Người duyệt huyện Cam Lộ, 03/10/2026 00:00." in refused.text
    assert reviewer.post(RELEASE, form=MONTH).status_code == 303
    assert state(world) == "submitted"


def test_a_month_is_approved(world: World, reviewer: Browser) -> None:
    page = reviewer.get(APPROVAL).text
    assert not check_page(page)
    assert "Done without a photo, file or number" in page
    assert reviewer.post(APPROVAL, {"word": "Cảm ơn xã"}).location.endswith(QUEUE)
    assert state(world) == "approved"
    assert september(world).events[-1].word == "Cảm ơn xã"
    page = reviewer.get(MONTH).text
    assert f'"{REOPENING}"' in page
    assert f'"{APPROVAL}"' not in page
    again = reviewer.get(APPROVAL)
    assert again.status_code == 409
    assert "Approved: Người duyệt huyện Cam Lộ, 03/10/2026 00:00." in again.text


def test_under_htmx_the_browser_is_sent_on(reviewer: Browser) -> None:
    answer = reviewer.post(APPROVAL, htmx=True)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, QUEUE)


def test_lines_are_returned_with_reason_and_word(world: World, reviewer: Browser, key: int) -> None:
    page = reviewer.get(RETURN).text
    assert not check_page(page)
    assert "Done without a photo, file or number" in page
    assert reviewer.post(RETURN, {**returned(key), "word": "Sớm nhé"}).status_code == 303
    month = september(world)
    assert (month.state, month.events[-1].word) == ("returned", "Sớm nhé")
    assert [(one.reason, one.word) for one in month.returned.values()] == [
        ("Thiếu ảnh, tài liệu minh chứng", "Bổ sung ảnh")
    ]


def test_lines_are_returned_for_the_reasons_above(
    world: World, reviewer: Browser, key: int
) -> None:
    begin(world, "45")
    reason = reasons_for(world.units["19612"]).reasons[0]
    assert reviewer.post(RETURN, returned(key)).status_code == 422
    with months.at(world, "45"):
        begin_write()
        db.session.get_one(ReturnReason, reason.id).restate("Thiếu ảnh", "note", needs_word=False)
        db.session.commit()
    assert reviewer.post(RETURN, returned(key, reason=reason.code)).status_code == 303
    [one] = september(world).returned.values()
    assert (one.reason_id, one.reason, one.looks_for) == (reason.id, "Thiếu ảnh", "note")


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"is_returned": ""}, "Tick at least one line to return."),
        ({"reason": ""}, "Give a reason for each line that goes back."),
        ({"reason": "nonsense"}, "This reason is no longer offered. Choose another one."),
        ({"reason": "other", "word": " "}, "Write what is to be completed."),
        ({"word": "x" * 1001}, "At most 1000 characters."),
    ],
)
def test_a_return_without_line_or_reason_comes_back_filled_in(
    world: World, reviewer: Browser, key: int, values: dict[str, str], told: str
) -> None:
    given = returned(key, **values)
    if not values.get("is_returned", "y"):
        del given[f"line-{key}-is_returned"]
    answer = reviewer.post(RETURN, {**given, "word": "Ghi thêm"})
    assert answer.status_code == 422
    assert told in answer.text
    is_named = f'<a href="#line-{key}-is_returned">' in answer.text
    assert is_named == bool(values.get("is_returned", "y"))
    assert "Ghi thêm" in answer.text
    assert not check_page(answer.text)
    assert state(world) == "submitted"


def test_a_foreign_line_is_none_to_return(world: World, reviewer: Browser) -> None:
    foreign = world.rows["19600"]["own_assignment"].id
    assert reviewer.post(RETURN, returned(foreign)).status_code == 422


def test_an_approved_month_is_reopened_with_a_reason(world: World, reviewer: Browser) -> None:
    done(world, approve, decider(world))
    assert not check_page(reviewer.get(REOPENING).text)
    assert reviewer.post(REOPENING, {"reason": " "}).status_code == 422
    assert reviewer.post(REOPENING, {"reason": "Sai số suất quà"}).status_code == 303
    month = september(world)
    assert (month.state, month.events[-1].word) == ("reopened", "Sai số suất quà")


def test_nothing_is_reopened_below_an_approved_level(world: World, reviewer: Browser) -> None:
    done(world, approve, decider(world))
    done(world, submit, Reader(world.leader.id, writes=True), slug="468")
    for slug in ("19600",):
        done(world, submit, Reader(world.neighbour.id, writes=True), slug=slug)
        done(world, approve, decider(world), slug=slug)
    done(world, approve, decider(world, "province"), slug="468")
    assert REOPENING not in reviewer.get(MONTH).text
    answer = reviewer.get(REOPENING)
    assert answer.status_code == 409
    assert "The unit above has approved its own month" in answer.text


def test_a_parents_month_waits_for_those_below(world: World, browser: Browser, key: int) -> None:
    done(world, submit, Reader(world.leader.id, writes=True), slug="468")
    them = browser.as_(world.province)
    page = them.get("/468/checklists/2026-09").text
    assert "Units below still open: " in page
    assert "/468/checklists/2026-09/approval" not in page
    answer = them.get("/468/checklists/2026-09/approval")
    assert (answer.status_code, "still open" in answer.text) == (409, True)
    assert them.get("/468/checklists/2026-09/return").status_code == 200


def test_the_same_post_twice_is_one_decision(world: World, reviewer: Browser) -> None:
    sent = reviewer.hidden_fields(APPROVAL)
    for _time in range(2):
        assert reviewer.open(APPROVAL, method="POST", data=sent).status_code == 303
    assert [one.kind for one in september(world).events] == ["submitted", "approved"]


def test_who_decides_on_what_changed_meanwhile_is_told(world: World, reviewer: Browser) -> None:
    sent = reviewer.hidden_fields(APPROVAL)
    done(world, take_back, months.officer(world))
    done(world, submit, months.officer(world))
    answer = reviewer.open(APPROVAL, method="POST", data=sent)
    assert answer.status_code == 409
    assert "Something happened to Month 9/2026 meanwhile" in answer.text
    assert "Submitted: Cán bộ xã Cam Thành" in answer.text
    assert state(world) == "submitted"


def test_the_later_of_two_reads_what_happened(world: World, reviewer: Browser, key: int) -> None:
    sent = {**reviewer.hidden_fields(RETURN), **returned(key)}
    done(world, take_in_hand, decider(world, "province"))
    answer = reviewer.open(RETURN, method="POST", data=sent, headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert answer.headers["HX-Retarget"] == "#messages"
    assert "Taken in hand: Người duyệt tỉnh Quảng Trị" in answer.text


def test_nobody_decides_on_a_month_in_which_he_wrote(world: World, browser: Browser) -> None:
    done(world, submit, Reader(world.reviewer.id, writes=True))
    answer = browser.as_(world.reviewer).get(APPROVAL)
    assert answer.status_code == 409
    assert "You wrote in this month yourself" in answer.text
    assert browser.as_(world.province).get(APPROVAL).status_code == 200


@pytest.mark.parametrize("url", [APPROVAL, RETURN, REOPENING, EXCUSE])
@pytest.mark.parametrize(
    ("person", "status"),
    [("officer", 403), ("leader", 403), ("manager", 403), ("neighbour", 404), ("stranger", 404)],
)
def test_who_decides(
    browser: Browser, world: World, key: int, url: str, person: str, status: int
) -> None:
    them = browser.as_(world.people[person])
    assert (them.get(url).status_code, them.post(url, form="/me").status_code) == (status, status)


def test_a_visitor_signs_in_first(browser: Browser) -> None:
    for url in (APPROVAL, RETURN, REOPENING, EXCUSE):
        assert browser.get(url).location.startswith("/login")


def test_what_is_only_posted_is_not_opened(reviewer: Browser) -> None:
    for url in (REVIEW, RELEASE):
        assert reviewer.get(url).status_code == 405
    assert reviewer.get("/19612/checklists/2026-13/approval").status_code == 404
    assert reviewer.get("/19612/checklists/2026-12/approval").status_code == 404


def lead(world: World, slug: str) -> None:
    """Let the administrator of Tuyên Quang lead a unit as well."""
    with months.at(world, slug):
        begin_write()
        role = {"role": Role.LEADER, "starts_on": date(2026, 1, 1)}
        made = Membership(person_id=world.heir.id, **role)
        db.session.add(made)
        audit.record("membership.started", made)
        db.session.commit()


def test_where_no_unit_is_above_the_leader_decides(world: World, browser: Browser) -> None:
    lead(world, "vn")
    done(world, submit, Reader(world.officer.id, writes=True), slug="vn")
    them, country = browser.as_(world.heir), "/vn/checklists/2026-09"
    assert "Units below still open: " in them.get(country).text
    for slug in ("45", "62", "08"):
        done(world, submit, Reader(world.officer.id, writes=True), slug=slug)
        with months.at(world, slug):
            begin_write()
            checklist = Checklist.locked(SEPTEMBER)
            checklist.state = MonthState.APPROVED
            audit.record("checklist.approved", checklist)
            db.session.commit()
    page = them.get(country).text
    assert not check_page(page)
    assert "Back to the reviews" not in page
    assert them.post(f"{country}/approval").location.endswith(country)


def test_a_leader_below_does_not_decide(world: World, browser: Browser) -> None:
    lead(world, "45")
    assert browser.as_(world.heir).get("/45/checklists/2026-09/approval").status_code == 403


def test_a_month_that_is_not_handed_in_is_excused(world: World, browser: Browser) -> None:
    them = browser.as_(world.reviewer)
    assert f'"{EXCUSE}"' in them.get(MONTH).text
    assert not check_page(them.get(EXCUSE).text)
    assert them.post(EXCUSE, {"reason": " "}).status_code == 422
    assert them.post(EXCUSE, {"reason": "Xã bị cô lập do lũ"}).location.endswith(QUEUE)
    assert "Excused" in them.get(QUEUE).text
    assert "The unit need not submit this month." in them.get(MONTH).text
    page = browser.as_(world.officer).get(MONTH).text
    assert not check_page(page)
    assert "Month 9/2026 has been excused" in page
    assert "Xã bị cô lập do lũ" in page
    assert "was excused" in browser.as_(world.officer).get("/19612/notifications").text
    again = them.get(EXCUSE)
    assert (again.status_code, "Excused: Người duyệt" in again.text) == (409, True)
    assert them.post(REOPENING, {"reason": "Đã có số liệu"}).status_code == 303
    assert state(world) == "reopened"


def test_what_was_handed_in_is_not_excused(reviewer: Browser) -> None:
    assert EXCUSE not in reviewer.get(MONTH).text
    assert reviewer.get(EXCUSE).status_code == 409


def test_the_unit_above_waits_for_no_excused_month(world: World, browser: Browser) -> None:
    done(world, submit, Reader(world.leader.id, writes=True), slug="468")
    for slug in ("19612", "19600"):
        done(world, excuse, decider(world), "Lũ", slug=slug)
    assert browser.as_(world.province).get("/468/checklists/2026-09/approval").status_code == 200
