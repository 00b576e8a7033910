"""What a plan says beside its tasks: read by who reads the plan, corrected in its draft."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from models.base import db
from models.plan_facts import BudgetLine, PlanTarget, ReportDue
from models.tenancy import bind
from tests.clients import Browser
from tests.plans import plan_of
from tests.world import World

MODELS = {"targets": PlanTarget, "reports": ReportDue, "budget": BudgetLine}
FILLED = {
    "targets": {
        "text": "9/9 xã có ban bảo vệ trẻ em",
        "is_baseline": "",
        "direction": ">=",
        "written": "9/9",
        "measure": "xã",
        "year": "2025",
    },
    "reports": {"who": "UBND xã", "to": "UBND huyện", "via": "", "days": "15/6, 10/12/2026"},
    "budget": {"text": "Kinh phí", "amount": "6.350.000.000", "source": "huyện"},
}

AS_SHOWN = {
    "targets": lambda row: {
        "text": row.text,
        "is_baseline": "",
        "direction": "",
        "written": "75",
        "measure": "%",
        "year": "2025",
    },
    "reports": lambda row: {"who": row.who, "to": row.to, "via": "", "days": "15/06, 15/12"},
    "budget": lambda row: {"text": row.text, "amount": "10.000.000", "source": "huyện"},
}


def url(world: World, kind: str = "", slug: str = "468", name: str = "plan_draft") -> str:
    return f"/{slug}/plans/{world.rows[slug][name].id}/facts{kind and '/' + kind}"


def rows(world: World, kind: str, name: str = "plan_draft") -> list[Any]:
    with bind(world.unit_id("468")):
        plan = plan_of(world, "468", name)
        return list(db.session.scalars(MODELS[kind].of(plan.id)))


def first(world: World, kind: str, name: str = "plan_draft") -> str:
    return f"{url(world, kind, name=name)}/{rows(world, kind, name)[0].id}"


@pytest.mark.parametrize(
    ("who", "status"),
    [("reviewer", 200), ("manager", 200), ("partner", 404), ("province", 404), ("stranger", 404)],
)
def test_facts_of_a_draft_are_its_units_alone(
    world: World, browser: Browser, who: str, status: int
) -> None:
    assert browser.as_(world.people[who]).get(url(world)).status_code == status


def test_facts_of_a_published_plan_are_read_above(world: World, browser: Browser) -> None:
    page = browser.as_(world.province).get(url(world, name="plan"))
    assert page.status_code == 200
    assert "/facts/targets" not in page.text


def test_the_page_shows_figures_days_and_money_as_people_write_them(
    world: World, browser: Browser
) -> None:
    page = browser.as_(world.reviewer).get(url(world)).text
    for shown in ("75%", "1.210 trẻ", "15/06, 15/12", "10.000.000 đ"):
        assert shown in page


@pytest.mark.parametrize("kind", MODELS)
def test_one_more_is_added(world: World, browser: Browser, kind: str) -> None:
    before = len(rows(world, kind))
    answer = browser.as_(world.reviewer).post(f"{url(world, kind)}/new", FILLED[kind])
    assert answer.headers["Location"].endswith(f"/facts#{kind}")
    assert len(rows(world, kind)) == before + 1


def test_a_target_is_kept_as_written_and_as_a_number(world: World, browser: Browser) -> None:
    them = browser.as_(world.reviewer)
    for written in ("1.210", "9/9"):
        them.post(f"{url(world, 'targets')}/new", {**FILLED["targets"], "written": written})
    added = rows(world, "targets")[-2:]
    assert [(row.written, row.value) for row in added] == [("1.210", Decimal(1210)), ("9/9", None)]
    assert (added[0].direction, added[0].measure, added[0].year) == (">=", "xã", "2025")


def test_days_are_of_every_year_or_of_one(world: World, browser: Browser) -> None:
    browser.as_(world.reviewer).post(f"{url(world, 'reports')}/new", FILLED["reports"])
    added = rows(world, "reports")[-1]
    assert added.days == ["--06-15", "2026-12-10"]
    assert added.text == "UBND xã → UBND huyện"


@pytest.mark.parametrize("kind", MODELS)
def test_a_fact_is_corrected(world: World, browser: Browser, kind: str) -> None:
    assert browser.as_(world.reviewer).post(first(world, kind), FILLED[kind]).status_code == 303
    changed = browser.as_(world.reviewer).get(url(world)).text
    assert {"targets": "9/9 xã", "reports": "15/06, 10/12/2026", "budget": "6.350.000.000 đ"}[
        kind
    ] in changed


@pytest.mark.parametrize("kind", MODELS)
def test_saving_what_is_shown_changes_nothing(world: World, browser: Browser, kind: str) -> None:
    them, where = browser.as_(world.reviewer), first(world, kind)
    before = vars(rows(world, kind)[0]).copy()
    form = AS_SHOWN[kind](rows(world, kind)[0])
    assert them.post(where, form).status_code == 303
    after = vars(rows(world, kind)[0])
    shown = {"text", "value", "measure", "direction", "year", "days", "amount", "source", "who"}
    assert {name: after[name] for name in shown & set(after)} == {
        name: before[name] for name in shown & set(before)
    }


@pytest.mark.parametrize(
    ("kind", "given", "field"),
    [
        ("targets", {"text": ""}, "text"),
        ("targets", {"written": ""}, "written"),
        ("targets", {"written": "1.7"}, "written"),
        ("targets", {"written": "nhiều"}, "written"),
        ("targets", {"direction": "sideways"}, "direction"),
        ("targets", {"year": "năm ngoái"}, "year"),
        ("reports", {"days": ""}, "days"),
        ("reports", {"days": "31/4"}, "days"),
        ("reports", {"days": ", ;"}, "days"),
        ("budget", {"text": " "}, "text"),
        ("budget", {"amount": "mười tỷ"}, "amount"),
        ("budget", {"source": "x" * 301}, "source"),
    ],
)
def test_a_bad_fact_is_answered_beside_the_field(
    world: World, browser: Browser, kind: str, given: dict[str, str], field: str
) -> None:
    before = len(rows(world, kind))
    answer = browser.as_(world.reviewer).post(f"{url(world, kind)}/new", {**FILLED[kind], **given})
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert len(rows(world, kind)) == before


@pytest.mark.parametrize("kind", MODELS)
def test_a_fact_is_taken_out_once(world: World, browser: Browser, kind: str) -> None:
    them, where = browser.as_(world.reviewer), first(world, kind)
    before = len(rows(world, kind))
    form = them.hidden_fields(where)
    answers = [them.client.post(f"{where}/removal", data=form) for _ in "12"]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(rows(world, kind)) == before - 1


def test_taking_out_what_somebody_changed_is_refused(world: World, browser: Browser) -> None:
    them, where = browser.as_(world.reviewer), first(world, "budget")
    form = them.hidden_fields(where)
    them.post(where, FILLED["budget"])
    assert them.client.post(f"{where}/removal", data=form).status_code == 409
    assert rows(world, "budget")


@pytest.mark.parametrize("kind", MODELS)
def test_two_editors_see_each_others_words(world: World, browser: Browser, kind: str) -> None:
    them, where = browser.as_(world.reviewer), first(world, kind)
    forms = [them.hidden_fields(where) for _ in "12"]
    assert them.client.post(where, data={**FILLED[kind], **forms[0]}).status_code == 303
    mine = {"targets": {"direction": "giảm"}, "reports": {"days": "1/7"}, "budget": {"amount": ""}}
    answer = them.client.post(where, data={**FILLED[kind], **forms[1], **mine[kind]})
    theirs = {"targets": "at least", "reports": "15/06, 10/12/2026", "budget": "6.350.000.000"}
    assert answer.status_code == 409
    assert f"Meanwhile saved by somebody else: {theirs[kind]}" in answer.text


@pytest.mark.parametrize(("who", "status"), [("manager", 403), ("officer", 404), ("partner", 403)])
def test_others_do_not_correct(world: World, browser: Browser, who: str, status: int) -> None:
    them = browser.as_(world.people[who])
    assert them.get(first(world, "targets")).status_code == status
    assert them.get(f"{url(world, 'targets')}/new").status_code == status


@pytest.mark.parametrize("kind", MODELS)
def test_a_published_plan_keeps_its_facts(world: World, browser: Browser, kind: str) -> None:
    them, where = browser.as_(world.reviewer), first(world, kind, "plan")
    token = them.hidden_fields("/468/hamlets")
    before = len(rows(world, kind, "plan"))
    for path in (where, f"{where}/removal", f"{url(world, kind, name='plan')}/new"):
        assert them.client.post(path, data={**FILLED[kind], **token}).status_code == 409
    assert len(rows(world, kind, "plan")) == before


def test_a_fact_of_another_plan_is_404(world: World, browser: Browser) -> None:
    foreign = rows(world, "targets", "plan")[0].id
    them = browser.as_(world.reviewer)
    assert them.get(f"{url(world, 'targets')}/{foreign}").status_code == 404
    assert them.get(f"{url(world, 'people')}/{foreign}").status_code == 404
