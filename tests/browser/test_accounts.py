"""Everybody of the demo signs in and lands on the page of his unit."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest
from flask import Flask

from models.load_demo import PASSWORD
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


@pytest.mark.server
def test_every_account_signs_in(demo_app: Flask, demo_server: str) -> None:
    accounts = [(unit.slug, account.login) for unit, account in all_accounts(demo_app)]
    with ThreadPoolExecutor(4) as pool:
        landed = list(pool.map(lambda one: _land(demo_server, one[1]), accounts))
    assert landed == [(f"{demo_server}/{slug}/", 200) for slug, _login in accounts]
    assert len(landed) > 300


def _land(address: str, login: str) -> tuple[str, int]:
    """Where an account lands after the login, redirects followed, and the status there."""
    browser = build_opener(HTTPCookieProcessor())
    browser.addheaders = [("X-Forwarded-For", _own_address(login))]
    with browser.open(f"{address}/login", timeout=30) as form:
        token = re.search(r'name="csrf_token" value="([^"]+)"', form.read().decode())
    assert token is not None
    data = {"csrf_token": token[1], "name": login, "password": PASSWORD}
    posted = Request(f"{address}/login", urlencode(data).encode())  # noqa: S310
    with browser.open(posted, timeout=30) as answer:
        return answer.geturl(), answer.status


def _own_address(login: str) -> str:
    """An address of his own for each, as the rate of logins is counted by address."""
    number = zlib.crc32(login.encode()) % 2**24
    return f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"
