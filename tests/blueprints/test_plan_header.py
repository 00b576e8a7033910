"""The header of a draft on its page: who may change it, what is refused, and two at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models import clock
from models.base import db
from models.plan import Plan
from models.task import Cadence
from models.tenancy import begin_write, bind
from tests.clients import Browser
from tests.plans import plan_of
from tests.world import World

FILLED = {
    "kind": "ke_hoach",
    "number": "12/KH-UBND",
    "issued_on": "05/01/2026",
    "place": "Cam Lộ",
    "issuer": "UBND huyện Cam Lộ",
    "subject": "Kế hoạch công tác trẻ em",
    "signer": "Trần Anh Tuấn",
    "signer_title": "Phó Chủ tịch",
    "starts_on": "01/01/2026",
    "ends_on": "31/12/2026",
    "grounds": "Luật Trẻ em\r\n\r\n  Công văn số 751 ",
    "recipients": "Lưu: VT",
}


def url(world: World, slug: str = "468", name: str = "plan_draft") -> str:
    return f"/{slug}/plans/{world.rows[slug][name].id}/header"


def draft(world: World) -> Plan:
    with bind(world.unit_id("468")):
        return plan_of(world, "468", "plan_draft")


def give_task(world: World, due: date, cadence: Cadence = Cadence.ONCE, **values: Any) -> None:
    """Give the draft's first task a due day."""
    with bind(world.unit_id("468")):
        begin_write()
        plan = plan_of(world, "468", "plan_draft")
        task = plan.tasks[0]
        task.due_on, task.cadence = due, cadence
        for name, value in values.items():
            setattr(task, name, value)
        plan.change()
        db.session.commit()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("reviewer", 200),
        ("leader", 200),
        ("manager", 403),
        ("partner", 403),
        ("officer", 404),
        ("province", 403),
        ("stranger", 404),
    ],
)
def test_the_header_is_for_who_manages_plans_here(
    world: World, browser: Browser, who: str, status: int
) -> None:
    assert browser.as_(world.people[who]).get(url(world)).status_code == status


def test_a_visitor_is_sent_to_the_login(world: World, browser: Browser) -> None:
    assert browser.get(url(world)).headers["Location"].startswith("/login")


def test_the_header_is_saved_as_typed(world: World, browser: Browser) -> None:
    answer = browser.as_(world.reviewer).post(url(world), FILLED)
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("/review")
    plan = draft(world)
    assert (plan.kind, plan.number, plan.issued_on) == ("ke_hoach", "12/KH-UBND", date(2026, 1, 5))
    assert plan.grounds == ["Luật Trẻ em", "Công văn số 751"]


def test_an_officer_changes_the_draft_of_his_unit(world: World, browser: Browser) -> None:
    answer = browser.as_(world.officer).post(url(world, "19612"), FILLED)
    assert answer.status_code == 303


def test_what_is_emptied_is_none(world: World, browser: Browser) -> None:
    emptied = {"number": "", "issued_on": "", "place": " ", "signer": "", "grounds": ""}
    browser.as_(world.reviewer).post(url(world), {**FILLED, **emptied})
    plan = draft(world)
    assert (plan.number, plan.issued_on, plan.place, plan.signer) == (None, None, None, None)
    assert plan.grounds == []


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"subject": ""}, "subject"),
        ({"subject": "x" * 501}, "subject"),
        ({"kind": "telegram"}, "kind"),
        ({"issued_on": "31/02/2026"}, "issued_on"),
        ({"starts_on": ""}, "starts_on"),
        ({"ends_on": "31/12/2025"}, "ends_on"),
        ({"ends_on": "01/01/2036"}, "ends_on"),
        ({"grounds": "x" * 1001}, "grounds"),
        ({"recipients": "x\n" * 201}, "recipients"),
        ({"signer": "Tuấn\x07"}, "signer"),
    ],
)
def test_a_bad_header_is_answered_beside_the_field(
    world: World, browser: Browser, given: dict[str, str], field: str
) -> None:
    answer = browser.as_(world.reviewer).post(url(world), {**FILLED, **given})
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert draft(world).number == "170/UBND-LĐTB&XH"


def test_ten_years_are_not_too_long(world: World, browser: Browser) -> None:
    given = {**FILLED, "ends_on": "31/12/2035"}
    assert browser.as_(world.reviewer).post(url(world), given).status_code == 303


