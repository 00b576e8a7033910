"""Publishing and withdrawing at the browser: who may, what is asked, what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from models import audit
from models.assignment import Assignment
from models.base import db
from models.notification import Notification
from models.plan import Plan
from models.task import Audience, Cadence
from models.tenancy import begin_write, bind, bind_person, unscoped
from tests.clients import Browser
from tests.page_checks import check_page
from tests.plans import plan_of
from tests.world import World

DRAFT = "plan_draft"


def url_of(world: World, slug: str = "468", name: str = DRAFT, page: str = "publication") -> str:
    return f"/{slug}/plans/{world.rows[slug][name].id}/{page}"


def post(world: World, them: Browser, slug: str = "468", **data: Any) -> Any:
    return them.post(url_of(world, slug), data)


def mend(world: World, slug: str = "468", **header: Any) -> None:
    with bind(world.unit_id(slug)):
        begin_write()
        plan_of(world, slug, DRAFT).change(**header)
        db.session.commit()


def mend_task(world: World, slug: str = "468", **values: Any) -> int:
    """Change the first task of a unit's draft; its key."""
    with bind(world.unit_id(slug)):
        begin_write()
        plan = plan_of(world, slug, DRAFT)
        for name, value in values.items():
            setattr(plan.tasks[0], name, value)
        plan.change()
        key = plan.tasks[0].id
        db.session.commit()
    return int(key)


def is_published(world: World, slug: str = "468") -> bool:
    with bind(world.unit_id(slug)):
        return not plan_of(world, slug, DRAFT).is_draft


def assignments(world: World, slug: str = "468") -> int:
    with unscoped("test"):
        mine = Assignment.plan_id == world.rows[slug][DRAFT].id
        return db.session.scalar(select(func.count(Assignment.id)).where(mine)) or 0


def test_the_page_says_who_gets_what(world: World, browser: Browser) -> None:
    page = browser.as_(world.reviewer).get(url_of(world)).text
    assert check_page(page) == []
    assert "170/UBND-LĐTB&amp;XH" in page
    assert "2 units below" in page
    assert "<dt>Assignments made</dt><dd>4</dd>" in page
    assert not is_published(world)


def test_the_reviewer_publishes(world: World, browser: Browser) -> None:
    answer = post(world, browser.as_(world.reviewer))
    assert answer.status_code == 303
    assert answer.headers["Location"] == url_of(world, page="").rstrip("/")
    assert is_published(world)
    assert assignments(world) == 4


def test_so_does_the_leader_and_under_htmx(world: World, browser: Browser) -> None:
    answer = browser.as_(world.leader).post(url_of(world), {}, htmx=True)
    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"] == url_of(world, page="").rstrip("/")
    assert is_published(world)


def test_the_officer_below_is_told_and_reads_the_plan(world: World, browser: Browser) -> None:
    post(world, browser.as_(world.reviewer))
    page = browser.as_(world.officer).get("/19612/notifications").text
    assert "has published: 170/UBND-LĐTB&amp;XH" in page
    assert "Tasks: 2." in page


def test_an_officer_publishes_what_stays_within_the_unit(world: World, browser: Browser) -> None:
    assert post(world, browser.as_(world.officer), "19612").status_code == 303
    assert is_published(world, "19612")


def test_for_units_below_an_officer_learns_who_can(world: World, browser: Browser) -> None:
    mend_task(world, "19612", audience=Audience.BELOW)
    them = browser.as_(world.officer)
    page = them.get(url_of(world, "19612")).text
    assert "A reviewer or leader of this unit publishes it." in page
    assert "Nobody holds this role yet" in page
    assert post(world, them, "19612").status_code == 403
    assert not is_published(world, "19612")


@pytest.mark.parametrize(
    ("person", "slug", "status"),
    [
        ("manager", "468", 403),
        ("partner", "468", 403),
        ("administrator", "19612", 403),
        ("reviewer", "19612", 403),
        ("officer", "468", 404),
        ("neighbour", "19612", 404),
        ("stranger", "468", 404),
    ],
)
@pytest.mark.parametrize("page", ["publication", "withdrawal"])
def test_others_are_refused(
    world: World, browser: Browser, person: str, slug: str, status: int, page: str
) -> None:
    them = browser.as_(world.people[person])
    assert them.get(url_of(world, slug, page=page)).status_code == status
    assert them.post(url_of(world, slug, page=page), {}).status_code == status
    assert not is_published(world, slug)


def test_a_visitor_is_sent_to_the_login(world: World, browser: Browser) -> None:
    assert "/login" in browser.get(url_of(world)).headers["Location"]


def test_a_foreign_and_an_unknown_plan_are_not_there(world: World, browser: Browser) -> None:
    them = browser.as_(world.reviewer)
    for key in (world.rows["19612"][DRAFT].id, world.rows["612"][DRAFT].id, 10**9):
        assert them.get(f"/468/plans/{key}/publication").status_code == 404


def test_a_number_and_a_date_are_asked_for_and_may_be_missing(
    world: World, browser: Browser
) -> None:
    mend(world, number=None, issued_on=None)
    them = browser.as_(world.reviewer)
    answer = post(world, them, no_date="y")
    assert answer.status_code == 422
    assert "The plan has no number." in answer.text
    assert check_page(answer.text) == []
    assert not is_published(world)
    assert post(world, them, no_date="y", no_number="y").status_code == 303


