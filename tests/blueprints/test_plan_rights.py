"""What of a plan nobody reads before its time, and what no input breaks."""

from __future__ import annotations

from typing import Any

import pytest

from models import audit
from models.base import db
from models.draft_plan import start_empty
from models.plan import Plan
from models.task import Audience, Task
from models.tenancy import Audience as On
from models.tenancy import bind
from models.unit import Unit
from tests.clients import Browser
from tests.copies import writing
from tests.plans import plan_of
from tests.world import World

DRAFT = "Nội dung chưa ban hành"


@pytest.fixture
def draft(world: World) -> int:
    """A draft of Cam Thành that was typed from nothing; its key."""
    with writing(world, "19612") as unit:
        return start_empty(unit, subject=DRAFT).id


def test_a_task_typed_in_a_commune_is_for_its_own_offices(
    world: World, browser: Browser, draft: int
) -> None:
    them = browser.as_(world.officer)
    url = f"/19612/plans/{draft}/review/tasks/new"
    answer = them.post(url, {"text": "Họp Ban Bảo vệ trẻ em", "cadence": "once"})
    assert answer.status_code == 303
    with bind(world.unit_id("19612")):
        plan = db.session.get_one(Plan, draft)
        assert [task.audience for task in plan.tasks] == [Audience.OWN]
    page = them.get(f"/19612/plans/{draft}/publication").text
    assert "No unit below" not in page
    assert 'name="revision"' in page


@pytest.mark.parametrize("page", ["", "/amendments", "/facts", "/original"])
def test_a_draft_is_not_there_for_the_unit_above(
    world: World, browser: Browser, draft: int, page: str
) -> None:
    assert browser.as_(world.reviewer).get(f"/19612/plans/{draft}{page}").status_code == 404


@pytest.mark.parametrize(
    ("person", "slug", "told"),
    [("reviewer", "19612", False), ("reviewer", "468", False), ("administrator", "19612", True)],
)
def test_the_record_tells_the_words_of_a_draft_at_home_alone(
    world: World, browser: Browser, draft: int, person: str, slug: str, told: bool
) -> None:
    page = browser.as_(world.people[person]).get(f"/{slug}/audit").text
    assert "Draft of a plan begun" in page
    assert (DRAFT in page) is told


def test_a_partner_reads_no_plan_of_a_unit_below(world: World) -> None:
    agencies = {world.rows["468"]["women"].id}
    with bind(world.unit_id("468"), audience=On.PARTNER, agency_ids=agencies):
        units = {plan.unit_id for plan in db.session.query(Plan)}
        tasks = {task.unit_id for task in db.session.query(Task)}
    assert units == tasks == {world.unit_id("468")}


@pytest.mark.parametrize("what", ["reissue", "adoption"])
def test_a_form_of_a_copy_that_was_thrown_away_leads_back(
    world: World, browser: Browser, what: str
) -> None:
    slug, person = ("468", world.reviewer) if what == "reissue" else ("19612", world.officer)
    with writing(world, "468"):
        plan = plan_of(world, "468")
        plan.addressees.append(db.session.get_one(Unit, world.unit_id("19612")))
        plan.change()
    url = f"/{slug}/plans/{world.rows['468']['plan'].id}/{what}"
    them = browser.as_(person)
    sent = {**them.hidden_fields(url), "starts_on": "01/01/2027"}
    made = them.open(url, method="POST", data=sent).headers["Location"].split("/")[-2]
    with writing(world, slug):
        db.session.get_one(Plan, int(made)).discard()
    assert them.open(url, method="POST", data=sent).headers["Location"].endswith(what)


def test_a_task_with_a_day_outside_can_be_split(world: World, browser: Browser) -> None:
    with writing(world, "468"):
        plan = plan_of(world, "468", "plan_draft")
        task = plan.tasks[0]
        task.due_on = plan.starts_on.replace(year=2020)
        audit.record("task.changed", task)
        url = f"/468/plans/{plan.id}/review/tasks/{task.id}/split"
    given = {"text": "Họp.\nBáo cáo."}
    answer = browser.as_(world.reviewer).post(url, given)
    assert answer.status_code == 303


@pytest.mark.parametrize(
    ("url", "given", "status"),
    [
        ("review/tasks/new?section=" + "9" * 30, None, 200),
        ("addressees/units", {"shown": "9" * 5000}, 303),
        ("header", {"starts_on": "01/01/9999", "ends_on": "31/12/9999"}, 422),
        ("header", {"starts_on": "01/01/0001", "ends_on": "31/12/0001"}, 422),
    ],
)
def test_numbers_and_years_beyond_all_measure_break_nothing(
    world: World, browser: Browser, url: str, given: dict[str, Any] | None, status: int
) -> None:
    them = browser.as_(world.reviewer)
    address = f"/468/plans/{world.rows['468']['plan_draft'].id}/{url}"
    answer = them.post(address, {"subject": "V/v", "kind": "ke_hoach", **given}) if given else None
    assert (answer or them.get(address)).status_code == status
