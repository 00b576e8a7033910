"""The list of campaigns, and what the first page and the board tell of them."""

from __future__ import annotations

from io import BytesIO

from openpyxl import load_workbook

from models import audit
from models.base import db
from models.campaign import Campaign
from models.participation import Participation
from models.tenancy import begin_write
from models.unit import Unit
from tests import months
from tests.clients import Browser
from tests.page_checks import check_page
from tests.world import World

LIST = "/468/campaigns"
OWN, BELOW = "Tết Trung thu năm 2026", "Xã Cam Thành"


def test_a_reviewer_finds_those_of_units_below_with_what_came_of_them(
    world: World, browser: Browser
) -> None:
    reviewer = browser.as_(world.reviewer)
    page = reviewer.get(LIST).text
    assert not check_page(page)
    assert page.index("Running campaigns") < page.index("Drafts of campaigns")
    assert "13 days left" in page
    assert BELOW in page
    assert "1 activity · " in page
    here = reviewer.get(f"{LIST}?of=here").text
    assert BELOW not in here
    assert OWN in here
    assert "Drafts of campaigns" not in reviewer.get(f"{LIST}?of=below").text


def test_what_is_asked_for_by_kind_and_year(world: World, browser: Browser) -> None:
    reviewer = browser.as_(world.reviewer)
    assert OWN in reviewer.get(f"{LIST}?kind=mid_autumn&year=2026").text
    none = reviewer.get(f"{LIST}?kind=tet").text
    assert "No campaign fits this." in none
    assert not check_page(none)
    assert OWN in reviewer.get(f"{LIST}?year=abc&of=everybody&page=-3").text


def test_what_is_listed_is_saved_as_a_workbook(world: World, browser: Browser) -> None:
    answer = browser.as_(world.reviewer).get(f"{LIST}/download?of=here")
    rows = list(load_workbook(BytesIO(answer.data)).active.values)
    assert rows[1][:4] == (OWN, "Tết Trung thu", world.units["468"].name, "Running")


def test_a_partner_reads_the_campaigns_without_their_sums(world: World, browser: Browser) -> None:
    page = browser.as_(world.partner).get(LIST).text
    assert OWN in page
    assert "1 activity" not in page


def test_an_officer_finds_on_the_first_page_what_is_next(world: World, browser: Browser) -> None:
    officer = browser.as_(world.officer)
    page = officer.get("/19612/").text
    assert not check_page(page)
    assert "Running: log what is done · 13 days left" in page
    with months.at(world):
        begin_write()
        key = world.rows["19612"]["participation"].id
        part = db.session.get_one(Participation, key)
        part.planned_at = None
        audit.record("participation.planned", part)
        db.session.commit()
    assert "Write what the unit plans · 13 days left" in officer.get("/19612/").text


def test_a_leader_finds_the_figures_on_the_first_page_and_the_board(
    world: World, browser: Browser
) -> None:
    leader = browser.as_(world.leader)
    with months.at(world, "468"):
        begin_write()
        one = db.session.get_one(Campaign, world.rows["468"]["campaign"].id)
        one.addressees = [db.session.get_one(Unit, world.unit_id("19612"))]
        audit.record("campaign.published", one)
        db.session.commit()
    for address in ("/468/", "/468/board"):
        page = leader.get(address).text
        assert not check_page(page)
        assert "Units that held it" in page
        assert "1 of 2" in page
