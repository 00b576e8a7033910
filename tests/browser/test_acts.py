"""Acting as people do: without a network, impatiently, without a mouse."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.visitor import PHONE, Visitor

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]


def test_a_login_without_network_says_so_and_keeps_what_was_typed(visit: Visit) -> None:
    visitor = visit()
    page = visitor.page
    page.goto("/login")
    page.fill("#name", "canbo.19612@mangnon.test")
    page.fill("#password", "mang-non-demo")
    visitor.context.set_offline(True)
    page.keyboard.press("Enter")
    page.wait_for_selector("#messages .say")
    assert "Mất mạng, chưa gửi được" in page.inner_text("#messages")
    assert page.input_value("#name") == "canbo.19612@mangnon.test"
    assert page.input_value("#password") == "mang-non-demo"
    visitor.context.set_offline(False)
    page.keyboard.press("Enter")
    page.wait_for_url("**/19612/")


@pytest.mark.parametrize("script", [True, False])
def test_a_double_click_on_save_makes_one_row(visit: Visit, script: bool) -> None:
    visit("quantri.468")
    page = visit("quantri.468", java_script_enabled=script).page
    name = "Trạm y tế có mã" if script else "Trạm y tế không mã"
    page.goto("/468/agencies/new")
    page.fill("#name", name)
    page.dblclick("main form button[type=submit]")
    page.wait_for_url("**/468/agencies")
    assert page.locator("main li", has_text=name).count() == 1


def test_the_keyboard_reaches_the_main_button(visit: Visit) -> None:
    visitor = visit("quantri.468")
    page = visitor.page
    visitor.resize(PHONE)
    page.goto("/468/agencies")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('a.skip')")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('main .btn-primary')")


def test_the_login_form_is_walked_through_in_order(visit: Visit) -> None:
    page = visit().page
    page.goto("/login")
    page.focus("#name")
    walked = [page.evaluate(FOCUSED)]
    while walked[-1] != "submit" and len(walked) < 8:
        page.keyboard.press("Tab")
        walked.append(page.evaluate(FOCUSED))
    assert [one for one in walked if one in WANTED] == WANTED


WANTED = ["name", "password", "keep", "submit"]
FOCUSED = "document.activeElement.id || document.activeElement.type"
