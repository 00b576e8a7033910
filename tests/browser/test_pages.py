"""Each page behind the menu, for each role: seen on a phone and on a desk, light and dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.visitor import Visitor
from tests.demo import slug_of

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]


@pytest.mark.parametrize(
    "account", ["canbo.19612", "hlhpn.19612", "duyet.468", "lanhdao.468", "quantri.468"]
)
def test_each_entry_of_the_menu_opens(visit: Visit, account: str) -> None:
    visitor = visit(account)
    visitor.page.goto("/")
    landed, *others = visitor.menu()
    assert landed == f"/{slug_of(account)}/"
    assert "/me" in others
    for path in others:
        answer = visitor.page.goto(path)
        assert answer.status == 200
        assert visitor.faults(f"{account}{path}") == []


@pytest.mark.parametrize("path", ["/login", "/password/forgotten", "/public/", "/public/468/"])
def test_each_page_of_visitors_opens(visit: Visit, path: str) -> None:
    visitor = visit()
    assert visitor.page.goto(path).status == 200
    assert visitor.faults(f"visitor{path}") == []


@pytest.mark.parametrize(("account", "path"), [("", "/login"), ("quantri.468", "/468/agencies")])
def test_dark_pages_can_be_read(visit: Visit, account: str, path: str) -> None:
    visitor = visit(account, color_scheme="dark")
    visitor.page.goto(path)
    assert visitor.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert visitor.faults(f"dark{path}") == []


def test_the_watch_sees_what_it_watches_for(visit: Visit) -> None:
    visitor = visit()
    visitor.page.goto("/login")
    bad = "<img src='/static/gone.png' style='color: red'><table width='900'><tr><td>x</table>"
    visitor.page.evaluate(f'document.querySelector("main").innerHTML += "{bad}"')
    visitor.page.wait_for_load_state("networkidle")
    found = "\n".join(visitor.faults())
    assert "image-alt" in found
    assert "scrolls sideways" in found
    assert "Content Security Policy" in found
    assert "404" in found
