"""Delegating reviewing: the list, the form, what the delegate may do, and what he reads after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import Connection, event, func, select

from models import audit, clock
from models.base import db
from models.delegation import Delegation
from models.hand_in import submit
from models.tenancy import begin_write
from models.unit_month import lock_month, read_month
from tests import months
from tests.clients import Browser
from tests.months import SEPTEMBER
from tests.page_checks import check_page
from tests.world import World

LIST, NEW = "/468/delegations", "/468/delegations/new"
MONTH, QUEUE = "/19612/checklists/2026-09", "/468/reviews/2026-09"
APPROVAL = f"{MONTH}/approval"
DUE = date(2026, 10, 3)


@pytest.fixture(autouse=True)
def due(world: World) -> Iterator[None]:
    with clock.fixed(clock.start_of_day(DUE)):
        yield


@pytest.fixture
def submitted(world: World) -> None:
    """September at Xã Cam Thành, handed in."""
    with months.at(world):
        begin_write()
        submit(lock_month(SEPTEMBER), months.officer(world))
        db.session.commit()


@pytest.fixture
def reviewer(browser: Browser, world: World) -> Browser:
    return browser.as_(world.reviewer)


@pytest.fixture
def delegate(browser: Browser, world: World) -> Browser:
    return browser.as_(world.delegate)


def closure(world: World) -> str:
    return f"{LIST}/{world.rows['468']['delegation'].id}/closure"


def given(world: World, **values: str) -> dict[str, str]:
    days = {"starts_on": "3-10", "ends_on": "20/10/2026"}
    return {"receiver_id": str(world.leader.id), **days, "word": "Tôi đi tập huấn", **values}


def count(world: World) -> int:
    with months.at(world, "468"):
        return db.session.scalar(select(func.count(Delegation.id))) or 0


def state(world: World) -> str:
    with months.at(world):
        return read_month(world.units["19612"], SEPTEMBER).state


def test_the_list_says_who_stands_in_for_whom(world: World, reviewer: Browser) -> None:
    page = reviewer.get(LIST).text
    assert not check_page(page)
    assert "On behalf of Người duyệt huyện Cam Lộ" in page
    assert "01/09/2026 to 02/12/2026" in page
    assert "Stands in now" in page
    assert f'"{NEW}"' in page
    assert closure(world) in page
    assert f'href="{LIST}"' in reviewer.get(QUEUE).text


@pytest.mark.parametrize(
    ("person", "sees", "delegates"),
    [
        ("reviewer", 200, 200),
        ("leader", 200, 403),
        ("delegate", 200, 403),
        ("province", 200, 403),
        ("manager", 403, 403),
        ("partner", 403, 403),
        ("officer", 404, 404),
        ("stranger", 404, 404),
    ],
)
def test_who_sees_the_list_and_who_delegates(
    browser: Browser, world: World, person: str, sees: int, delegates: int
) -> None:
    them = browser.as_(world.people[person])
    assert (them.get(LIST).status_code, them.get(NEW).status_code) == (sees, delegates)
    assert them.post(NEW, given(world), form="/me").status_code in (delegates, 303)


def test_a_visitor_signs_in_first(browser: Browser) -> None:
    for url in (LIST, NEW):
        assert browser.get(url).location.startswith("/login")


def test_reviewing_is_delegated(world: World, reviewer: Browser) -> None:
    page = reviewer.get(NEW).text
    assert not check_page(page)
    assert "Lãnh đạo huyện Cam Lộ" in page
    assert "Hội LHPN huyện Cam Lộ" not in page
    assert reviewer.post(NEW, given(world)).location.endswith(LIST)
    page = reviewer.get(LIST).text
    assert not check_page(page)
    assert "Lãnh đạo huyện Cam Lộ reviews on your behalf until the end of 20/10/2026." in page
    leader = reviewer.as_(world.leader)
    bell = leader.get("/468/notifications").text
    assert "Người duyệt huyện Cam Lộ delegates reviewing at Huyện Cam Lộ to you" in bell
    assert "from 03/10/2026 to the end of 20/10/2026" in bell
    for them, is_told in ((leader, True), (reviewer.as_(world.delegate), False)):
        assert ("Tôi đi tập huấn" in them.get(LIST).text) is is_told


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"receiver_id": ""}, "Choose who reviews on your behalf."),
        ({"ends_on": ""}, "Write a day, for example: 15/09/2026"),
        ({"ends_on": "31/02/2026"}, "Write a day, for example: 15/09/2026"),
        ({"ends_on": "02/10/2026"}, "This day has passed. Write today or a later day."),
        ({"starts_on": "02/10/2026"}, "This day has passed. Write today or a later day."),
        ({"starts_on": "21/10/2026"}, "Write 21/10/2026 or a later day."),
        ({"ends_on": "04/01/2027"}, "Write 03/01/2027 or an earlier day."),
        ({"starts_on": "31/12/9999"}, "Write 31/12/9999 or a later day."),
        ({"ends_on": "31/12/9999"}, "Write 03/01/2027 or an earlier day."),
        ({"word": "x" * 1001}, "At most 1000 characters."),
    ],
)
def test_what_does_not_fit_comes_back_filled_in(
    world: World, reviewer: Browser, values: dict[str, str], told: str
) -> None:
    before = count(world)
    answer = reviewer.post(NEW, given(world, **values))
    assert answer.status_code == 422
    assert told in answer.text
    assert not check_page(answer.text)
    assert f'value="{values.get("ends_on", "20/10/2026")}"' in answer.text
    assert count(world) == before


def test_who_stands_in_already_is_not_given_another(world: World, reviewer: Browser) -> None:
    answer = reviewer.post(NEW, given(world, receiver_id=str(world.delegate.id)))
    assert answer.status_code == 422
    assert "reviews on somebody&#39;s behalf in these days already" in answer.text
    foreign = reviewer.post(NEW, given(world, receiver_id=str(world.officer.id)))
    assert foreign.status_code == 422


def test_the_same_post_twice_is_one_delegation(world: World, reviewer: Browser) -> None:
    before, sent = count(world), {**reviewer.hidden_fields(NEW), **given(world)}
    for _time in range(2):
        assert reviewer.open(NEW, method="POST", data=sent).status_code == 303
    assert count(world) == before + 1


def test_each_button_of_a_page_ends_its_own(world: World, reviewer: Browser) -> None:
    """Both are drawn with one id: who goes back to the page presses the other one."""
    reviewer.post(NEW, given(world))
    page = reviewer.get(LIST).text
    hidden, buttons = reviewer.hidden_fields(LIST), re.findall(r'action="([^"]+/closure)"', page)
    assert len(buttons) == 2
    for url in buttons:
        assert reviewer.open(url, method="POST", data=hidden).status_code == 303
    assert "/closure" not in reviewer.get(LIST).text


@pytest.mark.parametrize("person", ["reviewer", "leader"])
def test_it_is_ended_early(browser: Browser, world: World, person: str) -> None:
    them = browser.as_(world.people[person])
    assert them.get(closure(world)).status_code == 405
    assert them.post(closure(world), form=LIST).location.endswith(LIST)
    page = them.get(LIST).text
    assert not check_page(page)
    assert f"Ended early: {world.people[person].name}, 03/10/2026 00:00" in page
    assert closure(world) not in page
    bell = browser.as_(world.delegate).get("/468/notifications").text
    assert "reviewing by Cán bộ huyện Cam Lộ on behalf of Người duyệt huyện Cam Lộ" in bell
    again = them.post(closure(world), form=LIST)
    assert (again.status_code, "This delegation is over" in again.text) == (409, True)


def test_who_does_not_delegate_ends_none(browser: Browser, world: World) -> None:
    for person in ("delegate", "manager", "province", "officer"):
        answer = browser.as_(world.people[person]).post(closure(world), form="/me")
        assert answer.status_code == (404 if person == "officer" else 403)
    foreign = f"/468/delegations/{world.rows['45']['delegation'].id}/closure"
    assert browser.as_(world.reviewer).post(foreign, form=LIST).status_code == 404


@pytest.mark.usefixtures("submitted")
def test_the_delegate_decides_and_both_are_named(world: World, delegate: Browser) -> None:
    page = delegate.get(QUEUE).text
    assert not check_page(page)
    assert "You review on behalf of Người duyệt huyện Cam Lộ until the end of 02/12/2026." in page
    assert 'href="/468/reviews"' in page
    assert "Reviewer by delegation" in delegate.get("/468/").text
    assert 'name="unit"' in page
    assert "You decide on behalf of Người duyệt huyện Cam Lộ" in delegate.get(MONTH).text
    assert delegate.post(APPROVAL, {"word": "Tốt"}).location.endswith(QUEUE)
    both = "Cán bộ huyện Cam Lộ, on behalf of Người duyệt huyện Cam Lộ, 03/10/2026 00:00"
    for person in (world.delegate, world.reviewer, world.province):
        assert both in delegate.as_(person).get(MONTH).text
    below = delegate.as_(world.officer).get(MONTH).text
    assert "Huyện Cam Lộ, by delegation, 03/10/2026 00:00" in below
    assert "Người duyệt" not in below
    again = delegate.as_(world.province).get(APPROVAL)
    assert (again.status_code, both in again.text) == (409, True)


@pytest.mark.usefixtures("submitted")
def test_the_delegate_approves_several_together(world: World, delegate: Browser) -> None:
    with months.at(world):
        version = read_month(world.units["19612"], SEPTEMBER).checklist.version  # type: ignore[union-attr]
    data = {"unit": f"{world.unit_id('19612')}-{version}"}
    assert delegate.post(f"{QUEUE}/approval", data, form=QUEUE).location.endswith(QUEUE)
    with months.at(world):
        assert read_month(world.units["19612"], SEPTEMBER).events[-1].on_behalf_of_id


def test_a_decided_request_names_both(world: World, delegate: Browser) -> None:
    url = f"/19612/extensions/{world.rows['19612']['extension'].id}/decision"
    assert delegate.post(url, {"act": "refuse", "word": "Đã quá lâu"}).status_code == 303
    both = "Cán bộ huyện Cam Lộ, on behalf of Người duyệt huyện Cam Lộ, 03/10/2026 00:00"
    assert both in delegate.as_(world.reviewer).get("/19612/extensions").text
    below = delegate.as_(world.officer).get("/19612/extensions").text
    assert "Huyện Cam Lộ, by delegation, 03/10/2026 00:00" in below


@pytest.mark.usefixtures("submitted")
def test_a_delegate_does_not_approve_the_work_of_who_sent_him(
    world: World, delegate: Browser
) -> None:
    with months.at(world):
        begin_write()
        month = lock_month(SEPTEMBER)
        assert month.checklist
        month.checklist.note_writer(world.reviewer.id)
        audit.record("line.written", month.checklist)
        db.session.commit()
    answer = delegate.get(APPROVAL)
    assert answer.status_code == 409
    assert "On whose behalf you decide wrote in this month" in answer.text
    assert delegate.as_(world.province).get(APPROVAL).status_code == 200


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/19612/", 200),
        ("/19612/plans", 200),
        ("/19612/extensions", 200),
        ("/19612/people", 403),
        ("/19612/settings", 403),
        ("/468/plans", 200),
        ("/468/people", 403),
        ("/45/reviews/2026-09", 404),
        ("/23428/checklists/2026-09", 404),
    ],
)
def test_how_far_a_delegate_gets(delegate: Browser, url: str, status: int) -> None:
    assert delegate.get(url).status_code == status


@pytest.mark.usefixtures("submitted")
def test_what_was_opened_before_and_sent_after_the_end_is_refused(
    world: World, delegate: Browser, reviewer: Browser
) -> None:
    sent = delegate.hidden_fields(APPROVAL)
    reviewer.post(closure(world), form=LIST)
    answer = delegate.open(APPROVAL, method="POST", data=sent)
    assert answer.status_code == 403
    assert not check_page(answer.text)
    for told in (OVER, "Nothing of this step was saved.", "to delegate to you again", "/468/"):
        assert told in answer.text
    fragment = delegate.open(APPROVAL, method="POST", data=sent, headers={"HX-Request": "true"})
    assert (fragment.status_code, fragment.headers["HX-Retarget"]) == (403, "#messages")
    assert OVER in fragment.text
    assert state(world) == "submitted"


@pytest.fixture
def ended_meanwhile() -> Iterator[None]:
    """Somebody ends the delegations between the gate and the act."""

    def end(connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT INTO posted_form"):
            connection.exec_driver_sql("UPDATE delegation SET ended_at = '2026-10-02 17:00:00'")

    event.listen(db.engine, "before_cursor_execute", end)
    yield
    event.remove(db.engine, "before_cursor_execute", end)


OVER = "Until 03/10/2026 00:00 you reviewed at Huyện Cam Lộ on behalf of Người duyệt huyện Cam Lộ"


@pytest.mark.usefixtures("submitted", "ended_meanwhile")
def test_what_ends_after_the_gate_was_passed_decides_nothing(
    world: World, delegate: Browser
) -> None:
    answer = delegate.post(APPROVAL)
    assert (answer.status_code, OVER in answer.text) == (403, True)
    assert state(world) == "submitted"


@pytest.mark.usefixtures("submitted", "ended_meanwhile")
def test_of_several_it_is_said_of_each(world: World, delegate: Browser) -> None:
    with months.at(world):
        version = read_month(world.units["19612"], SEPTEMBER).checklist.version  # type: ignore[union-attr]
    data = {"unit": f"{world.unit_id('19612')}-{version}"}
    answer = delegate.post(f"{QUEUE}/approval", data, form=QUEUE)
    assert (answer.status_code, OVER in answer.text) == (200, True)
    assert not check_page(answer.text)
    assert state(world) == "submitted"


def test_the_queue_tells_for_thirty_days_that_it_is_over(world: World, browser: Browser) -> None:
    last = date(2026, 12, 2)
    for days, told in ((0, False), (1, True), (30, True), (31, False)):
        with clock.fixed(clock.start_of_day(last + timedelta(days=days))):
            queue, month = (browser.as_(world.delegate).get(url) for url in (QUEUE, MONTH))
        assert ("Until the end of 02/12/2026 you reviewed" in queue.text) is told
        assert ("Until the end of 02/12/2026 you reviewed" in month.text) is told
        expected = {0: (200, 200), 31: (403, 404)}.get(days, (403, 403))
        assert (queue.status_code, month.status_code) == expected


def test_others_read_nothing_of_it(world: World, browser: Browser) -> None:
    with clock.fixed(clock.start_of_day(date(2026, 12, 10))):
        for person, url in (("manager", QUEUE), ("officer", QUEUE), ("neighbour", MONTH)):
            assert "delegation" not in browser.as_(world.people[person]).get(url).text


def test_without_colleagues_there_is_nobody_to_choose(world: World, browser: Browser) -> None:
    page = browser.as_(world.province).get("/45/delegations/new").text
    assert not check_page(page)
    assert "Nobody else works at this unit." in page
