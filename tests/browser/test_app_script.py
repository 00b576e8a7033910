"""What app.js adds, in a real browser, over a page drawn here and the real script files."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from blueprints.assets import SOURCE

pytestmark = pytest.mark.browser

HOST = "http://portal.test"
POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; form-action 'self'"
PAGE = """<!doctype html><html lang="vi"><head><meta name="csrf-token" content="new">
<meta name="htmx-config" content='{"includeIndicatorCSS": false, "history": "reload"}'>
<script src="/vendor/htmx-4.0.1.min.js" defer></script><script src="/app.js" defer></script></head>
<body data-say-unsaved-word="chưa lưu" data-say-unsaved="MẤT MẠNG" data-say-back="CÓ MẠNG"
 data-say-offline="CHƯA GỬI" data-say-failed="CHƯA LƯU ĐƯỢC" data-say-copied="ĐÃ CHÉP">
<div><div id="messages" aria-live="polite"></div></div>
<template id="message-done"><p class="say"><span data-text></span>
<button data-close>x</button></p></template>
<template id="message-wait"><p class="say"><span data-text></span>
<button data-close>x</button></p></template>
<template id="message-over"><p class="say"><span data-text></span>
<button data-close>x</button></p></template>
<form id="f" method="post" action="/save" hx-post="/save" hx-target="#out">
<input type="hidden" name="csrf_token" value="old"><input name="a" value="1">
<button>Lưu</button></form>
<p id="out">trống</p>
<form id="plain" method="post" action="/plain"><button name="b" value="2">Gửi</button></form>
<details data-menu><summary>Thêm</summary><a href="#x">a</a></details>
</body></html>"""


def serve(path: Path, route: Any) -> None:
    route.fulfill(path=path)


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    page = chromium.new_page()
    page.set_default_timeout(30_000)
    for name in ("app.js", "vendor/htmx-4.0.1.min.js"):
        page.route(f"{HOST}/{name}", partial(serve, SOURCE / name))
    headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": POLICY}
    page.route(f"{HOST}/", lambda route: route.fulfill(body=PAGE, headers=headers))
    page.goto(f"{HOST}/", wait_until="load")
    yield page
    page.close()


def answer(page: Any, path: str, *steps: Any) -> list[Any]:
    """Answer each post to the path with the next step: a refusal's name, or what to fulfil."""
    seen: list[Any] = []

    def handle(route: Any) -> None:
        seen.append(route.request)
        step = steps[min(len(seen), len(steps)) - 1]
        if isinstance(step, str):
            route.abort(step)
        else:
            route.fulfill(**step)

    page.route(f"{HOST}{path}", handle)
    return seen


def test_a_post_without_network_says_so_and_arrives_once(page: Any) -> None:
    seen = answer(page, "/save", "internetdisconnected", {"body": "đã lưu"})
    page.click("#f button")
    page.wait_for_selector("#messages :text('MẤT MẠNG')")
    assert page.get_attribute("#f", "data-unsaved") == "chưa lưu"
    page.wait_for_selector("#out:text('đã lưu')")
    assert page.get_attribute("#f", "data-unsaved") is None
    assert page.text_content("#messages [data-text]") == "CÓ MẠNG"
    assert seen[0].post_data == seen[1].post_data


def test_a_busy_proxy_is_tried_again(page: Any) -> None:
    seen = answer(page, "/save", {"status": 502, "body": "proxy"}, {"body": "đã lưu"})
    page.click("#f button")
    page.wait_for_selector("#out:text('đã lưu')")
    assert len(seen) == 2


def test_the_newest_token_goes_with_each_post_and_is_renewed(page: Any) -> None:
    seen = answer(page, "/save", {"body": "a", "headers": {"X-CSRFToken": "newest"}})
    page.click("#f button")
    page.wait_for_selector("#out:text('a')")
    assert seen[0].headers["x-csrftoken"] == "new"
    assert "csrf_token=new&" in seen[0].post_data
    assert page.get_attribute("meta[name=csrf-token]", "content") == "newest"


@pytest.mark.parametrize("status", [400, 403, 500])
def test_a_foreign_error_never_lands_in_the_page(page: Any, status: int) -> None:
    answer(page, "/save", {"status": status, "body": "<h1>proxy</h1>"})
    page.click("#f button")
    page.wait_for_selector("#messages :text('CHƯA LƯU ĐƯỢC')")
    assert page.text_content("#out") == "trống"


@pytest.mark.parametrize("status", [409, 422])
def test_a_form_with_errors_is_drawn_again(page: Any, status: int) -> None:
    answer(page, "/save", {"status": status, "body": "sửa lại"})
    page.click("#f button")
    page.wait_for_selector("#out:text('sửa lại')")
    assert page.text_content("#messages").strip() == ""


def test_our_own_refusal_goes_to_the_messages(page: Any) -> None:
    headers = {"HX-Retarget": "#messages", "HX-Reswap": "innerHTML"}
    answer(page, "/save", {"status": 403, "body": "<b>từ chối</b>", "headers": headers})
    page.click("#f button")
    page.wait_for_selector("#messages :text('từ chối')")
    assert page.text_content("#out") == "trống"


def test_a_plain_form_is_sent_once_with_its_button(page: Any) -> None:
    seen = answer(page, "/plain", {"status": 204})
    page.evaluate(
        "() => { const b = document.querySelector('#plain button'); b.click(); b.click(); }"
    )
    page.wait_for_timeout(300)
    assert [request.post_data for request in seen] == ["b=2"]
    assert page.is_disabled("#plain button")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow'))")
    assert page.is_enabled("#plain button")


def test_a_plain_form_without_network_keeps_the_page(page: Any) -> None:
    page.context.set_offline(True)
    page.click("#plain button")
    page.wait_for_selector("#messages :text('CHƯA GỬI')")
    page.click("#messages [data-close]")
    assert page.text_content("#messages").strip() == ""


@pytest.mark.parametrize("leave", ["Escape", "outside"])
def test_a_menu_closes_when_one_leaves_it(page: Any, leave: str) -> None:
    page.click("summary")
    assert page.evaluate("document.querySelector('details').open")
    if leave == "Escape":
        page.keyboard.press("Escape")
    else:
        page.click("#out")
    assert not page.evaluate("document.querySelector('details').open")
