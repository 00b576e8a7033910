"""Log once, from end to end: a partner's gifts, accepted, in the line, joined, in the sums."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from models import clock
from tests.browser.officer import photo
from tests.browser.stage import Stage, staged
from tests.browser.visitor import DESKTOP, PHONE, Visitor

pytestmark = pytest.mark.browser

EVE = datetime(2026, 9, 24, 9, tzinfo=clock.VIETNAM)
"""The day before Mid-Autumn."""
MONTH, PLACE = "2026-09", "Nhà văn hóa thôn Tân Trang"
ENTRY = re.compile(r"/activities/[0-9a-f-]{36}$")


@pytest.fixture
def stage(issued_file: Path, chromium: Any, tmp_path: Path) -> Iterator[Stage]:
    with staged(issued_file, chromium, tmp_path, EVE) as found:
        yield found


def log_gifts(them: Visitor, girls: str, boys: str, *files: Path) -> str:
    """From the first page by the round button; the address of the entry."""
    page = them.page
    page.goto("/19612/")
    page.locator(".nav-main .plus a").tap()
    page.locator("input[name=kind][value=gifts]").check(force=True)
    page.fill("#place", PLACE)
    for name, value in (
        ("girls", girls),
        ("boys", boys),
        ("gifts", "60"),
        ("gift_value", "7,2 triệu"),
    ):
        page.fill(f"#{name}", value)
    page.locator("input[name=source][value=mobilised]").check(force=True)
    if files:
        page.set_input_files("#file", [str(file) for file in files])
    page.locator("#entry button[value=save]").tap()
    page.wait_for_url(ENTRY)
    return str(page.url).removeprefix(page.url.split("/19612/")[0])


def accept(them: Visitor, href: str) -> None:
    """The officer is told on his first page, and counts it in the line that is proposed."""
    page = them.page
    page.goto("/19612/")
    page.click("a[href$='/activities/waiting']")
    page.click(f"#entry-{href.rpartition('/')[2]} a[href*='/acceptance']")
    mine = page.locator("li.match", has_text="6.2")
    expect(mine.locator("input[type=checkbox]")).to_be_checked()
    assert "vì" in mine.inner_text()
    page.click("main form .acts button[type=submit]")
    page.wait_for_load_state()


def line_of_the_letter(page: Any) -> str:
    """What the month says of line 6.2."""
    page.goto(f"/19612/checklists/{MONTH}")
    line = page.locator(".line").filter(
        has=page.locator(".line-t .num", has_text=re.compile(r"^6\.2$"))
    )
    line.evaluate("one => one.scrollIntoView({block: 'center'})")
    return str(line.inner_text())


def join_with_the_partner(them: Visitor, href: str) -> None:
    page = them.page
    page.goto(href)
    page.locator("a[href*='/joining?with=']").first.click()
    page.locator("input[name=lead][value=other]").check(force=True)
    page.locator("input[name=goods][value=same]").check(force=True)
    page.click("main form .acts button[type=submit]")
    page.wait_for_url(ENTRY)


def children_of(page: Any, address: str) -> str:
    """The sum of children that a list shows."""
    page.goto(address)
    return str(page.locator(".sums > div:nth-child(2) .num").inner_text())


def test_the_same_gifts_are_logged_twice_and_counted_once(stage: Stage, tmp_path: Path) -> None:
    partner = stage.window("hlhpn.19612", PHONE)
    logged = log_gifts(partner, "29", "31", photo(tmp_path))
    expect(partner.page.locator(".photos img, [id^=evidence-] img").first).to_be_visible()
    partner.snap("468-7-activity")

    officer = stage.window("canbo.19612", PHONE)
    accept(officer, logged)
    told = line_of_the_letter(officer.page)
    assert "60 trẻ em" in told
    officer.snap("468-8-line")

    reviewer = stage.window("duyet.468", DESKTOP)
    listed = f"/468/activities?period={MONTH}"
    assert children_of(reviewer.page, listed) == "60"

    again = log_gifts(officer, "30", "31")
    assert children_of(reviewer.page, listed) == "121"
    join_with_the_partner(officer, again)
    assert children_of(reviewer.page, listed) == "60"
    assert "60 trẻ em" in line_of_the_letter(officer.page)
    for address in (logged, again):
        officer.page.goto(address)
        assert "Hội Liên hiệp Phụ nữ" in officer.page.locator("main").inner_text()
    partner.page.goto("/19612/")
    assert "Đã nhận" in partner.page.locator("main").inner_text()

    for account in ("canbo.19600", "duyet.612", "hlhpn.19600"):
        other = stage.window(account, DESKTOP)
        for address in (logged, again, "/19612/activities", "/19612/activities/waiting"):
            assert other.page.goto(address).status == 404
        own = other.page.goto(f"/{account.partition('.')[2]}/search?q=trung+thu")
        assert own.ok
        assert PLACE not in other.page.content()
