"""Amending a published plan: what changes, what it meets, who may, what is refused."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from models import audit
from models.amend_plan import wordings_at
from models.amendment import Amendment
from models.assignment import Assignment
from models.base import db
from models.clock import now, today
from models.line import Line, LineState
from models.period import WHOLE
from models.plan import Plan
from models.task import Audience, Cadence, Task
from models.tenancy import begin_write, bind, unscoped
from tests.blueprints.test_publishing import DRAFT, mend_task, url_of
from tests.clients import Browser
from tests.page_checks import check_page
from tests.world import World


@pytest.fixture
def reviewer(world: World, browser: Browser) -> Browser:
    """The reviewer of Cam Lộ, who has published the district's plan."""
    them = browser.as_(world.reviewer)
    assert them.post(url_of(world), {}).status_code == 303
    return them


def plan_url(world: World, slug: str = "468") -> str:
    return url_of(world, slug, page="").rstrip("/")


def start(world: World, them: Browser, slug: str = "468") -> str:
    """Begin an amendment; where it is."""
    listed = f"{plan_url(world, slug)}/amendments"
    answer = them.post(f"{listed}/new", {}, form=listed)
    assert answer.status_code == 303
    return str(answer.headers["Location"])


def tasks(world: World, slug: str = "468") -> list[Task]:
    with unscoped("test"):
        return list(db.session.scalars(Task.of(world.rows[slug][DRAFT])))


def state(world: World, them: Browser, url: str, slug: str = "468", **values: Any) -> Any:
    """State what the plan's first task will say."""
    data = {"text": "Tổ chức hai buổi.", "cadence": "once", **values}
    return them.post(f"{url}/tasks/{tasks(world, slug)[0].id}", data)


def publish(them: Browser, url: str) -> Any:
    """Press the button of the page as it is drawn."""
    page = them.get(url).text
    form = re.search(rf'action="{url}/publication"(.*?)</form>', page, re.DOTALL)
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[1] if form else page))
    return them.open(f"{url}/publication", method="POST", data=fields)


def begin_line(world: World, slug: str = "19612", **values: Any) -> None:
    """Let a unit have begun a line of the plan's first task."""
    first = tasks(world)[0].id
    with bind(world.unit_id(slug)):
        begin_write()
        mine = select(Assignment).where(Assignment.task_id == first)
        mine = mine.where(Assignment.unit_id == world.unit_id(slug))
        line = Line(assignment=db.session.scalars(mine).one(), **{"period_on": WHOLE, **values})
        db.session.add(line)
        audit.record("test", line)
        db.session.commit()


def ended(world: World, task: Task) -> set[date | None]:
    with unscoped("test"):
        mine = select(Assignment.ended_on).where(Assignment.task_id == task.id)
        return set(db.session.scalars(mine))


def test_a_change_is_shown_field_by_field_and_counts_once_published(
    world: World, reviewer: Browser
) -> None:
    url = start(world, reviewer)
    state(world, reviewer, url, due_on="15/10/2026", product="Báo cáo")
    page = reviewer.get(url).text
    assert check_page(page) == []
    assert "<del>Tổ chức truyền thông.</del>" in page
    assert "<ins>Tổ chức hai buổi.</ins>" in page
    assert "<ins>15/10/2026</ins>" in page
    assert tasks(world)[0].text == "Tổ chức truyền thông."
    assert publish(reviewer, url).status_code == 303
    assert tasks(world)[0].text == "Tổ chức hai buổi."


def test_what_it_meets_is_counted(world: World, reviewer: Browser) -> None:
    begin_line(world, state=LineState.DONE)
    url = start(world, reviewer)
    state(world, reviewer, url)
    page = reviewer.get(url).text
    assert "2 units have this task: 1 have begun, 1 have done it." in page
    assert "lines not yet approved show the new text" in page


def test_before_it_is_published_only_the_issuer_sees_it(
    world: World, reviewer: Browser, browser: Browser
) -> None:
    url = start(world, reviewer)
    state(world, reviewer, url)
    below = browser.as_(world.officer)
    theirs = url.replace("/468/", "/19612/")
    assert below.get(theirs).status_code == 404
    assert browser.as_(world.province).get(url).status_code == 404
    publish(reviewer, url)
    page = below.get(theirs)
    assert page.status_code == 200
    assert check_page(page.text) == []
    assert "<ins>Tổ chức hai buổi.</ins>" in page.text
    assert browser.as_(world.province).get(url).status_code == 200
    assert browser.as_(world.stranger).get(url).status_code == 404