def test_a_period_that_leaves_a_task_outside_names_it(world: World, browser: Browser) -> None:
    give_task(world, date(2026, 12, 15))
    answer = browser.as_(world.reviewer).post(url(world), {**FILLED, "ends_on": "30/11/2026"})
    assert answer.status_code == 422
    assert "Tổ chức truyền thông." in answer.text
    assert "15/12/2026" in answer.text
    assert draft(world).ends_on == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("due", "cadence", "values"),
    [
        (date(2026, 12, 15), Cadence.ONCE, {"left_out_at": clock.now()}),
        (date(2027, 3, 1), Cadence.ONCE, {}),
        (date(2026, 6, 15), Cadence.YEARLY, {}),
        (date(2024, 2, 29), Cadence.YEARLY, {}),
    ],
    ids=["left out", "outside already", "yearly", "yearly on 29 February"],
)
def test_a_period_may_pass_by_other_tasks(
    world: World, browser: Browser, due: date, cadence: Cadence, values: dict[str, Any]
) -> None:
    give_task(world, due, cadence, **values)
    answer = browser.as_(world.reviewer).post(url(world), {**FILLED, "ends_on": "30/11/2026"})
    assert answer.status_code == 303


def test_a_yearly_day_that_comes_no_more_is_named(world: World, browser: Browser) -> None:
    give_task(world, date(2026, 12, 15), Cadence.YEARLY)
    given = {**FILLED, "ends_on": "30/11/2026"}
    assert browser.as_(world.reviewer).post(url(world), given).status_code == 422


def test_two_editors_see_each_others_header(world: World, browser: Browser) -> None:
    them, where = browser.as_(world.reviewer), url(world)
    first, second = them.hidden_fields(where), them.hidden_fields(where)
    given = {"number": "99/KH-UBND", "kind": "quyet_dinh", "grounds": "Nghị định 30\nLuật Trẻ em"}
    assert them.client.post(where, data={**FILLED, **first, **given}).status_code == 303
    answer = them.client.post(where, data={**FILLED, **second})
    assert answer.status_code == 409
    for told in ("99/KH-UBND", "Decision", "Nghị định 30; Luật Trẻ em"):
        assert f"Meanwhile saved by somebody else: {told}" in answer.text
    assert answer.text.count("Meanwhile saved") == 3


def test_the_same_post_twice_changes_once(world: World, browser: Browser) -> None:
    them, where = browser.as_(world.reviewer), url(world)
    form = {**FILLED, **them.hidden_fields(where)}
    assert [them.client.post(where, data=form).status_code for _ in "12"] == [303, 303]
    assert draft(world).revision == world.rows["468"]["plan_draft"].revision + 1


def test_a_published_plan_is_corrected_by_an_amendment(world: World, browser: Browser) -> None:
    them, where = browser.as_(world.reviewer), url(world, name="plan")
    page = f"/468/plans/{world.rows['468']['plan'].id}"
    shown = them.get(where)
    assert (shown.status_code, shown.headers["Location"]) == (303, page)
    answer = them.client.post(where, data={**FILLED, **them.hidden_fields("/468/hamlets")})
    assert answer.status_code == 409
    assert "Make an amendment to correct it." in answer.text
    assert f'{page}"' in answer.text


def test_under_htmx_the_refusal_goes_to_the_messages(world: World, browser: Browser) -> None:
    answer = browser.as_(world.reviewer).get(url(world, name="plan"), htmx=True)
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (409, "#messages")


@pytest.mark.parametrize("key", ["0", "999999999"])
def test_an_unknown_plan_is_404(world: World, browser: Browser, key: str) -> None:
    assert browser.as_(world.reviewer).get(f"/468/plans/{key}/header").status_code == 404


def test_a_plan_of_another_unit_is_404(world: World, browser: Browser) -> None:
    foreign = world.rows["19612"]["plan_draft"].id
    assert browser.as_(world.reviewer).get(f"/468/plans/{foreign}/header").status_code == 404


def test_a_discarded_draft_leads_to_where_it_is_taken_back(world: World, browser: Browser) -> None:
    with bind(world.unit_id("468")):
        begin_write()
        plan_of(world, "468", "plan_draft").discard()
        db.session.commit()
    answer = browser.as_(world.reviewer).get(url(world))
    assert answer.headers["Location"].endswith("/review")
