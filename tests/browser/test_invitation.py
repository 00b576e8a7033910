"""From an invitation at the district's desk to the first page on an officer's phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.visitor import PHONE, Visitor

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]
PHONE_NUMBER = "0912 000 468"
NEW_PASSWORD = "mưa rơi trên mái tôn xanh"


def _invite(manager: Visitor) -> str:
    """Invite an officer of Cam Thành; the link that stands ready for Zalo."""
    page = manager.page
    page.goto("/19612/people/invite")
    page.fill("#name", "Nguyễn Thị Mới")
    page.fill("#phone", PHONE_NUMBER)
    page.check("input[name=role][value=officer]", force=True)
    page.click("main form[method=post] button[type=submit]")
    page.wait_for_selector("#bare-link")
    assert manager.faults("invitation") == []
    return str(page.input_value("#bare-link"))


def test_an_officer_is_invited_and_accepts_on_a_phone(visit: Visit, demo_server: str) -> None:
    manager = visit("quantri.468")
    path = "/invitations/" + _invite(manager).rpartition("/invitations/")[2]

    officer = visit(viewport={"width": PHONE, "height": 740})
    page = officer.page
    page.goto(path)
    assert officer.faults("invitation-accept") == []
    officer.resize(PHONE)
    page.fill("#phone", "+84 912 000 468")
    for field in page.locator("input[type=password]").all():
        field.fill(NEW_PASSWORD)
    page.click("main form[method=post] button[type=submit]")
    page.wait_for_url("**/19612/")
    assert "Xã Cam Thành" in page.inner_text("header")
    assert officer.faults("invitation-first-page") == []

    stranger = visit()
    stranger.page.goto(path)
    assert "đã" in stranger.page.inner_text("h1").lower()
