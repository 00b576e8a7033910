"""The first page of a unit: the month to work on, for who works there."""

from __future__ import annotations

from datetime import date

import pytest

from models import audit
from models.base import db
from models.checklist import Checklist
from models.month_acts import MonthState
from models.tenancy import begin_write
from tests import months, partners
from tests.clients import Browser
from tests.months import JULY, SEPTEMBER, officer, tick
from tests.page_checks import check_page
from tests.world import World

CARD, BACK, DUE = 'id="month"', 'id="returned"', 'id="due"'


@pytest.fixture
def approved(world: World) -> None:
    """July was sent back in the world; here it is approved, and September is the month."""
    with months.at(world):
        begin_write()
        july = db.session.scalars(Checklist.of(world.unit_id("19612"), JULY)).one()
        july.state = MonthState.APPROVED
        audit.record("checklist.approved", july)
        db.session.commit()


def give(world: World, *texts: str, due_on: date | None = None) -> list[int]:
    with months.at(world):
        begin_write()
        keys = months.give(*texts, cadence="once" if due_on else "monthly", due_on=due_on)
        db.session.commit()
    return keys


def test_what_came_back_leads_to_its_line(browser: Browser, world: World) -> None:
    page = browser.as_(world.officer).get("/19612/")
    key = world.rows["19612"]["assignment"].id
    assert not check_page(page.text)
    assert f'href="/19612/checklists/2026-07#line-{key}"' in page.text
    assert BACK in page.text
    assert world.units["468"].name in page.text


def test_what_is_overdue_stands_before_what_is_due(
    browser: Browser, world: World, approved: None
) -> None:
    monthly, finished = give(world, "Thăm trẻ em", "Họp thôn")
    overdue = give(world, "Kiện toàn", due_on=date(2026, 8, 31))[0]
    with months.at(world):
        tick(SEPTEMBER, finished, officer(world), state="done")
    page = browser.as_(world.officer).get("/19612/")
    assert not check_page(page.text)
    order = [page.text.find(f"2026-09#line-{key}") for key in (overdue, monthly)]
    assert 0 < order[0] < order[1]
    assert f"2026-09#line-{finished}" not in page.text
    assert BACK not in page.text


def test_a_month_without_lines_is_not_shown(browser: Browser, world: World) -> None:
    assert CARD not in browser.as_(world.reviewer).get("/45/").text


@pytest.mark.parametrize(
    ("who", "url", "entry"),
    [
        ("reviewer", "/468/explanations", "/468/reviews"),
        ("reviewer", "/468/settings/hints", "/468/reviews"),
        ("officer", "/19612/explanations", "/19612/checklists"),
    ],
)
def test_the_menu_says_where_one_is(
    browser: Browser, world: World, who: str, url: str, entry: str
) -> None:
    page = browser.as_(world.people[who]).get(url).text
    assert page.partition('" aria-current="page"')[0].endswith(f'href="{entry}')


@pytest.mark.parametrize(("who", "slug"), [("partner", "468"), ("administrator", "19612")])
def test_who_reads_no_months_sees_none_of_it(
    browser: Browser, world: World, who: str, slug: str
) -> None:
    page = browser.as_(getattr(world, who)).get(f"/{slug}/")
    assert page.status_code == 200
    assert not any(part in page.text for part in (CARD, BACK, DUE))


def test_from_above_the_month_is_not_ones_own(browser: Browser, world: World) -> None:
    assert CARD in browser.as_(world.officer).get("/19612/").text
    assert CARD not in browser.as_(world.reviewer).get("/19612/").text


def test_who_decides_is_told_what_waits(browser: Browser, world: World) -> None:
    with months.at(world):
        begin_write()
        july = db.session.scalars(Checklist.of(world.unit_id("19612"), JULY)).one()
        july.state = MonthState.SUBMITTED
        audit.record("checklist.submitted", july)
        db.session.commit()
    page = browser.as_(world.reviewer).get("/468/").text
    assert not check_page(page)
    assert "1 month of a unit below waits for review" in page
    assert "2 requests for an extension wait for an answer" in page
    for person, url in (("leader", "/468/"), ("reviewer", "/19612/"), ("manager", "/468/")):
        assert "below waits for review" not in browser.as_(world.people[person]).get(url).text


def test_a_partner_finds_what_became_of_his_entries(browser: Browser, world: World) -> None:
    hoa = partners.join_in(world)
    youth = world.rows["19612"]["youth"].id
    keys = [partners.logs(world, hoa, title=title) for title in ("Chờ", "Nhận", "Không")]
    women = frozenset({world.rows["19612"]["women"].id})
    partners.logs(world, None, title="Hội thao", agency_id=youth, organisers=women)
    officer = browser.as_(world.officer)
    officer.post(f"/19612/activities/{keys[1]}/acceptance", form="/19612/activities/waiting")
    refusal = f"/19612/activities/{keys[2]}/refusal"
    officer.post(refusal, {"reason": "Không thuộc địa bàn xã"})
    page = browser.as_(hoa).get("/19612/").text
    assert not check_page(page)
    assert "1 activity of a partner waits to be accepted" in officer.get("/19612/").text
    shown = ("Log an activity", "Waits to be accepted", "Accepted", "Not counted", "Hội thao")
    for part in (*shown, "Không thuộc địa bàn xã", world.officer.name, "he can still accept it"):
        assert part in page
    assert page.index("Không") < page.index("Nhận") < page.index("Chờ")


def test_a_partner_finds_the_tasks_of_his_agency(browser: Browser, world: World) -> None:
    page = browser.as_(world.partner).get("/468/").text
    assert not check_page(page)
    assert "Tasks of your agency" in page
    assert f'href="/468/plans/{world.rows["468"]["plan"].id}"' in page
