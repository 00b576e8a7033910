"""Saying who does at a unit what plans give to a kind of agency."""

from __future__ import annotations

import pytest

from models.agency_duty import duties_of
from models.base import db
from models.tenancy import begin_write, bind
from models.unit import Unit
from tests.clients import Browser
from tests.plans import plan_of
from tests.world import World

URL = "/19600/agencies/duties"


@pytest.fixture(autouse=True)
def addressed(world: World) -> None:
    """Cam Lộ's plan, which names the women's union and the police, goes to Cam Tuyền."""
    with bind(world.unit_id("468")):
        begin_write()
        plan = plan_of(world, "468")
        plan.tasks[0].name_agencies([], ["women", "police"])
        plan.addressees.append(db.session.get_one(Unit, world.unit_id("19600")))
        plan.change()
        db.session.commit()


def duty(world: World, kind: str) -> str | None:
    with bind(world.unit_id("19600")):
        found = duties_of(world.unit_id("19600"))[kind]
        return found.name if found else None


def test_what_plans_from_above_name_is_asked_and_answered(world: World, browser: Browser) -> None:
    them = browser.as_(world.neighbour)
    page = them.get(URL).text
    assert 'name="police"' in page
    assert 'name="youth"' not in page
    youth = world.rows["19600"]["youth"].id
    answer = them.post(URL, {"police": str(youth), "women": "officer"})
    assert answer.status_code == 303
    assert duty(world, "police") == "Đoàn Thanh niên Cam Tuyền"
    assert duty(world, "women") is None


def test_the_only_agency_of_a_kind_is_proposed(world: World, browser: Browser) -> None:
    page = browser.as_(world.neighbour).get(URL).text
    assert f'selected value="{world.rows["19600"]["women"].id}"' in page


def test_an_answer_is_needed_for_each(world: World, browser: Browser) -> None:
    answer = browser.as_(world.neighbour).post(URL, {"police": "", "women": "officer"})
    assert answer.status_code == 422
    assert "Choose one of these." in answer.text


def test_a_foreign_agency_is_no_choice(world: World, browser: Browser) -> None:
    foreign = world.rows["468"]["women"].id
    answer = browser.as_(world.neighbour).post(URL, {"police": str(foreign), "women": "officer"})
    assert answer.status_code == 422


def test_two_who_answer_at_once_overwrite_nothing(world: World, browser: Browser) -> None:
    them = browser.as_(world.neighbour)
    drawn = them.hidden_fields(URL)
    them.post(URL, {"police": "officer", "women": "officer"})
    youth = str(world.rows["19600"]["youth"].id)
    filled = drawn | {"police": youth, "women": "officer", "form_id": ""}
    late = them.open(URL, method="POST", data=filled)
    assert late.status_code == 409
    assert "Meanwhile answered by somebody else" in late.text
    assert duty(world, "police") is None


@pytest.mark.parametrize(
    ("person", "status"), [("partner", 404), ("manager", 403), ("stranger", 404)]
)
def test_who_has_no_business_here(world: World, browser: Browser, person: str, status: int) -> None:
    assert browser.as_(world.people[person]).get(URL).status_code == status


def test_a_unit_whose_plans_name_nobody_is_asked_nothing(world: World, browser: Browser) -> None:
    page = browser.as_(world.stranger).get("/612/agencies/duties").text
    assert 'name="police"' not in page
