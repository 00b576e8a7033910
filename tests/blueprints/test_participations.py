"""A unit in a campaign, on its pages: who writes, who decides, what each of them reads."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from bench.pages import GATE_QUERIES
from models import audit, clock
from models.activity_acts import Doer
from models.base import db
from models.campaign import CampaignTarget, Measure
from models.campaign_links import put_in
from models.log_activity import log
from models.membership import Membership
from models.permissions import Role
from tests.activities import entry
from tests.clients import Browser
from tests.page_checks import check_page
from tests.queries import counted
from tests.taking_part import UNIT, ask_task, change, logged, opened, writing
from tests.world import START, World

GIVEN = {
    "what": "Đêm hội trăng rằm",
    "planned_on": "24/9",
    "where": "Sân Thôn Một Cam Thành",
    "lead_agency_id": "0",
    "lead_name": "UBND xã",
    "planned_budget": "5 triệu",
}
MOST_QUERIES = 7


@pytest.fixture
def officer(browser: Browser, world: World) -> Browser:
    return browser.as_(world.officer)


@pytest.fixture
def reviewer(browser: Browser, world: World) -> Browser:
    return browser.as_(world.reviewer)


def page_of(key: int, slug: str = UNIT) -> str:
    return f"/{slug}/campaigns/{key}/participation"


def submitted(world: World, officer: Browser, **values: Any) -> tuple[int, str]:
    """A campaign of which Cam Thành has handed its result sheet in; its key and the page."""
    key = opened(world)
    logged(world, key, **{"children": 120, "gifts": 60, "budget": 9_000_000, **values})
    here = page_of(key)
    assert officer.post(f"{here}/submission").location == here
    return key, here


def test_a_plan_is_written_and_read(world: World, officer: Browser) -> None:
    here = page_of(opened(world))
    assert "Write the plan" in officer.get(here).text
    assert not check_page(officer.get(f"{here}/plan").text)
    assert officer.post(f"{here}/plan", GIVEN).location == here
    shown = officer.get(here).text
    assert not check_page(shown)
    for text in ("Đêm hội trăng rằm", "24/09/2026", "Sân Thôn Một", "UBND xã", "5.000.000 đ"):
        assert text in shown
    assert "Sân Thôn Một Cam Thành" in officer.get(f"{here}/plan").text


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"what": ""}, "Write something here."),
        ({"planned_on": "24/9/2062"}, "Write a day near those of the campaign"),
        ({"planned_mobilised": "9" * 15}, "This number is too large."),
        ({"lead_agency_id": "women"}, "An office is chosen above."),
        ({"lead_agency_id": "99"}, "Not a valid choice"),
    ],
)
def test_a_refused_plan_keeps_what_was_typed(
    world: World, officer: Browser, given: dict[str, str], told: str
) -> None:
    here = page_of(opened(world))
    if given.get("lead_agency_id") == "women":
        given = {"lead_agency_id": str(world.rows[UNIT]["women"].id)}
    answer = officer.post(f"{here}/plan", GIVEN | given)
    assert answer.status_code == 422
    assert told in answer.text
    assert "Sân Thôn Một Cam Thành" in answer.text


def test_of_two_who_plan_the_second_reads_what_the_first_wrote(
    world: World, officer: Browser
) -> None:
    here = page_of(opened(world))
    drawn = officer.hidden_fields(f"{here}/plan")
    officer.post(f"{here}/plan", GIVEN)
    answer = officer.open(f"{here}/plan", method="POST", data={**drawn, **GIVEN, "what": "Khác"})
    assert answer.status_code == 409
    assert "Meanwhile saved by somebody else: Đêm hội trăng rằm" in answer.text
    assert "Khác" in answer.text


def test_the_sheet_has_the_figures_and_says_what_is_missing(world: World, officer: Browser) -> None:
    key = opened(world, asks=["activities", "children", "special", "cost"])
    ask_task(world, key)
    here = page_of(key)
    logged(world, key, children=120, budget=9_000_000)
    logged(world, key, title="Rước đèn", held_on=date(2026, 9, 25), children=None)
    answer = officer.post(f"{here}/results", {"difficulties": "Mưa to", "proposals": "Thêm quà"})
    assert answer.location == here
    shown = officer.get(here).text
    for text in ("9.000.000 đ", f"campaign={key}", "Rước đèn", "Mưa to", "Thêm quà"):
        assert text in shown
    for told in ("1 activity is still planned", "1 task of the campaign", "Not known: Children in"):
        assert told in shown
    refused = officer.post(f"{here}/submission", {"word": " "})
    assert refused.status_code == 422
    assert "Write why it is submitted all the same." in refused.text
    assert not check_page(refused.text)
    assert officer.post(f"{here}/submission", {"word": "Chờ hết đợt"}).location == here
    assert "Chờ hết đợt" in officer.get(here).text


def test_wished_results_stand_beside(world: World, officer: Browser) -> None:
    wanted = [
        CampaignTarget(position=1, text="Tặng quà", measure=Measure.GIFTS, wanted=500),
        CampaignTarget(position=2, text="Xã nào cũng tổ chức", measure=Measure.UNITS, wanted=9),
        CampaignTarget(position=3, text="Không em nào thiếu quà"),
    ]
    key = opened(world, targets=wanted)
    logged(world, key, gifts=60)
    shown = officer.get(page_of(key)).text
    assert "This unit: 60. All units together: 500" in shown
    assert "This unit: held. All units together: 9" in shown
    assert "Không em nào thiếu quà" in shown


def test_the_reviewer_returns_and_the_officer_mends(
    world: World, officer: Browser, reviewer: Browser
) -> None:
    _key, here = submitted(world, officer)
    assert reviewer.post(f"{here}/return", {"word": ""}).status_code == 422
    answer = reviewer.post(f"{here}/return", {"word": "Thiếu tiền vận động"})
    assert answer.location == "/468/campaigns/results"
    shown = officer.get(here).text
    assert not check_page(shown)
    assert "Thiếu tiền vận động" in shown
    assert officer.post(f"{here}/submission").location == here
    assert not check_page(reviewer.get(f"{here}/approval").text)
    assert reviewer.post(f"{here}/approval").status_code == 303
    assert "Result sheet approved" in officer.get(here).text
    assert officer.get(f"{here}/plan").status_code == 409
    assert reviewer.post(f"{here}/reopening", {"word": "Sửa số quà"}).status_code == 303
    assert "Submit the result sheet" in officer.get(here).text


def test_what_was_logged_later_is_shown_and_nothing_else_is_approved_unseen(
    world: World, officer: Browser, reviewer: Browser
) -> None:
    key, here = submitted(world, officer)
    drawn = reviewer.hidden_fields(f"{here}/approval")
    logged(world, key, title="Phát thêm", gifts=10, children=None)
    assert "Gifts: 60 when it was submitted, 70 now" in reviewer.get(here).text
    officer.post(f"{here}/submission/withdrawal", form=here)
    answer = reviewer.open(f"{here}/approval", method="POST", data={**drawn, "word": "Tốt"})
    assert answer.status_code == 409
    assert "Result sheet taken back" in answer.text
    assert "Tốt" in answer.text


def test_who_wrote_it_himself_does_not_decide(world: World, browser: Browser) -> None:
    with writing(world, "468"):
        held = Membership(person_id=world.officer.id, role=Role.REVIEWER, starts_on=START)
        db.session.add(held)
        audit.record("membership.started", held)
    officer = browser.as_(world.officer)
    _key, here = submitted(world, officer)
    assert "You wrote in this result sheet" in officer.get(here).text
    assert officer.get(f"{here}/approval").status_code == 409


def test_a_closed_or_withdrawn_campaign_says_why(world: World, officer: Browser) -> None:
    key = opened(world)
    here = page_of(key)
    change(world, key, closed_at=clock.now())
    assert "The campaign is closed" in officer.get(here).text
    assert officer.post(f"{here}/plan", GIVEN, form=here).status_code == 409
    change(world, key, withdrawn_at=clock.now(), withdrawal_reason="Hoãn vì bão")
    shown = officer.get(here).text
    assert not check_page(shown)
    assert "Hoãn vì bão" in shown
    assert "Write the plan" not in shown


def test_a_partner_reads_what_is_asked_the_plan_and_his_own(
    world: World, browser: Browser, reviewer: Browser
) -> None:
    key = opened(world, guidance="Ưu tiên trẻ em có hoàn cảnh đặc biệt")
    here = page_of(key, "468")
    reviewer.post(f"{here}/plan", {**GIVEN, "where": "Nhà văn hóa"})
    reviewer.post(f"{here}/results", {"difficulties": "Thiếu người"})
    with writing(world, "468", person_id=world.reviewer.id):
        women, by = (
            world.rows["468"]["women"].id,
            Doer(world.reviewer.id, writes=True, decides=True),
        )
        for title, agency in (("Gói quà", women), ("Họp ban tổ chức", None)):
            made = log(entry(title, agency_id=agency), by)
            put_in(made, key, None, by)
    shown = browser.as_(world.partner).get(here).text
    assert not check_page(shown)
    for text in ("Ưu tiên trẻ em", "Đêm hội trăng rằm", "Nhà văn hóa", "24/09/2026", "Gói quà"):
        assert text in shown
    for text in ("Họp ban tổ chức", "Thiếu người", "5.000.000", "UBND xã"):
        assert text not in shown


def test_sheets_that_wait_are_listed_and_approved_together(
    world: World, officer: Browser, reviewer: Browser, browser: Browser
) -> None:
    key = opened(world, "19612", "19600")
    neighbour = browser.as_(world.neighbour)
    for who, slug in ((officer, "19612"), (neighbour, "19600")):
        logged(world, key, slug, gifts=60, budget=1_000)
        assert who.post(f"{page_of(key, slug)}/submission").location == page_of(key, slug)
    assert "2 result sheets of campaigns wait" in reviewer.get("/468/").text
    waiting = f"/468/campaigns/results?campaign={key}"
    assert waiting in reviewer.get(f"/468/campaigns/{key}/totals").text
    shown = reviewer.get(waiting).text
    assert not check_page(shown)
    ticked = re.findall(r'name="sheet" value="([^"]+)" checked', shown)
    assert len(ticked) == 2
    neighbour.post(f"{page_of(key, '19600')}/submission/withdrawal", form=page_of(key, "19600"))
    answer = reviewer.post(
        "/468/campaigns/results/approval", {"sheet": ticked}, form="/468/campaigns/results"
    )
    assert "1 result sheet approved." in answer.text
    assert "Somebody acted on it meanwhile." in answer.text
    assert "Result sheet approved" in officer.get(page_of(key)).text
    assert "No result sheet waits" in reviewer.get("/468/campaigns/results").text


def test_handing_in_costs_a_fixed_number_of_queries(world: World, officer: Browser) -> None:
    key = opened(world)
    ask_task(world, key)
    officer.post(f"{page_of(key)}/plan", GIVEN)
    logged(world, key, children=120)
    logged(world, key, title="Rước đèn", held_on=date(2026, 9, 25), children=None)
    with counted() as queries:
        assert officer.get(f"{page_of(key)}/submission").status_code == 200
    assert len(queries) <= GATE_QUERIES + MOST_QUERIES, queries