def test_whoever_has_the_plan_is_told(world: World, reviewer: Browser, browser: Browser) -> None:
    url = start(world, reviewer)
    state(world, reviewer, url)
    publish(reviewer, url)
    page = browser.as_(world.officer).get("/19612/notifications").text
    assert "has amended: 170/UBND-LĐTB&amp;XH" in page


def test_a_task_that_ends_makes_no_more_lines(world: World, reviewer: Browser) -> None:
    begin_line(world)
    first, second = tasks(world)
    url = start(world, reviewer)
    form = f"{url}/tasks/{first.id}"
    assert reviewer.post(f"{form}/ending", {}, form=form).status_code == 303
    publish(reviewer, url)
    assert tasks(world)[0].is_left_out
    assert ended(world, first) == {today()}
    assert ended(world, second) == {None}


def test_an_added_task_is_given_to_all_who_have_the_plan(world: World, reviewer: Browser) -> None:
    url = start(world, reviewer)
    data = {"text": "Báo cáo thêm.", "cadence": "monthly", "audience": "below", "section_id": "0"}
    assert reviewer.post(f"{url}/tasks/new", data).status_code == 303
    change = re.search(r"/changes/(\d+)/removal", reviewer.get(url).text)
    assert change
    again = {**data, "text": "Báo cáo hằng tháng."}
    assert reviewer.post(f"{url}/changes/{change[1]}", again).status_code == 303
    publish(reviewer, url)
    added = tasks(world)[-1]
    assert (added.text, added.cadence) == ("Báo cáo hằng tháng.", Cadence.MONTHLY)
    assert len(ended(world, added)) == 1
    with unscoped("test"):
        mine = select(Assignment).where(Assignment.task_id == added.id)
        assert len(db.session.scalars(mine).all()) == 2


def test_an_added_task_stands_behind_the_last_of_its_heading(
    world: World, reviewer: Browser
) -> None:
    section = tasks(world)[0].section_id
    url = start(world, reviewer)
    data = {"text": "Việc thêm.", "cadence": "once", "audience": "own", "section_id": str(section)}
    reviewer.post(f"{url}/tasks/new", data)
    publish(reviewer, url)
    assert (tasks(world)[-1].text, tasks(world)[-1].section_id) == ("Việc thêm.", section)


def test_a_task_of_the_own_offices_moves_to_who_leads_it_now(
    world: World, browser: Browser
) -> None:
    mend_task(world, audience=Audience.OWN)
    them = browser.as_(world.reviewer)
    them.post(url_of(world), {})
    url = start(world, them)
    state(world, them, url, lead="women")
    publish(them, url)
    with bind(world.unit_id("468")):
        mine = select(Assignment).where(Assignment.task_id == tasks(world)[0].id)
        rows = [(row.agency_id, row.ended_on) for row in db.session.scalars(mine)]
    assert sorted(rows, key=str) == sorted(
        [(None, today()), (world.rows["468"]["women"].id, None)], key=str
    )


def test_a_task_in_an_approved_month_is_ended_not_changed(world: World, reviewer: Browser) -> None:
    begin_line(world, frozen_on=date(2026, 8, 1))
    url = start(world, reviewer)
    answer = state(world, reviewer, url)
    assert answer.status_code == 409
    assert check_page(answer.text) == []
    assert "End it from today and add a new task instead." in answer.text
    form = f"{url}/tasks/{tasks(world)[0].id}"
    assert reviewer.post(f"{form}/ending", {}, form=form).status_code == 303
    assert publish(reviewer, url).status_code == 303


def test_a_month_approved_while_the_amendment_was_prepared_stops_it(
    world: World, reviewer: Browser
) -> None:
    url = start(world, reviewer)
    state(world, reviewer, url)
    begin_line(world, frozen_on=date(2026, 8, 1))
    answer = publish(reviewer, url)
    assert answer.status_code == 409
    assert "in an approved month of a unit" in answer.text
    assert tasks(world)[0].text == "Tổ chức truyền thông."


