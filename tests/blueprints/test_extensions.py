"""Asking for a later day on the pages of a month, and the list of what was asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from models import clock
from models.ask_extension import ask_month, withdraw
from models.base import db
from models.decide_extension import grant, refuse
from models.extension import Extension
from models.hand_in import submit
from models.month_acts import Reader
from models.tenancy import begin_write
from models.unit_month import lock_month
from tests import months
from tests.clients import Browser
from tests.months import AUGUST, SEPTEMBER
from tests.page_checks import check_page
from tests.world import World

LIST = "/19612/extensions"
MONTH = "/19612/checklists/2026-09"
NEW = f"{LIST}/2026-09/new"
GIVEN = {"new_on": "20/10/2026", "reason": "Mất điện ba ngày sau bão"}


@pytest.fixture(autouse=True)
def closed(world: World) -> Iterator[None]:
    """September is over and closed."""
    with clock.fixed(clock.start_of_day(date(2026, 10, 12))):
        yield


@pytest.fixture
def officer(browser: Browser, world: World) -> Browser:
    return browser.as_(world.officer)


@pytest.fixture
def key(world: World) -> int:
    """A line of Xã Cam Thành that is done once and overdue."""
    with months.at(world):
        begin_write()
        made = months.give("Kiện toàn ban điều hành", cadence="once", due_on=date(2026, 9, 20))[0]
        db.session.commit()
    return made


def url_of(key: int) -> str:
    return f"{LIST}/2026-09/lines/{key}/new"


def requests(world: World) -> list[Any]:
    with months.at(world):
        found = db.session.scalars(Extension.of(world.unit_id("19612"))).all()
        return [(one.state, one.new_on, one.assignment_id) for one in found]


def decided(world: World, verb: Any, *word: str) -> None:
    with months.at(world):
        begin_write()
        waiting = select(Extension).where(Extension.month_on == SEPTEMBER)
        verb(db.session.scalars(waiting).one(), Reader(world.reviewer.id, decides=True), *word)
        db.session.commit()


def test_a_closed_month_leads_to_the_request(world: World, officer: Browser) -> None:
    assert f'href="{NEW}"' in officer.get(MONTH).text
    assert not check_page(officer.get(NEW).text)
    answer = officer.post(NEW, GIVEN)
    assert answer.status_code == 303
    assert answer.location.endswith(MONTH)
    page = officer.get(MONTH).text
    assert not check_page(page)
    assert "Asked to extend to 20/10/2026. Huyện Cam Lộ decides on it." in page
    assert f'href="{NEW}"' not in page
    assert requests(world)[0] == ("asked", date(2026, 10, 20), None)


def test_under_htmx_the_browser_is_sent_on(officer: Browser) -> None:
    answer = officer.post(NEW, GIVEN, htmx=True)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, MONTH)


def test_an_opened_line_leads_to_the_request(world: World, officer: Browser, key: int) -> None:
    line = f"{MONTH}/lines/{key}"
    assert url_of(key) in officer.get(line).text
    assert not check_page(officer.get(url_of(key)).text)
    answer = officer.post(url_of(key), GIVEN)
    assert answer.location.endswith(line)
    page = officer.get(line).text
    assert "Asked to extend to 20/10/2026." in page
    assert url_of(key) not in page
    assert requests(world)[0] == ("asked", date(2026, 10, 20), key)


@pytest.mark.parametrize(
    ("verb", "word", "told"),
    [
        (grant, [], "Extended from 10/10/2026 to 20/10/2026."),
        (refuse, ["Đã đủ thời gian"], "was refused: Đã đủ thời gian"),
    ],
)
def test_the_month_tells_what_was_decided(
    world: World, officer: Browser, verb: Any, word: list[str], told: str
) -> None:
    officer.post(NEW, GIVEN)
    decided(world, verb, *word)
    page = officer.get(MONTH).text
    assert told in page
    assert (f'href="{MONTH}/own-tasks/new"' in page) is (verb is grant)
    assert "Huyện Cam Lộ, 12/10/2026 00:00" in officer.get(LIST).text
    assert "Người duyệt huyện Cam Lộ, 12" in officer.as_(world.reviewer).get(LIST).text


def test_the_same_post_twice_is_one_request(world: World, officer: Browser) -> None:
    sent = {**officer.hidden_fields(NEW), **GIVEN}
    for _time in range(2):
        assert officer.open(NEW, method="POST", data=sent).status_code == 303
    assert [state for state, day, _line in requests(world)] == ["asked", "asked"]  # July's too


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"new_on": ""}, "Write a day, for example"),
        ({"new_on": "31/9"}, "Write a day, for example"),
        ({"new_on": "10/10/2026"}, "Write a day after 10/10/2026."),
        ({"new_on": "11/10/2026"}, "This day has passed."),
        ({"new_on": "10/12/2026"}, "Write 09/12/2026 or an earlier day."),
        ({"reason": "  "}, "Write something here."),
        ({"reason": "x" * 1001}, "At most 1000 characters."),
    ],
)
def test_what_makes_no_sense_comes_back_filled_in(
    world: World, officer: Browser, values: dict[str, str], told: str
) -> None:
    answer = officer.post(NEW, {**GIVEN, **values})
    assert answer.status_code == 422
    assert told in answer.text
    assert not check_page(answer.text)
    assert len(requests(world)) == 1


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_one_request_waits_at_a_time(world: World, officer: Browser, method: str) -> None:
    officer.post(NEW, GIVEN)
    sent = {**officer.hidden_fields(MONTH), **GIVEN}
    answer = officer.open(NEW, method=method, data=sent if method == "POST" else None)
    assert answer.status_code == 409
    assert "A request is waiting already" in answer.text
    assert f'href="{LIST}"' in answer.text


def test_a_month_that_was_submitted_meanwhile_is_409(world: World, officer: Browser) -> None:
    with clock.fixed(clock.start_of_day(date(2026, 10, 3))), months.at(world):
        begin_write()
        submit(lock_month(SEPTEMBER), months.officer(world))
        db.session.commit()
    answer = officer.post(NEW, GIVEN, form=LIST, htmx=True)
    assert answer.status_code == 409
    assert answer.headers["HX-Retarget"] == "#messages"
    assert "The month has been submitted" in answer.text


def test_a_line_that_is_gone_is_404(world: World, officer: Browser, key: int) -> None:
    foreign = world.rows["19600"]["own_assignment"].id
    for one in (foreign, 10**9, 10**30):
        assert officer.get(url_of(one)).status_code == 404
    assert officer.get(f"{LIST}/2026-12/new").status_code == 404
    assert officer.get(f"{LIST}/2026-13/new").status_code == 404


def test_a_request_is_withdrawn(world: World, officer: Browser) -> None:
    officer.post(NEW, GIVEN)
    page = officer.get(LIST).text
    assert not check_page(page)
    assert page.count("Withdraw the request") == 2
    with months.at(world):
        newest = db.session.scalars(Extension.of(world.unit_id("19612"))).first()
    url = f"{LIST}/{newest.id}/withdrawal"
    assert officer.post(url, form=LIST).location.endswith(LIST)
    assert officer.get(LIST).text.count("Withdraw the request") == 1
    assert requests(world)[0][0] == "withdrawn"
    assert officer.post(url, form=LIST).status_code == 409
    assert officer.get(url).status_code == 405


def test_what_is_decided_is_not_withdrawn(world: World, officer: Browser) -> None:
    officer.post(NEW, GIVEN)
    decided(world, grant)
    with months.at(world):
        newest = db.session.scalars(Extension.of(world.unit_id("19612"))).first()
    answer = officer.post(f"{LIST}/{newest.id}/withdrawal", form=LIST)
    assert answer.status_code == 409
    assert "decided on or withdrawn meanwhile" in answer.text


def test_the_list_is_read_from_above_and_not_changed(world: World, browser: Browser) -> None:
    them = browser.as_(world.reviewer)
    page = them.get(LIST).text
    assert "Mất điện" in page
    assert "Withdraw the request" not in page
    extension = world.rows["19612"]["extension"].id
    url = f"{LIST}/{extension}/withdrawal"
    assert them.post(url, form=LIST).status_code == 403
    at_his_own = f"/468/extensions/{extension}/withdrawal"
    assert them.post(at_his_own, form="/468/extensions").status_code == 404


@pytest.mark.parametrize(
    ("person", "of_list", "of_form"),
    [
        ("leader", 200, 403),
        ("reviewer", 200, 403),
        ("administrator", 403, 403),
        ("partner", 404, 404),
        ("neighbour", 404, 404),
        ("stranger", 404, 404),
    ],
)
def test_who_reads_and_who_asks(
    world: World, browser: Browser, person: str, of_list: int, of_form: int
) -> None:
    them = browser.as_(world.people[person])
    assert (them.get(LIST).status_code, them.get(NEW).status_code) == (of_list, of_form)


def test_a_visitor_signs_in_first(browser: Browser) -> None:
    for url in (LIST, NEW):
        assert browser.get(url).location.startswith("/login")


def test_a_long_list_has_pages(world: World, officer: Browser) -> None:
    with months.at(world):
        begin_write()
        month = lock_month(AUGUST)
        for _time in range(21):
            asked = ask_month(month, date(2026, 10, 20), "Mưa lũ", months.officer(world))
            withdraw(asked, months.officer(world))
        db.session.commit()
    first = officer.get(LIST)
    assert first.text.count('id="extension-') == 20
    assert "Page 1 of 2" in first.text
    assert officer.get(f"{LIST}?page=2").text.count('id="extension-') == 2
    assert "has asked for no extension" in officer.get(f"{LIST}?page=9").text
    assert officer.get(f"{LIST}?page=nonsense").text.count('id="extension-') == 20


@pytest.fixture
def waiting(world: World, officer: Browser) -> str:
    """The address at which the request to keep September open is decided on."""
    officer.post(NEW, GIVEN)
    with months.at(world):
        newest = db.session.scalars(Extension.of(world.unit_id("19612"))).first()
        assert newest is not None
        return f"{LIST}/{newest.id}/decision"


@pytest.mark.parametrize(
    ("act", "word", "state", "told"),
    [
        ("grant", "", "granted", "Extended from 10/10/2026 to 20/10/2026."),
        ("refuse", "Đã đủ thời gian", "refused", "was refused: Đã đủ thời gian"),
    ],
)
def test_who_decides_grants_or_refuses(
    world: World, officer: Browser, waiting: str, act: str, word: str, state: str, told: str
) -> None:
    them = officer.as_(world.reviewer)
    assert waiting in them.get(LIST).text
    assert waiting not in officer.get(LIST).text
    assert not check_page(them.get(waiting).text)
    sent = {**them.hidden_fields(waiting), "act": act, "word": word}
    for _time in range(2):  # the same post twice is one decision
        assert them.open(waiting, method="POST", data=sent).location.endswith(LIST)
    assert requests(world)[0][0] == state
    assert told in officer.get(MONTH).text


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"act": "refuse"}, "Write why it is refused."),
        ({"act": "refuse", "word": " "}, "Write why it is refused."),
        ({"act": "grant", "word": "x" * 1001}, "At most 1000 characters."),
        ({"act": ""}, "Choose one of the two buttons."),
    ],
)
def test_a_decision_that_lacks_something_comes_back(
    world: World, officer: Browser, waiting: str, values: dict[str, str], told: str
) -> None:
    answer = officer.as_(world.reviewer).post(waiting, values)
    assert (answer.status_code, told in answer.text) == (422, True)
    assert not check_page(answer.text)
    assert requests(world)[0][0] == "asked"


def test_what_was_decided_is_not_decided_again(
    world: World, officer: Browser, waiting: str
) -> None:
    decided(world, grant)
    them = officer.as_(world.reviewer)
    for answer in (them.get(waiting), them.post(waiting, {"act": "grant"}, form=LIST, htmx=True)):
        assert (answer.status_code, "not waiting any more" in answer.text) == (409, True)


def test_after_its_day_a_request_is_only_refused(
    world: World, officer: Browser, waiting: str
) -> None:
    with clock.fixed(clock.start_of_day(date(2026, 10, 21))):
        them = officer.as_(world.reviewer)
        assert 'value="grant"' not in them.get(waiting).text
        assert them.post(waiting, {"act": "grant"}).status_code == 409
        assert them.post(waiting, {"act": "refuse", "word": "Đã muộn"}).status_code == 303


@pytest.mark.parametrize(
    ("person", "status"), [("officer", 403), ("leader", 403), ("neighbour", 404), ("stranger", 404)]
)
def test_who_decides_on_a_request(
    world: World, officer: Browser, waiting: str, person: str, status: int
) -> None:
    assert officer.as_(world.people[person]).get(waiting).status_code == status


def test_the_unit_above_finds_the_request_in_its_queue(
    world: World, officer: Browser, waiting: str
) -> None:
    page = officer.as_(world.reviewer).get("/468/reviews/2026-09").text
    assert not check_page(page)
    assert f'href="{waiting}"' in page
