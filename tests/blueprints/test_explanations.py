"""Asking a unit below to explain, and what becomes of it, on the pages of both."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from models import audit, clock
from models.base import db
from models.explanation import Explanation, ExplanationEntry
from models.membership import Membership
from models.notification import Notification
from models.tenancy import begin_write, bind_person, unscoped
from models.unit import Unit
from tests import months
from tests.clients import Browser
from tests.page_checks import check_page
from tests.queries import counted
from tests.world import World

LIST, ABOVE = "/19612/explanations", "/468/explanations"
MONTH = "/19612/checklists/2026-09"
NEW = f"{LIST}/2026-09/new"
GIVEN = {"question": "Vì sao chưa tập huấn?", "answer_by": "18/09/2026"}
ANSWER = {"answer": "Giảng viên ốm, dời sang ngày 25."}
QUERIES = 12


@pytest.fixture
def reviewer(browser: Browser, world: World) -> Browser:
    return browser.as_(world.reviewer)


@pytest.fixture
def officer(browser: Browser, world: World) -> Browser:
    return browser.as_(world.officer)


@pytest.fixture
def asked(reviewer: Browser) -> str:
    """The address of what the reviewer asked about September."""
    return str(reviewer.post(NEW, GIVEN).location)


def told(person_id: int) -> list[str]:
    """What the person's bell says, the latest first."""
    with bind_person(person_id):
        return [one.kind for one in db.session.scalars(Notification.for_list())]


def entries(world: World, where: str) -> list[tuple[str, str | None]]:
    with months.at(world):
        query = select(ExplanationEntry).where(
            ExplanationEntry.explanation_id == Explanation.id,
            Explanation.id == _key(where),
        )
        found = db.session.scalars(query.order_by(ExplanationEntry.id))
        return [(one.kind, one.text) for one in found]


def _key(where: str) -> object:
    with unscoped("test"):
        keys = db.session.scalars(select(Explanation.id)).all()
    return next(key for key in keys if str(key) in where)


def test_the_whole_way(world: World, reviewer: Browser, officer: Browser) -> None:
    assert f'href="{NEW}"' in reviewer.get(MONTH).text
    form = reviewer.get(NEW).text
    assert not check_page(form)
    assert 'value="18/09/2026"' in form
    assert "Xã Cam Thành, month " in form
    where = str(reviewer.post(NEW, GIVEN).location)
    assert told(world.officer.id)[0] == "explanation_asked"
    month = officer.get(MONTH).text
    assert not check_page(month)
    assert "Huyện Cam Lộ asks for an explanation." in month
    assert "Answer by 18/09/2026" in month
    assert "2 explanations are asked of the unit" in officer.get("/19612/").text
    page = officer.get(where).text
    assert not check_page(page)
    assert "Người duyệt huyện Cam Lộ" not in page
    assert officer.post(f"{where}/answer", ANSWER, form=where).location == where
    assert told(world.reviewer.id)[0] == "explanation_answered"
    assert "1 explanation of a unit below is to be read" in reviewer.get("/468/").text
    answered = reviewer.get(where).text
    assert ANSWER["answer"] in answered
    below = 'href="/468/explanations"'
    assert (below in answered, below in page) == (True, False)
    reviewer.post(f"{where}/reading", form=where)
    assert told(world.officer.id)[0] == "explanation_read"
    page = officer.get(where).text
    assert "Taken note of" in page
    assert f'action="{where}/answer"' not in page
    assert [kind for kind, _text in entries(world, where)] == ["ask", "answer", "read"]
    assert "Asked to explain" in officer.get(MONTH).text


def test_asking_further_goes_on_in_the_same_thread(
    world: World, reviewer: Browser, officer: Browser, asked: str
) -> None:
    officer.post(f"{asked}/answer", ANSWER, form=asked)
    further = {"question": "Ai thay?", "answer_by": "22/9"}
    reviewer.post(f"{asked}/question", further, form=asked)
    assert entries(world, asked)[-1] == ("ask", "Ai thay?")
    page = officer.get(asked).text
    assert "Waits for the explanation" in page
    assert "22/09/2026" in page
    reviewer.post(f"{asked}/withdrawal", form=asked)
    assert "Explained" in reviewer.get(asked).text


@pytest.mark.parametrize(("asker", "is_told"), [("reviewer", True), ("province", False)])
def test_the_queue_names_the_answers_that_are_read_there(
    world: World, browser: Browser, officer: Browser, asker: str, is_told: bool
) -> None:
    where = str(browser.as_(world.people[asker]).post(NEW, GIVEN).location)
    officer.post(f"{where}/answer", ANSWER, form=where)
    queue = browser.as_(world.reviewer).get("/468/reviews/2026-09").text
    assert ("Explanation to be read" in queue) is is_told