def test_a_task_done_in_periods_changes_and_what_was_approved_keeps_its_words(
    world: World, browser: Browser
) -> None:
    mend_task(world, cadence=Cadence.MONTHLY)
    them = browser.as_(world.reviewer)
    them.post(url_of(world), {})
    begin_line(world, period_on=date(2026, 8, 1), frozen_on=date(2026, 8, 1))
    before, first, url = now(), tasks(world)[0].id, start(world, them)
    state(world, them, url, cadence="monthly")
    assert "1 line in an approved month stays as it is" in them.get(url).text
    assert publish(them, url).status_code == 303
    with bind(world.unit_id("19612")):
        of_plan = Amendment.plan_id == world.rows["468"][DRAFT].id
        amendment = db.session.scalars(select(Amendment).where(of_plan)).one()
        assert wordings_at([first], before) == {}
        amended_at = amendment.published_at
        assert amended_at == before
    with unscoped("test"):
        begin_write()
        row = db.session.get_one(Amendment, amendment.id)
        row.published_at = now().replace(day=16)
        audit.record("test", row, unit_id=row.unit_id)
        db.session.commit()
    with bind(world.unit_id("19612")):
        assert wordings_at([first], before)[first].text == "Tổ chức truyền thông."


def test_of_two_amendments_of_one_task_the_second_learns_what_happened(
    world: World, reviewer: Browser
) -> None:
    one, other = start(world, reviewer), start(world, reviewer)
    state(world, reviewer, one)
    state(world, reviewer, other, text="Tổ chức ba buổi.")
    publish(reviewer, one)
    answer = publish(reviewer, other)
    assert answer.status_code == 409
    assert "was changed meanwhile" in answer.text
    assert tasks(world)[0].text == "Tổ chức hai buổi."
    assert state(world, reviewer, other, text="Tổ chức ba buổi.").status_code == 303
    assert "<del>Tổ chức hai buổi.</del>" in reviewer.get(other).text
    assert publish(reviewer, other).status_code == 303
    assert tasks(world)[0].text == "Tổ chức ba buổi."


def test_a_form_from_before_a_change_shows_the_present_text(
    world: World, reviewer: Browser
) -> None:
    one, other = start(world, reviewer), start(world, reviewer)
    url = f"{other}/tasks/{tasks(world)[0].id}"
    old = reviewer.hidden_fields(url)
    state(world, reviewer, one)
    publish(reviewer, one)
    data = {**old, "text": "Tổ chức ba buổi.", "cadence": "once"}
    answer = reviewer.open(url, method="POST", data=data)
    assert answer.status_code == 409
    assert "Meanwhile saved by somebody else: Tổ chức hai buổi." in answer.text


def test_a_task_that_ended_meanwhile_is_not_changed(world: World, reviewer: Browser) -> None:
    one, other = start(world, reviewer), start(world, reviewer)
    state(world, reviewer, other)
    form = f"{one}/tasks/{tasks(world)[0].id}"
    reviewer.post(f"{form}/ending", {}, form=form)
    publish(reviewer, one)
    answer = publish(reviewer, other)
    assert answer.status_code == 409
    assert "The task was ended meanwhile." in answer.text


def test_an_amendment_changed_since_it_was_looked_at_is_looked_at_again(
    world: World, reviewer: Browser
) -> None:
    url = start(world, reviewer)
    state(world, reviewer, url)
    page = reviewer.hidden_fields(url)
    state(world, reviewer, url, text="Tổ chức ba buổi.")
    answer = reviewer.open(f"{url}/publication", method="POST", data=page)
    assert answer.status_code == 409
    assert "was changed while you looked" in answer.text


def test_an_amendment_that_changes_nothing_is_not_published(
    world: World, reviewer: Browser
) -> None:
    url = start(world, reviewer)
    state(world, reviewer, url)
    change = re.search(r"/changes/(\d+)/removal", reviewer.get(url).text)
    assert change
    assert reviewer.post(f"{url}/changes/{change[1]}/removal", {}, form=url).status_code == 303
    answer = publish(reviewer, url)
    assert answer.status_code == 409
    assert "Nothing changes yet." in answer.text


