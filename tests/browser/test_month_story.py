"""A month on the officer's phone, from the first tick to handing it in, over a weak network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.browser.officer import TODO, hand_in, opened, photo, saved, tick
from tests.browser.visitor import PHONE, Visitor
from tests.conftest import SETTINGS
from tests.server import gunicorn

pytestmark = pytest.mark.browser

MONTH = "/19612/checklists/2026-09"
LATE_IN_IT = "2026-09-28"


@pytest.fixture
def phone(chromium: Any, demo_file: Path, tmp_path: Path) -> Iterator[Visitor]:
    """The phone of Cam Thành's officer, two days before the month ends."""
    file = shutil.copy(demo_file, tmp_path / "demo.db")
    settings = {**SETTINGS, "DATABASE_URL": f"sqlite:///{file}"}
    settings["STORAGE_URL"] = (tmp_path / "kept").as_uri()
    with gunicorn(**settings, AS_AT=LATE_IN_IT) as address:
        context = chromium.new_context(base_url=address, has_touch=True, is_mobile=True)
        context.set_default_timeout(20_000)
        visitor = Visitor(context)
        visitor.resize(PHONE)
        visitor.sign_in("canbo.19612")
        yield visitor
        context.close()


def states(page: Any) -> dict[str, str]:
    found = page.locator(".line").evaluate_all("all => all.map(one => [one.id, one.dataset.state])")
    return dict(found)


def write_a_line(page: Any, key: str) -> None:
    line = opened(page, key)
    line.locator("textarea[name=note]").fill("Hai buổi tại nhà văn hóa thôn, phối hợp Hội LHPN.")
    line.locator("input[name=times]").fill("2")
    line.locator("input[name=children]").fill("86")
    line.locator("textarea[name=difficulty]").fill("Loa của một thôn hỏng.")
    line.locator("input[name=children]").press("Tab")


def say_nothing_arose(page: Any, key: str) -> None:
    line = opened(page, key)
    line.locator("input[name=state][value=not_applicable]").check(force=True)
    line.locator("textarea[name=reason]").fill("Trong tháng không có trường hợp nào.")
    line.locator("textarea[name=reason]").press("Tab")


def test_a_month_is_ticked_and_handed_in(phone: Visitor, tmp_path: Path) -> None:
    page = phone.page
    page.tap("a.go[href$='/checklists/2026-09']")
    page.wait_for_url(f"**{MONTH}")
    keys = page.locator(TODO).evaluate_all("all => all.map(one => one.id)")
    first, second, third, *rest = keys
    tick(page, first)
    write_a_line(page, first)
    say_nothing_arose(page, second)
    saved(page, {first: "done", second: "not_applicable"})

    phone.context.set_offline(True)
    for key in (third, *rest[:1]):
        tick(page, key)
    opened(page, first).locator("input[name=adults]").fill("12")
    page.locator(f"#{first} input[type=file]").set_input_files(photo(tmp_path))
    page.locator("#outbox [data-some-wait]:not([hidden])").wait_for()
    assert "chưa lưu" in page.locator("#outbox").inner_text()
    phone.context.set_offline(False)
    saved(page, {third: "done", rest[0]: "done"})
    page.locator(f"#{first} [id^=evidence-] img").wait_for()

    for key in rest[1:]:
        tick(page, key)
    saved(page, dict.fromkeys(rest, "done"))
    phone.complaints.clear()  # the network was away: the browser says so
    page.reload()
    found = states(page)
    assert {found[key] for key in (first, third, *rest)} == {"done"}
    assert found[second] == "not_applicable"
    told = page.locator(f"#summary-{first.removeprefix('line-')}").inner_text()
    assert all(words in told for words in ("2 lần", "86 trẻ em", "12 người lớn", "Loa của"))
    assert kept_photo(page, first).size == (1200, 1600)
    assert phone.faults("month") == []
    hand_in(page)
    page.tap("form[action$='/submission/withdrawal'] button[type=submit]")
    page.locator("a[href$='/submission']").wait_for()
    hand_in(page)
    assert page.locator("form[data-saves]").count() == 0


def kept_photo(page: Any, key: str) -> Image.Image:
    """The photo as the portal hands it out: upright, small, without a word of where it was."""
    source = opened(page, key).locator("[id^=evidence-] img").get_attribute("src")
    answer = page.request.get(source.removesuffix("/thumbnail"))
    image = Image.open(BytesIO(answer.body()))
    assert not image.getexif()
    return image