def test_what_is_not_answered_is_withdrawn(
    world: World, reviewer: Browser, officer: Browser, asked: str
) -> None:
    reviewer.post(f"{asked}/withdrawal", form=asked)
    assert told(world.officer.id)[0] == "explanation_withdrawn"
    assert "Question withdrawn" in officer.get(asked).text
    assert "asks for an explanation." not in officer.get(MONTH).text
    late = {**ANSWER, **officer.hidden_fields(asked), "version": "2"}
    answer = officer.open(f"{asked}/answer", method="POST", data=late)
    assert answer.status_code == 409
    assert "The request was withdrawn" in answer.text


def test_of_two_answers_the_second_sees_the_first(
    world: World, officer: Browser, asked: str
) -> None:
    seen = officer.hidden_fields(asked)
    first, second = {**seen, **ANSWER}, {**seen, "answer": "Thiếu kinh phí", "form_id": ""}
    officer.open(f"{asked}/answer", method="POST", data=first)
    answer = officer.open(f"{asked}/answer", method="POST", data=second)
    assert answer.status_code == 409
    assert not check_page(answer.text)
    assert "Explained: Cán bộ xã Cam Thành" in answer.text
    assert ANSWER["answer"] in answer.text
    assert "Thiếu kinh phí</textarea>" in answer.text
    assert len(entries(world, asked)) == 2
    again = officer.open(f"{asked}/answer", method="POST", data=first)
    assert again.status_code == 303
    version = re.search(r'name="version" value="(\d+)"', answer.text)
    assert version
    officer.open(f"{asked}/answer", method="POST", data={**second, "version": version[1]})
    assert entries(world, asked)[-1] == ("answer", "Thiếu kinh phí")


def test_what_cannot_be_sent_any_more_is_not_lost(
    reviewer: Browser, officer: Browser, asked: str
) -> None:
    seen = officer.hidden_fields(asked)
    reviewer.post(f"{asked}/withdrawal", form=asked)
    answer = officer.open(f"{asked}/answer", method="POST", data={**seen, **ANSWER})
    assert answer.status_code == 409
    assert not check_page(answer.text)
    assert f'id="unsent">{ANSWER["answer"]}' in answer.text


def test_a_line_is_asked_about(world: World, reviewer: Browser, officer: Browser) -> None:
    key = world.rows["19612"]["own_assignment"].id
    line, new = f"{MONTH}/lines/{key}", f"{LIST}/2026-09/lines/{key}/new"
    assert new in reviewer.get(line).text
    page = reviewer.get(new).text
    assert not check_page(page)
    assert "Thăm trẻ em ốm" in page
    where = reviewer.post(new, GIVEN).location
    shown = officer.get(line).text
    assert not check_page(shown)
    assert GIVEN["question"] in shown
    assert where in shown
    assert "Thăm trẻ em ốm" in officer.get(where).text
    assert reviewer.get(f"{LIST}/2026-09/lines/999999/new").status_code == 404


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"question": ""}, "Write something here."),
        ({"answer_by": "14/09/2026"}, "This day has passed."),
        ({"answer_by": "31/12/2026"}, "Write 14/11/2026 or an earlier day."),
        ({"answer_by": "31/02/2026"}, "Write a day, for example"),
        ({"answer_by": ""}, "Write a day, for example"),
    ],
)
def test_what_is_filled_in_wrongly_is_said(
    reviewer: Browser, given: dict[str, str], told: str
) -> None:
    answer = reviewer.post(f"{LIST}/new", {**GIVEN, **given})
    assert answer.status_code == 422
    assert not check_page(answer.text)
    assert told in answer.text


def test_an_empty_answer_and_a_bad_day_of_a_question(
    reviewer: Browser, officer: Browser, asked: str
) -> None:
    empty = officer.post(f"{asked}/answer", {"answer": " "}, form=asked)
    assert empty.status_code == 422
    assert "Write something here." in empty.text
    officer.post(f"{asked}/answer", ANSWER, form=asked)
    bad = {"question": "Ai thay?", "answer_by": "1/9/2026"}
    answer = reviewer.post(f"{asked}/question", bad, form=asked)
    assert answer.status_code == 422
    assert not check_page(answer.text)
    assert "This day has passed." in answer.text


def test_the_same_post_twice_is_one_request(world: World, reviewer: Browser) -> None:
    fields = {**reviewer.hidden_fields(NEW), **GIVEN}
    for _ in range(2):
        assert reviewer.open(NEW, method="POST", data=fields).status_code == 303
    assert told(world.officer.id).count("explanation_asked") == 1


def test_under_htmx_the_browser_is_sent_on(officer: Browser, asked: str) -> None:
    answer = officer.post(f"{asked}/answer", ANSWER, form=asked, htmx=True)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, asked)