def test_what_says_the_same_is_no_change(world: World, reviewer: Browser) -> None:
    url = start(world, reviewer)
    state(world, reviewer, url, text="Tổ chức truyền thông.")
    assert "/removal" not in reviewer.get(url).text


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"text": " "}, "text"),
        ({"cadence": "hourly"}, "cadence"),
        ({"due_on": "31/02/2026"}, "due_on"),
        ({"due_on": "01/01/2027"}, "due_on"),
    ],
)
def test_bad_input_is_answered_beside_the_field(
    world: World, reviewer: Browser, values: dict[str, str], field: str
) -> None:
    url = start(world, reviewer)
    answer = state(world, reviewer, url, **values)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert check_page(answer.text) == []


def test_the_letter_is_kept_and_shown(world: World, reviewer: Browser, browser: Browser) -> None:
    url = start(world, reviewer)
    data = {"number": "180/UBND", "issued_on": "15/09/2026", "subject": "V/v điều chỉnh"}
    assert reviewer.post(f"{url}/letter", data, form=url).status_code == 303
    state(world, reviewer, url)
    publish(reviewer, url)
    page = browser.as_(world.officer).get(url.replace("/468/", "/19612/")).text
    assert "180/UBND - 15/09/2026 - V/v điều chỉnh" in page


def test_what_is_published_or_discarded_takes_no_change(world: World, reviewer: Browser) -> None:
    url, other = start(world, reviewer), start(world, reviewer)
    state(world, reviewer, url)
    publish(reviewer, url)
    again = {"text": "Nữa.", "cadence": "once"}
    task_url = f"{url}/tasks/{tasks(world)[0].id}"
    assert reviewer.post(task_url, again, form=url).status_code == 303
    assert publish(reviewer, url).status_code == 409
    reviewer.post(f"{other}/discarding", {}, form=other)
    assert reviewer.get(other).status_code == 404
    assert tasks(world)[0].text == "Tổ chức hai buổi."


def test_a_withdrawn_plan_is_not_amended(world: World, reviewer: Browser) -> None:
    url = start(world, reviewer)
    state(world, reviewer, url)
    reviewer.post(url_of(world, page="withdrawal"), {"reason": "Nhầm."})
    assert publish(reviewer, url).status_code == 409
    listed = f"{plan_url(world)}/amendments"
    assert "Amend the plan" not in reviewer.get(listed).text
    reviewer.post(f"{listed}/new", {}, form=listed)
    with bind(world.unit_id("468")):
        of_plan = Amendment.of(db.session.get_one(Plan, world.rows["468"][DRAFT].id))
        assert len(db.session.scalars(of_plan).all()) == 1


def test_a_draft_has_no_amendments(world: World, browser: Browser) -> None:
    them = browser.as_(world.reviewer)
    listed = f"{plan_url(world)}/amendments"
    assert them.post(f"{listed}/new", {}, form=listed).headers["Location"] == listed
    with bind(world.unit_id("468")):
        of_plan = Amendment.of(db.session.get_one(Plan, world.rows["468"][DRAFT].id))
        assert db.session.scalars(of_plan).all() == []


def test_an_officer_amends_what_stays_within_the_unit(world: World, browser: Browser) -> None:
    them = browser.as_(world.officer)
    them.post(url_of(world, "19612"), {})
    url = start(world, them, "19612")
    assert state(world, them, url, "19612").status_code == 303
    assert publish(them, url).status_code == 303
    assert tasks(world, "19612")[0].text == "Tổ chức hai buổi."


@pytest.mark.parametrize(("person", "status"), [("manager", 403), ("officer", 404)])
def test_others_do_not_amend(
    world: World, reviewer: Browser, browser: Browser, person: str, status: int
) -> None:
    url, them = start(world, reviewer), browser.as_(world.people[person])
    form = f"/{'468' if person == 'manager' else '19612'}/"
    for page in ("letter", "publication", "discarding", "tasks/new"):
        assert them.post(f"{url}/{page}", {}, form=form).status_code == status


def test_a_change_of_another_amendment_is_not_there(world: World, reviewer: Browser) -> None:
    url = start(world, reviewer)
    for page in ("tasks", "changes"):
        row = "task" if page == "tasks" else "amendment_change"
        key = world.rows["468"][row].id
        assert reviewer.get(f"{url}/{page}/{key}").status_code == 404
