"""A campaign from end to end: Mid-Autumn in Cam Lộ, gifts and all, up to what everybody sees."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from docx import Document
from flask import Flask
from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import expect
from sqlalchemy import select

from models import audit, clock
from models.activity_acts import Doer
from models.base import db
from models.campaign_acts import Opener
from models.load_demo_acts import acting_at
from models.log_activity import Entry, log
from models.month_acts import Reader
from models.open_campaign import start
from models.permissions import Held, Role, standing_at
from models.person import Person
from models.publish_campaign import publish
from models.take_part import PartPlan, plan
from models.tenancy import begin_write, bind, unscoped
from models.unit import Unit
from models.unit_campaign import lock_part
from tests.browser.stage import Stage, staged
from tests.browser.visitor import DESKTOP, PHONE, Visitor

pytestmark = pytest.mark.browser

ELEVEN_DAYS_BEFORE = datetime(2026, 9, 14, 9, tzinfo=clock.VIETNAM)
OTHERS = ("19597", "19600", "19603", "19606", "19615", "19618", "19621")
"""The communes of Cam Lộ besides Cam Thành."""
EACH, GIFTS = 80_000, 100
NAME = "Tết Trung thu 2026"


@pytest.fixture
def stage(issued_file: Path, chromium: Any, tmp_path: Path) -> Iterator[Stage]:
    with staged(issued_file, chromium, tmp_path, ELEVEN_DAYS_BEFORE) as found:
        yield found


def send(page: Any, button: str = "main form button.btn-primary[type=submit]") -> None:
    """Press a button that posts, and wait for what comes of it."""
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.locator(button).first.click()
    page.wait_for_load_state("networkidle")


def open_mid_autumn(them: Visitor) -> str:
    """The kind fills in the days; the address of what was published."""
    page = them.page
    page.goto("/468/campaigns")
    page.click("a[href$='/campaigns/new']")
    page.click("a[href*='kind=mid_autumn']")
    page.click("a[href*='year=2026']")
    assert page.input_value("#ends_on") == "30/09/2026"
    assert "25/09/2026" in page.locator("main").inner_text()
    page.fill("#name", NAME)
    page.fill("#theme", "Trăng rằm cho mọi trẻ em")
    page.fill("#targets-0-text", "Suất quà trao cho trẻ em")
    page.select_option("#targets-0-measure", "gifts")
    page.fill("#targets-0-wanted", "900")
    send(page)
    page.wait_for_url(re.compile(r"/campaigns/\d+$"))
    address = str(page.url).split("/468", 1)[1]
    page.click("a[href$='/publication']")
    send(page)
    page.wait_for_url(re.compile(r"/campaigns/\d+$"))
    expect(page.locator("main .st").first).to_contain_text("Đang diễn ra")
    return address


def write_plan(them: Visitor, address: str) -> None:
    """From the first page of a commune on a phone."""
    page = them.page
    page.goto("/19612/")
    page.locator(f"a[href^='/19612{address}']").first.tap()
    page.goto(f"/19612{address}/participation/plan")
    page.fill("#what", "Đêm hội trăng rằm, rước đèn, phá cỗ; trao quà cho trẻ em năm thôn.")
    page.fill("#planned_on", "24/9")
    page.fill("#planned_budget", "3 triệu")
    page.fill("#planned_mobilised", "8 triệu")
    send(page)
    page.wait_for_url(re.compile(r"/participation$"))


def plan_elsewhere(app: Flask, campaign_id: int) -> None:
    """The other seven communes plan as well."""
    with app.app_context():
        for slug in OTHERS:
            with acting_at(slug, "canbo") as (_unit, _standing, person_id):
                given = PartPlan("Vui hội trăng rằm ở trung tâm xã", date(2026, 9, 25))
                plan(lock_part(campaign_id), None, given, Reader(person_id, writes=True))


def hold_in_trieu_phong(app: Flask) -> None:
    """The district beside opens its own, and has given 40 gifts."""
    with app.app_context():
        with unscoped("who acts in the story"):
            unit = db.session.scalars(select(Unit).where(Unit.slug == "469")).one()
            person = db.session.scalars(select(Person).order_by(Person.id)).first()
            unit_id, path, person_id = unit.id, unit.path, person.id if person else 0
        standing = standing_at(path, [Held(Role.REVIEWER, unit_id, path)])
        with bind(unit_id, person_id=person_id), audit.acting(audit.Actor(label="story")):
            begin_write()
            days = {"starts_on": date(2026, 9, 4), "ends_on": date(2026, 9, 30)}
            opened = start(
                "trung thu",
                [],
                kind="mid_autumn",
                name="Trung thu Triệu Phong",
                report_due_on=date(2026, 10, 20),
                **days,
            )
            db.session.flush()
            publish(opened, opened.version, Opener(manages=True, publishes=True), standing)
            entry = Entry("gifts", "Quà Trung thu", date(2026, 9, 12), children=40, gifts=40)
            log(entry, Doer(person_id, writes=True, decides=True))
            db.session.commit()


def write_needs(them: Visitor, address: str) -> None:
    """Twenty children of primary school in each of five hamlets; the notice appears."""
    page = them.page
    page.goto(f"/19612{address}/gifts")
    boxes = page.locator("tr[id^=need-] td:nth-of-type(3) input")
    for place in range(boxes.count()):
        boxes.nth(place).fill("20")
        boxes.nth(place).press("Tab")
    expect(page.locator("#shortage")).to_contain_text(f"Còn thiếu {GIFTS} suất quà")
    them.snap("468-9-gifts")
    page.goto("/19612/")
    expect(page.locator("main")).to_contain_text(f"thiếu {GIFTS} suất quà")


def pledge(them: Visitor, address: str) -> None:
    page = them.page
    page.goto(f"/19612{address}/gifts/pledges/new")
    page.locator("input[name=source][value=mobilised]").check(force=True)
    page.fill("#gifts", str(GIFTS))
    page.fill("#gift_value", str(GIFTS * EACH))
    send(page)
    page.wait_for_url(re.compile(r"/pledges(/[0-9a-f-]+)?$"))


def hand_out(them: Visitor, address: str) -> None:
    """The partner gives all of them, by hamlet, in one post."""
    page = them.page
    page.goto(f"/19612{address}/gifts/handing-out")
    page.locator("input[name=source][value=mobilised]").check(force=True)
    page.fill("#each", str(EACH))
    for name in ("gifts", "children"):
        boxes = page.locator(f"input[name^={name}_]")
        for place in range(boxes.count()):
            boxes.nth(place).fill("20")
    send(page)
    page.wait_for_url(re.compile(r"/gifts(/pledges)?$"))


def accept_all(them: Visitor) -> None:
    """What the partner gave waits for the officer, who counts it."""
    page = them.page
    page.goto("/19612/activities/waiting")
    for box in page.locator("main input[type=checkbox]").all():
        box.check(force=True)
    send(page, "#accept-ticked button[type=submit]")


def given_of(page: Any, address: str) -> str:
    """The gifts given that the gift sheet shows for the whole commune."""
    page.goto(f"/19612{address}/gifts")
    return str(page.locator("#gift-sheet tfoot td.sum b").nth(-2).inner_text())


def words_of(page: Any, address: str) -> str:
    """All text of a .docx."""
    with page.expect_download() as told:
        page.click(f"a[href$='{address}']")
    document = Document(told.value.path())
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def numbers_of(page: Any, address: str) -> set[Any]:
    """All values of an .xlsx."""
    with page.expect_download() as told:
        page.click(f"a[href$='{address}']")
    workbook = load_workbook(io.BytesIO(Path(told.value.path()).read_bytes()))
    return {cell for sheet in workbook for row in sheet.iter_rows(values_only=True) for cell in row}


def publish_page(them: Visitor, address: str) -> str:
    """What everybody will see, first as it will be; its address."""
    page = them.page
    page.goto(f"/468{address}/page")
    page.click("a[href$='/publication']")
    send(page)
    shown = page.locator("a[href*='/public/468/campaigns/']:not([href$=poster])").first
    return "/public" + str(shown.get_attribute("href")).partition("/public")[2]


def test_mid_autumn_from_the_first_day_to_the_public_page(stage: Stage) -> None:
    reviewer = stage.window("duyet.468", DESKTOP)
    address = open_mid_autumn(reviewer)
    officer = stage.window("canbo.19612", PHONE)
    write_plan(officer, address)
    plan_elsewhere(stage.app, int(address.rpartition("/")[2]))
    hold_in_trieu_phong(stage.app)

    write_needs(officer, address)
    partner = stage.window("hlhpn.19612", PHONE)
    pledge(partner, address)
    officer.page.goto(f"/19612{address}/gifts")
    expect(officer.page.locator("#shortage .say")).to_have_count(0)
    officer.page.goto(f"/19612{address}/gifts/sign-off")
    sheet = officer.page.locator("article.paper").first
    assert sheet.locator("td.no").count() == 20
    assert officer.page.pdf()[:5] == b"%PDF-"

    hand_out(partner, address)
    assert given_of(officer.page, address) != str(GIFTS)
    accept_all(officer)
    assert given_of(officer.page, address) == str(GIFTS)
    send(officer.page, "#received form button")
    expect(officer.page.locator("#received .say")).to_have_count(0)

    page = reviewer.page
    page.goto(f"/468{address}/totals")
    told = page.locator("main").inner_text()
    assert "8/9" in told
    assert f"{GIFTS * EACH:,}".replace(",", ".") in told
    assert GIFTS in (numbers := numbers_of(page, "tables.xlsx"))
    assert GIFTS * EACH in numbers
    paper = words_of(page, "report.docx")
    assert f"{GIFTS} suất quà" in paper
    assert f"{GIFTS * EACH:,}".replace(",", ".") in paper

    link = publish_page(reviewer, address)
    see_in_public(stage, link)

    province = stage.window("duyet.45", DESKTOP)
    province.page.goto("/45/campaigns")
    told = province.page.locator("main").inner_text()
    for said in (NAME, "Trung thu Triệu Phong", f"{GIFTS} suất quà", "40 suất quà"):
        assert said in told

    stranger = stage.window("duyet.612", DESKTOP)
    for path in (f"/468{address}", f"/468{address}/totals", f"/19612{address}/gifts"):
        assert stranger.page.goto(path).status == 404
    assert stranger.page.goto(link).ok
    neighbour = stage.window("canbo.19600", PHONE)
    assert neighbour.page.goto(f"/19600{address}").ok
    assert neighbour.page.goto(f"/19612{address}/participation").status == 404


def see_in_public(stage: Stage, link: str) -> None:
    """On a phone, without signing in and without a cookie: the page, and the poster's QR code."""
    context = stage.chromium.new_context(base_url=stage.address, is_mobile=True, has_touch=True)
    visitor = Visitor(context)
    visitor.resize(PHONE)
    assert visitor.page.goto(link).ok
    told = visitor.page.locator("main").inner_text()
    assert NAME in told
    assert str(GIFTS) in told
    assert "111" in visitor.page.content()
    assert context.cookies() == []
    visitor.snap("468-10-public")
    visitor.page.goto(f"{link}/poster")
    code = visitor.page.locator(".poster a.code svg").screenshot()
    read = zxingcpp.read_barcode(Image.open(io.BytesIO(code)))
    assert read is not None
    assert read.text.endswith(link.split("/public", 1)[1])
    context.close()