@pytest.mark.parametrize(
    ("person", "new", "shown"),
    [
        ("reviewer", 200, 200),
        ("leader", 200, 200),
        ("province", 200, 200),
        ("officer", 403, 200),
        ("administrator", 403, 403),
        ("manager", 403, 403),
        ("neighbour", 404, 404),
        ("partner", 404, 404),
        ("stranger", 404, 404),
    ],
)
def test_who_may_ask_and_who_reads(
    browser: Browser, world: World, asked: str, person: str, new: int, shown: int
) -> None:
    him = browser.as_(world.people[person])
    assert him.get(NEW).status_code == new
    assert him.get(asked).status_code == shown


def test_a_visitor_signs_in_first(browser: Browser, asked: str) -> None:
    assert browser.get(asked).location.startswith("/login")
    assert browser.get(NEW).location.startswith("/login")


def test_another_units_request_is_unknown(world: World, officer: Browser) -> None:
    foreign = world.rows["19600"]["explanation"].id
    assert officer.get(f"{LIST}/{foreign}").status_code == 404
    answer = officer.post(f"{LIST}/{foreign}/answer", ANSWER, form=LIST)
    assert answer.status_code == 404
    assert officer.get(f"{LIST}/{foreign}/answer").status_code == 405


def test_the_province_reads_and_does_not_close_what_the_district_asked(
    browser: Browser, world: World, officer: Browser, asked: str
) -> None:
    officer.post(f"{asked}/answer", ANSWER, form=asked)
    province = browser.as_(world.province)
    page = province.get(asked).text
    assert f'action="{asked}/reading"' not in page
    answer = province.post(f"{asked}/reading", {"version": "2"}, form=asked)
    assert answer.status_code == 409
    assert "Another unit asked for this" in answer.text


def test_an_ended_unit_is_not_asked(world: World, browser: Browser) -> None:
    with unscoped("test"):
        begin_write()
        unit = db.session.get_one(Unit, world.unit_id("vn"))
        person_id = world.reviewer.id
        row = Membership(person_id=person_id, role="reviewer", starts_on=date(2026, 1, 1))
        row.unit_id = unit.id
        db.session.add(row)
        audit.record("membership.started", row, unit_id=unit.id)
        db.session.commit()
    above = browser.as_(world.reviewer)
    page = above.get("/02-2025/explanations/new")
    assert page.status_code == 409
    assert not check_page(page.text)
    assert "This unit has ended" in page.text
    assert 'href="/08/explanations/new"' in page.text


def test_the_list_says_what_waits_first_and_what_is_overdue(
    world: World, officer: Browser, reviewer: Browser, asked: str
) -> None:
    officer.post(f"{asked}/answer", ANSWER, form=asked)
    with clock.fixed(clock.start_of_day(date(2026, 9, 19))):
        page = officer.as_(world.officer).get(LIST).text
        below = reviewer.as_(world.reviewer)
        assert not check_page(page)
        rows = page.partition('<ul class="rows">')[2]
        assert rows.index("Overdue") < rows.index("Explained")
        assert "Answer by 18/09/2026, overdue" in officer.as_(world.officer).get("/19612/").text
        assert "2 explanations of units below are overdue" in below.get("/468/").text
        listed = below.get(ABOVE).text
    assert not check_page(listed)
    assert "Xã Cam Thành" in listed
    answered = reviewer.get(f"{ABOVE}?show=answered").text
    assert "Xã Cam Tuyền" not in answered.partition("<main")[2]
    assert GIVEN["question"] in answered
    assert "Tỉnh Quảng Trị" in reviewer.get(f"{ABOVE}?of=here").text
    assert "Nothing here." in reviewer.get(f"{ABOVE}?show=withdrawn&page=x").text


def test_queries_do_not_grow_with_requests(
    world: World, reviewer: Browser, officer: Browser, ask_many: Callable[[int], None]
) -> None:
    ask_many(3)
    few = [asked_of(reviewer, ABOVE), asked_of(officer, LIST), asked_of(officer, MONTH)]
    ask_many(30)
    many = [asked_of(reviewer, ABOVE), asked_of(officer, LIST), asked_of(officer, MONTH)]
    assert [len(one) for one in many] == [len(one) for one in few]
    assert max(len(one) for one in many) <= QUERIES, "\n".join(many[2])
    assert "Page 1 of 2" in reviewer.get(ABOVE).text


@pytest.fixture
def ask_many(world: World) -> Callable[[int], None]:
    """Ask Xã Cam Thành so many times more, each answered."""

    def ask(count: int) -> None:
        with months.at(world):
            begin_write()
            for _ in range(count):
                one = Explanation(
                    asking_unit_id=world.unit_id("468"),
                    month_on=months.SEPTEMBER,
                    due_on=date(2026, 9, 18),
                )
                for kind in ("ask", "answer"):
                    entry = ExplanationEntry(kind=kind, person_id=world.officer.id, text="A")
                    one.entries.append(entry)
                db.session.add(one)
            db.session.flush()
            audit.record("explanation.asked", one)
            db.session.commit()

    return ask


def asked_of(browser: Browser, url: str) -> list[str]:
    with counted() as queries:
        assert browser.get(url).status_code == 200
    return queries
