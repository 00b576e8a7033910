"""Everybody of the demo signs in and lands on the page of his unit."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import pytest
from flask import Flask

from models.demo_people import PASSWORD
from tests.browser.visitor import Visitor
from tests.demo import KINDS, all_accounts, kind_of, login_of


@pytest.mark.browser
@pytest.mark.parametrize("account", KINDS)
def test_each_kind_lands_on_its_page(visit: Callable[..., Visitor], account: str) -> None:
    visitor = visit(account)
    visitor.page.goto("/")
    assert visitor.page.locator("main h1").is_visible()
    assert visitor.faults(account) == []


def test_no_kind_of_account_is_forgotten(demo_app: Flask) -> None:
    accounts = all_accounts(demo_app)
    seen = {kind_of(unit, one) for unit, one in accounts if one.login in map(login_of, KINDS)}
    assert seen == {kind_of(unit, one) for unit, one in accounts}


def test_every_account_signs_in(demo_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Through the form, without its token: all have one password, which Argon2 is asked once."""
    monkeypatch.setitem(demo_app.config, "WTF_CSRF_ENABLED", False)
    accounts = [(unit.slug, account.login) for unit, account in all_accounts(demo_app)]
    landed = [_land(demo_app, login) for _slug, login in accounts]
    assert landed == [(f"/{slug}/", 200) for slug, _login in accounts]
    assert len(landed) > 300


def _land(app: Flask, login: str) -> tuple[str, int]:
    """Where an account lands after the login, redirects followed, and the status there."""
    posted = {"name": login, "password": PASSWORD}
    environ = {"REMOTE_ADDR": _own_address(login)}
    client = app.test_client()
    answer = client.post("/login", data=posted, environ_base=environ, follow_redirects=True)
    return answer.request.path, answer.status_code


def _own_address(login: str) -> str:
    """An address of his own for each, as the rate of logins is counted by address."""
    number = zlib.crc32(login.encode()) % 2**24
    return f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"
