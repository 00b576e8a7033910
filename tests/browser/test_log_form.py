"""Logging an activity with one thumb: few taps, one request, nothing typed is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.test_photos import photo
from tests.browser.visitor import HEIGHT, PHONE, Visitor

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]
NEW = "/19612/activities/new"
SAVE = "#entry button[value=save]"
ON_PHONE = {"viewport": {"width": PHONE, "height": HEIGHT[PHONE]}, "has_touch": True}
ENTRY = re.compile(r"/activities/[0-9a-f-]{36}$")


@pytest.fixture
def officer(visit: Visit) -> Iterator[Visitor]:
    opened = visit("canbo.19612", **ON_PHONE)
    opened.page.goto(NEW)
    yield opened
    opened.page.close()


def choose(page: Any, name: str, value: str) -> None:
    page.locator(f"input[name={name}][value={value}]").check(force=True)


def log(page: Any, girls: str) -> None:
    """What is typed of the second entry; kind, day, place and organiser stand there already."""
    for name, value in (("girls", girls), ("boys", "31"), ("gifts", "60"), ("gift_value", "7,2tr")):
        page.fill(f"#{name}", value)
    choose(page, "source", "mobilised")


def test_the_second_entry_is_four_numbers_and_two_taps(officer: Visitor) -> None:
    page = officer.page
    choose(page, "kind", "gifts")
    page.fill("#place", "Nhà văn hóa thôn Tân Trang")
    log(page, "29")
    page.locator(SAVE).tap()
    page.wait_for_url(ENTRY)
    page.goto(NEW)
    log(page, "30")
    files = [{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo()}] * 2
    for one in files:  # the camera gives one at a time
        page.set_input_files("#file", one)
    posts: list[str] = []
    page.on("request", lambda request: request.method == "POST" and posts.append(request.url))
    page.locator(SAVE).tap()
    page.wait_for_url(ENTRY)
    assert len(posts) == 1
    assert officer.faults("log-entry") == []
    expect(page.locator("h1")).to_have_text("Tặng quà tại nhà văn hóa thôn Tân Trang")
    expect(page.locator(".photos img")).to_have_count(1)  # the same photo twice is one


def test_only_what_the_kind_asks_for_is_shown_and_nothing_typed_is_hidden(
    officer: Visitor,
) -> None:
    page = officer.page
    gifts, adults = page.locator("[data-ask=gifts]"), page.locator("[data-ask=adults]")
    choose(page, "kind", "club")
    expect(gifts).to_be_hidden()
    expect(adults).to_be_visible()
    page.fill("#adults", "5")
    choose(page, "kind", "gifts")
    expect(gifts).to_be_visible()
    expect(adults).to_be_visible()
    page.fill("#adults", "")
    expect(adults).to_be_hidden()
    page.locator("#all-figures").check()
    expect(adults).to_be_visible()
    assert officer.faults("log-form") == []


def test_without_a_network_nothing_typed_is_lost(officer: Visitor) -> None:
    page, context = officer.page, officer.context
    choose(page, "kind", "gifts")
    choose(page, "day", "other")
    page.fill("#held_on", "1-9")
    log(page, "17")
    context.set_offline(True)
    page.locator(SAVE).tap()
    page.locator("#entry[data-unsaved]").wait_for()
    expect(page.locator("[data-kept-word]")).to_be_visible()
    page.close(run_before_unload=False)
    context.set_offline(False)
    page = officer.page = context.new_page()
    page.goto(NEW)
    expect(page.locator("[data-restored]")).to_be_visible()
    assert [page.input_value(f"#{name}") for name in ("girls", "held_on")] == ["17", "1-9"]
    page.locator(SAVE).tap()
    page.wait_for_url(ENTRY)
    page.goto(NEW)
    expect(page.locator("[data-restored]")).to_be_hidden()
    officer.complaints.clear()


def test_what_was_typed_goes_with_who_signs_out(visit: Visit) -> None:
    officer = visit()
    officer.sign_in("canbo.19612")
    page = officer.page
    page.goto(NEW)
    page.fill("#girls", "17")
    expect(page.locator("[data-kept-word]")).to_be_visible()
    page.evaluate("document.querySelector('[data-sign-out]').requestSubmit()")
    page.wait_for_url(re.compile("/login"))
    assert page.evaluate("Object.keys(localStorage).length") == 0