def test_a_day_outside_the_period_leads_to_its_task(world: World, browser: Browser) -> None:
    key = mend_task(world, due_on=date(2027, 1, 1))
    them = browser.as_(world.reviewer)
    answer = post(world, them)
    assert answer.status_code == 422
    assert "01/01/2027 is outside" in answer.text
    assert f'href="{url_of(world, page=f"review#task-{key}")}"' in answer.text
    mend_task(world, due_on=date(2027, 1, 1), cadence=Cadence.MONTHLY)
    assert post(world, them).status_code == 303


def test_a_task_without_text_and_a_plan_to_nobody_are_refused(
    world: World, browser: Browser
) -> None:
    mend_task(world, "19612", audience=Audience.BELOW, text=" ")
    page = browser.as_(world.officer).get(url_of(world, "19612")).text
    assert "The task has no text." in page
    assert f'href="{url_of(world, "19612", page="addressees")}"' in page


def test_a_plan_without_tasks_is_refused(world: World, browser: Browser) -> None:
    with bind(world.unit_id("468")):
        begin_write()
        plan = plan_of(world, "468", DRAFT)
        for task in plan.tasks:
            task.left_out_at = plan.created_at
        plan.change()
        db.session.commit()
    answer = post(world, browser.as_(world.reviewer))
    assert answer.status_code == 422
    assert "The plan has no task." in answer.text


def test_a_discarded_draft_is_refused(world: World, browser: Browser) -> None:
    with bind(world.unit_id("468")):
        begin_write()
        plan_of(world, "468", DRAFT).discard()
        db.session.commit()
    answer = post(world, browser.as_(world.reviewer))
    assert answer.status_code == 409
    assert "This draft was discarded." in answer.text


def test_a_unit_that_has_ended_publishes_nothing(world: World, browser: Browser) -> None:
    from models.unit import Unit

    with unscoped("test"):
        begin_write()
        db.session.get_one(Unit, world.unit_id("468")).valid_to = date(2026, 9, 14)
        audit.record("test", world.units["468"], unit_id=world.unit_id("vn"), after={})
        db.session.commit()
    assert post(world, browser.as_(world.reviewer)).status_code == 410
    assert not is_published(world)


def test_a_plan_changed_since_it_was_looked_at_is_looked_at_again(
    world: World, browser: Browser
) -> None:
    them = browser.as_(world.reviewer)
    before = them.hidden_fields(url_of(world))
    mend_task(world, text="Tổ chức hai buổi.")
    answer = them.open(url_of(world), method="POST", data=before)
    assert answer.status_code == 409
    assert "was changed while you looked" in answer.text
    assert not is_published(world)


def test_a_double_tap_is_one_act(world: World, browser: Browser) -> None:
    them = browser.as_(world.reviewer)
    form = them.hidden_fields(url_of(world))
    for _tap in range(2):
        answer = them.open(url_of(world), method="POST", data=form)
        assert answer.status_code == 303
    assert assignments(world) == 4


def test_the_second_person_learns_who_was_first(world: World, browser: Browser) -> None:
    second = browser.as_(world.leader)
    form = second.hidden_fields(url_of(world))
    post(world, browser.as_(world.reviewer))
    answer = second.open(url_of(world), method="POST", data=form)
    assert answer.status_code == 409
    assert "Published by Người duyệt huyện Cam Lộ on 15/09/2026 10:00." in answer.text
    assert assignments(world) == 4


@pytest.mark.parametrize("revision", ["", "x", "9" * 40])
def test_a_broken_form_publishes_nothing(world: World, browser: Browser, revision: str) -> None:
    answer = post(world, browser.as_(world.reviewer), revision=revision)
    assert answer.status_code in {409, 422}
    assert not is_published(world)


def test_a_post_without_a_token_publishes_nothing(world: World, browser: Browser) -> None:
    assert browser.as_(world.reviewer).client.post(url_of(world)).status_code == 400
    assert not is_published(world)


def withdraw(world: World, them: Browser, **data: Any) -> Any:
    return them.post(url_of(world, page="withdrawal"), data)


def test_a_published_plan_is_withdrawn_with_a_reason(world: World, browser: Browser) -> None:
    them = browser.as_(world.reviewer)
    post(world, them)
    assert check_page(them.get(url_of(world, page="withdrawal")).text) == []
    assert withdraw(world, them, reason="Ban hành nhầm năm.").status_code == 303
    with bind(world.unit_id("19612")):
        assert db.session.get_one(Plan, world.rows["468"][DRAFT].id).withdrawn_at
    page = browser.as_(world.officer).get("/19612/notifications").text
    assert "Reason: Ban hành nhầm năm." in page


def test_a_reason_is_required(world: World, browser: Browser) -> None:
    them = browser.as_(world.reviewer)
    post(world, them)
    answer = withdraw(world, them, reason="  ")
    assert answer.status_code == 422
    assert 'id="reason-error"' in answer.text


def test_who_comes_second_learns_of_the_withdrawal(world: World, browser: Browser) -> None:
    them = browser.as_(world.reviewer)
    post(world, them)
    withdraw(world, them, reason="Nhầm.")
    answer = withdraw(world, browser.as_(world.leader), reason="Cũng nhầm.")
    assert answer.status_code == 409
    assert "Withdrawn by Người duyệt huyện Cam Lộ" in answer.text
    with bind_person(world.officer.id):
        assert len(db.session.scalars(select(Notification)).all()) == 2


def test_a_draft_cannot_be_withdrawn(world: World, browser: Browser) -> None:
    answer = withdraw(world, browser.as_(world.reviewer), reason="Nhầm.")
    assert answer.status_code == 409
    assert "not published" in answer.text
